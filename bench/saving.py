"""300 people who type: each saves a field by ``POST /draft`` every five seconds.

Beside them an empty script is run as often, in as many tabs.

Everybody has a draft of her own and writes another text each time, so the database tells afterwards: what
was acknowledged and is not there is lost, and a version that counts more writes than there were is doubled.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import psycopg

from bench import calls, city
from bench.load import percentile
from bench.servers import Running, keep_to_processor, serving
from bench.session import Session, require_loopback, xsrf_token
from components.rules.draft import client_of
from db import embedded
from db.gateway import sign_in
from db.identity import Identity
from db.transport import use
from db.transport.postgres import PostgresTransport

SESSIONS: Final = max(int(one) for one in os.environ.get("REMBUK_BENCH_SESSIONS", "300").split(","))
SECONDS: Final = float(os.environ.get("REMBUK_BENCH_SECONDS", "180"))
PAUSE: Final = 5.0  # seconds between two saves of one person, give or take a fifth
FIELD: Final = "condition"
_dice: Final = random.Random(7)  # noqa: S311  (when people pause, no secret)

_STORED: Final = """
select answer.id::text, answer.answers ->> %(field)s, mark.version
  from app.answer join app.answer_field as mark on mark.answer_id = answer.id and mark.field = %(field)s
 where answer.id = any (%(ids)s)
"""


@dataclass(slots=True)
class Writer:
    """One person at one draft: what she sent and what was acknowledged."""

    me: Identity
    cookie: str
    draft: str
    saves: int = 0
    version: int = 0
    text: str = ""
    refused: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    async def save(self, client: httpx.AsyncClient, url: str) -> None:
        text = f"Warga menunggu dua jam di loket, ditulis untuk kali ke-{self.saves + 1}."
        started = time.perf_counter()
        reply = await client.post(
            f"{url}/draft", content=self._body(text), headers={"Cookie": f"rembuk_session={self.cookie}"}
        )
        told = reply.json()
        if told.get("outcome") != "saved":
            self.refused.append(f"{reply.status_code} {told}")
            return
        self.times.append(1000 * (time.perf_counter() - started))
        self.saves, self.version, self.text = self.saves + 1, told["version"], text

    def _body(self, text: str) -> str:
        return json.dumps(
            {
                "answer_id": self.draft,
                "client_id": str(client_of(self.me, UUID(self.draft))),
                "field": FIELD,
                "kind": "long_text",
                "typed": text,
                "sequence": time.time_ns() // 1000,
                "base_version": self.version,
                "cleared": [],
            }
        )


def run(out: Path) -> dict[str, Any]:
    keep_to_processor(1)
    calls_log, log = out / "saving.calls", out / "saving.log"
    calls_log.write_bytes(b"")
    with tempfile.TemporaryDirectory(prefix="rembuk-bench-") as home, embedded.start(Path(home)) as server:
        city.prepare(server)
        writers = _writers(server)
        with ExitStack() as stack:
            start = partial(serving, home=server.home, log=log, REMBUK_BENCH_CALLS=str(calls_log))
            app = stack.enter_context(start("bench.served", health="/healthz"))
            empty = stack.enter_context(start("bench.empty", health="/_stcore/health"))
            boundary, empty_times = asyncio.run(_drive(app, empty, writers, calls_log))
        made, spent = calls.counted(calls_log, boundary)
        return _result(writers, empty_times, made.total(), spent) | _checked(server, writers)


def _writers(server: embedded.Server) -> list[Writer]:
    people = city.sign_in(server, "peserta", SESSIONS)
    drafts = city.drafts(server, people)
    transport = PostgresTransport(server.conninfo("authenticator"))
    use(transport)
    try:
        found = [sign_in.resume(cookie=one.cookie) for one in people]
    finally:
        use(None)
        transport.close()
    return [
        Writer(me, one.cookie, draft)
        for me, one, draft in zip(found, people, drafts, strict=True)
        if me is not None
    ]


async def _drive(
    app: Running, empty: Running, writers: list[Writer], calls_log: Path
) -> tuple[int, list[float]]:
    """Where the log stood when the measured time began, and how long the empty script's reruns took."""
    require_loopback(app.url)
    tabs = [Session(empty.url, xsrf=xsrf_token(empty.url)) for _ in writers]
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None, keepalive_expiry=60)
    headers = {"Origin": app.url, "Host": urlsplit(app.url).netloc, "Content-Type": "application/json"}
    async with httpx.AsyncClient(limits=limits, headers=headers, timeout=30, trust_env=False) as client:
        await asyncio.gather(*(tab.__aenter__() for tab in tabs))
        await _one_after_another(writers, lambda writer: writer.save(client, app.url))
        await _one_after_another(tabs, lambda tab: tab.run())
        for writer in writers:
            writer.times.clear()
        boundary, until = calls_log.stat().st_size, time.monotonic() + SECONDS
        empty_times: list[float] = []

        async def rerun(tab: Session) -> None:
            timing = await tab.run({"name": f"Nama {_dice.random()}"})
            empty_times.append(1000 * timing.seconds)

        await asyncio.gather(
            *(_again(partial(writer.save, client, app.url), until) for writer in writers),
            *(_again(partial(rerun, tab), until) for tab in tabs),
        )
        await asyncio.gather(*(tab.__aexit__() for tab in tabs), return_exceptions=True)
    return boundary, empty_times


async def _one_after_another(items: list[Any], act: Callable[[Any], Awaitable[Any]]) -> None:
    for item in items:
        await act(item)


async def _again(act: Callable[[], Awaitable[None]], until: float) -> None:
    """Every five seconds, beginning at any moment of the first five, until the time is over."""
    due = time.monotonic() + _dice.uniform(0, PAUSE)
    while due < until:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        await act()
        due += _dice.uniform(0.8 * PAUSE, 1.2 * PAUSE)


def _result(writers: list[Writer], empty_times: list[float], made: int, spent: list[float]) -> dict[str, Any]:
    times = sorted(one for writer in writers for one in writer.times)
    empty, saves = sorted(empty_times), len(times)
    refused = [one for writer in writers for one in writer.refused]
    p95, empty_p95 = percentile(times, 0.95), percentile(empty, 0.95)
    return {
        "sessions": len(writers),
        "seconds": SECONDS,
        "saves": saves,
        "refused": len(refused),
        "first_refusals": refused[:3],
        "p50_ms": round(percentile(times, 0.5), 1),
        "p95_ms": round(p95, 1),
        "max_ms": round(times[-1], 1),
        "empty_reruns": len(empty),
        "empty_p50_ms": round(percentile(empty, 0.5), 1),
        "empty_p95_ms": round(empty_p95, 1),
        "x_empty": round(p95 / empty_p95, 2),
        "calls_per_save": round(made / saves, 3),
        "call_p95_ms": round(percentile(sorted(spent), 0.95), 2),
    }


def _checked(server: embedded.Server, writers: list[Writer]) -> dict[str, int]:
    """What the database holds beside what was acknowledged."""
    with psycopg.connect(server.owner_conninfo) as owner:
        rows = owner.execute(
            _STORED, {"field": FIELD, "ids": [UUID(one.draft) for one in writers]}
        ).fetchall()
    stored = {draft: (text, version) for draft, text, version in rows}
    there = [stored.get(writer.draft, ("", 0)) for writer in writers]
    return {
        "lost": sum(
            max(0, writer.saves - version) if text == writer.text else 1
            for writer, (text, version) in zip(writers, there, strict=True)
        ),
        "doubled": sum(
            max(0, version - writer.saves) for writer, (_, version) in zip(writers, there, strict=True)
        ),
    }
