"""Review by Diskominfo: accept, return or decline what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.city import Cycle
from db.gateway.questionnaire import Sheet
from db.gateway.rows import AnswerRow, Status
from db.identity import Identity

Decision = Literal["diterima", "dikembalikan", "ditolak"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCount:
    sheet: Sheet
    status: Status
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewScreen:
    """``answers``: 50 a page, lowest number first; the next page starts after the last one's number."""

    cycle: Cycle
    counts: tuple[StatusCount, ...]
    answers: tuple[AnswerRow, ...]


def review_screen(
    me: Identity,
    *,
    cycle_id: UUID | None,
    sheet: Sheet,
    status: Status,
    pillar_code: str | None,
    sector_code: str | None,
    after: int | None,
) -> ReviewScreen:
    """Raises DomainError: NOT_ALLOWED."""
    found = transport.read(
        "review_screen",
        as_=me,
        cycle_id=cycle_id,
        sheet=sheet,
        status=status,
        pillar_code=pillar_code,
        sector_code=sector_code,
        after=after,
    )
    return ReviewScreen(
        cycle=rows.cycle(found["cycle"]),
        counts=tuple(StatusCount(**row) for row in found["counts"]),
        answers=rows.answer_rows(found["answers"]),
    )


def decide_answers(
    me: Identity, *, request_id: UUID, answer_ids: Sequence[UUID], decision: Decision, reason: str | None
) -> None:
    """Decide on sent answers, all or none; returning and declining need a reason.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, WRONG_STATE (field: the number), REASON_REQUIRED,
    TEXT_TOO_LONG, FIELD_INVALID, CYCLE_ARCHIVED.
    """
    transport.write(
        "decide_answers",
        as_=me,
        request_id=request_id,
        answer_ids=[str(one) for one in answer_ids],
        decision=decision,
        reason=reason,
    )
