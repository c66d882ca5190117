"""Telephone numbers, user names and units, as lists have them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.rules.person_names import bare, suggested
from components.rules.phones import PhoneFault, read_phone
from components.rules.unit_names import UnitNames
from tests.unit.lists import UNITS, unit

# ── telephone numbers ───────────────────────────────────────────────────────────────────────────────────────
AS_IT_IS = [
    "081234567890",
    "6281234567890",
    "'081234567890",  # how a spreadsheet marks a text
    "\u202a081234567890\u202c",  # pasted with marks nobody sees
]
REPAIRED: list[str | int | float] = [
    81234567890,  # a number: the nought is lost
    81234567890.0,
    6281234567890,
    "81234567890",
    "81234567890.0",
    "81234567890,0",
    "8.1234567890E+10",  # all digits are still there
    "8,1234567890E+10",
    "8.1234567890e10",
    "+62 812-3456-7890",
    "+62 (0)812 3456 7890",
    "+62081234567890",
    "006281234567890",
    "0812–3456–7890",
    " 0812 3456 7890 ",
    "(0812) 3456.7890",
]


@pytest.mark.parametrize("written", AS_IT_IS)
def test_a_whole_number_is_kept_and_nothing_said(written):
    phone = read_phone(written)

    assert (phone.number, phone.fault, phone.is_repaired) == ("6281234567890", None, False)


@pytest.mark.parametrize("written", REPAIRED)
def test_what_a_spreadsheet_did_to_a_number_is_repaired_and_said(written):
    phone = read_phone(written)

    assert (phone.number, phone.fault) == ("6281234567890", None)
    assert phone.is_repaired or written == 6281234567890, "as it is kept, there is nothing to say"


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("8,1E+10", PhoneFault.LOST_DIGITS),
        ("8.12346E+10", PhoneFault.LOST_DIGITS),
        ("6,28123E+12", PhoneFault.LOST_DIGITS),
        ("8E+10", PhoneFault.LOST_DIGITS),
        (81000000000, PhoneFault.LOST_DIGITS),  # the same, read as a number and saved
        (8.1e10, PhoneFault.LOST_DIGITS),
        (6281230000000, PhoneFault.LOST_DIGITS),
        ("tidak ada", PhoneFault.NOT_DIGITS),
        ("0812-ABCD-7890", PhoneFault.NOT_DIGITS),
        (True, PhoneFault.NOT_DIGITS),
        (81234567890.5, PhoneFault.UNKNOWN),
        ("٠٨١٢٣٤٥٦٧٨٩٠", PhoneFault.NOT_DIGITS),  # other digits
        ("0812", PhoneFault.UNKNOWN),
        ("+65 9123 4567", PhoneFault.UNKNOWN),
        ("08123456789012345", PhoneFault.UNKNOWN),
        ("0812 3456 7890 / 0813 1111 2222", PhoneFault.SEVERAL),
        ("081234567890 atau 081311112222", PhoneFault.SEVERAL),
        ("1871010101010001", PhoneFault.IDENTITY),
        ("198001012005011001", PhoneFault.IDENTITY),
        (1871010101010001, PhoneFault.IDENTITY),
    ],
)
def test_what_is_no_whole_number_is_named_and_never_guessed(written, fault):
    assert read_phone(written).fault == fault
    assert read_phone(written).number is None


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.booleans()))
def test_whatever_stands_there_is_a_number_or_a_fault(cell):
    phone = read_phone(cell)

    assert (phone.number is None) is (phone.fault is not None)
    assert phone.number is None or re.fullmatch(r"62[1-9][0-9]{7,11}", phone.number)


@given(st.from_regex(r"62[1-9][0-9]{7,11}", fullmatch=True))
def test_a_number_as_it_is_kept_is_read_as_itself(number):
    assert read_phone(number).number == number
    assert read_phone(f"0{number[2:]}").number == number


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "name",
    [
        "Sari Wulandari",
        "SARI  WULANDARI",
        "Dr. Ir. Sari Wulandari, M.Si.",
        "dr Sari Wulandari, Sp.A",
        "Hj. Sari Wulandari, S.E., M.M.",
        "Säri Wulandari",
    ],
)
def test_the_same_person_with_or_without_her_titles(name):
    assert bare(name) == "sari wulandari"


@pytest.mark.parametrize(
    ("name", "taken", "made"),
    [
        ("Dr. Ir. Sari Wulandari, M.Si.", [], "sari.wulandari"),
        ("Sari Dewi Wulandari", [], "sari.wulandari"),
        ("Sari", [], "sari"),
        ("Sari", ["sari"], "sari2"),
        ("Sari", ["sari", "sari2"], "sari3"),
        ("Al", [], "al2"),
        ("O", [], "o10"),  # too short with one digit behind it
        ("Nur'aini Ma'ruf", [], "nuraini.maruf"),
        ("H. M. Yusuf", [], "m.yusuf"),
        ("王小明", [], "orang"),
        ("2 Sari", [], "sari"),
        ("x" * 120, [], "x" * 60),
    ],
)
def test_a_name_suggests_a_user_name_nobody_has(name, taken, made):
    assert suggested(name, taken) == made


@given(st.text(min_size=1, max_size=120), st.integers(0, 12))
def test_every_name_suggests_one_that_may_be_kept(name, others):
    taken: set[str] = set()
    for _ in range(others + 1):
        made = suggested(name, taken)
        assert re.fullmatch(r"[a-z][a-z0-9._@-]{2,63}", made)
        assert made not in taken
        taken.add(made)


# ── units ───────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("OPD-DINKES", "OPD-DINKES"),
        ("opd-dinkes", "OPD-DINKES"),
        ("Dinas Kesehatan [OPD-DINKES]", "OPD-DINKES"),
        ("DINAS KESEHATAN", "OPD-DINKES"),
        ("Din. Kesehatan", "OPD-DINKES"),
        ("Dinkes", "OPD-DINKES"),
        ("dinas kes", "OPD-DINKES"),  # an alias
        ("Kesehatan", "OPD-DINKES"),
        ("Dinas Kesehatan Kota Contoh", "OPD-DINKES"),
        ("Dinas Pendidikan & Kebudayaan", "OPD-DIKBUD"),
        ("Maju", "KEL-MAJU"),
        ("Kel. Maju", "KEL-MAJU"),
        ("KELURAHAN MAJU", "KEL-MAJU"),
        ("Kelurahan Maju (Pusat)", "KEL-MAJU"),
        ("Kel Maju, Kec. Pusat", "KEL-MAJU"),
        ("Kec. Pusat", "KEC-PUSAT"),
        ("Kelurahan Baru (Utara)", "KEL-BARU-U"),
        ("Kel. Baru Kec. Utara", "KEL-BARU-U"),
    ],
)
def test_a_unit_is_known_by_code_name_or_alias_however_it_is_written(written, code):
    assert UnitNames(UNITS).found(written) == [code]


def test_what_may_be_two_units_is_not_decided():
    assert UnitNames(UNITS).found("Kel. Baru") == ["KEL-BARU-P", "KEL-BARU-U"]


@pytest.mark.parametrize("written", ["Dinas Pusat", "Kecamatan Maju", "Dinas", "", "[", "🙂", "Kota"])
def test_another_kind_of_unit_is_another_unit(written):
    assert UnitNames(UNITS).found(written) == []


def test_a_slip_of_the_pen_names_the_nearest():
    assert UnitNames(UNITS).nearest("Dinas Kesehaten") == "Dinas Kesehatan"
    assert UnitNames(UNITS).nearest("Rumah Sakit") is None


@given(st.text(max_size=60))
def test_whatever_is_written_finds_units_or_none(written):
    units = UnitNames([*UNITS, unit("X", "Mitra", "🙂")])

    assert set(units.found(written)) <= {one.code for one in UNITS} | {"X"}
    units.nearest(written)
