"""The privacy notice (UU 27/2022): seven points, and the proof that this person has read them."""

from dataclasses import replace

import streamlit as st

from components import state
from components.texts import signin as texts
from components.ui import notices
from db.gateway import sign_in

me = state.require_identity()

st.title(texts.NOTICE_TITLE)
st.write(texts.NOTICE_INTRO)

with notices.explained():
    notice = sign_in.privacy_notice(me)
for point in notice.points:
    st.subheader(point.title)
    st.text(point.text)

if st.button(texts.NOTICE_READ, type="primary"):
    with notices.explained():
        sign_in.read_notice(me, request_id=state.request_id("read_notice"), version=notice.version)
    state.done("read_notice")
    state.set_identity(replace(me, notice_due=False))
    state.begin_at_top()
    st.rerun()
