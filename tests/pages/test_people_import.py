"""Importing people: nothing is written before the one act; then each row is said to be written or not."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from components.documents.people_template import people_template
from components.texts import accounts as account_texts
from components.texts import errors
from components.texts import people as texts
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from db.gateway import city
from tests.pages import rows
from tests.pages.conftest import StandIn, person
from tests.pages.reading import letters, links, said

PAGE = "diskominfo/impor.py"
DEWI = person("diskominfo", "Dewi", unit=None)
HEAD = "Nama;Nama pengguna;Nomor telepon;Peran;Unit"


def known(**changes: Any) -> dict[str, Any]:
    return {
        "id": str(UUID(int=0x51)),
        "user_name": "sari",
        "name": "Sari Wulandari",
        "title": None,
        "role": "peserta",
        "unit_code": "KEL-1",
        "phone": None,
        "is_active": True,
        **changes,
    }


def unit(code: str, kind: str) -> dict[str, Any]:
    name = rows.UNIT_NAMES[code]
    return {
        "code": code,
        "kind": kind,
        "name": name,
        "short_name": name,
        "parent": None,
        "aliases": [],
        "is_active": True,
    }


@pytest.fixture(autouse=True)
def _people(transport: StandIn) -> None:
    transport.answers["import_screen"] = {
        "people": [known(), known(id=str(UUID(int=1)), user_name="dewi", name="Dewi", role="diskominfo")],
        "units": [unit("DINAS-A", "OPD"), unit("KEL-1", "Kelurahan")],
    }
    transport.answers["import_participants"] = written


def written(arguments: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"outcome": "changed" if one["participant_id"] else "new"} for one in arguments["p_rows"]]


@pytest.fixture
def uploaded(open_page, transport) -> Callable[..., AppTest]:
    def upload(*lines: str, head: str = HEAD) -> AppTest:
        app: AppTest = open_page(PAGE, DEWI)
        transport.calls.clear()
        content = "\r\n".join([head, *lines]).encode()
        app.file_uploader(key="people.upload").set_value(("orang.csv", content, "")).run()
        return app

    return upload


def save(app: AppTest) -> AppTest:
    return app.button(key="people.confirm").click().run()


def test_shows_row_by_row_what_would_happen_and_writes_nothing(uploaded, transport):
    app = uploaded(
        '"Dr. Budi, M.Si.";;81234567890;peserta;Dinas Alfa',
        "Sari W.;sari;;pendamping;Kel. Satu",
        "Sari Wulandari;sari2;;walikota;Kel. Satu",
    )

    assert [name for name, _ in transport.calls] == ["import_screen"]
    assert texts.totals({"refused": 1, "new": 1, "changed": 1}) in said(app)
    assert "Berkas CSV, baris 4, kolom D (Peran): Peran “walikota” tidak ada" in letters(app)
    assert texts.becomes("name", "Sari Wulandari", "Sari W.") in letters(app)
    assert texts.becomes("role", "Peserta", "Pendamping") in letters(app)
    (table,) = app.dataframe
    assert table.value.iloc[0].tolist() == [
        2,
        "Dr. Budi, M.Si.",
        "budi",
        "0812-3456-7890",
        "Peserta",
        "Dinas Alfa",
        "nomor telepon dibaca sebagai 0812-3456-7890; nama pengguna disarankan",
    ]
    assert app.button(key="people.confirm").label == texts.confirm(1, 1, 1)


def test_one_act_writes_what_is_new_and_changed_and_leaves_out_what_is_refused(uploaded, transport):
    app = save(uploaded("Budi;;;peserta;Dinas Alfa", "Sari W.;sari;;peserta;KEL-1", "Joko;;;x;KEL-1"))

    (sent,) = transport.sent("import_participants")
    assert [(one["participant_id"], one["user_name"], one["name"]) for one in sent["p_rows"]] == [
        (None, "budi", "Budi"),
        (str(UUID(int=0x51)), "sari", "Sari W."),
    ]
    assert texts.imported(1, 1) in said(app)


def test_three_hundred_people_are_written_some_at_a_time(uploaded, transport):
    save(uploaded(*(f"Orang Ke {number};orang{number};;peserta;KEL-1" for number in range(300))))

    sent = transport.sent("import_participants")
    assert [len(one["p_rows"]) for one in sent] == [50] * 6
    assert len({one["p_request_id"] for one in sent}) == 6


def test_the_same_list_again_has_nothing_to_do_and_leads_to_the_slips(uploaded, transport):
    app = uploaded("Sari Wulandari;sari;;peserta;KEL-1")

    assert texts.NOTHING_TO_DO in said(app)
    assert texts.TO_SLIPS in links(app)
    assert not [one for one in app.button if one.key == "people.confirm"]


def test_whoever_the_database_refuses_after_all_is_named(uploaded, transport):
    transport.answers["import_participants"] = lambda sent: [
        {"outcome": "refused", "code": "name_taken", "field": "phone"} for _ in sent["p_rows"]
    ]

    app = save(uploaded("Budi;;0812 3456 7890;peserta;KEL-1"))

    sentence = errors.about("name_taken", account_texts.FIELDS["phone"])
    assert texts.about_person(2, "Budi", sentence) in letters(app)
    assert texts.imported(0, 0) in letters(app)


def test_a_second_try_after_an_outage_is_the_same_request(uploaded, transport):
    transport.answers["import_participants"] = DatabaseUnavailable("gone")
    app = uploaded("Budi;;;peserta;KEL-1")

    save(save(app))

    first, second = transport.sent("import_participants")
    assert first["p_request_id"] == second["p_request_id"]
    assert errors.UNAVAILABLE in said(app)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 rusak", b"\x00" * 20, b"Nama;Peran\n"])
def test_a_file_that_is_no_list_gets_its_sentence_and_asks_nothing(open_page, transport, content):
    app = open_page(PAGE, DEWI)
    transport.calls.clear()

    app.file_uploader(key="people.upload").set_value(("x", content, "")).run()

    assert len(app.warning) == 1
    assert transport.calls == []
    assert not app.exception


def test_what_was_typed_into_the_list_is_text(uploaded):
    app = uploaded(
        f'"{rows.HOSTILE}";;;"{rows.HOSTILE}";KEL-1', head=f"Nama;Nama pengguna;{rows.HOSTILE};Peran;Unit"
    )

    assert r"\<script\>" in said(app)
    assert "<script>" not in "".join(one.value for one in (*app.markdown, *app.caption))


def test_the_empty_list_is_made_when_it_is_asked_for(open_page, transport):
    app = open_page(PAGE, DEWI)

    assert [button.proto.label for button in app.get("download_button")] == [texts.TEMPLATE]
    assert [name for name, _ in transport.calls] == ["reference"]
    book = openpyxl.load_workbook(io.BytesIO(people_template(city.reference(DEWI, cycle_id=None))))
    assert book.sheetnames == [texts.SHEET, texts.GUIDE_SHEET, texts.CODES_SHEET]


def test_whoever_may_not_is_refused(open_page, transport, uploaded):
    transport.answers["import_screen"] = DomainError(ErrorCode.NOT_ALLOWED)

    assert errors.SENTENCES["not_allowed"] in said(uploaded("Budi;;;peserta;KEL-1"))
