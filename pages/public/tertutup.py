"""What an address shows to somebody whose role has no such page."""

import streamlit as st

from components.texts import errors as texts

st.info(texts.SENTENCES["not_allowed"])
