"""A closed round: podium, whole list, ties in words, every ballot by name, the rule, the frozen record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Final

import pandas as pd
import streamlit as st

from components.rules.standing import Place, places, podium
from components.texts import format as fmt
from components.texts import priorities as texts
from components.ui import ballot, charts
from components.ui.plain import plain
from components.ui.tables import rows_table
from db.gateway.city import City, Reference
from db.gateway.voting import OpenBallot, Round

Silent = tuple[str, str | None]
_BESIDE: Final = 3  # ballots beside each other on a wide screen
_OFFICES: Final = ("head", "deputy", "secretary")  # in the order in which a city names its leaders
_MEDALS: Final = {1: ":material/trophy:", 2: ":material/workspace_premium:", 3: ":material/military_tech:"}


def show(round_: Round, reference: Reference) -> None:
    """Everything about a closed round, the same for everybody."""
    found = places(round_)
    names = {pillar.code: pillar.name for pillar in reference.pillars}
    st.subheader(texts.RESULT)
    if found:
        _podium(found, names)
        _ties(found)
        st.subheader(texts.WHOLE_LIST)
        _whole_list(found, names, len(round_.ballots or ()))
        st.subheader(texts.PICTURE)
        charts.borda_result(found)
        _ballots(round_, reference.city)
    else:
        st.info(texts.NO_BALLOTS)
    _rule(round_)
    _frozen(round_)


def _podium(found: Sequence[Place], pillar_names: dict[str, str]) -> None:
    for rank, holders in podium(found).items():
        st.markdown(f"{_MEDALS[rank]} **{texts.place(rank, len(holders))}**")
        for column, place in zip(st.columns(len(holders)), holders, strict=True):
            with column.container(border=True):
                st.subheader(plain(place.title), anchor=False)
                st.markdown(f"**{texts.points(place.points)}**")
                details = texts.details(place.number, pillar_names[place.pillar_code], place.unit_name)
                st.caption(plain(details))


def _ties(found: Sequence[Place]) -> None:
    for rank, group in groupby(found, key=lambda place: place.rank):
        holders = list(group)
        if len(holders) > 1:
            numbers = [str(place.number) for place in holders]
            st.markdown(texts.shared(rank, numbers, holders[0].points))


def _whole_list(found: Sequence[Place], pillar_names: dict[str, str], ballots: int) -> None:
    frame = pd.DataFrame(
        {
            "rank": place.rank,
            "number": place.number,
            "title": place.title,
            "points": fmt.number(place.points),
            "ranked_by": texts.ranked_by(place.ranked_by, ballots),
            "pillar": pillar_names[place.pillar_code],
            "unit": place.unit_name,
        }
        for place in found
    )
    rows_table(frame, texts.HEADINGS, key="result.list", is_whole=True)


def _ballots(round_: Round, city: City) -> None:
    st.subheader(texts.BALLOTS)
    st.caption(texts.BALLOTS_HELP)
    ballots = round_.ballots or ()
    cast_by = Counter((one.voter, one.title) for one in ballots)
    silent = Counter((voter.name, voter.title) for voter in round_.voters) - cast_by
    sheets: list[OpenBallot | Silent] = [*ballots, *silent.elements()]
    sheets.sort(key=lambda sheet: _office(sheet, city))
    for start in range(0, len(sheets), _BESIDE):
        for column, sheet in zip(st.columns(_BESIDE), sheets[start : start + _BESIDE], strict=False):
            with column.container(border=True):
                _sheet(sheet, round_, city.time_zone)


def _office(sheet: OpenBallot | Silent, city: City) -> int:
    """Where this leader stands in protocol; other voters come after the three."""
    title = sheet.title if isinstance(sheet, OpenBallot) else sheet[1]
    offices = [city.words.get(office) for office in _OFFICES]
    return offices.index(title) if title in offices else len(offices)


def _sheet(sheet: OpenBallot | Silent, round_: Round, zone: str) -> None:
    """A ballot, or the name and title of a voter who cast none."""
    if not isinstance(sheet, OpenBallot):
        st.markdown(f"**{plain(texts.voter(*sheet))}**")
        st.caption(texts.NOT_VOTED)
        return
    st.markdown(f"**{plain(texts.voter(sheet.voter, sheet.title))}**")
    ballot.choices(sorted(sheet.choices, key=sheet.choices.__getitem__), round_.options)
    st.caption(texts.cast_at(fmt.moment(sheet.cast_at, zone)))


def _rule(round_: Round) -> None:
    st.subheader(texts.RULE)
    st.markdown("\n".join(f"- {line}" for line in texts.rule(len(round_.options), round_.choices_limit)))


def _frozen(round_: Round) -> None:
    st.subheader(texts.FROZEN)
    st.caption(texts.FROZEN_HELP)
    st.code(round_.frozen_hash, language=None, wrap_lines=True)
    with st.expander(texts.FROZEN, icon=":material/lock:"):
        st.code(round_.frozen, language="json", wrap_lines=True)
