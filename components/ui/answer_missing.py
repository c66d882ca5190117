"""What is missing before an answer can be sent, and the ways to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from components.texts import answers as texts
from components.ui import jump
from components.ui.answer_form import Form
from components.ui.plain import plain
from db.gateway.questionnaire import Question

_FEW = 3


def missing(form: Form, keys: Sequence[str]) -> None:
    """Name what is missing, section by section, each a way into its field."""
    st.warning(texts.missing(len(keys)), icon=":material/checklist:")
    jump.follow()
    open_ = [question for question in form.questions if question.key in keys]
    for name, group in groupby(open_, key=lambda question: question.section):
        ways = "\n\n".join(f"- {_way(form, question)}" for question in group)  # far enough for a finger
        st.markdown(f"**{plain(name)}**\n\n{ways}")


def missing_in_short(form: Form, keys: Sequence[str]) -> None:
    """How many are missing, and the way to each: a few by name, many by the first of their section."""
    open_ = [question for question in form.questions if question.key in keys]
    if len(open_) <= _FEW:
        ways = [_way(form, question) for question in open_]
    else:
        ways = [
            _way(form, next(group), label=name)
            for name, group in groupby(open_, key=lambda question: question.section)
        ]
    st.markdown(f":material/checklist: **{texts.missing_at(len(keys), ways)}**")


def unfit(form: Form, keys: Sequence[str]) -> None:
    """What cannot be sent as it is, each a way into its field; of a table into the cell."""
    ways = [_way(form, question) for question in form.questions if question.key in keys]
    jump.follow()
    st.warning(texts.unfit(ways), icon=":material/checklist:")


def _way(form: Form, question: Question, label: str | None = None) -> str:
    return jump.link(form.setting_of(question.key), question, label)
