"""A city's folder: what spreadsheets do to it is understood, what is wrong is named by file, row, column."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.seed import folder, prepare, texts
from db.seed.folder import FolderError
from db.seed.table import Fault


@pytest.fixture
def kota(tmp_path: Path) -> Path:
    prepare.write_template(tmp_path)
    return tmp_path


def faults(kota: Path) -> list[tuple[str, int, str, str]]:
    with pytest.raises(FolderError) as error:
        folder.read(kota)
    return [(one.file, one.row, one.column, one.reason) for one in error.value.faults]


def append(path: Path, line: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def test_a_folder_becomes_records(kota: Path) -> None:
    city = folder.read(kota)

    assert city.city.words["head"] == "Bupati"
    assert [kind.code for kind in city.kinds] == ["opd", "kecamatan", "desa", "kelurahan", "mitra"]
    assert {unit.code: unit.parent_code for unit in city.units}["99.01.01.2001"] == "99.01.01"
    assert city.units[1].aliases == ("Kominfo",)
    assert [sub.code for sub in city.pillars[0].sub_pillars] == ["GOV-1", "GOV-2", "GOV-3"]


@pytest.mark.parametrize(
    "as_saved",
    [
        lambda text: "\ufeff" + text,  # "CSV UTF-8" of a spreadsheet program
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(",", ";"),  # where the comma is the decimal sign
        lambda text: text + ",,,,,\n\n",  # empty rows at the end
        lambda text: text.replace("code,kind", "CODE , Kind"),
    ],
    ids=["mark", "windows", "semicolon", "empty rows", "header"],
)
def test_what_spreadsheets_do_is_understood(kota: Path, as_saved: object) -> None:
    units = kota / "units.csv"
    before = folder.read(kota)

    units.write_text(as_saved(units.read_text(encoding="utf-8")), encoding="utf-8", newline="")  # type: ignore[operator]

    assert folder.read(kota) == before


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("OPD-SETDA,opd,Dua,Dua,,", "code", texts.twice("OPD-SETDA")),
        (",opd,Dua,Dua,,", "code", texts.EMPTY),
        ("kota,opd,Kota,Kota,,", "code", texts.code_reserved("kota")),
        ("=cmd(),opd,Dua,Dua,,", "code", texts.CODE_MALFORMED),
        ("X-1,toko,Dua,Dua,,", "kind", texts.not_found("toko", "unit_kinds.csv")),
        ("X-1,opd,,Dua,,", "name", texts.EMPTY),
        (f"X-1,opd,{'a' * 121},Dua,,", "name", texts.too_long(120)),
        ("X-1,opd,Du\u202ea,Dua,,", "name", texts.STRANGE_CHARACTERS),
        ("X-1,desa,Dua,Dua,,", "parent_code", texts.PARENT_MUST_BE_DISTRICT),
        ("X-1,desa,Dua,Dua,OPD-SETDA,", "parent_code", texts.PARENT_MUST_BE_DISTRICT),
        ("X-1,kecamatan,Dua,Dua,99.01.01,", "parent_code", texts.PARENT_NOT_WANTED),
        ("X-1,opd,Dua,Dua,99.01.01,", "parent_code", texts.PARENT_MUST_STAND_ALONE),
        ("X-1,opd,Dua,Dua,X-1,", "parent_code", texts.PARENT_MUST_STAND_ALONE),
        ("X-1,opd,Dua,Dua,,,lebih", "", texts.TOO_MANY_CELLS),
    ],
)
def test_a_faulty_unit_is_named(kota: Path, line: str, column: str, reason: str) -> None:
    append(kota / "units.csv", line)

    assert faults(kota) == [("units.csv", 8, column, reason)]


def test_an_agency_may_belong_to_another(kota: Path) -> None:
    append(kota / "units.csv", "OPD-RSUD,opd,Rumah Sakit,RSUD,OPD-SETDA,")

    assert folder.read(kota).units[-1].parent_code == "OPD-SETDA"


@pytest.mark.parametrize(
    ("file", "line", "fault"),
    [
        ("unit_kinds.csv", "dusun,Dusun,hamlet", ("level", texts.one_of(folder.LEVELS))),
        ("unit_kinds.csv", "opd,Lagi,agency", ("code", texts.twice("opd"))),
        ("city.csv", "warna,hijau", ("key", texts.key_unknown("warna"))),
        ("city.csv", "name,Lagi", ("key", texts.twice("name"))),
        ("pillars.csv", "GOV,Nama Lain,,GOV-9,Sub,", ("name_id", texts.differs_from_row(2))),
        ("pillars.csv", "GOV,Smart Governance,,GOV-1,Sub,", ("sub_code", texts.twice("GOV-1"))),
        ("pillars.csv", f"NEW,Baru,,NEW-1,Sub,{'a' * 501}", ("sub_scope", texts.too_long(500))),
    ],
)
def test_a_fault_in_any_file_is_named(kota: Path, file: str, line: str, fault: tuple[str, str]) -> None:
    append(kota / file, line)
    last_row = len((kota / file).read_text(encoding="utf-8").splitlines())

    assert faults(kota) == [(file, last_row, *fault)]


def test_a_missing_word_of_the_city_is_named(kota: Path) -> None:
    path = kota / "city.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("head,Bupati\n", ""), encoding="utf-8")

    assert faults(kota) == [("city.csv", 0, "key", texts.key_missing("head"))]


@pytest.mark.parametrize(
    ("content", "row", "column", "reason"),
    [
        (None, 0, "", texts.FILE_MISSING),
        (b"code,label\nopd,OPD\n", 1, "level", texts.COLUMN_MISSING),
        (b"code,label,level,level\nopd,OPD,agency,agency\n", 1, "level", texts.COLUMN_MISSING),
        (b"code,label,level\n", 0, "", texts.NO_ROWS),
        ("code,label,level\nopd,Dinas \u00e9,agency\n".encode("latin-1"), 0, "", texts.NOT_UTF_8),
        (b"PK\x03\x04\xff\xfe", 0, "", texts.NOT_UTF_8),  # an .xlsx under another name
        (b"a" * 5_000_001, 0, "", texts.FILE_TOO_LARGE),
        (b'code,label,level\nopd,"' + b"a" * 200_000 + b'",agency\n', 0, "", texts.NOT_A_TABLE),
    ],
    ids=["missing", "column", "twice", "no rows", "latin-1", "xlsx", "huge", "huge cell"],
)
def test_a_file_that_is_no_table_is_named(
    kota: Path, content: bytes | None, row: int, column: str, reason: str
) -> None:
    path = kota / "unit_kinds.csv"
    path.unlink() if content is None else path.write_bytes(content)

    assert ("unit_kinds.csv", row, column, reason) in faults(kota)


def test_a_fault_reads_as_a_sentence() -> None:
    fault = Fault(file="units.csv", row=4, column="kind", reason=texts.not_found("gerai", "unit_kinds.csv"))

    assert str(FolderError([fault])) == "units.csv, baris 4, kolom kind: “gerai” tidak ada di unit_kinds.csv."
