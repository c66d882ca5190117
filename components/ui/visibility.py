"""The table of who sees what: one line per state, one switch per right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal, get_args

import streamlit as st

from components.texts import answers as answer_texts
from components.texts import visibility as texts
from db.gateway.accounts import Relation, Visibility
from db.gateway.rows import Status
from db.identity import ROLES, Role

Right = Literal["read", "count", "comment"]
_RIGHTS: Final[tuple[Right, ...]] = get_args(Right)
_RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)
_STATUSES: Final[tuple[Status, ...]] = get_args(Status)


def role() -> Role:
    """Whose rights are shown; it stands in the address."""
    chosen: Role = st.selectbox(
        texts.ROLE, ROLES, format_func=texts.ROLES.__getitem__, key="peran", bind="query-params"
    )
    return chosen


def table(cells: Sequence[Visibility], shown: Role) -> Visibility | None:
    """Draw the cells of one role; the changed one in the run where a switch was turned."""
    found = {(cell.relation, cell.status): cell for cell in cells if cell.role == shown}
    changed = None
    for relation in _RELATIONS:
        st.subheader(texts.RELATIONS[relation])
        for status in _STATUSES:
            cell = found.get((relation, status))
            if cell is not None:
                changed = _line(cell) or changed
    return changed


def rights(cell: Visibility) -> list[Right]:
    held = {"read": cell.can_read, "count": cell.can_count, "comment": cell.can_comment}
    return [right for right in _RIGHTS if held[right]]


def _line(cell: Visibility) -> Visibility | None:
    """The key holds what is stored, so that a change that was saved begins a new line with the new truth."""
    stored = rights(cell)
    is_others_draft = cell.status in ("draf", "diajukan") and cell.relation != "own"
    chosen = st.pills(
        answer_texts.STATUS[cell.status],
        ("count",) if is_others_draft else _RIGHTS,
        selection_mode="multi",
        default=[right for right in stored if right == "count" or not is_others_draft],
        format_func={right: texts.switch(right, is_on=right in stored) for right in _RIGHTS}.__getitem__,
        key=f"visibility.{cell.role}.{cell.relation}.{cell.status}.{'-'.join(stored)}",
    )
    wanted = replace(
        cell,
        can_read="read" in chosen,
        can_count="count" in chosen,
        can_comment="comment" in chosen and ("read" in chosen or not cell.can_read),
    )
    return wanted if wanted != cell else None
