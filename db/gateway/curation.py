"""The acts of those who review: accept, return, decline, move, refer, and take an act back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from db import transport
from db.identity import Identity

Decision = Literal["diterima", "dikembalikan", "ditolak"]
Act = Literal["diterima", "dikembalikan", "ditolak", "dipindah", "didisposisi"]


def review_answer(
    me: Identity,
    *,
    request_id: UUID,
    answer_id: UUID,
    version: int,
    decision: Decision,
    reason: str | None,
    fields: Mapping[str, str],
    due_on: date | None,
) -> None:
    """Decide on one sent answer as it was read; what is returned has a reason, for the whole or for fields.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, ANSWER_CHANGED, WRONG_STATE, REASON_REQUIRED, TEXT_TOO_LONG,
    FIELD_INVALID, CYCLE_ARCHIVED.
    """
    transport.write(
        "review_answer",
        as_=me,
        request_id=request_id,
        answer_id=answer_id,
        version=version,
        decision=decision,
        reason=reason,
        fields=dict(fields),
        due_on=due_on,
    )


def decide_answers(
    me: Identity,
    *,
    request_id: UUID,
    answer_ids: Sequence[UUID],
    decision: Decision,
    reason: str | None,
    versions: Mapping[UUID, int] | None = None,
    due_on: date | None = None,
) -> None:
    """Decide on sent answers, all or none; returning and declining need a reason.

    ``versions``: the revisions they were read at; without them nobody had them on screen.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, ANSWER_CHANGED and WRONG_STATE (field: the number),
    REASON_REQUIRED, TEXT_TOO_LONG, FIELD_INVALID, CYCLE_ARCHIVED.
    """
    transport.write(
        "decide_answers",
        as_=me,
        request_id=request_id,
        answer_ids=[str(one) for one in answer_ids],
        decision=decision,
        reason=reason,
        versions={str(one): version for one, version in (versions or {}).items()},
        due_on=due_on,
    )


def move_answer(
    me: Identity,
    *,
    request_id: UUID,
    answer_id: UUID,
    version: int,
    pillar_code: str,
    sub_pillar: str | None,
) -> None:
    """Into another pillar; without ``sub_pillar`` its unit is asked for it again.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, ANSWER_CHANGED, VOTING_OPENED, WRONG_STATE, FIELD_INVALID,
    CYCLE_ARCHIVED.
    """
    transport.write(
        "move_answer",
        as_=me,
        request_id=request_id,
        answer_id=answer_id,
        version=version,
        pillar_code=pillar_code,
        sub_pillar=sub_pillar,
    )


def refer_answer(
    me: Identity,
    *,
    request_id: UUID,
    answer_id: UUID,
    version: int,
    unit_ids: Sequence[UUID],
    question: str,
    due_on: date,
) -> None:
    """Ask up to ten units, other than the answer's own. ``version``: the revision it was read at.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, ANSWER_CHANGED, WRONG_STATE, FIELD_INVALID, TEXT_TOO_LONG,
    CYCLE_ARCHIVED.
    """
    transport.write(
        "refer_answer",
        as_=me,
        request_id=request_id,
        answer_id=answer_id,
        version=version,
        unit_ids=[str(one) for one in unit_ids],
        question=question,
        due_on=due_on,
    )


def undo_review(me: Identity, *, request_id: UUID, answer_id: UUID, version: int) -> Act:
    """Take the newest act back; return which it was.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, ANSWER_CHANGED (its unit has gone on since, too),
    VOTING_OPENED, WRONG_STATE (there is none), CYCLE_ARCHIVED.
    """
    found = transport.write(
        "undo_review", as_=me, request_id=request_id, answer_id=answer_id, version=version
    )
    decision: Act = found["decision"]
    return decision
