"""Slips: one act gives everybody chosen a one-time password; it stands on paper and nowhere else."""

from __future__ import annotations

import logging
from uuid import UUID

import bcrypt
import pytest
from streamlit.testing.v1 import AppTest

from components import passwords
from components.texts import accounts as account_texts
from components.texts import errors
from components.texts import slips as texts
from db.errors import DatabaseUnavailable
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import said

PAGE = "diskominfo/slip.py"
DEWI = person("diskominfo", "Dewi", unit=None)
BUDI, SARI = str(UUID(int=0xB1)), str(UUID(int=0x51))


def somebody(id_: str, name: str, has: str = "none") -> dict[str, object]:
    return {
        "id": id_,
        "name": name,
        "user_name": name.lower(),
        "unit_name": "Dinas Alfa",
        "password": has,
    }


@pytest.fixture(autouse=True)
def _slips(transport):
    people = [somebody(BUDI, "Budi"), somebody(SARI, "Sari")]
    transport.answers["slips_screen"] = {"people": people, "total": 2}
    transport.answers["issue_passwords"] = True


@pytest.fixture
def made(monkeypatch) -> list[str]:
    """The passwords that are made."""
    seen: list[str] = []
    real = passwords.one_time_password

    def watched() -> str:
        seen.append(real())
        return seen[-1]

    monkeypatch.setattr(passwords, "one_time_password", watched)
    return seen


def make(app: AppTest) -> AppTest:
    return app.button(key="slips.make").click().run()


def downloads(app: AppTest) -> list[str]:
    return [button.proto.label for button in app.get("download_button")]


def test_those_without_a_password_are_offered_first(open_page, transport):
    app = open_page(PAGE, DEWI)

    (sent,) = transport.sent("slips_screen")
    assert (sent["p_show"], sent["p_search"], sent["p_role"], sent["p_unit_code"]) == (
        "no_password",
        "",
        None,
        None,
    )
    assert texts.chosen(2, 1) in said(app)
    assert downloads(app) == []


def test_others_are_found_by_the_same_search_as_in_the_list(open_page, transport):
    open_page(PAGE, DEWI, tampil=account_texts.SHOWN[""], unit="Dinas Alfa")

    (sent,) = transport.sent("slips_screen")
    assert (sent["p_show"], sent["p_unit_code"]) == (None, "DINAS-A")


def test_one_act_sets_a_hash_for_each_and_offers_the_file(open_page, transport, made, caplog):
    caplog.set_level(logging.DEBUG)
    app = make(open_page(PAGE, DEWI))

    (sent,) = transport.sent("issue_passwords")
    hashes = {one["participant_id"]: one["password_hash"] for one in sent["p_passwords"]}
    assert list(hashes) == [BUDI, SARI]
    assert all(
        bcrypt.checkpw(password.encode(), hashed.encode())
        for password, hashed in zip(made, hashes.values(), strict=True)
    )
    assert downloads(app) == [texts.DOWNLOAD]
    assert not any(password in caplog.text for password in made)
    state = app.session_state._state.filtered_state.values()
    assert not any(password in str(value) for password in made for value in state)


def test_what_was_made_is_gone_with_the_next_run(open_page):
    app = make(open_page(PAGE, DEWI))
    assert not [button for button in app.button if button.key == "slips.make"], (
        "a second click would void them"
    )

    app.run()

    assert downloads(app) == []


def test_only_those_named_get_one(open_page, transport):
    app = open_page(PAGE, DEWI)
    app.multiselect(key="slips.only").set_value([UUID(SARI)]).run()

    make(app)

    (sent,) = transport.sent("issue_passwords")
    assert [one["participant_id"] for one in sent["p_passwords"]] == [SARI]


def test_an_old_password_that_would_be_void_is_said(open_page, transport):
    assert texts.OLD_VOID not in said(open_page(PAGE, DEWI))
    transport.answers["slips_screen"] = {"people": [somebody(BUDI, "Budi", "own")], "total": 1}

    assert texts.OLD_VOID in said(open_page(PAGE, DEWI))


def test_nothing_is_printed_when_nothing_was_set(open_page, transport):
    transport.answers["issue_passwords"] = DatabaseUnavailable("gone")

    app = make(open_page(PAGE, DEWI))

    assert errors.UNAVAILABLE in said(app)
    assert downloads(app) == []
    make(app)
    first, second = transport.sent("issue_passwords")
    assert first["p_request_id"] != second["p_request_id"], "or the first passwords would count, unseen"


def test_nobody_found_is_said(open_page, transport):
    transport.answers["slips_screen"] = {"people": [], "total": 0}

    assert texts.NOBODY in said(open_page(PAGE, DEWI))


def test_more_than_one_call_takes_is_said(open_page, transport):
    transport.answers["slips_screen"]["total"] = 500

    assert texts.too_many(400, 500) in said(open_page(PAGE, DEWI))


def test_typed_names_are_text(open_page, transport):
    transport.answers["slips_screen"]["people"] = [somebody(BUDI, rows.HOSTILE)]

    app = make(open_page(PAGE, DEWI))

    assert downloads(app) == [texts.DOWNLOAD]
    assert "<script>" not in "".join(one.value for one in (*app.markdown, *app.caption))
