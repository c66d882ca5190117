"""The rows of an XLSForm's sheets, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from components.documents.cells import Cells, Value
from components.documents.xlsform_words import written

ENDS: Final = ("end group", "end repeat", "end_group", "end_repeat")

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is said of a place; ``is_fatal``: the file cannot be used before that is mended."""

    sheet: str
    row: int | None
    sentence: str
    is_fatal: bool


@dataclass
class Notes:
    """Findings as they are made; ``at`` is the row of the survey under way, as a spreadsheet counts."""

    findings: list[Finding] = field(default_factory=list)
    at: int = 0

    def say(self, sentence: str, *, fatal: bool = False) -> None:
        self.say_of("survey", self.at, sentence, fatal=fatal)

    def say_of(self, sheet: str, row: int | None, sentence: str, *, fatal: bool = False) -> None:
        finding = Finding(sheet, row, sentence, fatal)
        if finding not in self.findings:
            self.findings.append(finding)

    @property
    def is_hopeless(self) -> bool:
        return any(finding.is_fatal for finding in self.findings)

    def in_order(self) -> tuple[Finding, ...]:
        return tuple(sorted(self.findings, key=lambda one: (one.sheet != "survey", one.row or 0)))


def table(sheet: Cells) -> list[Row]:
    """Rows under their headings, blank ones too: a row's place in the list tells its number (from 2)."""
    headings = {column: str(value).strip() for (row, column), value in sheet.items() if row == 1}
    rows: list[Row] = [{} for _ in range(max((row for row, _ in sheet), default=1) - 1)]
    for (row, column), value in sheet.items():
        if row > 1 and column in headings:
            rows[row - 2][headings[column]] = _text(value)
    return rows


def cell(row: Row, name: str) -> str:
    return next((value for heading, value in row.items() if heading.lower() == name), "").strip()


def words(row: Row, name: str) -> str:
    """A label or hint letter by letter, in the one language or the first that has it."""
    plain = next((value for heading, value in row.items() if heading.lower() == name), None)
    other = (value for heading, value in row.items() if heading.lower().startswith(f"{name}::"))
    return plain if plain is not None else next(other, "")


def type_of(row: Row) -> str:
    return " ".join(cell(row, "type").split())


def asking(survey: Sequence[Row]) -> list[tuple[int, Row]]:
    """The rows that begin something, with their numbers, in order."""
    numbered = enumerate(survey, start=2)
    return [(at, row) for at, row in numbered if row and type_of(row).lower() not in ENDS]


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return written(value) if isinstance(value, int | float) else value
