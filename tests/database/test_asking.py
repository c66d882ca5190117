"""What the units concerned are asked, and whether the lead unit is willing: silence is never a yes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from db.errors import DomainError
from db.gateway import answers, asking, curation, home, review, voting
from db.gateway.answers import FieldSave
from db.gateway.asking import Referral, Willing
from db.gateway.review import Queue
from db.identity import Identity
from tests.database.scene import SOLUTION, Scene

IN_THREE_DAYS = datetime.now(UTC).date() + timedelta(days=3)
DATA = {"figure": "200 orang sehari", "unit": "orang", "year": 2026, "source": "Buku tamu"}


def refer(
    scene: Scene,
    subject: UUID,
    *units: str,
    question: str = "Benarkah?",
    due_on: date | None = IN_THREE_DAYS,
) -> None:
    by = Queue(sheet="problem", status="dikirim")
    curation.refer_answer(
        scene.dian,
        request_id=uuid4(),
        answer_id=subject,
        version=review.open_review(scene.dian, answer_id=subject, by=by).revision,
        unit_ids=[scene.city.units[code] for code in units],
        question=question,
        due_on=due_on,  # type: ignore[arg-type]
    )


def seen_by(me: Identity, subject: UUID) -> tuple[Referral, ...]:
    return answers.answer_screen(me, answer_id=subject).referrals


def reply(me: Identity, subject: UUID, response: asking.Response, **changes: Any) -> None:
    (asked,) = [one for one in seen_by(me, subject) if one.is_own]
    say: dict[str, Any] = {"body": None, "data": [], "authority": None, "other_unit_id": None, **changes}
    asking.answer_referral(me, request_id=uuid4(), referral_id=asked.id, response=response, **say)


# ── asking ──────────────────────────────────────────────────────────────────────────────────────────────────
def test_each_unit_asked_finds_it_on_its_first_page_and_sees_only_its_own(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "dikirim")

    refer(scene, subject, "KEL-1", "KEL-3")

    for me, name in ((scene.sari, "Kelurahan Satu"), (scene.joko, "Kelurahan Tiga")):
        assert [row.answer.id for row in home.home_screen(me, cycle_id=None).referrals] == [subject]
        assert [one.unit_name for one in seen_by(me, subject)] == [name]
    assert len(seen_by(scene.dian, subject)) == 2
    assert seen_by(scene.budi, subject) == (), "its own unit is not asked"
    assert home.home_screen(scene.rina, cycle_id=None).referrals == ()


def test_whoever_is_asked_reads_the_answer_and_not_what_its_unit_writes_after_a_return(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "dikirim")
    refer(scene, subject, "KEL-3")
    curation.decide_answers(
        scene.dian, request_id=uuid4(), answer_ids=[subject], decision="dikembalikan", reason="Perjelas"
    )
    one = FieldSave(field="title", value="Belum dikirim", sequence=1, base_version=0)
    answers.save_fields(scene.budi, answer_id=subject, client_id=uuid4(), fields=[one])

    assert answers.answer_screen(scene.joko, answer_id=subject).values["title"] == "Antrean panjang di loket"
    answers.withdraw_answer(scene.budi, request_id=uuid4(), answer_id=subject, reason="Ganda")
    with pytest.raises(DomainError, match="not_found"):
        answers.answer_screen(scene.joko, answer_id=subject)


@pytest.mark.parametrize(
    ("units", "changes", "fault"),
    [
        ((), {}, "units"),
        (("DINAS-A",), {}, "units"),  # its own
        (("KEL-1",), {"question": " \n"}, "body"),
        (("KEL-1",), {"due_on": None}, "due_on"),
        (("KEL-1",), {"due_on": date(2020, 1, 1)}, "due_on"),
    ],
)
def test_asking_needs_other_units_a_question_and_a_day_to_come(
    scene: Scene, units: tuple[str, ...], changes: dict[str, Any], fault: str
) -> None:
    subject = scene.answer(scene.budi, "dikirim")

    with pytest.raises(DomainError, match=f"field_invalid: {fault}"):
        refer(scene, subject, *units, **changes)

    assert scene.everything("select 1 from app.review") == []


def test_what_was_asked_is_taken_back_with_its_act_and_what_was_said_is_kept(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "dikirim")
    refer(scene, subject, "KEL-3")
    reply(scene.joko, subject, "menanggapi", body="Benar.")

    found = review.open_review(
        scene.dian, answer_id=subject, by=Queue(sheet="problem", status="dikirim")
    ).revision
    curation.undo_review(scene.dian, request_id=uuid4(), answer_id=subject, version=found)

    assert seen_by(scene.dian, subject) == ()
    with pytest.raises(DomainError, match="not_found"):
        answers.answer_screen(scene.joko, answer_id=subject)
    assert scene.everything("select body from app.referral") == [("Benar.",)]


# ── answering ───────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("response", "said"),
    [
        ("menanggapi", {"body": "Benar, sejak Mei."}),
        ("menambah_data", {"data": [DATA]}),
        ("bukan_kewenangan", {"authority": "provinsi"}),
        ("bukan_kewenangan", {"authority": "pusat", "body": "Jalan nasional."}),
    ],
)
def test_a_unit_answers_once_and_the_reviewer_is_told(
    scene: Scene, response: asking.Response, said: dict[str, Any]
) -> None:
    subject = scene.answer(scene.budi, "dikirim")
    refer(scene, subject, "KEL-1")

    reply(scene.sari, subject, response, **said)

    (found,) = seen_by(scene.dian, subject)
    assert (found.response, found.answered_by) == (response, "Sari")
    assert {"body": found.body, "data": list(found.data), "authority": found.authority} == {
        "body": None,
        "data": [],
        "authority": None,
        **said,
    }
    assert home.home_screen(scene.sari, cycle_id=None).referrals == ()
    kinds = "select kind from app.news where participant_id = %s"
    assert scene.everything(kinds, (scene.dian.participant_id,)) == [("referral_answered",)]
    with pytest.raises(DomainError, match="wrong_state"):
        reply(scene.sari, subject, response, **said)


def test_not_ours_names_the_other_unit(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "dikirim")
    refer(scene, subject, "KEL-1")

    other = scene.city.units["DINAS-B"]
    reply(scene.sari, subject, "bukan_kewenangan", authority="opd_lain", other_unit_id=other)

    assert seen_by(scene.dian, subject)[0].other_unit == "Dinas Beta"


@pytest.mark.parametrize(
    ("response", "said", "fault"),
    [
        ("menanggapi", {}, "body"),
        ("menambah_data", {}, "data"),
        ("menambah_data", {"data": [{"figure": "200"}]}, "data"),  # without its source
        ("menambah_data", {"data": [{**DATA, "year": 1900}]}, "data"),
        ("bukan_kewenangan", {}, "authority"),
        ("bukan_kewenangan", {"authority": "desa"}, "authority"),
        ("bukan_kewenangan", {"authority": "opd_lain"}, "other_unit"),
        ("setuju", {}, "response"),
        (None, {}, "response"),
    ],
)
def test_an_answer_is_whole(scene: Scene, response: Any, said: dict[str, Any], fault: str) -> None:
    subject = scene.answer(scene.budi, "dikirim")
    refer(scene, subject, "KEL-1")

    with pytest.raises(DomainError, match=f"field_invalid: {fault}"):
        reply(scene.sari, subject, response, **said)

    assert seen_by(scene.sari, subject)[0].response is None


def test_the_other_unit_is_another(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "dikirim")
    refer(scene, subject, "KEL-1")

    own = scene.city.units["KEL-1"]
    with pytest.raises(DomainError, match="field_invalid: other_unit"):
        reply(scene.sari, subject, "bukan_kewenangan", authority="opd_lain", other_unit_id=own)


def test_what_is_late_is_said_and_may_still_be_answered(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "dikirim")
    refer(scene, subject, "KEL-1")
    scene.everything("update app.referral set due_on = current_date - 3")

    assert seen_by(scene.dian, subject)[0].is_overdue
    reply(scene.sari, subject, "menanggapi", body="Maaf terlambat.")
    assert not seen_by(scene.dian, subject)[0].is_overdue


# ── willing to lead ─────────────────────────────────────────────────────────────────────────────────────────
def solution(scene: Scene, **values: Any) -> UUID:
    """Sent by Budi; Rina's unit is to lead it."""
    problem = scene.answer(scene.budi, "diterima")
    draft = scene.answer(
        scene.budi, "draf", "solution", **{"lead_unit": "DINAS-B", "problems": [str(problem)], **values}
    )
    answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)
    return draft


def say(me: Identity, subject: UUID, response: Willing, body: str | None = None, version: int = 1) -> None:
    asking.give_consent(
        me, request_id=uuid4(), answer_id=subject, version=version, response=response, body=body
    )


def stands(me: Identity, subject: UUID) -> str | None:
    found = answers.answer_screen(me, answer_id=subject).consent
    assert found is not None
    return found.response


def test_silence_is_no_answer_and_never_a_yes(scene: Scene) -> None:
    subject = solution(scene)

    assert stands(scene.budi, subject) is None
    assert subject in [row.id for row in home.home_screen(scene.rina, cycle_id=None).consents]
    kinds = "select kind from app.news where participant_id = %s"
    assert scene.everything(kinds, (scene.rina.participant_id,)) == [("consent_asked",)]


def test_nobody_is_asked_about_a_solution_of_its_own(scene: Scene) -> None:
    subject = solution(scene, lead_unit="DINAS-A")

    assert answers.answer_screen(scene.budi, answer_id=subject).consent is None
    with pytest.raises(DomainError, match="not_allowed"):
        say(scene.budi, subject, "bersedia")


@pytest.mark.parametrize("response", ["bersedia_dengan_perubahan", "tidak_bersedia"])
def test_all_but_a_plain_yes_have_their_words(scene: Scene, response: Willing) -> None:
    subject = solution(scene)

    with pytest.raises(DomainError, match="reason_required"):
        say(scene.rina, subject, response, " \n ")
    say(scene.rina, subject, response, "Anggaran belum ada.")

    assert stands(scene.budi, subject) == response


def test_said_again_it_replaces_and_taken_back_it_is_what_it_was(scene: Scene) -> None:
    subject = solution(scene)
    say(scene.rina, subject, "bersedia")
    say(scene.rina, subject, "tidak_bersedia", "Keliru.")

    asking.undo_consent(scene.rina, request_id=uuid4(), answer_id=subject, version=1)
    assert stands(scene.budi, subject) == "bersedia"
    asking.undo_consent(scene.rina, request_id=uuid4(), answer_id=subject, version=1)
    assert stands(scene.budi, subject) is None
    with pytest.raises(DomainError, match="wrong_state"):
        asking.undo_consent(scene.rina, request_id=uuid4(), answer_id=subject, version=1)


def test_a_yes_is_to_what_was_read_and_not_to_what_is_sent_later(scene: Scene) -> None:
    subject = solution(scene)
    say(scene.rina, subject, "bersedia")
    answers.reopen_answer(scene.budi, request_id=uuid4(), answer_id=subject)
    answers.send_answer(scene.budi, request_id=uuid4(), answer_id=subject)

    assert stands(scene.budi, subject) is None
    with pytest.raises(DomainError, match="answer_changed"):
        say(scene.rina, subject, "bersedia", version=1)
    say(scene.rina, subject, "bersedia", version=3)
    assert stands(scene.budi, subject) == "bersedia"


def test_from_the_opening_of_a_vote_the_word_stands(scene: Scene) -> None:
    options = [solution(scene, title=f"{SOLUTION['title']} {n}") for n in (1, 2)]
    say(scene.rina, options[0], "bersedia")
    curation.decide_answers(
        scene.dian, request_id=uuid4(), answer_ids=options, decision="diterima", reason=None
    )
    closes_at = datetime.now(UTC) + timedelta(hours=1)
    voting.open_round(
        scene.dian,
        request_id=uuid4(),
        cycle_id=scene.cycle_id,
        title="Prioritas",
        option_ids=options,
        closes_at=closes_at,
    )

    shown = answers.answer_screen(scene.rina, answer_id=options[0]).consent
    assert shown is not None
    assert not shown.may_answer
    for act in (
        lambda: say(scene.rina, options[0], "tidak_bersedia", "Berubah", version=shown.version or 0),
        lambda: asking.undo_consent(
            scene.rina, request_id=uuid4(), answer_id=options[0], version=shown.version or 0
        ),
    ):
        with pytest.raises(DomainError, match="voting_opened"):
            act()
