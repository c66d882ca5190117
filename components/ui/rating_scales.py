"""The scales of one answer, and the way to the next: components of our own, for a thumb and for a keyboard.

Streamlit's own row of numbers is 32 pixels high and puts no anchor beside it. A tap arrives here at once, as
``{criterion: {"score": 0 to 5, "tap": number}}``; 0 is *tidak tahu*. The browser sends all taps of this tab
again with each, also after the server began anew; what this tab has acted on is known by its number, so that
a score changed on another device is never overwritten by an old tap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import streamlit as st

from components import state
from components.texts import rating as texts
from components.ui import query
from db.gateway.questionnaire import Question
from db.gateway.rating import Criterion, Scores

_UNKNOWN: Final = 0
_WAYS_KEY: Final = "rating.ways"
_HERE: Final = Path(__file__).parent


def _component(name: str) -> Any:
    css, js = ((_HERE / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    return st.components.v2.component(f"rembuk.{name}", css=css, js=js)


_SCALES: Final = _component("rating_scales")
_WAYS: Final = _component("rating_ways")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """``score``: None is *tidak tahu*; ``number`` tells it from every other tap of this tab."""

    criterion: Criterion
    score: int | None
    number: int


def scales(
    answer_id: UUID, questions: Mapping[Criterion, Question], own: Scores, *, is_open: bool
) -> tuple[Tap, ...]:
    """Draw the scales in this order; return what was tapped and not acted on yet."""
    sent = _SCALES(
        key=f"rating.{answer_id}",
        data={
            "scales": [_scale(criterion, question, own) for criterion, question in questions.items()],
            "is_open": is_open,
            "texts": {"unknown": texts.UNKNOWN, "unknown_chosen": texts.UNKNOWN_CHOSEN},
        },
        on_taps_change=_look_again,
    ).get("taps")
    acted_on = state.loaded(answer_id) or {}
    taps = [_tap(sent, criterion) for criterion in questions] if is_open else []
    return tuple(
        tap
        for tap in taps
        if tap is not None
        and tap.number != acted_on.get(tap.criterion)
        and (tap.criterion not in own or own[tap.criterion] != tap.score)
    )


def acted_on(answer_id: UUID, tap: Tap) -> None:
    state.set_loaded(answer_id, {**(state.loaded(answer_id) or {}), tap.criterion: tap.number})


def ways(*, previous_id: UUID | None, next_id: UUID | None, is_whole: bool, said: str) -> None:
    """Back and on, in the thumb's reach whatever is read above. ``said``: read aloud when it changes."""
    back = {"label": texts.BACK, "to": _text(previous_id), "is_there": previous_id is not None}
    on = {"label": texts.NEXT if next_id else texts.DONE_HERE, "to": _text(next_id)}
    with st.bottom:
        _WAYS(
            key=_WAYS_KEY,
            data={
                "said": said,
                "ways": [
                    back | {"is_main": False},
                    on | {"is_main": is_whole, "is_there": is_whole or next_id is not None},
                ],
            },
            on_way_change=_follow,
        )


def _follow() -> None:
    """Into the address, before the run that asks for what stands there: one read, not two."""
    sent = state.sent_by(_WAYS_KEY, "way")
    query.ask_for("isian", str(sent["to"]) if isinstance(sent, Mapping) and sent.get("to") else None)


def _text(id_: UUID | None) -> str | None:
    return str(id_) if id_ else None


def _scale(criterion: Criterion, question: Question, own: Scores) -> dict[str, Any]:
    anchors = {int(option.value): option.label for option in question.options}
    return {
        "criterion": criterion,
        "label": question.label,
        "anchors": [texts.anchor(step, anchors.get(step, "")) for step in range(1, 6)],
        "ends": texts.ends(anchors.get(1, ""), anchors.get(5, "")),
        "own": (own[criterion] or _UNKNOWN) if criterion in own else None,
    }


def _tap(sent: object, criterion: Criterion) -> Tap | None:
    """What the browser sends could be anything."""
    found = sent.get(criterion) if isinstance(sent, Mapping) else None
    if not isinstance(found, Mapping):
        return None
    score, number = found.get("score"), found.get("tap")
    if type(score) is not int or type(number) is not int or not 0 <= score <= 5:
        return None
    return Tap(criterion=criterion, score=score or None, number=number)


def _look_again() -> None:
    """What was tapped is acted on in the run that it began."""
