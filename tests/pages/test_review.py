"""Review: the queue, one answer beside its decision, many accepted at once."""

from __future__ import annotations

from uuid import UUID

import pytest

from components.texts import answers as answer_texts
from components.texts import errors
from components.texts import review as texts
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import links, said

PAGE = "diskominfo/tinjau.py"
DEWI = person("diskominfo", "Dewi", unit=None)
KEY = f"review.{rows.ANSWER_ID}"


def sent(number: int, **changes):
    id_ = str(UUID(int=0x300 + number))
    return rows.answer(
        id=id_, number=number, title=f"Masalah {number}", status="dikirim", sent_at=rows.AT
    ) | (changes)


def queue(*answers, **changes):
    counts = [
        {"sheet": "problem", "status": "dikirim", "answers": 1234},
        {"sheet": "solution", "status": "diterima", "answers": 7},
    ]
    return {"cycle": rows.CYCLE, "counts": counts, "answers": list(answers), **changes}


def one(**changes):
    return rows.answer_screen(
        is_own=False,
        values={"title": "Masalah 4", "condition": "Sejak Januari", "only_p2": "tidak ditanyakan"},
        history=[{"status": "dikirim", "at": rows.AT, "reason": None, "by": "Budi"}],
        **{"answer": sent(4, id=rows.ANSWER_ID), **changes},
    )


@pytest.fixture(autouse=True)
def _review(transport):
    transport.answers["review_screen"] = queue(sent(4), sent(7))
    transport.answers["answer_screen"] = one()
    transport.answers["decide_answers"] = {"decided": 1}


# ── the queue ───────────────────────────────────────────────────────────────────────────────────────────────
def test_lists_what_waits_with_unit_pillar_and_time_in_one_call(open_page, transport):
    app = open_page(PAGE, DEWI)

    assert transport.sent("review_screen") == [
        {
            "p_cycle_id": None,
            "p_sheet": "problem",
            "p_status": "dikirim",
            "p_pillar_code": None,
            "p_sector_code": None,
            "p_after": None,
        }
    ]
    assert len(transport.calls) == 2, "and the shared reference"
    assert r"**4\. Masalah 4**" in [box.label for box in app.checkbox]
    assert "Dinas Alfa · Tata Kelola · dikirim 17 Agustus 2026 11" in said(app).replace("\\", "")
    assert texts.status_with_count("dikirim", 1234) in said(app)


def test_filters_stand_in_the_address(open_page, transport):
    open_page(
        PAGE, DEWI, survei="Solusi", status="Diterima", pilar="Lingkungan", sektor="Pangan", sesudah="40"
    )

    assert transport.sent("review_screen") == [
        {
            "p_cycle_id": None,
            "p_sheet": "solution",
            "p_status": "diterima",
            "p_pillar_code": "P2",
            "p_sector_code": "pangan",
            "p_after": 40,
        }
    ]


def test_all_pillars_are_a_choice_with_words(open_page, transport):
    pillar = open_page(PAGE, DEWI).selectbox(key="pilar")

    assert pillar.options[0] == texts.ALL_PILLARS
    assert pillar.value is not None, "drawn again, a choice that is None asks “Choose an option”"
    assert transport.sent("review_screen")[-1]["p_pillar_code"] is None


def test_a_link_to_an_answer_keeps_the_filters(open_page):
    app = open_page(PAGE, DEWI, survei="Solusi")

    assert links(app)[texts.read(4)] == f"tinjau?survei=Solusi&id={UUID(int=0x304)}"


def test_a_full_page_leads_to_the_next(open_page, transport):
    transport.answers["review_screen"] = queue(*(sent(number) for number in range(1, 51)))

    found = links(open_page(PAGE, DEWI))

    assert found[texts.NEXT] == "tinjau?sesudah=50"
    assert texts.FIRST not in found


def test_says_so_when_nothing_waits(open_page, transport):
    transport.answers["review_screen"] = queue()

    app = open_page(PAGE, DEWI)

    assert texts.NOTHING_WAITS in said(app)
    assert not app.button


def test_several_are_accepted_in_one_call(open_page, transport):
    app = open_page(PAGE, DEWI)
    app.checkbox(key=f"review.{UUID(int=0x307)}").check()

    app.button(key="review.accept").click().run()

    (decided,) = transport.sent("decide_answers")
    assert decided["p_answer_ids"] == [str(UUID(int=0x307))]
    assert (decided["p_decision"], decided["p_reason"]) == ("diterima", None)
    assert app.success[0].value == texts.accepted(1)


def test_all_of_the_page_are_accepted_with_one_tick(open_page, transport):
    app = open_page(PAGE, DEWI)
    app.checkbox(key="review.all").check()

    app.button(key="review.accept").click().run()

    assert len(transport.sent("decide_answers")[0]["p_answer_ids"]) == 2


def test_accepting_nothing_is_not_sent(open_page, transport):
    app = open_page(PAGE, DEWI)

    app.button(key="review.accept").click().run()

    assert app.warning[0].value == texts.NONE_CHOSEN
    assert transport.sent("decide_answers") == []


def test_one_that_was_decided_meanwhile_is_named(open_page, transport):
    transport.answers["decide_answers"] = DomainError(ErrorCode.WRONG_STATE, "7")
    app = open_page(PAGE, DEWI)
    app.checkbox(key="review.all").check()

    app.button(key="review.accept").click().run()

    assert app.warning[0].value.startswith(errors.SENTENCES["wrong_state"])
    assert not app.success


def test_in_an_archived_year_nothing_can_be_ticked(open_page, transport):
    transport.answers["review_screen"] = queue(sent(4), cycle=rows.OLD_CYCLE)

    app = open_page(PAGE, DEWI)

    assert not app.checkbox
    assert texts.read(4) in links(app)


# ── one answer ──────────────────────────────────────────────────────────────────────────────────────────────
def test_shows_the_whole_answer_in_one_call(open_page, transport):
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)

    asked = {"p_answer_id": UUID(rows.ANSWER_ID), "p_comments_before": None}
    assert transport.sent("answer_screen") == [asked]
    assert transport.sent("review_screen") == []
    assert "Sejak Januari" in said(app)
    assert "tidak ditanyakan" not in said(app), "a question of another pillar"
    assert answer_texts.step("dikirim", "17 Agustus 2026 11.32 WITA", "Budi") in said(app)


def test_accepts_one_and_goes_back_to_the_list(open_page, transport):
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID, survei="Masalah")

    app.button(key=f"{KEY}.accept").click().run()

    (decided,) = transport.sent("decide_answers")
    assert decided["p_answer_ids"] == [rows.ANSWER_ID]
    assert (decided["p_decision"], decided["p_reason"]) == ("diterima", None)
    assert "id" not in app.query_params
    assert app.success[0].value == texts.decided("problem", 4, "diterima")


def test_decides_on_a_sheet_that_every_unit_fills_in_once(open_page, transport):
    sheet = sent(4, id=rows.ANSWER_ID, sheet="kesiapan", pillar_code="", title="Kesiapan")
    transport.answers["answer_screen"] = one(answer=sheet)
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID, survei="Kesiapan")

    app.button(key=f"{KEY}.accept").click().run()

    assert not app.exception
    assert app.success[0].value == texts.decided("kesiapan", 4, "diterima")


@pytest.mark.parametrize(
    ("decision", "button"), [("dikembalikan", texts.RETURN_CONFIRM), ("ditolak", texts.DECLINE_CONFIRM)]
)
def test_returning_and_declining_send_their_reason(open_page, transport, decision, button):
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)
    app.text_area(key=f"{KEY}.{decision}.reason").set_value("Lengkapi =datanya")

    next(one for one in app.button if one.label == button).click().run()

    (decided,) = transport.sent("decide_answers")
    assert (decided["p_decision"], decided["p_reason"]) == (decision, "Lengkapi =datanya")


@pytest.mark.parametrize("button", [texts.RETURN_CONFIRM, texts.DECLINE_CONFIRM])
def test_without_a_reason_nothing_is_returned_or_declined(open_page, transport, button):
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)

    next(one for one in app.button if one.label == button).click().run()

    assert app.warning[0].value == texts.REASON_MISSING
    assert transport.sent("decide_answers") == []


def test_a_reason_that_was_typed_stays_when_the_database_is_away(open_page, transport):
    transport.answers["decide_answers"] = DatabaseUnavailable("gone")
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)
    app.text_area(key=f"{KEY}.ditolak.reason").set_value("Di luar kewenangan")

    next(one for one in app.button if one.label == texts.DECLINE_CONFIRM).click().run()

    assert app.error[0].value == errors.UNAVAILABLE
    assert app.text_area(key=f"{KEY}.ditolak.reason").value == "Di luar kewenangan"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"status": "diterima"}, texts.NOT_WAITING), ({"status": "ditolak"}, texts.NOT_WAITING)],
)
def test_what_was_decided_offers_no_decision(open_page, transport, changes, sentence):
    transport.answers["answer_screen"] = {**one(), "answer": sent(4, id=rows.ANSWER_ID, **changes)}

    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)

    assert sentence in said(app)
    assert not app.button


def test_links_to_what_it_answers_stay_within_the_review(open_page, transport):
    linked = sent(9, id=rows.OTHER_ID, sheet="solution", status="diterima", title="Bank sampah")
    transport.answers["answer_screen"] = {**one(), "linked": [linked]}

    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)

    assert "9. Bank sampah · Diterima" in said(app)
    assert links(app)[texts.read(9)] == f"tinjau?id={rows.OTHER_ID}"


def test_an_answer_that_cannot_be_seen_is_said(open_page, transport):
    transport.answers["answer_screen"] = DomainError(ErrorCode.NOT_FOUND)

    assert open_page(PAGE, DEWI, id=rows.ANSWER_ID).warning[0].value == errors.SENTENCES["not_found"]


def test_typed_text_is_text(open_page, transport):
    hostile = sent(4, id=rows.ANSWER_ID, title=rows.HOSTILE, unit_name=rows.HOSTILE)
    transport.answers["review_screen"] = queue(hostile)
    transport.answers["answer_screen"] = {**one(), "answer": hostile, "values": {"condition": rows.HOSTILE}}

    listed, shown = open_page(PAGE, DEWI), open_page(PAGE, DEWI, id=rows.ANSWER_ID)

    assert any(rows.HOSTILE in text.value for text in shown.text)
    for app in (listed, shown):
        rendered = [*app.markdown, *app.caption, *app.title]
        assert not any("<script>" in element.value for element in rendered)
    assert r"\<script\>" in listed.checkbox(key=f"review.{rows.ANSWER_ID}").label
