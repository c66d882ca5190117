"""Data to work on outside: the sent answers of a sheet with their dictionary, without who wrote them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import uuid4

import streamlit as st

from components import cached, state
from components.documents.export_files import package, workbook
from components.documents.export_tables import Export, Table, tables
from components.texts import exports as texts
from components.ui import exports as ui_exports
from components.ui import notices
from db.gateway import exports
from db.gateway.city import SheetKind
from db.gateway.exports import ExportRow

me = state.require_identity()

st.title(texts.TITLE)
st.caption(texts.INTRO)

cycle_id = state.cycle_id()
with notices.explained():
    reference = cached.reference(me, cycle_id)


def made(write: Callable[[Sequence[Table]], bytes], sheet: SheetKind) -> bytes:
    """As the answers stand when the button is pressed, some hundreds a call."""
    rows: list[ExportRow] = []
    while True:
        after = rows[-1].number if rows else 0
        found = exports.export_answers(
            me, request_id=uuid4(), cycle_id=cycle_id, sheet=sheet.code, after=after
        )
        rows += found.rows
        if len(found.rows) < exports.MOST:
            break
    now = datetime.now(UTC)
    return write(tables(Export(reference=reference, cycle=found.cycle, sheet=sheet, rows=rows, now=now)))


def xlsx(sheet: SheetKind) -> bytes:
    return made(workbook, sheet)


def csv(sheet: SheetKind) -> bytes:
    return made(package, sheet)


ui_exports.downloads(
    ui_exports.sheet(reference), f"{datetime.now(UTC):%Y-%m-%d}", [("xlsx", xlsx), ("zip", csv)]
)
