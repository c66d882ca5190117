"""The lists of problems and solutions, and one answer to read."""

from __future__ import annotations

from uuid import UUID

import pytest

from components.texts import answers as texts
from components.texts import errors
from components.texts import survey as survey_texts
from components.ui.plain import plain
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person

PAGE = "peserta/masalah.py"
BUDI = person()
WALI = person("pimpinan", "Ibu Wali", unit=None)
SENT = rows.answer(status="dikirim", number=12, title="Banjir", sent_at=rows.AT)


@pytest.fixture(autouse=True)
def _screens(transport):
    transport.answers["answers_screen"] = rows.answers()
    transport.answers["answer_screen"] = rows.answer_screen(answer=SENT, values={"title": "Banjir"})


def said(app) -> str:
    kinds = ("title", "subheader", "markdown", "text", "caption", "info", "warning", "success", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def links(app) -> dict[str, str]:
    """Label of each link -> the query it opens."""
    return {link.proto.label: link.proto.query_string for link in app.get("page_link")}


# ── the list ────────────────────────────────────────────────────────────────────────────────────────────────
def test_asks_for_the_sheet_of_its_page_once(open_page, transport):
    open_page(PAGE, BUDI)
    open_page("peserta/solusi.py", BUDI)

    asked = [one["p_sheet"] for one in transport.sent("answers_screen")]
    assert asked == ["problem", "solution"]
    assert transport.sent("answers_screen")[0] == {
        "p_cycle_id": None,
        "p_sheet": "problem",
        "p_pillar_code": None,
        "p_sector_code": None,
        "p_before": None,
    }


def test_own_answers_show_their_state_in_words_and_why(open_page, transport):
    returned = rows.answer(status="dikembalikan", number=4, title="Sampah", reason="Lengkapi datanya")
    transport.answers["answers_screen"] = rows.answers(own=[returned])

    app = open_page(PAGE, BUDI)

    assert links(app)[texts.open_("problem", 4, "dikembalikan")] == f"id={rows.ANSWER_ID}"
    assert "**4\\. Sampah**" in said(app)
    assert "Dikembalikan · Dinas Alfa · Tata Kelola" in said(app)
    assert plain("Alasan dikembalikan: Lengkapi datanya") in said(app)


def test_an_empty_list_says_what_to_do(open_page):
    text = said(open_page(PAGE, BUDI))

    assert texts.no_own("problem", is_open=True) in text
    assert texts.NO_OTHERS["problem"] in text


def test_others_answers_come_thirty_by_thirty(open_page, transport):
    page = [rows.answer(number=number, title=f"M{number}", status="diterima") for number in range(60, 30, -1)]
    transport.answers["answers_screen"] = rows.answers(others=page)

    first = open_page(PAGE, BUDI)
    second = open_page(PAGE, BUDI, sebelum="31")

    assert links(first)[texts.OLDER] == "sebelum=31"
    assert texts.NEWEST not in links(first)
    assert transport.sent("answers_screen")[-1]["p_before"] == 31
    assert links(second)[texts.NEWEST] == ""


@pytest.mark.parametrize("written", ["-1", "abc", "9" * 30, "٣", ""])
def test_a_mistyped_address_shows_the_newest(open_page, transport, written):
    open_page(PAGE, BUDI, sebelum=written)

    assert transport.sent("answers_screen")[-1]["p_before"] is None


def test_the_filter_is_asked_of_the_database_and_begins_at_the_newest(open_page, transport):
    app = open_page(PAGE, BUDI, sebelum="31")

    app.selectbox(key="pilar").select("P2").run()
    app.selectbox(key="sektor").select("pangan").run()

    assert transport.sent("answers_screen")[-1] == {
        "p_cycle_id": None,
        "p_sheet": "problem",
        "p_pillar_code": "P2",
        "p_sector_code": "pangan",
        "p_before": None,
    }


def test_begins_a_draft_in_the_chosen_pillar_and_opens_its_form(open_page, transport):
    transport.answers["create_draft"] = {"answer_id": rows.ANSWER_ID}
    transport.answers["answer_screen"] = rows.answer_screen()
    app = open_page(PAGE, BUDI)

    app.selectbox(key="new.problem.pillar").select("P2")
    app.button[0].click().run()

    (sent,) = transport.sent("create_draft")
    assert (str(sent["p_cycle_id"]), sent["p_sheet"], sent["p_pillar_code"]) == (
        rows.CYCLE_ID,
        "problem",
        "P2",
    )
    assert app.query_params["id"] == rows.ANSWER_ID
    assert app.title[0].value == texts.form_title("problem", "Tata Kelola")


def test_a_link_from_the_first_page_has_the_pillar_chosen_already(open_page):
    app = open_page(PAGE, BUDI, tulis="P2")

    assert app.selectbox(key="new.problem.pillar").value == "P2"


def test_begins_nothing_without_a_pillar(open_page, transport):
    app = open_page(PAGE, BUDI)

    app.button[0].click().run()

    assert texts.PILLAR_MISSING in said(app)
    assert transport.sent("create_draft") == []


def test_a_refused_beginning_is_explained(open_page, transport):
    transport.answers["create_draft"] = DomainError(ErrorCode.WINDOW_CLOSED, "problem")
    app = open_page(PAGE, BUDI, tulis="P1")

    app.button[0].click().run()

    assert errors.SENTENCES["window_closed"] in said(app)


def test_nothing_can_be_begun_while_the_window_is_closed(open_page, transport):
    transport.answers["answers_screen"] = rows.answers(windows=[rows.window("problem", opens=-9, closes=-1)])

    app = open_page(PAGE, BUDI)

    assert not app.button
    assert "**Survei masalah** sudah ditutup pada" in said(app)


def test_a_leader_reads_and_begins_nothing(open_page):
    app = open_page(PAGE, WALI)

    assert not app.button
    assert texts.OWN["problem"] not in said(app)


# ── one answer ──────────────────────────────────────────────────────────────────────────────────────────────
def open_answer(open_page, me=BUDI):
    return open_page(PAGE, me, id=rows.ANSWER_ID)


def test_shows_the_answer_with_number_state_and_time(open_page, transport):
    app = open_answer(open_page)

    assert app.title[0].value == "12\\. Banjir"
    assert "Dikirim · Dinas Alfa · Tata Kelola" in said(app)
    assert texts.sent_on("17 Agustus 2026 11.32 WITA") in said(app)
    assert [name for name, _ in transport.calls] == ["answer_screen", "reference"]


def test_missing_support_is_flagged_gently(open_page, transport):
    flagged = f":material/flag: {survey_texts.IS_FLAGGED}"
    assert flagged in said(open_answer(open_page))
    row = {"figure": "12 titik", "source": "Dinas Alfa"}
    transport.answers["answer_screen"] = rows.answer_screen(answer=SENT, values={"supporting_data": [row]})

    assert flagged not in said(open_answer(open_page))


def test_everything_typed_is_shown_as_text(open_page, transport):
    transport.answers["answer_screen"] = rows.answer_screen(
        answer=SENT | {"title": rows.HOSTILE, "unit_name": rows.HOSTILE},
        values={"title": rows.HOSTILE, "condition": rows.HOSTILE},
        comments=[rows.comment(body=rows.HOSTILE, author=rows.HOSTILE)],
        support=rows.support((rows.HOSTILE, rows.HOSTILE, rows.HOSTILE), (rows.HOSTILE, rows.HOSTILE, None)),
        history=[
            {
                "status": "dikirim",
                "at": rows.AT,
                "reason": rows.HOSTILE,
                "by": rows.HOSTILE,
                "undone_by": None,
            }
        ],
        linked=[rows.answer(id=rows.OTHER_ID, sheet="solution", title=rows.HOSTILE, number=1)],
    )

    app = open_answer(open_page)

    rendered = [element.value for kind in ("markdown", "caption", "title") for element in app.get(kind)]
    assert not any("<script>" in one or "**tebal**" in one or ":smile:" in one for one in rendered)
    assert sum(rows.HOSTILE in text.value for text in app.text) >= 4
    assert not any("**tebal**" in label for label in links(app))


def test_shows_links_comments_and_history(open_page, transport):
    transport.answers["answer_screen"] = rows.answer_screen(
        answer=SENT,
        linked=[rows.answer(id=rows.OTHER_ID, sheet="solution", title="Pompa", number=1, status="diterima")],
        comments=[rows.comment()],
        history=[{"status": "dikirim", "at": rows.AT, "reason": None, "by": "Budi", "undone_by": None}],
    )

    app = open_answer(open_page)

    assert links(app)[texts.open_("solution", 1, "diterima")] == f"id={rows.OTHER_ID}"
    assert "**1\\. Pompa**" in said(app)
    assert "Setuju" in said(app)
    assert texts.step("dikirim", "17 Agustus 2026 11.32 WITA", "Budi") in said(app)


def test_a_sent_answer_is_taken_back_into_work(open_page, transport):
    transport.answers["reopen_answer"] = {"status": "draf"}
    app = open_answer(open_page)

    app.button(key="answer.reopen").click().run()

    assert [str(one["p_answer_id"]) for one in transport.sent("reopen_answer")] == [rows.ANSWER_ID]
    assert texts.REOPENED in said(app)


def submit(app, label):
    (button,) = [button for button in app.button if button.label == label]
    return button.click().run()


def test_withdrawing_what_was_sent_needs_a_reason(open_page, transport):
    transport.answers["withdraw_answer"] = {"status": "ditarik"}
    app = open_answer(open_page)

    submit(app, texts.WITHDRAW_CONFIRM)
    assert texts.REASON_MISSING in said(app)
    assert transport.sent("withdraw_answer") == []

    app.text_area(key="answer.withdraw.reason").input("Salah pilar")
    submit(app, texts.WITHDRAW_CONFIRM)

    assert [one["p_reason"] for one in transport.sent("withdraw_answer")] == ["Salah pilar"]
    assert texts.WITHDRAWN in said(app)


def test_a_refused_act_is_explained_and_changes_nothing(open_page, transport):
    transport.answers["reopen_answer"] = DomainError(ErrorCode.WRONG_STATE, "status")
    app = open_answer(open_page)

    app.button(key="answer.reopen").click().run()

    assert errors.SENTENCES["wrong_state"] in said(app)
    assert "Banjir" in said(app)


@pytest.mark.parametrize(
    "changes",
    [
        {"is_open": False},
        {"is_own": False},
        {"answer": SENT | {"status": "diterima"}},  # decided: it is no longer the unit's to change
    ],
)
def test_what_may_not_be_changed_offers_no_act(open_page, transport, changes):
    transport.answers["answer_screen"] = rows.answer_screen(**{"answer": SENT, **changes})

    app = open_answer(open_page)

    assert not app.button


def test_a_draft_outside_its_window_is_read_and_says_so(open_page, transport):
    transport.answers["answer_screen"] = rows.answer_screen(
        is_open=False, values={"title": "Banjir"}, windows=[rows.window("problem", opens=-9, closes=-1)]
    )

    app = open_answer(open_page)

    assert not app.text_input
    assert texts.READ_ONLY in said(app)
    assert "**Survei masalah** sudah ditutup pada" in said(app)
    assert "Banjir" in [text.value for text in app.text]


def test_a_hidden_or_missing_answer_is_named_as_such(open_page, transport):
    transport.answers["answer_screen"] = DomainError(ErrorCode.NOT_FOUND, "answer_id")

    app = open_answer(open_page)

    assert errors.SENTENCES["not_found"] in said(app)
    assert links(app)[texts.BACK["problem"]] == "", "and there is a way back"


def test_says_that_the_database_is_away(open_page, transport):
    transport.answers["answer_screen"] = DatabaseUnavailable("gone")

    assert errors.UNAVAILABLE in said(open_answer(open_page))


def test_a_broken_address_shows_the_list(open_page, transport):
    open_page(PAGE, BUDI, id="bukan-nomor")

    assert len(transport.sent("answers_screen")) == 1


def test_an_answer_of_another_year_is_shown_with_that_years_questions(open_page, transport):
    transport.answers["answer_screen"] = rows.answer_screen(answer=SENT, cycle=rows.OLD_CYCLE)

    open_answer(open_page)

    assert transport.sent("reference")[-1] == {"p_cycle_id": UUID(rows.OLD_CYCLE["id"])}


def test_the_sector_in_the_address_stays_in_the_way_to_older_ones(open_page, transport):
    page = [rows.answer(number=number, status="diterima") for number in range(60, 30, -1)]
    transport.answers["answers_screen"] = rows.answers(others=page)

    app = open_page(PAGE, BUDI, sektor="Pangan")

    assert transport.sent("answers_screen")[-1]["p_sector_code"] == "pangan"
    assert "sektor=Pangan" in links(app)[texts.OLDER]


def test_a_city_without_sectors_is_asked_for_none(open_page, transport):
    transport.answers["reference"] = rows.reference(sectors=[])

    app = open_page(PAGE, BUDI)

    assert [box.key for box in app.selectbox if box.key == "sektor"] == []
    assert transport.sent("answers_screen")[-1]["p_sector_code"] is None
