"""Under the title of a problem that is being written: problems that may be the same, to support instead."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from uuid import UUID

import streamlit as st

from components import state
from components.rules.questionnaire import is_answered
from components.texts import similar as texts
from db.gateway.answers import AnswerScreen

FIELD: Final = "title"
_FEW: Final = 3  # answered questions: title, sub-pillar and a place are quickly written again
_PAGE: Final = "masalah"  # the address, beside which the panel is shown

_HERE: Final = Path(__file__).parent
_COMPONENT: Final = st.components.v2.component(
    "rembuk.similar",
    css=(_HERE / "similar.css").read_text(encoding="utf-8"),
    js=(_HERE / "similar.js").read_text(encoding="utf-8"),
)


def panel(screen: AnswerScreen, title: object) -> UUID | None:
    """Similar problems, asked for by the browser; the one to support, in the run of the click.

    ``title`` as it stands in the field now.
    """
    answer = screen.answer
    shown = _COMPONENT(
        key=f"similar.{answer.id}",
        data={
            "cycle": str(screen.cycle.id),
            "answer": str(answer.id),
            "field": FIELD,
            "text": title,
            "page": _PAGE,
            "texts": texts.PANEL,
        },
        on_support_change=_look_again,
    )
    return _id(shown.get("support"))


def giving_up(screen: AnswerScreen) -> bool:
    """After a support, offer to give a nearly empty draft up; True in the run in which that is wanted."""
    answer_id = screen.answer.id
    if not state.may_be_given_up(answer_id) or not is_nearly_empty(screen):
        return False
    with st.container(border=True, gap="small"):
        st.markdown(texts.NEARLY_EMPTY)
        with st.container(horizontal=True):
            is_wanted = st.button(texts.GIVE_UP, icon=":material/remove_circle:", key="similar.give_up")
            if st.button(texts.GO_ON, icon=":material/edit_note:", key="similar.go_on"):
                state.set_may_be_given_up(answer_id, False)
                st.rerun()
    return is_wanted


def is_nearly_empty(screen: AnswerScreen) -> bool:
    """Whether so little was written, and never sent, that it is no loss."""
    answered = [value for value in screen.values.values() if is_answered(value)]
    return screen.answer.number is None and not screen.evidence and len(answered) <= _FEW


def _look_again() -> None:
    """What was clicked is acted on in this run, which it began."""


def _id(sent: object) -> UUID | None:
    """What the browser sends could be anything."""
    try:
        return UUID(str(sent)) if sent else None
    except ValueError:
        return None
