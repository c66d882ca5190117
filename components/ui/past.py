"""An answer's past: its changes of state, two of them side by side, and who wrote which field when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components.rules.asking import readable
from components.rules.difference import Piece, apart
from components.rules.questionnaire import changed, is_answered
from components.texts import answers as answer_texts
from components.texts import format as fmt
from components.texts import history as texts
from components.ui import links
from components.ui.answers import as_text, problem_names
from components.ui.plain import plain
from db.gateway.answers import Step
from db.gateway.city import Reference
from db.gateway.history import Change, HistoryScreen, Version
from db.gateway.questionnaire import Question

OLDER, NEWER, FIELD = "dari", "ke", "isian"  # in the address: what is laid side by side
_NOW = -1


def show(screen: HistoryScreen, reference: Reference) -> None:
    """Draw it all; a choice of two states goes into the address and begins the run anew."""
    answer = screen.answer
    links.to_page(links.ANSWERS[answer.sheet], texts.BACK, icon=":material/arrow_back:", id=str(answer.id))
    st.title(texts.TITLE)
    st.text(answer_texts.titled(answer.sheet, answer.number, answer.title))
    questions = readable(
        reference.questions.get(answer.sheet, ()), answer.pillar_code, {**screen.older, **screen.newer}
    )
    if screen.trail:
        _trail(screen, questions, reference)
    _compared(screen, questions, reference)
    _changes(screen, questions, reference.city.time_zone)
    _steps(screen.versions, reference.city.time_zone)


def marked(pieces: Sequence[Piece], sign: str, colour: str) -> str:
    """Markdown: the text letter by letter; what the other text lacks has a sign and a colour."""
    lines: list[list[str]] = [[]]
    for piece in pieces:
        for at, part in enumerate(piece.text.splitlines() or [piece.text]):
            if at:
                lines.append([])
            lines[-1].append(_part(part, None if piece.is_common else sign, colour))
        if piece.text.endswith("\n"):
            lines.append([])
    return "  \n".join("".join(line).strip() or "\u00a0" for line in lines)


def _part(text: str, sign: str | None, colour: str) -> str:
    bare = text.strip()
    if not bare or sign is None:
        return plain(text)
    end = " " if text[-1:].isspace() else ""
    return f":{colour}-background[{sign}\u00a0{plain(bare)}]{end}"


def _compared(screen: HistoryScreen, questions: Sequence[Question], reference: Reference) -> None:
    st.subheader(texts.COMPARE, anchor=False)
    newer = _choose(screen, reference.city.time_zone)
    differing = changed(screen.older, {key: screen.newer.get(key) for key in {*screen.older, *screen.newer}})
    if not differing:
        st.info(texts.SAME)
        return
    st.caption(texts.SIGNS)
    for question in questions:
        if question.key in differing:
            side_by_side(
                question,
                screen.older.get(question.key),
                screen.newer.get(question.key),
                problem_names(screen.linked),
                reference,
            )
            _say_who(question, screen, newer, reference.city.time_zone)


def _choose(screen: HistoryScreen, zone: str) -> int | None:
    """Two states to compare; the newer one that is shown, None is now."""
    states = {0: texts.BEGINNING} | {one.version: _named(one, zone) for one in screen.versions}
    shown = _asked(screen)
    with st.form("history.states", border=False):
        older = _state(texts.OLDER, states, screen.older_version, "older")
        newer = _state(texts.NEWER, {**states, _NOW: texts.NOW}, shown, "newer")
        is_chosen = st.form_submit_button(texts.DO_COMPARE, icon=":material/swap_horiz:")
    if is_chosen:
        st.query_params[OLDER] = str(older)
        st.query_params.pop(NEWER, None)
        if newer != _NOW:
            st.query_params[NEWER] = str(newer)
        st.rerun()
    return None if shown == _NOW else shown


def _asked(screen: HistoryScreen) -> int:
    written = st.query_params.get(NEWER, "")
    known = {str(one.version): one.version for one in screen.versions} | {"0": 0}
    return known.get(written, _NOW)


def _state(label: str, states: Mapping[int, str], shown: int, name: str) -> int:
    places = list(states)
    chosen: int = st.selectbox(
        label,
        places,
        index=places.index(shown) if shown in states else 0,
        format_func=states.__getitem__,
        key=f"history.{name}.{shown}",
    )
    return chosen


def side_by_side(
    question: Question, before: object, after: object, problems: Mapping[str, str], reference: Reference
) -> None:
    """Two answers to one question, with marks on what only one of them has."""
    st.markdown(f"**{plain(question.label)}**")
    old, new = (
        as_text(question, value, reference=reference, problems=problems) if is_answered(value) else ""
        for value in (before, after)
    )
    removed, added = apart(old, new)
    left, right = st.columns(2, border=True)
    with left:
        st.caption(texts.OLDER)
        st.markdown(marked(removed, "−", "red") if old else texts.EMPTY)
    with right:
        st.caption(texts.NEWER)
        st.markdown(marked(added, "+", "green") if new else texts.EMPTY)


def _say_who(question: Question, screen: HistoryScreen, newer: int | None, zone: str) -> None:
    made = [
        texts.who_when(one.by, fmt.moment(one.at, zone))
        for one in screen.changes
        if one.field == question.key
        and screen.older_version <= one.after_version
        and (newer is None or one.after_version < newer)
    ]
    if made:
        st.caption(plain(texts.changed_by(made[-3:])))


def _changes(screen: HistoryScreen, questions: Sequence[Question], zone: str) -> None:
    """Field by field, who wrote last; its unit can look at the texts."""
    st.subheader(texts.CHANGES, anchor=False)
    if not screen.changes:
        st.caption(texts.NO_CHANGES)
        return
    st.caption(texts.CHANGES_HELP)
    for question in questions:
        made = [one for one in screen.changes if one.field == question.key]
        if made:
            _changed_field(screen, question, made, zone)


def _changed_field(screen: HistoryScreen, question: Question, made: Sequence[Change], zone: str) -> None:
    last = made[-1]
    with st.container(gap=None):
        st.text(texts.changes(question.label, len(made), last.by, fmt.moment(last.at, zone)))
        if screen.is_own:
            query = {"id": str(screen.answer.id), FIELD: question.key}
            links.to_page(links.HISTORY, texts.SEE_TEXTS, icon=":material/history:", **query)


def _trail(screen: HistoryScreen, questions: Sequence[Question], reference: Reference) -> None:
    """The texts that stood in one field, newest first."""
    for question in questions:
        if question.key == screen.trail[0].field:
            st.subheader(plain(texts.heading(question.label)), anchor=False)
            for text in screen.trail:
                moment = fmt.moment(text.at, reference.city.time_zone)
                side_by_side(question, text.before, text.value, problem_names(screen.linked), reference)
                st.caption(plain(texts.changed_by([texts.who_when(text.by, moment)])))


def _steps(versions: Sequence[Version], zone: str) -> None:
    st.subheader(texts.STEPS, anchor=False)
    if not versions:
        st.caption(texts.NO_STEPS)
    for one in versions:
        step(one, zone)


def step(one: Version | Step, zone: str) -> None:
    """One change of state: what, when, who, why, and whether it was taken back."""
    st.text(answer_texts.step(one.status, fmt.moment(one.at, zone), one.by))
    if one.reason:
        st.text(answer_texts.reason(one.status, one.reason))
    if one.undone_by:
        st.caption(plain(texts.undone_by(one.undone_by)))


def _named(one: Version, zone: str) -> str:
    return texts.step(answer_texts.STATUS[one.status], fmt.moment(one.at, zone), one.by)
