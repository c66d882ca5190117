"""Priorities: leaders rank accepted solutions in an open round; after closing everybody sees everything."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.texts import format as fmt
from components.texts import priorities as texts
from components.ui import ballot, notices, query, result
from db.gateway import voting

me = state.require_identity()

st.title(texts.TITLE)
st.caption(texts.INTRO)

with notices.explained():
    reference = cached.reference(me, state.cycle_id())
    screen = voting.round_screen(me, cycle_id=state.cycle_id(), round_id=query.asked_id("putaran_suara"))
if screen.round is None:
    st.info(texts.NO_ROUND)
    st.stop()

zone = reference.city.time_zone
shown = screen.round
ballot.heading(shown, zone)
if shown.row.is_closed:
    result.show(shown, reference)
elif not (shown.row.is_open and shown.row.is_voter):
    ballot.waiting(shown)
else:
    choices = ballot.form(shown, reference.pillars, zone)
    if choices is not None:
        act = f"cast.{shown.row.id}.{sorted(choices.items())}"
        with notices.explained():
            cast_at = voting.cast_ballot(
                me, request_id=state.request_id(act), round_id=shown.row.id, choices=choices
            )
        state.done(act)
        state.keep_news(texts.saved(fmt.moment(cast_at, zone)))
        st.rerun()

ballot.other_rounds(screen.rounds, shown.row.id)
