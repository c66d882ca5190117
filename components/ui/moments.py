"""Date and time together, entered on the city's clock whatever the zone of the server or the browser."""

from __future__ import annotations

from datetime import datetime, timedelta

import streamlit as st

from components.rules.moments import as_instant, on_the_wall
from components.texts import format as fmt


def moment_input(label: str, *, zone: str, value: datetime | None, key: str) -> datetime | None:
    """Ask for an instant (UTC), proposing ``value``; None while nothing is entered. Names the zone."""
    entered = st.datetime_input(
        f"{label} ({fmt.zone_label(zone)})",
        on_the_wall(value, zone) if value else None,
        format="DD/MM/YYYY",
        step=timedelta(minutes=5),
        key=key,
    )
    return as_instant(entered, zone) if entered else None
