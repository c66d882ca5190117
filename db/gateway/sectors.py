"""The city's leading sectors (*sektor unggulan*), as Diskominfo keeps their list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from db import transport
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSector:
    """A line of the list; a new one has no ``code`` yet."""

    code: str | None
    name: str


def sectors_screen(me: Identity) -> tuple[ListedSector, ...]:
    """The list in its order. Raises DomainError: NOT_ALLOWED."""
    return tuple(ListedSector(**row) for row in transport.read("sectors_screen", as_=me))


def set_sectors(me: Identity, *, request_id: UUID, sectors: Sequence[ListedSector]) -> None:
    """Replace the list: what is not in it is taken off and stays where an answer names it.

    Raises DomainError: NOT_ALLOWED, FIELD_INVALID.
    """
    transport.write("set_sectors", as_=me, request_id=request_id, sectors=[asdict(one) for one in sectors])
