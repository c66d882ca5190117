"""Approval by a unit's responsible person: the switches, who is responsible, what she decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db import transport
from db.gateway.answers import Sent
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalUnit:
    """``responsible``: names of the active ones; ``awaiting``: how many answers wait for them."""

    id: UUID
    name: str
    needs_approval: bool
    awaiting: int
    responsible: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalScreen:
    is_for_all: bool
    units: tuple[ApprovalUnit, ...]


def approval_screen(me: Identity, *, cycle_id: UUID | None) -> ApprovalScreen:
    """Raises DomainError: NOT_ALLOWED, NOT_FOUND."""
    found = transport.read("approval_screen", as_=me, cycle_id=cycle_id)
    return ApprovalScreen(
        is_for_all=found["is_for_all"],
        units=tuple(
            ApprovalUnit(**{**row, "id": UUID(row["id"]), "responsible": tuple(row["responsible"])})
            for row in found["units"]
        ),
    )


def set_approval(me: Identity, *, request_id: UUID, unit_id: UUID | None, is_on: bool) -> None:
    """Switch it on or off for a unit; for all when ``unit_id`` is None.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND.
    """
    transport.write("set_approval", as_=me, request_id=request_id, unit_id=unit_id, is_on=is_on)


def set_responsible(me: Identity, *, request_id: UUID, participant_id: UUID, is_responsible: bool) -> None:
    """Raises DomainError: NOT_ALLOWED, NOT_FOUND, FIELD_INVALID (a person without a unit)."""
    transport.write(
        "set_responsible",
        as_=me,
        request_id=request_id,
        participant_id=participant_id,
        is_responsible=is_responsible,
    )


def approve_answer(me: Identity, *, request_id: UUID, answer_id: UUID, version: int) -> Sent:
    """Send what waits, just as it was read (``version`` of its screen).

    Raises DomainError: NOT_FOUND, CYCLE_ARCHIVED, WINDOW_CLOSED, WRONG_STATE, NOT_ALLOWED, ANSWER_CHANGED,
    ANSWER_INCOMPLETE, FIELD_INVALID.
    """
    found = transport.write(
        "approve_answer", as_=me, request_id=request_id, answer_id=answer_id, version=version
    )
    return Sent(**{**found, "sent_at": datetime.fromisoformat(found["sent_at"])})


def return_answer(me: Identity, *, request_id: UUID, answer_id: UUID, reason: str) -> None:
    """Hand what waits back to its officers.

    Raises DomainError: NOT_FOUND, CYCLE_ARCHIVED, WINDOW_CLOSED, WRONG_STATE, NOT_ALLOWED, REASON_REQUIRED,
    TEXT_TOO_LONG.
    """
    transport.write("return_answer", as_=me, request_id=request_id, answer_id=answer_id, reason=reason)
