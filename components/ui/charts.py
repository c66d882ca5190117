"""Pictures over records a page has just read: a sentence, the picture, its legend, the table behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from components.charts.base import Spec, with_pillars
from components.charts.coverage import COVERAGE
from components.charts.quadrant import QUADRANT
from components.charts.result import BORDA_RESULT
from components.charts.usg import USG_RANKING
from components.texts import charts as texts
from components.ui.chart_rows import (
    Placed,
    coverage_finding,
    coverage_frame,
    quadrant_finding,
    quadrant_frame,
    rated_solutions,
    result_finding,
    result_frame,
    unrated_frame,
    usg_finding,
    usg_frame,
)
from components.ui.plain import plain
from components.ui.tables import rows_table
from db.gateway.aggregates import AggregateScreen
from db.gateway.city import Pillar

# On the light theme Streamlit writes axes in a grey too pale to read; on the dark one it is white.
_DARK_INK = {"labelColor": "#31333F", "titleColor": "#31333F"}


def draw(spec: Spec, frame: pd.DataFrame, *, alt: str, key: str) -> None:
    """Draw a ready spec over ready rows, never none. ``alt`` is read aloud instead of the picture."""
    if st.context.theme.type == "light":
        spec = {**spec, "config": {**spec["config"], "axis": _DARK_INK, "legend": _DARK_INK}}
    st.vega_lite_chart(frame, spec, alt=alt, key=key, width="stretch")


def coverage(
    screen: AggregateScreen,
    pillars: Sequence[Pillar],
    *,
    whole_area: str = texts.WHOLE_CITY,
    key: str = "chart.coverage",
) -> None:
    """The city's total and each visible unit against each pillar, with what is still a draft."""
    if not any(total.draft + total.sent + total.accepted for total in screen.totals):
        st.info(texts.COVERAGE_EMPTY)
        return
    frame = coverage_frame(screen, pillars, whole_area)
    finding = coverage_finding(screen.totals, pillars)
    st.markdown(plain(finding))
    draw(COVERAGE, frame, alt=texts.coverage_alt(finding), key=key)
    st.caption(texts.COVERAGE_LEGEND)
    _behind(
        frame[frame["answered"] + frame["draft"] > 0],
        {
            "unit": texts.UNIT,
            "pillar_name": texts.PILLAR,
            "sent": texts.SENT,
            "accepted": texts.ACCEPTED,
            "draft": texts.DRAFT,
        },
        key=key,
    )


def usg_ranking(
    screen: AggregateScreen, pillars: Sequence[Pillar], *, first: int = 10, key: str = "chart.usg"
) -> None:
    """The ``first`` problems by USG with their spread; the table has all that the screen brought."""
    if screen.hides_scores:
        st.info(texts.HIDDEN, icon=":material/visibility_off:")
        return
    if not screen.problems:
        st.info(texts.USG_EMPTY)
        return
    frame = usg_frame(screen.problems)
    finding = usg_finding(screen.problems)
    shown = min(first, len(frame))
    st.markdown(plain(finding))
    spec = with_pillars(USG_RANKING, [pillar.code for pillar in pillars])
    draw(spec, frame.head(shown), alt=texts.usg_alt(shown, screen.rated_count, finding), key=key)
    st.caption(f"{texts.usg_shown(shown, screen.rated_count)} {texts.USG_LEGEND}")
    _behind(
        frame,
        {
            "rank": texts.RANK,
            "title": texts.PROBLEM,
            "pillar": texts.PILLAR,
            "unit": texts.UNIT,
            "score": texts.MEDIAN,
            "quartile_1": texts.QUARTILE_1,
            "quartile_3": texts.QUARTILE_3,
            "low": texts.LOWEST,
            "high": texts.HIGHEST,
            "raters": texts.RATERS,
            "unsure": texts.UNSURE,
            "units": texts.UNITS,
            "own": texts.OWN,
        },
        key=key,
    )


def unrated(screen: AggregateScreen, pillars: Sequence[Pillar], *, key: str = "chart.unrated") -> None:
    """Problems that nobody but their author has scored: no rank, and her own scores beside them."""
    count = screen.problem_count - screen.rated_count
    if not screen.unrated:
        return
    with st.expander(texts.unrated(count), icon=":material/hourglass_empty:"):
        st.caption(texts.unrated_meaning(len(screen.unrated), count))
        headings = {
            "number": texts.NUMBER,
            "title": texts.PROBLEM,
            "pillar": texts.PILLAR,
            "unit": texts.UNIT,
            "own": texts.OWN,
        }
        rows_table(unrated_frame(screen.unrated, pillars), headings, key=key)


def quadrant(screen: AggregateScreen, *, key: str = "chart.quadrant") -> None:
    """How many solutions have which impact and effort, all pillars of the screen together."""
    if screen.hides_scores:
        st.info(texts.HIDDEN, icon=":material/visibility_off:")
        return
    if not screen.quadrant:
        st.info(texts.QUADRANT_EMPTY)
        return
    frame = quadrant_frame(screen)
    finding = quadrant_finding(screen)
    st.markdown(plain(finding))
    draw(QUADRANT, frame, alt=texts.quadrant_alt(finding), key=key)
    st.caption(f"{rated_solutions(screen)} {texts.QUADRANT_LEGEND}")
    headings = {
        "impact": texts.IMPACT,
        "effort": texts.EFFORT,
        "solutions": texts.SOLUTIONS,
        "quick_wins": texts.CANDIDATES,
    }
    _behind(frame, headings, key=key)


def borda_result(result: Sequence[Placed], *, key: str = "chart.result") -> None:
    """Points of a closed round, best first as given."""
    if not result:
        st.info(texts.RESULT_EMPTY)
        return
    frame = result_frame(result)
    finding = result_finding(result)
    st.markdown(plain(finding))
    draw(BORDA_RESULT, frame, alt=texts.result_alt(finding), key=key)
    _behind(frame, {"rank": texts.RANK, "title": texts.SOLUTION, "points": texts.POINTS}, key=key)


def _behind(frame: pd.DataFrame, headings: Mapping[str, str], *, key: str) -> None:
    with st.expander(texts.BEHIND):
        rows_table(frame, headings, key=f"{key}.table")
