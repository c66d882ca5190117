"""A list of people that somebody made, as a workbook or CSV: its rows, or one sentence why it is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, cast

from components.documents.cells import Cells, Merged, Spoilt, Unreadable, column_name, read_loosely
from components.documents.people_csv import csv_cells
from components.rules.people_file import Cell, Column, FilePerson, PeopleFile
from components.texts import people as texts

_WORKBOOK: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_HEADINGS_WITHIN: Final = 15  # a title and a date may stand above them
_NEEDED: Final[tuple[Column, ...]] = ("name", "role")


def read_people(content: bytes) -> PeopleFile:
    """What the file says. Raises ``cells.Unreadable`` with the sentence for its owner."""
    if content.startswith(_WORKBOOK):
        sheet = read_loosely(content, texts.SHEET, (texts.GUIDE_SHEET, texts.CODES_SHEET))
        return _file(sheet.name, sheet.cells, sheet.merged)
    return _file("", csv_cells(content), ())


def _file(sheet: str, cells: Cells, merged: Sequence[Merged]) -> PeopleFile:
    heading, columns = _columns(cells)
    rows: dict[int, dict[int, Cell]] = {}
    for (line, at), cell in cells.items():
        if line > heading:
            rows.setdefault(line, {})[at] = cell
    last = max((at for line, at in cells if line == heading), default=0)
    places = {at: column for column, at in columns.items()}
    people = [
        _person(line, row, places, _torn(line, merged), last=0 if sheet else last)
        for line, row in sorted(rows.items())
        if places.keys() & row.keys()
    ]
    return PeopleFile(
        sheet=sheet,
        columns={column: column_name(at) for column, at in columns.items()},
        ignored=_ignored(cells, heading, places),
        rows=tuple(people),
    )


def _columns(cells: Cells) -> tuple[int, dict[Column, int]]:
    """The row of headings, the one with most that are known, and where each column stands."""
    found: dict[int, list[tuple[Column, int]]] = {}
    for (line, at), cell in sorted(cells.items()):
        column = texts.column_of(str(cell)) if line <= _HEADINGS_WITHIN else None
        if column:
            found.setdefault(line, []).append((cast("Column", column), at))
    if not found:
        raise Unreadable(texts.NO_HEADINGS)
    heading = max(found, key=lambda line: (len(found[line]), -line))
    columns: dict[Column, int] = {}
    for column, at in found[heading]:
        if column in columns:
            raise Unreadable(texts.repeated_column(texts.COLUMNS[column]))
        columns[column] = at
    missing = [texts.COLUMNS[one] for one in _NEEDED if one not in columns]
    if not {"unit", "unit_code"} & columns.keys():
        missing.append(texts.COLUMNS["unit"])
    if missing:
        raise Unreadable(texts.missing_columns(missing))
    return heading, columns


def _person(
    line: int, row: Mapping[int, Cell], places: Mapping[int, Column], torn: set[int], *, last: int
) -> FilePerson:
    """``last``: the last column that has a heading, where a cell beyond it means that the row was torn."""
    spoilt: dict[Column | None, str] = {
        places[at]: f"cell_{cell}" for at, cell in row.items() if at in places and isinstance(cell, Spoilt)
    }
    spoilt |= {places[at]: "cell_merged" for at in torn if at in places}
    if last and max(row) > last:
        spoilt[None] = "too_many_cells"
    cells = {places[at]: cell for at, cell in row.items() if at in places}
    return FilePerson(line=line, cells=cells, spoilt=spoilt)


def _torn(line: int, merged: Sequence[Merged]) -> set[int]:
    return {
        at
        for first, left, last, right in merged
        if first <= line <= last
        for at in range(left, min(right, left + 300) + 1)
    }


def _ignored(cells: Cells, heading: int, places: Mapping[int, Column]) -> tuple[str, ...]:
    return tuple(
        " ".join(str(cell).split())[:60]
        for (line, at), cell in sorted(cells.items())
        if line == heading and at not in places and not isinstance(cell, Spoilt)
    )
