"""USG: the group's score of a problem from its ratings, and the order of problems.

Score, quartiles and extremes are those of the database (``percentile_cont``): linear interpolation between
order statistics, type 7 of R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American
Statistician 50 (1996), 361–365; Python calls it ``statistics.quantiles(method="inclusive")``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeVar


class Scored(Protocol):
    """What decides the place of a problem: medians and the number of units that rated it."""

    @property
    def score(self) -> float: ...
    @property
    def urgency(self) -> float: ...
    @property
    def seriousness(self) -> float: ...
    @property
    def growth(self) -> float: ...
    @property
    def units(self) -> int: ...


S = TypeVar("S", bound=Scored)

Histogram = Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Where the ratings lie: extremes, quartiles, median, and how many there are."""

    low: float
    quartile_1: float
    median: float
    quartile_3: float
    high: float
    raters: int


def spread(histogram: Histogram) -> Spread | None:
    """The spread of ``{rating: count}``, None when nobody rated. Raises ValueError for a negative count."""
    if any(count < 0 for count in histogram.values()):
        raise ValueError("a rating cannot have been given less than zero times")
    rated = sorted(rating for rating, count in histogram.items() if count)
    if not rated:
        return None
    return Spread(
        low=rated[0],
        quartile_1=quantile(histogram, Fraction(1, 4)),
        median=quantile(histogram, Fraction(1, 2)),
        quartile_3=quantile(histogram, Fraction(3, 4)),
        high=rated[-1],
        raters=sum(histogram.values()),
    )


def quantile(histogram: Histogram, share: Fraction) -> float:
    """The value below which ``share`` (0–1) of the ratings lie. Raises ValueError when there are none."""
    total = sum(histogram.values())
    if total == 0:
        raise ValueError("there is no quantile of no ratings")
    position = share * (total - 1)
    below = int(position)
    lower = _at(histogram, below)
    upper = _at(histogram, min(below + 1, total - 1))
    return float(lower + (position - below) * (upper - lower))


def standing(problems: Sequence[S]) -> list[tuple[int, S]]:
    """(rank, problem), best first: by score, S, U, G, then number of units; equals share it (1, 2, 2, 4)."""
    ordered = sorted(problems, key=_merit, reverse=True)
    ranked: list[tuple[int, S]] = []
    for position, problem in enumerate(ordered, start=1):
        is_equal = bool(ranked) and _merit(ranked[-1][1]) == _merit(problem)
        ranked.append((ranked[-1][0] if is_equal else position, problem))
    return ranked


def _merit(problem: Scored) -> tuple[float, float, float, float, int]:
    return problem.score, problem.seriousness, problem.urgency, problem.growth, problem.units


def _at(histogram: Histogram, index: int) -> int:
    """The rating at ``index`` (from 0) of all ratings in rising order."""
    for rating in sorted(histogram):
        if index < histogram[rating]:
            return rating
        index -= histogram[rating]
    raise IndexError(index)
