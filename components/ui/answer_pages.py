"""The story that the pages of problems and of solutions share. The acts come in: only pages may act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol
from uuid import UUID

import streamlit as st

from components import state
from components.rules.asking import asked, at_stage
from components.rules.draft import person_of
from components.rules.masking import masked
from components.texts import answers as texts
from components.texts import discussion as talk_texts
from components.texts import lanes as lane_texts
from components.ui import answer_list, answer_read, asking, discussion, links, notices, query
from components.ui.answer_acts import Decision
from components.ui.answer_deciding import Approvals, Sending, decide
from components.ui.answer_saving import SaveFields
from components.ui.answer_writing import write
from components.ui.asking import Asking, SubPillar
from components.ui.consent import Word
from components.ui.discussion import Said
from components.ui.kept_field import left_over
from components.ui.query import asked_number
from components.ui.referral import Reply
from db.errors import DatabaseUnavailable
from db.gateway.answers import AnswerScreen, AnswersScreen
from db.gateway.city import Reference
from db.gateway.questionnaire import Question, Sheet
from db.identity import Identity


class Acts(Sending, Protocol):
    """What these pages ask and do: ``db.gateway.answers``."""

    save_fields: SaveFields

    def answers_screen(
        self,
        me: Identity,
        *,
        cycle_id: UUID | None,
        sheet: Sheet,
        pillar_code: str | None,
        sector_code: str | None,
        before: int | None,
    ) -> AnswersScreen: ...
    def answer_screen(
        self, me: Identity, *, answer_id: UUID, comments_before: UUID | None
    ) -> AnswerScreen: ...
    def create_draft(
        self, me: Identity, *, request_id: UUID, cycle_id: UUID, sheet: Sheet, pillar_code: str
    ) -> UUID: ...


class Talk(Protocol):
    """What everybody may say beside an answer: ``db.gateway.discussion``."""

    def support_answer(self, me: Identity, *, request_id: UUID, answer_id: UUID) -> None: ...
    def withdraw_support(self, me: Identity, *, request_id: UUID, answer_id: UUID) -> None: ...
    def add_comment(self, me: Identity, *, request_id: UUID, answer_id: UUID, body: str) -> None: ...
    def edit_comment(self, me: Identity, *, request_id: UUID, comment_id: UUID, body: str) -> None: ...
    def remove_comment(self, me: Identity, *, request_id: UUID, comment_id: UUID) -> None: ...


def show_list(me: Identity, sheet: Sheet, reference: Reference, acts: Acts) -> None:
    """All answers, and where to begin a new one."""
    st.title(texts.TITLE[sheet])
    st.caption(texts.INTRO[sheet])
    head = st.container()
    pillar_code, sector_code = answer_list.filters(reference)
    with notices.explained():
        screen = acts.answers_screen(
            me,
            cycle_id=state.cycle_id(),
            sheet=sheet,
            pillar_code=pillar_code,
            sector_code=sector_code,
            before=asked_number(answer_list.BEFORE),
        )
    with head:
        is_open = answer_list.schedule(screen, sheet, reference)
        if is_open and me.unit_id is not None:
            _begin(me, sheet, screen, reference, acts)
            links.to_page(links.LANE, lane_texts.LINK, icon=":material/table:")
    if me.unit_id is not None:
        answer_list.own(screen.own, sheet, reference.pillars, is_open=is_open)
    answer_list.others(screen.others, sheet, reference.pillars)


def read(me: Identity, answer_id: UUID, acts: Acts) -> tuple[AnswerScreen, bool]:
    """The answer, and whether it is only what this tab saw last because the database is away.

    A form in progress must stay on screen: what leaves the screen leaves the browser.
    """
    try:
        before = query.beside(discussion.BEFORE)
        return acts.answer_screen(me, answer_id=answer_id, comments_before=before), False
    except DatabaseUnavailable:
        last: AnswerScreen | None = state.last_screen(answer_id)
        if last is None:
            raise
        return last, True


def show_answer(
    me: Identity,
    screen: AnswerScreen,
    reference: Reference,
    acts: Acts,
    approvals: Approvals,
    talk: Talk,
    ask: Asking,
    *,
    is_away: bool,
) -> None:
    """The form of a draft that may be written, or was being written until now; else the answer to read."""
    answer = screen.answer
    questions = _questions(screen, reference)
    is_form = screen.is_editable or state.loaded(answer.id) is not None
    answer_read.heading(screen, reference, is_form=is_form)
    decision: Decision | Said | asking.Said | None
    if is_form:
        state.keep_screen(answer.id, replace(screen, comments=(), history=(), linked=()))
        decision = write(me, screen, questions, reference, acts.save_fields, is_away=is_away)
    else:
        if screen.is_own:
            left_over(answer.id, person_of(me), questions)
        decision = answer_read.show(screen, reference)
    if isinstance(decision, Said):
        _speak(me, screen, decision, talk)
    elif isinstance(decision, Reply | Word | SubPillar):
        asking.say(me, screen, decision, ask)
    elif decision is not None:
        zone = reference.city.time_zone
        decide(me, screen, decision, questions, zone, sending=acts, approvals=approvals)


def _begin(me: Identity, sheet: Sheet, screen: AnswersScreen, reference: Reference, acts: Acts) -> None:
    pillar_code = answer_list.new_answer(sheet, reference.pillars)
    if pillar_code is None:
        return
    act = f"create.{sheet}.{pillar_code}"
    with notices.explained():
        answer_id = acts.create_draft(
            me,
            request_id=state.request_id(act),
            cycle_id=screen.cycle.id,
            sheet=sheet,
            pillar_code=pillar_code,
        )
    state.done(act)
    st.switch_page(links.ANSWERS[sheet], query_params={"id": str(answer_id)})


def _questions(screen: AnswerScreen, reference: Reference) -> Sequence[Question]:
    """What this answer is asked: the core, and what its pillar adds, as required at its stage."""
    answer = screen.answer
    return at_stage(asked(reference.questions.get(answer.sheet, ()), answer.pillar_code), screen.stage)


def _speak(me: Identity, screen: AnswerScreen, said: Said, talk: Talk) -> None:
    """Do what was said, say so, and begin the run anew."""
    act = f"{said.act}.{said.about}"
    with notices.explained():
        news = _word(me, said, talk, state.request_id(act, said))
    state.done(act)
    if said.act == "support" and said.about != screen.answer.id:
        state.set_may_be_given_up(screen.answer.id, True)
    state.keep_news(news)
    state.begin_at_top()
    st.rerun()


def _word(me: Identity, said: Said, talk: Talk, request_id: UUID) -> str:
    """One write; the sentence that says what it did."""
    if said.act == "support":
        talk.support_answer(me, request_id=request_id, answer_id=said.about)
        return talk_texts.SUPPORTED
    if said.act == "withdraw_support":
        talk.withdraw_support(me, request_id=request_id, answer_id=said.about)
        return talk_texts.WITHDRAWN
    if said.act == "comment":
        talk.add_comment(me, request_id=request_id, answer_id=said.about, body=said.text or "")
        return talk_texts.kept(talk_texts.SAVED, is_masked=_is_masked(said))
    if said.act == "edit_comment":
        talk.edit_comment(me, request_id=request_id, comment_id=said.about, body=said.text or "")
        return talk_texts.kept(talk_texts.EDITED, is_masked=_is_masked(said))
    talk.remove_comment(me, request_id=request_id, comment_id=said.about)
    return talk_texts.REMOVED


def _is_masked(said: Said) -> bool:
    """Whether the database kept the comment with dots for some of its digits."""
    return said.text is not None and masked(said.text) != said.text
