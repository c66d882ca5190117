"""The page of the event log."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from components.documents.event_tables import table
from components.documents.export_files import csv_file, workbook
from components.texts import events as texts
from components.ui.plain import plain
from db.errors import DomainError, ErrorCode
from db.gateway.events import Event
from db.gateway.rows import required_instant
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import letters, links, said

PAGE = "diskominfo/catatan_peristiwa.py"
ADMIN = person("diskominfo", "Dewi", unit=None)


def event(**changes):
    return {
        "id": 7,
        "at": rows.AT,
        "act": "answer_sent",
        "who": "Budi Santoso",
        "unit_name": "Dinas Alfa",
        "subject": "answer",
        "subject_name": "Masalah 12, Dinas Alfa",
        "detail": {},
        **changes,
    }


@pytest.fixture(autouse=True)
def _answers(transport):
    transport.answers["events_screen"] = {"events": [event()]}


def asked(transport):
    return transport.sent("events_screen")[-1]["p_by"]


def test_a_line_reads_as_a_sentence_at_the_citys_time(open_page):
    shown = letters(open_page(PAGE, ADMIN))

    assert "17 Agustus 2026" in shown
    assert "- 11.32 **Budi Santoso** (Dinas Alfa) mengirim isian: Masalah 12, Dinas Alfa" in shown


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        (
            {"fields": ["role", "phone"], "role": "pimpinan"},
            "(yang berubah peran dan telepon, peran Pimpinan)",
        ),
        ({"from": "P1", "to": "P2"}, "(dari Tata Kelola, ke Lingkungan)"),
        ({"rows": 1234, "sheet": "problem"}, "(lembar Masalah, baris 1.234)"),
        ({"role": "gone", "mode": True, "decision": None}, "(peran gone)"),
    ],
)
def test_a_detail_is_named(open_page, transport, detail, words):
    transport.answers["events_screen"] = {"events": [event(detail=detail)]}

    assert words in letters(open_page(PAGE, ADMIN))


def test_small_print_is_in_words(open_page, transport):
    found = event(
        act="window_set", subject_name="Masalah, Bimtek I", detail={"closes_at": rows.AT, "hash": "ab12"}
    )
    transport.answers["events_screen"] = {"events": [found]}

    shown = letters(open_page(PAGE, ADMIN))

    assert "menetapkan jadwal: Masalah, Bimtek I (ditutup 17 Agustus 2026 11.32 WITA)" in shown
    assert "ab12" not in shown


def test_what_nobody_did_is_the_systems_and_a_new_act_has_words(open_page, transport):
    found = event(act="not_known_yet", who=None, unit_name=None, subject_name=None)
    transport.answers["events_screen"] = {"events": [found]}

    assert f"**{texts.SYSTEM}** {texts.UNKNOWN}" in letters(open_page(PAGE, ADMIN))


def test_typed_names_stay_what_was_typed(open_page, transport):
    transport.answers["events_screen"] = {"events": [event(who=rows.HOSTILE, subject_name=rows.HOSTILE)]}

    app = open_page(PAGE, ADMIN)

    assert sum(one.value.count(plain(rows.HOSTILE)) for one in app.markdown) == 2
    assert "<script>" not in said(app)


def test_the_address_says_what_is_shown(open_page, transport):
    query = {"jenis": texts.PEOPLE, "orang": "budi", "objek": texts.SUBJECTS["participant"]}

    open_page(PAGE, ADMIN, **query, dari="2026-08-01", sampai="2026-08-31", sebelum="900")

    by = asked(transport)
    assert by["acts"] == list(texts.ACTS[texts.PEOPLE])
    assert (by["person"], by["subject"], by["from"], by["until"]) == (
        "budi",
        "participant",
        "2026-08-01",
        "2026-08-31",
    )
    assert transport.sent("events_screen")[-1]["p_before"] == 900


def test_a_link_shows_the_events_of_one_thing(open_page, transport):
    app = open_page(PAGE, ADMIN, tentang=rows.ANSWER_ID)

    assert asked(transport)["subject_id"] == rows.ANSWER_ID
    assert links(app)[texts.EVERYTHING] == "catatan_peristiwa?"


@pytest.mark.parametrize(("typed", "number"), [("12", 12), ("dua", 0), ("1e5", 0), ("9" * 9, 0), ("", None)])
def test_a_number_is_an_answers(open_page, transport, typed, number):
    open_page(PAGE, ADMIN, nomor=typed)

    assert (asked(transport)["number"], asked(transport)["subject"]) == (number, "answer" if typed else None)


def test_a_full_page_leads_to_what_is_older_with_its_filters(open_page, transport):
    transport.answers["events_screen"] = {"events": [event(id=100 - at) for at in range(50)]}

    shown = links(open_page(PAGE, ADMIN, orang="budi"))

    assert shown[texts.OLDER] == "catatan_peristiwa?orang=budi&sebelum=51"
    assert texts.NEWEST not in shown


def test_says_when_nothing_fits(open_page, transport):
    transport.answers["events_screen"] = {"events": []}

    assert texts.NOTHING in said(open_page(PAGE, ADMIN))
    assert texts.NO_MORE in said(open_page(PAGE, ADMIN, sebelum="5"))


def test_a_refused_day_is_named(open_page, transport):
    transport.answers["events_screen"] = DomainError(ErrorCode.FIELD_INVALID, "from")

    assert texts.FROM in open_page(PAGE, ADMIN).warning[0].value


def test_offers_both_files(open_page):
    labels = [button.label for button in open_page(PAGE, ADMIN).get("download_button")]

    assert labels == [texts.XLSX, texts.CSV]


# ── the files ───────────────────────────────────────────────────────────────────────────────────────────────


def taken(**changes):
    one = event(**changes)
    return table([Event(**one | {"at": required_instant(one["at"])})], "Asia/Makassar", lambda _: "")


@pytest.mark.parametrize("typed", ["=cmd()", "+1", "-1", "@x", " =1+1", "\t=1"])
def test_a_name_begins_no_formula_in_a_file(typed):
    found = taken(who=typed)

    assert f",'{typed}" in csv_file(found).decode("utf-8-sig") or f",\"'{typed}" in csv_file(found).decode(
        "utf-8-sig"
    )
    sheet = openpyxl.load_workbook(BytesIO(workbook([found]))).active
    assert sheet is not None
    assert (sheet.cell(2, 2).data_type, sheet.cell(2, 2).value) == ("s", typed)


def test_a_file_has_the_time_with_its_zone_and_the_code():
    line = csv_file(taken()).decode("utf-8-sig").splitlines()[1]

    assert line.startswith("2026-08-17T11:32:00+08:00,Budi Santoso,Dinas Alfa,mengirim isian,")
    assert line.endswith(",answer_sent")
