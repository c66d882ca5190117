"""What is reviewed: the queue with how long it waits, and one answer with everything about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from db import transport
from db.errors import ErrorCode
from db.gateway import rows
from db.gateway.answers import AnswerScreen, answer_screen_of
from db.gateway.city import Cycle
from db.gateway.curation import Act
from db.gateway.questionnaire import Sheet
from db.gateway.rows import AnswerRow, Status
from db.identity import Identity

Age = Literal["new", "older", "oldest"]
Listed = Literal["dikirim", "diterima", "dikembalikan", "ditolak", "ditarik", "didisposisi", "terlambat"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Which answers: of one sheet in one state, and as much narrower as the others say.

    ``didisposisi``: a unit was asked and has not answered; ``terlambat``: and its day is over.
    ``age``: sent up to 2 days ago, 3 to 6, or more; ``is_mine``: the caller has acted on it before.
    """

    sheet: Sheet
    status: Listed
    pillar_code: str | None = None
    sector_code: str | None = None
    unit_id: UUID | None = None
    age: Age | None = None
    is_mine: bool = False

    def as_sent(self) -> dict[str, object]:
        unit_id = str(self.unit_id) if self.unit_id else None
        return {
            "sheet": self.sheet,
            "status": self.status,
            "pillar_code": self.pillar_code,
            "sector_code": self.sector_code,
            "unit_id": unit_id,
            "age": self.age,
            "is_mine": self.is_mine,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCount:
    sheet: Sheet
    status: Status
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How long, in hours; None when there is nothing to measure."""

    answers: int
    median_hours: float | None
    longest_hours: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """``version``: the revision that an act chosen from the list is based on."""

    answer: AnswerRow
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewScreen:
    """``answers``: 50 a page, lowest number first; the next page starts after the last one's number.

    ``age``: how long what is waiting has waited; ``time``: how long decisions took; ``overdue``: answers with
    a referral whose day is over.
    """

    cycle: Cycle
    counts: tuple[StatusCount, ...]
    age: Waiting
    time: Waiting
    overdue: int
    total: int
    answers: tuple[QueueRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looker:
    """Another reviewer who has the same answer open."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAct:
    """An act of review, taken back or not. ``fields``: question key -> what is to be mended there."""

    decision: Act
    reason: str | None
    fields: dict[str, str]
    due_at: datetime | None
    at: datetime
    by: str
    undone_at: datetime | None
    undone_by: str | None
    from_pillar: str | None
    to_pillar: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """The newest act. ``fault``: why it cannot be taken back; None: it can."""

    decision: Act
    at: datetime
    by: str
    fault: ErrorCode | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBefore:
    """What was sent the time before."""

    values: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an answer stands in the queue; 0 of ``total`` when it is not in it (any more)."""

    previous_id: UUID | None
    next_id: UUID | None
    position: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReview:
    """``revision``: what acts are based on; ``may_decide``: the caller may accept and decline it."""

    screen: AnswerScreen
    revision: int
    may_decide: bool
    lookers: tuple[Looker, ...]
    acts: tuple[ReviewAct, ...]
    undo: Undoable | None
    sent_before: SentBefore | None
    queue: Place


def review_screen(me: Identity, *, cycle_id: UUID | None, by: Queue, after: int | None) -> ReviewScreen:
    """Raises DomainError: NOT_ALLOWED."""
    found = transport.read("review_screen", as_=me, cycle_id=cycle_id, by=by.as_sent(), after=after)
    return ReviewScreen(
        cycle=rows.cycle(found["cycle"]),
        counts=tuple(StatusCount(**row) for row in found["counts"]),
        age=_waiting(found["age"], "waiting", "oldest_hours"),
        time=_waiting(found["time"], "decided", "longest_hours"),
        overdue=found["overdue"],
        total=found["total"],
        answers=tuple(
            QueueRow(answer=rows.answer_row(row), version=row["version"]) for row in found["answers"]
        ),
    )


def open_review(me: Identity, *, answer_id: UUID, by: Queue) -> OpenReview:
    """One answer for its reviewer, in one call, which also notes that she has it open.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND (also when hidden).
    """
    found = transport.write("open_review", as_=me, answer_id=answer_id, by=by.as_sent())
    return OpenReview(
        screen=answer_screen_of(found),
        revision=found["revision"],
        may_decide=found["may_decide"],
        lookers=tuple(Looker(**rows.timed(row)) for row in found["lookers"]),
        acts=tuple(_act(row) for row in found["acts"]),
        undo=_undoable(found["undo"]),
        sent_before=SentBefore(**rows.timed(found["sent_before"])) if found["sent_before"] else None,
        queue=_place(found["queue"]),
    )


def _waiting(row: Mapping[str, Any], count: str, longest: str) -> Waiting:
    return Waiting(answers=row[count], median_hours=row["median_hours"], longest_hours=row[longest])


def _act(row: Mapping[str, Any]) -> ReviewAct:
    instants = {name: rows.instant(row[name]) for name in ("due_at", "undone_at")}
    return ReviewAct(**{**rows.timed(row), **instants})


def _undoable(row: Mapping[str, Any] | None) -> Undoable | None:
    if row is None:
        return None
    return Undoable(**{**rows.timed(row), "fault": ErrorCode(row["fault"]) if row["fault"] else None})


def _place(row: Mapping[str, Any]) -> Place:
    return Place(
        previous_id=UUID(row["previous_id"]) if row["previous_id"] else None,
        next_id=UUID(row["next_id"]) if row["next_id"] else None,
        position=row["position"],
        total=row["total"],
    )
