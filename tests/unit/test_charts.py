"""Pictures: what their specs promise, which rows they get, and what a person sees around them."""

import json
from dataclasses import dataclass, replace

import pytest
from streamlit.testing.v1 import AppTest

from components.charts.base import pillar_scale, with_pillars
from components.charts.coverage import COVERAGE
from components.charts.quadrant import EFFORT_CUT, IMPACT_CUT, QUADRANT
from components.charts.result import BORDA_RESULT
from components.charts.usg import USG_RANKING
from components.rules.quadrant import Quadrant
from components.texts import charts as texts
from components.ui import chart_rows
from tests.unit import samples

SPECS = {"coverage": COVERAGE, "usg": USG_RANKING, "quadrant": QUADRANT, "result": BORDA_RESULT}
CODES = [pillar.code for pillar in samples.PILLARS]


@dataclass(frozen=True)
class Line:
    rank: int
    title: str
    points: float


RESULT = [Line(1, "Pasar daring", 9.5), Line(1, "Satu data", 9.5), Line(3, "Taman kota", 2)]


def fields_of(spec) -> set[str]:
    text = json.dumps(spec)
    return {part.split('"')[0] for part in text.split('"field": "')[1:]}


def colour_layers(spec):
    return [layer["encoding"]["color"] for layer in spec["layer"] if "color" in layer["encoding"]]


@pytest.mark.parametrize("name", SPECS)
def test_a_spec_is_ready_small_and_without_data(name):
    spec = SPECS[name]

    assert "data" not in spec
    assert '"name": "rows"' not in json.dumps(spec)
    assert len(json.dumps(spec)) < 8_000
    assert spec["config"]["locale"]["number"]["decimal"] == ","
    assert spec["config"]["locale"]["time"]["months"][7] == "Agustus"


@pytest.mark.parametrize(
    ("spec", "frame"),
    [
        (COVERAGE, chart_rows.coverage_frame(samples.SCREEN, samples.PILLARS, "Semua")),
        (USG_RANKING, chart_rows.usg_frame(samples.SCREEN.problems)),
        (QUADRANT, chart_rows.quadrant_frame(samples.SCREEN)),
        (BORDA_RESULT, chart_rows.result_frame(RESULT)),
    ],
)
def test_every_field_of_a_spec_is_a_column_of_its_rows(spec, frame):
    of_fixed_layers = {"name", "effort_end", "impact_end"}

    assert fields_of(spec) - of_fixed_layers <= set(frame.columns)


def test_bars_start_at_zero_and_usg_shows_its_whole_scale():
    usg_scales = [layer["encoding"]["x"]["scale"]["domain"] for layer in USG_RANKING["layer"]]

    assert BORDA_RESULT["encoding"]["x"]["scale"] == {"zero": True, "domainMin": 0}
    assert usg_scales == [[3, 15]] * 3


def test_a_pillar_keeps_its_colour_whatever_rows_come():
    scale = pillar_scale(CODES)

    assert scale["domain"] == CODES
    assert len(set(scale["range"])) == len(CODES)
    assert pillar_scale([*CODES, "DDD"])["range"][:3] == scale["range"]
    assert len(pillar_scale([str(n) for n in range(20)])["range"]) == 20


def test_pillar_colours_are_filled_in_without_touching_the_shared_spec():
    before = json.dumps(USG_RANKING)

    coloured = with_pillars(USG_RANKING, CODES)

    assert [colour["scale"] for colour in colour_layers(coloured)] == [pillar_scale(CODES)] * 2
    assert json.dumps(USG_RANKING) == before


def test_no_pillar_of_the_city_is_written_into_a_spec():
    assert not any(code in json.dumps(spec) for spec in SPECS.values() for code in ("GOV", "BRA", "AAA"))


def test_the_quadrant_names_all_four_fields_and_draws_both_cuts():
    text = json.dumps(QUADRANT, ensure_ascii=False)

    assert set(texts.QUADRANTS) == set(Quadrant)
    assert all(name in text for name in texts.QUADRANTS.values())
    assert f'"effort": {EFFORT_CUT}' in text
    assert f'"impact": {IMPACT_CUT}' in text


def test_coverage_has_a_cell_for_every_unit_and_pillar_and_the_total_on_top():
    frame = chart_rows.coverage_frame(samples.SCREEN, samples.PILLARS, "Seluruh kabupaten")

    assert len(frame) == (len(samples.UNITS) + 1) * len(samples.PILLARS)
    assert list(frame[frame["is_total"]]["unit"].unique()) == ["Seluruh kabupaten"]
    assert list(frame[frame["is_total"]]["shown"]) == ["2", "", "1"]
    own = frame[frame["unit"] == "Dinas Satu"]
    assert list(own["shown"]) == ["3", "(+1)", ""]
    assert list(frame[frame["unit"] == "Hulu"]["shown"]) == ["1 (+2)", "", ""]


def test_two_units_of_one_name_keep_a_line_each():
    units = tuple(replace(unit, name="Sama") for unit in samples.SCREEN.units[:2])

    frame = chart_rows.coverage_frame(replace(samples.SCREEN, units=units), samples.PILLARS, "Semua")

    assert list(frame["unit"].unique()) == ["Semua", "Sama (A-1)", "Sama (D-1)"]


def test_the_finding_names_the_pillar_that_fewest_units_answered():
    everyone = replace(
        samples.SCREEN, totals=tuple(samples.total(pillar, 5, 5) for pillar in samples.PILLARS)
    )

    assert chart_rows.coverage_finding(samples.SCREEN.totals, samples.PILLARS) == texts.coverage_finding(
        ["Pilar Ekonomi"], 0, 5
    )
    assert chart_rows.coverage_finding(everyone.totals, samples.PILLARS) == texts.coverage_complete(5)


def test_no_pillar_is_singled_out_when_all_are_answered_alike():
    alike = tuple(samples.total(pillar, 2, 5) for pillar in samples.PILLARS)

    assert chart_rows.coverage_finding(alike, samples.PILLARS) == "Setiap pilar dijawab oleh 2 dari 5 unit."
    assert "Setiap" not in chart_rows.coverage_finding(alike, samples.PILLARS[:1])


def test_two_problems_of_the_same_words_and_score_keep_a_line_each():
    twins = [samples.problem(n, rank=1, score=9, title="Banjir") for n in (1, 2)]

    labels = list(chart_rows.usg_frame(twins)["label"])

    assert len(set(labels)) == 2
    assert {label.rstrip("\u200b") for label in labels} == {"1. Banjir\n9 dari 15 · 3 penilai* · pengusul 15"}


def test_a_long_title_becomes_two_short_lines_and_stays_whole_for_the_table():
    title = "Genangan " * 13

    frame = chart_rows.usg_frame([samples.problem(1, rank=1, score=9, title=title)])

    lines = frame["label"][0].split("\n")
    assert len(lines) == 3
    assert max(map(len, lines)) <= 52
    assert frame["title"][0] == title


def test_a_shared_first_place_is_told_as_shared():
    twins = [samples.problem(n, rank=1, score=9) for n in (1, 2)]

    assert chart_rows.usg_finding(twins) == texts.usg_shared(2, 9)
    assert texts.result_finding(["a", "b"], 9.5) == "Berbagi peringkat pertama: “a” dan “b” dengan 9,5 poin."


def test_the_quadrant_adds_up_pillars_and_counts_its_field_by_the_rule():
    frame = chart_rows.quadrant_frame(samples.SCREEN)

    assert sorted(
        frame[["impact", "effort", "solutions", "quick_wins"]].itertuples(index=False, name=None)
    ) == [
        (3, 3, 4, 2),
        (5, 1, 3, 1),
    ]
    assert chart_rows.quadrant_finding(samples.SCREEN) == texts.quadrant_finding(3, 7, 3)


def everything(shown):
    """The script under test: every picture of a screen, one under the other."""
    from components.ui import charts
    from tests.unit import samples, test_charts

    screen = samples.SCREEN if shown else samples.EMPTY
    charts.coverage(screen, samples.PILLARS)
    charts.usg_ranking(screen, samples.PILLARS, first=2)
    charts.quadrant(screen)
    charts.borda_result(test_charts.RESULT if shown else [])


def open_everything(*, shown):
    app = AppTest.from_function(everything, kwargs={"shown": shown}, default_timeout=30).run()
    assert not app.exception
    return app


def test_each_picture_tells_its_finding_in_words_and_aloud():
    app = open_everything(shown=True)

    aloud = [chart.proto.alt for chart in app.get("vega_lite_chart")]
    assert len(aloud) == 4
    assert aloud[0] == texts.coverage_alt(chart_rows.coverage_finding(samples.SCREEN.totals, samples.PILLARS))
    assert aloud[1].startswith("2 dari 6 masalah")
    assert texts.quadrant_finding(3, 7, 3) in aloud[2]
    assert "“Pasar daring” dan “Satu data”" in aloud[3]


def test_behind_each_picture_stands_its_table():
    app = open_everything(shown=True)

    tables = [table.value for table in app.dataframe]
    assert [expander.label for expander in app.expander] == [texts.BEHIND] * 4
    assert [len(table) for table in tables] == [6, 3, 2, 3]
    assert list(tables[1].columns)[:3] == [texts.RANK, texts.PROBLEM, texts.PILLAR]


def test_says_so_when_there_is_nothing_to_draw():
    app = open_everything(shown=False)

    empties = [texts.COVERAGE_EMPTY, texts.USG_EMPTY, texts.QUADRANT_EMPTY, texts.RESULT_EMPTY]
    assert [info.value for info in app.info] == empties
    assert not app.get("vega_lite_chart")
