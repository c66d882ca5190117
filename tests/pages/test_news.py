"""The inbox on the first page and on its own page."""

from __future__ import annotations

import pytest

from components import cached
from components.texts import answers as answer_texts
from components.texts import news as texts
from components.ui.plain import plain
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import letters, links, said

HOME = "peserta/beranda.py"
PAGE = "peserta/kabar.py"
BUDI = person()


@pytest.fixture(autouse=True)
def _answers(transport):
    transport.answers["home_screen"] = rows.home(news=rows.news(rows.told()))
    transport.answers["news_screen"] = {"unread": 1, "news": [rows.told()]}
    transport.answers["read_news"] = {"marked": 1}


@pytest.mark.parametrize("kind", sorted(texts.KINDS))
@pytest.mark.parametrize("answer", [rows.answer(status="diterima", number=12, title="Sampah"), None])
def test_every_kind_reads_as_a_sentence_also_without_its_details(open_page, transport, kind, answer):
    transport.answers["news_screen"] = {"unread": 1, "news": [rows.told(kind, answer=answer)]}

    app = open_page(PAGE, BUDI)

    shown = letters(app)
    assert "{" not in shown
    if answer and "{subject}" in texts._SENTENCES[kind]:
        assert "Masalah 12 “Sampah”" in shown


@pytest.mark.parametrize(
    ("kind", "detail", "part"),
    [
        ("returned", {"due_on": "2026-08-20"}, "paling lambat 20 Agustus 2026."),
        ("referred", {"due_on": rows.AT}, "paling lambat 17 Agustus 2026 11.32 WITA."),
        ("moved", {"to": "P2"}, "ke pilar Lingkungan."),
        ("merged", {"number": 4, "sheet": "problem"}, "digabung ke masalah 4."),
        ("consent_answered", {"response": "tidak_bersedia"}, "menyatakan tidak bersedia."),
        (
            "window_closing",
            {"sheet": "problem", "closes_at": rows.AT, "unfinished": 2},
            "Survei masalah ditutup 17 Agustus 2026 11.32 WITA. 2 isian unit Anda belum selesai.",
        ),
        ("window_closing", {"sheet": "solution", "closes_at": rows.AT, "unfinished": 0}, "belum mengirim"),
        ("window_closing", {"sheet": "rating", "closes_at": rows.AT, "unfinished": 3}, "3 isian belum Anda"),
    ],
)
def test_a_sentence_names_its_details(open_page, transport, kind, detail, part):
    transport.answers["news_screen"] = {"unread": 1, "news": [rows.told(kind, detail=detail)]}

    assert part in letters(open_page(PAGE, BUDI))


def test_a_typed_title_stays_what_was_typed(open_page, transport):
    told = rows.told(answer=rows.answer(number=1, title=rows.HOSTILE))
    transport.answers["news_screen"] = {"unread": 1, "news": [told]}

    app = open_page(PAGE, BUDI)

    assert any(plain(rows.HOSTILE) in one.value for one in app.markdown)
    assert "<script>" not in said(app)


def test_the_first_page_shows_the_unread_with_their_answers(open_page):
    app = open_page(HOME, BUDI)

    assert texts.unread(1) in said(app)
    assert f":primary-badge[{texts.NEW}]" in said(app)
    assert answer_texts.open_("problem", 12, "diterima") in links(app)


def test_a_window_that_closes_leads_to_its_list(open_page, transport):
    told = rows.told("window_closing", answer=None, detail={"sheet": "solution", "closes_at": rows.AT})
    transport.answers["home_screen"] = rows.home(news=rows.news(told))

    assert links(open_page(HOME, BUDI))[texts.TO_LIST["solution"]].startswith("solusi")


def test_what_is_shown_is_marked_as_read_and_asked_again(open_page, transport):
    app = open_page(HOME, BUDI)

    app.button(key="news.read").click().run()

    (sent,) = transport.sent("read_news")
    assert (sent["p_ids"], sent["p_until"]) == ([rows.NEWS_ID], None)
    assert len(transport.sent("home_screen")) == 3, "one look, one click, one look"


def test_a_quiet_inbox_takes_no_room(open_page, transport):
    transport.answers["home_screen"] = rows.home(news=rows.news())
    assert texts.ALL not in links(open_page(HOME, BUDI))

    transport.answers["home_screen"] = rows.home(news=rows.news(is_empty=False))
    app = open_page(HOME, BUDI)
    assert texts.ALL in links(app)
    assert texts.HEADING not in said(app)


def test_the_inbox_marks_everything_up_to_the_newest_it_showed(open_page, transport):
    cached.reference.clear()
    app = open_page(PAGE, BUDI)

    app.button(key="news.read_all").click().run()

    (sent,) = transport.sent("read_news")
    assert sent["p_ids"] is None
    assert sent["p_until"].isoformat() == rows.AT
    assert texts.MARKED in said(app)


def test_a_full_page_leads_to_what_is_older(open_page, transport):
    transport.answers["news_screen"] = {"unread": 0, "news": [rows.told(is_read=True)] * 30}

    app = open_page(PAGE, BUDI)

    assert "sebelum=2026-08-17" in links(app)[texts.OLDER]
    assert not app.button


@pytest.mark.parametrize("written", ["x", "2026-08-17", "infinity", "<b>", ""])
def test_an_address_that_names_no_instant_shows_the_newest(open_page, transport, written):
    open_page(PAGE, BUDI, sebelum=written)

    assert transport.sent("news_screen")[-1] == {"p_before": None}


def test_says_when_there_is_nothing(open_page, transport):
    transport.answers["news_screen"] = {"unread": 0, "news": []}

    assert texts.NONE in said(open_page(PAGE, BUDI))
