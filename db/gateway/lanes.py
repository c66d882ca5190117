"""The workbook lane: what a unit's workbook holds, and the rows that come back from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.answers import FieldSave
from db.gateway.city import Cycle
from db.gateway.questionnaire import Sheet
from db.gateway.rows import AnswerRow, Window
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneMark:
    version: int
    client_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneAnswer:
    """An answer with all that was written, and by which client each field was written last."""

    row: AnswerRow
    values: dict[str, Any]
    marks: dict[str, LaneMark]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneScreen:
    """``answers``: all of the unit, oldest first; ``problems``: those that its solutions may name.

    ``stages``: sheet -> the stage it stands in.
    """

    cycle: Cycle
    windows: tuple[Window, ...]
    stages: dict[str, int]
    unit_id: UUID
    answers: tuple[LaneAnswer, ...]
    problems: tuple[AnswerRow, ...]

    def once(self, sheet: Sheet) -> LaneAnswer | None:
        """The unit's answer on a sheet that it fills in once."""
        found = (one for one in self.answers if one.row.sheet == sheet and not one.row.pillar_code)
        return next(found, None)

    def id_of(self, key: str) -> UUID:
        """Which answer a new row becomes; the database says the same (``private.row_answer_id``)."""
        return UUID(sha256(f"{self.unit_id}:{key}".encode()).hexdigest()[:32])


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """What a row writes. ``answer_id`` is None for a new one, which is then known by its ``key``.

    ``pillar_code`` is None on a sheet that a unit fills in once.
    """

    answer_id: UUID | None
    key: str | None
    sheet: Sheet
    pillar_code: str | None
    fields: tuple[FieldSave, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The outcome of one row; ``code`` is the word of a refusal, ``changed_meanwhile`` among them."""

    outcome: Literal["written", "refused"]
    answer_id: UUID | None
    code: str | None
    field: str | None


def lane_screen(me: Identity, *, cycle_id: UUID | None) -> LaneScreen:
    """Raises DomainError: NOT_ALLOWED (no unit)."""
    found = transport.read("lane_screen", as_=me, cycle_id=cycle_id)
    return LaneScreen(
        cycle=rows.cycle(found["cycle"]),
        windows=rows.windows(found["windows"]),
        stages=found["stages"],
        unit_id=UUID(found["unit_id"]),
        answers=tuple(
            LaneAnswer(
                row=rows.answer_row(one),
                values=one["values"],
                marks={name: _mark(mark) for name, mark in one["marks"].items()},
            )
            for one in found["answers"]
        ),
        problems=rows.answer_rows(found["problems"]),
    )


def import_answers(
    me: Identity, *, request_id: UUID, cycle_id: UUID, client_id: UUID, content: Sequence[ImportRow]
) -> tuple[Imported, ...]:
    """Write rows of a workbook, each whole or not at all; their outcomes in the same order.

    ``client_id`` tells one person's workbook from every other writer.

    Raises DomainError: NOT_ALLOWED, CYCLE_ARCHIVED, FIELD_INVALID, TEXT_INVALID.
    """
    found = transport.write(
        "import_answers",
        as_=me,
        request_id=request_id,
        cycle_id=cycle_id,
        client_id=client_id,
        rows=[_sent(row) for row in content],
    )
    return tuple(
        Imported(
            outcome=row["outcome"],
            answer_id=UUID(row["answer_id"]) if row.get("answer_id") else None,
            code=row.get("code"),
            field=row.get("field"),
        )
        for row in found["rows"]
    )


def _mark(row: dict[str, Any]) -> LaneMark:
    return LaneMark(version=row["version"], client_id=UUID(row["client_id"]))


def _sent(row: ImportRow) -> dict[str, Any]:
    return {
        "answer_id": str(row.answer_id) if row.answer_id else None,
        "key": row.key,
        "sheet": row.sheet,
        "pillar_code": row.pillar_code,
        "fields": [
            {
                "field": one.field,
                "value": one.value,
                "sequence": one.sequence,
                "base_version": one.base_version,
            }
            for one in row.fields
        ],
    }
