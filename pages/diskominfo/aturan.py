"""Who sees what: role, whose answer, its state; every cell is a setting."""

from __future__ import annotations

import streamlit as st

from components import state
from components.texts import answers as answer_texts
from components.texts import visibility as texts
from components.ui import notices
from components.ui import visibility as ui_visibility
from db.gateway import accounts

me = state.require_identity()

st.title(texts.TITLE)
st.caption(texts.INTRO)
st.markdown(texts.MEANING)
notice = st.container()

with notices.explained():
    cells = accounts.visibility_screen(me)
changed = ui_visibility.table(cells, ui_visibility.role())
if changed is not None:
    act = f"set_visibility.{changed}"
    with notice, notices.explained(texts.FIELDS):
        accounts.set_visibility(me, request_id=state.request_id(act), cell=changed)
    state.done(act)
    held = [texts.RIGHTS[right] for right in ui_visibility.rights(changed)]
    status = answer_texts.STATUS[changed.status]
    state.keep_news(texts.saved(changed.role, changed.relation, status, held))
    st.rerun()
