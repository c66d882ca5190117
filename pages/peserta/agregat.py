"""The city as a whole: coverage, who is missing, problems by USG, solutions by impact and effort."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.texts import navigation as navigation_texts
from components.ui import aggregates as ui_aggregates
from components.ui import notices
from components.ui.plain import plain

me = state.require_identity()

with notices.explained():
    reference = cached.reference(me, state.cycle_id())

st.title(plain(navigation_texts.title("agregat", reference.city.words["region"])))
intro = st.container()
sheet, pillar_code = ui_aggregates.filters(reference)

with notices.explained():
    screen = cached.aggregate_screen(me, cycle_id=state.cycle_id(), sheet=sheet, pillar_code=pillar_code)

with intro:
    ui_aggregates.intro(screen, me)
ui_aggregates.coverage(screen, reference, sheet, pillar_code)
ui_aggregates.once(screen, reference)
ui_aggregates.without_data(screen)
ui_aggregates.rankings(screen, reference)
