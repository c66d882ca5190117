"""What one look and one act cost on each page, beside the page's twin and an empty script in the same run.

A twin is the same app with the same people and the same answers, but a dictionary where the database was. The
three servers are kept to the first processor; PostgreSQL and the load share the second. Nobody thinks between
clicks, so with many tabs the times are queues: compare rows, and ``cpu_ms`` for what a run costs.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal

from bench import calls, city
from bench.load import Journey, Phase, drive, process_usage
from bench.servers import Running, keep_to_processor, serving
from bench.session import Session, Timing
from db import embedded

SESSIONS: Final = tuple(int(one) for one in os.environ.get("REMBUK_BENCH_SESSIONS", "1,50").split(","))
ANSWERS: Final = tuple(int(one) for one in os.environ.get("REMBUK_BENCH_ANSWERS", "1000,100000").split(","))
STEPS: Final = {1: 60}  # interactions a tab, by number of tabs
FEWER_STEPS: Final = 10
ROUNDS: Final = 3  # each measured three times in turn; the middle one counts

Server = Literal["app", "twin", "empty"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, the address each person opens, and the one interaction that is repeated there."""

    name: str
    role: str
    address: str
    query: Callable[[int], str]
    change: Callable[[int, int], dict[str, object] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One drive: the openings, the interactions after them, database calls by function, MiB a tab."""

    opening: Phase
    running: Phase
    opening_calls: Counter[str]
    running_calls: Counter[str]
    call_ms: list[float]
    mib: float


@dataclass(frozen=True, slots=True)
class Bench:
    servers: dict[Server, Running]
    calls_log: Path
    people: dict[str, list[city.Person]]
    drafts: list[str]

    def pages(self) -> list[Page]:
        return [
            Page(name="beranda", role="peserta", address="", query=_no_query, change=_just_look),
            Page(name="agregat", role="diskominfo", address="agregat", query=_no_query, change=_just_look),
            Page(
                name="masalah",
                role="peserta",
                address="masalah",
                query=lambda person: f"id={self.drafts[person]}",
                change=lambda person, n: {
                    f"answer.{self.drafts[person]}.supporting_data.0.source": f"Sumber ke-{n}."
                },
            ),
        ]

    def measure(self, server: Server, page: Page, sessions: int, steps: int) -> Measured:
        running = self.servers[server]
        cookies = [f"rembuk_session={one.cookie}" for one in self.people[page.role][:sessions]]
        journey = _EMPTY if server == "empty" else _journey(page)
        before = process_usage(running.pid)[0]
        start = self.calls_log.stat().st_size
        boundary: list[int] = []
        opening, steps_taken = asyncio.run(
            drive(
                running.url,
                pid=running.pid,
                cookies=cookies,
                journey=journey,
                steps=steps,
                between=lambda: boundary.append(self.calls_log.stat().st_size),
            )
        )
        opened, _ = calls.counted(self.calls_log, start, boundary[0])
        stepped, spent = calls.counted(self.calls_log, boundary[0])
        return Measured(
            opening=opening,
            running=steps_taken,
            opening_calls=opened,
            running_calls=stepped,
            call_ms=spent,
            mib=(opening.rss - before) / sessions,
        )


def run(out: Path) -> dict[str, Any]:
    """Measure every page with every number of answers and tabs; ``rows`` is the table."""
    keep_to_processor(1)
    rows: list[dict[str, Any]] = []
    with _database() as server:
        for answers in ANSWERS:
            city.fill(server, answers)
            with _servers(server, out) as bench:
                for page in bench.pages():
                    for sessions in SESSIONS:
                        rows.append(_row(bench, page, answers, sessions))
                        print("  ".join(f"{name}={value}" for name, value in rows[-1].items()), flush=True)
    return {"rows": rows, "same_at_any_size": _growth(rows)}


@contextmanager
def _database() -> Iterator[embedded.Server]:
    with tempfile.TemporaryDirectory(prefix="rembuk-bench-") as home, embedded.start(Path(home)) as server:
        city.prepare(server)
        yield server


@contextmanager
def _servers(server: embedded.Server, out: Path) -> Iterator[Bench]:
    calls_log, log = out / "floor.calls", out / "floor.log"
    calls_log.write_bytes(b"")
    most = max(SESSIONS)
    people = {role: city.sign_in(server, role, most) for role in ("peserta", "diskominfo")}
    drafts = city.drafts(server, people["peserta"])
    with ExitStack() as stack:
        start = partial(serving, home=server.home, log=log, REMBUK_BENCH_CALLS=str(calls_log))
        servers: dict[Server, Running] = {
            "app": stack.enter_context(start("bench.served", health="/healthz")),
            "twin": stack.enter_context(start("bench.twin", health="/healthz")),
            "empty": stack.enter_context(start("bench.empty", health="/_stcore/health")),
        }
        bench = Bench(servers, calls_log, people, drafts)
        for page in bench.pages():  # imports, caches, and what the twin has to remember
            for name in servers:
                bench.measure(name, page, most, steps=2)
        yield bench


def _row(bench: Bench, page: Page, answers: int, sessions: int) -> dict[str, Any]:
    steps = STEPS.get(sessions, FEWER_STEPS)
    taken: dict[Server, list[Measured]] = {name: [] for name in bench.servers}
    for _ in range(ROUNDS):
        for name in bench.servers:
            taken[name].append(bench.measure(name, page, sessions, steps))
    app, twin, empty = (_middle(taken[name]) for name in ("app", "twin", "empty"))
    look, other, bare = (one.running.summary() for one in (app, twin, empty))
    first = app.opening.summary()
    runs = len(app.running.timings)
    return {
        "page": page.name,
        "answers": answers,
        "tabs": sessions,
        "p50": look["ms_p50"],
        "p95": look["ms_p95"],
        "twin_p50": other["ms_p50"],
        "empty_p50": bare["ms_p50"],
        "x_twin": round(look["ms_p50"] / other["ms_p50"], 2),
        "x_empty": round(look["ms_p50"] / bare["ms_p50"], 2),
        "cpu_ms": look["server_cpu_ms"],
        "cpu_x_twin": round(look["server_cpu_ms"] / other["server_cpu_ms"], 2),
        "first_p50": first["ms_p50"],
        "first_calls": round(app.opening_calls.total() / sessions, 2),
        "reads": _per_run(app.running_calls, "read", runs),
        "writes": _per_run(app.running_calls, "write", runs),
        "call_ms": _median(app.call_ms),
        "first_kB": first["kB"],
        "kB": look["kB"],
        "MiB_tab": round(max(one.mib for one in taken["app"]), 2),
    }


def _growth(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """By page and tabs: the time with most answers over the time with fewest (1.0 is alike)."""
    few, many = min(ANSWERS), max(ANSWERS)
    times = {(row["page"], row["tabs"], row["answers"]): row["p50"] for row in rows}
    return {
        f"{page} × {tabs}": round(times[page, tabs, many] / times[page, tabs, few], 2)
        for page, tabs, answers in times
        if answers == few
    }


def _middle(taken: Sequence[Measured]) -> Measured:
    return sorted(taken, key=lambda one: one.running.summary()["ms_p50"])[len(taken) // 2]


def _median(values: Sequence[float]) -> float | None:
    return round(sorted(values)[len(values) // 2], 2) if values else None


def _per_run(counted: Counter[str], kind: str, runs: int) -> float:
    return round(sum(times for name, times in counted.items() if name.endswith(f" {kind}")) / runs, 2)


def _journey(page: Page) -> Journey:
    async def opening(tab: Session, person: int) -> Timing:
        return await tab.run(page=page.address, query=page.query(person))

    async def step(tab: Session, person: int, repetition: int) -> Timing:
        return await tab.run(page.change(person, repetition), query=page.query(person))

    return Journey(opening=opening, step=step)


async def _open_empty(tab: Session, person: int) -> Timing:
    return await tab.run()


async def _type_a_name(tab: Session, person: int, repetition: int) -> Timing:
    return await tab.run({"name": f"Nama {repetition}"})


_EMPTY: Final = Journey(opening=_open_empty, step=_type_a_name)


def _no_query(person: int) -> str:
    return ""


def _just_look(person: int, repetition: int) -> None:
    return None
