"""Sending in haste: a double click, two tabs, an answer that was lost, everybody in the last second."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from db.embedded import Server
from db.errors import DomainError
from db.gateway import answers, approval
from db.gateway.answers import Sent
from db.identity import Identity
from db.transport import Transport
from tests.database.city import TestCity
from tests.database.scene import Scene

CROWD = 400  # the benchmark `closing` does it with two thousand


@pytest.fixture
def crowd(_owner: psycopg.Connection[Any], city: TestCity, transports: Transport) -> Scene:
    """The small city, asked over each transport in turn."""
    return Scene(owner=_owner, city=city)


def at_once(acts: Sequence[Callable[[], Sent]], workers: int = 8) -> list[Sent | str]:
    """Do them all together; what each gave back, or the word of its refusal."""
    start = threading.Barrier(min(workers, len(acts)))
    first = iter(range(len(acts)))
    lock = threading.Lock()

    def one(act: Callable[[], Sent]) -> Sent | str:
        with lock:
            is_early = next(first) < start.parties
        if is_early:
            start.wait()
        try:
            return act()
        except DomainError as refusal:
            return refusal.code.value

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(one, acts))


def sending(me: Identity, answer_id: UUID, click: UUID | None = None) -> Callable[[], Sent]:
    request_id = click or uuid4()
    return lambda: answers.send_answer(me, request_id=request_id, answer_id=answer_id)


def kept(scene: Scene, answer_id: UUID) -> tuple[int, int]:
    """How often it was sent, and the number it has."""
    ((number,),) = scene.everything("select number from app.answer where id = %s", (answer_id,))
    ((versions,),) = scene.everything(
        "select count(*) from app.answer_version where answer_id = %s and status = 'dikirim'", (answer_id,)
    )
    return versions, number


# ── once, however often it is asked for ─────────────────────────────────────────────────────────────────────


def test_one_click_that_arrives_many_times_at_once_is_one_record_and_one_receipt(crowd: Scene) -> None:
    draft, click = crowd.answer(crowd.budi), uuid4()

    receipts = at_once([sending(crowd.budi, draft, click)] * 8)

    assert len(set(receipts)) == 1
    assert kept(crowd, draft) == (1, 1)


def test_of_two_tabs_and_a_colleague_one_sends_and_the_others_are_told(crowd: Scene) -> None:
    draft = crowd.answer(crowd.budi)

    outcomes = at_once([sending(me, draft) for me in (crowd.budi, crowd.budi, crowd.bayu)])

    assert Counter(one if isinstance(one, str) else one.status for one in outcomes) == {
        "dikirim": 1,
        "wrong_state": 2,
    }
    assert kept(crowd, draft) == (1, 1)


def test_a_receipt_that_was_lost_on_its_way_is_given_again(crowd: Scene) -> None:
    draft, click = crowd.answer(crowd.budi), uuid4()
    lost = answers.send_answer(crowd.budi, request_id=click, answer_id=draft)
    answers.reopen_answer(crowd.bayu, request_id=uuid4(), answer_id=draft)

    again = answers.send_answer(crowd.budi, request_id=click, answer_id=draft)

    assert again == lost
    assert kept(crowd, draft) == (1, 1), "and what a colleague has done since is not undone"


def test_many_who_send_at_once_get_numbers_without_a_gap(crowd: Scene) -> None:
    people = [crowd.budi, crowd.rina, crowd.citra, crowd.sari, crowd.tono, crowd.joko]
    drafts = [(me, crowd.answer(me)) for me in people for _ in range(5)]

    receipts = at_once([sending(me, draft) for me, draft in drafts])

    assert sorted(one.number for one in receipts if isinstance(one, Sent) and one.number) == list(
        range(1, len(drafts) + 1)
    )


def test_an_approval_and_a_reopening_at_once_end_in_one_of_the_two(crowd: Scene) -> None:
    approval.set_approval(crowd.dian, request_id=uuid4(), unit_id=crowd.budi.unit_id, is_on=True)
    crowd.everything("update app.participant set is_responsible = true where user_name = 'bayu'")
    drafts = [crowd.answer(crowd.budi) for _ in range(10)]
    for draft in drafts:
        answers.send_answer(crowd.budi, request_id=uuid4(), answer_id=draft)

    def approve(draft: UUID) -> Sent:
        return approval.approve_answer(crowd.bayu, request_id=uuid4(), answer_id=draft, version=1)

    def reopen(draft: UUID) -> Sent:
        answers.reopen_answer(crowd.budi, request_id=uuid4(), answer_id=draft)
        return Sent(status="draf", number=None, sent_at=datetime.now(UTC))

    acts = [lambda act=act, draft=draft: act(draft) for draft in drafts for act in (approve, reopen)]
    outcomes = at_once(acts)

    for draft, approved, reopened in zip(drafts, outcomes[::2], outcomes[1::2], strict=True):
        stands = crowd.everything("select status from app.answer where id = %s", (draft,))
        assert stands == [("draf",)] if isinstance(reopened, Sent) else [("dikirim",)]
        # approved and reopened, or reopened first and then there was nothing to approve
        assert isinstance(approved, Sent) or approved == "wrong_state"
        assert kept(crowd, draft)[0] == (1 if isinstance(approved, Sent) else 0)


# ── the last second ─────────────────────────────────────────────────────────────────────────────────────────

_WAITING = """select count(*) from pg_stat_activity
 where wait_event_type = 'Lock' and query like '%%send_answer%%'"""
_SENT = "select count(*) from app.answer where status = 'dikirim'"
_CLOSE = "update app.\"window\" set closes_at = clock_timestamp() + %s::interval where kind = 'problem'"


@pytest.mark.parametrize(
    "held",
    [
        "select from app.answer where id = %(draft)s for no key update",  # a colleague's save under way
        "select from app.answer_number for update",  # somebody else's number being given
        "select from app.feed for update",  # the year's counts being kept
    ],
    ids=["the answer", "the numbers", "the counts"],
)
def test_who_reached_the_database_before_closing_is_in_whatever_it_waits_for(
    scene: Scene, server: Server, held: str
) -> None:
    answers.send_answer(scene.sari, request_id=uuid4(), answer_id=scene.answer(scene.sari))
    draft, late = scene.answer(scene.budi), scene.answer(scene.budi)
    found: list[Sent | str] = []
    with psycopg.connect(server.owner_conninfo) as other:
        other.execute(held, {"draft": draft})
        waiting = threading.Thread(target=lambda: found.extend(at_once([sending(scene.budi, draft)])))
        waiting.start()
        while scene.everything(_WAITING) == [(0,)]:
            assert waiting.is_alive(), "it was to wait"
        scene.everything(_CLOSE, ("0",))
        other.rollback()
        waiting.join()

    (sent,) = found
    assert isinstance(sent, Sent)
    ((closes_at,),) = scene.everything("select closes_at from app.\"window\" where kind = 'problem'")
    assert sent.sent_at < closes_at, "and its receipt says so"
    assert at_once([sending(scene.budi, late)]) == ["window_closed"]


def test_of_a_crowd_around_the_closing_instant_each_is_in_once_or_out_untouched(crowd: Scene) -> None:
    people = [crowd.budi, crowd.rina, crowd.citra, crowd.sari, crowd.tono, crowd.joko]
    drafts = [(people[at % len(people)], crowd.answer(people[at % len(people)])) for at in range(CROWD)]
    clicks = [sending(me, draft) for me, draft in drafts]
    half = len(clicks) // 2

    outcomes: list[Sent | str] = []
    arriving = threading.Thread(
        target=lambda: outcomes.extend(at_once([act for act in clicks for _ in range(2)]))
    )
    arriving.start()  # each click arrives twice
    while arriving.is_alive() and crowd.everything(_SENT)[0][0] < half:
        pass
    crowd.everything(_CLOSE, ("20 ms",))
    arriving.join()

    ((closes_at,),) = crowd.everything("select closes_at from app.\"window\" where kind = 'problem'")
    rows = crowd.everything(
        "select answer.id, answer.status, number, sent_at, count(version) from app.answer"
        " left join app.answer_version on answer_id = id group by answer.id"
    )
    stands = {row[0]: row[1:] for row in rows}
    for (_, draft), once, twice in zip(drafts, outcomes[::2], outcomes[1::2], strict=True):
        status, number, sent_at, versions = stands[draft]
        if status == "dikirim":
            assert isinstance(once, Sent) or isinstance(twice, Sent)
            assert {one for one in (once, twice) if isinstance(one, Sent)} == {
                Sent(status="dikirim", number=number, sent_at=sent_at)
            }
            assert (versions, sent_at < closes_at) == (1, True)
        else:
            assert (once, twice, status, versions) == ("window_closed", "window_closed", "draf", 0)
    numbers = sorted(number for status, number, *_ in stands.values() if status == "dikirim")
    assert numbers == list(range(1, len(numbers) + 1))
    assert half <= len(numbers) < CROWD, "the instant fell into the crowd"
