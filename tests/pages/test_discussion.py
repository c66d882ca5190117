"""Beside an answer: standing behind it, and comments."""

from __future__ import annotations

from uuid import UUID

import pytest

from components.texts import answers as answer_texts
from components.texts import discussion as texts
from components.texts import errors
from components.ui.plain import plain
from db.errors import DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import links, said

PAGE = "peserta/masalah.py"
BUDI = person()
SENT = rows.answer(status="diterima", number=12, title="Banjir", sent_at=rows.AT)
RINA, TONO, WALI = (
    ("Rina", None, "Dinas Beta"),
    ("Tono", None, "Kelurahan Dua"),
    ("Ibu Wali", "Wali Kota", None),
)


def show(transport, **changes) -> None:
    transport.answers["answer_screen"] = rows.answer_screen(answer=SENT, is_own=False, **changes)


@pytest.fixture(autouse=True)
def _screens(transport):
    show(transport)
    for act in ("support_answer", "withdraw_support", "add_comment", "edit_comment", "remove_comment"):
        transport.answers[act] = True
    transport.answers["answers_screen"] = rows.answers()


def opened(open_page, **query):
    return open_page(PAGE, BUDI, id=rows.ANSWER_ID, **query)


def submit(app, label):
    (button,) = [button for button in app.button if button.label == label]
    return button.click().run()


# ── support ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_who_stands_behind_an_answer_is_counted_and_named_by_unit(open_page, transport):
    show(transport, support=rows.support(RINA, TONO, ("Dian", None, "Dinas Beta"), WALI))

    text = said(opened(open_page))

    assert texts.supported(4, 2) in text
    assert "Dinas Beta: Rina, Dian\nKelurahan Dua: Tono\nIbu Wali (Wali Kota)" in text


def test_more_people_than_fit_are_counted(open_page, transport):
    show(transport, support=rows.support(RINA, count=130))

    assert texts.unnamed(129) in said(opened(open_page))


def test_one_click_stands_behind_the_answer(open_page, transport):
    show(transport, support=rows.support(may_support=True))
    app = opened(open_page)
    assert texts.NO_SUPPORT["problem"] in said(app)

    app.button(key="answer.support").click().run()

    assert [one["p_answer_id"] for one in transport.sent("support_answer")] == [UUID(rows.ANSWER_ID)]
    assert texts.SUPPORTED in said(app)


def test_a_support_can_be_taken_back(open_page, transport):
    show(transport, support=rows.support(RINA, is_own=True, may_support=True))
    app = opened(open_page)

    app.button(key="answer.support.withdraw").click().run()

    assert len(transport.sent("withdraw_support")) == 1
    assert texts.WITHDRAWN in said(app)


def test_who_may_not_support_is_not_asked(open_page):
    app = opened(open_page)

    assert not app.button
    assert texts.NO_SUPPORT["problem"] not in said(app)


def test_a_refused_support_is_explained(open_page, transport):
    show(transport, support=rows.support(may_support=True))
    transport.answers["support_answer"] = DomainError(ErrorCode.WRONG_STATE, "status")
    app = opened(open_page)

    app.button(key="answer.support").click().run()

    assert errors.SENTENCES["wrong_state"] in said(app)
    assert "Banjir" in said(app)


def test_the_list_tells_how_many_stand_behind_each(open_page, transport):
    transport.answers["answers_screen"] = rows.answers(others=[SENT | {"supports": 7}])

    assert answer_texts.supports(7) in said(open_page(PAGE, BUDI))


# ── comments ────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_comment_is_sent_once_and_its_field_is_empty_again(open_page, transport):
    show(transport, may_comment=True)
    app = opened(open_page)
    (body,) = [area for area in app.text_area if area.label == texts.ADD]

    body.input("Setuju")
    submit(app, texts.SEND)

    assert [one["p_body"] for one in transport.sent("add_comment")] == ["Setuju"]
    assert texts.SAVED in said(app)
    (body,) = [area for area in app.text_area if area.label == texts.ADD]
    assert body.value == ""


def test_says_that_an_identity_number_was_masked(open_page, transport):
    show(transport, may_comment=True)
    app = opened(open_page)
    (body,) = [area for area in app.text_area if area.label == texts.ADD]

    body.input("Hubungi 3172011234567890")
    submit(app, texts.SEND)

    assert texts.kept(texts.SAVED, is_masked=True) in said(app)


def test_a_refused_comment_stays_in_its_field(open_page, transport):
    show(transport, may_comment=True)
    transport.answers["add_comment"] = DomainError(ErrorCode.TEXT_TOO_LONG, "body")
    app = opened(open_page)
    (body,) = [area for area in app.text_area if area.label == texts.ADD]

    body.input("panjang")
    submit(app, texts.SEND)

    (body,) = [area for area in app.text_area if area.label == texts.ADD]
    assert body.value == "panjang"
    assert errors.SENTENCES["text_too_long"] in said(app)


def test_ones_own_comment_is_put_right(open_page, transport):
    show(transport, comments=[rows.comment(may_edit=True, may_remove=True)])
    app = opened(open_page)

    app.text_area(key=f"comment.{rows.COMMENT_ID}.body").input("Sangat setuju")
    submit(app, texts.EDIT_CONFIRM)

    (sent,) = transport.sent("edit_comment")
    assert (sent["p_comment_id"], sent["p_body"]) == (UUID(rows.COMMENT_ID), "Sangat setuju")
    assert texts.EDITED in said(app)


def test_a_comment_is_not_emptied(open_page, transport):
    show(transport, comments=[rows.comment(may_edit=True)])
    app = opened(open_page)

    app.text_area(key=f"comment.{rows.COMMENT_ID}.body").input("  ")
    submit(app, texts.EDIT_CONFIRM)

    assert texts.MISSING in said(app)
    assert transport.sent("edit_comment") == []


def test_too_late_to_put_right_says_so(open_page, transport):
    show(transport, comments=[rows.comment(may_edit=True)])
    transport.answers["edit_comment"] = DomainError(ErrorCode.COMMENT_SETTLED, "comment")
    app = opened(open_page)

    app.text_area(key=f"comment.{rows.COMMENT_ID}.body").input("Lain")
    submit(app, texts.EDIT_CONFIRM)

    assert errors.SENTENCES["comment_settled"] in said(app)


def test_a_comment_is_removed_with_a_second_click(open_page, transport):
    show(transport, comments=[rows.comment(may_remove=True)])
    app = opened(open_page)
    assert texts.REMOVE_SURE in said(app)

    app.button(key=f"comment.{rows.COMMENT_ID}.remove").click().run()

    assert [one["p_comment_id"] for one in transport.sent("remove_comment")] == [UUID(rows.COMMENT_ID)]
    assert texts.REMOVED in said(app)


def test_of_a_removed_comment_who_and_when_is_told(open_page, transport):
    show(transport, comments=[rows.comment(body=None, removed_at=rows.AT, removed_by="Dian")])

    text = said(opened(open_page))

    assert plain(texts.removed("Dian", "17 Agustus 2026 11.32 WITA")) in text
    assert "Sari Wulandari" not in text


def test_somebody_elses_comment_offers_no_act(open_page, transport):
    show(transport, comments=[rows.comment()])

    assert not opened(open_page).button


def test_an_edited_comment_says_when(open_page, transport):
    show(transport, comments=[rows.comment(edited_at=rows.AT)])

    told = texts.said("Sari Wulandari", "17 Agustus 2026 11.32 WITA", edited="11.32")
    assert plain(told) in said(opened(open_page))


def test_older_comments_are_a_link_away(open_page, transport):
    show(transport, comments=[rows.comment(id=str(UUID(int=900 + at))) for at in range(20)])

    app = opened(open_page)

    first = UUID(int=900)
    assert links(app)[texts.OLDER] == f"masalah?id={rows.ANSWER_ID}&komentar={first}"
    assert texts.NEWEST not in links(app)


def test_a_page_of_older_comments_is_asked_of_the_database_and_leads_back(open_page, transport):
    app = opened(open_page, komentar=rows.COMMENT_ID)

    assert transport.sent("answer_screen")[-1]["p_comments_before"] == UUID(rows.COMMENT_ID)
    show(transport, may_comment=True)
    assert texts.NO_MORE_COMMENTS in said(opened(open_page, komentar=rows.COMMENT_ID))
    assert app.query_params["komentar"] == rows.COMMENT_ID
