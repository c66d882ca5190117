"""Workbooks that are none, or worse: one sentence each, nothing read on, memory bounded."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl
import pytest

from components.documents.cells import LARGEST_FILE, LAST_ROW, Unreadable
from components.documents.lane_sheets import FIRST_ROW
from components.texts import lanes as texts
from tests.unit.workbooks import answer, column, made, read, repacked, saved_again, screen, typed, within

MOST_MEMORY = 60 * 1024 * 1024
TABLE = "Pertanyaan table problem"
ONCE_TABLE = "Pertanyaan table swot"
SHEETS = (
    "Masalah",
    "Solusi",
    "SWOT",
    TABLE,
    "Pertanyaan table solution",
    ONCE_TABLE,
    texts.CODES_SHEET,
)


@cache
def good() -> bytes:
    """A workbook with one answer, as a spreadsheet saved it."""
    return saved_again(made(screen(answer(11, title="Ada", long_text="Panjang", number=4))))


@cache
def fresh() -> bytes:
    """The same as it is downloaded: its texts stand in a table of their own."""
    return made(screen(answer(11, title="Ada", long_text="Panjang", number=4)))


@pytest.fixture
def refusal() -> Callable[[bytes], str]:
    """The one sentence; the reader must not need much memory to find it."""

    def refuse(content: bytes) -> str:
        tracemalloc.start()
        try:
            with pytest.raises(Unreadable) as refused:
                read(content)
            assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY + len(content)
        finally:
            tracemalloc.stop()
        assert refused.value.sentence.endswith(".")
        return refused.value.sentence

    return refuse


def changed(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    return saved_again(good(), change)


def at(book: openpyxl.Workbook, name: str, line: int = FIRST_ROW, sheet: str = "Masalah"):
    return book[sheet].cell(line, column(book, sheet, name))


def sheet_part(name: str) -> str:
    book = openpyxl.load_workbook(io.BytesIO(good()))
    return f"sheet{book.sheetnames.index(name) + 1}.xml"


# ── not a workbook at all ───────────────────────────────────────────────────────────────────────────────────
def zipped(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
NOT_ONE = {
    "empty": (b"", texts.NOT_A_WORKBOOK),
    "text": (b"a,b,c\n1,2,3\n", texts.NOT_A_WORKBOOK),
    "an executable": (b"MZ" + bytes(2000), texts.NOT_A_WORKBOOK),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(2000), texts.NOT_A_WORKBOOK),
    "a PDF": (b"%PDF-1.7\n" + bytes(2000), texts.NOT_A_WORKBOOK),
    "HTML named .xlsx": (b"<html><table><tr><td>1</td></tr></table></html>", texts.NOT_A_WORKBOOK),
    "an old workbook": (OLE, texts.OLD_FORMAT),
    "an encrypted workbook": (OLE + "EncryptedPackage".encode("utf-16-le"), texts.ENCRYPTED),
    "a zip of something else": (zipped(**{"readme.txt": b"halo"}), texts.NOT_A_WORKBOOK),
    "a word document": (
        zipped(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}),
        texts.NOT_A_WORKBOOK,
    ),
    "only the beginning of a zip": (b"PK\x03\x04" + bytes(50), texts.BROKEN),
    "too heavy": (b"PK\x03\x04" + bytes(LARGEST_FILE), texts.too_heavy(3)),
}


@pytest.mark.parametrize("name", NOT_ONE)
def test_what_is_no_workbook_is_named(name, refusal):
    content, sentence = NOT_ONE[name]

    assert refusal(content) == sentence


# ── bombs ───────────────────────────────────────────────────────────────────────────────────────────────────
def bomb(part: str, megabytes: int = 400) -> bytes:
    """The good workbook with one part that unpacks to very much."""
    zeros = b" " * 2**20

    def blow(name: str, content: bytes) -> bytes:
        return b"".join([content, zeros * megabytes]) if name == part else content

    return repacked(fresh(), blow)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "[Content_Types].xml", "xl/workbook.xml"])
def test_a_zip_bomb_is_refused_before_it_unpacks(part, refusal):
    content = bomb(part, 200)

    assert refusal(content) == texts.BOMB


def test_a_part_that_says_it_is_small_is_not_believed(refusal):
    """The list of parts lies: 1 kB it says, 8 MB it is."""
    content = bytearray(bomb("xl/sharedStrings.xml", 8))
    where = content.rindex(b"xl/sharedStrings.xml") - 46
    assert content[where : where + 4] == b"PK\x01\x02"
    content[where + 24 : where + 28] = (1024).to_bytes(4, "little")

    assert refusal(bytes(content)) in (texts.BROKEN, texts.BOMB)


def test_very_many_parts_are_refused(refusal):
    more = {f"xl/media/{number}.txt": b"x" for number in range(2000)}

    assert refusal(repacked(fresh(), lambda _, content: content, **more)) == texts.BOMB


@pytest.mark.parametrize("part", ["workbook.xml", "sharedStrings.xml", "workbook.xml.rels"])
@pytest.mark.parametrize(
    "declared",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ],
    ids=["laughs", "elsewhere"],
)
def test_a_part_with_a_document_type_is_refused(part, declared, refusal):
    def declare(name: str, content: bytes) -> Any:
        if not name.endswith(part):
            return content
        head, _, rest = content.partition(b"?>")
        return head + b"?>" + declared + rest if rest else declared + content

    assert refusal(repacked(fresh(), declare)) == texts.BOMB


def test_a_million_tiny_texts_are_refused(refusal):
    flood = b"<si><t>a</t></si>" * 500_000

    assert refusal(repacked(fresh(), within("sharedStrings.xml", b"</sst>", flood + b"</sst>"))) == texts.BOMB


def test_a_row_of_a_million_cells_is_refused(refusal):
    flood = b'<row r="9">' + b"<c><v>1</v></c>" * 600_000 + b"</row>"
    content = repacked(fresh(), within(sheet_part("Masalah"), b"</sheetData>", flood + b"</sheetData>"))

    assert refusal(content) == texts.BOMB


def test_fifty_thousand_rows_are_refused(refusal):
    rows = b"".join(
        b'<row r="%d"><c r="F%d" t="inlineStr"><is><t>isi</t></is></c></row>' % (line, line)
        for line in range(200, 50_200)
    )
    content = repacked(fresh(), within(sheet_part("Masalah"), b"</sheetData>", rows + b"</sheetData>"))

    assert refusal(content) == texts.too_many_rows("Masalah", LAST_ROW)


def test_fifty_thousand_empty_rows_do_no_harm():
    rows = b"".join(b'<row r="%d"><c r="F%d"/></row>' % (line, line) for line in range(200, 50_200))
    content = repacked(fresh(), within(sheet_part("Masalah"), b"</sheetData>", rows + b"</sheetData>"))

    assert read(content).rows[0].values["title"] == "Ada"


# ── macros, formulas, merged cells ──────────────────────────────────────────────────────────────────────────
def test_a_macro_file_is_refused_whatever_its_name(refusal):
    with_code = repacked(fresh(), lambda _, content: content, **{"xl/vbaProject.bin": b"Sub Auto_Open()"})
    declared = repacked(
        good(),
        within(
            "[Content_Types].xml",
            rb"application/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet\.main\+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    )

    assert refusal(with_code) == texts.MACROS
    assert refusal(declared) == texts.MACROS


@pytest.mark.parametrize("name", ["q:title", "q:number", "pillar", "id", "base", "q:year_range:end"])
@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://x","y")', "=Kode!A1", "=cmd|'/C calc'!A0"])
def test_a_formula_is_refused_by_its_place(name, formula, refusal):
    content = changed(lambda book: setattr(at(book, name), "value", formula))
    book = openpyxl.load_workbook(io.BytesIO(good()))

    letter = at(book, name).column_letter
    assert refusal(content) == texts.formula("Masalah", FIRST_ROW, letter)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_formula_on_any_sheet_is_refused(sheet, refusal):
    content = changed(lambda book: setattr(book[sheet].cell(9, 9), "value", "=A1"))

    assert refusal(content) == texts.formula(sheet, 9, "I")


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("area", ["F4:F5", "A1:C1", "D30:H40"])
def test_merged_cells_are_refused_by_their_place(sheet, area, refusal):
    assert refusal(changed(lambda book: book[sheet].merge_cells(area))) == texts.merged(sheet, area)


def test_an_error_of_the_spreadsheet_is_refused_by_its_place(refusal):
    def spoil(book: openpyxl.Workbook) -> None:
        cell = at(book, "q:title")
        cell.value = "#REF!"
        cell.data_type = "e"

    book = openpyxl.load_workbook(io.BytesIO(good()))
    assert refusal(changed(spoil)) == texts.cell_error(
        "Masalah", FIRST_ROW, at(book, "q:title").column_letter
    )


# ── other sheets, other columns ─────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("sheet", SHEETS)
def test_a_missing_sheet_is_named(sheet, refusal):
    assert refusal(changed(lambda book: book.remove(book[sheet]))) == texts.missing_sheet(sheet)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_renamed_sheet_is_missed(sheet, refusal):
    assert refusal(changed(lambda book: setattr(book[sheet], "title", "Lain"))) == texts.missing_sheet(sheet)


@pytest.mark.parametrize(
    "name",
    ["id", "base", "code", "status", "pillar", "q:title", "q:long_text", "q:scale", "q:year_range:start"],
)
def test_a_missing_column_is_named(name, refusal):
    def remove(book: openpyxl.Workbook) -> None:
        book["Masalah"].delete_cols(column(book, "Masalah", name))

    assert refusal(changed(remove)).startswith("Lembar “Masalah” tidak memuat kolom “")


@pytest.mark.parametrize("name", ["code", "c:name", "c:form"])
def test_a_missing_column_of_a_table_is_named(name, refusal):
    def remove(book: openpyxl.Workbook) -> None:
        book[TABLE].delete_cols(column(book, TABLE, name))

    assert refusal(changed(remove)).startswith(f"Lembar “{TABLE}” tidak memuat kolom “")


def test_a_sheet_without_its_hidden_row_is_refused(refusal):
    assert "tidak" in refusal(changed(lambda book: book["Masalah"].delete_rows(1)))


def test_a_column_that_nobody_knows_is_named(refusal):
    content = changed(lambda book: setattr(book["Masalah"].cell(1, 60), "value", "q:rahasia"))

    assert refusal(content) == texts.unknown_column("Masalah", "BH")


def test_a_column_that_stands_twice_is_named(refusal):
    content = changed(lambda book: setattr(book["Masalah"].cell(1, 60), "value", "q:title"))

    assert refusal(content).startswith("Lembar “Masalah” memuat kolom “")


@pytest.mark.parametrize("text", ["", "x", "j:", "b:zz", "j:00000000", "b:" + "0" * 31, "1"])
def test_a_row_without_its_code_is_refused_by_its_place(text, refusal):
    def spoil(book: openpyxl.Workbook) -> None:
        at(book, "id").value = text or None

    assert refusal(changed(spoil)) == texts.stray_row("Masalah", FIRST_ROW)


@pytest.mark.parametrize("place", [1, 3, 4])
@pytest.mark.parametrize("text", [None, "rembuk-0", "bukan", 7])
def test_a_workbook_without_its_marks_is_none_of_ours(place, text, refusal):
    content = changed(lambda book: setattr(book[texts.CODES_SHEET].cell(1, place), "value", text))

    assert refusal(content) == texts.NOT_A_WORKBOOK


# ── broken inside ───────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"]
)
@pytest.mark.parametrize("content", [b"", b"<", b"\xff\xfe\x00", b"<a></b>"], ids=ascii)
def test_a_part_that_is_no_xml_breaks_the_file(part, content, refusal):
    def spoil(name: str, good_content: bytes) -> bytes:
        return content if name == part else good_content

    if part == "[Content_Types].xml":  # only looked through for macros
        assert read(repacked(fresh(), spoil)).rows
    else:
        assert refusal(repacked(fresh(), spoil)) in (texts.BROKEN, texts.missing_sheet(texts.CODES_SHEET))


@pytest.mark.parametrize(
    ("part", "pattern", "by"),
    [
        ("sheet2.xml", rb'<row r="4"', b'<row r="empat"'),
        ("sheet2.xml", rb"<v>\d+</v>", b"<v>999999</v>"),
        ("sheet2.xml", rb"<v>\d+</v>", b"<v>-1</v>"),
        ("sheet2.xml", rb"<v>\d+</v>", b"<v>satu</v>"),
        ("workbook.xml.rels", rb'Target="[^"]+sheet2.xml"', b'Target="../../../etc/passwd"'),
        ("workbook.xml.rels", rb'Target="[^"]+sheet2.xml"', b'Target="http://x/y.xml"'),
    ],
)
def test_impossible_places_and_numbers_break_the_file(part, pattern, by, refusal):
    assert refusal(repacked(fresh(), within(part, pattern, by))) == texts.BROKEN


def read_or_refused(content: bytes) -> bool:
    try:
        return all(row.sheet in ("problem", "solution", "swot") for row in read(content).rows)
    except Unreadable as refused:
        return str(refused).endswith(".")


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_is_refused_or_read_and_nothing_else(seed):
    """Bytes turned, cut or doubled at random places, inside the package and around it."""
    chance = random.Random(seed)  # noqa: S311 (damage, no secret)
    content = bytearray(good())
    for _ in range(chance.randint(1, 40)):
        place = chance.randrange(len(content))
        content[place] = chance.randrange(256)
    if seed % 3 == 0:
        del content[chance.randrange(len(content)) :]
    if seed % 5 == 0:
        content += content[: chance.randrange(len(content) + 1)]
    assert read_or_refused(bytes(content))


@pytest.mark.parametrize("seed", range(40))
def test_damaged_xml_is_refused_or_read_and_nothing_else(seed):
    chance = random.Random(seed)  # noqa: S311 (damage, no secret)
    parts = zipfile.ZipFile(io.BytesIO(good())).namelist()
    chosen = chance.choice([name for name in parts if name.startswith("xl/")])

    def damage(name: str, content: bytes) -> bytes:
        if name != chosen:
            return content
        spoiled = bytearray(content)
        for _ in range(chance.randint(1, 5)):
            place = chance.randrange(len(spoiled))
            spoiled[place : place + chance.randint(1, 9)] = chance.choice(
                [b"", b"<f>", b"9" * 30, b"&x;", b'"']
            )
        return bytes(spoiled)

    assert read_or_refused(repacked(fresh(), damage))


def test_a_cell_far_to_the_right_is_its_owners_note():
    content = changed(lambda book: setattr(book["Masalah"].cell(5, 400), "value", "catatan"))

    assert read(content).rows[0].values["title"] == "Ada"


def test_typing_still_works_after_all_this():
    content = saved_again(good(), typed("Masalah", FIRST_ROW, title="Lain"))

    assert read(content).rows[0].values["title"] == "Lain"
