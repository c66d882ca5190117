"""``POST /draft``: a field is kept while it is typed, in one call; faults get a word, strangers nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from components import cached
from components.http import draft
from components.http.session import new_secret
from components.http.visitor import SESSION_COOKIE
from components.rules.draft import client_of
from components.texts import survey as survey_texts
from db import transport as door
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from tests.pages.conftest import person
from tests.unit.asgi import Browser

HOST = "http://127.0.0.1:8501"
BUDI = person()
ANSWER = uuid4()
CLIENT = client_of(BUDI, ANSWER)
AT = "2026-08-17T03:32:00+00:00"


class StandIn:
    """Knows Budi's cookie, and answers a save as the database does; remembers the calls."""

    def __init__(self) -> None:
        self.cookie = new_secret()
        self.outcome: Any = {"outcome": "saved", "version": 3}
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def call(self, function: str, arguments: Mapping[str, object], *, as_: Any, read_only: bool) -> Any:
        self.calls.append((function, dict(arguments)))
        if function == "resume":
            row = {name: getattr(BUDI, name) for name in BUDI.__slots__}
            return {**row, **{name: str(row[name]) for name in ("participant_id", "session_id", "unit_id")}}
        if function == "sign_in_screen":
            return {"city_name": "Uji", "region": "Kota", "is_example": False, "time_zone": "Asia/Makassar"}
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return {"saved_at": AT, "fields": [{"field": "title", **self.outcome}]}

    def close(self) -> None: ...

    @property
    def saves(self) -> list[dict[str, Any]]:
        return [arguments["p_fields"][0] for name, arguments in self.calls if name == "save_fields"]


@pytest.fixture
def transport():
    stand_in = StandIn()
    cached.forget()
    door.use(stand_in)
    yield stand_in
    door.use(None)
    cached.forget()


@pytest.fixture
def browser(transport) -> Browser:
    browser = Browser(Starlette(routes=draft.routes()))
    browser.cookies.set(SESSION_COOKIE, transport.cookie)
    return browser


def typed(text: Any = "Banjir", **changes: Any) -> dict[str, Any]:
    return {
        "answer_id": str(ANSWER),
        "client_id": str(CLIENT),
        "field": "title",
        "kind": "short_text",
        "typed": text,
        "sequence": 1_700_000_000_000_000,
        "base_version": 2,
        "cleared": [],
        **changes,
    }


def post(browser: Browser, body: object, **headers: str) -> Any:
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    return browser.post("/draft", content=sent, headers={"origin": HOST, **headers})


def test_a_field_is_saved_in_one_call_and_told_when_in_the_citys_zone(browser, transport):
    answer = post(browser, typed())

    assert answer.json() == {"outcome": "saved", "version": 3, "at": "11.32", "reading": None}
    assert [name for name, _ in transport.calls].count("save_fields") == 1
    assert transport.saves == [
        {"field": "title", "value": "Banjir", "sequence": 1_700_000_000_000_000, "base_version": 2}
    ]
    transport.calls.clear()
    post(browser, typed("Banjir rob"))
    assert [name for name, _ in transport.calls] == ["save_fields"], "who it is and where is known by now"


@pytest.mark.parametrize(
    ("kind", "text", "value", "reading"),
    [
        ("long_text", "a\nb", "a\nb", None),
        ("short_text", "   ", None, None),
        ("number", "1.250", 1250, survey_texts.understood("1.250")),
        ("number", "12,5", 12.5, None),
        ("number", "", None, None),
        ("money", "Rp 1.500.000", 1_500_000, survey_texts.understood("Rp\u00a01.500.000")),
        ("year_range", {"start": "2027", "end": ""}, {"start": 2027, "end": None}, None),
        ("year_range", {"start": " ", "end": ""}, None, None),
    ],
)
def test_what_is_typed_is_read_as_its_kind(browser, transport, kind, text, value, reading):
    answer = post(browser, typed(text, kind=kind))

    assert transport.saves[0]["value"] == value
    assert answer.json()["reading"] == reading


@pytest.mark.parametrize(
    ("kind", "text", "code", "fault"),
    [
        ("short_text", "x" * 200, ErrorCode.TEXT_TOO_LONG, "too_long"),
        ("long_text", "x", ErrorCode.TEXT_INVALID, "bad_characters"),
        ("number", "dua", ErrorCode.FIELD_INVALID, "not_number"),
        ("number", "999999", ErrorCode.FIELD_INVALID, "out_of_range"),
        ("money", "1,5", ErrorCode.FIELD_INVALID, "not_whole"),
        ("year_range", {"start": "dua", "end": ""}, ErrorCode.FIELD_INVALID, "not_number"),
    ],
)
def test_a_text_at_fault_is_told_by_a_word_the_field_has_a_sentence_for(
    browser, transport, kind, text, code, fault
):
    transport.outcome = DomainError(code, "title")

    answer = post(browser, typed(text, kind=kind))

    assert (answer.status_code, answer.json()) == (422, {"outcome": "refused", "fault": fault})


def test_a_colleagues_text_comes_along_as_it_would_be_typed(browser, transport):
    transport.outcome = {
        "outcome": "changed", "version": 4, "value": 1500, "saved_by": "Sari", "saved_at": AT,
    }  # fmt: skip

    answer = post(browser, typed("7", kind="number"))

    assert answer.json() == {
        "outcome": "changed", "version": 4, "typed": "1500", "by": "Sari", "at": "11.32",
        "moment": "17 Agustus 2026 11.32 WITA", "sequence": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (DomainError(ErrorCode.SESSION_ENDED), 401),
        (DomainError(ErrorCode.NOT_FOUND, "answer_id"), 404),
        (DomainError(ErrorCode.WINDOW_CLOSED), 409),
        (DatabaseUnavailable("away"), 503),
    ],
)
def test_any_other_refusal_is_said_in_a_sentence(browser, transport, failure, status):
    transport.outcome = failure

    answer = post(browser, typed())

    assert answer.status_code == status
    assert answer.json()["message"].endswith(".")


def test_a_page_drawn_for_somebody_else_writes_nothing(browser, transport):
    answer = post(browser, typed(client_id=str(uuid4())))

    assert answer.status_code == 401
    assert transport.saves == []


def test_another_page_can_save_nothing(browser, transport):
    assert post(browser, typed(), origin="https://contoh.example").status_code == 403
    assert transport.calls == []


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"null", b"[]", b"7", b"\xff", b"[" * 30_000, b'{"answer_id": 1}',
        *(typed(**{name: value}) for name, value in [
            ("answer_id", "x"), ("answer_id", 7), ("client_id", None), ("field", 7), ("kind", "table"),
            ("kind", ["short_text"]), ("typed", 7), ("typed", ["a"]), ("typed", {"start": "1", "end": "2"}),
            ("sequence", True), ("sequence", -1), ("sequence", 2**63), ("sequence", 1.5),
            ("base_version", None),
            ("cleared", "1"), ("cleared", [1]), ("cleared", {"1": 1}),
        ]),
        typed({"start": 1, "end": "2"}, kind="year_range"),
        typed({"start": "1"}, kind="year_range"),
        typed("2027", kind="year_range"),
    ],
)  # fmt: skip
def test_what_our_page_never_sends_is_refused_before_the_database(browser, transport, body):
    answer = post(browser, body)

    assert answer.status_code == 400
    assert transport.saves == []


def test_a_pasted_document_is_told_as_too_long_before_the_database(browser, transport):
    answer = post(browser, typed("x" * 40_000))

    assert (answer.status_code, answer.json()) == (422, {"outcome": "refused", "fault": "too_long"})
    assert transport.saves == []


def test_the_longest_text_there_is_arrives_whole_however_it_is_written(browser, transport):
    longest = "\u2028" * 4000

    assert post(browser, typed(longest, kind="long_text")).status_code == 200
    assert transport.saves[-1]["value"] == longest


def test_what_a_stranger_pastes_is_answered_as_everything_of_hers(browser, transport):
    browser.cookies.clear()

    assert post(browser, typed("x" * 40_000)).status_code == 401


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(name=st.sampled_from(sorted(typed())), value=_JSON)
def test_whatever_stands_in_a_field_of_the_body_is_answered(browser, transport, name, value):
    answer = post(browser, typed(**{name: value}))

    assert answer.status_code in (200, 400, 401)
    assert isinstance(answer.json(), dict)
