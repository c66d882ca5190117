"""*Belum ada data*: an answer of its own, beside every number that accepts it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.rules.values import is_no_data, no_data
from components.texts import survey as texts
from components.ui.plain import plain
from components.ui.survey_setting import Setting, Widget
from db.gateway.questionnaire import Column, Question

Cell = Callable[[Column, object, str, bool], object]


def or_no_data(widget: Widget) -> Widget:
    """The same widget and, where the question accepts it, a box to say that there is no data yet."""

    def ask(question: Question, value: object, setting: Setting) -> object:
        if not question.accepts_no_data:
            return widget(question, value, setting)
        place = st.container()
        if _box(question.label, value, setting.key_of(question), is_locked=setting.is_locked):
            return no_data()
        with place:
            return widget(question, None if is_no_data(value) else value, setting)

    return ask


def cell_or_no_data(cell: Cell) -> Cell:
    """The same for a cell of a table."""

    def ask(column: Column, value: object, key: str, is_locked: bool) -> object:
        if not column.accepts_no_data:
            return cell(column, value, key, is_locked)
        place = st.container()
        if _box(column.label, value, key, is_locked=is_locked):
            return no_data()
        with place:
            return cell(column, None if is_no_data(value) else value, key, is_locked)

    return ask


def _box(about: str, value: object, key: str, *, is_locked: bool) -> bool:
    return st.checkbox(
        plain(texts.no_data_for(about)), value=is_no_data(value), key=f"{key}.no_data", disabled=is_locked
    )
