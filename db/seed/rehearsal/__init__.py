"""A simulated process on top of the example city: what Diskominfo sees in the middle of a real round.

Everything is invented and labelled *contoh*, and the same for the same seed. Large numbers are written by
inserts whose triggers keep every count; what is decided goes through the ``api`` functions, rules and all.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import psycopg

from db.seed import example
from db.seed.plant import Connection, has_city
from db.seed.rehearsal import acts, answers, people
from db.seed.rehearsal.people import one_row


class NotAnExample(Exception):
    """A real city lives in this database; nothing was written."""


class RehearsedAlready(Exception):
    """A rehearsal is in this database; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    people: int = 300
    units: int = 60
    answers: int = 3_000
    seed: int = 2026


Say = Callable[[str, float], None]  # what was done, and in how many seconds


def rehearse(owner_conninfo: str, size: Size, say: Say) -> None:
    """All or nothing. Raises NotAnExample, RehearsedAlready."""
    with psycopg.connect(owner_conninfo) as owner:
        play(owner, size, say)
    with psycopg.connect(owner_conninfo, autocommit=True) as owner:
        owner.execute("vacuum analyze")


def play(owner: Connection, size: Size, say: Say) -> None:
    """The rehearsal in the caller's transaction. Raises NotAnExample, RehearsedAlready."""
    owner.execute("select pg_advisory_xact_lock(hashtext('rembuk.seed'))")
    if not has_city(owner):
        example.load(owner)
    _require_fresh_example(owner)
    chance = Random(size.seed)  # noqa: S311  no secret: it only has to look alike each time
    steps: dict[str, Callable[[], None]] = {
        "units": lambda: people.add_units(owner, size.units),
        "people": lambda: people.add_people(owner, size.people, chance),
        "answers": lambda: answers.write(owner, size.answers, chance),
        "review": lambda: acts.review(owner, chance),
        "ratings": lambda: answers.rate(owner, chance),
        "discussion": lambda: answers.discuss(owner, chance),
        "rounds": lambda: acts.vote(owner, chance),
    }
    for name, step in steps.items():
        started = time.perf_counter()
        step()
        say(name, time.perf_counter() - started)


def _require_fresh_example(owner: Connection) -> None:
    is_example, is_rehearsed = one_row(
        owner,
        "select is_example, exists (select from app.participant where user_name like %s) from app.city",
        people.USER_NAME + "%",
    )
    if not is_example:
        raise NotAnExample
    if is_rehearsed:
        raise RehearsedAlready
