"""What two texts have in common, word by word, and what only one of them has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

_WORD: Final = re.compile(r"\S+|\s+")
_MOST_PAIRS: Final = 4_000_000  # beyond, every word of the middle counts as another: a second is too long


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text. ``is_common``: the other text has it too."""

    text: str
    is_common: bool


def apart(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces: joined, each is its text again; the common pieces are the same in both."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    blocks = _blocks(old, new)
    return _pieces(old, [(block[0], block[2]) for block in blocks]), _pieces(
        new, [(block[1], block[2]) for block in blocks]
    )


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """(place in old, place in new, length) of what both have, in order."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    found = [(0, 0, head)]
    if len(middle_old) * len(middle_new) <= _MOST_PAIRS:
        matcher = SequenceMatcher(str.isspace, middle_old, middle_new, autojunk=False)
        found += [(head + one.a, head + one.b, one.size) for one in matcher.get_matching_blocks()]
    found.append((len(old) - tail, len(new) - tail, tail))
    return [block for block in found if block[2]]


def _pieces(words: Sequence[str], common: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = 0
    for start, length in [*common, (len(words), 0)]:
        pieces.append(Piece("".join(words[at:start]), is_common=False))
        pieces.append(Piece("".join(words[start : start + length]), is_common=True))
        at = start + length
    return tuple(piece for piece in pieces if piece.text)
