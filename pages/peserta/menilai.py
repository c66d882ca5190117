"""Rating: score the problems and solutions of other units, one after the other; each tap is kept at once."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.texts import rating as texts
from components.ui import notices, query, rating_scales
from components.ui import rating as ui_rating
from components.ui.windows import window_lines
from db.gateway import rating

me = state.require_identity()

sheet, asked = query.asked_sheet("jenis"), query.asked_id("isian")
with notices.explained():
    reference = cached.reference(me, state.cycle_id())
    screen = rating.rating_screen(me, cycle_id=state.cycle_id(), sheet=sheet, answer_id=asked)
if not screen.is_rater:
    ui_rating.not_a_rater(screen)
    st.stop()

progress = st.empty()
ui_rating.progress(progress, screen.progress, sheet)
answer = screen.answer
if answer is None:
    ui_rating.nothing(screen, sheet, asked)
    window_lines(screen.windows, "rating", reference.city.time_zone)
    ui_rating.others(screen, sheet, None, reference)
    st.stop()

ui_rating.answer(answer, screen, reference)
stands: rating.RatingScreen | rating.Rated = screen
for tap in ui_rating.scales(answer, screen, reference):
    act = f"rate.{answer.id}.{tap.criterion}"
    with notices.explained():
        stands = rating.rate_answer(
            me,
            request_id=state.request_id(act, tap.number),
            answer_id=answer.id,
            criterion=tap.criterion,
            score=tap.score,
        )
    state.done(act)
    rating_scales.acted_on(answer.id, tap)

is_whole = len(stands.own) == len(rating.CRITERIA[sheet])
said = ui_rating.kept(answer, stands.own)
ui_rating.progress(progress, stands.progress, sheet, said)
ui_rating.group(stands.group, is_whole=is_whole)
rating_scales.ways(previous_id=screen.previous_id, next_id=screen.next_id, is_whole=is_whole, said=said)
window_lines(screen.windows, "rating", reference.city.time_zone)
if not screen.is_open:
    st.info(texts.CLOSED, icon=":material/lock:")
ui_rating.explanation(answer, reference)
ui_rating.others(screen, sheet, answer.id, reference)
