"""Answers to read: every typed letter as it was typed, nothing rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import streamlit as st

from components.rules.questionnaire import WHOLE_AREA, is_answered
from components.rules.units import labels
from components.rules.values import is_no_data, read_date
from components.texts import answers as answer_texts
from components.texts import format as written
from components.texts import survey as texts
from components.ui.plain import plain
from db.gateway.city import Reference
from db.gateway.questionnaire import Choice, Column, Kind, Question
from db.gateway.rows import AnswerRow


def answers_table(
    questions: Sequence[Question],
    values: Mapping[str, object],
    *,
    reference: Reference,
    problems: Mapping[str, str] | None = None,
) -> None:
    """Questions and answers, one under the other, section by section; unanswered ones say so.

    ``problems``: id -> title of the problems that a solution names.
    """
    section = None
    for question in questions:
        if question.section != section:
            section = question.section
            st.markdown(f"**{plain(section)}**")
        with st.container(gap=None):
            st.caption(plain(texts.label(question.label, None, is_required=False)))
            value = values.get(question.key)
            st.text(as_text(question, value, reference=reference, problems=problems))
            if question.flags_when_missing and not is_answered(value):
                st.caption(f":material/flag: {texts.IS_FLAGGED}")


def problem_names(rows: Iterable[AnswerRow]) -> dict[str, str]:
    """Id -> number, title and unit of the problems among these answers."""
    return {
        str(row.id): f"{answer_texts.titled('problem', row.number, row.title)} ({row.unit_name})"
        for row in rows
        if row.sheet == "problem"
    }


def as_text(
    question: Question, value: object, *, reference: Reference, problems: Mapping[str, str] | None = None
) -> str:
    """The answer in words, for screens and documents; a table's rows stand on lines of their own."""
    if not is_answered(value):
        return texts.UNANSWERED
    if is_no_data(value):
        return texts.NO_DATA
    return _WORDS[question.kind](question, value, _Names(reference, problems or {}))


class _Names:
    """What codes in answers stand for."""

    def __init__(self, reference: Reference, problems: Mapping[str, str]) -> None:
        self.units = labels(reference)
        self.places = {WHOLE_AREA: reference.city.words["whole_area"], **self.units}
        self.sub_pillars = {sub.code: sub.name for pillar in reference.pillars for sub in pillar.sub_pillars}
        self.problems = problems
        self.sectors = {sector.code: sector.name for sector in reference.sectors}


def _text(question: Question, value: object, names: _Names) -> str:
    return str(value)


def _number(question: Question, value: object, names: _Names) -> str:
    measured = _measured(value, question.minimum, question.maximum)
    return f"{measured} {question.unit_label}" if question.unit_label else measured


def _money(question: Question, value: object, names: _Names) -> str:
    return written.rupiah(int(value)) if isinstance(value, int | float) else str(value)


def _yes_no(question: Question, value: object, names: _Names) -> str:
    return texts.YES if value is True else texts.NO


def _option(question: Question, value: object, names: _Names) -> str:
    return _labels(question.options).get(str(value), str(value))


def _options(question: Question, value: object, names: _Names) -> str:
    return _listed(value, _labels(question.options))


def _scale(question: Question, value: object, names: _Names) -> str:
    step = int(value) if isinstance(value, int | float) else 0
    return texts.step(step, _labels(question.options).get(str(step), ""))


def _sub_pillar(question: Question, value: object, names: _Names) -> str:
    return names.sub_pillars.get(str(value), str(value))


def _location(question: Question, value: object, names: _Names) -> str:
    return _listed(value, names.places)


def _unit(question: Question, value: object, names: _Names) -> str:
    return names.units.get(str(value), str(value))


def _units(question: Question, value: object, names: _Names) -> str:
    return _listed(value, names.units)


def _problems(question: Question, value: object, names: _Names) -> str:
    ids = value if isinstance(value, list) else [value]
    return "\n".join(names.problems.get(str(id_), str(id_)) for id_ in ids)


def _date(question: Question, value: object, names: _Names) -> str:
    day = read_date(value)
    return str(value) if day is None else written.date_(day)


def _files(question: Question, value: object, names: _Names) -> str:
    return texts.files(len(value) if isinstance(value, list) else 1)


def _sectors(question: Question, value: object, names: _Names) -> str:
    return _listed(value, names.sectors)


def _years(question: Question, value: object, names: _Names) -> str:
    if not isinstance(value, dict):
        return str(value)
    return texts.years(*(_year(value.get(end)) for end in ("start", "end")))


def _year(year: object) -> str:
    """A draft may know only one of the two."""
    return written.ungrouped(year) if isinstance(year, int | float) else texts.NO_YEAR


def _table(question: Question, value: object, names: _Names) -> str:
    rows = value if isinstance(value, list) else []
    return "\n".join(f"{at}. {_row(question.columns, row)}" for at, row in enumerate(rows, start=1))


def _row(columns: Sequence[Column], row: Mapping[str, object]) -> str:
    return "; ".join(
        texts.cell(column.label, _cell(column, row[column.key]))
        for column in columns
        if is_answered(row.get(column.key))
    )


def _cell(column: Column, value: object) -> str:
    if is_no_data(value):
        return texts.NO_DATA
    if column.kind == "number":
        return _measured(value, column.minimum, column.maximum)
    return _labels(column.options).get(str(value), str(value))


def _measured(value: object, minimum: float | None, maximum: float | None) -> str:
    """A number; one that can only be a year has no point between its thousands."""
    if not isinstance(value, int | float):
        return str(value)
    is_year = minimum is not None and maximum is not None and minimum >= 1000 and maximum <= 9999
    return written.ungrouped(value) if is_year else written.number(value, 12)


def _labels(options: Sequence[Choice]) -> dict[str, str]:
    return {option.value: option.label for option in options}


def _listed(value: object, names: Mapping[str, str]) -> str:
    codes = value if isinstance(value, list) else [value]
    return written.listing([names.get(str(code), str(code)) for code in codes])


_WORDS: dict[Kind, Callable[[Question, object, _Names], str]] = {
    "short_text": _text,
    "long_text": _text,
    "number": _number,
    "money": _money,
    "yes_no": _yes_no,
    "single": _option,
    "multiple": _options,
    "scale": _scale,
    "sub_pillar": _sub_pillar,
    "location": _location,
    "unit": _unit,
    "units": _units,
    "year_range": _years,
    "table": _table,
    "problems": _problems,
    "date": _date,
    "file": _files,
    "sectors": _sectors,
}
