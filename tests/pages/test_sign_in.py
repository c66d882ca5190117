"""The way in and out, through the shell every session runs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import bcrypt
import pytest
from streamlit.testing.v1 import AppTest

from components import cached, navigation, passwords, signin
from components.http import icons
from components.http.session import DEVICE_COOKIE
from components.http.visitor import SESSION_COOKIE
from components.texts import errors as error_texts
from components.texts import home as home_texts
from components.texts import navigation as navigation_texts
from components.texts import shell as shell_texts
from components.texts import signin as texts
from components.ui import accident
from components.ui.plain import plain
from db import transport as door
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person

SHELL = Path(__file__).parents[2] / "components" / "shell.py"
PASSWORD = "sapi makan rumput"
HASH = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
TICKET = "a" * 64
ATTEMPT = str(UUID(int=9))


def identity_row(**changes: Any) -> dict[str, Any]:
    me = person()
    return {
        "participant_id": str(me.participant_id),
        "session_id": str(me.session_id),
        "role": me.role,
        "user_name": me.user_name,
        "name": me.name,
        "title": None,
        "unit_id": str(me.unit_id),
        "unit_name": me.unit_name,
        "must_change_password": False,
        "notice_due": False,
        **changes,
    }


def attempt(**changes: Any) -> dict[str, Any]:
    return {
        "attempt_id": ATTEMPT,
        "password_hash": HASH,
        "locked_until": None,
        "is_refused": False,
        **changes,
    }


@pytest.fixture
def city(transport, monkeypatch):
    """A database in which Budi may sign in; the browser sends no cookies unless the test says so."""
    transport.answers |= {
        "sign_in_screen": {
            "city_name": "Kota Uji",
            "region": "Kabupaten",
            "is_example": False,
            "time_zone": "Asia/Makassar",
        },
        "begin_sign_in": attempt(),
        "finish_sign_in": {"identity": identity_row(), "ticket": TICKET},
        "home_screen": rows.home(),
        "own_password_hash": HASH,
        "change_password": True,
        "privacy_notice": {"version": 3, "points": [{"title": "Tujuan", "text": rows.HOSTILE}]},
        "read_notice": True,
        "request_password_reset": True,
        "sign_out": True,
        "resume": None,
    }
    send_cookies(monkeypatch)
    cached.forget()
    yield transport
    cached.forget()


def send_cookies(monkeypatch, **cookies: str) -> None:
    monkeypatch.setattr(signin, "_cookie", cookies.get)


def opened(me: Any = None) -> AppTest:
    app = AppTest.from_file(str(SHELL), default_timeout=30)
    if me is not None:
        app.session_state["state.identity"] = me
    return app.run()


def try_to_sign_in(app: AppTest, name: str = "Budi", password: str = PASSWORD) -> AppTest:
    app.text_input[0].set_value(name)
    app.text_input[1].set_value(password)
    return app.button[0].click().run()


def warnings(app: AppTest) -> list[str]:
    return [notice.value for notice in app.warning]


def scripts(app: AppTest) -> list[str]:
    return [element.proto.body for element in app.get("html") if element.proto.unsafe_allow_javascript]


def is_at_the_door(app: AppTest) -> bool:
    return texts.FIELDS["Password"] in [field.label for field in app.text_input]


# ── signing in ──────────────────────────────────────────────────────────────────────────────────────────────
def test_the_right_password_opens_the_page_and_hands_the_ticket_to_the_browser(city):
    app = try_to_sign_in(opened(), name="  BUDI ")

    (handed_over,) = scripts(app)
    assert app.title[0].value == home_texts.greeting("Budi Santoso")
    assert city.sent("begin_sign_in") == [{"p_name": "budi", "p_device": None}]
    assert '"/auth/session"' in handed_over
    sent, _ = json.JSONDecoder().raw_decode(handed_over.partition("JSON.stringify(")[2])
    assert sent == {"ticket": TICKET, "device": city.sent("finish_sign_in")[0]["p_device"]}
    assert len(sent["device"]) == 43


def test_a_device_that_is_known_stays_the_same_device(city, monkeypatch):
    send_cookies(monkeypatch, **{DEVICE_COOKIE: "d" * 43})

    try_to_sign_in(opened())

    assert city.sent("begin_sign_in") == [{"p_name": "budi", "p_device": "d" * 43}]
    assert city.sent("finish_sign_in") == [{"p_attempt_id": UUID(ATTEMPT), "p_device": "d" * 43}]


@pytest.mark.parametrize("planted", ["</script><script>alert(1)</script>", "short", "d" * 44])
def test_a_planted_device_cookie_is_no_device_and_reaches_no_script(city, monkeypatch, planted):
    send_cookies(monkeypatch, **{DEVICE_COOKIE: planted})

    app = try_to_sign_in(opened())

    (handed_over,) = scripts(app)
    assert planted not in handed_over
    assert city.sent("begin_sign_in") == [{"p_name": "budi", "p_device": None}]
    assert len(city.sent("finish_sign_in")[0]["p_device"]) == 43


def test_the_next_run_asks_nothing_about_the_sign_in(city):
    app = try_to_sign_in(opened())
    before = len(city.calls)

    app.run()

    assert [name for name, _ in city.calls[before:]] == ["home_screen"]


@pytest.mark.parametrize(
    ("password_hash", "password"),
    [
        (HASH, "sapi makan jagung"),
        (None, PASSWORD),  # nobody of this name
        (HASH, PASSWORD + "x" * 100),  # bcrypt looks at 72 bytes and no more
        (HASH, "\0"),
        (HASH, "🐄" * 30),
    ],
    ids=["wrong", "unknown", "long", "nul", "cows"],  # the hash is another one each time
)
def test_wrong_and_unknown_are_answered_alike_and_both_cost_a_check(
    city, monkeypatch, password_hash, password
):
    city.answers["begin_sign_in"] = attempt(password_hash=password_hash)
    checked = []
    check = bcrypt.checkpw

    def counted(given: bytes, kept: bytes) -> bool:
        checked.append(kept)
        return check(given, kept)

    monkeypatch.setattr(bcrypt, "checkpw", counted)

    app = try_to_sign_in(opened(), password=password)

    assert warnings(app) == [texts.WRONG]
    assert len([one for one in checked if one.startswith(b"$2b$10$")]) == 1, "also behind a quick hash"
    assert is_at_the_door(app)
    assert city.sent("finish_sign_in") == []


def test_the_dummy_costs_as_much_as_a_real_password():
    assert (
        passwords.DUMMY_HASH.split("$")[2]
        == passwords.hash_password("any password at all").split("$")[2]
        == "10"
    )


def test_the_fifth_wrong_try_and_all_after_it_say_for_how_long(city):
    until = (datetime.now(UTC) + timedelta(minutes=14, seconds=30)).isoformat()
    city.answers["begin_sign_in"] = attempt(locked_until=until)
    app = try_to_sign_in(opened(), password="wrong")
    fifth = warnings(app)
    city.answers["begin_sign_in"] = attempt(locked_until=until, is_refused=True, password_hash=None)

    app = try_to_sign_in(app)

    assert fifth == warnings(app) == [texts.locked(15)]
    assert city.sent("finish_sign_in") == []


def test_the_right_password_in_the_fifth_try_is_right(city):
    until = (datetime.now(UTC) + timedelta(minutes=15)).isoformat()
    city.answers["begin_sign_in"] = attempt(locked_until=until)

    app = try_to_sign_in(opened())

    assert not is_at_the_door(app)


@pytest.mark.parametrize(("name", "password"), [("", PASSWORD), ("  ", PASSWORD), ("budi", "")])
def test_an_empty_field_is_named_and_counts_as_no_try(city, name, password):
    app = try_to_sign_in(opened(), name=name, password=password)

    assert warnings(app) == [texts.NAME_MISSING]
    assert city.sent("begin_sign_in") == []


@pytest.mark.parametrize("refusal", [ErrorCode.TEXT_INVALID, ErrorCode.SIGN_IN_WRONG])
def test_a_name_no_account_can_have_is_simply_wrong(city, refusal):
    city.answers["begin_sign_in"] = DomainError(refusal)

    assert warnings(try_to_sign_in(opened(), name="\0")) == [texts.WRONG]


def test_an_outage_while_signing_in_asks_to_try_again(city):
    city.answers["begin_sign_in"] = DatabaseUnavailable("away")

    app = try_to_sign_in(opened())

    assert [notice.value for notice in app.error] == [error_texts.UNAVAILABLE]


# ── the cookie ──────────────────────────────────────────────────────────────────────────────────────────────
def test_a_cookie_opens_the_page_at_once_without_a_form(city, monkeypatch):
    send_cookies(monkeypatch, **{SESSION_COOKIE: "c" * 43})
    city.answers["resume"] = identity_row()

    app = opened()

    assert not is_at_the_door(app)
    assert [name for name, _ in city.calls] == ["resume", "sign_in_screen", "reference", "home_screen"]
    assert city.sent("resume") == [{"p_cookie": "c" * 43}]
    assert scripts(app) == []


def test_a_cookie_whose_session_has_ended_shows_the_form(city, monkeypatch):
    send_cookies(monkeypatch, **{SESSION_COOKIE: "c" * 43})

    assert is_at_the_door(opened())


# ── first sign-in ───────────────────────────────────────────────────────────────────────────────────────────
def new_password(app: AppTest, old: str, new: str, again: str) -> AppTest:
    for field, value in zip(app.text_input, (old, new, again), strict=True):
        field.set_value(value)
    return next(one for one in app.button if one.label == texts.PASSWORD_FIELDS["Reset"]).click().run()


def test_the_first_sign_in_leads_to_a_password_of_ones_own_then_the_notice_then_the_page(city):
    city.answers["finish_sign_in"]["identity"] = identity_row(must_change_password=True, notice_due=True)
    app = try_to_sign_in(opened())
    titles = [app.title[0].value]

    app = new_password(app, PASSWORD, "kuda minum air", "kuda minum air")
    titles.append(app.title[0].value)
    app = next(one for one in app.button if one.label == texts.NOTICE_READ).click().run()
    titles.append(app.title[0].value)

    assert titles == [texts.NEW_PASSWORD_TITLE, texts.NOTICE_TITLE, home_texts.greeting("Budi Santoso")]
    (changed,) = city.sent("change_password")
    assert bcrypt.checkpw(b"kuda minum air", changed["p_password_hash"].encode())
    assert changed["p_password_hash"].startswith("$2b$10$")
    assert [read["p_version"] for read in city.sent("read_notice")] == [3]


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("not the old one", "kuda minum air", "kuda minum air", texts.PASSWORD_WRONG),
        (PASSWORD, "", "", texts.PASSWORD_EMPTY),
        (PASSWORD, "kuda minum air", "kuda minum teh", texts.PASSWORDS_DIFFER),
        (PASSWORD, PASSWORD, PASSWORD, texts.PASSWORD_SAME),
        (PASSWORD, "kuda", "kuda", texts.PASSWORD_FAULTS["too_short"]),
        (PASSWORD, "k" * 65, "k" * 65, texts.PASSWORD_FAULTS["too_long"]),
        (PASSWORD, "k" * 300, "k" * 300, texts.PASSWORD_FAULTS["too_long"]),
        (PASSWORD, "🐄" * 19, "🐄" * 19, texts.PASSWORD_FAULTS["too_long"]),
        (PASSWORD, "rahasia BUDI sekali", "rahasia BUDI sekali", texts.PASSWORD_FAULTS["has_name"]),
        (PASSWORD, "kuda\0minum air", "kuda\0minum air", texts.PASSWORD_FAULTS["bad_characters"]),
    ],
)
def test_a_new_password_that_cannot_be_is_refused_by_name(city, old, new, again, sentence):
    city.answers["finish_sign_in"]["identity"] = identity_row(must_change_password=True)
    app = try_to_sign_in(opened())

    app = new_password(app, old, new, again)

    assert warnings(app) == [sentence]
    assert city.sent("change_password") == []


def test_a_password_with_the_own_name_is_refused_also_after_the_tab_was_loaded_anew(city):
    app = opened(replace(person(), must_change_password=True))

    app = new_password(app, PASSWORD, "rahasia BUDI sekali", "rahasia BUDI sekali")

    assert warnings(app) == [texts.PASSWORD_FAULTS["has_name"]]
    assert city.sent("change_password") == []


def test_the_notice_is_shown_as_text(city):
    app = opened(replace(person(), notice_due=True))

    assert rows.HOSTILE in [text.value for text in app.text]
    assert city.sent("read_notice") == []


# ── the database has the last word ──────────────────────────────────────────────────────────────────────────
def test_a_session_that_ended_elsewhere_leads_to_the_door_with_a_kind_word(city):
    app = opened(person())
    city.answers["home_screen"] = DomainError(ErrorCode.SESSION_ENDED)

    app.run()

    assert is_at_the_door(app)
    assert warnings(app) == [error_texts.SENTENCES["session_ended"]]
    assert "state.identity" not in app.session_state


@pytest.mark.parametrize(
    ("code", "title"),
    [
        (ErrorCode.PASSWORD_CHANGE_DUE, texts.NEW_PASSWORD_TITLE),
        (ErrorCode.NOTICE_UNREAD, texts.NOTICE_TITLE),
    ],
)
def test_a_duty_the_database_names_comes_first(city, code, title):
    city.answers["home_screen"] = DomainError(code)

    app = opened(person())

    assert [one.value for one in app.title] == [title]


def test_an_outage_asks_to_try_again_and_keeps_the_person_and_the_page(city):
    app = opened(person())
    city.answers |= {
        "home_screen": DatabaseUnavailable("away"),
        "sign_in_screen": DatabaseUnavailable("away"),
    }

    app.run()

    assert [notice.value for notice in app.error] == [error_texts.UNAVAILABLE]
    assert app.session_state["state.identity"] == person()
    assert app.title[0].value == home_texts.greeting("Budi Santoso")


def test_somebody_who_comes_during_an_outage_waits_until_it_is_over(city, monkeypatch):
    send_cookies(monkeypatch, **{SESSION_COOKIE: "c" * 43})
    city.answers["resume"] = DatabaseUnavailable("away")
    city.answers["sign_in_screen"], screen = DatabaseUnavailable("away"), city.answers["sign_in_screen"]
    app = opened()
    waiting = [notice.value for notice in app.info]

    city.answers |= {"resume": identity_row(), "sign_in_screen": screen}
    app.run()

    assert waiting == [shell_texts.PREPARING]
    assert app.title[0].value == home_texts.greeting("Budi Santoso")


def test_an_accident_gives_a_reference_to_the_person_and_the_story_to_the_log(city, caplog):
    city.answers["home_screen"] = ValueError("the secret inside")

    app = opened(person())

    (record,) = [one for one in caplog.records if one.name == "rembuk.accident"]
    story = record.getMessage()
    assert [notice.value for notice in app.error] == [error_texts.unexpected(story.split()[1])]
    assert "ValueError" in story
    assert "beranda.py" in story, "where it broke"
    assert "the secret inside" not in story + caplog.text
    assert not app.exception, "nothing of the program is shown"


def test_while_the_database_is_being_opened_everybody_is_told_so(city):
    door.use(None)

    app = opened()

    assert [notice.value for notice in app.info] == [shell_texts.PREPARING]
    assert not is_at_the_door(app)


# ── forgotten, and leaving ──────────────────────────────────────────────────────────────────────────────────
def test_a_forgotten_password_gets_the_same_answer_for_every_name(city):
    app = opened()
    app = next(one for one in app.button if one.label == texts.FORGOTTEN).click().run()
    app.text_input[0].set_value("siapa saja")

    app = next(one for one in app.button if one.label == texts.FORGOTTEN_SEND).click().run()

    assert [notice.value for notice in app.success] == [texts.FORGOTTEN_SENT]
    assert city.sent("request_password_reset") == [{"p_name": "siapa saja"}]


def test_a_forgotten_password_of_nobody_is_asked_for_the_name(city):
    app = opened()
    app = next(one for one in app.button if one.label == texts.FORGOTTEN).click().run()

    app = next(one for one in app.button if one.label == texts.FORGOTTEN_SEND).click().run()

    assert warnings(app) == [texts.FORGOTTEN_EMPTY]
    assert city.sent("request_password_reset") == []


def test_leaving_ends_the_session_and_leaves_nothing_in_the_tab(city):
    app = opened(person())
    app.session_state["something.of.hers"] = "private"

    app = next(one for one in app.button if one.label == shell_texts.SIGN_OUT).click().run()

    (goodbye,) = scripts(app)
    assert city.sent("sign_out") == [{}]
    assert '"/auth/logout"' in goodbye
    assert 'location.replace("/")' in goodbye
    assert "something.of.hers" not in app.session_state
    assert "state.identity" not in app.session_state
    assert app.title == [], "nothing of the page is drawn any more"


def test_when_leaving_fails_the_person_is_told_and_still_signed_in(city):
    app = opened(person())
    city.answers["sign_out"] = DatabaseUnavailable("away")

    app = next(one for one in app.button if one.label == shell_texts.SIGN_OUT).click().run()

    assert [notice.value for notice in app.error] == [error_texts.UNAVAILABLE]
    assert app.session_state["state.identity"] == person()


# ── who gets which pages ────────────────────────────────────────────────────────────────────────────────────
def test_the_city_is_named_above_every_page_and_the_example_as_one(city):
    city.answers["sign_in_screen"] |= {"city_name": rows.HOSTILE, "is_example": True}

    app = opened()

    assert any(one.value.startswith(plain(shell_texts.title(rows.HOSTILE))) for one in app.markdown)
    assert any(shell_texts.EXAMPLE_BADGE in one.value for one in app.markdown)


def test_the_tab_names_the_page_and_has_a_picture_of_our_own(city, monkeypatch):
    said: dict[str, Any] = {}
    monkeypatch.setattr("streamlit.set_page_config", lambda **named: said.update(named))

    opened(person())

    assert said["page_title"] == shell_texts.tab(navigation_texts.TITLES["beranda"])
    assert said["page_icon"] == icons.logo(), "a page's own icon would be fetched from a foreign server"


ANSWERS = ["beranda", "masalah", "solusi"]
PAST = ["kabar", "riwayat", "tanda_terima", "lembar"]
WORK = [
    "tahapan",
    "tinjau",
    "gabung",
    "atas_nama",
    "putaran",
    "penilai",
    "draf",
    "unduh",
    "catatan_peristiwa",
    "akun",
    "orang",
    "impor",
    "slip",
    "pertanyaan",
    "sektor",
    "persetujuan",
    "aturan",
    "kamus",
]


@pytest.mark.parametrize(
    ("role", "files"),
    [
        ("peserta", [*ANSWERS, "excel", *PAST, "menilai", "agregat", "prioritas"]),
        ("pimpinan", [*ANSWERS, *PAST, "agregat", "prioritas"]),
        ("pendamping", [*ANSWERS, *PAST, "agregat", "prioritas"]),
        ("diskominfo", [*ANSWERS, "excel", *PAST, "agregat", "prioritas", *WORK]),
    ],
)
def test_each_role_has_its_own_pages(role, files, monkeypatch, tmp_path):
    for entry in navigation.ENTRIES:
        (tmp_path / entry.file).parent.mkdir(exist_ok=True)
        (tmp_path / entry.file).touch()
    monkeypatch.setattr(navigation, "PAGES", tmp_path)

    assert [entry.address for entry in navigation.entries_for(role)] == files


# ── what never reaches the shell ────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (DomainError(ErrorCode.SESSION_ENDED), error_texts.SENTENCES["session_ended"]),
        (DatabaseUnavailable("away"), error_texts.UNAVAILABLE),
    ],
)
def test_a_refusal_in_a_callback_or_a_fragment_is_said_as_on_a_page(error, sentence, monkeypatch):
    said = []
    for way in ("warning", "error"):
        monkeypatch.setattr(f"streamlit.{way}", lambda text, **_: said.append(text))

    is_said = accident.outside_the_shell(error)

    assert is_said is True
    assert said == [sentence]
