"""A real city's folder: four CSV files, read into records; every fault is named by file, row and column."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final

from db.seed import texts
from db.seed.records import CityFolder, CityRow, KindRow, PillarRow, SubPillarRow, UnitRow
from db.seed.table import Fault, Row, table

CITY, UNIT_KINDS, UNITS, PILLARS = "city.csv", "unit_kinds.csv", "units.csv", "pillars.csv"
COLUMNS: Final = {
    CITY: ("key", "value"),
    UNIT_KINDS: ("code", "label", "level"),
    UNITS: ("code", "kind", "name", "short_name", "parent_code", "aliases"),
    PILLARS: ("code", "name_id", "name_alt", "sub_code", "sub_name", "sub_scope"),
}
OPTIONAL: Final = {"parent_code", "aliases", "name_alt", "sub_scope"}
WORDS: Final = ("region", "head", "deputy", "secretary", "whole_area")
CITY_KEYS: Final = ("name", *WORDS, "time_zone")
TIME_ZONES: Final = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
LEVELS: Final = ("agency", "district", "village", "partner")
WHOLE_CITY: Final = "kota"  # what an answer about the whole city says in place of a unit's code
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_LONGEST: Final = {"sub_scope": 500}
_LONGEST_TEXT: Final = 120


class FolderError(Exception):
    """The folder cannot be used; ``faults`` are all of them, in the order of the files."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(texts.fault(one.file, one.row, one.column, one.reason) for one in faults))
        self.faults = faults


Tables = Mapping[str, list[Row]]


def read(folder: Path) -> CityFolder:
    """Raises FolderError."""
    faults: list[Fault] = []
    tables = {name: table(folder / name, columns, faults) for name, columns in COLUMNS.items()}
    if not faults:
        faults = [*_cell_faults(tables), *_city_faults(tables[CITY])]
        faults += [*_kind_faults(tables[UNIT_KINDS]), *_unit_faults(tables), *_pillar_faults(tables[PILLARS])]
    if faults:
        order = list(COLUMNS)
        raise FolderError(sorted(faults, key=lambda one: (order.index(one.file), one.row)))
    return _city(tables)


# ── what is wrong ───────────────────────────────────────────────────────────────────────────────────────────


def _cell_faults(tables: Tables) -> Iterable[Fault]:
    for file, rows in tables.items():
        for row in rows:
            for column in COLUMNS[file]:
                reason = _cell_reason(file, column, row.cells[column])
                if reason:
                    yield Fault(file=file, row=row.number, column=column, reason=reason)


def _cell_reason(file: str, column: str, value: str) -> str | None:
    if not value:
        return None if column in OPTIONAL else texts.EMPTY
    if not value.isprintable():
        return texts.STRANGE_CHARACTERS
    longest = _LONGEST.get(column, _LONGEST_TEXT)
    if len(value) > longest:
        return texts.too_long(longest)
    if column in ("code", "sub_code") and not _CODE.fullmatch(value):
        return texts.CODE_MALFORMED
    return None


def _city_faults(rows: list[Row]) -> Iterable[Fault]:
    def at(row: int, column: str, reason: str) -> Fault:
        return Fault(file=CITY, row=row, column=column, reason=reason)

    found = {row.cells["key"]: row for row in reversed(rows)}  # the first of each
    for key in CITY_KEYS:
        if key not in found:
            yield at(0, "key", texts.key_missing(key))
    for row in rows:
        if row.cells["key"] not in CITY_KEYS:
            yield at(row.number, "key", texts.key_unknown(row.cells["key"]))
        elif found[row.cells["key"]] is not row:
            yield at(row.number, "key", texts.twice(row.cells["key"]))
    zone = found.get("time_zone")
    if zone is not None and zone.cells["value"] not in TIME_ZONES:
        yield at(zone.number, "value", texts.one_of(TIME_ZONES))


def _kind_faults(rows: list[Row]) -> Iterable[Fault]:
    yield from _repeated(UNIT_KINDS, "code", rows)
    for row in rows:
        if row.cells["level"] not in LEVELS:
            yield Fault(file=UNIT_KINDS, row=row.number, column="level", reason=texts.one_of(LEVELS))


def _unit_faults(tables: Tables) -> Iterable[Fault]:
    rows = tables[UNITS]
    levels = {row.cells["code"]: row.cells["level"] for row in tables[UNIT_KINDS]}
    level_of_unit = {row.cells["code"]: levels.get(row.cells["kind"], "") for row in rows}
    has_parent = {row.cells["code"] for row in rows if row.cells["parent_code"]}
    yield from _repeated(UNITS, "code", rows)
    for row in rows:
        if row.cells["code"] == WHOLE_CITY:
            yield Fault(file=UNITS, row=row.number, column="code", reason=texts.code_reserved(WHOLE_CITY))
        if row.cells["kind"] not in levels:
            reason = texts.not_found(row.cells["kind"], UNIT_KINDS)
            yield Fault(file=UNITS, row=row.number, column="kind", reason=reason)
        else:
            reason_or_none = _parent_reason(level_of_unit, has_parent, row)
            if reason_or_none:
                yield Fault(file=UNITS, row=row.number, column="parent_code", reason=reason_or_none)


def _parent_reason(level_of_unit: Mapping[str, str], has_parent: Collection[str], row: Row) -> str | None:
    """A village lies in a district; an agency may belong to another that stands alone; others stand alone."""
    code, parent = row.cells["code"], row.cells["parent_code"]
    level = level_of_unit[code]
    if level == "village":
        return None if level_of_unit.get(parent) == "district" else texts.PARENT_MUST_BE_DISTRICT
    if not parent:
        return None
    if level != "agency":
        return texts.PARENT_NOT_WANTED
    stands_alone = level_of_unit.get(parent) == "agency" and parent not in has_parent
    return None if stands_alone else texts.PARENT_MUST_STAND_ALONE


def _pillar_faults(rows: list[Row]) -> Iterable[Fault]:
    yield from _repeated(PILLARS, "sub_code", rows)
    first: dict[str, Row] = {}
    for row in rows:
        known = first.setdefault(row.cells["code"], row)
        for column in ("name_id", "name_alt"):
            if row.cells[column] != known.cells[column]:
                reason = texts.differs_from_row(known.number)
                yield Fault(file=PILLARS, row=row.number, column=column, reason=reason)


def _repeated(file: str, column: str, rows: list[Row]) -> Iterable[Fault]:
    seen: set[str] = set()
    for row in rows:
        value = row.cells[column]
        if value and value in seen:
            yield Fault(file=file, row=row.number, column=column, reason=texts.twice(value))
        seen.add(value)


# ── what it says ────────────────────────────────────────────────────────────────────────────────────────────


def _city(tables: Tables) -> CityFolder:
    values = {row.cells["key"]: row.cells["value"] for row in tables[CITY]}
    return CityFolder(
        city=CityRow(
            name=values["name"],
            time_zone=values["time_zone"],
            words={word: values[word] for word in WORDS},
        ),
        kinds=tuple(
            KindRow(code=row.cells["code"], label=row.cells["label"], level=row.cells["level"])
            for row in tables[UNIT_KINDS]
        ),
        units=tuple(_unit(row.cells) for row in tables[UNITS]),
        pillars=tuple(_pillars(tables[PILLARS])),
    )


def _unit(cells: Mapping[str, str]) -> UnitRow:
    return UnitRow(
        code=cells["code"],
        kind=cells["kind"],
        name=cells["name"],
        short_name=cells["short_name"],
        parent_code=cells["parent_code"] or None,
        aliases=tuple(alias.strip() for alias in cells["aliases"].split(";") if alias.strip()),
    )


def _pillars(rows: list[Row]) -> Iterable[PillarRow]:
    for code in dict.fromkeys(row.cells["code"] for row in rows):
        own = [row.cells for row in rows if row.cells["code"] == code]
        yield PillarRow(
            code=code,
            name=own[0]["name_id"],
            alternative_name=own[0]["name_alt"] or None,
            sub_pillars=tuple(
                SubPillarRow(
                    code=cells["sub_code"], pillar_code=code, name=cells["sub_name"], scope=cells["sub_scope"]
                )
                for cells in own
            ),
        )
