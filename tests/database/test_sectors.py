"""Answers by leading sector: what names it is listed, and a change that was not sent gives nothing away."""

from __future__ import annotations

from uuid import UUID, uuid4

from db.gateway import answers, curation, review
from db.gateway.answers import FieldSave
from db.gateway.review import Queue
from db.identity import Identity
from tests.database.scene import Scene


def code(scene: Scene, place: int = 0) -> str:
    return str(scene.everything("select code from app.sector order by position, code")[place][0])


def listed(me: Identity, sector: str | None) -> tuple[set[UUID], set[UUID]]:
    """The caller's own, and those of others."""
    found = answers.answers_screen(
        me, cycle_id=None, sheet="problem", pillar_code=None, sector_code=sector, before=None
    )
    return {row.id for row in found.own}, {row.id for row in found.others}


def queue(scene: Scene, sector: str | None, status: str = "dikirim") -> set[UUID]:
    by = Queue(sheet="problem", status=status, sector_code=sector)  # type: ignore[arg-type]
    found = review.review_screen(scene.dian, cycle_id=None, by=by, after=None)
    return {row.answer.id for row in found.answers}


def test_the_lists_show_those_that_name_the_sector(scene: Scene) -> None:
    first, second = code(scene), code(scene, 1)
    one = scene.answer(scene.budi, "diterima", sectors=[first, second])
    other = scene.answer(scene.budi, "diterima", sectors=[second])
    none = scene.answer(scene.budi, "diterima")

    assert listed(scene.budi, first)[0] == listed(scene.rina, first)[1] == {one}
    assert listed(scene.budi, second)[0] == listed(scene.rina, second)[1] == {one, other}
    assert listed(scene.budi, None)[0] == listed(scene.rina, None)[1] == {one, other, none}
    assert queue(scene, first, "diterima") == {one}


def test_a_sector_nobody_knows_lists_nothing(scene: Scene) -> None:
    scene.answer(scene.budi, "diterima", sectors=[code(scene)])

    assert listed(scene.rina, "title") == listed(scene.rina, "' or true --") == (set(), set())


def test_what_is_written_after_a_return_is_not_found_by_others(scene: Scene) -> None:
    before, after = code(scene), code(scene, 1)
    subject = scene.answer(scene.budi, sectors=[before])
    answers.send_answer(scene.budi, request_id=uuid4(), answer_id=subject)
    curation.decide_answers(
        scene.dian, request_id=uuid4(), answer_ids=[subject], decision="dikembalikan", reason="Lengkapi"
    )
    save = FieldSave(field="sectors", value=[after], sequence=1, base_version=0)
    answers.save_fields(scene.budi, answer_id=subject, client_id=uuid4(), fields=[save])

    assert (queue(scene, before, "dikembalikan"), queue(scene, after, "dikembalikan")) == ({subject}, set())
    assert listed(scene.budi, after)[0] == {subject}
