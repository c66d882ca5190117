"""The real app on a free port, as ``make run`` starts it, and the people who have signed in there already."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import uuid4

from bench.servers import PROJECT, free_port
from components.http.session import DEVICE_COOKIE, new_secret
from components.http.visitor import SESSION_COOKIE
from db import cluster, transport
from db.gateway import sign_in
from db.transport.postgres import PostgresTransport

__all__ = ["PROJECT", "App", "serving"]


@dataclass(frozen=True, slots=True)
class App:
    """A running app: its address, and what it has written so far. ``kill`` ends it without a word."""

    url: str
    home: Path
    log: Path
    kill: Callable[[], None]

    def sign_in(self, user_name: str) -> dict[str, str]:
        """The cookies of somebody who has just filled in the form and read the notice, on a new device."""
        device, cookie = new_secret(), new_secret()
        with _at_the_database_of(self.home):
            attempt = sign_in.begin_sign_in(name=user_name, device=None)
            assert attempt.password_hash, f"the example knows no {user_name}"
            signed_in = sign_in.finish_sign_in(attempt_id=attempt.attempt_id, device=device)
            sign_in.redeem_ticket(ticket=signed_in.ticket, cookie=cookie)
            me = signed_in.identity
            if me.notice_due:
                version = sign_in.privacy_notice(me).version
                sign_in.read_notice(me, request_id=uuid4(), version=version)
        return {SESSION_COOKIE: cookie, DEVICE_COOKIE: device}


@contextmanager
def serving(home: Path, log: Path, port: int | None = None, **environment: str) -> Iterator[App]:
    """``uvicorn app:app`` as ``make run`` starts it, from the line that says where it is until the end."""
    port = port or free_port()
    settings = {name: value for name, value in os.environ.items() if not name.startswith("SUPABASE_")}
    settings |= {"REMBUK_HOME": str(home), "PORT": str(port), "PYTHONUTF8": "1", **environment}
    command = [sys.executable, "-m", "uvicorn", "app:app", "--host", "127.0.0.1", "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--log-level", "warning"],
            cwd=PROJECT,
            env=settings,
            stdout=subprocess.PIPE,
            stderr=output,
        )
        try:
            assert process.stdout is not None
            yield App(_address(process.stdout, log), home, log, process.kill)
        finally:
            process.terminate()
            process.communicate(timeout=60)


def _address(lines: IO[bytes], log: Path) -> str:
    """The app prints its address once people can sign in."""
    for line in lines:
        found = re.search(r"http://127\.0\.0\.1:\d+", line.decode())
        if found:
            return found[0]
    raise AssertionError(f"the app ended without an address: {log.read_text(errors='replace')[-2000:]}")


@contextmanager
def _at_the_database_of(home: Path) -> Iterator[None]:
    place = f"host={cluster.socket_folder(home)} port={cluster.PORT} dbname={cluster.DATABASE}"
    opened = PostgresTransport(f"{place} user=authenticator", max_connections=1)
    transport.use(opened)
    try:
        yield
    finally:
        transport.use(None)
        opened.close()
