"""What the address asks for. Anybody can write anything there, so only what makes sense is taken."""

from __future__ import annotations

from uuid import UUID

import streamlit as st


def asked_id(name: str) -> UUID | None:
    """The id in the query, None when there is none or it is no id.

    After a link from a page to itself the browser keeps the old query in its address, and the next click
    would send that; so it is told the new one.
    """
    st.query_params.update()
    try:
        return UUID(st.query_params.get(name, ""))
    except ValueError:
        return None


def asked_number(name: str) -> int | None:
    """The number from 0 in the query, None when there is none or it is no such number."""
    written = st.query_params.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else None


def kept(*names: str) -> dict[str, str]:
    """Those of the query that a link passes on."""
    return {name: st.query_params[name] for name in names if name in st.query_params}
