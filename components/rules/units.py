"""How units are called where several of them stand together."""

from __future__ import annotations

from uuid import UUID

from db.gateway.city import Reference, Unit


def by_id(reference: Reference, unit_id: UUID | None) -> Unit | None:
    """The unit with this id, None when it is gone from the city."""
    return next((unit for unit in reference.units if unit.id == unit_id), None)


def levels(reference: Reference) -> dict[str, str]:
    """Code -> level (agency, district, village, partner) of every unit."""
    by_kind = {kind.code: kind.level for kind in reference.unit_kinds}
    return {unit.code: by_kind[unit.kind] for unit in reference.units}


def labels(reference: Reference) -> dict[str, str]:
    """Code -> full name, in the city's order; a village names its district: ``Kelurahan Baru (Utara)``."""
    by_id = {unit.id: unit for unit in reference.units}
    kinds = {kind.code: kind for kind in reference.unit_kinds}
    named: dict[str, str] = {}
    for unit in reference.units:
        kind = kinds[unit.kind]
        is_area = kind.level in ("district", "village")
        name = _with_kind(unit, kind.label) if is_area else unit.name
        parent = by_id.get(unit.parent_id) if unit.parent_id and kind.level == "village" else None
        named[unit.code] = f"{name} ({parent.short_name})" if parent else name
    return named


def names(reference: Reference) -> dict[UUID, str]:
    """Id -> full name, in the city's order."""
    labelled = labels(reference)
    return {unit.id: labelled[unit.code] for unit in reference.units}


def _with_kind(unit: Unit, kind: str) -> str:
    return unit.name if unit.name.casefold().startswith(kind.casefold()) else f"{kind} {unit.name}"
