"""Two texts side by side: nothing is lost, what is common is common, and nothing typed becomes markup."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.rules.difference import Piece, apart
from components.ui.past import marked

WORDS = st.lists(st.sampled_from(["air", "air ", "jalan\n", "banjir", " ", "2.000", "\n"]), max_size=30).map(
    "".join
)


def common(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.is_common)


@given(before=st.text() | WORDS, after=st.text() | WORDS)
def test_each_side_is_its_text_again_and_what_is_common_is_the_same(before: str, after: str) -> None:
    old, new = apart(before, after)

    assert "".join(piece.text for piece in old) == before
    assert "".join(piece.text for piece in new) == after
    assert common(old) == common(new)


@given(text=st.text() | WORDS)
def test_a_text_differs_in_nothing_from_itself(text: str) -> None:
    assert all(piece.is_common for side in apart(text, text) for piece in side)


def test_a_word_that_was_changed_is_the_only_one_that_is_marked() -> None:
    old, new = apart("Jalan rusak berat di pasar", "Jalan rusak ringan di pasar")

    assert [piece.text for piece in old if not piece.is_common] == ["berat"]
    assert [piece.text for piece in new if not piece.is_common] == ["ringan"]


@pytest.mark.parametrize(
    ("before", "after"),
    [("a " * 4000, "b " * 4000), ("a b " * 1000, "b a " * 1000), ("x" * 8000, "x" * 7999)],
)
def test_the_longest_texts_are_told_apart_while_one_waits(before: str, after: str) -> None:
    begin = time.process_time()

    apart(before, after)

    assert time.process_time() - begin < 5


def test_what_differs_has_a_sign_besides_its_colour() -> None:
    old, new = apart("satu dua", "satu tiga")

    assert marked(old, "−", "red") == "satu :red-background[−\u00a0dua]"
    assert marked(new, "+", "green") == "satu :green-background[+\u00a0tiga]"


def test_lines_stay_lines() -> None:
    old, _ = apart("satu\n\ndua\n", "")

    assert marked(old, "−", "red").count("  \n") == 3


def bare(markdown: str) -> str:
    """What is left of our own marks taken away: it must hold no markup but escaped letters."""
    return re.sub(r"\\.", "", re.sub(r":(?:red|green)-background\[[−+]\u00a0", "", markdown))


@given(text=st.text(alphabet="[](){}<>*_`~$#:=!|&\\+-.1 \na"))
def test_nothing_typed_can_become_markup(text: str) -> None:
    old, _ = apart(text, "")

    assert not re.search(r"[<>*_`~$#=!|&]", bare(marked(old, "−", "red")))
