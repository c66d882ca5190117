"""USG: the problems that weigh most, and how far their raters agree."""

from __future__ import annotations

import altair as alt

from components.charts.base import MUTED, rows, spec
from components.texts import charts as texts

# The words of a problem stand above its marks, not beside them: on a phone there is no room beside.
_STEP = 84
# Nearer to their own words than to those below, or they would be read as the next problem's.
_LABEL_TOP = -_STEP // 2 + 6
_MARK_SHIFT = 17


def _score(field: str) -> alt.X:
    scale = alt.Scale(domain=[3, 15], zero=False, nice=False)
    axis = alt.Axis(values=[3, 5, 7, 9, 11, 13, 15], format="d")
    return alt.X(f"{field}:Q", title=texts.USG_SCORE, scale=scale, axis=axis)


def _usg_ranking() -> alt.LayerChart:
    """Dot = median, bar = quartiles, line = extremes. Rows: place, label, title, pillar, unit, score, low,
    quartile_1, quartile_3, high, raters, units."""
    problem = rows().encode(
        alt.Y("label:N")
        .title(None)
        .sort(field="place", op="min", order="ascending")
        .axis(
            labelExpr="split(datum.label, '\\n')",
            labelAlign="left",
            labelBaseline="top",
            labelPadding=0,
            labelOffset=_LABEL_TOP,
            labelLimit=0,
            labelFontSize=12,
            labelOverlap=False,
        ),
        tooltip=[
            alt.Tooltip("title:N").title(texts.PROBLEM),
            alt.Tooltip("unit:N").title(texts.UNIT),
            alt.Tooltip("score:Q").title(texts.MEDIAN),
            alt.Tooltip("quartile_1:Q").title(texts.QUARTILE_1),
            alt.Tooltip("quartile_3:Q").title(texts.QUARTILE_3),
            alt.Tooltip("low:Q").title(texts.LOWEST),
            alt.Tooltip("high:Q").title(texts.HIGHEST),
            alt.Tooltip("raters:Q").title(texts.RATERS),
            alt.Tooltip("units:Q").title(texts.UNITS),
        ],
    )
    colour = (
        alt.Color("pillar:N")
        .title(texts.PILLAR)
        .legend(orient="top", columns=3, symbolOpacity=1, symbolSize=120, symbolStrokeWidth=0)
    )
    chart: alt.LayerChart = (
        problem.mark_rule(yOffset=_MARK_SHIFT, strokeWidth=1.5, color=MUTED).encode(
            _score("low"), alt.X2("high")
        )
        + problem.mark_bar(yOffset=_MARK_SHIFT, height=12, opacity=0.4, cornerRadius=3).encode(
            _score("quartile_1"), alt.X2("quartile_3"), colour
        )
        + problem.mark_point(
            yOffset=_MARK_SHIFT, size=130, filled=True, opacity=1, stroke="white", strokeWidth=1
        ).encode(_score("score"), colour)
    ).properties(height=alt.Step(_STEP))
    return chart


USG_RANKING = spec(_usg_ranking())
