"""The embedded PostgreSQL: one server per data folder, shared by every process on it.

Why not the wheel's own ``get_server()``: docs/decisions/embedded-database.md.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

from psycopg.conninfo import make_conninfo

from db import cluster, migrate
from db.cluster import EmbeddedDatabaseError
from db.config import MARKER

__all__ = ["EmbeddedDatabaseError", "Server", "start"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """This process's hold on the server of a data folder; the last process to let go stops it."""

    home: Path
    hold: IO[str]

    @property
    def socket_folder(self) -> Path:
        return cluster.socket_folder(self.home)

    def conninfo(self, user: str, database: str = cluster.DATABASE) -> str:
        return make_conninfo(
            host=str(self.socket_folder), port=cluster.PORT, user=user, dbname=database, connect_timeout=5
        )

    @property
    def owner_conninfo(self) -> str:
        """The superuser: for migrations, backups and tests, never for what a person asks."""
        return self.conninfo(cluster.OWNER)

    def bring_up(self) -> bool:
        """Start the server again if it is down; True when it was. Raises EmbeddedDatabaseError."""
        with _locked(self.home):
            return cluster.ensure_running(self.home)

    def postmaster(self) -> str:
        """The process id of the folder's living server; empty when it is gone. Opens no connection."""
        return cluster.postmaster(self.home)

    def migrate(self) -> int:
        """Apply what is new and mark the folder with it; return how many files.

        Raises MigrationError, psycopg.Error.
        """
        applied = migrate.apply(self.owner_conninfo)
        self.mark()
        return applied

    def mark(self) -> None:
        """Note in the folder how new its database is: a start by an older version refuses it by this."""
        cluster.write_whole(self.home / MARKER, migrate.newest() + "\n")

    def stop(self) -> None:
        """Let go. Where nobody else holds the server, wait until it has stopped. Harmless when repeated."""
        if self.hold.closed:
            return
        with _locked(self.home), self.hold:
            if _nobody_else_holds(self.hold):
                cluster.stop(self.home)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def start(home: Path) -> Server:
    """Make the database in ``home`` if there is none, start its server if it is down, and hold it.

    Any number of processes may do so at once. Raises EmbeddedDatabaseError.
    """
    home = home.absolute()
    home.mkdir(parents=True, exist_ok=True)
    with _locked(home):
        hold = (home / "users.lock").open("a")
        try:
            fcntl.flock(hold, fcntl.LOCK_SH)
            cluster.create_once(home)
            cluster.ensure_running(home)
        except BaseException:
            hold.close()
            raise
    return Server(home=home, hold=hold)


@contextmanager
def _locked(home: Path) -> Iterator[None]:
    """One process at a time makes, starts, repairs or stops."""
    with (home / "start.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _nobody_else_holds(hold: IO[str]) -> bool:
    try:
        fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
