"""Rows behind a picture, as a table that shows typed text as text."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st


def rows_table(frame: pd.DataFrame, headings: Mapping[str, str], *, key: str, is_whole: bool = False) -> None:
    """Draw the columns named in ``headings`` (column -> heading), in that order; ``is_whole``: every row in
    sight, as a projector needs it."""
    st.dataframe(
        frame[list(headings)].rename(columns=dict(headings)),
        hide_index=True,
        width="stretch",
        height="content" if is_whole else "auto",
        key=key,
    )
