"""What a group of raters thinks: the twin of the formulas in the rating migration, which has the last word.

A rating counts once every criterion of its sheet was answered. *Tidak tahu* (None) does not enter the median
of its criterion; and a sum U + S + G exists only where all three are scores, so it leaves that rater out of
the problem's median, quartiles and number of raters. The author's own scores are not among the ratings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from components.rules.usg import Spread, quantile, spread

Rating = Mapping[str, int | None]
"""Criterion -> 1–5 or None for *tidak tahu*; a criterion the rater has not come to is absent."""

USG: Final = ("urgency", "seriousness", "growth")
PLACE: Final = ("impact", "effort")
# Below five raters a group's number says where to look, not what was found.
ENOUGH_RATERS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemScore:
    """``sums``: median and spread of the sums, None while nobody has given one; criteria: their medians."""

    sums: Spread | None
    urgency: float | None
    seriousness: float | None
    growth: float | None
    unsure: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a solution stands, and whether its raters put it there."""

    impact: float
    effort: float
    is_rated: bool


def problem_score(ratings: Sequence[Rating]) -> ProblemScore:
    whole = _whole(ratings, USG)
    sums = [sum(known) for known in map(_known, whole) if len(known) == len(USG)]
    urgency, seriousness, growth = (_median(whole, criterion) for criterion in USG)
    return ProblemScore(
        sums=spread(Counter(sums)),
        urgency=urgency,
        seriousness=seriousness,
        growth=growth,
        unsure=len(whole) - len(sums),
    )


def place(ratings: Sequence[Rating], *, own_impact: int, own_effort: int) -> Place:
    """At the medians where there is one of each, else where its author puts it."""
    impact, effort = (_median(_whole(ratings, PLACE), criterion) for criterion in PLACE)
    if impact is None or effort is None:
        return Place(impact=own_impact, effort=own_effort, is_rated=False)
    return Place(impact=impact, effort=effort, is_rated=True)


def is_indicative(raters: int) -> bool:
    """Whether so few have rated that the number is a first hint only."""
    return raters < ENOUGH_RATERS


def _whole(ratings: Sequence[Rating], criteria: Sequence[str]) -> list[Rating]:
    return [rating for rating in ratings if all(criterion in rating for criterion in criteria)]


def _known(rating: Rating) -> list[int]:
    return [score for score in rating.values() if score is not None]


def _median(ratings: Sequence[Rating], criterion: str) -> float | None:
    scores = Counter(score for rating in ratings if (score := rating[criterion]) is not None)
    return quantile(scores, Fraction(1, 2)) if scores else None
