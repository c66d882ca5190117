"""How an answer stands in a cell, and what a cell says: one pair of functions per kind of question."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final

from components.documents.cells import Value
from components.rules.questionnaire import WHOLE_AREA
from components.rules.units import labels, levels
from components.rules.values import is_no_data, no_data, read_date
from components.texts import format as written
from components.texts import lanes as texts
from db.gateway.city import Reference
from db.gateway.questionnaire import Choice, Column, Kind, Question
from db.gateway.rows import AnswerRow

_BRACKETED: Final = re.compile(r"\[([^\[\]]+)\]\s*$")
_DAY_NOUGHT: Final = date(1899, 12, 30)  # where a spreadsheet counts days from
_LAST_DAY: Final = 2_958_465  # the end of the year 9999
_SEVERAL: Final = re.compile(r"[;\n]")


class Choices:
    """What a drop-down offers: each choice with its words and, in brackets, its code."""

    def __init__(self, names: Mapping[str, tuple[str, str]]) -> None:
        """``names``: value -> (label, code)."""
        self._labels = {value: label for value, (label, _code) in names.items()}
        self._shown = {value: texts.labelled(label, code) for value, (label, code) in names.items()}
        self._read: dict[str, str] = {}
        for value, (label, _code) in names.items():  # of two with one name, the first is meant
            self._read.setdefault(_folded(label), value)
            self._read.setdefault(_folded(label.replace(";", ",")), value)
        for value, (_label, code) in names.items():
            self._read |= {_folded(code): value, _folded(self._shown[value]): value}

    @property
    def shown(self) -> list[str]:
        return list(self._shown.values())

    @property
    def codes(self) -> list[str]:
        return list(self._labels)

    def label(self, value: object) -> str:
        """Its words alone."""
        return self._labels.get(str(value), str(value))

    def show(self, value: object) -> str:
        return self._shown.get(str(value), f"[{value}]")

    def read(self, text: str) -> str:
        """The value that is meant; what is not on offer stays as it is, for the judge to name."""
        if _folded(text) in self._read:
            return self._read[_folded(text)]
        bracketed = _BRACKETED.search(text)
        code = bracketed[1].strip() if bracketed else text.strip()
        return self._read.get(_folded(code), code)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


@dataclass(frozen=True, slots=True)
class Codec:
    write: Callable[[Question, Any, Words], Value]
    read: Callable[[Question, Value, Words], object]


class Words:
    """What codes mean in this city and for this unit."""

    def __init__(self, reference: Reference, problems: Sequence[AnswerRow]) -> None:
        self._reference = reference
        self._problem_rows = problems
        self._options: dict[tuple[Choice, ...], Choices] = {}

    def choices(self, question: Question) -> Choices | None:
        """The drop-down of a question, if it has one."""
        offered = _CHOICES.get(question.kind)
        return offered(self, question) if offered else None

    def options(self, options: tuple[Choice, ...]) -> Choices:
        if options not in self._options:
            self._options[options] = Choices({one.value: (one.label, one.value) for one in options})
        return self._options[options]

    @cached_property
    def units(self) -> Choices:
        return Choices({code: (name, code) for code, name in labels(self._reference).items()})

    @cached_property
    def places(self) -> Choices:
        level = levels(self._reference)
        areas = {
            code: (name, code)
            for code, name in labels(self._reference).items()
            if level[code] in ("district", "village")
        }
        return Choices({WHOLE_AREA: (self._reference.city.words["whole_area"], WHOLE_AREA), **areas})

    @cached_property
    def sub_pillars(self) -> Choices:
        return Choices(
            {
                sub.code: (sub.name, sub.code)
                for pillar in self._reference.pillars
                for sub in pillar.sub_pillars
            }
        )

    @cached_property
    def pillars(self) -> Choices:
        return Choices({pillar.code: (pillar.name, pillar.code) for pillar in self._reference.pillars})

    @cached_property
    def sectors(self) -> Choices:
        return Choices({one.code: (one.name, one.code) for one in self._reference.sectors})

    @cached_property
    def problems(self) -> Choices:
        return Choices(
            {
                str(row.id): (
                    texts.problem_label(row.number, row.title or "", row.unit_name),
                    str(row.number),
                )
                for row in self._problem_rows
                if row.number is not None
            }
        )


def cell_of(question: Question, value: Any, words: Words) -> Value:
    return CODECS[question.kind].write(question, value, words)


def value_of(question: Question, cell: Value, words: Words) -> object:
    return CODECS[question.kind].read(question, cell, words)


def column_cell(column: Column, value: Any, words: Words) -> Value:
    """A cell of a table question."""
    if is_no_data(value):
        return texts.NO_DATA
    if column.kind == "single":
        return words.options(column.options).show(value)
    return value if column.kind == "number" and isinstance(value, int | float) else _text(value)


def column_value(column: Column, cell: Value, words: Words) -> object:
    if column.kind == "number":
        return no_data() if column.accepts_no_data and _says_no_data(cell) else number_of(cell)
    return words.options(column.options).read(_text(cell)) if column.kind == "single" else _text(cell)


def number_of(cell: Value) -> object:
    """The number a cell says, also when it was kept as text; what is none stays as it is."""
    if isinstance(cell, str):
        found = written.read_number(cell)
        return cell.strip() if found is None else found
    return cell


def _text(cell: object) -> str:
    """A number that stands where a text is asked (a spreadsheet made it one) is written as people do."""
    if isinstance(cell, bool):
        return texts.YES if cell else texts.NO
    if isinstance(cell, int | float):
        return written.ungrouped(cell)
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip()


def _write_text(question: Question, value: Any, words: Words) -> Value:
    return str(value)


def _read_text(question: Question, cell: Value, words: Words) -> object:
    return _text(cell)


def _says_no_data(cell: Value) -> bool:
    return isinstance(cell, str) and _folded(cell) == _folded(texts.NO_DATA)


def _write_number(question: Question, value: Any, words: Words) -> Value:
    if is_no_data(value):
        return texts.NO_DATA
    return value if isinstance(value, int | float) else str(value)


def _read_number(question: Question, cell: Value, words: Words) -> object:
    return no_data() if question.accepts_no_data and _says_no_data(cell) else number_of(cell)


def _write_date(question: Question, value: Any, words: Words) -> Value:
    day = read_date(value)
    return str(value) if day is None else written.typed_date(day)


def _read_date(question: Question, cell: Value, words: Words) -> object:
    day = _day_of(cell)
    return (str(cell).strip() if isinstance(cell, str) else cell) if day is None else day.isoformat()


def _day_of(cell: Value) -> date | None:
    """The day, also when a spreadsheet made it its own count of days."""
    if isinstance(cell, str):
        return read_date(cell.strip()) or written.read_typed_date(cell)
    if isinstance(cell, bool) or not 1 <= cell <= _LAST_DAY or cell != int(cell):
        return None
    return _DAY_NOUGHT + timedelta(days=int(cell))


def _write_yes_no(question: Question, value: Any, words: Words) -> Value:
    return texts.YES if value is True else texts.NO


def _read_yes_no(question: Question, cell: Value, words: Words) -> object:
    if isinstance(cell, bool):
        return cell
    return {"ya": True, "tidak": False}.get(_folded(str(cell)), cell)


def _write_choice(question: Question, value: Any, words: Words) -> Value:
    return _offered(question, words).show(value)


def _read_choice(question: Question, cell: Value, words: Words) -> object:
    return _offered(question, words).read(_text(cell))


def _write_scale(question: Question, value: Any, words: Words) -> Value:
    return _offered(question, words).show(int(value)) if isinstance(value, int | float) else str(value)


def _read_scale(question: Question, cell: Value, words: Words) -> object:
    return number_of(_offered(question, words).read(_text(cell)) if isinstance(cell, str) else cell)


def _write_choices(question: Question, value: Any, words: Words) -> Value:
    offered = _offered(question, words)
    return "; ".join(offered.show(one) for one in value) if isinstance(value, list) else str(value)


def _read_choices(question: Question, cell: Value, words: Words) -> object:
    offered = _offered(question, words)
    return [offered.read(part.strip()) for part in _SEVERAL.split(_text(cell)) if part.strip()]


def _offered(question: Question, words: Words) -> Choices:
    found = words.choices(question)
    if found is None:
        raise LookupError(f"no choices for {question.kind}")
    return found


_CHOICES: Final[dict[Kind, Callable[[Words, Question], Choices]]] = {
    "single": lambda words, question: words.options(question.options),
    "multiple": lambda words, question: words.options(question.options),
    "scale": lambda words, question: words.options(question.options),
    "sub_pillar": lambda words, question: words.sub_pillars,
    "location": lambda words, question: words.places,
    "unit": lambda words, question: words.units,
    "units": lambda words, question: words.units,
    "problems": lambda words, question: words.problems,
    "sectors": lambda words, question: words.sectors,
}
SEVERAL: Final[frozenset[Kind]] = frozenset({"multiple", "location", "units", "problems", "sectors"})
#: Kinds that stand in one cell. ``year_range`` takes two, ``table`` a sheet of its own, ``file`` none.
CODECS: Final[dict[Kind, Codec]] = {
    "short_text": Codec(_write_text, _read_text),
    "long_text": Codec(_write_text, _read_text),
    "number": Codec(_write_number, _read_number),
    "money": Codec(_write_number, _read_number),
    "yes_no": Codec(_write_yes_no, _read_yes_no),
    "single": Codec(_write_choice, _read_choice),
    "multiple": Codec(_write_choices, _read_choices),
    "scale": Codec(_write_scale, _read_scale),
    "sub_pillar": Codec(_write_choice, _read_choice),
    "location": Codec(_write_choices, _read_choices),
    "unit": Codec(_write_choice, _read_choice),
    "units": Codec(_write_choices, _read_choices),
    "problems": Codec(_write_choices, _read_choices),
    "date": Codec(_write_date, _read_date),
    "sectors": Codec(_write_choices, _read_choices),
}
