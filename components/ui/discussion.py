"""Beside an answer: who stands behind it, and what is said about it, letter by letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

import streamlit as st

from components import state
from components.texts import discussion as texts
from components.texts import format as fmt
from components.ui import links, query
from components.ui.plain import plain
from db.gateway.answers import AnswerScreen
from db.gateway.discussion import Comment, Support

BEFORE: Final = "komentar"  # in the address: the comments shown are those before this one
_PAGE: Final = 20
_UNITS_IN_SIGHT: Final = 5

Act = Literal["support", "withdraw_support", "comment", "edit_comment", "remove_comment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the person wants to say or take back. ``about``: the answer's or the comment's id."""

    act: Act
    about: UUID
    text: str | None = None


def support(screen: AnswerScreen) -> Said | None:
    """How many stand behind the answer and who; the button to join them or to leave."""
    found = screen.support
    if not (found.count or found.may_support):
        return None
    answer = screen.answer
    with st.container(border=True, gap="small"):
        supporters(screen)
        if not found.count:
            st.caption(texts.NO_SUPPORT[answer.sheet])
        if found.is_own:
            act: Act = "withdraw_support"
            is_asked = st.button(
                texts.WITHDRAW, icon=":material/remove_circle:", key="answer.support.withdraw"
            )
        else:
            act = "support"
            is_asked = found.may_support and st.button(
                texts.SUPPORT[answer.sheet],
                icon=":material/thumb_up:",
                help=texts.SUPPORT_HELP,
                key="answer.support",
            )
    return Said(act=act, about=answer.id) if is_asked else None


def comments(screen: AnswerScreen, zone: str) -> Said | None:
    """The comments of this page, oldest first, and the field for a new one."""
    if not screen.comments and not screen.may_comment:
        return None
    st.subheader(texts.COMMENTS)
    _pages(screen)
    said = None
    for comment in screen.comments:
        said = _comment(comment, zone) or said
    return (_form(screen.answer.id) if screen.may_comment else None) or said


def supporters(screen: AnswerScreen) -> None:
    """Who stands behind the answer, when somebody does."""
    found = screen.support
    if not found.count:
        return
    lines = _by_unit(found)
    st.markdown(f":material/thumb_up: **{texts.supported(found.count, _units(found))}**")
    st.text("\n".join(lines[:_UNITS_IN_SIGHT]))
    if lines[_UNITS_IN_SIGHT:]:
        with st.expander(texts.MORE_SUPPORTERS):
            st.text("\n".join(lines[_UNITS_IN_SIGHT:]))


def line(comment: Comment, zone: str) -> None:
    """One comment with its author; of a removed one the trace."""
    if comment.body is None:
        gone = fmt.moment(comment.removed_at, zone) if comment.removed_at else ""
        st.caption(plain(texts.removed(comment.removed_by or "", gone)))
        return
    edited = fmt.clock(comment.edited_at, zone) if comment.edited_at else None
    st.caption(plain(texts.said(comment.author, fmt.moment(comment.at, zone), edited=edited)))
    st.text(comment.body)


# ── support ─────────────────────────────────────────────────────────────────────────────────────────────────
def _units(found: Support) -> int:
    return len({one.unit_name for one in found.people} - {None})


def _by_unit(found: Support) -> list[str]:
    """A line a unit; who answers for none stands on a line of her own; the last line says who is left out."""
    units: dict[str, list[str]] = {}
    alone = []
    for one in found.people:
        if one.unit_name is None:
            alone.append(texts.titled(one.name, one.title))
        else:
            units.setdefault(one.unit_name, []).append(one.name)
    lines = [texts.of_unit(unit, names) for unit, names in units.items()] + alone
    left_out = found.count - len(found.people)
    return [*lines, texts.unnamed(left_out)] if left_out else lines


# ── comments ────────────────────────────────────────────────────────────────────────────────────────────────
def _pages(screen: AnswerScreen) -> None:
    """Ways to older comments and back to the newest; what to say when there is none here."""
    page, asked = links.ANSWERS[screen.answer.sheet], query.beside(BEFORE)
    if not screen.comments:
        st.caption(texts.NO_COMMENTS if asked is None else texts.NO_MORE_COMMENTS)
    with st.container(horizontal=True):
        here = str(screen.answer.id)
        if len(screen.comments) == _PAGE:
            first = {BEFORE: str(screen.comments[0].id)}
            links.to_page(page, texts.OLDER, icon=":material/arrow_upward:", id=here, **first)
        if asked is not None:
            links.to_page(page, texts.NEWEST, icon=":material/arrow_downward:", id=here)


def _comment(comment: Comment, zone: str) -> Said | None:
    with st.container(border=True, gap="xsmall"):
        line(comment, zone)
        return None if comment.body is None else _changes(comment, comment.body)


def _changes(comment: Comment, body: str) -> Said | None:
    if not (comment.may_edit or comment.may_remove):
        return None
    edited = removed = None
    with st.container(horizontal=True):
        if comment.may_edit:
            edited = _editing(comment, body)
        if comment.may_remove:
            removed = _removal(comment)
    return edited or removed


def _editing(comment: Comment, body: str) -> Said | None:
    with (
        st.popover(texts.EDIT, icon=":material/edit_note:", key=f"comment.{comment.id}.open"),
        st.form(f"comment.{comment.id}.edit", border=False),
    ):
        typed = st.text_area(texts.EDIT_LABEL, value=body, key=f"comment.{comment.id}.body")
        is_sent = st.form_submit_button(texts.EDIT_CONFIRM)
    if is_sent and not typed.strip():
        st.warning(texts.MISSING)
    is_complete = is_sent and bool(typed.strip())
    return Said(act="edit_comment", about=comment.id, text=typed) if is_complete else None


def _removal(comment: Comment) -> Said | None:
    with st.popover(texts.REMOVE, icon=":material/delete:", key=f"comment.{comment.id}.removal"):
        st.markdown(texts.REMOVE_SURE)
        is_sure = st.button(texts.REMOVE_CONFIRM, key=f"comment.{comment.id}.remove")
    return Said(act="remove_comment", about=comment.id) if is_sure else None


def _form(answer_id: UUID) -> Said | None:
    """Empty again once the comment was stored, and not a moment sooner: then the request id is a new one."""
    with st.form("answer.comment", border=False):
        body = st.text_area(
            texts.ADD,
            key=f"answer.comment.{state.request_id(f'comment.{answer_id}')}",
            help=texts.ADD_HELP,
        )
        is_sent = st.form_submit_button(texts.SEND)
    if is_sent and not body.strip():
        st.warning(texts.MISSING)
    return Said(act="comment", about=answer_id, text=body) if is_sent and body.strip() else None
