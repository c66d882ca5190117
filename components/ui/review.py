"""The queue of sent answers, and one answer beside the decision about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import streamlit as st

from components.rules.asking import readable
from components.texts import answers as answer_texts
from components.texts import format as fmt
from components.texts import review as texts
from components.ui import answer_list, discussion, evidence, links, on_behalf, query
from components.ui.answer_read import problem_names
from components.ui.answers import answers_table
from components.ui.plain import plain
from db.gateway.answers import AnswerScreen
from db.gateway.city import Reference
from db.gateway.curation import Decision, ReviewScreen
from db.gateway.questionnaire import SURVEY, Sheet
from db.gateway.rows import AnswerRow, Status

_PAGE: Final = 50
_STATUSES: Final[tuple[Status, ...]] = ("dikirim", "diterima", "dikembalikan", "ditolak", "ditarik")
_FILTERS: Final = (
    "survei",
    "status",
    "pilar",
    answer_list.SECTOR,
)  # a link to an answer keeps them, and the way back has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    sheet: Sheet
    status: Status
    pillar_code: str | None
    sector_code: str | None
    after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    decision: Decision
    reason: str | None


def filters(reference: Reference) -> Filters:
    """What to list; it stands in the address."""
    names = {"": texts.ALL_PILLARS} | {pillar.code: pillar.name for pillar in reference.pillars}
    sheets = {sheet.code: sheet.label for sheet in reference.sheets}
    (left, middle), (right, last) = st.columns(2), st.columns(2)  # four beside each other cut their words off
    sheet = left.selectbox(
        texts.SHEET,
        list(sheets),
        format_func=sheets.__getitem__,
        key="survei",
        bind="query-params",
        on_change=_from_the_start,
    )
    status = middle.selectbox(
        texts.STATUS,
        _STATUSES,
        format_func=texts.STATUSES.__getitem__,
        key="status",
        bind="query-params",
        on_change=_from_the_start,
    )
    pillar = right.selectbox(
        texts.PILLAR,
        list(names),
        format_func=names.__getitem__,
        key="pilar",
        bind="query-params",
        on_change=_from_the_start,
    )
    with last:
        sector_code = answer_list.sector_filter(reference, on_change=_from_the_start)
    return Filters(
        sheet=sheet,
        status=status,
        pillar_code=pillar or None,  # a list forgets a choice that is None, and asks in English
        sector_code=sector_code,
        after=query.asked_number("sesudah"),
    )


def queue(screen: ReviewScreen, by: Filters, reference: Reference) -> list[UUID] | None:
    """Draw a page of the list; the ids to accept in the run where those chosen are, else None."""
    _counts(screen, by.sheet)
    if not screen.answers:
        nothing = texts.NOTHING_WAITS if by.status == "dikirim" else texts.NOTHING
        st.info(texts.NO_MORE if by.after else nothing)
    accepted = None
    if screen.answers and by.status == "dikirim" and screen.cycle.is_open:
        accepted = _choices(screen.answers, reference)
    else:
        for row in screen.answers:
            with st.container(border=True, gap="xsmall"):
                st.markdown(f"{answer_texts.STATUS_ICON[row.status]} {_title(row)}")
                _beneath(row, reference)
    _turn(screen.answers, by)
    return accepted


def answer(screen: AnswerScreen, reference: Reference) -> Verdict | None:
    """Draw one answer and, beside it, the decision; the verdict in the run where it is given."""
    row = screen.answer
    links.to_page(links.REVIEW, texts.BACK, icon=":material/arrow_back:", **query.kept(*_FILTERS))
    st.title(plain(answer_texts.titled(row.sheet, row.number, row.title)))
    pillar = reference.pillar(row.pillar_code)
    status = plain(answer_texts.status_line(row.status, row.unit_name, pillar.name))
    st.markdown(f"{answer_texts.STATUS_ICON[row.status]} {status}")
    on_behalf.notice(screen, reference.city.time_zone)
    if row.reason:
        st.text(answer_texts.reason(row.status, row.reason))
    content, beside = st.columns([2, 1], gap="large")
    with beside:
        verdict = _decision(screen)
    with content:
        st.subheader(texts.ANSWER)
        questions = readable(reference.questions.get(row.sheet, ()), row.pillar_code, screen.values)
        answers_table(questions, screen.values, reference=reference, problems=problem_names(screen))
        evidence.show(screen, reference.city.time_zone)
        _linked(screen)
        _said(screen, reference.city.time_zone)
    return verdict


def _from_the_start() -> None:
    st.query_params.pop("sesudah", None)


def _counts(screen: ReviewScreen, sheet: Sheet) -> None:
    found = {one.status: one.answers for one in screen.counts if one.sheet == sheet}
    shown = [status for status in _STATUSES if found.get(status)]
    if shown:
        st.caption(" · ".join(texts.status_with_count(status, found[status]) for status in shown))


def _choices(rows: Sequence[AnswerRow], reference: Reference) -> list[UUID] | None:
    with st.form("review.queue", border=False):
        is_all = st.checkbox(texts.ALL_ON_PAGE, key="review.all")
        chosen = []
        for row in rows:
            with st.container(border=True, gap="xsmall"):
                if st.checkbox(_title(row), key=f"review.{row.id}"):
                    chosen.append(row.id)
                _beneath(row, reference)
        is_sent = st.form_submit_button(
            texts.ACCEPT_CHOSEN, type="primary", icon=":material/check_circle:", key="review.accept"
        )
    if is_all:
        chosen = [row.id for row in rows]
    if is_sent and not chosen:
        st.warning(texts.NONE_CHOSEN)
    return chosen if is_sent and chosen else None


def _title(row: AnswerRow) -> str:
    return f"**{plain(answer_texts.titled(row.sheet, row.number, row.title))}**"


def _beneath(row: AnswerRow, reference: Reference) -> None:
    """Who sent it and when, and the way to read it."""
    sent = fmt.moment(row.sent_at, reference.city.time_zone) if row.sent_at else None
    st.caption(plain(texts.line(row.unit_name, reference.pillar(row.pillar_code).name, sent)))
    answer_list.on_behalf_mark(row)
    passed_on = {**query.kept(*_FILTERS), "id": str(row.id)}
    links.to_page(links.REVIEW, texts.read(row.number or 0), icon=":material/visibility:", **passed_on)


def _turn(rows: Sequence[AnswerRow], by: Filters) -> None:
    kept = query.kept(*_FILTERS)
    with st.container(horizontal=True):
        if by.after:
            links.to_page(links.REVIEW, texts.FIRST, icon=":material/arrow_upward:", **kept)
        if len(rows) == _PAGE:
            after = str(rows[-1].number)
            links.to_page(links.REVIEW, texts.NEXT, icon=":material/arrow_downward:", **kept, sesudah=after)


def _decision(screen: AnswerScreen) -> Verdict | None:
    st.subheader(texts.DECIDE)
    if screen.answer.status != "dikirim" or not screen.cycle.is_open:
        st.caption(texts.NOT_WAITING if screen.cycle.is_open else texts.ARCHIVED)
        return None
    key = f"review.{screen.answer.id}"
    verdict = None
    if st.button(texts.ACCEPT, type="primary", icon=":material/check_circle:", key=f"{key}.accept"):
        verdict = Verdict(decision="diterima", reason=None)
    with st.expander(texts.RETURN, icon=":material/replay:"):
        st.caption(texts.RETURN_HELP)
        verdict = _with_reason("dikembalikan", texts.RETURN_CONFIRM, key) or verdict
    with st.expander(texts.DECLINE, icon=":material/cancel:"):
        st.caption(texts.DECLINE_HELP)
        verdict = _with_reason("ditolak", texts.DECLINE_CONFIRM, key) or verdict
    return verdict


def _with_reason(decision: Decision, label: str, key: str) -> Verdict | None:
    with st.form(f"{key}.{decision}", border=False):
        reason = st.text_area(texts.REASON, max_chars=1000, key=f"{key}.{decision}.reason")
        is_sent = st.form_submit_button(label)
    if is_sent and not reason.strip():
        st.warning(texts.REASON_MISSING)
    return Verdict(decision=decision, reason=reason) if is_sent and reason.strip() else None


def _linked(screen: AnswerScreen) -> None:
    sheet = screen.answer.sheet
    if sheet not in SURVEY:
        return
    st.subheader(texts.LINKED[sheet])
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
        st.subheader(texts.COMMENTS)
    for comment in screen.comments:
        with st.container(border=True, gap="xsmall"):
            discussion.line(comment, zone)
    if screen.history:
        st.subheader(texts.HISTORY)
    for step in screen.history:
        st.text(answer_texts.step(step.status, fmt.moment(step.at, zone), step.by))
        if step.reason:
            st.text(answer_texts.reason(step.status, step.reason))
