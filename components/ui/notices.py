"""Sentences that say what happened: refusals, outages, and the news of the last act."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from components import state
from components.texts import errors as texts
from db.errors import DatabaseUnavailable, DomainError, ErrorCode

_SIGN_IN_MATTERS = {ErrorCode.SESSION_ENDED, ErrorCode.PASSWORD_CHANGE_DUE, ErrorCode.NOTICE_UNREAD}


@contextmanager
def explained(labels: dict[str, str] | None = None) -> Iterator[None]:
    """Turn a refusal inside the block into its sentence and end the run there.

    ``labels`` names fields for people. What concerns the sign-in itself travels on to the shell.
    """
    try:
        yield
    except DomainError as error:
        if error.code in _SIGN_IN_MATTERS:
            raise
        field = (labels or {}).get(error.field or "")
        st.warning(texts.about(error.code, field), icon=":material/info:")
        st.stop()
    except DatabaseUnavailable:
        st.error(texts.UNAVAILABLE, icon=":material/cloud_off:")
        st.stop()


def show_news() -> None:
    """The sentence that the last act left, once.

    Its place is there in every run: were it not, all below would move by one, and a popover that was left
    open would stand at its neighbour, asking whether one is sure of another act.
    """
    place = st.empty()
    news = state.take_news()
    if news:
        place.success(news, icon=":material/check_circle:")
