"""The city's own words: one to set, one to take out, and all of them to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from components import state
from components.texts import similar as texts
from db.gateway.similar import Synonym

ACT: Final = "set_synonym"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """``meaning`` None takes the word out."""

    word: str
    meaning: str | None


def setting() -> Change | None:
    """A word and its meaning; complete in the run in which they are sent."""
    turn = state.request_id(ACT)  # empty again once it was stored, and not a moment sooner
    with st.form("synonym.set", enter_to_submit=False):
        word = st.text_input(texts.WORD, key=f"synonym.word.{turn}", help=texts.WORD_HELP)
        meaning = st.text_input(texts.MEANING, key=f"synonym.meaning.{turn}", help=texts.MEANING_HELP)
        is_sent = st.form_submit_button(texts.SAVE, type="primary", icon=":material/check:")
    if not is_sent:
        return None
    if not (word.strip() and meaning.strip()):
        st.warning(texts.INCOMPLETE)
        return None
    return Change(word=word.strip(), meaning=meaning.strip())


def removal(words: Sequence[Synonym]) -> Change | None:
    """The word to take out, in the run of the second click."""
    with st.form("synonym.remove", border=False):
        chosen = st.selectbox(
            texts.REMOVE,
            [one.word for one in words],
            index=None,
            placeholder=texts.REMOVE_CHOOSE,
            key="synonym.removed",
        )
        is_sent = st.form_submit_button(texts.REMOVE_CONFIRM, icon=":material/delete:")
    return Change(word=chosen, meaning=None) if is_sent and chosen else None


def table(words: Sequence[Synonym]) -> None:
    """All words, in the order of the alphabet."""
    st.subheader(texts.count(len(words)))
    if not words:
        st.caption(texts.NONE)
    else:
        st.text("\n".join(texts.line(one.word, one.meaning) for one in words))
