"""Identity and phone numbers in free text: the friendly twin of ``private.identity_numbers``.

NIK and KK have 16 digits, a NIP 18; people write them in groups, with spaces, dots or dashes between.
Amounts of money and dates are none, however many digits they have. All three judges (this one, the
database's, and ``mask.js`` in the browser) run through ``tests/cases_masking.py``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from db.gateway.questionnaire import Kind, Question

FREE_TEXT: Final[tuple[Kind, ...]] = ("short_text", "long_text")
DOT: Final = "•"  # stands for each digit
_FEWEST: Final = 9
_LONGEST: Final = 18
_NUMBER: Final = r"(?:[0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]{1,3}(?:[ \u00a0][0-9]{3})+|[0-9]+)(?:,[0-9]{1,2}|,-)?"
_HARMLESS: Final = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![a-z])(?:rp|idr|rupiah)[.:]?[ \u00a0]{{0,3}}{_NUMBER}(?![0-9])",
        rf"(?<![0-9])(?<![0-9][.,]){_NUMBER}[ \u00a0]{{0,3}}(?:rupiah|rp|idr)"
        r"(?![a-z]|[.:]?[ \u00a0]{0,3}[0-9#])",
        r"(?<![0-9])(?<![0-9][.,])[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9])(?!\.[0-9])",
        r"(?<![0-9])(?<![0-9][-.])(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}(?![0-9])(?![-.][0-9])",
        r"(?<![0-9])(?<![0-9][-.])[0-9]{1,2}[-./][0-9]{1,2}[-./](?:19|20)[0-9]{2}(?![0-9])(?![-.][0-9])",
    )
]
_GROUP: Final = re.compile(r"([^0-9]*)([0-9]+)")
_JOINT: Final = re.compile(r" ?[-–‑] ?|[. \u00a0]|\) ?| ?\(")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_MOBILE: Final = re.compile(r"(?:0|62)8[1-9][0-9]{6,10}")
_LANDLINE: Final = re.compile(r"0[2-79][0-9]{7,9}")


def masked(text: str, cleared: Collection[str] = ()) -> str:
    """The text with a dot for each digit of an identity number that nobody ``cleared`` (its digits alone)."""
    for start, end, digits in identity_numbers(text):
        if digits not in cleared:
            text = text[:start] + re.sub("[0-9]", DOT, text[start:end]) + text[end:]
    return text


def masked_value(question: Question, value: object, cleared: Collection[str] = ()) -> object:
    """A value as it may be kept: typed text is masked, in the rows of a table as well."""
    if question.kind in FREE_TEXT and isinstance(value, str):
        return masked(value, cleared)
    if question.kind == "table" and isinstance(value, list):
        return [
            {key: masked(cell, cleared) if isinstance(cell, str) else cell for key, cell in row.items()}
            if isinstance(row, dict)
            else row
            for row in value
        ]
    return value


def identity_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each number begins and ends, and its digits."""
    if sum(character in "0123456789" for character in text) < _FEWEST:
        return
    groups = _groups(text)
    at = 0
    while at < len(groups):
        last = _last_group(groups, at)
        if last is None:
            at += 1
            continue
        yield groups[at][0], groups[last][0] + len(groups[last][1]), _digits(groups[at : last + 1])
        at = last + 1


def _groups(text: str) -> list[tuple[int, str, bool]]:
    """Digits in a row: where, which, and whether they may belong to the group before."""
    shadow = text
    for pattern in _HARMLESS:
        shadow = pattern.sub(lambda found: re.sub("[0-9]", "#", found[0]), shadow)
    return [
        (found.start(2), found[2], _JOINT.fullmatch(found[1]) is not None)
        for found in _GROUP.finditer(shadow)
    ]


def _last_group(groups: list[tuple[int, str, bool]], first: int) -> int | None:
    """The last group of the longest number that begins with this one."""
    found = None
    for last in range(first, min(first + 9, len(groups))):
        if last > first and not groups[last][2]:
            break
        if len(_digits(groups[first : last + 1])) > _LONGEST:
            break
        if _is_identity(groups[first : last + 1]):
            found = last
    return found


def _is_identity(groups: list[tuple[int, str, bool]]) -> bool:
    digits, first = _digits(groups), groups[0][1]
    if len(digits) in (16, 18):
        return not all(_YEAR.fullmatch(group) for _, group, _ in groups)
    if len(first) < (2 if first.startswith("62") else 3):
        return False
    return bool(_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits))


def _digits(groups: list[tuple[int, str, bool]]) -> str:
    return "".join(group for _, group, _ in groups)
