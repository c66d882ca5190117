"""Whether a value answers a question: the friendly twin of ``private.value_fault`` in the database.

Both give the same word for the same value; ``tests/cases_questionnaire.py`` runs through both.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from components.rules.values import (
    LONGEST_LIST,
    Fault,
    date_fault,
    each_in,
    is_answered,
    is_no_data,
    is_unstorable,
    number_fault,
    option_fault,
    text_fault,
)
from db.gateway.city import Pillar
from db.gateway.questionnaire import Column, Kind, Question

__all__ = [
    "WHOLE_AREA",
    "Fault",
    "Known",
    "changed",
    "fault",
    "is_answered",
]

WHOLE_AREA = "kota"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What answers may point at.

    The pillar, each unit's level by code, the problems on offer and the answer's own files by id, and the
    codes of all sectors there ever were.
    """

    pillar: Pillar | None
    unit_levels: Mapping[str, str]
    problems: Collection[str] = ()
    files: Collection[str] = ()
    sectors: Collection[str] = ()


def changed(before: Mapping[str, object], now: Mapping[str, object]) -> dict[str, object]:
    """What ``now`` says differently than ``before``: key -> new value; all ways of not answering are None."""
    return {
        key: value if is_answered(value) else None
        for key, value in now.items()
        if _differ(before.get(key), value)
    }


def fault(question: Question, value: object, *, known: Known) -> Fault | None:
    """Why this value is no answer to this question, or None when it is one or nothing was answered."""
    if is_unstorable(value):
        return Fault.BAD_CHARACTERS
    if not is_answered(value):
        return None
    if question.accepts_no_data and question.kind in ("number", "money") and is_no_data(value):
        return None
    return _JUDGES[question.kind](question, value, known)


def draft_fault(question: Question, value: object, *, known: Known) -> Fault | None:
    """Why this value cannot even be kept in a draft: what is only half written can.

    Half written is a row without its required cell, and a year range with one end or the ends in the wrong
    order; both are judged when the answer is sent.
    """
    if question.kind == "table":
        optional = tuple(replace(column, is_required=False) for column in question.columns)
        return fault(replace(question, columns=optional), value, known=known)
    if question.kind == "year_range" and isinstance(value, dict) and set(value) == {"start", "end"}:
        years = [year for year in value.values() if is_answered(year)]
        return next((found for year in years if (found := _whole(question, year, known))), None)
    return fault(question, value, known=known)


def is_in_cell(question: Question, value: object) -> bool:
    """Whether what is wrong with a table is a cell of it, rather than how many rows it has."""
    rows = value if question.kind == "table" and isinstance(value, list) else []
    return any(_row_fault(question.columns, row) is not None for row in rows)


def _differ(before: object, now: object) -> bool:
    if not is_answered(before) or not is_answered(now):
        return is_answered(before) != is_answered(now)
    return before != now or isinstance(before, bool) != isinstance(now, bool)


def _text(question: Question, value: object, known: Known) -> Fault | None:
    return text_fault(value, question.max_length)


def _number(question: Question, value: object, known: Known) -> Fault | None:
    return number_fault(value, question.minimum, question.maximum)


def _whole(question: Question, value: object, known: Known) -> Fault | None:
    return number_fault(value, question.minimum, question.maximum, must_be_whole=True)


def _yes_no(question: Question, value: object, known: Known) -> Fault | None:
    return None if isinstance(value, bool) else Fault.NOT_A_YES_NO


def _single(question: Question, value: object, known: Known) -> Fault | None:
    return option_fault(value, question.options)


def _multiple(question: Question, value: object, known: Known) -> Fault | None:
    allowed = {option.value for option in question.options}
    return each_in(value, question.max_length, allowed, Fault.NOT_AN_OPTION)


def _sub_pillar(question: Question, value: object, known: Known) -> Fault | None:
    if not isinstance(value, str):
        return Fault.NOT_TEXT
    codes = {sub.code for sub in known.pillar.sub_pillars} if known.pillar else set()
    return None if value in codes else Fault.NOT_A_SUB_PILLAR


def _location(question: Question, value: object, known: Known) -> Fault | None:
    if value == [WHOLE_AREA]:
        return None
    areas = {code for code, level in known.unit_levels.items() if level in ("district", "village")}
    return each_in(value, question.max_length, areas, Fault.NOT_A_UNIT)


def _unit(question: Question, value: object, known: Known) -> Fault | None:
    if not isinstance(value, str):
        return Fault.NOT_TEXT
    return None if value in known.unit_levels else Fault.NOT_A_UNIT


def _units(question: Question, value: object, known: Known) -> Fault | None:
    return each_in(value, question.max_length, known.unit_levels, Fault.NOT_A_UNIT)


def _problems(question: Question, value: object, known: Known) -> Fault | None:
    return each_in(value, question.max_length, known.problems, Fault.NOT_A_PROBLEM)


def _date(question: Question, value: object, known: Known) -> Fault | None:
    return date_fault(value, question.minimum, question.maximum)


def _files(question: Question, value: object, known: Known) -> Fault | None:
    return each_in(value, question.max_length, known.files, Fault.NOT_A_FILE)


def _sectors(question: Question, value: object, known: Known) -> Fault | None:
    return each_in(value, question.max_length, known.sectors, Fault.NOT_A_SECTOR)


def _year_range(question: Question, value: object, known: Known) -> Fault | None:
    if not isinstance(value, dict) or set(value) != {"start", "end"}:
        return Fault.NOT_A_YEAR_RANGE
    for year in (value["start"], value["end"]):
        found = number_fault(year, question.minimum, question.maximum, must_be_whole=True)
        if found is not None:
            return found
    return Fault.NOT_A_YEAR_RANGE if value["start"] > value["end"] else None


def _table(question: Question, value: object, known: Known) -> Fault | None:
    if not isinstance(value, list):
        return Fault.NOT_A_LIST
    if len(value) > (LONGEST_LIST if question.max_length is None else question.max_length):
        return Fault.TOO_LONG
    return next((found for row in value if (found := _row_fault(question.columns, row))), None)


def _row_fault(columns: Sequence[Column], row: object) -> Fault | None:
    if not isinstance(row, dict) or not set(row) <= {column.key for column in columns}:
        return Fault.BAD_ROW
    return next((found for column in columns if (found := cell_fault(column, row.get(column.key)))), None)


def cell_fault(column: Column, value: object) -> Fault | None:
    """Why this is no cell of a row, BAD_ROW where a cell that every row needs is empty."""
    if not is_answered(value):
        return Fault.BAD_ROW if column.is_required else None
    if column.kind == "number":
        if column.accepts_no_data and is_no_data(value):
            return None
        return number_fault(value, column.minimum, column.maximum)
    if column.kind == "single":
        return option_fault(value, column.options)
    return text_fault(value, column.max_length)


_JUDGES: dict[Kind, Callable[[Question, object, Known], Fault | None]] = {
    "short_text": _text,
    "long_text": _text,
    "number": _number,
    "money": _whole,
    "yes_no": _yes_no,
    "single": _single,
    "multiple": _multiple,
    "scale": _whole,
    "sub_pillar": _sub_pillar,
    "location": _location,
    "unit": _unit,
    "units": _units,
    "year_range": _year_range,
    "table": _table,
    "problems": _problems,
    "date": _date,
    "file": _files,
    "sectors": _sectors,
}
