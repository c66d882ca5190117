"""The survey on paper: every question has its place, a draft fills it, and typed text stays text."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.documents.paper_form import Form, empty_form, filled_forms
from components.documents.paper_page import EMPTY_BOX, TICKED_BOX
from components.texts import paper as texts
from db.gateway.city import SheetKind
from db.gateway.lanes import LaneAnswer
from db.gateway.questionnaire import ShownIf
from tests.unit.test_lane_workbook import FULL
from tests.unit.workbooks import CYCLE, NOW, UNIT, answer, problem, reference

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
SHEETS = (
    SheetKind(code="problem", label="Masalah", help=None, scope="answer", stage=1),
    SheetKind(code="solution", label="Solusi", help=None, scope="answer", stage=2),
    SheetKind(code="swot", label="SWOT", help=None, scope="unit", stage=1),
)
CITY = replace(reference(), sheets=SHEETS)
FORM = Form(unit=UNIT, reference=CITY, cycle=CYCLE, sheet="problem", stage=4, now=NOW)


def words(content: bytes) -> str:
    """Everything on the paper, in order, table cells too."""
    body = docx.Document(io.BytesIO(content)).element.body
    return "\n".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))


def filled(*answers: LaneAnswer, form: Form = FORM) -> str:
    return words(filled_forms(form, answers, (problem(),)))


def asking(**changes: object) -> Form:
    """The form with its first question changed."""
    first, *others = FORM.reference.questions["problem"]
    questions = {"problem": (replace(first, **changes), *others)}  # type: ignore[arg-type]
    return replace(FORM, reference=replace(FORM.reference, questions=questions))


@pytest.mark.parametrize("sheet", ["problem", "solution"])
def test_every_question_stands_on_the_empty_form_in_order(sheet):
    form = replace(FORM, sheet=sheet)

    shown = words(empty_form(form))

    places = [shown.find(question.label) for question in form.reference.questions[sheet]]
    assert -1 not in places
    assert places == sorted(places)
    assert TICKED_BOX not in shown


def test_it_says_whose_it_is_and_where_to_sign():
    document = docx.Document(io.BytesIO(empty_form(FORM)))
    section = document.sections[0]

    assert section.header.paragraphs[0].text == texts.header("Kabupaten Contoh", "Dinas Satu", 2027)
    assert texts.printed("17 Agustus 2027 10.32 WIB") in section.footer.paragraphs[0].text
    assert {texts.HEAD_OF_UNIT, *texts.SIGNATURE} <= set(words(empty_form(FORM)).split("\n"))
    assert document.core_properties.language == "id-ID"


def test_its_pages_are_numbered_by_the_word_processor():
    with zipfile.ZipFile(io.BytesIO(empty_form(FORM))) as package:
        footer = package.read("word/footer1.xml").decode()

    assert re.findall(r'w:instr="(\w+)"', footer) == ["PAGE", "NUMPAGES"]


def test_it_is_an_a4_sheet():
    section = docx.Document(io.BytesIO(empty_form(FORM))).sections[0]

    assert [round(side.cm, 1) for side in (section.page_width, section.page_height) if side] == [21.0, 29.7]


def test_scales_show_their_anchors_as_boxes():
    scale = next(one for one in FORM.reference.questions["problem"] if one.kind == "scale")

    shown = words(empty_form(FORM))

    assert scale.options
    for option in scale.options:
        assert f"{EMPTY_BOX} {option.value} – {option.label}" in shown


def test_a_draft_is_printed_with_its_answers():
    shown = filled(answer(11, **FULL))

    for text in ("Sampah menumpuk", "Sejak 2020,", "1.500.000", "Truk", "2027", "2030"):
        assert text in shown
    assert f"{TICKED_BOX}\u00a0{texts.NO}" in shown
    assert f"{TICKED_BOX} Pilar Tata Kelola" in shown
    assert f"{EMPTY_BOX} Pilar Ekonomi" in shown


def test_each_draft_has_a_form_of_its_own():
    shown = filled(answer(11, title="Satu"), answer(12, title="Dua"))

    assert shown.count(FORM.heading) == 2
    assert texts.draft(2, 2) in shown


def test_without_a_draft_the_form_is_empty():
    assert words(filled_forms(FORM, [], ())) == words(empty_form(FORM))


@pytest.mark.parametrize(
    "text", ["=1+1", "<w:p>", "a\x0bb\x00c\ud800", "dua\nbaris\ttab", "&amp; 😀", "{{x}}"]
)
def test_typed_text_is_printed_as_it_was_typed_or_without_what_paper_cannot_hold(text):
    shown = filled(answer(11, title=text))

    assert re.sub("[\x00-\x1f\ud800-\udfff]", "", text) in shown.replace("\n", "")


@settings(max_examples=15, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(sorted(FULL)),
        st.recursive(
            st.none() | st.booleans() | st.integers() | NUMBERS | st.text(max_size=20),
            lambda parts: (
                st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=3), parts, max_size=2)
            ),
            max_leaves=6,
        ),
        max_size=4,
    )
)
def test_whatever_a_draft_holds_it_can_be_printed(values):
    assert filled(answer(11, **values))


def test_a_units_own_sheet_has_no_pillar_to_choose():
    questions = {"swot": FORM.reference.questions["problem"][:3]}
    form = replace(FORM, sheet="swot", reference=replace(FORM.reference, questions=questions))

    shown = words(empty_form(form))

    assert shown.startswith("Formulir SWOT")
    assert texts.PILLAR not in shown


def test_what_is_required_bears_a_star_by_its_stage():
    early, late = (replace(asking(required_from=3), stage=stage) for stage in (2, 3))
    label = FORM.reference.questions["problem"][0].label

    assert f"1. {label} *" not in words(empty_form(early))
    assert f"1. {label} *" in words(empty_form(late))


def test_a_question_of_one_pillar_says_so_and_leaves_the_others_papers():
    form = asking(pillar="BBB")

    assert texts.only_pillar("Pilar Ekonomi") in words(empty_form(form))
    assert FORM.reference.questions["problem"][0].label not in filled(answer(11), form=form)


def test_a_question_that_hangs_on_another_says_on_which_answer():
    above = next(one for one in FORM.reference.questions["problem"] if one.kind == "yes_no")
    form = asking(shown_if=ShownIf(field=above.key, any_of=(True,)))

    assert texts.only_if(above.label, [texts.YES]) in words(empty_form(form))


def test_a_retired_question_is_not_printed():
    form = asking(retired_at=NOW)

    assert FORM.reference.questions["problem"][0].label not in words(empty_form(form))


def test_where_there_may_be_no_data_there_is_a_box_for_it():
    form = asking(kind="number", accepts_no_data=True, key="amount")

    assert f"{EMPTY_BOX} {texts.NO_DATA}" in words(empty_form(form))
    assert f"{TICKED_BOX} {texts.NO_DATA}" in filled(answer(11, amount={"no_data": True}), form=form)
