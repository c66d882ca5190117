"""The rating page's parts: how far one is, one problem to read, three scores with their anchors."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from components.rules.asking import readable
from components.texts import answers as answer_texts
from components.texts import rating as texts
from components.ui import links, survey
from components.ui.answers import answers_table
from components.ui.plain import plain
from db.gateway.city import Reference
from db.gateway.home import Progress
from db.gateway.questionnaire import Question
from db.gateway.rating import RatingScreen, Usg
from db.gateway.rows import AnswerRow

_SCORES = ("urgency", "seriousness", "growth")


def progress(progress: Progress) -> None:
    if progress.total:
        done = min(progress.done, progress.total)
        st.progress(done / progress.total, text=texts.progress(done, progress.total))


def nothing(screen: RatingScreen, asked: UUID | None) -> None:
    """Why there is no problem on screen, and where to go on."""
    if asked is not None:
        st.info(texts.GONE)
        _to_next(screen.next_id, texts.NEXT)
    elif screen.progress.total:
        st.success(texts.NOTHING_LEFT, icon=":material/check_circle:")
    else:
        st.info(texts.NOTHING_YET)


def problem(row: AnswerRow, screen: RatingScreen, reference: Reference) -> None:
    """What the problem says, without what its unit scored."""
    st.header(plain(answer_texts.titled("problem", row.number, row.title)))
    st.caption(plain(texts.by(row.unit_name, reference.pillar(row.pillar_code).name)))
    with st.container(border=True):
        asked = [
            question
            for question in readable(reference.questions["problem"], row.pillar_code, screen.values)
            if question.key not in (*_SCORES, "title")
        ]
        answers_table(asked, screen.values, reference=reference)


def scores(row: AnswerRow, screen: RatingScreen, reference: Reference) -> Usg | None:
    """The three scores, kept in the browser until they are sent; complete ones in the run of sending."""
    questions = [question for question in reference.questions["problem"] if question.key in _SCORES]
    if screen.own is not None:
        st.info(texts.OWN_RATING, icon=":material/check_circle:")
    else:
        st.caption(texts.WITHOUT_SCORES)
    with st.form(f"rating.{row.id}", border=False, enter_to_submit=False):
        values = survey.section(
            questions,
            {key: getattr(screen.own, key, None) for key in _SCORES},
            setting=survey.setting(key=f"rating.{row.id}", reference=reference, pillar_code=row.pillar_code),
        )
        is_sent = st.form_submit_button(texts.SAVE, type="primary", icon=":material/check:", width="stretch")
    _to_next(screen.next_id, texts.SKIP if screen.own is None else texts.NEXT)
    return _complete(questions, values) if is_sent else None


def rated(rows: Sequence[AnswerRow]) -> None:
    """The problems rated last, each a link back to its scores."""
    if not rows:
        return
    with st.expander(texts.RATED, icon=":material/history:"):
        for row in rows:
            st.text(answer_texts.titled("problem", row.number, row.title))
            links.to_page(links.RATE, texts.AGAIN, icon=":material/rate_review:", masalah=str(row.id))


def _complete(questions: Sequence[Question], values: dict[str, object]) -> Usg | None:
    found = {question.key: values[question.key] for question in questions}
    chosen = {key: value for key, value in found.items() if isinstance(value, int)}
    if len(chosen) < len(_SCORES):
        st.warning(texts.INCOMPLETE)
        return None
    return Usg(**chosen)


def _to_next(next_id: UUID | None, label: str) -> None:
    if next_id is not None:
        links.to_page(links.RATE, label, icon=":material/arrow_forward:", masalah=str(next_id))


def go_on() -> None:
    """Begin the run anew at the next problem not yet rated."""
    st.switch_page(links.RATE)
