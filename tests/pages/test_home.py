"""The first page: what is open, what the unit owes, what waits."""

from __future__ import annotations

import pytest

from components.texts import errors
from components.texts import home as texts
from components.ui.plain import plain
from db.errors import DatabaseUnavailable
from tests.pages import rows
from tests.pages.conftest import person

PAGE = "peserta/beranda.py"
BUDI = person()
WALI = person("pimpinan", "Ibu Wali", unit=None)
ADMIN = person("diskominfo", "Dewi", unit=None)


@pytest.fixture(autouse=True)
def _home(transport):
    transport.answers["home_screen"] = rows.home()


def said(app) -> str:
    """Everything a person can read, in order."""
    kinds = ("title", "subheader", "markdown", "text", "caption", "info", "warning", "success", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def links(app) -> dict[str, str]:
    """Label of each link -> its address with the query."""
    found = [link.proto for link in app.get("page_link")]
    return {f"{link.label}|{link.query_string}": link.page for link in found}


def test_asks_the_database_once_beside_the_shared_reference(open_page, transport):
    open_page(PAGE, BUDI)

    assert [name for name, _ in transport.calls] == ["reference", "home_screen"]
    assert transport.sent("home_screen") == [{"p_cycle_id": None}]


def test_greets_by_name_unit_and_city(open_page):
    app = open_page(PAGE, BUDI)

    assert app.title[0].value == texts.greeting("Budi Santoso")
    assert "Dinas Alfa · Kota Uji" in said(app)


def test_says_until_when_a_survey_is_open_in_the_citys_zone(open_page, transport):
    soon = rows.window("problem") | {"closes_at": "2099-08-17T03:32:00+00:00"}
    transport.answers["home_screen"] = rows.home(windows=[soon])

    app = open_page(PAGE, BUDI)

    assert "17 Agustus 2099 11.32 WITA" in said(app), "10.32 in Jakarta is 11.32 in Makassar"


def test_says_what_opens_next_and_what_is_over(open_page, transport):
    coming = rows.window("solution") | {
        "opens_at": "2099-01-01T00:00:00+00:00",
        "closes_at": "2099-01-02T00:00:00+00:00",
        "is_open": False,
    }
    transport.answers["home_screen"] = rows.home(
        windows=[rows.window("problem", opens=-9, closes=-1), coming]
    )

    text = said(open_page(PAGE, BUDI))

    assert "**Survei solusi** akan dibuka pada **1 Januari 2099 08.00 WITA**" in text
    assert "**Survei masalah** sudah ditutup pada" in text
    assert text.index("Survei solusi") < text.index("Survei masalah"), (
        "what comes is said before what is over"
    )


def test_says_so_when_nothing_is_planned(open_page, transport):
    transport.answers["home_screen"] = rows.home(windows=[rows.window("problem", opens=None)])

    assert texts.NOTHING_PLANNED in said(open_page(PAGE, BUDI))


def test_a_new_city_is_told_what_to_do_first(open_page, transport):
    transport.answers["home_screen"] = rows.home(windows=[rows.window("problem", opens=None)])

    app = open_page(PAGE, person("diskominfo", "Dewi", unit=None))

    assert texts.NOTHING_PLANNED_YET in said(app)
    assert {f"{texts.TO_ACCOUNTS}|", f"{texts.TO_STAGES}|"} <= set(links(app))


def test_an_answer_that_was_declined_is_counted_as_such(open_page, transport):
    declined = {"sheet": "problem", "pillar_code": "P1", "status": "ditolak", "answers": 1, "no_data": 0}
    transport.answers["home_screen"] = rows.home(own_counts=[declined])

    assert texts.counts("problem", 0, 0, 0, 0, 1) in said(open_page(PAGE, BUDI))


def test_shows_per_pillar_what_the_unit_sent_and_a_link_to_write(open_page, transport):
    transport.answers["home_screen"] = rows.home(
        own_counts=[
            {"sheet": "problem", "pillar_code": "P1", "status": "dikirim", "answers": 2, "no_data": 0},
            {"sheet": "problem", "pillar_code": "P1", "status": "diterima", "answers": 1, "no_data": 0},
            {"sheet": "problem", "pillar_code": "P1", "status": "draf", "answers": 1, "no_data": 0},
        ]
    )

    app = open_page(PAGE, BUDI)

    assert texts.owed(1, 2) in said(app)
    assert texts.counts("problem", 3, 0, 1, 0, 0) in said(app)
    assert texts.counts("problem", 0, 0, 0, 0, 0) in said(app)
    assert links(app)[f"{texts.WRITE['problem']}|tulis=baru"] == "masalah"
    assert not any(label.startswith(texts.WRITE["solution"]) for label in links(app)), (
        "solutions are not open"
    )


def test_counts_the_numbers_without_data_and_links_to_their_answers(open_page, transport):
    solution = rows.answer(
        id=rows.OTHER_ID, sheet="solution", number=4, title="Loket daring", status="dikirim"
    )
    transport.answers["home_screen"] = rows.home(
        own_counts=[
            {"sheet": "solution", "pillar_code": "P1", "status": "dikirim", "answers": 2, "no_data": 3},
            {"sheet": "solution", "pillar_code": "P1", "status": "ditarik", "answers": 1, "no_data": 9},
        ],
        without_data=[{**solution, "no_data": 3}],
    )

    app = open_page(PAGE, BUDI)

    assert texts.no_data(3) in said(app)
    assert texts.no_data_in("4. Loket daring", 3) in said(app)
    assert any(rows.OTHER_ID in label for label in links(app))


def test_says_nothing_of_data_when_none_is_missing(open_page, transport):
    assert texts.NO_DATA not in said(open_page(PAGE, BUDI))


def test_links_to_what_is_unfinished_and_gives_the_reason_it_came_back(open_page, transport):
    returned = rows.answer(
        status="dikembalikan", reason="Lengkapi datanya", number=4, title="Banjir", id=rows.OTHER_ID
    )
    transport.answers["home_screen"] = rows.home(unfinished=[rows.answer(), returned])

    app = open_page(PAGE, BUDI)

    labels = [label for label in links(app) if "id=" in label]
    assert labels == [f"Lanjutkan masalah 4|id={rows.OTHER_ID}", f"Lanjutkan draf|id={rows.ANSWER_ID}"]
    assert said(app).index("4\\. Banjir") < said(app).index("Masalah tanpa judul")
    assert plain("Alasan dikembalikan: Lengkapi datanya") in said(app)


def test_shows_three_unfinished_and_leads_to_the_rest(open_page, transport):
    drafts = {"sheet": "problem", "pillar_code": "GOV", "status": "draf", "answers": 9, "no_data": 0}
    transport.answers["home_screen"] = rows.home(
        unfinished=[rows.answer() for _ in range(4)], own_counts=[drafts]
    )

    app = open_page(PAGE, BUDI)

    assert said(app).count("Masalah tanpa judul") == 3
    assert links(app)[f"{texts.TO_LIST['problem']}|"] == "masalah"


def test_shows_what_people_typed_as_text(open_page, transport):
    hostile = rows.answer(title=rows.HOSTILE, reason=rows.HOSTILE, status="dikembalikan")
    transport.answers["home_screen"] = rows.home(
        unfinished=[hostile], rounds=[rows.round_(title=rows.HOSTILE)]
    )

    app = open_page(PAGE, BUDI)

    assert any(r"\<script\>" in one.value and r"\*\*tebal" in one.value for one in app.markdown)
    assert any(plain(rows.HOSTILE) in one.value for one in app.markdown), "the reason, letter by letter"
    assert not any("<script>" in element.value for element in app.markdown)


def test_a_leader_sees_first_that_a_vote_waits_for_him(open_page, transport):
    transport.answers["home_screen"] = rows.home(rating=None, rounds=[rows.round_(is_voter=True)])

    app = open_page(PAGE, WALI)

    assert app.subheader[0].value == texts.ROUNDS
    assert "Anda belum memilih pada" in app.warning[0].value
    assert links(app)[f"{texts.VOTE_NOW}|putaran_suara={rows.ROUND_ID}"] == "prioritas"


@pytest.mark.parametrize(
    ("changes", "link"),
    [
        ({"is_voter": True, "has_voted": True}, texts.CHANGE_VOTE),
        ({"is_voter": False}, texts.SEE_ROUND),
        ({"is_open": False}, texts.SEE_ROUND),
        ({"is_open": False, "is_closed": True, "closed_at": rows.AT}, texts.SEE_RESULT),
    ],
)
def test_says_how_a_round_stands(open_page, transport, changes, link):
    transport.answers["home_screen"] = rows.home(rounds=[rows.round_(**changes)])

    app = open_page(PAGE, BUDI)

    assert f"{link}|putaran_suara={rows.ROUND_ID}" in links(app)
    assert not app.warning


def test_shows_rating_progress_and_where_to_go_on(open_page, transport):
    transport.answers["home_screen"] = rows.home(
        windows=[rows.window("rating")], rating=rows.progress(3, 10, solutions=(5, 5))
    )

    app = open_page(PAGE, BUDI)

    assert texts.rated(3, 10, "problem") in said(app)
    assert texts.rated(5, 5, "solution") in said(app)
    assert links(app)[f"{texts.CONTINUE_RATING['problem']}|jenis=masalah"] == "menilai"
    assert f"{texts.CONTINUE_RATING['solution']}|jenis=solusi" not in links(app), "nothing is left there"


def test_another_year_is_asked_for_when_it_is_chosen(open_page, transport):
    transport.answers["reference"] = rows.reference(cycles=[rows.CYCLE, rows.OLD_CYCLE])
    app = open_page(PAGE, BUDI)
    transport.answers["home_screen"] = rows.home(cycle=rows.OLD_CYCLE)

    app.selectbox(key="home.cycle").select_index(1).run()

    assert transport.sent("home_screen")[-1]["p_cycle_id"].hex[-2:] == "c0"
    assert texts.ARCHIVED in said(app)


def test_says_that_the_database_is_away(open_page, transport):
    transport.answers["home_screen"] = DatabaseUnavailable("gone")

    assert errors.UNAVAILABLE in said(open_page(PAGE, BUDI))


def test_nobody_unknown_sees_anything(open_page, transport):
    app = open_page(PAGE, None)

    assert not app.title
    assert transport.calls == []
