"""The event log: who did what, when, on what. Nobody can change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from db import transport
from db.gateway import rows
from db.identity import Identity

#: So many come on a page, and so many in one call of an export; fewer are the last.
PAGE: Final = 50
EXPORTED: Final = 2000
#: A file ends with about so many.
MOST: Final = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """``person``: an id or a part of a name. ``acts``: None for all. ``number``: of an answer."""

    person: str | None
    acts: Sequence[str] | None
    subject: str | None
    subject_id: UUID | None
    number: int | None
    begins_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """``who`` is None where the system did it, ``subject_name`` where what it was about has no name."""

    id: int
    at: datetime
    act: str
    who: str | None
    unit_name: str | None
    subject: str
    subject_name: str | None
    detail: Mapping[str, Any]


def events_screen(me: Identity, *, by: EventFilter, before: int | None) -> tuple[Event, ...]:
    """A page, newest first; the next begins before the last one's id. Raises DomainError: NOT_ALLOWED."""
    return _events(transport.read("events_screen", as_=me, by=_by(by), before=before))


def export_events(
    me: Identity, *, request_id: UUID, by: EventFilter, before: int | None
) -> tuple[Event, ...]:
    """The same to be taken out, ``EXPORTED`` a call; the database notes who took them.

    Raises DomainError: NOT_ALLOWED, FIELD_INVALID.
    """
    return _events(transport.write("export_events", as_=me, request_id=request_id, by=_by(by), before=before))


def _by(one: EventFilter) -> dict[str, object]:
    return {
        "person": one.person,
        "acts": list(one.acts) if one.acts is not None else None,
        "subject": one.subject,
        "subject_id": str(one.subject_id) if one.subject_id else None,
        "number": one.number,
        "from": one.begins_on.isoformat() if one.begins_on else None,
        "until": one.ends_on.isoformat() if one.ends_on else None,
    }


def _events(found: Mapping[str, Any]) -> tuple[Event, ...]:
    return tuple(Event(**rows.timed(row)) for row in found["events"])
