"""The inbox: everything this person was told, newest first."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.texts import news as texts
from components.ui import news as ui_news
from components.ui import notices
from db.gateway import news

me = state.require_identity()

st.title(texts.TITLE)
st.caption(texts.INTRO)
with notices.explained():
    reference = cached.reference(me, state.cycle_id())
    screen = news.news_screen(me, before=ui_news.before())

until = ui_news.listed(screen, reference)
if until is not None:
    with notices.explained():
        news.read_news(me, request_id=state.request_id("read_all_news", until), ids=None, until=until)
    state.done("read_all_news")
    state.keep_news(texts.MARKED)
    st.rerun()
