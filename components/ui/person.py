"""One person as Diskominfo keeps her: what is known, what is asked for, and every act about her account."""

from __future__ import annotations

from typing import Final, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.rules.messages import whatsapp
from components.texts import accounts as texts
from components.texts import approval as approval_texts
from components.ui import accounts, links, people_search
from components.ui.plain import plain
from db.gateway.accounts import Account

Act = Literal["reset", "deactivate", "activate", "name", "release", "unlock"]
_PASSWORDS: Final = {"none": texts.NO_PASSWORD, "one_time": texts.ONE_TIME}


def one(account: Account, zone: str) -> DeltaGenerator:
    """Draw one person; where it says what a new password would settle."""
    links.to_page(links.ACCOUNTS, texts.BACK, icon=":material/arrow_back:", **people_search.kept())
    st.title(plain(account.name))
    accounts.details(account)
    open_ = st.empty()
    with open_.container():
        accounts.asks_for_password(account, zone)
        if account.password in _PASSWORDS:
            st.caption(_PASSWORDS[account.password])
    _contact(account)
    return open_


def acts(account: Account) -> Act | None:
    """Draw what can be done about this person; the act in the run where it is confirmed."""
    key = f"accounts.{account.id}"
    act: Act | None = None
    with st.container(horizontal=True):
        if _sure("reset", key, texts.RESET, texts.RESET_SURE, texts.RESET_CONFIRM, icon=":material/key:"):
            act = "reset"
        if account.is_locked and st.button(texts.UNLOCK, icon=":material/lock_open:", key=f"{key}.unlock"):
            act = "unlock"
        if account.unit_name:
            act = _responsibility(account, key) or act
        return _switch(account, key) or act


def _contact(account: Account) -> None:
    """Her number, and a message ready to be sent: it never carries a password."""
    if not account.phone:
        return
    st.text(texts.phone(texts.dialled(account.phone)))
    message = texts.message(account.name, account.user_name, links.address())
    st.link_button(texts.WHATSAPP, whatsapp(account.phone, message), icon=":material/chat:")
    st.caption(texts.WHATSAPP_HELP)


def _responsibility(account: Account, key: str) -> Act | None:
    """Name her responsible for her unit, or release her."""
    words = approval_texts
    if account.is_responsible:
        sure = (words.RELEASE, words.RELEASE_SURE, words.RELEASE_CONFIRM)
        return "release" if _sure("release", key, *sure, icon=":material/person_off:") else None
    sure = (words.NAME_RESPONSIBLE, words.NAME_SURE, words.NAME_CONFIRM)
    return "name" if _sure("name", key, *sure, icon=":material/how_to_reg:") else None


def _switch(account: Account, key: str) -> Act | None:
    if account.is_active:
        sure = (texts.DEACTIVATE, texts.DEACTIVATE_SURE, texts.DEACTIVATE_CONFIRM)
        return "deactivate" if _sure("deactivate", key, *sure, icon=":material/person_off:") else None
    sure = (texts.ACTIVATE, texts.ACTIVATE_SURE, texts.ACTIVATE_CONFIRM)
    return "activate" if _sure("activate", key, *sure, icon=":material/person:") else None


def _sure(act: str, key: str, label: str, question: str, confirm: str, *, icon: str) -> bool:
    with st.popover(label, icon=icon):
        st.markdown(question)
        return st.button(confirm, type="primary", key=f"{key}.{act}")
