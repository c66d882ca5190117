"""Numbers in the rows of a table that look like somebody's: what is kept instead, and the writer's decision.

Fields that keep themselves ask the same in the browser (``scripts/field.js``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

import streamlit as st

from components.rules.masking import identity_numbers, masked_value
from components.texts import autosave as texts
from components.texts import survey as survey_texts
from db.gateway.questionnaire import Question

Decision = Literal["mask", "keep"]


def ask(
    question: Question, typed: object, cleared: Collection[str], *, key: str, may: bool
) -> Decision | None:
    """The cells as they are kept until it is decided; ``may``: whether it can be decided now."""
    with st.container(border=True, gap="small"):
        st.warning(texts.WORDS["looks_personal"], icon=":material/visibility_off:")
        for label, cell in _masked_cells(question, typed, cleared):
            st.text(survey_texts.cell(label, cell))
        if not may:
            return None
        with st.container(horizontal=True):
            if st.button(texts.WORDS["mask"], key=f"{key}.mask"):
                return "mask"
            if st.button(texts.WORDS["not_personal"], key=f"{key}.not_personal"):
                return "keep"
    return None


def numbers(question: Question, typed: object) -> tuple[str, ...]:
    """The digits of every such number in the value, each once."""
    found = [digits for _, _, cell in _cells(question, typed) for _, _, digits in identity_numbers(cell)]
    return tuple(dict.fromkeys(found))


def _masked_cells(question: Question, typed: object, cleared: Collection[str]) -> list[tuple[str, str]]:
    now = {(at, key): cell for at, key, cell in _cells(question, typed)}
    kept = {(at, key): cell for at, key, cell in _cells(question, masked_value(question, typed, cleared))}
    labels = {column.key: column.label for column in question.columns}
    return [(labels.get(key, key), kept[at, key]) for at, key in now if now[at, key] != kept[at, key]]


def _cells(question: Question, value: object) -> Iterator[tuple[int, str, str]]:
    """Each text of the table: row, column, text; a text that is no table is a row and a column of its own."""
    if isinstance(value, str):
        yield 0, question.label, value
    for at, row in enumerate(value if isinstance(value, list) else []):
        for key, cell in row.items() if isinstance(row, dict) else ():
            if isinstance(cell, str):
                yield at, key, cell
