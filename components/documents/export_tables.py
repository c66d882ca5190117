"""Sent answers as tables with their data dictionary: what each column means, its unit, its codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from components.documents.lane_words import SEVERAL, Words
from components.rules.asking import readable
from components.rules.values import is_answered, is_no_data
from components.texts import answers as answer_texts
from components.texts import exports as texts
from components.texts import format as written
from db.gateway.city import Cycle, Reference, SheetKind
from db.gateway.exports import ExportRow
from db.gateway.questionnaire import Question

Cell = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """``name`` is that of its sheet or of its file."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What is exported: which sheet of which year, and when it was asked for."""

    reference: Reference
    cycle: Cycle
    sheet: SheetKind
    rows: Sequence[ExportRow]
    now: datetime

    @property
    def questions(self) -> tuple[Question, ...]:
        return self.reference.questions.get(self.sheet.code, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column of the answers, and its line of the dictionary."""

    name: str
    label: str
    value: Callable[[ExportRow], Cell]
    definition: str = ""
    kind: str = ""
    unit: str = ""
    question: Question | None = None


def tables(export: Export) -> list[Table]:
    """About it, the answers, one table for each question that is a table, the dictionary, the codes."""
    export = replace(export, rows=[_shown(row, export.questions) for row in export.rows])
    words = Words(export.reference, ())
    columns = [
        *_fixed(export),
        *(one for asked in export.questions for one in _columns(asked, words)),
    ]
    answers = Table(
        name=texts.ANSWERS,
        columns=tuple(column.name for column in columns),
        rows=tuple(tuple(column.value(row) for column in columns) for row in export.rows),
    )
    parts = [_parts(asked, at, export) for at, asked in enumerate(_tables(export), start=1)]
    return [_about(export), answers, *parts, _dictionary(export, columns), _codes(export, words)]


def _shown(row: ExportRow, questions: Sequence[Question]) -> ExportRow:
    """The row with what its reader would see: nothing that hangs on another answer and is hidden by it."""
    keys = [one.key for one in readable(questions, row.pillar_code or None, row.values)]
    return replace(row, values={key: row.values[key] for key in keys if is_answered(row.values.get(key))})


def _fixed(export: Export) -> list[_Column]:
    zone = ZoneInfo(export.reference.city.time_zone)
    kinds = {kind.code: kind.label for kind in export.reference.unit_kinds}
    values: dict[str, Callable[[ExportRow], Cell]] = {
        "nomor": lambda row: row.number,
        "kode_unit": lambda row: row.unit_code,
        "unit": lambda row: row.unit_name,
        "jenis_unit": lambda row: kinds.get(row.unit_kind, row.unit_kind),
        "kode_pilar": lambda row: row.pillar_code,
        "pilar": lambda row: export.reference.pillar(row.pillar_code).name,
        "status": lambda row: answer_texts.STATUS[row.status],
        "dikirim_pada": lambda row: (
            row.sent_at.astimezone(zone).isoformat("T", "seconds") if row.sent_at else ""
        ),
        "atas_nama": lambda row: texts.ON_BEHALF[row.on_behalf] if row.on_behalf else "",
        "digabung_ke": lambda row: row.merged_into,
        "rumusan_baru": lambda row: texts.YES if row.is_wording else "",
    }
    return [
        _Column(name=name, label=texts.FIXED[name], value=value, kind=texts.KIND_FIXED)
        for name, value in values.items()
    ]


def _columns(question: Question, words: Words) -> list[_Column]:
    """What a question has: its value, and beside a code its words."""
    name = f"q_{question.key}"

    def column(name: str, read: Callable[[ExportRow, Any], Cell], *, what: str = "") -> _Column:
        def value(row: ExportRow) -> Cell:
            found = row.values.get(question.key)
            if found is None:
                return None
            return texts.NO_DATA if is_no_data(found) else read(row, found)

        return _Column(
            name=name,
            label=f"{question.label} ({what})" if what else question.label,
            value=value,
            definition=question.help or "",
            kind=texts.KINDS[question.kind],
            unit=question.unit_label or "",
            question=question,
        )

    if question.kind == "year_range":
        return [
            column(f"{name}_mulai", lambda row, found: _number(found.get("start")), what=texts.START),
            column(f"{name}_selesai", lambda row, found: _number(found.get("end")), what=texts.END),
        ]
    if question.kind == "problems":
        return [column(name, _numbers_of_problems)]
    if question.kind in ("table", "file"):
        return [column(name, lambda row, found: len(found), what=texts.COUNT)]
    offered = words.choices(question)
    if offered is None or question.kind == "scale":
        return [column(name, lambda row, found: _plain(found))]
    label = offered.label
    if question.kind in SEVERAL:
        return [
            column(name, lambda row, found: "; ".join(str(one) for one in found), what=texts.CODE),
            column(
                f"{name}_arti", lambda row, found: "; ".join(label(one) for one in found), what=texts.WORDS
            ),
        ]
    return [
        column(name, lambda row, found: str(found), what=texts.CODE),
        column(f"{name}_arti", lambda row, found: label(found), what=texts.WORDS),
    ]


def _plain(value: object) -> Cell:
    if isinstance(value, bool):
        return texts.YES if value else texts.NO
    return value if isinstance(value, int | float) else str(value)


def _number(value: object) -> Cell:
    return value if isinstance(value, int | float) else None


def _numbers_of_problems(row: ExportRow, found: list[str]) -> Cell:
    return "; ".join(str(row.problems[one]) for one in found if one in row.problems)


# ── the rows of tables ──────────────────────────────────────────────────────────────────────────────────────
def _tables(export: Export) -> list[Question]:
    return [question for question in export.questions if question.kind == "table"]


def _parts(question: Question, at: int, export: Export) -> Table:
    """Each row of the table beside the number and unit of its answer."""
    found: list[tuple[Cell, ...]] = []
    for row in export.rows:
        parts = row.values.get(question.key, ())
        found += [
            (row.number, row.unit_code, *(_part(part.get(column.key)) for column in question.columns))
            for part in parts
        ]
    names = [f"k_{column.key}" for column in question.columns]
    return Table(name=_table_name(question, at), columns=("nomor", "kode_unit", *names), rows=tuple(found))


def _part(value: object) -> Cell:
    if not is_answered(value):
        return None
    return texts.NO_DATA if is_no_data(value) else _plain(value)


def _table_name(question: Question, at: int) -> str:
    """Short enough for the name of a sheet, and no other table's."""
    return f"tabel_{at}_{question.key}"[:31]


# ── what it all means ───────────────────────────────────────────────────────────────────────────────────────
def _about(export: Export) -> Table:
    moment = written.moment(export.now, export.reference.city.time_zone)
    lines = texts.about(
        city=export.reference.city.name,
        sheet=export.sheet.label,
        period=f"{export.cycle.title} ({export.cycle.year})",
        moment=moment,
        rows=len(export.rows),
        is_example=export.reference.city.is_example,
    )
    return Table(name=texts.ABOUT, columns=texts.ABOUT_HEAD, rows=tuple(lines))


def _dictionary(export: Export, columns: Sequence[_Column]) -> Table:
    lines = [(texts.ANSWERS, *_line(column, export)) for column in columns]
    for at, asked in enumerate(_tables(export), start=1):
        lines += [
            (_table_name(asked, at), f"k_{one.key}", f"{asked.label}: {one.label}", asked.help or "",
             texts.KINDS[one.kind], "", _pillar(asked, export), _required(asked))
            for one in asked.columns
        ]  # fmt: skip
    return Table(name=texts.DICTIONARY, columns=texts.DICTIONARY_HEAD, rows=tuple(lines))


def _line(column: _Column, export: Export) -> tuple[Cell, ...]:
    asked = column.question
    pillar, required = (_pillar(asked, export), _required(asked)) if asked else ("", "")
    return (column.name, column.label, column.definition, column.kind, column.unit, pillar, required)


def _pillar(question: Question, export: Export) -> str:
    return export.reference.pillar(question.pillar).name if question.pillar else ""


def _required(question: Question) -> Cell:
    return question.required_from if question.required_from is not None else ""


def _codes(export: Export, words: Words) -> Table:
    """Each code that a column may hold, with its words."""
    lines: list[tuple[Cell, ...]] = []
    for asked in export.questions:
        offered = words.choices(asked) if asked.kind != "problems" else None
        lines += [(f"q_{asked.key}", code, offered.label(code)) for code in offered.codes] if offered else []
    for at, asked in enumerate(_tables(export), start=1):
        lines += [
            (f"{_table_name(asked, at)}: k_{column.key}", one.value, one.label)
            for column in asked.columns
            for one in column.options
        ]
    return Table(name=texts.CODES, columns=texts.CODES_HEAD, rows=tuple(lines))
