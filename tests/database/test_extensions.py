"""The days of the workshops, and more time for one unit, to the second."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from db.errors import DomainError
from db.gateway import answers, evidence, home, news, on_behalf, sheets, stages
from tests.database.conftest import ActingAs
from tests.database.scene import Scene

FIRST, LAST = date(2026, 6, 19), date(2026, 6, 20)


def extend(
    scene: Scene,
    unit: str = "DINAS-A",
    *,
    kind: str = "problem",
    hours: float = 24,
    reason: str = "Listrik padam",
) -> None:
    stages.extend_for_unit(
        scene.dian,
        request_id=uuid4(),
        window_id=scene.city.windows[kind],
        unit_id=scene.city.units[unit],
        closes_at=datetime.now(UTC) + timedelta(hours=hours),
        reason=reason,
    )


def set_days(scene: Scene, position: int, starts_on: date, ends_on: date) -> None:
    stage = stages.stages_screen(scene.dian, cycle_id=None).stages[position - 1]
    stages.set_stage(scene.dian, request_id=uuid4(), stage_id=stage.id, starts_on=starts_on, ends_on=ends_on)


def send(scene: Scene, draft: UUID) -> None:
    answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)


def begin(scene: Scene, name: str) -> UUID:
    return answers.create_draft(
        getattr(scene, name), request_id=uuid4(), cycle_id=scene.cycle_id, sheet="problem", pillar_code="AAA"
    )


def type_for(scene: Scene, unit: str) -> None:
    on_behalf.create_draft_for_unit(
        scene.dian,
        request_id=uuid4(),
        cycle_id=scene.cycle_id,
        unit_id=scene.city.units[unit],
        sheet="problem",
        pillar_code="AAA",
    )


def test_a_unit_with_more_time_does_everything_after_the_closing(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    scene.close_window("problem")
    extend(scene)

    fresh = begin(scene, "budi")
    evidence.add_evidence(
        scene.budi, request_id=uuid4(), answer_id=fresh, name="a.pdf", content=b"%PDF-1.7\n"
    )
    answers.withdraw_answer(scene.budi, request_id=uuid4(), answer_id=fresh, reason=None)
    answers.reopen_answer(scene.budi, request_id=uuid4(), answer_id=fresh)
    send(scene, draft)

    assert answers.answer_screen(scene.budi, answer_id=draft).answer.status == "dikirim"


def test_its_neighbour_stays_closed(scene: Scene) -> None:
    scene.close_window("problem")
    extend(scene, "DINAS-B")

    with pytest.raises(DomainError, match="window_closed"):
        begin(scene, "budi")


def test_what_is_typed_for_the_unit_has_its_time_too(scene: Scene) -> None:
    scene.close_window("problem")
    extend(scene)

    type_for(scene, "DINAS-A")

    with pytest.raises(DomainError, match="window_closed"):
        type_for(scene, "KEC-1")


def test_it_ends_at_its_instant_and_the_draft_stays(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    scene.close_window("problem")
    extend(scene)
    scene.everything("update app.window_extension set closes_at = clock_timestamp()")

    with pytest.raises(DomainError, match="window_closed"):
        send(scene, draft)

    assert answers.answer_screen(scene.budi, answer_id=draft).answer.status == "draf"
    scene.everything("update app.window_extension set closes_at = clock_timestamp() + interval '20 seconds'")
    send(scene, draft)


def test_taken_back_it_is_over_at_once(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    scene.close_window("problem")
    extend(scene)

    stages.end_extension(
        scene.dian,
        request_id=uuid4(),
        window_id=scene.city.windows["problem"],
        unit_id=scene.city.units["DINAS-A"],
    )

    with pytest.raises(DomainError, match="window_closed"):
        send(scene, draft)


def test_a_window_that_has_not_opened_is_opened_by_no_extension(scene: Scene) -> None:
    scene.everything(
        "update app.\"window\" set opens_at = now() + interval '1 hour',"
        " closes_at = now() + interval '2 hours'"
    )
    extend(scene)

    with pytest.raises(DomainError, match="window_closed"):
        begin(scene, "budi")


def test_its_officers_see_their_own_time_and_are_told(scene: Scene) -> None:
    scene.close_window("swot")
    scene.close_window("problem")
    extend(scene)
    extend(scene, kind="swot")

    for me, expected in ((scene.budi, True), (scene.sari, False), (scene.dian, False)):
        windows = home.home_screen(me, cycle_id=None).windows
        assert next(one.is_open for one in windows if one.kind == "problem") is expected
        own = {one.code: one.is_open for one in sheets.sheets_screen(me, cycle_id=None).own}
        assert own["swot"] is expected
    assert {one.kind for one in news.news_screen(scene.budi, before=None).news} == {"window_extended"}
    assert news.news_screen(scene.sari, before=None).news == ()


def test_extending_for_everybody_tells_every_unit(scene: Scene) -> None:
    now = datetime.now(UTC)
    stages.set_window(
        scene.dian,
        request_id=uuid4(),
        window_id=scene.city.windows["problem"],
        opens_at=now - timedelta(hours=1),
        closes_at=now + timedelta(days=30),
    )

    for me in (scene.budi, scene.sari):
        assert [one.kind for one in news.news_screen(me, before=None).news] == ["window_extended"]


def test_the_reason_is_kept_but_never_logged(scene: Scene) -> None:
    extend(scene, hours=100, reason="  Banjir besar ")

    (kept,) = stages.stages_screen(scene.dian, cycle_id=None).extensions
    assert kept.reason == "Banjir besar"
    ((detail,),) = scene.everything("select detail::text from app.event where act = 'window_extended'")
    assert "Banjir" not in detail


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"hours": -1}, "window_order"),
        ({"hours": 0.01}, "window_order"),  # open for everybody longer than that
        ({"reason": " \t "}, "reason_required"),
        ({"reason": "a" * 501}, "text_too_long"),
        ({"kind": "rating", "hours": 100}, "field_invalid"),
    ],
)
def test_more_time_that_makes_no_sense_is_refused(
    scene: Scene, changes: dict[str, object], word: str
) -> None:
    with pytest.raises(DomainError, match=word):
        extend(scene, **({"hours": 100} | changes))  # type: ignore[arg-type]

    assert scene.everything("select count(*) from app.window_extension") == [(0,)]


def test_a_neighbour_cannot_read_who_was_given_time(scene: Scene, acting_as: ActingAs) -> None:
    extend(scene, "DINAS-A", hours=100)

    for me, seen in ((scene.budi, 1), (scene.sari, 0)):
        with acting_as(me) as sql:
            assert sql("select count(*) from app.window_extension") == [(seen,)]


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (LAST, LAST),
        (date(2026, 6, 1), date(2026, 7, 1)),
        (date(2026, 6, 1), FIRST),
        (date(2026, 6, 1), date(2026, 6, 2)),
    ],
)
def test_a_workshop_that_overlaps_or_comes_before_the_one_before_it_is_refused(
    scene: Scene, starts_on: date, ends_on: date
) -> None:
    set_days(scene, 1, FIRST, LAST)

    with pytest.raises(DomainError, match="stage_overlaps"):
        set_days(scene, 2, starts_on, ends_on)

    assert stages.stages_screen(scene.dian, cycle_id=None).stages[1].starts_on is None


def test_workshops_one_day_apart_do_not_overlap(scene: Scene) -> None:
    set_days(scene, 1, FIRST, LAST)
    set_days(scene, 2, LAST + timedelta(days=1), LAST + timedelta(days=1))

    held = stages.stages_screen(scene.dian, cycle_id=None).stages
    assert [stage.starts_on for stage in held[:2]] == [FIRST, LAST + timedelta(days=1)]


def test_a_workshop_that_ends_before_it_begins_is_refused(scene: Scene) -> None:
    with pytest.raises(DomainError, match="field_invalid: ends_on"):
        set_days(scene, 1, LAST, FIRST)
