"""``POST /draft``: keeps one field of a draft while it is being typed, without a run of the page's script.

What is typed comes as text, in whatever state the typing is; it is read here and judged by the database, in
one call. Whoever cannot be saved is told why in a word that the field has a sentence for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components import cached
from components.http.visitor import answered, bounded_body, refusal, refused
from components.rules.draft import client_of
from components.texts import format as fmt
from components.texts import shell as texts
from components.ui.typed import ENDS, TYPED_KINDS, Typed, as_typed, read_typed, reading
from db.errors import DomainError, ErrorCode
from db.gateway import answers
from db.gateway.answers import FieldSave, FieldSaved
from db.gateway.questionnaire import Kind
from db.identity import Identity

_MOST_BYTES: Final = 32_768  # the longest text there is, each letter escaped, and a little
_FAULTS: Final = {ErrorCode.TEXT_TOO_LONG: "too_long", ErrorCode.TEXT_INVALID: "bad_characters"}
_COUNTS: Final = ("sequence", "base_version")
_FRESH: Final = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A field as the browser sends it. ``client_id``: for whom the page was drawn."""

    answer_id: UUID
    client_id: UUID
    kind: Kind
    typed: Typed
    save: FieldSave


def routes() -> list[Route]:
    return [Route("/draft", _keep_field, methods=["POST"])]


async def _keep_field(request: Request) -> Response:
    body = await bounded_body(request, at_most=_MOST_BYTES)
    return await answered(request, lambda me: _save(me, body))


def _save(me: Identity, body: bytes | None) -> Response:
    if (
        body is None
    ):  # a whole document was pasted; who typed it is told at the field, where it stays in sight
        return _answer({"outcome": "refused", "fault": "too_long"}, status=422)
    wanted = _wanted(body)
    if wanted is None:
        return refusal(400, texts.MALFORMED)
    if wanted.client_id != client_of(me, wanted.answer_id):  # somebody else has signed in on this browser
        return refused(DomainError(ErrorCode.SESSION_ENDED))
    try:
        saved = answers.save_fields(
            me, answer_id=wanted.answer_id, client_id=wanted.client_id, fields=[wanted.save]
        )
    except DomainError as error:
        fault = _fault(wanted, error)
        if fault is None:
            raise
        return _answer({"outcome": "refused", "fault": fault}, status=422)
    return _answer(_told(wanted, saved.fields[0], saved.saved_at, cached.sign_in_screen().time_zone))


def _told(wanted: Wanted, one: FieldSaved, at: datetime, zone: str) -> dict[str, Any]:
    told = {"outcome": one.outcome, "version": one.version}
    if one.outcome == "saved":
        return told | {
            "at": fmt.clock(at, zone),
            "reading": reading(wanted.kind, wanted.typed, wanted.save.value),
        }
    theirs_at = datetime.fromisoformat(one.saved_at) if one.saved_at else at
    return told | {
        "typed": as_typed(wanted.kind, one.value),
        "by": one.saved_by,
        "at": fmt.clock(theirs_at, zone),
        "moment": fmt.moment(theirs_at, zone),
        "sequence": one.sequence,
    }


def _fault(wanted: Wanted, error: DomainError) -> str | None:
    """What is wrong with the text itself; None when the refusal is about something else."""
    if error.code is ErrorCode.FIELD_INVALID and error.field == wanted.save.field:
        return _unfit(wanted.kind, wanted.save.value)
    return _FAULTS.get(error.code)


def _unfit(kind: Kind, value: object) -> str:
    numbers = value.values() if isinstance(value, dict) else [value]
    if any(isinstance(number, str) for number in numbers):
        return "not_number"
    if kind != "number" and any(isinstance(number, float) for number in numbers):
        return "not_whole"
    return "out_of_range"


def _wanted(body: bytes) -> Wanted | None:
    """The field in the body, or None when it is not what our own page sends."""
    try:
        given = json.loads(body)
        if not _is_ours(given):
            return None
        return Wanted(
            answer_id=UUID(given["answer_id"]),
            client_id=UUID(given["client_id"]),
            kind=given["kind"],
            typed=given["typed"],
            save=FieldSave(
                field=given["field"],
                value=read_typed(given["kind"], given["typed"]),
                sequence=given["sequence"],
                base_version=given["base_version"],
                cleared=tuple(given["cleared"]),
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _is_ours(given: Mapping[str, Any]) -> bool:
    return (
        given["kind"] in TYPED_KINDS
        and _is_typed(given["kind"], given["typed"])
        and isinstance(given["field"], str)
        and all(type(given[count]) is int and 0 <= given[count] < 2**63 for count in _COUNTS)
        and isinstance(given["cleared"], list)
        and all(isinstance(number, str) for number in given["cleared"])
    )


def _is_typed(kind: str, typed: object) -> bool:
    if kind != "year_range":
        return isinstance(typed, str)
    return (
        isinstance(typed, dict)
        and set(typed) == set(ENDS)
        and all(isinstance(text, str) for text in typed.values())
    )


def _answer(told: Mapping[str, Any], status: int = 200) -> Response:
    return JSONResponse(told, status_code=status, headers=_FRESH)
