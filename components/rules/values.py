"""The small judges: whether a text, a number, an option or a list is one, in the words of the database."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum

from db.gateway.questionnaire import Choice

LONGEST_TEXT = 4000
LONGEST_LIST = 100
_LARGEST_NUMBER = 1e15
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BLANK = " \t\n\r\f\v"
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Fault(StrEnum):
    """Why a value is no answer; the words are the database's."""

    BAD_CHARACTERS = "bad_characters"
    NOT_TEXT = "not_text"
    TOO_LONG = "too_long"
    NOT_NUMBER = "not_number"
    NOT_WHOLE = "not_whole"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    NOT_A_YES_NO = "not_a_yes_no"
    NOT_AN_OPTION = "not_an_option"
    NOT_A_LIST = "not_a_list"
    REPEATED = "repeated"
    NOT_A_UNIT = "not_a_unit"
    NOT_A_SUB_PILLAR = "not_a_sub_pillar"
    NOT_A_YEAR_RANGE = "not_a_year_range"
    NOT_A_PROBLEM = "not_a_problem"
    NOT_A_DATE = "not_a_date"
    NOT_A_FILE = "not_a_file"
    NOT_A_SECTOR = "not_a_sector"
    BAD_ROW = "bad_row"


def is_answered(value: object) -> bool:
    """None, an empty list and a text of spaces are no answer; False and 0 are."""
    if isinstance(value, str):
        return bool(value.strip(_BLANK))
    return value is not None and value != []


def is_no_data(value: object) -> bool:
    return isinstance(value, dict) and list(value) == ["no_data"] and value["no_data"] is True


def no_data() -> dict[str, bool]:
    """*Belum ada data*: an answer of its own where a number is asked and none exists yet; never a nought."""
    return {"no_data": True}


def is_unstorable(value: object) -> bool:
    if isinstance(value, str):
        return _UNSTORABLE.search(value) is not None
    if isinstance(value, list):
        return any(is_unstorable(part) for part in value)
    if isinstance(value, dict):
        return any(is_unstorable(key) or is_unstorable(part) for key, part in value.items())
    return False


def text_fault(value: object, max_length: int | None) -> Fault | None:
    if not isinstance(value, str):
        return Fault.NOT_TEXT
    return Fault.TOO_LONG if len(value) > (LONGEST_TEXT if max_length is None else max_length) else None


def number_fault(
    value: object, minimum: float | None, maximum: float | None, *, must_be_whole: bool = False
) -> Fault | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return Fault.NOT_NUMBER
    if must_be_whole and value != math.trunc(value):
        return Fault.NOT_WHOLE
    if value < (-_LARGEST_NUMBER if minimum is None else minimum):
        return Fault.TOO_SMALL
    return Fault.TOO_LARGE if value > (_LARGEST_NUMBER if maximum is None else maximum) else None


def read_date(value: object) -> date | None:
    """The day that ``2026-08-17`` says, or None when it is none."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def date_fault(value: object, minimum: float | None, maximum: float | None) -> Fault | None:
    if not isinstance(value, str):
        return Fault.NOT_TEXT
    day = read_date(value)
    if day is None:
        return Fault.NOT_A_DATE
    if minimum is not None and day.year < minimum:
        return Fault.TOO_SMALL
    return Fault.TOO_LARGE if maximum is not None and day.year > maximum else None


def option_fault(value: object, options: Sequence[Choice]) -> Fault | None:
    if not isinstance(value, str):
        return Fault.NOT_TEXT
    return None if any(option.value == value for option in options) else Fault.NOT_AN_OPTION


def list_fault(value: object, max_length: int | None) -> Fault | None:
    if not isinstance(value, list):
        return Fault.NOT_A_LIST
    if len(value) > (LONGEST_LIST if max_length is None else max_length):
        return Fault.TOO_LONG
    if not all(isinstance(entry, str) for entry in value):
        return Fault.NOT_TEXT
    return Fault.REPEATED if len(set(value)) < len(value) else None


def each_in(
    value: object, max_length: int | None, allowed: Collection[str], otherwise: Fault
) -> Fault | None:
    found = list_fault(value, max_length)
    if found is None and isinstance(value, list) and not all(entry in allowed for entry in value):
        return otherwise
    return found
