"""Accounts and the table of who sees what, as Diskominfo keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.rows import Status
from db.identity import Identity, Role

Relation = Literal["own", "below", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """``asked_at``: when this person asked for a new password, if it is still open.

    ``is_responsible``: approves what her unit sends, where that is switched on.
    """

    id: UUID
    user_name: str
    name: str
    title: str | None
    role: Role
    unit_name: str | None
    phone: str | None
    is_active: bool
    is_locked: bool
    is_responsible: bool
    asked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visibility:
    """One cell of who sees what:

    a role, how its holder's unit relates to the answer's, and the answer's state.
    """

    role: Role
    relation: Relation
    status: Status
    can_read: bool
    can_count: bool
    can_comment: bool


def accounts_screen(me: Identity) -> tuple[Account, ...]:
    """Raises DomainError: NOT_ALLOWED."""
    found = transport.read("accounts_screen", as_=me)
    return tuple(
        Account(**{**row, "id": UUID(row["id"]), "asked_at": rows.instant(row["asked_at"])}) for row in found
    )


def create_participant(
    me: Identity,
    *,
    request_id: UUID,
    user_name: str,
    name: str,
    title: str | None,
    role: Role,
    unit_code: str | None,
    phone: str | None,
    password_hash: str,
) -> UUID:
    """Add a person whose first sign-in asks for a new password; return the id.

    Raises DomainError: NOT_ALLOWED, FIELD_INVALID, TEXT_TOO_LONG, NAME_TAKEN (user_name, phone).
    """
    found = transport.write(
        "create_participant",
        as_=me,
        request_id=request_id,
        user_name=user_name,
        name=name,
        title=title,
        role=role,
        unit_code=unit_code,
        phone=phone,
        password_hash=password_hash,
    )
    return UUID(found["participant_id"])


def reset_password(me: Identity, *, request_id: UUID, participant_id: UUID, password_hash: str) -> None:
    """Set a one-time password, end that person's sign-ins and forget wrong tries.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND.
    """
    transport.write(
        "reset_password",
        as_=me,
        request_id=request_id,
        participant_id=participant_id,
        password_hash=password_hash,
    )


def set_participant_active(me: Identity, *, request_id: UUID, participant_id: UUID, is_active: bool) -> None:
    """Switch an account on or off, at once. Raises DomainError: NOT_ALLOWED, NOT_FOUND, LAST_DISKOMINFO."""
    transport.write(
        "set_participant_active",
        as_=me,
        request_id=request_id,
        participant_id=participant_id,
        is_active=is_active,
    )


def visibility_screen(me: Identity) -> tuple[Visibility, ...]:
    """Raises DomainError: NOT_ALLOWED."""
    return tuple(Visibility(**row) for row in transport.read("visibility_screen", as_=me))


def set_visibility(me: Identity, *, request_id: UUID, cell: Visibility) -> None:
    """Change one cell;

    a draft stays with its unit. Raises DomainError: NOT_ALLOWED, NOT_FOUND, FIELD_INVALID.
    """
    transport.write(
        "set_visibility",
        as_=me,
        request_id=request_id,
        role=cell.role,
        relation=cell.relation,
        status=cell.status,
        can_read=cell.can_read,
        can_count=cell.can_count,
        can_comment=cell.can_comment,
    )
