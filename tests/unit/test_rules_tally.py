"""Borda: published numbers, and the properties a fair count has."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from components.rules.tally import Ballot, Option, borda_points, count

IDS = ["a", "b", "c", "d", "e"]
OPTIONS = [Option(id_) for id_ in IDS]
CHOICES = st.dictionaries(st.sampled_from(IDS), st.integers(1, 4), max_size=5)
WEIGHTS = st.integers(0, 30).map(lambda tenths: tenths / 10)
BALLOTS = st.lists(st.builds(Ballot, CHOICES, WEIGHTS), max_size=8)


def ranking(order: str) -> dict[str, int]:
    return {id_: rank for rank, id_ in enumerate(order, start=1)}


def borda(ballots, options=OPTIONS, **given_):
    return count("borda", ballots, options, **given_)


def test_the_capital_of_tennessee_is_nashville():
    """The published example: 42 % Memphis, 26 % Nashville, 15 % Chattanooga, 17 % Knoxville."""
    votes = {"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17}
    ballots = [Ballot(ranking(order), weight) for order, weight in votes.items()]

    tally = borda(ballots, [Option(city) for city in "MNCK"])

    assert tally.scores == {"N": 194, "C": 173, "M": 126, "K": 107}
    assert tally.order == [["N"], ["C"], ["M"], ["K"]]


def test_unranked_options_share_the_points_that_are_left():
    assert borda_points({"c": 1, "a": 2}, IDS) == {"c": 4, "a": 3, "b": 1, "d": 1, "e": 1}


def test_equal_ranks_on_a_ballot_stay_equal_and_gaps_mean_nothing():
    half = Fraction(1, 2)

    assert borda_points({"a": 1, "b": 1, "c": 9}, IDS) == {
        "a": 7 * half,
        "b": 7 * half,
        "c": 2,
        "d": half,
        "e": half,
    }


def test_equal_totals_share_a_rank():
    tally = borda([Ballot(ranking("abcde")), Ballot(ranking("bacde"))])

    assert tally.order == [["a", "b"], ["c"], ["d"], ["e"]]
    assert tally.ranks == {"a": 1, "b": 1, "c": 3, "d": 4, "e": 5}


def test_the_tie_chain_parts_equals_in_its_order_and_leaves_the_rest_equal():
    ballots = [Ballot(ranking("abcde")), Ballot(ranking("bacde")), Ballot({"c": 1}), Ballot({"d": 1})]
    supporters = dict.fromkeys(IDS, 0) | {"b": 3}
    usg = dict.fromkeys(IDS, 9) | {"a": 12}

    assert borda(ballots).order[0] == ["a", "b"]
    assert borda(ballots, tie_chain=[supporters, usg]).order[:2] == [["b"], ["a"]]
    assert borda(ballots, tie_chain=[usg, supporters]).order[:2] == [["a"], ["b"]]
    assert borda(ballots, tie_chain=[dict.fromkeys(IDS, 1)]).order[0] == ["a", "b"]


def test_weights_are_the_decimals_they_are_written_as():
    tally = borda([Ballot({"a": 1}, 0.1), Ballot({"a": 1}, 0.2)])

    assert tally.scores["a"] == Fraction(3, 10) * 4


def test_three_thirds_make_a_whole():
    third = Fraction(1, 3)

    assert borda([Ballot({"a": 1}, third)] * 3).scores["a"] == 4


def test_an_empty_ballot_abstains_and_no_ballot_leaves_everything_tied():
    assert borda([Ballot({}), Ballot({"a": 1})]).scores == borda([Ballot({"a": 1})]).scores
    assert borda([]).order == [IDS]
    assert borda([], []).order == []


def test_each_option_gets_its_sentence():
    tally = borda([Ballot(ranking("ab")), Ballot({"b": 1}), Ballot({})])

    assert tally.explanation["a"] == "5,5 poin; diperingkat pada 1 dari 2 surat suara."
    assert set(tally.explanation) == set(IDS)
    assert tally.funded == []


@pytest.mark.parametrize(
    ("ballot", "said"),
    [
        (Ballot({"z": 1}), "not in the round"),
        (Ballot({"a": 0}), "whole number from 1"),
        (Ballot({"a": -1}), "whole number from 1"),
        (Ballot({"a": True}), "whole number from 1"),
        (Ballot({"a": 1.0}), "whole number from 1"),
        (Ballot({"a": "1"}), "whole number from 1"),
        (Ballot({"a": 1}, -1), "negative"),
        (Ballot({"a": 1}, float("nan")), "a weight is a number"),
        (Ballot({"a": 1}, float("inf")), "a weight is a number"),
    ],
)
def test_a_ballot_that_cannot_be_counted_stops_the_count(ballot, said):
    with pytest.raises(ValueError, match=said):
        borda([Ballot({"a": 1}), ballot])


def test_says_which_rules_there_are_and_that_options_are_listed_once():
    with pytest.raises(ValueError, match="borda"):
        count("plurality", [], OPTIONS)
    with pytest.raises(ValueError, match="twice"):
        borda([], [Option("a"), Option("a")])
    with pytest.raises(ValueError, match="tie chain"):
        borda([], tie_chain=[{"a": 1}])


@given(BALLOTS)
def test_every_ballot_gives_away_the_same_points(ballots):
    cast = sum(Fraction(str(ballot.weight)) for ballot in ballots if ballot.choices)

    assert sum(borda(ballots).scores.values()) == cast * 10


@given(BALLOTS, st.randoms())
def test_it_does_not_matter_who_voted_first(ballots, random):
    assert borda(random.sample(ballots, len(ballots))) == borda(ballots)


@given(BALLOTS, st.permutations(IDS))
def test_it_does_not_matter_what_options_are_called(ballots, renamed):
    new = dict(zip(IDS, renamed, strict=True))
    renamed_ballots = [
        Ballot({new[id_]: rank for id_, rank in ballot.choices.items()}, ballot.weight) for ballot in ballots
    ]

    order = [[new[id_] for id_ in group] for group in borda(ballots).order]
    assert borda(renamed_ballots).order == [sorted(group) for group in order]


@given(BALLOTS, st.permutations(OPTIONS))
def test_it_does_not_matter_in_which_order_options_are_listed(ballots, options):
    assert borda(ballots, options).order == borda(ballots).order


@given(st.lists(st.permutations(IDS), min_size=1, max_size=6), st.data())
def test_being_raised_on_a_ballot_never_lowers_an_option(orders, data):
    raised = data.draw(st.sampled_from(IDS))
    which = data.draw(st.integers(0, len(orders) - 1))
    place = orders[which].index(raised)
    assume(place > 0)
    better = list(orders[which])
    better[place - 1], better[place] = better[place], better[place - 1]

    def rank_of(all_orders):
        return borda([Ballot(ranking("".join(order))) for order in all_orders]).ranks[raised]

    after = [*orders[:which], better, *orders[which + 1 :]]
    assert rank_of(after) <= rank_of(orders)


@given(BALLOTS)
def test_the_order_lists_every_option_once_by_falling_points(ballots):
    tally = borda(ballots)

    assert sorted(id_ for group in tally.order for id_ in group) == IDS
    points = [{tally.scores[id_] for id_ in group} for group in tally.order]
    assert all(len(group) == 1 for group in points)
    assert sorted((group.pop() for group in points), reverse=True) == [
        tally.scores[group[0]] for group in tally.order
    ]
