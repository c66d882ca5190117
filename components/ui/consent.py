"""Whether the unit that is to lead a solution is willing: what it said, and the form in which it says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from components.texts import asking as texts
from components.texts import format as fmt
from components.ui.plain import plain
from db.gateway.answers import AnswerScreen
from db.gateway.asking import Consent, Willing

_WILLING: Final[tuple[Willing, ...]] = ("bersedia", "bersedia_dengan_perubahan", "tidak_bersedia")
_ICON: Final[dict[Willing | None, str]] = {
    "bersedia": ":material/check_circle:",
    "bersedia_dengan_perubahan": ":material/edit_note:",
    "tidak_bersedia": ":material/cancel:",
    None: ":material/hourglass_top:",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What the lead unit says now; without ``response`` it takes its last word back."""

    version: int
    response: Willing | None = None
    body: str | None = None


def line(consent: Consent | None, zone: str) -> None:
    """The lead unit and its word; that it has said nothing is said too."""
    if consent is None:
        return
    with st.container(border=True, gap="xsmall"):
        st.caption(texts.CONSENT)
        st.markdown(f"{_ICON[consent.response]} {plain(texts.lead(consent.unit_name, consent.response))}")
        if consent.body:
            st.text(consent.body)
        if consent.by and consent.at:
            st.caption(plain(texts.said_by(consent.by, fmt.moment(consent.at, zone))))


def own(screen: AnswerScreen) -> Word | None:
    """For an officer of the lead unit; its word, in the run where it is given or taken back."""
    consent = screen.consent
    if consent is None or not consent.may_answer or consent.version is None:
        return None
    # Another version is another form: nobody agrees to what she has not read.
    key = f"consent.{screen.answer.id}.{consent.version}"
    if consent.response is None:
        st.info(texts.ASK_CONSENT, icon=":material/handshake:")
        return _form(key, consent.version)
    st.caption(texts.ASK_AGAIN)
    if st.button(texts.CONSENT_UNDO, icon=":material/undo:", key=f"{key}.undo"):
        return Word(version=consent.version)
    return None


def _form(key: str, version: int) -> Word | None:
    with st.form(key, border=False):
        response = st.radio(
            texts.CONSENT,
            _WILLING,
            index=None,
            format_func=texts.WILLING.__getitem__,
            key=f"{key}.response",
        )
        body = st.text_area(texts.CONSENT_BODY, max_chars=1000, key=f"{key}.body")
        is_sent = st.form_submit_button(texts.CONSENT_SEND, type="primary")
    if not is_sent:
        return None
    if response is None or (response != "bersedia" and not body.strip()):
        st.warning(texts.INCOMPLETE if response is None else texts.BODY_MISSING)
        return None
    return Word(version=version, response=response, body=body.strip() or None)
