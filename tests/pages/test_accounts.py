"""Accounts: who asks for a password, adding people, one-time passwords, switching off and on."""

from __future__ import annotations

import logging
from uuid import UUID

import bcrypt
import pytest

from components.texts import accounts as texts
from components.texts import errors
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import links, said

PAGE = "diskominfo/akun.py"
DEWI = person("diskominfo", "Dewi", unit=None)
SARI = str(UUID(int=0x51))


def account(**changes):
    return {
        "id": SARI,
        "user_name": "sari",
        "name": "Sari Wulandari",
        "title": None,
        "role": "peserta",
        "unit_name": "Kelurahan Satu",
        "phone": "6281234567890",
        "is_active": True,
        "is_locked": False,
        "is_responsible": False,
        "asked_at": None,
        **changes,
    }


def someone(number: int, **changes):
    return account(id=str(UUID(int=number)), user_name=f"orang{number}", name=f"Orang {number}") | changes


@pytest.fixture(autouse=True)
def _accounts(transport):
    transport.answers["accounts_screen"] = [account()]
    transport.answers["create_participant"] = {"participant_id": SARI}
    transport.answers["reset_password"] = True
    transport.answers["set_participant_active"] = True


def field(app, kind: str, name: str):
    (found,) = [one for one in app.get(kind) if one.key.endswith(f".{name}")]
    return found


def fill(app, *, name: str = "Budi", user_name: str = "budi", unit: str | None = "DINAS-A"):
    field(app, "text_input", "name").set_value(name)
    field(app, "text_input", "user_name").set_value(user_name)
    if unit:
        field(app, "selectbox", "unit").set_value(unit)
    return app


def create(app):
    return next(button for button in app.button if button.label == texts.CREATE).click().run()


# ── the list ────────────────────────────────────────────────────────────────────────────────────────────────
def test_who_asked_for_a_password_stands_first_then_who_is_locked_out(open_page, transport):
    transport.answers["accounts_screen"] = [
        someone(1),
        someone(2, is_locked=True),
        someone(3, asked_at=rows.AT, is_locked=True),
    ]

    app = open_page(PAGE, DEWI)

    assert [heading.value for heading in app.subheader] == [texts.REQUESTS, texts.LOCKED, texts.OTHERS]
    assert [label for label in links(app) if label.startswith("Orang")] == ["Orang 3", "Orang 2", "Orang 1"]
    assert texts.asked("17 Agustus 2026 11.32 WITA") in said(app)
    assert [name for name, _ in transport.calls] == ["reference", "accounts_screen"]


@pytest.mark.parametrize("wanted", ["SARI", "kelurahan satu", "wulandari sari", "81234"])
def test_a_search_finds_by_name_unit_and_number(open_page, transport, wanted):
    transport.answers["accounts_screen"] = [account(), someone(1, unit_name=None, phone=None)]

    assert list(links(open_page(PAGE, DEWI, cari=wanted))) == ["Sari Wulandari"]


def test_says_so_when_nobody_matches(open_page):
    assert texts.NOBODY in said(open_page(PAGE, DEWI, cari="tidak ada"))


def test_a_long_list_asks_for_a_search(open_page, transport):
    transport.answers["accounts_screen"] = [someone(number) for number in range(1, 41)]

    app = open_page(PAGE, DEWI)

    assert len(links(app)) == 30
    assert texts.shown(30, 40) in said(app)


# ── adding ──────────────────────────────────────────────────────────────────────────────────────────────────
def test_adds_a_person_and_shows_the_password_once(open_page, transport, caplog):
    caplog.set_level(logging.DEBUG)
    app = fill(open_page(PAGE, DEWI))
    field(app, "text_input", "phone").set_value("0812 3456")

    create(app)

    (sent,) = transport.sent("create_participant")
    assert (sent["p_name"], sent["p_user_name"], sent["p_role"]) == ("Budi", "budi", "peserta")
    assert (sent["p_unit_code"], sent["p_title"], sent["p_phone"]) == ("DINAS-A", None, "0812 3456")
    password = app.code[0].value
    assert bcrypt.checkpw(password.encode(), sent["p_password_hash"].encode())
    assert texts.user_name("budi") in said(app)
    assert password not in caplog.text
    assert not any(password in str(value) for value in app.session_state._state.filtered_state.values())
    app.run()
    assert not app.code, "shown once"


def test_after_adding_no_second_click_can_hide_the_password_that_is_shown(open_page):
    app = create(fill(open_page(PAGE, DEWI)))

    assert app.code
    assert field(app, "text_input", "user_name").value == ""


def test_the_next_person_begins_with_an_empty_form(open_page):
    app = create(fill(open_page(PAGE, DEWI)))

    app.run()

    assert field(app, "text_input", "name").value == ""


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": " "}, texts.MISSING),
        ({"user_name": ""}, texts.MISSING),
        ({"unit": None}, texts.MISSING_UNIT),
    ],
)
def test_what_is_missing_is_named_and_nothing_sent(open_page, transport, given, sentence):
    app = create(fill(open_page(PAGE, DEWI), **given))

    assert app.warning[0].value == sentence
    assert transport.sent("create_participant") == []


def test_a_leader_needs_no_unit(open_page, transport):
    app = fill(open_page(PAGE, DEWI), unit=None)
    field(app, "selectbox", "role").set_value("pimpinan")

    create(app)

    (sent,) = transport.sent("create_participant")
    assert (sent["p_role"], sent["p_unit_code"]) == ("pimpinan", None)


def test_a_name_that_is_taken_keeps_what_was_typed_and_shows_no_password(open_page, transport):
    transport.answers["create_participant"] = DomainError(ErrorCode.NAME_TAKEN, "user_name")

    app = create(fill(open_page(PAGE, DEWI)))

    assert app.warning[0].value == errors.about("name_taken", texts.FIELDS["user_name"])
    assert field(app, "text_input", "name").value == "Budi"
    assert not app.code


# ── one person ──────────────────────────────────────────────────────────────────────────────────────────────
def test_resets_a_password_and_shows_it_once(open_page, transport):
    app = open_page(PAGE, DEWI, orang=SARI)

    app.button(key=f"accounts.{SARI}.reset").click().run()

    (sent,) = transport.sent("reset_password")
    assert sent["p_participant_id"] == UUID(SARI)
    assert bcrypt.checkpw(app.code[0].value.encode(), sent["p_password_hash"].encode())
    assert texts.password_for("Sari Wulandari") in said(app)


def test_after_a_reset_nothing_is_asked_for_and_nothing_locked_any_more(open_page, transport):
    transport.answers["accounts_screen"] = [account(asked_at=rows.AT, is_locked=True)]
    app = open_page(PAGE, DEWI, orang=SARI)
    asked = [line for line in said(app).splitlines() if texts.REQUESTS in line or texts.LOCKED in line]

    app.button(key=f"accounts.{SARI}.reset").click().run()

    assert len(asked) == 2, "before the reset both are said"
    assert not [line for line in said(app).splitlines() if texts.REQUESTS in line or texts.LOCKED in line]


def test_each_try_is_a_request_of_its_own_because_each_has_another_password(open_page, transport):
    transport.answers["reset_password"] = DatabaseUnavailable("gone")
    app = open_page(PAGE, DEWI, orang=SARI)

    for _ in range(2):
        app.button(key=f"accounts.{SARI}.reset").click().run()

    first, second = transport.sent("reset_password")
    assert first["p_request_id"] != second["p_request_id"], "or the first password would count, unseen"
    assert not app.code


def test_after_a_reset_no_second_click_can_void_the_password_that_is_shown(open_page):
    app = open_page(PAGE, DEWI, orang=SARI)

    app.button(key=f"accounts.{SARI}.reset").click().run()

    assert not [button for button in app.button if button.key == f"accounts.{SARI}.reset"]
    assert app.code


@pytest.mark.parametrize(
    ("was_active", "button", "sentence"),
    [(True, "deactivate", texts.deactivated), (False, "activate", texts.activated)],
)
def test_switches_an_account(open_page, transport, was_active, button, sentence):
    transport.answers["accounts_screen"] = [account(is_active=was_active)]
    app = open_page(PAGE, DEWI, orang=SARI)

    app.button(key=f"accounts.{SARI}.{button}").click().run()

    (sent,) = transport.sent("set_participant_active")
    assert (sent["p_participant_id"], sent["p_is_active"]) == (UUID(SARI), not was_active)
    assert app.success[0].value == sentence("Sari Wulandari")


def test_the_last_diskominfo_account_stays(open_page, transport):
    transport.answers["set_participant_active"] = DomainError(ErrorCode.LAST_DISKOMINFO, "participant_id")
    app = open_page(PAGE, DEWI, orang=SARI)

    app.button(key=f"accounts.{SARI}.deactivate").click().run()

    assert app.warning[0].value.startswith(errors.SENTENCES["last_diskominfo"])


def test_somebody_unknown_is_said(open_page):
    assert texts.NOT_FOUND in said(open_page(PAGE, DEWI, orang=rows.OTHER_ID))


def test_typed_names_are_text(open_page, transport):
    transport.answers["accounts_screen"] = [account(name=rows.HOSTILE, title=rows.HOSTILE)]

    app = open_page(PAGE, DEWI)

    (label,) = links(app)
    assert r"\<script\>" in label
    assert not any("<script>" in element.value for element in app.caption)
