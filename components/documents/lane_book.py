"""What every sheet of a unit's workbook is made with: its looks, its cells, its drop-downs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final
from uuid import uuid4

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from components.documents import lane_sheets as sheets
from components.documents.cells import Value, column_name
from components.documents.lane_sheets import Place
from components.documents.lane_words import SEVERAL, Words, cell_of
from components.rules.canonical import digest
from components.texts import format as written
from components.texts import lanes as texts
from db.gateway.city import Reference, Unit
from db.gateway.lanes import LaneAnswer, LaneScreen
from db.gateway.questionnaire import Column, Question

EDITABLE: Final = ("draf", "dikembalikan")
WIDTHS: Final = {
    "long_text": 48,
    "short_text": 34,
    "number": 16,
    "money": 20,
    "yes_no": 12,
    "year_range": 12,
}
USUAL_WIDTH: Final = 30
Area = tuple[int, int, int, int]


class LaneBook:
    """The workbook that is being written, and what all its sheets share."""

    def __init__(
        self, book: xlsxwriter.Workbook, unit: Unit, reference: Reference, screen: LaneScreen
    ) -> None:
        self.book = book
        self.unit = unit
        self.reference = reference
        self.screen = screen
        self.words = Words(reference, screen.problems)
        self._lists: dict[tuple[str, ...], int] = {}  # what a drop-down offers -> its column among the codes
        top = {"valign": "top", "text_wrap": True}
        grey = {"font_color": "#5a6b70", "bg_color": "#eef4f5"}
        self.head = book.add_format({**top, "bold": True, "bg_color": "#d5e6ea", "border": 1})
        self.hint = book.add_format({**top, **grey, "italic": True, "border": 1})
        self.fixed = book.add_format({**top, **grey, "num_format": "@"})
        self._fixed_number = book.add_format({**top, **grey, "num_format": "General"})
        self.open = book.add_format({**top, "locked": False, "num_format": "@", "border": 4})
        self._open_number = book.add_format({**top, "locked": False, "num_format": "General", "border": 4})
        self._open_money = book.add_format({**top, "locked": False, "num_format": "#,##0", "border": 4})
        self.plain = book.add_format({"text_wrap": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 14})

    def sheet(self, name: str, columns: Sequence[str]) -> Worksheet:
        """A locked sheet whose hidden first row names its columns."""
        sheet = self.book.add_worksheet(name)
        sheet.set_row(sheets.NAMES_ROW - 1, None, None, {"hidden": True})
        for at, column in enumerate(columns):
            sheet.write_string(sheets.NAMES_ROW - 1, at, column)
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
        return sheet

    def put(
        self, sheet: Worksheet, line: int, at: int, cell: Value | None, kind: str, *, is_open: bool
    ) -> None:
        is_number = kind in ("number", "money", "year_range")
        if is_open:
            form = self._open_money if kind == "money" else self._open_number if is_number else self.open
        else:
            form = self._fixed_number if is_number else self.fixed
        write(sheet, line, at, cell, form)

    def offer(self, sheet: Worksheet, area: Area, question: Question) -> None:
        """The drop-down of a question or the bounds of its number, if it has them."""
        offered = self.words.choices(question)
        if question.kind == "yes_no":
            self.drop_down(sheet, area, [texts.YES, texts.NO], is_strict=True)
        elif offered is not None:
            self.drop_down(sheet, area, offered.shown, is_strict=question.kind not in SEVERAL)
        elif question.kind in ("number", "money", "year_range"):
            bound(sheet, area, question.minimum, question.maximum, is_whole=question.kind != "number")

    def drop_down(self, sheet: Worksheet, area: Area, shown: Sequence[str], *, is_strict: bool) -> None:
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

    def how(self, question: Question) -> str:
        how = _manner(question)
        if question.pillar:
            only = texts.pillar_only(self.reference.pillar(question.pillar).name)
            how = f"{only}; {how}" if how else only
        return texts.question_hint(is_required=question.is_required, how=how)

    def codes(self) -> None:
        """Whose workbook this is, and what the drop-downs offer: hidden, not secret."""
        sheet = self.book.add_worksheet(texts.CODES_SHEET)
        for at, mark in enumerate((sheets.MARK, self.unit.code, str(self.screen.cycle.id), str(uuid4()))):
            sheet.write_string(0, at, mark)
        for offered, column in self._lists.items():
            for at, shown in enumerate(offered, start=1):
                sheet.write_string(at, column, shown)
        sheet.very_hidden()
        sheet.protect()


def write(sheet: Worksheet, line: int, at: int, cell: Value | None, form: Format) -> None:
    if cell is None or cell == "":
        sheet.write_blank(line, at, None, form)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(line, at, cell, form)
    else:
        sheet.write_string(line, at, str(cell), form)


def cell_at(place: Place, value: Any, words: Words) -> Value | None:
    if place.part:
        year = value.get(place.part) if isinstance(value, dict) else None
        return year if isinstance(year, int | float) else None
    return cell_of(place.question, value, words)


def base_of(answer: LaneAnswer) -> str:
    """Each field's version and the short name of its value, so that the upload knows what was changed."""
    fields = {*answer.values, *answer.marks}
    return json.dumps(
        {
            key: [answer.marks[key].version if key in answer.marks else 0, digest(answer.values.get(key))]
            for key in sorted(fields)
        },
        separators=(",", ":"),
    )


def bound(
    sheet: Worksheet,
    area: Area,
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


def _manner(question: Question) -> str | None:
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


def column_how(column: Column) -> str:
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
