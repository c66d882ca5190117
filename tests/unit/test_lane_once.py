"""A sheet that a unit fills in once goes out and comes back with the workbook: one row a question."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from components.documents.cells import Unreadable
from components.documents.lane_sheets import FIRST_ROW, HINTS_ROW
from components.rules.lane import plan
from components.texts import lanes as texts
from db.gateway.lanes import LaneAnswer, LaneMark
from tests.unit.test_lane_workbook import FULL, libre_office
from tests.unit.workbooks import (
    CLIENT,
    HOSTILE,
    SOMEBODY,
    answer,
    column,
    made,
    read,
    reference,
    saved_again,
    screen,
)

SHEET = "SWOT"
TABLE = "Pertanyaan table swot"


def begun(status: Any = "draf", /, **values: Any) -> LaneAnswer:
    found = answer(21, "swot", status, **values)
    return replace(found, row=replace(found.row, pillar_code="", title=SHEET))


def planned(content: bytes, shown):
    return plan(read(content), shown, reference(), client=CLIENT, sequence=5)


def line_of(book: openpyxl.Workbook, name: str) -> int:
    at = column(book, SHEET, "name")
    lines = range(FIRST_ROW, book[SHEET].max_row + 1)
    return next(line for line in lines if book[SHEET].cell(line, at).value == name)


def answered(**cells: Any):
    """Type into the rows of these questions."""

    def change(book: openpyxl.Workbook) -> None:
        for key, value in cells.items():
            book[SHEET].cell(line_of(book, f"q:{key}"), column(book, SHEET, "answer")).value = value

    return change


def fields(one) -> list[tuple[str, Any]]:
    assert one.write is not None
    return [(field.field, field.value) for field in one.write.fields]


# ── there and back ──────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("values", [FULL, {"title": HOSTILE}], ids=["full", "hostile"])
def test_nobody_touched_it_and_nothing_changes(values):
    shown = screen(begun(**values))

    assert [one.outcome for one in planned(saved_again(saved_again(made(shown))), shown)] == ["unchanged"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_saved_again_by_libre_office_nothing_changes(tmp_path):
    shown = screen(begun(**FULL))

    assert [one.outcome for one in planned(libre_office(made(shown), tmp_path), shown)] == ["unchanged"]


def test_each_question_is_a_row_with_its_drop_down_and_its_words():
    book = openpyxl.load_workbook(io.BytesIO(made(screen())))
    sheet, line = book[SHEET], line_of(book, "q:unit")
    cell = sheet.cell(line, column(book, SHEET, "answer"))

    assert sheet.cell(line, column(book, SHEET, "question")).value == "Pertanyaan unit swot"
    assert any(cell.coordinate in one.sqref for one in sheet.data_validations.dataValidation)
    assert not cell.protection.locked
    assert sheet.cell(line, column(book, SHEET, "question")).protection.locked
    assert sheet.protection.sheet


def test_what_was_sent_is_locked():
    book = openpyxl.load_workbook(io.BytesIO(made(screen(begun("dikirim", title="Ada")))))

    cell = book[SHEET].cell(line_of(book, "q:title"), column(book, SHEET, "answer"))

    assert (cell.value, cell.protection.locked) == ("Ada", True)


def test_text_that_looks_like_a_formula_is_text_in_the_cell():
    book = openpyxl.load_workbook(io.BytesIO(made(screen(begun(title="=1+1")))))

    cell = book[SHEET].cell(line_of(book, "q:title"), column(book, SHEET, "answer"))

    assert (cell.value, cell.data_type, cell.number_format) == ("=1+1", "s", "@")


def test_the_guide_names_the_sheets():
    book = openpyxl.load_workbook(io.BytesIO(made(screen())))

    assert any(f"“{SHEET}”" in str(row[0].value) for row in book[texts.GUIDE_SHEET])


# ── what somebody typed ─────────────────────────────────────────────────────────────────────────────────────
def test_a_sheet_not_begun_yet_is_begun_once_and_in_no_pillar():
    content = saved_again(made(screen()), answered(title="Baru", number="12,5"))

    (one,) = planned(content, screen())

    assert one.outcome == "new"
    assert fields(one) == [("title", "Baru"), ("number", 12.5)]
    assert one.write is not None
    assert (one.write.answer_id, one.write.pillar_code) == (None, None)
    assert planned(content, screen())[0].write == one.write


def test_uploaded_again_after_it_was_written_it_is_the_same():
    content = saved_again(made(screen()), answered(title="Baru"))

    assert [one.outcome for one in planned(content, screen(begun(title="Baru")))] == ["unchanged"]


def test_what_a_colleague_began_meanwhile_is_gone_on_with():
    content = saved_again(made(screen()), answered(number=3))

    (one,) = planned(content, screen(begun(title="Rekan")))

    assert one.outcome == "changed"
    assert one.write is not None
    assert one.write.answer_id == begun().row.id
    assert fields(one) == [("number", 3)]


def test_a_question_answered_on_both_sides_is_shown_and_not_written():
    content = saved_again(made(screen(begun(title="Ada"))), answered(title="Berkas"))
    meanwhile = replace(
        begun(), values={"title": "Rekan"}, marks={"title": LaneMark(version=2, client_id=SOMEBODY)}
    )

    (one,) = planned(content, screen(meanwhile))

    assert (one.outcome, one.write) == ("both", None)
    assert [(both.in_file, both.in_draft) for both in one.both] == [("Berkas", "Rekan")]


def test_an_emptied_answer_is_taken_out():
    shown = screen(begun(title="Ada", number=4))

    (one,) = planned(saved_again(made(shown), answered(number=None)), shown)

    assert fields(one) == [("number", None)]


def test_the_rows_of_its_tables_need_no_code():
    def add(book: openpyxl.Workbook) -> None:
        book[TABLE].cell(FIRST_ROW, 1).value = "Truk"
        book[TABLE].cell(FIRST_ROW, 2).value = "2026"

    (one,) = planned(saved_again(made(screen()), add), screen())

    assert fields(one) == [("table", [{"name": "Truk", "year": 2026}])]


@pytest.mark.parametrize(("status", "word"), [("dikirim", "sent"), ("ditarik", "withdrawn")])
def test_what_is_not_in_work_is_not_written(status, word):
    shown = screen(begun(status, title="Ada"))

    assert [one.why for one in planned(saved_again(made(shown), answered(title="Lain")), shown)] == [
        ((None, word),)
    ]


def test_outside_the_window_nothing_is_written():
    content = saved_again(made(screen()), answered(title="Terlambat"))

    assert [one.why for one in planned(content, screen(is_open=False))] == [((None, "closed"),)]


def test_what_fits_no_question_is_refused_with_the_judges_word():
    content = saved_again(made(screen()), answered(scale=9))

    assert [[word for _question, word in one.why] for one in planned(content, screen())] == [["too_large"]]


# ── what somebody spoiled ───────────────────────────────────────────────────────────────────────────────────
def refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as refusal:
        read(content)
    return str(refusal.value)


def spoiled(name: str, cell: str, value: Any) -> bytes:
    def change(book: openpyxl.Workbook) -> None:
        line = HINTS_ROW if name == "identity" else line_of(book, name)
        book[SHEET].cell(line, column(book, SHEET, cell)).value = value

    return saved_again(made(screen(begun(title="Ada"))), change)


def test_rows_in_another_order_are_the_same():
    def sort(book: openpyxl.Workbook) -> None:
        rows = [[cell.value for cell in row] for row in book[SHEET].iter_rows(min_row=FIRST_ROW)]
        for at, row in enumerate(reversed(rows), start=FIRST_ROW):
            for place, value in enumerate(row, start=1):
                book[SHEET].cell(at, place).value = value

    shown = screen(begun(**FULL))

    assert [one.outcome for one in planned(saved_again(made(shown), sort), shown)] == ["unchanged"]


def test_a_question_that_was_deleted_is_named():
    def delete(book: openpyxl.Workbook) -> None:
        book[SHEET].delete_rows(line_of(book, "q:title"))

    question = "Pertanyaan short_text swot"
    assert refused(saved_again(made(screen()), delete)) == texts.missing_line(SHEET, question)


def test_a_question_that_stands_twice_is_named():
    sentence = texts.repeated_line(SHEET, "Pertanyaan short_text swot")

    assert refused(spoiled("q:long_text", "name", "q:title")) == sentence


@pytest.mark.parametrize("name", ["q:rahasia", None, 7])
def test_a_row_that_is_no_question_is_refused_by_its_place(name):
    def stray(book: openpyxl.Workbook) -> None:
        book[SHEET].cell(200, column(book, SHEET, "name")).value = name
        book[SHEET].cell(200, column(book, SHEET, "answer")).value = "isi"

    assert refused(saved_again(made(screen()), stray)) == texts.unknown_line(SHEET, 200)


@pytest.mark.parametrize("identity", [None, "x", "j:", "b:zz", "j:00000000"])
def test_a_sheet_without_its_identity_is_refused(identity):
    assert refused(spoiled("identity", "name", identity)) == texts.stray_row(SHEET, HINTS_ROW)


@pytest.mark.parametrize("base", [None, "[", "[]", '{"title": 1}', '{"title": ["x", 1]}', "[" * 5000])
def test_nonsense_in_place_of_what_it_was_overwrites_nobody(base):
    def change(book: openpyxl.Workbook) -> None:
        answered(title="Berkas")(book)
        book[SHEET].cell(HINTS_ROW, column(book, SHEET, "base")).value = base

    shown = screen(begun(title="Ada"))

    assert [one.outcome for one in planned(saved_again(made(shown), change), shown)] == ["both"]


def test_the_identity_of_another_answer_is_refused():
    other = answer(11, title="Masalah")
    content = spoiled("identity", "name", f"j:{other.row.id}")

    assert [one.why for one in planned(content, screen(other, begun(title="Ada")))] == [((None, "gone"),)]


@pytest.mark.parametrize("name", ["name", "base", "section", "question", "answer", "hint"])
def test_a_missing_column_is_refused(name):
    def remove(book: openpyxl.Workbook) -> None:
        book[SHEET].delete_cols(column(book, SHEET, name))

    assert refused(saved_again(made(screen()), remove)).startswith(f"Lembar “{SHEET}” tidak memuat kolom “")
