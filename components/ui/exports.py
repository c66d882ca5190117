"""The choice of a sheet, and the buttons that make its files when they are pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import streamlit as st

from components.texts import exports as texts
from db.gateway.city import Reference, SheetKind

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet(reference: Reference) -> SheetKind:
    """The sheet whose answers are wanted; it stands in the address."""
    by_code = {one.code: one for one in reference.sheets}
    code: str = st.selectbox(
        texts.SHEET,
        list(by_code),
        format_func=lambda one: by_code[one].label,
        key="lembar",
        bind="query-params",
    )
    return by_code[code]


def downloads(kind: SheetKind, day: str, makers: Sequence[tuple[str, Callable[[SheetKind], bytes]]]) -> None:
    """One button a format: its ending, and what makes it."""
    labels = {"xlsx": (texts.XLSX, _XLSX), "zip": (texts.CSV, "application/zip")}
    with st.container(horizontal=True):
        for ending, make in makers:
            label, mime = labels[ending]
            st.download_button(
                label,
                partial(make, kind),
                file_name=texts.file_name(kind.label, day, ending),
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"export.{ending}",
            )
    st.caption(texts.CARE)
