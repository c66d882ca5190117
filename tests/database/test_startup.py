"""The app starts by itself, says so, survives its database, and refuses in one sentence what cannot work."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db import config, launch, texts
from db.seed import example

PROJECT = Path(__file__).parents[2]
UVICORN = ("-m", "uvicorn", "app:app", "--log-level", "warning")
PATIENCE_SECONDS = 90


class Running:
    """One uvicorn with the app, as ``make run`` starts it."""

    def __init__(self, home: Path, log: Path, port: int) -> None:
        self.port = port
        self.log = log
        self.process = start(home, log, *UVICORN, "--port", str(port))

    def health(self) -> tuple[int, str] | None:
        """Status and state; None while the port refuses."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return answer.status, json.load(answer)["state"]
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)["state"]
        except (urllib.error.URLError, ConnectionError):
            return None

    def wait_for(self, *wanted: tuple[int, str] | None) -> list[tuple[int, str]]:
        """Ask until health has one of these answers; return all that was heard, each once."""
        heard: list[tuple[int, str]] = []
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            found = self.health()
            if found is not None and found not in heard:
                heard.append(found)
            if found in wanted:
                return heard
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.05)  # there is no event to await in another process
        raise AssertionError(f"health was {heard}:\n{self.log.read_text()}")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE_SECONDS)


def start(home: Path, log: Path, *command: str, **environment: str) -> subprocess.Popen[bytes]:
    settings = {name: value for name, value in os.environ.items() if not name.startswith("SUPABASE_")}
    settings |= {"REMBUK_HOME": str(home), "PYTHONUNBUFFERED": "1", **environment}
    with log.open("ab") as output:
        return subprocess.Popen(
            [sys.executable, *command], cwd=PROJECT, env=settings, stdout=output, stderr=output
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def run_app(tmp_path) -> Iterator[Callable[..., Running]]:
    started: list[Running] = []

    def run(home: Path) -> Running:
        started.append(Running(home, tmp_path / "app.log", free_port()))
        return started[-1]

    yield run
    for running in started:
        if running.process.poll() is None:
            running.stop()


# ── starting ────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_new_folder_becomes_the_example_a_second_start_finds_it_and_a_crash_is_mended(run_app, tmp_path):
    home = tmp_path / "home"

    first = run_app(home)
    heard = first.wait_for((200, "ready"))
    printed = first.log.read_text()

    assert heard == [(503, "starting"), (200, "ready")], "it answers before it is ready"
    assert f"http://127.0.0.1:{first.port}" in printed
    assert all(account.user_name in printed for account in example.accounts())
    assert example.PASSWORD in printed
    assert "Traceback" not in printed

    os.kill(int((home / "pg" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    first.wait_for((503, "database_away"))
    first.wait_for((200, "ready"))
    first.stop()
    assert not (home / "pg" / "postmaster.pid").exists(), "the last one out stops the server"

    second = run_app(home)
    assert second.wait_for((200, "ready"))[-1] == (200, "ready")


def test_people_are_served_their_first_page_while_the_database_is_being_opened(run_app, tmp_path):
    running = run_app(tmp_path / "home")
    running.wait_for((503, "starting"), (200, "ready"))

    with urllib.request.urlopen(f"http://127.0.0.1:{running.port}/", timeout=10) as answer:
        page = answer.read().decode()

    assert '<html lang="id">' in page


def test_streamlit_run_starts_the_same_app_on_this_computer_only(tmp_path):
    port, log = free_port(), tmp_path / "log"
    command = ("-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.headless", "true")
    process = start(tmp_path / "home", log, *command)
    running = Running.__new__(Running)
    running.port, running.log, running.process = port, log, process
    try:
        heard = running.wait_for((200, "ready"))
        with contextlib.closing(socket.socket()) as caller:
            caller.settimeout(5)
            refused = caller.connect_ex((_own_address(), port))
    finally:
        running.stop()

    assert heard[-1] == (200, "ready")
    assert refused != 0


def _own_address() -> str:
    """An address of this computer that is not loopback; loopback's neighbour where there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.2"


# ── refusing ────────────────────────────────────────────────────────────────────────────────────────────────
def refused(tmp_path: Path, home: Path, *options: str, **environment: str) -> str:
    """Start, wait for the end, and return what was said; it must have been a refusal that made nothing."""
    log = tmp_path / "refused.log"
    command = options or ("-m", "uvicorn", "app:app", "--port", str(free_port()))
    process = start(home, log, *command, **environment)
    code = process.wait(PATIENCE_SECONDS)
    said = log.read_text()
    assert code not in (0, None), said
    assert "Traceback" not in said, said
    return said


def test_a_port_in_use_is_said_before_anything_is_made(tmp_path):
    home = tmp_path / "home"
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = refused(tmp_path, home, "-m", "uvicorn", "app:app", "--port", str(port))

    assert texts.port_in_use(port) in said
    assert not home.exists()


def test_half_given_settings_are_named(tmp_path):
    home = tmp_path / "home"

    said = refused(tmp_path, home, SUPABASE_URL="https://contoh.example")

    assert texts.supabase_half_given(["SUPABASE_PUBLISHABLE_KEY", "SUPABASE_SIGNING_KEY"]) in said
    assert not home.exists()


def test_a_data_folder_that_is_a_file_is_named(tmp_path):
    home = tmp_path / "home"
    home.write_text("not a folder")

    assert texts.home_is_a_file(home) in refused(tmp_path, home)


def test_a_database_that_cannot_be_opened_ends_the_app_with_its_sentence(run_app, tmp_path):
    home = tmp_path / "home"
    first = run_app(home)
    first.wait_for((200, "ready"))
    first.stop()
    (home / "pg" / "PG_VERSION").write_text("9.1\n")  # made by a PostgreSQL nobody has any more

    said = refused(tmp_path, home)

    assert "REMBUK_HOME" in said


# ── which port ──────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("argv", "address"),
    [
        (["/x/.venv/bin/uvicorn", "app:app", "--port", "8600"], ("127.0.0.1", 8600)),
        (["/x/uvicorn/__main__.py", "app:app", "--host=0.0.0.0", "--port=80"], ("0.0.0.0", 80)),  # noqa: S104
        (["uvicorn.exe", "--log-level", "warning", "app:app"], ("127.0.0.1", 8000)),
        (["uvicorn", "app:app", "--uds", "/run/rembuk.sock"], None),
        (["uvicorn", "app:app", "--fd", "3"], None),
        (["uvicorn", "app:app", "--reload"], None),  # its parent has bound the port already
        (["uvicorn", "app:app", "--port", "0"], None),  # any free one
        (["uvicorn", "app:app", "--port", "many"], None),  # uvicorn itself will say so
        (["/x/.venv/bin/streamlit", "run", "app.py"], None),
        (["/x/.venv/bin/pytest"], None),
    ],
)
def test_the_port_is_looked_at_only_where_uvicorn_will_bind_it_later(argv, address, monkeypatch):
    monkeypatch.delenv("UVICORN_PORT", raising=False)

    assert launch.listening_address(argv) == address


def test_checking_the_settings_creates_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("REMBUK_HOME", str(tmp_path / "new"))

    settings: Any = launch.checked_settings(["streamlit", "run", "app.py"])

    assert isinstance(settings, config.Settings)
    assert list(tmp_path.iterdir()) == []
