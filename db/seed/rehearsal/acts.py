"""What is decided in a rehearsal: each act as its person, through the ``api`` functions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final, LiteralString

from db.seed.plant import Connection
from db.seed.rehearsal import words
from db.seed.rehearsal.people import one_row

_AT_ONCE: Final = 200
_DECISIONS: Final = ("diterima", "dikembalikan", "ditolak", None)  # None: still waits
_SHARES: Final = (60, 12, 4, 24)
_SENT_AGAIN: Final = 0.4
_WITHDRAWN: Final = 0.1
_REFERRED: Final = 0.05
_ENOUGH: Final = 10  # options, for two rounds
_CAST: Final = 2  # of the leaders, in the round that is still open


def _as(owner: Connection, person_id: Any, call: LiteralString, *arguments: Any) -> Any:
    """One call of an api function by this person, in a sign-in of her own."""
    (session_id,) = one_row(
        owner, "insert into app.session (participant_id) values (%s) returning id", person_id
    )
    claims = json.dumps({"sub": str(person_id), "session_id": str(session_id), "role": "authenticated"})
    owner.execute(
        "select set_config('role', 'authenticated', true), set_config('request.jwt.claims', %s, true)",
        [claims],
    )
    (given,) = one_row(owner, call, *arguments)
    owner.execute("select set_config('role', 'none', true), set_config('request.jwt.claims', '', true)")
    owner.execute("update app.session set ended_at = clock_timestamp() where id = %s", [session_id])
    return given


def review(owner: Connection, chance: Random) -> None:
    """Most of what was sent is decided; some that was returned is sent again or given up; some referred."""
    reviewers = _people(owner, "diskominfo")
    sent = _ids(
        owner, "select id from app.answer where status = 'dikirim' and number > 1000 order by sent_at, id"
    )
    decided = chance.choices(_DECISIONS, _SHARES, k=len(sent))
    by_decision = {
        decision: [one for one, said in zip(sent, decided, strict=True) if said == decision]
        for decision in _DECISIONS
    }
    _decide(owner, reviewers, by_decision["diterima"], "diterima", (None,), chance)
    _decide(owner, reviewers, by_decision["dikembalikan"], "dikembalikan", words.RETURN_REASONS, chance)
    _decide(owner, reviewers, by_decision["ditolak"], "ditolak", words.DECLINE_REASONS, chance)
    _mend(owner, by_decision["dikembalikan"], chance)
    _refer(owner, reviewers, by_decision[None], chance)


def _decide(
    owner: Connection,
    reviewers: Sequence[Any],
    ids: list[Any],
    decision: str,
    reasons: Sequence[str | None],
    chance: Random,
) -> None:
    due_on = datetime.now(UTC).date() + timedelta(days=5) if decision == "dikembalikan" else None
    at_once = max(1, min(_AT_ONCE, len(ids) // len(reasons) + 1))
    for place, first in enumerate(range(0, len(ids), at_once)):
        _as(
            owner, chance.choice(reviewers),
            "select api.decide_answers(gen_random_uuid(), %s::jsonb, %s, %s, null, %s)",
            json.dumps([str(one) for one in ids[first : first + at_once]]), decision,
            reasons[place % len(reasons)], due_on,
        )  # fmt: skip


def _mend(owner: Connection, returned: list[Any], chance: Random) -> None:
    for answer_id in returned:
        fate = chance.random()
        author_id, sheet = _written(owner, answer_id)
        if fate < _WITHDRAWN:
            _as(owner, author_id, "select api.withdraw_answer(gen_random_uuid(), %s, %s)",
                answer_id, words.WITHDRAW_REASON)  # fmt: skip
        elif fate < _WITHDRAWN + _SENT_AGAIN and sheet == "problem":
            _as(owner, author_id, "select api.send_answer(gen_random_uuid(), %s)", answer_id)


def _refer(owner: Connection, reviewers: Sequence[Any], waiting: list[Any], chance: Random) -> None:
    agencies = _ids(
        owner,
        "select unit.id from app.unit join app.unit_kind on unit_kind.code = kind"
        " where level = 'agency' order by unit.code",
    )
    for answer_id in waiting:
        if chance.random() < _REFERRED:
            own, revision = one_row(
                owner, "select unit_id, private.revision(id) from app.answer where id = %s", answer_id
            )
            unit = chance.choice([one for one in agencies if one != own])
            _as(owner, chance.choice(reviewers),
                "select api.refer_answer(gen_random_uuid(), %s, %s, %s::jsonb, %s, private.today() + 7)",
                answer_id, revision, json.dumps([str(unit)]), words.REFERRAL_QUESTION)  # fmt: skip


def _written(owner: Connection, answer_id: Any) -> tuple[Any, str]:
    """Its author and its sheet."""
    author_id, sheet = one_row(owner, "select author_id, sheet from app.answer where id = %s", answer_id)
    return author_id, sheet


def _people(owner: Connection, role: str) -> list[Any]:
    return _ids(
        owner, "select id from app.participant where role = %s and is_active order by user_name", role
    )


def _ids(owner: Connection, query: LiteralString, *arguments: Any) -> list[Any]:
    return [row[0] for row in owner.execute(query, arguments)]


def vote(owner: Connection, chance: Random) -> None:
    """One round that is over, with all its ballots, and one where not everybody has voted."""
    accepted = _ids(
        owner,
        "select id::text from app.answer where sheet = 'solution' and status = 'diterima'"
        " order by number limit 24",
    )
    officer, leaders = _people(owner, "diskominfo")[0], _people(owner, "pimpinan")
    if len(accepted) < _ENOUGH:
        return
    closed = _open_round(owner, officer, words.ROUND_CLOSED, accepted[:8])
    _cast(owner, leaders, closed, accepted[:8], chance)
    _as(owner, officer, "select api.close_round(gen_random_uuid(), %s)", closed)
    running = _open_round(owner, officer, words.ROUND_OPEN, accepted[8:])
    _cast(owner, leaders[:_CAST], running, accepted[8:], chance)


def _open_round(owner: Connection, officer: Any, title: str, options: list[str]) -> str:
    (cycle_id,) = one_row(owner, "select id from app.cycle where is_open order by year desc limit 1")
    opened = _as(
        owner, officer, "select api.open_round(gen_random_uuid(), %s, %s, %s::jsonb, %s)",
        cycle_id, title, json.dumps(options), datetime.now(UTC) + timedelta(days=3),
    )  # fmt: skip
    return str(opened["round_id"])


def _cast(
    owner: Connection, leaders: Sequence[Any], round_id: str, options: list[str], chance: Random
) -> None:
    for leader in leaders:
        chosen = {one: rank for rank, one in enumerate(chance.sample(options, min(5, len(options))), 1)}
        _as(
            owner,
            leader,
            "select api.cast_ballot(gen_random_uuid(), %s, %s::jsonb)",
            round_id,
            json.dumps(chosen),
        )
