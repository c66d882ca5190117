"""People and their accounts as Diskominfo keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.rules.units import labels
from components.texts import accounts as texts
from components.texts import approval as approval_texts
from components.texts import format as fmt
from components.ui import links
from components.ui.plain import plain
from db.gateway.accounts import Account
from db.gateway.city import Reference
from db.identity import ROLES, Role

_ROLE_ORDER: Final[tuple[Role, ...]] = ("diskominfo", "pimpinan", "pendamping", "peserta")
_MOST: Final = 30  # more lines than these nobody reads; a search finds the others


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    user_name: str
    name: str
    title: str | None
    role: Role
    unit_code: str | None
    phone: str | None


Act = Literal["reset", "deactivate", "activate", "name", "release"]


def new_person(reference: Reference, form_id: UUID) -> NewPerson | None:
    """Draw the form for another person; who it is, in the run where it is sent. Another id: an empty form."""
    units: dict[str | None, str] = {None: texts.NO_UNIT}
    units.update(labels(reference).items())
    key = f"accounts.new.{form_id}"
    with st.expander(texts.ADD, icon=":material/person_add:"), st.form(key, border=False):
        name = st.text_input(texts.NAME, max_chars=120, key=f"{key}.name")
        user_name = st.text_input(
            texts.USER_NAME, max_chars=64, help=texts.USER_NAME_HELP, key=f"{key}.user_name"
        )
        role = st.selectbox(texts.ROLE, ROLES, format_func=texts.ROLES.__getitem__, key=f"{key}.role")
        unit_code = st.selectbox(
            texts.UNIT,
            list(units),
            format_func=units.__getitem__,
            help=texts.UNIT_HELP,
            key=f"{key}.unit",
        )
        title = st.text_input(texts.PERSON_TITLE, max_chars=120, key=f"{key}.title")
        phone = st.text_input(
            texts.PHONE,
            placeholder=texts.PHONE_HINT,
            help=texts.PHONE_HELP,
            type="phone",
            key=f"{key}.phone",
        )
        is_sent = st.form_submit_button(texts.CREATE, type="primary")
    if not is_sent:
        return None
    missing = _missing(name, user_name, role, unit_code)
    if missing:
        st.warning(missing)
        return None
    return NewPerson(
        user_name=user_name,
        name=name,
        title=title.strip() or None,
        role=role,
        unit_code=unit_code,
        phone=phone.strip() or None,
    )


def one_time_password(name: str, password: str, *, user_name: str) -> None:
    """Show a password once, ready to be copied, and what it is entered with."""
    with st.container(border=True):
        st.markdown(f":material/key: **{plain(texts.password_for(name))}**")
        st.text(texts.user_name(user_name))
        st.code(password, language=None)
        st.caption(texts.PASSWORD_ONCE)


def listed(accounts: Sequence[Account], zone: str) -> None:
    """Draw who asks for a password, who is locked out, then everybody, as far as the search goes."""
    wanted = st.text_input(
        texts.SEARCH,
        placeholder=texts.SEARCH_HINT,
        icon=":material/search:",
        type="search",
        key="cari",
        bind="query-params",
    )
    found = [account for account in accounts if _matches(account, wanted or "")]
    found.sort(key=lambda account: _ROLE_ORDER.index(account.role))
    if not found:
        st.info(texts.NOBODY)
    _group(texts.REQUESTS, [one for one in found if one.asked_at], zone)
    _group(texts.LOCKED, [one for one in found if one.is_locked and not one.asked_at], zone)
    others = [one for one in found if not one.is_locked and not one.asked_at]
    _group(texts.OTHERS, others[:_MOST], zone)
    if len(others) > _MOST:
        st.caption(texts.shown(_MOST, len(others)))


def one(account: Account, zone: str) -> DeltaGenerator:
    """Draw one person; where it says what a new password would settle."""
    links.to_page(links.ACCOUNTS, texts.BACK, icon=":material/arrow_back:")
    st.title(plain(account.name))
    _details(account)
    open_ = st.empty()
    with open_:
        _asks_for_password(account, zone)
    if account.phone:
        st.text(texts.phone(account.phone))
    return open_


def acts(account: Account) -> Act | None:
    """Draw what can be done about this person; the act in the run where it is confirmed."""
    key = f"accounts.{account.id}"
    act: Act | None = None
    with st.container(horizontal=True):
        with st.popover(texts.RESET, icon=":material/key:"):
            st.markdown(texts.RESET_SURE)
            if st.button(texts.RESET_CONFIRM, type="primary", key=f"{key}.reset"):
                act = "reset"
        if account.unit_name:
            act = _responsibility(account, key) or act
        return _switch(account, key) or act


def by_id(accounts: Sequence[Account], id_: UUID) -> Account | None:
    return next((account for account in accounts if account.id == id_), None)


def _responsibility(account: Account, key: str) -> Act | None:
    """Name her responsible for her unit, or release her."""
    if account.is_responsible:
        with st.popover(approval_texts.RELEASE, icon=":material/person_off:"):
            st.markdown(approval_texts.RELEASE_SURE)
            is_sure = st.button(approval_texts.RELEASE_CONFIRM, type="primary", key=f"{key}.release")
        return "release" if is_sure else None
    with st.popover(approval_texts.NAME_RESPONSIBLE, icon=":material/how_to_reg:"):
        st.markdown(approval_texts.NAME_SURE)
        is_sure = st.button(approval_texts.NAME_CONFIRM, type="primary", key=f"{key}.name")
    return "name" if is_sure else None


def _switch(account: Account, key: str) -> Act | None:
    if account.is_active:
        with st.popover(texts.DEACTIVATE, icon=":material/person_off:"):
            st.markdown(texts.DEACTIVATE_SURE)
            is_sure = st.button(texts.DEACTIVATE_CONFIRM, type="primary", key=f"{key}.deactivate")
        return "deactivate" if is_sure else None
    with st.popover(texts.ACTIVATE, icon=":material/person:"):
        st.markdown(texts.ACTIVATE_SURE)
        is_sure = st.button(texts.ACTIVATE_CONFIRM, type="primary", key=f"{key}.activate")
    return "activate" if is_sure else None


def _missing(name: str, user_name: str, role: Role, unit_code: str | None) -> str | None:
    if not name.strip() or not user_name.strip():
        return texts.MISSING
    return texts.MISSING_UNIT if role == "peserta" and unit_code is None else None


def _matches(account: Account, wanted: str) -> bool:
    parts = (account.name, account.user_name, account.unit_name, account.title, account.phone)
    where = " ".join(part for part in parts if part).casefold()
    return all(word in where for word in wanted.casefold().split())


def _group(heading: str, accounts: Sequence[Account], zone: str) -> None:
    if not accounts:
        return
    st.subheader(heading)
    if heading == texts.LOCKED:
        st.caption(texts.LOCKED_HELP)
    for account in accounts:
        with st.container(gap="xsmall"):
            icon = ":material/person:" if account.is_active else ":material/person_off:"
            links.to_page(links.ACCOUNTS, plain(account.name), icon=icon, orang=str(account.id))
            _details(account)
            _asks_for_password(account, zone)


def _details(account: Account) -> None:
    line = texts.described(account.user_name, account.role, account.unit_name, account.title)
    if not account.is_active:
        line = f"{texts.INACTIVE} · {line}"
    st.caption(plain(line))
    if account.is_responsible:
        st.markdown(f":material/how_to_reg: {approval_texts.RESPONSIBLE}")


def _asks_for_password(account: Account, zone: str) -> None:
    asked = account.asked_at and f":material/key: {texts.asked(fmt.moment(account.asked_at, zone))}"
    locked = account.is_locked and f":material/lock: {texts.LOCKED}"
    if asked or locked:
        st.markdown("\n\n".join(line for line in (asked, locked) if line))
