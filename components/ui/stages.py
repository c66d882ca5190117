"""Windows and planning years as Diskominfo sets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from uuid import UUID

import streamlit as st

from components.rules.moments import days_ahead
from components.texts import stages as texts
from components.ui.moments import moment_input
from components.ui.plain import plain
from components.ui.windows import window_line
from db.gateway.city import Cycle
from db.gateway.rows import Window, WindowKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a window shall open and close."""

    window_id: UUID
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A window that shall close at this instant."""

    window_id: UUID
    kind: WindowKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCycle:
    year: int
    title: str
    copy_from: UUID | None


def cycle_choice(cycles: Sequence[Cycle], shown: Cycle) -> UUID:
    """The year to set; asked for only where there are several."""
    if len(cycles) < 2:
        return shown.id
    chosen: UUID = st.selectbox(
        texts.CYCLE,
        [cycle.id for cycle in cycles],
        index=[cycle.id for cycle in cycles].index(shown.id),
        format_func={cycle.id: cycle.title for cycle in cycles}.__getitem__,
        key=f"stages.cycle.{shown.id}",
    )
    return chosen


def windows(rows: Sequence[Window], zone: str, *, is_writable: bool) -> Schedule | Closing | None:
    """Draw every window by stage; what is to change, in the run where that is sent."""
    change: Schedule | Closing | None = None
    for stage, of_stage in groupby(rows, key=lambda window: window.stage_name):
        st.subheader(plain(stage))
        for window in of_stage:
            with st.container(border=True):
                st.markdown(window_line(window, datetime.now(UTC), zone))
                if is_writable:
                    change = _change(window, zone) or change
    return change


def new_cycle(cycles: Sequence[Cycle]) -> NewCycle | None:
    """Draw the form for another planning year; the year in the run where it is opened."""
    sources: dict[UUID | None, str] = {cycle.id: cycle.title for cycle in cycles}
    sources[None] = texts.STANDARD
    year_after = max(cycle.year for cycle in cycles) + 1
    with st.expander(texts.NEW_CYCLE, icon=":material/add:"):
        st.caption(texts.NEW_CYCLE_HELP)
        with st.form(f"stages.cycle.new.{len(cycles)}", border=False):
            year = st.number_input(texts.YEAR, 2000, 2100, year_after, key=f"stages.year.{len(cycles)}")
            title = st.text_input(
                texts.NAME,
                texts.proposed_title(year_after),
                max_chars=120,
                key=f"stages.title.{len(cycles)}",
            )
            source = st.selectbox(
                texts.COPY_FROM,
                list(sources),
                format_func=sources.__getitem__,
                key=f"stages.copy.{len(cycles)}",
            )
            is_sent = st.form_submit_button(texts.CREATE, type="primary")
    if is_sent and not title.strip():
        st.warning(texts.MISSING_NAME)
    if not is_sent or not title.strip():
        return None
    return NewCycle(year=int(year), title=title, copy_from=source)


def is_archiving(cycle: Cycle) -> bool:
    """Draw the way to archive this year; True in the run where it is confirmed."""
    with st.popover(texts.ARCHIVE, icon=":material/archive:"):
        st.markdown(texts.archive_sure(plain(cycle.title)))
        return st.button(texts.ARCHIVE_CONFIRM, type="primary", key=f"stages.archive.{cycle.id}")


def _change(window: Window, zone: str) -> Schedule | Closing | None:
    if not window.is_open:
        return _plan(window, zone)
    closing = _closing(window)
    return _extension(window, zone) or closing


def _plan(window: Window, zone: str) -> Schedule | None:
    """Times for a window that is not open: both, or from now on."""
    now = datetime.now(UTC)
    is_coming = window.opens_at is not None and window.opens_at > now
    opens = window.opens_at if is_coming else days_ahead(now, 1, hour=8, zone=zone)
    closes = window.closes_at if is_coming else days_ahead(now, 14, hour=16, zone=zone)
    key = f"stages.{window.id}"
    with (
        st.expander(texts.SCHEDULE, icon=":material/edit_calendar:"),
        st.form(f"{key}.plan", border=False),
    ):
        opens_at = moment_input(texts.OPENS, zone=zone, value=opens, key=f"{key}.opens")
        closes_at = moment_input(texts.CLOSES, zone=zone, value=closes, key=f"{key}.closes")
        with st.container(horizontal=True):
            is_planned = st.form_submit_button(texts.SAVE, key=f"{key}.save")
            is_now = st.form_submit_button(
                texts.OPEN_NOW, type="primary", icon=":material/lock_open:", key=f"{key}.now"
            )
        st.caption(texts.OPEN_NOW_HELP)
        if is_planned or is_now:
            return _schedule(window, now if is_now else opens_at, closes_at)
    return None


def _extension(window: Window, zone: str) -> Schedule | None:
    key = f"stages.{window.id}.extend"
    with st.expander(texts.EXTEND, icon=":material/more_time:"), st.form(key, border=False):
        closes_at = moment_input(texts.CLOSES, zone=zone, value=window.closes_at, key=f"{key}.closes")
        if st.form_submit_button(texts.SAVE_CLOSING, type="primary", key=f"{key}.save"):
            if closes_at is not None and closes_at <= datetime.now(UTC):
                st.warning(texts.ALREADY_PAST)
                return None
            return _schedule(window, window.opens_at, closes_at)
    return None


def _closing(window: Window) -> Closing | None:
    with st.popover(texts.CLOSE, icon=":material/lock:"):
        st.markdown(texts.CLOSE_SURE[window.kind])
        is_sure = st.button(texts.CLOSE_CONFIRM, type="primary", key=f"stages.{window.id}.close")
    return Closing(window_id=window.id, kind=window.kind) if is_sure else None


def _schedule(window: Window, opens_at: datetime | None, closes_at: datetime | None) -> Schedule | None:
    if opens_at is None or closes_at is None:
        st.warning(texts.MISSING)
        return None
    if closes_at <= opens_at:
        st.warning(texts.WRONG_ORDER)
        return None
    return Schedule(window_id=window.id, opens_at=opens_at, closes_at=closes_at)
