"""The first page: what is open and until when, what my unit still owes, and what waits for me."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.texts import home as texts
from components.ui import asking, notices, on_behalf
from components.ui import desk as ui_desk
from components.ui import home as ui_home
from components.ui import news as ui_news
from components.ui.plain import plain
from db.gateway import home, news

me = state.require_identity()

with notices.explained():
    reference = cached.reference(me, state.cycle_id())
zone = reference.city.time_zone

st.title(texts.greeting(plain(me.name)))
st.caption(plain(texts.place(me.unit_name, reference.city.name)))
state.set_cycle_id(ui_home.cycle_choice(reference.cycles, state.cycle_id()))

with notices.explained():
    screen = home.home_screen(me, cycle_id=state.cycle_id())
if not screen.cycle.is_open:
    st.info(texts.ARCHIVED, icon=":material/archive:")

read = ui_news.newest(screen.news, reference)
if read is not None:
    with notices.explained():
        news.read_news(me, request_id=state.request_id("read_news", read), ids=read, until=None)
    state.done("read_news")
    st.rerun()

if me.role == "pimpinan":
    ui_home.rounds(screen.rounds, zone)
if screen.desk is not None:
    ui_desk.today(screen.desk)
ui_home.schedule(screen.windows, reference, me)
if screen.may_approve:
    ui_home.awaiting(screen.awaiting, screen.own_counts, reference.pillars)
asking.at_home(screen.referrals, screen.consents, reference.pillars)
if me.role == "peserta":
    on_behalf.to_confirm(screen.to_confirm, reference.pillars)
    ui_home.unfinished(screen.unfinished, screen.own_counts, reference.pillars)
    ui_home.owed(screen, reference.pillars)
    ui_home.sheets(screen.sheets)
    ui_home.without_data(screen.without_data, screen.own_counts)
if screen.rating is not None:
    is_rating_open = any(window.is_open and window.kind == "rating" for window in screen.windows)
    ui_home.rating(screen.rating, is_open=is_rating_open)
if me.role != "pimpinan":
    ui_home.rounds(screen.rounds, zone)
