"""Merging answers that say the same, splitting them again, and what the program suggests to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.city import Cycle
from db.gateway.questionnaire import Sheet
from db.gateway.rows import AnswerRow, MergedInto
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An answer that was merged, with what stays its own; ``Merging.into``: what it became."""

    answer: AnswerRow
    reason: str | None
    at: datetime
    by: str
    comments: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """``originals``: what an answer stands for, lowest number first, 50 at most."""

    into: Part | None
    originals: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An answer that could be merged, by its title."""

    id: UUID
    number: int
    title: str
    unit_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeAct:
    """``answers``: the numbers of those that were merged or split off; ``into``: what they (had) become."""

    id: UUID
    kind: Literal["merge", "split"]
    at: datetime
    by: str
    reason: str | None
    into: MergedInto
    answers: tuple[int, ...]
    undone_at: datetime | None
    undone_by: str | None
    may_undo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeScreen:
    """``candidates``: 500 at most, the newest (``is_cut``: there are more).

    ``apart``: pairs of numbers that somebody said are not the same.
    """

    cycle: Cycle
    candidates: tuple[Candidate, ...]
    is_cut: bool
    apart: frozenset[frozenset[int]]
    synonyms: dict[str, str]
    acts: tuple[MergeAct, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One of a group, side by side with the others. ``parts``: how many were merged into it already."""

    answer: AnswerRow
    values: dict[str, Any]
    comments: int
    files: int
    linked: int
    parts: int
    is_voted_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """New words: a copy of ``original``, with these texts in its place (question key -> text)."""

    original: UUID
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    act_id: UUID
    into_id: UUID
    number: int


def merge_screen(
    me: Identity, *, cycle_id: UUID | None, sheet: Sheet, pillar_code: str | None
) -> MergeScreen:
    """What could be merged, and the ten last acts. Raises DomainError: NOT_ALLOWED, FIELD_INVALID."""
    found = transport.read("merge_screen", as_=me, cycle_id=cycle_id, sheet=sheet, pillar_code=pillar_code)
    return MergeScreen(
        cycle=rows.cycle(found["cycle"]),
        candidates=tuple(
            Candidate(id=UUID(id_), number=number, title=title, unit_name=unit)
            for id_, number, title, unit in found["titles"]
        ),
        is_cut=found["is_cut"],
        apart=frozenset(frozenset(pair) for pair in found["apart"]),
        synonyms=found["synonyms"],
        acts=tuple(_act(row) for row in found["acts"]),
    )


def merge_group(me: Identity, *, answer_ids: Sequence[UUID]) -> tuple[Member, ...]:
    """Up to twelve answers with all they say, lowest number first; those that are hidden are left out.

    Raises DomainError: NOT_ALLOWED, FIELD_INVALID.
    """
    found = transport.read("merge_group", as_=me, answer_ids=_ids(answer_ids))
    return tuple(_member(row) for row in found)


def merge_answers(
    me: Identity,
    *,
    request_id: UUID,
    answer_ids: Sequence[UUID],
    into: UUID | Wording,
    pillar_code: str | None,
    reason: str | None,
) -> Merged:
    """Merge sent or accepted answers into another one, or into new words.

    ``pillar_code`` is needed where they have several; into another answer it is that one's.

    Raises DomainError: NOT_ALLOWED (field ``unit_id``: new words are written for a unit), NOT_FOUND,
    WRONG_STATE (field: the number), VOTING_OPENED, FIELD_INVALID, TEXT_TOO_LONG, CYCLE_ARCHIVED.
    """
    words = into if isinstance(into, Wording) else None
    found = transport.write(
        "merge_answers",
        as_=me,
        request_id=request_id,
        answer_ids=_ids(answer_ids),
        into_id=None if words else into,
        wording={"from": str(words.original), "values": dict(words.values)} if words else None,
        pillar_code=pillar_code,
        reason=reason,
    )
    return Merged(act_id=UUID(found["act_id"]), into_id=UUID(found["into_id"]), number=found["number"])


def split_answer(me: Identity, *, request_id: UUID, answer_id: UUID) -> UUID:
    """Take one answer out of what it was merged into; it is what it was before. Returns the act.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, WRONG_STATE, VOTING_OPENED, CYCLE_ARCHIVED.
    """
    found = transport.write("split_answer", as_=me, request_id=request_id, answer_id=answer_id)
    return UUID(found["act_id"])


def undo_merge(me: Identity, *, request_id: UUID, act_id: UUID) -> None:
    """Take a merge or a split back.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, WRONG_STATE (something changed since), HOLDS_MERGED (others
    came into its new words since), VOTING_OPENED, CYCLE_ARCHIVED.
    """
    transport.write("undo_merge", as_=me, request_id=request_id, act_id=act_id)


def dismiss_similar(
    me: Identity, *, request_id: UUID, answer_ids: Sequence[UUID], is_dismissed: bool
) -> None:
    """Say that these are not the same (no two of them), or take that back.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, FIELD_INVALID.
    """
    transport.write(
        "dismiss_similar",
        as_=me,
        request_id=request_id,
        answer_ids=_ids(answer_ids),
        is_dismissed=is_dismissed,
    )


def merging(found: Mapping[str, Any]) -> Merging:
    return Merging(
        into=_part(found["into"]) if found["into"] else None,
        originals=tuple(_part(row) for row in found["originals"]),
    )


def _part(row: Mapping[str, Any]) -> Part:
    return Part(**{**rows.timed(row), "answer": rows.answer_row(row["answer"])})


def _member(row: Mapping[str, Any]) -> Member:
    return Member(
        answer=rows.answer_row(row),
        values=row["values"],
        comments=row["comments"],
        files=row["files"],
        linked=row["linked"],
        parts=row["parts"],
        is_voted_on=row["is_voted_on"],
    )


def _act(row: Mapping[str, Any]) -> MergeAct:
    into = rows.merged_into(row["into"])
    if into is None:  # cannot be: an act is into something
        raise LookupError("an act without its answer")
    return MergeAct(
        **{
            **rows.timed(row),
            "id": UUID(row["id"]),
            "into": into,
            "answers": tuple(row["answers"] or ()),
            "undone_at": rows.instant(row["undone_at"]),
        }
    )


def _ids(answer_ids: Iterable[UUID]) -> list[str]:
    return [str(one) for one in answer_ids]
