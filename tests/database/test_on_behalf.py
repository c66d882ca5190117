"""On behalf of a unit: Diskominfo types its paper, shows it, and writes no more once the unit agreed."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from db.errors import DomainError
from db.gateway import aggregates, answers, approval, evidence, home, lanes, on_behalf, stages
from db.gateway.answers import FieldSave, Saved
from db.gateway.lanes import ImportRow
from db.identity import Identity
from tests.database.scene import PROBLEM, Scene

JPEG = b"\xff\xd8\xff\xe0"


def begin(scene: Scene, unit: str = "KEL-1", sheet: str = "problem", pillar: str | None = "AAA") -> UUID:
    return on_behalf.create_draft_for_unit(
        scene.dian,
        request_id=uuid4(),
        unit_id=scene.city.units[unit],
        cycle_id=scene.cycle_id,
        sheet=sheet,
        pillar_code=pillar,
    )


def save(me: Identity, answer_id: UUID, base: int = 0, **values: Any) -> Saved:
    fields = [
        FieldSave(field=key, value=value, sequence=1, base_version=base) for key, value in values.items()
    ]
    return answers.save_fields(me, answer_id=answer_id, client_id=uuid4(), fields=fields)


def show_paper(me: Identity, answer_id: UUID, content: bytes = JPEG) -> UUID:
    kept = evidence.add_evidence(
        me, request_id=uuid4(), answer_id=answer_id, name="formulir.jpg", content=content
    )
    return kept.id


def send(me: Identity, answer_id: UUID) -> int | None:
    return answers.send_answer(me, request_id=uuid4(), answer_id=answer_id).number


def sent(scene: Scene) -> UUID:
    """A village's problem that Diskominfo typed and sent with its paper."""
    draft = begin(scene)
    save(scene.dian, draft, **PROBLEM)
    show_paper(scene.dian, draft)
    send(scene.dian, draft)
    return draft


def confirm(me: Identity, answer_id: UUID) -> object:
    return answers.confirm_answer(me, request_id=uuid4(), answer_id=answer_id)


def mark(me: Identity, answer_id: UUID) -> str | None:
    return answers.answer_screen(me, answer_id=answer_id).answer.on_behalf


# ── typing ──────────────────────────────────────────────────────────────────────────────────────────────────
def test_what_is_begun_for_a_unit_is_the_units_and_says_who_types(scene: Scene) -> None:
    draft = begin(scene)
    save(scene.dian, draft, title="Jalan gelap")

    screen = answers.answer_screen(scene.sari, answer_id=draft)

    assert (screen.answer.unit_name, screen.answer.on_behalf) == ("Kelurahan Satu", "waiting")
    assert screen.on_behalf is not None
    assert (screen.on_behalf.by, screen.on_behalf.may_confirm) == ("Dian", False)
    assert screen.values == {"title": "Jalan gelap"}
    assert screen.fields["title"].saved_by == "Dian"
    assert [row.id for row in home.home_screen(scene.sari, cycle_id=None).unfinished] == [draft]


def test_whoever_types_goes_on_from_the_versions_of_the_draft(scene: Scene) -> None:
    draft = begin(scene)
    save(scene.dian, draft, title="Jalan gelap")

    screen = answers.answer_screen(scene.dian, answer_id=draft)

    assert screen.is_own
    assert screen.is_editable
    assert screen.fields["title"].version == 1


def test_a_solution_for_a_unit_may_name_the_units_problems(scene: Scene) -> None:
    theirs = scene.answer(scene.sari, "dikirim")
    scene.answer(scene.rina, "dikirim")
    draft = begin(scene, sheet="solution")

    screen = answers.answer_screen(scene.dian, answer_id=draft)

    assert [row.id for row in screen.linkable] == [theirs]
    assert save(scene.dian, draft, problems=[str(theirs)]).fields[0].outcome == "saved"


def test_a_units_own_sheet_can_be_typed_as_well(scene: Scene) -> None:
    scene.open_window("kesiapan")

    draft = begin(scene, sheet="kesiapan", pillar=None)

    assert answers.answer_screen(scene.dian, answer_id=draft).is_editable
    assert mark(scene.sari, draft) == "waiting"


def test_an_ordinary_draft_of_another_unit_stays_closed_to_diskominfo(scene: Scene) -> None:
    draft = scene.answer(scene.sari)

    with pytest.raises(DomainError, match="not_found"):
        save(scene.dian, draft, title="Milik kami")
    with pytest.raises(DomainError, match="not_found"):
        answers.answer_screen(scene.dian, answer_id=draft)
    assert scene.everything("select 1 from app.answer"), "and the draft is there"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"unit": "DINAS-B"}, "not_allowed"),  # her own
        ({"sheet": "lain"}, "field_invalid: sheet"),
        ({"pillar": "ZZZ"}, "field_invalid: pillar_code"),
    ],
)
def test_begins_nothing_that_makes_no_sense(scene: Scene, change: dict[str, str], refusal: str) -> None:
    with pytest.raises(DomainError, match=refusal):
        begin(scene, **change)


@pytest.mark.parametrize("unit_id", [uuid4(), None])
def test_a_unit_that_is_none_is_refused(scene: Scene, unit_id: Any) -> None:
    with pytest.raises(DomainError, match="field_invalid: unit_id"):
        on_behalf.create_draft_for_unit(
            scene.dian,
            request_id=uuid4(),
            unit_id=unit_id,
            cycle_id=scene.cycle_id,
            sheet="problem",
            pillar_code="AAA",
        )


def test_a_unit_that_is_no_more_is_refused(scene: Scene) -> None:
    scene.everything("update app.unit set active_to = current_date - 1 where code = 'KEL-1'")

    with pytest.raises(DomainError, match="field_invalid: unit_id"):
        begin(scene)


def test_outside_the_window_nothing_is_begun(scene: Scene) -> None:
    scene.close_window("problem")

    with pytest.raises(DomainError, match="window_closed"):
        begin(scene)


def test_the_same_request_twice_is_one_draft(scene: Scene) -> None:
    request_id = uuid4()
    ids = {
        on_behalf.create_draft_for_unit(
            scene.dian,
            request_id=request_id,
            unit_id=scene.city.units["KEL-1"],
            cycle_id=scene.cycle_id,
            sheet="problem",
            pillar_code="AAA",
        )
        for _ in range(2)
    }

    assert len(ids) == len(scene.everything("select 1 from app.answer")) == 1


# ── the paper ───────────────────────────────────────────────────────────────────────────────────────────────
def test_nothing_is_sent_for_a_unit_without_a_photo_of_its_paper(scene: Scene) -> None:
    draft = begin(scene)
    save(scene.dian, draft, **PROBLEM)

    with pytest.raises(DomainError, match="evidence_required"):
        send(scene.dian, draft)
    show_paper(scene.dian, draft)

    assert send(scene.dian, draft) == 1
    assert mark(scene.wali, draft) == "waiting", "whoever may read it sees that it was typed"


def test_the_photo_of_the_paper_stays_beside_what_was_sent(scene: Scene) -> None:
    subject = sent(scene)
    (paper,) = answers.answer_screen(scene.dian, answer_id=subject).evidence

    with pytest.raises(DomainError, match="wrong_state"):
        evidence.remove_evidence(scene.dian, request_id=uuid4(), evidence_id=paper.id)

    assert answers.answer_screen(scene.dian, answer_id=subject).evidence == (paper,)


def test_a_draft_may_get_another_photo(scene: Scene) -> None:
    draft = begin(scene)
    paper = show_paper(scene.dian, draft)

    evidence.remove_evidence(scene.dian, request_id=uuid4(), evidence_id=paper)

    assert answers.answer_screen(scene.dian, answer_id=draft).evidence == ()


def test_a_unit_that_sends_itself_needs_no_paper(scene: Scene) -> None:
    draft = begin(scene)
    save(scene.dian, draft, **PROBLEM)

    assert send(scene.sari, draft) == 1
    assert mark(scene.sari, draft) == "confirmed"


# ── sesuai ──────────────────────────────────────────────────────────────────────────────────────────────────
def test_an_officer_says_that_it_is_right_and_it_is_the_units_own(scene: Scene) -> None:
    subject = sent(scene)
    assert [row.id for row in home.home_screen(scene.sari, cycle_id=None).to_confirm] == [subject]

    confirm(scene.sari, subject)

    screen = answers.answer_screen(scene.sari, answer_id=subject)
    assert screen.on_behalf is not None
    assert (screen.on_behalf.confirmed_by, screen.on_behalf.may_confirm) == ("Sari", False)
    assert home.home_screen(scene.sari, cycle_id=None).to_confirm == ()
    assert scene.everything("select count(*) from app.event where act = 'on_behalf_confirmed'") == [(1,)]


def test_it_can_be_said_after_the_window_was_closed(scene: Scene) -> None:
    subject = sent(scene)
    scene.close_window("problem")

    confirm(scene.sari, subject)

    assert mark(scene.sari, subject) == "confirmed"


def test_saying_it_twice_changes_nothing(scene: Scene) -> None:
    subject = sent(scene)

    assert confirm(scene.sari, subject) == confirm(scene.sari, subject)


def test_in_an_archived_year_it_cannot_be_said(scene: Scene) -> None:
    subject = sent(scene)
    stages.archive_cycle(scene.dian, request_id=uuid4(), cycle_id=scene.cycle_id)

    with pytest.raises(DomainError, match="cycle_archived"):
        confirm(scene.sari, subject)


@pytest.mark.parametrize("status", ["draf", "ditarik"])
def test_what_was_not_sent_cannot_be_confirmed(scene: Scene, status: str) -> None:
    subject = scene.answer(scene.sari, status)
    scene.everything("update app.answer set on_behalf_by = %s", (scene.dian.participant_id,))

    with pytest.raises(DomainError, match="wrong_state"):
        confirm(scene.sari, subject)


def test_what_the_unit_wrote_itself_cannot_be_confirmed(scene: Scene) -> None:
    subject = scene.answer(scene.sari, "dikirim")

    with pytest.raises(DomainError, match="wrong_state"):
        confirm(scene.sari, subject)


# ── the unit takes it over ──────────────────────────────────────────────────────────────────────────────────
def changed_in_the_form(scene: Scene, subject: UUID) -> None:
    answers.reopen_answer(scene.sari, request_id=uuid4(), answer_id=subject)


def withdrawn(scene: Scene, subject: UUID) -> None:
    answers.withdraw_answer(scene.sari, request_id=uuid4(), answer_id=subject, reason="Bukan kami")


@pytest.mark.parametrize("act", [confirm, changed_in_the_form, withdrawn])
def test_once_the_unit_acted_diskominfo_writes_no_more(scene: Scene, act: Any) -> None:
    subject = sent(scene)
    act(scene.sari if act is confirm else scene, subject)

    with pytest.raises(DomainError, match="not_found"):
        answers.reopen_answer(scene.dian, request_id=uuid4(), answer_id=subject)
    assert mark(scene.sari, subject) == "confirmed"


def test_a_workbook_of_the_unit_takes_the_draft_over_as_well(scene: Scene) -> None:
    draft = begin(scene)
    title = FieldSave(field="title", value="Dari buku kerja", sequence=1, base_version=0)
    row = ImportRow(answer_id=draft, key=None, sheet="problem", pillar_code="AAA", fields=(title,))
    lanes.import_answers(
        scene.sari, request_id=uuid4(), cycle_id=scene.cycle_id, client_id=uuid4(), content=[row]
    )

    with pytest.raises(DomainError, match="not_found"):
        save(scene.dian, draft, title="Ketikan")


def test_until_then_diskominfo_may_correct_what_it_sent(scene: Scene) -> None:
    subject = sent(scene)

    answers.reopen_answer(scene.dian, request_id=uuid4(), answer_id=subject)
    save(scene.dian, subject, base=1, title="Diperbaiki")

    assert send(scene.dian, subject) == 1
    assert mark(scene.sari, subject) == "waiting"


def test_a_refused_save_of_the_unit_leaves_it_waiting(scene: Scene) -> None:
    draft = begin(scene)

    with pytest.raises(DomainError, match="field_invalid"):
        save(scene.sari, draft, urgency=9)

    assert mark(scene.sari, draft) == "waiting"


def test_the_list_shows_what_was_begun_and_how_it_stands(scene: Scene) -> None:
    confirmed = sent(scene)
    confirm(scene.sari, confirmed)
    waiting = begin(scene, "KEL-2")
    scene.answer(scene.rina, "dikirim")

    listed = on_behalf.on_behalf_screen(scene.dian, cycle_id=None).answers

    assert {row.id: row.on_behalf for row in listed} == {confirmed: "confirmed", waiting: "waiting"}


def test_a_unit_whose_head_approves_has_signed_its_paper_already(scene: Scene) -> None:
    approval.set_approval(scene.dian, request_id=uuid4(), unit_id=scene.city.units["KEL-1"], is_on=True)

    subject = sent(scene)

    assert answers.answer_screen(scene.dian, answer_id=subject).answer.status == "dikirim"


def test_whoever_corrects_a_withdrawn_draft_sees_what_was_typed_last(scene: Scene) -> None:
    subject = sent(scene)
    answers.reopen_answer(scene.dian, request_id=uuid4(), answer_id=subject)
    save(scene.dian, subject, base=1, title="Diperbaiki")
    answers.withdraw_answer(scene.dian, request_id=uuid4(), answer_id=subject, reason="Salah unit")

    assert answers.answer_screen(scene.dian, answer_id=subject).values["title"] == "Diperbaiki"


def test_in_the_overview_it_is_marked_until_its_unit_says_it_is_right(scene: Scene) -> None:
    subject = sent(scene)

    def marked(known: int | None = None) -> tuple[int, bool]:
        screen = aggregates.aggregate_screen(
            scene.dian, cycle_id=None, sheet="problem", pillar_code=None, known_version=known
        )
        assert screen is not None
        (one,) = screen.unrated
        return screen.version, one.is_unconfirmed

    version, before = marked()
    confirm(scene.sari, subject)

    assert (before, marked(version)[1]) == (True, False)
