"""Who asks one of our own routes, and what it costs to know."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.http.session import new_secret
from components.http.visitor import SESSION_COOKIE, answered, bounded_body
from db import transport as door
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from tests.unit.asgi import Browser

HOST = "http://127.0.0.1:8501"
BUDI = {
    "participant_id": "00000000-0000-0000-0000-000000000001",
    "session_id": "00000000-0000-0000-0000-000000000002",
    "role": "peserta",
    "user_name": "budi",
    "name": "Budi Santoso",
    "title": None,
    "unit_id": None,
    "unit_name": None,
    "must_change_password": False,
    "notice_due": False,
}


class StandIn:
    """Knows one cookie; ``act`` is what the route's own call answers."""

    def __init__(self) -> None:
        self.cookie = new_secret()
        self.act: Any = "ok"
        self.calls: list[str] = []

    def call(self, function: str, arguments: Mapping[str, object], *, as_: Any, read_only: bool) -> Any:
        self.calls.append(function)
        found = self.act if function == "act" else BUDI if arguments["p_cookie"] == self.cookie else None
        if isinstance(found, Exception):
            raise found
        return found

    def close(self) -> None: ...


@pytest.fixture
def transport():
    stand_in = StandIn()
    door.use(stand_in)
    yield stand_in
    door.use(None)


@pytest.fixture
def browser(transport) -> Browser:
    async def route(request: Request) -> Response:
        return await answered(
            request, lambda me: PlainTextResponse(f"{me.name}: {door.write('act', as_=me)}")
        )

    async def size(request: Request) -> Response:
        body = await bounded_body(request, at_most=10)
        return PlainTextResponse("too long" if body is None else str(len(body)))

    browser = Browser(
        Starlette(
            routes=[Route("/act", route, methods=["GET", "POST"]), Route("/size", size, methods=["POST"])]
        )
    )
    browser.cookies.set(SESSION_COOKIE, transport.cookie)
    return browser


def test_whoever_is_signed_in_is_known_by_the_cookie_and_looked_up_once(browser, transport):
    answers = [browser.post("/act", headers={"origin": HOST}) for _ in range(3)]

    assert {answer.text for answer in answers} == {"Budi Santoso: ok"}
    assert transport.calls == ["resume", "act", "act", "act"]


@pytest.mark.parametrize("origin", [None, "https://contoh.example", "null", "http://127.0.0.1:8502"])
def test_a_foreign_page_can_change_nothing(browser, transport, origin):
    answer = browser.post("/act", headers={"origin": origin} if origin else {})

    assert answer.status_code == 403
    assert transport.calls == []


def test_what_only_reads_needs_no_origin_because_browsers_send_none(browser):
    assert browser.get("/act").status_code == 200


@pytest.mark.parametrize("cookie", [None, "", "x" * 43, "ganjil; \u00e9", "x" * 4000])
def test_a_stranger_is_asked_to_sign_in(browser, transport, cookie):
    browser.cookies.clear()
    headers = {"origin": HOST} | ({"cookie": f"{SESSION_COOKIE}={cookie}".encode()} if cookie else {})

    answer = browser.post("/act", headers=headers)

    assert answer.status_code == 401
    assert answer.json()["code"] == "session_ended"
    assert "act" not in transport.calls


def test_a_sign_in_that_ended_is_asked_for_again_the_next_time(browser, transport):
    browser.post("/act", headers={"origin": HOST})
    transport.act = DomainError(ErrorCode.SESSION_ENDED)
    assert browser.post("/act", headers={"origin": HOST}).status_code == 401
    transport.act = "ok"

    assert browser.post("/act", headers={"origin": HOST}).status_code == 200
    assert transport.calls.count("resume") == 2


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (DomainError(ErrorCode.FIELD_INVALID, "title"), 422),
        (DomainError(ErrorCode.NOT_FOUND), 404),
        (DomainError(ErrorCode.WINDOW_CLOSED), 409),
        (DatabaseUnavailable("away"), 503),
    ],
)
def test_a_refusal_is_said_in_a_sentence(browser, transport, failure, status):
    transport.act = failure

    answer = browser.post("/act", headers={"origin": HOST})

    assert answer.status_code == status
    assert answer.json()["message"].endswith(".")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("length", "kept"), [(0, "0"), (10, "10"), (11, "too long"), (100_000, "too long")])
def test_a_body_beyond_its_bound_is_too_long(browser, length, kept):
    assert browser.post("/size", content=b"x" * length).text == kept


def test_a_body_that_breaks_off_is_none_and_no_fault():
    sent = [{"type": "http.request", "body": b"half", "more_body": True}, {"type": "http.disconnect"}]

    async def receive() -> Any:
        return sent.pop(0)

    request = Request({"type": "http", "method": "POST", "path": "/size", "headers": []}, receive)

    assert asyncio.run(bounded_body(request, at_most=10)) == b""
