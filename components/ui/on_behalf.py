"""Answers typed for a unit from its paper: the mark that they bear everywhere, and the word of the unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from components.rules import units
from components.texts import format as fmt
from components.texts import on_behalf as texts
from components.ui import answer_list
from components.ui.plain import plain
from components.ui.windows import window_lines
from db.gateway.answers import AnswerScreen
from db.gateway.city import Pillar, Reference
from db.gateway.on_behalf import OnBehalfScreen
from db.gateway.questionnaire import SURVEY, Sheet
from db.gateway.rows import AnswerRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """For which unit, on which sheet and under which pillar something shall be typed."""

    unit_id: UUID
    sheet: Sheet
    pillar_code: str | None


def notice(screen: AnswerScreen, zone: str) -> None:
    """Above an answer: who typed it, and whether its unit stands behind it."""
    about, unit = screen.on_behalf, screen.answer.unit_name
    if about is None:
        return
    if about.confirmed_by is None or about.confirmed_at is None:
        stands = texts.typing if screen.answer.status == "draf" else texts.waiting
        sentence = f"{stands(unit)} {texts.typed_by(about.by)}"
        st.info(plain(sentence), icon=":material/contact_page:")
        return
    moment = fmt.moment(about.confirmed_at, zone)
    st.caption(f":material/contact_page: {plain(texts.confirmed_by(unit, about.confirmed_by, moment))}")


def confirmation(screen: AnswerScreen) -> bool:
    """Whether the officer of the unit says now that it is right."""
    if screen.on_behalf is None or not screen.on_behalf.may_confirm:
        return False
    st.caption(texts.CONFIRM_HELP)
    return st.button(texts.CONFIRM, type="primary", icon=":material/thumb_up:", key="answer.confirm")


def begin(screen: OnBehalfScreen, reference: Reference, own_unit: UUID | None) -> Beginning | None:
    """The form that begins an answer for a unit, in the run where it is sent."""
    st.subheader(texts.BEGIN_TITLE)
    sheets = {sheet.code: sheet.label for sheet in reference.sheets}
    for sheet in sheets:
        window_lines(screen.windows, sheet, reference.city.time_zone)
    open_sheets = {code: label for code, label in sheets.items() if _is_open(screen, code)}
    if not open_sheets:
        st.info(texts.CLOSED)
        return None
    ids = {unit.code: unit.id for unit in reference.units if unit.id != own_unit}
    with st.form("on_behalf", border=True):
        unit = _choice(texts.UNIT, units.labels(reference), list(ids), key="on_behalf.unit")
        sheet = st.radio(
            texts.SHEET,
            list(open_sheets),
            format_func=open_sheets.__getitem__,
            horizontal=True,
            key="on_behalf.sheet",
        )
        pillars = {pillar.code: pillar.name for pillar in reference.pillars}
        pillar = _choice(texts.PILLAR, pillars, list(pillars), key="on_behalf.pillar", hint=texts.PILLAR_HELP)
        is_sent = st.form_submit_button(texts.BEGIN, type="primary", icon=":material/edit_note:")
    if not is_sent:
        return None
    if unit is None or (pillar is None and sheet in SURVEY):
        st.warning(texts.NOT_CHOSEN)
        return None
    return Beginning(unit_id=ids[unit], sheet=sheet, pillar_code=pillar if sheet in SURVEY else None)


def listed(rows: Sequence[AnswerRow], pillars: Sequence[Pillar]) -> None:
    """What was typed so far, each with how it stands."""
    st.subheader(texts.LIST_TITLE)
    if not rows:
        st.caption(texts.NOTHING)
    for row in rows:
        answer_list.line(row, pillars)


def to_confirm(rows: Sequence[AnswerRow], pillars: Sequence[Pillar]) -> None:
    """On the first page of an officer: what waits for the unit's word."""
    if not rows:
        return
    st.subheader(texts.TO_CONFIRM)
    st.markdown(texts.to_confirm(len(rows)))
    for row in rows:
        answer_list.line(row, pillars)


def _choice(
    label: str, names: Mapping[str, str], codes: Sequence[str], *, key: str, hint: str | None = None
) -> str | None:
    chosen: str | None = st.selectbox(
        label,
        codes,
        index=None,
        format_func=names.__getitem__,
        placeholder=texts.CHOOSE,
        help=hint,
        key=key,
    )
    return chosen


def _is_open(screen: OnBehalfScreen, sheet: Sheet) -> bool:
    return any(window.is_open and window.kind == sheet for window in screen.windows)
