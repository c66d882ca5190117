"""A small invented district and its answers, for pages and pictures."""

from uuid import UUID

from db.gateway.aggregates import (
    AggregateScreen,
    CoverageCell,
    CoverageTotal,
    PlacedSolution,
    QuadrantCell,
    RankedProblem,
    UnitName,
    UnratedProblem,
)
from db.gateway.city import City, Pillar, Reference, Sector, SubPillar, Unit, UnitKind

PILLARS = tuple(
    Pillar(
        code=code,
        name=f"Pilar {name}",
        alternative_name=None,
        sub_pillars=tuple(
            SubPillar(code=f"{code}-{n}", name=f"{name} {n}", scope="Ruang lingkup") for n in (1, 2)
        ),
    )
    for code, name in [("AAA", "Tata Kelola"), ("BBB", "Ekonomi"), ("CCC", "Lingkungan")]
)

KINDS = (
    UnitKind(code="dinas", label="Dinas", level="agency"),
    UnitKind(code="distrik", label="Distrik", level="district"),
    UnitKind(code="kampung", label="Kampung", level="village"),
    UnitKind(code="mitra", label="Mitra", level="partner"),
)


def uuid(number: int) -> UUID:
    return UUID(int=number)


UNITS = (
    Unit(id=uuid(1), code="A-1", kind="dinas", name="Dinas Satu", short_name="Satu", parent_id=None),
    Unit(id=uuid(2), code="D-1", kind="distrik", name="Hulu", short_name="Hulu", parent_id=None),
    Unit(id=uuid(3), code="V-1", kind="kampung", name="Kampung Hulu", short_name="Hulu", parent_id=uuid(2)),
    Unit(id=uuid(4), code="V-2", kind="kampung", name="Muara", short_name="Muara", parent_id=uuid(2)),
    Unit(id=uuid(5), code="P-1", kind="mitra", name="Perguruan Tinggi", short_name="PT", parent_id=None),
)

REFERENCE = Reference(
    city=City(
        name="Kabupaten Contoh",
        is_example=True,
        time_zone="Asia/Jakarta",
        words={"region": "Kabupaten", "whole_area": "Seluruh kabupaten"},
    ),
    cycles=(),
    unit_kinds=KINDS,
    units=UNITS,
    pillars=PILLARS,
    sheets=(),
    sectors=(
        Sector(code="pangan", name="Pangan; pertanian", is_listed=True),
        Sector(code="wisata", name="Pariwisata", is_listed=False),
    ),
    questions={},
)


def total(pillar: Pillar, answered: int, units: int, *, draft: int = 0) -> CoverageTotal:
    return CoverageTotal(
        pillar_code=pillar.code, draft=draft, sent=answered, accepted=0, units_answered=answered, units=units
    )


def cell(unit: Unit, pillar: Pillar, *, draft: int = 0, sent: int = 0, accepted: int = 0) -> CoverageCell:
    return CoverageCell(
        unit_code=unit.code,
        unit_name=unit.name,
        unit_kind=unit.kind,
        pillar_code=pillar.code,
        draft=draft,
        sent=sent,
        accepted=accepted,
        no_data=0,
    )


def problem(
    number: int, *, rank: int, score: float, raters: int = 3, title: str | None = None
) -> RankedProblem:
    return RankedProblem(
        rank=rank,
        answer_id=uuid(100 + number),
        number=number,
        title=title or f"Masalah nomor {number}",
        pillar_code=PILLARS[number % 3].code,
        unit_name="Dinas Satu",
        score=score,
        low=max(3, score - 3),
        quartile_1=max(3, score - 1),
        quartile_3=min(15, score + 1),
        high=min(15, score + 2),
        urgency=4,
        seriousness=4,
        growth=3,
        raters=raters,
        unsure=0,
        units=2,
        own_score=15,
        is_unconfirmed=False,
    )


def solution(number: int, impact: int, effort: int, *, is_quick_win: bool = False) -> PlacedSolution:
    return PlacedSolution(
        answer_id=uuid(200 + number),
        number=number,
        title=f"Solusi nomor {number}",
        pillar_code=PILLARS[number % 3].code,
        unit_name="Dinas Satu",
        impact=impact,
        effort=effort,
        is_quick_win=is_quick_win,
        is_rated=True,
        raters=6,
        own_impact=5,
        own_effort=1,
        is_unconfirmed=False,
    )


EMPTY = AggregateScreen(
    version=1,
    is_city_wide=True,
    units=(),
    coverage=(),
    totals=tuple(total(pillar, 0, 5) for pillar in PILLARS),
    missing=(),
    once=(),
    hides_scores=False,
    problems=(),
    unrated=(),
    problem_count=0,
    rated_count=0,
    quadrant=(),
    solutions=(),
)

SCREEN = AggregateScreen(
    version=1,
    is_city_wide=True,
    units=tuple(UnitName(code=unit.code, name=unit.name, kind=unit.kind) for unit in UNITS),
    coverage=(
        cell(UNITS[0], PILLARS[0], sent=2, accepted=1),
        cell(UNITS[0], PILLARS[1], draft=1),
        cell(UNITS[1], PILLARS[0], sent=1, draft=2),
    ),
    totals=(total(PILLARS[0], 2, 5, draft=2), total(PILLARS[1], 0, 5, draft=1), total(PILLARS[2], 1, 5)),
    missing=(),
    once=(),
    problems=(problem(1, rank=1, score=13.5), problem(2, rank=2, score=9), problem(3, rank=2, score=9)),
    hides_scores=False,
    unrated=(
        UnratedProblem(
            answer_id=uuid(150),
            number=50,
            title="Belum dinilai siapa pun",
            pillar_code="AAA",
            unit_name="Dinas Satu",
            own_score=15,
            is_unconfirmed=False,
        ),
    ),
    problem_count=7,
    rated_count=6,
    quadrant=(
        QuadrantCell(pillar_code="AAA", impact=5, effort=1, solutions=2, quick_wins=1, rated=2),
        QuadrantCell(pillar_code="BBB", impact=5, effort=1, solutions=1, quick_wins=0, rated=0),
        QuadrantCell(pillar_code="BBB", impact=3, effort=3, solutions=4, quick_wins=2, rated=1),
    ),
    solutions=(solution(1, 5, 1, is_quick_win=True),),
)
