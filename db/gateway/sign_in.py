"""Signing in and out, and what a person does about her own sign-in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from db import transport
from db.identity import DOORKEEPER, Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInScreen:
    """``region``: what the city calls itself, e.g. ``Kota``, ``Kabupaten``."""

    city_name: str
    region: str
    is_example: bool
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One counted try to sign in.

    ``is_refused``: the name is locked and nothing may be checked. Otherwise check ``password_hash`` (None
    for an unknown name: check a dummy, so that it takes as long); if it is wrong and ``locked_until`` is
    set, this was the fifth wrong try.
    """

    attempt_id: UUID
    password_hash: str | None
    locked_until: datetime | None
    is_refused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    identity: Identity
    ticket: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePoint:
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    version: int
    points: tuple[NoticePoint, ...]


def sign_in_screen() -> SignInScreen:
    return SignInScreen(**transport.read("sign_in_screen", as_=DOORKEEPER))


def begin_sign_in(*, name: str, device: str | None) -> Attempt:
    """Count a try for this name (as typed) from this device, and say what to check it against."""
    row = transport.write("begin_sign_in", as_=DOORKEEPER, name=name, device=device)
    locked = row["locked_until"]
    return Attempt(
        attempt_id=UUID(row["attempt_id"]),
        password_hash=row["password_hash"],
        locked_until=datetime.fromisoformat(locked) if locked else None,
        is_refused=row["is_refused"],
    )


def finish_sign_in(*, attempt_id: UUID, device: str) -> SignedIn:
    """Open a session after the right password.

    Raises DomainError: SIGN_IN_WRONG when the try is older than 60 s.
    """
    row = transport.write("finish_sign_in", as_=DOORKEEPER, attempt_id=attempt_id, device=device)
    return SignedIn(identity=_identity(row["identity"]), ticket=row["ticket"])


def redeem_ticket(*, ticket: str, cookie: str) -> bool:
    """Tie this cookie (a random secret of at least 32 characters) to the ticket's session, once.

    Raises DomainError: TICKET_INVALID.
    """
    return bool(transport.write("redeem_ticket", as_=DOORKEEPER, ticket=ticket, cookie=cookie))


def resume(*, cookie: str) -> Identity | None:
    row = transport.read("resume", as_=DOORKEEPER, cookie=cookie)
    return _identity(row) if row else None


def end_session(*, cookie: str) -> bool:
    """End the session of this cookie; False when there is none (any more)."""
    return bool(transport.write("end_session", as_=DOORKEEPER, cookie=cookie))


def sign_out(me: Identity) -> bool:
    return bool(transport.write("sign_out", as_=me))


def request_password_reset(*, name: str) -> None:
    transport.write("request_password_reset", as_=DOORKEEPER, name=name)


def own_password_hash(me: Identity) -> str:
    return str(transport.read("own_password_hash", as_=me))


def change_password(me: Identity, *, request_id: UUID, password_hash: str) -> None:
    """Keep the new hash and end every other session of this person."""
    transport.write("change_password", as_=me, request_id=request_id, password_hash=password_hash)


def privacy_notice(me: Identity) -> Notice:
    row = transport.read("privacy_notice", as_=me)
    return Notice(version=row["version"], points=tuple(NoticePoint(**point) for point in row["points"]))


def read_notice(me: Identity, *, request_id: UUID, version: int) -> None:
    """Keep the proof that this person read this version. Raises DomainError: NOT_FOUND."""
    transport.write("read_notice", as_=me, request_id=request_id, version=version)


def _identity(row: dict[str, Any]) -> Identity:
    unit_id = row["unit_id"]
    return Identity(
        **{
            **row,
            "participant_id": UUID(row["participant_id"]),
            "session_id": UUID(row["session_id"]),
            "unit_id": UUID(unit_id) if unit_id else None,
        }
    )
