"""What stands above every page: the city, whether it is only an example, and who is signed in."""

from __future__ import annotations

import streamlit as st

from components import state
from components.texts import shell as texts
from db.gateway.sign_in import SignInScreen
from db.identity import Identity

_SCROLL_UP = """<script>document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0)</script>"""


def draw(city: SignInScreen, me: Identity | None) -> bool:
    """One line; True in the run in which the person wants to leave."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            st.text(texts.title(city.city_name))
            if city.is_example:
                st.badge(texts.EXAMPLE_BADGE, color="orange", help=texts.EXAMPLE_HELP)
        wants_to_leave = me is not None and _person(me)
    if state.take_begin_at_top():
        st.html(_SCROLL_UP, unsafe_allow_javascript=True)
    return wants_to_leave


def _person(me: Identity) -> bool:
    with st.popover(texts.ACCOUNT, icon=":material/account_circle:"):
        st.text(me.name)
        if me.unit_name:
            st.text(me.unit_name)
        return st.button(texts.SIGN_OUT, icon=":material/logout:", key="header.sign_out")
