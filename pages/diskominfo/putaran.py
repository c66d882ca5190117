"""Voting rounds: how each stands, closing one, opening one on accepted solutions."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.texts import format as fmt
from components.texts import rounds as texts
from components.ui import notices
from components.ui import rounds as ui_rounds
from db.gateway import voting

me = state.require_identity()

st.title(texts.TITLE)
st.caption(texts.INTRO)

with notices.explained():
    reference = cached.reference(me, state.cycle_id())
    desk = voting.round_desk(me, cycle_id=state.cycle_id())
zone = reference.city.time_zone

to_close = ui_rounds.listed(desk, zone)
if to_close is not None:
    act = f"close.{to_close.id}"
    with notices.explained():
        voting.close_round(me, request_id=state.request_id(act), round_id=to_close.id)
    state.done(act)
    state.begin_at_top()
    state.keep_news(texts.CLOSED)
    st.rerun()

new = ui_rounds.new(desk, reference.pillars, zone)
if new is not None:
    act = f"open.{new}"
    with notices.explained(texts.FIELDS):
        voting.open_round(
            me,
            request_id=state.request_id(act),
            cycle_id=desk.cycle.id,
            title=new.title,
            option_ids=new.option_ids,
            closes_at=new.closes_at,
        )
    state.done(act)
    state.begin_at_top()
    state.keep_news(texts.opened(new.title, fmt.moment(new.closes_at, zone)))
    st.rerun()
