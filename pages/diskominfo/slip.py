"""One-time passwords for many people: made together, printed once as slips, kept nowhere."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import streamlit as st

from components import cached, passwords, state
from components.documents.slips import A_PAGE, Slip, slips_pdf
from components.ui import links, notices, people_search
from components.ui import slips as ui_slips
from db.gateway import people
from db.gateway.people import SlipPerson

me = state.require_identity()

with notices.explained():
    reference = cached.reference(me, state.cycle_id())
ui_slips.heading()
narrowing = st.empty()
with narrowing.container():
    search = people_search.search(reference, first="no_password")
    with notices.explained():
        screen = people.slips_screen(me, search=search)
    chosen = ui_slips.chosen(screen)
    if not chosen or not ui_slips.confirmed(chosen, A_PAGE):
        st.stop()


def slip(person: SlipPerson) -> tuple[Slip, str]:
    password = passwords.one_time_password()
    on_paper = Slip(
        name=person.name, unit_name=person.unit_name, user_name=person.user_name, password=password
    )
    return on_paper, passwords.hash_one_time(password)


made = ui_slips.made_with_progress(chosen, slip)
with notices.explained():
    people.issue_passwords(
        me,
        request_id=uuid4(),  # a repeat would keep the first passwords and print these
        hashes={person.id: hashed for person, (_, hashed) in zip(chosen, made, strict=True)},
    )
pdf = slips_pdf([one for one, _ in made], city=reference.city.name, address=links.address())
narrowing.empty()  # a second click would void what is about to be printed
ui_slips.download(pdf, len(chosen), f"{datetime.now(UTC):%Y-%m-%d}")
