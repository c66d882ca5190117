"""The city as a whole: filters, coverage, who is missing, rankings, candidates."""

from __future__ import annotations

from uuid import UUID

import pytest

from components import cached
from components.texts import aggregates as texts
from components.texts import charts as chart_texts
from components.texts import errors, on_behalf
from db.errors import DatabaseUnavailable
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import said

PAGE = "peserta/agregat.py"
BUDI = person()
SARI = person(name="Sari", unit="KEL-1")
WALI = person("pimpinan", "Ibu Wali", unit=None)
UNITS = [
    {"code": "DINAS-A", "name": "Dinas Alfa", "kind": "opd"},
    {"code": "KEC-1", "name": "Kecamatan Satu", "kind": "kecamatan"},
    {"code": "KEL-1", "name": "Kelurahan Satu", "kind": "kelurahan"},
]


def total(pillar: str, answered: int):
    counts = {"draft": 0, "sent": answered, "accepted": 0}
    return {"pillar_code": pillar, **counts, "units_answered": answered, "units": 3}


def problem(**changes):
    return {
        "rank": 1,
        "answer_id": rows.ANSWER_ID,
        "number": 4,
        "title": "Banjir",
        "pillar_code": "P1",
        "unit_name": "Dinas Alfa",
        **{"score": 12.5, "low": 9, "quartile_1": 11, "quartile_3": 13, "high": 15},
        **{
            "urgency": 4,
            "seriousness": 5,
            "growth": 4,
            "raters": 6,
            "unsure": 1,
            "units": 4,
            "own_score": 15,
            "is_unconfirmed": False,
        },
        **changes,
    }


def solution(number: int, impact: int, effort: int, **changes):
    return {
        "answer_id": str(UUID(int=number)),
        "number": number,
        "title": f"Solusi {number}",
        "pillar_code": "P2",
        "unit_name": "Dinas Alfa",
        "impact": impact,
        "effort": effort,
        "is_quick_win": False,
        **{"is_rated": True, "raters": 6, "own_impact": 4, "own_effort": 2, "is_unconfirmed": False},
        **changes,
    }


def field(impact: int, effort: int):
    return {
        "pillar_code": "P2",
        "impact": impact,
        "effort": effort,
        "solutions": 1,
        "quick_wins": 0,
        "rated": 1,
    }


def screen(**changes):
    return {
        "version": 1,
        "is_city_wide": True,
        "units": UNITS,
        "coverage": [
            {"unit_code": "DINAS-A", "unit_name": "Dinas Alfa", "unit_kind": "opd", "pillar_code": "P1"}
            | {"draft": 0, "sent": 2, "accepted": 0, "no_data": 3}
        ],
        "totals": [total("P1", 1), total("P2", 0)],
        "missing": UNITS[1:],
        "once": [],
        "hides_scores": False,
        "problems": [problem()],
        "unrated": [],
        "problem_count": 7,
        "rated_count": 1,
        "quadrant": [field(5, 1), field(2, 5), field(3, 3)],
        "solutions": [solution(1, 5, 1), solution(2, 2, 5, is_quick_win=True), solution(3, 3, 3)],
        **changes,
    }


EMPTY = {
    "coverage": [],
    "totals": [total("P1", 0), total("P2", 0)],
    "problems": [],
    "problem_count": 0,
    "rated_count": 0,
    "quadrant": [],
    "solutions": [],
}


@pytest.fixture(autouse=True)
def _screen(transport):
    cached._aggregates.clear()
    transport.answers["aggregate_screen"] = screen()
    yield
    cached._aggregates.clear()


def test_asks_for_problems_of_all_pillars_in_one_call(open_page, transport):
    open_page(PAGE, WALI)

    assert transport.sent("aggregate_screen") == [
        {"p_cycle_id": None, "p_sheet": "problem", "p_pillar_code": None, "p_known_version": None}
    ]
    assert len(transport.calls) == 2, "and the shared reference"


def test_filters_stand_in_the_address(open_page, transport):
    app = open_page(PAGE, WALI, survei="Solusi", pilar="Lingkungan")

    (sent,) = transport.sent("aggregate_screen")
    assert (sent["p_sheet"], sent["p_pillar_code"]) == ("solution", "P2")
    assert chart_texts.coverage_alike(["Lingkungan"], 0, 3) in said(app).replace("\\", "")


def test_what_is_unchanged_is_not_sent_again(open_page, transport):
    open_page(PAGE, WALI)
    transport.answers["aggregate_screen"] = {"is_unchanged": True}

    app = open_page(PAGE, WALI)

    assert transport.sent("aggregate_screen")[-1]["p_known_version"] == 1
    assert "Banjir" in said(app)


def test_every_picture_has_its_finding_its_alternative_and_its_table(open_page):
    app = open_page(PAGE, WALI)

    pictures = [chart.proto for chart in app.get("vega_lite_chart")]
    assert len(pictures) == 3
    assert all(picture.alt for picture in pictures)
    assert [expander.label for expander in app.expander] == [chart_texts.BEHIND] * 3
    assert chart_texts.usg_finding("Banjir", 12.5, 6) in said(app).replace("\\", "")


def test_leaders_read_which_units_are_missing_by_kind(open_page):
    text = said(open_page(PAGE, WALI))

    assert texts.missing(2, 3) in text
    assert texts.kind("Kecamatan", ["Kecamatan Satu"]) in text


def test_an_officer_reads_only_about_her_own_unit(open_page, transport):
    transport.answers["aggregate_screen"] = screen(is_city_wide=False, units=UNITS[2:], missing=UNITS[2:])

    text = said(open_page(PAGE, SARI))

    assert texts.missing_own(["Kelurahan Satu"]) in text.replace("\\", "")
    assert "Kecamatan Satu" not in text
    assert texts.INTRO_UNIT in text


def test_an_officer_of_a_kecamatan_reads_that_the_units_below_are_shown_as_well(open_page, transport):
    transport.answers["aggregate_screen"] = screen(is_city_wide=False, units=UNITS[1:], missing=[])

    text = said(open_page(PAGE, person(name="Tono", unit="KEC-1")))

    assert texts.INTRO_ABOVE in text
    assert texts.INTRO_UNIT not in text


def test_names_with_commas_stay_apart():
    said_of_opd = texts.kind("OPD", ["Dinas Pangan, Tani", "Dinas Satu"])

    assert said_of_opd.endswith(": Dinas Pangan, Tani; Dinas Satu")


def test_says_what_the_letters_of_the_pillars_stand_for(open_page):
    codes = texts.codes({"P1": "Tata Kelola", "P2": "Lingkungan"})

    assert codes in said(open_page(PAGE, BUDI)).replace("\\", "")


def test_nobody_missing_is_said(open_page, transport):
    transport.answers["aggregate_screen"] = screen(missing=[])

    assert texts.NOBODY_MISSING_CITY in said(open_page(PAGE, WALI))


def test_candidates_are_those_in_the_field_and_those_proposed(open_page):
    app = open_page(PAGE, WALI)

    (listed,) = [frame.value for frame in app.dataframe if texts.HEADINGS["field"] in frame.value]
    assert list(listed[texts.HEADINGS["number"]]) == [1, 2]
    assert list(listed[texts.HEADINGS["proposed"]]) == ["", texts.PROPOSED]
    assert list(listed[texts.HEADINGS["field"]]) == ["Quick win", chart_texts.QUADRANTS["thankless"]]


def test_no_candidate_is_said(open_page, transport):
    transport.answers["aggregate_screen"] = screen(solutions=[solution(3, 3, 3)])

    assert texts.NO_CANDIDATES in said(open_page(PAGE, WALI))


def test_an_empty_city_says_so_in_words_and_draws_nothing(open_page, transport):
    transport.answers["aggregate_screen"] = screen(**EMPTY, missing=UNITS)

    app = open_page(PAGE, WALI)

    assert not app.get("vega_lite_chart")
    assert [info.value for info in app.info] == [
        chart_texts.COVERAGE_EMPTY,
        chart_texts.USG_EMPTY,
        chart_texts.QUADRANT_EMPTY,
    ]
    assert texts.missing(3, 3) in said(app)


def test_says_that_the_database_is_away(open_page, transport):
    transport.answers["aggregate_screen"] = DatabaseUnavailable("gone")

    assert open_page(PAGE, BUDI).error[0].value == errors.UNAVAILABLE


def test_typed_titles_are_text(open_page, transport):
    transport.answers["aggregate_screen"] = screen(
        problems=[problem(title=rows.HOSTILE)], missing=[UNITS[0] | {"name": rows.HOSTILE}]
    )

    app = open_page(PAGE, WALI)

    assert not any("<script>" in element.value for element in (*app.markdown, *app.caption))
    assert any(rows.HOSTILE in text.value for text in app.text)


def test_a_problem_nobody_scored_is_listed_without_a_rank_beside_its_authors_own_scores(open_page, transport):
    unrated = {"answer_id": rows.OTHER_ID, "number": 9, "title": "Macet", "pillar_code": "P1"}
    unrated |= {"unit_name": "Dinas Alfa", "own_score": 15, "is_unconfirmed": False}
    transport.answers["aggregate_screen"] = screen(unrated=[unrated])

    app = open_page(PAGE, WALI)

    assert chart_texts.unrated(6) in [expander.label for expander in app.expander]
    (listed,) = [frame.value for frame in app.dataframe if "Macet" in frame.value.to_numpy()]
    assert list(listed[chart_texts.OWN]) == [15]
    assert chart_texts.RANK not in listed


def test_the_authors_own_scores_stand_beside_the_groups(open_page):
    app = open_page(PAGE, WALI)

    (ranked,) = [frame.value for frame in app.dataframe if chart_texts.MEDIAN in frame.value]
    assert (list(ranked[chart_texts.MEDIAN]), list(ranked[chart_texts.OWN])) == ([12.5], [15])
    (candidates,) = [frame.value for frame in app.dataframe if texts.HEADINGS["field"] in frame.value]
    assert list(candidates[texts.HEADINGS["own"]]) == [texts.own(4, 2)] * 2
    assert chart_texts.quadrant_rated(3, 3) in said(app)


def test_while_scores_are_given_an_officer_reads_why_none_are_shown(open_page, transport):
    transport.answers["aggregate_screen"] = screen(hides_scores=True, problems=[], quadrant=[], solutions=[])

    app = open_page(PAGE, BUDI)

    assert [info.value for info in app.info] == [chart_texts.HIDDEN] * 2
    assert len(app.get("vega_lite_chart")) == 1, "coverage is shown"


# ── sheets that every unit fills in once ────────────────────────────────────────────────────────────────────
def once(**changes):
    counts = {"units": 3, "sent": 1, "draft": 1, "missing": ["KEC-1", "KEL-1"]}
    return {"code": "kesiapan", "label": "Kesiapan", "stage": 1, **counts, **changes}


def test_leaders_read_how_far_each_unit_sheet_is_and_who_is_missing(open_page, transport):
    transport.answers["aggregate_screen"] = screen(once=[once(label=rows.HOSTILE)])

    app = open_page(PAGE, WALI)

    assert texts.ONCE in said(app)
    assert texts.once_sent(1, 3, 1) in [bar.proto.text for bar in app.get("progress")]
    assert texts.once_missing(2) in [expander.label for expander in app.expander]
    assert texts.kind("Kecamatan", ["Kecamatan Satu"]) in [text.value for text in app.text]
    assert not any("<script>" in element.value for element in (*app.markdown, *app.caption))


def test_an_officer_reads_her_own_missing_sheet_and_only_the_citys_count(open_page, transport):
    transport.answers["aggregate_screen"] = screen(
        is_city_wide=False, units=UNITS[2:], missing=[], once=[once(missing=["KEL-1"])]
    )

    app = open_page(PAGE, SARI)

    assert texts.once_missing_own(["Kelurahan Satu"]) in said(app).replace("\\", "")
    assert "Kecamatan Satu" not in said(app)


def test_what_was_typed_for_a_unit_that_has_not_agreed_is_marked_in_every_list(open_page, transport):
    unrated = {key: value for key, value in problem().items() if key in UNRATED}
    transport.answers["aggregate_screen"] = screen(
        problems=[problem(is_unconfirmed=True)],
        unrated=[{**unrated, "is_unconfirmed": True}],
        solutions=[solution(1, 5, 1, is_unconfirmed=True)],
    )

    app = open_page(PAGE, WALI)

    marked = on_behalf.marked("Dinas Alfa", is_unconfirmed=True)
    listed = [frame.value.to_numpy().tolist() for frame in app.dataframe]
    assert sum(any(marked in row for row in lines) for lines in listed) == 3


UNRATED = ("answer_id", "number", "title", "pillar_code", "unit_name", "own_score")
