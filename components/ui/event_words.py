"""The small print of an event: what its ids and numbers mean, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from components.texts import accounts as account_texts
from components.texts import events as texts
from components.texts import format as fmt
from db.gateway.city import Reference
from db.gateway.events import Event


def detail(event: Event, reference: Reference) -> str:
    """``dibuka 17 Agustus 2026 08.00 WIB, ditutup …``; what has no word is left out."""
    parts = [
        texts.detail(label, said)
        for field, label in texts.DETAILS.items()
        if (said := _said(field, event.detail.get(field), reference))
    ]
    return ", ".join(parts)


def _said(field: str, value: object, reference: Reference) -> str:
    if isinstance(value, list):
        return fmt.listing([_said(field, one, reference) for one in value])
    if isinstance(value, int) and not isinstance(value, bool):
        return fmt.whole(value)
    if not isinstance(value, str):
        return ""
    if field.endswith("_at"):
        return fmt.moment(datetime.fromisoformat(value), reference.city.time_zone)
    return _names(field, reference).get(value, value)


def _names(field: str, reference: Reference) -> Mapping[str, str]:
    if field == "role":
        return dict(account_texts.ROLES)
    if field == "sheet":
        return {sheet.code: sheet.label for sheet in reference.sheets}
    if field in ("from", "to"):
        return {pillar.code: pillar.name for pillar in reference.pillars}
    return texts.VALUES.get(field, {})
