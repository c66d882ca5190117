"""Stages, windows and planning years, as Diskominfo runs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.city import Cycle
from db.gateway.rows import Window
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class StagesScreen:
    cycle: Cycle
    cycles: tuple[Cycle, ...]
    windows: tuple[Window, ...]


def stages_screen(me: Identity, *, cycle_id: UUID | None) -> StagesScreen:
    """Raises DomainError: NOT_ALLOWED."""
    found = transport.read("stages_screen", as_=me, cycle_id=cycle_id)
    return StagesScreen(
        cycle=rows.cycle(found["cycle"]),
        cycles=tuple(rows.cycle(row) for row in found["cycles"]),
        windows=rows.windows(found["windows"]),
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
