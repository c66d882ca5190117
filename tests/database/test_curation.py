"""Diskominfo accepts, returns and declines: all of a call or nothing, never without a reason."""

from __future__ import annotations

from uuid import uuid4

import pytest

from db.errors import DomainError
from db.gateway import curation, review
from db.gateway.review import Queue
from tests.database.scene import Scene


def statuses(scene: Scene) -> list[str]:
    return [status for (status,) in scene.everything("select status from app.answer order by number")]


def test_many_are_accepted_in_one_act(scene: Scene) -> None:
    sent = [scene.answer(scene.budi, "dikirim") for _ in range(3)]

    curation.decide_answers(scene.dian, request_id=uuid4(), answer_ids=sent, decision="diterima", reason=None)

    assert statuses(scene) == ["diterima"] * 3


def test_one_that_was_decided_meanwhile_stops_the_whole_act_by_its_number(scene: Scene) -> None:
    sent = [scene.answer(scene.budi, status) for status in ("dikirim", "diterima", "dikirim")]

    with pytest.raises(DomainError) as refusal:
        curation.decide_answers(
            scene.dian, request_id=uuid4(), answer_ids=sent, decision="ditolak", reason="Di luar kewenangan"
        )

    assert (refusal.value.code, refusal.value.field) == ("wrong_state", "2")
    assert statuses(scene) == ["dikirim", "diterima", "dikirim"]


@pytest.mark.parametrize("decision", ["dikembalikan", "ditolak"])
@pytest.mark.parametrize("reason", [None, "", "   ", "\n\t\r\n"])
def test_returning_and_declining_need_a_reason(
    scene: Scene, decision: curation.Decision, reason: str | None
) -> None:
    sent = scene.answer(scene.budi, "dikirim")

    with pytest.raises(DomainError, match="reason_required"):
        curation.decide_answers(
            scene.dian, request_id=uuid4(), answer_ids=[sent], decision=decision, reason=reason
        )

    assert statuses(scene) == ["dikirim"]


def test_each_decision_is_a_row_with_reviewer_and_reason(scene: Scene) -> None:
    sent = scene.answer(scene.budi, "dikirim")

    curation.decide_answers(
        scene.dian, request_id=uuid4(), answer_ids=[sent], decision="ditolak", reason=" Ganda "
    )

    assert scene.everything("select reviewer_id, decision, reason from app.review") == [
        (scene.dian.participant_id, "ditolak", "Ganda")
    ]


def test_a_draft_of_another_unit_cannot_be_decided_or_even_found(scene: Scene) -> None:
    draft = scene.answer(scene.sari)

    with pytest.raises(DomainError, match="not_found"):
        curation.decide_answers(
            scene.dian, request_id=uuid4(), answer_ids=[draft], decision="diterima", reason=None
        )

    assert statuses(scene) == ["draf"]


def test_the_queue_is_paged_by_number(scene: Scene) -> None:
    for _ in range(55):
        scene.answer(scene.budi, "dikirim")

    def page(after: int | None) -> list[int | None]:
        by = Queue(sheet="problem", status="dikirim")
        found = review.review_screen(scene.dian, cycle_id=None, by=by, after=after)
        return [row.answer.number for row in found.answers]

    assert page(None) == list(range(1, 51))
    assert page(50) == list(range(51, 56))
