"""What the address asks for. Anybody can write anything there, so only what makes sense is taken."""

from __future__ import annotations

import re
from typing import Final
from uuid import UUID

import streamlit as st

from components import state
from components.ui import links
from db.gateway.questionnaire import Sheet

# What is shown stands in it, so that two in a row are two scripts to the browser.
_SCROLL_UP: Final = """<script>/* %s */
document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0)</script>"""


def asked_id(name: str) -> UUID | None:
    """The id in the query, None when there is none or it is no id.

    After a link from a page to itself the browser keeps the old query in its address, and the next click
    would send that; so it is told the new one.
    """
    st.query_params.update()
    asked = beside(name)
    _begin_at_top(name, str(asked))
    return asked


def beside(name: str) -> UUID | None:
    """An id that changes only a part of the screen: the page stays where it is scrolled to."""
    try:
        return UUID(st.query_params.get(name, ""))
    except ValueError:
        return None


def asked_sheet(name: str) -> Sheet:
    """The sheet that the query names; problems when it names none."""
    names = {word: sheet for sheet, word in links.SHEET_NAMES.items()}
    return names.get(st.query_params.get(name, ""), "problem")


def ask_for(name: str, value: str | None) -> None:
    """Another address, for the run that begins now."""
    if value is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value


def asked_number(name: str) -> int | None:
    """The number from 0 in the query, None when there is none or it is no such number."""
    written = st.query_params.get(name, "")
    asked = int(written) if written.isascii() and written.isdigit() and len(written) < 9 else None
    _begin_at_top(name, str(asked))
    return asked


def asked_key(name: str) -> str | None:
    """The key of a question in the query, None when there is none or it can be none."""
    written = st.query_params.get(name, "")
    asked = written if re.fullmatch(r"[a-z][a-z0-9_]{0,39}", written) else None
    _begin_at_top(name, str(asked))
    return asked


def kept(*names: str) -> dict[str, str]:
    """Those of the query that a link passes on."""
    return {name: st.query_params[name] for name in names if name in st.query_params}


def _begin_at_top(name: str, shown: str) -> None:
    """A link from a page to itself would leave it scrolled to where the link was."""
    if state.is_new_on_screen(name, shown):
        st.html(_SCROLL_UP % shown, unsafe_allow_javascript=True)
    else:
        st.empty()
