"""One table of cases and one property through both judges: Python's hint and the database's word agree."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from components.rules import asking, questionnaire
from components.rules.questionnaire import Known
from db.gateway.city import Pillar, SubPillar
from db.gateway.questionnaire import question
from tests import cases_questionnaire as cases
from tests.database.scene import Scene

Judge = Callable[..., str | None]

_JUDGE = """
select private.value_fault(
  jsonb_populate_record(null::app.question, %(question)s || jsonb_build_object('cycle_id', %(cycle)s::text)),
  %(value)s, %(pillar)s, %(is_draft)s, %(answer)s)
"""


def evidence(scene: Scene, id_: str, answer_id: str, content: str | None) -> None:
    """A file beside an answer; one without content was removed."""
    scene.everything(
        "insert into app.evidence (id, answer_id, name, kind, size, hash, content,"
        " added_by, removed_by, removed_at)"
        " select %(id)s::text::uuid, %(answer)s, 'foto.png', 'image/png', 1, %(id)s::text, given,"
        " by, case when given is null then by end, case when given is null then now() end"
        " from (select %(content)s::bytea as given, %(by)s::uuid as by) as one",
        {"id": id_, "answer": answer_id, "content": content, "by": scene.budi.participant_id},
    )


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
    problem = scene.answer(scene.budi)  # a draft: nothing points at it yet
    scene.everything("update app.answer set id = %s where id = %s", (cases.PROBLEM, problem))
    scene.everything(
        "update app.answer set status = 'dikirim', number = 900, sent_at = now() where id = %s",
        (cases.PROBLEM,),
    )
    other = scene.answer(scene.budi)
    evidence(scene, cases.FILE, cases.PROBLEM, "a")
    evidence(scene, cases.REMOVED_FILE, cases.PROBLEM, None)
    evidence(scene, cases.FOREIGN_FILE, str(other), "b")
    scene.everything("delete from app.sector")
    scene.everything(
        "insert into app.sector (code, name, position, retired_at)"
        " values ('pangan', 'Pangan', 1, null), ('wisata', 'Wisata', 2, now())"
    )
    claims = json.dumps(scene.budi.claims)
    scene.everything("select set_config('request.jwt.claims', %s, false)", (claims,))

    def by_the_database(asked: cases.Row, value: Any, *, is_draft: bool = False) -> str | None:
        given_ = {
            "question": Jsonb(asked),
            "cycle": scene.cycle_id,
            "value": Jsonb(value),
            "pillar": cases.PILLAR["code"],
            "is_draft": is_draft,
            "answer": cases.PROBLEM,
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
    files=[cases.FILE],
    sectors=cases.SECTORS,
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


# ── what is asked ───────────────────────────────────────────────────────────────────────────────────────────
def ask(scene: Scene, key: str, shown_if: Any = None, **given_: Any) -> None:
    """Put a question into the cycle, instead of the one with this key."""
    scene.everything("delete from app.question where sheet = 'problem' and key = %s", (key,))
    scene.everything(
        "insert into app.question (cycle_id, sheet, key, position, section, kind, label,"
        " shown_if, required_from, retired_at, pillar_code)"
        " values (%s, 'problem', %s, 900, 'Bagian', 'short_text', 'Pertanyaan', %s, %s, %s, %s)",
        (
            scene.cycle_id,
            key,
            Jsonb(shown_if) if shown_if is not None else None,
            given_.get("required_from"),
            given_.get("retired_at"),
            given_.get("pillar_code"),
        ),
    )


def asked_of(scene: Scene, answers: Any, keys: str) -> list[str]:
    """Which of these questions the database asks an answer that says this."""
    found = scene.everything(
        "select key from app.question where cycle_id = %s and sheet = 'problem' and key = any (%s)"
        " and private.is_asked(question, %s, 'AAA') order by key",
        (scene.cycle_id, list(keys), Jsonb(answers)),
    )
    return [key for (key,) in found]


@pytest.mark.parametrize(("condition", "answers", "is_shown"), cases.CONDITIONS)
def test_a_condition_holds_or_not(scene: Scene, condition: Any, answers: Any, is_shown: bool) -> None:
    ask(scene, "above")
    ask(scene, "b", condition)

    assert asked_of(scene, answers, "b") == (["b"] if is_shown else [])


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.dictionaries(st.sampled_from("abcd"), cases.ANY_VALUE), data=st.data())
def test_both_judges_show_the_same_of_anything(scene: Scene, answers: Any, data: st.DataObject) -> None:
    conditions = st.none() | st.fixed_dictionaries(
        {"field": st.sampled_from("abcde"), "any_of": st.lists(cases.ANY_SCALAR, max_size=3)}
    )
    drawn = {key: data.draw(conditions) for key in "abcd"}
    for key, condition in drawn.items():
        ask(scene, key, condition)

    rows = [cases.row("short_text", key=key, shown_if=condition) for key, condition in drawn.items()]
    hints = [one.key for one in asking.shown([question(row) for row in rows], answers)]
    assert asked_of(scene, answers, "abcd") == hints


@pytest.mark.parametrize("condition", [{}, [], {"field": 1, "any_of": []}, {"field": "a", "any_of": [None]}])
def test_half_a_condition_cannot_be_stored(scene: Scene, condition: Any) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        ask(scene, "a", condition)


def test_what_is_retired_or_another_pillars_is_not_asked(scene: Scene) -> None:
    ask(scene, "a")
    ask(scene, "b", retired_at="2026-01-01")
    ask(scene, "c", pillar_code="BBB")
    ask(scene, "d", {"field": "b", "any_of": ["ya"]})  # hangs on what is asked no more

    assert asked_of(scene, {"b": "ya"}, "abcd") == ["a"]


def test_a_question_is_required_from_its_stage_on(scene: Scene) -> None:
    draft = scene.answer(scene.budi, sheet="solution", title=None, lead_unit=None)
    open_stage(scene, "solution", 3, is_open=False)
    assert missing(scene, draft) == ["problems", "title"]

    open_stage(scene, "solution", 3, is_open=True)
    assert missing(scene, draft) == ["problems", "title", "lead_unit"]


def test_a_hidden_question_is_neither_missing_nor_at_fault_and_keeps_its_text(scene: Scene) -> None:
    ask(scene, "a")
    ask(scene, "b", {"field": "a", "any_of": ["ya"]}, required_from=1)
    draft = scene.answer(scene.budi, a="tidak", b=["bukan teks"])
    assert (missing(scene, draft), faulty(scene, draft)) == ([], [])

    scene.everything("""update app.answer set answers = answers || '{"a": "ya"}' where id = %s""", (draft,))
    assert faulty(scene, draft) == ["b"]
    assert scene.everything("select answers -> 'b' from app.answer where id = %s", (draft,)) == [
        (["bukan teks"],)
    ]


@pytest.mark.parametrize(
    ("opens", "stage"),
    [
        ({2: (-3, 9), 3: (-1, 9)}, 3),  # both are open: the later stage counts
        ({2: (-3, 9), 3: (4, 9)}, 2),
        ({2: (-9, -5), 3: (-4, -2)}, 3),  # none is open: what opened last
        ({2: (-2, -1), 3: (-9, -5)}, 2),
        ({2: (-9, -5), 3: (4, 9)}, 2),
        ({2: (4, 9), 3: (5, 9)}, 2),  # nothing opened yet: the first
        ({}, 2),
    ],
)
def test_knows_the_stage_a_sheet_stands_in(
    scene: Scene, opens: dict[int, tuple[int, int]], stage: int
) -> None:
    scene.everything('update app."window" set opens_at = null, closes_at = null')
    for position, (begin, end) in opens.items():
        scene.everything(
            'update app."window" set opens_at = now() + make_interval(days => %s),'
            " closes_at = now() + make_interval(days => %s)"
            " from app.stage where stage.id = stage_id and position = %s and kind = 'solution'",
            (begin, end, position),
        )

    assert scene.everything("select private.stage_of(%s, 'solution')", (scene.cycle_id,)) == [(stage,)]


def open_stage(scene: Scene, kind: str, position: int, *, is_open: bool) -> None:
    scene.everything(
        "update app.\"window\" set opens_at = now() + %s * interval '1 day', closes_at = now() + '9 days'"
        " from app.stage where stage.id = stage_id and position = %s and kind = %s",
        (-1 if is_open else 1, position, kind),
    )


def missing(scene: Scene, draft: UUID) -> list[str]:
    return _keys(scene, "missing_fields", draft)


def faulty(scene: Scene, draft: UUID) -> list[str]:
    return _keys(scene, "faulty_fields", draft)


def _keys(scene: Scene, function: str, draft: UUID) -> list[str]:
    found: list[str] = scene.everything(
        f"select private.{function}(answer) from app.answer where id = %s", (draft,)
    )[0][0]
    return found
