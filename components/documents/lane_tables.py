"""The rows of a table question on a sheet of their own: of many answers by code, or of the only one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from components.documents import lane_sheets as sheets
from components.documents.lane_book import EDITABLE, USUAL_WIDTH, WIDTHS, LaneBook, bound, column_how, write
from components.documents.lane_sheets import TableSheet
from components.documents.lane_words import Choices, column_cell
from components.rules.questionnaire import is_answered
from components.texts import lanes as texts
from db.gateway.lanes import LaneAnswer
from db.gateway.questionnaire import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The first column of a table of many answers: what people call it, and the codes it may hold."""

    label: str
    offered: Sequence[str]


def table_of_many(
    book: LaneBook, table: TableSheet, answers: Sequence[tuple[str, LaneAnswer]], codes: Codes
) -> None:
    """Each row names its answer in the first column."""
    question = table.question
    sheet = _sheet(book, table, (sheets.CODE,))
    sheet.set_column(0, 0, 16)
    sheet.freeze_panes(sheets.FIRST_ROW - 1, 1)
    sheet.write_string(sheets.LABELS_ROW - 1, 0, codes.label, book.head)
    choose = texts.question_hint(is_required=True, how=texts.CHOOSE_HINT)
    sheet.write_string(sheets.HINTS_ROW - 1, 0, choose, book.hint)
    line = sheets.FIRST_ROW - 1
    for code, answer in answers:
        is_open = answer.row.status in EDITABLE
        for part in _parts(question, answer):
            write(sheet, line, 0, code, book.open if is_open else book.fixed)
            _part(book, sheet, line, question, part, first=1, is_open=is_open)
            line += 1
    last = line + sheets.BLANK_PARTS - 1
    for blank in range(line, last + 1):
        write(sheet, blank, 0, None, book.open)
        _part(book, sheet, blank, question, {}, first=1, is_open=True)
    book.drop_down(sheet, (sheets.FIRST_ROW - 1, 0, last, 0), codes.offered, is_strict=True)
    _offer(book, sheet, question, last, first=1)


def table_of_one(book: LaneBook, table: TableSheet, answer: LaneAnswer | None) -> None:
    """All rows belong to the one answer of the unit."""
    question = table.question
    sheet = _sheet(book, table, ())
    sheet.freeze_panes(sheets.FIRST_ROW - 1, 0)
    is_open = answer is None or answer.row.status in EDITABLE
    parts = _parts(question, answer) if answer is not None else []
    rows = max(len(parts), question.max_length or sheets.BLANK_PARTS)
    for at in range(rows):
        part = parts[at] if at < len(parts) else {}
        _part(book, sheet, sheets.FIRST_ROW - 1 + at, question, part, first=0, is_open=is_open)
    _offer(book, sheet, question, sheets.FIRST_ROW - 2 + rows, first=0)


def _sheet(book: LaneBook, table: TableSheet, before: tuple[str, ...]) -> Worksheet:
    """The sheet with what its columns are called."""
    columns = table.question.columns
    sheet = book.sheet(table.name, [*before, *(f"c:{column.key}" for column in columns)])
    sheet.set_row(sheets.HINTS_ROW - 1, 45)
    for at, column in enumerate(columns, start=len(before)):
        sheet.set_column(at, at, WIDTHS.get(column.kind, USUAL_WIDTH))
        sheet.write_string(sheets.LABELS_ROW - 1, at, column.label, book.head)
        sheet.write_string(sheets.HINTS_ROW - 1, at, column_how(column), book.hint)
    return sheet


def _parts(question: Question, answer: LaneAnswer) -> list[dict[str, Any]]:
    stored = answer.values.get(question.key)
    return stored if isinstance(stored, list) else []


def _part(
    book: LaneBook,
    sheet: Worksheet,
    line: int,
    question: Question,
    part: dict[str, Any],
    *,
    first: int,
    is_open: bool,
) -> None:
    for at, column in enumerate(question.columns, start=first):
        value = part.get(column.key)
        cell = column_cell(column, value, book.words) if is_answered(value) else None
        book.put(sheet, line, at, cell, column.kind, is_open=is_open)


def _offer(book: LaneBook, sheet: Worksheet, question: Question, last: int, *, first: int) -> None:
    for at, column in enumerate(question.columns, start=first):
        area = (sheets.FIRST_ROW - 1, at, last, at)
        if column.kind == "single":
            offered: Choices = book.words.options(column.options)
            book.drop_down(sheet, area, offered.shown, is_strict=True)
        elif column.kind == "number":
            bound(sheet, area, column.minimum, column.maximum, is_whole=False)
