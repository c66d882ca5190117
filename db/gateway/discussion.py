"""What people say to an answer of somebody else: that they stand behind it, and comments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from db import transport
from db.gateway import rows
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Supporter:
    """``unit_name`` is None for who answers for no unit; ``title`` says then who it is."""

    name: str
    title: str | None
    unit_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Who stands behind an answer: how many, the first hundred by name, whether the caller does or may."""

    count: int
    people: tuple[Supporter, ...]
    is_own: bool
    may_support: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """``body`` is None once it was removed; who did and when stays."""

    id: UUID
    body: str | None
    at: datetime
    author: str
    edited_at: datetime | None
    removed_at: datetime | None
    removed_by: str | None
    may_edit: bool
    may_remove: bool


def support_answer(me: Identity, *, request_id: UUID, answer_id: UUID) -> None:
    """Stand behind an answer of another unit; twice is once.

    Raises DomainError: NOT_FOUND, NOT_ALLOWED (the own unit's), WRONG_STATE, CYCLE_ARCHIVED.
    """
    transport.write("support_answer", as_=me, request_id=request_id, answer_id=answer_id)


def withdraw_support(me: Identity, *, request_id: UUID, answer_id: UUID) -> None:
    """Take one's support back. Raises DomainError: NOT_FOUND, CYCLE_ARCHIVED."""
    transport.write("withdraw_support", as_=me, request_id=request_id, answer_id=answer_id)


def add_comment(me: Identity, *, request_id: UUID, answer_id: UUID, body: str) -> None:
    """Raises DomainError: NOT_FOUND, NOT_ALLOWED, FIELD_INVALID, TEXT_TOO_LONG, CYCLE_ARCHIVED."""
    transport.write("add_comment", as_=me, request_id=request_id, answer_id=answer_id, body=body)


def edit_comment(me: Identity, *, request_id: UUID, comment_id: UUID, body: str) -> None:
    """Put one's own comment right, within fifteen minutes.

    Raises DomainError: NOT_FOUND, NOT_ALLOWED, WRONG_STATE (it was removed), COMMENT_SETTLED (too late),
    FIELD_INVALID, TEXT_TOO_LONG, CYCLE_ARCHIVED.
    """
    transport.write("edit_comment", as_=me, request_id=request_id, comment_id=comment_id, body=body)


def remove_comment(me: Identity, *, request_id: UUID, comment_id: UUID) -> None:
    """Take a comment's text away, for its author and Diskominfo.

    Raises DomainError: NOT_FOUND, NOT_ALLOWED.
    """
    transport.write("remove_comment", as_=me, request_id=request_id, comment_id=comment_id)


def support(found: Mapping[str, Any]) -> Support:
    """As an answer's screen tells it."""
    return Support(**{**found, "people": tuple(Supporter(**one) for one in found["people"])})


def comments(found: Iterable[Mapping[str, Any]]) -> tuple[Comment, ...]:
    """As an answer's screen lists them, oldest first."""
    return tuple(
        Comment(
            **{
                **row,
                "id": UUID(row["id"]),
                "at": rows.required_instant(row["at"]),
                "edited_at": rows.instant(row["edited_at"]),
                "removed_at": rows.instant(row["removed_at"]),
            }
        )
        for row in found
    )
