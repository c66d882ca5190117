"""Accounts: who asks for a password, adding people, one-time passwords, switching off and on."""

from __future__ import annotations

import logging
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

import bcrypt
import pytest

from components.texts import accounts as texts
from components.texts import errors
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import letters, links, said

PAGE = "diskominfo/akun.py"
PERSON = "diskominfo/orang.py"
DEWI = person("diskominfo", "Dewi", unit=None)
SARI = str(UUID(int=0x51))


def account(**changes):
    return {
        "id": SARI,
        "user_name": "sari",
        "name": "Sari Wulandari",
        "title": None,
        "role": "peserta",
        "unit_code": "KEL-1",
        "unit_name": "Kelurahan Satu",
        "phone": "6281234567890",
        "is_active": True,
        "is_locked": False,
        "is_responsible": False,
        "asked_at": None,
        "password": "own",
        **changes,
    }


def someone(number: int, **changes):
    return account(id=str(UUID(int=number)), user_name=f"orang{number}", name=f"Orang {number}") | changes


def listing(*people, total=None, pages=1, no_password=0):
    total = len(people) if total is None else total
    return {"people": list(people), "total": total, "pages": pages, "no_password": no_password}


@pytest.fixture(autouse=True)
def _accounts(transport):
    transport.answers["accounts_screen"] = listing(account())
    transport.answers["account_screen"] = account()
    transport.answers["edit_participant"] = True
    transport.answers["unlock_participant"] = True
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
    transport.answers["accounts_screen"] = listing(
        someone(3, asked_at=rows.AT, is_locked=True), someone(2, is_locked=True), someone(1)
    )

    app = open_page(PAGE, DEWI)

    assert [heading.value for heading in app.subheader] == [texts.REQUESTS, texts.LOCKED, texts.OTHERS]
    assert [label for label in links(app) if label.startswith("Orang")] == ["Orang 3", "Orang 2", "Orang 1"]
    assert texts.asked("17 Agustus 2026 11.32 WITA") in said(app)
    assert [name for name, _ in transport.calls] == ["reference", "accounts_screen"]


def test_the_search_stands_in_the_address_and_is_the_databases(open_page, transport):
    app = open_page(
        PAGE,
        DEWI,
        cari="wulan",
        peran="Pimpinan",
        unit="Dinas Alfa",
        tampil=texts.SHOWN["locked"],
        halaman="2",
    )

    (sent,) = transport.sent("accounts_screen")
    assert sent == {
        "p_search": "wulan",
        "p_role": "pimpinan",
        "p_unit_code": "DINAS-A",
        "p_show": "locked",
        "p_page": 2,
    }
    assert not app.exception


@pytest.mark.parametrize("odd", ["0", "-1", "satu", "1e9", "999999999999"])
def test_an_odd_page_in_the_address_is_the_first(open_page, transport, odd):
    open_page(PAGE, DEWI, halaman=odd)

    (sent,) = transport.sent("accounts_screen")
    assert sent["p_page"] == 1


def test_another_search_begins_at_the_first_page(open_page, transport):
    transport.answers["accounts_screen"] = listing(account(), total=70, pages=3)
    app = open_page(PAGE, DEWI, halaman="3")

    app.selectbox(key="peran").set_value("pimpinan").run()

    assert [sent["p_page"] for sent in transport.sent("accounts_screen")] == [3, 1]


def test_says_so_when_nobody_matches(open_page, transport):
    transport.answers["accounts_screen"] = listing()

    assert texts.NOBODY in said(open_page(PAGE, DEWI, cari="tidak ada"))


def test_a_long_list_is_turned_page_by_page_within_its_search(open_page, transport):
    transport.answers["accounts_screen"] = listing(*map(someone, range(1, 31)), total=70, pages=3)

    app = open_page(PAGE, DEWI, cari="orang", halaman="2")

    assert texts.found(70, 2, 3) in said(app)
    assert links(app)[texts.NEXT].endswith("?cari=orang&halaman=3")
    assert links(app)[texts.BEFORE].endswith("?cari=orang")


def test_the_way_to_a_person_and_back_keeps_the_search(open_page, transport):
    transport.answers["accounts_screen"] = listing(account(), total=70, pages=3)
    asked = {"cari": "sari", "halaman": "2"}

    there = links(open_page(PAGE, DEWI, **asked))["Sari Wulandari"]
    back = links(open_page(PERSON, DEWI, **asked, id=SARI))[texts.BACK]

    assert parse_qs(urlsplit(there).query) == {"cari": ["sari"], "halaman": ["2"], "id": [SARI]}
    assert parse_qs(urlsplit(back).query) == {"cari": ["sari"], "halaman": ["2"]}


def test_how_many_have_no_password_leads_to_their_slips(open_page, transport):
    transport.answers["accounts_screen"] = listing(account(), no_password=12)

    assert texts.without_password(12) in links(open_page(PAGE, DEWI))


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
    app = open_page(PERSON, DEWI, id=SARI)

    app.button(key=f"accounts.{SARI}.reset").click().run()

    (sent,) = transport.sent("reset_password")
    assert sent["p_participant_id"] == UUID(SARI)
    assert bcrypt.checkpw(app.code[0].value.encode(), sent["p_password_hash"].encode())
    assert texts.password_for("Sari Wulandari") in said(app)


def test_after_a_reset_nothing_is_asked_for_and_nothing_locked_any_more(open_page, transport):
    transport.answers["account_screen"] = account(asked_at=rows.AT, is_locked=True)
    app = open_page(PERSON, DEWI, id=SARI)
    asked = [line for line in said(app).splitlines() if texts.REQUESTS in line or texts.LOCKED in line]

    app.button(key=f"accounts.{SARI}.reset").click().run()

    assert len(asked) == 2, "before the reset both are said"
    assert not [line for line in said(app).splitlines() if texts.REQUESTS in line or texts.LOCKED in line]


def test_each_try_is_a_request_of_its_own_because_each_has_another_password(open_page, transport):
    transport.answers["reset_password"] = DatabaseUnavailable("gone")
    app = open_page(PERSON, DEWI, id=SARI)

    for _ in range(2):
        app.button(key=f"accounts.{SARI}.reset").click().run()

    first, second = transport.sent("reset_password")
    assert first["p_request_id"] != second["p_request_id"], "or the first password would count, unseen"
    assert not app.code


def test_after_a_reset_no_second_click_can_void_the_password_that_is_shown(open_page):
    app = open_page(PERSON, DEWI, id=SARI)

    app.button(key=f"accounts.{SARI}.reset").click().run()

    assert not [button for button in app.button if button.key == f"accounts.{SARI}.reset"]
    assert app.code


@pytest.mark.parametrize(
    ("was_active", "button", "sentence"),
    [(True, "deactivate", texts.deactivated), (False, "activate", texts.activated)],
)
def test_switches_an_account(open_page, transport, was_active, button, sentence):
    transport.answers["account_screen"] = account(is_active=was_active)
    app = open_page(PERSON, DEWI, id=SARI)

    app.button(key=f"accounts.{SARI}.{button}").click().run()

    (sent,) = transport.sent("set_participant_active")
    assert (sent["p_participant_id"], sent["p_is_active"]) == (UUID(SARI), not was_active)
    assert app.success[0].value == sentence("Sari Wulandari")


def test_the_last_diskominfo_account_stays(open_page, transport):
    transport.answers["set_participant_active"] = DomainError(ErrorCode.LAST_DISKOMINFO, "participant_id")
    app = open_page(PERSON, DEWI, id=SARI)

    app.button(key=f"accounts.{SARI}.deactivate").click().run()

    assert app.warning[0].value.startswith(errors.SENTENCES["last_diskominfo"])


def test_somebody_unknown_is_said(open_page, transport):
    transport.answers["account_screen"] = DomainError(ErrorCode.NOT_FOUND, "participant_id")

    assert errors.SENTENCES["not_found"] in said(open_page(PERSON, DEWI, id=rows.OTHER_ID))
    assert texts.NOT_FOUND in said(open_page(PERSON, DEWI))


def save(app):
    return next(button for button in app.button if button.label == texts.SAVE).click().run()


def test_what_is_known_is_put_right_and_the_user_name_stays(open_page, transport):
    app = open_page(PERSON, DEWI, id=SARI)
    assert field(app, "text_input", "phone").value == "0812-3456-7890"
    field(app, "text_input", "name").set_value("Dr. Sari Wulandari, M.Si.")
    field(app, "selectbox", "role").set_value("pendamping")

    save(app)

    (sent,) = transport.sent("edit_participant")
    assert (sent["p_name"], sent["p_role"]) == ("Dr. Sari Wulandari, M.Si.", "pendamping")
    assert (sent["p_unit_code"], sent["p_phone"], sent["p_title"]) == ("KEL-1", "0812-3456-7890", None)
    assert app.success[0].value == texts.saved("Dr. Sari Wulandari, M.Si.")
    assert texts.edit_help("sari") in letters(app)


def test_an_edit_that_changes_nothing_says_so(open_page, transport):
    transport.answers["edit_participant"] = False

    app = save(open_page(PERSON, DEWI, id=SARI))

    assert app.success[0].value == texts.NOTHING_CHANGED


@pytest.mark.parametrize(
    ("kind", "name", "value", "sentence"),
    [
        ("text_input", "name", " ", texts.MISSING_NAME),
        ("selectbox", "unit", "", texts.MISSING_UNIT),
    ],
)
def test_an_edit_without_what_is_needed_is_not_sent(open_page, transport, kind, name, value, sentence):
    app = open_page(PERSON, DEWI, id=SARI)
    field(app, kind, name).set_value(value)

    save(app)

    assert app.warning[0].value == sentence
    assert transport.sent("edit_participant") == []


def test_a_refused_edit_keeps_what_was_typed(open_page, transport):
    transport.answers["edit_participant"] = DomainError(ErrorCode.NAME_TAKEN, "phone")
    app = open_page(PERSON, DEWI, id=SARI)
    field(app, "text_input", "phone").set_value("0811 2233 4455")

    save(app)

    assert app.warning[0].value == errors.about("name_taken", texts.FIELDS["phone"])
    assert field(app, "text_input", "phone").value == "0811 2233 4455"


def test_only_who_is_locked_out_is_unlocked(open_page, transport):
    assert not [one for one in open_page(PERSON, DEWI, id=SARI).button if one.key.endswith(".unlock")]
    transport.answers["account_screen"] = account(is_locked=True)
    app = open_page(PERSON, DEWI, id=SARI)

    app.button(key=f"accounts.{SARI}.unlock").click().run()

    (sent,) = transport.sent("unlock_participant")
    assert sent["p_participant_id"] == UUID(SARI)
    assert app.success[0].value == texts.unlocked("Sari Wulandari")


def test_the_message_for_whatsapp_carries_no_password(open_page, transport):
    transport.answers["account_screen"] = account(name="Dr. Sari & Co, M.Si.", password="one_time")
    app = open_page(PERSON, DEWI, id=SARI)

    app.button(key=f"accounts.{SARI}.reset").click().run()

    (button,) = app.get("link_button")
    url = urlsplit(button.proto.url)
    assert (url.netloc, url.path) == ("wa.me", "/6281234567890")
    assert parse_qs(url.query)["text"] == [texts.message("Dr. Sari & Co, M.Si.", "sari", "")]
    assert app.code[0].value not in unquote(button.proto.url)


def test_typed_names_are_text(open_page, transport):
    transport.answers["accounts_screen"] = listing(account(name=rows.HOSTILE, title=rows.HOSTILE))

    app = open_page(PAGE, DEWI)

    label = list(links(app))[-1]
    assert r"\<script\>" in label
    assert not any("<script>" in element.value for element in app.caption)


def test_a_page_of_the_list_stays_below_100_kb_in_a_kabupaten_of_400_units(open_page, transport):
    units = transport.answers["reference"]["units"]
    units += [
        units[0]
        | {"id": str(UUID(int=1000 + n)), "code": f"UNIT-{n}", "name": f"Kelurahan Nomor {n} yang Panjang"}
        for n in range(400)
    ]
    long = {
        "name": "Nama yang panjang sekali, S.T., M.T.",
        "title": "Kepala Seksi",
        "unit_name": "Unit " * 12,
    }
    people = [someone(number, asked_at=rows.AT, is_responsible=True, **long) for number in range(30)]
    transport.answers["accounts_screen"] = listing(*people, total=2000, pages=67)

    app = open_page(PAGE, DEWI)

    sizes = [len(element.proto.SerializeToString()) for element in app.main if element.proto]
    assert len(sizes) > 90
    assert sum(sizes) < 100_000
