"""The city's own words: set, taken out, read."""

from __future__ import annotations

import pytest

from components.texts import errors
from components.texts import similar as texts
from db.errors import DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import said

PAGE = "diskominfo/kamus.py"
DEWI = person("diskominfo", "Dewi", unit=None)


def word(name: str, meaning: str):
    return {"word": name, "meaning": meaning, "set_by": None, "set_at": rows.AT}


@pytest.fixture(autouse=True)
def _words(transport):
    transport.answers["synonym_screen"] = [word("mampet", "tersumbat"), word("PJU", rows.HOSTILE)]
    transport.answers["set_synonym"] = True


def fill(app, name: str, meaning: str):
    app.text_input[0].input(name)
    app.text_input[1].input(meaning)
    return press(app, texts.SAVE)


def press(app, label: str):
    (button,) = [button for button in app.button if button.label == label]
    return button.click().run()


def test_shows_every_word_as_it_was_typed(open_page, transport):
    app = open_page(PAGE, DEWI)

    assert "mampet = tersumbat" in said(app)
    assert f"PJU = {rows.HOSTILE}" in [line for text in app.text for line in text.value.split("\n")]
    assert [name for name, _ in transport.calls] == ["synonym_screen"]


def test_sets_a_word_and_empties_its_fields(open_page, transport):
    app = fill(open_page(PAGE, DEWI), " SIM RS ", "sistem informasi rumah sakit")

    (sent,) = transport.sent("set_synonym")
    assert (sent["p_word"], sent["p_meaning"]) == ("SIM RS", "sistem informasi rumah sakit")
    assert texts.saved("SIM RS", "sistem informasi rumah sakit") in said(app)
    assert [field.value for field in app.text_input] == ["", ""]


def test_half_a_word_is_asked_for_the_other_half(open_page, transport):
    app = fill(open_page(PAGE, DEWI), "SIM RS", " ")

    assert texts.INCOMPLETE in said(app)
    assert transport.sent("set_synonym") == []
    assert app.text_input[0].value == "SIM RS"


def test_a_refused_word_stays_in_its_field(open_page, transport):
    transport.answers["set_synonym"] = DomainError(ErrorCode.TEXT_TOO_LONG, "word")

    app = fill(open_page(PAGE, DEWI), "x" * 50, "artinya")

    assert errors.about("text_too_long", texts.FIELDS["word"]) in said(app)
    assert app.text_input[0].value == "x" * 50


def test_takes_a_word_out(open_page, transport):
    app = open_page(PAGE, DEWI)

    app.selectbox(key="synonym.removed").select("mampet")
    press(app, texts.REMOVE_CONFIRM)

    (sent,) = transport.sent("set_synonym")
    assert (sent["p_word"], sent["p_meaning"]) == ("mampet", None)
    assert texts.removed("mampet") in said(app)


def test_an_empty_table_says_so(open_page, transport):
    transport.answers["synonym_screen"] = []

    assert texts.NONE in said(open_page(PAGE, DEWI))
