"""What to do with a field of a draft that stands differently on screen and in the database.

Widgets keep what was typed through a lost connection, a restart of the server and a save that was refused;
the session's memory of what they started from may be gone by then. A colleague may have written the same
field, or the same person on another device. Whatever happened, no text disappears without somebody having
decided so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final
from uuid import UUID, uuid5

from components.rules.questionnaire import Known, changed, draft_fault, fault
from db.gateway.answers import AnswerScreen, FieldMark
from db.gateway.questionnaire import Question
from db.identity import Identity

#: What a form started from, as it lies in the session: field -> value and version;
#: tried: a save not yet answered; asked: sending was tried while it was empty; shown: it stood in the form.
Held = dict[str, dict[str, Any]]
# What a field in conflict started from: nothing that is on screen or in the draft.
_UNKNOWN: Final = {"value": {}, "version": -1}


class Verdict(Enum):
    SETTLED = auto()  # screen and database agree
    MINE = auto()  # typed here and to be saved
    THEIRS = auto()  # written elsewhere, untouched here: to be shown
    CONFLICT = auto()  # written elsewhere and typed here: the person decides


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The fields of a form by what is to be done with them, in the order of the form.

    ``faulty`` are ``mine`` that would be refused; they are not in ``mine``.
    """

    mine: tuple[str, ...]
    faulty: tuple[str, ...]
    theirs: tuple[str, ...]
    conflicts: tuple[str, ...]

    @property
    def unsaved(self) -> tuple[str, ...]:
        return self.mine + self.faulty + self.conflicts


def client_of(me: Identity, answer_id: UUID) -> UUID:
    """Who writes, as the database tells writers of one draft apart: a sign-in, so one person's one device.

    It is the same after the session began anew, and nobody can read the sign-in from it.
    """
    return uuid5(me.session_id, str(answer_id))


def person_of(me: Identity) -> UUID:
    """Under whose name a browser holds what is not stored yet: the same after signing in again, and no id."""
    return uuid5(me.participant_id, "draft")


def version(mark: FieldMark | None) -> int:
    return mark.version if mark else 0


def held_from(screen: AnswerScreen, questions: Sequence[Question], conflicts: Collection[str] = ()) -> Held:
    """What the form holds from now on: the draft as it was just read; an open conflict stays one."""
    stored = {
        question.key: {
            "value": screen.values.get(question.key),
            "version": version(screen.fields.get(question.key)),
        }
        for question in questions
    }
    return {**stored, **{key: dict(_UNKNOWN) for key in conflicts}}


def compare(
    screen: AnswerScreen,
    questions: Sequence[Question],
    typed: Mapping[str, object],
    *,
    held: Held | None,
    client: UUID,
    known: Known,
) -> Compared:
    """Sort the fields.

    ``typed``: what stands on screen; ``held``: what this session started from, if it still knows.
    """
    found: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    faulty = []
    for question in questions:
        key = question.key
        stored = _as_shown(question, screen.values.get(key), known)
        verdict = _judge(typed.get(key), stored, screen.fields.get(key), (held or {}).get(key), client)
        mark = screen.fields.get(key)
        if verdict is Verdict.CONFLICT and question.accepts_no_data and mark and mark.client_id == client:
            verdict = Verdict.MINE  # the number kept itself between two runs; the box beside it is hers too
        if verdict is Verdict.MINE and draft_fault(question, typed.get(key), known=known) is not None:
            faulty.append(key)
        else:
            found[verdict].append(key)
    return Compared(
        mine=tuple(found[Verdict.MINE]),
        faulty=tuple(faulty),
        theirs=tuple(found[Verdict.THEIRS]),
        conflicts=tuple(found[Verdict.CONFLICT]),
    )


def compare_with_held(
    questions: Sequence[Question], typed: Mapping[str, object], *, held: Held, known: Known
) -> Compared:
    """While the database is away: what was typed since it last answered."""
    differing = [q for q in questions if not is_same(typed.get(q.key), held.get(q.key, {}).get("value"))]
    faulty = [q.key for q in differing if draft_fault(q, typed.get(q.key), known=known) is not None]
    return Compared(
        mine=tuple(q.key for q in differing if q.key not in faulty),
        faulty=tuple(faulty),
        theirs=(),
        conflicts=(),
    )


def is_same(one: object, other: object) -> bool:
    return not changed({"": one}, {"": other})


def _judge(
    typed: object, stored: object, mark: FieldMark | None, held: Mapping[str, Any] | None, client: UUID
) -> Verdict:
    if is_same(typed, stored):
        return Verdict.SETTLED
    if held is None:
        return Verdict.MINE if mark is None or mark.client_id == client else Verdict.CONFLICT
    is_mine = version(mark) == held["version"] or ("tried" in held and is_same(stored, held["tried"]))
    if is_mine:
        return Verdict.MINE
    return Verdict.THEIRS if is_same(typed, held["value"]) else Verdict.CONFLICT


def _as_shown(question: Question, stored: object, known: Known) -> object:
    """The stored value as its widget can show it: without what is on offer no more, e.g. a withdrawn problem.

    So opening a form never writes; the entry leaves the draft with the next change of the field.
    """
    if draft_fault(question, stored, known=known) is None:
        return stored
    if isinstance(stored, list) and all(isinstance(entry, str) for entry in stored):
        return [entry for entry in stored if fault(question, [entry], known=known) is None] or None
    return None if question.options or question.kind in ("unit", "sub_pillar") else stored
