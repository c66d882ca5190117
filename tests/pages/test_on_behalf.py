"""Typing for a unit from its paper, the mark that stays on it, and the unit's word."""

from __future__ import annotations

from typing import Any

import pytest

from components.texts import errors
from components.texts import on_behalf as texts
from components.texts import paper as paper_texts
from db.errors import DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import letters, links

PAGE = "diskominfo/atas_nama.py"
DEWI = person("diskominfo", "Dewi", unit=None)
BUDI = person()


def typed(**changes: Any) -> dict[str, Any]:
    return rows.answer(
        number=4, title="Jalan gelap", status="dikirim", sent_at=rows.AT, on_behalf="waiting"
    ) | (changes)


def about(**changes: Any) -> dict[str, Any]:
    found = {"by": "Dewi", "confirmed_by": None, "confirmed_at": None, "may_confirm": True}
    return {**found, **changes}


@pytest.fixture(autouse=True)
def _desk(transport) -> None:
    transport.answers |= {
        "on_behalf_screen": {
            "cycle": rows.CYCLE,
            "windows": [
                rows.window("problem"),
                rows.window("solution", opens=None),
                rows.window("kesiapan"),
            ],
            "stages": {"problem": 1, "solution": 2},
            "answers": [typed()],
        },
        "create_draft_for_unit": {"answer_id": rows.ANSWER_ID},
        "answer_screen": rows.answer_screen(answer=typed(), on_behalf=about()),
        "confirm_answer": {"confirmed_at": rows.AT},
    }


# ── Diskominfo ──────────────────────────────────────────────────────────────────────────────────────────────
def test_lists_what_was_typed_and_how_it_stands_in_one_call(open_page, transport):
    app = open_page(PAGE, DEWI)

    assert [name for name, _ in transport.calls] == ["reference", "on_behalf_screen"]
    assert texts.waiting("Dinas Alfa") in letters(app)
    assert f"masalah?id={rows.ANSWER_ID}" in " ".join(links(app).values())


def test_begins_a_draft_for_the_unit_and_opens_its_form(open_page, transport):
    app = open_page(PAGE, DEWI)

    app.selectbox(key="on_behalf.unit").set_value("KEL-1")
    app.selectbox(key="on_behalf.pillar").set_value("P2")
    app.button[0].click().run()

    (sent,) = transport.sent("create_draft_for_unit")
    assert (sent["p_unit_id"], sent["p_sheet"], sent["p_pillar_code"]) == (
        rows.UNIT_IDS["KEL-1"],
        "problem",
        "P2",
    )
    assert app.title[0].value.replace("\\", "") == "4. Jalan gelap"


def test_offers_only_sheets_that_are_open(open_page):
    assert open_page(PAGE, DEWI).radio(key="on_behalf.sheet").options == ["Masalah", "Kesiapan"]


def test_a_units_own_sheet_is_begun_without_a_pillar(open_page, transport):
    app = open_page(PAGE, DEWI)

    app.selectbox(key="on_behalf.unit").set_value("KEL-1")
    app.radio(key="on_behalf.sheet").set_value("kesiapan")
    app.button[0].click().run()

    (sent,) = transport.sent("create_draft_for_unit")
    assert (sent["p_sheet"], sent["p_pillar_code"]) == ("kesiapan", None)


def test_one_does_not_type_for_ones_own_unit(open_page):
    app = open_page(PAGE, person("diskominfo", "Dewi", unit="DINAS-A"))

    assert "Dinas Alfa" not in app.selectbox(key="on_behalf.unit").options


def test_without_an_open_survey_nothing_can_be_begun(open_page, transport):
    transport.answers["on_behalf_screen"]["windows"] = [rows.window("problem", opens=None)]

    app = open_page(PAGE, DEWI)

    assert texts.CLOSED in letters(app)
    assert app.button == []


def test_asks_for_unit_and_pillar_before_anything_is_sent(open_page, transport):
    app = open_page(PAGE, DEWI)

    app.button[0].click().run()

    assert texts.NOT_CHOSEN in letters(app)
    assert transport.sent("create_draft_for_unit") == []


def test_a_refusal_is_said(open_page, transport):
    transport.answers["create_draft_for_unit"] = DomainError(ErrorCode.WINDOW_CLOSED, "problem")
    app = open_page(PAGE, DEWI)

    app.selectbox(key="on_behalf.unit").set_value("KEL-1")
    app.selectbox(key="on_behalf.pillar").set_value("P2")
    app.button[0].click().run()

    assert errors.SENTENCES["window_closed"] in letters(app)


def test_prints_an_empty_form_for_any_unit(open_page):
    app = open_page(PAGE, DEWI)
    assert app.get("download_button") == []

    app.selectbox(key="paper.unit").set_value("KEL-1").run()

    (button,) = app.get("download_button")
    assert button.proto.label == paper_texts.EMPTY


def test_the_form_reminds_of_the_paper(open_page, transport):
    draft = typed(status="draf", number=None)
    transport.answers["answer_screen"] = rows.answer_screen(answer=draft, on_behalf=about(may_confirm=False))

    app = open_page("peserta/masalah.py", DEWI, id=rows.ANSWER_ID)

    assert texts.PAPER_FIRST in letters(app)


# ── the unit ────────────────────────────────────────────────────────────────────────────────────────────────
def test_an_officer_says_that_it_is_right(open_page, transport):
    app = open_page("peserta/masalah.py", BUDI, id=rows.ANSWER_ID)
    assert texts.typed_by("Dewi") in letters(app)

    app.button(key="answer.confirm").click().run()

    (sent,) = transport.sent("confirm_answer")
    assert str(sent["p_answer_id"]) == rows.ANSWER_ID
    assert texts.CONFIRMED in letters(app)


@pytest.mark.parametrize(
    "on_behalf", [None, about(may_confirm=False), about(confirmed_by="Budi", confirmed_at=rows.AT)]
)
def test_the_button_is_there_only_for_who_may_say_so(on_behalf, open_page, transport):
    if on_behalf is not None and on_behalf["confirmed_by"]:
        on_behalf["may_confirm"] = False
    transport.answers["answer_screen"] = rows.answer_screen(answer=typed(), on_behalf=on_behalf)

    app = open_page("peserta/masalah.py", BUDI, id=rows.ANSWER_ID)

    assert "answer.confirm" not in [button.key for button in app.button]


def test_who_agreed_and_when_stays_beside_the_answer(open_page, transport):
    agreed = about(confirmed_by="Budi", confirmed_at=rows.AT, may_confirm=False)
    transport.answers["answer_screen"] = rows.answer_screen(answer=typed(), on_behalf=agreed)

    app = open_page("peserta/masalah.py", BUDI, id=rows.ANSWER_ID)

    assert texts.confirmed_by("Dinas Alfa", "Budi", "17 Agustus 2026 11.32 WITA") in letters(app)


def test_what_waits_for_the_units_word_stands_on_the_first_page(open_page, transport):
    transport.answers["home_screen"] = rows.home(to_confirm=[typed()])

    app = open_page("peserta/beranda.py", BUDI)

    assert texts.to_confirm(1) in letters(app)
    assert texts.waiting("Dinas Alfa") in letters(app)


def test_the_review_queue_shows_the_mark(open_page, transport):
    transport.answers["review_screen"] = rows.review(typed())

    assert texts.waiting("Dinas Alfa") in letters(open_page("diskominfo/tinjau.py", DEWI))
