"""A question of the survey as a record: what is asked, and which answers fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal

#: The code of a sheet. Problems and solutions are the survey, every other sheet is data (``city.SheetKind``).
Sheet = str
SURVEY: Final[tuple[Sheet, ...]] = ("problem", "solution")

Kind = Literal[
    "short_text",  # str, one line
    "long_text",  # str
    "number",  # int or float; where it accepts_no_data also {"no_data": true}
    "money",  # int, whole rupiah; where it accepts_no_data also {"no_data": true}
    "yes_no",  # bool
    "single",  # str, one of options
    "multiple",  # list[str], distinct, of options
    "scale",  # int, minimum..maximum, options are the anchors ("1".."5")
    "sub_pillar",  # str, a sub-pillar code of the answer's pillar
    "location",  # list[str]: ["kota"] for the whole city, or distinct codes of districts and villages
    "unit",  # str, a unit code
    "units",  # list[str], distinct unit codes
    "year_range",  # {"start": int, "end": int}, start <= end
    "table",  # list of rows {column key: value}, kinds of columns: short_text, long_text, number, single
    "problems",  # list[str], distinct ids of problems that a solution answers
    "date",  # str, ISO: "2026-08-17"; minimum and maximum bound the year
    "file",  # list[str], distinct ids of the evidence beside this very answer
    "sectors",  # list[str], distinct codes of the city's leading sectors
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a ``table`` question."""

    key: str
    label: str
    kind: Literal["short_text", "long_text", "number", "single"]
    is_required: bool = False
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    options: tuple[Choice, ...] = ()
    accepts_no_data: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownIf:
    """The question is asked only when ``field`` is answered with one of ``any_of``."""

    field: str
    any_of: tuple[str | float | bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. ``None`` (or an empty text or list) as the answer always means *not answered yet*.

    ``max_length`` counts characters; for ``multiple``, ``units``, ``location``, ``problems``, ``file``,
    ``sectors`` and ``table`` it is the greatest number of entries. ``minimum``/``maximum`` bound numbers,
    money, scales and years.
    ``pillar`` is None for a core question, else the code of the pillar that asks it.
    ``required_from`` is the stage (1–4) from which an answer needs it, None: never; ``is_required`` says
    whether that is so now (``components.rules.asking.at_stage``). ``accepts_no_data``: *belum ada data* is an
    answer of its own. ``retired_at``: asked no more since then.
    """

    key: str
    kind: Kind
    label: str
    section: str
    help: str | None = None
    version: int = 1
    required_from: int | None = None
    is_required: bool = False
    shown_if: ShownIf | None = None
    accepts_no_data: bool = False
    options: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit_label: str | None = None
    pillar: str | None = None
    flags_when_missing: bool = field(default=False)
    retired_at: datetime | None = None


def question(row: dict[str, Any]) -> Question:
    """A question from the row that the database sends."""
    columns = tuple(
        Column(**{**column, "options": _choices(column.get("options"))}) for column in row["columns"]
    )
    retired_at = row["retired_at"]
    return Question(
        **{
            **row,
            "options": _choices(row["options"]),
            "columns": columns,
            "shown_if": _condition(row["shown_if"]),
            "retired_at": datetime.fromisoformat(retired_at) if retired_at else None,
        }
    )


def _condition(row: dict[str, Any] | None) -> ShownIf | None:
    return ShownIf(field=row["field"], any_of=tuple(row["any_of"])) if row else None


def _choices(rows: list[dict[str, str]] | None) -> tuple[Choice, ...]:
    return tuple(Choice(**row) for row in rows or ())
