"""The survey on paper: which sheet, empty or with the unit's drafts, to be printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import streamlit as st

from components.rules import units
from components.texts import paper as texts
from db.gateway.city import Cycle, Reference, Unit
from db.gateway.lanes import LaneAnswer
from db.gateway.questionnaire import Sheet

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST: Final = 30  # forms in one file


def for_own_unit(
    unit: Unit,
    reference: Reference,
    cycle: Cycle,
    answers: Sequence[LaneAnswer],
    make: Callable[[Sheet, Sequence[LaneAnswer]], bytes],
) -> None:
    """The buttons that make the forms when they are pressed: empty, or with the drafts."""
    with st.expander(texts.TITLE, icon=":material/print:"):
        st.caption(texts.INTRO)
        sheet = _sheet(reference)
        drafts = [
            one for one in answers if one.row.sheet == sheet and one.row.status in ("draf", "dikembalikan")
        ][:_MOST]
        name = texts.file_name(sheet, unit.code, cycle.year)
        with st.container(horizontal=True):
            _button(texts.EMPTY, partial(make, sheet, ()), name, key="paper.empty")
            if drafts:
                _button(texts.filled(len(drafts)), partial(make, sheet, drafts), name, key="paper.filled")


def for_any_unit(reference: Reference, cycle: Cycle, make: Callable[[Unit, Sheet], bytes]) -> None:
    """An empty form for a unit that cannot fetch its own."""
    with st.expander(texts.TITLE, icon=":material/print:"):
        st.caption(texts.INTRO)
        names = units.labels(reference)
        by_code = {unit.code: unit for unit in reference.units}
        code = st.selectbox(
            texts.UNIT,
            list(by_code),
            index=None,
            format_func=names.__getitem__,
            placeholder=texts.CHOOSE_UNIT,
            key="paper.unit",
        )
        sheet = _sheet(reference)
        if code is not None:
            name = texts.file_name(sheet, code, cycle.year)
            _button(texts.EMPTY, partial(make, by_code[code], sheet), name, key="paper.empty")


def _sheet(reference: Reference) -> Sheet:
    names = {sheet.code: sheet.label for sheet in reference.sheets}
    chosen: Sheet = st.radio(
        texts.SHEET, list(names), format_func=names.__getitem__, horizontal=True, key="paper.sheet"
    )
    return chosen


def _button(label: str, make: Callable[[], bytes], file_name: str, *, key: str) -> None:
    st.download_button(
        label,
        make,
        file_name=file_name,
        mime=_DOCX,
        icon=":material/print:",
        on_click="ignore",
        key=key,
    )
