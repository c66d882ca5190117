"""The calendar of a planning year: the picture, and its table for whoever cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from components.charts.calendar import CALENDAR
from components.texts import answers as answer_texts
from components.texts import format as fmt
from components.texts import stages as texts
from components.ui.charts import draw
from components.ui.tables import rows_table
from db.gateway.rows import Window
from db.gateway.stages import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One bar; ``begins`` and ``ends`` on the city's clock."""

    label: str
    is_workshop: bool
    begins: datetime
    ends: datetime
    said: str


def calendar(stages: Sequence[Stage], windows: Sequence[Window], zone: str) -> None:
    """Draw workshops and windows over time; a sentence while nothing has a time."""
    planned = sorted(spans(stages, windows, zone), key=lambda span: (span.begins, span.ends))
    st.subheader(texts.CALENDAR)
    if not planned:
        st.caption(texts.CALENDAR_EMPTY)
        return
    now = _local(datetime.now(UTC), zone)
    frame = pd.DataFrame(
        [
            {
                "label": span.label,
                "place": place,
                "is_workshop": span.is_workshop,
                "begins": span.begins,
                "ends": span.ends,
                "now": now,
                "said": span.said,
            }
            for place, span in enumerate(planned)
        ]
    )
    said = texts.calendar_alt([texts.dated(span.label, span.said) for span in planned])
    draw(CALENDAR, frame, alt=said, key="stages.calendar")
    st.caption(texts.CALENDAR_LEGEND)
    with st.expander(texts.CALENDAR_TABLE, icon=":material/table:"):
        rows_table(
            frame, {"label": texts.WHAT, "said": texts.WHEN}, key="stages.calendar.table", is_whole=True
        )


def spans(stages: Sequence[Stage], windows: Sequence[Window], zone: str) -> list[Span]:
    """What has a time: each workshop through its last day, each window from opening to closing."""
    workshops = [
        Span(
            label=stage.name,
            is_workshop=True,
            begins=datetime.combine(stage.starts_on, time()),
            ends=datetime.combine(stage.ends_on + timedelta(days=1), time()),
            said=texts.days(fmt.date_(stage.starts_on), fmt.date_(stage.ends_on)),
        )
        for stage in stages
        if stage.starts_on and stage.ends_on
    ]
    return workshops + [
        Span(
            label=answer_texts.WINDOW[window.kind],
            is_workshop=False,
            begins=_local(window.opens_at, zone),
            ends=_local(window.closes_at, zone),
            said=fmt.period(window.opens_at, window.closes_at, zone),
        )
        for window in windows
        if window.opens_at and window.closes_at
    ]


def _local(at: datetime, zone: str) -> datetime:
    """Without a zone: the picture shows the city's clock, whatever the browser's is."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
