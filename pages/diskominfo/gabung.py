"""Merging: groups of similar answers, one group side by side, and what became one, to be split again."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.texts import answers as answer_texts
from components.texts import merging as texts
from components.ui import links, merge_group, merged, notices, query
from components.ui import merging as ui_merging
from components.ui.plain import plain
from db.gateway import answers, merging

me = state.require_identity()

with notices.explained():
    reference = cached.reference(me, state.cycle_id())
zone = reference.city.time_zone

answer_id = query.asked_id("id")
if answer_id is not None:
    links.to_page(links.MERGE, texts.BACK, icon=":material/arrow_back:", **query.kept(*ui_merging.FILTERS))
    with notices.explained():
        whole = answers.answer_screen(me, answer_id=answer_id)
    st.title(plain(answer_texts.titled(whole.answer.sheet, whole.answer.number, whole.answer.title)))
    notice = st.container()
    split_off = merged.split(whole, zone, is_open=whole.cycle.is_open)
    if split_off is not None:
        act = f"split.{split_off}"
        with notice, notices.explained():
            merging.split_answer(me, request_id=state.request_id(act), answer_id=split_off)
        state.done(act)
        (number,) = [part.answer.number for part in whole.merging.originals if part.answer.id == split_off]
        state.keep_news(texts.split(number))
        st.rerun()
    st.stop()

together = ui_merging.asked_group()
if together:
    links.to_page(links.MERGE, texts.BACK, icon=":material/arrow_back:", **query.kept(*ui_merging.FILTERS))
    st.title(texts.GROUP_TITLE)
    with notices.explained():
        members = merging.merge_group(me, answer_ids=together)
    is_open = any(
        cycle.is_open
        for cycle in reference.cycles
        if cycle.id == state.cycle_id() or state.cycle_id() is None
    )
    wanted = merge_group.compare(members, reference, me, is_open=is_open)
    if wanted is not None:
        act = f"merge.{together}"
        with notices.explained(texts.FIELDS):
            made = merging.merge_answers(
                me,
                request_id=state.request_id(act, wanted),
                answer_ids=wanted.answer_ids,
                into=wanted.into,
                pillar_code=wanted.pillar_code,
                reason=wanted.reason,
            )
        state.done(act)
        state.keep_news(texts.merged(list(wanted.numbers), made.number))
        del st.query_params[ui_merging.GROUP]
        st.rerun()
    st.stop()

st.title(texts.TITLE)
st.caption(texts.INTRO)
sheet, pillar_code = ui_merging.filters(reference)
with notices.explained():
    screen = merging.merge_screen(me, cycle_id=state.cycle_id(), sheet=sheet, pillar_code=pillar_code)
notice = st.container()
wish = ui_merging.overview(screen, zone)
if wish is not None:
    act = f"merging.{wish}"
    with notice, notices.explained():
        if wish.undone is not None:
            merging.undo_merge(me, request_id=state.request_id(act), act_id=wish.undone)
        else:
            merging.dismiss_similar(
                me,
                request_id=state.request_id(act),
                answer_ids=wish.apart or wish.recalled,
                is_dismissed=bool(wish.apart),
            )
    state.done(act)
    state.keep_news(ui_merging.news(wish))
    st.rerun()
