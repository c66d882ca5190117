"""Approval: what the responsible person is offered, and where Diskominfo switches it on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from components.texts import answers as answer_texts
from components.texts import approval as texts
from components.texts import errors
from components.texts import home as home_texts
from db.errors import DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import links, said

PAGE, ANSWER, HOME = "diskominfo/persetujuan.py", "peserta/masalah.py", "peserta/beranda.py"
BUDI, DEWI = person(), person("diskominfo", "Dewi", unit=None)
WAITS = rows.answer(status="diajukan", title="Banjir")


def unit(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": str(UUID(int=number)),
        "name": f"Dinas {number}",
        "needs_approval": False,
        "awaiting": 0,
        "responsible": [],
        **changes,
    }


def approvals(*units: dict[str, Any], is_for_all: bool = False) -> dict[str, Any]:
    return {"is_for_all": is_for_all, "units": list(units)}


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


# ── the responsible person ──────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def waiting(open_page, transport):
    """Open what waits, as its responsible person or not."""

    def open_(**changes: Any):
        transport.answers["answer_screen"] = rows.answer_screen(answer=WAITS, version=3, **changes)
        return open_page(ANSWER, BUDI, id=rows.ANSWER_ID)

    return open_


def test_what_waits_is_approved_just_as_it_was_read(waiting, transport):
    transport.answers["approve_answer"] = {"status": "dikirim", "number": 12, "sent_at": rows.AT}
    transport.answers["receipt"] = rows.receipt(submitted_by="Sari")

    app = press(waiting(), texts.APPROVE)

    (sent,) = transport.sent("approve_answer")
    assert (str(sent["p_answer_id"]), sent["p_version"]) == (rows.ANSWER_ID, 3)
    assert "M-2027-0012" in said(app), "and the receipt is shown"


def test_what_was_changed_meanwhile_is_not_approved_and_says_so(waiting, transport):
    transport.answers["approve_answer"] = DomainError(ErrorCode.ANSWER_CHANGED, "version")

    assert errors.SENTENCES["answer_changed"] in said(press(waiting(), texts.APPROVE))


def test_what_waits_is_handed_back_with_a_reason_only(waiting, transport):
    transport.answers["return_answer"] = {"status": "draf"}
    app = waiting()

    press(app, texts.HAND_BACK_CONFIRM)
    assert answer_texts.REASON_MISSING in said(app)
    assert transport.sent("return_answer") == []

    app.text_area(key="answer.hand_back.reason").input("Lengkapi datanya")
    press(app, texts.HAND_BACK_CONFIRM)

    assert [one["p_reason"] for one in transport.sent("return_answer")] == ["Lengkapi datanya"]
    assert texts.HANDED_BACK in said(app)


def test_an_officer_may_take_back_what_waits_but_not_approve_it(waiting):
    app = waiting(sends_directly=False)

    labels = [button.label for button in app.button]
    assert texts.APPROVE not in labels
    assert answer_texts.REOPEN in labels


def test_after_closing_nothing_is_offered(waiting):
    assert not waiting(is_open=False).button


def test_the_officer_reads_why_it_came_back(open_page, transport):
    back = rows.answer(reason="Lengkapi **datanya**")
    transport.answers["answer_screen"] = rows.answer_screen(answer=back, is_open=False)

    app = open_page(ANSWER, BUDI, id=rows.ANSWER_ID)

    assert answer_texts.reason("draf", "Lengkapi **datanya**") in [text.value for text in app.text]


def test_what_waits_stands_on_the_first_page_of_who_may_let_it_go(open_page, transport):
    transport.answers["home_screen"] = rows.home(awaiting=[WAITS])

    app = open_page(HOME, BUDI)

    assert home_texts.AWAITING in said(app)
    assert f"id={rows.ANSWER_ID}" in links(app)[answer_texts.open_("problem", None, "diajukan")]


@pytest.mark.parametrize(
    "changes", [{"awaiting": []}, {"awaiting": [WAITS], "may_approve": False}], ids=["nothing", "not hers"]
)
def test_nothing_waits_on_the_first_page_of_anybody_else(open_page, transport, changes):
    transport.answers["home_screen"] = rows.home(**changes)

    assert home_texts.AWAITING not in said(open_page(HOME, BUDI))


# ── the switches ────────────────────────────────────────────────────────────────────────────────────────────
def turn(app, transport, label: str):
    """Turn a switch on; the database then says that it is."""

    def kept(arguments):
        screen = transport.answers["approval_screen"]
        for one in screen["units"]:
            one["needs_approval"] |= one["id"] == str(arguments["p_unit_id"])
        screen["is_for_all"] |= arguments["p_unit_id"] is None
        return True

    transport.answers.setdefault("set_approval", kept)
    return next(toggle for toggle in app.toggle if toggle.label == label).set_value(True).run()


def test_a_switch_is_turned_for_its_unit(open_page, transport):
    transport.answers["approval_screen"] = approvals(unit(1), unit(2))

    app = turn(open_page(PAGE, DEWI), transport, "Dinas 2")

    (sent,) = transport.sent("set_approval")
    assert (sent["p_unit_id"], sent["p_is_on"]) == (UUID(int=2), True)
    assert texts.switched("Dinas 2", is_on=True) in said(app)


def test_one_switch_is_for_all_units(open_page, transport):
    transport.answers["approval_screen"] = approvals(unit(1))

    turn(open_page(PAGE, DEWI), transport, texts.FOR_ALL)

    (sent,) = transport.sent("set_approval")
    assert (sent["p_unit_id"], sent["p_is_on"]) == (None, True)


def test_it_says_where_nobody_could_approve(open_page, transport):
    lacking = unit(2, needs_approval=True, awaiting=3)
    transport.answers["approval_screen"] = approvals(unit(1, responsible=["Sari"]), lacking)

    app = open_page(PAGE, DEWI)

    assert texts.without_responsible(1) in said(app)
    assert texts.awaiting(3) in said(app)
    assert [toggle.label for toggle in app.toggle] == [texts.FOR_ALL, "Dinas 2", "Dinas 1"], "it stands first"


def test_a_refused_turn_is_explained(open_page, transport):
    refusal = DomainError(ErrorCode.NOT_FOUND, "unit_id")
    transport.answers |= {"approval_screen": approvals(unit(1)), "set_approval": refusal}

    app = turn(open_page(PAGE, DEWI), transport, "Dinas 1")

    assert errors.SENTENCES["not_found"] in said(app)


@pytest.mark.parametrize("is_responsible", [False, True])
def test_a_person_is_named_or_released_on_the_page_of_accounts(open_page, transport, is_responsible):
    account = {
        "id": str(UUID(int=0x51)),
        "user_name": "sari",
        "name": "Sari Wulandari",
        "title": None,
        "role": "peserta",
        "unit_code": "KEL-1",
        "unit_name": "Kelurahan Satu",
        "phone": None,
        "is_active": True,
        "is_locked": False,
        "is_responsible": is_responsible,
        "asked_at": None,
        "password": "own",
    }
    transport.answers |= {"account_screen": account, "set_responsible": True}
    app = open_page("diskominfo/orang.py", DEWI, id=account["id"])

    press(app, texts.RELEASE_CONFIRM if is_responsible else texts.NAME_CONFIRM)

    (sent,) = transport.sent("set_responsible")
    assert sent["p_is_responsible"] is not is_responsible
    assert texts.now("Sari Wulandari", is_responsible=not is_responsible) in said(app)
