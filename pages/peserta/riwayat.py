"""What an answer was: its states, two side by side, who wrote which field; the address says which."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.texts import answers as texts
from components.ui import notices, past, query
from db.gateway import history

me = state.require_identity()

answer_id = query.asked_id("id")
if answer_id is None:
    st.info(texts.NOT_FOUND)
    st.stop()
with notices.explained():
    screen = history.answer_history(
        me,
        answer_id=answer_id,
        older=query.asked_number(past.OLDER),
        newer=query.asked_number(past.NEWER),
        field=query.asked_key(past.FIELD),
    )
    reference = cached.reference(me, screen.cycle.id)
past.show(screen, reference)
