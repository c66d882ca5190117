"""*Lupa kata sandi*: one field in place of the sign-in form, the same answer for every name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from components.texts import signin as texts

_ASKED: Final = "forgotten"  # in the address, so that the browser's back button leads back


def is_asked() -> bool:
    return st.query_params.get(_ASKED) is not None


def door() -> None:
    """The way there, below the sign-in form."""
    if st.button(texts.FORGOTTEN, type="tertiary", icon=":material/help:", key="forgotten.door"):
        st.query_params[_ASKED] = "1"
        st.rerun()


def form(ask: Callable[[str], None]) -> None:
    """Draw the field; give what was typed to ``ask`` and say what happens now."""
    with st.form("forgotten.form", enter_to_submit=False):
        st.write(texts.FORGOTTEN_INTRO)
        name = st.text_input(texts.FORGOTTEN_NAME, key="forgotten.name", max_chars=100)
        is_sent = st.form_submit_button(texts.FORGOTTEN_SEND, type="primary")
    if is_sent and name.strip():
        ask(name)
        st.success(texts.FORGOTTEN_SENT)
    elif is_sent:
        st.warning(texts.FORGOTTEN_EMPTY)
    if st.button(texts.BACK, type="tertiary", key="forgotten.back"):
        st.query_params.pop(_ASKED, None)
        st.rerun()
