"""Evidence on its way in and out: who may send, what is looked at, and what a browser may do with it."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from starlette.applications import Starlette

from components.http import evidence
from components.http.visitor import SESSION_COOKIE
from components.rules.evidence import LARGEST_PDF, LARGEST_PHOTO
from components.texts import errors as error_texts
from components.texts import evidence as texts
from components.texts import shell as shell_texts
from db import transport as door
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from tests.unit import pictures
from tests.unit.asgi import Browser
from tests.unit.test_http_session import StandIn

HOST = "http://127.0.0.1:8501"
REQUEST, ANSWER, FILE = str(UUID(int=1)), str(UUID(int=2)), str(UUID(int=3))
JPEG = pictures.encoded(pictures.scene())
IDENTITY = {
    "participant_id": str(UUID(int=7)),
    "session_id": str(UUID(int=8)),
    "role": "peserta",
    "user_name": "budi",
    "name": "Budi",
    "title": None,
    "unit_id": str(UUID(int=9)),
    "unit_name": "Dinas Alfa",
    "must_change_password": False,
    "notice_due": False,
}
KEPT = {
    "id": FILE,
    "name": "loket.jpg",
    "kind": "image/jpeg",
    "size": len(JPEG),
    "added_by": "Budi",
    "added_at": "2026-08-17T03:32:00+00:00",
}


@pytest.fixture
def transport():
    stand_in = StandIn()
    stand_in.answers = {"resume": IDENTITY, "add_evidence": KEPT}
    door.use(stand_in)
    yield stand_in
    door.use(None)


@pytest.fixture
def browser(request) -> Browser:
    """Each with a cookie of its own: whose it is, is known from the first time on."""
    opened = Browser(Starlette(routes=evidence.routes()))
    opened.cookies.set(SESSION_COOKIE, f"{abs(hash(request.node.name)):x}".rjust(43, "c")[:43])
    return opened


def send(browser: Browser, content: Any = JPEG, *, origin: str | None = HOST, **headers: str | None) -> Any:
    given = {"x-request": REQUEST, "x-answer": ANSWER, "x-name": quote("loket é.jpg"), "origin": origin}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    return browser.post(
        "/evidence",
        content=content,
        headers={name: value for name, value in given.items() if value is not None},
    )


def acts(transport: StandIn) -> list[dict[str, Any]]:
    return [arguments for function, arguments in transport.calls if function == "add_evidence"]


def holding(transport: StandIn, content: bytes, kind: str, name: str) -> None:
    transport.answers["evidence_file"] = {"name": name, "kind": kind, "content": b64encode(content).decode()}


# ── in ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_photo_is_kept_under_its_name_and_request_in_one_call(transport, browser):
    send(browser)  # from now on it is known whose cookie this is
    transport.calls.clear()

    answer = send(browser)

    assert (answer.status_code, answer.json()["id"]) == (201, FILE)
    ((function, arguments),) = transport.calls
    assert function == "add_evidence"
    assert {name: str(arguments[name]) for name in ("p_request_id", "p_answer_id", "p_name")} == {
        "p_request_id": REQUEST,
        "p_answer_id": ANSWER,
        "p_name": "loket é.jpg",
    }
    assert b64decode(arguments["p_content"]) == JPEG


def test_place_and_time_never_reach_the_database(transport, browser):
    send(browser, pictures.from_a_camera())

    (kept,) = (b64decode(arguments["p_content"]) for arguments in acts(transport))
    assert not any(trace in kept for trace in pictures.PLACE)


def test_a_photo_that_some_other_program_sends_is_made_small(transport, browser):
    send(browser, pictures.encoded(pictures.noise(1800, 1200), quality=95))

    (kept,) = (b64decode(arguments["p_content"]) for arguments in acts(transport))
    assert len(kept) <= LARGEST_PHOTO


@pytest.mark.parametrize(
    ("content", "status", "sentence"),
    [
        (b"", 422, texts.EMPTY),
        (b"MZ" + bytes(500), 422, texts.UNKNOWN),
        (JPEG[:500], 422, texts.BROKEN),
        (pictures.pdf(b"<< /S /JavaScript >>"), 422, texts.PDF_ACTIVE),
        (b"%PDF-" + bytes(LARGEST_PDF), 413, texts.TOO_LARGE),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence_and_nothing_is_written(
    transport, browser, content, status, sentence
):
    answer = send(browser, content)

    assert (answer.status_code, answer.json()["message"]) == (status, sentence)
    assert acts(transport) == []


def test_a_body_without_end_is_cut_off(transport, browser):
    sent = 0

    async def endless():
        nonlocal sent
        while True:
            sent += 65_536
            yield bytes(65_536)

    answer = send(browser, endless())

    assert answer.status_code == 413
    assert sent <= LARGEST_PDF + 2 * 65_536
    assert acts(transport) == []


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:8502"])
def test_only_our_own_pages_send_and_remove(transport, browser, origin):
    given = {"x-request": REQUEST} | ({"origin": origin} if origin else {})

    answers = [send(browser, origin=origin), browser.post(f"/evidence/{FILE}/remove", headers=given)]

    assert [(one.status_code, one.json()["message"]) for one in answers] == [
        (403, shell_texts.FOREIGN_ORIGIN)
    ] * 2
    assert transport.calls == []


@pytest.mark.parametrize(
    "headers",
    [{"x_request": None}, {"x_answer": None}, {"x_name": None}, {"x_request": "1"}, {"x_answer": "../../x"}],
)
def test_a_file_that_does_not_say_where_it_belongs_is_refused_unasked(transport, browser, headers):
    answer = send(browser, **headers)

    assert (answer.status_code, answer.json()["message"]) == (400, shell_texts.MALFORMED)
    assert transport.calls == []


@pytest.mark.parametrize("cookie", [None, "kurz", "x" * 43])
def test_a_stranger_sends_sees_and_removes_nothing(transport, browser, cookie):
    transport.answers["resume"] = None
    browser.cookies.clear()
    if cookie:
        browser.cookies.set(SESSION_COOKIE, cookie)

    answers = [
        send(browser),
        browser.get(f"/evidence/{FILE}"),
        browser.post(f"/evidence/{FILE}/remove", headers={"origin": HOST, "x-request": REQUEST}),
    ]

    assert [one.status_code for one in answers] == [401] * 3
    assert {function for function, _ in transport.calls} <= {"resume"}


def test_a_strangers_file_is_not_even_received(transport, browser):
    transport.answers["resume"] = None

    async def file():
        yield pytest.fail("received")

    assert send(browser, file()).status_code == 401


def test_only_so_many_files_are_received_at_once(transport, browser, monkeypatch):
    taken = []

    def look(content):
        taken.append(evidence._TAKING.borrowed_tokens)
        return content

    monkeypatch.setattr("components.documents.evidence.fit", look)

    assert send(browser).status_code == 201
    assert (taken, evidence._TAKING.borrowed_tokens) == ([1], 0)


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (DomainError(ErrorCode.SESSION_ENDED), 401),
        (DomainError(ErrorCode.NOT_FOUND, "answer_id"), 404),
        (DomainError(ErrorCode.WINDOW_CLOSED), 409),
        (DomainError(ErrorCode.TOO_MANY_FILES, "content"), 409),
        (DatabaseUnavailable("away"), 503),
    ],
)
def test_what_the_database_refuses_is_said_and_only_an_outage_is_worth_another_try(
    transport, browser, fault, status
):
    transport.answers["add_evidence"] = fault

    answer = send(browser)

    sentence = error_texts.UNAVAILABLE if status == 503 else error_texts.SENTENCES[fault.code]
    assert (answer.status_code, answer.json()["message"]) == (status, sentence)


def test_removing_is_one_call_under_its_request(transport, browser):
    answer = browser.post(f"/evidence/{FILE}/remove", headers={"origin": HOST, "x-request": REQUEST})

    assert answer.status_code == 204
    assert transport.calls[-1] == (
        "remove_evidence",
        {"p_request_id": UUID(REQUEST), "p_evidence_id": UUID(FILE)},
    )


# ── out ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_photo_is_shown_to_whoever_may_see_it_and_kept_by_no_cache_on_the_way(transport, browser):
    holding(transport, JPEG, "image/jpeg", "loket depan.jpg")

    answer = browser.get(f"/evidence/{FILE}")

    assert (answer.content, answer.headers["content-type"]) == (JPEG, "image/jpeg")
    assert answer.headers["content-disposition"] == "inline; filename*=UTF-8''loket%20depan.jpg"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert transport.calls[-1] == ("evidence_file", {"p_evidence_id": UUID(FILE)})


def test_a_document_is_downloaded_and_never_opened_in_our_name(transport, browser):
    holding(transport, pictures.pdf(), "application/pdf", "surat.pdf")

    answer = browser.get(f"/evidence/{FILE}")

    assert answer.headers["content-disposition"].startswith("attachment;")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "kind", "offered"),
    [
        ("halaman.html", "image/jpeg", "halaman.html.jpg"),
        ("surat.exe", "application/pdf", "surat.exe.pdf"),
        ("FOTO.JPEG", "image/jpeg", "FOTO.JPEG"),
        ('a"; filename="b.exe', "image/png", 'a"; filename="b.exe.png'),
        ("foto\r\nSet-Cookie: x=1", "image/webp", "foto\r\nSet-Cookie: x=1.webp"),
    ],
)
def test_a_name_says_what_the_file_is_and_stays_a_name(transport, browser, name, kind, offered):
    holding(transport, JPEG, kind, name)

    answer = browser.get(f"/evidence/{FILE}")

    assert answer.headers["content-disposition"].endswith(f"filename*=UTF-8''{quote(offered, safe='')}")
    assert "set-cookie" not in answer.headers


def test_the_list_shows_small_pictures(transport, browser):
    photo = pictures.encoded(pictures.noise(600, 400), quality=80)
    holding(transport, photo, "image/jpeg", "loket.jpg")

    answer = browser.get(f"/evidence/{FILE}?kecil")

    assert len(answer.content) < len(photo) / 10
    assert answer.headers["vary"] == "Cookie"


def test_small_pictures_are_made_two_at_a_time_like_everything_that_is_looked_at(
    transport, browser, monkeypatch
):
    looking = []

    def draw(*_):
        looking.append(evidence._LOOKING.borrowed_tokens)
        return b"small"

    holding(transport, JPEG, "image/jpeg", "loket.jpg")
    monkeypatch.setattr("components.documents.photos.thumbnail", draw)

    assert browser.get(f"/evidence/{FILE}?kecil").content == b"small"
    assert (looking, evidence._LOOKING.borrowed_tokens) == ([1], 0)


@pytest.mark.parametrize(
    ("content", "kind"), [(b"\xff\xd8\xff\xe0", "image/jpeg"), (b"%PDF-", "application/pdf")]
)
def test_what_has_no_small_picture_is_not_found(transport, browser, content, kind):
    holding(transport, content, kind, "x")

    assert browser.get(f"/evidence/{FILE}?kecil").status_code == 404


def test_what_is_hidden_or_gone_is_not_found(transport, browser):
    transport.answers["evidence_file"] = DomainError(ErrorCode.NOT_FOUND, "evidence_id")

    assert browser.get(f"/evidence/{FILE}").status_code == 404
