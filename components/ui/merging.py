"""What could be merged: groups that look alike, one's own choice, and the last acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from uuid import UUID

import streamlit as st

from components.rules.grouping import groups
from components.rules.similarity import Vocabulary
from components.texts import format as fmt
from components.texts import merging as texts
from components.ui import links, query
from components.ui.plain import plain
from db.gateway.city import Reference
from db.gateway.merging import Candidate, MergeAct, MergeScreen
from db.gateway.questionnaire import SURVEY, Sheet

FILTERS: Final = ("survei", "pilar")  # a link to a group keeps them, and the way back has them
GROUP: Final = "kelompok"
CHOSEN: Final = "pilih"  # in the address: whoever comes from one answer has chosen it already
_SHOWN: Final = 15
_MOST: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """``apart``: these are not the same; ``recalled``: they are to be suggested again after all;

    ``undone``: this act is to be taken back.
    """

    apart: tuple[UUID, ...] = ()
    recalled: tuple[UUID, ...] = ()
    undone: UUID | None = None


def filters(reference: Reference) -> tuple[Sheet, str | None]:
    """Which sheet and pillar; they stand in the address."""
    names = {"": texts.ALL_PILLARS} | {pillar.code: pillar.name for pillar in reference.pillars}
    left, right = st.columns(2)
    sheet = left.selectbox(
        texts.SHEET, list(SURVEY), format_func=texts.SHEETS.__getitem__, key="survei", bind="query-params"
    )
    pillar = right.selectbox(
        texts.PILLAR, list(names), format_func=names.__getitem__, key="pilar", bind="query-params"
    )
    return sheet, pillar or None


def asked_group() -> list[UUID]:
    """The answers that the address puts side by side, what is no id left out."""
    found = []
    for written in st.query_params.get(GROUP, "").split(",")[:_MOST]:
        try:
            found.append(UUID(written))
        except ValueError:
            continue
    return found


def overview(screen: MergeScreen, zone: str) -> Wish | None:
    """Draw the groups, the choice and the acts; what is wished, in the run of its click."""
    wish = None
    if not screen.candidates:
        st.info(texts.NOTHING)
    else:
        wish = _suggested(screen)
        _own_choice(screen.candidates)
        wish = _dismissed(screen) or wish
    return _acts(screen.acts, zone, is_open=screen.cycle.is_open) or wish


def news(wish: Wish) -> str:
    """What was done, for the run after it."""
    if wish.undone is not None:
        return texts.UNDONE
    return texts.DISMISSED if wish.apart else texts.RECALLED


def is_open(reference: Reference, cycle_id: UUID | None) -> bool:
    """Whether the year looked at can still be written: the chosen one, else any open one."""
    return any(cycle.is_open for cycle in reference.cycles if cycle_id in (None, cycle.id))


def similar(screen: MergeScreen) -> list[list[Candidate]]:
    """The candidates that may say the same, group by group."""
    positions = {one.number: at for at, one in enumerate(screen.candidates)}
    found = _positions(
        tuple(one.title for one in screen.candidates),
        frozenset(screen.synonyms.items()),
        frozenset(frozenset(positions[number] for number in pair) for pair in screen.apart),
    )
    return [[screen.candidates[at] for at in group] for group in found]


@lru_cache(maxsize=24)  # arithmetic over hundreds of titles, the same in each run until one of them changes
def _positions(
    titles: tuple[str, ...], synonyms: frozenset[tuple[str, str]], apart: frozenset[frozenset[int]]
) -> list[tuple[int, ...]]:
    return [group.positions for group in groups(titles, Vocabulary(dict(synonyms)), apart=apart)]


def _suggested(screen: MergeScreen) -> Wish | None:
    found = similar(screen)
    st.subheader(texts.SUGGESTED)
    st.caption(texts.SUGGESTED_HELP)
    if screen.is_cut:
        st.caption(texts.cut(len(screen.candidates)))
    if not found:
        st.info(texts.NO_GROUPS)
        return None
    st.caption(texts.groups_found(min(len(found), _SHOWN), len(found)))
    wish = None
    for group in found[:_SHOWN]:
        wish = _group(group, is_open=screen.cycle.is_open) or wish
    return wish


def _group(group: Sequence[Candidate], *, is_open: bool) -> Wish | None:
    ids = tuple(one.id for one in group)
    with st.container(border=True, gap="small"):
        lines = (texts.line(*_known_by(one)) for one in group)
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))
        with st.container(horizontal=True, vertical_alignment="center"):
            passed_on = {**query.kept(*FILTERS), GROUP: ",".join(map(str, ids))}
            links.to_page(links.MERGE, texts.COMPARE, icon=":material/compare_arrows:", **passed_on)
            if is_open and st.button(
                texts.DISSIMILAR, icon=":material/call_split:", key=f"merging.apart.{ids[0]}", type="tertiary"
            ):
                return Wish(apart=ids)
    return None


def _own_choice(candidates: Sequence[Candidate]) -> None:
    begun_with = query.beside(CHOSEN)
    with st.expander(texts.CHOOSE, icon=":material/checklist:", expanded=begun_with is not None):
        names = {one.id: texts.line(*_known_by(one)) for one in candidates}
        chosen = st.multiselect(
            texts.CHOOSE_HELP,
            list(names),
            default=[begun_with] if begun_with in names else None,
            format_func=names.__getitem__,
            max_selections=_MOST,
            placeholder=texts.CHOOSE_HINT,
            key="merging.chosen",
        )
        if len(chosen) < 2:
            st.caption(texts.TOO_FEW)
            return
        passed_on = {**query.kept(*FILTERS), GROUP: ",".join(map(str, chosen))}
        links.to_page(links.MERGE, texts.COMPARE, icon=":material/compare_arrows:", **passed_on)


def _dismissed(screen: MergeScreen) -> Wish | None:
    """Pairs that are no longer suggested, and the way back."""
    if not screen.apart:
        return None
    wish = None
    by_number = {one.number: one for one in screen.candidates}
    with st.expander(texts.dismissed(len(screen.apart)), icon=":material/visibility_off:"):
        for pair in sorted(sorted(pair) for pair in screen.apart)[:_MOST]:
            two = [by_number[number] for number in pair]
            with st.container(border=True, gap="small"):
                st.markdown("\n".join(f"- {plain(texts.line(*_known_by(one)))}" for one in two))
                if screen.cycle.is_open and st.button(
                    texts.RECALL, icon=":material/undo:", key=f"merging.recall.{two[0].id}.{two[1].id}"
                ):
                    wish = Wish(recalled=tuple(one.id for one in two))
    return wish


def _known_by(one: Candidate) -> tuple[int, str, str]:
    return one.number, one.title, one.unit_name


def _acts(acts: Sequence[MergeAct], zone: str, *, is_open: bool) -> Wish | None:
    st.subheader(texts.ACTS)
    if not acts:
        st.caption(texts.NO_ACTS)
    wish = None
    for act in acts:
        with st.container(border=True, gap="xsmall"):
            wish = _act(act, zone, is_open=is_open) or wish
    return wish


def _act(act: MergeAct, zone: str, *, is_open: bool) -> Wish | None:
    into = texts.main(act.into.number, act.into.title)
    st.text(texts.act(act.kind, act.answers, into))
    st.caption(plain(texts.act_by(act.by, fmt.moment(act.at, zone))))
    if act.reason:
        st.text(texts.why(act.reason))
    if act.undone_at is not None:
        st.caption(plain(texts.act_undone(act.undone_by or "", fmt.moment(act.undone_at, zone))))
        return None
    with st.container(horizontal=True, vertical_alignment="center"):
        passed_on = {**query.kept(*FILTERS), "id": str(act.into.id)}
        links.to_page(links.MERGE, texts.SEE, icon=":material/merge:", **passed_on)
        if (
            act.may_undo
            and is_open
            and st.button(texts.UNDO, icon=":material/undo:", key=f"merging.undo.{act.id}", type="tertiary")
        ):
            return Wish(undone=act.id)
    return None
