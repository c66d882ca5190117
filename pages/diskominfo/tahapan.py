"""Stages: when surveys and rating may be written, and the planning years."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.rules import units
from components.texts import format as fmt
from components.texts import stages as texts
from components.ui import calendar as ui_calendar
from components.ui import notices, stage_plan
from components.ui import stages as ui_stages
from db.gateway import stages

me = state.require_identity()

st.title(texts.TITLE)
st.caption(texts.INTRO)

with notices.explained():
    reference = cached.reference(me, state.cycle_id())
    screen = stages.stages_screen(me, cycle_id=state.cycle_id())
zone = reference.city.time_zone
chosen = ui_stages.cycle_choice(screen.cycles, screen.cycle)
if chosen != screen.cycle.id:
    state.set_cycle_id(chosen)
    st.rerun()
if not screen.cycle.is_open:
    st.info(texts.ARCHIVED, icon=":material/archive:")

ui_calendar.calendar(screen.stages, screen.windows, zone)
st.caption(texts.AFTER_CLOSING)

dates = stage_plan.workshops(screen.stages, is_writable=screen.cycle.is_open)
if dates is not None:
    act = f"set_stage.{dates}"
    with notices.explained(texts.FIELDS):
        stages.set_stage(
            me,
            request_id=state.request_id(act),
            stage_id=dates.stage_id,
            starts_on=dates.starts_on,
            ends_on=dates.ends_on,
        )
    state.done(act)
    state.keep_news(texts.DATES_SAVED)
    st.rerun()

change = ui_stages.windows(screen.windows, zone, is_writable=screen.cycle.is_open)
if isinstance(change, ui_stages.Schedule):
    act = f"set_window.{change}"
    with notices.explained(texts.FIELDS):
        stages.set_window(
            me,
            request_id=state.request_id(act),
            window_id=change.window_id,
            opens_at=change.opens_at,
            closes_at=change.closes_at,
        )
    state.done(act)
    state.keep_news(texts.scheduled(fmt.moment(change.opens_at, zone), fmt.moment(change.closes_at, zone)))
    st.rerun()
if isinstance(change, ui_stages.Closing):
    act = f"close_window.{change}"
    with notices.explained():
        stages.close_window(me, request_id=state.request_id(act), window_id=change.window_id)
    state.done(act)
    state.keep_news(texts.CLOSED[change.kind])
    st.rerun()

names = units.names(reference)
given = stage_plan.more_time(screen.windows, screen.extensions, names, zone, is_writable=screen.cycle.is_open)
if isinstance(given, stage_plan.MoreTime):
    act = f"extend_for_unit.{given}"
    with notices.explained(texts.FIELDS):
        stages.extend_for_unit(
            me,
            request_id=state.request_id(act),
            window_id=given.window_id,
            unit_id=given.unit_id,
            closes_at=given.closes_at,
            reason=given.reason,
        )
    state.done(act)
    state.keep_news(texts.extended(names[given.unit_id], fmt.moment(given.closes_at, zone)))
    st.rerun()
if isinstance(given, stage_plan.Ending):
    act = f"end_extension.{given}"
    with notices.explained():
        stages.end_extension(
            me, request_id=state.request_id(act), window_id=given.window_id, unit_id=given.unit_id
        )
    state.done(act)
    state.keep_news(texts.EXTENSION_ENDED)
    st.rerun()

st.subheader(texts.CYCLES)
new = ui_stages.new_cycle(screen.cycles)
if new is not None:
    act = f"open_cycle.{new}"
    with notices.explained(texts.FIELDS):
        cycle_id = stages.open_cycle(
            me, request_id=state.request_id(act), year=new.year, title=new.title, copy_from=new.copy_from
        )
    state.done(act)
    cached.reference.clear()
    state.set_cycle_id(cycle_id)
    state.keep_news(texts.created(new.title))
    st.rerun()
if screen.cycle.is_open and ui_stages.is_archiving(screen.cycle):
    act = f"archive_cycle.{screen.cycle.id}"
    with notices.explained():
        stages.archive_cycle(me, request_id=state.request_id(act), cycle_id=screen.cycle.id)
    state.done(act)
    cached.reference.clear()
    state.keep_news(texts.archived(screen.cycle.title))
    st.rerun()
