"""Counts and rankings over many answers; tens of rows, whatever the number of answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from db import transport
from db.gateway.questionnaire import Sheet
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageCell:
    """How many answers one unit has in one pillar, by where they stand, and how many numbers in them are
    *belum ada data*.

    Cells with nothing in them are absent.
    """

    unit_code: str
    unit_name: str
    unit_kind: str
    pillar_code: str
    draft: int
    sent: int
    accepted: int
    no_data: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageTotal:
    """The whole city in one pillar; ``units_answered`` of ``units`` have sent at least one answer."""

    pillar_code: str
    draft: int
    sent: int
    accepted: int
    units_answered: int
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitName:
    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnceCoverage:
    """A sheet that every unit fills in once: ``sent`` of ``units`` have sent it, ``draft`` more began it.

    ``missing``: codes of the units that have not sent it, of those whose rows the caller may see.
    """

    code: Sheet
    label: str
    stage: int
    units: int
    sent: int
    draft: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedProblem:
    """A problem with its USG scores.

    ``score`` is the median of the raters' sums (3–15), ``low``/``high`` their extremes, ``quartile_1`` and
    ``quartile_3`` their quartiles (linear interpolation, Hyndman and Fan 1996, type 7), ``raters`` their
    number; ``unsure`` raters more said *tidak tahu* somewhere and have no sum. ``urgency``, ``seriousness``
    and ``growth`` are medians 1–5 of the scores given. Equal on score, then S, U, G, then number of units:
    equal ``rank``. ``own_score`` is the sum of the author's own scores, which enters none of this.
    ``is_unconfirmed``, here and below: typed for its unit, which has not said yet that it is right.
    """

    rank: int
    answer_id: UUID
    number: int
    title: str
    pillar_code: str
    unit_name: str
    score: float
    low: float
    quartile_1: float
    quartile_3: float
    high: float
    urgency: float
    seriousness: float
    growth: float
    raters: int
    unsure: int
    units: int
    own_score: int | None
    is_unconfirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnratedProblem:
    """A problem without a group score, and so without a rank."""

    answer_id: UUID
    number: int
    title: str
    pillar_code: str
    unit_name: str
    own_score: int | None
    is_unconfirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadrantCell:
    """How many solutions stand at this impact and effort (1–5 in halves).

    ``quick_wins`` of them are candidates; ``rated`` stand at their raters' medians, the others at their
    author's values.
    """

    pillar_code: str
    impact: float
    effort: float
    solutions: int
    quick_wins: int
    rated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSolution:
    """A solution where it stands: at its raters' medians if ``is_rated``, else at its author's values.

    ``raters`` gave both scores; the author's values are ``own_…``.
    """

    answer_id: UUID
    number: int
    title: str
    pillar_code: str
    unit_name: str
    impact: float
    effort: float
    is_quick_win: bool
    is_rated: bool
    raters: int
    own_impact: int | None
    own_effort: int | None
    is_unconfirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AggregateScreen:
    """Everything the aggregate page shows. ``units`` are those whose rows the caller may see;
    ``missing`` are those of them that have sent nothing yet.

    ``hides_scores``: while the rating is open an officer sees no group's scores, neither problems nor
    solutions. ``rated_count`` of ``problem_count`` problems have a group score; ``unrated`` are the first 20
    of the others.
    """

    version: int
    is_city_wide: bool
    units: tuple[UnitName, ...]
    coverage: tuple[CoverageCell, ...]
    totals: tuple[CoverageTotal, ...]
    missing: tuple[UnitName, ...]
    once: tuple[OnceCoverage, ...]
    hides_scores: bool
    problems: tuple[RankedProblem, ...]
    unrated: tuple[UnratedProblem, ...]
    problem_count: int
    rated_count: int
    quadrant: tuple[QuadrantCell, ...]
    solutions: tuple[PlacedSolution, ...]


def aggregate_screen(
    me: Identity, *, cycle_id: UUID | None, sheet: Sheet, pillar_code: str | None, known_version: int | None
) -> AggregateScreen | None:
    """Coverage of one sheet, the 50 first problems, impact and effort; None when ``known_version`` still
    holds.

    The database checks the caller in either case. Raises DomainError: SESSION_ENDED, NOT_FOUND.
    """
    found = transport.read(
        "aggregate_screen",
        as_=me,
        cycle_id=cycle_id,
        sheet=sheet,
        pillar_code=pillar_code,
        known_version=known_version,
    )
    return None if found.get("is_unchanged") else _screen(found)


def _screen(found: dict[str, Any]) -> AggregateScreen:
    return AggregateScreen(
        version=found["version"],
        is_city_wide=found["is_city_wide"],
        units=tuple(UnitName(**row) for row in found["units"]),
        coverage=tuple(CoverageCell(**row) for row in found["coverage"]),
        totals=tuple(CoverageTotal(**row) for row in found["totals"]),
        missing=tuple(UnitName(**row) for row in found["missing"]),
        once=tuple(OnceCoverage(**{**row, "missing": tuple(row["missing"])}) for row in found["once"]),
        hides_scores=found["hides_scores"],
        problems=tuple(RankedProblem(**_with_id(row)) for row in found["problems"]),
        unrated=tuple(UnratedProblem(**_with_id(row)) for row in found["unrated"]),
        problem_count=found["problem_count"],
        rated_count=found["rated_count"],
        quadrant=tuple(QuadrantCell(**row) for row in found["quadrant"]),
        solutions=tuple(PlacedSolution(**_with_id(row)) for row in found["solutions"]),
    )


def _with_id(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "answer_id": UUID(row["answer_id"])}
