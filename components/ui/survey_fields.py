"""Questions that are answered by typing, and tables of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.rules.questionnaire import is_answered
from components.rules.values import LONGEST_LIST
from components.texts import survey as texts
from components.ui.plain import plain
from components.ui.survey_no_data import cell_or_no_data
from components.ui.survey_setting import Setting, label
from components.ui.typed import as_digits, as_typed, read_number, read_typed, reading
from db.gateway.questionnaire import Column, Kind, Question

_TALL = 120
_SHORT = 70


def short_text(question: Question, value: object, setting: Setting) -> object:
    key = setting.key_of(question)
    return st.text_input(label(question), value=_text(value), key=key, disabled=setting.is_locked) or None


def long_text(question: Question, value: object, setting: Setting) -> object:
    key = setting.key_of(question)
    typed = st.text_area(
        label(question), value=_text(value), height=_TALL, key=key, disabled=setting.is_locked
    )
    if question.max_length:  # also when empty: a line that appears would move what is about to be clicked
        st.caption(texts.length(len(typed or ""), question.max_length))
    return typed or None


def number(question: Question, value: object, setting: Setting) -> object:
    return _number(label(question), value, key=setting.key_of(question), is_locked=setting.is_locked)


def money(question: Question, value: object, setting: Setting) -> object:
    key = setting.key_of(question)
    shown = str(as_typed("money", value))
    typed = st.text_input(label(question), value=shown, key=key, disabled=setting.is_locked, placeholder="0")
    return _read("money", typed)


def year_range(question: Question, value: object, setting: Setting) -> object:
    """Two years; a range of which one is typed is returned as it stands, and is at fault."""
    st.markdown(label(question))
    stored = value if isinstance(value, dict) else {}
    start_side, end_side = st.columns(2)
    with start_side:
        start = _year(texts.START, stored.get("start"), f"{setting.key_of(question)}.start", setting)
    with end_side:
        end = _year(texts.END, stored.get("end"), f"{setting.key_of(question)}.end", setting)
    return None if start is None and end is None else {"start": start, "end": end}


def table(question: Question, value: object, setting: Setting) -> object:
    """Small groups of fields, as many as the person says; emptied rows and cells are left out."""
    key = setting.key_of(question)
    stored = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    st.markdown(label(question))
    if question.help:
        st.caption(plain(question.help))
    count = st.number_input(
        texts.ROWS,
        min_value=0,
        max_value=max(question.max_length or LONGEST_LIST, len(stored)),
        value=max(len(stored), 1),
        key=f"{key}.rows",
        help=texts.ROWS_HELP,
        disabled=setting.is_locked,
    )
    rows = []
    for at in range(count):
        with st.container(border=True):
            st.caption(texts.row(at + 1))
            rows.append(
                _row(question.columns, stored[at] if at < len(stored) else {}, f"{key}.{at}", setting)
            )
    return [row for row in rows if row] or None


def _row(
    columns: Sequence[Column], stored: Mapping[str, object], key: str, setting: Setting
) -> dict[str, object]:
    row: dict[str, object] = {}
    for column in columns:
        cell = cell_or_no_data(_CELLS[column.kind])
        answer = cell(column, stored.get(column.key), f"{key}.{column.key}", setting.is_locked)
        if is_answered(answer):
            row[column.key] = answer
    return row


def _text_cell(column: Column, value: object, key: str, is_locked: bool) -> object:
    return st.text_input(label(column), value=_text(value), key=key, disabled=is_locked)


def _long_text_cell(column: Column, value: object, key: str, is_locked: bool) -> object:
    return st.text_area(label(column), value=_text(value), height=_SHORT, key=key, disabled=is_locked)


def _number_cell(column: Column, value: object, key: str, is_locked: bool) -> object:
    return _number(label(column), value, key=key, is_locked=is_locked)


def _single_cell(column: Column, value: object, key: str, is_locked: bool) -> object:
    names = {option.value: option.label for option in column.options}
    chosen = st.multiselect(
        label(column),
        list(names),
        default=[value] if value in names else [],
        format_func=names.__getitem__,
        max_selections=1,
        placeholder=texts.CHOOSE,
        select_all=False,
        key=key,
        disabled=is_locked,
    )
    return chosen[0] if chosen else None


def _number(shown_label: str, value: object, *, key: str, is_locked: bool) -> object:
    typed = st.text_input(shown_label, value=as_digits(value), key=key, disabled=is_locked)
    return _read("number", typed)


def _year(shown_label: str, value: object, key: str, setting: Setting) -> object:
    return read_number(
        st.text_input(shown_label, value=as_digits(value), key=key, disabled=setting.is_locked)
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _read(kind: Kind, typed: str | None) -> object:
    """The number, said again where it could be misunderstood."""
    value = read_typed(kind, typed or "")
    said = reading(kind, typed or "", value)
    if said is not None:
        st.caption(said)
    return value


_CELLS: dict[str, Callable[[Column, object, str, bool], object]] = {
    "short_text": _text_cell,
    "long_text": _long_text_cell,
    "number": _number_cell,
    "single": _single_cell,
}
