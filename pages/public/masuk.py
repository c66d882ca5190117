"""The sign-in screen. Every address shows it until somebody has signed in, and then its own page."""

import streamlit as st

from components import signin
from components.texts import signin as texts
from components.ui import forgotten, notices
from db.gateway import sign_in

st.caption(texts.PLACE)

if forgotten.is_asked():
    with notices.explained():
        forgotten.form(lambda name: sign_in.request_password_reset(name=name))
    st.stop()

with notices.explained():
    signin.form()
forgotten.door()
