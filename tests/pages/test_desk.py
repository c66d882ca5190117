"""Diskominfo's first page, where each number leads to its list; and the list of drafts that rest."""

from __future__ import annotations

from urllib.parse import quote_plus

import pytest

from components.texts import desk as texts
from components.texts import review as review_texts
from components.texts.accounts import SHOWN
from components.ui.plain import plain
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import letters, links, options, said

HOME = "peserta/beranda.py"
PAGE = "diskominfo/draf.py"
ADMIN = person("diskominfo", "Dewi", unit=None)
FULL = rows.desk(
    waiting=[{"sheet": "problem", "label": "Masalah", "new": 1234, "older": 0, "oldest": 2}],
    missing=[{"sheet": "problem", "label": "Masalah", "units": 7}],
    idle_drafts=3,
    locked=1,
    password_requests=2,
)


def draft(**changes):
    return {
        "unit_name": "Dinas Alfa",
        "sheet": "problem",
        "pillar_code": "P2",
        "author_name": "Budi Santoso",
        "created_at": rows.AT,
        "updated_at": rows.at(-24 * 5 - 1),
        **changes,
    }


@pytest.fixture(autouse=True)
def _answers(transport):
    transport.answers["home_screen"] = rows.home(rating=None, desk=FULL)
    transport.answers["idle_drafts_screen"] = {"cycle": rows.CYCLE, "drafts": [draft()]}


def test_every_number_leads_to_its_list(open_page):
    shown = links(open_page(HOME, ADMIN))

    assert shown[texts.waiting("new", 1234)] == f"tinjau?survei=Masalah&umur={quote_plus(texts.AGES['new'])}"
    assert shown[texts.waiting("oldest", 2)].endswith(quote_plus(texts.AGES["oldest"]))
    assert texts.waiting("older", 0) not in shown, "nothing is behind it"
    assert "survei=Masalah" in shown[texts.missing("Masalah", 7)]
    assert shown[texts.locked(1)] == f"akun?tampil={quote_plus(SHOWN['locked'])}"
    assert shown[texts.password_requests(2)] == f"akun?tampil={quote_plus(SHOWN['asked'])}"
    assert shown[texts.idle(3)] == "draf?"


def test_an_age_is_called_as_the_queue_calls_its_filter():
    assert texts.AGES.items() <= review_texts.AGES.items(), "the words stand in the address"


def test_says_so_when_nothing_waits(open_page, transport):
    transport.answers["home_screen"] = rows.home(rating=None, desk=rows.desk())

    assert texts.CLEAR in said(open_page(HOME, ADMIN))


def test_a_capped_number_says_that_there_may_be_more():
    assert texts.idle(1000).endswith("1.000 atau lebih")
    assert texts.idle(999).endswith("999")


def test_a_resting_draft_is_told_by_unit_author_and_time(open_page):
    shown = letters(open_page(PAGE, ADMIN))

    assert "Dinas Alfa" in shown
    assert "Masalah, pilar Lingkungan · dimulai Budi Santoso · terakhir diubah 5 hari lalu" in shown


def test_typed_names_stay_what_was_typed(open_page, transport):
    hostile = draft(unit_name=rows.HOSTILE, author_name=rows.HOSTILE)
    transport.answers["idle_drafts_screen"] = {"cycle": rows.CYCLE, "drafts": [hostile]}

    app = open_page(PAGE, ADMIN)

    assert sum(one.value.count(plain(rows.HOSTILE)) for one in app.markdown) == 2
    assert "<script>" not in said(app)


def test_the_unit_in_the_address_narrows_the_list(open_page, transport):
    app = open_page(PAGE, ADMIN, unit="Kelurahan Satu (Kecamatan Satu)", halaman="2")

    assert transport.sent("idle_drafts_screen")[-1] == {
        "p_cycle_id": None,
        "p_unit_code": "KEL-1",
        "p_page": 2,
    }
    assert options(app, "unit")[0] == texts.ALL_UNITS
    assert links(app)[texts.EARLIER] == "draf?unit=Kelurahan+Satu+%28Kecamatan+Satu%29&halaman=1"


def test_a_full_page_leads_to_the_next(open_page, transport):
    transport.answers["idle_drafts_screen"] = {"cycle": rows.CYCLE, "drafts": [draft()] * 50}

    app = open_page(PAGE, ADMIN)

    assert links(app)[texts.LATER] == "draf?halaman=2"
    assert texts.EARLIER not in links(app)


@pytest.mark.parametrize("written", ["x", "-1", "0", "9" * 20, "1;drop"])
def test_an_address_that_names_no_page_shows_the_first(open_page, transport, written):
    open_page(PAGE, ADMIN, halaman=written)

    assert transport.sent("idle_drafts_screen")[-1]["p_page"] == 1


def test_says_when_no_draft_rests(open_page, transport):
    transport.answers["idle_drafts_screen"] = {"cycle": rows.CYCLE, "drafts": []}

    assert texts.NO_IDLE in said(open_page(PAGE, ADMIN))
