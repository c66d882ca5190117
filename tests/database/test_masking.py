"""What is kept of identity numbers: how the database judges, as Python does, and what a save keeps."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.rules.masking import masked
from db import transport
from db.errors import DomainError, ErrorCode
from db.gateway import answers
from db.gateway.answers import FieldSave
from tests.cases_masking import LEFT_ALONE, MASKED
from tests.database.scene import Scene

NIK, OTHER_NIK = "1871012345678901", "1871012345678902"
TAB = uuid4()


def by_the_database(scene: Scene, text: str, cleared: list[str] | None = None) -> str:
    return str(scene.everything("select private.masked(%s, %s)", (text, cleared or []))[0][0])


def save(scene: Scene, draft: UUID, value: Any, sequence: int, *, field: str = "title", **more: Any) -> Any:
    """The value as it is stored after this save."""
    one = FieldSave(field=field, value=value, sequence=sequence, base_version=0, **more)
    answers.save_fields(scene.budi, answer_id=draft, client_id=TAB, fields=[one])
    return answers.answer_screen(scene.budi, answer_id=draft).values.get(field)


@pytest.mark.parametrize(("typed", "stored"), [*MASKED, *((text, text) for text in LEFT_ALONE)])
def test_the_database_masks_as_the_table_says(scene, typed, stored):
    assert by_the_database(scene, typed) == stored


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(
    parts=st.lists(
        st.one_of(
            st.text("0123456789", min_size=1, max_size=6),
            st.sampled_from([" ", ".", "-", " - ", ") ", "(", ",", "\u00a0", "/", "\n", "Rp", "rp ", "rupiah",
                             NIK, "0812", "62", "2024", "15-01-2024", "1.500.000", "•", "x", "İ"]),
        ),
        max_size=14,
    ),
    cleared=st.booleans(),
)  # fmt: skip
def test_both_judges_agree_on_any_text(scene, parts, cleared):
    text = "".join(parts)

    assert by_the_database(scene, text, [NIK] if cleared else []) == masked(text, [NIK] if cleared else [])


def test_a_text_of_nothing_but_numbers_takes_no_time(scene):
    text = "Rp 1.000 2024-01-15 0812 " * 160

    assert by_the_database(scene, text) == masked(text)


# ── what a save keeps ───────────────────────────────────────────────────────────────────────────────────────
def test_until_the_writer_decides_the_draft_and_its_history_hold_dots(scene):
    draft = scene.answer(scene.budi)

    assert save(scene, draft, f"Rumah {NIK}", 1) == "Rumah ••••••••••••••••"
    assert scene.everything("select count(*) from app.answer where answers::text like %s", (f"%{NIK}%",)) == [
        (0,)
    ]


def test_what_the_writer_calls_no_identity_number_is_kept_as_typed(scene):
    draft = scene.answer(scene.budi)
    save(scene, draft, f"Aset {NIK}", 1)

    assert save(scene, draft, f"Aset {NIK}", 2, cleared=(NIK,)) == f"Aset {NIK}"


def test_the_decision_is_remembered_for_this_number_in_this_field_only(scene):
    draft = scene.answer(scene.budi)
    save(scene, draft, f"Aset {NIK}", 1, cleared=(NIK,))

    assert answers.answer_screen(scene.bayu, answer_id=draft).fields["title"].cleared == (NIK,)
    assert save(scene, draft, f"Aset {NIK} baru", 2) == f"Aset {NIK} baru"
    assert save(scene, draft, f"{NIK} {OTHER_NIK}x", 3) == f"{NIK} ••••••••••••••••x"
    assert save(scene, draft, f"Aset {NIK}", 4, field="root_cause") == "Aset ••••••••••••••••"


def test_the_decision_is_forgotten_with_the_number(scene):
    draft = scene.answer(scene.budi)
    save(scene, draft, f"Aset {NIK}", 1, cleared=(NIK,))
    save(scene, draft, "Aset", 2)

    assert save(scene, draft, f"Aset {NIK}", 3) == "Aset ••••••••••••••••"


def test_a_reason_is_masked_as_well(scene):
    sent = scene.answer(scene.budi, "dikirim")

    answers.withdraw_answer(
        scene.budi, request_id=uuid4(), answer_id=sent, reason="NIK 1871012304050006 ganda"
    )

    seen = answers.answer_screen(scene.budi, answer_id=sent).answer
    assert seen.reason == f"NIK {'•' * 16} ganda"


def test_an_empty_row_of_a_table_stays_an_empty_row(scene):
    draft = scene.answer(scene.budi)
    one = FieldSave(field="supporting_data", value=[{}], sequence=1, base_version=0)

    answers.save_fields(scene.budi, answer_id=draft, client_id=uuid4(), fields=[one])

    assert answers.answer_screen(scene.budi, answer_id=draft).values["supporting_data"] == [{}]


def test_the_rows_of_a_table_are_masked_as_well(scene):
    draft = scene.answer(scene.budi, sheet="solution")
    row = {"name": f"Milik {NIK}", "unit": "menit", "target": 15, "year": 2031}

    assert save(scene, draft, [row], 1, field="indicators") == [row | {"name": "Milik ••••••••••••••••"}]


@pytest.mark.parametrize(
    "cleared",
    ["x", {"a": 1}, [1], [None], ["12"], ["1871 0123"], ["1" * 19], [NIK] * 21, [[NIK]], 7, True],
)
def test_a_decision_that_is_none_is_refused(scene, cleared):
    draft = scene.answer(scene.budi)
    one = {"field": "title", "value": "x", "sequence": 1, "base_version": 0, "cleared": cleared}

    with pytest.raises(DomainError) as refused:
        transport.write("save_fields", as_=scene.budi, answer_id=draft, client_id=TAB, fields=[one])

    assert (refused.value.code, refused.value.field) == (ErrorCode.FIELD_INVALID, "title")
