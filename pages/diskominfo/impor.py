"""Many people from one list: it goes out empty, comes back, is shown row by row, and is then written."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components import cached, state
from components.documents.cells import Unreadable
from components.documents.people_reading import read_people
from components.documents.people_template import people_template
from components.rules.people import batches, plan, writable
from components.ui import notices
from components.ui import people_import as ui_import
from db.gateway import people
from db.gateway.people import Imported

me = state.require_identity()

with notices.explained():
    reference = cached.reference(me, state.cycle_id())
ui_import.template(partial(people_template, reference))
content = ui_import.upload()
if content is None:
    st.stop()
try:
    with ui_import.reading():
        file = read_people(content)
except Unreadable as refusal:
    ui_import.refuse(refusal.sentence)
    st.stop()

with notices.explained():
    screen = people.import_screen(me)
planned = plan(file, screen)
if ui_import.dry_run(file, planned, reference):
    done: list[Imported] = []
    for batch in ui_import.progress(batches(planned)):
        rows = [one.person for one in batch if one.person]
        with notices.explained():
            done += people.import_participants(
                me, request_id=state.request_id("import_people", rows), rows=rows
            )
        state.done("import_people")
    state.keep_news(ui_import.news(writable(planned), done))
    state.begin_at_top()
    st.rerun()
