"""What a group of raters thinks, by the table of cases and by recounting."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.rules.rating import USG, Place, is_indicative, place, problem_score
from tests import cases_rating as cases


@pytest.mark.parametrize(
    ("written", "sums", "criteria", "raters", "unsure"),
    [pytest.param(*row, id=name) for name, *row in cases.PROBLEMS],
)
def test_a_problems_score_is_what_the_table_says(written, sums, criteria, raters, unsure):
    found = problem_score([cases.rating(one) for one in written])

    assert (found.urgency, found.seriousness, found.growth) == criteria
    assert found.unsure == unsure
    assert (found.sums.raters if found.sums else 0) == raters
    spread = found.sums
    assert sums == (spread and (spread.median, spread.quartile_1, spread.quartile_3, spread.low, spread.high))


@pytest.mark.parametrize(
    ("written", "own", "expected"), [pytest.param(*row, id=name) for name, *row in cases.SOLUTIONS]
)
def test_a_solution_stands_where_the_table_says(written, own, expected):
    impact, effort, is_rated = expected

    found = place([cases.rating(one) for one in written], own_impact=own[0], own_effort=own[1])

    assert found == Place(impact=impact, effort=effort, is_rated=is_rated)


SCORES = st.none() | st.integers(1, 5)
RATINGS = st.lists(st.dictionaries(st.sampled_from(USG), SCORES, max_size=3), max_size=20)


@given(RATINGS)
def test_the_median_is_that_of_the_sums_that_are_whole(ratings):
    sums = [sum(one.values()) for one in ratings if len(one) == 3 and None not in one.values()]

    found = problem_score(ratings)

    assert (found.sums.median if found.sums else None) == (statistics.median(sums) if sums else None)
    assert (found.sums.raters if found.sums else 0) + found.unsure == sum(len(one) == 3 for one in ratings)


@given(RATINGS, st.dictionaries(st.sampled_from(USG), SCORES, max_size=2))
def test_half_a_rating_changes_nothing(ratings, half):
    assert problem_score([*ratings, half]) == problem_score(ratings)


def test_fewer_than_five_raters_are_a_hint():
    assert [is_indicative(raters) for raters in (1, 4, 5, 300)] == [True, True, False, False]
