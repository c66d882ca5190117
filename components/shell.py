"""The script every session runs: who, which page, and the last word when something breaks."""

import streamlit as st

from components import cached, navigation, signin
from components.http import icons
from components.texts import errors as error_texts
from components.texts import shell as texts
from components.ui import accident, header, notices, waiting
from db.errors import DatabaseUnavailable, DomainError

try:
    signin.hand_over_ticket()
    try:
        me, city = signin.identify(), cached.sign_in_screen()
    except DatabaseUnavailable:
        navigation.keep_address()
        waiting.until(signin.is_open)
    page = navigation.page_for(me, city.region)
    title, layout = texts.tab(page.title), navigation.layout_of(page)
    st.set_page_config(page_title=title, page_icon=icons.logo(), layout=layout)
    if header.draw(city, me):
        signin.leave()
    notices.show_news()
    page.run()
except DomainError as refusal:
    signin.react(refusal)
except DatabaseUnavailable:
    st.error(error_texts.UNAVAILABLE, icon=":material/cloud_off:")
except Exception as error:
    accident.report(error)
