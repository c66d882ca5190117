"""The city's own words: abbreviations and other names by which problems that are the same are recognised."""

from __future__ import annotations

import streamlit as st

from components import state
from components.texts import similar as texts
from components.ui import notices, synonyms
from db.gateway import similar

me = state.require_identity()

st.title(texts.TITLE)
st.caption(texts.INTRO)
notice = st.container()

with notices.explained():
    words = similar.synonym_screen(me)
change = synonyms.setting() or synonyms.removal(words)
synonyms.table(words)
if change is not None:
    with notice, notices.explained(texts.FIELDS):
        request_id = state.request_id(synonyms.ACT, change)
        similar.set_synonym(me, request_id=request_id, word=change.word, meaning=change.meaning)
    state.done(synonyms.ACT)
    state.keep_news(
        texts.saved(change.word, change.meaning) if change.meaning else texts.removed(change.word)
    )
    st.rerun()
