"""Without a network: the unit's workbook goes out, comes back, is shown row by row, and is then written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from components import cached, state
from components.documents.cells import Unreadable
from components.documents.lane_reading import read_workbook
from components.documents.lane_workbook import workbook_of
from components.documents.paper_form import Form, filled_forms
from components.rules import lane, units
from components.texts import lanes as texts
from components.ui import answers as ui_answers
from components.ui import lane as ui_lane
from components.ui import notices
from components.ui import paper as ui_paper
from db.gateway import lanes
from db.gateway.city import Unit
from db.gateway.lanes import Imported, LaneAnswer
from db.gateway.questionnaire import Sheet

me = state.require_identity()

st.title(texts.TITLE)
st.caption(texts.INTRO)

with notices.explained():
    reference = cached.reference(me, state.cycle_id())
unit = units.by_id(reference, me.unit_id)
if unit is None:
    st.info(texts.NO_UNIT)
    st.stop()
with notices.explained():
    screen = lanes.lane_screen(me, cycle_id=state.cycle_id())


def workbook(unit: Unit) -> bytes:
    """As the drafts stand when the button is pressed, not when the page was opened."""
    now = lanes.lane_screen(me, cycle_id=screen.cycle.id)
    return workbook_of(unit, reference, now, now=datetime.now(UTC))


def paper(unit: Unit, sheet: Sheet, answers: Sequence[LaneAnswer]) -> bytes:
    stage, now = reference.stage_of(sheet, screen.stages), datetime.now(UTC)
    form = Form(unit=unit, reference=reference, cycle=screen.cycle, sheet=sheet, stage=stage, now=now)
    return filled_forms(form, answers, screen.problems)


ui_paper.for_own_unit(unit, reference, screen.cycle, screen.answers, partial(paper, unit))
ui_lane.download(unit, screen, partial(workbook, unit))
content = ui_lane.upload()
if content is None:
    st.stop()
try:
    with ui_lane.reading():
        file = read_workbook(content, reference, screen.problems)
except Unreadable as refusal:
    ui_lane.refuse(refusal.sentence)
    st.stop()
strange = lane.stranger(file, unit, screen)
if strange is not None:
    ui_lane.refuse(texts.other_unit(unit.name) if strange == "unit" else texts.OTHER_CYCLE)
    st.stop()

client = lane.client_of(me, file)
planned = lane.plan(file, screen, reference, client=client, sequence=state.next_sequence())
problems = ui_answers.problem_names(screen.problems)
if ui_lane.dry_run(planned, reference, problems, is_open=screen.cycle.is_open):
    done: list[Imported] = []
    for batch in ui_lane.progress(lane.batches(planned)):
        rows = lane.writes(batch)
        act = f"import.{file.workbook_id}"
        with notices.explained():
            done += lanes.import_answers(
                me,
                request_id=state.request_id(act, rows),
                cycle_id=screen.cycle.id,
                client_id=client,
                content=rows,
            )
        state.done(act)
    state.keep_news(ui_lane.news(lane.writable(planned), done, reference))
    state.begin_at_top()
    st.rerun()
