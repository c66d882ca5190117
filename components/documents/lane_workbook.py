"""A unit's workbook: its answers, empty rows for new ones, drop-downs with codes, locked headers, a guide."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from components.documents import lane_sheets as sheets
from components.documents.cells import LAST_ROW
from components.documents.lane_book import EDITABLE, USUAL_WIDTH, WIDTHS, LaneBook, base_of, cell_at
from components.documents.lane_once import answer_sheet
from components.documents.lane_sheets import Layout
from components.documents.lane_tables import Codes, table_of_many
from components.rules.asking import asked, at_stage
from components.rules.questionnaire import is_answered
from components.texts import answers as answer_texts
from components.texts import format as written
from components.texts import lanes as texts
from db.gateway.city import Reference, Unit
from db.gateway.lanes import LaneAnswer, LaneScreen


def workbook_of(unit: Unit, reference: Reference, screen: LaneScreen, *, now: datetime) -> bytes:
    """The workbook of this unit as it stands now."""
    by_now = {
        sheet: tuple(at_stage(questions, reference.stage_of(sheet, screen.stages)))
        for sheet, questions in reference.questions.items()
    }
    reference = replace(reference, questions=by_now)
    target = io.BytesIO()
    as_it_is = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    content = xlsxwriter.Workbook(target, {"in_memory": True, **as_it_is})
    content.set_properties({"title": texts.download_workbook(unit.name), "author": "Rembuk"})
    book = LaneBook(content, unit, reference, screen)
    _guide(book, now)
    for layout in sheets.layouts(reference):
        if layout.is_once:
            answer_sheet(book, layout)
        else:
            _Survey(book, layout).draw()
    book.codes()
    content.close()
    return target.getvalue()


def _guide(book: LaneBook, now: datetime) -> None:
    sheet = book.book.add_worksheet(texts.GUIDE_SHEET)
    sheet.set_column(0, 0, 100)
    moment = written.moment(now, book.reference.city.time_zone)
    once = [kind.label for kind in book.reference.sheets if kind.scope == "unit"]
    for at, line in enumerate(texts.guide(book.unit.name, book.screen.cycle.year, moment, once)):
        sheet.write_string(at, 0, line, book.title if at == 0 else book.plain)
    sheet.protect()


class _Survey:
    """The answers of one sheet: one row each, then the empty ones; the tables follow on their own sheets."""

    def __init__(self, book: LaneBook, layout: Layout) -> None:
        self._book = book
        self._layout = layout

    def draw(self) -> None:
        book, layout = self._book, self._layout
        answers = [one for one in book.screen.answers if one.row.sheet == layout.sheet]
        answers = [one for one in answers if one.row.status != "ditarik"][: LAST_ROW // 4]
        prefix = texts.CODE_PREFIX[layout.sheet]
        codes = [f"{prefix}{number}" for number in range(1, len(answers) + sheets.BLANK_ROWS + 1)]
        sheet = book.sheet(layout.name, [*sheets.HEAD, *(place.name for place in layout.places)])
        self._describe(sheet)
        for at, (code, answer) in enumerate(zip(codes, answers, strict=False)):
            self._answer(sheet, sheets.FIRST_ROW - 1 + at, code, answer)
        first_blank = sheets.FIRST_ROW - 1 + len(answers)
        for at, code in enumerate(codes[len(answers) :]):
            self._blank(sheet, first_blank + at, code)
        self._offer(sheet, len(codes))
        for table in layout.tables:
            coded = list(zip(codes, answers, strict=False))
            table_of_many(book, table, coded, Codes(label=texts.CODE_OF[layout.sheet], offered=codes))

    # ── rows ────────────────────────────────────────────────────────────────────────────────────────────────
    def _describe(self, sheet: Worksheet) -> None:
        sheet.set_column(0, 1, None, None, {"hidden": True})
        sheet.set_column(2, 3, 12)
        sheet.set_column(4, 4, USUAL_WIDTH)
        sheet.set_row(sheets.HINTS_ROW - 1, 60)
        sheet.freeze_panes(sheets.FIRST_ROW - 1, 4)
        hints = {sheets.PILLAR: texts.question_hint(is_required=True, how=texts.CHOOSE_HINT)}
        for at, name in enumerate(sheets.HEAD):
            sheet.write_string(sheets.LABELS_ROW - 1, at, self._layout.labels[name], self._book.head)
            sheet.write_string(sheets.HINTS_ROW - 1, at, hints.get(name, ""), self._book.hint)
        for at, place in enumerate(self._layout.places, start=len(sheets.HEAD)):
            sheet.set_column(at, at, WIDTHS.get(place.question.kind, USUAL_WIDTH))
            sheet.write_string(sheets.LABELS_ROW - 1, at, place.label, self._book.head)
            sheet.write_string(sheets.HINTS_ROW - 1, at, self._book.how(place.question), self._book.hint)

    def _answer(self, sheet: Worksheet, line: int, code: str, answer: LaneAnswer) -> None:
        is_open = answer.row.status in EDITABLE
        pillar = self._book.words.pillars.show(answer.row.pillar_code)
        self._begin(
            sheet, line, f"j:{answer.row.id}", base_of(answer), code, answer_texts.STATUS[answer.row.status]
        )
        sheet.write_string(line, 4, pillar, self._book.fixed)
        own = {
            question.key
            for question in asked(self._book.reference.questions[self._layout.sheet], answer.row.pillar_code)
        }
        for at, place in enumerate(self._layout.places, start=len(sheets.HEAD)):
            value = answer.values.get(place.question.key)
            cell = cell_at(place, value, self._book.words) if is_answered(value) else None
            self._book.put(
                sheet, line, at, cell, place.question.kind, is_open=is_open and place.question.key in own
            )

    def _blank(self, sheet: Worksheet, line: int, code: str) -> None:
        self._begin(sheet, line, f"b:{uuid4().hex}", "", code, texts.NEW_ROW)
        sheet.write_blank(line, 4, None, self._book.open)
        for at, place in enumerate(self._layout.places, start=len(sheets.HEAD)):
            self._book.put(sheet, line, at, None, place.question.kind, is_open=True)

    def _begin(self, sheet: Worksheet, line: int, *head: str) -> None:
        for at, text in enumerate(head):
            sheet.write_string(line, at, text, self._book.fixed)

    # ── drop-downs ──────────────────────────────────────────────────────────────────────────────────────────
    def _offer(self, sheet: Worksheet, rows: int) -> None:
        first, last = sheets.FIRST_ROW - 1, sheets.FIRST_ROW - 2 + rows
        self._book.drop_down(sheet, (first, 4, last, 4), self._book.words.pillars.shown, is_strict=True)
        for at, place in enumerate(self._layout.places, start=len(sheets.HEAD)):
            self._book.offer(sheet, (first, at, last, at), place.question)
