"""On behalf: Diskominfo types what a unit wrote on paper; the unit says later that it is right."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.texts import on_behalf as texts
from components.ui import links, notices
from components.ui import on_behalf as ui_on_behalf
from db.gateway import on_behalf

me = state.require_identity()

st.title(texts.TITLE)
st.caption(texts.INTRO)

with notices.explained():
    reference = cached.reference(me, state.cycle_id())
    screen = on_behalf.on_behalf_screen(me, cycle_id=state.cycle_id())

begun = ui_on_behalf.begin(screen, reference, me.unit_id)
if begun is not None:
    act = f"on_behalf.{begun}"
    with notices.explained():
        answer_id = on_behalf.create_draft_for_unit(
            me,
            request_id=state.request_id(act),
            unit_id=begun.unit_id,
            cycle_id=screen.cycle.id,
            sheet=begun.sheet,
            pillar_code=begun.pillar_code,
        )
    state.done(act)
    st.switch_page(links.ANSWERS[begun.sheet], query_params={"id": str(answer_id)})

ui_on_behalf.listed(screen.answers, reference.pillars)
