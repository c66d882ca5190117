"""A workbook goes out and comes back: nothing changes by itself, and what somebody typed is understood."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from components.documents import lane_sheets
from components.documents.cells import Unreadable
from components.documents.lane_reading import read_workbook
from components.documents.lane_words import CODECS
from components.documents.lane_workbook import workbook_of
from components.rules.canonical import canonical
from components.rules.lane import plan
from components.texts import lanes as texts
from db.gateway.lanes import LaneAnswer, LaneMark
from db.gateway.questionnaire import question
from tests import cases_questionnaire as cases
from tests.unit import samples
from tests.unit.workbooks import (
    CLIENT,
    HOSTILE,
    NOW,
    SOMEBODY,
    UNIT,
    answer,
    column,
    made,
    problem,
    read,
    reference,
    saved_again,
    screen,
    typed,
)

FULL = {
    "title": "Sampah menumpuk",
    "long_text": "Sejak 2020,\nsetiap hari; banyak.",
    "number": 12.5,
    "money": 1_500_000,
    "yes_no": False,
    "single": "b",
    "multiple": ["a", "c"],
    "scale": 4,
    "sub_pillar": "AAA-1",
    "location": ["V-1", "D-1"],
    "unit": "A-1",
    "units": ["A-1", "P-1"],
    "year_range": {"start": 2027, "end": 2030},
    "table": [{"name": "Truk", "year": 2026, "form": "x"}, {"name": "=1+1", "note": "dua\nbaris"}],
}
FIRST = lane_sheets.FIRST_ROW


def planned(content: bytes, shown, client: UUID = CLIENT):
    return plan(read(content), shown, reference(), client=client, sequence=5)


def outcomes(content: bytes, shown, client: UUID = CLIENT) -> list[str]:
    return [one.outcome for one in planned(content, shown, client)]


def libre_office(content: bytes, folder: Path) -> bytes:
    """The workbook as LibreOffice saves it."""
    source = folder / "buku.xlsx"
    source.write_bytes(content)
    target = folder / "lagi"
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profil",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run(
        [*command, "--outdir", str(target), str(source)], check=True, capture_output=True, timeout=120
    )
    return (target / "buku.xlsx").read_bytes()


# ── there and back ──────────────────────────────────────────────────────────────────────────────────────────
def everything():
    problem = answer(11, **FULL)
    solution = answer(12, "solution", **FULL, problems=[cases.PROBLEM])
    sent = answer(13, "problem", "dikirim", **FULL)
    return screen(problem, solution, sent, answer(14, title=HOSTILE))


def test_a_workbook_nobody_touched_changes_nothing():
    assert outcomes(made(everything()), everything()) == ["unchanged"] * 4


def test_a_workbook_saved_again_by_openpyxl_changes_nothing():
    once = saved_again(made(everything()))

    assert outcomes(saved_again(once), everything()) == ["unchanged"] * 4


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_saved_again_by_libre_office_changes_nothing(tmp_path):
    again = libre_office(made(everything()), tmp_path)

    assert outcomes(again, everything()) == ["unchanged"] * 4


KEPT = [(row, value) for row, value, expected in cases.CASES if expected is None]
IN_A_WORKBOOK = [row for row in cases.QUESTIONS if row["kind"] in {*CODECS, "year_range", "table"}]


@pytest.mark.parametrize("row", IN_A_WORKBOOK, ids=lambda row: row["kind"])
def test_every_answer_that_may_stand_in_a_draft_comes_back_as_it_was(row):
    """One row each for the values that both judges accept for this question, saved again by openpyxl."""
    values = [(asked, value) for asked, value in KEPT if asked is row]
    asked = question({**row, "key": "asked"})
    city = replace(reference(), questions={"problem": (asked,), "solution": ()})
    answers = [answer(11 + at, asked=value) for at, (_row, value) in enumerate(values)]

    content = saved_again(workbook_of(UNIT, city, screen(*answers), now=NOW))
    rows = read_workbook(content, city, (problem(),)).rows

    assert [canonical(row.values["asked"]) for row in rows[: len(values)]] == [
        canonical(value) for _row, value in values
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(text="_x0041_")
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200))
def test_any_text_comes_back_letter_by_letter_and_never_as_a_formula(text):
    shown = screen(answer(11, title=text))

    content = made(shown)

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not any(b"<f>" in package.read(name) for name in package.namelist() if "worksheets" in name)
    assert outcomes(content, shown) in ([], ["unchanged"])
    assert [canonical(row.values["title"]) for row in read(content).rows][:1] in (
        [canonical(text)],
        [],
    )


def test_text_that_looks_like_a_formula_is_text_in_the_cell():
    book = openpyxl.load_workbook(io.BytesIO(made(screen(answer(11, title="=1+1")))))

    cell = book["Masalah"].cell(FIRST, column(book, "Masalah", "q:title"))

    assert (cell.value, cell.data_type, cell.number_format) == ("=1+1", "s", "@")


def test_the_headers_are_locked_and_what_was_sent_too():
    book = openpyxl.load_workbook(io.BytesIO(made(everything())))
    sheet = book["Masalah"]
    title = column(book, "Masalah", "q:title")

    assert sheet.protection.sheet
    assert [sheet.cell(line, title).protection.locked for line in (2, FIRST, FIRST + 1, FIRST + 3)] == [
        True,
        False,
        True,
        False,
    ]
    assert book[texts.CODES_SHEET].sheet_state == "veryHidden"
    assert sheet.row_dimensions[1].hidden


def test_drop_downs_offer_words_with_codes():
    book = openpyxl.load_workbook(io.BytesIO(made(screen())))
    sheet = book["Masalah"]
    at = sheet.cell(FIRST, column(book, "Masalah", "q:unit")).coordinate

    (rule,) = [one for one in sheet.data_validations.dataValidation if at in one.sqref]
    letter = rule.formula1.split("$")[1]
    offered = [cell.value for cell in book[texts.CODES_SHEET][letter] if cell.value]

    assert "Dinas Satu [A-1]" in offered
    assert len(offered) == len(samples.UNITS)


def test_the_guide_is_the_first_sheet():
    book = openpyxl.load_workbook(io.BytesIO(made(screen())))

    assert book.sheetnames[0] == texts.GUIDE_SHEET
    assert UNIT.name in book[texts.GUIDE_SHEET]["A1"].value


# ── what somebody typed ─────────────────────────────────────────────────────────────────────────────────────
def test_a_filled_empty_row_is_new_and_keeps_its_key():
    content = saved_again(made(screen()), typed("Masalah", FIRST, pillar="Pilar Tata Kelola", title="Baru"))

    (one,) = planned(content, screen())

    assert one.outcome == "new"
    assert one.write is not None
    assert (one.write.answer_id, one.write.pillar_code) == (None, "AAA")
    assert [(field.field, field.value, field.base_version) for field in one.write.fields] == [
        ("title", "Baru", 0)
    ]
    assert planned(content, screen())[0].write == one.write


def test_uploaded_again_after_it_was_written_a_new_row_is_the_same():
    content = saved_again(made(screen()), typed("Masalah", FIRST, pillar="[AAA]", title="Baru"))
    key = read(content).rows[0].key
    assert key is not None
    written = answer(11, title="Baru")
    written = replace(written, row=replace(written.row, id=screen().id_of(key)))

    assert outcomes(content, screen(written)) == ["unchanged"]


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("number", "12,5", 12.5),
        ("number", 7, 7),
        ("number", " 1,0 ", 1),
        ("money", "Rp 1.500.000", 1_500_000),
        ("yes_no", "ya", True),
        ("yes_no", True, True),
        ("yes_no", "TIDAK", False),
        ("single", "B", "b"),
        ("single", "apa saja [a]", "a"),
        ("single", 1, "1"),
        ("scale", 3, 3),
        ("scale", "3", 3),
        ("multiple", "a; C [c]", ["a", "c"]),
        ("location", "Seluruh kabupaten [kota]", ["kota"]),
        ("location", "V-1\nV-2", ["V-1", "V-2"]),
        ("units", "Dinas Satu", ["A-1"]),
        ("title", 2027, "2027"),
        ("title", 0.5, "0,5"),
        ("title", "  tepi  ", "tepi"),
        ("year_range:start", 2027, {"start": 2027, "end": None}),
    ],
)
def test_what_people_type_is_understood(key, cell, value):
    content = saved_again(made(screen()), typed("Masalah", FIRST, pillar="AAA", **{key: cell}))

    (one,) = planned(content, screen())

    assert one.why == ()
    assert one.write is not None
    assert one.write.fields[0].value == value


@pytest.mark.parametrize(
    ("key", "cell", "word"),
    [
        ("number", "banyak", "not_number"),
        ("number", 1000, "too_large"),
        ("money", 0.5, "not_whole"),
        ("single", "z", "not_an_option"),
        ("multiple", "a; z", "not_an_option"),
        ("scale", 9, "too_large"),
        ("sub_pillar", "BBB-1", "not_a_sub_pillar"),
        ("unit", "Dinas Entah", "not_a_unit"),
        ("yes_no", "mungkin", "not_a_yes_no"),
        ("title", "a" * 201, "too_long"),
    ],
)
def test_what_fits_no_question_is_refused_with_the_judges_word(key, cell, word):
    content = saved_again(made(screen()), typed("Masalah", FIRST, pillar="AAA", **{key: cell}))

    (one,) = planned(content, screen())

    assert one.outcome == "refused"
    assert [why for _, why in one.why] == [word]
    assert one.write is None


@pytest.mark.parametrize(("pillar", "word"), [(None, "no_pillar"), ("Entah", "unknown_pillar")])
def test_a_new_row_needs_a_pillar(pillar, word):
    content = saved_again(made(screen()), typed("Masalah", FIRST, pillar=pillar, title="Baru"))

    assert [one.why for one in planned(content, screen())] == [((None, word),)]


def test_a_cell_that_was_emptied_takes_the_answer_out():
    shown = screen(answer(11, title="Ada", number=4))
    content = saved_again(made(shown), typed("Masalah", FIRST, number=None))

    (one,) = planned(content, shown)

    assert one.outcome == "changed"
    assert one.write is not None
    assert [(field.field, field.value) for field in one.write.fields] == [("number", None)]


def test_a_field_changed_on_both_sides_is_shown_and_not_written():
    content = saved_again(made(screen(answer(11, title="Ada"))), typed("Masalah", FIRST, title="Berkas"))
    meanwhile = LaneAnswer(
        row=answer(11).row,
        values={"title": "Rekan"},
        marks={"title": LaneMark(version=2, client_id=SOMEBODY)},
    )

    (one,) = planned(content, screen(meanwhile))

    assert (one.outcome, one.write) == ("both", None)
    assert [(both.in_file, both.in_draft) for both in one.both] == [("Berkas", "Rekan")]


def test_a_field_that_only_a_colleague_changed_stays_hers():
    content = saved_again(made(screen(answer(11, title="Ada", number=1))), typed("Masalah", FIRST, number=2))
    meanwhile = LaneAnswer(
        row=answer(11).row,
        values={"title": "Rekan", "number": 1},
        marks={
            "title": LaneMark(version=2, client_id=SOMEBODY),
            "number": LaneMark(version=1, client_id=SOMEBODY),
        },
    )

    (one,) = planned(content, screen(meanwhile))

    assert one.outcome == "changed"
    assert one.write is not None
    assert [field.field for field in one.write.fields] == ["number"]


def test_whoever_uploaded_it_before_goes_on_in_the_same_workbook():
    content = saved_again(made(screen(answer(11, title="Ada"))), typed("Masalah", FIRST, title="Kedua"))
    after_first = LaneAnswer(
        row=answer(11).row,
        values={"title": "Pertama"},
        marks={"title": LaneMark(version=2, client_id=CLIENT)},
    )

    (one,) = planned(content, screen(after_first))

    assert one.outcome == "changed"
    assert one.write is not None
    assert one.write.fields[0].base_version == 2


def test_what_was_sent_is_not_changed_by_a_workbook():
    sent = screen(answer(11, "problem", "dikirim", title="Ada"))
    content = saved_again(made(sent), typed("Masalah", FIRST, title="Lain"))

    assert [one.why for one in planned(content, sent)] == [((None, "sent"),)]


def test_an_answer_that_is_gone_is_refused():
    content = saved_again(made(screen(answer(11, title="Ada"))), typed("Masalah", FIRST, title="Lain"))

    assert [one.why for one in planned(content, screen())] == [((None, "gone"),)]


def test_outside_the_window_nothing_is_written():
    content = saved_again(made(screen()), typed("Masalah", FIRST, pillar="AAA", title="Baru"))

    assert [one.why for one in planned(content, screen(is_open=False))] == [((None, "closed"),)]


def test_a_copied_row_is_refused_both_times():
    def copy(book: openpyxl.Workbook) -> None:
        sheet = book["Masalah"]
        for at in range(1, 12):
            sheet.cell(FIRST + 1, at).value = sheet.cell(FIRST, at).value

    shown = screen(answer(11, title="Ada"))

    assert [one.why for one in planned(saved_again(made(shown), copy), shown)] == [((None, "twice"),)] * 2


def test_the_pillar_of_an_answer_stays():
    shown = screen(answer(11, title="Ada"))
    content = saved_again(made(shown), typed("Masalah", FIRST, pillar="BBB", title="Lain"))

    assert [one.why for one in planned(content, shown)] == [((None, "other_pillar"),)]


def test_the_rows_of_a_table_belong_to_the_answer_they_name():
    name = "Pertanyaan table problem"

    def add(book: openpyxl.Workbook) -> None:
        sheet = book[name]
        sheet.cell(FIRST, 1).value = "m1"
        sheet.cell(FIRST, 2).value = "Truk"
        sheet.cell(FIRST, 3).value = "2026"

    shown = screen(answer(11, title="Ada"))
    (one,) = planned(saved_again(made(shown), add), shown)

    assert one.write is not None
    assert [(field.field, field.value) for field in one.write.fields] == [
        ("table", [{"name": "Truk", "year": 2026}])
    ]


def test_a_row_of_a_table_that_names_no_answer_is_refused_by_its_place():
    name = "Pertanyaan table problem"

    def stray(book: openpyxl.Workbook) -> None:
        book[name].cell(FIRST + 4, 2).value = "Truk"

    with pytest.raises(Unreadable) as refusal:
        read(saved_again(made(screen()), stray))
    assert str(refusal.value) == texts.stray_part(name, FIRST + 4)
