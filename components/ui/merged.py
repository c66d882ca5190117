"""What an answer was merged into and what was merged into it: beside the answer, and to be split again."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from components.texts import answers as answer_texts
from components.texts import format as fmt
from components.texts import merging as texts
from components.ui import links
from components.ui.plain import plain
from db.gateway.answers import AnswerScreen
from db.gateway.merging import Part


def fate(screen: AnswerScreen, zone: str) -> None:
    """``Digabung ke …`` with the way there and the reason; of new words, what they are."""
    if screen.answer.is_wording:
        st.caption(f":material/merge: {texts.WORDING}")
    into, part = screen.answer.merged_into, screen.merging.into
    if into is None or part is None:
        return
    with st.container(border=True, gap="xsmall"):
        st.markdown(f":material/merge: **{plain(texts.merged_into(into.number, into.title))}**")
        _when(part, zone)
        links.to_page(
            links.ANSWERS[into.sheet],
            texts.open_root(into.sheet, into.number),
            icon=":material/arrow_forward:",
            id=str(into.id),
        )


def originals(screen: AnswerScreen, zone: str) -> None:
    """What an answer stands for, each with its unit, what stands behind it, and the way to all it holds."""
    parts = screen.merging.originals
    if not parts:
        return
    st.subheader(texts.ORIGINALS)
    units = {part.answer.unit_name for part in parts if not part.answer.is_wording}
    if not screen.answer.is_wording:
        units.add(screen.answer.unit_name)
    st.caption(texts.contributed(len(units)))
    for part in parts:
        with st.container(border=True, gap="xsmall"):
            _part(part, zone)


def ways(screen: AnswerScreen) -> None:
    """For Diskominfo, from one answer: to merge it with others, and to split off what was merged into it."""
    row = screen.answer
    if row.status in ("dikirim", "diterima"):
        links.to_page(
            links.MERGE, texts.TO_MERGING, icon=":material/merge:", survei=row.sheet, pilih=str(row.id)
        )
    if screen.merging.originals:
        links.to_page(links.MERGE, texts.TO_SPLITTING, icon=":material/call_split:", id=str(row.id))


def split(screen: AnswerScreen, zone: str, *, is_open: bool) -> UUID | None:
    """Each original with its button; the one to take out, in the run of its click."""
    st.subheader(texts.SPLIT_TITLE)
    st.caption(texts.SPLIT_INTRO)
    if not screen.merging.originals:
        st.info(texts.NONE_MERGED)
    chosen = None
    for part in screen.merging.originals:
        with st.container(border=True, gap="xsmall"):
            _part(part, zone)
            if is_open and st.button(
                texts.SPLIT, icon=":material/call_split:", key=f"merging.split.{part.answer.id}"
            ):
                chosen = part.answer.id
    return chosen


def _part(part: Part, zone: str) -> None:
    row = part.answer
    st.markdown(f"**{plain(answer_texts.titled(row.sheet, row.number, row.title))}**")
    st.caption(plain(row.unit_name))
    st.caption(texts.figures(row.supports, part.comments, part.files, None))
    _when(part, zone)
    links.to_answer(row)


def _when(part: Part, zone: str) -> None:
    st.caption(plain(texts.merged_when(part.by, fmt.moment(part.at, zone))))
    if part.reason:
        st.text(texts.why(part.reason))
