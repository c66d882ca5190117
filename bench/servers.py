"""Servers for a benchmark: started on free ports, kept to one processor, the load on the other."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROJECT: Final = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS: Final = 120


@dataclass(frozen=True, slots=True)
class Running:
    url: str
    pid: int


def keep_to_processor(number: int) -> None:
    """This process and what it starts from now on; where the system can."""
    processors = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if len(processors) > 1:
        os.sched_setaffinity(0, {processors[number % len(processors)]})


@contextmanager
def serving(module: str, *, home: Path, health: str, log: Path, **environment: str) -> Iterator[Running]:
    """Run ``uvicorn module:app`` until the block ends; ``health`` is asked until it answers 200."""
    port = free_port()
    settings = {name: value for name, value in os.environ.items() if not name.startswith("SUPABASE_")}
    settings |= {"REMBUK_HOME": str(home), "PORT": str(port), "PYTHONPATH": str(PROJECT), **environment}
    command = [
        sys.executable, "-c", _LAUNCH, "--host", "127.0.0.1", "--port", str(port), "--log-level", "warning",
        f"{module}:app",
    ]  # fmt: skip
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=PROJECT, env=settings, stdout=output, stderr=output)
    try:
        running = Running(f"http://127.0.0.1:{port}", process.pid)
        _wait(running.url + health, process, log)
        yield running
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# Alone on the first processor; the name uvicorn lets the app see where it will listen.
_LAUNCH: Final = """
import sys
from bench.servers import keep_to_processor
keep_to_processor(0)
sys.argv[0] = "uvicorn"
from uvicorn.main import main
main()
"""


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5) as reply:  # noqa: S310  (loopback)
                if reply.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise SystemExit(f"{address} never answered 200:\n{log.read_text(errors='replace')[-2000:]}")
