"""The questions of a sheet as an XLSForm, so that a change begins with a file that works."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

import xlsxwriter

from components.documents.xlsform_words import (
    NO,
    OWN,
    TYPES,
    YES,
    YES_NO_LIST,
    condition,
    constraint,
    written,
)
from components.texts import survey as survey_texts
from components.texts import xlsform as texts
from db.gateway.questionnaire import Choice, Column, Question

Row = dict[str, str]
_SURVEY: Final = (
    "type", "name", "label", "hint", "required", "relevant", "constraint", "appearance", "parameters",
    *(f"{OWN}::{name}" for name in (
        "jenis", "pilar", "tahap", "satuan", "terbanyak", "terkecil", "terbesar",
        "belum_ada_data", "ingatkan")),
)  # fmt: skip
_CHOICES: Final = ("list_name", "name", "label")
_BOUNDED: Final = ("number", "money", "scale")
_WIDTHS: Final = {"label": 50, "hint": 40, "relevant": 30, "constraint": 24}


class _Lists:
    """Each set of options is one list, whoever uses it."""

    def __init__(self) -> None:
        self._names: dict[tuple[Choice, ...], str] = {}

    def name(self, options: tuple[Choice, ...]) -> str:
        return self._names.setdefault(options, f"pilihan_{len(self._names) + 1}")

    def yes_no(self) -> str:
        options = (Choice(value=YES, label=survey_texts.YES), Choice(value=NO, label=survey_texts.NO))
        return self._names.setdefault(options, YES_NO_LIST)

    def rows(self) -> list[Row]:
        return [
            {"list_name": name, "name": option.value, "label": option.label}
            for options, name in self._names.items()
            for option in options
        ]


def xlsform_of(questions: Sequence[Question], *, title: str, form_id: str) -> bytes:
    """An .xlsx that ``questions_of`` reads as the same questions; retired ones are left out."""
    lists = _Lists()
    survey = _survey([one for one in questions if one.retired_at is None], lists)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        for name, columns, rows in (
            ("survey", _SURVEY, survey),
            ("choices", _CHOICES, lists.rows()),
            ("settings", ("form_title", "form_id"), [{"form_title": title, "form_id": form_id}]),
            (texts.INSTRUCTIONS_SHEET, ("",), [{"": line} for line in texts.INSTRUCTIONS]),
        ):
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for at, column in enumerate(columns):
                sheet.set_column(at, at, _WIDTHS.get(column, 110 if not column else 16))
                sheet.write_string(0, at, column, bold)
                for line, row in enumerate(rows, start=1):
                    if row.get(column):
                        sheet.write_string(line, at, row[column], plain)
    return target.getvalue()


def _survey(questions: Sequence[Question], lists: _Lists) -> list[Row]:
    by_key = {question.key: question for question in questions}
    rows: list[Row] = []
    for at, (section, asked) in enumerate(groupby(questions, key=lambda one: one.section), start=1):
        rows.append({"type": "begin_group", "name": f"bagian_{at}", "label": section})
        for question in asked:
            rows += _question(question, by_key, lists)
        rows.append({"type": "end_group", "name": f"bagian_{at}"})
    return rows


def _question(question: Question, by_key: Mapping[str, Question], lists: _Lists) -> list[Row]:
    row = {
        "type": _type(question, lists),
        "name": question.key,
        "label": question.label,
        "hint": question.help or "",
        "required": "yes" if question.required_from else "",
        "relevant": _relevant(question, by_key),
        "appearance": "multiline" if question.kind == "long_text" else "",
        "rembuk::jenis": question.kind,
        "rembuk::pilar": question.pillar or "",
        "rembuk::tahap": str(question.required_from or ""),
        "rembuk::satuan": question.unit_label or "",
        "rembuk::belum_ada_data": YES if question.accepts_no_data else "",
        "rembuk::ingatkan": YES if question.flags_when_missing else "",
        **_bounds(question.kind, question.minimum, question.maximum, question.max_length),
    }
    if question.kind != "table":
        return [row]
    cells = [_cell(column, lists) for column in question.columns]
    return [row, *cells, {"type": "end_repeat", "name": question.key}]


def _relevant(question: Question, by_key: Mapping[str, Question]) -> str:
    asked = by_key.get(question.shown_if.field) if question.shown_if else None
    return condition(question.shown_if, asked) if question.shown_if and asked else ""


def _cell(column: Column, lists: _Lists) -> Row:
    list_name = f" {lists.name(column.options)}" if column.kind == "single" else ""
    return {
        "type": TYPES[column.kind] + list_name,
        "name": column.key,
        "label": column.label,
        "required": "yes" if column.is_required else "",
        "appearance": "multiline" if column.kind == "long_text" else "",
        "rembuk::jenis": column.kind,
        "rembuk::belum_ada_data": YES if column.accepts_no_data else "",
        **_bounds(column.kind, column.minimum, column.maximum, column.max_length),
    }


def _type(question: Question, lists: _Lists) -> str:
    if question.kind == "scale" and not question.options:
        return "integer"
    if question.kind == "yes_no":
        return f"{TYPES['yes_no']} {lists.yes_no()}"
    if question.kind in ("single", "multiple", "scale"):
        return f"{TYPES[question.kind]} {lists.name(question.options)}"
    return TYPES[question.kind]


def _bounds(kind: str, minimum: float | None, maximum: float | None, max_length: int | None) -> Row:
    """As a constraint where XLSForm has words for it, else in columns of our own."""
    if kind in ("short_text", "long_text"):
        return {"constraint": constraint(None, None, max_length), **_own(minimum, maximum, None)}
    if kind in _BOUNDED:
        return {"constraint": constraint(minimum, maximum, None), **_own(None, None, max_length)}
    return _own(minimum, maximum, max_length)


def _own(minimum: float | None, maximum: float | None, max_length: int | None) -> Row:
    bounds = {"terkecil": minimum, "terbesar": maximum, "terbanyak": max_length}
    return {f"{OWN}::{name}": written(bound) for name, bound in bounds.items() if bound is not None}
