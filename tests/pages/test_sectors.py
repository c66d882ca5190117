"""The list of leading sectors, as Diskominfo keeps it."""

import pytest

from components.texts import sectors as texts
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import said

PAGE = "diskominfo/sektor.py"
DIAN = person("diskominfo", "Dian", unit=None)


@pytest.fixture(autouse=True)
def listed(transport):
    transport.answers["reference"] = rows.reference()
    transport.answers["sectors_screen"] = [
        {"code": "pangan", "name": "Pangan"},
        {"code": "wisata", "name": "Pariwisata"},
    ]
    transport.answers["set_sectors"] = True


def save(app):
    return next(button for button in app.button if button.label == texts.SAVE).click().run()


def test_renames_takes_off_and_adds_in_one_write(open_page, transport):
    app = open_page(PAGE, DIAN)
    app.text_input[0].input("Pangan lestari")
    app.text_input[1].input("  ")
    app.text_area[0].input("Industri kreatif\n\n Kesehatan ")

    app = save(app)

    (sent,) = transport.sent("set_sectors")
    assert sent["p_sectors"] == [
        {"code": "pangan", "name": "Pangan lestari"},
        {"code": None, "name": "Industri kreatif"},
        {"code": None, "name": "Kesehatan"},
    ]
    assert texts.saved(3) in said(app)


@pytest.mark.parametrize(("new", "sentence"), [("PANGAN", texts.TWICE), ("a" * 81, texts.TOO_LONG)])
def test_says_what_is_wrong_with_a_name_and_writes_nothing(open_page, transport, new, sentence):
    app = open_page(PAGE, DIAN)
    app.text_area[0].input(new)

    app = save(app)

    assert sentence in said(app)
    assert transport.sent("set_sectors") == []
