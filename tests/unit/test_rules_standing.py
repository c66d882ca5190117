"""The result of a round as people read it."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from components.rules.standing import places, podium
from db.gateway.rows import RoundRow
from db.gateway.voting import OpenBallot, Round, RoundOption

AT = datetime(2027, 8, 17, tzinfo=UTC)
IDS = [UUID(int=n) for n in range(1, 7)]


def closed(*ranked: list[UUID], options: int = 6) -> Round:
    row = RoundRow(
        id=UUID(int=99),
        title="Prioritas",
        closes_at=AT,
        closed_at=AT,
        is_open=False,
        is_closed=True,
        is_voter=False,
        has_voted=False,
    )
    return Round(
        row=row,
        rule="borda",
        choices_limit=5,
        frozen="",
        frozen_hash="",
        voters=(),
        votes=len(ranked),
        options=tuple(
            RoundOption(
                id=id_,
                number=n,
                title=f"Solusi {n}",
                pillar_code="P1",
                unit_name="Dinas",
                is_unconfirmed=False,
            )
            for n, id_ in enumerate(IDS[:options], 1)
        ),
        own_choices={},
        own_cast_at=None,
        ballots=tuple(
            OpenBallot(
                voter=f"Pemilih {n}",
                title=None,
                choices={id_: r for r, id_ in enumerate(ids, 1)},
                cast_at=AT,
            )
            for n, ids in enumerate(ranked)
        ),
    )


def test_best_first_equals_by_number_and_a_shared_rank_skips_the_next():
    found = places(closed([IDS[1], IDS[0]], [IDS[0], IDS[1]], options=4))

    assert [(place.number, place.rank, place.is_shared) for place in found] == [
        (1, 1, True),
        (2, 1, True),
        (3, 3, True),
        (4, 3, True),
    ]
    assert [place.ranked_by for place in found] == [2, 2, 0, 0]


def test_without_a_ballot_there_is_no_order():
    assert places(closed()) == ()


def test_the_podium_holds_what_somebody_named_and_no_crowd():
    found = places(closed([IDS[2]]))

    assert {rank: [place.number for place in holders] for rank, holders in podium(found).items()} == {1: [3]}
    assert podium(found[1:], most=10) == {}, "five that nobody ranked share the second rank"
    assert podium(places(closed(*[[id_] for id_ in IDS[:5]])), most=4) == {}, "five share the first"


@given(st.lists(st.permutations(IDS).map(lambda ids: ids[:5]), min_size=1, max_size=5))
def test_every_option_has_one_place_and_no_worse_one_has_more_points(ballots):
    found = places(closed(*ballots))

    assert sorted(place.number for place in found) == [1, 2, 3, 4, 5, 6]
    assert sum(place.points for place in found) == 15 * len(ballots)
    for better, worse in itertools.pairwise(found):
        assert better.points >= worse.points
        assert (better.points == worse.points) == (better.rank == worse.rank)
