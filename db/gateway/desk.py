"""The desk: what needs Diskominfo today, and the lists behind its numbers that are nobody else's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.city import Cycle
from db.gateway.questionnaire import Sheet
from db.identity import Identity

#: So many drafts come on a page; fewer are the last.
DRAFTS: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Answers of a sheet that wait for review, by days since they were sent: 0 to 2, 3 to 6, 7 and more."""

    sheet: Sheet
    label: str
    new: int
    older: int
    oldest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """How many units have sent nothing of a sheet that is open."""

    sheet: Sheet
    label: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """``idle_drafts`` stops at 1,000."""

    waiting: tuple[Waiting, ...]
    missing: tuple[Missing, ...]
    idle_drafts: int
    locked: int
    password_requests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleDraft:
    """A draft that rests, without a word of what is in it. ``pillar_code`` is empty for a unit's sheet."""

    unit_name: str
    sheet: Sheet
    pillar_code: str
    author_name: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleDraftsScreen:
    cycle: Cycle
    drafts: tuple[IdleDraft, ...]


def idle_drafts_screen(
    me: Identity, *, cycle_id: UUID | None, unit_code: str | None, page: int
) -> IdleDraftsScreen:
    """A page (from 1) of drafts that nobody has changed for 3 days, longest first.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND.
    """
    found = transport.read("idle_drafts_screen", as_=me, cycle_id=cycle_id, unit_code=unit_code, page=page)
    return IdleDraftsScreen(
        cycle=rows.cycle(found["cycle"]),
        drafts=tuple(
            IdleDraft(
                **row
                | {
                    "created_at": rows.required_instant(row["created_at"]),
                    "updated_at": rows.required_instant(row["updated_at"]),
                }
            )
            for row in found["drafts"]
        ),
    )


def desk(found: Mapping[str, Any]) -> Desk:
    return Desk(
        waiting=tuple(Waiting(**row) for row in found["waiting"]),
        missing=tuple(Missing(**row) for row in found["missing"]),
        idle_drafts=found["idle_drafts"],
        locked=found["locked"],
        password_requests=found["password_requests"],
    )
