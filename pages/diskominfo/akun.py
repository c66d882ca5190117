"""Accounts: who asks for a password, who is locked out, adding people, switching accounts off and on."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st

from components import cached, passwords, state
from components.texts import accounts as texts
from components.texts import approval as approval_texts
from components.ui import accounts as ui_accounts
from components.ui import notices, query
from db.gateway import accounts, approval

me = state.require_identity()

with notices.explained():
    reference = cached.reference(me, state.cycle_id())
zone = reference.city.time_zone
asked = query.asked_id("orang")

if asked is None:
    st.title(texts.TITLE)
    st.caption(texts.INTRO)
    form = st.empty()
    with form.container():
        new = ui_accounts.new_person(reference, state.request_id("new_person"))
    if new is not None:
        password = passwords.one_time_password()
        with notices.explained(texts.FIELDS):
            accounts.create_participant(
                me,
                request_id=uuid4(),  # a repeat would keep the first password and show this one
                user_name=new.user_name,
                name=new.name,
                title=new.title,
                role=new.role,
                unit_code=new.unit_code,
                phone=new.phone,
                password_hash=passwords.hash_password(password),
            )
        state.done("new_person")
        with form.container():  # an empty one: a second click on what is done would hide the password
            ui_accounts.new_person(reference, state.request_id("new_person"))
        ui_accounts.one_time_password(new.name, password, user_name=new.user_name)

with notices.explained():
    everybody = accounts.accounts_screen(me)
if asked is None:
    ui_accounts.listed(everybody, zone)
    st.stop()

person = ui_accounts.by_id(everybody, asked)
if person is None:
    st.info(texts.NOT_FOUND)
    st.stop()
above = st.container()  # an open popover would cover what stands below
settled = ui_accounts.one(person, zone)
place = st.empty()
with place:
    act = ui_accounts.acts(person)
if act == "reset":
    password = passwords.one_time_password()
    with notices.explained():
        accounts.reset_password(
            me,
            request_id=uuid4(),  # as above
            participant_id=person.id,
            password_hash=passwords.hash_password(password),
        )
    place.empty()  # a popover still open would offer another password, which voids the one shown
    settled.empty()
    with above:
        ui_accounts.one_time_password(person.name, password, user_name=person.user_name)
elif act in ("name", "release"):
    name = f"responsible.{person.id}.{act}"
    with notices.explained():
        approval.set_responsible(
            me, request_id=state.request_id(name), participant_id=person.id, is_responsible=act == "name"
        )
    state.done(name)
    place.empty()  # or the popover still open would offer the opposite
    state.keep_news(approval_texts.now(person.name, is_responsible=act == "name"))
    st.rerun()
elif act is not None:
    name = f"active.{person.id}.{act}"
    with notices.explained():
        accounts.set_participant_active(
            me,
            request_id=state.request_id(name),
            participant_id=person.id,
            is_active=act == "activate",
        )
    state.done(name)
    place.empty()  # or the popover still open would offer the opposite
    news = texts.activated if act == "activate" else texts.deactivated
    state.keep_news(news(person.name))
    st.rerun()
