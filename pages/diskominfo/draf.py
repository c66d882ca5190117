"""Drafts that rest: whose they are and since when, so that somebody can ask whether help is needed."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.texts import desk as texts
from components.ui import desk as ui_desk
from components.ui import notices, query
from db.gateway import desk

me = state.require_identity()

st.title(texts.IDLE_TITLE)
st.caption(texts.IDLE_INTRO)
with notices.explained():
    reference = cached.reference(me, state.cycle_id())
page = query.asked_number(ui_desk.PAGE) or 1
unit_code = ui_desk.unit_filter(reference)
with notices.explained():
    screen = desk.idle_drafts_screen(me, cycle_id=state.cycle_id(), unit_code=unit_code, page=page)
ui_desk.idle_drafts(screen.drafts, page, reference)
