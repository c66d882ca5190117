"""A unit's workbook: its answers, empty rows for new ones, drop-downs with codes, locked headers, a guide."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from components.documents import lane_sheets as sheets
from components.documents.cells import LAST_ROW, Value, column_name
from components.documents.lane_sheets import Layout, Place, TableSheet
from components.documents.lane_words import SEVERAL, Choices, Words, cell_of, column_cell
from components.rules.asking import asked, at_stage
from components.rules.canonical import digest
from components.rules.questionnaire import is_answered
from components.texts import answers as answer_texts
from components.texts import format as written
from components.texts import lanes as texts
from db.gateway.city import Reference, Unit
from db.gateway.lanes import LaneAnswer, LaneScreen
from db.gateway.questionnaire import SURVEY, Question
from db.gateway.questionnaire import Column as TableColumn

_EDITABLE: Final = ("draf", "dikembalikan")
_WIDTHS: Final = {
    "long_text": 48,
    "short_text": 34,
    "number": 16,
    "money": 20,
    "yes_no": 12,
    "year_range": 12,
}
_USUAL_WIDTH: Final = 30


def workbook_of(unit: Unit, reference: Reference, screen: LaneScreen, *, now: datetime) -> bytes:
    """The workbook of this unit as it stands now."""
    by_now = {
        sheet: tuple(at_stage(reference.questions.get(sheet, ()), screen.stages[sheet])) for sheet in SURVEY
    }  # what every unit fills in once is not in it
    reference = replace(reference, questions=by_now)
    target = io.BytesIO()
    as_it_is = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, {"in_memory": True, **as_it_is})
    book.set_properties({"title": texts.download_workbook(unit.name), "author": "Rembuk"})
    writer = _Writer(book, unit, reference, screen)
    writer.guide(now)
    for layout in sheets.layouts(reference):
        writer.answers(layout)
    writer.codes()
    book.close()
    return target.getvalue()


class _Writer:
    def __init__(
        self, book: xlsxwriter.Workbook, unit: Unit, reference: Reference, screen: LaneScreen
    ) -> None:
        self._book = book
        self._unit = unit
        self._reference = reference
        self._screen = screen
        self._words = Words(reference, screen.problems)
        self._lists: dict[tuple[str, ...], int] = {}  # what a drop-down offers -> its column among the codes
        top = {"valign": "top", "text_wrap": True}
        grey = {"font_color": "#5a6b70", "bg_color": "#eef4f5"}
        self._head = book.add_format({**top, "bold": True, "bg_color": "#d5e6ea", "border": 1})
        self._hint = book.add_format({**top, **grey, "italic": True, "border": 1})
        self._fixed = book.add_format({**top, **grey, "num_format": "@"})
        self._fixed_number = book.add_format({**top, **grey, "num_format": "General"})
        self._open = book.add_format({**top, "locked": False, "num_format": "@", "border": 4})
        self._open_number = book.add_format({**top, "locked": False, "num_format": "General", "border": 4})
        self._open_money = book.add_format({**top, "locked": False, "num_format": "#,##0", "border": 4})
        self._plain = book.add_format({"text_wrap": True, "valign": "top"})
        self._title = book.add_format({"bold": True, "font_size": 14})

    def guide(self, now: datetime) -> None:
        sheet = self._book.add_worksheet(texts.GUIDE_SHEET)
        sheet.set_column(0, 0, 100)
        moment = written.moment(now, self._reference.city.time_zone)
        for at, line in enumerate(texts.guide(self._unit.name, self._screen.cycle.year, moment)):
            sheet.write_string(at, 0, line, self._title if at == 0 else self._plain)
        sheet.protect()

    def answers(self, layout: Layout) -> None:
        """One row an answer, then the empty ones; the tables follow on sheets of their own."""
        answers = [one for one in self._screen.answers if one.row.sheet == layout.sheet]
        answers = [one for one in answers if one.row.status != "ditarik"][: LAST_ROW // 4]
        prefix = texts.CODE_PREFIX[layout.sheet]
        codes = [f"{prefix}{number}" for number in range(1, len(answers) + sheets.BLANK_ROWS + 1)]
        sheet = self._sheet(layout.name, [*sheets.HEAD, *(place.name for place in layout.places)])
        self._describe(sheet, layout)
        for at, (code, answer) in enumerate(zip(codes, answers, strict=False)):
            self._answer(sheet, sheets.FIRST_ROW - 1 + at, code, layout, answer)
        first_blank = sheets.FIRST_ROW - 1 + len(answers)
        for at, code in enumerate(codes[len(answers) :]):
            self._blank(sheet, first_blank + at, code, layout)
        self._offer(sheet, layout, len(codes))
        for table in layout.tables:
            self._table(layout, table, list(zip(codes, answers, strict=False)), codes)

    def codes(self) -> None:
        """Whose workbook this is, and what the drop-downs offer: hidden, not secret."""
        sheet = self._book.add_worksheet(texts.CODES_SHEET)
        for at, mark in enumerate((sheets.MARK, self._unit.code, str(self._screen.cycle.id), str(uuid4()))):
            sheet.write_string(0, at, mark)
        for offered, column in self._lists.items():
            for at, shown in enumerate(offered, start=1):
                sheet.write_string(at, column, shown)
        sheet.very_hidden()
        sheet.protect()

    # ── rows ────────────────────────────────────────────────────────────────────────────────────────────────
    def _sheet(self, name: str, columns: Sequence[str]) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.set_row(sheets.NAMES_ROW - 1, None, None, {"hidden": True})
        for at, column in enumerate(columns):
            sheet.write_string(sheets.NAMES_ROW - 1, at, column)
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
        return sheet

    def _describe(self, sheet: Worksheet, layout: Layout) -> None:
        sheet.set_column(0, 1, None, None, {"hidden": True})
        sheet.set_column(2, 3, 12)
        sheet.set_column(4, 4, _USUAL_WIDTH)
        sheet.set_row(sheets.HINTS_ROW - 1, 60)
        sheet.freeze_panes(sheets.FIRST_ROW - 1, 4)
        hints = {sheets.PILLAR: texts.question_hint(is_required=True, how=texts.CHOOSE_HINT)}
        for at, name in enumerate(sheets.HEAD):
            sheet.write_string(sheets.LABELS_ROW - 1, at, layout.labels[name], self._head)
            sheet.write_string(sheets.HINTS_ROW - 1, at, hints.get(name, ""), self._hint)
        for at, place in enumerate(layout.places, start=len(sheets.HEAD)):
            sheet.set_column(at, at, _WIDTHS.get(place.question.kind, _USUAL_WIDTH))
            sheet.write_string(sheets.LABELS_ROW - 1, at, place.label, self._head)
            sheet.write_string(sheets.HINTS_ROW - 1, at, self._how(place.question), self._hint)

    def _answer(self, sheet: Worksheet, line: int, code: str, layout: Layout, answer: LaneAnswer) -> None:
        is_open = answer.row.status in _EDITABLE
        pillar = self._words.pillars.show(answer.row.pillar_code)
        self._begin(
            sheet, line, f"j:{answer.row.id}", _base(answer), code, answer_texts.STATUS[answer.row.status]
        )
        sheet.write_string(line, 4, pillar, self._fixed)
        own = {
            question.key
            for question in asked(self._reference.questions[layout.sheet], answer.row.pillar_code)
        }
        for at, place in enumerate(layout.places, start=len(sheets.HEAD)):
            value = answer.values.get(place.question.key)
            cell = _cell(place, value, self._words) if is_answered(value) else None
            self._put(
                sheet, line, at, cell, place.question.kind, is_open=is_open and place.question.key in own
            )

    def _blank(self, sheet: Worksheet, line: int, code: str, layout: Layout) -> None:
        self._begin(sheet, line, f"b:{uuid4().hex}", "", code, texts.NEW_ROW)
        sheet.write_blank(line, 4, None, self._open)
        for at, place in enumerate(layout.places, start=len(sheets.HEAD)):
            self._put(sheet, line, at, None, place.question.kind, is_open=True)

    def _begin(self, sheet: Worksheet, line: int, *head: str) -> None:
        for at, text in enumerate(head):
            sheet.write_string(line, at, text, self._fixed)

    def _put(
        self, sheet: Worksheet, line: int, at: int, cell: Value | None, kind: str, *, is_open: bool
    ) -> None:
        is_number = kind in ("number", "money", "year_range")
        if is_open:
            form = self._open_money if kind == "money" else self._open_number if is_number else self._open
        else:
            form = self._fixed_number if is_number else self._fixed
        _write(sheet, line, at, cell, form)

    # ── drop-downs ──────────────────────────────────────────────────────────────────────────────────────────
    def _offer(self, sheet: Worksheet, layout: Layout, rows: int) -> None:
        first, last = sheets.FIRST_ROW - 1, sheets.FIRST_ROW - 2 + rows
        self._drop_down(sheet, (first, 4, last, 4), self._words.pillars.shown, is_strict=True)
        for at, place in enumerate(layout.places, start=len(sheets.HEAD)):
            area = (first, at, last, at)
            question = place.question
            offered = self._words.choices(question)
            if question.kind == "yes_no":
                self._drop_down(sheet, area, [texts.YES, texts.NO], is_strict=True)
            elif offered is not None:
                self._drop_down(sheet, area, offered.shown, is_strict=question.kind not in SEVERAL)
            elif question.kind in ("number", "money", "year_range"):
                _bound(sheet, area, question.minimum, question.maximum, is_whole=question.kind != "number")

    def _drop_down(
        self, sheet: Worksheet, area: tuple[int, int, int, int], shown: Sequence[str], *, is_strict: bool
    ) -> None:
        if not shown:
            return
        column = self._lists.setdefault(tuple(shown), len(self._lists) + 5)
        letter = column_name(column + 1)
        sheet.data_validation(
            *area,
            {
                "validate": "list",
                "source": f"={texts.CODES_SHEET}!${letter}$2:${letter}${len(shown) + 1}",
                "ignore_blank": True,
                "show_error": is_strict,
                "error_title": texts.PICK_TITLE,
                "error_message": texts.PICK_MESSAGE,
            },
        )

    def _how(self, question: Question) -> str:
        how = _how(question)
        if question.pillar:
            only = texts.pillar_only(self._reference.pillar(question.pillar).name)
            how = f"{only}; {how}" if how else only
        return texts.question_hint(is_required=question.is_required, how=how)

    # ── tables ──────────────────────────────────────────────────────────────────────────────────────────────
    def _table(
        self,
        layout: Layout,
        table: TableSheet,
        answers: Sequence[tuple[str, LaneAnswer]],
        codes: Sequence[str],
    ) -> None:
        question = table.question
        sheet = self._sheet(table.name, [sheets.CODE, *(f"c:{column.key}" for column in question.columns)])
        sheet.set_column(0, 0, 16)
        sheet.freeze_panes(sheets.FIRST_ROW - 1, 1)
        sheet.set_row(sheets.HINTS_ROW - 1, 45)
        sheet.write_string(sheets.LABELS_ROW - 1, 0, texts.CODE_OF[layout.sheet], self._head)
        sheet.write_string(
            sheets.HINTS_ROW - 1, 0, texts.question_hint(is_required=True, how=texts.CHOOSE_HINT), self._hint
        )
        for at, column in enumerate(question.columns, start=1):
            sheet.set_column(at, at, _WIDTHS.get(column.kind, _USUAL_WIDTH))
            sheet.write_string(sheets.LABELS_ROW - 1, at, column.label, self._head)
            sheet.write_string(sheets.HINTS_ROW - 1, at, _column_how(column), self._hint)
        line = sheets.FIRST_ROW - 1
        for code, answer in answers:
            is_open = answer.row.status in _EDITABLE
            stored = answer.values.get(question.key)
            for part in stored if isinstance(stored, list) else []:
                self._part(sheet, line, code, question, part, is_open=is_open)
                line += 1
        for blank in range(line, line + sheets.BLANK_PARTS):
            self._part(sheet, blank, None, question, {}, is_open=True)
        area = (sheets.FIRST_ROW - 1, line + sheets.BLANK_PARTS - 1)
        self._drop_down(sheet, (area[0], 0, area[1], 0), codes, is_strict=True)
        for at, column in enumerate(question.columns, start=1):
            if column.kind == "single":
                offered: Choices = self._words.options(column.options)
                self._drop_down(sheet, (area[0], at, area[1], at), offered.shown, is_strict=True)
            elif column.kind == "number":
                _bound(sheet, (area[0], at, area[1], at), column.minimum, column.maximum, is_whole=False)

    def _part(
        self,
        sheet: Worksheet,
        line: int,
        code: str | None,
        question: Question,
        part: dict[str, Any],
        *,
        is_open: bool,
    ) -> None:
        _write(sheet, line, 0, code, self._open if is_open else self._fixed)
        for at, column in enumerate(question.columns, start=1):
            value = part.get(column.key)
            cell = column_cell(column, value, self._words) if is_answered(value) else None
            self._put(sheet, line, at, cell, column.kind, is_open=is_open)


def _write(sheet: Worksheet, line: int, at: int, cell: Value | None, form: Format) -> None:
    if cell is None or cell == "":
        sheet.write_blank(line, at, None, form)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(line, at, cell, form)
    else:
        sheet.write_string(line, at, str(cell), form)


def _cell(place: Place, value: Any, words: Words) -> Value | None:
    if place.part:
        year = value.get(place.part) if isinstance(value, dict) else None
        return year if isinstance(year, int | float) else None
    return cell_of(place.question, value, words)


def _base(answer: LaneAnswer) -> str:
    """Each field's version and the short name of its value, so that the upload knows what was changed."""
    fields = {*answer.values, *answer.marks}
    return json.dumps(
        {
            key: [answer.marks[key].version if key in answer.marks else 0, digest(answer.values.get(key))]
            for key in sorted(fields)
        },
        separators=(",", ":"),
    )


def _bound(
    sheet: Worksheet,
    area: tuple[int, int, int, int],
    minimum: float | None,
    maximum: float | None,
    *,
    is_whole: bool,
) -> None:
    sheet.data_validation(
        *area,
        {
            "validate": "integer" if is_whole else "decimal",
            "criteria": "between",
            "minimum": -1e15 if minimum is None else minimum,
            "maximum": 1e15 if maximum is None else maximum,
            "ignore_blank": True,
            "error_type": "warning",
            "error_message": texts.NUMBER_MESSAGE,
        },
    )


def _how(question: Question) -> str | None:
    if question.kind in SEVERAL:
        return texts.CHOOSE_SEVERAL_HINT
    if question.kind in ("single", "scale", "sub_pillar", "unit", "yes_no"):
        return texts.CHOOSE_HINT
    if question.kind in ("short_text", "long_text") and question.max_length:
        return texts.up_to(question.max_length)
    if question.kind == "date":
        return texts.DATE_HINT
    how = _range(question.minimum, question.maximum)
    return texts.or_no_data(how) if question.accepts_no_data else how


def _column_how(column: TableColumn) -> str:
    how = texts.CHOOSE_HINT if column.kind == "single" else _range(column.minimum, column.maximum)
    if column.max_length and column.kind in ("short_text", "long_text"):
        how = texts.up_to(column.max_length)
    if column.accepts_no_data:
        how = texts.or_no_data(how)
    return texts.question_hint(is_required=column.is_required, how=how)


def _range(minimum: float | None, maximum: float | None) -> str | None:
    if minimum is None or maximum is None:
        return None
    is_year = minimum >= 1000 and maximum <= 9999
    shown = written.ungrouped if is_year else written.number
    return texts.between(shown(minimum), shown(maximum))
