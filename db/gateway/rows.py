"""Small records that several screens share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from db.gateway.city import Cycle
from db.gateway.questionnaire import Sheet

Status = Literal["draf", "diajukan", "dikirim", "dikembalikan", "diterima", "digabung", "ditolak", "ditarik"]
OnBehalf = Literal["waiting", "confirmed"]
WindowKind = str  # a sheet's code, or "rating"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedInto:
    """What stands for an answer that was merged, as a link: the last one, where that was merged itself."""

    id: UUID
    sheet: Sheet
    number: int
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One answer as a line of a list. ``number`` is None until it was sent once.

    ``pillar_code`` is empty for a sheet that every unit fills in once; its ``title`` is the sheet's.

    ``supports``: how many people stand behind it or what was merged into it.
    ``is_wording``: new words of Diskominfo for several; ``merged_into``: None where hidden.
    ``on_behalf``: Diskominfo typed it for the unit, which has not yet (or has) said that it is right.
    """

    id: UUID
    sheet: Sheet
    number: int | None
    title: str | None
    pillar_code: str
    status: Status
    reason: str | None
    unit_name: str
    updated_at: datetime
    sent_at: datetime | None
    supports: int
    on_behalf: OnBehalf | None
    is_wording: bool = False
    merged_into: MergedInto | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When a survey (``problem``, ``solution``) or the common rating may be written;

    without times: not planned.
    """

    id: UUID
    stage_id: UUID
    stage_name: str
    kind: WindowKind
    opens_at: datetime | None
    closes_at: datetime | None
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """A voting round as a line of a list.

    Between ``closes_at`` and the count it is neither open nor closed.
    """

    id: UUID
    title: str
    closes_at: datetime
    closed_at: datetime | None
    is_open: bool
    is_closed: bool
    is_voter: bool
    has_voted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    done: int
    total: int


def instant(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def required_instant(value: str) -> datetime:
    return datetime.fromisoformat(value)


def timed(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its ``at`` as an instant."""
    return {**row, "at": datetime.fromisoformat(row["at"])}


def cycle(row: Mapping[str, Any]) -> Cycle:
    return Cycle(id=UUID(row["id"]), year=row["year"], title=row["title"], is_open=row["is_open"])


def answer_row(row: Mapping[str, Any]) -> AnswerRow:
    return AnswerRow(
        id=UUID(row["id"]),
        sheet=row["sheet"],
        number=row["number"],
        title=row["title"],
        pillar_code=row["pillar_code"],
        status=row["status"],
        reason=row["reason"],
        unit_name=row["unit_name"],
        updated_at=required_instant(row["updated_at"]),
        sent_at=instant(row["sent_at"]),
        supports=row["supports"],
        on_behalf=row["on_behalf"],
        is_wording=row["is_wording"],
        merged_into=merged_into(row["merged_into"]),
    )


def merged_into(row: Mapping[str, Any] | None) -> MergedInto | None:
    return MergedInto(**{**row, "id": UUID(row["id"])}) if row else None


def answer_rows(rows: list[dict[str, Any]]) -> tuple[AnswerRow, ...]:
    return tuple(answer_row(row) for row in rows)


def windows(rows: list[dict[str, Any]]) -> tuple[Window, ...]:
    return tuple(
        Window(
            id=UUID(row["id"]),
            stage_id=UUID(row["stage_id"]),
            stage_name=row["stage_name"],
            kind=row["kind"],
            opens_at=instant(row["opens_at"]),
            closes_at=instant(row["closes_at"]),
            is_open=row["is_open"],
        )
        for row in rows
    )


def round_row(row: Mapping[str, Any]) -> RoundRow:
    return RoundRow(
        id=UUID(row["id"]),
        title=row["title"],
        closes_at=required_instant(row["closes_at"]),
        closed_at=instant(row["closed_at"]),
        is_open=row["is_open"],
        is_closed=row["is_closed"],
        is_voter=row["is_voter"],
        has_voted=row["has_voted"],
    )


def progress(found: Mapping[Sheet, Any]) -> dict[Sheet, Progress]:
    """How far somebody has come, by sheet; never more than there is."""
    return {
        sheet: Progress(done=min(row["done"], row["total"]), total=row["total"])
        for sheet, row in found.items()
    }
