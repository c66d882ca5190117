"""What a unit can do with an answer that it is not writing: let it go, hand it back, reopen, withdraw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from components.texts import answers as texts
from components.texts import approval as approval_texts
from db.gateway.answers import AnswerScreen


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the unit wants to do with its answer. ``text``: the reason."""

    act: Literal["send", "approve", "hand_back", "reopen", "withdraw", "confirm"]
    text: str | None = None


def own(screen: AnswerScreen) -> Decision | None:
    """Draw what this unit may do now; the decision in the run where it is made."""
    status = screen.answer.status
    if screen.answer.is_wording:  # it is there as long as it stands for something
        return None
    decision = _approval() if screen.may_approve else None
    with st.container(horizontal=True):
        if status in ("diajukan", "dikirim", "ditarik") and st.button(
            texts.REOPEN, icon=":material/edit_note:", help=texts.REOPEN_HELP, key="answer.reopen"
        ):
            decision = Decision(act="reopen")
        if status in ("diajukan", "dikirim"):
            decision = withdrawal(screen) or decision
    return decision


def withdrawal(screen: AnswerScreen) -> Decision | None:
    """What was never sent is put away with one more click, what was sent once with a reason."""
    is_draft = screen.answer.number is None
    label = texts.DISCARD if is_draft else texts.WITHDRAW
    with st.popover(label, icon=":material/remove_circle:"):
        if is_draft:
            st.markdown(texts.DISCARD_SURE)
            if st.button(texts.DISCARD_CONFIRM, key="answer.discard"):
                return Decision(act="withdraw")
            return None
        reason = _reason("answer.withdraw", texts.WITHDRAW_REASON, texts.WITHDRAW_CONFIRM)
        return Decision(act="withdraw", text=reason) if reason else None


def _approval() -> Decision | None:
    """For the responsible person: let it go as it stands below, or hand it back with a reason."""
    st.info(approval_texts.WAITS, icon=":material/how_to_reg:")
    decision = None
    with st.container(horizontal=True):
        if st.button(
            approval_texts.APPROVE,
            type="primary",
            icon=":material/send:",
            help=approval_texts.APPROVE_HELP,
            key="answer.approve",
        ):
            decision = Decision(act="approve")
        with st.popover(approval_texts.HAND_BACK, icon=":material/replay:"):
            reason = _reason(
                "answer.hand_back", approval_texts.HAND_BACK_REASON, approval_texts.HAND_BACK_CONFIRM
            )
    return Decision(act="hand_back", text=reason) if reason else decision


def _reason(key: str, label: str, confirm: str) -> str | None:
    """A reason that is asked for; None until one is written and sent."""
    with st.form(key, border=False):
        reason = st.text_area(label, key=f"{key}.reason")
        is_sent = st.form_submit_button(confirm)
    if is_sent and not reason.strip():
        st.warning(texts.REASON_MISSING)
    return reason if is_sent and reason.strip() else None
