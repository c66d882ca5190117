"""The list of problems or of solutions: the unit's own, what others wrote, and where to begin a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from components.texts import answers as texts
from components.texts import merging as merge_texts
from components.texts import on_behalf as on_behalf_texts
from components.texts import sectors as sector_texts
from components.ui import links
from components.ui.plain import plain
from components.ui.query import asked_number, kept
from components.ui.windows import window_lines
from db.gateway.answers import AnswersScreen
from db.gateway.city import NO_PILLAR, Pillar, Reference
from db.gateway.questionnaire import Sheet
from db.gateway.rows import AnswerRow

BEFORE: Final = "sebelum"  # in the address: the page of others' answers starts before this number
_PILLAR: Final = "pilar"
SECTOR: Final = "sektor"
_PAGE: Final = 30


def filters(reference: Reference) -> tuple[str | None, str | None]:
    """The pillar and the leading sector to show, None for all; both stand in the address."""
    left, right = st.columns(2)
    with left:
        pillar = _pillar_filter(reference.pillars)
    with right:
        return pillar, sector_filter(reference, on_change=_to_newest)


def sector_filter(reference: Reference, *, on_change: Callable[[], None]) -> str | None:
    """The sector to show, None for all. One taken off the list is still named by answers."""
    names = {"": sector_texts.ALL} | {sector.code: sector.name for sector in reference.sectors}
    if len(names) == 1:
        return None
    chosen: str = st.selectbox(
        sector_texts.FILTER,
        list(names),
        format_func=names.__getitem__,
        key=SECTOR,
        bind="query-params",
        on_change=on_change,
    )
    return chosen or None


def _pillar_filter(pillars: Sequence[Pillar]) -> str | None:
    names = {"": texts.ALL_PILLARS} | {pillar.code: pillar.name for pillar in pillars}
    chosen: str = st.selectbox(
        texts.PILLAR,
        list(names),
        format_func=names.__getitem__,
        key=_PILLAR,
        bind="query-params",
        on_change=_to_newest,
    )
    return chosen or None  # a list forgets a choice that is None, and asks in English


def schedule(screen: AnswersScreen, sheet: Sheet, reference: Reference) -> bool:
    """Say until when or from when the survey may be written; whether it may be now."""
    window_lines(screen.windows, sheet, reference.city.time_zone)
    return any(window.is_open and window.kind == sheet for window in screen.windows)


def new_answer(sheet: Sheet, pillars: Sequence[Pillar]) -> str | None:
    """The form that starts an answer; the pillar's code in the run where it is sent, else None."""
    asked = st.query_params.get("tulis")
    codes = [pillar.code for pillar in pillars]
    names = {pillar.code: pillar.name for pillar in pillars}
    with st.expander(texts.WRITE[sheet], icon=":material/edit_note:", expanded=asked is not None):
        st.caption(texts.WRITE_HELP[sheet])
        with st.form(f"new.{sheet}", border=False):
            chosen = st.selectbox(
                texts.CHOOSE_PILLAR,
                codes,
                index=codes.index(asked) if asked in codes else None,
                format_func=names.__getitem__,
                placeholder=texts.CHOOSE_PILLAR,
                key=f"new.{sheet}.pillar",
            )
            is_sent = st.form_submit_button(texts.BEGIN, type="primary")
    if is_sent and chosen is None:
        st.warning(texts.PILLAR_MISSING)
    return chosen if is_sent else None


def own(rows: Sequence[AnswerRow], sheet: Sheet, pillars: Sequence[Pillar], *, is_open: bool) -> None:
    """The unit's answers with their fate."""
    st.subheader(texts.OWN[sheet])
    if not rows:
        st.info(texts.no_own(sheet, is_open=is_open))
    for row in rows:
        line(row, pillars)


def others(rows: Sequence[AnswerRow], sheet: Sheet, pillars: Sequence[Pillar]) -> None:
    """What the caller may read of other units, thirty by thirty."""
    st.subheader(texts.OTHERS[sheet])
    start = asked_number(BEFORE)
    if not rows:
        st.caption(texts.NO_OTHERS[sheet] if start is None else texts.NO_MORE)
    for row in rows:
        line(row, pillars)
    query = kept(_PILLAR, SECTOR)
    with st.container(horizontal=True):
        if start is not None:
            links.to_page(links.ANSWERS[sheet], texts.NEWEST, icon=":material/arrow_upward:", **query)
        last = rows[-1].number if len(rows) == _PAGE else None
        if last is not None and last > 1:
            query[BEFORE] = str(last)
            links.to_page(links.ANSWERS[sheet], texts.OLDER, icon=":material/arrow_downward:", **query)


def line(row: AnswerRow, pillars: Sequence[Pillar]) -> None:
    """One answer of a list: title, state in words, reason, and the way to it."""
    names = {pillar.code: pillar.name for pillar in (*pillars, NO_PILLAR)}
    with st.container(border=True, gap="xsmall"):
        status = plain(texts.status_line(row.status, row.unit_name, names[row.pillar_code]))
        support = f" · :material/thumb_up: {texts.supports(row.supports)}" if row.supports else ""
        lines = [
            f"**{plain(texts.titled(row.sheet, row.number, row.title))}**",
            f":small[{texts.STATUS_ICON[row.status]} {status}{support}]",
        ]
        if row.merged_into is not None:
            into = row.merged_into
            lines.append(f":material/merge: {plain(merge_texts.merged_into(into.number, into.title))}")
        if row.reason:
            lines.append(plain(texts.reason(row.status, " ".join(row.reason.split()))))
        st.markdown("  \n".join(lines))  # one element: a list of thirty is drawn with each look
        on_behalf_mark(row)
        links.to_answer(row)


def on_behalf_mark(row: AnswerRow) -> None:
    """What was typed for a unit says so wherever it is listed."""
    if row.on_behalf is not None:
        st.caption(f":material/contact_page: {plain(_on_behalf(row))}")


def _on_behalf(row: AnswerRow) -> str:
    if row.on_behalf == "confirmed":
        return on_behalf_texts.confirmed(row.unit_name)
    if row.status == "draf":
        return on_behalf_texts.typing(row.unit_name)
    return on_behalf_texts.waiting(row.unit_name)


def _to_newest() -> None:
    st.query_params.pop(BEFORE, None)
