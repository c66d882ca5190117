"""One table of cases and one property through both judges: Python's hint and the database's word agree."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from psycopg.types.json import Jsonb

from components.rules import questionnaire
from components.rules.questionnaire import Known
from db.gateway.city import Pillar, SubPillar
from db.gateway.questionnaire import question
from tests import cases_questionnaire as cases
from tests.database.scene import Scene

Judge = Callable[..., str | None]

_JUDGE = """
select private.value_fault(
  jsonb_populate_record(null::app.question, %(question)s || jsonb_build_object('cycle_id', %(cycle)s::text)),
  %(value)s, %(pillar)s, %(is_draft)s)
"""


@pytest.fixture
def judge(scene: Scene) -> Judge:
    """``private.value_fault`` in a city that has the units, pillars and the problem the cases speak of."""
    for level in sorted(set(cases.UNIT_LEVELS.values())):
        scene.everything("insert into app.unit_kind values (%s, %s, %s, 9)", (f"k-{level}", level, level))
    for code, level in cases.UNIT_LEVELS.items():
        scene.everything(
            "insert into app.unit (code, kind, name, short_name) values (%s, %s, %s, %s)",
            (code, f"k-{level}", code, code),
        )
    for place, pillar in enumerate((cases.PILLAR, cases.OTHER_PILLAR), 10):
        scene.everything(
            "insert into app.pillar (code, name, position) values (%s, %s, %s) on conflict do nothing",
            (pillar["code"], pillar["code"], place),
        )
        for sub_place, sub in enumerate(pillar["sub_pillars"], 10):
            scene.everything(
                "insert into app.sub_pillar (code, pillar_code, name, position) values (%s, %s, %s, %s)"
                " on conflict do nothing",
                (sub, pillar["code"], sub, sub_place),
            )
    problem = scene.answer(scene.budi, "dikirim")
    scene.everything("update app.answer set id = %s where id = %s", (cases.PROBLEM, problem))
    claims = json.dumps(scene.budi.claims)
    scene.everything("select set_config('request.jwt.claims', %s, false)", (claims,))

    def by_the_database(asked: cases.Row, value: Any, *, is_draft: bool = False) -> str | None:
        given_ = {
            "question": Jsonb(asked),
            "cycle": scene.cycle_id,
            "value": Jsonb(value),
            "pillar": cases.PILLAR["code"],
            "is_draft": is_draft,
        }
        fault: str | None = scene.everything(_JUDGE, given_)[0][0]
        return fault

    return by_the_database


KNOWN = Known(
    pillar=Pillar(
        code=str(cases.PILLAR["code"]),
        name="",
        alternative_name=None,
        sub_pillars=tuple(SubPillar(code=code, name="", scope="") for code in cases.PILLAR["sub_pillars"]),
    ),
    unit_levels=cases.UNIT_LEVELS,
    problems=[cases.PROBLEM],
)


@pytest.mark.parametrize(("asked", "value", "expected"), cases.CASES)
def test_the_database_judges_each_case(
    judge: Judge, asked: cases.Row, value: Any, expected: str | None
) -> None:
    assert judge(asked, value) == expected


@pytest.mark.parametrize(("asked", "value", "_"), cases.UNSTORABLE)
def test_what_json_cannot_carry_never_reaches_a_table(
    judge: Judge, asked: cases.Row, value: Any, _: str | None
) -> None:
    with pytest.raises((psycopg.DataError, UnicodeEncodeError)):
        judge(asked, value)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=cases.ANY_QUESTION, value=cases.ANY_VALUE)
def test_both_judges_say_the_same_of_anything(judge: Judge, asked: cases.Row, value: Any) -> None:
    hint = questionnaire.fault(question(asked), value, known=KNOWN)

    assert judge(asked, value) == (hint.value if hint else None)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=cases.ANY_QUESTION, value=cases.ANY_VALUE)
def test_both_judges_keep_the_same_in_a_draft(judge: Judge, asked: cases.Row, value: Any) -> None:
    hint = questionnaire.draft_fault(question(asked), value, known=KNOWN)

    assert judge(asked, value, is_draft=True) == (hint.value if hint else None)


@pytest.mark.parametrize(
    ("asked", "half"),
    [
        (cases.YEARS, {"start": 2024, "end": None}),
        (cases.YEARS, {"start": 2030, "end": 2024}),
        (cases.TABLE, [{"year": 2024}]),  # its required cell is still empty
        (cases.TABLE, [{}]),
    ],
)
def test_what_is_half_written_is_kept_but_not_sent(judge: Judge, asked: cases.Row, half: Any) -> None:
    assert judge(asked, half, is_draft=True) is None
    assert judge(asked, half) is not None
