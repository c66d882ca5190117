"""The last word when something broke unexpectedly: a reference for the person, the story for the log."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from components.texts import errors as texts

_log = logging.getLogger("rembuk.accident")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that is read out wrongly on the telephone


def report(error: Exception) -> None:
    """Log the error under a short reference and show that; what people typed is in neither."""
    reference = "".join(secrets.choice(_LETTERS) for _ in range(6))
    _log.error("accident %s", reference, exc_info=error)
    st.error(texts.unexpected(reference), icon=":material/error:")
