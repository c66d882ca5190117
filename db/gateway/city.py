"""The city as its people know it: words, units, pillars, and the years (putaran) it plans in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

from db import transport
from db.gateway.questionnaire import Question, question
from db.identity import Identity

UnitLevel = Literal["agency", "district", "village", "partner"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitKind:
    """A kind of answering unit in the city's own words, e.g. code ``kelurahan``, label ``Kelurahan``."""

    code: str
    label: str
    level: UnitLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    id: UUID
    code: str
    kind: str
    name: str
    short_name: str
    parent_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubPillar:
    code: str
    name: str
    scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pillar:
    code: str
    name: str
    alternative_name: str | None
    sub_pillars: tuple[SubPillar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """A leading sector (*sektor unggulan*); not ``is_listed``: taken off the list, still named by answers."""

    code: str
    name: str
    is_listed: bool


#: Where answers stand that belong to no single pillar: the sheets that every unit fills in once.
NO_PILLAR: Final = Pillar(code="", name="Lintas pilar", alternative_name=None, sub_pillars=())


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetKind:
    """A sheet (*lembar*): as many answers as a unit has, or one a unit (``scope``); due at ``stage``."""

    code: str
    label: str
    help: str | None
    scope: Literal["answer", "unit"]
    stage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """A planning year (putaran)."""

    id: UUID
    year: int
    title: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    name: str
    is_example: bool
    time_zone: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What is the same for everybody who is signed in: small, seldom changed, safe to share."""

    city: City
    cycles: tuple[Cycle, ...]
    unit_kinds: tuple[UnitKind, ...]
    units: tuple[Unit, ...]
    pillars: tuple[Pillar, ...]
    sectors: tuple[Sector, ...]
    sheets: tuple[SheetKind, ...]
    questions: dict[str, tuple[Question, ...]]

    def stage_of(self, sheet: str, stages: Mapping[str, int]) -> int:
        """Where a sheet stands now; one that is due once stands at its own stage."""
        due = {one.code: one.stage for one in self.sheets}
        return stages.get(sheet, due.get(sheet, 1))

    def pillar(self, code: str) -> Pillar:
        return next(pillar for pillar in (*self.pillars, NO_PILLAR) if pillar.code == code)


def reference(me: Identity, *, cycle_id: UUID | None) -> Reference:
    """The city's words, units, pillars and the questions of one cycle (the newest open one when None).

    ``questions`` maps a sheet's code to its questions in order.
    """
    found = transport.read("reference", as_=me, cycle_id=cycle_id)
    return Reference(
        city=City(**found["city"]),
        cycles=tuple(_cycle(row) for row in found["cycles"]),
        unit_kinds=tuple(UnitKind(**row) for row in found["unit_kinds"]),
        units=tuple(_unit(row) for row in found["units"]),
        pillars=tuple(_pillar(row) for row in found["pillars"]),
        sheets=tuple(SheetKind(**row) for row in found["sheets"]),
        sectors=tuple(Sector(**row) for row in found["sectors"]),
        questions={sheet: tuple(question(row) for row in rows) for sheet, rows in found["questions"].items()},
    )


def _cycle(row: dict[str, Any]) -> Cycle:
    return Cycle(**{**row, "id": UUID(row["id"])})


def _unit(row: dict[str, Any]) -> Unit:
    parent = row["parent_id"]
    return Unit(**{**row, "id": UUID(row["id"]), "parent_id": UUID(parent) if parent else None})


def _pillar(row: dict[str, Any]) -> Pillar:
    return Pillar(**{**row, "sub_pillars": tuple(SubPillar(**sub) for sub in row["sub_pillars"])})
