"""Typed questions of a draft: each field keeps itself, without a run of the page.

``scripts`` is what runs in the browser; it saves by ``POST /draft``. What the page reads is the draft; what
is being typed is the browser's until it is stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

import streamlit as st

from components.texts import autosave as texts
from components.texts import format as fmt
from components.texts import survey as survey_texts
from components.ui import scripts
from components.ui.survey_setting import Setting, Widget
from components.ui.typed import ENDS, TYPED_KINDS, as_typed, reading
from db.gateway.answers import FieldMark
from db.gateway.questionnaire import Kind, Question

_FIELD: Final = st.components.v2.component("rembuk_field", js=scripts.LOADER % "field")
_FOOT: Final = st.components.v2.component("rembuk_foot", js=scripts.LOADER % "foot")
_LEFT: Final = st.components.v2.component("rembuk_left", js=scripts.LOADER % "left")
_ENDS: Final = dict(zip(ENDS, (survey_texts.START, survey_texts.END), strict=True))
_WORDS: Final = ("too_long", "bad_characters", "not_number", "not_whole")
_FAULTS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "short_text": ("too_long", "bad_characters"),
    "long_text": ("too_long", "bad_characters"),
    "number": ("not_number",),
    "money": ("not_number", "not_whole"),
    "year_range": ("not_number", "not_whole"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a field is kept. ``person``: under whose name the browser holds what is not stored yet."""

    answer_id: UUID
    client: UUID
    person: UUID
    time_zone: str


def writers(place: Place, mark: FieldMark | None, *, is_missing: bool) -> dict[Kind, Widget]:
    """The widgets of a field whose newest save is ``mark``; they return what the draft holds."""
    return dict.fromkeys(TYPED_KINDS, partial(_field, place, mark, is_missing))


def foot(
    place: Place,
    *,
    required: Sequence[str],
    done: Sequence[str],
    without_data: Sequence[str],
    saved_at: datetime | None,
    has_unsaved: bool,
) -> None:
    """How far the form is and what is kept, true without a run; and the send button waits for what is not.

    ``done``: what is answered as far as this run knows; ``without_data``: what is answered by a box beside a
    field, whatever the browser last saw in the field; ``has_unsaved``: the page says what is not kept.
    """
    _FOOT(
        key=f"answer.{place.answer_id}.foot",
        data={
            "answer": str(place.answer_id),
            "person": str(place.person),
            "required": list(required),
            "done": list(done),
            "without_data": list(without_data),
            "saved": None if saved_at is None else fmt.clock(saved_at, place.time_zone),
            "has_unsaved": has_unsaved,
        },
    )


def left_over(answer_id: UUID, person: UUID, questions: Sequence[Question]) -> None:
    """Once a draft can only be read: what its writer typed in this browser and could not store any more."""
    typed = {question.key: question.label for question in questions if question.kind in TYPED_KINDS}
    _LEFT(
        key=f"answer.{answer_id}.left",
        data={"answer": str(answer_id), "person": str(person), "labels": typed, "ends": _ENDS},
    )


def _field(
    place: Place,
    mark: FieldMark | None,
    is_missing: bool,
    question: Question,
    value: object,
    setting: Setting,
) -> object:
    typed = as_typed(question.kind, value)
    _FIELD(
        key=f"{setting.key_of(question)}.kept",
        data={
            **_about(place, question),
            **_state(place, mark),
            "typed": typed,
            "reading": reading(question.kind, typed, value),
            "is_missing": is_missing,
            "is_locked": setting.is_locked,
        },
    )
    return value


def _about(place: Place, question: Question) -> dict[str, Any]:
    return {
        "answer": str(place.answer_id),
        "client": str(place.client),
        "person": str(place.person),
        "field": question.key,
        "kind": question.kind,
        "name": question.label,
        "label": survey_texts.label(question.label, question.unit_label, is_required=question.is_required),
        "help": question.help,
        "flag": survey_texts.FLAGGED if question.flags_when_missing else None,
        "limit": question.max_length if question.kind == "long_text" else None,
        "is_required": question.is_required,
        "ends": _ENDS,
        "faults": _faults(question),
    }


def _state(place: Place, mark: FieldMark | None) -> dict[str, Any]:
    if mark is None:
        return {"version": 0, "at": None, "whose": None, "cleared": []}
    moment = fmt.moment(mark.saved_at, place.time_zone)
    return {
        "version": mark.version,
        "at": fmt.clock(mark.saved_at, place.time_zone),
        "whose": None if mark.client_id == place.client else texts.rewritten(mark.saved_by, moment),
        "cleared": list(mark.cleared),
    }


def _faults(question: Question) -> dict[str, str]:
    """Why the text may be refused: word -> sentence. A number that is far too long is none."""
    sentences = {
        word: survey_texts.fault(
            word,
            kind=question.kind,
            max_length=question.max_length,
            minimum=question.minimum,
            maximum=question.maximum,
        )
        for word in _FAULTS[question.kind]
    }
    bounds = [
        None if one is None else survey_texts.bound(one) for one in (question.minimum, question.maximum)
    ]
    unfit = next(iter(sentences.values()))
    return {**dict.fromkeys(_WORDS, unfit), **sentences, "out_of_range": texts.out_of_range(*bounds)}
