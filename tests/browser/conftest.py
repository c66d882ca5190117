"""The real app and a real Chromium, as a new user would meet them.

``app`` is shared by all tests of a run that can stand side by side: each uses units and people of its own.
A module that changes what everybody sees (who rates, what is voted on) asks for ``own_app`` instead.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from db.seed import example
from tests.browser.app import PROJECT, App, serving
from tests.browser.browsers import PATIENCE_MS, PHONE, Browsers, chromium
from tests.browser.person import Person

__all__ = ["PHONE", "PROJECT", "serving"]

OUT = PROJECT / "tests" / "out"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones, with an app of their own, come first: no process then waits for another's last."""
    items.sort(key=lambda item: "own_app" not in getattr(item, "fixturenames", ()))


def _example(folder: Path, cache: pytest.Cache) -> Iterator[App]:
    """On an empty data folder: the example city is planted. The server's own clock runs on UTC.

    Only Streamlit's files, compressed as well as can be, are kept from run to run: that takes ten seconds.
    """
    (folder / "home").mkdir()
    (folder / "home" / "static-cache").symlink_to(cache.mkdir("static-cache"))
    with serving(folder / "home", folder / "app.log", TZ="UTC") as running:
        yield running


@pytest.fixture(scope="session")
def app(tmp_path_factory, pytestconfig) -> Iterator[App]:
    yield from _example(tmp_path_factory.mktemp("browser"), pytestconfig.cache)


@pytest.fixture(scope="module")
def own_app(tmp_path_factory, pytestconfig) -> Iterator[App]:
    yield from _example(tmp_path_factory.mktemp("browser"), pytestconfig.cache)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def browsers(browser) -> Browsers:
    return Browsers(browser)


@pytest.fixture
def arrive(app, browsers, request):
    """``arrive("camat", **options)``: somebody who has signed in opens the app in a browser of her own.

    Nameless, a stranger. ``by_form=True``: she fills in the form, and reads the notice the first time.
    """
    expect.set_options(timeout=PATIENCE_MS)
    folder = OUT / request.node.name
    shutil.rmtree(folder, ignore_errors=True)
    people: list[tuple[Person, BrowserContext, dict[str, Any]]] = []

    def open_browser(user_name: str | None = None, *, by_form: bool = False, **options) -> Person:
        context = browsers.take(**options)
        if user_name and not by_form:
            cookies = app.sign_in(user_name).items()
            context.add_cookies(
                [
                    {"name": name, "value": value, "url": app.url, "httpOnly": True, "sameSite": "Strict"}
                    for name, value in cookies
                ]
            )
        person = Person(context.new_page(), app.url, folder, user_name or "tamu")
        people.append((person, context, options))
        person.open("")
        if user_name and by_form:
            person.sign_in(example.PASSWORD)
        elif user_name:
            person.is_signed_in()
        return person

    yield open_browser
    for person, context, options in people:
        person.page.screenshot(path=folder / f"akhir-{person.name}.png")
        browsers.give_back(context, app.url, **options)
