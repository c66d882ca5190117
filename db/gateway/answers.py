"""Problems and solutions: lists, one answer with everything about it, and what its unit does with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.asking import Consent, Referral, consent, referrals
from db.gateway.city import Cycle
from db.gateway.discussion import Comment, Support, comments, support
from db.gateway.evidence import Evidence, listed
from db.gateway.merging import Merging, merging
from db.gateway.questionnaire import SURVEY, Sheet
from db.gateway.rows import AnswerRow, Status, Window
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersScreen:
    """``own``:

    the unit's answers, newest first (60 at most). ``others``: what the caller may read of other units,
    highest number first, 30 a page; the next page starts before the last one's number.
    """

    cycle: Cycle
    windows: tuple[Window, ...]
    own: tuple[AnswerRow, ...]
    others: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMark:
    """Who wrote a field last. ``version`` counts its writes and is the base of the next save.

    ``cleared``: numbers in it of which a writer said that they are no identity numbers (digits alone).
    """

    version: int
    client_id: UUID
    saved_by: str
    saved_at: datetime
    cleared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change of state in the answer's history. ``undone_by``: who took it back."""

    status: Status
    at: datetime
    reason: str | None
    by: str
    undone_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """Why an answer was returned, also field by field (key -> reason), and until when it may be mended."""

    reason: str | None
    fields: dict[str, str]
    due_at: datetime | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBehalf:
    """Who typed an answer for its unit from paper, and who of the unit stands behind it since."""

    by: str
    confirmed_by: str | None
    confirmed_at: datetime | None
    may_confirm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerScreen:
    """One answer. ``values``: question key -> value; ``fields`` are shown to its unit only.

    ``is_own``: the caller acts for its unit: an officer of it, or Diskominfo while it types on its behalf.
    ``version``: how often its state has changed; ``sends_directly``: what the caller sends goes to Diskominfo
    at once, not to the unit's responsible person first. ``linked``: the problems of a solution, or the
    solutions of a problem, that the caller may read; ``linkable``: the problems that this unit's solution may
    name (own ones first). ``stage``: where its sheet stands, which says what is required. ``referrals``: what
    the units concerned were asked, for Diskominfo; for a unit what it was asked itself.
    """

    answer: AnswerRow
    cycle: Cycle
    windows: tuple[Window, ...]
    values: dict[str, Any]
    is_own: bool
    sends_directly: bool
    version: int
    on_behalf: OnBehalf | None
    is_open: bool
    stage: int
    may_comment: bool
    fields: dict[str, FieldMark]
    evidence: tuple[Evidence, ...]
    support: Support
    comments: tuple[Comment, ...]
    merging: Merging
    history: tuple[Step, ...]
    returned: Returned | None
    referrals: tuple[Referral, ...]
    consent: Consent | None
    linked: tuple[AnswerRow, ...]
    linkable: tuple[AnswerRow, ...]

    @property
    def is_editable(self) -> bool:
        return self.is_own and self.is_open and self.answer.status in ("draf", "dikembalikan")

    @property
    def lacks_sub_pillar(self) -> bool:
        """It was moved into a pillar whose sub-pillar nobody has chosen yet."""
        is_sent = self.answer.status in ("dikirim", "diterima")
        return is_sent and self.answer.sheet in SURVEY and "sub_pillar" not in self.values

    @property
    def may_approve(self) -> bool:
        return self.is_own and self.is_open and self.sends_directly and self.answer.status == "diajukan"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSave:
    """One field to save.

    ``sequence`` grows with each save of a client; ``base_version`` is the version it started from.
    Identity numbers in typed text are masked, except those the writer has ``cleared`` (digits alone).
    """

    field: str
    value: Any
    sequence: int
    base_version: int
    cleared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSaved:
    """``saved``;

    ``late``: a newer save of the same client came first (``sequence`` is its own); ``changed``: somebody else
    wrote meanwhile. Of both, what is stored comes along as ``value``, ``saved_by`` and ``saved_at``; nothing
    was overwritten.
    """

    field: str
    outcome: Literal["saved", "late", "changed"]
    version: int
    value: Any = None
    saved_by: str | None = None
    saved_at: str | None = None
    sequence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    saved_at: datetime
    fields: tuple[FieldSaved, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What sending did: ``dikirim``, or ``diajukan`` (it waits; numbered only if it was sent before)."""

    status: Status
    number: int | None
    sent_at: datetime


def answers_screen(
    me: Identity,
    *,
    cycle_id: UUID | None,
    sheet: Sheet,
    pillar_code: str | None,
    sector_code: str | None,
    before: int | None,
) -> AnswersScreen:
    found = transport.read(
        "answers_screen",
        as_=me,
        cycle_id=cycle_id,
        sheet=sheet,
        pillar_code=pillar_code,
        sector_code=sector_code,
        before=before,
    )
    return AnswersScreen(
        cycle=rows.cycle(found["cycle"]),
        windows=rows.windows(found["windows"]),
        own=rows.answer_rows(found["own"]),
        others=rows.answer_rows(found["others"]),
    )


def answer_screen(me: Identity, *, answer_id: UUID, comments_before: UUID | None = None) -> AnswerScreen:
    """One answer with its history, its links and its twenty newest comments, or those before this one.

    Raises DomainError: NOT_FOUND (also when hidden).
    """
    return answer_screen_of(
        transport.read("answer_screen", as_=me, answer_id=answer_id, comments_before=comments_before)
    )


def answer_screen_of(found: Mapping[str, Any]) -> AnswerScreen:
    return AnswerScreen(
        answer=rows.answer_row(found["answer"]),
        cycle=rows.cycle(found["cycle"]),
        windows=rows.windows(found["windows"]),
        values=found["values"],
        is_own=found["is_own"],
        sends_directly=found["sends_directly"],
        version=found["version"],
        on_behalf=_on_behalf(found["on_behalf"]),
        is_open=found["is_open"],
        stage=found["stage"],
        may_comment=found["may_comment"],
        fields={name: _mark(row) for name, row in found["fields"].items()},
        evidence=listed(found["evidence"]),
        support=support(found["support"]),
        comments=comments(found["comments"]),
        merging=merging(found["merging"]),
        history=tuple(Step(**rows.timed(row)) for row in found["history"]),
        returned=_returned(found["returned"]),
        referrals=referrals(found["referrals"]),
        consent=consent(found["consent"]),
        linked=rows.answer_rows(found["linked"]),
        linkable=rows.answer_rows(found["linkable"]),
    )


def create_draft(
    me: Identity, *, request_id: UUID, cycle_id: UUID, sheet: Sheet, pillar_code: str | None
) -> UUID:
    """Start an answer of the caller's unit; return its id.

    A sheet that every unit fills in once has no pillar; once it was begun, its id is returned again.

    Raises DomainError: NOT_ALLOWED (no unit), CYCLE_ARCHIVED, WINDOW_CLOSED, FIELD_INVALID.
    """
    found = transport.write(
        "create_draft", as_=me, request_id=request_id, cycle_id=cycle_id, sheet=sheet, pillar_code=pillar_code
    )
    return UUID(found["answer_id"])


def save_fields(me: Identity, *, answer_id: UUID, client_id: UUID, fields: Sequence[FieldSave]) -> Saved:
    """Save fields of a draft, all or (when one is refused) none. May be repeated: the sequence tells.

    Raises DomainError: NOT_FOUND, CYCLE_ARCHIVED, WINDOW_CLOSED, WRONG_STATE, FIELD_INVALID, TEXT_TOO_LONG,
    TEXT_INVALID.
    """
    sent = [
        {
            "field": one.field,
            "value": one.value,
            "sequence": one.sequence,
            "base_version": one.base_version,
            **({"cleared": list(one.cleared)} if one.cleared else {}),
        }
        for one in fields
    ]
    found = transport.write("save_fields", as_=me, answer_id=answer_id, client_id=client_id, fields=sent)
    return Saved(
        saved_at=datetime.fromisoformat(found["saved_at"]),
        fields=tuple(FieldSaved(**row) for row in found["fields"]),
    )


def send_answer(me: Identity, *, request_id: UUID, answer_id: UUID) -> Sent:
    """Send a draft or a returned answer, or submit it to the unit's responsible person.

    Raises DomainError: NOT_FOUND, CYCLE_ARCHIVED, WINDOW_CLOSED, WRONG_STATE, ANSWER_INCOMPLETE (field: the
    open ones, separated by commas), FIELD_INVALID, EVIDENCE_REQUIRED (typed on a unit's behalf).
    """
    found = transport.write("send_answer", as_=me, request_id=request_id, answer_id=answer_id)
    return Sent(**{**found, "sent_at": datetime.fromisoformat(found["sent_at"])})


def withdraw_answer(me: Identity, *, request_id: UUID, answer_id: UUID, reason: str | None) -> None:
    """Take an answer out; what was sent needs a reason.

    Raises DomainError: NOT_FOUND, CYCLE_ARCHIVED, WINDOW_CLOSED, WRONG_STATE, REASON_REQUIRED, TEXT_TOO_LONG.
    """
    transport.write("withdraw_answer", as_=me, request_id=request_id, answer_id=answer_id, reason=reason)


def reopen_answer(me: Identity, *, request_id: UUID, answer_id: UUID) -> None:
    """Take a submitted, sent or withdrawn answer back into work.

    Raises DomainError: NOT_FOUND, WINDOW_CLOSED, WRONG_STATE.
    """
    transport.write("reopen_answer", as_=me, request_id=request_id, answer_id=answer_id)


def confirm_answer(me: Identity, *, request_id: UUID, answer_id: UUID) -> datetime:
    """The unit stands behind what was sent on its behalf; return since when.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, WRONG_STATE, CYCLE_ARCHIVED.
    """
    found = transport.write("confirm_answer", as_=me, request_id=request_id, answer_id=answer_id)
    return rows.required_instant(found["confirmed_at"])


def _on_behalf(row: dict[str, Any] | None) -> OnBehalf | None:
    if row is None:
        return None
    return OnBehalf(**{**row, "confirmed_at": rows.instant(row["confirmed_at"])})


def _returned(row: dict[str, Any] | None) -> Returned | None:
    if row is None:
        return None
    return Returned(**{**rows.timed(row), "due_at": rows.instant(row["due_at"])})


def _mark(row: dict[str, Any]) -> FieldMark:
    return FieldMark(
        version=row["version"],
        client_id=UUID(row["client_id"]),
        saved_by=row["saved_by"],
        saved_at=datetime.fromisoformat(row["saved_at"]),
        cleared=tuple(row.get("cleared", ())),
    )
