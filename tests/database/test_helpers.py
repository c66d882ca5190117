"""Helpers of ``private`` are not exposed; called directly, with forged rows, they give nothing away."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from db.gateway import answers, discussion
from db.gateway.answers import FieldSave
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


@pytest.mark.parametrize("reader", ["joko", "budi"])
def test_a_forged_answer_does_not_show_a_text_supporters_or_changes_that_are_hidden(
    scene: Scene, acting_as: ActingAs, reader: str
) -> None:
    secret = "Hanya untuk yang boleh membaca"
    hidden = scene.answer(scene.rina, title=secret)
    answers.send_answer(scene.rina, request_id=uuid4(), answer_id=hidden)
    discussion.support_answer(scene.pandu, request_id=uuid4(), answer_id=hidden)
    forged = Jsonb({"id": str(hidden), "sheet": "problem", "status": "dikembalikan", "number": 1})
    row = "jsonb_populate_record(null::app.answer, %s)"

    with acting_as(getattr(scene, reader)) as sql:
        assert sql("select 1 from app.answer where id = %s", [hidden]) == []
        (shown,) = sql(
            f"select private.shown_values({row}), private.answer_row({row}), private.support_of({row})",
            [forged] * 3,
        )

    assert secret not in repr(shown)
    assert shown[2]["people"] == []


def test_a_forged_unit_does_not_show_who_changes_a_hidden_draft(scene: Scene, acting_as: ActingAs) -> None:
    draft = scene.answer(scene.rina)
    title = FieldSave(field="title", value="Judul baru", sequence=1, base_version=0)
    answers.save_fields(scene.rina, answer_id=draft, client_id=uuid4(), fields=[title])
    forged = Jsonb({"id": str(draft), "unit_id": str(scene.budi.unit_id)})
    changes = "select private.changes_of(jsonb_populate_record(null::app.answer, %s))"

    with acting_as(scene.budi) as sql:
        assert sql(changes, [forged]) == [([],)]
    with acting_as(scene.rina) as sql:
        assert sql(changes, [forged]) != [([],)], "and the change is really there"


def test_nobody_ends_anothers_sign_in_by_its_id(scene: Scene, acting_as: ActingAs) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), acting_as(scene.budi) as sql:
        sql("select private.end_session(%s, null)", [scene.sari.session_id])

    assert scene.everything("select count(*) from app.session where ended_at is not null") == [(0,)]
