"""The embedded server survives what happens to it: kills, restarts, other processes, leftovers, root."""

from __future__ import annotations

import os
import pwd
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from db import cluster, embedded, programs
from db.config import PROJECT
from db.embedded import EmbeddedDatabaseError, Server

IS_ROOT = os.geteuid() == 0
KILLS = 3


@dataclass(frozen=True, slots=True)
class User:
    """Who runs the app: ourselves, or (when we are root) an ordinary user."""

    options: dict[str, Any]
    prefix: tuple[str, ...]
    home: Path

    def app(self, act: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*self.prefix, sys.executable, "-m", "tests.database.app_process", act, str(self.home)],
            cwd=PROJECT,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            **self.options,
        )


@pytest.fixture(
    params=[
        "myself",
        pytest.param("daemon", marks=pytest.mark.skipif(not IS_ROOT, reason="only root can be others")),
    ]
)
def user(request: pytest.FixtureRequest, home: Path) -> Iterator[User]:
    if request.param == "myself":
        yield User({}, (), home)
        return
    daemon = pwd.getpwnam("daemon")
    folder = Path(tempfile.mkdtemp())
    os.chown(folder, daemon.pw_uid, daemon.pw_gid)
    yield User(*_become(daemon), folder / "data")
    shutil.rmtree(folder)


def _become(who: pwd.struct_passwd) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Plainly where everybody may run this Python; else (in root's home) lent the right to reach it."""
    options: dict[str, Any] = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
    try:
        subprocess.run([sys.executable, "-c", ""], check=True, **options)
    except PermissionError:
        return {}, programs._become(who.pw_uid, who.pw_gid)
    return options, ()


def postmaster(home: Path) -> int:
    return int((home / "pg" / "postmaster.pid").read_text().split()[0])


def rows(server: Server, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(server.owner_conninfo, autocommit=True) as connection:
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else []


# ── starting ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_second_start_finds_everything_as_it_was_left(home: Path) -> None:
    with embedded.start(home) as server:
        rows(server, "create table public.kept as select 7 as number")

    with embedded.start(home) as server:
        assert rows(server, "select number from public.kept") == [(7,)]
    assert not (home / "pg" / "postmaster.pid").exists(), "and the last to leave stopped the server"


def test_eight_starts_at_once_on_an_empty_folder_are_one_server(user: User) -> None:
    apps = [user.app("hold") for _ in range(8)]

    servers = {app.stdout.readline().strip() for app in apps if app.stdout}
    for app in apps:
        app.communicate()

    assert len(servers) == 1
    assert servers != {""}
    assert [app.returncode for app in apps] == [0] * 8
    assert not (user.home / "pg" / "postmaster.pid").exists(), "and nobody left it running"


def test_the_server_stays_until_the_last_process_lets_go(home: Path) -> None:
    first = embedded.start(home)
    second = embedded.start(home)

    first.stop()
    assert rows(second, "select 1") == [(1,)]
    second.stop()
    second.stop()

    with pytest.raises(psycopg.OperationalError):
        rows(second, "select 1")


def test_a_first_start_that_was_killed_leaves_nothing_half_made(home: Path) -> None:
    (home / "pg.new" / "base").mkdir(parents=True)
    (home / "pg.new" / "PG_VERSION").write_text("18\n")

    with embedded.start(home) as server:
        assert rows(server, "select 1") == [(1,)]
    assert not (home / "pg.new").exists()


def test_a_server_that_cannot_start_says_why_in_one_sentence(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_STARTS", 1)
    embedded.start(home).stop()
    (home / "pg" / "global" / "pg_control").unlink()

    with pytest.raises(EmbeddedDatabaseError, match=r"REMBUK_HOME.*pg_control"):
        embedded.start(home)


def test_a_folder_of_sockets_that_others_can_enter_is_refused(home: Path) -> None:
    folder = cluster.socket_folder(home)
    folder.mkdir()
    folder.chmod(0o755)
    try:
        with pytest.raises(EmbeddedDatabaseError, match=str(folder)):
            embedded.start(home)
    finally:
        folder.rmdir()


@pytest.mark.skipif(not IS_ROOT, reason="only root must become somebody else")
def test_root_runs_it_as_somebody_else_below_a_folder_only_root_may_enter(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)

    with embedded.start(closed / "data") as server:
        status = Path(f"/proc/{postmaster(server.home)}/status").read_text()
        owner = next(line for line in status.splitlines() if line.startswith("Uid:")).split()[1]

    assert int(owner) == programs.server_user(closed / "data")[0] != 0
    assert closed.stat().st_mode & 0o777 == 0o700, "and the folder is as closed as before"


@pytest.mark.skipif(not IS_ROOT, reason="only root can lend capabilities")
def test_root_without_setpriv_runs_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "_become", lambda *_: ())
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    try:
        with embedded.start(folder / "data") as server:
            assert rows(server, "select 1") == [(1,)]
    finally:
        shutil.rmtree(folder)


# ── what it keeps to itself ─────────────────────────────────────────────────────────────────────────────────


def test_it_listens_on_a_socket_only_its_user_can_reach(home: Path) -> None:
    with embedded.start(home) as server:
        assert rows(server, "show listen_addresses") == [("",)]
        assert server.socket_folder.stat().st_mode & 0o777 == 0o700


def test_it_keeps_what_was_acknowledged_through_a_power_cut(home: Path) -> None:
    with embedded.start(home) as server:
        settings = "fsync", "synchronous_commit", "full_page_writes"
        assert [rows(server, f"show {name}") for name in settings] == [[("on",)]] * 3


def test_its_log_never_holds_what_people_typed(home: Path) -> None:
    with embedded.start(home) as server:
        for query in ("select 'rahasia'::uuid", "select rahasia", "do $$ begin raise 'rahasia'; end $$"):
            with pytest.raises(psycopg.Error):
                rows(server, query)

    logs = list((home / "pg" / "log").glob("*.log"))
    assert logs, "and it does keep a log"
    assert [path for path in logs if "rahasia" in path.read_text()] == []


def test_it_sorts_by_code_point_on_every_machine(home: Path) -> None:
    with embedded.start(home) as server:
        listed = rows(server, "select word from unnest(array['é', 'b', 'B', 'a']) as word order by word")

    assert [word for (word,) in listed] == ["B", "a", "b", "é"]


# ── leftovers ───────────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _somebody_elses_process(home: Path) -> Iterator[int]:
    """A living process of the server's own user that is no server: usual after a container's restart."""
    options: dict[str, Any] = {}
    if IS_ROOT:
        user, group = programs.server_user(home)
        options = {"user": user, "group": group, "extra_groups": []}
    process = subprocess.Popen(["sleep", "600"], **options)
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


def _leave(home: Path, first_line: str) -> None:
    """A pid file and a socket's lock file as a server that is gone may leave them."""
    embedded.start(home).stop()
    folder = cluster.socket_folder(home)
    folder.mkdir(mode=0o700)
    rest = f"\n{home.resolve() / 'pg'}\n1700000000\n5432\n{folder}\n" if first_line else ""
    for path in (home / "pg" / "postmaster.pid", folder / ".s.PGSQL.5432.lock"):
        path.write_text(first_line + rest)
        programs.give(path, home)
    programs.give(folder, home)


def test_it_starts_over_the_pid_file_of_a_process_that_is_gone(home: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    _leave(home, str(ended.pid))

    with embedded.start(home) as server:
        assert rows(server, "select 1") == [(1,)]


def test_it_starts_over_a_pid_that_now_belongs_to_another_program(home: Path) -> None:
    embedded.start(home).stop()
    with _somebody_elses_process(home) as pid:
        _leave(home, str(pid))
        with embedded.start(home) as server:
            assert rows(server, "select 1") == [(1,)]


def test_it_starts_over_a_pid_that_now_belongs_to_another_postgres(home: Path, tmp_path: Path) -> None:
    with embedded.start(tmp_path / "other") as other:
        _leave(home, str(postmaster(other.home)))
        with embedded.start(home) as server:
            assert rows(server, "select 1") == [(1,)]
        assert rows(other, "select 1") == [(1,)], "and leaves the other alone"


@pytest.mark.parametrize("text", ["", "seratus", "0"], ids=["empty", "no number", "nobody"])
def test_it_starts_over_a_pid_file_that_says_nothing(home: Path, text: str) -> None:
    _leave(home, text)

    with embedded.start(home) as server:
        assert rows(server, "select 1") == [(1,)]


# ── kills ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_it_is_brought_up_again_after_a_kill(home: Path) -> None:
    with embedded.start(home) as server:
        assert not server.bring_up(), "nothing to do while it answers"
        os.kill(postmaster(home), signal.SIGKILL)

        assert server.bring_up()
        assert rows(server, "select 1") == [(1,)]


@pytest.mark.parametrize("victim", ["app", "postmaster", "both"])
def test_nothing_that_was_acknowledged_is_lost_to_a_kill(user: User, victim: str) -> None:
    chance = random.Random(victim)  # noqa: S311 (no secret)
    app = user.app("write")
    acknowledged = _read(app, until_up=True)
    for _ in range(KILLS):
        acknowledged += _read(app, chance.randrange(50, 400))
        if victim != "app":
            os.kill(postmaster(user.home), signal.SIGKILL)
        if victim != "postmaster":
            acknowledged += _killed(app)
            app = user.app("write")
        acknowledged += _read(app, until_up=True)
    acknowledged += _killed(app)

    with embedded.start(user.home) as server:
        kept = {number for (number,) in rows(server, "select number from public.kept")}

    assert len(acknowledged) >= 50 * KILLS
    assert set(acknowledged) - kept == set()


def _killed(app: subprocess.Popen[str]) -> list[int]:
    """Kill it; what it had still printed, also what was read ahead: ``communicate`` would drop that."""
    app.kill()
    with app:
        assert app.stdout is not None
        return [int(line) for line in app.stdout.read().splitlines() if line != "up"]


def _read(app: subprocess.Popen[str], count: int = 0, *, until_up: bool = False) -> list[int]:
    """The next acknowledged numbers: so many, or all before it says that it has connected."""
    assert app.stdout is not None
    watchdog = threading.Timer(60, app.kill)
    watchdog.start()
    numbers: list[int] = []
    try:
        while until_up or len(numbers) < count:
            line = app.stdout.readline()
            assert line.endswith("\n"), "the writer stopped"
            if line == "up\n" and until_up:
                break
            numbers.append(int(line))
    finally:
        watchdog.cancel()
    return numbers
