"""The form: what each kind draws, what it returns, what it says, and how answers are read."""

import pytest
from hypothesis import given
from streamlit.testing.v1 import AppTest

from components.rules.questionnaire import Fault, is_answered
from components.texts import survey as texts
from components.ui import survey
from components.ui.plain import plain
from components.ui.survey_widgets import WIDGETS
from db.gateway.questionnaire import question
from tests import cases_questionnaire as cases
from tests.unit import samples

HOSTILE = "<script>alert(1)</script> **x** $x$ :smile: [a](http://b) # a `c` =cmd()"
PROBLEMS = {cases.PROBLEM: "1. Sampah menumpuk"}


def script(rows, values, missing, is_locked):
    """The script under test: one section; what it returns is kept where the test finds it."""
    import streamlit as st

    from components.ui import survey
    from db.gateway.questionnaire import question
    from tests.unit import samples, test_survey

    asked = [question(row) for row in rows]
    place = survey.setting(
        key="answer.1",
        reference=samples.REFERENCE,
        pillar_code="AAA",
        problems=test_survey.PROBLEMS,
        is_locked=is_locked,
    )
    st.session_state["returned"] = survey.section(asked, values, setting=place, missing=missing)
    st.session_state["faults"] = survey.faults(asked, st.session_state["returned"], setting=place)


def open_form(*rows, values=None, missing=(), is_locked=False):
    given_ = {"rows": list(rows), "values": values or {}, "missing": list(missing), "is_locked": is_locked}
    app = AppTest.from_function(script, kwargs=given_, default_timeout=30).run()
    assert not app.exception
    return app


def returned(app):
    assert not app.exception
    return next(iter(app.session_state["returned"].values()))


def faults(app):
    return app.session_state["faults"]


STORED = [
    (cases.row("short_text"), "Sampah"),
    (cases.row("long_text"), "Baris\nbaris"),
    (cases.NUMBER, 12.5),
    (cases.FREE_NUMBER, 1234567),
    (cases.FREE_NUMBER, 0.000000001),
    (cases.FREE_NUMBER, -3),
    (cases.MONEY, 1_500_000),
    (cases.row("yes_no"), False),
    (cases.row("yes_no", is_required=True), False),
    (cases.row("yes_no", is_required=True), True),
    (cases.SINGLE, "b"),
    ({**cases.SINGLE, "is_required": True}, "b"),
    (cases.row("single", options=cases.choices(*"abcdefghij")), "j"),
    (cases.MULTIPLE, ["c", "a"]),
    (cases.row("multiple", options=cases.choices(*"abcdefghij")), ["a", "j"]),
    (cases.SCALE, 4),
    (cases.row("sub_pillar", is_required=True), "AAA-2"),
    (cases.LOCATION, ["kota"]),
    (cases.LOCATION, ["D-1", "V-1"]),
    (cases.UNIT, "P-1"),
    (cases.UNITS, ["V-2", "A-1"]),
    (cases.YEARS, {"start": 2025, "end": 2026}),
    (cases.PROBLEMS, [cases.PROBLEM]),
    (cases.DATE, "2026-08-17"),
    (cases.OF_SECTORS, ["wisata", "pangan"]),  # the first was taken off the list
    (cases.NUMBER_OR_NONE, cases.NO_DATA),
    (cases.NUMBER_OR_NONE, 0),
    (cases.MONEY_OR_NONE, cases.NO_DATA),
    (cases.TABLE_OR_NONE, [{"name": "Cakupan", "year": cases.NO_DATA}, {"name": "Waktu", "year": 0}]),
    (cases.TABLE, [{"name": "Budi", "year": 2025, "form": "y", "note": "baik"}, {"name": "Sari"}]),
]


@pytest.mark.parametrize(("row", "value"), STORED, ids=lambda part: str(part)[:40])
def test_a_stored_answer_comes_back_as_it_was_stored(row, value):
    app = open_form(row, values={row["key"]: value})

    assert returned(app) == value
    assert type(returned(app)) is type(value)
    assert not faults(app)


@pytest.mark.parametrize("row", cases.QUESTIONS, ids=lambda row: row["kind"])
def test_an_unanswered_question_returns_none_and_is_not_at_fault(row):
    app = open_form(row)

    assert returned(app) is None
    assert not app.error


@pytest.mark.parametrize("value", ["lain", 10**9, ["lain"], {"lain": 1}, True, [None], [{"lain": []}]])
def test_what_cannot_be_an_answer_in_a_stored_draft_does_not_break_the_form(value):
    rows = [{**row, "key": f"q{at}"} for at, row in enumerate(cases.QUESTIONS)]

    app = open_form(*rows, values={row["key"]: value for row in rows})

    assert list(app.session_state["returned"]) == [row["key"] for row in rows]


def test_every_kind_has_its_widget():
    from typing import get_args

    from db.gateway.questionnaire import Kind

    assert set(WIDGETS) == set(get_args(Kind))


def test_a_number_gives_way_to_no_data_and_comes_back():
    app = open_form(cases.NUMBER_OR_NONE, values={"q_number": 5})

    app.checkbox[0].check().run()
    assert returned(app) == cases.NO_DATA
    assert not app.text_input
    assert not faults(app)

    app.checkbox[0].uncheck().run()
    app.text_input[0].input("7").run()
    assert returned(app) == 7


def test_a_sector_that_was_taken_off_the_list_is_not_offered():
    app = open_form(cases.OF_SECTORS)

    assert app.multiselect[0].options == ["Pangan; pertanian"]


def test_without_files_it_says_where_to_add_some():
    app = open_form(cases.FILES)

    assert texts.NO_FILES in [caption.value for caption in app.caption]


def test_typed_text_is_returned_as_it_was_typed():
    app = open_form(cases.LONG)

    app.text_area(key="answer.1.q_long_text").input(HOSTILE).run()

    assert returned(app) == HOSTILE


def test_a_long_paste_stays_whole_and_is_told_to_be_too_long():
    app = open_form(cases.LONG)

    app.text_area(key="answer.1.q_long_text").input("a" * 100_000).run()

    assert returned(app) == "a" * 100_000
    assert faults(app) == {"q_long_text": Fault.TOO_LONG}
    assert app.text_area[0].value == "a" * 100_000
    assert "4.000 karakter" in app.error[0].value


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1.500.000", 1_500_000), ("Rp 1500000", 1_500_000), ("", None), ("sejuta", "sejuta")],
)
def test_rupiah_are_read_as_people_type_them(typed, value):
    app = open_form(cases.MONEY)

    app.text_input[0].input(typed).run()

    assert returned(app) == value


def test_shows_how_an_amount_was_understood():
    app = open_form(cases.MONEY, values={"q_money": 1_500_000})

    assert app.text_input[0].value == "1.500.000"
    assert app.caption[0].value == texts.understood("Rp\u00a01.500.000")


def test_what_is_no_number_stays_in_the_field_and_is_at_fault():
    app = open_form(cases.NUMBER)

    app.text_input[0].input("dua belas").run()

    assert app.text_input[0].value == "dua belas"
    assert faults(app) == {"q_number": Fault.NOT_NUMBER}
    assert texts.NOT_SAVED in app.error[0].value


def test_the_scale_shows_the_anchor_of_every_step():
    anchors = [{"value": str(n), "label": f"Jangkar {n}"} for n in range(1, 6)]
    app = open_form({**cases.SCALE, "options": anchors})

    assert app.radio[0].options == [plain(texts.step(n, f"Jangkar {n}")) for n in range(1, 6)]
    app.radio[0].set_value(5).run()
    assert returned(app) == 5


def test_an_optional_choice_can_be_taken_back():
    app = open_form(cases.SINGLE, values={"q_single": "a"})

    app.pills[0].set_value(None).run()

    assert returned(app) is None


def test_an_optional_unit_can_be_taken_back():
    app = open_form(cases.UNIT, values={"q_unit": "A-1"})

    app.multiselect[0].set_value([]).run()

    assert returned(app) is None


def test_units_are_found_by_names_that_say_where_they_are():
    app = open_form(cases.LOCATION)

    assert app.multiselect[0].options == [
        "Seluruh kabupaten",
        "Distrik Hulu",
        "Kampung Hulu (Hulu)",
        "Kampung Muara (Hulu)",
    ]


def test_the_whole_area_beside_a_village_is_told_to_be_one_or_the_other():
    app = open_form(cases.LOCATION)

    app.multiselect[0].set_value(["kota", "V-1"]).run()

    assert faults(app) == {"q_location": Fault.NOT_A_UNIT}
    assert app.error[0].value.startswith("Silakan pilih seluruh wilayah saja")


def test_half_a_year_range_is_kept_in_sight_and_at_fault():
    app = open_form(cases.YEARS)

    app.text_input(key="answer.1.q_year_range.start").input("2026").run()

    assert returned(app) == {"start": 2026, "end": None}
    assert "tahun mulai dan tahun selesai" in app.error[0].value

    app.text_input(key="answer.1.q_year_range.end").input("2027").run()
    assert returned(app) == {"start": 2026, "end": 2027}
    assert not app.error


def test_a_table_grows_by_a_row_and_leaves_emptied_rows_out():
    app = open_form(cases.TABLE, values={"q_table": [{"name": "Budi"}]})

    app.number_input[0].set_value(2).run()
    app.text_input(key="answer.1.q_table.1.name").input("Sari").run()
    assert returned(app) == [{"name": "Budi"}, {"name": "Sari"}]

    app.text_input(key="answer.1.q_table.0.name").input("").run()
    assert returned(app) == [{"name": "Sari"}]
    assert app.text_input(key="answer.1.q_table.1.name").value == "Sari"


def test_a_row_without_its_required_cell_is_told_to_be_unfinished():
    app = open_form(cases.TABLE)

    app.text_input(key="answer.1.q_table.0.year").input("2025").run()

    assert returned(app) == [{"year": 2025}]
    assert faults(app) == {"q_table": Fault.BAD_ROW}


def test_required_is_said_in_words_and_so_is_what_is_missing():
    app = open_form({**cases.SHORT, "is_required": True}, missing=["q_short_text"])

    assert app.text_input[0].label == plain("Pertanyaan short_text – wajib")
    assert [error.value for error in app.error] == [texts.STILL_REQUIRED]

    app.text_input[0].input("ya").run()
    assert not app.error


def test_help_stands_below_the_field_and_missing_support_is_announced():
    app = open_form(
        cases.row("table", columns=cases.TABLE["columns"], help="Angka resmi.", flags_when_missing=True)
    )

    flagged = f":material/flag: {texts.FLAGGED}"
    assert [caption.value for caption in app.caption] == [plain("Angka resmi."), texts.row(1), flagged]


def test_a_locked_form_takes_nothing():
    app = open_form(cases.SHORT, cases.SCALE, cases.UNIT, is_locked=True)

    assert app.text_input[0].disabled
    assert app.radio[0].disabled
    assert app.multiselect[0].disabled


def test_labels_and_options_of_a_city_show_their_letters():
    app = open_form(cases.row("single", label=HOSTILE, options=cases.choices("a"), is_required=True))

    assert app.radio[0].label == plain(f"{HOSTILE} – wajib")


def test_a_widget_of_the_page_can_take_over_a_kind():
    def noisy(question, value, setting):
        return f"{question.key}:{value}:{setting.key}"

    place = survey.setting(key="answer.1", reference=samples.REFERENCE, pillar_code="AAA")
    drawn = survey.section(
        [question(cases.SHORT)], {"q_short_text": "a"}, setting=place, writers={"short_text": noisy}
    )

    assert drawn == {"q_short_text": "q_short_text:a:answer.1"}


READ = [
    (cases.LONG, HOSTILE, HOSTILE),
    (cases.row("number", unit_label="orang"), 1234.5, "1.234,5 orang"),
    (cases.row("number", minimum=1990, maximum=2100), 2025, "2025"),
    (cases.MONEY, 1_500_000, "Rp\u00a01.500.000"),
    (cases.YES_NO, True, "Ya"),
    (cases.YES_NO, False, "Tidak"),
    (cases.SINGLE, "a", "A"),
    (cases.MULTIPLE, ["a", "b"], "A dan B"),
    (cases.SCALE, 4, "4 – 4"),
    (cases.SUB_PILLAR, "AAA-1", "Tata Kelola 1"),
    (cases.LOCATION, ["kota"], "Seluruh kabupaten"),
    (cases.UNIT, "V-1", "Kampung Hulu (Hulu)"),
    (cases.UNITS, ["A-1", "P-1"], "Dinas Satu dan Perguruan Tinggi"),
    (cases.UNIT, "GONE", "GONE"),  # a unit that a later year no longer has
    (cases.YEARS, {"start": 2025, "end": 2027}, "2025–2027"),
    (cases.YEARS, {"start": 2025, "end": 2025}, "2025"),
    (cases.PROBLEMS, [cases.PROBLEM], "1. Sampah menumpuk"),
    (
        cases.TABLE,
        [{"name": "=cmd", "year": 2025}, {"name": "b", "form": "x"}],
        "1. Nama: =cmd; Tahun: 2025\n2. Nama: b; Bentuk: X",
    ),
]


@pytest.mark.parametrize(("row", "value", "words"), READ, ids=lambda part: str(part)[:30])
def test_an_answer_is_read_in_words(row, value, words):
    assert survey.as_text(question(row), value, reference=samples.REFERENCE, problems=PROBLEMS) == words


@pytest.mark.parametrize("row", cases.QUESTIONS, ids=lambda row: row["kind"])
def test_no_answer_says_so(row):
    assert survey.as_text(question(row), None, reference=samples.REFERENCE) == texts.UNANSWERED


@given(cases.ANY_VALUE)
def test_typed_text_is_read_letter_by_letter(value):
    if isinstance(value, str) and is_answered(value):
        assert survey.as_text(question(cases.LONG), value, reference=samples.REFERENCE) == value


def reading():
    from components.ui import survey
    from db.gateway.questionnaire import question
    from tests import cases_questionnaire as cases
    from tests.unit import samples, test_survey

    asked = [
        question(cases.LONG),
        question(cases.row("short_text", label=test_survey.HOSTILE, section="Lain")),
    ]
    survey.answers_table(asked, {"q_long_text": test_survey.HOSTILE}, reference=samples.REFERENCE)


def test_a_read_answer_is_text_and_never_markdown():
    app = AppTest.from_function(reading).run()

    assert not app.exception
    assert [text.value for text in app.text] == [HOSTILE, texts.UNANSWERED]
    assert [caption.value for caption in app.caption] == [plain("Pertanyaan long_text"), plain(HOSTILE)]
    assert [markdown.value for markdown in app.markdown] == ["**Bagian**", "**Lain**"]


def test_plain_leaves_nothing_for_markdown_to_find():
    escaped = plain("a*b_c <b> $x$ :smile: [l](u) `c` # h\n- d")

    assert escaped.replace("\\", "").replace("\u2060", "") == "a*b_c <b> $x$ :smile: [l](u) `c` # h\n- d"
    assert ":s" not in escaped.replace("\\", "")
    assert all(escaped[at - 1] == "\\" for at, letter in enumerate(escaped) if letter in "*_<>$[]`#:-")


def test_plain_leaves_brackets_bare_because_a_backslash_in_a_label_is_read_aloud():
    assert plain("Urgensi (U), 50%") == "Urgensi (U), 50%"
    assert plain("1) satu") == "1\\) satu", "or it would begin a list"


@pytest.mark.parametrize("word", list(Fault))
def test_every_fault_has_a_sentence_for_every_kind(word):
    for row in cases.QUESTIONS:
        sentence = texts.fault(
            word.value,
            kind=row["kind"],
            max_length=row["max_length"],
            minimum=row["minimum"],
            maximum=row["maximum"],
        )
        assert sentence.endswith(texts.NOT_SAVED)
        assert word.value not in sentence
