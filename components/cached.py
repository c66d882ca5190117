"""Answers that are the same for everybody who may see them, kept by the process."""

from __future__ import annotations

import time
from collections import OrderedDict
from threading import Lock
from uuid import UUID

import streamlit as st

from db.errors import DatabaseUnavailable
from db.gateway import aggregates, city, sign_in
from db.gateway.aggregates import AggregateScreen
from db.gateway.city import Reference
from db.gateway.questionnaire import Sheet
from db.gateway.sign_in import SignInScreen
from db.identity import Identity

_AggregateKey = tuple[str, UUID | None, UUID | None, Sheet, str | None]
_aggregates: OrderedDict[_AggregateKey, AggregateScreen] = OrderedDict()
_aggregates_lock = Lock()
_AGGREGATES_KEPT = 400
_references: dict[UUID | None, Reference] = {}  # one per planning year
_CITY_SECONDS = 60
_city: tuple[float, SignInScreen] | None = None  # until when it holds


@st.cache_resource(ttl="60s", max_entries=20, show_spinner=False)
def reference(_me: Identity, cycle_id: UUID | None) -> Reference:
    """Words, units, pillars and questions: at most a minute old, asked for by whoever comes first.

    Once known, also while the database is away: a form in progress must stay on screen.
    """
    try:
        _references[cycle_id] = city.reference(_me, cycle_id=cycle_id)
    except DatabaseUnavailable:
        if cycle_id not in _references:
            raise
    return _references[cycle_id]


def sign_in_screen() -> SignInScreen:
    """The city's name and whether it is an example; once known, also while the database is away."""
    global _city
    if _city is None or _city[0] < time.monotonic():
        try:
            _city = time.monotonic() + _CITY_SECONDS, sign_in.sign_in_screen()
        except DatabaseUnavailable:
            if _city is None:
                raise
    return _city[1]


def forget() -> None:
    """Begin with nothing known; for tests."""
    global _city
    _city = None
    _aggregates.clear()
    reference.clear()


def aggregate_screen(
    me: Identity, *, cycle_id: UUID | None, sheet: Sheet, pillar_code: str | None
) -> AggregateScreen:
    """The aggregates a holder of this role in this unit may see.

    One call in any case: the database checks the caller and answers only *unchanged* while the version held
    here is the newest. So a change is seen at once by everybody, and nobody sees more than the database
    lets her.
    """
    key = (me.role, me.unit_id, cycle_id, sheet, pillar_code)
    with _aggregates_lock:
        held = _aggregates.get(key)
    found = aggregates.aggregate_screen(
        me,
        cycle_id=cycle_id,
        sheet=sheet,
        pillar_code=pillar_code,
        known_version=held.version if held else None,
    )
    if found is None and held is not None:
        return held
    if found is None:  # cannot be: nothing was known
        raise LookupError("the database called an unknown version unchanged")
    with _aggregates_lock:
        _aggregates[key] = found
        _aggregates.move_to_end(key)
        while len(_aggregates) > _AGGREGATES_KEPT:
            _aggregates.popitem(last=False)
    return found
