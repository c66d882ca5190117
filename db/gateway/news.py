"""The inbox: what happened to a person's or her unit's answers since she looked last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.rows import AnswerRow
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """``kind``: a word in the past; ``detail``: ids, codes and numbers that belong to it.

    ``answer`` is None where it tells of none, or of one the caller may not read (any more).
    """

    id: UUID
    kind: str
    detail: Mapping[str, Any]
    told_at: datetime
    is_read: bool
    answer: AnswerRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """``unread`` stops at 100; ``newest``: the first three of them; ``is_empty``: nothing was ever told."""

    unread: int
    newest: tuple[News, ...]
    is_empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsScreen:
    """30 a page, newest first; the next begins before the last one's ``told_at``."""

    unread: int
    news: tuple[News, ...]


def news_screen(me: Identity, *, before: datetime | None) -> NewsScreen:
    found = transport.read("news_screen", as_=me, before=before)
    return NewsScreen(unread=found["unread"], news=_news(found["news"]))


def read_news(me: Identity, *, request_id: UUID, ids: Sequence[UUID] | None, until: datetime | None) -> int:
    """Mark these as read, or (``ids`` None) all told up to ``until``; return how many were not before."""
    marked = transport.write(
        "read_news",
        as_=me,
        request_id=request_id,
        ids=None if ids is None else [str(one) for one in ids],
        until=until,
    )
    return int(marked["marked"])


def unread(found: Mapping[str, Any]) -> Unread:
    return Unread(unread=found["unread"], newest=_news(found["newest"]), is_empty=found["is_empty"])


def _news(found: Sequence[Mapping[str, Any]]) -> tuple[News, ...]:
    return tuple(
        News(
            id=UUID(row["id"]),
            kind=row["kind"],
            detail=row["detail"],
            told_at=rows.required_instant(row["told_at"]),
            is_read=row["is_read"],
            answer=rows.answer_row(row["answer"]) if row["answer"] else None,
        )
        for row in found
    )
