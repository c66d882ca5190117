"""What a unit is asked about an answer beside its form, and how it is done. The acts come in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

import streamlit as st

from components import state
from components.rules.asking import asks_sub_pillar
from components.texts import answers as answer_texts
from components.texts import asking as texts
from components.texts import format as fmt
from components.ui import answer_list, consent, notices, referral
from components.ui.consent import Word
from components.ui.plain import plain
from components.ui.referral import Reply
from db.gateway.answers import AnswerScreen
from db.gateway.asking import Asked, Authority, Response, Willing
from db.gateway.city import Pillar, Reference
from db.gateway.rows import AnswerRow
from db.identity import Identity


class Asking(Protocol):
    """What units say: ``db.gateway.asking``."""

    def answer_referral(
        self,
        me: Identity,
        *,
        request_id: UUID,
        referral_id: UUID,
        response: Response,
        body: str | None,
        data: Sequence[Mapping[str, Any]],
        authority: Authority | None,
        other_unit_id: UUID | None,
    ) -> None: ...
    def give_consent(
        self,
        me: Identity,
        *,
        request_id: UUID,
        answer_id: UUID,
        version: int,
        response: Willing,
        body: str | None,
    ) -> None: ...
    def undo_consent(self, me: Identity, *, request_id: UUID, answer_id: UUID, version: int) -> None: ...
    def choose_sub_pillar(
        self, me: Identity, *, request_id: UUID, answer_id: UUID, sub_pillar: str
    ) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SubPillar:
    code: str


Said = Reply | Word | SubPillar


def panel(screen: AnswerScreen, reference: Reference) -> Said | None:
    """Draw what this unit is asked about the answer; what it says, in the run where it does."""
    said: Said | None = None
    questions = reference.questions.get(screen.answer.sheet, ())
    if screen.is_own and screen.cycle.is_open and asks_sub_pillar(questions, screen):
        said = _sub_pillar(screen, reference)
    consent.line(screen.consent, reference.city.time_zone)
    said = consent.own(screen) or said
    return referral.own(screen.referrals, reference) or said


def say(me: Identity, screen: AnswerScreen, said: Said, asking: Asking) -> None:
    """Do what was said, say so, and begin the run anew."""
    act = f"asked.{screen.answer.id}"
    with notices.explained(texts.FIELDS, reads_again=True):
        news = _write(me, screen.answer.id, said, asking, state.request_id(act, said))
    state.done(act)
    state.keep_news(news)
    state.begin_at_top()
    st.rerun()


def at_home(referrals: Sequence[Asked], consents: Sequence[AnswerRow], pillars: Sequence[Pillar]) -> None:
    """What other units' answers ask of this one, each a link, the most urgent first."""
    if referrals:
        st.subheader(texts.HOME_REFERRALS, anchor=False)
    for one in referrals:
        day = fmt.date_(one.due_on)
        st.caption(f":material/schedule: {texts.late(day)}" if one.is_overdue else texts.until(day))
        answer_list.line(one.answer, pillars)
    if consents:
        st.subheader(texts.HOME_CONSENTS, anchor=False)
        st.caption(texts.HOME_CONSENTS_HELP)
    for row in consents:
        answer_list.line(row, pillars)


def returned(screen: AnswerScreen, zone: str) -> None:
    """Above a returned answer: until when it may be mended, and what was said about the whole."""
    found = screen.returned
    if found is None:
        return
    if found.due_at is not None:
        st.warning(texts.returned_until(fmt.last_day(found.due_at, zone)), icon=":material/event:")
    st.caption(plain(texts.returned_by(found.by, fmt.moment(found.at, zone))))
    if found.reason:
        st.text(answer_texts.reason(screen.answer.status, found.reason))


def _sub_pillar(screen: AnswerScreen, reference: Reference) -> SubPillar | None:
    st.info(texts.SUB_PILLAR_ASKED, icon=":material/category:")
    names = {sub.code: sub.name for sub in reference.pillar(screen.answer.pillar_code).sub_pillars}
    key = f"sub_pillar.{screen.answer.id}"
    chosen = st.selectbox(texts.SUB_PILLAR, list(names), format_func=names.__getitem__, key=key)
    is_sent = st.button(texts.SUB_PILLAR_SEND, type="primary", key=f"{key}.send")
    return SubPillar(code=chosen) if is_sent and chosen else None


def _write(me: Identity, answer_id: UUID, said: Said, asking: Asking, request_id: UUID) -> str:
    """One write; the sentence that says what it did."""
    if isinstance(said, Reply):
        asking.answer_referral(
            me,
            request_id=request_id,
            referral_id=said.referral_id,
            response=said.response,
            body=said.body,
            data=said.data,
            authority=said.authority,
            other_unit_id=said.other_unit_id,
        )
        return texts.SENT
    if isinstance(said, SubPillar):
        asking.choose_sub_pillar(me, request_id=request_id, answer_id=answer_id, sub_pillar=said.code)
        return texts.SUB_PILLAR_SENT
    if said.response is None:
        asking.undo_consent(me, request_id=request_id, answer_id=answer_id, version=said.version)
        return texts.CONSENT_UNDONE
    asking.give_consent(
        me,
        request_id=request_id,
        answer_id=answer_id,
        version=said.version,
        response=said.response,
        body=said.body,
    )
    return texts.CONSENT_SENT
