"""A city for benchmarks: the example, everybody signed in, and any number of answers written by SQL."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg

from db.embedded import Server
from db.seed import example

_ANSWERS: Final = Path(__file__).with_name("answers.sql").read_text(encoding="utf-8")
_RATINGS: Final = Path(__file__).with_name("ratings.sql").read_text(encoding="utf-8")
_AT_ONCE: Final = 2_000  # rows a transaction: the counters' rows stay short chains

_SIGN_IN = """
insert into app.session (participant_id, cookie_hash)
select id, private.hash(%(cookie)s) from app.participant where user_name = %(user_name)s
"""

_DRAFT = """
insert into app.answer (cycle_id, sheet, unit_id, pillar_code, author_id, answers)
select (select id from app.cycle where is_open order by year desc limit 1), 'problem', unit_id,
       (select code from app.pillar order by position limit 1), id, '{"title": "Draf ukur"}'
  from app.participant where user_name = %s
returning id
"""

_NUMBERS = """
insert into app.answer_number (cycle_id, sheet, last)
select cycle_id, sheet, max(number) from app.answer where number is not null group by cycle_id, sheet
on conflict (cycle_id, sheet) do update set last = excluded.last
"""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in: the value of the session cookie."""

    user_name: str
    cookie: str


def prepare(server: Server) -> None:
    """The example city, everybody beyond the privacy notice."""
    server.migrate()
    example.load_if_empty(server.owner_conninfo)
    with psycopg.connect(server.owner_conninfo) as owner:
        owner.execute("update app.participant set must_change_password = false")
        owner.execute(
            "insert into app.notice_reading (participant_id, version)"
            " select id, (select max(version) from app.privacy_notice) from app.participant"
            " on conflict do nothing"
        )


def sign_in(server: Server, role: str, count: int) -> list[Person]:
    """``count`` sign-ins of people with this role, in turn if there are fewer people."""
    names = [account.user_name for account in example.accounts() if account.role == role]
    people = [Person(names[place % len(names)], secrets.token_urlsafe(32)) for place in range(count)]
    with psycopg.connect(server.owner_conninfo) as owner, owner.cursor() as cursor:
        cursor.executemany(_SIGN_IN, [{"cookie": one.cookie, "user_name": one.user_name} for one in people])
    return people


def drafts(server: Server, officers: Sequence[Person]) -> list[str]:
    """An empty problem for each of them; their ids."""
    with psycopg.connect(server.owner_conninfo) as owner:
        made = [owner.execute(_DRAFT, [one.user_name]).fetchone() for one in officers]
    return [str(row[0]) for row in made if row]


def fill(server: Server, answers: int) -> None:
    """Raise the number of answers to ``answers``, half of them problems; every fifth is rated."""
    with psycopg.connect(server.owner_conninfo, autocommit=True) as owner:
        for sheet in ("problem", "solution"):
            _fill_sheet(owner, sheet, answers // 2)
        owner.execute(_NUMBERS)
        owner.execute("vacuum analyze")


def _fill_sheet(owner: psycopg.Connection[Any], sheet: str, wanted: int) -> None:
    row = owner.execute(
        "select coalesce(max(substring(title from 'Contoh ukur nomor ([0-9]+)')::int), 0), count(*)"
        " from app.answer where sheet = %s",
        [sheet],
    ).fetchone()
    assert row is not None
    newest, there = row
    for first in range(newest + 1, newest + 1 + wanted - there, _AT_ONCE):
        span = {"sheet": sheet, "first": first, "last": min(first + _AT_ONCE - 1, newest + wanted - there)}
        with owner.transaction():
            owner.execute(_ANSWERS, span)
            owner.execute(_RATINGS, span)
