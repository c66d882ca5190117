"""Scoring: what is kept, what is counted, what is refused, and who sees what of it."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from db.errors import DomainError
from db.gateway import aggregates, answers, rating
from db.gateway.aggregates import AggregateScreen, PlacedSolution, RankedProblem
from db.identity import Identity
from tests import cases_rating as cases
from tests.database.conftest import ActingAs
from tests.database.scene import Scene

RATERS = ("rina", "citra", "sari", "tono", "joko")


def give(me: Identity, answer_id: UUID, criterion: rating.Criterion, score: int | None) -> rating.Rated:
    return rating.rate_answer(me, request_id=uuid4(), answer_id=answer_id, criterion=criterion, score=score)


def city_of(me: Identity) -> AggregateScreen:
    screen = aggregates.aggregate_screen(
        me, cycle_id=None, sheet="problem", pillar_code=None, known_version=None
    )
    assert screen is not None
    return screen


def ranked(scene: Scene) -> list[RankedProblem]:
    return list(city_of(scene.dian).problems)


def placed(scene: Scene) -> PlacedSolution:
    (found,) = city_of(scene.dian).solutions
    return found


def rate_as_written(scene: Scene, answer_id: UUID, written: list[str]) -> None:
    for name, one in zip(RATERS, written, strict=False):
        for criterion, score in cases.rating(one).items():
            give(scene.city.people[name], answer_id, criterion, score)  # type: ignore[arg-type]


# ── what the group thinks ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "sums", "criteria", "raters", "unsure"),
    [pytest.param(*row, id=name) for name, *row in cases.PROBLEMS],
)
def test_a_problems_score_is_what_the_table_says(scene, written, sums, criteria, raters, unsure):
    problem = scene.answer(scene.budi, "diterima")

    rate_as_written(scene, problem, written)

    rows = scene.everything(
        "select score, quartile_1, quartile_3, low, high, urgency, seriousness, growth, raters, unsure"
        " from app.problem_score"
    )
    assert rows == [(*(sums or [None] * 5), *criteria, raters, unsure)]
    assert len(ranked(scene)) == (sums is not None)


@pytest.mark.parametrize(
    ("written", "own", "expected"), [pytest.param(*row, id=name) for name, *row in cases.SOLUTIONS]
)
def test_a_solution_stands_where_the_table_says(scene, written, own, expected):
    solution = scene.answer(scene.budi, "diterima", "solution", impact=own[0], effort=own[1])

    rate_as_written(scene, solution, written)

    found = placed(scene)
    assert (found.impact, found.effort, found.is_rated) == expected
    assert (found.own_impact, found.own_effort) == own


def test_the_authors_own_scores_enter_nothing(scene):
    draft = scene.answer(scene.budi, urgency=5, seriousness=5, growth=5)
    answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)

    (waiting,) = city_of(scene.dian).unrated
    assert (waiting.answer_id, waiting.own_score) == (draft, 15)
    assert ranked(scene) == [], "5-5-5 of its author is no rank"

    scene.rate(scene.citra, scene.answer(scene.sari, "dikirim"), 1, 1, 1)
    assert [one.own_score for one in ranked(scene)] == [9]
    assert [one.score for one in ranked(scene)] == [3]


def test_a_second_score_replaces_the_first(scene):
    problem = scene.answer(scene.budi, "diterima")
    scene.rate(scene.rina, problem, 1, 1, 1)

    give(scene.rina, problem, "urgency", 5)

    assert [(one.score, one.raters) for one in ranked(scene)] == [(7, 1)]


def test_a_repeated_call_is_one_score_and_gives_the_first_answer(scene):
    problem = scene.answer(scene.budi, "diterima")
    request_id = uuid4()

    first, second = (
        rating.rate_answer(
            scene.rina, request_id=request_id, answer_id=problem, criterion="urgency", score=score
        )
        for score in (2, 5)
    )

    assert first == second
    assert scene.everything("select score from app.rating") == [(2,)]


def test_what_is_taken_back_into_work_has_no_rank_and_finds_its_ratings_again(scene):
    problem = scene.answer(scene.budi, "dikirim")
    scene.everything(
        "update app.visibility set can_read = true where role = 'peserta' and status = 'dikirim'"
    )
    scene.rate(scene.rina, problem, 4, 4, 4)

    answers.reopen_answer(scene.budi, request_id=uuid4(), answer_id=problem)
    assert (ranked(scene), city_of(scene.dian).unrated) == ([], ())

    answers.send_answer(scene.budi, request_id=uuid4(), answer_id=problem)
    assert [one.score for one in ranked(scene)] == [12]
    assert rating.rating_screen(scene.rina, cycle_id=None, sheet="problem", answer_id=problem).is_changed, (
        "and the rater is told that it was sent again since"
    )


# ── what is refused ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_score_off_the_scale_is_refused(scene, score):
    problem = scene.answer(scene.budi, "diterima")

    with pytest.raises(DomainError, match="field_invalid: growth"):
        give(scene.rina, problem, "growth", score)

    assert scene.everything("select count(*) from app.rating") == [(0,)]


@pytest.mark.parametrize(("sheet", "criterion"), [("problem", "impact"), ("solution", "urgency")])
def test_a_criterion_of_the_other_sheet_is_refused(scene, sheet, criterion):
    answer = scene.answer(scene.budi, "diterima", sheet)

    with pytest.raises(DomainError, match="field_invalid: criterion"):
        give(scene.rina, answer, criterion, 3)


@pytest.mark.parametrize("sheet", ["problem", "solution"])
def test_nobody_scores_what_her_own_unit_wrote(scene, sheet):
    answer = scene.answer(scene.budi, "diterima", sheet)

    with pytest.raises(DomainError, match="not_allowed"):
        give(scene.bayu, answer, rating.CRITERIA[sheet][0], 5)

    assert give(scene.rina, answer, rating.CRITERIA[sheet][0], 5).own, "and others do"


def test_after_closing_nobody_scores_or_changes_a_score(scene):
    problem = scene.answer(scene.budi, "diterima")
    scene.rate(scene.rina, problem, 3, 3, 3)
    scene.close_window("rating")

    with pytest.raises(DomainError, match="window_closed: rating"):
        give(scene.rina, problem, "urgency", 5)

    assert [one.score for one in ranked(scene)] == [9]


@pytest.mark.parametrize("status", ["dikembalikan", "ditolak", "ditarik", "draf"])
def test_only_what_was_sent_and_not_given_back_is_scored(scene, status):
    problem = scene.answer(scene.sari, status)
    scene.everything("update app.visibility set can_read = true where status not in ('draf', 'diajukan')")

    with pytest.raises(DomainError, match=r"not_found|wrong_state"):
        give(scene.rina, problem, "urgency", 3)


def test_what_was_sent_is_scored_by_those_who_may_read_it(scene):
    problem = scene.answer(scene.sari, "dikirim")

    give(scene.citra, problem, "urgency", 3)  # the district above

    with pytest.raises(DomainError, match="not_found"):
        give(scene.rina, problem, "urgency", 3)


# ── who sees what of it ─────────────────────────────────────────────────────────────────────────────────────


def test_nobody_sees_the_others_scores_before_her_own_are_whole(scene):
    problem = scene.answer(scene.budi, "diterima")
    for other in ("citra", "sari"):
        scene.rate(scene.city.people[other], problem, 5, 5, 5)

    before = rating.rating_screen(scene.rina, cycle_id=None, sheet="problem", answer_id=problem)
    half = give(scene.rina, problem, "urgency", 1)
    give(scene.rina, problem, "seriousness", None)
    whole = give(scene.rina, problem, "growth", 1)

    assert (before.group, half.group) == (None, None)
    assert not {"urgency", "seriousness", "growth"} & set(before.values), "nor her author's"
    assert whole.group is not None
    assert (whole.group.score, whole.group.raters) == (15, 2), "who does not know S has no sum"


def test_who_is_alone_sees_no_group(scene):
    solution = scene.answer(scene.budi, "diterima", "solution")

    give(scene.rina, solution, "impact", 1)
    assert give(scene.rina, solution, "effort", 1).group is None

    give(scene.citra, solution, "impact", 5)
    with_two = give(scene.citra, solution, "effort", 4).group
    assert with_two is not None
    assert (with_two.impact, with_two.effort, with_two.raters) == (3, 2.5, 2)


def test_while_the_rating_is_open_officers_see_no_groups_scores_in_the_overview(scene):
    scene.rate(scene.rina, scene.answer(scene.budi, "diterima"), 5, 5, 5)
    scene.answer(scene.budi, "diterima", "solution")
    shown = city_of(scene.citra)
    assert shown.hides_scores
    assert (shown.problems, shown.unrated, shown.quadrant, shown.solutions) == ((), (), (), ())
    assert (shown.problem_count, shown.rated_count) == (1, 1)
    assert [one.score for one in city_of(scene.wali).problems] == [15], "and they are there"

    scene.close_window("rating")

    later = aggregates.aggregate_screen(
        scene.citra, cycle_id=None, sheet="problem", pillar_code=None, known_version=shown.version
    )
    assert later is not None, "closing is a new version, though nobody wrote anything"
    assert [one.score for one in later.problems] == [15]
    assert len(later.solutions) == 1


def test_a_rater_reads_her_own_scores_and_nobody_elses(scene, acting_as: ActingAs):
    problem = scene.answer(scene.budi, "diterima")
    scene.rate(scene.rina, problem, 1, 2, 3)
    scene.rate(scene.citra, problem, 5, 5, 5)

    for person, scores in ((scene.rina, [1, 2, 3]), (scene.sari, []), (scene.dian, []), (scene.wali, [])):
        with acting_as(person) as sql:
            assert [score for (score,) in sql("select score from app.rating order by score")] == scores
    assert scene.everything("select count(*) from app.rating") == [(6,)], "and all of them are there"
