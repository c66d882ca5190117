"""What units are asked about an answer, and say: referrals, whether they will lead it, its sub-pillar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.rows import AnswerRow
from db.identity import Identity

Response = Literal["menanggapi", "menambah_data", "bukan_kewenangan"]
Authority = Literal["provinsi", "pusat", "opd_lain"]
Willing = Literal["bersedia", "bersedia_dengan_perubahan", "tidak_bersedia"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """One unit's part of a referral. ``is_own``: the caller is of that unit.

    ``data``: rows of figure, unit, year, source. ``authority``: whose it is, if not the unit's to decide.
    """

    id: UUID
    unit_name: str
    question: str
    due_on: date
    is_own: bool
    is_overdue: bool
    response: Response | None
    body: str | None
    data: tuple[dict[str, Any], ...]
    authority: Authority | None
    other_unit: str | None
    answered_by: str | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An answer on which the caller's unit was asked for a word and has not given it."""

    answer: AnswerRow
    due_on: date
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the lead unit said. ``response`` None: it has not, which is never a yes.

    ``version``: the change of state that it can be given to now.
    """

    unit_name: str
    response: Willing | None
    body: str | None
    by: str | None
    at: datetime | None
    version: int | None
    may_answer: bool


def answer_referral(
    me: Identity,
    *,
    request_id: UUID,
    referral_id: UUID,
    response: Response,
    body: str | None,
    data: Sequence[Mapping[str, Any]],
    authority: Authority | None,
    other_unit_id: UUID | None,
) -> None:
    """Say what the caller's unit has to say, once.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, WRONG_STATE (answered already), FIELD_INVALID, TEXT_TOO_LONG,
    CYCLE_ARCHIVED.
    """
    transport.write(
        "answer_referral",
        as_=me,
        request_id=request_id,
        referral_id=referral_id,
        response=response,
        body=body,
        data=[dict(row) for row in data],
        authority=authority,
        other_unit_id=other_unit_id,
    )


def give_consent(
    me: Identity, *, request_id: UUID, answer_id: UUID, version: int, response: Willing, body: str | None
) -> None:
    """Say whether the caller's unit will lead this solution, as it read it at this change of state.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, ANSWER_CHANGED, VOTING_OPENED, WRONG_STATE, FIELD_INVALID,
    REASON_REQUIRED (all but a plain yes), TEXT_TOO_LONG, CYCLE_ARCHIVED.
    """
    transport.write(
        "give_consent",
        as_=me,
        request_id=request_id,
        answer_id=answer_id,
        version=version,
        response=response,
        body=body,
    )


def undo_consent(me: Identity, *, request_id: UUID, answer_id: UUID, version: int) -> None:
    """Take the unit's last word back.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, ANSWER_CHANGED, VOTING_OPENED, WRONG_STATE, CYCLE_ARCHIVED.
    """
    transport.write("undo_consent", as_=me, request_id=request_id, answer_id=answer_id, version=version)


def choose_sub_pillar(me: Identity, *, request_id: UUID, answer_id: UUID, sub_pillar: str) -> None:
    """Answer what a move has opened again, for the answer's unit or a reviewer.

    Raises DomainError: NOT_FOUND, WRONG_STATE (it is answered), FIELD_INVALID, CYCLE_ARCHIVED.
    """
    transport.write(
        "choose_sub_pillar", as_=me, request_id=request_id, answer_id=answer_id, sub_pillar=sub_pillar
    )


def referrals(found: Sequence[Mapping[str, Any]]) -> tuple[Referral, ...]:
    return tuple(
        Referral(
            **{
                **row,
                "id": UUID(row["id"]),
                "due_on": date.fromisoformat(row["due_on"]),
                "data": tuple(row["data"]),
                "answered_at": rows.instant(row["answered_at"]),
            }
        )
        for row in found
    )


def asked(found: Sequence[Mapping[str, Any]]) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            answer=rows.answer_row(row),
            due_on=date.fromisoformat(row["due_on"]),
            is_overdue=row["is_overdue"],
        )
        for row in found
    )


def consent(found: Mapping[str, Any] | None) -> Consent | None:
    return Consent(**{**found, "at": rows.instant(found["at"])}) if found else None
