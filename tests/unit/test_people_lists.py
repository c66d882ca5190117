"""A list of people: what is new, changed, unchanged; thirty kinds of faults, each named where it stands."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.documents.cells import LARGEST_FILE, Unreadable
from components.documents.people_reading import read_people
from components.documents.people_template import people_template
from components.rules.people import BATCH, Planned, batches, plan
from components.rules.people_file import PeopleFile
from components.texts import people as texts
from components.ui.people_import import _sentence
from db.gateway.people import KnownPerson
from tests.unit import samples
from tests.unit.lists import DIAN, HEAD, PEOPLE, SARI, known, planned, row, screen, workbook

HOSTILE = "=cmd()|' /C calc'!A0"


def only(found: list[Planned]) -> Planned:
    (one,) = found
    return one


def outcomes(found: list[Planned]) -> list[str]:
    return [one.outcome for one in found]


def faults(found: list[Planned]) -> list[str]:
    return [fault.word for one in found for fault in one.faults]


def afterwards(found: list[Planned], people: tuple[KnownPerson, ...] = PEOPLE) -> list[KnownPerson]:
    """Everybody, once what was planned is written."""
    by_id = {one.id: one for one in people}
    for number, one in enumerate(found, start=100):
        if one.person and one.outcome in ("new", "changed"):
            written = one.person
            id_ = written.participant_id or known(number, "", "").id
            by_id[id_] = KnownPerson(
                id=id_,
                user_name=written.user_name,
                name=written.name,
                title=written.title,
                role=written.role,
                unit_code=written.unit_code,
                phone=written.phone,
                is_active=True,
            )
    return [*by_id.values()]


# ── what a good row becomes ─────────────────────────────────────────────────────────────────────────────────
def test_somebody_unknown_is_new_and_keeps_titles_and_commas():
    one = only(planned(row("Dr. Ir. Budi Santoso, M.Si.", title="Kabid", phone=81234567890)))

    assert one.outcome == "new"
    assert one.person
    assert (one.person.name, one.person.title) == ("Dr. Ir. Budi Santoso, M.Si.", "Kabid")
    assert (one.person.user_name, one.person.phone) == ("budi.santoso", "6281234567890")
    assert (one.person.role, one.person.unit_code) == ("peserta", "KEL-MAJU")
    assert [note.word for note in one.notes] == ["phone_repaired", "user_name_suggested"]


@pytest.mark.parametrize(
    "given",
    [
        row("Sari W.", user_name="SARI"),
        row("Sari W.", phone="0811-2233-4455"),
        row("Hj. Sari Wulandari, S.E."),
        row("Sari Wulandari", title="Lurah", user_name="sari.baru"),
    ],
    ids=["user name", "telephone", "name and unit", "another user name"],
)
def test_somebody_known_is_found_by_user_name_else_number_else_name_and_unit(given):
    one = only(planned(given))

    assert one.outcome == "changed"
    assert one.person
    assert (one.person.participant_id, one.person.user_name) == (SARI.id, "sari")


def test_a_changed_row_says_what_was_and_what_becomes():
    one = only(planned(row("Sari Wulandari, S.E.", user_name="sari", role="pendamping", unit="Dinkes")))

    assert one.changed == (
        ("name", "Sari Wulandari", "Sari Wulandari, S.E."),
        ("role", "peserta", "pendamping"),
        ("unit", "KEL-MAJU", "OPD-DINKES"),
    )


def test_what_is_empty_in_the_list_stays_as_it_is():
    assert outcomes(planned(row("Sari Wulandari"))) == ["unchanged"]
    assert outcomes(planned(row("Dian", role="Diskominfo [diskominfo]", unit=None))) == ["new"]
    assert outcomes(planned(row("Dian", user_name="dian", role="diskominfo", unit=None))) == ["unchanged"]


def test_whoever_is_switched_off_stays_so():
    off = replace(SARI, is_active=False)

    one = only(planned(row("Sari W.", user_name="sari"), people=(DIAN, off)))

    assert [note.word for note in one.notes] == ["is_inactive"]


def test_two_of_one_name_are_two_people_when_something_tells_them_apart():
    found = planned(
        row("Budi", phone="0812 1111 2222"), row("Budi", phone="0812 1111 3333"), row("Budi", unit="Dinkes")
    )

    assert outcomes(found) == ["new"] * 3
    assert [one.person.user_name for one in found if one.person] == ["budi", "budi2", "budi3"]


def test_a_given_user_name_is_never_suggested_to_somebody_else():
    found = planned(row("Budi"), row("Joko", user_name="budi"))

    assert [one.person.user_name for one in found if one.person] == ["budi2", "budi"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Budi", "Dr. Budi", "Sari Wulandari", "Al", "Ani, S.T.", "王"]),
            st.sampled_from([None, 81234567890, "0812-1111-2222", "0811 2233 4455"]),
            st.sampled_from([None, "sari", "budi", "ani.x"]),
            st.sampled_from(["peserta", "pimpinan", "diskominfo"]),
            st.sampled_from(["Kel. Maju", "Dinkes", None]),
        ),
        max_size=6,
    )
)
def test_the_same_list_twice_changes_nothing(people):
    content = workbook(
        *(
            row(name, phone=phone, user_name=user, role=role, unit=unit)
            for name, phone, user, role, unit in people
        )
    )
    first = plan(read_people(content), screen(*PEOPLE))

    again = plan(read_people(content), screen(*afterwards(first)))

    written = [one.outcome for one, before in zip(again, first, strict=True) if before.outcome != "refused"]
    assert set(written) <= ({"unchanged", "refused"} if len(written) < len(first) else {"unchanged"})
    names = [one.person.user_name for one in first if one.person and one.outcome == "new"]
    assert len(names) == len(set(names))
    assert not set(names) & {one.user_name for one in PEOPLE}


def test_a_long_list_is_written_some_at_a_time():
    found = planned(*(row(f"Orang {number}", user_name=f"orang{number}") for number in range(BATCH + 10)))

    assert [len(batch) for batch in batches(found)] == [BATCH, 10]


# ── faults ──────────────────────────────────────────────────────────────────────────────────────────────────
FAULTS = {
    "name_missing": row(None),
    "name_number": row(12345),
    "name_long": row("x" * 121),
    "name_strange": row("Budi\u200bS"),
    "title_long": row(title="x" * 121),
    "title_strange": row(title="Ka\u202ebid"),
    "user_name_malformed": row(user_name="budi santoso"),
    "user_name_other": row("Joko Susilo", user_name="sari", unit="Dinkes"),
    "phone_lost": row(phone="8,1E+10"),
    "phone_letters": row(phone="belum ada"),
    "phone_unknown": row(phone="0812"),
    "phone_several": row(phone="0812 3456 7890 / 0813 3456 7890"),
    "phone_identity": row(phone="1871010101010001"),
    "phone_taken": row("Dian", user_name="dian", unit="Dinkes", role="diskominfo", phone="0811 2233 4455"),
    "role_missing": row(role=None),
    "role_unknown": row(role="walikota"),
    "unit_missing": row(unit=None),
    "unit_unknown": row(unit="Rumah Sakit"),
    "unit_near": row(unit="Dinas Kesehaten"),
    "unit_ambiguous": row(unit="Kel. Baru"),
    "unit_inactive": row(unit="Dinas Pasar"),
    "last_diskominfo": row("Dian", user_name="dian", unit="Dinkes"),
}


@pytest.mark.parametrize("word", FAULTS)
def test_each_fault_is_named(word):
    one = only(planned(FAULTS[word]))

    assert (one.outcome, faults([one]), one.person) == ("refused", [word], None)


@pytest.mark.parametrize(
    ("word", "rows"),
    [
        ("user_name_twice", [row("Budi", user_name="sama"), row("Joko", user_name="sama")]),
        ("phone_twice", [row("Budi", phone="0812 3456 7890"), row("Joko", phone="+6281234567890")]),
        ("person_twice", [row("Budi"), row("Drs. Budi, M.M.")]),
        ("person_twice", [row("Sari Wulandari"), row("Sari", user_name="sari")]),
    ],
)
def test_what_comes_twice_is_named_by_the_first_row(word, rows):
    found = planned(*rows)

    assert (outcomes(found)[0] != "refused", outcomes(found)[1]) == (True, "refused")
    assert [(fault.word, fault.about) for fault in found[1].faults] == [(word, "2")]


def test_two_accounts_of_one_name_in_one_unit_are_not_chosen_from():
    twins = (known(3, "budi", "Budi"), known(4, "budi2", "Budi"))

    assert faults(planned(row("Budi"), people=twins)) == ["person_ambiguous"]
    assert outcomes(planned(row("Budi", user_name="budi2"), people=twins)) == ["unchanged"]


def test_of_two_of_one_name_the_one_is_meant_whom_no_other_row_means():
    twins = (known(3, "budi", "Budi"), known(4, "budi2", "Budi"))

    found = planned(row("Budi"), row("Budi", user_name="budi"), people=twins)

    assert [one.person.user_name for one in found if one.person] == ["budi2", "budi"]
    assert outcomes(found) == ["unchanged"] * 2


def test_a_row_that_is_refused_takes_nobody_from_a_good_one():
    found = planned(row("Sari Wulandari", role="x"), row("Sari W.", user_name="sari"))

    assert outcomes(found) == ["refused", "changed"]


def test_a_code_and_a_name_that_say_two_units_are_not_chosen_from():
    head = (*HEAD, "Kode unit")
    rows = [(*row(), "OPD-DINKES"), (*row(unit="Kel. Baru"), "KEL-BARU-U"), (*row("Joko"), "TIDAK-ADA")]

    found = planned(*rows, head=head)

    assert faults(found) == ["unit_differs", "unit_unknown"]
    assert found[1].person
    assert found[1].person.unit_code == "KEL-BARU-U"


def test_all_officers_lose_their_role_only_together():
    other = known(5, "dodi", "Dodi", "diskominfo", unit_code="OPD-DINKES")
    both = [row(name, user_name=name.lower(), unit="Dinkes") for name in ("Dian", "Dodi")]

    assert outcomes(planned(*both[:1], people=(DIAN, other))) == ["changed"]
    assert faults(planned(*both, people=(DIAN, other))) == ["last_diskominfo"] * 2


def spoilt(sheet) -> None:
    sheet["A2"] = "=CONCATENATE(A3,B3)"
    sheet["F3"] = "#N/A"
    sheet["F3"].data_type = "e"
    sheet.merge_cells("B4:C4")


def sentences(content: bytes) -> list[str]:
    file = read_people(content)
    found = plan(file, screen())
    return [_sentence(one, fault, file) for one in found for fault in one.faults]


def test_a_workbook_with_twenty_kinds_of_faults_gets_twenty_sentences():
    """Each names the sheet, the row and the column; formulas, errors and merged cells stop nothing else."""
    apart = [FAULTS[word] for word in FAULTS if word != "last_diskominfo"]

    found = sentences(workbook(row(), row(), row("Ani"), *apart, change=spoilt))

    words = {sentence.partition("): ")[2] for sentence in found}
    assert len(words) >= 22, sorted(words)
    assert all(sentence.startswith("Lembar “Orang”, baris ") for sentence in found)
    assert all(", kolom " in sentence for sentence in found)
    assert "Lembar “Orang”, baris 2, kolom A (Nama): Sel ini berisi rumus. Tempel sebagai nilai." in found
    assert "Lembar “Orang”, baris 3, kolom F (Unit): Sel ini berisi galat Excel." in found
    assert "Lembar “Orang”, baris 4, kolom B (Jabatan): Sel ini digabung dengan sel lain. Pisahkan." in found


@pytest.mark.parametrize("word", texts.FAULTS)
def test_every_fault_has_a_sentence_that_shows_what_it_is_about(word):
    sentence = texts.remark(texts.FAULTS, word, "{about} 100% \\")

    assert sentence.endswith(".")


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────
def csv(*rows: str, head: str = "Nama;Nomor telepon;Peran;Unit") -> str:
    return "\r\n".join([head, *rows])


def names(file: PeopleFile) -> list[object]:
    return [one.cells.get("name") for one in file.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_file_is_read_whatever_spreadsheet_wrote_it(encoding, separator):
    lines = csv('"Dr. Désirée, M.Si.";0812 3456 7890;peserta;"Dinas A, B"').replace(";", separator)

    file = read_people(lines.encode(encoding))

    assert names(file) == ["Dr. Désirée, M.Si."]
    assert dict(file.rows[0].cells) == {
        "name": "Dr. Désirée, M.Si.",
        "phone": "0812 3456 7890",
        "role": "peserta",
        "unit": "Dinas A, B",
    }
    assert (file.sheet, file.rows[0].line, file.columns["phone"]) == ("", 2, "B")


def test_a_csv_file_may_say_itself_what_stands_between_its_cells():
    file = read_people(("sep=;\r\n" + csv("Budi, S.T.;;peserta;Maju")).encode())

    assert names(file) == ["Budi, S.T."]


def test_a_name_whose_comma_tore_its_row_is_named():
    torn = csv("Sari, M.Si.,0812,peserta,Maju").replace(";", ",")

    assert sentences(torn.encode())[0].startswith("Berkas CSV, baris 2: Baris ini memuat lebih banyak kolom")


def test_rows_keep_their_numbers_over_empty_lines_and_titles():
    file = read_people(("Daftar peserta;;;\r\n;;;\r\n" + csv("", ";;;", "Budi;;peserta;Maju")).encode())

    assert [one.line for one in file.rows] == [6]


def test_columns_are_known_by_what_people_call_them_and_others_are_told():
    head = "NAMA LENGKAP *;No. HP;Peran;OPD;NIK;Tanggal lahir"

    file = read_people(csv("Budi;0812;peserta;Maju;1871;1980", head=head).encode())

    assert set(file.columns) == {"name", "phone", "role", "unit"}
    assert file.ignored == ("NIK", "Tanggal lahir")
    assert "1871" not in str(file.rows)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", texts.NO_HEADINGS),
        (b"\x00\x01\x02", texts.NO_LIST),
        (b"%PDF-1.7 hanya PDF", texts.NO_HEADINGS),
        (b"Budi;0812;peserta;Maju", texts.NO_HEADINGS),
        (b"Nama;Nama lengkap;Peran;Unit", texts.repeated_column("Nama")),
        (b"Nama;Jabatan", texts.missing_columns(["Peran", "Unit"])),
        (b"x" * (LARGEST_FILE + 1), texts.too_heavy(3)),
        (b"Nama;Peran;Unit\n" + b"Budi;peserta;Maju\n" * 2001, texts.too_many_rows(2000)),
        (b'Nama;Peran;Unit\n"' + b"x" * 200_000, texts.NO_LIST),
    ],
    ids=["empty", "binary", "pdf", "no head", "twice", "missing", "heavy", "long", "one endless cell"],
)
def test_a_file_that_is_no_list_gets_one_sentence(content, sentence):
    with pytest.raises(Unreadable) as refusal:
        read_people(content)

    assert refusal.value.sentence == sentence


@given(st.binary(max_size=300))
def test_whatever_bytes_come_are_a_list_or_refused(content):
    for begin in (b"", b"PK\x03\x04", b"Nama;Peran;Unit\n", b"\xff\xfe"):
        assert refused(begin + content)[-1:] in (".", "")


def refused(content: bytes) -> str:
    """Why it is no list; empty when it is one."""
    try:
        plan(read_people(content), screen())
    except Unreadable as refusal:
        return refusal.sentence
    return ""


def test_a_sheet_of_another_name_is_read_when_it_is_the_only_one():
    assert names(read_people(workbook(row("Budi"), name="Sheet1"))) == ["Budi"]


def test_typed_formulas_are_text():
    file = read_people(csv(f'"{HOSTILE}";;peserta;Maju').encode())

    assert only(plan(file, screen())).name == HOSTILE


# ── the empty list ──────────────────────────────────────────────────────────────────────────────────────────
def test_the_empty_list_offers_roles_and_units_with_their_codes_and_is_read_back():
    book = openpyxl.load_workbook(io.BytesIO(people_template(samples.REFERENCE)))
    sheet = book[texts.SHEET]

    offered = {str(one.sqref)[0]: one.formula1 for one in sheet.data_validations.dataValidation}
    assert [cell.value for cell in sheet[1]] == list(HEAD)
    assert offered == {"E": "Kode!$A$1:$A$4", "F": "Kode!$B$1:$B$5"}
    assert book[texts.CODES_SHEET]["B1"].value == "Dinas Satu [A-1]"
    assert sheet.column_dimensions["D"].number_format == "@", "or a number loses its nought"
    sheet.append(["Budi", None, None, "081234567890", "Peserta [peserta]", "Kampung Hulu (Hulu) [V-1]"])
    target = io.BytesIO()
    book.save(target)
    (person,) = read_people(target.getvalue()).rows
    assert person.cells["unit"] == "Kampung Hulu (Hulu) [V-1]"
