"""What is asked, from when it is required, and what the answer to another question hides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.rules.asking import asked, at_stage, missing, readable, shown
from db.gateway.questionnaire import Question, question
from tests import cases_questionnaire as cases

GONE = "2026-08-17T03:32:00+00:00"


def text(key: str, **given_: object) -> Question:
    return question(cases.row("short_text", key=key, **given_))


def when(field: str, *any_of: object) -> dict[str, object]:
    return {"field": field, "any_of": list(any_of)}


def keys(questions: list[Question]) -> list[str]:
    return [one.key for one in questions]


def test_asks_the_core_and_the_pillars_own_but_nothing_retired():
    questions = [text("core"), text("own", pillar="AAA"), text("foreign", pillar="BBB")]

    assert keys(asked([*questions, text("old", retired_at=GONE)], "AAA")) == ["core", "own"]


@pytest.mark.parametrize(
    ("stage", "expected"), [(1, ["first"]), (2, ["first", "second"]), (4, ["first", "second", "third"])]
)
def test_a_question_is_required_from_its_stage_on(stage, expected):
    questions = [
        text("first", required_from=1),
        text("second", required_from=2),
        text("third", required_from=3),
        text("never"),
    ]

    assert missing(at_stage(questions, stage), {}) == expected


def test_names_the_required_questions_without_an_answer_in_order():
    yes_no = question(cases.row("yes_no", key="it", is_required=True))
    questions = [text(key, is_required=key != "optional") for key in ("b", "optional", "a", "c")]

    assert missing([*questions, yes_no], {"a": " ", "c": "ya", "it": False}) == ["b", "a"]


@pytest.mark.parametrize(("condition", "answers", "is_shown"), cases.CONDITIONS)
def test_a_condition_holds_or_not(condition, answers, is_shown):
    questions = [text("above"), text("below", shown_if=condition)]

    assert ("below" in keys(shown(questions, answers))) is is_shown


def test_what_hangs_on_a_hidden_question_is_hidden_with_it():
    questions = [text("a"), text("b", shown_if=when("a", "ya")), text("c", shown_if=when("b", "ya"))]

    assert keys(shown(questions, {"a": "ya", "b": "ya"})) == ["a", "b", "c"]
    assert keys(shown(questions, {"a": "tidak", "b": "ya"})) == ["a"]


def test_conditions_in_a_ring_hide_each_other_and_end():
    ring = [text("a", shown_if=when("b", "ya")), text("b", shown_if=when("a", "ya"))]

    assert shown(ring, {"a": "ya", "b": "ya"}) == []


def test_a_hidden_question_is_not_missing():
    questions = [text("a"), text("b", is_required=True, shown_if=when("a", "ya"))]

    assert missing(questions, {}) == []
    assert missing(questions, {"a": "ya"}) == ["b"]


def test_a_retired_question_is_read_where_it_was_answered():
    questions = [text("kept"), text("old", retired_at=GONE), text("other_old", retired_at=GONE)]

    assert keys(readable(questions, "AAA", {"old": "dijawab"})) == ["kept", "old"]


@given(st.dictionaries(st.sampled_from("abcd"), cases.ANY_VALUE), st.data())
def test_any_conditions_over_any_answers_end_and_keep_the_order(answers, data):
    conditions = st.none() | st.builds(when, st.sampled_from("abcde"), cases.ANY_SCALAR)
    questions = [text(key, shown_if=data.draw(conditions)) for key in "abcd"]

    found = keys(shown(questions, answers))

    assert found == [key for key in "abcd" if key in found]
