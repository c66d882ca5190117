"""A kind of question has its place wherever kinds are told apart."""

from __future__ import annotations

from typing import get_args

import pytest

from components.documents import lane_words, paper_places, xlsform_words
from components.texts import questions
from components.texts import survey as survey_texts
from components.ui import answers, kept_field, survey_widgets, typed
from db.gateway.questionnaire import Kind, Question

EVERY = set(get_args(Kind))


@pytest.mark.parametrize(
    ("known", "left_out"),
    [
        pytest.param(survey_widgets.WIDGETS, set(), id="a widget"),
        pytest.param(answers._WORDS, set(), id="its answer in words"),
        pytest.param(questions.KINDS, set(), id="a name in the editor"),
        pytest.param(xlsform_words.TYPES, set(), id="a type in XLSForm"),
        # files have no cell, tables a sheet of their own, a range of years two cells
        pytest.param(lane_words.CODECS, {"file", "table", "year_range"}, id="a cell in the workbook"),
    ],
)
def test_every_kind_has(known, left_out):
    assert set(known) == EVERY - left_out


def test_every_kind_has_a_place_on_paper():
    assert EVERY - set(paper_places._PLACES) == set()


def test_every_typed_kind_says_its_faults():
    assert set(kept_field._FAULTS) == set(typed.TYPED_KINDS)


@pytest.mark.parametrize("kind", typed.TYPED_KINDS)
def test_a_typed_field_has_a_sentence_for_whatever_the_server_finds_wrong(kind):
    asked = Question(key="pohon", kind=kind, label="Pohon", section="Lingkungan")

    said = kept_field._faults(asked)

    assert set(said) == {"too_long", "bad_characters", "not_number", "not_whole", "out_of_range"}
    assert survey_texts.NOT_SAVED in said["too_long"]
