"""Titles of problems to compare with one that is being written, and the city's words for comparing them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from db import transport
from db.gateway.rows import Status, required_instant
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """A problem by its title. ``number`` is None while it was never sent."""

    id: UUID
    number: int | None
    title: str
    status: Status
    unit_id: UUID
    unit_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonTitles:
    """What every holder of a role reads (``scope`` says which role and states), as it was at ``version``."""

    scope: str
    version: int
    problems: tuple[Titled, ...]
    synonyms: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemTitles:
    """``near``: what the caller reads beyond that, of her own unit and units below;

    ``common`` is None when the scope and version she holds are still true.
    """

    near: tuple[Titled, ...]
    common: CommonTitles | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonym:
    """``set_by`` is None for a word that came with the program."""

    word: str
    meaning: str
    set_by: str | None
    set_at: datetime


def problem_titles(
    me: Identity, *, cycle_id: UUID, known_scope: str | None, known_version: int | None
) -> ProblemTitles:
    """The titles the caller may read; ``known_version`` None with a known scope: any version will do."""
    found = transport.read(
        "problem_titles", as_=me, cycle_id=cycle_id, known_scope=known_scope, known_version=known_version
    )
    return ProblemTitles(
        near=_titles(found["near"]), common=None if "is_unchanged" in found else _common(found)
    )


def synonym_screen(me: Identity) -> tuple[Synonym, ...]:
    """All words, in the order of the alphabet; for Diskominfo. Raises DomainError: NOT_ALLOWED."""
    found = transport.read("synonym_screen", as_=me)
    return tuple(Synonym(**{**row, "set_at": required_instant(row["set_at"])}) for row in found)


def set_synonym(me: Identity, *, request_id: UUID, word: str, meaning: str | None) -> None:
    """Say what a word means; None takes it out.

    Raises DomainError: NOT_ALLOWED, FIELD_INVALID, TEXT_TOO_LONG.
    """
    transport.write("set_synonym", as_=me, request_id=request_id, word=word, meaning=meaning)


def _common(found: Mapping[str, Any]) -> CommonTitles:
    return CommonTitles(
        scope=found["scope"],
        version=found["version"],
        problems=_titles(found["problems"]),
        synonyms=found["synonyms"],
    )


def _titles(found: Iterable[Mapping[str, Any]]) -> tuple[Titled, ...]:
    return tuple(Titled(**{**row, "id": UUID(row["id"]), "unit_id": UUID(row["unit_id"])}) for row in found)
