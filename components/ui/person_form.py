"""What is said about a person, typed: for a new account, or to put an old one right."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from components.rules.units import labels
from components.texts import accounts as texts
from components.ui.plain import plain
from db.gateway.accounts import Account
from db.gateway.city import Reference
from db.identity import ROLES, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """``user_name`` is empty where it cannot be changed."""

    user_name: str
    name: str
    title: str | None
    role: Role
    unit_code: str | None
    phone: str | None


def new_person(reference: Reference, form_id: UUID) -> Typed | None:
    """Draw the form for another person; who it is, in the run where it is sent. Another id: an empty form."""
    with st.expander(texts.ADD, icon=":material/person_add:"):
        return _form(reference, f"accounts.new.{form_id}", None)


def edited(account: Account, reference: Reference, form_id: UUID) -> Typed | None:
    """Draw what is known of a person to be put right; all of it, in the run where it is sent."""
    with st.expander(texts.EDIT, icon=":material/edit:"):
        st.caption(plain(texts.edit_help(account.user_name)))
        return _form(reference, f"accounts.edit.{form_id}", account)


def _form(reference: Reference, key: str, was: Account | None) -> Typed | None:
    with st.form(key, border=False):
        typed = _fields(reference, key, was)
        is_sent = st.form_submit_button(texts.SAVE if was else texts.CREATE, type="primary")
    if not is_sent:
        return None
    missing = _missing(typed, is_new=was is None)
    if missing:
        st.warning(missing)
        return None
    return typed


def _fields(reference: Reference, key: str, was: Account | None) -> Typed:
    units = {"": texts.NO_UNIT} | labels(reference)  # a list forgets a choice that is None
    codes = list(units)
    name = st.text_input(texts.NAME, was.name if was else "", max_chars=120, key=f"{key}.name")
    user_name = ""
    if was is None:
        user_name = st.text_input(
            texts.USER_NAME, max_chars=64, help=texts.USER_NAME_HELP, key=f"{key}.user_name"
        )
    role = st.selectbox(
        texts.ROLE,
        ROLES,
        index=ROLES.index(was.role) if was else 0,
        format_func=texts.ROLES.__getitem__,
        key=f"{key}.role",
    )
    unit_code = st.selectbox(
        texts.UNIT,
        codes,
        index=codes.index(was.unit_code) if was and was.unit_code in units else 0,
        format_func=units.__getitem__,
        help=texts.UNIT_HELP,
        key=f"{key}.unit",
    )
    title = st.text_input(texts.PERSON_TITLE, (was and was.title) or "", max_chars=120, key=f"{key}.title")
    phone = st.text_input(
        texts.PHONE,
        (was and was.phone and texts.dialled(was.phone)) or "",
        placeholder=texts.PHONE_HINT,
        help=texts.PHONE_HELP,
        type="phone",
        key=f"{key}.phone",
    )
    return Typed(
        user_name=user_name,
        name=name,
        title=title.strip() or None,
        role=role,
        unit_code=unit_code or None,
        phone=phone.strip() or None,
    )


def _missing(typed: Typed, *, is_new: bool) -> str | None:
    if not typed.name.strip():
        return texts.MISSING if is_new else texts.MISSING_NAME
    if is_new and not typed.user_name.strip():
        return texts.MISSING
    return texts.MISSING_UNIT if typed.role == "peserta" and typed.unit_code is None else None
