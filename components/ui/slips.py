"""Slips with one-time passwords: for whom, and the file that is there only once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar
from uuid import UUID

import pandas as pd
import streamlit as st

from components.texts import slips as texts
from components.ui import links, tables
from db.gateway.people import MOST, SlipPerson, SlipsScreen

_BATCH: Final = 20
Made = TypeVar("Made")


def heading() -> None:
    links.to_page(links.ACCOUNTS, texts.BACK, icon=":material/arrow_back:")
    st.title(texts.PAGE_TITLE)
    st.caption(texts.INTRO)


def chosen(screen: SlipsScreen) -> Sequence[SlipPerson]:
    """Draw whom the search found, to be narrowed to some of them."""
    if not screen.people:
        st.info(texts.NOBODY)
        return ()
    if screen.total > len(screen.people):
        st.caption(texts.too_many(MOST, screen.total))
    by_id = {one.id: one for one in screen.people}
    only: list[UUID] = st.multiselect(
        texts.ONLY,
        list(by_id),
        format_func=lambda id_: texts.person(by_id[id_].name, by_id[id_].unit_name, by_id[id_].user_name),
        placeholder=texts.ONLY_PLACEHOLDER,
        key="slips.only",
    )
    people = [by_id[id_] for id_ in only] if only else list(screen.people)
    with st.expander(texts.FIRST):
        _table(people)
    return people


def confirmed(people: Sequence[SlipPerson], a_page: int) -> bool:
    """Draw the one button, and what it does to whom."""
    st.markdown(texts.chosen(len(people), -(-len(people) // a_page)))
    if any(one.password == "own" for one in people):
        st.warning(texts.OLD_VOID, icon=":material/warning:")
    return st.button(
        texts.make(len(people)), type="primary", icon=":material/key:", width="stretch", key="slips.make"
    )


def made_with_progress(people: Sequence[SlipPerson], make: Callable[[SlipPerson], Made]) -> list[Made]:
    """One thing made for each, with how far it is."""
    place = st.empty()
    made: list[Made] = []
    for first in range(0, len(people), _BATCH):
        place.progress(len(made) / len(people), text=texts.working(len(made), len(people)))
        made += [make(one) for one in people[first : first + _BATCH]]
    place.empty()
    return made


def download(pdf: bytes, people: int, day: str) -> None:
    """The file: in this run only."""
    st.success(texts.made(people), icon=":material/check_circle:")
    st.download_button(
        texts.DOWNLOAD,
        pdf,
        file_name=texts.file_name(day),
        mime="application/pdf",
        icon=":material/download:",
        type="primary",
        width="stretch",
        on_click="ignore",
        key="slips.download",
    )
    st.warning(texts.ONCE, icon=":material/warning:")


def _table(people: Sequence[SlipPerson]) -> None:
    frame = pd.DataFrame(
        {
            "name": [one.name for one in people],
            "unit": [one.unit_name or "" for one in people],
            "user_name": [one.user_name for one in people],
        }
    )
    headings = {"name": texts.COLUMN_NAME, "unit": texts.COLUMN_UNIT, "user_name": texts.COLUMN_USER}
    tables.rows_table(frame, headings, key="slips.people")
