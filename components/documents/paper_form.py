"""The survey on paper: every question with a place for its answer, empty or with what a draft holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from components.documents.lane_words import Words
from components.documents.paper_page import Page
from components.documents.paper_places import Paper, place_of
from components.rules.asking import asked, at_stage
from components.rules.units import labels
from components.rules.values import is_answered, is_no_data
from components.texts import format as written
from components.texts import paper as texts
from db.gateway.city import Cycle, Reference, Unit
from db.gateway.lanes import LaneAnswer
from db.gateway.questionnaire import SURVEY, Kind, Question, Sheet
from db.gateway.rows import AnswerRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What is printed: for whom, which sheet, at which stage, when."""

    unit: Unit
    reference: Reference
    cycle: Cycle
    sheet: Sheet
    stage: int
    now: datetime

    @property
    def heading(self) -> str:
        names = {sheet.code: sheet.label for sheet in self.reference.sheets}
        return texts.heading(names.get(self.sheet, self.sheet))

    @property
    def has_pillars(self) -> bool:
        """The survey's answers stand under a pillar, a unit's own sheets under none."""
        return self.sheet in SURVEY


def empty_form(form: Form) -> bytes:
    return _printed(form, [None], ())


def filled_forms(form: Form, answers: Sequence[LaneAnswer], problems: Sequence[AnswerRow]) -> bytes:
    """One form an answer; without any, an empty one."""
    return _printed(form, answers or [None], problems)


def _printed(form: Form, answers: Sequence[LaneAnswer | None], problems: Sequence[AnswerRow]) -> bytes:
    city = form.reference.city
    name = labels(form.reference).get(form.unit.code, form.unit.name)
    page = Page(
        title=f"{form.heading}: {name}",
        header=texts.header(city.name, name, form.cycle.year),
        footer=texts.printed(written.moment(form.now, city.time_zone)),
    )
    for at, answer in enumerate(answers):
        if at:
            page.next_page()
        page.title(form.heading)
        if answer is not None:
            page.text(texts.draft(at + 1, len(answers)))
        _Form(page, form, answer, problems).draw()
    return page.content()


class _Form:
    """One form on its pages."""

    def __init__(
        self, page: Page, form: Form, answer: LaneAnswer | None, problems: Sequence[AnswerRow]
    ) -> None:
        self._page = page
        self._reference = form.reference
        self._has_pillars = form.has_pillars
        self._pillar = answer.row.pillar_code if answer else None
        words = Words(form.reference, problems)
        self._paper = Paper(page=page, reference=form.reference, words=words, pillar=self._pillar)
        self._values: Mapping[str, Any] = answer.values if answer else {}
        questions = form.reference.questions.get(form.sheet, ())
        self._questions = at_stage(_of_pillar(questions, self._pillar), form.stage)

    def draw(self) -> None:
        self._page.text(texts.HOW)
        self._page.text(texts.PRIVACY)
        if self._has_pillars:
            self._page.question(texts.PILLAR, [])
            pillars = self._reference.pillars
            self._page.ticks([(pillar.name, pillar.code == self._pillar) for pillar in pillars])
        number = 0
        for name, questions in groupby(self._questions, key=lambda question: question.section):
            self._page.section(name)
            for question in questions:
                number += 1
                self._question(number, question)
        self._page.section(texts.SIGNATURES)
        self._page.signatures((texts.FILLED_IN_BY, texts.HEAD_OF_UNIT, texts.TYPED_BY), texts.SIGNATURE)

    def _question(self, number: int, question: Question) -> None:
        label = f"{question.label} ({question.unit_label})" if question.unit_label else question.label
        self._page.question(
            texts.question(number, label, is_required=question.is_required), self._hints(question)
        )
        value = self._values.get(question.key)
        place_of(question.kind)(self._paper, question, value if is_answered(value) else None)
        if question.accepts_no_data:
            self._page.ticks([(texts.NO_DATA, is_no_data(value))])

    def _hints(self, question: Question) -> list[str]:
        hints = [question.help] if question.help else []
        if question.pillar and self._pillar is None:
            hints.append(texts.only_pillar(self._reference.pillar(question.pillar).name))
        if question.shown_if:
            above = next((one for one in self._questions if one.key == question.shown_if.field), None)
            if above is not None:
                hints.append(texts.only_if(above.label, _said(above, question.shown_if.any_of)))
        if question.kind in _HOW:
            hints.append(_HOW[question.kind])
        return hints


def _of_pillar(questions: Sequence[Question], pillar: str | None) -> list[Question]:
    """What this pillar asks; while there is none, what any of them asks."""
    if pillar is not None:
        return asked(questions, pillar)
    return [question for question in questions if question.retired_at is None]


def _said(question: Question, values: Sequence[object]) -> list[str]:
    names = {option.value: option.label for option in question.options}
    words = {True: texts.YES, False: texts.NO}
    return [
        words[value] if isinstance(value, bool) else names.get(str(value), str(value)) for value in values
    ]


_HOW: Final[dict[Kind, str]] = {
    "single": texts.PICK_ONE,
    "multiple": texts.PICK_SEVERAL,
    "scale": texts.PICK_ONE,
    "sub_pillar": texts.PICK_ONE,
    "location": texts.PICK_SEVERAL,
    "unit": texts.UNIT_NAME,
    "units": texts.UNIT_NAMES,
    "problems": texts.PROBLEM_NUMBERS,
    "date": texts.DATE,
    "file": texts.FILES,
    "sectors": texts.PICK_SEVERAL,
}
