"""Which answers to look at together, because their titles may say the same. This only sorts; people decide.

A group is a title and those most like it. Chains ("A is like B, B is like C, so all are one") are not
followed: among five hundred titles they end in one heap. Of the titles that are like many, the one that is
like most begins; each title stands in one group at most; a pair of which somebody said that it differs is
never together.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from components.rules.similarity import Corpus, Vocabulary

#: Stricter than while one types (0.20): there a glance is asked, here a decision about several.
ALIKE: Final = 0.25
MOST: Final = 12  # as many as one can still compare


@dataclass(frozen=True, slots=True)
class Group:
    """``positions`` of the titles, in their order; ``similarity``: of the least like to the middle one."""

    positions: tuple[int, ...]
    similarity: float


def groups(
    titles: Sequence[str],
    vocabulary: Vocabulary,
    *,
    apart: Collection[frozenset[int]] = (),
    above: float = ALIKE,
) -> list[Group]:
    """Groups of two or more titles, the most alike first; ``apart``: pairs of positions that differ."""
    near: list[dict[int, float]] = [{} for _ in titles]
    for one, other, similarity in Corpus(titles, vocabulary).alike(above=above):
        near[one][other] = near[other][one] = similarity
    taken: set[int] = set()
    found = []
    for middle in sorted(range(len(titles)), key=lambda at: (-len(near[at]), at)):
        if middle in taken:
            continue
        members = {middle: 1.0}
        for at, similarity in sorted(near[middle].items(), key=lambda match: (-round(match[1], 9), match[0])):
            if len(members) < MOST and at not in taken and not _differs(at, members, apart):
                members[at] = similarity
        if len(members) > 1:
            taken |= members.keys()
            found.append(Group(tuple(sorted(members)), min(members.values())))
    return sorted(found, key=lambda group: (-round(group.similarity, 9), group.positions))


def _differs(at: int, members: Collection[int], apart: Collection[frozenset[int]]) -> bool:
    return any(frozenset((at, member)) in apart for member in members)
