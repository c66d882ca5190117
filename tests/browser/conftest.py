"""The real app on a free port and a real Chromium, as a new user would meet them.

Each module gets an app of its own (it starts in seconds, but not in none), each person a browser of her own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from bench.servers import free_port
from db.seed import example
from tests.browser.person import Person

PROJECT = Path(__file__).resolve().parent.parent.parent
OUT = PROJECT / "tests" / "out"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 45_000  # for the slowest machine; nothing waits that long when it works


@dataclass(frozen=True, slots=True)
class App:
    """A running app: its address, and what it has written so far. ``kill`` ends it without a word."""

    url: str
    home: Path
    log: Path
    kill: Callable[[], None]


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


@pytest.fixture(scope="module")
def app(tmp_path_factory) -> Iterator[App]:
    """On an empty data folder: the example city is planted. The server's own clock runs on UTC."""
    folder = tmp_path_factory.mktemp("browser")
    with serving(folder / "home", folder / "app.log", TZ="UTC") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = os.environ.get("REMBUK_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def arrive(app, browser, request):
    """``arrive("camat", **options)``: somebody opens the app in a fresh browser; nameless, a stranger."""
    expect.set_options(timeout=PATIENCE_MS)
    folder = OUT / request.node.name
    shutil.rmtree(folder, ignore_errors=True)
    people: list[Person] = []

    def open_browser(user_name: str | None = None, **options) -> Person:
        context = browser.new_context(
            **{"locale": "id-ID", "viewport": {"width": 1280, "height": 900}, **options}
        )
        context.set_default_timeout(PATIENCE_MS)
        person = Person(context.new_page(), app.url, folder, user_name or "tamu")
        people.append(person)
        person.open("")
        if user_name is not None:
            person.sign_in(example.PASSWORD)
        return person

    yield open_browser
    for person in people:
        person.page.screenshot(path=folder / f"akhir-{person.name}.png")
        person.page.context.close()
