"""Everything that is served beside the pages."""

from __future__ import annotations

import gc
import importlib
import logging
import threading
from collections.abc import Collection
from typing import Final, Protocol

from starlette.routing import Route

from components.http import draft, evidence, health, session, similar, static
from components.http.library import Library

# What the first person would otherwise wait for: seconds of imports.
_HEAVY: Final = (
    "pandas",
    "pyarrow",
    "altair",
    "components.signin",
    "components.navigation",
    "components.cached",
)
_NOT_A_SESSION: Final = "streamlit.runtime.scriptrunner_utils.script_run_context"


class Watched(Protocol):
    """What has a state; ``ready`` when people can sign in."""

    @property
    def state(self) -> str: ...


def routes(watched: Watched, version: str, library: Library, pages: Collection[str]) -> list[Route]:
    """Ours, most particular first: the last one answers for the addresses of all ``pages``."""
    return [
        health.route(lambda: watched.state, version),
        *session.routes(),
        *evidence.routes(),
        *similar.routes(),
        *draft.routes(),
        *static.page_routes(library, pages),
    ]


class WarmUp:
    """Imports what the pages need and compresses what they load, beside the running server."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="rembuk-warm-up", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Leave the rest undone. Waits for the file or import under way."""
        self._stopping.set()
        self._thread.join()

    def _work(self) -> None:
        _import_heavy()
        # What is here now stays for ever; the collector need not look at it again (23 → 660 reruns/s).
        gc.collect()
        gc.freeze()
        static.prepare(self._library, until=self._stopping.is_set)


def _import_heavy() -> None:
    talk = logging.getLogger(
        _NOT_A_SESSION
    )  # the authenticator's cookie module warns when imported outside a run
    before = talk.level
    talk.setLevel(logging.ERROR)
    try:
        for module in _HEAVY:
            importlib.import_module(module)
    finally:
        talk.setLevel(before)
