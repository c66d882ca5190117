"""The sheets (*lembar*) that every unit fills in once: readiness, SWOT, whatever the year asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.city import Cycle
from db.gateway.questionnaire import Sheet
from db.gateway.rows import AnswerRow, Window
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSheet:
    """A sheet, whether it may be written now, and the unit's own answer once it was begun."""

    code: Sheet
    label: str
    help: str | None
    stage: int
    is_open: bool
    answer: AnswerRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsScreen:
    """``own``: the sheets of the caller's unit; ``others``: what she may read of others, newest first."""

    cycle: Cycle
    windows: tuple[Window, ...]
    own: tuple[UnitSheet, ...]
    others: tuple[AnswerRow, ...]


def sheets_screen(me: Identity, *, cycle_id: UUID | None) -> SheetsScreen:
    found = transport.read("sheets_screen", as_=me, cycle_id=cycle_id)
    return SheetsScreen(
        cycle=rows.cycle(found["cycle"]),
        windows=rows.windows(found["windows"]),
        own=unit_sheets(found["own"]),
        others=rows.answer_rows(found["others"]),
    )


def unit_sheets(found: list[dict[str, Any]]) -> tuple[UnitSheet, ...]:
    """The records from the rows that the database sends."""
    return tuple(
        UnitSheet(**{**row, "answer": rows.answer_row(row["answer"]) if row["answer"] else None})
        for row in found
    )
