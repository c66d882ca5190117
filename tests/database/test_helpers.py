"""Helpers of ``private`` are not exposed; called directly, with forged rows, they give nothing away."""

from __future__ import annotations

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.database.conftest import ActingAs
from tests.database.scene import Scene


@pytest.mark.parametrize("sheet", ["problem", "solution"])
def test_a_forged_answer_does_not_show_what_a_hidden_draft_is_linked_to(
    scene: Scene, acting_as: ActingAs, sheet: str
) -> None:
    problem = scene.answer(scene.budi, "diterima")
    draft = scene.answer(scene.rina, sheet="solution", problems=[str(problem)])
    forged = Jsonb({"id": str(problem if sheet == "problem" else draft), "sheet": sheet})
    linked = "select private.linked(jsonb_populate_record(null::app.answer, %s))"

    with acting_as(scene.joko) as sql:
        assert sql(linked, [forged]) == [([],)]
    with acting_as(scene.rina) as sql:
        assert sql(linked, [forged]) == [([draft if sheet == "problem" else problem],)]


def test_nobody_ends_anothers_sign_in_by_its_id(scene: Scene, acting_as: ActingAs) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), acting_as(scene.budi) as sql:
        sql("select private.end_session(%s, null)", [scene.sari.session_id])

    assert scene.everything("select count(*) from app.session where ended_at is not null") == [(0,)]
