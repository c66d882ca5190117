"""Leading sectors: the city's list by which problems and solutions may be tagged."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.texts import sectors as texts
from components.ui import notices
from components.ui import sectors as ui_sectors
from db.gateway import sectors

me = state.require_identity()

st.title(texts.TITLE)
st.caption(texts.INTRO)

with notices.explained():
    listed = sectors.sectors_screen(me)
changed = ui_sectors.edited(listed)
if changed is not None:
    with notices.explained(texts.FIELDS):
        sectors.set_sectors(me, request_id=state.request_id("sectors", changed), sectors=changed)
    state.done("sectors")
    cached.reference.clear()
    state.keep_news(texts.saved(len(changed)))
    st.rerun()
