"""People and their accounts as Diskominfo finds them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.texts import accounts as texts
from components.texts import approval as approval_texts
from components.texts import format as fmt
from components.ui import links, people_search
from components.ui.plain import plain
from db.gateway.accounts import Account, AccountsScreen


def ways(screen: AccountsScreen) -> None:
    """Where many people are dealt with at once."""
    links.to_page(links.IMPORT, texts.TO_IMPORT, icon=":material/upload_file:")
    waiting = texts.without_password(screen.no_password) if screen.no_password else texts.TO_SLIPS
    links.to_page(links.SLIPS, waiting, icon=":material/print:")


def one_time_password(name: str, password: str, *, user_name: str) -> None:
    """Show a password once, ready to be copied, and what it is entered with."""
    with st.container(border=True):
        st.markdown(f":material/key: **{plain(texts.password_for(name))}**")
        st.text(texts.user_name(user_name))
        st.code(password, language=None)
        st.caption(texts.PASSWORD_ONCE)


def listed(screen: AccountsScreen, page: int, zone: str) -> None:
    """Draw a page of those who were looked for: who waits for something first."""
    if not screen.total:
        st.info(texts.NOBODY)
        return
    st.caption(texts.found(screen.total, min(page, screen.pages), screen.pages))
    asking = [one for one in screen.people if one.asked_at]
    locked = [one for one in screen.people if one.is_locked and not one.asked_at]
    _group(texts.REQUESTS, asking, zone)
    _group(texts.LOCKED, locked, zone)
    _group(texts.OTHERS, [one for one in screen.people if not one.is_locked and not one.asked_at], zone)
    _turn(min(page, screen.pages), screen.pages)


def details(account: Account) -> None:
    """The line below her name."""
    line = texts.described(account.user_name, account.role, account.unit_name, account.title)
    if not account.is_active:
        line = f"{texts.INACTIVE} · {line}"
    st.caption(plain(line))
    if account.is_responsible:
        st.markdown(f":material/how_to_reg: {approval_texts.RESPONSIBLE}")


def asks_for_password(account: Account, zone: str) -> None:
    asked = account.asked_at and f":material/key: {texts.asked(fmt.moment(account.asked_at, zone))}"
    locked = account.is_locked and f":material/lock: {texts.LOCKED}"
    if asked or locked:
        st.markdown("\n\n".join(line for line in (asked, locked) if line))


def _group(heading: str, accounts: Sequence[Account], zone: str) -> None:
    if not accounts:
        return
    st.subheader(heading)
    if heading == texts.LOCKED:
        st.caption(texts.LOCKED_HELP)
    kept = people_search.kept()
    for account in accounts:
        with st.container(gap="xsmall"):
            icon = ":material/person:" if account.is_active else ":material/person_off:"
            links.to_page(links.PERSON, plain(account.name), icon=icon, **kept, id=str(account.id))
            details(account)
            asks_for_password(account, zone)


def _turn(page: int, pages: int) -> None:
    with st.container(horizontal=True):
        if page > 1:
            before = people_search.kept(page - 1)
            links.to_page(links.ACCOUNTS, texts.BEFORE, icon=":material/arrow_upward:", **before)
        if page < pages:
            after = people_search.kept(page + 1)
            links.to_page(links.ACCOUNTS, texts.NEXT, icon=":material/arrow_downward:", **after)
