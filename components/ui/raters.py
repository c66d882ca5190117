"""Who scores, as Diskominfo decides and follows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, get_args
from uuid import UUID

import streamlit as st

from components.texts import format as fmt
from components.texts import raters as texts
from components.ui.plain import plain
from db.gateway.raters import Candidate, Rater, RatersScreen
from db.gateway.rating import RatingMode

_MODES: Final[tuple[RatingMode, ...]] = get_args(RatingMode)
_MOST: Final = 30  # more lines than these nobody reads; a search finds the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    people: tuple[UUID, ...]
    is_rater: bool


def mode(screen: RatersScreen) -> RatingMode | None:
    """Draw the three ways to choose raters; the one chosen, in the run where it is saved."""
    with st.form("raters.mode", border=False):
        chosen = st.radio(
            texts.MODE,
            _MODES,
            index=_MODES.index(screen.mode),
            format_func=texts.MODES.__getitem__,
            captions=[texts.MODE_HELP[one] for one in _MODES],
            key="raters.mode.chosen",
            disabled=not screen.cycle.is_open,
        )
        if screen.is_begun:
            st.caption(texts.BEGUN)
        is_saved = st.form_submit_button(texts.SAVE_MODE, disabled=not screen.cycle.is_open)
    return chosen if is_saved and chosen != screen.mode else None


def listed(screen: RatersScreen, zone: str) -> None:
    """How far all are, then each by how far she is; the message for those who have not begun."""
    if not screen.raters:
        st.info(texts.NOBODY)
        return
    finished = [one for one in screen.raters if _is_finished(one)]
    begun = [one for one in screen.raters if one.last_at is not None and not _is_finished(one)]
    waiting = [one for one in screen.raters if one.last_at is None and not _is_finished(one)]
    st.markdown(f"**{texts.summary(len(finished), len(begun), len(screen.raters))}**")
    _message(screen, waiting, zone)
    wanted = st.text_input(
        texts.SEARCH,
        placeholder=texts.SEARCH_HINT,
        icon=":material/search:",
        type="search",
        key="cari",
        bind="query-params",
    )
    groups = ((texts.NOT_BEGUN, waiting), (texts.GOING_ON, begun), (texts.FINISHED, finished))
    found = [(heading, [one for one in group if _matches(one, wanted or "")]) for heading, group in groups]
    if not any(group for _, group in found):
        st.info(texts.NOBODY_FOUND)
    for heading, group in found:
        _group(heading, group, zone)


def naming(screen: RatersScreen, form_id: UUID) -> Naming | None:
    """Draw what names people and takes them off; whom, in the run where it is sent. Another id: all empty."""
    if screen.mode == "everyone" or not screen.cycle.is_open:
        return None
    with st.expander(texts.ADD, icon=":material/person_add:", expanded=not screen.raters):
        st.caption(texts.ADD_HELP[screen.mode])
        added = _chosen(screen.candidates, texts.ADD_CHOSEN, key=f"raters.add.{form_id}")
        if screen.mode == "unit":
            added = added or _one_of_each_unit(screen)
    removed: tuple[UUID, ...] = ()
    if screen.raters:
        with st.expander(texts.REMOVE, icon=":material/person_remove:"):
            st.caption(texts.REMOVE_HELP)
            removed = _chosen(screen.raters, texts.REMOVE_CHOSEN, key=f"raters.remove.{form_id}")
    if added:
        return Naming(people=added, is_rater=True)
    return Naming(people=removed, is_rater=False) if removed else None


def _chosen(people: Sequence[Candidate | Rater], act: str, *, key: str) -> tuple[UUID, ...]:
    names = {one.id: plain(texts.person(one.name, one.unit_name)) for one in people}
    with st.form(key, border=False):
        chosen = st.multiselect(
            texts.CHOOSE,
            list(names),
            format_func=names.__getitem__,
            placeholder=texts.PLACEHOLDER,
            key=f"{key}.people",
        )
        is_sent = st.form_submit_button(act, type="primary")
    if is_sent and not chosen:
        st.warning(texts.NOBODY_CHOSEN)
    return tuple(chosen) if is_sent else ()


def _one_of_each_unit(screen: RatersScreen) -> tuple[UUID, ...]:
    """The first officer of each unit that has no rater, if that is asked for."""
    represented = {one.unit_name for one in screen.raters}
    first: dict[str, UUID] = {}
    for one in screen.candidates:
        if one.unit_name not in represented:
            first.setdefault(one.unit_name, one.id)
    if first and st.button(texts.FILL_UNITS, icon=":material/groups:", key="raters.fill"):
        return tuple(first.values())
    return ()


def _message(screen: RatersScreen, waiting: Sequence[Rater], zone: str) -> None:
    if not waiting or not any(one.problem.total + one.solution.total for one in waiting):
        return
    closes = next((one.closes_at for one in screen.windows if one.kind == "rating" and one.is_open), None)
    names = [texts.person(one.name, one.unit_name) for one in waiting]
    with st.expander(texts.MESSAGE, icon=":material/chat:"):
        st.code(
            texts.message(names, fmt.moment(closes, zone) if closes else None),
            language=None,
            wrap_lines=True,
        )


def _group(heading: str, group: Sequence[Rater], zone: str) -> None:
    if not group:
        return
    st.subheader(texts.group(heading, len(group)))
    for one in group[:_MOST]:
        with st.container(gap=None):
            st.text(texts.person(one.name, one.unit_name))
            st.caption(_how_far(one, zone))
    if len(group) > _MOST:
        st.caption(texts.shown(_MOST, len(group)))


def _how_far(one: Rater, zone: str) -> str:
    last = fmt.moment(one.last_at, zone) if one.last_at else None
    return texts.line(one.problem.done, one.problem.total, one.solution.done, one.solution.total, last)


def _is_finished(one: Rater) -> bool:
    total = one.problem.total + one.solution.total
    return total > 0 and one.problem.done + one.solution.done == total


def _matches(one: Rater, wanted: str) -> bool:
    where = f"{one.name} {one.unit_name}".casefold()
    return all(word in where for word in wanted.casefold().split())
