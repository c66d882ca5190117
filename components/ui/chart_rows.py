"""What the pictures are drawn over: small frames and one-sentence findings, from the records of a screen."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

import pandas as pd

from components.rules.quadrant import Quadrant
from components.rules.quadrant import quadrant as quadrant_of
from components.rules.rating import is_indicative
from components.texts import charts as texts
from components.texts import on_behalf as on_behalf_texts
from db.gateway.aggregates import (
    AggregateScreen,
    CoverageCell,
    CoverageTotal,
    RankedProblem,
    UnitName,
    UnratedProblem,
)
from db.gateway.city import Pillar

_LINE = 48
_LINES = 2


class Placed(Protocol):
    """One line of a round's result."""

    @property
    def rank(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def points(self) -> float | Fraction: ...


def coverage_frame(screen: AggregateScreen, pillars: Sequence[Pillar], whole_area: str) -> pd.DataFrame:
    """The rows of COVERAGE: the total first, then every visible unit × pillar, answered or not."""
    counts: dict[tuple[str | None, str], CoverageCell | CoverageTotal] = {
        (cell.unit_code, cell.pillar_code): cell for cell in screen.coverage
    }
    counts.update({(None, total.pillar_code): total for total in screen.totals})
    places = [(None, whole_area), *((unit.code, name) for unit, name in _named(screen.units))]
    frame = pd.DataFrame(
        [
            _coverage_row(counts.get((code, pillar.code)), is_total=code is None)
            | {"unit": name, "unit_place": place}
            | {"pillar": pillar.code, "pillar_name": pillar.name, "pillar_place": column}
            for place, (code, name) in enumerate(places)
            for column, pillar in enumerate(pillars)
        ]
    )
    return _compact(frame)


def coverage_finding(totals: Sequence[CoverageTotal], pillars: Sequence[Pillar]) -> str:
    """The pillars that the fewest units have answered, or that all were answered alike."""
    answered = {total.pillar_code: total.units_answered for total in totals}
    units = max(total.units for total in totals)
    fewest = min(answered.get(pillar.code, 0) for pillar in pillars)
    last = [pillar.name for pillar in pillars if answered.get(pillar.code, 0) == fewest]
    if fewest == units:
        return texts.coverage_complete(units)
    if len(last) == len(pillars):
        return texts.coverage_alike(last, fewest, units)
    return texts.coverage_finding(last, fewest, units)


def usg_frame(problems: Sequence[RankedProblem]) -> pd.DataFrame:
    """The rows of USG_RANKING, in the order given. Labels are unique, or two problems would share a line."""
    labels = [
        texts.problem_label(
            row.rank,
            on_behalf_texts.titled(_short(row.title), is_unconfirmed=row.is_unconfirmed),
            row.score,
            row.raters,
            own=row.own_score,
            is_indicative=is_indicative(row.raters),
        )
        for row in problems
    ]
    return pd.DataFrame(
        {
            "place": place,
            "label": label,
            "rank": row.rank,
            "title": row.title,
            "pillar": row.pillar_code,
            "unit": on_behalf_texts.marked(row.unit_name, is_unconfirmed=row.is_unconfirmed),
            "score": float(row.score),
            "low": float(row.low),
            "quartile_1": float(row.quartile_1),
            "quartile_3": float(row.quartile_3),
            "high": float(row.high),
            "raters": row.raters,
            "unsure": row.unsure,
            "units": row.units,
            "own": row.own_score,
        }
        for place, (row, label) in enumerate(zip(problems, _unique(labels), strict=True))
    )


def usg_finding(problems: Sequence[RankedProblem]) -> str:
    shared = sum(problem.rank == problems[0].rank for problem in problems)
    if shared > 1:
        return texts.usg_shared(shared, problems[0].score)
    return texts.usg_finding(problems[0].title, problems[0].score, problems[0].raters)


def quadrant_frame(screen: AggregateScreen) -> pd.DataFrame:
    """The rows of QUADRANT: one per impact × effort that occurs."""
    counts: dict[tuple[float, float], tuple[int, int]] = {}
    for cell in screen.quadrant:
        solutions, quick_wins = counts.get((cell.impact, cell.effort), (0, 0))
        counts[cell.impact, cell.effort] = (solutions + cell.solutions, quick_wins + cell.quick_wins)
    return pd.DataFrame(
        {
            "impact": impact,
            "effort": effort,
            "solutions": solutions,
            "quick_wins": quick_wins,
            "shown": str(solutions),
            "candidates": texts.candidates(quick_wins),
        }
        for (impact, effort), (solutions, quick_wins) in sorted(counts.items(), reverse=True)
    )


def rated_solutions(screen: AggregateScreen) -> str:
    """How many of the solutions stand where their raters put them."""
    total = sum(cell.solutions for cell in screen.quadrant)
    return texts.quadrant_rated(sum(cell.rated for cell in screen.quadrant), total)


def quadrant_finding(screen: AggregateScreen) -> str:
    in_field = sum(
        cell.solutions
        for cell in screen.quadrant
        if quadrant_of(cell.impact, cell.effort) == Quadrant.QUICK_WIN
    )
    named = sum(cell.quick_wins for cell in screen.quadrant)
    return texts.quadrant_finding(in_field, sum(cell.solutions for cell in screen.quadrant), named)


def unrated_frame(problems: Sequence[UnratedProblem], pillars: Sequence[Pillar]) -> pd.DataFrame:
    """The rows of the table of problems without a rank."""
    names = {pillar.code: pillar.name for pillar in pillars}
    return pd.DataFrame(
        {
            "number": row.number,
            "title": row.title,
            "pillar": names.get(row.pillar_code, row.pillar_code),
            "unit": on_behalf_texts.marked(row.unit_name, is_unconfirmed=row.is_unconfirmed),
            "own": row.own_score,
        }
        for row in problems
    )


def result_frame(result: Sequence[Placed]) -> pd.DataFrame:
    """The rows of BORDA_RESULT, in the order given."""
    labels = [texts.result_label(row.rank, _short(row.title), float(row.points)) for row in result]
    return pd.DataFrame(
        {"place": place, "label": label, "rank": row.rank, "title": row.title, "points": float(row.points)}
        for place, (row, label) in enumerate(zip(result, _unique(labels), strict=True))
    )


def result_finding(result: Sequence[Placed]) -> str:
    first = [row.title for row in result if row.rank == result[0].rank]
    return texts.result_finding(first, float(result[0].points))


def _coverage_row(counts: CoverageCell | CoverageTotal | None, *, is_total: bool) -> dict[str, object]:
    sent, accepted, draft = (counts.sent, counts.accepted, counts.draft) if counts else (0, 0, 0)
    return {
        "is_total": is_total,
        "sent": sent,
        "accepted": accepted,
        "draft": draft,
        "answered": sent + accepted,
        # The total's drafts stand in the tooltip and in the table: on a phone its cell has no room for both.
        "shown": texts.cell(sent + accepted, 0 if is_total else draft),
    }


def _compact(frame: pd.DataFrame) -> pd.DataFrame:
    """The same rows in a third of the bytes: small whole numbers, and each repeated text sent once."""
    kinds = {
        column: "int32" if kind == "int64" else "category"
        for column, kind in frame.dtypes.items()
        if kind != "bool"
    }
    return frame.astype(kinds)


def _named(units: Sequence[UnitName]) -> list[tuple[UnitName, str]]:
    """Units with names that no two share."""
    names = [unit.name for unit in units]
    return [
        (unit, unit.name if names.count(unit.name) == 1 else f"{unit.name} ({unit.code})") for unit in units
    ]


def _unique(labels: Sequence[str]) -> list[str]:
    """The same labels; a repeated one gets invisible letters, because equal labels would share a line."""
    seen: dict[str, int] = {}
    unique = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        unique.append(label + "\u200b" * (seen[label] - 1))
    return unique


def _short(title: str) -> str:
    """At most two lines that fit a phone; the whole title stands in the tooltip and in the table."""
    return "\n".join(textwrap.wrap(title, _LINE, max_lines=_LINES, placeholder=" …"))
