"""An open round: frozen at opening, one ballot each, no choice seen before closing, all after."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from db import transport
from db.errors import DomainError
from db.gateway import answers, clock, voting
from db.gateway.voting import Round
from db.identity import Identity
from tests.database.conftest import ActingAs
from tests.database.scene import Scene


def later(seconds: float = 3600) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


def solutions(scene: Scene, count: int = 3) -> list[UUID]:
    return [
        scene.answer(scene.budi, "diterima", "solution", title=f"Solusi {n}") for n in range(1, count + 1)
    ]


def opened(scene: Scene, options: list[UUID] | None = None) -> UUID:
    return voting.open_round(
        scene.dian,
        request_id=uuid4(),
        cycle_id=scene.cycle_id,
        title="Prioritas pimpinan",
        option_ids=options if options is not None else solutions(scene),
        closes_at=later(),
    )


def look(me: Identity, round_id: UUID) -> Round:
    found = voting.round_screen(me, cycle_id=None, round_id=round_id).round
    assert found is not None
    return found


def cast(me: Identity, round_id: UUID, *ranked: UUID) -> None:
    choices = {option: rank for rank, option in enumerate(ranked, 1)}
    voting.cast_ballot(me, request_id=uuid4(), round_id=round_id, choices=choices)


# ── opening ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_only_accepted_solutions_of_the_year_enter(scene: Scene) -> None:
    good = solutions(scene, 2)
    for intruder in (
        scene.answer(scene.budi, "dikirim", "solution"),
        scene.answer(scene.budi, "diterima", "problem"),
        uuid4(),
    ):
        with pytest.raises(DomainError, match="round_not_ready: options"):
            opened(scene, [*good, intruder])

    assert scene.everything("select count(*) from app.round") == [(0,)]


@pytest.mark.parametrize("count", [0, 1])
def test_a_round_needs_two_options(scene: Scene, count: int) -> None:
    with pytest.raises(DomainError, match="round_not_ready: options"):
        opened(scene, solutions(scene, count))


def test_a_round_needs_a_voter(scene: Scene) -> None:
    scene.everything("update app.participant set is_active = false where role = 'pimpinan'")

    with pytest.raises(DomainError, match="round_not_ready: voters"):
        opened(scene)


def test_a_round_cannot_close_before_it_opens(scene: Scene) -> None:
    with pytest.raises(DomainError, match="window_order"):
        voting.open_round(
            scene.dian,
            request_id=uuid4(),
            cycle_id=scene.cycle_id,
            title="Prioritas",
            option_ids=solutions(scene),
            closes_at=later(-1),
        )


def test_the_hash_everybody_sees_is_of_the_frozen_text(scene: Scene) -> None:
    shown = look(scene.sari, opened(scene))

    assert hashlib.sha256(shown.frozen.encode()).hexdigest() == shown.frozen_hash
    assert all(option.title in shown.frozen for option in shown.options)
    assert all(voter.name in shown.frozen for voter in shown.voters)


def test_a_leader_who_comes_after_opening_does_not_vote(scene: Scene) -> None:
    scene.everything("update app.participant set is_active = false where user_name = 'sekda'")
    round_id = opened(scene)
    scene.everything("update app.participant set is_active = true where user_name = 'sekda'")

    with pytest.raises(DomainError, match="not_a_voter"):
        cast(scene.sekda, round_id, look(scene.wali, round_id).options[0].id)


def test_an_option_cannot_be_withdrawn_under_a_round(scene: Scene) -> None:
    options = solutions(scene)
    opened(scene, options)

    with pytest.raises(DomainError, match="wrong_state"):
        answers.withdraw_answer(scene.budi, request_id=uuid4(), answer_id=options[0], reason="batal")


# ── casting ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_ballot_replaces_the_old(scene: Scene) -> None:
    first, second, third = options = solutions(scene)
    round_id = opened(scene, options)
    cast(scene.wali, round_id, first, second)

    cast(scene.wali, round_id, third)

    seen = look(scene.wali, round_id)
    assert seen.own_choices == {third: 1}
    assert seen.votes == 1


def test_a_double_click_casts_once(scene: Scene) -> None:
    options = solutions(scene)
    round_id, click = opened(scene, options), uuid4()

    times = {
        voting.cast_ballot(scene.wali, request_id=click, round_id=round_id, choices={options[0]: 1})
        for _ in range(3)
    }

    assert len(times) == 1


Faulty = Callable[[list[UUID]], dict[Any, Any]]


@pytest.mark.parametrize(
    ("choices", "refusal"),
    [
        (lambda options: {}, "no_choice"),
        (lambda options: {option: rank for rank, option in enumerate(options, 1)}, "too_many_choices"),
        (lambda options: {uuid4(): 1}, "unknown_option"),
        (lambda options: {options[0]: 1, options[1]: 1}, "rank_repeated"),
        (lambda options: {options[0]: 2}, "rank_repeated"),  # a first place is missing
        (lambda options: {options[0]: 0}, "rank_repeated"),
        (lambda options: {options[0]: -1}, "rank_repeated"),
        (lambda options: {options[0]: "1"}, "rank_repeated"),  # a text is no rank
        (lambda options: {options[0]: 1.5}, "rank_repeated"),
        (lambda options: {options[0]: None}, "rank_repeated"),
        (lambda options: {options[0]: [1]}, "rank_repeated"),
    ],
)
def test_a_faulty_ballot_is_refused_and_leaves_the_old_one(
    scene: Scene, choices: Faulty, refusal: str
) -> None:
    options = solutions(scene, 6)
    round_id = opened(scene, options)
    cast(scene.wali, round_id, options[2])

    with pytest.raises(DomainError, match=refusal):
        voting.cast_ballot(scene.wali, request_id=uuid4(), round_id=round_id, choices=choices(options))

    assert look(scene.wali, round_id).own_choices == {options[2]: 1}


@pytest.mark.parametrize("choices", [None, [], "x", 1])
def test_a_ballot_that_is_no_ballot_is_refused(scene: Scene, choices: Any) -> None:
    round_id = opened(scene)

    with pytest.raises(DomainError, match="no_choice"):
        transport.write(
            "cast_ballot", as_=scene.wali, request_id=uuid4(), round_id=round_id, choices=_json(choices)
        )


def _json(value: Any) -> Any:
    return value if isinstance(value, list) else json.dumps(value)


# ── secrecy until closing ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", ["wakil", "dian", "budi", "sari", "pandu"])
def test_nobody_sees_anothers_ballot_before_closing(scene: Scene, acting_as: ActingAs, who: str) -> None:
    options = solutions(scene)
    round_id = opened(scene, options)
    cast(scene.wali, round_id, options[0])

    seen = look(scene.city.people[who], round_id)
    with acting_as(scene.city.people[who]) as sql:
        rows = sql("select 1 from app.open_ballot")

    assert (seen.ballots, seen.own_choices, seen.votes, rows) == (None, {}, 1, [])
    assert scene.everything("select count(*) from app.open_ballot") == [(1,)], "and it is there"


def test_the_event_log_says_that_somebody_voted_but_not_what(scene: Scene) -> None:
    options = solutions(scene)
    round_id = opened(scene, options)
    cast(scene.wali, round_id, options[0])

    logged = scene.everything("select detail::text from app.event where act = 'ballot_cast'")
    assert logged == [("{}",)]


def test_after_closing_every_ballot_is_seen_by_everybody_with_its_name(scene: Scene) -> None:
    first, second, third = options = solutions(scene)
    round_id = opened(scene, options)
    cast(scene.wali, round_id, first, second)
    cast(scene.sekda, round_id, third)

    voting.close_round(scene.dian, request_id=uuid4(), round_id=round_id)

    ballots = look(scene.sari, round_id).ballots
    assert ballots is not None
    assert {ballot.voter: ballot.choices for ballot in ballots} == {
        "Wali": {first: 1, second: 2},
        "Sekda": {third: 1},
    }


# ── closing ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_after_closing_no_ballot_is_taken(scene: Scene) -> None:
    options = solutions(scene)
    round_id = opened(scene, options)
    cast(scene.wali, round_id, options[0])
    voting.close_round(scene.dian, request_id=uuid4(), round_id=round_id)

    with pytest.raises(DomainError, match="round_closed"):
        cast(scene.wali, round_id, options[1])

    assert look(scene.wali, round_id).own_choices == {options[0]: 1}


def test_after_its_instant_no_ballot_is_taken_even_before_the_clock_has_ticked(scene: Scene) -> None:
    options = solutions(scene)
    round_id = opened(scene, options)
    scene.everything("update app.round set closes_at = now() - interval '1 second'")

    with pytest.raises(DomainError, match="round_closed"):
        cast(scene.wali, round_id, options[0])

    assert look(scene.wali, round_id).row.is_open is False


def test_the_clock_closes_what_is_due_once(scene: Scene) -> None:
    round_id = opened(scene)
    scene.everything("update app.round set closes_at = now() - interval '1 second'")

    closed = [clock.tick(), clock.tick()]

    assert closed == [1, 0]
    assert look(scene.sari, round_id).row.is_closed


def test_closing_twice_says_so(scene: Scene) -> None:
    round_id = opened(scene)
    voting.close_round(scene.dian, request_id=uuid4(), round_id=round_id)

    with pytest.raises(DomainError, match="round_closed"):
        voting.close_round(scene.dian, request_id=uuid4(), round_id=round_id)


def test_ballots_cast_while_the_round_closes_are_in_or_refused_never_half(scene: Scene) -> None:
    options = solutions(scene)
    round_id = opened(scene, options)
    voters = [scene.wali, scene.wakil, scene.sekda]
    accepted: list[tuple[Identity, UUID]] = []
    start = threading.Barrier(4)

    def vote(me: Identity) -> None:
        start.wait()
        for turn in range(40):
            try:
                cast(me, round_id, options[turn % 3])
            except DomainError as refusal:
                assert refusal.code == "round_closed"  # noqa: PT017  (in a thread)
                return
            accepted.append((me, options[turn % 3]))

    threads = [threading.Thread(target=vote, args=(me,)) for me in voters]
    for thread in threads:
        thread.start()
    start.wait()
    voting.close_round(scene.dian, request_id=uuid4(), round_id=round_id)
    for thread in threads:
        thread.join()

    last = {me.name: choice for me, choice in accepted}
    ballots = look(scene.sari, round_id).ballots
    assert ballots is not None
    assert {ballot.voter: next(iter(ballot.choices)) for ballot in ballots} == last


def test_diskominfo_sees_how_many_of_those_invited_have_voted(scene: Scene) -> None:
    options = solutions(scene)
    round_id = opened(scene, options)
    cast(scene.wali, round_id, options[0])

    desk = voting.round_desk(scene.dian, cycle_id=None)

    invited = len(look(scene.dian, round_id).voters)
    assert invited > 1, "or one could not tell votes from voters"
    assert (desk.votes[round_id], desk.invited[round_id]) == (1, invited)
