"""What people see while the database is being opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

import streamlit as st

from components.texts import shell as texts


def until(is_open: Callable[[], bool]) -> NoReturn:
    """Say that Rembuk is being prepared and look again every two seconds; once open, begin the run anew."""

    @st.fragment(run_every="2s")
    def look_again() -> None:
        if is_open():
            st.rerun()
        st.info(texts.PREPARING)
        st.caption(texts.PREPARING_HINT)

    st.title(texts.APPLICATION)
    look_again()
    st.stop()
