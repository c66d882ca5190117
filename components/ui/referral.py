"""Referrals: what units were asked about an answer and said, and the form in which one's own answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import streamlit as st

from components.texts import asking as texts
from components.texts import format as fmt
from components.ui.plain import plain
from db.gateway.asking import Authority, Referral, Response
from db.gateway.city import Reference

_AUTHORITIES: Final[tuple[Authority, ...]] = ("provinsi", "pusat", "opd_lain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the caller's unit says to what it was asked."""

    referral_id: UUID
    response: Response
    body: str | None = None
    data: tuple[dict[str, Any], ...] = field(default_factory=tuple)
    authority: Authority | None = None
    other_unit_id: UUID | None = None


def replies(referrals: Sequence[Referral], zone: str) -> None:
    """Each question with its day and what came back; what is late says so."""
    if referrals:
        st.subheader(texts.REFERRALS, anchor=False)
    for one in referrals:
        with st.container(border=True, gap="xsmall"):
            st.text(texts.asked(one.unit_name, one.question))
            _reply(one, zone)


def own(referrals: Sequence[Referral], reference: Reference) -> Reply | None:
    """What the caller's unit was asked, with a form where it has not answered; the answer it gives."""
    given = None
    for one in (one for one in referrals if one.is_own):
        with st.container(border=True, gap="small"):
            st.markdown(f":material/forward_to_inbox: **{texts.ASKED_YOU}**")
            st.text(one.question)
            if one.response is not None:
                _reply(one, reference.city.time_zone)
                continue
            _day(one)
            given = _form(one, reference) or given
    return given


def _day(one: Referral) -> None:
    day = fmt.date_(one.due_on)
    if one.is_overdue:
        st.caption(f":material/schedule: {texts.late(day)}")
    else:
        st.caption(texts.until(day))


def _reply(one: Referral, zone: str) -> None:
    if one.response is None or one.answered_by is None or one.answered_at is None:
        icon = ":material/schedule:" if one.is_overdue else ":material/hourglass_top:"
        st.markdown(f"{icon} {texts.OVERDUE if one.is_overdue else texts.UNANSWERED}")
        _day(one)
        return
    st.caption(plain(texts.response(one.response, one.answered_by, fmt.moment(one.answered_at, zone))))
    if one.authority is not None:
        st.text(texts.authority(one.authority, one.other_unit))
    for row in one.data:
        st.text(texts.data(row))
    if one.body:
        st.text(one.body)


def _form(one: Referral, reference: Reference) -> Reply | None:
    key = f"referral.{one.id}"
    response = st.radio(
        texts.RESPONSE, list(texts.RESPONSES), format_func=texts.RESPONSES.__getitem__, key=f"{key}.response"
    )
    reply = _FORMS[response](one, key, reference)
    is_sent = st.button(texts.SEND, type="primary", icon=":material/send:", key=f"{key}.send")
    if is_sent and reply is None:
        st.warning(texts.INCOMPLETE)
    return reply if is_sent else None


def _word(one: Referral, key: str, reference: Reference) -> Reply | None:
    body = st.text_area(texts.BODY, max_chars=2000, key=f"{key}.body")
    return Reply(referral_id=one.id, response="menanggapi", body=body) if body.strip() else None


def _figures(one: Referral, key: str, reference: Reference) -> Reply | None:
    figure = st.text_input(texts.FIGURE, max_chars=200, key=f"{key}.figure")
    left, right = st.columns(2)
    unit = left.text_input(texts.FIGURE_UNIT, max_chars=40, key=f"{key}.unit")
    year = right.number_input(
        texts.YEAR, min_value=1990, max_value=2100, value=None, step=1, format="%d", key=f"{key}.year"
    )
    source = st.text_input(texts.SOURCE, max_chars=200, key=f"{key}.source")
    body = st.text_area(texts.NOTE, max_chars=2000, key=f"{key}.note")
    row = {"figure": figure.strip(), "unit": unit.strip(), "year": year, "source": source.strip()}
    if not row["figure"] or not row["source"]:
        return None
    return Reply(
        referral_id=one.id,
        response="menambah_data",
        body=body or None,
        data=({name: value for name, value in row.items() if value},),
    )


def _not_ours(one: Referral, key: str, reference: Reference) -> Reply | None:
    authority = st.radio(
        texts.AUTHORITY,
        _AUTHORITIES,
        format_func=texts.AUTHORITIES.__getitem__,
        key=f"{key}.authority",
    )
    other = _other_unit(one, key, reference) if authority == "opd_lain" else None
    body = st.text_area(texts.NOTE, max_chars=2000, key=f"{key}.why")
    if authority == "opd_lain" and other is None:
        return None
    return Reply(
        referral_id=one.id,
        response="bukan_kewenangan",
        body=body or None,
        authority=authority,
        other_unit_id=other,
    )


def _other_unit(one: Referral, key: str, reference: Reference) -> UUID | None:
    names: Mapping[UUID, str] = {unit.id: unit.name for unit in reference.units if unit.name != one.unit_name}
    return st.selectbox(
        texts.OTHER_UNIT,
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=texts.CHOOSE_UNIT,
        key=f"{key}.other",
    )


_FORMS = {"menanggapi": _word, "menambah_data": _figures, "bukan_kewenangan": _not_ours}
