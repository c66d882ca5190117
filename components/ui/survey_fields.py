"""Questions that are answered by typing."""

from __future__ import annotations

import streamlit as st

from components.texts import survey as texts
from components.ui.survey_setting import Setting, label
from components.ui.typed import as_digits, as_typed, read_number, read_typed, reading
from db.gateway.questionnaire import Kind, Question

_TALL = 120


def short_text(question: Question, value: object, setting: Setting) -> object:
    key = setting.key_of(question)
    return st.text_input(label(question), value=text_of(value), key=key, disabled=setting.is_locked) or None


def long_text(question: Question, value: object, setting: Setting) -> object:
    key = setting.key_of(question)
    typed = st.text_area(
        label(question), value=text_of(value), height=_TALL, key=key, disabled=setting.is_locked
    )
    if question.max_length:  # also when empty: a line that appears would move what is about to be clicked
        st.caption(texts.length(len(typed or ""), question.max_length))
    return typed or None


def number(question: Question, value: object, setting: Setting) -> object:
    return number_field(label(question), value, key=setting.key_of(question), is_locked=setting.is_locked)


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


def number_field(shown_label: str, value: object, *, key: str, is_locked: bool) -> object:
    typed = st.text_input(shown_label, value=as_digits(value), key=key, disabled=is_locked)
    return _read("number", typed)


def _year(shown_label: str, value: object, key: str, setting: Setting) -> object:
    return read_number(
        st.text_input(shown_label, value=as_digits(value), key=key, disabled=setting.is_locked)
    )


def text_of(value: object) -> str:
    return value if isinstance(value, str) else ""


def _read(kind: Kind, typed: str | None) -> object:
    """The number, said again where it could be misunderstood."""
    value = read_typed(kind, typed or "")
    said = reading(kind, typed or "", value)
    if said is not None:
        st.caption(said)
    return value
