"""The questionnaire under Diskominfo's hands: what is asked, what is proposed, and publishing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.city import Cycle
from db.gateway.questionnaire import Question, Sheet, question
from db.identity import Identity

_OURS = ("version", "is_required", "retired_at")  # said by the database, not by who edits


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The list under work; ``base`` is the edition it began from."""

    base: int
    questions: tuple[Question, ...]
    proposed_by: str
    proposed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDesk:
    """``questions``: all that were ever published, retired ones too, in order.

    ``answered``: key -> how many of the 5,000 newest answers hold something for it. ``core``: keys that stay
    what they are, because lists, counts and votes are made of them. ``edition``: how often it was published.
    """

    cycle: Cycle
    sheet: Sheet
    edition: int
    published_by: str | None
    published_at: datetime | None
    questions: tuple[Question, ...]
    answered: dict[str, int]
    core: frozenset[str]
    proposal: Proposal | None

    @property
    def asked(self) -> tuple[Question, ...]:
        return tuple(one for one in self.questions if one.retired_at is None)


def question_desk(me: Identity, *, cycle_id: UUID | None, sheet: Sheet) -> QuestionDesk:
    """Raises DomainError: NOT_ALLOWED."""
    found = transport.read("question_desk", as_=me, cycle_id=cycle_id, sheet=sheet)
    published_at, proposal = found["published_at"], found["proposal"]
    return QuestionDesk(
        cycle=rows.cycle(found["cycle"]),
        sheet=sheet,
        edition=found["edition"],
        published_by=found["published_by"],
        published_at=datetime.fromisoformat(published_at) if published_at else None,
        questions=tuple(question(row) for row in found["questions"]),
        answered=found["answered"],
        core=frozenset(found["core"]),
        proposal=_proposal(proposal) if proposal else None,
    )


def propose_questions(
    me: Identity,
    *,
    request_id: UUID,
    cycle_id: UUID,
    sheet: Sheet,
    base: int,
    questions: Sequence[Question],
) -> None:
    """Keep a list that nobody is asked yet, in place of the last proposal.

    Raises DomainError: NOT_ALLOWED, CYCLE_ARCHIVED, NOT_FOUND, QUESTIONS_CHANGED, FIELD_INVALID,
    QUESTION_UNFIT (field: key/part), TEXT_INVALID.
    """
    sent = [_row(one) for one in questions]
    transport.write(
        "propose_questions",
        as_=me,
        request_id=request_id,
        cycle_id=cycle_id,
        sheet=sheet,
        base=base,
        questions=sent,
    )


def drop_proposal(me: Identity, *, request_id: UUID, cycle_id: UUID, sheet: Sheet) -> None:
    """Raises DomainError: NOT_ALLOWED."""
    transport.write("drop_proposal", as_=me, request_id=request_id, cycle_id=cycle_id, sheet=sheet)


def publish_questions(me: Identity, *, request_id: UUID, cycle_id: UUID, sheet: Sheet, base: int) -> int:
    """Ask what is proposed from now on; what has answers is retired, not destroyed. Returns the edition.

    Raises DomainError: NOT_ALLOWED, CYCLE_ARCHIVED, NOT_FOUND (no proposal), QUESTIONS_CHANGED,
    QUESTION_UNFIT (field: key/part).
    """
    found = transport.write(
        "publish_questions", as_=me, request_id=request_id, cycle_id=cycle_id, sheet=sheet, base=base
    )
    edition: int = found["edition"]
    return edition


def _proposal(row: dict[str, Any]) -> Proposal:
    return Proposal(
        base=row["base"],
        questions=tuple(question({**one, "retired_at": None}) for one in row["questions"]),
        proposed_by=row["proposed_by"],
        proposed_at=datetime.fromisoformat(row["proposed_at"]),
    )


def _row(one: Question) -> dict[str, Any]:
    return {name: value for name, value in asdict(one).items() if name not in _OURS}
