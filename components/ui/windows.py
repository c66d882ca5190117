"""When something may be written, as sentences with the city's own clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from components.texts import answers as texts
from components.texts import format as fmt
from db.gateway.rows import Window, WindowKind


def window_line(window: Window, now: datetime, zone: str) -> str:
    """Markdown: open until, opens at, was open until, or not planned."""
    if window.opens_at is None or window.closes_at is None:
        return texts.window_unplanned(window.kind)
    if window.is_open:
        remaining = fmt.remaining(window.closes_at, now)
        sentence = texts.window_open(window.kind, fmt.moment(window.closes_at, zone), remaining)
        return f":material/lock_open: {sentence}"
    if window.opens_at > now:
        sentence = texts.window_opens(window.kind, fmt.moment(window.opens_at, zone))
        return f":material/schedule: {sentence}"
    if window.closes_at > now:
        return f":material/archive: {texts.window_archived(window.kind)}"
    return f":material/lock: {texts.window_was_open(window.kind, fmt.moment(window.closes_at, zone))}"


def window_lines(windows: Sequence[Window], kind: WindowKind, zone: str) -> None:
    """Say what matters about the windows of one kind: the open one, else the last closed and the next."""
    now = datetime.now(UTC)
    ours = [window for window in windows if window.kind == kind]
    open_ = [window for window in ours if window.is_open]
    past = [window for window in ours if window.closes_at and window.closes_at <= now]
    coming = [window for window in ours if window.opens_at and window.opens_at > now]
    shown = open_[:1] or [*past[-1:], *coming[:1]] or ours[:1]
    for window in shown:
        st.markdown(window_line(window, now, zone))
