"""When workshops are held, and more time for one unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import streamlit as st

from components.rules.moments import days_ahead
from components.texts import answers as answer_texts
from components.texts import format as fmt
from components.texts import stages as texts
from components.ui.moments import moment_input
from components.ui.plain import plain
from db.gateway.rows import Window
from db.gateway.stages import Extension, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """On which days a workshop shall be held."""

    stage_id: UUID
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreTime:
    """Until when one unit shall be able to write, and why."""

    window_id: UUID
    unit_id: UUID
    closes_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Whose more time shall be taken back."""

    window_id: UUID
    unit_id: UUID


def workshops(stages: Sequence[Stage], *, is_writable: bool) -> Dates | None:
    """Draw the days of each workshop; new ones in the run where they are sent."""
    st.subheader(texts.WORKSHOPS)
    change: Dates | None = None
    for stage in stages:
        held = texts.UNDATED
        if stage.starts_on and stage.ends_on:
            held = texts.days(fmt.date_(stage.starts_on), fmt.date_(stage.ends_on))
        st.markdown(f"**{plain(stage.name)}** · {plain(held)}")
        if is_writable:
            change = _dates(stage) or change
    return change


def more_time(
    windows: Sequence[Window],
    extensions: Sequence[Extension],
    units: Mapping[UUID, str],
    zone: str,
    *,
    is_writable: bool,
) -> MoreTime | Ending | None:
    """Draw who has more time and why, and the form for another unit."""
    st.subheader(texts.MORE_TIME)
    st.caption(texts.MORE_TIME_HELP)
    labels = {
        window.id: texts.window_of(answer_texts.WINDOW[window.kind], window.stage_name) for window in windows
    }
    ending = _given(extensions, labels, units, zone, is_writable=is_writable)
    extendable = [window for window in windows if window.opens_at and window.kind != "rating"]
    if not is_writable or not extendable:
        return ending
    return _extending(extendable, labels, units, zone, turn=len(extensions)) or ending


def _dates(stage: Stage) -> Dates | None:
    key = f"stages.workshop.{stage.id}"
    with st.expander(texts.DATE_WORKSHOP, icon=":material/edit_calendar:"), st.form(key, border=False):
        starts_on = st.date_input(texts.STARTS, stage.starts_on, format="DD/MM/YYYY", key=f"{key}.starts")
        ends_on = st.date_input(texts.ENDS, stage.ends_on, format="DD/MM/YYYY", key=f"{key}.ends")
        is_sent = st.form_submit_button(texts.SAVE_DATES, key=f"{key}.save")
    if not is_sent:
        return None
    if starts_on is None or ends_on is None:
        st.warning(texts.MISSING_DATES)
        return None
    if ends_on < starts_on:
        st.warning(texts.WRONG_DATES)
        return None
    return Dates(stage_id=stage.id, starts_on=starts_on, ends_on=ends_on)


def _given(
    extensions: Sequence[Extension],
    labels: Mapping[UUID, str],
    units: Mapping[UUID, str],
    zone: str,
    *,
    is_writable: bool,
) -> Ending | None:
    ending = None
    for given in extensions:
        with st.container(border=True):
            until = fmt.moment(given.closes_at, zone)
            st.markdown(plain(texts.given(units[given.unit_id], labels[given.window_id], until)))
            st.caption(plain(texts.because(given.reason)))
            key = f"stages.extension.{given.window_id}.{given.unit_id}"
            if is_writable and st.button(texts.END_EXTENSION, icon=":material/undo:", key=key):
                ending = Ending(window_id=given.window_id, unit_id=given.unit_id)
    return ending


def _extending(
    windows: Sequence[Window],
    labels: Mapping[UUID, str],
    units: Mapping[UUID, str],
    zone: str,
    *,
    turn: int,
) -> MoreTime | None:
    key = f"stages.more.{turn}"
    with (
        st.expander(texts.EXTEND_UNIT, icon=":material/more_time:"),
        st.form(key, border=False),
    ):
        window_id = st.selectbox(
            texts.WINDOW, [one.id for one in windows], format_func=labels.__getitem__, key=f"{key}.window"
        )
        unit_id = st.selectbox(
            texts.UNIT, list(units), index=None, format_func=units.__getitem__, key=f"{key}.unit"
        )
        proposed = days_ahead(datetime.now(UTC), 7, hour=16, zone=zone)
        closes_at = moment_input(texts.CLOSES, zone=zone, value=proposed, key=f"{key}.closes")
        reason = st.text_area(texts.REASON, max_chars=500, key=f"{key}.reason")
        is_sent = st.form_submit_button(texts.SAVE_EXTENSION, type="primary", key=f"{key}.save")
    if not is_sent:
        return None
    if unit_id is None or closes_at is None or not reason.strip():
        st.warning(texts.MISSING_EXTENSION)
        return None
    window = next(one for one in windows if one.id == window_id)
    if window.closes_at is not None and closes_at <= window.closes_at:
        st.warning(texts.NO_MORE_TIME)
        return None
    return MoreTime(window_id=window.id, unit_id=unit_id, closes_at=closes_at, reason=reason)
