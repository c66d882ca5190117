"""What a reviewer can do with one answer: each act a record, returned in the run where it is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

import streamlit as st

from components.rules.asking import asked, asks_sub_pillar
from components.texts import format as fmt
from components.texts import review as texts
from components.ui.plain import plain
from components.ui.review_days import day
from db.gateway.city import Reference
from db.gateway.curation import Decision
from db.gateway.questionnaire import Question
from db.gateway.review import OpenReview, Undoable

_MAY_MOVE: Final = ("dikirim", "diterima")
_MOST_FIELDS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    decision: Decision
    reason: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    pillar_code: str
    sub_pillar: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred:
    unit_ids: tuple[UUID, ...]
    question: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SubPillarChosen:
    sub_pillar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    pass


Act = Decided | Moved | Referred | SubPillarChosen | Undone


def panel(opened: OpenReview, reference: Reference) -> Act | None:
    """Draw the acts that are possible now, the likeliest first; the one that is given."""
    screen = opened.screen
    st.subheader(texts.DECIDE, anchor=False)
    if not screen.cycle.is_open:
        st.caption(texts.ARCHIVED)
        return None
    key = f"review.{screen.answer.id}"
    act: Act | None = None
    if screen.answer.status == "dikirim":
        act = _decision(opened, reference, key)
    else:
        st.caption(texts.NOT_WAITING)
    if screen.answer.status in _MAY_MOVE:
        act = _other(opened, reference, key) or act
    if opened.undo is not None:
        act = _undo(opened.undo, key, reference.city.time_zone) or act
    return act


def _decision(opened: OpenReview, reference: Reference, key: str) -> Act | None:
    act: Act | None = None
    if not opened.may_decide:
        st.caption(texts.NO_SAY)
    elif st.button(texts.ACCEPT, type="primary", icon=":material/check_circle:", key=f"{key}.accept"):
        act = Decided(decision="diterima")
    with st.expander(texts.RETURN, icon=":material/replay:"):
        st.caption(texts.RETURN_HELP)
        act = _return(opened, reference, f"{key}.dikembalikan") or act
    if opened.may_decide:
        with st.expander(texts.DECLINE, icon=":material/cancel:"):
            st.caption(texts.DECLINE_HELP)
            act = _decline(f"{key}.ditolak") or act
    return act


def _return(opened: OpenReview, reference: Reference, key: str) -> Decided | None:
    """A reason at each field that is named, one for the whole, and a day."""
    answer = opened.screen.answer
    questions = {one.key: one for one in asked(reference.questions.get(answer.sheet, ()), answer.pillar_code)}
    named = st.multiselect(
        texts.RETURN_FIELDS,
        list(questions),
        format_func=lambda name: questions[name].label,
        max_selections=_MOST_FIELDS,
        placeholder=texts.CHOOSE_FIELDS,
        key=f"{key}.fields",
    )
    fields = {name: _field_reason(questions[name], key) for name in named}
    reason = st.text_area(texts.GENERAL_REASON, max_chars=1000, key=f"{key}.reason")
    due_on = day(texts.DUE, key=f"{key}.due", zone=reference.city.time_zone, help_=texts.DUE_HELP)
    if not st.button(texts.RETURN_CONFIRM, icon=":material/replay:", key=f"{key}.sure"):
        return None
    said = {name: text for name, text in fields.items() if text.strip()}
    if not said and not reason.strip():
        st.warning(texts.REASON_MISSING)
        return None
    return Decided(decision="dikembalikan", reason=reason.strip() or None, fields=said, due_on=due_on)


def _field_reason(question: Question, key: str) -> str:
    label = plain(texts.reason_for(question.label))
    reason: str = st.text_area(label, max_chars=500, height=90, key=f"{key}.{question.key}")
    return reason


def _decline(key: str) -> Decided | None:
    with st.form(key, border=False):
        reason = st.text_area(texts.REASON, max_chars=1000, key=f"{key}.reason")
        is_sent = st.form_submit_button(texts.DECLINE_CONFIRM)
    if is_sent and not reason.strip():
        st.warning(texts.REASON_MISSING)
    return Decided(decision="ditolak", reason=reason) if is_sent and reason.strip() else None


def _other(opened: OpenReview, reference: Reference, key: str) -> Act | None:
    act: Act | None = None
    if asks_sub_pillar(reference.questions.get(opened.screen.answer.sheet, ()), opened.screen):
        act = _sub_pillar(opened, reference, f"{key}.sub_pillar")
    if opened.screen.answer.pillar_code:
        with st.expander(texts.MOVE, icon=":material/drive_file_move:"):
            st.caption(texts.MOVE_HELP)
            act = _move(opened, reference, f"{key}.move") or act
    with st.expander(texts.REFER, icon=":material/forward_to_inbox:"):
        st.caption(texts.REFER_HELP)
        act = _refer(opened, reference, f"{key}.refer") or act
    return act


def _sub_pillar(opened: OpenReview, reference: Reference, key: str) -> SubPillarChosen | None:
    st.info(texts.SUB_PILLAR_OPEN, icon=":material/category:")
    names = {sub.code: sub.name for sub in reference.pillar(opened.screen.answer.pillar_code).sub_pillars}
    chosen = st.selectbox(
        texts.NEW_SUB_PILLAR, list(names), format_func=names.__getitem__, key=f"{key}.choice"
    )
    is_sent = st.button(texts.CHOOSE_SUB_PILLAR, key=f"{key}.sure")
    return SubPillarChosen(sub_pillar=chosen) if is_sent and chosen else None


def _move(opened: OpenReview, reference: Reference, key: str) -> Moved | None:
    others = {one.code: one for one in reference.pillars if one.code != opened.screen.answer.pillar_code}
    code = st.selectbox(
        texts.NEW_PILLAR,
        list(others),
        index=None,
        format_func=lambda one: others[one].name,
        placeholder=texts.CHOOSE_PILLAR,
        key=f"{key}.pillar",
    )
    subs = {"": texts.UNIT_CHOOSES}
    if code is not None:
        subs |= {sub.code: sub.name for sub in others[code].sub_pillars}
    sub = st.selectbox(
        texts.NEW_SUB_PILLAR, list(subs), format_func=subs.__getitem__, key=f"{key}.sub.{code}"
    )
    is_sent = st.button(texts.MOVE_CONFIRM, key=f"{key}.sure")
    if is_sent and code is None:
        st.warning(texts.PILLAR_MISSING)
    return Moved(pillar_code=code, sub_pillar=sub or None) if is_sent and code else None


def _refer(opened: OpenReview, reference: Reference, key: str) -> Referred | None:
    names = _units(opened, reference)
    with st.form(key, border=False, clear_on_submit=False):
        units = st.multiselect(
            texts.REFER_UNITS,
            list(names),
            format_func=names.__getitem__,
            max_selections=10,
            placeholder=texts.CHOOSE_UNITS,
            key=f"{key}.units",
        )
        question = st.text_area(texts.REFER_QUESTION, max_chars=1000, key=f"{key}.question")
        due_on = day(texts.REFER_DUE, key=f"{key}.due", zone=reference.city.time_zone)
        is_sent = st.form_submit_button(texts.REFER_CONFIRM)
    if not is_sent:
        return None
    if not units or not question.strip() or due_on is None:
        st.warning(texts.REFER_MISSING)
        return None
    return Referred(unit_ids=tuple(units), question=question, due_on=due_on)


def _units(opened: OpenReview, reference: Reference) -> dict[UUID, str]:
    """Whom one can ask: every unit but its own, the agencies first."""
    agencies = {kind.code for kind in reference.unit_kinds if kind.level == "agency"}
    others: Sequence[tuple[bool, UUID, str]] = [
        (unit.kind not in agencies, unit.id, unit.name)
        for unit in reference.units
        if unit.name != opened.screen.answer.unit_name
    ]
    return {id_: name for _, id_, name in sorted(others, key=lambda one: one[0])}


def _undo(last: Undoable, key: str, zone: str) -> Undone | None:
    with st.container(border=True, gap="xsmall"):
        st.text(texts.act(texts.ACTS[last.decision], last.by, fmt.moment(last.at, zone)))
        if last.fault is not None:
            st.caption(texts.UNDO_FAULTS[last.fault])
            return None
        return Undone() if st.button(texts.UNDO, icon=":material/undo:", key=f"{key}.undo") else None
