"""Any value for any question of any sheet: kept as it is or refused by its field, and never half a record."""

from __future__ import annotations

from itertools import count
from typing import Any
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.rules.values import is_answered
from db.errors import DomainError, ErrorCode
from db.gateway import answers, city
from db.gateway.answers import FieldSave
from tests import cases_questionnaire as cases
from tests.database.scene import SHEETS, Scene

REFUSALS = {ErrorCode.FIELD_INVALID, ErrorCode.TEXT_TOO_LONG, ErrorCode.TEXT_INVALID}
SHEET = st.sampled_from(sorted(SHEETS))
UNSTORABLE = st.sampled_from(["a\x00b", "\ud800", ["\x00"], [{"item": "\udc00"}]])


def stored(scene: Scene, draft: UUID) -> dict[str, Any]:
    found: dict[str, Any] = scene.everything("select answers from app.answer where id = %s", (draft,))[0][0]
    return found


def refusal(scene: Scene, draft: UUID, fields: list[FieldSave]) -> DomainError | None:
    try:
        answers.save_fields(scene.budi, answer_id=draft, client_id=uuid4(), fields=fields)
    except DomainError as error:
        return error
    return None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), sheet=SHEET, value=cases.ANY_VALUE | UNSTORABLE)
def test_any_value_is_kept_or_refused_by_its_field_and_nothing_is_half_written(
    scene: Scene, data: st.DataObject, sheet: str, value: Any
) -> None:
    questions = city.reference(scene.budi, cycle_id=None).questions[sheet]
    first = questions[0].key
    asked = data.draw(st.sampled_from(questions[1:]))
    scene.everything("delete from app.answer where sheet = 'swot'")
    draft = scene.answer(scene.budi, sheet=sheet)
    before = stored(scene, draft)
    turn = count(1)
    fields = [
        FieldSave(field=key, value=one, sequence=next(turn), base_version=0)
        for key, one in ((first, None), (asked.key, value))
    ]

    refused = refusal(scene, draft, fields)

    if refused is not None:
        assert refused.code in REFUSALS
        # text that no JSON can carry never reaches the judge of its field
        assert refused.field == ("fields" if refused.code is ErrorCode.TEXT_INVALID else asked.key)
        assert stored(scene, draft) == before, "the first field was not written either"
        return
    now = stored(scene, draft)
    assert first not in now
    if isinstance(value, str) and is_answered(value):
        assert isinstance(now[asked.key], str)  # identity numbers are masked
    else:
        assert now.get(asked.key) == (value if is_answered(value) else None)
