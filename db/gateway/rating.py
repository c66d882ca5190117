"""Rating together: scores for other units' problems and solutions, one criterion at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.city import Cycle
from db.gateway.questionnaire import Sheet
from db.gateway.rows import AnswerRow, Progress, Window
from db.identity import Identity

Criterion = Literal["urgency", "seriousness", "growth", "impact", "effort"]
RatingMode = Literal["everyone", "people", "unit"]

CRITERIA: Final[dict[Sheet, tuple[Criterion, ...]]] = {
    "problem": ("urgency", "seriousness", "growth"),
    "solution": ("impact", "effort"),
}

Scores = Mapping[Criterion, int | None]
"""What a rater has said so far: 1–5, or None for *tidak tahu*; a criterion she has not come to is absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What all raters of an answer think: the medians, and for a problem the quartiles of the sums."""

    raters: int
    score: float | None = None
    quartile_1: float | None = None
    quartile_3: float | None = None
    impact: float | None = None
    effort: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An answer the rater has not scored whole."""

    id: UUID
    number: int
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """How things stand after a score was kept. ``group`` is None until the rater's own scores are whole."""

    own: Scores
    progress: Mapping[Sheet, Progress]
    group: Group | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingScreen:
    """The answer asked for, or the first that waits; its author's scores are not shown.

    ``unit_rater``: who rates for the caller's unit where one does. ``is_changed``: the answer was sent again
    after it was scored. ``group``: None until the rater's own scores are whole. ``next_id``: the next that
    waits; ``waiting``: all that wait (60 at most) with the one shown; ``rated``: the five scored last.
    """

    cycle: Cycle
    is_open: bool
    windows: tuple[Window, ...]
    mode: RatingMode
    is_rater: bool
    unit_rater: str | None
    progress: Mapping[Sheet, Progress]
    answer: AnswerRow | None
    values: dict[str, Any]
    linked: tuple[AnswerRow, ...]
    own: Scores
    is_changed: bool
    group: Group | None
    previous_id: UUID | None
    next_id: UUID | None
    waiting: tuple[Waiting, ...]
    rated: tuple[AnswerRow, ...]


def rating_screen(
    me: Identity, *, cycle_id: UUID | None, sheet: Sheet, answer_id: UUID | None
) -> RatingScreen:
    """Raises DomainError: NOT_ALLOWED (only officers rate)."""
    found = transport.read("rating_screen", as_=me, cycle_id=cycle_id, sheet=sheet, answer_id=answer_id)
    answer = found["answer"]
    return RatingScreen(
        cycle=rows.cycle(found["cycle"]),
        is_open=found["is_open"],
        windows=rows.windows(found["windows"]),
        mode=found["mode"],
        is_rater=found["is_rater"],
        unit_rater=found["unit_rater"],
        progress=rows.progress(found["progress"]),
        answer=rows.answer_row(answer) if answer else None,
        values=answer["values"] if answer else {},
        linked=rows.answer_rows(found["linked"]),
        own=found["own"],
        is_changed=found["is_changed"],
        group=_group(found["group"]),
        previous_id=_id(found["previous_id"]),
        next_id=_id(found["next_id"]),
        waiting=tuple(Waiting(**{**row, "id": UUID(row["id"])}) for row in found["waiting"]),
        rated=rows.answer_rows(found["rated"]),
    )


def rate_answer(
    me: Identity, *, request_id: UUID, answer_id: UUID, criterion: Criterion, score: int | None
) -> Rated:
    """Keep one score of another unit's answer (None: *tidak tahu*), or change it while the window is open.

    Raises DomainError: NOT_FOUND, NOT_ALLOWED (own unit), NOT_A_RATER, WRONG_STATE, FIELD_INVALID,
    CYCLE_ARCHIVED, WINDOW_CLOSED.
    """
    found = transport.write(
        "rate_answer",
        as_=me,
        request_id=request_id,
        answer_id=answer_id,
        criterion=criterion,
        score=score,
    )
    return Rated(own=found["own"], progress=rows.progress(found["progress"]), group=_group(found["group"]))


def _group(found: dict[str, Any] | None) -> Group | None:
    return Group(**found) if found else None


def _id(value: str | None) -> UUID | None:
    return UUID(value) if value else None
