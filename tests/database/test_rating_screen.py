"""Which problem a rater meets, which comes after it, and which she rated last."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from db.gateway import rating
from db.gateway.rating import RatingScreen, Usg
from db.identity import Identity
from tests.database.scene import Scene


@pytest.fixture
def three(scene: Scene) -> list[UUID]:
    """Three accepted problems of Sari's unit, by number."""
    scene.open_window("rating")
    return [scene.answer(scene.sari, "diterima") for _ in range(3)]


def look(me: Identity, problem_id: UUID | None = None) -> RatingScreen:
    return rating.rating_screen(me, cycle_id=None, problem_id=problem_id)


def shown(screen: RatingScreen) -> UUID | None:
    return screen.problem.id if screen.problem else None


def rate(me: Identity, problem_id: UUID) -> None:
    usg = Usg(urgency=3, seriousness=3, growth=3)
    rating.rate_problem(me, request_id=uuid4(), problem_id=problem_id, usg=usg)


def test_a_problem_can_be_left_for_later_and_comes_round_again(scene, three):
    first = look(scene.budi)
    second = look(scene.budi, first.next_id)
    third = look(scene.budi, second.next_id)

    assert [shown(first), shown(second), shown(third)] == three
    assert third.next_id == three[0]


def test_what_was_rated_is_not_offered_again_but_can_be_found(scene, three):
    rate(scene.budi, three[0])
    rate(scene.budi, three[1])

    screen = look(scene.budi)

    assert shown(screen) == three[2]
    assert screen.next_id is None
    assert [row.id for row in screen.rated] == [three[1], three[0]]


def test_at_the_end_there_is_no_problem_and_no_next(scene, three):
    for problem_id in three:
        rate(scene.budi, problem_id)

    screen = look(scene.budi)

    assert (screen.problem, screen.next_id) == (None, None)
    assert screen.progress.done == screen.progress.total == 3


def test_nobody_is_offered_a_problem_of_her_own_unit(scene, three):
    screen = look(scene.sari)

    assert (screen.problem, screen.next_id) == (None, None)
    assert look(scene.budi).problem is not None, "and there is one"
