"""Stages, windows and planning years, as Diskominfo runs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.city import Cycle
from db.gateway.rows import Window
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A workshop (Bimtek); without dates: not planned."""

    id: UUID
    name: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """Until when one unit may still write in a window, and why."""

    window_id: UUID
    unit_id: UUID
    closes_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StagesScreen:
    cycle: Cycle
    cycles: tuple[Cycle, ...]
    windows: tuple[Window, ...]
    stages: tuple[Stage, ...]
    extensions: tuple[Extension, ...]


def stages_screen(me: Identity, *, cycle_id: UUID | None) -> StagesScreen:
    """Raises DomainError: NOT_ALLOWED."""
    found = transport.read("stages_screen", as_=me, cycle_id=cycle_id)
    return StagesScreen(
        cycle=rows.cycle(found["cycle"]),
        cycles=tuple(rows.cycle(row) for row in found["cycles"]),
        windows=rows.windows(found["windows"]),
        stages=tuple(_stage(row) for row in found["stages"]),
        extensions=tuple(_extension(row) for row in found["extensions"]),
    )


def set_window(
    me: Identity, *, request_id: UUID, window_id: UUID, opens_at: datetime, closes_at: datetime
) -> None:
    """Plan, open, extend or close a window.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, CYCLE_ARCHIVED, WINDOW_ORDER.
    """
    transport.write(
        "set_window",
        as_=me,
        request_id=request_id,
        window_id=window_id,
        opens_at=opens_at,
        closes_at=closes_at,
    )


def close_window(me: Identity, *, request_id: UUID, window_id: UUID) -> None:
    """Close an open window at this instant.

    Raises DomainError: NOT_ALLOWED, CYCLE_ARCHIVED, WINDOW_CLOSED (it is not open).
    """
    transport.write("close_window", as_=me, request_id=request_id, window_id=window_id)


def set_stage(me: Identity, *, request_id: UUID, stage_id: UUID, starts_on: date, ends_on: date) -> None:
    """Date a workshop.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, CYCLE_ARCHIVED, FIELD_INVALID, STAGE_OVERLAPS.
    """
    transport.write(
        "set_stage", as_=me, request_id=request_id, stage_id=stage_id, starts_on=starts_on, ends_on=ends_on
    )


def extend_for_unit(
    me: Identity, *, request_id: UUID, window_id: UUID, unit_id: UUID, closes_at: datetime, reason: str
) -> None:
    """Give one unit more time; its officers are told.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, CYCLE_ARCHIVED, WINDOW_ORDER (not later than for everybody),
    REASON_REQUIRED, TEXT_TOO_LONG.
    """
    transport.write(
        "extend_for_unit",
        as_=me,
        request_id=request_id,
        window_id=window_id,
        unit_id=unit_id,
        closes_at=closes_at,
        reason=reason,
    )


def end_extension(me: Identity, *, request_id: UUID, window_id: UUID, unit_id: UUID) -> None:
    """Take back the time that one unit was given.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, CYCLE_ARCHIVED.
    """
    transport.write("end_extension", as_=me, request_id=request_id, window_id=window_id, unit_id=unit_id)


def open_cycle(me: Identity, *, request_id: UUID, year: int, title: str, copy_from: UUID | None) -> UUID:
    """Open a planning year beside the others, with the stages and questions of ``copy_from`` or the
    standard ones.

    Raises DomainError: NOT_ALLOWED, CYCLE_EXISTS, FIELD_INVALID, NOT_FOUND.
    """
    found = transport.write(
        "open_cycle", as_=me, request_id=request_id, year=year, title=title, copy_from=copy_from
    )
    return UUID(found["cycle_id"])


def archive_cycle(me: Identity, *, request_id: UUID, cycle_id: UUID) -> None:
    """End a planning year:

    readable for ever, written no more. Raises DomainError: NOT_ALLOWED, NOT_FOUND, CYCLE_ARCHIVED.
    """
    transport.write("archive_cycle", as_=me, request_id=request_id, cycle_id=cycle_id)


def _stage(row: dict[str, Any]) -> Stage:
    return Stage(
        id=UUID(row["id"]), name=row["name"], starts_on=_day(row["starts_on"]), ends_on=_day(row["ends_on"])
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _extension(row: dict[str, Any]) -> Extension:
    return Extension(
        window_id=UUID(row["window_id"]),
        unit_id=UUID(row["unit_id"]),
        closes_at=rows.required_instant(row["closes_at"]),
        reason=row["reason"],
    )
