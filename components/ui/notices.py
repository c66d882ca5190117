"""Sentences that say what happened: refusals, outages, and the news of the last act."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from components import state
from components.texts import errors as texts
from db.errors import DatabaseUnavailable, DomainError, ErrorCode

_CHANGED_MEANWHILE = {ErrorCode.ANSWER_CHANGED, ErrorCode.WRONG_STATE, ErrorCode.VOTING_OPENED}
_SIGN_IN_MATTERS = {ErrorCode.SESSION_ENDED, ErrorCode.PASSWORD_CHANGE_DUE, ErrorCode.NOTICE_UNREAD}


@contextmanager
def explained(labels: dict[str, str] | None = None, *, reads_again: bool = False) -> Iterator[None]:
    """Turn a refusal inside the block into its sentence and end the run there.

    ``labels`` names fields for people. ``reads_again``: what somebody else has changed meanwhile is drawn as
    it is now, below the sentence. What concerns the sign-in itself travels on to the shell.
    """
    try:
        yield
    except DomainError as error:
        if error.code in _SIGN_IN_MATTERS:
            raise
        field = (labels or {}).get(error.field or "")
        if reads_again and error.code in _CHANGED_MEANWHILE:
            state.keep_refusal(texts.about(error.code, field))
            st.rerun()
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
    news, refusal = state.take_news(), state.take_refusal()
    if refusal:
        place.warning(refusal, icon=":material/info:")
    elif news:
        place.success(news, icon=":material/check_circle:")
