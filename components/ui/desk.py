"""Diskominfo's part of the first page, where every number leads to its list; and the drafts that rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import streamlit as st

from components.rules import units
from components.texts import accounts as account_texts
from components.texts import desk as texts
from components.texts import format as fmt
from components.ui import links, query
from components.ui.plain import plain
from db.gateway.city import NO_PILLAR, Reference
from db.gateway.desk import DRAFTS, Desk, IdleDraft, Missing, Waiting

PAGE: Final = "halaman"
_UNIT: Final = "unit"


def today(desk: Desk) -> None:
    """What waits; what has nothing behind it is left out."""
    people = _people(desk)
    is_clear = not desk.waiting and not people
    st.markdown(f"### {texts.TITLE}" + (f"\n\n{texts.CLEAR}" if is_clear else ""))
    if desk.waiting:
        st.markdown(f"#### {texts.WAITING}")
    for one in desk.waiting:
        _waiting(one)
    if desk.missing:
        _missing(desk.missing)
    if people:
        st.markdown(f"#### {texts.PEOPLE}")
        with st.container(horizontal=True, gap="xsmall"):
            for page, label, icon, asked in people:
                links.to_page(page, label, icon=icon, **asked)


def unit_filter(reference: Reference) -> str | None:
    """The unit whose drafts to show, None for all; it stands in the address."""
    names = {"": texts.ALL_UNITS} | units.labels(reference)
    chosen: str = st.selectbox(
        texts.UNIT,
        list(names),
        format_func=names.__getitem__,
        key=_UNIT,
        bind="query-params",
        on_change=lambda: query.ask_for(PAGE, None),
    )
    return chosen or None


def idle_drafts(drafts: Sequence[IdleDraft], page: int, reference: Reference) -> None:
    """One page of drafts that rest, and the way to the next."""
    if not drafts:
        st.info(texts.NO_IDLE if page == 1 else texts.NO_MORE)
    else:
        st.markdown("\n".join(_draft(one, reference) for one in drafts))
    with st.container(horizontal=True):
        kept = query.kept(_UNIT)
        if page > 1:
            links.to_page(
                links.IDLE_DRAFTS,
                texts.EARLIER,
                icon=":material/arrow_upward:",
                **kept | {PAGE: str(page - 1)},
            )
        if len(drafts) == DRAFTS:
            links.to_page(
                links.IDLE_DRAFTS,
                texts.LATER,
                icon=":material/arrow_downward:",
                **kept | {PAGE: str(page + 1)},
            )


def _waiting(one: Waiting) -> None:
    """A sheet's queue: its name, and a link for each age that has something."""
    st.markdown(plain(one.label))
    with st.container(horizontal=True, gap="xsmall"):
        for age, count in (("oldest", one.oldest), ("older", one.older), ("new", one.new)):
            if count:
                links.to_page(
                    links.REVIEW,
                    texts.waiting(age, count),
                    icon=":material/fact_check:",
                    survei=one.label,
                    umur=texts.AGES[age],
                )


def _missing(sheets: Sequence[Missing]) -> None:
    st.markdown(f"#### {texts.MISSING}")
    with st.container(horizontal=True, gap="xsmall"):
        for one in sheets:
            links.to_page(
                links.COVERAGE,
                texts.missing(plain(one.label), one.units),
                icon=":material/notifications:",
                survei=one.label,
            )


def _people(desk: Desk) -> list[tuple[str, str, str, dict[str, str]]]:
    """Page, label, icon and query of each number of people that is not nought."""
    ways = [
        (
            desk.locked,
            links.ACCOUNTS,
            texts.locked,
            ":material/lock:",
            {"tampil": account_texts.SHOWN["locked"]},
        ),
        (
            desk.password_requests,
            links.ACCOUNTS,
            texts.password_requests,
            ":material/manage_accounts:",
            {"tampil": account_texts.SHOWN["asked"]},
        ),
        (desk.idle_drafts, links.IDLE_DRAFTS, texts.idle, ":material/edit_note:", {}),
    ]
    return [(page, label(count), icon, asked) for count, page, label, icon, asked in ways if count]


def _draft(one: IdleDraft, reference: Reference) -> str:
    """A bullet; no word of the draft."""
    sheets = {sheet.code: sheet.label for sheet in reference.sheets}
    pillars = {pillar.code: pillar.name for pillar in (*reference.pillars, NO_PILLAR)}
    pillar = pillars[one.pillar_code] if one.pillar_code else ""
    days = (datetime.now(UTC) - one.updated_at).days
    changed = fmt.moment(one.updated_at, reference.city.time_zone)
    rest = texts.draft(sheets[one.sheet], pillar, one.author_name, days, changed)
    return f"- **{plain(one.unit_name)}**  \n  {plain(rest)}"
