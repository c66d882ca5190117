"""Many tabs at once against one server: how long runs take, what they weigh, what the server spends."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.session import Session, Timing, xsrf_token

Step = Callable[[Session, int, int], Awaitable[Timing]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """``opening`` is a tab's first run; ``step(tab, person, repetition)`` one interaction after it."""

    opening: Callable[[Session, int], Awaitable[Timing]]
    step: Step


@dataclass(slots=True)
class Phase:
    """All openings, or all steps: times in seconds, CPU of the server in seconds, bytes, memory in MiB."""

    timings: list[Timing] = field(default_factory=list)
    wall: float = 0.0
    cpu: float = 0.0
    rss: float = 0.0

    def summary(self) -> dict[str, float]:
        """Milliseconds, kilobytes and messages per run."""
        count = len(self.timings)
        times = sorted(1000 * timing.seconds for timing in self.timings)
        return {
            "runs": count,
            "ms_p50": round(percentile(times, 0.50), 1),
            "ms_p95": round(percentile(times, 0.95), 1),
            "ms_max": round(times[-1], 1),
            "runs_per_s": round(count / self.wall, 1),
            "server_cpu_ms": round(1000 * self.cpu / count, 2),
            "kB": round(sum(timing.bytes for timing in self.timings) / count / 1000, 1),
            "messages": round(sum(timing.messages for timing in self.timings) / count, 1),
        }


def percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def process_usage(pid: int) -> tuple[float, float]:
    """(resident MiB, CPU seconds) of a process."""
    process = Path("/proc") / str(pid)
    rss = int((process / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    fields = (process / "stat").read_text().rsplit(")", 1)[1].split()
    return rss, (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def drive(
    url: str, *, pid: int, cookies: Sequence[str], journey: Journey, steps: int, between: Callable[[], Any]
) -> tuple[Phase, Phase]:
    """Open one tab for each cookie, all at once, then ``steps`` interactions in each, without thinking.

    ``between`` is called when all tabs are open and before the first step. Raises ScriptError.
    """
    token = xsrf_token(url)
    tabs = [Session(url, cookie=cookie, xsrf=token) for cookie in cookies]
    try:
        await asyncio.gather(*(tab.__aenter__() for tab in tabs))
        opening = await _phase(pid, [_open(journey, tab, person) for person, tab in enumerate(tabs)])
        between()
        running = await _phase(pid, [_steps(journey, tab, person, steps) for person, tab in enumerate(tabs)])
    finally:
        await asyncio.gather(*(tab.__aexit__() for tab in tabs), return_exceptions=True)
    return opening, running


async def _open(journey: Journey, tab: Session, person: int) -> list[Timing]:
    return [await journey.opening(tab, person)]


async def _steps(journey: Journey, tab: Session, person: int, steps: int) -> list[Timing]:
    return [await journey.step(tab, person, repetition) for repetition in range(steps)]


async def _phase(pid: int, work: Sequence[Awaitable[list[Timing]]]) -> Phase:
    wall, (_, cpu) = time.perf_counter(), process_usage(pid)
    timings = [timing for one in await asyncio.gather(*work) for timing in one]
    rss, used = process_usage(pid)
    return Phase(timings, time.perf_counter() - wall, used - cpu, rss)
