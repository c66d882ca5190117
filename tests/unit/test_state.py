"""A request id stands for one act with one content: a repeat is the same, other words are another."""

from __future__ import annotations

import pytest

from components import state


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    kept: dict[str, object] = {}
    monkeypatch.setattr("streamlit.session_state", kept)
    return kept


def test_a_second_click_is_the_same_request() -> None:
    assert state.request_id("send") == state.request_id("send")
    assert state.request_id("comment", "Setuju") == state.request_id("comment", "Setuju")


def test_other_words_are_another_request() -> None:
    assert state.request_id("comment", "Setuju") != state.request_id("comment", "Tidak setuju")


def test_after_success_the_same_words_are_a_new_request() -> None:
    first = state.request_id("comment", "Setuju")

    state.done("comment")

    assert state.request_id("comment", "Setuju") != first


def test_acts_do_not_share_requests() -> None:
    assert state.request_id("send") != state.request_id("withdraw")
