"""Answers that Diskominfo types for a unit, from its paper."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.city import Cycle
from db.gateway.questionnaire import Sheet
from db.gateway.rows import AnswerRow, Window
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBehalfScreen:
    """``answers``: what was begun on behalf of units, newest first, 100 at most.

    ``stages``: sheet -> the stage it stands in.
    """

    cycle: Cycle
    windows: tuple[Window, ...]
    stages: dict[str, int]
    answers: tuple[AnswerRow, ...]


def on_behalf_screen(me: Identity, *, cycle_id: UUID | None) -> OnBehalfScreen:
    """Raises DomainError: NOT_ALLOWED."""
    found = transport.read("on_behalf_screen", as_=me, cycle_id=cycle_id)
    return OnBehalfScreen(
        cycle=rows.cycle(found["cycle"]),
        windows=rows.windows(found["windows"]),
        stages=found["stages"],
        answers=rows.answer_rows(found["answers"]),
    )


def create_draft_for_unit(
    me: Identity, *, request_id: UUID, unit_id: UUID, cycle_id: UUID, sheet: Sheet, pillar_code: str | None
) -> UUID:
    """Begin an answer on a unit's behalf; return its id.

    Raises DomainError: NOT_ALLOWED (also for one's own unit), CYCLE_ARCHIVED, WINDOW_CLOSED, FIELD_INVALID.
    """
    found = transport.write(
        "create_draft_for_unit",
        as_=me,
        request_id=request_id,
        unit_id=unit_id,
        cycle_id=cycle_id,
        sheet=sheet,
        pillar_code=pillar_code,
    )
    return UUID(found["answer_id"])
