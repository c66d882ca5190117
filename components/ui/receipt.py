"""The receipt of what was sent: its number, what, who, when, and every answer, on screen and on paper."""

from __future__ import annotations

import streamlit as st

from components.rules.asking import readable
from components.texts import answers as answer_texts
from components.texts import format as fmt
from components.texts import history as texts
from components.texts import on_behalf as on_behalf_texts
from components.ui import links, printing
from components.ui.answers import answers_table, problem_names
from db.gateway.city import Reference
from db.gateway.history import Receipt


def show(receipt: Receipt, reference: Reference) -> None:
    """Draw it; what it says does not change when the answer is written again."""
    printing.on_paper()
    links.to_answer(receipt.answer)
    st.title(texts.RECEIPT)
    for label, value in _lines(receipt, reference):
        with st.container(gap=None):
            st.caption(label)
            st.text(value)
    printing.button(texts.PRINT, help_=texts.PRINT_HELP, key="receipt.print")
    st.subheader(texts.CONTENT, anchor=False)
    questions = readable(
        reference.questions.get(receipt.answer.sheet, ()), receipt.answer.pillar_code, receipt.values
    )
    names = problem_names(receipt.linked)
    answers_table(questions, receipt.values, reference=reference, problems=names)


def code(receipt: Receipt) -> str:
    return texts.code(receipt.answer.sheet, receipt.cycle.year, receipt.answer.number or 0)


def _lines(receipt: Receipt, reference: Reference) -> list[tuple[str, str]]:
    """What the head of the receipt says, line by line."""
    answer = receipt.answer
    title = answer.title or answer_texts.UNTITLED[answer.sheet]
    submitted = receipt.submitted_by
    return [
        (texts.NUMBER, code(receipt)),
        (texts.WHAT.get(answer.sheet, texts.OTHER_SHEET), title),
        *([(texts.PILLAR, reference.pillar(answer.pillar_code).name)] if answer.pillar_code else []),
        (texts.UNIT, answer.unit_name),
        *([(texts.SUBMITTED_BY, submitted)] if submitted else []),
        (texts.APPROVED_BY if submitted else texts.SENT_BY, receipt.sent_by),
        (texts.SENT_AT, fmt.moment(receipt.sent_at, reference.city.time_zone)),
        (texts.STATUS_NOW, answer_texts.STATUS[answer.status]),
        *([(texts.NOTE, _on_behalf(receipt))] if answer.on_behalf else []),
    ]


def _on_behalf(receipt: Receipt) -> str:
    """Who typed it, where that was not the unit itself."""
    answer = receipt.answer
    say = on_behalf_texts.waiting if answer.on_behalf == "waiting" else on_behalf_texts.confirmed
    return say(answer.unit_name)
