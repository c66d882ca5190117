"""Why a list of questions was refused, in the words of the question and the part that is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from components.texts import questions as texts
from components.ui import notices
from components.ui.plain import plain
from db.errors import DomainError, ErrorCode
from db.gateway.questionnaire import Question


@contextmanager
def explained(questions: Sequence[Question]) -> Iterator[None]:
    """Like ``notices.explained``; a question that is unfit is named, with its part."""
    labels = {question.key: question.label for question in questions}
    with notices.explained():
        try:
            yield
        except DomainError as error:
            key, _, part = (error.field or "").partition("/")
            if error.code is not ErrorCode.QUESTION_UNFIT or part not in texts.PARTS:
                raise
            st.warning(plain(texts.unfit(labels.get(key, key), part)), icon=":material/info:")
            st.stop()
