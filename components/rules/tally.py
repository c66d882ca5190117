"""Counting votes: the public library, usable from outside without a database.

    count("borda", [Ballot({"a": 1, "b": 2})], [Option("a"), Option("b"), Option("c")]).order

Everything is exact: weights are read as decimals, points are Fractions, nothing is decided by lot or by the
order of the input. The sentences of ``Tally.explanation`` stand here and not in ``texts``, because
they belong to the recount.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

Number = int | float | Fraction


@dataclass(frozen=True, slots=True)
class Ballot:
    """One voter's choices, option id -> value.

    For a rule over ranks: 1 is best, equal ranks are allowed, an absent option is unranked. A ballot without
    choices abstains. ``weight`` is a decimal, ``group`` the voter's role.
    """

    choices: Mapping[str, Any]
    weight: Number = 1.0
    group: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to vote on; ``cost`` in rupiah or any other unit."""

    id: str
    cost: int | Fraction = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """The result.

    ``order``: lists of ids, best first, one list per rank; ``scores``: id -> points; ``funded``: ids in
    the order of funding (rules with a budget only); ``explanation``: id -> one sentence.
    """

    order: list[list[str]]
    scores: dict[str, Fraction]
    funded: list[str] = field(default_factory=list)
    explanation: dict[str, str] = field(default_factory=dict)

    @property
    def ranks(self) -> dict[str, int]:
        """id -> rank as it is printed: 1, 2, 2, 4."""
        ranks: dict[str, int] = {}
        for group in self.order:
            ranks.update(dict.fromkeys(group, len(ranks) + 1))
        return ranks


TieLink = Mapping[str, Number]


def count(
    rule: str,
    ballots: Sequence[Ballot],
    options: Sequence[Option],
    *,
    budget: int | Fraction | None = None,
    criteria_weights: Mapping[str, Number] | None = None,
    tie_chain: Sequence[TieLink] = (),
) -> Tally:
    """Count the ballots by ``rule`` (``borda``).

    ``tie_chain``: tried one after the other on options with equal scores, one number per option,
    greater first; what is equal to the end shares its rank. ``budget``, ``criteria_weights``: other rules.
    Raises ValueError, in a sentence: unknown rule, option listed twice or unknown, a bad rank or weight.
    """
    if rule not in _RULES:
        raise ValueError(f"unknown rule {rule!r}; known are: {', '.join(sorted(_RULES))}")
    ids = [option.id for option in options]
    if len(set(ids)) < len(ids):
        raise ValueError("an option is listed twice")
    weighted = [(ballot, _weight(ballot)) for ballot in ballots if ballot.choices]
    _check_choices(ballots, frozenset(ids))
    return _RULES[rule](weighted, ids, tie_chain)


def borda_points(choices: Mapping[str, int], ids: Sequence[str]) -> dict[str, Fraction]:
    """Points of one ballot: n-1 for the first of n options down to 0; equals, and all unranked, share."""
    groups: dict[int, list[str]] = {}
    for id_, rank in choices.items():
        groups.setdefault(rank, []).append(id_)
    unranked = [id_ for id_ in ids if id_ not in choices]
    points: dict[str, Fraction] = {}
    for group in [*(groups[rank] for rank in sorted(groups)), unranked]:
        best = len(ids) - 1 - len(points)
        points.update(dict.fromkeys(group, Fraction(2 * best - len(group) + 1, 2)))
    return points


def _borda(ballots: list[tuple[Ballot, Fraction]], ids: list[str], tie_chain: Sequence[TieLink]) -> Tally:
    scores = dict.fromkeys(ids, Fraction(0))
    ranked_by = dict.fromkeys(ids, 0)
    for ballot, weight in ballots:
        _check_ranks(ballot)
        for id_, points in borda_points(ballot.choices, ids).items():
            scores[id_] += weight * points
            ranked_by[id_] += id_ in ballot.choices
    order = _order(scores, tie_chain)
    cast = len(ballots)
    explanation = {
        id_: f"{_decimal(scores[id_])} poin; diperingkat pada {ranked_by[id_]} dari {cast} surat suara."
        for id_ in ids
    }
    return Tally(order=order, scores=scores, explanation=explanation)


def _order(scores: Mapping[str, Fraction], tie_chain: Sequence[TieLink]) -> list[list[str]]:
    """Groups of equals, best first; within a group by id, which says nothing about rank."""
    links = [{id_: Fraction(str(value)) for id_, value in link.items()} for link in tie_chain]
    if any(set(link) != set(scores) for link in links):
        raise ValueError("each link of the tie chain needs a number for every option and for nothing else")
    groups: dict[tuple[Fraction, ...], list[str]] = {}
    for id_ in sorted(scores):
        groups.setdefault((scores[id_], *(link[id_] for link in links)), []).append(id_)
    return [groups[merit] for merit in sorted(groups, reverse=True)]


def _check_choices(ballots: Sequence[Ballot], ids: frozenset[str]) -> None:
    for ballot in ballots:
        unknown = sorted(set(ballot.choices) - ids)
        if unknown:
            raise ValueError(f"a ballot names an option that is not in the round: {unknown[0]!r}")


def _check_ranks(ballot: Ballot) -> None:
    for rank in ballot.choices.values():
        if isinstance(rank, bool) or not isinstance(rank, int) or rank < 1:
            raise ValueError(f"a rank is a whole number from 1, not {rank!r}")


def _weight(ballot: Ballot) -> Fraction:
    try:
        weight = Fraction(str(ballot.weight))
    except ValueError as error:
        raise ValueError(f"a weight is a number, not {ballot.weight!r}") from error
    if weight < 0:
        raise ValueError("a weight cannot be negative")
    return weight


def _decimal(value: Fraction) -> str:
    text = f"{float(value):,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


_RULES: dict[str, Callable[[list[tuple[Ballot, Fraction]], list[str], Sequence[TieLink]], Tally]] = {
    "borda": _borda,
}
