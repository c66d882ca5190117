"""History: every text that stood in a field is found again by its unit, by nobody else before sending."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.sql import Composed

from db.errors import DomainError
from db.gateway import answers, curation, history, home
from db.gateway.answers import FieldSave
from db.gateway.history import HistoryScreen
from db.identity import Identity
from tests.database.conftest import ActingAs
from tests.database.scene import Scene

SEQUENCE = iter(range(1, 1_000_000))
STORED = "Antrean panjang di loket"


def write(me: Identity, answer_id: UUID, value: Any, field: str = "title") -> None:
    """What this person types into a field, over whatever stands there."""
    found = answers.answer_screen(me, answer_id=answer_id).fields.get(field)
    one = FieldSave(
        field=field, value=value, sequence=next(SEQUENCE), base_version=found.version if found else 0
    )
    saved = answers.save_fields(me, answer_id=answer_id, client_id=me.participant_id, fields=[one])
    assert saved.fields[0].outcome == "saved"


def look(
    me: Identity,
    answer_id: UUID,
    *,
    older: int | None = 0,
    newer: int | None = None,
    field: str | None = "title",
) -> HistoryScreen:
    return history.answer_history(me, answer_id=answer_id, older=older, newer=newer, field=field)


def trail(me: Identity, answer_id: UUID) -> list[tuple[Any, Any, str]]:
    """Oldest first: before, after, by whom."""
    return [(text.before, text.value, text.by) for text in reversed(look(me, answer_id).trail)]


def send(me: Identity, answer_id: UUID) -> None:
    answers.send_answer(me, request_id=uuid4(), answer_id=answer_id)


def reopen(me: Identity, answer_id: UUID) -> None:
    answers.reopen_answer(me, request_id=uuid4(), answer_id=answer_id)


def pause(scene: Scene) -> None:
    """Everything written until now was written a while ago."""
    scene.everything("update app.answer_change set at = at - interval '6 minutes'")


# ── who wrote what ──────────────────────────────────────────────────────────────────────────────────────────


def test_what_a_colleague_overwrites_can_be_found_again(scene: Scene) -> None:
    draft = scene.answer(scene.budi)

    write(scene.budi, draft, "dari Budi")
    write(scene.bayu, draft, "dari Bayu")

    assert trail(scene.budi, draft) == [(STORED, "dari Budi", "Budi"), ("dari Budi", "dari Bayu", "Bayu")]


def test_what_one_person_types_in_one_go_is_one_change(scene: Scene) -> None:
    draft = scene.answer(scene.budi)

    for typed in ("J", "Ju", "Jud", "Judul"):
        write(scene.budi, draft, typed)

    assert trail(scene.budi, draft) == [(STORED, "Judul", "Budi")]


def test_after_a_pause_it_is_another_change(scene: Scene) -> None:
    draft = scene.answer(scene.budi)

    write(scene.budi, draft, "pagi")
    pause(scene)
    write(scene.budi, draft, "sore")

    assert trail(scene.budi, draft) == [(STORED, "pagi", "Budi"), ("pagi", "sore", "Budi")]


def test_a_change_of_state_ends_a_change(scene: Scene) -> None:
    draft = scene.answer(scene.budi)

    write(scene.budi, draft, "terkirim")
    send(scene.budi, draft)
    reopen(scene.budi, draft)
    write(scene.budi, draft, "sesudahnya")

    assert [change.after_version for change in look(scene.budi, draft).changes] == [0, 2]
    assert trail(scene.budi, draft)[-1] == ("terkirim", "sesudahnya", "Budi")


def test_what_was_typed_and_taken_back_is_no_change(scene: Scene) -> None:
    draft = scene.answer(scene.budi)

    write(scene.budi, draft, "keliru")
    write(scene.budi, draft, STORED)

    assert trail(scene.budi, draft) == []


def test_an_emptied_field_and_what_stood_in_it_are_there(scene: Scene) -> None:
    draft = scene.answer(scene.budi)

    write(scene.budi, draft, "  ")

    assert trail(scene.budi, draft) == [(STORED, None, "Budi")]


EDIT = st.tuples(
    st.sampled_from(["budi", "bayu"]), st.sampled_from(["", "a", "b", "c"]), st.booleans(), st.booleans()
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(EDIT, max_size=8))
def test_however_often_it_is_written_the_changes_lead_from_the_first_text_to_the_last(
    scene: Scene, bring_back: Composed, edits: list[tuple[str, str, bool, bool]]
) -> None:
    scene.owner.execute(bring_back)
    draft = scene.answer(scene.budi)
    for name, text, is_later, is_sent in edits:
        write(scene.city.people[name], draft, text)
        if is_later:
            pause(scene)
        if is_sent and text:
            send(scene.budi, draft)
            reopen(scene.budi, draft)

    steps = trail(scene.budi, draft)

    stands = answers.answer_screen(scene.budi, answer_id=draft).values.get("title")
    reached = STORED
    for before, value, _ in steps:
        assert before == reached
        reached = value
    assert reached == stands


# ── at two moments ──────────────────────────────────────────────────────────────────────────────────────────


def test_any_two_states_can_be_laid_beside_each_other(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    write(scene.budi, draft, "pertama")
    send(scene.budi, draft)
    reopen(scene.bayu, draft)
    write(scene.bayu, draft, "kedua")

    sent, now = look(scene.budi, draft, older=1, newer=None), look(scene.budi, draft, older=0, newer=1)

    assert (sent.older["title"], sent.newer["title"]) == ("pertama", "kedua")
    assert (now.older, now.newer["title"]) == ({}, "pertama")
    assert [(one.version, one.status, one.by) for one in sent.versions] == [
        (1, "dikirim", "Budi"),
        (2, "draf", "Bayu"),
    ]


def test_one_looks_back_first_at_what_was_sent_before(scene: Scene) -> None:
    draft, seen = scene.answer(scene.budi), []

    for act in (lambda: None, lambda: send(scene.budi, draft), lambda: reopen(scene.budi, draft)):
        act()
        seen.append(look(scene.budi, draft, older=None).older_version)
    send(scene.budi, draft)
    seen.append(look(scene.budi, draft, older=None).older_version)

    assert seen == [0, 0, 1, 1]


# ── what others see of it ───────────────────────────────────────────────────────────────────────────────────

SECRET = "belum untuk dibaca"
TITLES = "select answers ->> 'title' from app.answer_version where answer_id = %s"


def reopened_and_withdrawn(scene: Scene, answer_id: UUID) -> None:
    reopen(scene.budi, answer_id)
    write(scene.budi, answer_id, SECRET)
    answers.withdraw_answer(scene.budi, request_id=uuid4(), answer_id=answer_id, reason="Ditunda")


def returned_and_edited(scene: Scene, answer_id: UUID) -> None:
    curation.decide_answers(
        scene.dian, request_id=uuid4(), answer_ids=[answer_id], decision="dikembalikan", reason="Lengkapi"
    )
    write(scene.budi, answer_id, SECRET)


def returned_edited_and_withdrawn(scene: Scene, answer_id: UUID) -> None:
    returned_and_edited(scene, answer_id)
    answers.withdraw_answer(scene.budi, request_id=uuid4(), answer_id=answer_id, reason="Ditunda")


AFTER_SENDING = [reopened_and_withdrawn, returned_and_edited, returned_edited_and_withdrawn]


@pytest.mark.parametrize("act", AFTER_SENDING)
@pytest.mark.parametrize("reader", ["dian", "pandu"])
def test_others_see_what_was_sent_last_not_what_was_written_since(
    scene: Scene, act: Any, reader: str
) -> None:
    draft, other = scene.answer(scene.budi), scene.city.people[reader]
    send(scene.budi, draft)
    act(scene, draft)

    screen = answers.answer_screen(other, answer_id=draft)
    listed = answers.answers_screen(
        other, cycle_id=None, sheet="problem", pillar_code=None, sector_code=None, before=None
    )
    past = look(other, draft)

    assert (screen.values["title"], screen.answer.title) == (STORED, STORED)
    assert [row.title for row in listed.others] == [STORED]
    assert SECRET not in repr((screen, listed, past))
    assert past.trail == (), "and no single text of its making"
    assert answers.answer_screen(scene.bayu, answer_id=draft).values["title"] == SECRET, (
        "its unit goes on with what it wrote"
    )


@pytest.mark.parametrize("act", AFTER_SENDING)
def test_every_state_that_diskominfo_may_look_back_at_holds_sent_text_only(
    scene: Scene, acting_as: ActingAs, act: Any
) -> None:
    draft = scene.answer(scene.budi, title="belum jadi")
    answers.withdraw_answer(scene.budi, request_id=uuid4(), answer_id=draft, reason=None)
    reopen(scene.budi, draft)
    write(scene.budi, draft, STORED)
    send(scene.budi, draft)
    act(scene, draft)

    with acting_as(scene.dian) as sql:
        seen = sql(TITLES, (draft,))
        assert sql("select 1 from app.answer_change") == []

    assert set(seen) == {(STORED,)}
    assert ("belum jadi",) in scene.everything(TITLES, (draft,)), "and what could not be seen is there"


def test_a_reopened_answer_is_its_units_until_it_is_sent_again(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    send(scene.budi, draft)
    reopen(scene.budi, draft)

    with pytest.raises(DomainError, match="not_found"):
        look(scene.dian, draft)
    with pytest.raises(DomainError, match="not_found"):
        history.receipt(scene.dian, answer_id=draft)


def test_diskominfo_sees_who_changed_what_between_two_sendings(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    write(scene.budi, draft, "sebelum kirim pertama")
    send(scene.budi, draft)
    reopen(scene.bayu, draft)
    write(scene.bayu, draft, "diubah Bayu")
    send(scene.bayu, draft)

    seen = look(scene.dian, draft, older=1, newer=3)

    assert [(one.field, one.by) for one in seen.changes] == [("title", "Bayu")]
    assert (seen.older["title"], seen.newer["title"]) == ("sebelum kirim pertama", "diubah Bayu")
    assert [one.status for one in seen.versions] == ["dikirim", "dikirim"], "the draft between is its unit's"


def test_a_leader_sees_no_history_of_what_she_may_read(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    send(scene.budi, draft)

    seen = look(scene.wali, draft)

    assert (seen.versions, seen.changes, seen.trail) == ((), (), ())
    assert look(scene.budi, draft).versions, "and it is there"


# ── the receipt ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_receipt_holds_what_was_sent_whatever_is_written_since(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    sent = answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)
    reopen(scene.bayu, draft)
    write(scene.bayu, draft, SECRET)

    receipt = history.receipt(scene.bayu, answer_id=draft)

    assert (receipt.answer.number, receipt.sent_at, receipt.sent_by) == (sent.number, sent.sent_at, "Budi")
    assert (receipt.values["title"], receipt.answer.title) == (STORED, STORED)


def test_a_receipt_names_the_problems_that_its_solution_answers(scene: Scene) -> None:
    problem = scene.answer(scene.budi, "dikirim")
    draft = scene.answer(scene.budi, sheet="solution", problems=[str(problem)])
    send(scene.budi, draft)

    assert [row.id for row in history.receipt(scene.budi, answer_id=draft).linked] == [problem]


def test_what_was_never_sent_has_no_receipt(scene: Scene) -> None:
    draft = scene.answer(scene.budi)

    with pytest.raises(DomainError, match="not_found"):
        history.receipt(scene.budi, answer_id=draft)
    assert home.home_screen(scene.budi, cycle_id=None).unfinished, "and the draft is there"


def test_the_problem_a_returned_solution_names_now_is_its_units_own(scene: Scene) -> None:
    sent, named_since = (scene.answer(scene.budi, "diterima") for _ in range(2))
    subject = scene.answer(scene.budi, "dikirim", sheet="solution", problems=[str(sent)])
    curation.decide_answers(
        scene.dian, request_id=uuid4(), answer_ids=[subject], decision="dikembalikan", reason="Lengkapi"
    )
    link = FieldSave(field="problems", value=[str(named_since)], sequence=1, base_version=0)
    answers.save_fields(scene.budi, answer_id=subject, client_id=uuid4(), fields=[link])

    def linked(me: Identity, answer_id: UUID) -> list[UUID]:
        return [row.id for row in answers.answer_screen(me, answer_id=answer_id).linked]

    assert (linked(scene.dian, subject), linked(scene.dian, named_since)) == ([sent], [])
    assert (linked(scene.budi, subject), linked(scene.budi, named_since)) == ([named_since], [subject])
