"""Voting rounds: leaders rank accepted solutions; everything is shown at once when the round is closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.city import Cycle
from db.gateway.rows import AnswerRow, RoundRow
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOption:
    """A solution to be ranked. ``is_unconfirmed``: typed for its unit, which has not stood behind it yet."""

    id: UUID
    number: int
    title: str
    pillar_code: str
    unit_name: str
    is_unconfirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Voter:
    id: UUID
    name: str
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBallot:
    """A ballot with its voter's name; ``choices``: option id -> rank, 1 is best, absent is unranked."""

    voter: str
    title: str | None
    choices: dict[UUID, int]
    cast_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round. ``votes`` is how many have voted; ``ballots`` is None until it is closed.

    ``frozen`` is what was fixed at opening, as text; ``frozen_hash`` its SHA-256 in hex.
    """

    row: RoundRow
    rule: str
    choices_limit: int
    frozen: str
    frozen_hash: str
    voters: tuple[Voter, ...]
    votes: int
    options: tuple[RoundOption, ...]
    own_choices: dict[UUID, int]
    own_cast_at: datetime | None
    ballots: tuple[OpenBallot, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundScreen:
    """``round`` is the one asked for, else the open one, else the last; None when there never was one."""

    cycle: Cycle
    rounds: tuple[RoundRow, ...]
    round: Round | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDesk:
    """``votes``: round id -> number of ballots; ``invited``: round id -> of its voters; ``voters``: how
    many leaders could vote in a round opened now."""

    cycle: Cycle
    rounds: tuple[RoundRow, ...]
    votes: dict[UUID, int]
    invited: dict[UUID, int]
    voters: int
    eligible: tuple[AnswerRow, ...]


def round_screen(me: Identity, *, cycle_id: UUID | None, round_id: UUID | None) -> RoundScreen:
    """Raises DomainError: NOT_FOUND."""
    found = transport.read("round_screen", as_=me, cycle_id=cycle_id, round_id=round_id)
    return RoundScreen(
        cycle=rows.cycle(found["cycle"]),
        rounds=tuple(rows.round_row(row) for row in found["rounds"]),
        round=_round(found["round"]) if found["round"] else None,
    )


def round_desk(me: Identity, *, cycle_id: UUID | None) -> RoundDesk:
    """Raises DomainError: NOT_ALLOWED."""
    found = transport.read("round_desk", as_=me, cycle_id=cycle_id)
    return RoundDesk(
        cycle=rows.cycle(found["cycle"]),
        rounds=tuple(rows.round_row(row) for row in found["rounds"]),
        votes={UUID(round_id): votes for round_id, votes in found["votes"].items()},
        invited={UUID(round_id): voters for round_id, voters in found["invited"].items()},
        voters=found["voters"],
        eligible=rows.answer_rows(found["eligible"]),
    )


def open_round(
    me: Identity,
    *,
    request_id: UUID,
    cycle_id: UUID,
    title: str,
    option_ids: Sequence[UUID],
    closes_at: datetime,
) -> UUID:
    """Freeze accepted solutions and all active leaders under a hash and open the vote; return the round's
    id.

    Raises DomainError: NOT_ALLOWED, CYCLE_ARCHIVED, FIELD_INVALID, WINDOW_ORDER, ROUND_NOT_READY (options,
    voters).
    """
    found = transport.write(
        "open_round",
        as_=me,
        request_id=request_id,
        cycle_id=cycle_id,
        title=title,
        option_ids=[str(one) for one in option_ids],
        closes_at=closes_at,
    )
    return UUID(found["round_id"])


def cast_ballot(me: Identity, *, request_id: UUID, round_id: UUID, choices: Mapping[UUID, int]) -> datetime:
    """Cast or replace the caller's ballot; return when it was stored (UTC).

    Raises DomainError: NOT_FOUND, NOT_A_VOTER, ROUND_CLOSED, CYCLE_ARCHIVED, NO_CHOICE, TOO_MANY_CHOICES,
    UNKNOWN_OPTION, RANK_REPEATED.
    """
    ranks = {str(option): rank for option, rank in choices.items()}
    found = transport.write("cast_ballot", as_=me, request_id=request_id, round_id=round_id, choices=ranks)
    return datetime.fromisoformat(found["cast_at"])


def close_round(me: Identity, *, request_id: UUID, round_id: UUID) -> datetime:
    """End the vote and show every ballot;

    return when. Raises DomainError: NOT_ALLOWED, NOT_FOUND, ROUND_CLOSED.
    """
    found = transport.write("close_round", as_=me, request_id=request_id, round_id=round_id)
    return datetime.fromisoformat(found["closed_at"])


def _round(row: dict[str, Any]) -> Round:
    ballots = row["ballots"]
    return Round(
        row=rows.round_row(row),
        rule=row["rule"],
        choices_limit=row["choices_limit"],
        frozen=row["frozen"],
        frozen_hash=row["frozen_hash"],
        voters=tuple(
            Voter(id=UUID(one["id"]), name=one["name"], title=one["title"]) for one in row["voters"]
        ),
        votes=row["votes"],
        options=tuple(RoundOption(**{**one, "id": UUID(one["id"])}) for one in row["options"]),
        own_choices=_choices(row["own_choices"] or {}),
        own_cast_at=rows.instant(row["own_cast_at"]),
        ballots=None if ballots is None else tuple(_ballot(one) for one in ballots),
    )


def _ballot(row: dict[str, Any]) -> OpenBallot:
    return OpenBallot(
        voter=row["voter"],
        title=row["title"],
        choices=_choices(row["choices"]),
        cast_at=datetime.fromisoformat(row["cast_at"]),
    )


def _choices(row: dict[str, int]) -> dict[UUID, int]:
    return {UUID(option): int(rank) for option, rank in row.items()}
