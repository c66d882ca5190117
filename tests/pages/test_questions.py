"""The questionnaire as Diskominfo edits it: a proposal first, then a look at it, then published."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from components.documents.xlsform_writing import xlsform_of
from components.texts import errors as error_texts
from components.texts import questions as texts
from components.texts import survey as survey_texts
from components.texts import xlsform as file_texts
from db.errors import DomainError, ErrorCode
from db.gateway.questionnaire import question
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import letters, said

PAGE = "diskominfo/pertanyaan.py"
DIAN = person("diskominfo", "Dian", unit=None)


def desk(**changes: Any) -> dict[str, Any]:
    return {
        "cycle": rows.CYCLE,
        "sheet": "problem",
        "edition": 2,
        "published_at": rows.AT,
        "published_by": rows.HOSTILE,
        "questions": rows.PROBLEM_QUESTIONS,
        "answered": {"condition": 12},
        "core": ["title", "urgency", "seriousness", "growth"],
        "proposal": None,
        **changes,
    }


def proposal(*questions: dict[str, Any], base: int = 2) -> dict[str, Any]:
    return {"base": base, "questions": list(questions), "proposed_by": "Rina", "proposed_at": rows.AT}


RENAMED = {**rows.PROBLEM_QUESTIONS[1], "label": "Keadaan kini"}
WITH_RENAMED = [rows.PROBLEM_QUESTIONS[0], RENAMED, *rows.PROBLEM_QUESTIONS[2:]]


@pytest.fixture(autouse=True)
def _answers(transport):
    transport.answers["question_desk"] = desk()
    transport.answers |= dict.fromkeys(("propose_questions", "drop_proposal"), True)
    transport.answers["publish_questions"] = {"edition": 3}


@pytest.fixture
def tab(open_page):
    def open_(name: str):
        return open_page(PAGE, DIAN).segmented_control(key="questions.tab").set_value(name).run()

    return open_


def chosen(app, key: str):
    return app.selectbox(key="questions.chosen").select(key).run()


def field(app, kind: str, label: str):
    return next(one for one in app.get(kind) if one.label == label)


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


# ── the list ────────────────────────────────────────────────────────────────────────────────────────────────
def test_lists_every_question_with_what_is_special_about_it(open_page):
    app = open_page(PAGE, DIAN)

    assert texts.about("long_text", 1, 12, None, False) in letters(app)
    assert texts.about("short_text", 1, 0, "Lingkungan", False) in letters(app)


def test_who_published_is_shown_as_text(open_page):
    assert rows.HOSTILE in letters(open_page(PAGE, DIAN))


def test_an_archived_year_is_not_edited(open_page, transport):
    transport.answers["question_desk"] = desk(cycle=rows.OLD_CYCLE)

    app = open_page(PAGE, DIAN)

    assert texts.ARCHIVED in said(app)
    assert not app.button


def test_a_proposal_older_than_the_last_publishing_is_said_to_be_so_and_not_shown(open_page, transport):
    transport.answers["question_desk"] = desk(proposal=proposal(*WITH_RENAMED, base=1))

    app = open_page(PAGE, DIAN)

    assert texts.outdated("17 Agustus 2026 11.32 WITA") in said(app)
    assert "Keadaan kini" not in said(app)


# ── one question ────────────────────────────────────────────────────────────────────────────────────────────
def test_a_new_sentence_becomes_a_proposal_of_the_whole_list(tab, transport):
    app = chosen(tab(texts.TAB_EDIT), "condition")
    field(app, "text_area", texts.LABEL).input("Keadaan kini").run()

    app = press(app, texts.KEEP)

    (sent,) = transport.sent("propose_questions")
    listed = [(one["key"], one["label"]) for one in sent["p_questions"]]
    assert listed == [(one["key"], one["label"]) for one in WITH_RENAMED]
    assert sent["p_base"] == 2
    assert texts.kept("Keadaan kini") in said(app)


def test_a_new_question_stands_where_it_was_put_under_a_key_of_its_words(tab, transport):
    app = chosen(tab(texts.TAB_EDIT), "")
    field(app, "text_area", texts.LABEL).input("Jumlah pohon")
    field(app, "selectbox", texts.KIND).select("number")
    app = field(app, "selectbox", texts.AFTER).select("title").run()

    press(app, texts.KEEP)

    (sent,) = transport.sent("propose_questions")
    assert [one["key"] for one in sent["p_questions"]][:3] == ["title", "jumlah_pohon", "condition"]
    assert sent["p_questions"][1]["kind"] == "number"


@pytest.mark.parametrize(
    ("kind", "fill", "sentence"),
    [
        ("short_text", lambda app: None, texts.NO_LABEL),
        ("single", lambda app: field(app, "text_area", texts.LABEL).input("Pilih"), texts.NO_OPTIONS),
        ("table", lambda app: field(app, "text_area", texts.LABEL).input("Tabel"), texts.NO_COLUMNS),
    ],
)
def test_says_what_a_question_lacks_and_writes_nothing(tab, transport, kind, fill, sentence):
    app = field(chosen(tab(texts.TAB_EDIT), ""), "selectbox", texts.KIND).select(kind).run()
    fill(app)

    app = press(app, texts.KEEP)

    assert sentence in said(app)
    assert transport.sent("propose_questions") == []


def test_a_bound_that_is_no_number_is_named(tab, transport):
    app = chosen(tab(texts.TAB_EDIT), "condition")
    field(app, "text_input", texts.MAX_LENGTH).input("banyak")

    app = press(app, texts.KEEP)

    assert texts.NO_NUMBER in said(app)
    assert transport.sent("propose_questions") == []


def test_the_kind_of_an_answered_question_and_the_core_are_fixed(tab):
    app = tab(texts.TAB_EDIT)

    assert field(chosen(app, "condition"), "selectbox", texts.KIND).disabled
    assert texts.CORE_STAYS in said(chosen(app, "title"))
    assert not field(chosen(app, "supporting_data"), "selectbox", texts.KIND).disabled


def test_taking_a_question_out_says_what_becomes_of_its_answers(tab, transport):
    app = chosen(tab(texts.TAB_EDIT), "condition")
    assert texts.remove_means(12) in said(app)

    press(app, texts.REMOVE)

    (sent,) = transport.sent("propose_questions")
    assert "condition" not in {one["key"] for one in sent["p_questions"]}


def test_a_condition_names_an_earlier_question_and_its_answers(tab, transport):
    transport.answers["question_desk"] = desk(
        questions=[rows.question("jalan", "yes_no", "Sudah berjalan?", "A"), *rows.PROBLEM_QUESTIONS]
    )
    app = chosen(tab(texts.TAB_EDIT), "condition")
    app = field(app, "selectbox", texts.SHOWN_IF).select("jalan").run()
    assert texts.NO_VALUES in said(press(app, texts.KEEP))
    field(app, "button_group", texts.SHOWN_VALUES).select(True)

    press(app, texts.KEEP)

    (sent,) = transport.sent("propose_questions")
    assert sent["p_questions"][2]["shown_if"] == {"field": "jalan", "any_of": (True,)}


def test_an_unfit_question_is_named_with_its_part(tab, transport):
    transport.answers["propose_questions"] = DomainError(ErrorCode.QUESTION_UNFIT, "condition/options")
    app = chosen(tab(texts.TAB_EDIT), "condition")

    assert texts.unfit("Kondisi saat ini", "options") in letters(press(app, texts.KEEP))


def test_somebody_elses_publishing_is_explained(tab, transport):
    transport.answers["propose_questions"] = DomainError(ErrorCode.QUESTIONS_CHANGED, "base")
    app = chosen(tab(texts.TAB_EDIT), "condition")

    assert error_texts.SENTENCES["questions_changed"] in said(press(app, texts.KEEP))


# ── the file ────────────────────────────────────────────────────────────────────────────────────────────────
def uploaded(app, content: bytes):
    return app.file_uploader(key="questions.upload").set_value(("survei.xlsx", content, "")).run()


def test_an_uploaded_form_is_shown_and_becomes_the_proposal_only_when_that_is_wanted(tab, transport):
    listed = [question(one) for one in WITH_RENAMED]
    app = uploaded(tab(texts.TAB_FILE), xlsform_of(listed, title="S", form_id="problem"))
    assert texts.changed("Keadaan kini", [texts.CHANGES["label"]]) in said(app)
    assert transport.sent("propose_questions") == []

    press(app, texts.USE_FILE)

    (sent,) = transport.sent("propose_questions")
    assert [one["label"] for one in sent["p_questions"]] == [one["label"] for one in WITH_RENAMED]


@pytest.mark.parametrize("content", [b"", b"survey", b"PK\x03\x04"], ids=["empty", "text", "torn"])
def test_a_file_that_is_none_is_refused_in_one_sentence(tab, transport, content):
    app = uploaded(tab(texts.TAB_FILE), content)

    assert texts.FATAL in said(app)
    assert texts.USE_FILE not in {button.label for button in app.button}


def test_a_fault_is_named_by_its_row(tab):
    book = openpyxl.Workbook()
    book.active.title = "survey"
    for row in (["type", "name", "label"], ["text", "a", "A"], ["text", "a", "Dua kali"]):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)

    app = uploaded(tab(texts.TAB_FILE), target.getvalue())

    assert texts.finding(file_texts.place("survey", 3), file_texts.DUPLICATE) in said(app)


# ── preview and publishing ──────────────────────────────────────────────────────────────────────────────────
def test_the_preview_asks_the_proposed_questions_and_saves_nothing(tab, transport):
    transport.answers["question_desk"] = desk(proposal=proposal(*WITH_RENAMED))
    app = tab(texts.TAB_PREVIEW)

    field(app, "text_area", survey_texts.label("Keadaan kini", None, is_required=True)).input("Banjir").run()

    assert {name for name, _ in transport.calls} == {"reference", "question_desk"}


def test_nothing_is_published_before_the_preview_is_said_to_be_seen(tab, transport):
    transport.answers["question_desk"] = desk(proposal=proposal(*WITH_RENAMED))
    app = tab(texts.TAB_PUBLISH)
    assert texts.changed("Keadaan kini", [texts.CHANGES["label"]]) in said(app)
    assert field(app, "button", texts.PUBLISH).disabled

    app.checkbox(key="questions.sure").check().run()
    app = press(app, texts.PUBLISH)

    (sent,) = transport.sent("publish_questions")
    assert sent["p_base"] == 2
    assert texts.published_now(len(WITH_RENAMED)) in said(app)


def test_a_proposal_can_be_dropped(tab, transport):
    transport.answers["question_desk"] = desk(proposal=proposal(*WITH_RENAMED))

    press(tab(texts.TAB_PUBLISH), texts.DROP)

    assert len(transport.sent("drop_proposal")) == 1


def test_without_a_proposal_there_is_nothing_to_publish(tab):
    app = tab(texts.TAB_PUBLISH)

    assert texts.NOTHING_CHANGED in said(app)
    assert not app.button
