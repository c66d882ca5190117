"""Who rates in a planning year, and how far each has come; nobody's scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.city import Cycle
from db.gateway.questionnaire import SURVEY
from db.gateway.rating import RatingMode
from db.gateway.rows import Progress, Window
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rater:
    """``last_at``: when she, or whoever rates for her unit, scored last; None: she has not begun."""

    id: UUID
    name: str
    unit_name: str
    problem: Progress
    solution: Progress
    last_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An active officer who is not named."""

    id: UUID
    name: str
    unit_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatersScreen:
    """``is_begun``: somebody has scored something, so the mode *unit* can neither be entered nor left."""

    cycle: Cycle
    windows: tuple[Window, ...]
    mode: RatingMode
    is_begun: bool
    raters: tuple[Rater, ...]
    candidates: tuple[Candidate, ...]


def raters_screen(me: Identity, *, cycle_id: UUID | None) -> RatersScreen:
    """Raises DomainError: NOT_ALLOWED, NOT_FOUND."""
    found = transport.read("raters_screen", as_=me, cycle_id=cycle_id)
    return RatersScreen(
        cycle=rows.cycle(found["cycle"]),
        windows=rows.windows(found["windows"]),
        mode=found["mode"],
        is_begun=found["is_begun"],
        raters=tuple(_rater(row) for row in found["raters"]),
        candidates=tuple(Candidate(**{**row, "id": UUID(row["id"])}) for row in found["candidates"]),
    )


def set_rating_mode(me: Identity, *, request_id: UUID, cycle_id: UUID, mode: RatingMode) -> None:
    """Decide who rates. Raises DomainError: NOT_ALLOWED, FIELD_INVALID, RATING_BEGUN, CYCLE_ARCHIVED."""
    transport.write("set_rating_mode", as_=me, request_id=request_id, cycle_id=cycle_id, mode=mode)


def name_raters(
    me: Identity, *, request_id: UUID, cycle_id: UUID, participant_ids: Sequence[UUID], is_rater: bool
) -> None:
    """Name officers as raters, or take them off; what they scored stays.

    Where one rates for each unit, whoever is named takes her colleague's place. Raises DomainError:
    NOT_ALLOWED, NOT_FOUND, FIELD_INVALID, CYCLE_ARCHIVED.
    """
    transport.write(
        "name_raters",
        as_=me,
        request_id=request_id,
        cycle_id=cycle_id,
        participant_ids=[str(one) for one in participant_ids],
        is_rater=is_rater,
    )


def _rater(row: dict[str, Any]) -> Rater:
    progress = rows.progress({sheet: row[sheet] for sheet in SURVEY})
    return Rater(
        id=UUID(row["id"]),
        name=row["name"],
        unit_name=row["unit_name"],
        problem=progress["problem"],
        solution=progress["solution"],
        last_at=rows.instant(row["last_at"]),
    )
