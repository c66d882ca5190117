"""What a folder says about a city, before it is in the database."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CityRow:
    name: str
    time_zone: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    code: str
    label: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    code: str
    kind: str
    name: str
    short_name: str
    parent_code: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubPillarRow:
    code: str
    pillar_code: str
    name: str
    scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarRow:
    code: str
    name: str
    alternative_name: str | None
    sub_pillars: tuple[SubPillarRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CityFolder:
    """A checked folder: every kind, parent and pillar it refers to is in it."""

    city: CityRow
    kinds: tuple[KindRow, ...]
    units: tuple[UnitRow, ...]
    pillars: tuple[PillarRow, ...]
