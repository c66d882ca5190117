"""The last word when something broke unexpectedly: a reference for the person, the story for the log."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Iterator

import streamlit as st

from components.texts import errors as texts
from db.errors import DatabaseUnavailable, DomainError

_log = logging.getLogger("rembuk.accident")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that is read out wrongly on the telephone


def report(error: Exception) -> None:
    """Log where it broke under a short reference, and show that reference."""
    reference = "".join(secrets.choice(_LETTERS) for _ in range(6))
    _log.error("accident %s\n%s", reference, "".join(_story(error)).rstrip())
    st.error(texts.unexpected(reference), icon=":material/error:")


def outside_the_shell(error: Exception) -> bool:
    """For callbacks, fragments and dialogs, whose errors never reach the shell. Streamlit adds nothing."""
    if isinstance(error, DomainError):
        st.warning(texts.about(error.code, None), icon=":material/info:")
    elif isinstance(error, DatabaseUnavailable):
        st.error(texts.UNAVAILABLE, icon=":material/cloud_off:")
    else:
        report(error)
    return True


def _story(error: BaseException | None) -> Iterator[str]:
    """Kinds of errors and lines of program, first cause first; no messages: people's words may be in them."""
    if error is None:
        return
    yield from _story(error.__cause__ or (None if error.__suppress_context__ else error.__context__))
    yield f"{type(error).__module__}.{type(error).__qualname__} {getattr(error, 'sqlstate', None) or ''}\n"
    yield from traceback.format_tb(error.__traceback__)
