"""Which questions an answer is asked now: its pillar's, required by its stage, shown by other answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.rules.values import is_answered
from db.gateway.answers import AnswerScreen
from db.gateway.questionnaire import Question, ShownIf


def asked(questions: Sequence[Question], pillar_code: str | None) -> list[Question]:
    """The core questions and this pillar's own, in order, without those that are retired."""
    return [
        question
        for question in questions
        if question.pillar in (None, pillar_code) and question.retired_at is None
    ]


def at_stage(questions: Sequence[Question], stage: int) -> list[Question]:
    """The same questions, each knowing whether it is required by now."""
    return [
        replace(question, is_required=question.required_from is not None and question.required_from <= stage)
        for question in questions
    ]


def readable(
    questions: Sequence[Question], pillar_code: str | None, answers: Mapping[str, object]
) -> list[Question]:
    """What there is to read: what is asked and shown, and what was answered before it was retired."""
    shown_keys = {question.key for question in shown(asked(questions, pillar_code), answers)}
    return [
        question
        for question in questions
        if question.key in shown_keys
        or (question.retired_at is not None and is_answered(answers.get(question.key)))
    ]


def shown(questions: Sequence[Question], answers: Mapping[str, object]) -> list[Question]:
    """Those whose condition holds. One that hangs on a hidden question, or on one not asked, is hidden."""
    by_key = {question.key: question for question in questions}
    return [question for question in questions if _is_shown(question, by_key, answers)]


def missing(questions: Sequence[Question], answers: Mapping[str, object]) -> list[str]:
    """Keys of required questions that are shown and not answered yet, in the order of the form."""
    return [
        question.key
        for question in shown(questions, answers)
        if question.is_required and not is_answered(answers.get(question.key))
    ]


def _is_shown(question: Question, by_key: Mapping[str, Question], answers: Mapping[str, object]) -> bool:
    passed: set[str] = set()
    while question.shown_if is not None:
        above = by_key.get(question.shown_if.field)
        if above is None or above.key in passed or not _holds(question.shown_if, answers.get(above.key)):
            return False
        passed.add(above.key)
        question = above
    return True


def _holds(condition: ShownIf, value: object) -> bool:
    given = value if isinstance(value, list) else [value] if is_answered(value) else []
    return any(_is_same(one, wanted) for one in given for wanted in condition.any_of)


def _is_same(one: object, other: object) -> bool:
    """Equal as JSON is: 1 and 1.0 are, 1 and true are not."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def asks_sub_pillar(questions: Sequence[Question], screen: AnswerScreen) -> bool:
    """Whether the answer was moved into a pillar whose sub-pillar nobody has chosen yet."""
    is_asked = any(one.key == "sub_pillar" and one.retired_at is None for one in questions)
    return is_asked and screen.lacks_sub_pillar
