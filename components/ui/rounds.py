"""Voting rounds as Diskominfo runs them: the list, closing one, opening a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import streamlit as st

from components.rules.moments import days_ahead
from components.texts import format as fmt
from components.texts import on_behalf as on_behalf_texts
from components.texts import rounds as texts
from components.ui import links
from components.ui.moments import moment_input
from components.ui.plain import plain
from db.gateway.city import Pillar
from db.gateway.rows import AnswerRow, RoundRow
from db.gateway.voting import RoundDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRound:
    title: str
    option_ids: tuple[UUID, ...]
    closes_at: datetime


def listed(desk: RoundDesk, zone: str) -> RoundRow | None:
    """Draw every round of the year with its votes; the one to close, in the run where that is confirmed."""
    st.subheader(texts.ROUNDS)
    if not desk.rounds:
        st.caption(texts.NO_ROUNDS)
    to_close = None
    for row in desk.rounds:
        with st.container(border=True):
            votes, voters = desk.votes.get(row.id, 0), desk.invited.get(row.id, 0)
            st.markdown(f"**{plain(row.title)}**")
            st.markdown(_state(row, votes, voters, zone))
            with st.container(horizontal=True):
                icon = ":material/how_to_vote:"
                links.to_page(links.PRIORITIES, texts.SEE, icon=icon, putaran_suara=str(row.id))
                if not row.is_closed and _is_closing(row, votes, voters):
                    to_close = row
    return to_close


def new(desk: RoundDesk, pillars: Sequence[Pillar], zone: str) -> NewRound | None:
    """Draw the form for a new round, or what has to be done first; the round when it is sent."""
    st.subheader(texts.NEW)
    if _is_stopped(desk):
        return None
    st.caption(f"{texts.voters(desk.voters)} {texts.VOTERS_FROZEN}")
    key = f"rounds.new.{len(desk.rounds)}"  # a round that was opened leaves an empty form behind
    title = st.text_input(texts.NAME, max_chars=120, key=f"{key}.title")
    proposed = days_ahead(datetime.now(UTC), 3, hour=16, zone=zone)
    closes_at = moment_input(texts.CLOSES, zone=zone, value=proposed, key=f"{key}.closes")
    chosen = _options(desk.eligible, pillars, key)
    is_sent = st.button(texts.OPEN, type="primary", icon=":material/how_to_vote:", key=f"{key}.open")
    missing = _missing(title, closes_at, chosen)
    if not is_sent or missing or closes_at is None:
        if is_sent and missing:
            st.warning(missing)
        return None
    return NewRound(title=title, option_ids=chosen, closes_at=closes_at)


def _state(row: RoundRow, votes: int, voters: int, zone: str) -> str:
    if row.is_closed:
        moment = fmt.moment(row.closed_at or row.closes_at, zone)
        return f":material/lock: {texts.closed_line(moment, votes, voters)}"
    if not row.is_open:
        return f":material/hourglass_top: {texts.counting_line(votes, voters)}"
    remaining = fmt.remaining(row.closes_at, datetime.now(UTC))
    line = texts.open_line(fmt.moment(row.closes_at, zone), remaining, votes, voters)
    return f":material/lock_open: {line}"


def _is_closing(row: RoundRow, votes: int, voters: int) -> bool:
    with st.popover(texts.CLOSE, icon=":material/lock:"):
        st.markdown(texts.close_sure(votes, voters))
        return st.button(texts.CLOSE_CONFIRM, type="primary", key=f"rounds.{row.id}.close")


def _is_stopped(desk: RoundDesk) -> bool:
    """Say what stands in the way and where to go about it."""
    if not desk.cycle.is_open:
        st.info(texts.ARCHIVED, icon=":material/archive:")
        return True
    if not desk.voters:
        st.info(texts.NO_VOTERS, icon=":material/group_off:")
        links.to_page(links.ACCOUNTS, texts.TO_ACCOUNTS, icon=":material/manage_accounts:")
    if len(desk.eligible) < 2:
        st.info(texts.too_few_solutions(len(desk.eligible)), icon=":material/fact_check:")
        links.to_page(links.REVIEW, texts.TO_REVIEW, icon=":material/fact_check:", survei="Solusi")
    return not desk.voters or len(desk.eligible) < 2


def _options(rows: Sequence[AnswerRow], pillars: Sequence[Pillar], key: str) -> tuple[UUID, ...]:
    """A tick per solution, pillar by pillar; all are ticked while the list is short enough."""
    st.markdown(f"**{texts.OPTIONS}**")
    is_short = len(rows) <= texts.ADVISED
    chosen: list[UUID] = []
    for pillar in pillars:
        of_pillar = [row for row in rows if row.pillar_code == pillar.code]
        if of_pillar:
            st.caption(plain(pillar.name))
        for row in of_pillar:
            label = plain(texts.option(row.number or 0, row.title or "", _unit(row)))
            if st.checkbox(label, value=is_short, key=f"{key}.{row.id}"):
                chosen.append(row.id)
    if len(chosen) > texts.ADVISED:
        st.warning(texts.too_many(len(chosen)), icon=":material/list:")
    else:
        st.caption(texts.chosen(len(chosen)))
    return tuple(chosen)


def _missing(title: str, closes_at: datetime | None, chosen: Sequence[UUID]) -> str | None:
    if not title.strip():
        return texts.MISSING_NAME
    if closes_at is None:
        return texts.MISSING_CLOSES
    return texts.TOO_FEW if len(chosen) < 2 else None


def _unit(row: AnswerRow) -> str:
    return on_behalf_texts.marked(row.unit_name, is_unconfirmed=row.on_behalf == "waiting")
