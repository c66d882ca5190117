"""Keeping what was typed: one call with what changed, and an account of what is kept and what is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from components import state
from components.rules.draft import Held, version
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from db.gateway.answers import AnswerScreen, FieldSave, Saved
from db.identity import Identity

_OVER = (ErrorCode.WINDOW_CLOSED, ErrorCode.CYCLE_ARCHIVED, ErrorCode.WRONG_STATE, ErrorCode.NOT_FOUND)


class SaveFields(Protocol):
    def __call__(
        self, me: Identity, *, answer_id: UUID, client_id: UUID, fields: Sequence[FieldSave]
    ) -> Saved: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """``unsaved``: fields that were to be saved and are not. ``over``: why nothing can be saved any more.

    ``is_changed``: a colleague wrote in the same moment, nothing of hers was overwritten; or the field itself
    saved with a clock ahead of ours. The next run sees it.
    """

    saved_at: datetime | None = None
    unsaved: tuple[str, ...] = ()
    over: ErrorCode | None = None
    is_away: bool = False
    is_changed: bool = False


def save(
    me: Identity,
    screen: AnswerScreen,
    typed: Mapping[str, object],
    keys: Sequence[str],
    *,
    held: Held,
    client: UUID,
    cleared: Mapping[str, tuple[str, ...]],
    save_fields: SaveFields,
) -> Outcome:
    """Save these fields; one that the database refuses by name is left out, the others are saved.

    ``cleared``: numbers in a field that are kept as they are. ``held`` learns before the call what is tried,
    after it what is kept: an answer may be lost on its way.
    """
    left = list(keys)
    refused: list[str] = []
    while left:
        _try(screen.answer.id, held, typed, left)
        sent = [_field(screen, typed, key, cleared.get(key, ())) for key in left]
        try:
            saved = save_fields(me, answer_id=screen.answer.id, client_id=client, fields=sent)
        except DatabaseUnavailable:
            return Outcome(unsaved=(*left, *refused), is_away=True)
        except DomainError as error:
            if error.code in _OVER:
                return Outcome(unsaved=(*left, *refused), over=error.code)
            if error.field not in left:
                raise
            left.remove(error.field)
            refused.append(error.field)
        else:
            return _learn(screen.answer.id, held, typed, saved, refused)
    return Outcome(unsaved=tuple(refused))


def _field(
    screen: AnswerScreen, typed: Mapping[str, object], key: str, cleared: tuple[str, ...]
) -> FieldSave:
    return FieldSave(
        field=key,
        value=typed[key],
        sequence=state.next_sequence(),
        base_version=version(screen.fields.get(key)),
        cleared=cleared,
    )


def _try(answer_id: UUID, held: Held, typed: Mapping[str, object], keys: Sequence[str]) -> None:
    for key in keys:
        held[key]["tried"] = typed[key]
    state.set_loaded(answer_id, held)


def _learn(
    answer_id: UUID, held: Held, typed: Mapping[str, object], saved: Saved, refused: Sequence[str]
) -> Outcome:
    for one in saved.fields:
        if one.outcome == "saved":
            held[one.field] = {"value": typed[one.field], "version": one.version, "shown": True}
        elif one.outcome == "changed":
            held[one.field].pop("tried", None)
        else:
            state.sequence_after(one.sequence or 0)
    state.set_loaded(answer_id, held)
    changed = [one.field for one in saved.fields if one.outcome != "saved"]
    return Outcome(
        saved_at=saved.saved_at if len(changed) < len(saved.fields) else None,
        unsaved=(*changed, *refused),
        is_changed=bool(changed),
    )
