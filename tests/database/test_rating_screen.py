"""Which problem a rater meets, what comes before and after it, and which she scored last."""

from __future__ import annotations

from uuid import UUID

import pytest

from db.gateway import home, rating
from db.gateway.rating import RatingScreen
from db.gateway.rows import Progress
from db.identity import Identity
from tests.database.scene import Scene


@pytest.fixture
def three(scene: Scene) -> list[UUID]:
    """Three accepted problems of Sari's unit, by number."""
    scene.open_window("rating")
    return [scene.answer(scene.sari, "diterima") for _ in range(3)]


def look(me: Identity, answer_id: UUID | None = None) -> RatingScreen:
    return rating.rating_screen(me, cycle_id=None, sheet="problem", answer_id=answer_id)


def shown(screen: RatingScreen) -> UUID | None:
    return screen.answer.id if screen.answer else None


def test_a_problem_can_be_left_for_later_and_comes_round_again(scene, three):
    first = look(scene.budi)
    second = look(scene.budi, first.next_id)
    third = look(scene.budi, second.next_id)

    assert [shown(first), shown(second), shown(third)] == three
    assert third.next_id == three[0]


def test_one_can_go_back_to_what_stands_before_scored_or_not(scene, three):
    scene.rate(scene.budi, three[0], 3, 3, 3)

    second = look(scene.budi)

    assert shown(second) == three[1]
    assert second.previous_id == three[0]
    assert look(scene.budi, three[0]).own == {"urgency": 3, "seriousness": 3, "growth": 3}
    assert look(scene.budi, three[0]).previous_id is None


def test_half_a_rating_is_kept_and_still_waits(scene, three):
    rating.rate_answer(scene.budi, request_id=three[0], answer_id=three[0], criterion="growth", score=None)

    screen = look(scene.budi)

    assert shown(screen) == three[0]
    assert screen.own == {"growth": None}
    assert [one.id for one in screen.waiting] == three
    assert screen.progress["problem"] == Progress(done=0, total=3)


def test_what_was_scored_is_not_offered_again_but_can_be_found(scene, three):
    scene.rate(scene.budi, three[0], 3, 3, 3)
    scene.rate(scene.budi, three[1], 3, None, 3)

    screen = look(scene.budi)

    assert shown(screen) == three[2]
    assert screen.next_id is None
    assert [one.id for one in screen.waiting] == [three[2]]
    assert [row.id for row in screen.rated] == [three[1], three[0]]


def test_at_the_end_there_is_no_problem_and_no_next(scene, three):
    for problem_id in three:
        scene.rate(scene.budi, problem_id, 3, 3, 3)

    screen = look(scene.budi)

    assert (screen.answer, screen.next_id, screen.waiting) == (None, None, ())
    assert screen.progress["problem"] == Progress(done=3, total=3)
    assert screen.progress["solution"] == Progress(done=0, total=0)


def test_nobody_is_offered_a_problem_of_her_own_unit(scene, three):
    screen = look(scene.sari)

    assert (screen.answer, screen.next_id) == (None, None)
    assert screen.progress["problem"] == Progress(done=0, total=0)
    assert look(scene.budi).answer is not None, "and there is one"


def test_the_number_to_score_is_of_what_the_rater_may_read(scene, three):
    scene.answer(scene.sari, "dikirim")  # read by the district above, not by others

    assert look(scene.citra).progress["problem"].total == 4
    assert look(scene.budi).progress["problem"].total == 3
    assert home.home_screen(scene.citra, cycle_id=None).rating == look(scene.citra).progress


def test_a_solution_is_shown_with_the_problems_it_answers_and_without_its_authors_values(scene, three):
    solution = scene.answer(scene.sari, "diterima", "solution", problems=[str(three[0])])

    screen = rating.rating_screen(scene.budi, cycle_id=None, sheet="solution", answer_id=None)

    assert shown(screen) == solution
    assert [row.id for row in screen.linked] == [three[0]]
    assert not {"impact", "effort"} & set(screen.values)
