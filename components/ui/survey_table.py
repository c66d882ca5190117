"""A question that is answered by rows: small groups of fields, each cell with what is wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.rules.questionnaire import cell_fault, is_answered
from components.rules.values import LONGEST_LIST
from components.texts import survey as texts
from components.ui import jump
from components.ui.plain import plain
from components.ui.survey_fields import number_field, text_of
from components.ui.survey_no_data import cell_or_no_data
from components.ui.survey_setting import Setting, label
from db.gateway.questionnaire import Column, Question

_SHORT: Final = 70


def table(question: Question, value: object, setting: Setting) -> object:
    """As many groups as the person says; emptied rows and cells are left out."""
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
            rows.append(_row(question.columns, stored[at] if at < len(stored) else {}, key, at, setting))
    return [row for row in rows if row] or None


def _row(
    columns: Sequence[Column], stored: Mapping[str, object], table_key: str, at: int, setting: Setting
) -> dict[str, object]:
    row: dict[str, object] = {}
    places: list[DeltaGenerator] = []
    for column in columns:
        key = f"{table_key}.{at}.{column.key}"
        places.append(st.container(gap="xsmall", key=jump.name(key)))
        with places[-1]:
            cell = cell_or_no_data(_CELLS[column.kind])
            answer = cell(column, stored.get(column.key), key, setting.is_locked)
        if is_answered(answer):
            row[column.key] = answer
    for column, place in zip(columns, places, strict=True):
        _complain(column, row, place, f"{table_key}.{at}.{column.key}", at)
    return row


def _complain(column: Column, row: Mapping[str, object], place: DeltaGenerator, key: str, at: int) -> None:
    """Below the cell, by row and column. An empty row is left out, so nothing is wrong with it."""
    found = cell_fault(column, row.get(column.key)) if row else None
    if found is None:
        return
    sentence = texts.cell_fault(
        texts.cell_at(at + 1, column.label),
        found.value,
        kind=column.kind,
        max_length=column.max_length,
        minimum=column.minimum,
        maximum=column.maximum,
    )
    with place, st.container(key=jump.wrong(key)):
        st.error(plain(sentence), icon=":material/error:")


def _text_cell(column: Column, value: object, key: str, is_locked: bool) -> object:
    return st.text_input(label(column), value=text_of(value), key=key, disabled=is_locked)


def _long_text_cell(column: Column, value: object, key: str, is_locked: bool) -> object:
    return st.text_area(label(column), value=text_of(value), height=_SHORT, key=key, disabled=is_locked)


def _number_cell(column: Column, value: object, key: str, is_locked: bool) -> object:
    return number_field(label(column), value, key=key, is_locked=is_locked)


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


_CELLS: Final[dict[str, Callable[[Column, object, str, bool], object]]] = {
    "short_text": _text_cell,
    "long_text": _long_text_cell,
    "number": _number_cell,
    "single": _single_cell,
}
