"""Planning years side by side, windows to the second, the city's clock whatever the server's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from db.errors import DomainError
from db.gateway import aggregates, answers, city, curation, discussion, home, raters, stages, voting
from tests.database.scene import Scene


def next_cycle(scene: Scene, year: int = 2031, copy_from: UUID | None = None) -> UUID:
    return stages.open_cycle(
        scene.dian, request_id=uuid4(), year=year, title=f"Putaran {year}", copy_from=copy_from
    )


def accepted_count(scene: Scene, cycle_id: UUID) -> int:
    screen = aggregates.aggregate_screen(
        scene.dian, cycle_id=cycle_id, sheet="problem", pillar_code=None, known_version=None
    )
    assert screen is not None
    return sum(total.accepted for total in screen.totals)


def test_two_years_run_side_by_side_and_touch_nothing_of_each_other(scene: Scene) -> None:
    scene.answer(scene.budi, "diterima")
    second = next_cycle(scene)
    scene.open_window("problem", second)

    draft = answers.create_draft(
        scene.budi, request_id=uuid4(), cycle_id=second, sheet="problem", pillar_code="BBB"
    )
    old_draft = scene.answer(scene.budi)
    answers.send_answer(scene.budi, request_id=uuid4(), answer_id=old_draft)

    assert (accepted_count(scene, scene.cycle_id), accepted_count(scene, second)) == (1, 0)
    assert answers.answer_screen(scene.budi, answer_id=draft).cycle.id == second
    listed = answers.answers_screen(
        scene.budi, cycle_id=second, sheet="problem", pillar_code=None, sector_code=None, before=None
    )
    assert [row.id for row in listed.own] == [draft]


def test_numbers_begin_anew_in_each_year(scene: Scene) -> None:
    scene.answer(scene.budi, "dikirim")
    second = next_cycle(scene)
    scene.open_window("problem", second)
    draft = scene.answer(scene.budi, cycle_id=second)

    assert answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft).number == 1


def test_a_window_of_one_year_opens_nothing_in_another(scene: Scene) -> None:
    second = next_cycle(scene)

    with pytest.raises(DomainError, match="window_closed"):
        answers.create_draft(
            scene.budi, request_id=uuid4(), cycle_id=second, sheet="problem", pillar_code="AAA"
        )


def test_a_copied_year_asks_what_its_model_asked(scene: Scene) -> None:
    scene.everything("update app.question set label = 'Kondisi nyata' where key = 'condition'")
    copied, standard = next_cycle(scene, 2031, scene.cycle_id), next_cycle(scene, 2032)

    def label(cycle_id: UUID) -> str:
        asked = city.reference(scene.dian, cycle_id=cycle_id).questions["problem"]
        return next(question.label for question in asked if question.key == "condition")

    assert (label(copied), label(standard)) == ("Kondisi nyata", "Kondisi saat ini")


def test_a_copied_year_is_rated_as_its_model_was_by_whoever_is_still_there(scene: Scene) -> None:
    raters.set_rating_mode(scene.dian, request_id=uuid4(), cycle_id=scene.cycle_id, mode="people")
    named = [scene.budi.participant_id, scene.rina.participant_id]
    raters.name_raters(
        scene.dian, request_id=uuid4(), cycle_id=scene.cycle_id, participant_ids=named, is_rater=True
    )
    scene.everything("update app.participant set is_active = false where id = %s", (named[1],))

    copied, standard = next_cycle(scene, 2031, scene.cycle_id), next_cycle(scene, 2032)

    found = raters.raters_screen(scene.dian, cycle_id=copied)
    assert (found.mode, [one.id for one in found.raters]) == ("people", [scene.budi.participant_id])
    assert raters.raters_screen(scene.dian, cycle_id=standard).mode == "everyone"
    assert scene.everything("select count(*) from app.rater where cycle_id = %s", (standard,)) == [(0,)]


COPIED = {"sheet", "question", "stage", "rating_mode", "rater"}
ITS_OWN = {  # what was written, counted and decided in a year stays there
    "answer", "answer_number", "coverage_count", "feed", "merge_act", "news", "problem_score",
    "question_edition", "question_proposal", "quadrant_count", "rated", "rated_count", "round", "sheet_count",
    "solution_score", "waiting_count",
}  # fmt: skip


def test_of_every_table_of_a_year_it_is_said_whether_the_next_one_copies_it(scene: Scene) -> None:
    of_a_year = scene.everything(
        "select table_name from information_schema.columns"
        " where table_schema = 'app' and column_name = 'cycle_id'"
    )

    assert {table for (table,) in of_a_year} == COPIED | ITS_OWN


def test_an_archived_year_is_read_but_not_written(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    next_cycle(scene)

    stages.archive_cycle(scene.dian, request_id=uuid4(), cycle_id=scene.cycle_id)

    with pytest.raises(DomainError, match="cycle_archived"):
        answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)
    assert answers.answer_screen(scene.budi, answer_id=draft).values["title"]


def test_in_an_archived_year_nobody_votes_and_the_round_is_only_counted(scene: Scene) -> None:
    options = [scene.answer(scene.budi, "diterima", "solution") for _ in range(2)]
    round_id = voting.open_round(
        scene.dian,
        request_id=uuid4(),
        cycle_id=scene.cycle_id,
        title="Prioritas",
        option_ids=options,
        closes_at=datetime.now(UTC) + timedelta(hours=1),
    )
    stages.archive_cycle(scene.dian, request_id=uuid4(), cycle_id=scene.cycle_id)

    with pytest.raises(DomainError, match="cycle_archived"):
        voting.cast_ballot(scene.wali, request_id=uuid4(), round_id=round_id, choices={options[0]: 1})

    (listed,) = voting.round_desk(scene.dian, cycle_id=scene.cycle_id).rounds
    assert not listed.is_open
    assert voting.close_round(scene.dian, request_id=uuid4(), round_id=round_id)


def test_in_an_archived_year_nothing_is_accepted_rated_or_said(scene: Scene) -> None:
    sent, accepted = scene.answer(scene.budi, "dikirim"), scene.answer(scene.budi, "diterima")
    window_id = scene.city.windows["problem"]
    stages.archive_cycle(scene.dian, request_id=uuid4(), cycle_id=scene.cycle_id)

    for act in (
        lambda: curation.decide_answers(
            scene.dian, request_id=uuid4(), answer_ids=[sent], decision="diterima", reason=None
        ),
        lambda: scene.rate(scene.rina, accepted, 1, 1, 1),
        lambda: discussion.add_comment(scene.rina, request_id=uuid4(), answer_id=accepted, body="Setuju"),
        lambda: stages.close_window(scene.dian, request_id=uuid4(), window_id=window_id),
    ):
        with pytest.raises(DomainError, match="cycle_archived"):
            act()


def test_the_newest_open_year_is_shown_unless_another_is_asked_for(scene: Scene) -> None:
    second = next_cycle(scene)

    assert home.home_screen(scene.budi, cycle_id=None).cycle.id == second
    assert home.home_screen(scene.budi, cycle_id=scene.cycle_id).cycle.id == scene.cycle_id


@pytest.mark.parametrize(
    ("year", "title", "refusal"),
    [
        (2027, "Lagi", "cycle_exists"),
        (1999, "Lama", "field_invalid: year"),
        (2040, " ", "field_invalid: title"),
    ],
)
def test_a_faulty_year_is_refused(scene: Scene, year: int, title: str, refusal: str) -> None:
    with pytest.raises(DomainError, match=refusal):
        stages.open_cycle(scene.dian, request_id=uuid4(), year=year, title=title, copy_from=None)

    assert scene.everything("select count(*) from app.cycle") == [(1,)]


def test_a_window_opens_and_closes_at_its_instants(scene: Scene) -> None:
    now = datetime.now(UTC)
    for opens, closes, expected in (
        (now - timedelta(hours=1), now + timedelta(hours=1), True),
        (now + timedelta(minutes=5), now + timedelta(hours=1), False),
        (now - timedelta(hours=1), now - timedelta(seconds=1), False),
    ):
        stages.set_window(
            scene.dian,
            request_id=uuid4(),
            window_id=scene.city.windows["problem"],
            opens_at=opens,
            closes_at=closes,
        )
        windows = home.home_screen(scene.budi, cycle_id=None).windows
        assert next(one.is_open for one in windows if one.kind == "problem") is expected


def test_closing_now_stops_the_next_save(scene: Scene) -> None:
    draft = scene.answer(scene.budi)

    stages.close_window(scene.dian, request_id=uuid4(), window_id=scene.city.windows["problem"])

    with pytest.raises(DomainError, match="window_closed"):
        answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)


@pytest.mark.parametrize("hours", [0, -1])
def test_a_window_that_closes_before_it_opens_is_refused(scene: Scene, hours: int) -> None:
    now = datetime.now(UTC)

    with pytest.raises(DomainError, match="window_order"):
        stages.set_window(
            scene.dian,
            request_id=uuid4(),
            window_id=scene.city.windows["problem"],
            opens_at=now,
            closes_at=now + timedelta(hours=hours),
        )


def test_closing_twice_says_so(scene: Scene) -> None:
    scene.close_window("problem")

    with pytest.raises(DomainError, match="window_closed"):
        stages.close_window(scene.dian, request_id=uuid4(), window_id=scene.city.windows["problem"])


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Asia/Jakarta", "2026-10-12 10:00 WIB"),
        ("Asia/Makassar", "2026-10-12 11:00 WITA"),
        ("Asia/Jayapura", "2026-10-12 12:00 WIT"),
    ],
)
@pytest.mark.parametrize("server_zone", ["UTC", "America/New_York"])
def test_texts_of_the_database_carry_the_citys_clock(
    scene: Scene, zone: str, expected: str, server_zone: str
) -> None:
    scene.everything("update app.city set time_zone = %s", (zone,))
    scene.everything("select set_config('TimeZone', %s, false)", (server_zone,))

    shown = scene.everything("select private.local_time('2026-10-12 03:00:00+00')")
    scene.everything("reset timezone")

    assert shown == [(expected,)]


def test_another_zone_than_the_three_is_refused(scene: Scene) -> None:
    with pytest.raises(Exception, match="city_time_zone_is_indonesian"):
        scene.everything("update app.city set time_zone = 'Europe/London'")
