"""Review: the queue of sent problems and solutions, and one of them beside the decision about it."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.texts import review as texts
from components.ui import notices, query
from components.ui import review as ui_review
from db.gateway import answers, curation

me = state.require_identity()

with notices.explained():
    reference = cached.reference(me, state.cycle_id())

answer_id = query.asked_id("id")
if answer_id is not None:
    with notices.explained():
        screen = answers.answer_screen(me, answer_id=answer_id)
    verdict = ui_review.answer(screen, reference)
    if verdict is not None:
        act = f"decide.{answer_id}.{verdict}"
        with notices.explained(texts.FIELDS):
            curation.decide_answers(
                me,
                request_id=state.request_id(act),
                answer_ids=[answer_id],
                decision=verdict.decision,
                reason=verdict.reason,
            )
        state.done(act)
        state.keep_news(texts.decided(screen.answer.sheet, screen.answer.number, verdict.decision))
        del st.query_params["id"]
        st.rerun()
    st.stop()

st.title(texts.TITLE)
st.caption(texts.INTRO)
by = ui_review.filters(reference)
with notices.explained():
    found = curation.review_screen(
        me,
        cycle_id=state.cycle_id(),
        sheet=by.sheet,
        status=by.status,
        pillar_code=by.pillar_code,
        sector_code=by.sector_code,
        after=by.after,
    )
accepted = ui_review.queue(found, by, reference)
if accepted:
    act = f"accept.{accepted}"
    with notices.explained():
        curation.decide_answers(
            me, request_id=state.request_id(act), answer_ids=accepted, decision="diterima", reason=None
        )
    state.done(act)
    state.keep_news(texts.accepted(len(accepted)))
    st.rerun()
