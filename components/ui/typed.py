"""Between what a person types and what is stored: text as it stands in the field, value as it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from components.rules.questionnaire import is_answered
from components.texts import format as written
from components.texts import survey as texts
from db.gateway.questionnaire import Kind

Typed = str | dict[str, str]
#: Kinds that are typed; in a draft the field itself keeps them while they are being written.
TYPED_KINDS: Final[tuple[Kind, ...]] = ("short_text", "long_text", "number", "money", "year_range")
ENDS: Final = ("start", "end")
_UNGROUPED_IS_CLEAR_BELOW: Final = 10_000


def read_typed(kind: Kind, typed: Typed) -> object:
    """The value to keep; a number that cannot be read stays the text it is, and is at fault."""
    if isinstance(typed, dict):
        years = {end: read_number(typed[end]) for end in ENDS}
        return years if any(year is not None for year in years.values()) else None
    if kind in ("number", "money"):
        return read_number(typed)
    return typed if is_answered(typed) else None


def as_typed(kind: Kind, value: object) -> Typed:
    """A stored value as a person goes on typing it."""
    if kind == "year_range":
        years = value if isinstance(value, Mapping) else {}
        return {end: as_digits(years.get(end)) for end in ENDS}
    if kind == "money" and type(value) is int:
        return written.number(value)
    return as_digits(value)


def reading(kind: Kind, typed: Typed, value: object) -> str | None:
    """How a number was understood, where it could be misunderstood."""
    if kind == "money" and isinstance(value, int):
        return texts.understood(written.rupiah(value))
    if kind == "number" and isinstance(typed, str) and isinstance(value, int | float):
        return texts.understood(written.number(value, 12)) if _is_ambiguous(typed, value) else None
    return None


def read_number(typed: str) -> int | float | str | None:
    """The number, or the text itself where it is none: it stays in sight and is at fault."""
    if not is_answered(typed):
        return None
    read = written.read_number(typed)
    return typed if read is None else read


def as_digits(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return written.ungrouped(value)
    return value if isinstance(value, str) else ""


def _is_ambiguous(typed: str, value: float) -> bool:
    return "." in typed or value >= _UNGROUPED_IS_CLEAR_BELOW
