"""Accounts and the table of who sees what, as Diskominfo keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.rows import Status
from db.identity import Identity, Role

Relation = Literal["own", "below", "other"]
Password = Literal["none", "one_time", "own"]
Show = Literal["asked", "locked", "no_password", "not_begun", "inactive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """``asked_at``: when this person asked for a new password, if it is still open.

    ``is_responsible``: approves what her unit sends, where that is switched on. ``password``: she has none
    yet, one to be changed at her first sign-in, or her own.
    """

    id: UUID
    user_name: str
    name: str
    title: str | None
    role: Role
    unit_code: str | None
    unit_name: str | None
    phone: str | None
    is_active: bool
    is_locked: bool
    is_responsible: bool
    asked_at: datetime | None
    password: Password


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Whom a list is narrowed to; None and an empty text narrow nothing."""

    text: str
    role: Role | None
    unit_code: str | None
    show: Show | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsScreen:
    """One page of those who were looked for. ``no_password``: how many active people have none yet."""

    people: tuple[Account, ...]
    total: int
    pages: int
    no_password: int


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


def accounts_screen(me: Identity, *, search: Search, page: int) -> AccountsScreen:
    """Raises DomainError: NOT_ALLOWED."""
    found = transport.read("accounts_screen", as_=me, **narrowed(search), page=page)
    return AccountsScreen(**{**found, "people": tuple(_account(row) for row in found["people"])})


def account_screen(me: Identity, *, participant_id: UUID) -> Account:
    """Raises DomainError: NOT_ALLOWED, NOT_FOUND."""
    return _account(transport.read("account_screen", as_=me, participant_id=participant_id))


def narrowed(search: Search) -> dict[str, str | None]:
    """A search as the functions that list people take it."""
    return {
        "search": search.text,
        "role": search.role,
        "unit_code": search.unit_code,
        "show": search.show,
    }


def _account(row: dict[str, Any]) -> Account:
    return Account(**{**row, "id": UUID(row["id"]), "asked_at": rows.instant(row["asked_at"])})


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


def edit_participant(
    me: Identity,
    *,
    request_id: UUID,
    participant_id: UUID,
    name: str,
    title: str | None,
    role: Role,
    unit_code: str | None,
    phone: str | None,
) -> bool:
    """Change what is known of a person; another role or unit ends her open pages. Was anything different?

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, FIELD_INVALID, TEXT_TOO_LONG, NAME_TAKEN, LAST_DISKOMINFO.
    """
    changed: bool = transport.write(
        "edit_participant",
        as_=me,
        request_id=request_id,
        participant_id=participant_id,
        name=name,
        title=title,
        role=role,
        unit_code=unit_code,
        phone=phone,
    )
    return changed


def unlock_participant(me: Identity, *, request_id: UUID, participant_id: UUID) -> None:
    """Forget a person's wrong tries. Raises DomainError: NOT_ALLOWED, NOT_FOUND."""
    transport.write("unlock_participant", as_=me, request_id=request_id, participant_id=participant_id)


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
