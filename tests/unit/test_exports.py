"""What leaves the city: every sent answer in plain tables, with its dictionary, and no formula in it."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.documents.export_files import package, workbook
from components.documents.export_tables import Export, Table, tables
from components.texts import exports as texts
from db.gateway.city import SheetKind
from db.gateway.exports import ExportRow
from db.gateway.questionnaire import ShownIf
from tests import cases_questionnaire as cases
from tests.unit.test_lane_workbook import FULL
from tests.unit.workbooks import CYCLE, HOSTILE, NOW, reference

SHEET = SheetKind(code="solution", label="Solusi", help=None, scope="answer", stage=2)


def row(number: int = 1, /, **values: Any) -> ExportRow:
    return ExportRow(
        number=number,
        unit_code="A-1",
        unit_name="Dinas Satu",
        unit_kind="dinas",
        pillar_code="AAA",
        status="dikirim",
        sent_at=NOW,
        on_behalf="waiting",
        is_wording=False,
        merged_into=None,
        values=values,
        problems={cases.PROBLEM: 7},
    )


def made(*rows: ExportRow, city: Any = None) -> list[Table]:
    return tables(Export(reference=city or reference(), cycle=CYCLE, sheet=SHEET, rows=rows, now=NOW))


def named(found: list[Table], name: str) -> Table:
    return next(table for table in found if table.name == name)


def line(found: list[Table], at: int = 0) -> dict[str, Any]:
    table = named(found, texts.ANSWERS)
    return dict(zip(table.columns, table.rows[at], strict=True))


# ── the tables ──────────────────────────────────────────────────────────────────────────────────────────────
def test_an_answer_stands_in_codes_with_their_words_beside_them():
    found = line(made(row(**FULL, problems=[cases.PROBLEM])))

    assert found["nomor"] == 1
    assert (found["kode_unit"], found["unit"], found["jenis_unit"]) == ("A-1", "Dinas Satu", "Dinas")
    assert found["atas_nama"] == texts.ON_BEHALF["waiting"]
    assert (found["q_unit"], found["q_unit_arti"]) == ("A-1", "Dinas Satu")
    assert (found["q_multiple"], found["q_scale"], found["q_yes_no"]) == ("a; c", 4, texts.NO)
    assert (found["q_year_range_mulai"], found["q_year_range_selesai"]) == (2027, 2030)
    assert (found["q_money"], found["q_table"], found["q_problems"]) == (1_500_000, 2, "7")


def test_no_column_speaks_of_a_person():
    columns = " ".join(named(made(row(**FULL)), texts.ANSWERS).columns)

    assert not any(word in columns for word in ("penulis", "author", "nama_orang", "akun", "nip"))


def test_every_column_and_every_code_is_explained():
    found = made(row(**FULL))
    explained = {(one[0], one[1]) for one in named(found, texts.DICTIONARY).rows}
    codes = {(one[0], one[1]) for one in named(found, texts.CODES).rows}

    for table in found:
        if table.name == texts.ANSWERS or table.name.startswith("tabel_"):
            asked = [name for name in table.columns if table.name == texts.ANSWERS or name.startswith("k_")]
            assert {(table.name, name) for name in asked} <= explained
    assert {("q_unit", "A-1"), ("q_single", "b"), ("q_scale", "5")} <= codes


def test_the_rows_of_a_table_stand_on_their_own_beside_their_answers_number():
    found = [table for table in made(row(3, **FULL), row(4)) if table.name.startswith("tabel_")]

    (table,) = found
    assert table.columns[:3] == ("nomor", "kode_unit", "k_name")
    assert [part[:3] for part in table.rows] == [(3, "A-1", "Truk"), (3, "A-1", "=1+1")]


def test_no_data_is_said_in_words_and_never_a_nought():
    assert line(made(row(number={"no_data": True})))["q_number"] == texts.NO_DATA


def test_what_a_condition_hides_is_not_given_away():
    asked = reference().questions["solution"]
    hidden = tuple(
        replace(one, shown_if=ShownIf(field="yes_no", any_of=(True,))) if one.key == "title" else one
        for one in asked
    )
    city = replace(reference(), questions={"solution": hidden})

    found = made(row(1, yes_no=False, title="Lama"), row(2, yes_no=True, title="Baru"), city=city)

    assert [line(found, at)["q_title"] for at in (0, 1)] == [None, "Baru"]


def test_nothing_sent_is_a_file_too():
    found = made()

    assert named(found, texts.ANSWERS).rows == ()
    assert openpyxl.load_workbook(io.BytesIO(workbook(found))).sheetnames[:2] == [texts.ABOUT, texts.ANSWERS]


# ── the files ───────────────────────────────────────────────────────────────────────────────────────────────
def read_csv(content: bytes, name: str = texts.ANSWERS) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        return list(csv.reader(io.StringIO(files.read(f"{name}.csv").decode("utf-8-sig"), newline="")))


def typed(text: str) -> Table:
    return Table(name=texts.ANSWERS, columns=("isi",), rows=((text,),))


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_any_text_is_a_text_in_the_workbook(text):
    content = workbook([typed(text)])

    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "worksheets" in name)
    cell = openpyxl.load_workbook(io.BytesIO(content))[texts.ANSWERS]["A2"]
    assert (cell.value or "") == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+62", "-1+cmd", "@SUM(A1)", " =1+1", "\t=1", "\r=1", "＝1", "|calc", HOSTILE]
)
def test_no_text_begins_a_formula_in_a_csv_file(text):
    ((_head,), (cell,)) = read_csv(package([typed(text)]))

    assert cell.replace("\r\n", "\n") == f"'{text}"


@pytest.mark.parametrize("number", [-5, 0.5, 1_500_000])
def test_numbers_stay_numbers(number):
    table = Table(name=texts.ANSWERS, columns=("isi",), rows=((number,),))

    assert read_csv(package([table]))[1] == [str(number)]
    assert openpyxl.load_workbook(io.BytesIO(workbook([table])))[texts.ANSWERS]["A2"].value == number


@pytest.mark.parametrize("text", ['dua "kata", satu; baris', "baris\nkedua", "é 😀"])
def test_quotes_commas_and_lines_come_back(text):
    assert read_csv(package([typed(text)]))[1] == [text]


def test_a_very_long_text_is_cut_and_not_dropped():
    cell = openpyxl.load_workbook(io.BytesIO(workbook([typed("a" * 40_000)])))[texts.ANSWERS]["A2"]

    assert len(cell.value) == 32_000
