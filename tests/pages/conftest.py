"""Pages in front of a stand-in database: what a person sees, and what is sent."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from components import cached
from db import transport as door
from db.identity import Identity, Role
from tests.pages import rows

ROOT = Path(__file__).parents[2]


class StandIn:
    """Answers ``api`` functions from a dict and remembers every call.

    An answer is JSON, an exception to raise, or a function of the arguments that gives either.
    """

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {"reference": rows.reference()}
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def call(self, function: str, arguments: Mapping[str, object], *, as_: Any, read_only: bool) -> Any:
        self.calls.append((function, dict(arguments)))
        answer = self.answers[function]
        found = answer(arguments) if callable(answer) else answer
        if isinstance(found, Exception):
            raise found
        return deepcopy(found)

    def close(self) -> None: ...

    def sent(self, function: str) -> list[dict[str, Any]]:
        """The arguments of each call of this function, in order."""
        return [arguments for name, arguments in self.calls if name == function]


@pytest.fixture
def transport():
    stand_in = StandIn()
    cached.reference.clear()
    door.use(stand_in)
    yield stand_in
    door.use(None)
    cached.reference.clear()


def person(role: Role = "peserta", name: str = "Budi Santoso", unit: str | None = "DINAS-A") -> Identity:
    return Identity(
        participant_id=UUID(int=1),
        session_id=UUID(int=2),
        role=role,
        user_name="budi",
        name=name,
        title=None,
        unit_id=rows.UNIT_IDS[unit] if unit else None,
        unit_name=rows.UNIT_NAMES[unit] if unit else None,
        must_change_password=False,
        notice_due=False,
    )


@pytest.fixture
def open_page() -> Callable[..., AppTest]:
    """``open_page("peserta/masalah.py", me, id=…)``: the page as this person meets it, after its first run.

    Links to other pages work; the query is given as keyword arguments.
    """

    def open_(path: str, me: Identity, **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "tests" / "page_shell.py"), default_timeout=30)
        app.session_state["state.identity"] = me
        app.switch_page(f"../pages/{path}")
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception, app.exception
        assert pickle.dumps(_own_state(app)), "what is kept for a person is small and plain"
        return app

    return open_


def _own_state(app: AppTest) -> dict[str, Any]:
    held = app.session_state._state.filtered_state  # without a public way to ask for all of it
    return {key: value for key, value in held.items() if key.startswith("state.")}
