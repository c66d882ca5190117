"""Coverage: which unit has answered for which pillar."""

from __future__ import annotations

import altair as alt

from components.charts.base import rows, spec
from components.texts import charts as texts

# Steps instead of a ramp: a colour means the same number today and at the end of the round. White text is
# readable from three answers on, dark text below and on the draft's amber.
_STEPS = {10: "#0B3D70", 5: "#1F5A96", 3: "#2F7AB5", 2: "#9AC8E0", 1: "#D6E6F4"}
_WHITE_TEXT_FROM = 3
_DRAFT = "#FBE3B8"
_EMPTY = "#80808022"
_TOTAL = "#47556A"
_DARK_TEXT = "#12202E"


def _coverage() -> alt.LayerChart:
    """A heat map.

    Rows: unit, unit_place, is_total, pillar, pillar_name, pillar_place, sent, accepted, answered, draft,
    shown.
    """
    cells = rows().encode(
        alt.X("pillar:N")
        .title(None)
        .sort(field="pillar_place", op="min", order="ascending")
        .scale(paddingInner=0.04)
        .axis(orient="top", labelAngle=0, labelPadding=4, labelFlush=False, labelOverlap=False),
        alt.Y("unit:N")
        .title(None)
        .sort(field="unit_place", op="min", order="ascending")
        .scale(paddingInner=0.08)
        .axis(labelLimit=140, labelPadding=4, labelFlush=False, labelOverlap=False),
        tooltip=[
            alt.Tooltip("unit:N").title(texts.UNIT),
            alt.Tooltip("pillar_name:N").title(texts.PILLAR),
            alt.Tooltip("sent:Q").title(texts.SENT),
            alt.Tooltip("accepted:Q").title(texts.ACCEPTED),
            alt.Tooltip("draft:Q").title(texts.DRAFT),
        ],
    )
    steps = alt.when("datum.is_total").then(alt.value(_TOTAL))
    for start, colour in _STEPS.items():
        steps = steps.when(f"datum.answered >= {start}").then(alt.value(colour))
    fill = steps.when("datum.draft > 0").then(alt.value(_DRAFT)).otherwise(alt.value(_EMPTY))
    ink = (
        alt.when(f"datum.is_total || datum.answered >= {_WHITE_TEXT_FROM}")
        .then(alt.value("white"))
        .otherwise(alt.value(_DARK_TEXT))
    )
    chart: alt.LayerChart = (
        cells.mark_rect(cornerRadius=2).encode(color=fill)
        + cells.mark_text(fontSize=11).encode(alt.Text("shown:N"), color=ink)
    ).properties(height=alt.Step(22))
    return chart


COVERAGE = spec(_coverage())
