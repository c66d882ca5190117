"""The desk: each number is what a recount finds, and only Diskominfo is told."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from db.errors import DomainError
from db.gateway import answers, curation, desk, home, sign_in
from db.gateway.curation import Decision
from db.gateway.desk import Desk, Waiting
from db.identity import Identity
from tests.database.scene import Scene

RECOUNT = """
select count(*) from (
  select cycle_id, sheet, private.city_day(sent_at) as sent_on, count(*) as answers
    from app.answer where status = 'dikirim' group by 1, 2, 3) as really
  full join (select * from app.waiting_count where answers <> 0) as kept using (cycle_id, sheet, sent_on)
 where really.answers is distinct from kept.answers
"""


def today(scene: Scene, me: Identity | None = None) -> Desk:
    found = home.home_screen(me or scene.dian, cycle_id=None).desk
    assert found is not None
    return found


def sent(scene: Scene, days: int) -> None:
    """An answer that has waited for so many of the city's days."""
    answer_id = scene.answer(scene.budi, "dikirim")
    scene.everything(
        "update app.answer set sent_at = now() - %s where id = %s", (timedelta(days=days), answer_id)
    )


@pytest.mark.parametrize("person", ["budi", "sari", "citra", "wali", "pandu"])
def test_nobody_else_has_a_desk(scene: Scene, person: str) -> None:
    sent(scene, 1)

    assert home.home_screen(scene.city.people[person], cycle_id=None).desk is None
    assert today(scene).waiting, "and there is something on it"


def test_what_waits_is_counted_by_its_age(scene: Scene) -> None:
    for days in (0, 2, 3, 6, 7, 40):
        sent(scene, days)

    assert today(scene).waiting == (Waiting(sheet="problem", label="Masalah", new=2, older=2, oldest=2),)


def test_the_counts_stand_after_every_way_out_of_the_queue_and_back(scene: Scene) -> None:
    drafts = [scene.answer(scene.budi) for _ in range(4)]
    for draft in drafts:
        answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)
    first, second, third, _ = drafts
    verdicts: tuple[tuple[UUID, Decision], ...] = ((first, "diterima"), (second, "dikembalikan"))
    for answer_id, decision in verdicts:
        curation.decide_answers(
            scene.dian, request_id=uuid4(), answer_ids=[answer_id], decision=decision, reason="Lengkapi"
        )
    answers.withdraw_answer(scene.budi, request_id=uuid4(), answer_id=third, reason="Salah pilar")
    answers.send_answer(scene.budi, request_id=uuid4(), answer_id=second)
    sent(scene, 5)

    assert scene.everything(RECOUNT) == [(0,)]
    (waiting,) = today(scene).waiting
    assert (waiting.new, waiting.older, waiting.oldest) == (2, 1, 0)


def test_units_are_missing_until_they_have_sent(scene: Scene) -> None:
    scene.answer(scene.budi, "dikirim")
    scene.answer(scene.rina, "draf")
    scene.close_window("solution")

    missing = {one.sheet: one.units for one in today(scene).missing}

    assert missing["problem"] == len(scene.city.units) - 1
    assert "solution" not in missing, "what is closed is nobody's debt today"


def test_a_unit_that_is_gone_is_not_missed(scene: Scene) -> None:
    before = {one.sheet: one.units for one in today(scene).missing}

    scene.everything("update app.unit set active_to = current_date - 1 where code = 'MIT-1'")

    assert {one.sheet: one.units for one in today(scene).missing} == {
        sheet: units - 1 for sheet, units in before.items()
    }


def test_a_draft_rests_when_nobody_has_changed_it_for_three_days(scene: Scene) -> None:
    resting, fresh = scene.answer(scene.budi, title="Rahasia"), scene.answer(scene.rina)
    scene.everything(
        "update app.answer set updated_at = now() - interval '73 hours' where id = %s", (resting,)
    )
    scene.everything("update app.answer set updated_at = now() - interval '71 hours' where id = %s", (fresh,))

    (draft,) = desk.idle_drafts_screen(scene.dian, cycle_id=None, unit_code=None, page=1).drafts

    assert today(scene).idle_drafts == 1
    assert (draft.unit_name, draft.author_name, draft.sheet) == ("Dinas Alfa", "Budi", "problem")
    assert "Rahasia" not in str(draft)


def test_resting_drafts_are_narrowed_to_a_unit_and_come_by_pages(scene: Scene) -> None:
    for _ in range(51):
        scene.answer(scene.budi)
    scene.answer(scene.rina)
    scene.everything("update app.answer set updated_at = now() - interval '4 days'")

    def found(unit_code: str | None, page: int) -> int:
        screen = desk.idle_drafts_screen(scene.dian, cycle_id=None, unit_code=unit_code, page=page)
        return len(screen.drafts)

    assert [found(None, page) for page in (1, 2, 3)] == [50, 2, 0]
    assert [found("DINAS-B", 1), found("TIDAK-ADA", 1), found(None, -1), found(None, 0)] == [1, 0, 50, 50]


def test_nobody_else_lists_resting_drafts(scene: Scene) -> None:
    scene.answer(scene.budi)
    scene.everything("update app.answer set updated_at = now() - interval '4 days'")

    for me in (scene.budi, scene.rina, scene.wali, scene.pandu):
        with pytest.raises(DomainError, match="not_allowed"):
            desk.idle_drafts_screen(me, cycle_id=None, unit_code=None, page=1)

    assert today(scene).idle_drafts == 1


def test_locked_are_those_who_exist(scene: Scene) -> None:
    for name in ("budi", "tidak.ada"):
        for _ in range(5):
            sign_in.begin_sign_in(name=name, device=None)
    sign_in.request_password_reset(name="sari")

    assert (today(scene).locked, today(scene).password_requests) == (1, 1)
    assert scene.everything("select count(*) from app.sign_in_count where locked_until > now()") == [(2,)]
