"""Who rates: every officer, people by name, or one person for each unit."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

import pytest

from db.errors import DomainError
from db.gateway import aggregates, home, raters, rating, stages
from db.gateway.raters import RatersScreen
from db.gateway.rating import RatingMode
from db.gateway.rows import Progress
from db.identity import Identity
from tests.database.conftest import ActingAs
from tests.database.scene import Scene


@pytest.fixture
def problem(scene: Scene) -> UUID:
    """An accepted problem of Sari's unit."""
    return scene.answer(scene.sari, "diterima")


def choose(scene: Scene, mode: RatingMode) -> None:
    raters.set_rating_mode(scene.dian, request_id=uuid4(), cycle_id=scene.cycle_id, mode=mode)


def name(scene: Scene, *people: Identity, is_rater: bool = True) -> None:
    raters.name_raters(
        scene.dian,
        request_id=uuid4(),
        cycle_id=scene.cycle_id,
        participant_ids=[one.participant_id for one in people],
        is_rater=is_rater,
    )


def desk(scene: Scene) -> RatersScreen:
    return raters.raters_screen(scene.dian, cycle_id=None)


def names(scene: Scene) -> set[str]:
    return {one.name for one in desk(scene).raters}


def look(me: Identity) -> rating.RatingScreen:
    return rating.rating_screen(me, cycle_id=None, sheet="problem", answer_id=None)


# ── everyone ────────────────────────────────────────────────────────────────────────────────────────────────


def test_until_somebody_is_named_every_officer_rates(scene, problem):
    assert desk(scene).mode == "everyone"
    assert names(scene) == {"Budi", "Bayu", "Rina", "Citra", "Sari", "Tono", "Joko"}

    assert scene.rate(scene.budi, problem, 3, 3, 3).progress["problem"] == Progress(done=1, total=1)


# ── people by name ──────────────────────────────────────────────────────────────────────────────────────────


def test_who_is_not_named_cannot_score_and_is_shown_nothing_to_score(scene, problem):
    choose(scene, "people")
    name(scene, scene.budi)

    with pytest.raises(DomainError, match="not_a_rater"):
        scene.rate(scene.rina, problem, 3, 3, 3)

    screen = look(scene.rina)
    assert (screen.mode, screen.is_rater, screen.answer, screen.waiting) == ("people", False, None, ())
    assert home.home_screen(scene.rina, cycle_id=None).rating is None
    assert look(scene.budi).answer is not None, "and there is one"


def test_progress_and_the_last_score_of_each_are_shown_and_never_the_scores(scene, problem):
    choose(scene, "people")
    name(scene, scene.budi, scene.rina)
    scene.rate(scene.budi, problem, 3, 3, 3)

    begun, waiting = sorted(desk(scene).raters, key=lambda one: one.name)

    assert (begun.name, begun.problem) == ("Budi", Progress(done=1, total=1))
    assert isinstance(begun.last_at, datetime)
    assert (waiting.name, waiting.problem, waiting.last_at) == ("Rina", Progress(done=0, total=1), None)


def test_who_is_taken_off_scores_no_more_and_what_she_scored_stays(scene, problem):
    choose(scene, "people")
    name(scene, scene.budi, scene.rina)
    scene.rate(scene.budi, problem, 5, 5, 5)

    name(scene, scene.budi, is_rater=False)

    with pytest.raises(DomainError, match="not_a_rater"):
        scene.rate(scene.budi, problem, 1, 1, 1)
    screen = aggregates.aggregate_screen(
        scene.dian, cycle_id=None, sheet="problem", pillar_code=None, known_version=None
    )
    assert screen is not None
    assert [(one.score, one.raters) for one in screen.problems] == [(15, 1)]
    assert names(scene) == {"Rina"}


def test_candidates_are_active_officers_not_yet_named(scene):
    name(scene, scene.budi)
    scene.everything("update app.participant set is_active = false where user_name = 'tono'")

    assert {one.name for one in desk(scene).candidates} == {"Bayu", "Rina", "Citra", "Sari", "Joko"}


@pytest.mark.parametrize("person", ["wali", "dian", "pandu"])
def test_only_officers_are_named_all_of_a_list_or_none(scene, person):
    choose(scene, "people")

    with pytest.raises(DomainError, match="not_found: participant_ids"):
        name(scene, scene.budi, scene.city.people[person])

    assert names(scene) == set()


def test_an_officer_reads_whether_she_is_named_and_not_who_else_is(scene, acting_as: ActingAs):
    name(scene, scene.budi, scene.rina)

    with acting_as(scene.budi) as sql:
        assert sql("select participant_id from app.rater") == [(scene.budi.participant_id,)]
    with acting_as(scene.sari) as sql:
        assert sql("select participant_id from app.rater") == []
    assert scene.everything("select count(*) from app.rater") == [(2,)], "and both are there"


# ── one for each unit ───────────────────────────────────────────────────────────────────────────────────────


def test_one_rates_for_each_unit_and_the_last_named_takes_the_place(scene, problem):
    choose(scene, "unit")
    name(scene, scene.budi, scene.rina)
    scene.rate(scene.budi, problem, 5, 5, 5)

    name(scene, scene.bayu)

    assert names(scene) == {"Bayu", "Rina"}
    with pytest.raises(DomainError, match="not_a_rater"):
        scene.rate(scene.budi, problem, 1, 1, 1)
    assert look(scene.budi).unit_rater == "Bayu"


def test_her_successor_goes_on_with_the_units_scores(scene, problem):
    choose(scene, "unit")
    name(scene, scene.budi)
    scene.rate(scene.budi, problem, 5, 5, 5)
    name(scene, scene.bayu)

    assert look(scene.bayu).progress["problem"] == Progress(done=1, total=1)
    done = rating.rate_answer(scene.bayu, request_id=uuid4(), answer_id=problem, criterion="growth", score=1)

    assert done.own == {"urgency": 5, "seriousness": 5, "growth": 1}
    assert scene.everything("select raters, score from app.problem_score") == [(1, 11)]


def test_entering_this_way_keeps_one_of_each_unit(scene):
    choose(scene, "people")
    name(scene, scene.budi)
    name(scene, scene.bayu)
    name(scene, scene.rina)

    choose(scene, "unit")

    assert names(scene) == {"Bayu", "Rina"}


@pytest.mark.parametrize(
    ("before", "after"), [("everyone", "unit"), ("unit", "people"), ("unit", "everyone")]
)
def test_scores_of_people_and_of_units_are_never_mixed(scene, problem, before, after):
    choose(scene, before)
    name(scene, scene.budi)
    scene.rate(scene.budi, problem, 3, 3, 3)
    assert desk(scene).is_begun

    with pytest.raises(DomainError, match="rating_begun: mode"):
        choose(scene, after)

    assert desk(scene).mode == before


def test_everyone_may_become_a_list_of_names_at_any_time(scene, problem):
    scene.rate(scene.budi, problem, 3, 3, 3)

    choose(scene, "people")

    assert desk(scene).mode == "people"


# ── what is refused ─────────────────────────────────────────────────────────────────────────────────────────


def test_in_an_archived_year_nothing_is_decided(scene):
    stages.archive_cycle(scene.dian, request_id=uuid4(), cycle_id=scene.cycle_id)

    for act in (lambda: choose(scene, "people"), lambda: name(scene, scene.budi)):
        with pytest.raises(DomainError, match="cycle_archived"):
            act()


def test_a_year_that_copies_none_begins_with_everyone(scene):
    choose(scene, "people")
    stages.open_cycle(scene.dian, request_id=uuid4(), year=2031, title="Putaran 2031", copy_from=None)

    assert desk(scene).mode == "everyone"
