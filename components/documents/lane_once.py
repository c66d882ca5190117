"""A sheet that a unit fills in once, in its workbook: one row a question, its answer beside it."""

from __future__ import annotations

from typing import Final
from uuid import uuid4

from xlsxwriter.worksheet import Worksheet

from components.documents import lane_sheets as sheets
from components.documents.lane_book import EDITABLE, LaneBook, base_of, cell_at
from components.documents.lane_sheets import Layout
from components.documents.lane_tables import table_of_one
from components.rules.questionnaire import is_answered
from components.texts import answers as answer_texts
from components.texts import lanes as texts
from db.gateway.lanes import LaneAnswer
from db.gateway.questionnaire import Question

_WIDTHS: Final = {sheets.SECTION: 20, sheets.QUESTION: 44, sheets.ANSWER: 60, sheets.HINT: 44}
_AT: Final = {name: at for at, name in enumerate(sheets.ONCE)}


def answer_sheet(book: LaneBook, layout: Layout) -> None:
    """The unit's answer, begun or not; its tables follow on sheets of their own."""
    answer = book.screen.once(layout.sheet)
    sheet = book.sheet(layout.name, sheets.ONCE)
    _describe(book, sheet, answer)
    is_open = answer is None or answer.row.status in EDITABLE
    tables = {table.question.key: table.name for table in layout.tables}
    places = {place.name: place for place in layout.places}
    for line, (name, label, question) in enumerate(layout.lines, start=sheets.FIRST_ROW - 1):
        _question(book, sheet, line, (name, label), question)
        if name in places:
            value = answer.values.get(question.key) if answer is not None else None
            cell = cell_at(places[name], value, book.words) if is_answered(value) else None
            book.put(sheet, line, _AT[sheets.ANSWER], cell, question.kind, is_open=is_open)
            book.offer(sheet, (line, _AT[sheets.ANSWER], line, _AT[sheets.ANSWER]), question)
        else:
            where = texts.on_its_sheet(tables[question.key])
            sheet.write_string(line, _AT[sheets.ANSWER], where, book.fixed)
    for table in layout.tables:
        table_of_one(book, table, answer)


def _describe(book: LaneBook, sheet: Worksheet, answer: LaneAnswer | None) -> None:
    """The names of the columns, and in the row below which answer this is and how it stands."""
    sheet.set_column(0, 1, None, None, {"hidden": True})
    sheet.freeze_panes(sheets.FIRST_ROW - 1, 0)
    for name, width in _WIDTHS.items():
        sheet.set_column(_AT[name], _AT[name], width)
    for name, label in texts.ONCE_LABELS.items():
        sheet.write_string(sheets.LABELS_ROW - 1, _AT[name], label, book.head)
    line = sheets.HINTS_ROW - 1
    sheet.write_string(line, _AT[sheets.NAME], f"j:{answer.row.id}" if answer else f"b:{uuid4().hex}")
    sheet.write_string(line, _AT[sheets.BASE], base_of(answer) if answer else "")
    status = answer_texts.STATUS[answer.row.status] if answer else texts.NOT_BEGUN
    sheet.write_string(line, _AT[sheets.SECTION], texts.STATUS_LABEL, book.hint)
    sheet.write_string(line, _AT[sheets.QUESTION], status, book.hint)
    for name in (sheets.ANSWER, sheets.HINT):
        sheet.write_blank(line, _AT[name], None, book.hint)


def _question(
    book: LaneBook, sheet: Worksheet, line: int, called: tuple[str, str], question: Question
) -> None:
    name, label = called
    sheet.write_string(line, _AT[sheets.NAME], name)
    sheet.write_string(line, _AT[sheets.SECTION], question.section, book.fixed)
    sheet.write_string(line, _AT[sheets.QUESTION], label, book.fixed)
    sheet.write_string(line, _AT[sheets.HINT], book.how(question), book.hint)
