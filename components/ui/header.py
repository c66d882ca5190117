"""What stands above every page: the city, whether it is only an example, and who is signed in."""

from __future__ import annotations

import streamlit as st

from components import state
from components.texts import shell as texts
from components.ui.plain import plain
from db.gateway.sign_in import SignInScreen
from db.identity import Identity

_SCROLL_UP = """<script>document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0)</script>"""


def draw(city: SignInScreen, me: Identity | None) -> bool:
    """One line; True in the run in which the person wants to leave."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        badge = f" :orange-badge[{texts.EXAMPLE_BADGE}]" if city.is_example else ""
        st.markdown(f"{plain(texts.title(city.city_name))}{badge}", width="content")
        wants_to_leave = me is not None and _person(me, city)
    if state.take_begin_at_top():
        st.html(_SCROLL_UP, unsafe_allow_javascript=True)
    return wants_to_leave


def _person(me: Identity, city: SignInScreen) -> bool:
    with st.popover(texts.ACCOUNT, icon=":material/account_circle:"):
        lines = [me.name, me.unit_name, texts.EXAMPLE_HELP if city.is_example else None]
        st.text("\n".join(line for line in lines if line))
        return st.button(texts.SIGN_OUT, icon=":material/logout:", key="header.sign_out")
