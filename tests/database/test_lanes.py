"""The workbook lane: rows are written whole or not at all, through the rules of the form, and once."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from db import transport
from db.errors import DomainError, ErrorCode
from db.gateway import answers, lanes
from db.gateway.answers import FieldSave
from db.gateway.lanes import Imported, ImportRow
from db.identity import Identity
from tests.database.scene import Scene

KEY = "0123456789abcdef" * 2
BOOK = UUID(int=0xB00C)


def field(name: str, value: Any, base: int = 0, sequence: int = 1) -> FieldSave:
    return FieldSave(field=name, value=value, sequence=sequence, base_version=base)


def new(*fields: FieldSave, key: str = KEY, sheet: Any = "problem", pillar: str | None = "AAA") -> ImportRow:
    return ImportRow(answer_id=None, key=key, sheet=sheet, pillar_code=pillar, fields=fields)


def old(answer_id: UUID, *fields: FieldSave) -> ImportRow:
    return ImportRow(answer_id=answer_id, key=None, sheet="problem", pillar_code="AAA", fields=fields)


def bring(
    scene: Scene, me: Identity, *content: ImportRow, request_id: UUID | None = None, client: UUID = BOOK
) -> tuple[Imported, ...]:
    return lanes.import_answers(
        me, request_id=request_id or uuid4(), cycle_id=scene.cycle_id, client_id=client, content=content
    )


def outcomes(found: tuple[Imported, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(one.outcome, one.code, one.field) for one in found]


def stored(scene: Scene, answer_id: UUID | None) -> dict[str, Any]:
    found: dict[str, Any] = scene.everything("select answers from app.answer where id = %s", (answer_id,))[0][
        0
    ]
    return found


def drafts(scene: Scene) -> int:
    return int(scene.everything("select count(*) from app.answer")[0][0])


def test_a_new_row_becomes_a_draft_of_the_unit(scene: Scene) -> None:
    (one,) = bring(scene, scene.budi, new(field("title", "Dari berkas"), field("urgency", 4)))

    assert one.outcome == "written"
    screen = lanes.lane_screen(scene.budi, cycle_id=None)
    (answer,) = screen.answers
    assert answer.row.id == one.answer_id == screen.id_of(KEY)
    assert answer.values == {"title": "Dari berkas", "urgency": 4}
    assert {mark.version for mark in answer.marks.values()} == {1}
    assert {mark.client_id for mark in answer.marks.values()} == {BOOK}


def test_the_same_file_twice_changes_nothing(scene: Scene) -> None:
    row = new(field("title", "Dari berkas"))
    bring(scene, scene.budi, row)
    before = scene.everything("select answers, updated_at from app.answer")

    again = bring(scene, scene.budi, new(field("title", "Dari berkas", sequence=2)))

    assert outcomes(again) == [("written", None, None)]
    assert scene.everything("select answers, updated_at from app.answer") == before


def test_a_repeated_call_gets_the_first_answer(scene: Scene) -> None:
    request_id = uuid4()
    first = bring(scene, scene.budi, new(field("title", "Satu")), request_id=request_id)

    assert bring(scene, scene.budi, new(field("title", "Dua")), request_id=request_id) == first
    assert stored(scene, first[0].answer_id) == {"title": "Satu"}


def test_the_same_key_of_another_unit_is_another_answer(scene: Scene) -> None:
    (mine,) = bring(scene, scene.budi, new(field("title", "Alfa")))
    (hers,) = bring(scene, scene.rina, new(field("title", "Beta")))

    assert mine.answer_id != hers.answer_id
    assert stored(scene, mine.answer_id) == {"title": "Alfa"}


def test_a_row_is_written_whole_or_not_at_all(scene: Scene) -> None:
    found = bring(
        scene,
        scene.budi,
        new(field("title", "Setengah"), field("urgency", 9), key="a" * 32),
        new(field("title", "Utuh"), key="b" * 32),
    )

    assert outcomes(found) == [("refused", "field_invalid", "urgency"), ("written", None, None)]
    assert drafts(scene) == 1, "not even the empty draft of the refused row is left"


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(scene: Scene) -> None:
    subject = scene.answer(scene.budi, title=None)
    save = field("title", "Rekan")
    answers.save_fields(scene.bayu, answer_id=subject, client_id=uuid4(), fields=[save])

    found = bring(scene, scene.budi, old(subject, field("affected", "Warga"), field("title", "Berkas")))

    assert outcomes(found) == [("refused", "changed_meanwhile", "title")]
    assert stored(scene, subject)["title"] == "Rekan"
    assert "affected" not in stored(scene, subject)


def test_with_the_version_it_started_from_a_workbook_may_write(scene: Scene) -> None:
    subject = scene.answer(scene.budi, title=None)
    save = field("title", "Rekan")
    answers.save_fields(scene.bayu, answer_id=subject, client_id=uuid4(), fields=[save])

    assert outcomes(bring(scene, scene.budi, old(subject, field("title", "Berkas", base=1)))) == [
        ("written", None, None)
    ]
    assert stored(scene, subject)["title"] == "Berkas"


@pytest.mark.parametrize("person", ["rina", "citra", "sari", "dian"])
def test_another_units_answer_is_not_found(scene: Scene, person: str) -> None:
    subject = scene.answer(scene.budi)

    found = bring(scene, scene.city.people[person], old(subject, field("title", "Milik kami")))

    assert outcomes(found) == [("refused", "not_found", "answer_id")]
    assert stored(scene, subject)["title"] != "Milik kami"


@pytest.mark.parametrize("status", ["dikirim", "diterima", "ditarik", "ditolak", "digabung"])
def test_what_was_sent_is_not_written(scene: Scene, status: str) -> None:
    subject = scene.answer(scene.budi, status)

    found = bring(scene, scene.budi, old(subject, field("title", "Lain")))

    assert outcomes(found) == [("refused", "wrong_state", "status")]


def test_outside_the_window_no_row_is_written(scene: Scene) -> None:
    scene.close_window("problem")
    subject = scene.answer(scene.budi)

    found = bring(
        scene,
        scene.budi,
        new(field("title", "Terlambat")),
        old(subject, field("title", "Terlambat")),
        new(field("title", "Solusi"), sheet="solution", key="c" * 32),
    )

    assert outcomes(found) == [
        ("refused", "window_closed", "problem"),
        ("refused", "window_closed", "problem"),
        ("written", None, None),
    ]


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        ({"key": None}, "key"),
        ({"key": "x"}, "key"),
        ({"key": 7}, "key"),
        ({"key": {}}, "key"),
        ({"sheet": "lain"}, "sheet"),
        ({"sheet": None}, "sheet"),
        ({"pillar_code": "ZZZ"}, "pillar_code"),
        ({"answer_id": "bukan"}, "answer_id"),
        ({"answer_id": [1]}, "answer_id"),
        ({"fields": None}, "fields"),
        ({"fields": []}, "fields"),
        ({"fields": "title"}, "fields"),
    ],
)
def test_a_row_that_is_none_is_refused_by_its_part(scene: Scene, change: dict[str, Any], detail: str) -> None:
    row = {
        "answer_id": None,
        "key": KEY,
        "sheet": "problem",
        "pillar_code": "AAA",
        "fields": [{"field": "title", "value": "x", "sequence": 1, "base_version": 0}],
        **change,
    }

    found = transport.write(
        "import_answers",
        as_=scene.budi,
        request_id=uuid4(),
        cycle_id=scene.cycle_id,
        client_id=BOOK,
        rows=[row],
    )

    assert found["rows"] == [{"outcome": "refused", "code": "field_invalid", "field": detail}]
    assert drafts(scene) == 0


@pytest.mark.parametrize("rows", [None, [], {}, [1], [[]], [{}] * 401])
def test_what_is_no_list_of_rows_is_refused_as_a_whole(scene: Scene, rows: Any) -> None:
    with pytest.raises(DomainError) as refusal:
        transport.write(
            "import_answers",
            as_=scene.budi,
            request_id=uuid4(),
            cycle_id=scene.cycle_id,
            client_id=BOOK,
            rows=rows,
        )

    assert (refusal.value.code, refusal.value.field) == (ErrorCode.FIELD_INVALID, "rows")


def test_an_answer_of_another_year_is_not_found(scene: Scene) -> None:
    scene.everything("select private.new_cycle(2031, 'Putaran 2031', null)")
    other = UUID(str(scene.everything("select id from app.cycle where year = 2031")[0][0]))
    scene.open_window("problem", other)
    subject = scene.answer(scene.budi, cycle_id=other)

    found = bring(scene, scene.budi, old(subject, field("title", "Lain")))

    assert outcomes(found) == [("refused", "not_found", "answer_id")]


def test_a_workbook_holds_the_units_answers_and_nobody_elses(scene: Scene) -> None:
    own = {scene.answer(scene.budi), scene.answer(scene.budi, "dikirim"), scene.answer(scene.bayu, "ditarik")}
    scene.answer(scene.rina, "diterima")

    screen = lanes.lane_screen(scene.budi, cycle_id=None)

    assert {answer.row.id for answer in screen.answers} == own
    assert screen.unit_id == scene.budi.unit_id


def test_solutions_may_name_the_units_sent_problems_and_accepted_ones(scene: Scene) -> None:
    sent = scene.answer(scene.budi, "dikirim")
    accepted = scene.answer(scene.rina, "diterima", pillar_code="BBB")
    scene.answer(scene.rina, "dikirim")
    scene.answer(scene.budi)

    screen = lanes.lane_screen(scene.budi, cycle_id=None)

    assert [problem.id for problem in screen.problems] == [sent, accepted]


def test_fifty_rows_with_all_their_fields_are_written_in_time(scene: Scene) -> None:
    content = [
        new(
            *(field(name, value) for name, value in {**FULL_PROBLEM, "title": f"Masalah {n}"}.items()),
            key=f"{n:032x}",
        )
        for n in range(50)
    ]

    assert {one.outcome for one in bring(scene, scene.budi, *content)} == {"written"}
    assert drafts(scene) == 50


FULL_PROBLEM: dict[str, Any] = {
    "sub_pillar": "AAA-1",
    "condition": "x" * 2000,
    "location": ["kota"],
    "affected": "Warga",
    "affected_number": 12,
    "root_cause": "y" * 2000,
    "aspect": "struktur",
    "urgency": 4,
    "seriousness": 3,
    "growth": 2,
}


# ── a sheet that a unit has once ────────────────────────────────────────────────────────────────────────────
def once(*fields: FieldSave, key: str = KEY) -> ImportRow:
    return new(*fields, key=key, sheet="kesiapan", pillar=None)


def sheets_of(scene: Scene) -> list[tuple[Any, ...]]:
    return scene.everything("select id, unit_id, pillar_code from app.answer where sheet = 'kesiapan'")


def test_a_units_sheet_is_begun_by_its_workbook_once(scene: Scene) -> None:
    scene.open_window("kesiapan")

    (first,) = bring(scene, scene.budi, once(field("it_people", 4)))
    (second,) = bring(scene, scene.bayu, once(field("governance", 3), key="b" * 32), client=uuid4())

    assert outcomes((first, second)) == [("written", None, None)] * 2
    assert sheets_of(scene) == [(first.answer_id, scene.budi.unit_id, None)]
    assert stored(scene, first.answer_id) == {"it_people": 4, "governance": 3}
    screen = lanes.lane_screen(scene.budi, cycle_id=None)
    begun = screen.once("kesiapan")
    assert begun is not None
    assert begun.row.id == second.answer_id


def test_a_units_sheet_from_the_file_twice_changes_nothing(scene: Scene) -> None:
    scene.open_window("kesiapan")
    bring(scene, scene.budi, once(field("it_people", 4)))
    before = scene.everything("select answers, updated_at from app.answer")

    again = bring(scene, scene.budi, once(field("it_people", 4, sequence=2)))

    assert outcomes(again) == [("written", None, None)]
    assert scene.everything("select answers, updated_at from app.answer") == before


def test_a_sheet_begun_online_meanwhile_is_gone_on_with_and_never_overwritten(scene: Scene) -> None:
    scene.open_window("kesiapan")
    subject = answers.create_draft(
        scene.bayu, request_id=uuid4(), cycle_id=scene.cycle_id, sheet="kesiapan", pillar_code=None
    )
    save = field("it_people", 2)
    answers.save_fields(scene.bayu, answer_id=subject, client_id=uuid4(), fields=[save])

    found = bring(scene, scene.budi, once(field("it_people", 5)))
    more = bring(scene, scene.budi, once(field("governance", 3)))

    assert outcomes(found) == [("refused", "changed_meanwhile", "it_people")]
    assert (more[0].outcome, more[0].answer_id) == ("written", subject)
    assert stored(scene, subject) == {"it_people": 2, "governance": 3}


def test_the_same_key_in_another_unit_is_that_units_own_sheet(scene: Scene) -> None:
    scene.open_window("kesiapan")
    bring(scene, scene.budi, once(field("it_people", 4)))
    bring(scene, scene.rina, once(field("it_people", 1)))

    assert {unit for _id, unit, _pillar in sheets_of(scene)} == {scene.budi.unit_id, scene.rina.unit_id}


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        (new(field("it_people", 4), sheet="kesiapan"), ("refused", "field_invalid", "pillar_code")),
        (new(field("title", "x"), pillar=None), ("refused", "field_invalid", "pillar_code")),
        (new(field("x", 1), sheet="rating", pillar=None), ("refused", "field_invalid", "sheet")),
        (new(field("item", 1), sheet="swot", pillar=None), ("refused", "window_closed", "swot")),
    ],
)
def test_a_sheet_is_begun_where_it_belongs_and_in_its_time(
    scene: Scene, row: ImportRow, refusal: Any
) -> None:
    scene.open_window("kesiapan")
    scene.close_window("swot")

    assert outcomes(bring(scene, scene.budi, row)) == [refusal]
    assert drafts(scene) == 0
