"""Photos and documents beside an answer."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from db import transport
from db.identity import Identity

FileKind = Literal["image/jpeg", "image/png", "image/webp", "application/pdf"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One file as a line of a list; ``size`` in bytes."""

    id: UUID
    name: str
    kind: FileKind
    size: int
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFile:
    name: str
    kind: FileKind
    content: bytes


def add_evidence(me: Identity, *, request_id: UUID, answer_id: UUID, name: str, content: bytes) -> Evidence:
    """Put a file beside a draft of the caller's unit; the same content twice is one file.

    Raises DomainError: NOT_FOUND, CYCLE_ARCHIVED, WINDOW_CLOSED, WRONG_STATE, FILE_UNFIT, FILE_TOO_LARGE,
    FIELD_INVALID, TEXT_INVALID, TOO_MANY_FILES.
    """
    found = transport.write(
        "add_evidence",
        as_=me,
        request_id=request_id,
        answer_id=answer_id,
        name=name,
        content=b64encode(content).decode(),
    )
    return _evidence(found)


def remove_evidence(me: Identity, *, request_id: UUID, evidence_id: UUID) -> None:
    """Take a file away; its content is gone. Raises DomainError: NOT_FOUND, CYCLE_ARCHIVED, WINDOW_CLOSED,
    WRONG_STATE (its head is reading it), EVIDENCE_REQUIRED (the last of what was sent on a unit's behalf).
    """
    transport.write("remove_evidence", as_=me, request_id=request_id, evidence_id=evidence_id)


def evidence_file(me: Identity, *, evidence_id: UUID) -> EvidenceFile:
    """One file with its content. Raises DomainError: NOT_FOUND (also when hidden or removed)."""
    found = transport.read("evidence_file", as_=me, evidence_id=evidence_id)
    return EvidenceFile(name=found["name"], kind=found["kind"], content=b64decode(found["content"]))


def listed(found: Iterable[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    """The files of an answer as its screen lists them."""
    return tuple(_evidence(row) for row in found)


def _evidence(row: Mapping[str, Any]) -> Evidence:
    return Evidence(
        id=UUID(row["id"]),
        name=row["name"],
        kind=row["kind"],
        size=row["size"],
        added_by=row["added_by"],
        added_at=datetime.fromisoformat(row["added_at"]),
    )
