"""The scales of one answer: a row of numbers each, the anchor below, *tidak tahu* last.

What counts as said now is what differs from what this tab kept last, not from the database: a score changed
on another device is shown here, and not overwritten by what this tab still holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

import streamlit as st

from components import state
from components.texts import rating as texts
from components.ui.plain import plain
from db.gateway.questionnaire import Question
from db.gateway.rating import Criterion, Scores

_UNKNOWN: Final = 0  # the last button; stored as no score
_STEPS: Final = (1, 2, 3, 4, 5, _UNKNOWN)


def scales(
    answer_id: UUID, questions: Mapping[Criterion, Question], own: Scores, *, is_open: bool
) -> dict[Criterion, int | None]:
    """Draw the scales in this order; return what was tapped since the last score was kept."""
    held = _held(answer_id, questions, own)
    tapped: dict[Criterion, int | None] = {}
    for criterion, question in questions.items():
        chosen = _scale(answer_id, question, held[criterion]["origin"], is_open=is_open)
        if is_open and chosen is not None and chosen != held[criterion]["value"]:
            tapped[criterion] = None if chosen == _UNKNOWN else chosen
    return tapped


def keep(answer_id: UUID, own: Scores) -> None:
    """These scores are kept now; the scales stay as they stand."""
    held = state.loaded(answer_id) or {}
    for criterion in own:
        held[criterion]["value"] = _option(own, criterion)
    state.set_loaded(answer_id, held)


def _held(answer_id: UUID, criteria: Iterable[Criterion], own: Scores) -> dict[str, Any]:
    """Per criterion ``value``: kept last; ``origin``: what its widget began with, and is named by."""
    held = state.loaded(answer_id) or {}
    for criterion in criteria:
        stored = _option(own, criterion)
        if criterion not in held or held[criterion]["value"] != stored:
            held[criterion] = {"origin": stored, "value": stored}
    state.set_loaded(answer_id, held)
    return held


def _option(own: Scores, criterion: Criterion) -> int | None:
    """The button that says this; None where nothing was said."""
    return (own[criterion] or _UNKNOWN) if criterion in own else None


def _scale(answer_id: UUID, question: Question, origin: int | None, *, is_open: bool) -> int | None:
    anchors = {int(option.value): option.label for option in question.options}
    with st.container(gap="xxsmall"):
        chosen: int | None = st.segmented_control(
            plain(question.label),
            _STEPS,
            default=origin,
            required=True,
            format_func=_button,
            key=f"rating.{answer_id}.{question.key}.{origin}",
            disabled=not is_open,
            width="stretch",
        )
        st.caption(plain(_meaning(chosen, anchors)))
    return chosen


def _button(step: int) -> str:
    return texts.UNKNOWN if step == _UNKNOWN else str(step)


def _meaning(chosen: int | None, anchors: Mapping[int, str]) -> str:
    if chosen is None:
        return texts.ends(anchors.get(1, ""), anchors.get(5, ""))
    return texts.UNKNOWN_CHOSEN if chosen == _UNKNOWN else texts.anchor(chosen, anchors.get(chosen, ""))
