"""The only door to the session state:

who acts, one message for the next run, and what a form started from.
"""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID, uuid4, uuid5

import streamlit as st

from db.identity import Identity

_IDENTITY = "state.identity"
_NEWS = "state.news"
_REFUSAL = "state.refusal"
_BASE = "state.base"
_CHOSEN = "state.chosen"
_TOP = "state.top"
_SEQUENCE = "state.sequence"
_CYCLE = "state.cycle"


# ── who ─────────────────────────────────────────────────────────────────────────────────────────────────────
def identity() -> Identity | None:
    return st.session_state.get(_IDENTITY)


def require_identity() -> Identity:
    """The signed-in person; without one the page ends here (the shell shows the sign-in screen)."""
    me = identity()
    if me is None:
        st.stop()
    return me


def set_identity(me: Identity | None) -> None:
    st.session_state[_IDENTITY] = me


def forget_everything() -> None:
    """Nothing of one person may stay in the tab for the next."""
    for key in list(st.session_state):
        del st.session_state[key]


# ── acts ────────────────────────────────────────────────────────────────────────────────────────────────────
def request_id(act: str, content: object = None) -> UUID:
    """The id of this act's call: the same until ``done(act)``, so that a second click is the same request.

    ``content`` is what the act says, where a person may say it differently the next time: other words are
    another request, or the first answer would stand for them.
    """
    kept: UUID = st.session_state.setdefault(f"state.request.{act}", uuid4())
    return kept if content is None else uuid5(kept, repr(content))


def done(act: str) -> None:
    st.session_state.pop(f"state.request.{act}", None)


def keep_news(sentence: str) -> None:
    """Show this sentence in the next run, once."""
    st.session_state[_NEWS] = sentence


def take_news() -> str | None:
    news: str | None = st.session_state.pop(_NEWS, None)
    return news


def keep_refusal(sentence: str) -> None:
    """Say in the next run, once, why the last act was refused; beside it stands how things are now."""
    st.session_state[_REFUSAL] = sentence


def take_refusal() -> str | None:
    refusal: str | None = st.session_state.pop(_REFUSAL, None)
    return refusal


def base_version(place: str, version: int) -> int:
    """The version that this place showed in the tab's last run: what an act begun there is based on.

    From now on it is ``version``, which the run has just read.
    """
    before = st.session_state.get(_BASE)
    st.session_state[_BASE] = (place, version)
    return before[1] if before is not None and before[0] == place else version


def forget_base() -> None:
    """The next change on screen is one's own."""
    st.session_state.pop(_BASE, None)


def keep_chosen(chosen: Any) -> None:
    """What was ticked in a list, until it is acted on or let go."""
    st.session_state[_CHOSEN] = chosen


def chosen() -> Any:
    return st.session_state.get(_CHOSEN)


def forget_chosen() -> None:
    st.session_state.pop(_CHOSEN, None)


def begin_at_top() -> None:
    """The next run shows another screen at the same address: let it be seen from its beginning."""
    st.session_state[_TOP] = True


def take_begin_at_top() -> bool:
    return bool(st.session_state.pop(_TOP, False))


def is_new_on_screen(place: str, shown: str) -> bool:
    """Whether this place shows something else than in this tab's last run."""
    key = f"state.shown.{place}"
    before = st.session_state.get(key)
    st.session_state[key] = shown
    return bool(before != shown)


def sent_by(component: str, name: str) -> Any:
    """What a component of ours has just sent, for what must happen before the run that it began."""
    sent = st.session_state.get(component)
    return sent.get(name) if isinstance(sent, dict) else None


# ── drafts ──────────────────────────────────────────────────────────────────────────────────────────────────
def next_sequence() -> int:
    """A number that grows with every save of this tab, also after the session began anew (microseconds)."""
    sequence: int = max(time.time_ns() // 1000, st.session_state.get(_SEQUENCE, 0) + 1)
    st.session_state[_SEQUENCE] = sequence
    return sequence


def sequence_after(known: int) -> None:
    """The next one is higher than ``known`` too, which a browser with a clock ahead of ours has used."""
    st.session_state[_SEQUENCE] = max(known, st.session_state.get(_SEQUENCE, 0))


def loaded(answer_id: UUID) -> dict[str, Any] | None:
    """What this tab's form of the answer started from: ``{field: {"value": …, "version": int}}``."""
    return st.session_state.get(f"state.loaded.{answer_id}")


def set_loaded(answer_id: UUID, fields: dict[str, Any]) -> None:
    st.session_state[f"state.loaded.{answer_id}"] = fields


def forget_loaded(answer_id: UUID) -> None:
    st.session_state.pop(f"state.loaded.{answer_id}", None)
    st.session_state.pop(f"state.screen.{answer_id}", None)
    st.session_state.pop(f"state.give_up.{answer_id}", None)


def may_be_given_up(answer_id: UUID) -> bool:
    """Whether its writer supported another answer instead, and has not yet decided about this draft."""
    return bool(st.session_state.get(f"state.give_up.{answer_id}", False))


def set_may_be_given_up(answer_id: UUID, value: bool) -> None:
    st.session_state[f"state.give_up.{answer_id}"] = value


def last_screen(answer_id: UUID) -> Any:
    """The draft as its form showed it last, or None: the form stays on screen while the database is away."""
    return st.session_state.get(f"state.screen.{answer_id}")


def keep_screen(answer_id: UUID, screen: object) -> None:
    st.session_state[f"state.screen.{answer_id}"] = screen


# ── the planning year on screen ─────────────────────────────────────────────────────────────────────────────
def cycle_id() -> UUID | None:
    """The planning year chosen in this tab; None is the newest open one."""
    return st.session_state.get(_CYCLE)


def set_cycle_id(chosen: UUID | None) -> None:
    st.session_state[_CYCLE] = chosen
