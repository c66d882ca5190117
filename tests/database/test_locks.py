"""Locks are taken in one order (answers, their year's feed, its counts): no two acts wait for each other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from db.embedded import Server
from db.errors import DomainError, ErrorCode
from db.gateway import answers, city, curation, editing, lanes, merging, raters, sectors, stages
from db.gateway.answers import FieldSave
from db.gateway.lanes import ImportRow
from db.identity import Identity
from tests.database.scene import Scene

Connection = psycopg.Connection[Any]
_SOMEBODY_WAITS = "select exists (select from pg_locks where not granted)"


@pytest.fixture
def other(server: Server, scene: Scene) -> Iterator[Connection]:
    """Somebody else's transaction, step by step."""
    with psycopg.connect(server.owner_conninfo) as connection:
        yield connection
        connection.rollback()


@contextmanager
def beside(scene: Scene, act: Callable[[], object]) -> Iterator[None]:
    """``act`` goes on in a thread until it waits for a lock; after this it must have come through."""
    faults: list[BaseException] = []

    def work() -> None:
        try:
            act()
        except BaseException as error:
            faults.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    while thread.is_alive() and scene.everything(_SOMEBODY_WAITS) == [(False,)]:
        pass
    assert thread.is_alive(), f"it was to wait: {faults}"
    yield
    thread.join()
    assert faults == []


def create(scene: Scene, _: UUID) -> object:
    return answers.create_draft(
        scene.budi, request_id=uuid4(), cycle_id=scene.cycle_id, sheet="problem", pillar_code="AAA"
    )


def send(scene: Scene, subject: UUID) -> object:
    return answers.send_answer(scene.budi, request_id=uuid4(), answer_id=subject)


def reopen(scene: Scene, subject: UUID) -> None:
    answers.reopen_answer(scene.budi, request_id=uuid4(), answer_id=subject)


def rate(scene: Scene, subject: UUID) -> None:
    scene.rate(scene.rina, subject, 1, 2, 3)


def accept(scene: Scene, *sent: UUID) -> None:
    curation.decide_answers(scene.dian, request_id=uuid4(), answer_ids=sent, decision="diterima", reason=None)


def test_accepting_many_and_rating_one_of_them_do_not_wait_for_each_other(
    scene: Scene, other: Connection
) -> None:
    sent = [scene.answer(scene.budi, "dikirim") for _ in range(2)]
    # how rating, sending and saving begin: with the answer …
    other.execute("select from app.answer where id = %s for no key update", [max(sent)])

    with beside(scene, lambda: accept(scene, *sent)):
        other.execute("update app.feed set version = version")  # … and how they go on
        other.commit()

    assert scene.everything("select distinct status from app.answer") == [("diterima",)]


@pytest.mark.parametrize(
    ("act", "status"),
    [(create, "draf"), (send, "draf"), (reopen, "dikirim"), (accept, "dikirim"), (rate, "diterima")],
)
def test_whoever_waits_for_the_years_feed_holds_no_count(
    scene: Scene, other: Connection, act: Callable[[Scene, UUID], object], status: str
) -> None:
    subject = scene.answer(scene.budi, status)
    other.execute("select from app.feed for update")

    with beside(scene, lambda: act(scene, subject)):
        other.execute("select from app.coverage_count for update nowait")
        other.execute("select from app.quadrant_count for update nowait")
        other.commit()


def test_a_merge_that_waits_for_the_years_feed_holds_no_count(scene: Scene, other: Connection) -> None:
    one, two = (scene.answer(who, "diterima") for who in (scene.budi, scene.sari))
    other.execute("select from app.feed for update")

    def act() -> object:
        return merging.merge_answers(
            scene.dian, request_id=uuid4(), answer_ids=[two], into=one, pillar_code=None, reason=None
        )

    with beside(scene, act):
        other.execute("select from app.coverage_count for update nowait")
        other.execute("select from app.rated_count for update nowait")
        other.commit()


def test_a_workbook_that_waits_for_an_answer_does_not_hold_the_years_feed(
    scene: Scene, other: Connection
) -> None:
    known = scene.answer(scene.budi)
    title = (FieldSave(field="title", value="Dari berkas", sequence=1, base_version=0),)
    new = [  # so many that some come before the known one, whatever its id
        ImportRow(answer_id=None, key=f"{n:032x}", sheet="problem", pillar_code="AAA", fields=title)
        for n in range(40)
    ]
    old = ImportRow(answer_id=known, key=None, sheet="problem", pillar_code="AAA", fields=title)
    other.execute("select from app.answer where id = %s for no key update", [known])

    def bring() -> None:
        found = lanes.import_answers(
            scene.budi, request_id=uuid4(), cycle_id=scene.cycle_id, client_id=uuid4(), content=[old, *new]
        )
        assert {one.outcome for one in found} == {"written"}

    with beside(scene, bring):
        other.execute("update app.feed set version = version")
        other.commit()


def test_who_rates_is_not_changed_while_the_first_score_is_under_way(scene: Scene, other: Connection) -> None:
    subject = scene.answer(scene.budi, "diterima")
    refused: list[DomainError] = []

    def by_unit() -> None:
        try:
            raters.set_rating_mode(scene.dian, request_id=uuid4(), cycle_id=scene.cycle_id, mode="unit")
        except DomainError as refusal:
            refused.append(refusal)

    other.execute("select set_config('request.jwt.claims', %s, true)", [_claims(scene.rina)])
    other.execute("select private.rate_answer(%s, %s, 'urgency', 5)", [uuid4(), subject])
    with beside(scene, by_unit):
        other.commit()

    assert [refusal.code for refusal in refused] == [ErrorCode.RATING_BEGUN]


def test_linking_a_problem_does_not_wait_for_whoever_decides_on_it(scene: Scene, other: Connection) -> None:
    problem = scene.answer(scene.budi, "dikirim")
    draft = scene.answer(scene.budi, sheet="solution")
    other.execute("select set_config('request.jwt.claims', %s, true)", [_claims(scene.dian)])
    other.execute(
        "select private.decide_answers(%s, %s, 'diterima', null, null, null)", [uuid4(), f'["{problem}"]']
    )

    link = FieldSave(field="problems", value=[str(problem)], sequence=1, base_version=0)
    saved = answers.save_fields(scene.budi, answer_id=draft, client_id=uuid4(), fields=[link])

    assert saved.fields[0].outcome == "saved"


def test_one_year_opened_twice_at_once_is_opened_once(scene: Scene, other: Connection) -> None:
    refused: list[DomainError] = []

    def open_next() -> None:
        try:
            stages.open_cycle(scene.dian, request_id=uuid4(), year=2031, title="Putaran 2031", copy_from=None)
        except DomainError as refusal:
            refused.append(refusal)

    other.execute("insert into app.cycle (year, title) values (2031, 'Putaran 2031')")
    with beside(scene, open_next):
        other.commit()

    assert [refusal.code.value for refusal in refused] == ["cycle_exists"]


def test_of_two_first_lists_of_sectors_at_once_the_later_one_is_the_list(
    scene: Scene, other: Connection
) -> None:
    def set_second() -> None:
        sectors.set_sectors(
            scene.dian, request_id=uuid4(), sectors=[sectors.ListedSector(code=None, name="Pertanian")]
        )

    other.execute("select set_config('request.jwt.claims', %s, true)", [_claims(scene.dian)])
    other.execute("select private.set_sectors(%s, %s)", [uuid4(), '[{"name": "Pariwisata"}]'])
    with beside(scene, set_second):
        other.commit()

    assert [one.name for one in sectors.sectors_screen(scene.dian)] == ["Pertanian"]


def test_a_question_answered_while_its_removal_is_published_is_retired_and_its_answer_stays(
    scene: Scene, other: Connection
) -> None:
    draft = scene.answer(scene.budi, affected=None)
    listed = city.reference(scene.dian, cycle_id=scene.cycle_id).questions["problem"]
    editing.propose_questions(
        scene.dian,
        request_id=uuid4(),
        cycle_id=scene.cycle_id,
        sheet="problem",
        base=0,
        questions=[one for one in listed if one.key != "affected"],
    )

    def publish() -> None:
        editing.publish_questions(
            scene.dian, request_id=uuid4(), cycle_id=scene.cycle_id, sheet="problem", base=0
        )

    other.execute("select set_config('request.jwt.claims', %s, true)", [_claims(scene.budi)])
    save = '[{"field": "affected", "value": "Pedagang", "sequence": 1, "base_version": 0}]'
    other.execute("select private.save_fields(%s, %s, %s)", [draft, uuid4(), save])
    with beside(scene, publish):
        other.commit()

    assert scene.everything("select answers ->> 'affected' from app.answer") == [("Pedagang",)]
    kept = scene.everything(
        "select retired_at is not null from app.question"
        " where cycle_id = %s and sheet = 'problem' and key = 'affected'",
        (scene.cycle_id,),
    )
    assert kept == [(True,)]


def test_an_answer_saved_while_its_questions_removal_is_published_is_refused(
    scene: Scene, other: Connection
) -> None:
    draft = scene.answer(scene.budi, affected=None)
    refused: list[str] = []

    def save() -> None:
        try:
            answers.save_fields(
                scene.budi,
                answer_id=draft,
                client_id=uuid4(),
                fields=[FieldSave(field="affected", value="Pedagang", sequence=1, base_version=0)],
            )
        except DomainError as refusal:
            refused.append(f"{refusal.code.value}/{refusal.field}")

    listed = city.reference(scene.dian, cycle_id=scene.cycle_id).questions["problem"]
    editing.propose_questions(
        scene.dian,
        request_id=uuid4(),
        cycle_id=scene.cycle_id,
        sheet="problem",
        base=0,
        questions=[one for one in listed if one.key != "affected"],
    )
    other.execute("select set_config('request.jwt.claims', %s, true)", [_claims(scene.dian)])
    other.execute("select private.publish_questions(%s, %s, 'problem', 0)", [uuid4(), scene.cycle_id])
    with beside(scene, save):
        other.commit()

    assert refused == ["field_invalid/affected"]
    assert scene.everything("select answers ? 'affected' from app.answer") == [(False,)]


def _claims(me: Identity) -> str:
    return f'{{"sub": "{me.participant_id}", "session_id": "{me.session_id}"}}'
