"""The server is gone in the middle of a sentence, and comes back."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from components.texts import autosave
from tests.browser.app import serving
from tests.browser.draft import SAVED, TITLE, begun, box, holds, new_text, state, write


@pytest.fixture
def app(own_app):
    """It does not come back."""
    return own_app


def test_a_server_that_is_killed_and_started_again_gets_what_was_typed_meanwhile(app, arrive):
    officer, before, meanwhile = begun(arrive), new_text(), new_text()
    write(officer, before, TITLE)
    app.kill()
    box(officer).fill(meanwhile)
    expect(state(officer)).to_contain_text(autosave.WORDS["away"])

    with serving(app.home, app.log.with_suffix(".second"), port=urlsplit(app.url).port, TZ="UTC"):
        expect(state(officer)).to_contain_text(SAVED)
        officer.page.reload()
        officer.settle()
        holds(officer, before, TITLE)
        holds(officer, meanwhile)
