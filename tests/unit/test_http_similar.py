"""``POST /similar``: what is shown while a title is typed, and to whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
from starlette.applications import Starlette

from components.http import similar
from components.http.session import new_secret
from components.http.visitor import SESSION_COOKIE
from db import transport as door
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from tests.unit.asgi import Browser
from tests.unit.test_http_visitor import BUDI, HOST

CYCLE, DRAFT, OWN_UNIT, OTHER_UNIT = (str(UUID(int=n)) for n in (1, 2, 3, 4))
COMMON = "peserta:digabung,diterima"


def titled(serial: int, title: str, *, status: str = "diterima", unit: str = OTHER_UNIT) -> dict[str, Any]:
    return {
        "id": str(UUID(int=100 + serial)),
        "number": serial,
        "title": title,
        "status": status,
        "unit_id": unit,
        "unit_name": "Dinas Beta",
    }


class StandIn:
    """A database with these titles; it knows whose cookie is whose and which version it is at."""

    def __init__(self) -> None:
        self.people = {new_secret(): {**BUDI, "unit_id": OWN_UNIT, "unit_name": "Dinas Alfa"}}
        self.scope, self.version = COMMON, 1
        self.problems = [titled(1, "Sampah menumpuk di pasar"), titled(2, "Jalan rusak di batas kota")]
        self.near: list[dict[str, Any]] = []
        self.refusal: Exception | None = None
        self.calls: list[tuple[str, dict[str, Any]]] = []

    @property
    def cookie(self) -> str:
        return next(iter(self.people))

    def call(self, function: str, arguments: Mapping[str, Any], *, as_: Any, read_only: bool) -> Any:
        self.calls.append((function, dict(arguments)))
        if function == "resume":
            return self.people.get(arguments["p_cookie"])
        if self.refusal is not None:
            raise self.refusal
        known = arguments["p_known_version"]
        if arguments["p_known_scope"] == self.scope and known in (None, self.version):
            return {"near": self.near, "is_unchanged": True}
        return {
            "near": self.near,
            "scope": self.scope,
            "version": self.version,
            "synonyms": {"PJU": "penerangan jalan umum"},
            "problems": self.problems,
        }

    def close(self) -> None: ...

    def asked(self) -> list[tuple[str | None, int | None]]:
        """Which scope and version each call said it knew."""
        calls = [arguments for name, arguments in self.calls if name == "problem_titles"]
        return [(one["p_known_scope"], one["p_known_version"]) for one in calls]


@pytest.fixture
def transport():
    stand_in = StandIn()
    similar.forget()
    door.use(stand_in)
    yield stand_in
    door.use(None)
    similar.forget()


@pytest.fixture
def ask(transport):
    browser = Browser(Starlette(routes=similar.routes()))

    def ask_(text: Any = "Tumpukan sampah di pasar", *, cookie: str | None = None, **changes: Any) -> Any:
        browser.cookies.set(SESSION_COOKIE, cookie or transport.cookie)
        body = {"cycle": CYCLE, "answer": DRAFT, "text": text, **changes}
        return browser.post("/similar", json=body, headers={"origin": HOST})

    return ask_


def titles(answer: Any) -> list[str]:
    return [one["title"] for one in answer.json()["problems"]]


def test_the_most_similar_problem_is_shown_with_its_state_and_unit(ask):
    answer = ask()

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["problems"] == [
        {
            "id": str(UUID(int=101)),
            "title": "1. Sampah menumpuk di pasar",
            "about": "Diterima · Dinas Beta",
            "may_support": True,
        }
    ]


def test_nothing_similar_shows_nothing(ask):
    assert titles(ask("Guru honorer kurang")) == []


def test_each_question_costs_one_call_and_an_unchanged_corpus_a_tiny_answer(ask, transport):
    ask()
    ask()
    ask("Jalan rusak")

    assert transport.asked() == [(None, None), (COMMON, None), (COMMON, None)]
    assert [name for name, _ in transport.calls].count("resume") == 1


def test_what_was_sent_since_is_seen_when_the_corpus_has_settled(ask, transport, monkeypatch):
    ask()
    transport.version = 2
    transport.problems = [titled(3, "Sampah pasar tidak diangkut")]
    assert titles(ask()) == ["1. Sampah menumpuk di pasar"], "so soon the old one is good enough"

    monkeypatch.setattr(similar, "_SETTLED_SECONDS", 0)

    assert titles(ask()) == ["3. Sampah pasar tidak diangkut"]
    assert transport.asked()[-1] == (COMMON, 1)


def test_while_one_fetches_newer_titles_others_make_do_with_the_older(ask, transport, monkeypatch):
    ask()
    monkeypatch.setattr(similar, "_SETTLED_SECONDS", 0)
    answer = transport.call

    def answer_after_a_colleague(function, arguments, **named):
        if function == "problem_titles":
            transport.call = answer
            ask()
        return answer(function, arguments, **named)

    transport.call = answer_after_a_colleague
    ask()
    ask()

    assert transport.asked()[1:] == [(COMMON, None), (COMMON, 1), (COMMON, 1)]


def test_another_scope_is_never_answered_from_what_is_kept(ask, transport):
    """The process believes her role to be the same; the database knows her rights to be others."""
    ask()
    transport.scope, transport.problems = "peserta:", []

    assert titles(ask()) == []


def test_each_role_has_its_own(ask, transport):
    ask()
    leader = new_secret()
    transport.people[leader] = {**BUDI, "role": "pimpinan"}
    transport.scope, transport.problems = "pimpinan:dikirim", [titled(9, "Sampah menumpuk", status="dikirim")]

    assert titles(ask(cookie=leader)) == ["9. Sampah menumpuk"]
    assert transport.asked()[-1] == (None, None)
    transport.scope = COMMON
    assert titles(ask()) == ["1. Sampah menumpuk di pasar"]


def test_a_colleagues_draft_is_shown_but_not_supported(ask, transport):
    transport.near = [titled(5, "Sampah di pasar", status="draf", unit=OWN_UNIT) | {"number": None}]

    first = ask("Sampah di pasar").json()["problems"][0]

    assert (first["title"], first["about"], first["may_support"]) == (
        "Sampah di pasar",
        "Draf · Dinas Beta",
        False,
    )


@pytest.mark.parametrize(("status", "may"), [("dikirim", True), ("digabung", True), ("ditolak", False)])
def test_what_was_declined_is_shown_but_not_supported(ask, transport, status, may):
    transport.problems = [titled(1, "Sampah di pasar", status=status)]

    assert [one["may_support"] for one in ask().json()["problems"]] == [may]


def test_the_draft_is_not_like_itself(ask, transport):
    transport.near = [titled(5, "Sampah di pasar", unit=OWN_UNIT) | {"id": DRAFT}]

    assert titles(ask("Sampah di pasar")) == ["1. Sampah menumpuk di pasar"]


def test_no_more_than_three_are_shown(ask, transport):
    transport.problems = [titled(n, f"Sampah di pasar {n}") for n in range(1, 9)]

    assert len(titles(ask())) == 3


@pytest.mark.parametrize(
    "changes", [{"cycle": "x"}, {"cycle": None}, {"answer": 7}, {"text": None}, {"text": ["a"]}, {"text": {}}]
)
def test_what_cannot_be_read_is_refused_before_the_database_is_asked(ask, transport, changes):
    assert ask(**{"text": "Sampah", **changes}).status_code == 400
    assert transport.calls == []


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"[" * 4000, b'"' + b"a" * 5000 + b'"', b"\xff\xfe"]
)
def test_a_broken_or_endless_body_is_refused(transport, body):
    browser = Browser(Starlette(routes=similar.routes()))

    assert browser.post("/similar", content=body, headers={"origin": HOST}).status_code == 400
    assert transport.calls == []


@pytest.mark.parametrize("origin", ["http://lain.example", "null", ""])
def test_a_foreign_page_learns_nothing(transport, origin):
    browser = Browser(Starlette(routes=similar.routes()))
    browser.cookies.set(SESSION_COOKIE, transport.cookie)
    body = {"cycle": CYCLE, "answer": DRAFT, "text": "Sampah"}

    assert browser.post("/similar", json=body, headers={"origin": origin}).status_code == 403
    assert transport.calls == []


def test_who_is_not_signed_in_learns_nothing(ask):
    assert ask(cookie=new_secret()).status_code == 401


def test_an_ended_sign_in_learns_nothing_of_what_is_kept(ask, transport):
    ask()
    transport.refusal = DomainError(ErrorCode.SESSION_ENDED)

    answer = ask()

    assert answer.status_code == 401
    assert "problems" not in answer.json()


def test_while_the_database_is_away_it_says_so(ask, transport):
    transport.refusal = DatabaseUnavailable("gone")

    assert ask().status_code == 503
