"""What an answer was: its changes of state, who wrote which field when, and the receipt of what was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.city import Cycle
from db.gateway.rows import AnswerRow, Status
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A change of state; the answer can be seen as it stood then. ``undone_by``: who took it back."""

    version: int
    status: Status
    at: datetime
    reason: str | None
    by: str
    undone_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One stretch of writing by one person in one field, after that change of state."""

    field: str
    by: str
    at: datetime
    after_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What stood in a field before and after a change; None is unanswered."""

    field: str
    before: Any
    value: Any
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryScreen:
    """``versions`` and ``changes`` oldest first; ``older`` and ``newer``: the values that were asked for,

    ``older`` as it was after ``older_version``.

    ``trail``: the last ten texts of the field that was asked for, newest first; its unit's only.
    """

    answer: AnswerRow
    cycle: Cycle
    is_own: bool
    older_version: int
    versions: tuple[Version, ...]
    older: dict[str, Any]
    newer: dict[str, Any]
    changes: tuple[Change, ...]
    trail: tuple[Text, ...]
    linked: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was sent last. ``submitted_by``: the officer, where a responsible person let it go."""

    answer: AnswerRow
    cycle: Cycle
    values: dict[str, Any]
    sent_at: datetime
    sent_by: str
    submitted_by: str | None
    linked: tuple[AnswerRow, ...]


def answer_history(
    me: Identity, *, answer_id: UUID, older: int | None, newer: int | None, field: str | None
) -> HistoryScreen:
    """``older``, ``newer``: after which changes of state to compare; 0 is the empty form.

    Without ``older`` it is what was sent before, without ``newer`` what stands there now.

    Raises DomainError: NOT_FOUND (also when hidden).
    """
    found = transport.read(
        "answer_history", as_=me, answer_id=answer_id, older=older, newer=newer, field=field
    )
    return HistoryScreen(
        answer=rows.answer_row(found["answer"]),
        cycle=rows.cycle(found["cycle"]),
        is_own=found["is_own"],
        older_version=found["older_version"],
        versions=tuple(Version(**rows.timed(row)) for row in found["versions"]),
        older=found["older"],
        newer=found["newer"],
        changes=tuple(Change(**rows.timed(row)) for row in found["changes"]),
        trail=tuple(Text(**rows.timed(row)) for row in found["trail"]),
        linked=rows.answer_rows(found["linked"]),
    )


def receipt(me: Identity, *, answer_id: UUID) -> Receipt:
    """Raises DomainError: NOT_FOUND (also when nothing was sent, or the caller may not see its history)."""
    found = transport.read("receipt", as_=me, answer_id=answer_id)
    return Receipt(
        answer=rows.answer_row(found["answer"]),
        cycle=rows.cycle(found["cycle"]),
        values=found["values"],
        sent_at=datetime.fromisoformat(found["sent_at"]),
        sent_by=found["sent_by"],
        submitted_by=found["submitted_by"],
        linked=rows.answer_rows(found["linked"]),
    )
