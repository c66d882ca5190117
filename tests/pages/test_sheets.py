"""The sheets that every unit fills in once: what is listed, beginning one, what a unit still owes."""

from __future__ import annotations

import pytest

from components.texts import answers as answer_texts
from components.texts import sheets as texts
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import links, said

PAGE = "peserta/lembar.py"
BUDI = person(name="Budi", unit="DINAS-A")
WALI = person("pimpinan", "Ibu Wali", unit=None)


def sheet(code: str = "kesiapan", *, is_open: bool = True, answer=None):
    return {
        "code": code,
        "label": code.title(),
        "help": "Satu kali.",
        "stage": 1,
        "is_open": is_open,
        "answer": answer,
    }


def written(**changes):
    return (
        rows.answer(
            id=rows.OTHER_ID, sheet="kesiapan", title="Kesiapan", pillar_code="", status="dikirim", number=3
        )
        | changes
    )


def screen(**changes):
    return {"cycle": rows.CYCLE, "windows": [], "own": [sheet()], "others": [], **changes}


@pytest.fixture(autouse=True)
def _answers(transport):
    transport.answers["reference"] = rows.reference()
    transport.answers["sheets_screen"] = screen()
    transport.answers["create_draft"] = {"answer_id": rows.ANSWER_ID}
    transport.answers["answer_screen"] = rows.answer_screen()


def begin(app):
    return [button for button in app.button if button.label == texts.BEGIN]


def test_begins_a_sheet_without_a_pillar(open_page, transport):
    (button,) = begin(open_page(PAGE, BUDI))

    button.click().run()

    (sent,) = transport.sent("create_draft")
    assert (sent["p_sheet"], sent["p_pillar_code"]) == ("kesiapan", None)


def test_a_closed_sheet_cannot_be_begun_and_says_so(open_page, transport):
    transport.answers["sheets_screen"] = screen(own=[sheet(is_open=False)])

    app = open_page(PAGE, BUDI)

    assert begin(app) == []
    assert texts.CLOSED in said(app)


def test_a_sheet_that_was_begun_is_gone_on_with(open_page, transport):
    transport.answers["sheets_screen"] = screen(own=[sheet(answer=written(status="draf", number=None))])

    app = open_page(PAGE, BUDI)

    assert begin(app) == []
    assert answer_texts.STATUS["draf"] in said(app)
    assert links(app)[answer_texts.open_("kesiapan", None, "draf")] == f"lembar?id={rows.OTHER_ID}"


def test_leaders_read_what_others_sent_and_begin_nothing(open_page, transport):
    transport.answers["sheets_screen"] = screen(others=[written(unit_name="Dinas Alfa")])

    app = open_page(PAGE, WALI)

    assert begin(app) == []
    assert "Dinas Alfa" in said(app)


def test_the_form_of_a_sheet_asks_its_questions(open_page, transport):
    asked = [
        rows.question(
            "regulation", "scale", "Peraturan", "Suprastruktur", is_required=True, minimum=1, maximum=5
        )
    ]
    transport.answers["reference"] = rows.reference(questions={"kesiapan": asked})
    transport.answers["answer_screen"] = rows.answer_screen(answer=written(status="draf", number=None))

    app = open_page(PAGE, BUDI, id=rows.OTHER_ID)

    assert [radio.label for radio in app.radio][:1] == ["Peraturan – wajib"]


def test_a_sent_sheet_is_read_without_links_to_problems(open_page, transport):
    transport.answers["reference"] = rows.reference(questions={"kesiapan": []})
    transport.answers["answer_screen"] = rows.answer_screen(answer=written(), is_open=False)

    app = open_page(PAGE, BUDI, id=rows.OTHER_ID)

    assert "Kesiapan" in said(app)
    assert answer_texts.LINKED["problem"] not in said(app)
