"""Which sheets and columns a workbook has: the same for whoever writes it and whoever reads it back.

Row 1 of each sheet is hidden and names the columns for the machine, row 2 names them for people, row 3 says
how to fill them in; answers begin in row 4, one a row. A sheet that a unit fills in once has instead one row
a question, and in row 3 which answer it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from components.documents.lane_words import CODECS
from components.texts import lanes as texts
from db.gateway.city import Reference
from db.gateway.questionnaire import SURVEY, Question, Sheet

MARK: Final = "rembuk-1"
NAMES_ROW, LABELS_ROW, HINTS_ROW, FIRST_ROW = 1, 2, 3, 4
BLANK_ROWS: Final = 40
BLANK_PARTS: Final = 120
#: The columns before the questions: what each row is.
ID, BASE, CODE, STATUS, PILLAR = "id", "base", "code", "status", "pillar"
HEAD: Final = (ID, BASE, CODE, STATUS, PILLAR)
#: The columns of a sheet that a unit fills in once. In row 3, ``NAME`` and ``BASE`` hold what the answer is.
NAME, SECTION, QUESTION, ANSWER, HINT = "name", "section", "question", "answer", "hint"
ONCE: Final = (NAME, BASE, SECTION, QUESTION, ANSWER, HINT)
_LONGEST_NAME: Final = 31
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\']")

Part = Literal["", "start", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A column. ``name`` stands in the hidden first row."""

    name: str
    label: str
    question: Question
    part: Part = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSheet:
    """The rows of one ``table`` question of all answers of a sheet."""

    name: str
    question: Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One sheet of answers, and the sheets of its tables. ``is_once``: a unit has one, in no pillar."""

    sheet: Sheet
    name: str
    places: tuple[Place, ...]
    tables: tuple[TableSheet, ...]
    order: tuple[str, ...]
    is_once: bool = False

    @property
    def lines(self) -> list[tuple[str, str, Question]]:
        """Name, label and question of each row of a sheet that is filled in once, as in the form."""
        found = [(place.name, place.label, place.question) for place in self.places]
        found += [(f"t:{one.question.key}", one.question.label, one.question) for one in self.tables]
        order = {key: at for at, key in enumerate(self.order)}
        return sorted(found, key=lambda line: order[line[2].key])

    @property
    def labels(self) -> dict[str, str]:
        """Name of a column -> what people call it."""
        head = {
            ID: texts.CODE_LABEL,
            BASE: texts.CODE_LABEL,
            CODE: texts.CODE_LABEL,
            STATUS: texts.STATUS_LABEL,
            PILLAR: texts.PILLAR_LABEL,
        }
        return head | {place.name: place.label for place in self.places}


def layouts(reference: Reference) -> list[Layout]:
    """The survey's sheets, then those that every unit fills in once."""
    taken = {texts.GUIDE_SHEET.casefold(), texts.CODES_SHEET.casefold()}
    taken |= {name.casefold() for name in texts.SHEET.values()}
    survey = [
        _layout(sheet, texts.SHEET[sheet], _living(reference, sheet), taken, is_once=False)
        for sheet in SURVEY
    ]
    return survey + [
        _layout(kind.code, _sheet_name(kind.label, taken), asked, taken, is_once=True)
        for kind in reference.sheets
        if kind.scope == "unit" and (asked := _living(reference, kind.code))
    ]


def _living(reference: Reference, sheet: Sheet) -> list[Question]:
    return [question for question in reference.questions.get(sheet, ()) if question.retired_at is None]


def _layout(
    sheet: Sheet, name: str, questions: Sequence[Question], taken: set[str], *, is_once: bool
) -> Layout:
    return Layout(
        sheet=sheet,
        name=name,
        places=tuple(place for question in questions for place in _places(question)),
        tables=tuple(
            TableSheet(name=_sheet_name(question.label, taken), question=question)
            for question in questions
            if question.kind == "table"
        ),
        order=tuple(question.key for question in questions),
        is_once=is_once,
    )


def _places(question: Question) -> Iterator[Place]:
    label = f"{question.label} ({question.unit_label})" if question.unit_label else question.label
    if question.kind in CODECS:
        yield Place(name=f"q:{question.key}", label=label, question=question)
    elif question.kind == "year_range":
        for part, word in (("start", texts.START), ("end", texts.END)):
            yield Place(
                name=f"q:{question.key}:{part}",
                label=f"{label}: {word}",
                question=question,
                part="start" if part == "start" else "end",
            )


def _sheet_name(label: str, taken: set[str]) -> str:
    """A name that every spreadsheet takes, once in the workbook."""
    bare = _NOT_IN_A_NAME.sub(" ", label).strip()[:_LONGEST_NAME] or "-"
    name, count = bare, 1
    while name.casefold() in taken:
        count += 1
        name = f"{bare[: _LONGEST_NAME - 4]} {count}"
    taken.add(name.casefold())
    return name
