"""A day by which something is to be done: from today, a week ahead unless another is chosen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import streamlit as st


def day(label: str, *, key: str, zone: str, help_: str | None = None) -> date | None:
    """The day that was chosen; None where it was emptied."""
    today = datetime.now(UTC).astimezone(ZoneInfo(zone)).date()
    chosen: date | None = st.date_input(
        label,
        value=today + timedelta(days=7),
        min_value=today,
        max_value=today + timedelta(days=365),
        format="DD/MM/YYYY",
        key=key,
    )
    if help_:
        st.caption(help_)
    return chosen
