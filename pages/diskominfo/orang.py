"""One person's account: put right what is known, give a password, unlock, switch off and on."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st

from components import cached, passwords, state
from components.texts import accounts as texts
from components.texts import approval as approval_texts
from components.ui import accounts as ui_accounts
from components.ui import notices, person_form, query
from components.ui import person as ui_person
from db.gateway import accounts, approval

me = state.require_identity()

asked = query.asked_id("id")
if asked is None:
    st.info(texts.NOT_FOUND)
    st.stop()
with notices.explained():
    reference = cached.reference(me, state.cycle_id())
    person = accounts.account_screen(me, participant_id=asked)
above = st.container()  # an open popover would cover what stands below
settled = ui_person.one(person, reference.city.time_zone)
place = st.empty()
with place:
    act = ui_person.acts(person)
edited = person_form.edited(person, reference, state.request_id(f"edit.{person.id}"))
name = f"account.{person.id}.{act or 'edit'}"
news = None

if act == "reset":
    password = passwords.one_time_password()
    with notices.explained():
        accounts.reset_password(
            me,
            request_id=uuid4(),  # a repeat would keep the first password and show this one
            participant_id=person.id,
            password_hash=passwords.hash_one_time(password),
        )
    place.empty()  # a popover still open would offer another password, which voids the one shown
    settled.empty()
    with above:
        ui_accounts.one_time_password(person.name, password, user_name=person.user_name)
elif act in ("name", "release"):
    with notices.explained():
        approval.set_responsible(
            me, request_id=state.request_id(name), participant_id=person.id, is_responsible=act == "name"
        )
    news = approval_texts.now(person.name, is_responsible=act == "name")
elif act == "unlock":
    with notices.explained():
        accounts.unlock_participant(me, request_id=state.request_id(name), participant_id=person.id)
    news = texts.unlocked(person.name)
elif act is not None:
    with notices.explained():
        accounts.set_participant_active(
            me,
            request_id=state.request_id(name),
            participant_id=person.id,
            is_active=act == "activate",
        )
    news = (texts.activated if act == "activate" else texts.deactivated)(person.name)
elif edited is not None:
    with notices.explained(texts.FIELDS):
        is_changed = accounts.edit_participant(
            me,
            request_id=state.request_id(name, edited),
            participant_id=person.id,
            name=edited.name,
            title=edited.title,
            role=edited.role,
            unit_code=edited.unit_code,
            phone=edited.phone,
        )
    state.done(f"edit.{person.id}")
    news = texts.saved(edited.name) if is_changed else texts.NOTHING_CHANGED

if news is not None:
    state.done(name)
    place.empty()  # or the popover still open would offer the opposite
    state.keep_news(news)
    st.rerun()
