"""How a question stands in an XLSForm: types, conditions and bounds, each written and read in one place.

XLSForm is the format of KoboToolbox and ODK (xlsform.org). What it cannot say of a question of ours stands in
columns of our own, ``rembuk::…``, which other programs pass over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from db.gateway.questionnaire import Question, ShownIf

SHEETS: Final = ("survey", "choices", "settings")
OWN: Final = "rembuk"
YES, NO = "ya", "tidak"
YES_NO_LIST: Final = "ya_tidak"

#: our kind -> the type it is written as.
TYPES: Final[Mapping[str, str]] = {
    "short_text": "text",
    "long_text": "text",
    "number": "decimal",
    "money": "integer",
    "yes_no": "select_one",
    "single": "select_one",
    "multiple": "select_multiple",
    "scale": "select_one",
    "sub_pillar": "text",
    "location": "text",
    "unit": "text",
    "units": "text",
    "year_range": "text",
    "date": "date",
    "file": "image",
    "sectors": "text",
    "problems": "text",
    "table": "begin_repeat",
}

#: type as pyxform names it -> the kind it is without a word of ours, and those it may be with one.
KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "text": (
        "short_text", "long_text", "sub_pillar", "location", "unit", "units", "year_range", "sectors",
        "problems",
    ),
    "string": ("short_text", "long_text"),
    "decimal": ("number", "money", "scale"),
    "int": ("number", "money", "scale"),
    "integer": ("number", "money", "scale"),
    "date": ("date",),
    "select one": ("single", "yes_no", "scale"),
    "select all that apply": ("multiple",),
    "range": ("scale",),
    "photo": ("file",),
    "image": ("file",),
    "file": ("file",),
    "repeat": ("table",),
}  # fmt: skip

_NUMBER: Final = r"-?[0-9]+(?:\.[0-9]+)?"
_NAME: Final = r"[A-Za-z_][A-Za-z0-9_.-]*"
_EQUALS: Final = re.compile(
    rf"\$\{{\s*({_NAME})\s*\}}\s*=\s*(?:'([^']*)'|\"([^\"]*)\"|({_NUMBER}))", re.ASCII
)
_SELECTED: Final = re.compile(
    rf"selected\(\s*\$\{{\s*({_NAME})\s*\}}\s*,\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)", re.ASCII
)
_BOUND: Final = re.compile(rf"(\.|string-length\(\s*\.\s*\))\s*(<=|>=)\s*({_NUMBER})", re.ASCII)


def key_of(name: str) -> str:
    """An XLSForm name as a key of ours; the reader says so when it had to be changed."""
    return re.sub(r"[.-]", "_", name.strip()).lower()


# ── shown if ────────────────────────────────────────────────────────────────────────────────────────────────
def condition(shown_if: ShownIf, asked: Question) -> str:
    """``relevant`` for a condition on this question."""
    return " or ".join(_compared(asked, value) for value in shown_if.any_of)


def _compared(asked: Question, value: str | float | bool) -> str:
    name = f"${{{asked.key}}}"
    if isinstance(value, bool):
        return f"{name} = '{YES if value else NO}'"
    if asked.kind in ("number", "money", "scale") and isinstance(value, int | float):
        return f"{name} = {value}"
    word = f'"{value}"' if "'" in str(value) else f"'{value}'"
    return f"selected({name}, {word})" if asked.kind == "multiple" else f"{name} = {word}"


def read_condition(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The key and the values as texts; None when it is more than a list of equalities on one question."""
    rest, found = text.strip(), []
    while rest:
        match = _EQUALS.match(rest) or _SELECTED.match(rest)
        if match is None:
            return None
        found.append((key_of(match[1]), next(part for part in match.groups()[1:] if part is not None)))
        rest = rest[match.end() :].strip()
        if rest:
            joined = re.match(r"or\b", rest)
            if joined is None or not rest[joined.end() :].strip():
                return None
            rest = rest[joined.end() :].strip()
    keys = {key for key, _ in found}
    return (keys.pop(), tuple(value for _, value in found)) if len(keys) == 1 else None


def value_of(asked: Question, word: str) -> str | float | bool | None:
    """A word of a condition as an answer to this question; None when it can be none."""
    if asked.kind == "yes_no":
        return {YES: True, NO: False, "yes": True, "no": False}.get(word)
    if asked.kind in ("number", "money", "scale"):
        return number(word)
    return word


# ── bounds ──────────────────────────────────────────────────────────────────────────────────────────────────
def constraint(minimum: float | None, maximum: float | None, max_length: int | None) -> str:
    parts: Iterable[tuple[str, float | None]] = (
        (". >= ", minimum),
        (". <= ", maximum),
        ("string-length(.) <= ", max_length),
    )
    return " and ".join(f"{start}{written(bound)}" for start, bound in parts if bound is not None)


def read_constraint(text: str) -> dict[str, float] | None:
    """``minimum``, ``maximum``, ``max_length`` as far as they are set; None when it says something else."""
    found: dict[str, float] = {}
    for part in re.split(r"\s+and\s+", text.strip()):
        match = _BOUND.fullmatch(part.strip())
        if match is None:
            return None
        is_length, is_most = match[1] != ".", match[2] == "<="
        if is_length and not is_most:
            return None
        bound = number(match[3])
        if bound is None:
            return None
        found["max_length" if is_length else "maximum" if is_most else "minimum"] = bound
    return found


def number(text: str) -> float | None:
    """``4`` and ``4.0`` are both 4; None for what is no number."""
    try:
        value = float(text)
    except ValueError:
        return None
    if value != value or abs(value) > 1e15:
        return None
    return int(value) if value == int(value) else value


def written(value: float) -> str:
    """A number as XLSForm reads it, never with an exponent."""
    if value == int(value):
        return str(int(value))
    return f"{value:.15f}".rstrip("0")
