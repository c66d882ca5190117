"""The ballot of an open round, and what everybody may know of a round before it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import streamlit as st

from components.texts import format as fmt
from components.texts import on_behalf as on_behalf_texts
from components.texts import priorities as texts
from components.ui import links
from components.ui.plain import plain
from db.gateway.city import Pillar
from db.gateway.rows import RoundRow
from db.gateway.voting import Round, RoundOption

_READABLE: Final = 720  # pixels; a phone has fewer and uses them all


def heading(round_: Round, zone: str) -> None:
    """Title, until when or since when, and how many have voted."""
    st.subheader(plain(round_.row.title))
    if round_.row.is_closed:
        st.markdown(texts.closed_at(fmt.moment(round_.row.closed_at or round_.row.closes_at, zone)))
    elif round_.row.is_open:
        remaining = fmt.remaining(round_.row.closes_at, datetime.now(UTC))
        st.markdown(texts.open_until(fmt.moment(round_.row.closes_at, zone), remaining))
    st.markdown(f":material/how_to_vote: {texts.turnout(round_.votes, len(round_.voters))}")


def waiting(round_: Round) -> None:
    """What those see who do not vote here or no longer can: no option, no choice."""
    st.info(texts.AFTER_CLOSING if round_.row.is_open else texts.COUNTING, icon=":material/hourglass_top:")


def form(round_: Round, pillars: Sequence[Pillar], zone: str) -> dict[UUID, int] | None:
    """Draw the ballot; option id -> rank in the run where it is sent, else None. No gaps."""
    with st.container(width=_READABLE):
        return _form(round_, pillars, zone)


def other_rounds(rounds: Sequence[RoundRow], shown: UUID) -> None:
    """A link to each other round of the year."""
    others = [row for row in rounds if row.id != shown]
    if not others:
        return
    st.subheader(texts.OTHER_ROUNDS)
    for row in others:
        label = texts.round_line(plain(row.title), is_closed=row.is_closed, is_open=row.is_open)
        links.to_page(links.PRIORITIES, label, icon=":material/how_to_vote:", putaran_suara=str(row.id))


def _form(round_: Round, pillars: Sequence[Pillar], zone: str) -> dict[UUID, int] | None:
    st.warning(texts.OPEN_BALLOT, icon=":material/visibility:")
    _own(round_, zone)
    st.subheader(texts.BALLOT)
    st.markdown(texts.ballot_help(round_.choices_limit))
    _options(round_.options, pillars)
    chosen = _ranked(round_, pillars)
    st.markdown(f"**{texts.PREVIEW}**")
    if not chosen:
        st.caption(texts.PREVIEW_EMPTY)
    choices(chosen, round_.options)
    label = texts.CAST_AGAIN if round_.own_cast_at else texts.CAST
    is_sent = st.button(
        label, type="primary", icon=":material/how_to_vote:", key=f"ballot.{round_.row.id}.cast"
    )
    if is_sent and not chosen:
        st.warning(texts.NO_CHOICE)
    return {id_: rank for rank, id_ in enumerate(chosen, 1)} if is_sent and chosen else None


def _own(round_: Round, zone: str) -> None:
    if round_.own_cast_at is None:
        st.markdown(f":material/radio_button_unchecked: {texts.NOT_CAST}")
        return
    with st.container(border=True):
        st.markdown(f":material/check_circle: **{texts.OWN}**")
        choices(sorted(round_.own_choices, key=round_.own_choices.__getitem__), round_.options)
        st.caption(f"{texts.cast_at(fmt.moment(round_.own_cast_at, zone))} {texts.UNTIL_CLOSING}")


def _options(options: Sequence[RoundOption], pillars: Sequence[Pillar]) -> None:
    names = {pillar.code: pillar.name for pillar in pillars}
    with st.expander(texts.all_options(len(options)), icon=":material/list:"):
        for code in dict.fromkeys(option.pillar_code for option in options):
            st.markdown(f"**{plain(names[code])}**")
            of_pillar = [option for option in options if option.pillar_code == code]
            st.text("\n".join(f"{texts.option(one.number, one.title)} ({_unit(one)})" for one in of_pillar))


def _ranked(round_: Round, pillars: Sequence[Pillar]) -> list[UUID]:
    """One box per rank, each without what stands above it; what is chosen, best first."""
    by_id = {option.id: option for option in round_.options}
    titles: dict[UUID | None, str] = {None: texts.NOBODY_YET}
    titles |= {id_: texts.option(option.number, option.title) for id_, option in by_id.items()}
    pillar_names = {pillar.code: pillar.name for pillar in pillars}
    own = {rank: id_ for id_, rank in round_.own_choices.items()}
    chosen: list[UUID] = []
    for position in range(1, min(round_.choices_limit, len(by_id)) + 1):
        left = [None, *(id_ for id_ in by_id if id_ not in chosen)]
        before = own.get(position)
        picked = st.selectbox(
            texts.rank(position),
            left,
            index=left.index(before) if before in left else 0,
            format_func=titles.__getitem__,
            key=f"ballot.{round_.row.id}.{position}",
        )
        if picked is not None:
            option = by_id[picked]
            st.caption(plain(texts.option_details(pillar_names[option.pillar_code], _unit(option))))
            chosen.append(picked)
    return chosen


def _unit(option: RoundOption) -> str:
    return on_behalf_texts.marked(option.unit_name, is_unconfirmed=option.is_unconfirmed)


def choices(ids: Sequence[UUID], options: Sequence[RoundOption]) -> None:
    """One line for each choice, best first."""
    by_id = {option.id: option for option in options}
    with st.container(gap="xsmall"):
        for rank, id_ in enumerate(ids, 1):
            st.text(texts.choice(rank, by_id[id_].number, by_id[id_].title))
