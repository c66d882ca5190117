"""Where each kind of question is answered on paper: a box, options to tick, a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from components.documents.lane_words import Words
from components.documents.paper_page import Page
from components.rules.values import is_no_data, read_date
from components.texts import format as written
from components.texts import paper as texts
from db.gateway.city import Pillar, Reference
from db.gateway.questionnaire import Choice, Column, Kind, Question

_BLANK_ROWS: Final = 3
_LINE, _LINES, _FIELD = 0.9, 1.8, 3.6  # heights of what is written into, in centimetres


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The form that is being drawn. ``pillar``: the answer's, None while it has none."""

    page: Page
    reference: Reference
    words: Words
    pillar: str | None

    def pillars(self) -> list[Pillar]:
        return [one for one in self.reference.pillars if self.pillar in (None, one.code)]


Place = Callable[[Paper, Question, Any], None]


def place_of(kind: Kind) -> Place:
    """How a question of this kind is drawn with its answer, if there is one; a box unless known better."""
    return _PLACES.get(kind, _box)


def _box(paper: Paper, question: Question, value: Any) -> None:
    paper.page.box("" if value is None or is_no_data(value) else _plain(value), _LINE)


def _long_box(paper: Paper, question: Question, value: Any) -> None:
    paper.page.box("" if value is None else str(value), _FIELD)


def _yes_no(paper: Paper, question: Question, value: Any) -> None:
    paper.page.ticks_in_line([(texts.YES, value is True), (texts.NO, value is False)])


def _options(paper: Paper, question: Question, value: Any) -> None:
    chosen = _chosen(value)
    paper.page.ticks([(option.label, option.value in chosen) for option in question.options])


def _scale(paper: Paper, question: Question, value: Any) -> None:
    chosen = _chosen(int(value) if isinstance(value, int | float) else value)
    paper.page.ticks([(_anchor(option), option.value in chosen) for option in question.options])


def _date(paper: Paper, question: Question, value: Any) -> None:
    day = read_date(value)
    paper.page.box("" if value is None else written.date_(day) if day else str(value), _LINE)


def _sectors(paper: Paper, question: Question, value: Any) -> None:
    chosen, sectors = _chosen(value), paper.words.sectors
    paper.page.ticks_in_line([(sectors.label(code), code in chosen) for code in sectors.codes])


def _files(paper: Paper, question: Question, value: Any) -> None:
    paper.page.box("", _LINE)  # files have no names here, and are not printed


def _sub_pillars(paper: Paper, question: Question, value: Any) -> None:
    for pillar in paper.pillars():
        paper.page.ticks_in_line([(sub.name, sub.code == value) for sub in pillar.sub_pillars])


def _places(paper: Paper, question: Question, value: Any) -> None:
    """The whole area, then a line for each district with its villages."""
    chosen, places = _chosen(value), paper.words.places
    by_id = {unit.id: unit for unit in paper.reference.units}
    above = {unit.code: by_id[unit.parent_id] for unit in by_id.values() if unit.parent_id in by_id}
    lines: dict[str, list[tuple[str, bool]]] = {}
    for code in places.codes:
        name, district = places.label(code), above.get(code)
        if district is not None:
            name = name.removesuffix(f" ({district.short_name})")
        lines.setdefault(district.code if district else code, []).append((name, code in chosen))
    for line in lines.values():
        paper.page.ticks_in_line(line)


def _units(paper: Paper, question: Question, value: Any) -> None:
    names = paper.words.units
    paper.page.box("; ".join(names.label(code) for code in _chosen(value)), _LINE)


def _problems(paper: Paper, question: Question, value: Any) -> None:
    names = paper.words.problems
    paper.page.box("\n".join(names.label(one) for one in _chosen(value)), _LINES)


def _years(paper: Paper, question: Question, value: Any) -> None:
    years = value if isinstance(value, dict) else {}
    paper.page.rows(
        (texts.START, texts.END), [[_plain(years.get("start") or ""), _plain(years.get("end") or "")]]
    )


def _table(paper: Paper, question: Question, value: Any) -> None:
    stored = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    blank = max(_BLANK_ROWS - len(stored), 1)
    rows = [[_cell(column, row.get(column.key)) for column in question.columns] for row in stored]
    head = [f"{column.label}{' *' if column.is_required else ''}" for column in question.columns]
    paper.page.rows(head, rows + [[""] * len(head)] * blank)
    offered = [column for column in question.columns if column.options]
    for column in offered:
        paper.page.text(f"{column.label}: {' / '.join(option.label for option in column.options)}")


def _chosen(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _anchor(option: Choice) -> str:
    return f"{option.value} – {option.label}"


def _cell(column: Column, value: Any) -> str:
    if is_no_data(value):
        return texts.NO_DATA
    names = {option.value: option.label for option in column.options}
    return "" if value is None else names.get(str(value), _plain(value))


def _plain(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return written.ungrouped(value) if 1000 <= value <= 9999 else written.number(value, 12)


_PLACES: Final[dict[Kind, Place]] = {
    "short_text": _box,
    "long_text": _long_box,
    "number": _box,
    "money": _box,
    "yes_no": _yes_no,
    "single": _options,
    "multiple": _options,
    "scale": _scale,
    "sub_pillar": _sub_pillars,
    "location": _places,
    "unit": _units,
    "units": _units,
    "year_range": _years,
    "table": _table,
    "problems": _problems,
    "date": _date,
    "file": _files,
    "sectors": _sectors,
}
