"""The receipt of an answer that was sent, to be kept and printed; the address says which."""

from __future__ import annotations

import streamlit as st

from components import cached, state
from components.texts import history as texts
from components.ui import notices, query
from components.ui import receipt as ui_receipt
from db.gateway import history

me = state.require_identity()

answer_id = query.asked_id("id")
if answer_id is None:
    st.info(texts.NOT_FOUND)
    st.stop()
with notices.explained():
    receipt = history.receipt(me, answer_id=answer_id)
    reference = cached.reference(me, receipt.cycle.id)
ui_receipt.show(receipt, reference)
