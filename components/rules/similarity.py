"""Which texts may say the same: TF-IDF over character 3- to 5-grams, and the cosine between them.

Officers write the same thing in other words ("PJU padam", "lampu jalan mati") and with other endings
("penumpukan", "menumpuk"). So local abbreviations and synonyms are written out first, words that say nothing
are left out, and what is compared are pieces of words: endings share most of them. Measured on Indonesian
statements this found every true pair among the three nearest; edit distances did not
(docs/decisions/similar-problems.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt
from typing import Final

from components.rules.stopwords import STOPWORDS

#: Below it, texts share chance pieces. On measured statements TF-IDF missed no true pair at 0.15 to 0.20, and
#: two to three in five of what it showed were true; at 0.30 it missed a third. A suggestion that is wrong
#: costs a glance, one that is missing a duplicate.
THRESHOLD: Final = 0.20
SHOWN: Final = 3
LONGEST: Final = 400  # characters compared; a title has 120
_SIZES: Final = (3, 4, 5)
_WORD: Final = re.compile(r"[^\W_]+")

Grams = Mapping[str, int]


class Vocabulary:
    """The city's abbreviations and synonyms, written out; ``{"PJU": "penerangan jalan umum"}``.

    A text is read once from left to right, the longest entry first, and what was written out is not read
    again: so no entry can lead to another, and their order means nothing.
    """

    def __init__(self, synonyms: Mapping[str, str]) -> None:
        self._meanings = {
            tuple(_words(word)): tuple(_words(synonyms[word])) for word in sorted(synonyms) if _words(word)
        }
        self._longest = max(map(len, self._meanings), default=0)

    def words(self, text: str) -> list[str]:
        """What a text says, in plain small words."""
        given, at = _words(text[:LONGEST]), 0
        said: list[str] = []
        while at < len(given):
            length = self._entry_at(given, at)
            said += self._meanings[tuple(given[at : at + length])] if length else [given[at]]
            at += length or 1
        return [word for word in said if word not in STOPWORDS]

    def _entry_at(self, words: Sequence[str], at: int) -> int:
        """How many words from here make an entry, 0 when none do."""
        lengths = range(min(self._longest, len(words) - at), 0, -1)
        return next((n for n in lengths if tuple(words[at : at + n]) in self._meanings), 0)


@dataclass(frozen=True, slots=True)
class Match:
    """``position`` of the text in the corpus, ``similarity`` above 0 and at most 1."""

    position: int
    similarity: float


class Corpus:
    """Texts to be compared with, each weighed by how rare its pieces are among them."""

    def __init__(self, texts: Sequence[str], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._count = len(texts)
        self._found: dict[str, list[tuple[int, int]]] = {}
        self._every = [self._grams(text) for text in texts]
        for position, grams in enumerate(self._every):
            for gram, times in grams.items():
                self._found.setdefault(gram, []).append((position, times))
        self._weights = {gram: self._weight_of(len(found)) for gram, found in self._found.items()}
        self._rarest = self._weight_of(0)
        self._lengths = [self._length(grams) for grams in self._every]

    def nearest(self, text: str, *, at_most: int = SHOWN, above: float = THRESHOLD) -> list[Match]:
        """The most similar texts, best first; equals in the order of the corpus."""
        grams = self._grams(text)
        products: dict[int, float] = {}
        for gram, times in grams.items():
            weight = times * self._weight(gram)
            for position, theirs in self._found.get(gram, ()):
                products[position] = products.get(position, 0.0) + weight * theirs
        own = self._length(grams)
        matches = [Match(at, _cosine(product, own, self._lengths[at])) for at, product in products.items()]
        close = [match for match in matches if match.similarity >= above]
        return sorted(close, key=lambda match: (-round(match.similarity, 9), match.position))[:at_most]

    def alike(self, *, above: float = THRESHOLD) -> Iterator[tuple[int, int, float]]:
        """Every two texts that are so similar: their positions, the lower first, and how much.

        Each text is compared with those before it only, by weights that were divided by their lengths once.
        """
        before: dict[str, list[tuple[int, float]]] = {}
        for position, grams in enumerate(self._every):
            length = self._lengths[position]
            shares = {gram: times * sqrt(self._weight(gram)) / length for gram, times in grams.items()}
            products = [0.0] * position
            for gram, share in shares.items():
                known = before.setdefault(gram, [])
                for other, theirs in known:
                    products[other] += share * theirs
                known.append((position, share))
            for other, product in enumerate(products):
                if product >= above:
                    yield other, position, min(product, 1.0)

    def similarity(self, one: str, other: str) -> float:
        """How alike two texts are among these: 0 (nothing in common) to 1 (the same words)."""
        ours, theirs = self._grams(one), self._grams(other)
        shared = ours.keys() & theirs.keys()
        product = sum(ours[gram] * theirs[gram] * self._weight(gram) for gram in shared)
        return _cosine(product, self._length(ours), self._length(theirs))

    def _grams(self, text: str) -> Grams:
        return grams_of(self._vocabulary.words(text))

    def _weight_of(self, texts: int) -> float:
        """The square of the inverse document frequency, smoothed: a piece nobody used counts most."""
        return float((log((1 + self._count) / (1 + texts)) + 1) ** 2)

    def _weight(self, gram: str) -> float:
        return self._weights.get(gram, self._rarest)

    def _length(self, grams: Grams) -> float:
        return sqrt(sum(times * times * self._weight(gram) for gram, times in grams.items()))


def grams_of(words: Iterable[str]) -> Grams:
    """Pieces of each word by itself, its ends marked: the order of the words means nothing."""
    return Counter(gram for word in words for gram in _pieces(word))


@lru_cache(maxsize=10_000)
def _pieces(word: str) -> tuple[str, ...]:
    whole = f" {word} "
    return tuple(whole[at : at + size] for size in _SIZES for at in range(len(whole) - size + 1))


def _words(text: str) -> list[str]:
    """Small letters without accents and signs: ``e-KTP`` is ``e ktp``."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def _cosine(product: float, one: float, other: float) -> float:
    return min(product / (one * other), 1.0) if one and other else 0.0
