"""Raters: who scores in this planning year, how far each has come, and who has not begun."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.texts import raters as texts
from components.ui import notices
from components.ui import raters as ui_raters
from components.ui.windows import window_lines
from db.gateway import raters

me = state.require_identity()

st.title(texts.TITLE)
st.caption(texts.INTRO)

with notices.explained():
    reference = cached.reference(me, state.cycle_id())
    screen = raters.raters_screen(me, cycle_id=state.cycle_id())
zone = reference.city.time_zone
window_lines(screen.windows, "rating", zone)
if not screen.cycle.is_open:
    st.info(texts.ARCHIVED, icon=":material/archive:")

mode = ui_raters.mode(screen)
if mode is not None:
    with notices.explained(texts.FIELDS):
        raters.set_rating_mode(
            me, request_id=state.request_id("rating_mode", mode), cycle_id=screen.cycle.id, mode=mode
        )
    state.done("rating_mode")
    state.keep_news(texts.mode_saved(mode))
    st.rerun()

ui_raters.listed(screen, zone)

naming = ui_raters.naming(screen, state.request_id("name_raters"))
if naming is not None:
    with notices.explained(texts.FIELDS):
        raters.name_raters(
            me,
            request_id=state.request_id("name_raters", naming),
            cycle_id=screen.cycle.id,
            participant_ids=naming.people,
            is_rater=naming.is_rater,
        )
    state.done("name_raters")
    said = texts.added if naming.is_rater else texts.removed
    state.keep_news(said(len(naming.people)))
    st.rerun()
