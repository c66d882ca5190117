"""The questionnaire: edited as a proposal, looked at as a form, and asked once it is published."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from components import cached, state
from components.documents.cells import Unreadable
from components.documents.xlsform_reading import questions_of
from components.documents.xlsform_writing import xlsform_of
from components.rules import editing as rules
from components.texts import questions as texts
from components.texts import xlsform as file_texts
from components.ui import notices, question_editor, question_refusal
from components.ui import questions as ui_questions
from db.gateway import editing
from db.gateway.questionnaire import Question

me = state.require_identity()

st.title(texts.TITLE)
st.caption(texts.INTRO)

with notices.explained():
    reference = cached.reference(me, state.cycle_id())
sheet = ui_questions.sheet(reference)
with notices.explained():
    desk = editing.question_desk(me, cycle_id=state.cycle_id(), sheet=sheet)
if not desk.cycle.is_open:
    st.info(texts.ARCHIVED, icon=":material/archive:")
    st.stop()
ui_questions.standing(desk, reference.city.time_zone)
is_current = desk.proposal is not None and desk.proposal.base == desk.edition
questions = desk.proposal.questions if desk.proposal and is_current else desk.asked


def keep(listed: Sequence[Question], news: str) -> None:
    """Make this list the proposal, say so, and begin the run anew."""
    act = f"propose.{sheet}"
    with question_refusal.explained([*desk.questions, *listed]):
        editing.propose_questions(
            me,
            request_id=state.request_id(act, [desk.edition, *listed]),
            cycle_id=desk.cycle.id,
            sheet=sheet,
            base=desk.edition,
            questions=listed,
        )
    state.done(act)
    state.keep_news(news)
    st.rerun()


tabs = (texts.TAB_LIST, texts.TAB_EDIT, texts.TAB_FILE, texts.TAB_PREVIEW, texts.TAB_PUBLISH)
shown = st.segmented_control(
    texts.SHEET,
    tabs,
    default=texts.TAB_LIST,
    required=True,
    label_visibility="collapsed",
    key="questions.tab",
)
if shown == texts.TAB_LIST:
    ui_questions.listing(questions, desk, reference)
if shown == texts.TAB_EDIT:
    made = question_editor.edited(questions, desk, reference)
    if made is not None and made.is_removed:
        keep(rules.without(questions, made.question.key), texts.kept(made.question.label))
    elif made is not None:
        keep(rules.placed(questions, made.question, made.after), texts.kept(made.question.label))
if shown == texts.TAB_FILE:
    form = partial(xlsform_of, questions, title=f"{sheet} {desk.cycle.year}", form_id=sheet)
    ui_questions.download(form, texts.file_name(sheet, desk.cycle.year))
    content = ui_questions.upload()
    if content is not None:
        try:
            read = questions_of(content, pillars=[pillar.code for pillar in reference.pillars])
        except Unreadable as refusal:
            ui_questions.findings([refusal.sentence], is_fatal=True)
            st.stop()
        lines = [
            texts.finding(file_texts.place(one.sheet, one.row), one.sentence)
            for one in read.findings
            if one.is_fatal or read.questions
        ]
        ui_questions.findings(lines, is_fatal=not read.questions)
        if read.questions:
            ui_questions.differences(rules.changes(desk.asked, read.questions), desk.answered)
            if ui_questions.use_file():
                keep(read.questions, texts.file_kept(len(read.questions)))
if shown == texts.TAB_PREVIEW:
    ui_questions.preview(questions, reference)
if shown == texts.TAB_PUBLISH:
    found = rules.changes(desk.asked, questions)
    ui_questions.differences(found, desk.answered)
    decision = ui_questions.publish(is_ready=is_current and bool(found)) if desk.proposal else None
    if decision is not None:
        act = f"{decision}.{sheet}.{desk.edition}"
        once = state.request_id(act)
        with question_refusal.explained([*desk.questions, *questions]):
            if decision == "publish":
                editing.publish_questions(
                    me, request_id=once, cycle_id=desk.cycle.id, sheet=sheet, base=desk.edition
                )
            else:
                editing.drop_proposal(me, request_id=once, cycle_id=desk.cycle.id, sheet=sheet)
        state.done(act)
        cached.reference.clear()
        state.keep_news(texts.published_now(len(questions)) if decision == "publish" else texts.DROPPED)
        st.rerun()
