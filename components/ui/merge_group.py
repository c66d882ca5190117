"""Answers side by side, and the one act that makes them one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import streamlit as st

from components.rules.asking import readable
from components.texts import answers as answer_texts
from components.texts import merging as texts
from components.ui import answer_list, links
from components.ui.answers import answers_table, as_text
from components.ui.plain import plain
from db.gateway.city import Reference
from db.gateway.merging import Member, Wording
from db.gateway.questionnaire import Question
from db.identity import Identity

_SIDE_BY_SIDE: Final = 3
_MERGEABLE: Final = ("dikirim", "diterima")
_NEW: Final = UUID(int=0)  # among the answers to merge into: none of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """``answer_ids`` are merged into ``into``, ``numbers`` is what they are known by."""

    answer_ids: tuple[UUID, ...]
    numbers: tuple[int, ...]
    into: UUID | Wording
    pillar_code: str | None
    reason: str | None


def compare(
    members: Sequence[Member], reference: Reference, me: Identity, *, is_open: bool
) -> Joining | None:
    """Draw the group; what is to become one, in the run where it is sent."""
    if not members:
        st.info(texts.GONE)
        return None
    joining = []
    for start in range(0, len(members), _SIDE_BY_SIDE):
        row = members[start : start + _SIDE_BY_SIDE]
        for column, member in zip(st.columns(min(len(members), _SIDE_BY_SIDE)), row, strict=False):
            with column, st.container(border=True, gap="small"):
                if _card(member, reference):
                    joining.append(member)
    if not is_open or len(joining) < 2:
        st.caption(texts.TOO_FEW)
        return None
    return _decision(joining, reference, me)


def _card(member: Member, reference: Reference) -> bool:
    """One answer; whether it is to be merged with the others."""
    row = member.answer
    st.markdown(f"**{plain(answer_texts.titled(row.sheet, row.number, row.title))}**")
    status = plain(
        answer_texts.status_line(row.status, row.unit_name, reference.pillar(row.pillar_code).name)
    )
    st.caption(f"{answer_texts.STATUS_ICON[row.status]} {status}")
    answer_list.on_behalf_mark(row)
    linked = (texts.linked_solutions if row.sheet == "problem" else texts.linked_problems)(member.linked)
    st.caption(texts.figures(row.supports, member.comments, member.files, linked))
    if member.parts:
        st.caption(f":material/merge: {texts.parts(member.parts)}")
    _said(member, reference)
    label = answer_texts.open_(row.sheet, row.number, row.status)
    links.to_page(links.REVIEW, label, icon=":material/visibility:", id=str(row.id))
    if member.is_voted_on or row.status not in _MERGEABLE:
        st.caption(texts.VOTED_ON if member.is_voted_on else texts.MERGED_ALREADY)
        return False
    return st.checkbox(texts.joins(row.number), value=True, key=f"merging.joins.{row.id}")


def _said(member: Member, reference: Reference) -> None:
    """What it tells at length, and all the rest behind a click."""
    questions = _asked(member, reference)
    for question in questions:
        if question.kind == "long_text" and member.values.get(question.key):
            st.caption(plain(question.label))
            st.text(as_text(question, member.values[question.key], reference=reference))
    with st.expander(texts.ALL_VALUES):
        answers_table(questions, member.values, reference=reference)


def _decision(members: Sequence[Member], reference: Reference, me: Identity) -> Joining | None:
    st.subheader(texts.INTO)
    by_id = {member.answer.id: member for member in members}
    choices = [*by_id, *([_NEW] if me.unit_id else [])]
    names = {id_: texts.main(one.answer.number, one.answer.title) for id_, one in by_id.items()} | {
        _NEW: texts.NEW_WORDS
    }
    units = {id_: one.answer.unit_name for id_, one in by_id.items()} | {_NEW: texts.NEW_WORDS_CAPTION}
    chosen = st.radio(
        texts.INTO_HELP,
        choices,
        format_func=lambda id_: plain(names[id_]),
        captions=[plain(units[id_]) for id_ in choices],
        key="merging.into",
    )
    if me.unit_id is None:
        st.caption(texts.NO_UNIT)
    into = _wording(by_id, names, reference) if chosen == _NEW else chosen
    pillar_code = _pillar(members, reference) if chosen == _NEW else by_id[chosen].answer.pillar_code
    reason = st.text_area(texts.REASON, max_chars=1000, key="merging.reason", height=80)
    joined = [member.answer for member in members if member.answer.id != chosen]
    if not st.button(texts.merge(len(members)), type="primary", icon=":material/merge:", key="merging.merge"):
        return None
    if into is None or pillar_code is None:
        st.warning(texts.TITLE_MISSING if into is None else texts.PILLAR_MISSING)
        return None
    return Joining(
        answer_ids=tuple(row.id for row in joined),
        numbers=tuple(row.number or 0 for row in joined),
        into=into,
        pillar_code=pillar_code,
        reason=reason.strip() or None,
    )


def _wording(by_id: dict[UUID, Member], names: dict[UUID, str], reference: Reference) -> Wording | None:
    """The new words, begun from one of the originals; None while they have no title."""
    original = st.selectbox(
        texts.BASED_ON,
        list(by_id),
        format_func=names.__getitem__,
        help=texts.BASED_ON_HELP,
        key="merging.original",
    )
    member = by_id[original]
    values = {}
    for question in _asked(member, reference):
        if question.pillar is None and (question.key == "title" or question.kind == "long_text"):
            values[question.key] = _text(question, member)
    return Wording(original=original, values=values) if values.get("title", "").strip() else None


def _text(question: Question, member: Member) -> str:
    field = st.text_input if question.kind == "short_text" else st.text_area
    return field(
        plain(question.label),
        value=str(member.values.get(question.key) or ""),
        max_chars=question.max_length,
        key=f"merging.word.{member.answer.id}.{question.key}",
    )


def _pillar(members: Sequence[Member], reference: Reference) -> str | None:
    codes = list(dict.fromkeys(member.answer.pillar_code for member in members))
    if len(codes) == 1:
        return codes[0]
    return st.selectbox(
        texts.CHOOSE_PILLAR,
        codes,
        index=None,
        format_func=lambda code: reference.pillar(code).name,
        placeholder=texts.PILLAR,
        key="merging.pillar",
    )


def _asked(member: Member, reference: Reference) -> Sequence[Question]:
    row = member.answer
    return readable(reference.questions.get(row.sheet, ()), row.pillar_code, member.values)
