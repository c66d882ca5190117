"""Accounts: who asks for a password, who is locked out, everybody else page by page; adding people."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st

from components import cached, passwords, state
from components.texts import accounts as texts
from components.ui import accounts as ui_accounts
from components.ui import notices, people_search, person_form, query
from db.gateway import accounts

me = state.require_identity()

with notices.explained():
    reference = cached.reference(me, state.cycle_id())
page = query.asked_number(people_search.PAGE) or 1

st.title(texts.TITLE)
st.caption(texts.INTRO)
ways = st.container()
form = st.empty()
with form.container():
    new = person_form.new_person(reference, state.request_id("new_person"))
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
            password_hash=passwords.hash_one_time(password),
        )
    state.done("new_person")
    with form.container():  # an empty one: a second click on what is done would hide the password
        person_form.new_person(reference, state.request_id("new_person"))
    ui_accounts.one_time_password(new.name, password, user_name=new.user_name)

search = people_search.search(reference)
with notices.explained():
    screen = accounts.accounts_screen(me, search=search, page=page)
with ways:
    ui_accounts.ways(screen)
ui_accounts.listed(screen, page, reference.city.time_zone)
