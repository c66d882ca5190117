"""The sheets that every unit fills in once: the unit's own with the way into each, and those of others."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.texts import answers as answer_texts
from components.texts import sheets as texts
from components.ui import answer_list, links
from components.ui.plain import plain
from components.ui.windows import window_lines
from db.gateway.city import Reference
from db.gateway.questionnaire import Sheet
from db.gateway.rows import AnswerRow
from db.gateway.sheets import SheetsScreen, UnitSheet


def own(screen: SheetsScreen, reference: Reference) -> Sheet | None:
    """Each sheet with its state; the code of the one that is to be begun, in the run of the click."""
    st.subheader(texts.OWN)
    if not screen.own:
        st.info(texts.NO_SHEETS)
    chosen = [sheet.code for sheet in screen.own if _sheet(sheet, screen, reference)]
    return chosen[0] if chosen else None


def others(rows: Sequence[AnswerRow], reference: Reference) -> None:
    """What the caller may read of other units."""
    st.subheader(texts.OTHERS)
    if not rows:
        st.caption(texts.NO_OTHERS)
    for row in rows:
        answer_list.line(row, reference.pillars)


def _sheet(sheet: UnitSheet, screen: SheetsScreen, reference: Reference) -> bool:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{plain(sheet.label)}**")
        if sheet.help:
            st.caption(plain(sheet.help))
        window_lines(screen.windows, sheet.code, reference.city.time_zone)
        if sheet.answer is not None:
            status = sheet.answer.status
            st.markdown(f"{answer_texts.STATUS_ICON[status]} {answer_texts.STATUS[status]}")
            links.to_answer(sheet.answer)
            return False
        st.caption(texts.NOT_BEGUN if sheet.is_open else texts.CLOSED)
        return sheet.is_open and st.button(
            texts.BEGIN, icon=":material/edit_note:", type="primary", key=f"sheets.{sheet.code}"
        )
