"""Raters as Diskominfo decides and follows them."""

from __future__ import annotations

from uuid import UUID

import pytest

from components.texts import errors
from components.texts import raters as texts
from db.errors import DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import said

PAGE = "diskominfo/penilai.py"
DIAN = person("diskominfo", "Dian")
ANI, BUDI, CITRA = (str(UUID(int=number)) for number in (0xA1, 0xB1, 0xC1))


def rater(id_: str, name: str, done: int = 0, *, last: str | None = None, unit: str = "Dinas Alfa"):
    return {
        "id": id_,
        "name": name,
        "unit_name": unit,
        "problem": {"done": done, "total": 2},
        "solution": {"done": 0, "total": 0},
        "last_at": last,
    }


def screen(**changes):
    return {
        "cycle": rows.CYCLE,
        "windows": [rows.window("rating")],
        "mode": "people",
        "is_begun": True,
        "raters": [
            rater(ANI, "Ani"),
            rater(BUDI, "Budi", 1, last=rows.AT),
            rater(CITRA, "Citra", 2, last=rows.AT),
        ],
        "candidates": [{"id": str(UUID(int=0xD1)), "name": "Deni", "unit_name": "Dinas Beta"}],
        **changes,
    }


@pytest.fixture(autouse=True)
def _screen(transport):
    transport.answers["raters_screen"] = screen()
    transport.answers["set_rating_mode"] = True
    transport.answers["name_raters"] = True


def click(app, label: str):
    (button,) = [one for one in app.button if one.label == label]
    return button.click().run()


def test_lists_all_by_how_far_they_are_and_never_what_they_scored(open_page):
    text = said(open_page(PAGE, DIAN))

    for group in (texts.NOT_BEGUN, texts.GOING_ON, texts.FINISHED):
        assert texts.group(group, 1) in text
    assert texts.summary(1, 1, 3) in text
    assert "masalah 1 dari 2 · terakhir 17 Agustus 2026" in text


def test_the_message_names_those_who_have_not_begun_and_until_when(open_page):
    app = open_page(PAGE, DIAN)

    (message,) = [code.value for code in app.code]
    assert "- Ani (Dinas Alfa)" in message
    assert "Budi" not in message
    assert "Penilaian ditutup" in message


def test_a_search_finds_by_name_and_unit(open_page):
    app = open_page(PAGE, DIAN, cari="citra alfa")

    assert "Citra" in said(app)
    assert "Budi (" not in said(app)

    assert texts.NOBODY_FOUND in said(open_page(PAGE, DIAN, cari="tidak ada"))


def test_the_mode_is_changed_when_it_is_saved(open_page, transport):
    app = open_page(PAGE, DIAN)

    app.radio(key="raters.mode.chosen").set_value("everyone")
    app = click(app, texts.SAVE_MODE)

    assert [sent["p_mode"] for sent in transport.sent("set_rating_mode")] == ["everyone"]
    assert texts.mode_saved("everyone") in said(app)


def test_a_mode_that_stays_is_not_sent(open_page, transport):
    click(open_page(PAGE, DIAN), texts.SAVE_MODE)

    assert transport.sent("set_rating_mode") == []


def test_says_why_scores_of_people_and_units_are_not_mixed(open_page, transport):
    transport.answers["set_rating_mode"] = DomainError(ErrorCode.RATING_BEGUN, "mode")
    app = open_page(PAGE, DIAN)
    assert texts.BEGUN in said(app)

    app.radio(key="raters.mode.chosen").set_value("unit")

    assert errors.SENTENCES["rating_begun"] in said(click(app, texts.SAVE_MODE))


def test_people_are_named_together(open_page, transport):
    app = open_page(PAGE, DIAN)

    app.multiselect[0].set_value([UUID(int=0xD1)])
    app = click(app, texts.ADD_CHOSEN)

    (sent,) = transport.sent("name_raters")
    assert (sent["p_participant_ids"], sent["p_is_rater"]) == ([str(UUID(int=0xD1))], True)
    assert texts.added(1) in said(app)


def test_people_are_taken_off(open_page, transport):
    app = open_page(PAGE, DIAN)

    app.multiselect[1].set_value([UUID(ANI), UUID(BUDI)])
    app = click(app, texts.REMOVE_CHOSEN)

    (sent,) = transport.sent("name_raters")
    assert (sent["p_participant_ids"], sent["p_is_rater"]) == ([ANI, BUDI], False)
    assert texts.removed(2) in said(app)


def test_asks_for_somebody_when_nobody_was_chosen(open_page, transport):
    assert texts.NOBODY_CHOSEN in said(click(open_page(PAGE, DIAN), texts.ADD_CHOSEN))
    assert transport.sent("name_raters") == []


def test_one_officer_of_each_unit_without_a_rater_is_named_at_once(open_page, transport):
    others = [
        {"id": str(UUID(int=number)), "name": f"Petugas {number}", "unit_name": unit}
        for number, unit in ((1, "Dinas Alfa"), (2, "Dinas Beta"), (3, "Dinas Beta"), (4, "Dinas Gama"))
    ]
    transport.answers["raters_screen"] = screen(mode="unit", candidates=others)

    click(open_page(PAGE, DIAN), texts.FILL_UNITS)

    (sent,) = transport.sent("name_raters")
    assert sent["p_participant_ids"] == [str(UUID(int=2)), str(UUID(int=4))]


def test_where_everyone_rates_nobody_is_named(open_page, transport):
    transport.answers["raters_screen"] = screen(mode="everyone")

    app = open_page(PAGE, DIAN)

    assert not app.multiselect
    assert texts.group(texts.NOT_BEGUN, 1) in said(app)


def test_nobody_named_is_said_and_an_archived_year_is_only_read(open_page, transport):
    transport.answers["raters_screen"] = screen(raters=[], cycle=rows.OLD_CYCLE)

    app = open_page(PAGE, DIAN)

    assert texts.NOBODY in said(app)
    assert texts.ARCHIVED in said(app)
    assert not app.multiselect
    assert app.radio(key="raters.mode.chosen").disabled


def test_names_are_shown_as_text(open_page, transport):
    transport.answers["raters_screen"] = screen(raters=[rater(ANI, rows.HOSTILE)])

    app = open_page(PAGE, DIAN)

    assert any(rows.HOSTILE in text.value for text in app.text)
    assert not any("<script>" in one.value for one in (*app.markdown, *app.caption))
