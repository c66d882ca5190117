"""Where Diskominfo switches the approval by the units' responsible persons on and off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from components.texts import approval as texts
from components.ui import links
from components.ui.plain import plain
from db.gateway.approval import ApprovalScreen, ApprovalUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Switched:
    """A switch that was turned. ``unit_id`` None: the one for all; ``where``: its name in a sentence."""

    unit_id: UUID | None
    where: str
    is_on: bool


def switches(screen: ApprovalScreen) -> Switched | None:
    """Draw them; the one that was turned, in the run where it was."""
    turned = _switch(None, texts.FOR_ALL, texts.EVERYBODY, is_on=screen.is_for_all)
    lacking = [one for one in screen.units if _asks(one, screen) and not one.responsible]
    if lacking:
        st.warning(texts.without_responsible(len(lacking)), icon=":material/person_off:")
        links.to_page(links.ACCOUNTS, texts.TO_ACCOUNTS, icon=":material/manage_accounts:")
    st.subheader(texts.PER_UNIT, anchor=False)
    if screen.is_for_all:
        st.caption(texts.PER_UNIT_COVERED)
    wanted = st.text_input(
        texts.SEARCH,
        placeholder=texts.SEARCH_HINT,
        icon=":material/search:",
        type="search",
        key="cari",
        bind="query-params",
    )
    found = [one for one in screen.units if (wanted or "").casefold() in one.name.casefold()]
    if not found:
        st.info(texts.NO_UNIT)
    for unit in _in_order(found, screen):
        turned = _unit(unit, screen) or turned
    return turned


def _in_order(units: Sequence[ApprovalUnit], screen: ApprovalScreen) -> list[ApprovalUnit]:
    """What waits for nobody first, then where it is on."""
    return sorted(units, key=lambda one: (bool(one.responsible) or not one.awaiting, not _asks(one, screen)))


def _unit(unit: ApprovalUnit, screen: ApprovalScreen) -> Switched | None:
    with st.container(border=True, gap="xsmall"):
        turned = _switch(unit.id, plain(unit.name), unit.name, is_on=unit.needs_approval)
        if unit.responsible:
            st.caption(plain(texts.responsible(list(unit.responsible))))
        else:
            st.caption(texts.NOBODY if _asks(unit, screen) else texts.NOBODY_YET)
        if unit.awaiting:
            st.markdown(f":material/hourglass_top: {texts.awaiting(unit.awaiting)}")
    return turned


def _switch(unit_id: UUID | None, label: str, where: str, *, is_on: bool) -> Switched | None:
    """The key holds what is stored, so that a turn that was kept begins anew with the new truth."""
    wanted = st.toggle(label, value=is_on, key=f"approval.{unit_id}.{is_on}")
    return Switched(unit_id=unit_id, where=where, is_on=wanted) if wanted != is_on else None


def _asks(unit: ApprovalUnit, screen: ApprovalScreen) -> bool:
    return screen.is_for_all or unit.needs_approval
