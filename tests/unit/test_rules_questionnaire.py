"""Both judges must say these words; here Python's."""

import json

import pytest
from hypothesis import given

from components.rules.questionnaire import Fault, Known, changed, fault, is_answered
from db.gateway.city import Pillar, SubPillar
from db.gateway.questionnaire import question
from tests import cases_questionnaire as cases

KNOWN = Known(
    pillar=Pillar(
        code="AAA",
        name="Pilar A",
        alternative_name=None,
        sub_pillars=tuple(SubPillar(code=code, name=code, scope="") for code in cases.PILLAR["sub_pillars"]),
    ),
    unit_levels=cases.UNIT_LEVELS,
    problems=[cases.PROBLEM],
    files=[cases.FILE],
    sectors=cases.SECTORS,
)


def name_of(case: cases.Case) -> str:
    return f"{case[0]['kind']}-{str(case[1])[:30]!a}-{case[2]}"


@pytest.mark.parametrize("case", cases.CASES + cases.UNSTORABLE, ids=name_of)
def test_a_value_gets_the_word_of_the_table(case):
    row, value, expected = case

    assert fault(question(row), value, known=KNOWN) == expected


def test_a_problem_on_offer_may_be_linked():
    assert fault(question(cases.PROBLEMS), [cases.PROBLEM], known=KNOWN) is None


def test_a_file_beside_the_answer_may_be_named():
    assert fault(question(cases.FILES), [cases.FILE], known=KNOWN) is None


def test_without_a_pillar_no_sub_pillar_fits():
    known = Known(pillar=None, unit_levels={})

    assert fault(question(cases.SUB_PILLAR), "AAA-1", known=known) == Fault.NOT_A_SUB_PILLAR


def test_every_kind_and_every_fault_is_in_the_table():
    from typing import get_args

    from db.gateway.questionnaire import Kind

    assert {row["kind"] for row, _, _ in cases.CASES} == set(get_args(Kind))
    assert {row["kind"] for row, _, expected in cases.CASES if expected} == set(get_args(Kind))
    assert {expected for _, _, expected in cases.CASES + cases.UNSTORABLE} - {None} == set(Fault)


def test_stored_cases_survive_json():
    assert all(json.loads(json.dumps(value)) == value for _, value, _ in cases.CASES)


@given(cases.ANY_QUESTION, cases.ANY_VALUE)
def test_any_json_gets_a_word_or_is_an_answer(row, value):
    assert fault(question(row), value, known=KNOWN) in {None, *Fault}


@given(cases.ANY_QUESTION, cases.ANY_VALUE)
def test_what_is_not_answered_is_never_at_fault(row, value):
    if not is_answered(value):
        assert fault(question(row), value, known=KNOWN) is None


@pytest.mark.parametrize("value", [False, 0, 0.0, "a", ["a"], {}, {"start": None}])
def test_no_and_nought_are_answers(value):
    assert is_answered(value)


def test_says_what_changed_and_calls_every_emptiness_none():
    before = {"kept": "a", "emptied": "b", "list": ["x"], "one": 1}
    now = {"kept": "a", "emptied": "  ", "list": [], "never": "", "new": 5, "one": True}

    assert changed(before, now) == {"emptied": None, "list": None, "new": 5, "one": True}
