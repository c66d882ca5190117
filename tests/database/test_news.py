"""The inbox: who is told what, by which act, and who may see and mark it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from uuid import UUID, uuid4

import psycopg
import pytest

from components.texts import news as texts
from db import transport
from db.errors import DomainError
from db.gateway import curation, home, news
from db.gateway.curation import Decision
from db.identity import DOORKEEPER, Identity
from tests.database.scene import Scene

MIGRATIONS = Path(__file__).parents[2] / "db/supabase/migrations"
TELLING = re.compile(r"perform private\.tell_(?:unit|person)\([^;]*;")
KIND = re.compile(r"(?:,|then|else)\s*'([a-z_]+)'")


def decide(scene: Scene, answer_id: UUID, decision: Decision = "dikembalikan") -> None:
    curation.decide_answers(
        scene.dian,
        request_id=uuid4(),
        answer_ids=[answer_id],
        decision=decision,
        reason=None if decision == "diterima" else "Lengkapi",
    )


def inbox(me: Identity) -> tuple[news.News, ...]:
    return news.news_screen(me, before=None).news


def kinds(me: Identity) -> list[str]:
    return [one.kind for one in inbox(me)]


def tick() -> None:
    transport.write("tick", as_=DOORKEEPER)


def close_soon(scene: Scene, *, hours: float = 5, kind: str = "problem") -> None:
    """This window closes so soon; no other one does."""
    scene.everything("update app.\"window\" set closes_at = now() + interval '30 days'")
    scene.everything(
        'update app."window" set closes_at = now() + make_interval(mins => %s) where kind = %s',
        (round(hours * 60), kind),
    )


# ── telling ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("decision", "kind"), [("diterima", "accepted"), ("dikembalikan", "returned"), ("ditolak", "declined")]
)
def test_the_whole_unit_is_told_what_was_decided(scene: Scene, decision: Decision, kind: str) -> None:
    sent = scene.answer(scene.budi, "dikirim")

    decide(scene, sent, decision)

    for officer in (scene.budi, scene.bayu):
        (told,) = inbox(officer)
        assert (told.kind, told.is_read) == (kind, False)
        assert told.answer is not None
        assert told.answer.id == sent


def test_no_other_unit_is_told_nor_sees_what_was(scene: Scene, acting_as) -> None:
    decide(scene, scene.answer(scene.budi, "dikirim"))

    assert [kinds(me) for me in (scene.rina, scene.sari, scene.wali, scene.dian, scene.pandu)] == [[]] * 5
    with acting_as(scene.rina) as sql:
        assert sql("select * from app.news") == []
    assert scene.everything("select count(*) from app.news") == [(2,)], "and what she does not see is there"


def test_who_acts_and_who_is_switched_off_are_not_told(scene: Scene) -> None:
    scene.everything("update app.participant set is_active = false where user_name = 'bayu'")
    scene.everything(
        "update app.participant set unit_id = %s where user_name = 'dian'", (scene.budi.unit_id,)
    )

    decide(scene, scene.answer(scene.budi, "dikirim"))

    assert scene.everything("select participant_id from app.news") == [(scene.budi.participant_id,)]


def test_an_act_that_fails_tells_nobody(scene: Scene) -> None:
    good, draft = scene.answer(scene.budi, "dikirim"), scene.answer(scene.budi)

    with pytest.raises(DomainError):
        curation.decide_answers(
            scene.dian, request_id=uuid4(), answer_ids=[good, draft], decision="diterima", reason=None
        )

    assert scene.everything("select 1 from app.news") == []


def test_an_act_that_is_repeated_tells_once(scene: Scene) -> None:
    sent, request = scene.answer(scene.budi, "dikirim"), uuid4()

    for _ in range(2):
        curation.decide_answers(
            scene.dian, request_id=request, answer_ids=[sent], decision="diterima", reason=None
        )

    assert kinds(scene.budi) == ["accepted"]


def test_an_answer_that_may_not_be_read_any_more_is_not_shown(scene: Scene) -> None:
    decide(scene, scene.answer(scene.budi, "dikirim"))
    scene.everything(
        "update app.participant set unit_id = %s where user_name = 'bayu'", (scene.rina.unit_id,)
    )

    (told,) = inbox(scene.bayu)

    assert told.answer is None
    assert inbox(scene.budi)[0].answer is not None, "and it is there"


@pytest.mark.parametrize("table", ["news", "closing_told"])
def test_nobody_writes_the_inbox_but_the_acts(scene: Scene, acting_as, table: str) -> None:
    for statement in (f"delete from app.{table}", f"insert into app.{table} default values"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), acting_as(scene.budi) as sql:
            sql(statement)


def test_every_kind_that_is_told_has_its_sentence() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in sorted(MIGRATIONS.glob("*.sql")))

    acts = TELLING.findall(written)

    assert acts
    assert {kind for act in acts for kind in KIND.findall(act)} <= texts.KINDS


# ── a window that closes ────────────────────────────────────────────────────────────────────────────────────


def test_who_owes_something_is_told_a_day_before_a_window_closes(scene: Scene) -> None:
    scene.answer(scene.budi)
    scene.answer(scene.rina, "dikirim")
    close_soon(scene)

    tick()

    (told,) = inbox(scene.budi)
    assert (told.kind, told.detail["sheet"], told.detail["unfinished"]) == ("window_closing", "problem", 1)
    assert inbox(scene.sari)[0].detail["unfinished"] == 0, "nothing begun, nothing sent"
    assert kinds(scene.rina) == [], "all sent"
    assert [kinds(me) for me in (scene.dian, scene.wali, scene.pandu)] == [[]] * 3


def test_it_is_told_once_however_many_processes_tick(scene: Scene) -> None:
    close_soon(scene)
    threads = [Thread(target=tick) for _ in range(6)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tick()

    assert kinds(scene.budi) == ["window_closing"]


def test_a_window_that_is_extended_is_told_anew_when_it_closes(scene: Scene) -> None:
    close_soon(scene)
    tick()

    close_soon(scene, hours=48)
    tick()
    assert len(inbox(scene.budi)) == 1, "two days are no hurry"
    close_soon(scene, hours=6)
    tick()

    assert len(inbox(scene.budi)) == 2


@pytest.mark.parametrize(
    "change",
    [
        "update app.\"window\" set opens_at = now() + interval '1 hour'",
        "update app.\"window\" set opens_at = now() - interval '3 d', closes_at = now() - interval '1 h'",
        "update app.\"window\" set closes_at = now() + interval '25 hours'",
        "update app.cycle set is_open = false",
    ],
    ids=["not open yet", "closed", "far from closing", "archived year"],
)
def test_nobody_is_told_of_a_window_that_is_not_about_to_close(scene: Scene, change: str) -> None:
    close_soon(scene)
    scene.everything(change)

    tick()

    assert scene.everything("select 1 from app.news") == []


def test_raters_are_told_how_much_they_have_not_rated(scene: Scene) -> None:
    first, second = (scene.answer(scene.budi, "diterima") for _ in range(2))
    scene.open_window("rating")
    scene.rate(scene.rina, first, 1, 2, 3)
    for answer in (first, second):
        scene.rate(scene.sari, answer, 1, 2, 3)
    close_soon(scene, kind="rating")

    tick()

    (told,) = inbox(scene.rina)
    assert (told.detail["sheet"], told.detail["unfinished"]) == ("rating", 1)
    assert kinds(scene.sari) == [], "all rated"
    assert kinds(scene.budi) == [], "nothing of others to rate"


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_page_counts_what_is_unread_and_shows_the_newest_three(scene: Scene) -> None:
    sent = [scene.answer(scene.budi, "dikirim") for _ in range(4)]
    for one in sent:
        decide(scene, one, "diterima")

    found = home.home_screen(scene.budi, cycle_id=None).news

    assert (found.unread, found.is_empty) == (4, False)
    assert [one.answer.id for one in found.newest if one.answer] == sent[:0:-1]


def test_what_was_read_stays_in_the_inbox(scene: Scene) -> None:
    decide(scene, scene.answer(scene.budi, "dikirim"))
    (told,) = inbox(scene.budi)

    assert news.read_news(scene.budi, request_id=uuid4(), ids=[told.id], until=None) == 1

    assert [one.is_read for one in inbox(scene.budi)] == [True]
    found = home.home_screen(scene.budi, cycle_id=None).news
    assert (found.unread, found.newest, found.is_empty) == (0, (), False)
    assert not inbox(scene.bayu)[0].is_read, "a colleague reads for herself"


def test_all_up_to_an_instant_leaves_what_came_after_it(scene: Scene) -> None:
    decide(scene, scene.answer(scene.budi, "dikirim"), "diterima")
    seen = inbox(scene.budi)[0].told_at
    decide(scene, scene.answer(scene.budi, "dikirim"), "dikembalikan")

    assert news.read_news(scene.budi, request_id=uuid4(), ids=None, until=seen) == 1

    assert [one.kind for one in inbox(scene.budi) if not one.is_read] == ["returned"]


def test_nobody_marks_what_was_told_to_somebody_else(scene: Scene) -> None:
    decide(scene, scene.answer(scene.budi, "dikirim"))
    (told,) = inbox(scene.budi)

    assert news.read_news(scene.bayu, request_id=uuid4(), ids=[told.id], until=None) == 0
    assert news.read_news(scene.sari, request_id=uuid4(), ids=None, until=datetime.now(UTC)) == 0

    assert not inbox(scene.budi)[0].is_read


def test_the_inbox_goes_on_where_a_page_ends(scene: Scene) -> None:
    for _ in range(31):
        scene.everything(
            "select private.tell_person(%s, %s, 'accepted', null)",
            (scene.budi.participant_id, scene.cycle_id),
        )

    first = inbox(scene.budi)
    rest = news.news_screen(scene.budi, before=first[-1].told_at).news

    assert (len(first), len(rest)) == (30, 1)
    assert {one.id for one in first}.isdisjoint(one.id for one in rest)


@pytest.mark.parametrize(
    "asked",
    [{"ids": {}}, {"ids": [1]}, {"ids": ["x"]}, {"ids": [None] * 501}, {"ids": None}],
)
def test_refuses_what_names_no_news(scene: Scene, asked: dict[str, object]) -> None:
    decide(scene, scene.answer(scene.budi, "dikirim"))

    with pytest.raises(DomainError, match="field_invalid"):
        transport.write("read_news", as_=scene.budi, request_id=uuid4(), until=None, **asked)

    assert not inbox(scene.budi)[0].is_read


def test_a_page_before_the_first_is_empty(scene: Scene) -> None:
    decide(scene, scene.answer(scene.budi, "dikirim"))

    assert news.news_screen(scene.budi, before=datetime.now(UTC) - timedelta(days=1)).news == ()
