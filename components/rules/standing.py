"""The result of a closed round as people read it: places, points, and who ranked what where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from components.rules import tally
from db.gateway.voting import Round


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One solution in the result. ``is_shared``: another one has the same rank; ``ranked_by`` of the ballots
    name it."""

    option_id: UUID
    rank: int
    is_shared: bool
    number: int
    title: str
    pillar_code: str
    unit_name: str
    points: Fraction
    ranked_by: int


def places(round_: Round) -> tuple[Place, ...]:
    """Best first, equals by number. Nothing before closing, nor without ballots. Raises ValueError: rule."""
    if not round_.ballots:
        return ()
    ballots = [tally.Ballot({str(id_): rank for id_, rank in one.choices.items()}) for one in round_.ballots]
    counted = tally.count(round_.rule, ballots, [tally.Option(str(option.id)) for option in round_.options])
    ranks = counted.ranks
    holders = Counter(ranks.values())
    named = Counter(id_ for one in round_.ballots for id_ in one.choices)
    found = [
        Place(
            option_id=option.id,
            rank=ranks[str(option.id)],
            is_shared=holders[ranks[str(option.id)]] > 1,
            number=option.number,
            title=option.title,
            pillar_code=option.pillar_code,
            unit_name=option.unit_name,
            points=counted.scores[str(option.id)],
            ranked_by=named[option.id],
        )
        for option in round_.options
    ]
    return tuple(sorted(found, key=lambda place: (place.rank, place.number)))


def podium(found: Sequence[Place], *, most: int = 4) -> dict[int, tuple[Place, ...]]:
    """Rank -> its holders, for the ranks 1 to 3 that somebody named; more than ``most`` are left out."""
    first: dict[int, tuple[Place, ...]] = {}
    for place in found:
        if place.rank <= 3 and place.ranked_by:
            first[place.rank] = (*first.get(place.rank, ()), place)
    return {rank: holders for rank, holders in first.items() if len(holders) <= most}
