"""Voting rounds as Diskominfo runs them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from components.rules.moments import as_instant
from components.texts import errors
from components.texts import rounds as texts
from db.errors import DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import links, said

PAGE = "diskominfo/putaran.py"
DEWI = person("diskominfo", "Dewi", unit=None)
NEW = "rounds.new.0"
YEAR = datetime.now(UTC).year + 1


def solution(number: int, **changes):
    id_ = str(UUID(int=0x200 + number))
    title = f"Solusi {number}"
    return rows.answer(id=id_, sheet="solution", number=number, title=title, status="diterima") | changes


def desk(**changes):
    return {
        "cycle": rows.CYCLE,
        "rounds": [],
        "votes": {},
        "invited": {},
        "voters": 3,
        "eligible": [solution(1), solution(2), solution(3, pillar_code="P2")],
        **changes,
    }


@pytest.fixture(autouse=True)
def _desk(transport):
    transport.answers["round_desk"] = desk()
    transport.answers["open_round"] = {"round_id": rows.ROUND_ID, "frozen_hash": ""}
    transport.answers["close_round"] = {"closed_at": rows.AT}


def fill(app, title: str = "Prioritas 2027", closes: datetime | None = None):
    app.text_input(key=f"{NEW}.title").set_value(title)
    if closes is not None:
        app.datetime_input(key=f"{NEW}.closes").set_value(closes)
    return app


def open_(app):
    return app.button(key=f"{NEW}.open").click().run()


def test_lists_rounds_with_how_many_have_voted_and_a_link(open_page, transport):
    transport.answers["round_desk"] = desk(
        rounds=[rows.round_(title="**Putaran** suara")], votes={rows.ROUND_ID: 2}, invited={rows.ROUND_ID: 3}
    )

    app = open_page(PAGE, DEWI)

    assert "2 dari 3 pemilih sudah memberikan suara" in said(app)
    assert r"**\*\*Putaran\*\* suara**" in said(app)
    assert links(app)[texts.SEE] == f"prioritas?putaran_suara={rows.ROUND_ID}"
    assert [name for name, _ in transport.calls] == ["reference", "round_desk"]


def test_says_so_when_there_is_none(open_page):
    assert texts.NO_ROUNDS in said(open_page(PAGE, DEWI))


def test_opens_a_round_on_the_ticked_solutions_with_the_time_of_the_citys_clock(open_page, transport):
    app = fill(open_page(PAGE, DEWI), closes=datetime(YEAR, 8, 17, 16, 0))
    app.checkbox(key=f"{NEW}.{UUID(int=0x202)}").uncheck()

    open_(app)

    (sent,) = transport.sent("open_round")
    assert sent["p_title"] == "Prioritas 2027"
    assert sent["p_cycle_id"] == UUID(rows.CYCLE_ID)
    assert sent["p_option_ids"] == [str(UUID(int=0x201)), str(UUID(int=0x203))]
    assert sent["p_closes_at"] == as_instant(datetime(YEAR, 8, 17, 16, 0), "Asia/Makassar")
    assert sent["p_closes_at"].utctimetuple().tm_hour == 8, "16.00 WITA is 08.00 UTC"
    assert app.success[0].value == texts.opened("Prioritas 2027", f"17 Agustus {YEAR} 16.00 WITA")


@pytest.mark.parametrize(
    ("title", "ticked", "sentence"),
    [("  ", 3, texts.MISSING_NAME), ("Prioritas", 1, texts.TOO_FEW), ("Prioritas", 0, texts.TOO_FEW)],
)
def test_an_unfinished_round_is_not_sent_and_what_is_missing_is_named(
    open_page, transport, title, ticked, sentence
):
    app = fill(open_page(PAGE, DEWI), title)
    for box in app.checkbox[ticked:]:
        box.uncheck()

    open_(app)

    assert app.warning[0].value == sentence
    assert transport.sent("open_round") == []


def test_many_solutions_are_not_ticked_beforehand_and_more_than_thirty_are_advised_against(
    open_page, transport
):
    many = [solution(number) for number in range(1, 33)]
    transport.answers["round_desk"] = desk(eligible=many)
    app = open_page(PAGE, DEWI)
    assert not any(box.value for box in app.checkbox)

    for box in app.checkbox[:31]:
        box.check()
    open_(fill(app))

    assert app.warning[0].value == texts.too_many(31)
    assert len(transport.sent("open_round")[0]["p_option_ids"]) == 31, "advised, not forbidden"


@pytest.mark.parametrize(
    ("changes", "sentence", "link"),
    [
        ({"voters": 0}, texts.NO_VOTERS, (texts.TO_ACCOUNTS, "akun?")),
        ({"eligible": []}, texts.too_few_solutions(0), (texts.TO_REVIEW, "tinjau?survei=Solusi")),
        (
            {"eligible": [solution(1)]},
            texts.too_few_solutions(1),
            (texts.TO_REVIEW, "tinjau?survei=Solusi"),
        ),
    ],
)
def test_what_stops_a_round_is_said_as_the_next_step(open_page, transport, changes, sentence, link):
    transport.answers["round_desk"] = desk(**changes)

    app = open_page(PAGE, DEWI)

    assert sentence in said(app)
    assert link in links(app).items()
    assert not app.button


def test_an_archived_year_opens_no_round(open_page, transport):
    transport.answers["round_desk"] = desk(cycle=rows.OLD_CYCLE)

    app = open_page(PAGE, DEWI)

    assert texts.ARCHIVED in said(app)
    assert not app.text_input


def test_a_refused_round_names_what_it_is_about_and_keeps_what_was_typed(open_page, transport):
    transport.answers["open_round"] = DomainError(ErrorCode.WINDOW_ORDER, "closes_at")
    app = fill(open_page(PAGE, DEWI))

    open_(app)

    assert app.warning[0].value == errors.about("window_order", texts.FIELDS["closes_at"])
    assert app.text_input(key=f"{NEW}.title").value == "Prioritas 2027"


def test_closing_is_confirmed_with_what_it_means_and_sent_once(open_page, transport):
    transport.answers["round_desk"] = desk(
        rounds=[rows.round_()], votes={rows.ROUND_ID: 1}, invited={rows.ROUND_ID: 3}
    )
    app = open_page(PAGE, DEWI)
    assert texts.close_sure(1, 3) in said(app)
    assert transport.sent("close_round") == []

    app.button(key=f"rounds.{rows.ROUND_ID}.close").click().run()

    assert [sent["p_round_id"] for sent in transport.sent("close_round")] == [UUID(rows.ROUND_ID)]
    assert app.success[0].value == texts.CLOSED


def test_a_closed_round_cannot_be_closed_again(open_page, transport):
    done = rows.round_(is_open=False, is_closed=True, closed_at=rows.AT)
    transport.answers["round_desk"] = desk(rounds=[done], votes={}, invited={})

    app = open_page(PAGE, DEWI)

    assert "Ditutup pada 17 Agustus 2026 11.32 WITA" in said(app)
    assert texts.CLOSE_CONFIRM not in [button.label for button in app.button]


def test_typed_titles_are_text(open_page, transport):
    hostile = solution(1, title=rows.HOSTILE)
    transport.answers["round_desk"] = desk(eligible=[hostile, solution(2)])

    app = open_page(PAGE, DEWI)

    assert r"\<script\>" in app.checkbox[0].label
    assert r"\*\*tebal\*\*" in app.checkbox[0].label
