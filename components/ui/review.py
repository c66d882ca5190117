"""One answer with everything about it on one screen, and beside it what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import state
from components.rules.asking import readable
from components.rules.questionnaire import changed
from components.texts import answers as answer_texts
from components.texts import format as fmt
from components.texts import history as history_texts
from components.texts import review as texts
from components.ui import consent, discussion, evidence, links, merged, on_behalf, past, query, referral
from components.ui.answer_read import problem_names
from components.ui.answers import answers_table
from components.ui.plain import plain
from components.ui.review_acts import Act, panel
from components.ui.review_queue import FILTERS
from db.gateway.answers import AnswerScreen
from db.gateway.city import Reference
from db.gateway.questionnaire import SURVEY, Question
from db.gateway.review import OpenReview, Place, ReviewAct, SentBefore


def answer(opened: OpenReview, reference: Reference) -> Act | None:
    """Draw one answer and, beside it, the acts; the one that is given, in the run where it is."""
    screen, zone = opened.screen, reference.city.time_zone
    _way(opened.queue)
    _heading(screen, reference)
    _others(opened, zone)
    content, beside = st.columns([3, 2], gap="large")
    with beside:
        act = panel(opened, reference)
        consent.line(screen.consent, zone)
        referral.replies(screen.referrals, zone)
        _acts(opened.acts, reference)
    with content:
        questions = readable(
            reference.questions.get(screen.answer.sheet, ()), screen.answer.pillar_code, screen.values
        )
        if opened.sent_before is not None:
            _difference(opened, opened.sent_before, questions, reference)
        st.subheader(texts.ANSWER, anchor=False)
        answers_table(questions, screen.values, reference=reference, problems=problem_names(screen))
        evidence.show(screen, zone)
        merged.originals(screen, zone)
        if screen.answer.sheet in SURVEY:
            merged.ways(screen)
        _linked(screen)
        _said(screen, zone)
    return act


def changed_meanwhile(opened: OpenReview, base: int, zone: str) -> None:
    """Say that what stands here is not what stood here, and who changed it."""
    if base == opened.revision:
        return
    last = opened.acts[0] if opened.acts else None
    if last is None:
        st.warning(texts.CHANGED_BY_UNIT, icon=":material/update:")
        return
    by, at = (last.undone_by, last.undone_at) if last.undone_by and last.undone_at else (last.by, last.at)
    name = texts.UNDO if last.undone_by else texts.ACTS[last.decision]
    st.warning(plain(texts.changed_since(name, by, fmt.moment(at, zone))), icon=":material/update:")


def open_next(place: Place) -> None:
    """The next of the queue in the run that begins now, or the list when there is none."""
    query.ask_for("id", str(place.next_id) if place.next_id else None)
    state.forget_base()
    state.begin_at_top()


def _way(place: Place) -> None:
    kept = query.kept(*FILTERS)
    links.to_page(links.REVIEW, texts.BACK, icon=":material/arrow_back:", **kept)
    with st.container(horizontal=True, vertical_alignment="center"):
        if place.previous_id is not None:
            links.to_page(
                links.REVIEW,
                texts.PREVIOUS_ONE,
                icon=":material/chevron_left:",
                **kept,
                id=str(place.previous_id),
            )
        if place.next_id is not None:
            links.to_page(
                links.REVIEW, texts.NEXT_ONE, icon=":material/chevron_right:", **kept, id=str(place.next_id)
            )
        if place.position and place.total:
            st.caption(texts.place(place.position, place.total), width="content")


def _heading(screen: AnswerScreen, reference: Reference) -> None:
    row = screen.answer
    st.title(plain(answer_texts.titled(row.sheet, row.number, row.title)))
    status = answer_texts.status_line(row.status, row.unit_name, reference.pillar(row.pillar_code).name)
    st.markdown(f"{answer_texts.STATUS_ICON[row.status]} {plain(status)}")
    if row.sent_at:
        st.caption(answer_texts.sent_on(fmt.moment(row.sent_at, reference.city.time_zone)))
    on_behalf.notice(screen, reference.city.time_zone)
    merged.fate(screen, reference.city.time_zone)
    if row.reason:
        st.text(answer_texts.reason(row.status, row.reason))


def _others(opened: OpenReview, zone: str) -> None:
    for one in opened.lookers:
        st.info(plain(texts.also_looking(one.name, fmt.clock(one.at, zone))), icon=":material/group:")


def _difference(
    opened: OpenReview, before: SentBefore, questions: Sequence[Question], reference: Reference
) -> None:
    """What was sent the time before beside what was sent now, and at each field what had been asked."""
    st.subheader(texts.DIFFERENCE, anchor=False)
    screen = opened.screen
    live = [one for one in opened.acts if one.decision == "dikembalikan" and one.undone_at is None]
    returned = live[0] if live else None
    reasons = returned.fields if returned else {}
    if returned is not None and returned.reason:
        st.text(texts.field_reason(texts.LAST_ASKED, returned.reason))
    differing = changed(
        before.values, {key: screen.values.get(key) for key in {*before.values, *screen.values}}
    )
    if not differing:
        st.info(texts.NO_DIFFERENCE)
    else:
        st.caption(history_texts.SIGNS)
    for question in questions:
        if question.key in differing:
            past.side_by_side(
                question,
                before.values.get(question.key),
                screen.values.get(question.key),
                problem_names(screen),
                reference,
            )
        if question.key in reasons:
            st.caption(plain(texts.asked_there(question.label, reasons[question.key])))


def _linked(screen: AnswerScreen) -> None:
    sheet = screen.answer.sheet
    if sheet not in SURVEY:
        return
    st.subheader(texts.LINKED[sheet], anchor=False)
    if not screen.linked:
        st.caption(texts.NOT_LINKED[sheet])
    for row in screen.linked:
        title = answer_texts.titled(row.sheet, row.number, row.title)
        with st.container(border=True, gap="xsmall"):  # a link is one line, cut off where it is too long
            st.text(f"{title} · {answer_texts.STATUS[row.status]}")
            links.to_page(
                links.REVIEW,
                texts.read(row.number or 0),
                icon=answer_texts.STATUS_ICON[row.status],
                id=str(row.id),
            )


def _said(screen: AnswerScreen, zone: str) -> None:
    discussion.supporters(screen)
    if screen.comments:
        st.subheader(texts.COMMENTS, anchor=False)
    for comment in screen.comments:
        with st.container(border=True, gap="xsmall"):
            discussion.line(comment, zone)
    if screen.history:
        st.subheader(texts.HISTORY, anchor=False)
    for step in screen.history:
        past.step(step, zone)


def _acts(acts: Sequence[ReviewAct], reference: Reference) -> None:
    """Every act of review, taken back or not, newest first."""
    if not acts:
        return
    zone = reference.city.time_zone
    with st.expander(texts.ACTS_HEADING, icon=":material/gavel:"):
        for one in acts:
            with st.container(gap=None):
                st.text(texts.act(texts.ACTS[one.decision], one.by, fmt.moment(one.at, zone)))
                if one.decision == "dipindah":
                    old, new = (reference.pillar(code or "") for code in (one.from_pillar, one.to_pillar))
                    st.caption(plain(texts.moved(old.name, new.name)))
                if one.reason:
                    st.caption(plain(one.reason))
                if one.due_at:
                    st.caption(texts.due(fmt.last_day(one.due_at, zone)))
                if one.undone_by and one.undone_at:
                    st.caption(plain(texts.taken_back(one.undone_by, fmt.moment(one.undone_at, zone))))
