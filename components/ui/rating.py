"""The rating page's parts: how far one is, one answer to read, its scales, and the way to the others."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.rules.asking import readable
from components.texts import answers as answer_texts
from components.texts import rating as texts
from components.ui import answer_list, links, rating_scales
from components.ui.answers import answers_table
from components.ui.plain import plain
from components.ui.rating_scales import Tap
from db.gateway.city import Reference
from db.gateway.questionnaire import Question, Sheet
from db.gateway.rating import CRITERIA, Criterion, Group, RatingScreen, Scores
from db.gateway.rows import AnswerRow, Progress

_SHEETS: tuple[Sheet, ...] = ("problem", "solution")


def not_a_rater(screen: RatingScreen) -> None:
    """Why somebody has nothing to score here."""
    st.title(texts.TITLE["problem"])
    if screen.mode != "unit":
        st.info(texts.NOT_NAMED)
    elif screen.unit_rater:
        st.info(plain(texts.unit_rater(screen.unit_rater)))
    else:
        st.info(texts.NO_UNIT_RATER)


def progress(
    place: DeltaGenerator, progress: Mapping[Sheet, Progress], sheet: Sheet, said: str | None = None
) -> None:
    """How far one is with this sheet and with what is shown; drawn again after each score."""
    counted = progress[sheet]
    if counted.total:
        line = texts.progress(counted.done, counted.total, sheet)
        place.progress(counted.done / counted.total, text=f"{line} · {said}" if said else line)


def nothing(screen: RatingScreen, sheet: Sheet, asked: UUID | None) -> None:
    """Why there is nothing on screen, and where to go on."""
    st.title(texts.TITLE[sheet])
    if asked is not None:
        st.info(texts.GONE)
        if screen.next_id is not None:
            _to(sheet, screen.next_id, texts.NEXT, icon=":material/arrow_forward:")
    elif screen.progress[sheet].total:
        st.success(texts.NOTHING_LEFT[sheet], icon=":material/check_circle:")
    else:
        st.info(texts.NOTHING_YET[sheet])


def answer(row: AnswerRow, screen: RatingScreen, reference: Reference) -> None:
    """What is to be scored, without its author's scores: in short, the whole of it behind one tap."""
    with st.container(gap="xsmall"):
        st.subheader(plain(answer_texts.titled(row.sheet, row.number, row.title)))
        st.caption(plain(texts.by(row.unit_name, reference.pillar(row.pillar_code).name)))
        answer_list.on_behalf_mark(row)
        if screen.is_changed:
            st.warning(texts.CHANGED, icon=":material/update:")
        with st.expander(texts.READ, icon=":material/article:", key=f"rating.{row.id}.read"):
            asked = [
                question
                for question in readable(reference.questions[row.sheet], row.pillar_code, screen.values)
                if question.key not in (*CRITERIA[row.sheet], "title")
            ]
            titles = {
                str(one.id): answer_texts.titled(one.sheet, one.number, one.title) for one in screen.linked
            }
            answers_table(asked, screen.values, reference=reference, problems=titles)


def scales(row: AnswerRow, screen: RatingScreen, reference: Reference) -> tuple[Tap, ...]:
    """What was tapped and is not kept yet."""
    return rating_scales.scales(row.id, _questions(row, reference), screen.own, is_open=screen.is_open)


def kept(row: AnswerRow, own: Scores) -> str:
    """What is kept by now."""
    needed = len(CRITERIA[row.sheet])
    if not own:
        return texts.NOT_BEGUN
    return texts.saved(len(own), needed) if len(own) < needed else texts.ALL_SAVED


def group(group: Group | None, *, is_whole: bool) -> None:
    """What the others think, once the own scores are whole."""
    if is_whole:
        st.caption(_group(group))


def others(screen: RatingScreen, sheet: Sheet, shown: UUID | None, reference: Reference) -> None:
    """What waits, what was scored last, what the numbers mean, and the other sheet."""
    waiting = [one for one in screen.waiting if one.id != shown]
    if waiting:
        with st.expander(texts.waiting(len(waiting)), icon=":material/checklist:", key="rating.waiting"):
            for one in waiting:
                title = answer_texts.titled(sheet, one.number, one.title)
                _to(sheet, one.id, plain(title), icon=":material/radio_button_unchecked:")
    if screen.rated:
        with st.expander(texts.RATED, icon=":material/history:", key="rating.rated"):
            for row in screen.rated:
                title = answer_texts.titled(sheet, row.number, row.title)
                _to(sheet, row.id, plain(title), icon=":material/rate_review:")
    for other in _SHEETS:
        counted = screen.progress[other]
        if other != sheet and counted.total:
            label = texts.to_sheet(other, counted.done, counted.total)
            links.to_page(links.RATE, label, icon=":material/swap_horiz:", jenis=links.SHEET_NAMES[other])


def explanation(row: AnswerRow, reference: Reference) -> None:
    """Every step of every scale in words."""
    with st.expander(texts.ANCHORS, icon=":material/help:", key="rating.anchors"):
        for question in _questions(row, reference).values():
            st.markdown(f"**{plain(question.label)}**")
            if question.help:
                st.caption(plain(question.help))
            st.text("\n".join(texts.anchor(int(one.value), one.label) for one in question.options))
        st.caption(texts.HOW)


def _questions(row: AnswerRow, reference: Reference) -> dict[Criterion, Question]:
    by_key = {question.key: question for question in reference.questions[row.sheet]}
    return {criterion: by_key[criterion] for criterion in CRITERIA[row.sheet] if criterion in by_key}


def _group(group: Group | None) -> str:
    if group is None:
        return texts.ALONE
    if group.score is not None and group.quartile_1 is not None and group.quartile_3 is not None:
        return texts.group_of_problem(group.score, group.quartile_1, group.quartile_3, group.raters)
    return texts.group_of_solution(group.impact or 0, group.effort or 0, group.raters)


def _to(sheet: Sheet, to: UUID, label: str, *, icon: str) -> None:
    links.to_page(links.RATE, label, icon=icon, jenis=links.SHEET_NAMES[sheet], isian=str(to))
