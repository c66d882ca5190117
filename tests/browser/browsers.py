"""A real Chromium, and a browser for each person: her own screen, nothing left of whoever had it before.

A browser is handed on rather than made anew, since a new one would fetch and compile all of the app's scripts
again; what it keeps from one person to the next is that cache, and nothing else.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 900}}
PATIENCE_MS = 45_000  # for two processors that others use as well; nothing waits that long when it works
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_QUIET = Path(__file__).with_name("quiet.js")


@contextmanager
def chromium() -> Iterator[Browser]:
    executable = os.environ.get("REMBUK_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield started
        started.close()


class Browsers:
    """``take`` one that nobody uses, ``give_back`` when she is gone."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: dict[str, list[BrowserContext]] = defaultdict(list)

    def take(self, **options: Any) -> BrowserContext:
        idle = self._idle[_name(options)]
        if idle:
            return idle.pop()
        context = self._browser.new_context(**{"locale": "id-ID", **DESK, **options})
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(path=_QUIET)
        return context

    def give_back(self, context: BrowserContext, origin: str, **options: Any) -> None:
        for page in context.pages:
            page.close()
        context.set_offline(False)
        context.clear_cookies()
        context.clear_permissions()
        page = context.new_page()
        everything = {"origin": origin, "storageTypes": "all"}
        context.new_cdp_session(page).send("Storage.clearDataForOrigin", everything)
        page.close()
        self._idle[_name(options)].append(context)


def _name(options: dict[str, Any]) -> str:
    return json.dumps(options, sort_keys=True)
