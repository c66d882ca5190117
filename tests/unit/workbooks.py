"""Workbooks for tests: the questionnaire as it is shipped, a unit with answers, and ways to spoil a file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl

from components.documents.lane_reading import read_workbook
from components.documents.lane_workbook import workbook_of
from components.rules.lane import LaneFile
from db.gateway.city import Cycle, Reference, SheetKind
from db.gateway.lanes import LaneAnswer, LaneMark, LaneScreen
from db.gateway.questionnaire import question
from db.gateway.rows import AnswerRow, Window
from tests import cases_questionnaire as cases
from tests.unit import samples

NOW = datetime(2027, 8, 17, 3, 32, tzinfo=UTC)
CYCLE = Cycle(id=UUID(int=0xC1), year=2027, title="Putaran 2027", is_open=True)
UNIT = samples.UNITS[0]
CLIENT = UUID(int=0xCC)
SOMEBODY = UUID(int=0xDD)
HOSTILE = "=cmd()|' /C calc'!A0\n+1 <b>b</b> 😀 [x] ; &amp;"


def questions(sheet: str) -> tuple[Any, ...]:
    """Every kind there is, twice: on the one sheet and on the other."""
    seen: dict[str, Any] = {}
    for row, _value, _expected in cases.CASES:
        seen.setdefault(row["kind"], row)
    rows = [{**row, "key": "title" if kind == "short_text" else f"{kind}"} for kind, row in seen.items()]
    rows = [{**row, "max_length": 200} if row["kind"] == "short_text" else row for row in rows]
    rows = [{**row, "label": f"{row['label']} {sheet}"} for row in rows]
    return tuple(question(row) for row in rows if row["kind"] != "problems" or sheet == "solution")


@cache
def reference() -> Reference:
    """With a sheet, too, that every unit fills in once."""
    return replace(
        samples.REFERENCE,
        sheets=(SheetKind(code="swot", label="SWOT", help=None, scope="unit", stage=1),),
        questions={sheet: questions(sheet) for sheet in ("problem", "solution", "swot")},
    )


def answer(serial: int, sheet: Any = "problem", status: Any = "draf", /, **values: Any) -> LaneAnswer:
    row = AnswerRow(
        id=UUID(int=serial),
        sheet=sheet,
        number=None if status == "draf" else serial,
        title=values.get("title"),
        pillar_code="AAA",
        status=status,
        reason=None,
        unit_name=UNIT.name,
        updated_at=NOW,
        sent_at=None,
        supports=0,
        on_behalf=None,
    )
    marks = {key: LaneMark(version=1, client_id=SOMEBODY) for key in values}
    return LaneAnswer(row=row, values=values, marks=marks)


def window(kind: Any, *, is_open: bool = True) -> Window:
    return Window(
        id=UUID(int=7),
        stage_id=UUID(int=8),
        stage_name="I",
        kind=kind,
        opens_at=NOW,
        closes_at=NOW,
        is_open=is_open,
    )


def screen(*answers: LaneAnswer, is_open: bool = True) -> LaneScreen:
    return LaneScreen(
        cycle=CYCLE,
        windows=(
            window("problem", is_open=is_open),
            window("solution", is_open=is_open),
            window("swot", is_open=is_open),
        ),
        stages={"problem": 1, "solution": 2},
        unit_id=UNIT.id,
        answers=answers,
        problems=(problem(),),
    )


def problem() -> AnswerRow:
    found = answer(1, "problem", "diterima", title="Sampah; menumpuk").row
    return replace(found, id=UUID(cases.PROBLEM))


def made(shown: LaneScreen) -> bytes:
    return workbook_of(UNIT, reference(), shown, now=NOW)


def read(content: bytes) -> LaneFile:
    return read_workbook(content, reference(), (problem(),))


def saved_again(content: bytes, change: Callable[[openpyxl.Workbook], object] | None = None) -> bytes:
    """What another spreadsheet makes of it, after somebody typed."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    if change:
        change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def column(book: openpyxl.Workbook, sheet: str, name: str) -> int:
    """Where the column with this hidden name stands."""
    return int(next(cell.column for cell in book[sheet][1] if cell.value == name))


def typed(sheet: str, line: int, **cells: Any) -> Callable[[openpyxl.Workbook], None]:
    """Type into a row; ``pillar`` and the keys of questions name the columns."""

    def change(book: openpyxl.Workbook) -> None:
        for name, value in cells.items():
            at = column(book, sheet, name if name == "pillar" else f"q:{name}")
            book[sheet].cell(line, at).value = value

    return change


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """The package with each part changed (None: left out) and others added."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in more.items():
            new.writestr(name, part)
    return target.getvalue()


def within(name: str, pattern: bytes, by: bytes) -> Callable[[str, bytes], bytes]:
    """Replace in one part of the package."""

    def change(part: str, content: bytes) -> bytes:
        return re.sub(pattern, lambda _: by, content, count=1) if Path(part).name == name else content

    return change
