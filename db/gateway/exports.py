"""What was sent, to be worked on outside: by unit and code, without the names of authors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.city import Cycle
from db.gateway.questionnaire import Sheet
from db.gateway.rows import OnBehalf, Status
from db.identity import Identity

#: As many come in one call; fewer are the last.
MOST: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRow:
    """A sent answer. ``problems``: id -> number of the problems that a solution answers.

    ``merged_into``: the number of what it became; ``is_wording``: Diskominfo's words for several.
    """

    number: int
    unit_code: str
    unit_name: str
    unit_kind: str
    pillar_code: str
    status: Status
    sent_at: datetime | None
    on_behalf: OnBehalf | None
    is_wording: bool
    merged_into: int | None
    values: dict[str, Any]
    problems: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """At most ``MOST`` answers, by number."""

    cycle: Cycle
    rows: tuple[ExportRow, ...]


def export_answers(
    me: Identity, *, request_id: UUID, cycle_id: UUID | None, sheet: Sheet, after: int
) -> Exported:
    """The sent answers with numbers above ``after``; the database notes who took them.

    Raises DomainError: NOT_ALLOWED, NOT_FOUND, FIELD_INVALID.
    """
    found = transport.write(
        "export_answers", as_=me, request_id=request_id, cycle_id=cycle_id, sheet=sheet, after=after
    )
    return Exported(
        cycle=rows.cycle(found["cycle"]),
        rows=tuple(ExportRow(**{**row, "sent_at": rows.instant(row["sent_at"])}) for row in found["rows"]),
    )
