"""Sheets that every unit fills in once: the list, and one of them; the address says which."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.texts import sheets as texts
from components.ui import answer_pages, answer_read, links, notices, query
from components.ui import sheets as ui_sheets
from db.gateway import answers, approval, asking, discussion, sheets

me = state.require_identity()

answer_id = query.asked_id("id")
if answer_id is not None:
    answer_read.way_back("other")
    with notices.explained():
        screen, is_away = answer_pages.read(me, answer_id, answers)
        reference = cached.reference(me, screen.cycle.id)
    answer_pages.show_answer(me, screen, reference, answers, approval, discussion, asking, is_away=is_away)
    st.stop()

st.title(texts.TITLE)
st.caption(texts.INTRO)
with notices.explained():
    reference = cached.reference(me, state.cycle_id())
    listed = sheets.sheets_screen(me, cycle_id=state.cycle_id())
begun = ui_sheets.own(listed, reference) if me.unit_id is not None else None
if begun is not None:
    act = f"create.{begun}"
    with notices.explained():
        answer_id = answers.create_draft(
            me,
            request_id=state.request_id(act),
            cycle_id=listed.cycle.id,
            sheet=begun,
            pillar_code=None,
        )
    state.done(act)
    st.switch_page(links.SHEETS, query_params={"id": str(answer_id)})
ui_sheets.others(listed.others, reference)
