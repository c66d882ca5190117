"""Questions that are answered by a day of the calendar."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from components.rules.values import read_date
from components.ui.survey_setting import Setting, label
from db.gateway.questionnaire import Question

_FIRST: Final = date(1900, 1, 1)
_LAST: Final = date(2200, 12, 31)


def date_(question: Question, value: object, setting: Setting) -> object:
    """A day from 1900 to 2200: the widget's own bounds, which never change; the question's are judged."""
    stored = read_date(value)
    chosen = st.date_input(
        label(question),
        value=stored if stored and _FIRST <= stored <= _LAST else None,
        min_value=_FIRST,
        max_value=_LAST,
        format="DD/MM/YYYY",
        key=setting.key_of(question),
        disabled=setting.is_locked,
    )
    return chosen.isoformat() if isinstance(chosen, date) else None
