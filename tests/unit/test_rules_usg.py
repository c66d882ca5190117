"""Medians and quartiles from counts equal a recount of the ratings; the order is total and shares ranks."""

import statistics
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.charts.quadrant import EFFORT_CUT, IMPACT_CUT
from components.rules.quadrant import Quadrant, quadrant
from components.rules.usg import quantile, spread, standing

HISTOGRAMS = st.dictionaries(st.integers(3, 15), st.integers(0, 40), max_size=13)


def ratings(histogram):
    return sorted(rating for rating, count in histogram.items() for _ in range(count))


@given(HISTOGRAMS)
def test_the_spread_of_counts_is_the_spread_of_the_ratings(histogram):
    every = ratings(histogram)
    found = spread(histogram)

    if not every:
        assert found is None
        return
    quartiles = statistics.quantiles(every, n=4, method="inclusive") if len(every) > 1 else every * 3
    assert found is not None
    assert [found.quartile_1, found.median, found.quartile_3] == pytest.approx(quartiles)
    assert found.median == statistics.median(every)
    assert (found.low, found.high, found.raters) == (every[0], every[-1], len(every))


def test_one_rating_is_all_of_its_spread():
    found = spread({9: 1})

    assert found is not None
    assert {found.low, found.quartile_1, found.median, found.quartile_3, found.high} == {9}


def test_says_so_when_there_is_nothing_to_take_a_quantile_of():
    assert spread({5: 0}) is None
    with pytest.raises(ValueError, match="no ratings"):
        quantile({}, Fraction(1, 2))
    with pytest.raises(ValueError, match="less than zero"):
        spread({5: -1})


@dataclass(frozen=True)
class Problem:
    name: str
    score: float
    seriousness: float = 3
    urgency: float = 3
    growth: float = 3
    units: int = 1


def test_ties_are_broken_by_s_then_u_then_g_then_units():
    by_units = Problem("units", 9, units=2)
    by_growth = Problem("growth", 9, growth=4)
    by_urgency = Problem("urgency", 9, urgency=4)
    by_seriousness = Problem("seriousness", 9, seriousness=4)
    by_score = Problem("score", 10)
    last = Problem("last", 9)

    found = standing([last, by_units, by_growth, by_urgency, by_seriousness, by_score])

    assert [problem.name for _, problem in found] == [
        "score",
        "seriousness",
        "urgency",
        "growth",
        "units",
        "last",
    ]
    assert [rank for rank, _ in found] == [1, 2, 3, 4, 5, 6]


def test_what_stays_identical_shares_its_rank_and_the_next_is_counted_on():
    problems = [Problem("a", 12), Problem("b", 9), Problem("c", 9), Problem("d", 6)]

    assert [rank for rank, _ in standing(problems)] == [1, 2, 2, 4]


PROBLEMS = st.lists(
    st.builds(
        Problem,
        name=st.just("x"),
        score=st.integers(3, 6),
        seriousness=st.integers(1, 2),
        urgency=st.integers(1, 2),
        growth=st.integers(1, 2),
        units=st.integers(1, 2),
    ),
    max_size=12,
)


@given(PROBLEMS, st.randoms())
def test_the_rank_does_not_depend_on_the_order_of_arrival(problems, random):
    shuffled = random.sample(problems, len(problems))

    def places(order):
        return sorted(
            (rank, problem.score, problem.seriousness, problem.units) for rank, problem in standing(order)
        )

    assert places(shuffled) == places(problems)


@given(PROBLEMS)
def test_a_rank_is_one_more_than_the_number_of_better_problems(problems):
    merit = lambda p: (p.score, p.seriousness, p.urgency, p.growth, p.units)  # noqa: E731

    for rank, problem in standing(problems):
        assert rank == 1 + sum(merit(other) > merit(problem) for other in problems)


@pytest.mark.parametrize(
    ("impact", "effort", "field"),
    [
        (5, 1, Quadrant.QUICK_WIN),
        (4, 2, Quadrant.QUICK_WIN),
        (3.5, 2.5, Quadrant.QUICK_WIN),  # medians may be halves
        (4, 3, Quadrant.MAJOR_PROJECT),  # the middle is no longer a low effort
        (5, 5, Quadrant.MAJOR_PROJECT),
        (3, 2, Quadrant.FILL_IN),  # the middle is not yet a high impact
        (1, 1, Quadrant.FILL_IN),
        (3, 3, Quadrant.THANKLESS),
        (1, 5, Quadrant.THANKLESS),
    ],
)
def test_the_middle_of_a_scale_counts_against_the_solution(impact, effort, field):
    assert quadrant(impact, effort) == field


def test_the_cuts_that_are_drawn_separate_what_the_rule_separates():
    halves = [half / 2 for half in range(2, 11)]
    for impact in halves:
        for effort in halves:
            is_quick_win = impact > IMPACT_CUT and effort < EFFORT_CUT
            assert is_quick_win == (quadrant(impact, effort) == Quadrant.QUICK_WIN)


@pytest.mark.parametrize(("impact", "effort"), [(0, 1), (6, 1), (1, 0), (1, 6)])
def test_there_is_no_field_outside_the_scale(impact, effort):
    with pytest.raises(ValueError, match="1 to 5"):
        quadrant(impact, effort)
