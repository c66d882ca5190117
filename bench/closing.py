"""The last minute before a window closes: two thousand answers are sent, ever more as it draws near.

Every tenth click arrives twice, and a few people come late. Who was in time is in, once, with a number; who
was not is told so and keeps the draft.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any, Final
from uuid import UUID, uuid4

import psycopg

from bench import city
from db import embedded
from db.embedded import Server
from db.errors import DatabaseUnavailable, DomainError
from db.identity import Identity
from db.transport.postgres import PostgresTransport

ANSWERS: Final = 2_000
LATE: Final = 100
SECONDS: Final = 60.0
CLIENTS: Final = 64  # people who wait for their own answer; the app's pool lets eight of them in at once

_DRAFTS: Final = """
insert into app.answer (cycle_id, sheet, unit_id, pillar_code, author_id, answers)
select sample.cycle_id, 'problem', person.unit_id, sample.pillar_code, person.id, sample.answers
  from generate_series(1, %(count)s) as n
  join (select *, row_number() over (order by user_name) as place, count(*) over () as people
          from app.participant where role = 'peserta') as person on person.place = 1 + n %% person.people,
       (select * from app.answer where sheet = 'problem' and status = 'dikirim' limit 1) as sample
returning id, author_id
"""
_PEOPLE: Final = """
insert into app.session (participant_id) select id from app.participant where role = 'peserta'
returning participant_id, id, (select user_name from app.participant where id = participant_id),
          (select unit_id from app.participant where id = participant_id)
"""
_CLOSE: Final = """
update app."window"
   set opens_at = now() - interval '1 day', closes_at = clock_timestamp() + make_interval(secs => %s)
 where kind = 'problem' returning closes_at
"""
_KEPT: Final = """
select answer.id, answer.number, answer.sent_at, count(version)
  from app.answer join app.answer_version on answer_id = id and answer_version.status = 'dikirim'
 where answer.id = any (%s) group by answer.id
"""


@dataclass(frozen=True, slots=True)
class Click:
    """One call as whoever clicked saw it; ``number`` None: it was refused."""

    answer_id: UUID
    begun: datetime
    ended: datetime
    number: int | None
    fault: str | None = None


def run(_out: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder, embedded.start(Path(folder) / "home") as server:
        city.prepare(server)
        with psycopg.connect(server.owner_conninfo, autocommit=True) as owner:
            people = {row[0]: _identity(*row) for row in owner.execute(_PEOPLE).fetchall()}
            drafts = owner.execute(_DRAFTS, {"count": ANSWERS + LATE}).fetchall()
            closes_at = _one(owner, _CLOSE, [SECONDS])
        clicks = _send_all(server, people, drafts, closes_at)
        with psycopg.connect(server.owner_conninfo) as owner:
            kept = {row[0]: row[1:] for row in owner.execute(_KEPT, [[one[0] for one in drafts]]).fetchall()}
    return _account(clicks, kept, closes_at)


def _identity(participant_id: UUID, session_id: UUID, user_name: str, unit_id: UUID) -> Identity:
    return Identity(
        participant_id=participant_id,
        session_id=session_id,
        role="peserta",
        user_name=user_name,
        name=user_name,
        title=None,
        unit_id=unit_id,
        unit_name=None,
        must_change_password=False,
        notice_due=False,
    )


def _one(owner: psycopg.Connection[Any], query: str, values: Sequence[object]) -> Any:
    row = owner.execute(query, values).fetchone()
    if row is None:
        raise LookupError("the statement returned nothing")
    return row[0]


def _moments(closes_at: datetime) -> list[datetime]:
    """When each person clicks: half of them in the last quarter of the minute, the late ones after it."""
    before = [SECONDS * 0.97 * (1 - place / ANSWERS) ** 2 for place in range(ANSWERS)]
    after = [-2 * place / LATE for place in range(LATE)]
    return [closes_at - timedelta(seconds=seconds) for seconds in (*before, *after)]


def _send_all(
    server: Server,
    people: dict[UUID, Identity],
    drafts: Sequence[tuple[UUID, UUID]],
    closes_at: datetime,
) -> list[Click]:
    transport = PostgresTransport(server.conninfo("authenticator"))

    def click(place: int, moment: datetime) -> list[Click]:
        answer_id, author_id = drafts[place]
        request_id = uuid4()
        time.sleep(max(0.0, (moment - datetime.now(UTC)).total_seconds()))
        times = 2 if place % 10 == 0 else 1
        return [_click(transport, people[author_id], answer_id, request_id) for _ in range(times)]

    with ThreadPoolExecutor(CLIENTS) as pool:
        found = list(pool.map(click, range(len(drafts)), _moments(closes_at)))
    transport.close()
    return [one for made in found for one in made]


def _click(transport: PostgresTransport, me: Identity, answer_id: UUID, request_id: UUID) -> Click:
    begun = datetime.now(UTC)
    number, fault = None, None
    arguments = {"p_request_id": request_id, "p_answer_id": answer_id}
    try:
        number = transport.call("send_answer", arguments, as_=me, read_only=False)["number"]
    except DomainError as refusal:
        fault = refusal.code.value
    except DatabaseUnavailable:
        fault = "unavailable"
    return Click(answer_id, begun, datetime.now(UTC), number, fault)


def _account(
    clicks: Sequence[Click], kept: dict[UUID, tuple[int, datetime, int]], closes_at: datetime
) -> dict[str, Any]:
    spent = [1000 * (one.ended - one.begun).total_seconds() for one in clicks]
    numbers = sorted(number for number, *_ in kept.values())
    refused = [one for one in clicks if one.number is None]
    return {
        "sent": len(clicks),
        "answers_in": len(kept),
        "lost": sum(one.ended < closes_at for one in refused),
        "refused_though_clicked_before": sum(one.begun < closes_at for one in refused),
        "refused_after_closing": sum(one.begun >= closes_at for one in refused),
        "in_though_late": sum(sent_at >= closes_at for _, sent_at, _ in kept.values()),
        "doubled": sum(versions != 1 for *_, versions in kept.values()) + len(numbers) - len(set(numbers)),
        "gaps": numbers[-1] - numbers[0] + 1 - len(numbers),
        "told_wrongly": sum(kept.get(one.answer_id, (None,))[0] != one.number for one in clicks),
        "faults": sorted({one.fault for one in refused if one.fault}),
        "busiest_second": _busiest(clicks),
        "p50_ms": round(quantiles(spent, n=20)[9], 1),
        "p95_ms": round(quantiles(spent, n=20)[18], 1),
        "max_ms": round(max(spent), 1),
    }


def _busiest(clicks: Sequence[Click]) -> int:
    """Calls that were begun within one second, at most."""
    seconds = [int(one.begun.timestamp()) for one in clicks]
    return max(seconds.count(second) for second in set(seconds))
