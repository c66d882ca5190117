"""An answer to read: its fate, its content, its links, what was said about it, what happened to it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.rules.asking import readable
from components.texts import answers as texts
from components.texts import format as fmt
from components.texts import history as history_texts
from components.ui import (
    answer_acts,
    answer_list,
    answers,
    asking,
    discussion,
    evidence,
    links,
    merged,
    on_behalf,
    past,
)
from components.ui.answer_acts import Decision
from components.ui.discussion import Said
from components.ui.plain import plain
from components.ui.windows import window_lines
from db.gateway.answers import AnswerScreen
from db.gateway.city import Pillar, Reference
from db.gateway.questionnaire import SURVEY, Sheet


def heading(screen: AnswerScreen, reference: Reference, *, is_form: bool) -> None:
    """Title, status in words, reason. A form is named by its pillar: its title is being written."""
    answer = screen.answer
    pillar = reference.pillar(answer.pillar_code).name
    named = texts.titled(answer.sheet, answer.number, answer.title)
    is_survey = answer.sheet in SURVEY
    st.title(plain(texts.form_title(answer.sheet, pillar) if is_form and is_survey else named))
    st.markdown(
        f"{texts.STATUS_ICON[answer.status]} "
        f"{plain(texts.status_line(answer.status, answer.unit_name, pillar))}"
    )
    sent = fmt.moment(answer.sent_at, reference.city.time_zone) if answer.sent_at else None
    if screen.is_own and screen.on_behalf is None:
        st.caption(texts.meaning(answer.status, sent))
    elif sent:
        st.caption(texts.sent_on(sent))
    on_behalf.notice(screen, reference.city.time_zone)
    merged.fate(screen, reference.city.time_zone)
    if screen.returned is not None and screen.is_own:
        asking.returned(screen, reference.city.time_zone)
    elif answer.reason:
        with st.container(border=True):
            st.text(texts.reason(answer.status, answer.reason))
    _ways_back_in_time(screen)


def way_back(sheet: Sheet) -> None:
    """To the list; it is there also when the answer is not."""
    links.to_page(links.ANSWERS[sheet], texts.BACK[sheet], icon=":material/arrow_back:")


def show(screen: AnswerScreen, reference: Reference) -> Decision | Said | asking.Said | None:
    """Draw everything about an answer that is not being written; what the person decides or says."""
    decision = None
    if screen.is_own:
        window_lines(screen.windows, screen.answer.sheet, reference.city.time_zone)
        if screen.is_open:
            decision = answer_acts.own(screen)
        elif screen.answer.status in ("draf", "dikembalikan"):
            st.info(texts.READ_ONLY, icon=":material/lock:")
    if on_behalf.confirmation(screen):
        decision = Decision(act="confirm")
    asked = asking.panel(screen, reference)
    supported = discussion.support(screen)
    names = problem_names(screen)
    questions = reference.questions.get(screen.answer.sheet, ())
    read = readable(questions, screen.answer.pillar_code, screen.values)
    answers.answers_table(read, screen.values, reference=reference, problems=names)
    evidence.show(screen, reference.city.time_zone)
    merged.originals(screen, reference.city.time_zone)
    _linked(screen, reference.pillars)
    said = discussion.comments(screen, reference.city.time_zone)
    _history(screen, reference.city.time_zone)
    return decision or asked or supported or said


def problem_names(screen: AnswerScreen) -> dict[str, str]:
    """Id -> number, title and unit of the problems that a solution may name or names."""
    return answers.problem_names([*screen.linkable, *screen.linked])


def _ways_back_in_time(screen: AnswerScreen) -> None:
    """To its history and to the receipt of what was sent, for those who may see them."""
    id_ = str(screen.answer.id)
    with st.container(horizontal=True):
        if screen.fields or screen.history:
            links.to_page(links.HISTORY, history_texts.SEE, icon=":material/history:", id=id_)
        if any(step.status == "dikirim" for step in screen.history):
            links.to_page(links.RECEIPT, history_texts.SEE_RECEIPT, icon=":material/print:", id=id_)


def _linked(screen: AnswerScreen, pillars: Sequence[Pillar]) -> None:
    sheet = screen.answer.sheet
    if sheet not in SURVEY:
        return
    st.subheader(texts.LINKED[sheet])
    if not screen.linked:
        st.caption(texts.NOT_LINKED[sheet])
    for row in screen.linked:
        answer_list.line(row, pillars)


def _history(screen: AnswerScreen, zone: str) -> None:
    if not screen.history:
        return
    with st.expander(texts.HISTORY, icon=":material/history:"):
        for step in screen.history:
            past.step(step, zone)
