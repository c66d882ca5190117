"""Rating: score the problems of other units, one after the other."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.texts import answers as answer_texts
from components.texts import rating as texts
from components.ui import notices, query
from components.ui import rating as ui_rating
from components.ui.plain import plain
from components.ui.windows import window_lines
from db.gateway import rating

me = state.require_identity()

st.title(texts.TITLE)
st.caption(texts.INTRO)

asked = query.asked_id("masalah")
with notices.explained():
    reference = cached.reference(me, state.cycle_id())
    screen = rating.rating_screen(me, cycle_id=state.cycle_id(), problem_id=asked)
problem = screen.problem

window_lines(screen.windows, "rating", reference.city.time_zone)
ui_rating.progress(screen.progress)
if problem is None:
    ui_rating.nothing(screen, asked)
    ui_rating.rated(screen.rated)
    st.stop()

ui_rating.problem(problem, screen, reference)
if not screen.is_open:
    st.info(texts.CLOSED, icon=":material/lock:")
    st.stop()

usg = ui_rating.scores(problem, screen, reference)
ui_rating.rated(screen.rated)
if usg is not None:
    act = f"rate.{problem.id}"
    with notices.explained():
        rating.rate_problem(me, request_id=state.request_id(act, usg), problem_id=problem.id, usg=usg)
    state.done(act)
    state.keep_news(texts.saved(plain(problem.title or answer_texts.UNTITLED["problem"])))
    state.begin_at_top()
    ui_rating.go_on()
