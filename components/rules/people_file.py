"""What a list says of each person: cells read into what may be kept, every fault named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, cast

from components.rules.phones import read_phone
from components.rules.unit_names import UnitNames
from db.identity import ROLES, Role

Column = Literal["name", "title", "user_name", "phone", "role", "unit_code", "unit"]
Cell = str | int | float | bool
_LONGEST: Final = 120
_USER_NAME: Final = re.compile(r"[a-z][a-z0-9._@-]{2,63}")
_BRACKETED: Final = re.compile(r"\[([^\[\]]+)\]\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePerson:
    """A row. ``spoilt``: cells that hold a formula, an error, are merged, or stand beyond the last column."""

    line: int
    cells: Mapping[Column, Cell]
    spoilt: Mapping[Column | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFile:
    """``sheet`` is empty for CSV. ``columns``: the letter of each; ``ignored``: headings nobody asked for."""

    sheet: str
    columns: Mapping[Column, str]
    ignored: tuple[str, ...]
    rows: tuple[FilePerson, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A fault or a note: its word, and what it is about."""

    column: Column | None
    word: str
    about: str = ""


@dataclass(slots=True, kw_only=True)
class Read:
    """A row as it was understood; what is empty is empty."""

    row: FilePerson
    name: str = ""
    title: str = ""
    user_name: str = ""
    phone: str = ""
    role: Role | None = None
    unit_code: str = ""
    faults: list[Remark]
    notes: list[Remark]


def read(row: FilePerson, units: UnitNames) -> Read:
    found = Read(row=row, faults=[], notes=[])
    found.faults += [Remark(column, word) for column, word in row.spoilt.items()]
    _name(found)
    _title(found)
    _user_name(found)
    _phone(found)
    _role(found)
    _unit(found, units)
    return found


def _text(found: Read, column: Column) -> str:
    cell = found.row.cells.get(column)
    return "" if cell is None or column in found.row.spoilt else " ".join(str(cell).split())


def _name(found: Read) -> None:
    if "name" in found.row.spoilt:
        return
    found.name = _text(found, "name")
    fault = None
    if not found.name:
        fault = "name_missing"
    elif not isinstance(found.row.cells["name"], str) or not any(one.isalpha() for one in found.name):
        fault = "name_number"
    elif len(found.name) > _LONGEST:
        fault = "name_long"
    elif not found.name.isprintable():
        fault = "name_strange"
    if fault:
        found.faults.append(Remark("name", fault))


def _title(found: Read) -> None:
    found.title = _text(found, "title")
    if len(found.title) > _LONGEST:
        found.faults.append(Remark("title", "title_long"))
    elif not found.title.isprintable():
        found.faults.append(Remark("title", "title_strange"))


def _user_name(found: Read) -> None:
    found.user_name = _text(found, "user_name").lower()
    if found.user_name and not _USER_NAME.fullmatch(found.user_name):
        found.faults.append(Remark("user_name", "user_name_malformed", found.user_name))


def _phone(found: Read) -> None:
    cell = found.row.cells.get("phone")
    if cell is None or "phone" in found.row.spoilt:
        return
    phone = read_phone(cell)
    found.phone = phone.number or ""
    if phone.fault:
        found.faults.append(Remark("phone", phone.fault))
    elif phone.is_repaired:
        found.notes.append(Remark("phone", "phone_repaired", found.phone))


def _role(found: Read) -> None:
    if "role" in found.row.spoilt:
        return
    typed = _text(found, "role")
    bracketed = _BRACKETED.search(typed)
    word = (bracketed[1] if bracketed else typed).strip().casefold()
    if word in ROLES:
        found.role = cast("Role", word)
    else:
        found.faults.append(Remark("role", "role_unknown" if typed else "role_missing", typed))


def _unit(found: Read, units: UnitNames) -> None:
    """By its code where there is one; a name beside it must not say another unit."""
    typed_code, typed = _text(found, "unit_code"), _text(found, "unit")
    if {"unit_code", "unit"} & set(found.row.spoilt):
        return
    by_code = units.found(typed_code) if typed_code else []
    by_name = units.found(typed) if typed else []
    if typed_code and len(by_code) != 1:
        found.faults.append(_unclear(units, "unit_code", typed_code, by_code))
    elif typed and not by_code and len(by_name) != 1:
        found.faults.append(_unclear(units, "unit", typed, by_name))
    elif by_code and by_name and by_code[0] not in by_name:
        names = f"{units.unit(by_code[0]).name}, {units.unit(by_name[0]).name}"
        found.faults.append(Remark("unit", "unit_differs", names))
    elif by_code or by_name:
        _take(found, units, (by_code or by_name)[0], "unit_code" if by_code else "unit")
    elif found.role == "peserta":
        found.faults.append(Remark("unit", "unit_missing"))


def _take(found: Read, units: UnitNames, code: str, column: Column) -> None:
    found.unit_code = code
    if not units.unit(code).is_active:
        found.faults.append(Remark(column, "unit_inactive", units.unit(code).name))


def _unclear(units: UnitNames, column: Column, typed: str, found: list[str]) -> Remark:
    if found:
        return Remark(column, "unit_ambiguous", "; ".join(f"{units.unit(one).name} [{one}]" for one in found))
    near = units.nearest(typed)
    return Remark(column, "unit_near" if near else "unit_unknown", near or typed)
