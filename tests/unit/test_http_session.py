"""The sign-in cookie, the health of the app, and the example that stays at home."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, MutableMapping
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from components.http import health, session
from components.http.guards import ClosedDoors, ExampleStaysHere
from components.http.session import DEVICE_COOKIE
from components.http.visitor import SESSION_COOKIE
from components.texts import errors as error_texts
from components.texts import shell as texts
from db import transport as door
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from tests.unit.asgi import Browser

HOST = "http://127.0.0.1:8501"
DEVICE = "d" * 43
TICKET = "a" * 64


class StandIn:
    """Answers every call with True, or with what ``answers`` says; remembers the calls."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def call(self, function: str, arguments: Mapping[str, object], *, as_: Any, read_only: bool) -> Any:
        self.calls.append((function, dict(arguments)))
        answer = self.answers.get(function, True)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None: ...


@pytest.fixture
def transport():
    stand_in = StandIn()
    door.use(stand_in)
    yield stand_in
    door.use(None)


@pytest.fixture
def browser() -> Browser:
    return Browser(Starlette(routes=session.routes()))


def sign_in(browser: Browser, *, origin: str | None = HOST, body: object = None, **headers: str) -> Any:
    given = {"ticket": TICKET, "device": DEVICE} if body is None else body
    sent = given if isinstance(given, bytes) else json.dumps(given).encode()
    all_headers = {**headers, **({"origin": origin} if origin is not None else {})}
    return browser.post("/auth/session", content=sent, headers=all_headers)


# ── signing in ──────────────────────────────────────────────────────────────────────────────────────────────
def test_a_ticket_becomes_a_cookie_no_script_can_read(transport, browser):
    answer = sign_in(browser)

    cookies = answer.headers.get_list("set-cookie")
    (kept,) = [one for one in cookies if one.startswith(SESSION_COOKIE)]
    assert answer.status_code == 204
    assert "HttpOnly" in kept
    assert "SameSite=strict" in kept
    assert f"Max-Age={14 * 24 * 3600}" in kept
    assert "Secure" not in kept, "plain http on this computer"
    assert transport.calls == [
        ("redeem_ticket", {"p_ticket": TICKET, "p_cookie": browser.cookies[SESSION_COOKIE]})
    ]
    assert len(browser.cookies[SESSION_COOKIE]) == 43


def test_the_device_is_remembered_for_a_year(transport, browser):
    answer = sign_in(browser)

    (kept,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith(DEVICE_COOKIE)]
    assert browser.cookies[DEVICE_COOKIE] == DEVICE
    assert "HttpOnly" in kept
    assert f"Max-Age={365 * 24 * 3600}" in kept


@pytest.mark.parametrize("protocol", ["https", "https, http", "HTTPS"])
def test_behind_tls_the_cookies_are_sent_encrypted_only(transport, browser, protocol):
    answer = sign_in(browser, **{"x-forwarded-proto": protocol})

    assert all("Secure" in one for one in answer.headers.get_list("set-cookie"))


def test_two_sign_ins_get_two_secrets_and_the_first_session_of_the_browser_ends(transport, browser):
    sign_in(browser)
    first = browser.cookies[SESSION_COOKIE]

    sign_in(browser)

    assert browser.cookies[SESSION_COOKIE] != first
    assert transport.calls[-1] == ("end_session", {"p_cookie": first})


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "",
        "http://evil.example",
        "http://127.0.0.1",
        "http://127.0.0.1:8502",
        "http://[::1",
        "://",
    ],
)
def test_only_our_own_page_can_sign_anybody_in_or_out(transport, browser, origin):
    answers = [sign_in(browser, origin=origin)]
    answers += [browser.post("/auth/logout", headers={"origin": origin} if origin is not None else {})]

    assert [(one.status_code, one.json()["message"]) for one in answers] == [(403, texts.FOREIGN_ORIGIN)] * 2
    assert transport.calls == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b"\xff\xfe",
        b"[" * 1024,  # deeper than a reader of JSON goes
        {"ticket": TICKET},
        {"ticket": 7, "device": DEVICE},
        {"ticket": TICKET, "device": "short"},
        {"ticket": TICKET, "device": "d" * 42 + ";"},
        {"ticket": TICKET, "device": DEVICE, "more": "x" * 100_000},
    ],
)
def test_a_body_that_is_no_ticket_is_refused_unasked(transport, browser, body):
    answer = sign_in(browser, body=body)

    assert (answer.status_code, answer.json()["message"]) == (400, texts.MALFORMED)
    assert transport.calls == []


def test_a_used_ticket_sets_no_cookie_and_keeps_the_one_there_is(transport, browser):
    sign_in(browser)
    before = browser.cookies[SESSION_COOKIE]
    transport.answers["redeem_ticket"] = DomainError(ErrorCode.TICKET_INVALID)

    answer = sign_in(browser)

    assert (answer.status_code, answer.json()["message"]) == (401, error_texts.SENTENCES["ticket_invalid"])
    assert "set-cookie" not in answer.headers
    assert browser.cookies[SESSION_COOKIE] == before


def test_an_outage_is_said_to_be_one(transport, browser):
    transport.answers["redeem_ticket"] = DatabaseUnavailable("away")

    answer = sign_in(browser)

    assert (answer.status_code, answer.json()["message"]) == (503, error_texts.UNAVAILABLE)


@pytest.mark.parametrize("path", ["/auth/session", "/auth/logout"])
def test_signing_in_and_out_is_an_act_and_no_link(transport, browser, path):
    assert browser.get(path).status_code == 405


# ── signing out ─────────────────────────────────────────────────────────────────────────────────────────────
def test_signing_out_ends_the_session_and_takes_the_cookie_but_not_the_device(transport, browser):
    sign_in(browser)
    cookie = browser.cookies[SESSION_COOKIE]

    answer = browser.post("/auth/logout", headers={"origin": HOST})

    (dropped,) = answer.headers.get_list("set-cookie")
    assert answer.status_code == 204
    assert transport.calls[-1] == ("end_session", {"p_cookie": cookie})
    assert dropped.startswith(f'{SESSION_COOKIE}=""')
    assert "Max-Age=0" in dropped


def test_signing_out_without_a_session_is_no_fault(transport, browser):
    answer = browser.post("/auth/logout", headers={"origin": HOST})

    assert answer.status_code == 204
    assert transport.calls == []


def test_when_the_session_could_not_be_ended_the_cookie_stays(transport, browser):
    sign_in(browser)
    transport.answers["end_session"] = DatabaseUnavailable("away")

    answer = browser.post("/auth/logout", headers={"origin": HOST})

    assert answer.status_code == 503
    assert "set-cookie" not in answer.headers


# ── health ──────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("state", "status"), [("starting", 503), ("database_away", 503), ("ready", 200)])
def test_health_tells_the_state_and_is_well_only_when_people_can_sign_in(state, status):
    browser = Browser(Starlette(routes=[health.route(lambda: state, "1.2.3")]))

    answer = browser.get("/healthz")

    assert answer.status_code == status
    assert answer.json() == {"state": state, "version": "1.2.3"}
    assert answer.headers["cache-control"] == "no-store"


# ── doors that are closed ───────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/mcp", "/_stcore/agent/openapi.json"])
def test_what_streamlit_offers_to_programs_is_not_there(path):
    async def behind(request):
        return PlainTextResponse("behind")

    browser = Browser(Starlette(routes=[Route("/{any:path}", behind)], middleware=[Middleware(ClosedDoors)]))

    assert browser.get(path).status_code == 404
    assert browser.get("/_stcore/health").text == "behind"


# ── the example stays on this computer ──────────────────────────────────────────────────────────────────────
def guarded(*, is_example: bool, url: str, address: str) -> Browser:
    async def page(request):
        return PlainTextResponse("a page")

    guard = Middleware(ExampleStaysHere, is_example=lambda: is_example)
    return Browser(Starlette(routes=[Route("/", page)], middleware=[guard]), url=url, address=address)


@pytest.mark.parametrize(
    ("url", "address"),
    [("http://127.0.0.1", "127.0.0.1"), ("http://[::1]", "::1"), ("http://127.8.9.1", "::ffff:127.0.0.1")],
)
def test_the_example_answers_on_this_computer(url, address):
    assert guarded(is_example=True, url=url, address=address).get("/").text == "a page"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://192.168.1.7", "192.168.1.20"),
        ("http://127.0.0.1", "203.0.113.9"),  # through a proxy on this computer
        ("http://192.168.1.7", "127.0.0.1"),
        ("http://[fe80::1]", "fe80::2"),
        ("http://rembuk.example", "127.0.0.1"),
    ],
)
def test_the_example_answers_nobody_else(url, address):
    answer = guarded(is_example=True, url=url, address=address).get("/")

    assert (answer.status_code, answer.text) == (403, texts.EXAMPLE_STAYS_HERE)


@pytest.mark.parametrize(
    "name", ["localhost", "LOCALHOST:8501", "rembuk.localhost", "127.0.0.1:8501", "[::1]:8501"]
)
def test_the_example_answers_to_the_names_of_this_computer(name):
    browser = guarded(is_example=True, url="http://127.0.0.1", address="127.0.0.1")

    assert browser.get("/", headers={"host": name}).text == "a page"


@pytest.mark.parametrize(
    "name",
    ["rembuk.example", "127.0.0.1.rembuk.example", "192.168.1.7:8501", "[::1", "[fe80::1]", "", "/x", ":80"],
)
def test_the_example_answers_to_no_other_name(name):
    """A proxy on this computer, or a foreign page's name that leads to 127.0.0.1, comes from here as well."""
    browser = guarded(is_example=True, url="http://127.0.0.1", address="127.0.0.1")

    assert browser.get("/", headers={"host": name}).status_code == 403


def test_a_real_city_answers_everybody():
    assert (
        guarded(is_example=False, url="http://192.168.1.7", address="192.168.1.20").get("/").text == "a page"
    )


def test_a_foreign_websocket_opened_before_the_city_was_known_ends_when_it_is_the_example():
    known = [False]
    heard = []

    async def send(message):
        raise AssertionError("nothing is said")

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "websocket.receive", "text": "a click"}

    async def page(scope, receive, send):
        heard.append((await receive())["type"])
        known[0] = True
        heard.append((await receive())["type"])

    guard = ExampleStaysHere(page, is_example=lambda: known[0])
    scope = {"type": "websocket", "server": ("10.0.0.1", 8501), "client": ("10.0.0.2", 50_000)}

    asyncio.run(guard(scope, receive, send))

    assert heard == ["websocket.receive", "websocket.disconnect"]


def test_the_example_closes_a_foreign_websocket_at_once():
    sent = []

    async def send(message):
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        raise AssertionError("nothing is listened to")

    async def page(scope, receive, send):
        raise AssertionError("the page was reached")

    guard = ExampleStaysHere(page, is_example=lambda: True)
    scope = {"type": "websocket", "server": ("10.0.0.1", 8501), "client": ("10.0.0.2", 50_000)}

    asyncio.run(guard(scope, receive, send))

    assert [message["type"] for message in sent] == ["websocket.close"]
