"""The first screen: what is open, until when, and what my unit still owes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from db import transport
from db.gateway import rows
from db.gateway.asking import Asked, asked
from db.gateway.city import Cycle
from db.gateway.desk import Desk, desk
from db.gateway.news import Unread, unread
from db.gateway.questionnaire import Sheet
from db.gateway.rows import AnswerRow, Progress, RoundRow, Status, Window
from db.gateway.sheets import UnitSheet, unit_sheets
from db.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCount:
    """How many answers of the caller's unit stand in one state."""

    sheet: Sheet
    pillar_code: str
    status: Status
    answers: int
    no_data: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutData:
    """An answer of the caller's unit in which so many numbers are still *belum ada data*."""

    answer: AnswerRow
    numbers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeScreen:
    """What the first page shows.

    ``unfinished``: returned answers, then drafts of the unit, newest first. ``awaiting``: what waits for the
    unit's responsible person, oldest first, which she may let go if ``may_approve``. ``to_confirm``: sent on
    its behalf, not yet confirmed (officers only). ``without_data``: answers whose numbers are missing. These
    lists end after four, one more than the page shows; ``own_counts`` has the rest. ``referrals``: what the
    unit was asked about others' answers; ``consents``: solutions it is to lead and has not said whether it
    will. ``desk`` is None for everybody but Diskominfo, ``rating`` for everybody but raters.
    """

    cycle: Cycle
    windows: tuple[Window, ...]
    news: Unread
    own_counts: tuple[OwnCount, ...]
    unfinished: tuple[AnswerRow, ...]
    awaiting: tuple[AnswerRow, ...]
    may_approve: bool
    to_confirm: tuple[AnswerRow, ...]
    sheets: tuple[UnitSheet, ...]
    without_data: tuple[WithoutData, ...]
    rounds: tuple[RoundRow, ...]
    rating: Mapping[Sheet, Progress] | None
    desk: Desk | None
    referrals: tuple[Asked, ...]
    consents: tuple[AnswerRow, ...]


def home_screen(me: Identity, *, cycle_id: UUID | None) -> HomeScreen:
    found = transport.read("home_screen", as_=me, cycle_id=cycle_id)
    return HomeScreen(
        cycle=rows.cycle(found["cycle"]),
        windows=rows.windows(found["windows"]),
        news=unread(found["news"]),
        own_counts=tuple(OwnCount(**row) for row in found["own_counts"]),
        unfinished=rows.answer_rows(found["unfinished"]),
        awaiting=rows.answer_rows(found["awaiting"]),
        may_approve=found["may_approve"],
        to_confirm=rows.answer_rows(found["to_confirm"]),
        sheets=unit_sheets(found["sheets"]),
        without_data=tuple(
            WithoutData(answer=rows.answer_row(row), numbers=row["no_data"]) for row in found["without_data"]
        ),
        rounds=tuple(rows.round_row(row) for row in found["rounds"]),
        rating=rows.progress(found["rating"]) if found["rating"] else None,
        desk=desk(found["desk"]) if found["desk"] else None,
        referrals=asked(found["referrals"]),
        consents=rows.answer_rows(found["consents"]),
    )
