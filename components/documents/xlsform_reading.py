"""An XLSForm that somebody made in KoboToolbox, in ODK or by hand, as questions of ours.

``pyxform`` (the reference reader) decides what the file means; what this survey cannot ask is named by sheet
and row, and nothing is left out in silence. The file itself is read within the bounds of ``cells``, since
anybody may have made it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, cast

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from components.documents import cells
from components.documents.cells import Unreadable
from components.documents.xlsform_rows import ENDS, Finding, Notes, Row, table, type_of
from components.documents.xlsform_tree import Element, Tree
from components.documents.xlsform_words import SHEETS
from components.texts import xlsform as texts
from db.gateway.questionnaire import Question

MOST_QUESTIONS: Final = 300
_MOST_ROWS: Final = 2 * MOST_QUESTIONS
_REPEATS: Final = ("repeat_count", "jr:count", "control::jr:count")
_ROW: Final = re.compile(r"\[row : ([0-9]+)\]")
_QUIET: Final = {  # what the device notes by itself: nothing that is asked
    "start", "end", "today", "deviceid", "phonenumber", "username", "email", "audit", "subscriberid",
    "simserial",
}  # fmt: skip
_OPENINGS: Final = ("begin group", "begin repeat", "begin_group", "begin_repeat")
_SELECT: Final = re.compile(r"select(_one|_multiple| (one|multiple|all that apply)( from)?) \S+")
_PLAIN: Final = {"text", "string", "decimal", "int", "integer", "date", "range", "photo", "image", "file"}
_SENTENCES: Final = (
    ("must be unique", texts.DUPLICATE),
    ("Unmatched", texts.UNMATCHED),
    ("choices sheet", texts.NO_CHOICES),
    ("List name not in choices", texts.NO_CHOICES),
    ("no label", texts.NO_LABEL),
    ("Names must begin", texts.BAD_NAME),
    ("Could not find the name", texts.UNKNOWN_REFERENCE),
)
# What pyxform itself trips over when a file is made to hurt.
_TRIPS: Final = (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError)


@dataclass(frozen=True, slots=True)
class Read:
    """The questions, in order, and what there is to say; with a fatal finding there are no questions."""

    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]


def questions_of(content: bytes, *, pillars: Collection[str]) -> Read:
    """Read an .xlsx as questions of one sheet. ``pillars``: the codes that a question may belong to.

    Raises Unreadable: no workbook, or one beyond the bounds.
    """
    book = cells.read(content, SHEETS)
    if "survey" not in book.sheets:
        raise Unreadable(texts.NO_SURVEY)
    sheets = {name: table(book.sheets.get(name, {})) for name in SHEETS}
    notes = Notes()
    questions = _questions(sheets, frozenset(pillars), notes)
    if not questions and not notes.is_hopeless:
        notes.say_of("survey", None, texts.NO_QUESTIONS, fatal=True)
    return Read(() if notes.is_hopeless else tuple(questions), notes.in_order())


def _questions(sheets: Mapping[str, list[Row]], pillars: frozenset[str], notes: Notes) -> list[Question]:
    survey = _supported(sheets["survey"], notes)
    if notes.is_hopeless or not any(survey):
        return []
    tree = _parsed(survey, sheets, notes)
    if tree is None:
        return []
    _note_languages(sheets["survey"], notes)
    try:
        return Tree(survey, sheets["choices"], pillars, notes).questions(tree)
    except StopIteration:  # pyxform made more of the rows than there are
        notes.say_of("survey", None, texts.WHOLE_RULE, fatal=True)
        return []


def _supported(survey: list[Row], notes: Notes) -> list[Row]:
    """The survey's rows with those emptied that cannot be asked; each is named."""
    kept: list[Row] = []
    for notes.at, row in enumerate(survey, start=2):
        type_ = type_of(row)
        is_quiet = not type_ or type_.lower() in _QUIET
        if not is_quiet and not _is_supported(type_):
            notes.say(texts.type_unsupported(type_[:40]))
        kept.append(_own_rows(row, notes) if not is_quiet and _is_supported(type_) else {})
    if sum(bool(row) for row in kept) > _MOST_ROWS:
        notes.say_of("survey", None, texts.TOO_MANY, fatal=True)
    return kept


def _own_rows(row: Row, notes: Notes) -> Row:
    """The row without how often a table repeats: pyxform would ask a question of its own for that."""
    counts = [heading for heading in row if heading.lower() in _REPEATS]
    if any(row[heading].strip() for heading in counts):
        notes.say(texts.column_unsupported("repeat_count"))
    return {heading: value for heading, value in row.items() if heading not in counts}


def _is_supported(type_: str) -> bool:
    lower = type_.lower()
    return _SELECT.fullmatch(lower) is not None or lower in (*ENDS, *_OPENINGS, *_PLAIN)


def _parsed(survey: list[Row], sheets: Mapping[str, list[Row]], notes: Notes) -> Element | None:
    book = {name: rows for name, rows in {**sheets, "survey": survey}.items() if rows}
    book |= {f"{name}_header": [_headings(sheets[name])] for name in book}
    try:
        return cast(Element, convert(book)._pyxform)
    except PyXFormError as error:
        _say_refused(str(error), notes)
    except _TRIPS:
        notes.say_of("survey", None, texts.WHOLE_RULE, fatal=True)
    return None


def _headings(rows: list[Row]) -> Row:
    return {heading: "" for row in rows for heading in row}


def _say_refused(message: str, notes: Notes) -> None:
    """pyxform stops at the first fault and says so in English, with the row where it knows it."""
    row = _ROW.search(message)
    sheet = next((name for name in SHEETS if f"'{name}' sheet" in message), "survey")
    sentence = next((said for part, said in _SENTENCES if part in message), texts.UNKNOWN_RULE)
    notes.say_of(sheet, int(row[1]) if row else None, sentence, fatal=True)


def _note_languages(survey: list[Row], notes: Notes) -> None:
    headings = {heading.lower() for row in survey for heading in row}
    if sum(heading == "label" or heading.startswith("label::") for heading in headings) > 1:
        notes.say_of("survey", 1, texts.LANGUAGES)
