"""A password of one's own in place of the temporary one; nothing else can be done before."""

import streamlit as st

from components import signin, state
from components.texts import signin as texts
from components.ui import notices

me = state.require_identity()

st.title(texts.NEW_PASSWORD_TITLE)
st.write(texts.NEW_PASSWORD_INTRO)
st.caption(texts.PASSWORD_RULES)

with notices.explained():
    signin.new_password_form(me)
