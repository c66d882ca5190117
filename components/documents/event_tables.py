"""The event log as a table to take out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from components.documents.export_tables import Table
from components.texts import events as texts
from db.gateway.events import Event


def table(events: Sequence[Event], zone: str, detail: Callable[[Event], str]) -> Table:
    """``detail``: the small print of an event in words."""
    clock = ZoneInfo(zone)
    return Table(
        name=texts.TABLE,
        columns=texts.COLUMNS,
        rows=tuple(
            (
                one.at.astimezone(clock).isoformat(timespec="seconds"),
                one.who or texts.SYSTEM,
                one.unit_name or "",
                texts.act(one.act),
                one.subject_name or "",
                detail(one),
                one.act,
            )
            for one in events
        ),
    )
