"""Impact against effort: how many solutions stand where."""

from __future__ import annotations

from typing import Any

import altair as alt

from components.charts.base import MUTED, rows, spec
from components.texts import charts as texts

# Between the halves that components/rules/quadrant.py separates: medians of whole numbers are halves at most.
IMPACT_CUT = 3.25
EFFORT_CUT = 2.75
_LOW, _HIGH = 0.4, 5.9  # room for the names beyond the outermost bubbles
_BUBBLE = "#0072B2"
_CANDIDATE = "#E69F00"
_QUICK_WIN_FIELD = "#009E73"
_NAME: dict[str, Any] = {"align": "left", "dx": 6, "fontWeight": "bold", "color": MUTED, "tooltip": None}

# Field -> its left edge. In the outer corners no bubble and no star comes near the names.
_UPPER_NAMES = {"quick_win": _LOW, "major_project": EFFORT_CUT}
_LOWER_NAMES = {"fill_in": _LOW, "thankless": EFFORT_CUT}


def _axis(field: str, title: str) -> tuple[alt.X, alt.Y]:
    scale = alt.Scale(domain=[_LOW, _HIGH], nice=False, zero=False)
    axis = alt.Axis(values=[1, 2, 3, 4, 5], format="d", grid=False)
    return alt.X(f"{field}:Q", title=title, scale=scale, axis=axis), alt.Y(
        f"{field}:Q", title=title, scale=scale, axis=axis
    )


def _fixed(values: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=values))


def _names(left_edges: dict[str, float], impact: float) -> alt.Chart:
    return _fixed(
        [
            {"effort": left, "impact": impact, "name": texts.QUADRANTS[field]}
            for field, left in left_edges.items()
        ]
    )


def _background(effort: alt.X, impact: alt.Y) -> alt.LayerChart:
    """The field of quick wins, both cuts and the names of the four fields."""
    name = alt.Text("name:N")
    field = _fixed([{"effort": _LOW, "effort_end": EFFORT_CUT, "impact": IMPACT_CUT, "impact_end": _HIGH}])
    chart: alt.LayerChart = (
        field.mark_rect(opacity=0.1, color=_QUICK_WIN_FIELD, tooltip=None).encode(
            effort, impact, alt.X2("effort_end"), alt.Y2("impact_end")
        )
        + _fixed([{"effort": EFFORT_CUT}])
        .mark_rule(color=MUTED, strokeDash=[4, 4], tooltip=None)
        .encode(effort)
        + _fixed([{"impact": IMPACT_CUT}])
        .mark_rule(color=MUTED, strokeDash=[4, 4], tooltip=None)
        .encode(impact)
        + _names(_UPPER_NAMES, _HIGH).mark_text(baseline="top", dy=6, **_NAME).encode(effort, impact, name)
        + _names(_LOWER_NAMES, _LOW).mark_text(baseline="bottom", dy=-6, **_NAME).encode(effort, impact, name)
    )
    return chart


def _quadrant() -> alt.LayerChart:
    """Bubbles with their number; a ring and a star where some are quick-win candidates.
    Rows: impact, effort, solutions, quick_wins, shown, candidates."""
    effort, _ = _axis("effort", texts.EFFORT_AXIS)
    _, impact = _axis("impact", texts.IMPACT_AXIS)
    bubbles = rows().encode(
        effort,
        impact,
        tooltip=[
            alt.Tooltip("impact:Q").title(texts.IMPACT),
            alt.Tooltip("effort:Q").title(texts.EFFORT),
            alt.Tooltip("solutions:Q").title(texts.SOLUTIONS),
            alt.Tooltip("quick_wins:Q").title(texts.CANDIDATES),
        ],
    )
    ring = alt.when("datum.quick_wins > 0").then(alt.value(_CANDIDATE)).otherwise(alt.value("white"))
    chart: alt.LayerChart = (
        _background(effort, impact)
        + bubbles.mark_circle(opacity=1, color=_BUBBLE, strokeWidth=3).encode(
            alt.Size("solutions:Q").scale(type="sqrt", range=[300, 1400], zero=False).legend(None),
            stroke=ring,
        )
        + bubbles.mark_text(color="white", fontWeight="bold").encode(alt.Text("shown:N"))
        + bubbles.mark_text(dx=20, dy=-14, align="left", fontWeight="bold", color=MUTED).encode(
            alt.Text("candidates:N")
        )
    ).properties(height=420)
    return chart


QUADRANT = spec(_quadrant())
