"""The list of leading sectors as a form: one field a sector, new ones below."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import streamlit as st

from components.texts import sectors as texts
from db.gateway.sectors import ListedSector

_LONGEST = 80


def edited(listed: Sequence[ListedSector]) -> list[ListedSector] | None:
    """Draw the list; the new one in the run where it is saved and can be, else None."""
    turn = crc32(repr(listed).encode())  # another list, other fields: none keeps what it held before
    with st.form(f"sectors.{turn}", border=False):
        names = [
            st.text_input(texts.name_of(place), sector.name, key=f"sectors.{turn}.{sector.code}")
            for place, sector in enumerate(listed, 1)
        ]
        new = st.text_area(texts.NEW, key=f"sectors.{turn}.new")
        st.caption(texts.KEPT)
        is_sent = st.form_submit_button(texts.SAVE, type="primary")
    if not is_sent:
        return None
    renamed = [
        ListedSector(code=sector.code, name=name.strip())
        for sector, name in zip(listed, names, strict=True)
        if name.strip()
    ]
    added = [ListedSector(code=None, name=line.strip()) for line in new.splitlines() if line.strip()]
    return _judged([*renamed, *added])


def _judged(sectors: list[ListedSector]) -> list[ListedSector] | None:
    if len({sector.name.casefold() for sector in sectors}) < len(sectors):
        st.warning(texts.TWICE)
        return None
    if any(len(sector.name) > _LONGEST for sector in sectors):
        st.warning(texts.TOO_LONG)
        return None
    return sectors
