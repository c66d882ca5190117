"""The calendar of a planning year: workshops, and the windows between them."""

from __future__ import annotations

import altair as alt

from components.charts.base import MUTED, rows, spec
from components.texts import stages as texts

_WORKSHOP, _WINDOW = "#E69F00", "#0072B2"


def _calendar() -> alt.LayerChart:
    """Bars from beginning to end, and a line at today.

    Rows: label, place, is_workshop, begins, ends, now (times on the city's clock), said.
    """
    colour = alt.when("datum.is_workshop").then(alt.value(_WORKSHOP)).otherwise(alt.value(_WINDOW))
    bars = (
        rows()
        .mark_bar(cornerRadius=3, height=14, minBandSize=4)
        .encode(
            alt.X("begins:T")
            .title(None)
            .scale(type="utc")
            .axis(format="%e %b", labelOverlap=True, tickCount=5, labelFlush=True),
            alt.X2("ends:T"),
            alt.Y("label:N")
            .title(None)
            .sort(field="place", op="min", order="ascending")
            .axis(labelLimit=130, labelOverlap=False),
            color=colour,
            tooltip=[alt.Tooltip("label:N").title(texts.WHAT), alt.Tooltip("said:N").title(texts.WHEN)],
        )
    )
    today = rows().mark_rule(color=MUTED, strokeDash=[4, 3], size=2).encode(alt.X("max(now):T"))
    chart: alt.LayerChart = (bars + today).properties(height=alt.Step(28))
    return chart


CALENDAR = spec(_calendar())
