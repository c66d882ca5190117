"""Taking data out: what was sent and only that, without names, and never unnoticed."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest

from db import transport
from db.errors import DomainError
from db.gateway import answers, curation, exports
from db.identity import Identity
from tests.database.scene import Scene


def take(
    scene: Scene, sheet: str = "problem", after: int = 0, me: Identity | None = None
) -> exports.Exported:
    return exports.export_answers(
        me or scene.dian, request_id=uuid4(), cycle_id=None, sheet=sheet, after=after
    )


def events(scene: Scene) -> list[tuple[Any, ...]]:
    return scene.everything("select participant_id, detail from app.event where act = 'answers_exported'")


def test_what_was_sent_is_taken_by_number_with_its_unit(scene: Scene) -> None:
    for status in ("draf", "dikirim", "diterima", "ditarik", "ditolak", "digabung"):
        scene.answer(scene.budi, status)

    found = take(scene).rows

    assert {one.status for one in found} == {"dikirim", "diterima", "ditolak", "digabung"}
    assert [one.number for one in found] == sorted(one.number for one in found)
    assert {one.unit_code for one in found} == {"DINAS-A"}
    assert len(scene.everything("select 1 from app.answer")) == 6, "and the others are really there"


def test_no_name_of_a_person_goes_with_it(scene: Scene) -> None:
    scene.answer(scene.budi, "dikirim")

    sent = transport.write(
        "export_answers", as_=scene.dian, request_id=uuid4(), cycle_id=None, sheet="problem", after=0
    )

    written = json.dumps(sent)
    people = scene.everything("select name, user_name, id::text from app.participant")
    assert not [word for person in people for word in person if word in written]


def test_what_a_unit_writes_after_a_return_stays_its_own(scene: Scene) -> None:
    subject = scene.answer(scene.budi, title="Terkirim")
    answers.send_answer(scene.budi, request_id=uuid4(), answer_id=subject)
    curation.decide_answers(
        scene.dian, request_id=uuid4(), answer_ids=[subject], decision="dikembalikan", reason="Lengkapi"
    )
    save = answers.FieldSave(field="title", value="Sedang ditulis", sequence=1, base_version=0)
    answers.save_fields(scene.budi, answer_id=subject, client_id=uuid4(), fields=[save])

    (one,) = take(scene).rows

    assert (one.status, one.values["title"]) == ("dikembalikan", "Terkirim")


def test_each_taking_is_noted_once_with_its_sheet_and_how_many(scene: Scene) -> None:
    scene.answer(scene.budi, "dikirim")
    request_id = uuid4()

    for _ in range(2):
        exports.export_answers(scene.dian, request_id=request_id, cycle_id=None, sheet="problem", after=0)

    assert events(scene) == [(scene.dian.participant_id, {"sheet": "problem", "rows": 1})]
    assert scene.everything("select result from app.request_log where request_id = %s", (request_id,)) == [
        (True,)
    ]


def test_who_may_not_take_it_leaves_no_trace_of_having(scene: Scene) -> None:
    scene.answer(scene.budi, "dikirim")

    for me in (scene.budi, scene.wali):
        with pytest.raises(DomainError, match="not_allowed"):
            take(scene, me=me)

    assert events(scene) == []


def test_it_goes_on_after_a_number(scene: Scene) -> None:
    for _ in range(3):
        scene.answer(scene.budi, "dikirim")
    first, *rest = [one.number for one in take(scene).rows]

    assert len(rest) == 2
    assert [one.number for one in take(scene, after=first).rows] == rest
    assert take(scene, after=rest[-1]).rows == ()


@pytest.mark.parametrize("sheet", ["lain", "", "rating"])
def test_a_sheet_that_is_none_is_refused(scene: Scene, sheet: str) -> None:
    with pytest.raises(DomainError, match="field_invalid: sheet"):
        take(scene, sheet)


def test_the_sheet_of_a_unit_is_taken_like_any_other(scene: Scene) -> None:
    subject = answers.create_draft(
        scene.budi, request_id=uuid4(), cycle_id=scene.cycle_id, sheet="swot", pillar_code=None
    )
    scene.everything("update app.answer set status = 'dikirim', number = 1 where id = %s", (subject,))

    (one,) = take(scene, "swot").rows

    assert (one.unit_code, one.pillar_code, one.number) == ("DINAS-A", "", 1)
