"""An answer's past and its receipt: what is laid side by side, who is named, nothing typed is rendered."""

from __future__ import annotations

from typing import Any

import pytest

from components.texts import errors
from components.texts import history as texts
from components.texts import on_behalf as on_behalf_texts
from components.ui.plain import plain
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import links, said

HISTORY, RECEIPT = "peserta/riwayat.py", "peserta/tanda_terima.py"
BUDI = person()
MOMENT = "17 Agustus 2026 11.32 WITA"


@pytest.fixture
def past(open_page, transport):
    """Open the history as the database tells it, with these changes."""

    def open_(query: dict[str, str] | None = None, **changes: Any):
        transport.answers["answer_history"] = rows.history(**changes)
        return open_page(HISTORY, BUDI, id=rows.ANSWER_ID, **(query or {}))

    return open_


# ── two states side by side ─────────────────────────────────────────────────────────────────────────────────
def test_only_what_differs_is_laid_side_by_side_with_sign_and_colour(past):
    app = past()

    shown = [element.value for element in app.markdown]
    assert "Sejak :red-background[−\u00a0Mei\\.]" in shown
    assert "Sejak :green-background[+\u00a0Juni\\.]" in shown
    assert "**Kondisi saat ini**" in shown
    assert "**Judul masalah**" not in shown


def test_it_says_who_changed_the_field_between_the_two(past):
    assert plain(texts.changed_by([texts.who_when("Sari Wulandari", MOMENT)])) in said(past())


def test_a_change_before_the_older_state_is_not_named_beside_the_difference(past):
    app = past(changes=[{"field": "condition", "by": "Sari", "at": rows.AT, "after_version": 0}])

    assert plain(texts.changed_by([texts.who_when("Sari", MOMENT)])) not in said(app)
    assert texts.changes("Kondisi saat ini", 1, "Sari", MOMENT) in said(app), "but in the whole list"


def test_nothing_typed_is_rendered(past):
    app = past(older={}, newer={"condition": rows.HOSTILE})

    shown = next(value for element in app.markdown if "script" in (value := element.value))
    assert "\\<script\\>" in shown
    assert "\\*\\*tebal" in shown
    assert "\\[tautan\\]" in shown


def test_equal_states_are_said_to_be(past):
    same = {"title": "Banjir"}

    assert texts.SAME in said(past(older=same, newer=same))


def test_without_a_choice_the_database_chooses(past, transport):
    past()

    (asked,) = transport.sent("answer_history")
    assert (asked["p_older"], asked["p_newer"], asked["p_field"]) == (None, None, None)


def test_a_choice_of_two_states_is_asked_for_and_stands_in_the_address(past, transport):
    app = past()

    older, newer = app.selectbox
    older.select(0)
    newer.select(1)
    next(button for button in app.button if button.label == texts.DO_COMPARE).click().run()

    asked = transport.sent("answer_history")[-1]
    assert (asked["p_older"], asked["p_newer"]) == (0, 1)
    assert (app.query_params["dari"], app.query_params["ke"]) == ("0", "1")


@pytest.mark.parametrize("written", ["-1", "X", "99999999999", "'; --"])
def test_a_broken_address_is_no_question(past, transport, written):
    past({"dari": written, "ke": written, "isian": written})

    asked = transport.sent("answer_history")[-1]
    assert (asked["p_older"], asked["p_newer"], asked["p_field"]) == (None, None, None)


# ── field by field ──────────────────────────────────────────────────────────────────────────────────────────
def test_its_unit_can_look_at_the_texts_of_a_field(past):
    app = past()

    assert texts.changes("Kondisi saat ini", 1, "Sari Wulandari", MOMENT) in said(app)
    assert links(app)[texts.SEE_TEXTS].endswith("isian=condition")


def test_others_are_told_who_and_when_only(past):
    app = past(is_own=False)

    assert texts.changes("Kondisi saat ini", 1, "Sari Wulandari", MOMENT) in said(app)
    assert texts.SEE_TEXTS not in links(app)


def test_the_texts_of_a_field_are_shown_one_after_the_other(past):
    trail = [
        {"field": "condition", "before": "dari Budi", "value": "dari Sari", "by": "Sari", "at": rows.AT},
        {"field": "condition", "before": None, "value": "dari Budi", "by": "Budi", "at": rows.AT},
    ]

    app = past({"isian": "condition"}, trail=trail)

    assert texts.heading("Kondisi saat ini") in said(app)
    assert "dari :red-background[−\u00a0Budi]" in said(app)
    assert texts.EMPTY in said(app)


def test_an_answer_without_a_past_says_so(past):
    app = past(versions=[], changes=[], older={}, newer={})

    assert texts.NO_STEPS in said(app)
    assert texts.NO_CHANGES in said(app)


# ── the receipt ─────────────────────────────────────────────────────────────────────────────────────────────
def test_the_receipt_says_what_who_and_when(open_page, transport):
    transport.answers["receipt"] = rows.receipt()

    app = open_page(RECEIPT, BUDI, id=rows.ANSWER_ID)

    shown = [text.value for text in app.text]
    assert shown[:7] == [
        "M-2027-0012",
        "Banjir",
        "Tata Kelola",
        "Dinas Alfa",
        "Budi Santoso",
        MOMENT,
        "Dikirim",
    ]
    assert "Sejak Mei." in shown


def test_the_receipt_names_both_who_submitted_and_who_approved(open_page, transport):
    transport.answers["receipt"] = rows.receipt(submitted_by="Budi Santoso", sent_by="Sari Wulandari")

    app = open_page(RECEIPT, BUDI, id=rows.ANSWER_ID)

    assert texts.SUBMITTED_BY in said(app)
    assert texts.APPROVED_BY in said(app)
    assert texts.SENT_BY not in [caption.value for caption in app.caption]


def test_the_receipt_says_that_diskominfo_typed_it_for_the_unit(open_page, transport):
    typed = rows.answer(number=12, title="Banjir", status="dikirim", on_behalf="waiting")
    transport.answers["receipt"] = rows.receipt(answer=typed)

    app = open_page(RECEIPT, BUDI, id=rows.ANSWER_ID)

    assert on_behalf_texts.waiting("Dinas Alfa") in [text.value for text in app.text]


@pytest.mark.parametrize(("page", "function"), [(HISTORY, "answer_history"), (RECEIPT, "receipt")])
@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (DomainError(ErrorCode.NOT_FOUND, "answer_id"), errors.SENTENCES["not_found"]),
        (DatabaseUnavailable("gone"), errors.UNAVAILABLE),
    ],
)
def test_what_is_hidden_or_away_is_a_sentence(open_page, transport, page, function, answer, sentence):
    transport.answers[function] = answer

    assert sentence in said(open_page(page, BUDI, id=rows.ANSWER_ID))


@pytest.mark.parametrize("page", [HISTORY, RECEIPT])
def test_an_address_without_an_answer_asks_nothing(open_page, transport, page):
    app = open_page(page, BUDI, id="bukan-nomor")

    assert transport.calls == []
    assert app.info


@pytest.mark.parametrize(
    ("sheet", "number", "code"),
    [("problem", 42, "M-2026-0042"), ("solution", 7, "S-2026-0007"), ("swot", 12345, "SWOT-2026-12345")],
)
def test_the_number_that_people_quote_names_sheet_year_and_place(sheet, number, code):
    assert texts.code(sheet, 2026, number) == code


def test_sheets_whose_names_begin_alike_do_not_share_their_numbers():
    assert texts.code("kesiapan", 2026, 1) != texts.code("kesehatan", 2026, 1)
