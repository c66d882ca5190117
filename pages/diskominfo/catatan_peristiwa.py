"""The event log: who did what, when, on what; narrowed by the address, taken out as a file."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

import streamlit as st

from components import cached, state
from components.documents.event_tables import table
from components.documents.export_files import csv_file, workbook
from components.texts import events as texts
from components.ui import event_words, notices, query
from components.ui import events as ui_events
from db.gateway import events

me = state.require_identity()

st.title(texts.TITLE)
st.caption(texts.INTRO)
with notices.explained():
    reference = cached.reference(me, state.cycle_id())
by = ui_events.filters()
before = query.asked_number(ui_events.BEFORE)
with notices.explained(texts.FIELDS):
    found = events.events_screen(me, by=by, before=before)


def made(ending: str) -> bytes:
    """As the log stands when the button is pressed, some thousands a call."""
    rows: list[events.Event] = []
    while len(rows) < events.MOST:
        last = rows[-1].id if rows else None
        part = events.export_events(me, request_id=uuid4(), by=by, before=last)
        rows += part
        if len(part) < events.EXPORTED:
            break
    taken = table(rows, reference.city.time_zone, partial(event_words.detail, reference=reference))
    return workbook([taken]) if ending == "xlsx" else csv_file(taken)


ui_events.listed(found, reference)
ui_events.downloads(made, f"{datetime.now(UTC):%Y-%m-%d}")
