"""Names of people: who is meant whatever her titles, and the user name that a name suggests."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

#: Titles that stand before a name, also without their dot.
_TITLES: Final = frozenset(
    [
        "dr",
        "drg",
        "drh",
        "drs",
        "dra",
        "ir",
        "prof",
        "h",
        "hj",
        "kh",
        "apt",
        "ns",
        "bd",
        "r",
        "rr",
        "st",
        "sdr",
        "bpk",
    ]
)
_SHORTEST: Final = 3
_LONGEST: Final = 60  # room for a number behind it


def bare(name: str) -> str:
    """``Dr. Ir. Sari Wulandari, M.Si.`` -> ``sari wulandari``: the same person with or without her titles."""
    words = _plain(name.partition(",")[0]).replace("'", "").split()
    kept = [word for word in words if not _is_title(word)]
    return " ".join(re.sub(r"[^a-z0-9]+", "", word) for word in kept or words)


def suggested(name: str, taken: Collection[str]) -> str:
    """A user name nobody has: first and last word of the name, with a number where it is needed."""
    words = [word for word in bare(name).split() if word]
    base = ".".join(dict.fromkeys([words[0], words[-1]])) if words else ""
    base = base[:_LONGEST].lstrip("0123456789.") or "orang"
    if len(base) >= _SHORTEST and base not in taken:
        return base
    number = 2
    while len(f"{base}{number}") < _SHORTEST or f"{base}{number}" in taken:
        number += 1
    return f"{base}{number}"


def _is_title(word: str) -> bool:
    return word.rstrip(".") in _TITLES or (word.endswith(".") and word.count(".") > 1)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
