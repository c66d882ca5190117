"""An app process, for tests of the embedded server: ``python -m tests.database.app_process ACT HOME``.

``hold``   starts the server, prints the postmaster's process id, and lets go when its input ends
``write``  starts the server and inserts numbers for ever, printing each one that was acknowledged; when the
           server is gone it brings it up again, as the app's watcher does. Prints ``up`` once connected
"""

from __future__ import annotations

import sys
from pathlib import Path

import psycopg

from db import embedded
from db.embedded import Server

TABLE = "create table if not exists public.kept (number bigint generated always as identity primary key)"


def hold(home: Path) -> None:
    with embedded.start(home):
        print((home / "pg" / "postmaster.pid").read_text().split()[0], flush=True)  # noqa: T201
        sys.stdin.read()


def write(home: Path) -> None:
    server = embedded.start(home)
    while True:
        try:
            _insert(server)
        except psycopg.OperationalError:
            server.bring_up()


def _insert(server: Server) -> None:
    with psycopg.connect(server.owner_conninfo, autocommit=True) as connection:
        connection.execute(TABLE)
        print("up", flush=True)  # noqa: T201
        while True:
            row = connection.execute("insert into public.kept default values returning number").fetchone()
            assert row is not None
            print(row[0], flush=True)  # noqa: T201


if __name__ == "__main__":
    {"hold": hold, "write": write}[sys.argv[1]](Path(sys.argv[2]))
