"""An answer from its first field to its fate: nothing lost, nothing twice, nothing after closing."""

from __future__ import annotations

import threading
from typing import Any
from uuid import UUID, uuid4

import pytest

from db.errors import DomainError
from db.gateway import answers, curation
from db.gateway.answers import FieldSave, FieldSaved
from db.identity import Identity
from tests.database.scene import Scene

TAB, OTHER_TAB = uuid4(), uuid4()


def save(
    me: Identity,
    answer_id: UUID,
    value: Any,
    *,
    field: str = "title",
    sequence: int,
    base: int = 0,
    tab: UUID = TAB,
) -> FieldSaved:
    one = FieldSave(field=field, value=value, sequence=sequence, base_version=base)
    return answers.save_fields(me, answer_id=answer_id, client_id=tab, fields=[one]).fields[0]


def title(me: Identity, answer_id: UUID) -> Any:
    return answers.answer_screen(me, answer_id=answer_id).values.get("title")


# ── saving ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_field_is_there_for_the_colleague_as_soon_as_it_is_saved(scene: Scene) -> None:
    draft = scene.answer(scene.budi)

    save(scene.budi, draft, "Judul baru", sequence=1)

    assert title(scene.bayu, draft) == "Judul baru"


def test_a_late_retry_never_overwrites_newer_text(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    save(scene.budi, draft, "lama", sequence=1)
    save(scene.budi, draft, "baru", sequence=2)

    again = save(scene.budi, draft, "lama", sequence=1)

    assert again.outcome == "late"
    assert title(scene.budi, draft) == "baru"


def test_a_late_save_is_told_what_is_stored_and_how_far_the_newer_one_counted(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    save(scene.budi, draft, "baru", sequence=2)

    late = save(scene.budi, draft, "lama", sequence=1)

    assert (late.outcome, late.value, late.sequence, late.version) == ("late", "baru", 2, 1)


def test_a_repeated_save_counts_once(scene: Scene) -> None:
    draft = scene.answer(scene.budi)

    first = save(scene.budi, draft, "sekali", sequence=1)
    again = save(scene.budi, draft, "sekali", sequence=1)

    assert (first.outcome, again.outcome) == ("saved", "late")
    assert first.version == again.version == 1


def test_the_second_writer_of_a_field_is_told_who_wrote_what(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    save(scene.budi, draft, "dari Budi", sequence=1)

    told = save(scene.bayu, draft, "dari Bayu", sequence=1, base=0, tab=OTHER_TAB)

    assert (told.outcome, told.value, told.saved_by) == ("changed", "dari Budi", "Budi")
    assert title(scene.bayu, draft) == "dari Budi"


def test_the_second_writer_may_then_decide_for_her_own_text(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    save(scene.budi, draft, "dari Budi", sequence=1)
    told = save(scene.bayu, draft, "dari Bayu", sequence=1, base=0, tab=OTHER_TAB)

    save(scene.bayu, draft, "dari Bayu", sequence=2, base=told.version, tab=OTHER_TAB)

    assert title(scene.budi, draft) == "dari Bayu"


def test_a_save_whose_answer_was_lost_does_not_make_the_writer_her_own_rival(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    save(scene.budi, draft, "satu", sequence=1)  # the answer never arrives: the tab still thinks version 0

    saved = save(scene.budi, draft, "dua", sequence=2, base=0)

    assert saved.outcome == "saved"
    assert title(scene.budi, draft) == "dua"


def test_two_colleagues_on_different_fields_merge(scene: Scene) -> None:
    draft = scene.answer(scene.budi)

    save(scene.budi, draft, "Judul", sequence=1)
    save(scene.bayu, draft, "Sebab", field="root_cause", sequence=1, tab=OTHER_TAB)

    values = answers.answer_screen(scene.budi, answer_id=draft).values
    assert (values["title"], values["root_cause"]) == ("Judul", "Sebab")


def test_forty_threads_on_one_draft_lose_no_field(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    fields = ["title", "condition", "root_cause", "affected"]
    threads = [
        threading.Thread(
            target=save,
            args=(scene.budi if n % 2 else scene.bayu, draft, f"{fields[n % 4]} {n}"),
            kwargs={"field": fields[n % 4], "sequence": n + 1, "tab": TAB},
        )
        for n in range(40)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    values = answers.answer_screen(scene.budi, answer_id=draft).values
    # of each field the save with the highest sequence stands, in whatever order they arrived
    assert [values[field] for field in fields] == [f"{fields[n % 4]} {n}" for n in range(36, 40)]


def test_one_refused_field_saves_none_of_the_call(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    saves = [
        FieldSave(field="title", value="Judul baru", sequence=1, base_version=0),
        FieldSave(field="urgency", value=6, sequence=1, base_version=0),
    ]

    with pytest.raises(DomainError, match="field_invalid: urgency"):
        answers.save_fields(scene.budi, answer_id=draft, client_id=TAB, fields=saves)

    assert title(scene.budi, draft) == "Antrean panjang di loket"


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        ("title", "x" * 121, "text_too_long: title"),
        ("condition", "x" * 100_000, "text_too_long: condition"),
        ("title", "a\0b", "text_invalid"),
        ("urgency", 0, "field_invalid: urgency"),
        ("urgency", True, "field_invalid: urgency"),
        ("sub_pillar", "BBB-1", "field_invalid: sub_pillar"),  # of another pillar
        ("location", ["kota", "KEC-1"], "field_invalid: location"),
        ("no_such_field", "x", "field_invalid: no_such_field"),
        ("problems", [str(uuid4())], "field_invalid: problems"),  # a question of the other sheet
    ],
)
def test_what_does_not_fit_is_refused_by_name_and_changes_nothing(
    scene: Scene, field: str, value: Any, refusal: str
) -> None:
    draft = scene.answer(scene.budi)
    before = scene.everything("select answers from app.answer where id = %s", (draft,))

    with pytest.raises(DomainError, match=refusal):
        save(scene.budi, draft, value, field=field, sequence=1)

    assert scene.everything("select answers from app.answer where id = %s", (draft,)) == before


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "**tebal** :smile: $x$", "=cmd()", "😀 é 漢", "\u202e"]
)
def test_any_other_text_is_kept_to_the_letter(scene: Scene, text: str) -> None:
    draft = scene.answer(scene.budi)

    save(scene.budi, draft, text, sequence=1)

    assert title(scene.budi, draft) == text


@pytest.mark.parametrize("empty", [None, "", "   ", []])
def test_an_emptied_field_is_unanswered_again(scene: Scene, empty: Any) -> None:
    draft = scene.answer(scene.budi)

    save(scene.budi, draft, empty, sequence=1)

    assert "title" not in answers.answer_screen(scene.budi, answer_id=draft).values


def test_four_and_four_point_zero_are_one_answer(scene: Scene) -> None:
    draft = scene.answer(scene.budi)

    save(scene.budi, draft, 5.0, field="urgency", sequence=1)

    assert scene.everything("select answers ->> 'urgency' from app.answer where id = %s", (draft,)) == [
        ("5",)
    ]


# ── sending ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_sending_gives_a_number_and_a_time(scene: Scene) -> None:
    first, second = scene.answer(scene.budi), scene.answer(scene.sari)

    receipts = [
        answers.send_answer(me, request_id=uuid4(), answer_id=draft)
        for me, draft in ((scene.budi, first), (scene.sari, second))
    ]

    assert [receipt.number for receipt in receipts] == [1, 2]


def test_a_double_click_sends_once(scene: Scene) -> None:
    draft, click = scene.answer(scene.budi), uuid4()

    receipts = {answers.send_answer(scene.budi, request_id=click, answer_id=draft) for _ in range(3)}

    assert len(receipts) == 1
    assert scene.everything("select count(*) from app.answer_version where answer_id = %s", (draft,)) == [
        (1,)
    ]


def test_one_request_id_cannot_stand_for_two_acts(scene: Scene) -> None:
    draft, click = scene.answer(scene.budi), uuid4()
    answers.send_answer(scene.budi, request_id=click, answer_id=draft)

    with pytest.raises(DomainError, match="request_reused"):
        answers.withdraw_answer(scene.budi, request_id=click, answer_id=draft, reason="lain")


def test_what_is_missing_is_named_in_the_order_of_the_form(scene: Scene) -> None:
    draft = scene.answer(scene.budi, title=None, urgency=None, location=None)

    with pytest.raises(DomainError) as refusal:
        answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)

    assert (refusal.value.code, refusal.value.field) == ("answer_incomplete", "title,location,urgency")
    assert answers.answer_screen(scene.budi, answer_id=draft).answer.status == "draf"


def test_a_solution_cannot_be_sent_for_a_problem_that_was_withdrawn_since(scene: Scene) -> None:
    problem = scene.answer(scene.budi, "dikirim")
    draft = scene.answer(scene.budi, sheet="solution", problems=[str(problem)])
    answers.withdraw_answer(scene.budi, request_id=uuid4(), answer_id=problem, reason="keliru")

    with pytest.raises(DomainError, match="field_invalid: problems"):
        answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)


def test_a_solution_and_its_problem_lead_to_each_other(scene: Scene) -> None:
    problem = scene.answer(scene.budi, "dikirim")
    draft = scene.answer(scene.budi, sheet="solution", problems=None)

    save(scene.budi, draft, [str(problem)], field="problems", sequence=1)

    linked = [answers.answer_screen(scene.budi, answer_id=one).linked[0].id for one in (problem, draft)]
    assert linked == [draft, problem]


def test_a_problem_that_may_not_be_read_cannot_be_linked(scene: Scene) -> None:
    hidden = scene.answer(scene.sari, "dikirim")
    draft = scene.answer(scene.budi, sheet="solution", problems=None)

    with pytest.raises(DomainError, match="field_invalid: problems"):
        save(scene.budi, draft, [str(hidden)], field="problems", sequence=1)

    assert scene.everything("select 1 from app.answer where id = %s", (hidden,)) == [(1,)]


def test_a_reopened_answer_keeps_its_number_and_its_history(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    number = answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft).number

    answers.reopen_answer(scene.bayu, request_id=uuid4(), answer_id=draft)
    again = answers.send_answer(scene.bayu, request_id=uuid4(), answer_id=draft)

    history = answers.answer_screen(scene.budi, answer_id=draft).history
    assert again.number == number
    assert [(step.status, step.by) for step in history] == [
        ("dikirim", "Budi"),
        ("draf", "Bayu"),
        ("dikirim", "Bayu"),
    ]


def test_an_answer_outlives_its_officer(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    scene.everything("update app.participant set is_active = false where user_name = 'budi'")

    receipt = answers.send_answer(scene.bayu, request_id=uuid4(), answer_id=draft)

    assert receipt.number == 1


@pytest.mark.parametrize("status", ["dikirim", "dikembalikan"])
@pytest.mark.parametrize("reason", [None, "  ", "\n"])
def test_what_was_sent_is_withdrawn_only_with_a_reason(scene: Scene, status: str, reason: str | None) -> None:
    subject = scene.answer(scene.budi, status)

    with pytest.raises(DomainError, match="reason_required"):
        answers.withdraw_answer(scene.budi, request_id=uuid4(), answer_id=subject, reason=reason)

    assert answers.answer_screen(scene.budi, answer_id=subject).answer.status == status


@pytest.mark.parametrize("status", ["dikirim", "diterima", "digabung", "ditolak", "ditarik"])
def test_what_is_out_of_hand_is_not_edited(scene: Scene, status: str) -> None:
    subject = scene.answer(scene.budi, status)

    with pytest.raises(DomainError, match="wrong_state"):
        save(scene.budi, subject, "lain", sequence=1)

    assert title(scene.budi, subject) == "Antrean panjang di loket"


def test_a_returned_answer_is_mended_and_sent_again(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "dikirim")
    curation.decide_answers(
        scene.dian, request_id=uuid4(), answer_ids=[subject], decision="dikembalikan", reason="Tambahkan data"
    )
    seen = answers.answer_screen(scene.bayu, answer_id=subject)
    save(scene.bayu, subject, "Judul diperbaiki", sequence=1)

    answers.send_answer(scene.bayu, request_id=uuid4(), answer_id=subject)

    assert seen.answer.reason == "Tambahkan data"
    assert answers.answer_screen(scene.budi, answer_id=subject).answer.status == "dikirim"


# ── the window ──────────────────────────────────────────────────────────────────────────────────────────────


def acts_of_the_unit(scene: Scene, draft: UUID, sent: UUID) -> dict[str, Any]:
    return {
        "create": lambda: answers.create_draft(
            scene.budi, request_id=uuid4(), cycle_id=scene.cycle_id, sheet="problem", pillar_code="AAA"
        ),
        "save": lambda: save(scene.budi, draft, "lain", sequence=1),
        "send": lambda: answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft),
        "withdraw": lambda: answers.withdraw_answer(
            scene.budi, request_id=uuid4(), answer_id=sent, reason="lain"
        ),
        "reopen": lambda: answers.reopen_answer(scene.budi, request_id=uuid4(), answer_id=sent),
    }


@pytest.mark.parametrize("act", ["create", "save", "send", "withdraw", "reopen"])
def test_after_closing_nothing_is_written(scene: Scene, act: str) -> None:
    draft, sent = scene.answer(scene.budi), scene.answer(scene.budi, "dikirim")
    scene.close_window("problem")
    before = scene.everything("select id, status, answers from app.answer order by id")

    with pytest.raises(DomainError, match="window_closed: problem"):
        acts_of_the_unit(scene, draft, sent)[act]()

    assert scene.everything("select id, status, answers from app.answer order by id") == before


def test_each_survey_has_its_own_window(scene: Scene) -> None:
    draft = scene.answer(scene.budi, sheet="solution")
    scene.close_window("problem")

    assert save(scene.budi, draft, "Nama lain", sequence=1).outcome == "saved"


def test_a_draft_can_still_be_read_after_closing(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    scene.close_window("problem")

    screen = answers.answer_screen(scene.budi, answer_id=draft)

    assert (screen.is_open, screen.is_editable) == (False, False)
    assert screen.values["title"] == "Antrean panjang di loket"


def test_a_draft_that_is_given_up_needs_no_reason(scene: Scene) -> None:
    draft = scene.answer(scene.budi)

    answers.withdraw_answer(scene.budi, request_id=uuid4(), answer_id=draft, reason=None)

    assert answers.answer_screen(scene.budi, answer_id=draft).answer.status == "ditarik"
