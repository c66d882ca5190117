"""A workbook that came back: its rows, or one sentence that says what is wrong with the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from components.documents import lane_sheets as sheets
from components.documents.cells import Cells, Unreadable, Value, column_name, read
from components.documents.lane_sheets import Layout, TableSheet
from components.documents.lane_words import Words, column_value, number_of, value_of
from components.rules.lane import Base, FileRow, LaneFile
from components.texts import lanes as texts
from db.gateway.city import Reference
from db.gateway.rows import AnswerRow

_KEY: Final = re.compile(r"b:([0-9a-f]{32})")


def read_workbook(content: bytes, reference: Reference, problems: Sequence[AnswerRow]) -> LaneFile:
    """What the workbook says. Raises ``cells.Unreadable`` with the sentence for its owner."""
    layouts = sheets.layouts(reference)
    names = [layout.name for layout in layouts]
    names += [table.name for layout in layouts for table in layout.tables]
    book = read(content, {*names, texts.CODES_SHEET})
    for name in (texts.CODES_SHEET, *names):
        if name not in book.sheets:
            raise Unreadable(texts.missing_sheet(name))
    unit_code, cycle_id, workbook_id = _marks(book.sheets[texts.CODES_SHEET])
    words = Words(reference, problems)
    rows = [
        row
        for layout in layouts
        for row in (
            _once(layout, book.sheets, words) if layout.is_once else _rows(layout, book.sheets, words)
        )
    ]
    return LaneFile(workbook_id=workbook_id, unit_code=unit_code, cycle_id=cycle_id, rows=tuple(rows))


def _marks(cells: Cells) -> tuple[str, UUID, UUID]:
    mark, unit_code, cycle_id, workbook_id = (str(cells.get((1, at), "")) for at in range(1, 5))
    if mark != sheets.MARK:
        raise Unreadable(texts.NOT_A_WORKBOOK)
    try:
        return unit_code, UUID(cycle_id), UUID(workbook_id)
    except ValueError as error:
        raise Unreadable(texts.NOT_A_WORKBOOK) from error


# ── one sheet of answers ────────────────────────────────────────────────────────────────────────────────────
def _rows(layout: Layout, book: Mapping[str, Cells], words: Words) -> list[FileRow]:
    cells = book[layout.name]
    columns = _columns(layout.name, cells, layout.labels)
    lines = sorted({line for line, _ in cells if line >= sheets.FIRST_ROW})
    rows = [_row(layout, cells, columns, line, words) for line in lines if _is_used(cells, columns, line)]
    codes = {row.code for row in rows if row.code}
    tables = {
        table.question.key: _parts_by_code(table, book[table.name], codes, words) for table in layout.tables
    }
    return [
        FileRow(
            sheet=row.sheet,
            line=row.line,
            code=row.code,
            answer_id=row.answer_id,
            key=row.key,
            pillar=row.pillar,
            base=row.base,
            values={**row.values, **{key: parts.get(row.code) for key, parts in tables.items()}},
        )
        for row in rows
    ]


def _columns(sheet: str, cells: Cells, labels: Mapping[str, str]) -> dict[str, int]:
    """Name of each column -> where it stands; columns without a name are their owner's own notes."""
    found: dict[str, int] = {}
    for (line, at), name in cells.items():
        if line != sheets.NAMES_ROW:
            continue
        if str(name) not in labels:
            raise Unreadable(texts.unknown_column(sheet, column_name(at)))
        if str(name) in found:
            raise Unreadable(texts.repeated_column(sheet, labels[str(name)]))
        found[str(name)] = at
    for name, label in labels.items():
        if name not in found:
            raise Unreadable(texts.missing_column(sheet, label))
    return found


def _is_used(cells: Cells, columns: Mapping[str, int], line: int) -> bool:
    return any((line, at) in cells for at in columns.values())


def _row(layout: Layout, cells: Cells, columns: Mapping[str, int], line: int, words: Words) -> FileRow:
    def cell(name: str) -> Value | None:
        return cells.get((line, columns[name]))

    answer_id, key = _identity(layout.name, line, str(cell(sheets.ID) or ""))
    pillar = cell(sheets.PILLAR)
    return FileRow(
        sheet=layout.sheet,
        line=line,
        code=str(cell(sheets.CODE) or ""),
        answer_id=answer_id,
        key=key,
        pillar=words.pillars.read(str(pillar)) if pillar is not None else None,
        base=_base(str(cell(sheets.BASE) or "")),
        values=_values(layout, {place.name: cell(place.name) for place in layout.places}, words),
    )


def _identity(sheet: str, line: int, text: str) -> tuple[UUID | None, str | None]:
    new = _KEY.fullmatch(text)
    if new:
        return None, new[1]
    try:
        return UUID(text.removeprefix("j:")), None
    except ValueError as error:
        raise Unreadable(texts.stray_row(sheet, line)) from error


def _base(text: str) -> dict[str, Base]:
    """What the row was; a row without it, or with nonsense in its place, was empty."""
    try:
        found = json.loads(text) if text else {}
        return {str(key): Base(int(version), str(short)) for key, (version, short) in found.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _values(layout: Layout, row: Mapping[str, Value | None], words: Words) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for place in layout.places:
        cell = row[place.name]
        key = place.question.key
        if place.part:
            years = values.get(key) or {"start": None, "end": None}
            years[place.part] = None if cell is None else number_of(cell)
            values[key] = years
        else:
            values[key] = None if cell is None else value_of(place.question, cell, words)
    return {key: None if value == {"start": None, "end": None} else value for key, value in values.items()}


# ── a sheet that is filled in once ──────────────────────────────────────────────────────────────────────────
def _once(layout: Layout, book: Mapping[str, Cells], words: Words) -> list[FileRow]:
    """Its one answer; a question is known by its name, wherever its row stands."""
    cells, line = book[layout.name], sheets.HINTS_ROW
    columns = _columns(layout.name, cells, dict.fromkeys(sheets.ONCE, "") | texts.ONCE_LABELS)
    answers = _answers(layout, cells, columns)
    answer_id, key = _identity(layout.name, line, str(cells.get((line, columns[sheets.NAME]), "")))
    tables = {table.question.key: _parts(table, book[table.name], words) for table in layout.tables}
    return [
        FileRow(
            sheet=layout.sheet,
            line=line,
            code="",
            answer_id=answer_id,
            key=key,
            pillar=None,
            base=_base(str(cells.get((line, columns[sheets.BASE]), ""))),
            values={
                **_values(layout, answers, words),
                **{key: parts or None for key, parts in tables.items()},
            },
        )
    ]


def _answers(layout: Layout, cells: Cells, columns: Mapping[str, int]) -> dict[str, Value | None]:
    """Name of each question's row -> what was answered in it."""
    labels = {name: label for name, label, _question in layout.lines}
    found: dict[str, Value | None] = {}
    for line in sorted({line for line, _ in cells if line >= sheets.FIRST_ROW}):
        name = str(cells.get((line, columns[sheets.NAME]), ""))
        answer = cells.get((line, columns[sheets.ANSWER]))
        if name in found:
            raise Unreadable(texts.repeated_line(layout.name, labels[name]))
        if name in labels:
            found[name] = answer
        elif name or answer is not None:
            raise Unreadable(texts.unknown_line(layout.name, line))
    for name, label in labels.items():
        if name not in found:
            raise Unreadable(texts.missing_line(layout.name, label))
    return found


# ── the rows of a table ─────────────────────────────────────────────────────────────────────────────────────
def _parts_by_code(
    table: TableSheet, cells: Cells, codes: set[str], words: Words
) -> dict[str, list[dict[str, Any]]]:
    """Code of an answer -> its rows, in the order of the sheet."""
    at = _columns(table.name, cells, {sheets.CODE: texts.CODE_LABEL, **_labels(table)})
    parts: dict[str, list[dict[str, Any]]] = {}
    for line, part in _lines(table, cells, at, words):
        code = str(cells.get((line, at[sheets.CODE]), "")).strip().upper()
        if code not in codes:
            raise Unreadable(texts.stray_part(table.name, line))
        parts.setdefault(code, []).append(part)
    return parts


def _parts(table: TableSheet, cells: Cells, words: Words) -> list[dict[str, Any]]:
    """The rows of the only answer, in the order of the sheet."""
    at = _columns(table.name, cells, _labels(table))
    return [part for _line, part in _lines(table, cells, at, words)]


def _labels(table: TableSheet) -> dict[str, str]:
    return {f"c:{column.key}": column.label for column in table.question.columns}


def _lines(
    table: TableSheet, cells: Cells, at: Mapping[str, int], words: Words
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each row that holds anything, with its line."""
    columns = {f"c:{column.key}": column for column in table.question.columns}
    for line in sorted({line for line, _ in cells if line >= sheets.FIRST_ROW}):
        part = {
            column.key: column_value(column, cells[line, at[name]], words)
            for name, column in columns.items()
            if (line, at[name]) in cells
        }
        if part:
            yield line, part
