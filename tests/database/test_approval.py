"""Approval by the unit's responsible person: it waits, it goes, it comes back; off, nothing changes."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from db.errors import DomainError
from db.gateway import aggregates, answers, approval, home
from db.gateway.answers import FieldSave, Sent
from db.identity import Identity
from tests.database.scene import Scene


@pytest.fixture
def bayu_decides(scene: Scene) -> Scene:
    """The approval is on in the agency of Budi and Bayu, and Bayu is its responsible person."""
    unit_id = scene.budi.unit_id
    approval.set_approval(scene.dian, request_id=uuid4(), unit_id=unit_id, is_on=True)
    approval.set_responsible(
        scene.dian, request_id=uuid4(), participant_id=scene.bayu.participant_id, is_responsible=True
    )
    return scene


def send(me: Identity, answer_id: UUID) -> Sent:
    return answers.send_answer(me, request_id=uuid4(), answer_id=answer_id)


def approve(me: Identity, answer_id: UUID, version: int | None = None) -> Sent:
    seen = answers.answer_screen(me, answer_id=answer_id).version if version is None else version
    return approval.approve_answer(me, request_id=uuid4(), answer_id=answer_id, version=seen)


def status(me: Identity, answer_id: UUID) -> str:
    return answers.answer_screen(me, answer_id=answer_id).answer.status


def test_while_it_is_off_sending_is_sending(scene: Scene) -> None:
    draft = scene.answer(scene.budi)

    assert answers.answer_screen(scene.budi, answer_id=draft).sends_directly
    assert send(scene.budi, draft).status == "dikirim"


def test_where_it_is_on_what_an_officer_sends_waits_and_has_no_number_yet(bayu_decides: Scene) -> None:
    draft = bayu_decides.answer(bayu_decides.budi)

    sent = send(bayu_decides.budi, draft)

    assert (sent.status, sent.number) == ("diajukan", None)
    assert [row.id for row in home.home_screen(bayu_decides.bayu, cycle_id=None).awaiting] == [draft]


def test_what_waits_is_to_everybody_else_a_draft(bayu_decides: Scene) -> None:
    scene = bayu_decides
    draft = scene.answer(scene.budi)
    send(scene.budi, draft)

    for other in (scene.dian, scene.pandu, scene.wali, scene.rina):
        with pytest.raises(DomainError, match="not_found"):
            answers.answer_screen(other, answer_id=draft)
    screen = aggregates.aggregate_screen(
        scene.dian, cycle_id=None, sheet="problem", pillar_code=None, known_version=None
    )
    assert screen is not None
    assert [(cell.draft, cell.sent) for cell in screen.coverage] == [(1, 0)]


def test_the_responsible_person_lets_it_go(bayu_decides: Scene) -> None:
    draft = bayu_decides.answer(bayu_decides.budi)
    send(bayu_decides.budi, draft)

    sent = approve(bayu_decides.bayu, draft)

    assert (sent.status, sent.number) == ("dikirim", 1)
    assert status(bayu_decides.dian, draft) == "dikirim"


def test_what_the_responsible_person_writes_herself_needs_nobody_else(bayu_decides: Scene) -> None:
    draft = bayu_decides.answer(bayu_decides.budi)

    assert send(bayu_decides.bayu, draft).status == "dikirim"


def test_approving_twice_is_approving_once(bayu_decides: Scene) -> None:
    draft, click = bayu_decides.answer(bayu_decides.budi), uuid4()
    send(bayu_decides.budi, draft)

    sent = {
        approval.approve_answer(bayu_decides.bayu, request_id=click, answer_id=draft, version=1)
        for _ in range(3)
    }

    assert len(sent) == 1


def test_it_comes_back_as_a_draft_with_the_reason(bayu_decides: Scene) -> None:
    draft = bayu_decides.answer(bayu_decides.budi)
    send(bayu_decides.budi, draft)

    approval.return_answer(
        bayu_decides.bayu, request_id=uuid4(), answer_id=draft, reason=" Tambahkan datanya "
    )

    seen = answers.answer_screen(bayu_decides.budi, answer_id=draft)
    assert (seen.answer.status, seen.answer.reason) == ("draf", "Tambahkan datanya")
    assert seen.is_editable
    assert send(bayu_decides.budi, draft).status == "diajukan"
    assert answers.answer_screen(bayu_decides.budi, answer_id=draft).answer.reason is None


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [("", "reason_required"), (" \n", "reason_required"), ("x" * 1001, "text_too_long")],
)
def test_it_comes_back_only_with_a_reason(bayu_decides: Scene, reason: str, refusal: str) -> None:
    draft = bayu_decides.answer(bayu_decides.budi)
    send(bayu_decides.budi, draft)

    with pytest.raises(DomainError, match=refusal):
        approval.return_answer(bayu_decides.bayu, request_id=uuid4(), answer_id=draft, reason=reason)

    assert status(bayu_decides.budi, draft) == "diajukan"


def test_what_waits_is_not_written_but_taken_back_first(bayu_decides: Scene) -> None:
    draft = bayu_decides.answer(bayu_decides.budi)
    send(bayu_decides.budi, draft)
    one = FieldSave(field="title", value="lain", sequence=1, base_version=0)

    with pytest.raises(DomainError, match="wrong_state"):
        answers.save_fields(bayu_decides.budi, answer_id=draft, client_id=uuid4(), fields=[one])
    answers.reopen_answer(bayu_decides.budi, request_id=uuid4(), answer_id=draft)

    saved = answers.save_fields(bayu_decides.budi, answer_id=draft, client_id=uuid4(), fields=[one])
    assert saved.fields[0].outcome == "saved"


def test_what_was_changed_since_it_was_read_is_not_approved_unseen(bayu_decides: Scene) -> None:
    draft = bayu_decides.answer(bayu_decides.budi)
    send(bayu_decides.budi, draft)
    read = answers.answer_screen(bayu_decides.bayu, answer_id=draft).version
    answers.reopen_answer(bayu_decides.budi, request_id=uuid4(), answer_id=draft)
    one = FieldSave(field="title", value="lain sama sekali", sequence=1, base_version=0)
    answers.save_fields(bayu_decides.budi, answer_id=draft, client_id=uuid4(), fields=[one])

    with pytest.raises(DomainError, match="wrong_state"):
        approve(bayu_decides.bayu, draft, read)
    send(bayu_decides.budi, draft)
    with pytest.raises(DomainError, match="answer_changed"):
        approve(bayu_decides.bayu, draft, read)

    assert status(bayu_decides.budi, draft) == "diajukan"


def test_a_problem_that_was_withdrawn_meanwhile_stops_the_approval(bayu_decides: Scene) -> None:
    problem = bayu_decides.answer(bayu_decides.budi, "dikirim")
    draft = bayu_decides.answer(bayu_decides.budi, sheet="solution", problems=[str(problem)])
    send(bayu_decides.budi, draft)
    answers.withdraw_answer(bayu_decides.budi, request_id=uuid4(), answer_id=problem, reason="keliru")

    with pytest.raises(DomainError, match="field_invalid: problems"):
        approve(bayu_decides.bayu, draft)


def test_after_closing_nothing_is_approved_or_handed_back(bayu_decides: Scene) -> None:
    draft = bayu_decides.answer(bayu_decides.budi)
    send(bayu_decides.budi, draft)
    bayu_decides.close_window("problem")

    with pytest.raises(DomainError, match="window_closed"):
        approve(bayu_decides.bayu, draft)
    with pytest.raises(DomainError, match="window_closed"):
        approval.return_answer(bayu_decides.bayu, request_id=uuid4(), answer_id=draft, reason="Lengkapi")


def test_once_the_switch_is_off_again_any_officer_lets_go_what_still_waits(bayu_decides: Scene) -> None:
    draft = bayu_decides.answer(bayu_decides.budi)
    send(bayu_decides.budi, draft)
    unit_id = bayu_decides.budi.unit_id
    approval.set_approval(bayu_decides.dian, request_id=uuid4(), unit_id=unit_id, is_on=False)

    assert approve(bayu_decides.budi, draft).status == "dikirim"


def test_the_switch_for_all_reaches_every_unit(scene: Scene) -> None:
    approval.set_approval(scene.dian, request_id=uuid4(), unit_id=None, is_on=True)

    sent = {send(me, scene.answer(me)).status for me in (scene.budi, scene.sari, scene.joko)}

    assert sent == {"diajukan"}
    assert approval.approval_screen(scene.dian, cycle_id=None).is_for_all


def test_a_reopened_answer_waits_again_and_keeps_its_number(bayu_decides: Scene) -> None:
    draft = bayu_decides.answer(bayu_decides.budi)
    send(bayu_decides.bayu, draft)
    answers.reopen_answer(bayu_decides.budi, request_id=uuid4(), answer_id=draft)

    waiting = send(bayu_decides.budi, draft)

    assert (waiting.status, waiting.number) == ("diajukan", 1)
    assert approve(bayu_decides.bayu, draft).number == 1


def test_what_never_went_out_is_given_up_without_a_reason_and_what_did_is_not(bayu_decides: Scene) -> None:
    scene = bayu_decides
    fresh, known = scene.answer(scene.budi), scene.answer(scene.budi)
    send(scene.bayu, known)
    answers.reopen_answer(scene.budi, request_id=uuid4(), answer_id=known)
    for one in (fresh, known):
        send(scene.budi, one)

    answers.withdraw_answer(scene.budi, request_id=uuid4(), answer_id=fresh, reason=None)
    with pytest.raises(DomainError, match="reason_required"):
        answers.withdraw_answer(scene.budi, request_id=uuid4(), answer_id=known, reason=None)

    assert (status(scene.budi, fresh), status(scene.budi, known)) == ("ditarik", "diajukan")


def test_only_somebody_of_a_unit_can_be_responsible_for_one(scene: Scene) -> None:
    with pytest.raises(DomainError, match="field_invalid: is_responsible"):
        approval.set_responsible(
            scene.dian, request_id=uuid4(), participant_id=scene.wali.participant_id, is_responsible=True
        )


def test_a_released_person_approves_no_more(bayu_decides: Scene) -> None:
    draft = bayu_decides.answer(bayu_decides.budi)
    send(bayu_decides.budi, draft)
    who = bayu_decides.bayu.participant_id
    approval.set_responsible(bayu_decides.dian, request_id=uuid4(), participant_id=who, is_responsible=False)

    with pytest.raises(DomainError, match="not_allowed"):
        approve(bayu_decides.bayu, draft)
    assert bayu_decides.everything("select status from app.answer where id = %s", (draft,)) == [("diajukan",)]
