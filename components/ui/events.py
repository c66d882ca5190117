"""The event log: what to show of it, a page of it as sentences, and the buttons that take it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import streamlit as st

from components.texts import events as texts
from components.texts import format as fmt
from components.ui import event_words, links, query
from components.ui.plain import plain
from db.gateway.city import Reference
from db.gateway.events import PAGE, Event, EventFilter

BEFORE: Final = "sebelum"
_ABOUT: Final = "tentang"  # an id in the address: of the answer, the person, the window …
_FILTERS: Final = ("jenis", "orang", "objek", "nomor", "dari", "sampai", _ABOUT)
_NONE: Final = 0
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def filters() -> EventFilter:
    """What to show; it stands in the address."""
    left, middle, right = st.columns(3)
    with left:
        kind = _choice("jenis", texts.KIND, {"": texts.ALL_KINDS} | {one: one for one in texts.ACTS})
    with middle:
        person = _typed("orang", texts.PERSON)
    with right:
        subject = _choice("objek", texts.SUBJECT, {"": texts.ALL_SUBJECTS} | texts.SUBJECTS)
    left, middle, right = st.columns(3)  # a second row: on a phone they stand below each other in this order
    with left:
        begins_on = _day("dari", texts.FROM)
    with middle:
        ends_on = _day("sampai", texts.UNTIL)
    with right:
        number = _typed("nomor", texts.NUMBER)
    return EventFilter(
        person=person or None,
        acts=list(texts.ACTS[kind]) if kind else None,
        subject="answer" if number else subject or None,
        subject_id=_about_one(),
        number=_number(number),
        begins_on=begins_on,
        ends_on=ends_on,
    )


def listed(events: Sequence[Event], reference: Reference) -> None:
    """A page of sentences, day by day, in one element; and the way to what is older."""
    zone = reference.city.time_zone
    start = st.query_params.get(BEFORE)
    if not events:
        st.info(texts.NO_MORE if start else texts.NOTHING)
    days = groupby(events, key=lambda one: one.at.astimezone(ZoneInfo(zone)).date())
    st.markdown("\n\n".join(_day_lines(day, list(found), reference) for day, found in days))
    with st.container(horizontal=True):
        kept = query.kept(*_FILTERS)
        if start:
            links.to_page(links.EVENTS, texts.NEWEST, icon=":material/arrow_upward:", **kept)
        if len(events) == PAGE:
            older = kept | {BEFORE: str(events[-1].id)}
            links.to_page(links.EVENTS, texts.OLDER, icon=":material/arrow_downward:", **older)


def downloads(make: Callable[[str], bytes], day: str) -> None:
    """One button a format; ``make`` is given its ending."""
    with st.container(horizontal=True):
        for ending, label, mime in (("xlsx", texts.XLSX, _XLSX), ("csv", texts.CSV, "text/csv")):
            st.download_button(
                label,
                partial(make, ending),
                file_name=texts.file_name(day, ending),
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"events.{ending}",
            )
    st.caption(texts.CARE)


def _day_lines(day: date, events: Sequence[Event], reference: Reference) -> str:
    return f"#### {fmt.date_(day)}\n\n" + "\n".join(_line(one, reference) for one in events)


def _line(one: Event, reference: Reference) -> str:
    """``10.32 Budi (Dinas Alfa) mengirim isian: Masalah 12, Dinas Alfa``."""
    clock = fmt.clock(one.at, reference.city.time_zone)
    detail = event_words.detail(one, reference)
    rest = texts.happened(texts.act(one.act), one.subject_name, detail)
    unit = f" ({plain(one.unit_name)})" if one.unit_name else ""
    return f"- {clock} **{plain(one.who or texts.SYSTEM)}**{unit} {plain(rest)}"


def _number(typed: str) -> int | None:
    """The number of an answer; what is no number is the number of none."""
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 7
    return int(typed) if is_number else (_NONE if typed else None)


def _about_one() -> UUID | None:
    asked = query.asked_id(_ABOUT)
    if asked is not None:
        st.caption(texts.ABOUT_ONE)
        links.to_page(links.EVENTS, texts.EVERYTHING, icon=":material/close:")
    return asked


def _choice(key: str, label: str, names: dict[str, str]) -> str:
    chosen: str = st.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        bind="query-params",
        on_change=_to_newest,
    )
    return chosen


def _typed(key: str, label: str) -> str:
    found: str | None = st.text_input(
        label, key=key, bind="query-params", on_change=_to_newest, max_chars=120
    )
    return (found or "").strip()


def _day(key: str, label: str) -> date | None:
    found: date | None = st.date_input(
        label, value=None, format="DD/MM/YYYY", key=key, bind="query-params", on_change=_to_newest
    )
    return found


def _to_newest() -> None:
    query.ask_for(BEFORE, None)
