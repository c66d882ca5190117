"""The result of a round."""

from __future__ import annotations

import altair as alt

from components.charts.base import rows, spec
from components.texts import charts as texts

_STEP = 72
_LABEL_TOP = -_STEP // 2 + 4
_BAR = "#0072B2"


def _borda_result() -> alt.Chart:
    """Horizontal bars from zero, best first. Rows: place, label, title, rank, points."""
    chart: alt.Chart = (
        rows()
        .mark_bar(yOffset=22, height=16, color=_BAR, cornerRadiusEnd=3)
        .encode(
            alt.X("points:Q")
            .title(texts.POINTS)
            .scale(zero=True, domainMin=0)
            .axis(tickMinStep=1, tickCount=5),
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
                alt.Tooltip("title:N").title(texts.SOLUTION),
                alt.Tooltip("rank:Q").title(texts.RANK),
                alt.Tooltip("points:Q").title(texts.POINTS),
            ],
        )
        .properties(height=alt.Step(_STEP))
    )
    return chart


BORDA_RESULT = spec(_borda_result())
