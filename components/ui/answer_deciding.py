"""What a unit decided about its answer is done and said. The acts come in: only pages may act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

import streamlit as st

from components import state
from components.texts import answers as texts
from components.texts import approval as approval_texts
from components.texts import format as fmt
from components.texts import on_behalf as on_behalf_texts
from components.ui import links, notices
from components.ui.answer_acts import Decision
from db.gateway.answers import AnswerScreen, Sent
from db.gateway.questionnaire import Question
from db.identity import Identity


class Sending(Protocol):
    """What every officer of the unit may do: ``db.gateway.answers``."""

    def send_answer(self, me: Identity, *, request_id: UUID, answer_id: UUID) -> Sent: ...
    def withdraw_answer(
        self, me: Identity, *, request_id: UUID, answer_id: UUID, reason: str | None
    ) -> None: ...
    def reopen_answer(self, me: Identity, *, request_id: UUID, answer_id: UUID) -> None: ...
    def confirm_answer(self, me: Identity, *, request_id: UUID, answer_id: UUID) -> datetime: ...


class Approvals(Protocol):
    """What its responsible person may do besides: ``db.gateway.approval``."""

    def approve_answer(self, me: Identity, *, request_id: UUID, answer_id: UUID, version: int) -> Sent: ...
    def return_answer(self, me: Identity, *, request_id: UUID, answer_id: UUID, reason: str) -> None: ...


def decide(
    me: Identity,
    screen: AnswerScreen,
    decision: Decision,
    questions: Sequence[Question],
    zone: str,
    *,
    sending: Sending,
    approvals: Approvals,
) -> None:
    """Do what was decided, say so, and begin the run anew."""
    answer = screen.answer
    act = f"{decision.act}.{answer.id}"
    request_id = state.request_id(act, decision)
    with notices.explained({question.key: question.label for question in questions}):
        if decision.act in ("approve", "hand_back"):
            done = _approve(me, screen, decision, approvals, request_id)
        else:
            done = _send(me, screen, decision, sending, request_id)
    state.done(act)
    state.forget_loaded(answer.id)
    state.keep_news(done if isinstance(done, str) else _news(screen, done, zone))
    state.begin_at_top()
    if isinstance(done, Sent) and done.status == "dikirim":
        st.switch_page(links.RECEIPT, query_params={"id": str(answer.id)})
    st.rerun()


def _send(
    me: Identity, screen: AnswerScreen, decision: Decision, sending: Sending, request_id: UUID
) -> Sent | str:
    """One write; what was sent, or the sentence that says what it did."""
    answer_id = screen.answer.id
    if decision.act == "send":
        return sending.send_answer(me, request_id=request_id, answer_id=answer_id)
    if decision.act == "reopen":
        sending.reopen_answer(me, request_id=request_id, answer_id=answer_id)
        return texts.REOPENED
    if decision.act == "confirm":
        sending.confirm_answer(me, request_id=request_id, answer_id=answer_id)
        return on_behalf_texts.CONFIRMED
    sending.withdraw_answer(me, request_id=request_id, answer_id=answer_id, reason=decision.text)
    return texts.WITHDRAWN


def _approve(
    me: Identity, screen: AnswerScreen, decision: Decision, approvals: Approvals, request_id: UUID
) -> Sent | str:
    """One write of the responsible person; what was sent, or the sentence that says what it did."""
    answer_id = screen.answer.id
    if decision.act == "approve":
        return approvals.approve_answer(
            me, request_id=request_id, answer_id=answer_id, version=screen.version
        )
    reason = decision.text or ""
    approvals.return_answer(me, request_id=request_id, answer_id=answer_id, reason=reason)
    return approval_texts.HANDED_BACK


def _news(screen: AnswerScreen, sent: Sent, zone: str) -> str:
    moment = fmt.moment(sent.sent_at, zone)
    if sent.status == "diajukan" or sent.number is None:
        return approval_texts.submitted(moment)
    return texts.receipt(screen.answer.sheet, sent.number, moment)
