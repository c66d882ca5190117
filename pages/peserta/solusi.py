"""Solutions: the list, the form of a draft, and one answer with its fate; the address says which."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.ui import answer_pages, answer_read, notices, query
from db.gateway import answers, approval, asking, discussion

me = state.require_identity()

answer_id = query.asked_id("id")
if answer_id is None:
    with notices.explained():
        reference = cached.reference(me, state.cycle_id())
    answer_pages.show_list(me, "solution", reference, answers)
    st.stop()

answer_read.way_back("solution")
with notices.explained():
    screen, is_away = answer_pages.read(me, answer_id, answers)
    reference = cached.reference(me, screen.cycle.id)
answer_pages.show_answer(me, screen, reference, answers, approval, discussion, asking, is_away=is_away)
