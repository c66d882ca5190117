"""Sheets that every unit fills in once: one a unit, drafts, sending, who reads it, counts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import psycopg
import pytest

from db.errors import DomainError, ErrorCode
from db.gateway import aggregates, answers, city, home, sheets
from db.gateway.answers import FieldSave
from db.identity import Identity
from tests.database.scene import SHEETS, Scene

LISTS = SHEETS["swot"]


def begin(me: Identity, scene: Scene, sheet: str = "swot", pillar_code: str | None = None) -> UUID:
    return answers.create_draft(
        me, request_id=uuid4(), cycle_id=scene.cycle_id, sheet=sheet, pillar_code=pillar_code
    )


def fill(me: Identity, draft: UUID) -> None:
    fields = [
        FieldSave(field=key, value=value, sequence=at, base_version=0)
        for at, (key, value) in enumerate(LISTS.items(), 1)
    ]
    answers.save_fields(me, answer_id=draft, client_id=uuid4(), fields=fields)


def test_readiness_and_swot_are_shipped_and_one_a_unit(scene: Scene) -> None:
    kinds = city.reference(scene.budi, cycle_id=None).sheets

    assert [(one.code, one.scope, one.stage) for one in kinds] == [
        ("problem", "answer", 1),
        ("solution", "answer", 2),
        ("kesiapan", "unit", 1),
        ("swot", "unit", 1),
    ]


def test_a_colleague_goes_on_with_the_sheet_that_was_begun(scene: Scene) -> None:
    assert begin(scene.bayu, scene) == begin(scene.budi, scene)
    assert begin(scene.rina, scene) != begin(scene.budi, scene), "and another unit has its own"


def test_two_colleagues_who_begin_at_once_have_one_sheet(scene: Scene) -> None:
    with ThreadPoolExecutor(4) as hands:
        begun = set(hands.map(lambda me: begin(me, scene), [scene.budi, scene.bayu] * 2))

    assert len(begun) == 1


def test_a_second_sheet_of_a_unit_cannot_be_stored(scene: Scene) -> None:
    scene.answer(scene.budi, sheet="swot")

    with pytest.raises(psycopg.errors.UniqueViolation):
        scene.answer(scene.budi, sheet="swot")


@pytest.mark.parametrize(
    ("sheet", "pillar_code", "field"),
    [
        ("swot", "AAA", "pillar_code"),
        ("problem", None, "pillar_code"),
        ("rating", None, "sheet"),
        ("tidak ada", None, "sheet"),
    ],
)
def test_a_sheet_has_a_pillar_or_none_as_its_scope_says(
    scene: Scene, sheet: str, pillar_code: str | None, field: str
) -> None:
    with pytest.raises(DomainError) as refused:
        begin(scene.budi, scene, sheet, pillar_code)

    assert (refused.value.code, refused.value.field) == (ErrorCode.FIELD_INVALID, field)


def test_it_is_written_only_while_its_own_window_is_open(scene: Scene) -> None:
    scene.close_window("swot")

    with pytest.raises(DomainError, match="window_closed"):
        begin(scene.budi, scene)
    begin(scene.budi, scene, "kesiapan")


def test_it_is_sent_like_every_answer_and_what_is_missing_is_named(scene: Scene) -> None:
    draft = begin(scene.budi, scene)
    with pytest.raises(DomainError) as refused:
        answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)
    assert refused.value.field == "strengths,weaknesses,opportunities,threats"

    fill(scene.budi, draft)
    answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)

    (row,) = [one.answer for one in sheets.sheets_screen(scene.bayu, cycle_id=None).own if one.code == "swot"]
    assert row is not None
    assert (row.status, row.title, row.pillar_code, row.number) == ("dikirim", "SWOT", "", 1)


def test_the_first_page_knows_what_the_unit_still_owes(scene: Scene) -> None:
    scene.answer(scene.budi, "dikirim", "swot")

    owed = {one.code: one.answer for one in home.home_screen(scene.budi, cycle_id=None).sheets}

    assert owed["kesiapan"] is None
    assert owed["swot"] is not None
    assert owed["swot"].status == "dikirim"
    assert home.home_screen(scene.dian, cycle_id=None).sheets == ()


def test_it_is_counted_in_the_overview_without_a_pillar(scene: Scene) -> None:
    scene.answer(scene.budi, "dikirim", "swot")
    scene.answer(scene.sari, "draf", "swot")

    screen = aggregates.aggregate_screen(
        scene.dian, cycle_id=None, sheet="swot", pillar_code=None, known_version=None
    )

    assert screen is not None
    counted = {(one.unit_code, one.pillar_code, one.draft, one.sent) for one in screen.coverage}
    assert counted == {("DINAS-A", "", 0, 1), ("KEL-1", "", 1, 0)}
    (total,) = screen.totals
    assert (total.pillar_code, total.draft, total.sent, total.units_answered) == ("", 1, 1, 1)
    assert "DINAS-A" not in {unit.code for unit in screen.missing}


def test_neighbours_do_not_read_a_sent_sheet(scene: Scene) -> None:
    sent = scene.answer(scene.budi, "dikirim", "swot")

    assert sheets.sheets_screen(scene.rina, cycle_id=None).others == ()
    assert [one.id for one in sheets.sheets_screen(scene.dian, cycle_id=None).others] == [sent]


def test_a_copied_year_has_the_same_sheets(scene: Scene) -> None:
    scene.everything("select private.new_cycle(2031, 'Salinan', %s)", (scene.cycle_id,))

    copied = scene.everything(
        "select code from app.sheet join app.cycle on cycle.id = cycle_id where year = 2031 order by position"
    )
    windows = scene.everything(
        'select kind, position from app."window" as slot join app.stage on stage.id = stage_id'
        " join app.cycle on cycle.id = cycle_id where year = 2031 order by 2, 1"
    )

    assert [code for (code,) in copied] == ["problem", "solution", "kesiapan", "swot"]
    assert windows == [
        *((kind, 1) for kind in ("kesiapan", "problem", "rating", "swot")),
        ("solution", 2),
        ("solution", 3),
    ]
