"""Approval by the units' responsible persons: on or off, for a unit or for all, and who they are."""

from __future__ import annotations

import streamlit as st

from components import state
from components.texts import approval as texts
from components.ui import approval as ui_approval
from components.ui import notices
from db.gateway import approval

me = state.require_identity()

st.title(texts.TITLE)
st.caption(texts.INTRO)
notice = st.container()

with notices.explained():
    screen = approval.approval_screen(me, cycle_id=state.cycle_id())
turned = ui_approval.switches(screen)
if turned is not None:
    act = f"set_approval.{turned}"
    with notice, notices.explained():
        approval.set_approval(
            me, request_id=state.request_id(act), unit_id=turned.unit_id, is_on=turned.is_on
        )
    state.done(act)
    state.keep_news(texts.switched(turned.where, is_on=turned.is_on))
    st.rerun()
