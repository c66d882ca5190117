"""Which answers to look at together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from components.rules.grouping import ALIKE, MOST, groups
from components.rules.similarity import Corpus, Vocabulary

WORDS = Vocabulary(
    {"PJU": "penerangan jalan umum", "lampu jalan": "penerangan jalan umum", "mampet": "tersumbat"}
)
TITLES = [
    "PJU padam di jalan protokol",
    "Selokan mampet menyebabkan genangan",
    "Lampu jalan protokol padam",
    "Antrean panjang di loket",
    "Saluran tersumbat, genangan saat hujan",
    "Penerangan jalan umum protokol sering padam",
]
SAID = ("jalan", "rusak", "sampah", "menumpuk", "pasar", "antrean", "warga", "PJU", "mampet")
titles = st.lists(st.lists(st.sampled_from(SAID), max_size=5).map(" ".join), max_size=14)
pairs = st.sets(st.frozensets(st.integers(0, 13), min_size=2, max_size=2), max_size=10)


def test_titles_that_say_the_same_stand_together_and_others_alone() -> None:
    assert [group.positions for group in groups(TITLES, WORDS)] == [(0, 2, 5), (1, 4)]


def test_what_somebody_said_differs_is_not_suggested_together_again() -> None:
    dismissed = {frozenset(pair) for pair in ((0, 2), (0, 5), (2, 5))}

    assert [group.positions for group in groups(TITLES, WORDS, apart=dismissed)] == [(1, 4)]


def test_a_newcomer_is_suggested_with_what_it_was_not_said_to_differ_from() -> None:
    titles = ["Sampah menumpuk di pasar", "Sampah pasar menumpuk", "Sampah di pasar menumpuk lagi"]

    (group,) = groups(titles, WORDS, apart={frozenset((0, 1))})

    assert 2 in group.positions
    assert len(group.positions) == 2


def test_a_chain_is_not_one_group() -> None:
    chain = ["sampah pasar", "pasar antrean", "antrean warga", "warga jalan", "jalan rusak"]

    assert max(len(group.positions) for group in groups(chain, WORDS)) < len(chain)


def test_more_than_one_can_compare_are_several_groups() -> None:
    found = groups(["Sampah menumpuk di pasar"] * 30, WORDS)

    assert [len(group.positions) for group in found] == [MOST, MOST, 6]


@given(said=titles, apart=pairs)
def test_each_title_stands_once_beside_what_is_like_it_and_never_beside_what_differs(
    said: list[str], apart: set[frozenset[int]]
) -> None:
    found = groups(said, WORDS, apart=apart)
    corpus = Corpus(said, WORDS)

    placed = [at for group in found for at in group.positions]
    assert len(placed) == len(set(placed))
    for group in found:
        assert 2 <= len(group.positions) <= MOST
        assert group.similarity >= ALIKE
        assert not any(pair <= set(group.positions) for pair in apart)
        assert any(
            all(
                other == middle or corpus.similarity(said[middle], said[other]) >= ALIKE
                for other in group.positions
            )
            for middle in group.positions
        )


@given(said=titles)
def test_the_same_titles_always_make_the_same_groups(said: list[str]) -> None:
    assert groups(said, WORDS) == groups(list(said), WORDS)
