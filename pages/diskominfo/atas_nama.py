"""On behalf: Diskominfo types what a unit wrote on paper; the unit says later that it is right."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from components import cached, state
from components.documents.paper_form import Form, empty_form
from components.texts import on_behalf as texts
from components.ui import links, notices
from components.ui import on_behalf as ui_on_behalf
from components.ui import paper as ui_paper
from db.gateway import on_behalf
from db.gateway.city import Unit
from db.gateway.questionnaire import Sheet

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


def paper(unit: Unit, sheet: Sheet) -> bytes:
    stage, now = reference.stage_of(sheet, screen.stages), datetime.now(UTC)
    form = Form(unit=unit, reference=reference, cycle=screen.cycle, sheet=sheet, stage=stage, now=now)
    return empty_form(form)


ui_paper.for_any_unit(reference, screen.cycle, paper)
ui_on_behalf.listed(screen.answers, reference.pillars)
