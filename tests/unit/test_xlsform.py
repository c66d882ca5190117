"""Questions as an XLSForm and back, and the forms that people made elsewhere."""

from __future__ import annotations

import io
import string
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, get_args

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.documents.cells import Unreadable
from components.documents.xlsform_reading import MOST_QUESTIONS, Read, questions_of
from components.documents.xlsform_words import TYPES, read_condition, read_constraint
from components.documents.xlsform_writing import xlsform_of
from components.texts import questions as question_texts
from components.texts import xlsform as texts
from db.gateway.questionnaire import Choice, Column, Kind, Question, ShownIf
from tests.unit import workbooks

PILLARS = ("AAA", "BBB")
Rows = list[dict[str, Any]]


def form(survey: Rows, choices: Rows | None = None, **sheets: Rows) -> bytes:
    """An .xlsx as a spreadsheet saves it; the headings are the keys in the order they are met."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in {"survey": survey, "choices": choices or [], **sheets}.items():
        sheet = book.create_sheet(name)
        headings = list(dict.fromkeys(key for row in rows for key in row))
        sheet.append(headings)
        for row in rows:
            sheet.append([row.get(heading) for heading in headings])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(survey: Rows, choices: Rows | None = None, **sheets: Rows) -> Read:
    return questions_of(form(survey, choices, **sheets), pillars=PILLARS)


def said(found: Read) -> list[tuple[str, int | None, str]]:
    return [(one.sheet, one.row, one.sentence) for one in found.findings]


def text(name: str = "nama", **more: Any) -> dict[str, Any]:
    return {"type": "text", "name": name, "label": "Nama", **more}


YES_NO = [
    {"list_name": "yt", "name": "ya", "label": "Ya"},
    {"list_name": "yt", "name": "tidak", "label": "Tidak"},
]


# ── there and back ──────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("sheet", ["problem", "solution"])
def test_every_kind_comes_back_as_it_went(sheet):
    questions = workbooks.questions(sheet)

    found = questions_of(xlsform_of(questions, title="Survei", form_id=sheet), pillars=PILLARS)

    assert found == Read(questions, ())


def test_every_kind_has_a_type_and_a_name():
    assert set(TYPES) == set(get_args(Kind)) == set(question_texts.KINDS)


def test_a_retired_question_is_not_offered_for_editing():
    question = Question(key="lama", kind="short_text", label="Lama", section="A")
    retired = replace(question, key="usai", retired_at=datetime(2027, 1, 1, tzinfo=UTC))

    found = questions_of(xlsform_of([question, retired], title="S", form_id="s"), pillars=PILLARS)

    assert [one.key for one in found.questions] == ["lama"]


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="${}", exclude_categories=("Cc", "Cs", "Cf", "Zs")),
    min_size=1,
).map(lambda value: f"A{value}b")
_KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
_OPTIONS = st.lists(
    st.builds(Choice, value=st.text(string.ascii_lowercase, min_size=1, max_size=8), label=_TEXT),
    min_size=1, max_size=4, unique_by=lambda choice: choice.value,
).map(tuple)  # fmt: skip
_STAGES = st.sampled_from([None, 1, 2, 3, 4])
_FLOOR = st.one_of(st.none(), st.integers(-1000, 0))
_CEILING = st.one_of(st.none(), st.integers(1, 10**12))


@st.composite
def _questions(draw: st.DrawFn) -> list[Question]:
    """A sheet with conditions on what was asked before."""
    questions: list[Question] = []
    for key in draw(st.lists(_KEYS, min_size=1, max_size=6, unique=True)):
        kind: Any = draw(
            st.sampled_from(["short_text", "long_text", "number", "money", "yes_no", "single", "multiple"])
        )
        is_text, is_number = kind in ("short_text", "long_text"), kind in ("number", "money")
        questions.append(
            Question(
                key=key, kind=kind, label=draw(_TEXT), section=draw(st.sampled_from(["Satu", "Dua"])),
                help=draw(st.one_of(st.none(), _TEXT)), required_from=draw(_STAGES),
                pillar=draw(st.sampled_from([None, "AAA"])), flags_when_missing=draw(st.booleans()),
                max_length=draw(st.one_of(st.none(), st.integers(1, 4000))) if is_text else None,
                minimum=draw(_FLOOR) if is_number else None, maximum=draw(_CEILING) if is_number else None,
                accepts_no_data=draw(st.booleans()) if is_number else False,
                options=draw(_OPTIONS) if kind in ("single", "multiple") else (),
                shown_if=_condition(draw, questions),
            )
        )  # fmt: skip
    return questions


def _condition(draw: st.DrawFn, before: list[Question]) -> ShownIf | None:
    asked = [one for one in before if one.kind in ("yes_no", "single", "multiple")]
    if not asked or draw(st.booleans()):
        return None
    question = draw(st.sampled_from(asked))
    offered: list[Any] = [option.value for option in question.options] or [True, False]
    return ShownIf(
        field=question.key, any_of=tuple(draw(st.lists(st.sampled_from(offered), min_size=1, unique=True)))
    )


@settings(max_examples=40, deadline=None)
@given(_questions())
def test_any_questions_come_back_as_they_went(questions):
    found = questions_of(xlsform_of(questions, title="Survei", form_id="s"), pillars=PILLARS)

    assert found == Read(tuple(questions), ())


# ── forms made elsewhere ────────────────────────────────────────────────────────────────────────────────────
def test_reads_a_form_as_it_is_made_in_kobotoolbox():
    found = read(
        [
            {"type": "start", "name": "start"},
            {"type": "begin_group", "name": "umum", "label::Bahasa Indonesia (id)": "Umum"},
            {"type": "text", "name": "Nama.Kegiatan", "label::Bahasa Indonesia (id)": "Nama kegiatan",
             "required": "true", "constraint": "string-length(.) <= 80"},
            {"type": "select_one yt", "name": "jalan", "label::Bahasa Indonesia (id)": "Sudah berjalan?"},
            {"type": "text", "name": "sejak", "label::Bahasa Indonesia (id)": "Sejak kapan",
             "relevant": "${jalan} = 'ya'", "appearance": "multiline"},
            {"type": "end_group"},
            {"type": "begin_repeat", "name": "mitra", "label::Bahasa Indonesia (id)": "Mitra"},
            {"type": "text", "name": "nama", "label::Bahasa Indonesia (id)": "Nama mitra", "required": "yes"},
            {"type": "end_repeat"},
        ],
        [{"list_name": "yt", "name": "ya", "label::Bahasa Indonesia (id)": "Ya"},
         {"list_name": "yt", "name": "tidak", "label::Bahasa Indonesia (id)": "Tidak"}],
    )  # fmt: skip

    assert found.questions, said(found)
    name, running, since, partners = found.questions
    assert (name.key, name.kind, name.section, name.required_from, name.max_length) == (
        "nama_kegiatan", "short_text", "Umum", 1, 80,
    )  # fmt: skip
    assert running.options == (Choice(value="ya", label="Ya"), Choice(value="tidak", label="Tidak"))
    assert (since.kind, since.shown_if) == ("long_text", ShownIf(field="jalan", any_of=("ya",)))
    assert (partners.kind, partners.section) == ("table", texts.OTHER_SECTION)
    assert partners.columns == (Column(key="nama", label="Nama mitra", kind="short_text", is_required=True),)
    assert said(found) == [("survey", 4, texts.renamed("Nama.Kegiatan", "nama_kegiatan"))]


def test_a_blank_row_does_not_shift_the_row_that_is_named():
    found = read([text("a"), {}, {}, {"type": "geopoint", "name": "titik", "label": "Titik"}, text("b")])

    assert said(found) == [("survey", 5, texts.type_unsupported("geopoint"))]
    assert [one.key for one in found.questions] == ["a", "b"]


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("text", "short_text"),
        ("decimal", "number"),
        ("date", "date"),
        ("image", "file"),
        ("select_multiple yt", "multiple"),
    ],
)
def test_a_type_without_a_word_of_ours_is_the_nearest_kind(type_, kind):
    found = read([text(type=type_)], YES_NO)

    assert [one.kind for one in found.questions] == [kind]


def test_says_that_a_whole_number_will_take_fractions():
    assert said(read([text(type="integer")])) == [("survey", 2, texts.INTEGER)]


def test_a_range_is_a_scale():
    found = read([text(type="range", parameters="start=1 end=5 step=1")])

    assert [(one.kind, one.minimum, one.maximum) for one in found.questions] == [("scale", 1, 5)]


def test_of_several_languages_the_first_is_taken_and_that_is_said():
    found = read(
        [{"type": "text", "name": "a", "label::Indonesia (id)": "Nama", "label::English (en)": "Name"}]
    )

    assert [one.label for one in found.questions] == ["Nama"]
    assert said(found) == [("survey", 1, texts.LANGUAGES)]


# ── what is not supported is named, by sheet and row ────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"type": "geopoint"}, texts.type_unsupported("geopoint")),
        ({"type": "audio"}, texts.type_unsupported("audio")),
        ({"type": "note"}, texts.type_unsupported("note")),
        ({"type": "calculate", "calculation": "1 + 1"}, texts.type_unsupported("calculate")),
        ({"type": "select_one yt or_other"}, texts.type_unsupported("select_one yt or_other")),
        ({"type": "select_one_from_file a.csv"}, texts.type_unsupported("select_one_from_file a.csv")),
        ({"type": "teks"}, texts.type_unsupported("teks")),
        ({"calculation": "1 + 1"}, texts.column_unsupported("calculate")),
        ({"default": "3"}, texts.column_unsupported("default")),
        ({"read_only": "yes"}, texts.column_unsupported("readonly")),
        ({"constraint": "regex(., '[0-9]+')"}, texts.BAD_CONSTRAINT),
    ],
    ids=lambda part: str(part)[:40],
)
def test_names_what_is_left_out_and_keeps_the_rest(row, sentence):
    found = read([text("a"), {"name": "b", "label": "B", "type": "text", **row}], YES_NO)

    assert ("survey", 3, sentence) in said(found)
    assert "a" in [one.key for one in found.questions]


def test_how_often_a_table_repeats_is_named_and_left_out():
    rows = [
        {"type": "begin_repeat", "name": "t", "label": "T", "repeat_count": 3},
        text("a"),
        {"type": "end_repeat"},
    ]

    found = read(rows)

    assert [one.kind for one in found.questions] == ["table"]
    assert said(found) == [("survey", 2, texts.column_unsupported("repeat_count"))]


@pytest.mark.parametrize(
    ("survey", "row", "sentence"),
    [
        ([text("a"), text("a")], 3, texts.DUPLICATE),
        ([text("a"), text("A")], 3, texts.DUPLICATE),
        ([text("a b")], 2, texts.BAD_NAME),
        ([text("_a")], 2, texts.BAD_NAME),
        ([text("a" * 41)], 2, texts.BAD_NAME),
        ([{"type": "text", "name": "a", "hint": "tanpa label"}], 2, texts.NO_LABEL),
        ([text("a", relevant="${z} = 'x'")], 2, texts.UNKNOWN_REFERENCE),
        ([text("a", relevant="${b} = 'x'"), text("b")], 2, texts.LATER_REFERENCE),
        ([text("a"), text("b", relevant="${a} > 3")], 3, texts.BAD_CONDITION),
        ([text("a"), text("b", relevant="not(${a} = 'x')")], 3, texts.BAD_CONDITION),
        ([text("a"), text("b", relevant="${a} = 'x' and ${a} = 'y'")], 3, texts.BAD_CONDITION),
        ([text("a"), text("c"), text("b", relevant="${a} = 'x' or ${c} = 'y'")], 4, texts.BAD_CONDITION),
        ([text("a"), text("b", relevant="((" * 40)], 3, texts.BAD_CONDITION),
        ([{"type": "end_group"}, text("a")], 2, texts.UNMATCHED),
        ([{"type": "begin_group", "name": "g", "label": "G"}, text("a")], 2, texts.UNMATCHED),
        ([{"type": "select_one tak_ada", "name": "a", "label": "A"}], None, texts.NO_CHOICES),
        ([text("a", **{"rembuk::jenis": "money"})], 2, texts.kind_unfit("money", "text")),
        ([text("a", **{"rembuk::jenis": "ramalan"})], 2, texts.kind_unfit("ramalan", "text")),
        ([text("a", **{"rembuk::tahap": "9"})], 2, texts.number_unfit("rembuk::tahap")),
        ([text("a", **{"rembuk::terbanyak": "banyak"})], 2, texts.number_unfit("rembuk::terbanyak")),
        ([text("a", **{"rembuk::pilar": "ZZZ"})], 2, texts.column_unsupported("rembuk::pilar")),
        ([text("a", constraint="string-length(.) <= 2.5")], 2, texts.number_unfit("constraint")),
        (
            [
                {"type": "begin_group", "name": "g", "label": "G", "relevant": "${a} = 'x'"},
                text("b"),
                {"type": "end_group"},
            ],
            2,
            texts.UNKNOWN_REFERENCE,
        ),
        (
            [
                text("a"),
                {"type": "begin_group", "name": "g", "label": "G", "relevant": "${a} = 'x'"},
                text("b"),
                {"type": "end_group"},
            ],
            3,
            texts.GROUP_CONDITION,
        ),
        (
            [
                {"type": "begin_repeat", "name": "t", "label": "T"},
                {"type": "begin_repeat", "name": "u", "label": "U"},
                text("b"),
                {"type": "end_repeat"},
                {"type": "end_repeat"},
            ],
            3,
            texts.NESTED_TABLE,
        ),
        (
            [
                {"type": "begin_repeat", "name": "t", "label": "T"},
                text("b", type="select_multiple yt"),
                {"type": "end_repeat"},
            ],
            3,
            texts.cell_unsupported("multiple"),
        ),
        ([text("a", type="select_one yt", **{"rembuk::jenis": "scale"})], 2, texts.BAD_SCALE),
        ([{"type": "note", "name": "n", "label": "Hanya catatan"}], None, texts.NO_QUESTIONS),
        ([], None, texts.NO_QUESTIONS),
    ],
    ids=lambda part: str(part)[:60],
)
def test_a_fault_is_named_by_its_row_and_nothing_is_read(survey, row, sentence):
    choices = [] if "tak_ada" in str(survey) else YES_NO

    found = read(survey, choices)

    assert found.questions == ()
    assert ("survey", row, sentence) in said(found)
    assert any(one.is_fatal for one in found.findings)


def test_too_many_questions_are_refused_before_they_are_read():
    found = read([text(f"q{n}") for n in range(2 * MOST_QUESTIONS + 1)])

    assert (found.questions, said(found)) == ((), [("survey", None, texts.TOO_MANY)])


@pytest.mark.parametrize(
    "content",
    [b"", b"survey,choices", b"PK\x03\x04" + bytes(100), b"MZ" + bytes(2000), form([text("a")])[:900]],
    ids=["empty", "text", "a torn zip", "an executable", "cut short"],
)
def test_what_is_no_workbook_is_refused_in_one_sentence(content):
    with pytest.raises(Unreadable, match=r"\.$"):
        questions_of(content, pillars=PILLARS)


def test_a_workbook_without_a_survey_says_so():
    target = io.BytesIO()
    openpyxl.Workbook().save(target)

    with pytest.raises(Unreadable, match=texts.NO_SURVEY):
        questions_of(target.getvalue(), pillars=PILLARS)


def test_a_formula_in_a_cell_is_refused():
    with pytest.raises(Unreadable, match="survey"):
        questions_of(form([text("a", label="=1+1")]), pillars=PILLARS)


_WILD = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30),
    st.integers(-(10**6), 10**6),
    st.booleans(),
    st.sampled_from(["${a} = 'x'", "${", "selected(${a}, 'x')", "yes", ". >= 1", "begin_group"]),
)
_COLUMNS = st.sampled_from(
    [
        "type",
        "name",
        "label",
        "hint",
        "required",
        "relevant",
        "constraint",
        "appearance",
        "parameters",
        "calculation",
        "choice_filter",
        "repeat_count",
        "media::image",
        "rembuk::jenis",
        "rembuk::tahap",
        "bind::x",
        "control::y",
    ]
)
_TYPES = st.sampled_from(
    [
        "text",
        "integer",
        "select_one yt",
        "select_multiple yt",
        "range",
        "begin_group",
        "end_group",
        "begin_repeat",
        "end_repeat",
        "date",
        "image",
        "note",
        "csv-external",
        "xml-external",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(_TYPES, st.dictionaries(_COLUMNS, _WILD, max_size=6)).map(
            lambda drawn: {"name": "a", "label": "A", "type": drawn[0], **drawn[1]}
        ),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_whatever_a_survey_holds_it_is_read_or_refused_by_name(survey):
    cleaned = [{key: value for key, value in row.items() if not str(value).startswith("=")} for row in survey]

    found = read(cleaned, YES_NO)

    assert bool(found.questions) != any(one.is_fatal for one in found.findings)
    assert all(one.sentence.endswith(".") for one in found.findings)


# ── the small grammars ──────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("${a} = 'x'", ("a", ("x",))),
        ("${ a }='x'  or  ${a} = \"y z\"", ("a", ("x", "y z"))),
        ("selected(${a}, 'x') or selected(${a}, 'y')", ("a", ("x", "y"))),
        ("${a} = 3", ("a", ("3",))),
        ("${a} = 'x' or", None),
        ("${a} = 'x' orly", None),
        ("${a} = ''", ("a", ("",))),
        ("${a} = 'x' ${a} = 'y'", None),
        ("", None),
    ],
)
def test_a_condition_is_a_list_of_equalities_on_one_question(written, means):
    assert read_condition(written) == means


@pytest.mark.parametrize(
    ("written", "means"),
    [
        (". >= 0 and . <= 100", {"minimum": 0, "maximum": 100}),
        ("string-length(.) <= 80", {"max_length": 80}),
        (".>=1.5", {"minimum": 1.5}),
        ("string-length(.) >= 3", None),
        (". > 3", None),
        (". <= 9" + "9" * 400, None),
    ],
)
def test_a_constraint_is_a_floor_a_ceiling_or_a_length(written, means):
    assert read_constraint(written) == means
