"""Ratings and what the group thinks by hand: one table for the rule in Python and the rule in SQL.

A rating is written U S G (or impact effort); ``-`` is *tidak tahu*, ``.`` a criterion not come to yet.
"""

from __future__ import annotations

from typing import Final

from components.rules.rating import PLACE, USG, Rating

# ratings, (median, quartile 1, quartile 3, lowest, highest) or None, (U, S, G), raters, unsure
PROBLEMS: Final = [
    ("nobody", [], None, (None, None, None), 0, 0),
    ("one", ["543"], (12, 12, 12, 12, 12), (5, 4, 3), 1, 0),
    ("two", ["555", "111"], (9, 6, 12, 3, 15), (3, 3, 3), 2, 0),
    ("four", ["555", "444", "333", "222"], (10.5, 8.25, 12.75, 6, 15), (3.5, 3.5, 3.5), 4, 0),
    # what is not known enters neither its criterion nor a sum; what she does know enters its criterion
    ("one unsure", ["555", "1-1"], (15, 15, 15, 15, 15), (3, 5, 3), 1, 1),
    ("all unsure", ["5--", "-3-"], None, (5, 3, None), 0, 2),
    ("who knows nothing", ["---", "432"], (9, 9, 9, 9, 9), (4, 3, 2), 1, 1),
    # half a rating is kept and counts nowhere
    ("half", ["55.", "1..", "333"], (9, 9, 9, 9, 9), (3, 3, 3), 1, 0),
]

# ratings, the author's values, (impact, effort, rated)
SOLUTIONS: Final = [
    ("nobody", [], (5, 1), (5, 1, False)),
    ("one", ["24"], (5, 1), (2, 4, True)),
    ("two", ["24", "33"], (5, 1), (2.5, 3.5, True)),
    ("half", ["2."], (5, 1), (5, 1, False)),
    ("one unsure", ["2-", "43"], (5, 1), (3, 3, True)),
    ("nobody knows the effort", ["2-", "4-"], (5, 1), (5, 1, False)),
    ("each knows one half", ["2-", "-5"], (5, 1), (2, 5, True)),
]


def rating(written: str) -> Rating:
    criteria = USG if len(written) == len(USG) else PLACE
    return {
        criterion: None if letter == "-" else int(letter)
        for criterion, letter in zip(criteria, written, strict=True)
        if letter != "."
    }
