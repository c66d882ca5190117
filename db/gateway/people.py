"""Many people at once: a list that is imported, and one-time passwords for those who get a slip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from db import transport
from db.gateway.accounts import Password, Search, narrowed
from db.identity import Identity, Role

MOST: Final = 400  # people in one call

Became = Literal["new", "changed", "unchanged", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Somebody who has an account, as a list is compared with her."""

    id: UUID
    user_name: str
    name: str
    title: str | None
    role: Role
    unit_code: str | None
    phone: str | None
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownUnit:
    """A unit with every name it goes by. ``kind``: what the city calls its kind, ``parent``: its district."""

    code: str
    kind: str
    name: str
    short_name: str
    parent: str | None
    aliases: tuple[str, ...]
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportScreen:
    people: tuple[KnownPerson, ...]
    units: tuple[KnownUnit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A row to be written; ``participant_id`` is None for somebody new."""

    participant_id: UUID | None
    user_name: str
    name: str
    title: str | None
    role: Role
    unit_code: str | None
    phone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a row. ``code`` and ``field`` say why it was refused."""

    outcome: Became
    code: str | None
    field: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipPerson:
    id: UUID
    name: str
    user_name: str
    unit_name: str | None
    password: Password


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipsScreen:
    """The first ``MOST`` of ``total`` people who were looked for and can sign in."""

    people: tuple[SlipPerson, ...]
    total: int


def import_screen(me: Identity) -> ImportScreen:
    """Raises DomainError: NOT_ALLOWED."""
    found = transport.read("import_screen", as_=me)
    return ImportScreen(
        people=tuple(KnownPerson(**{**row, "id": UUID(row["id"])}) for row in found["people"]),
        units=tuple(KnownUnit(**{**row, "aliases": tuple(row["aliases"])}) for row in found["units"]),
    )


def import_participants(me: Identity, *, request_id: UUID, rows: Sequence[PersonRow]) -> tuple[Imported, ...]:
    """Write these rows, each whole or not at all; what became of each, in order.

    Raises DomainError: NOT_ALLOWED, FIELD_INVALID.
    """
    sent = [
        {
            "participant_id": str(row.participant_id) if row.participant_id else None,
            "user_name": row.user_name,
            "name": row.name,
            "title": row.title,
            "role": row.role,
            "unit_code": row.unit_code,
            "phone": row.phone,
        }
        for row in rows
    ]
    found = transport.write("import_participants", as_=me, request_id=request_id, rows=sent)
    return tuple(
        Imported(outcome=one["outcome"], code=one.get("code"), field=one.get("field")) for one in found
    )


def slips_screen(me: Identity, *, search: Search) -> SlipsScreen:
    """Raises DomainError: NOT_ALLOWED."""
    found = transport.read("slips_screen", as_=me, **narrowed(search))
    people = tuple(SlipPerson(**{**row, "id": UUID(row["id"])}) for row in found["people"])
    return SlipsScreen(people=people, total=found["total"])


def issue_passwords(me: Identity, *, request_id: UUID, hashes: Mapping[UUID, str]) -> None:
    """Give each of these people a one-time password, or none of them any; their sign-ins end.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, FIELD_INVALID.
    """
    sent = [{"participant_id": str(id_), "password_hash": hashed} for id_, hashed in hashes.items()]
    transport.write("issue_passwords", as_=me, request_id=request_id, passwords=sent)
