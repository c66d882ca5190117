"""Under a title that is being written: what may be the same, to support instead."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from components.texts import answers as answer_texts
from components.texts import errors
from components.texts import similar as texts
from components.ui import similar
from db.errors import DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import said

PAGE = "peserta/masalah.py"
BUDI = person()


class Browser:
    """Stands for the panel: what it was given, and what it sends in the next run."""

    def __init__(self) -> None:
        self.given: list[dict[str, Any]] = []
        self.sent: list[object] = []

    def __call__(self, *, key: str, data: dict[str, Any], on_support_change: object) -> dict[str, object]:
        self.given.append(data)
        return {"support": self.sent.pop() if self.sent else None}


@pytest.fixture
def clicked(monkeypatch):
    browser = Browser()
    monkeypatch.setattr(similar, "_COMPONENT", browser)
    return browser


@pytest.fixture(autouse=True)
def _draft(transport):
    transport.answers["answer_screen"] = rows.answer_screen(values={"title": "Sampah menumpuk"})
    transport.answers["support_answer"] = True
    transport.answers["withdraw_answer"] = {"status": "ditarik"}


def opened(open_page):
    return open_page(PAGE, BUDI, id=rows.ANSWER_ID)


def supporting(open_page, clicked, wanted: object = rows.OTHER_ID):
    clicked.sent.append(wanted)
    return opened(open_page)


def test_the_panel_knows_which_draft_and_year_it_stands_in(open_page, clicked):
    opened(open_page)

    shown = clicked.given[-1]
    assert (shown["cycle"], shown["answer"], shown["field"]) == (rows.CYCLE_ID, rows.ANSWER_ID, "title")
    assert shown["text"] == "Sampah menumpuk"


def test_the_real_panel_can_be_mounted(open_page):
    assert len(opened(open_page).get("bidi_component")) >= 1


def test_a_solution_has_no_such_panel(open_page, transport, clicked):
    solution = rows.answer(sheet="solution", title="Bank sampah")
    transport.answers["answer_screen"] = rows.answer_screen(answer=solution)

    open_page("peserta/solusi.py", BUDI, id=rows.ANSWER_ID)

    assert clicked.given == []


def test_supporting_instead_is_one_call_and_offers_to_give_the_draft_up(open_page, transport, clicked):
    app = supporting(open_page, clicked)

    assert [one["p_answer_id"] for one in transport.sent("support_answer")] == [UUID(rows.OTHER_ID)]
    assert texts.NEARLY_EMPTY in said(app)
    assert transport.sent("withdraw_answer") == [], "nothing is put away by itself"


def test_the_draft_is_given_up_when_that_is_wanted(open_page, transport, clicked):
    app = supporting(open_page, clicked)

    app.button(key="similar.give_up").click().run()

    assert [str(one["p_answer_id"]) for one in transport.sent("withdraw_answer")] == [rows.ANSWER_ID]
    assert answer_texts.WITHDRAWN in said(app)


def test_or_it_goes_on_and_is_not_asked_about_again(open_page, transport, clicked):
    app = supporting(open_page, clicked)

    app.button(key="similar.go_on").click().run()

    assert texts.NEARLY_EMPTY not in said(app)
    assert transport.sent("withdraw_answer") == []


FULL = {"title": "Sampah", "condition": "Sejak Januari.", "urgency": 3, "growth": 4}


@pytest.mark.parametrize("changes", [{"values": FULL}, {"evidence": [rows.evidence()]}])
def test_a_draft_that_holds_something_is_not_offered_to_be_given_up(open_page, transport, clicked, changes):
    transport.answers["answer_screen"] = rows.answer_screen(**{"values": {"title": "Sampah"}, **changes})

    app = supporting(open_page, clicked)

    assert len(transport.sent("support_answer")) == 1
    assert texts.NEARLY_EMPTY not in said(app)


def test_a_refused_support_leaves_the_form_as_it_is(open_page, transport, clicked):
    transport.answers["support_answer"] = DomainError(ErrorCode.NOT_FOUND, "answer_id")

    app = supporting(open_page, clicked)

    assert errors.SENTENCES["not_found"] in said(app)
    assert texts.NEARLY_EMPTY not in said(app)


@pytest.mark.parametrize("sent", ["x", 7, ["a"], {"id": rows.OTHER_ID}, True])
def test_whatever_else_the_browser_sends_does_nothing(open_page, transport, clicked, sent):
    app = supporting(open_page, clicked, sent)

    assert transport.sent("support_answer") == []
    assert not app.exception
