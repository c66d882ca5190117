"""What answers a question and what does not, as data for both judges: Python's and the database's.

A case is (question as the database sends it, value, the fault's word or None). ``PILLAR`` is the answer's
pillar, ``UNIT_LEVELS`` are the units, ``PROBLEM`` is the id of a problem that may be linked; ``FILE`` stands
beside the judged answer, ``SECTORS`` are the city's. The database run must have these.
``UNSTORABLE`` values cannot even be sent as JSON to PostgreSQL; whoever takes them first refuses.
"""

from __future__ import annotations

import math
from typing import Any

from hypothesis import strategies as st

Row = dict[str, Any]
Case = tuple[Row, Any, str | None]

PILLAR = {"code": "AAA", "sub_pillars": ["AAA-1", "AAA-2"]}
OTHER_PILLAR = {"code": "BBB", "sub_pillars": ["BBB-1"]}
UNIT_LEVELS = {
    "A-1": "agency",
    "A-2": "agency",
    "D-1": "district",
    "V-1": "village",
    "V-2": "village",
    "P-1": "partner",
}
PROBLEM = "00000000-0000-4000-8000-000000000001"
FILE = "00000000-0000-4000-8000-0000000000f1"
REMOVED_FILE = "00000000-0000-4000-8000-0000000000f2"
FOREIGN_FILE = "00000000-0000-4000-8000-0000000000f3"
SECTORS = ["pangan", "wisata"]  # the second was taken off the list: what names it stays an answer
NO_DATA = {"no_data": True}
UNKNOWN_PROBLEM = "00000000-0000-4000-8000-00000000ffff"

_EMPTY: Row = {
    "section": "Bagian",
    "help": None,
    "version": 1,
    "required_from": None,
    "is_required": False,
    "shown_if": None,
    "accepts_no_data": False,
    "retired_at": None,
    "flags_when_missing": False,
    "options": [],
    "columns": [],
    "max_length": None,
    "minimum": None,
    "maximum": None,
    "unit_label": None,
    "pillar": None,
}


def row(kind: str, **given: Any) -> Row:
    """A question of this kind as the database sends it."""
    return {**_EMPTY, "key": f"q_{kind}", "label": f"Pertanyaan {kind}", "kind": kind, **given}


def choices(*values: str) -> list[dict[str, str]]:
    return [{"value": value, "label": value.upper()} for value in values]


SHORT = row("short_text", max_length=10)
LONG = row("long_text")
NUMBER = row("number", minimum=0, maximum=100)
FREE_NUMBER = row("number")
MONEY = row("money", minimum=0, maximum=100_000_000_000_000)
YES_NO = row("yes_no")
SINGLE = row("single", options=choices("a", "b", "1"))
MULTIPLE = row("multiple", options=choices("a", "b", "c"), max_length=2)
SCALE = row("scale", minimum=1, maximum=5, options=choices("1", "2", "3", "4", "5"))
SUB_PILLAR = row("sub_pillar")
LOCATION = row("location", max_length=2)
UNIT = row("unit")
UNITS = row("units", max_length=3)
YEARS = row("year_range", minimum=2000, maximum=2100)
PROBLEMS = row("problems", max_length=20)
DATE = row("date", minimum=1990, maximum=2100)
FREE_DATE = row("date")
FILES = row("file", max_length=2)
OF_SECTORS = row("sectors", max_length=2)
NUMBER_OR_NONE = row("number", minimum=0, maximum=100, accepts_no_data=True)
MONEY_OR_NONE = row("money", minimum=0, accepts_no_data=True)
TABLE_OR_NONE = row(
    "table",
    columns=[
        {"key": "name", "label": "Nama", "kind": "short_text"},
        {
            "key": "year",
            "label": "Nilai awal",
            "kind": "number",
            "is_required": True,
            "accepts_no_data": True,
        },
    ],
)
TABLE = row(
    "table",
    max_length=2,
    columns=[
        {"key": "name", "label": "Nama", "kind": "short_text", "is_required": True, "max_length": 5},
        {"key": "year", "label": "Tahun", "kind": "number", "minimum": 1990, "maximum": 2100},
        {"key": "form", "label": "Bentuk", "kind": "single", "options": choices("x", "y")},
        {"key": "note", "label": "Catatan", "kind": "long_text"},
    ],
)

QUESTIONS: list[Row] = [
    SHORT, LONG, NUMBER, FREE_NUMBER, MONEY, YES_NO, SINGLE, MULTIPLE, SCALE, SUB_PILLAR, LOCATION, UNIT,
    UNITS, YEARS, PROBLEMS, TABLE, DATE, FREE_DATE, FILES, OF_SECTORS, NUMBER_OR_NONE, MONEY_OR_NONE,
    TABLE_OR_NONE,
]  # fmt: skip

UNANSWERED: list[Any] = [None, "", " ", " \t\r\n\f\v ", []]

_TEXTS: list[Case] = [
    (SHORT, "ya", None),
    (SHORT, "sepuluh123", None),
    (SHORT, "sebelas1234", "too_long"),
    (SHORT, "👩‍👩‍👧😀", None),  # counted in code points, not in what the eye sees
    (SHORT, "😀" * 10, None),
    (SHORT, "😀" * 11, "too_long"),
    (SHORT, "<b>tebal</b>"[:10], None),
    (SHORT, "=cmd()", None),
    (SHORT, "' or 1=1", None),
    (SHORT, " " * 10_000, None),  # nothing was answered
    (SHORT, 7, "not_text"),
    (SHORT, True, "not_text"),
    (SHORT, ["ya"], "not_text"),
    (SHORT, {"a": "ya"}, "not_text"),
    (SHORT, {}, "not_text"),
    (LONG, "a" * 4000, None),
    (LONG, "a" * 4001, "too_long"),
    (LONG, "a" * 100_000, "too_long"),
    (LONG, "baris\nbaris\ttab", None),
    (LONG, "<script>alert(1)</script> **x** $x$ :smile: [x](y)", None),
    (LONG, "\u00a0", None),
    (LONG, 0, "not_text"),
]

_NUMBERS: list[Case] = [
    (NUMBER, 0, None),
    (NUMBER, 100, None),
    (NUMBER, 99.5, None),
    (NUMBER, -0.0, None),
    (NUMBER, -0.001, "too_small"),
    (NUMBER, 100.001, "too_large"),
    (NUMBER, "50", "not_number"),
    (NUMBER, True, "not_number"),
    (NUMBER, False, "not_number"),
    (NUMBER, [50], "not_number"),
    (NUMBER, {"value": 50}, "not_number"),
    (FREE_NUMBER, 1e15, None),
    (FREE_NUMBER, -1e15, None),
    (FREE_NUMBER, 1.1e15, "too_large"),
    (FREE_NUMBER, -1.1e15, "too_small"),
    (FREE_NUMBER, 10**40, "too_large"),
    (FREE_NUMBER, 5e-324, None),
    (FREE_NUMBER, "nan", "not_number"),
    (MONEY, 0, None),
    (MONEY, 1_500_000, None),
    (MONEY, 1_500_000.0, None),  # whole, however it is written
    (MONEY, 100_000_000_000_000, None),
    (MONEY, 100_000_000_000_001, "too_large"),
    (MONEY, -1, "too_small"),
    (MONEY, 0.5, "not_whole"),
    (MONEY, -0.5, "not_whole"),
    (MONEY, "1500000", "not_number"),
    (MONEY, "Rp 1.500.000", "not_number"),
    (MONEY, True, "not_number"),
    (SCALE, 1, None),
    (SCALE, 5, None),
    (SCALE, 3.0, None),
    (SCALE, 0, "too_small"),
    (SCALE, 6, "too_large"),
    (SCALE, 3.5, "not_whole"),
    (SCALE, "3", "not_number"),
    (SCALE, True, "not_number"),
]

_CHOICES: list[Case] = [
    (YES_NO, True, None),
    (YES_NO, False, None),
    (YES_NO, 1, "not_a_yes_no"),
    (YES_NO, 0, "not_a_yes_no"),
    (YES_NO, "ya", "not_a_yes_no"),
    (YES_NO, "true", "not_a_yes_no"),
    (YES_NO, [True], "not_a_yes_no"),
    (SINGLE, "a", None),
    (SINGLE, "1", None),
    (SINGLE, "A", "not_an_option"),  # the label is no value
    (SINGLE, " a", "not_an_option"),
    (SINGLE, "c", "not_an_option"),
    (SINGLE, 1, "not_text"),
    (SINGLE, ["a"], "not_text"),
    (MULTIPLE, ["a"], None),
    (MULTIPLE, ["b", "a"], None),
    (MULTIPLE, ["a", "a"], "repeated"),
    (MULTIPLE, ["a", "b", "c"], "too_long"),
    (MULTIPLE, ["a", "d"], "not_an_option"),
    (MULTIPLE, ["a", 1], "not_text"),
    (MULTIPLE, ["a", ["b"]], "not_text"),
    (MULTIPLE, [None], "not_text"),
    (MULTIPLE, [""], "not_an_option"),
    (MULTIPLE, "a", "not_a_list"),
    (MULTIPLE, {"a": True}, "not_a_list"),
]

_PLACES: list[Case] = [
    (SUB_PILLAR, "AAA-1", None),
    (SUB_PILLAR, "BBB-1", "not_a_sub_pillar"),  # of another pillar
    (SUB_PILLAR, "AAA", "not_a_sub_pillar"),
    (SUB_PILLAR, 1, "not_text"),
    (LOCATION, ["kota"], None),
    (LOCATION, ["D-1", "V-1"], None),
    (LOCATION, ["V-1", "V-1"], "repeated"),
    (LOCATION, ["D-1", "V-1", "V-2"], "too_long"),
    (LOCATION, ["kota", "V-1"], "not_a_unit"),
    (LOCATION, ["kota", "kota"], "repeated"),
    (LOCATION, ["A-1"], "not_a_unit"),  # an agency is no place
    (LOCATION, ["P-1"], "not_a_unit"),
    (LOCATION, ["d-1"], "not_a_unit"),
    (LOCATION, [1], "not_text"),
    (LOCATION, "kota", "not_a_list"),
    (UNIT, "A-1", None),
    (UNIT, "P-1", None),
    (UNIT, "V-1", None),
    (UNIT, "kota", "not_a_unit"),
    (UNIT, "A-9", "not_a_unit"),
    (UNIT, ["A-1"], "not_text"),
    (UNITS, ["A-1", "A-2", "P-1"], None),
    (UNITS, ["A-1", "A-1"], "repeated"),
    (UNITS, ["A-1", "A-9"], "not_a_unit"),
    (UNITS, ["A-1", "A-2", "P-1", "D-1"], "too_long"),
    (UNITS, "A-1", "not_a_list"),
    (PROBLEMS, [UNKNOWN_PROBLEM], "not_a_problem"),
    (PROBLEMS, ["bukan id"], "not_a_problem"),
    (PROBLEMS, [PROBLEM, PROBLEM], "repeated"),
    (PROBLEMS, [UNKNOWN_PROBLEM] * 21, "too_long"),
    (PROBLEMS, [1], "not_text"),
    (PROBLEMS, PROBLEM, "not_a_list"),
]

_YEARS: list[Case] = [
    (YEARS, {"start": 2025, "end": 2025}, None),
    (YEARS, {"start": 2000, "end": 2100}, None),
    (YEARS, {"end": 2026.0, "start": 2025}, None),
    (YEARS, {"start": 2026, "end": 2025}, "not_a_year_range"),
    (YEARS, {"start": 1999, "end": 2025}, "too_small"),
    (YEARS, {"start": 2025, "end": 2101}, "too_large"),
    (YEARS, {"start": 2025.5, "end": 2026}, "not_whole"),
    (YEARS, {"start": 2025, "end": None}, "not_number"),
    (YEARS, {"start": "2025", "end": 2026}, "not_number"),
    (YEARS, {"start": True, "end": 2026}, "not_number"),
    (YEARS, {"start": 2025}, "not_a_year_range"),
    (YEARS, {}, "not_a_year_range"),
    (YEARS, {"start": 2025, "end": 2026, "more": 1}, "not_a_year_range"),
    (YEARS, [2025, 2026], "not_a_year_range"),
    (YEARS, 2025, "not_a_year_range"),
    (YEARS, "2025", "not_a_year_range"),
]

_TABLES: list[Case] = [
    (TABLE, [{"name": "Budi"}], None),
    (
        TABLE,
        [
            {"name": "Budi", "year": 2025, "form": "x", "note": "baik"},
            {"name": "Sari", "year": None, "form": ""},
        ],
        None,
    ),
    (TABLE, [{"name": "=cmd"}], None),
    (TABLE, [{"name": "Budiman"}], "too_long"),
    (TABLE, [{"name": "a"}] * 2, None),  # equal rows are two rows
    (TABLE, [{"name": "a"}] * 3, "too_long"),
    (TABLE, [{}], "bad_row"),
    (TABLE, [{"name": " "}], "bad_row"),
    (TABLE, [{"year": 2025}], "bad_row"),
    (TABLE, [{"name": "Budi", "age": 5}], "bad_row"),
    (TABLE, [["Budi"]], "bad_row"),
    (TABLE, ["Budi"], "bad_row"),
    (TABLE, [None], "bad_row"),
    (TABLE, [{"name": 5}], "not_text"),
    (TABLE, [{"name": {"name": "Budi"}}], "not_text"),
    (TABLE, [{"name": "Budi", "year": "2025"}], "not_number"),
    (TABLE, [{"name": "Budi", "year": False}], "not_number"),
    (TABLE, [{"name": "Budi", "year": 1989}], "too_small"),
    (TABLE, [{"name": "Budi", "year": 2101}], "too_large"),
    (TABLE, [{"name": "Budi", "form": "z"}], "not_an_option"),
    (TABLE, [{"name": "Budi", "form": 1}], "not_text"),
    (TABLE, [{"name": "Budi", "note": "a" * 4001}], "too_long"),
    (TABLE, {"name": "Budi"}, "not_a_list"),
    (TABLE, "Budi", "not_a_list"),
]

_DATES: list[Case] = [
    (DATE, "2026-08-17", None),
    (DATE, "2024-02-29", None),
    (DATE, "2000-02-29", None),
    (DATE, "2026-02-29", "not_a_date"),
    (DATE, "2100-02-29", "not_a_date"),
    (DATE, "2026-04-31", "not_a_date"),
    (DATE, "2026-13-01", "not_a_date"),
    (DATE, "2026-00-10", "not_a_date"),
    (DATE, "2026-01-00", "not_a_date"),
    (DATE, "2026-1-1", "not_a_date"),
    (DATE, "20260817", "not_a_date"),
    (DATE, "17/08/2026", "not_a_date"),
    (DATE, "2026-08-17T00:00", "not_a_date"),
    (DATE, "2026-08-17\n", "not_a_date"),
    (DATE, "٢٠٢٦-٠٨-١٧", "not_a_date"),  # digits, but not those
    (DATE, "2026-W33-1", "not_a_date"),
    (DATE, "1989-12-31", "too_small"),
    (DATE, "2101-01-01", "too_large"),
    (DATE, 20260817, "not_text"),
    (DATE, ["2026-08-17"], "not_text"),
    (DATE, NO_DATA, "not_text"),
    (FREE_DATE, "0001-01-01", None),
    (FREE_DATE, "9999-12-31", None),
    (FREE_DATE, "0000-01-01", "not_a_date"),
    (FREE_DATE, "10000-01-01", "not_a_date"),
]

_FILES: list[Case] = [
    (FILES, [FILE, FILE], "repeated"),
    (FILES, [REMOVED_FILE], "not_a_file"),
    (FILES, [FOREIGN_FILE], "not_a_file"),  # of another answer
    (FILES, [UNKNOWN_PROBLEM], "not_a_file"),
    (FILES, ["../etc/passwd"], "not_a_file"),
    (FILES, [FILE, REMOVED_FILE, FOREIGN_FILE], "too_long"),
    (FILES, FILE, "not_a_list"),
    (FILES, [1], "not_text"),
]

_SECTORS: list[Case] = [
    (OF_SECTORS, ["pangan"], None),
    (OF_SECTORS, ["wisata", "pangan"], None),
    (OF_SECTORS, ["pangan", "pangan"], "repeated"),
    (OF_SECTORS, ["Pangan"], "not_a_sector"),
    (OF_SECTORS, ["pangan", "wisata", "lain"], "too_long"),
    (OF_SECTORS, "pangan", "not_a_list"),
    (OF_SECTORS, [{"code": "pangan"}], "not_text"),
]

_WITHOUT_DATA: list[Case] = [
    (NUMBER_OR_NONE, NO_DATA, None),
    (NUMBER_OR_NONE, 0, None),
    (NUMBER_OR_NONE, {"no_data": False}, "not_number"),
    (NUMBER_OR_NONE, {"no_data": 1}, "not_number"),
    (NUMBER_OR_NONE, {"no_data": "true"}, "not_number"),
    (NUMBER_OR_NONE, {"no_data": True, "value": 5}, "not_number"),
    (NUMBER_OR_NONE, {}, "not_number"),
    (NUMBER_OR_NONE, "Belum ada data", "not_number"),
    (NUMBER_OR_NONE, [NO_DATA], "not_number"),
    (NUMBER_OR_NONE, 101, "too_large"),
    (MONEY_OR_NONE, NO_DATA, None),
    (MONEY_OR_NONE, 1.5, "not_whole"),
    (NUMBER, NO_DATA, "not_number"),  # not every number accepts it
    (MONEY, NO_DATA, "not_number"),
    (SCALE, NO_DATA, "not_number"),
    (SHORT, NO_DATA, "not_text"),
    (YES_NO, NO_DATA, "not_a_yes_no"),
    (TABLE_OR_NONE, [{"name": "Cakupan", "year": NO_DATA}], None),
    (TABLE_OR_NONE, [{"name": "Cakupan", "year": 0}], None),
    (TABLE_OR_NONE, [{"name": "Cakupan"}], "bad_row"),
    (TABLE_OR_NONE, [{"name": "Cakupan", "year": {"no_data": False}}], "not_number"),
    (TABLE_OR_NONE, [{"name": NO_DATA, "year": 1}], "not_text"),
    (TABLE, [{"name": "Budi", "year": NO_DATA}], "not_number"),
]

CASES: list[Case] = [
    *((question, value, None) for question in QUESTIONS for value in UNANSWERED),
    *_TEXTS,
    *_NUMBERS,
    *_CHOICES,
    *_PLACES,
    *_YEARS,
    *_TABLES,
    *_DATES,
    *_FILES,
    *_SECTORS,
    *_WITHOUT_DATA,
]

# What JSON text for PostgreSQL cannot hold, and the word for it.
UNSTORABLE: list[Case] = [
    (SHORT, "a\x00b", "bad_characters"),
    (SHORT, "\x00", "bad_characters"),
    (LONG, "a\ud800", "bad_characters"),
    (LONG, "\udc00\ud83d", "bad_characters"),
    (SINGLE, "a\x00", "bad_characters"),
    (MULTIPLE, ["a", "b\x00"], "bad_characters"),
    (TABLE, [{"name": "B\x00"}], "bad_characters"),
    (TABLE, [{"na\x00me": "Budi"}], "bad_characters"),
    (NUMBER, math.nan, "not_number"),
    (FREE_NUMBER, math.inf, "not_number"),
    (MONEY, -math.inf, "not_number"),
    (SCALE, math.nan, "not_number"),
]

#: When a question hangs on the answer to ``above``: condition, answers, whether it is shown.
CONDITIONS: list[tuple[Row, Row, bool]] = [
    ({"field": "above", "any_of": [True]}, {"above": True}, True),
    ({"field": "above", "any_of": [True]}, {"above": False}, False),
    ({"field": "above", "any_of": [True]}, {"above": 1}, False),
    ({"field": "above", "any_of": [1]}, {"above": True}, False),
    ({"field": "above", "any_of": [3]}, {"above": 3.0}, True),
    ({"field": "above", "any_of": ["a", "b"]}, {"above": "b"}, True),
    ({"field": "above", "any_of": ["a", "b"]}, {"above": "B"}, False),
    ({"field": "above", "any_of": ["a"]}, {"above": ["b", "a"]}, True),  # one of a list is enough
    ({"field": "above", "any_of": ["a"]}, {"above": []}, False),
    ({"field": "above", "any_of": ["a"]}, {"above": None}, False),
    ({"field": "above", "any_of": ["a"]}, {"above": {"a": "a"}}, False),
    ({"field": "above", "any_of": ["a"]}, {}, False),
    ({"field": "above", "any_of": []}, {"above": "a"}, False),
    ({"field": "nowhere", "any_of": ["a"]}, {"nowhere": "a"}, False),  # not asked
]

_scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
    | st.sampled_from(["a", "b", "x", "kota", "AAA-1", "BBB-1", PROBLEM, *UNIT_LEVELS, *UNANSWERED[1:4]])
    | st.sampled_from([FILE, REMOVED_FILE, FOREIGN_FILE, *SECTORS, "2026-08-17", "2026-02-30"])
    | st.dates().map(str)
    | st.integers(-1, 7)
    | st.integers(1995, 2105)
)
_keys = st.sampled_from(["name", "year", "form", "note", "start", "end", "more", "no_data"])

#: Any JSON that PostgreSQL can hold, leaning towards what the questions expect.
ANY_VALUE = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_keys, inner, max_size=4),
    max_leaves=8,
)
ANY_VALUE = (
    ANY_VALUE | st.just(NO_DATA) | st.lists(st.fixed_dictionaries({"year": st.just(NO_DATA)}), max_size=2)
)
ANY_SCALAR = st.booleans() | st.integers(0, 3) | st.sampled_from(["a", "b", "kota"])
ANY_QUESTION = st.sampled_from(QUESTIONS)
