"""Review: the queue of what was sent, one of it beside what can be done with it, and many at once."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.texts import review as texts
from components.ui import notices, query, review_queue
from components.ui import review as ui_review
from components.ui.review_acts import Decided, Moved, Referred, SubPillarChosen, Undone
from db.gateway import asking, curation, review

me = state.require_identity()

with notices.explained():
    reference = cached.reference(me, state.cycle_id())
zone = reference.city.time_zone

answer_id = query.asked_id("id")
if answer_id is not None:
    with notices.explained():
        opened = review.open_review(me, answer_id=answer_id, by=review_queue.asked(reference))
    version = state.base_version(str(answer_id), opened.revision)
    ui_review.changed_meanwhile(opened, version, zone)
    given = ui_review.answer(opened, reference)
    if given is None:
        st.stop()
    act = f"review.{answer_id}.{version}"
    request_id = state.request_id(act, given)
    row = opened.screen.answer
    with notices.explained(texts.FIELDS, reads_again=True):
        match given:
            case Decided():
                curation.review_answer(
                    me,
                    request_id=request_id,
                    answer_id=answer_id,
                    version=version,
                    decision=given.decision,
                    reason=given.reason,
                    fields=given.fields,
                    due_on=given.due_on,
                )
                news = texts.done(row.sheet, row.number, given.decision)
            case Moved():
                curation.move_answer(
                    me,
                    request_id=request_id,
                    answer_id=answer_id,
                    version=version,
                    pillar_code=given.pillar_code,
                    sub_pillar=given.sub_pillar,
                )
                news = texts.done(row.sheet, row.number, "dipindah")
            case Referred():
                curation.refer_answer(
                    me,
                    request_id=request_id,
                    answer_id=answer_id,
                    version=version,
                    unit_ids=given.unit_ids,
                    question=given.question,
                    due_on=given.due_on,
                )
                news = texts.done(row.sheet, row.number, "didisposisi")
            case SubPillarChosen():
                asking.choose_sub_pillar(
                    me, request_id=request_id, answer_id=answer_id, sub_pillar=given.sub_pillar
                )
                news = texts.SUB_PILLAR_KEPT
            case Undone():
                undone = curation.undo_review(me, request_id=request_id, answer_id=answer_id, version=version)
                news = texts.undone(undone)
    state.done(act)
    state.keep_news(news)
    state.forget_base()
    if not isinstance(given, SubPillarChosen | Undone):
        ui_review.open_next(opened.queue)
    st.rerun()

st.title(texts.TITLE)
chosen = state.chosen()
if chosen is not None:
    confirmed = review_queue.preview(chosen, zone)
    if confirmed is None:
        st.stop()
    if not confirmed.is_let_go:
        act = f"review.many.{chosen.decision}"
        with notices.explained({**texts.FIELDS, **chosen.labels}, reads_again=True):
            curation.decide_answers(
                me,
                request_id=state.request_id(act, (chosen, confirmed)),
                answer_ids=chosen.ids,
                decision=chosen.decision,
                reason=confirmed.reason,
                versions=chosen.versions,
                due_on=confirmed.due_on,
            )
        state.done(act)
        state.keep_news(texts.done_to_many(chosen.decision, len(chosen.rows)))
    state.forget_chosen()
    st.rerun()

st.caption(texts.INTRO)
by = review_queue.filters(reference)
with notices.explained():
    found = review.review_screen(me, cycle_id=state.cycle_id(), by=by, after=review_queue.after())
ticked = review_queue.show(found, by, reference)
if ticked is not None:
    state.keep_chosen(ticked)
    state.begin_at_top()
    st.rerun()
