"""Rating together: U, S and G of other units' problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.city import Cycle
from db.gateway.home import Progress
from db.gateway.rows import AnswerRow, Window
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Usg:
    """Urgency, seriousness, growth: 1 (sangat kecil) to 5 (sangat besar)."""

    urgency: int
    seriousness: int
    growth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingScreen:
    """The problem asked for, or the next one not yet rated; its author's own scores are not shown.

    ``next_id``: another one not yet rated, None when there is none; ``rated``: the five rated last.
    """

    cycle: Cycle
    is_open: bool
    windows: tuple[Window, ...]
    progress: Progress
    problem: AnswerRow | None
    values: dict[str, Any]
    own: Usg | None
    next_id: UUID | None
    rated: tuple[AnswerRow, ...]


def rating_screen(me: Identity, *, cycle_id: UUID | None, problem_id: UUID | None) -> RatingScreen:
    """Raises DomainError: NOT_ALLOWED (leaders and companions do not rate)."""
    found = transport.read("rating_screen", as_=me, cycle_id=cycle_id, problem_id=problem_id)
    problem = found["problem"]
    return RatingScreen(
        cycle=rows.cycle(found["cycle"]),
        is_open=found["is_open"],
        windows=rows.windows(found["windows"]),
        progress=Progress(**found["progress"]),
        problem=rows.answer_row(problem) if problem else None,
        values=problem["values"] if problem else {},
        own=Usg(**found["own"]) if found["own"] else None,
        next_id=UUID(found["next_id"]) if found["next_id"] else None,
        rated=rows.answer_rows(found["rated"]),
    )


def rate_problem(me: Identity, *, request_id: UUID, problem_id: UUID, usg: Usg) -> None:
    """Rate another unit's problem, or change the rating while the window is open.

    Raises DomainError: NOT_FOUND, NOT_ALLOWED (own unit), WRONG_STATE, FIELD_INVALID, CYCLE_ARCHIVED,
    WINDOW_CLOSED.
    """
    transport.write(
        "rate_problem",
        as_=me,
        request_id=request_id,
        problem_id=problem_id,
        urgency=usg.urgency,
        seriousness=usg.seriousness,
        growth=usg.growth,
    )
