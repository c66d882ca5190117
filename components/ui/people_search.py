"""Whom a list of people is narrowed to; it stands in the address."""

from __future__ import annotations

from typing import Final, cast

import streamlit as st

from components.rules.units import labels
from components.texts import accounts as texts
from components.ui import query
from db.gateway.accounts import Search, Show
from db.gateway.city import Reference
from db.identity import ROLES, Role

PAGE: Final = "halaman"
_NAMES: Final = ("cari", "peran", "unit", "tampil")


def search(reference: Reference, *, first: Show | None = None) -> Search:
    """Draw the search; ``first``: what is shown where the address says nothing."""
    text = st.text_input(
        texts.SEARCH,
        placeholder=texts.SEARCH_HINT,
        icon=":material/search:",
        type="search",
        key="cari",
        bind="query-params",
        on_change=_from_the_start,
    )
    left, middle, right = st.columns(3)
    with left:
        role = _choice("peran", texts.ROLE, {"": texts.ANY_ROLE} | {one: texts.ROLES[one] for one in ROLES})
    with middle:
        unit_code = _choice("unit", texts.UNIT, {"": texts.ANY_UNIT} | labels(reference))
    with right:
        show = _choice("tampil", texts.SHOW, texts.SHOWN, first=first or "")
    return Search(
        text=text or "",
        role=cast("Role | None", role or None),
        unit_code=unit_code or None,
        show=cast("Show | None", show or None),
    )


def kept(page: int | None = None) -> dict[str, str]:
    """The search as a link passes it on, at this page or at the one shown now."""
    if page is None:
        return query.kept(*_NAMES, PAGE)
    return query.kept(*_NAMES) | ({PAGE: str(page)} if page > 1 else {})


def _choice(key: str, label: str, names: dict[str, str], *, first: str = "") -> str:
    chosen: str = st.selectbox(
        label,
        list(names),
        index=list(names).index(first),
        format_func=names.__getitem__,
        key=key,
        bind="query-params",
        on_change=_from_the_start,
    )
    return chosen


def _from_the_start() -> None:
    query.ask_for(PAGE, None)
