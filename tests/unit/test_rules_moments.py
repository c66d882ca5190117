"""The city's clock and the instants behind it, whatever the zone of whoever runs this."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.rules.moments import as_instant, days_ahead, on_the_wall

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(
    lambda at: at.replace(second=0, microsecond=0)
)


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Jayapura"])
def elsewhere(request, monkeypatch):
    """The server's own zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(("zone", "hour"), [("Asia/Jakarta", 9), ("Asia/Makassar", 8), ("Asia/Jayapura", 7)])
def test_four_in_the_afternoon_is_another_instant_in_each_zone_and_the_same_on_each_server(zone, hour):
    assert as_instant(datetime(2027, 8, 17, 16, 0), zone) == datetime(2027, 8, 17, hour, 0, tzinfo=UTC)


@given(TIMES, st.sampled_from(ZONES))
def test_what_was_entered_is_shown_again(at, zone):
    assert on_the_wall(as_instant(at, zone), zone) == at


def test_an_instant_may_come_in_any_zone():
    at = datetime(2027, 8, 17, 4, 30, 59, tzinfo=timezone(timedelta(hours=-4)))

    assert on_the_wall(at, "Asia/Jakarta") == datetime(2027, 8, 17, 15, 30)


def test_days_are_counted_on_the_citys_calendar():
    late = datetime(2027, 8, 17, 16, 30, tzinfo=UTC)  # already the 18th in Jayapura

    assert days_ahead(late, 1, hour=8, zone="Asia/Jayapura") == datetime(2027, 8, 18, 23, 0, tzinfo=UTC)
    assert days_ahead(late, 1, hour=8, zone="Asia/Jakarta") == datetime(2027, 8, 18, 1, 0, tzinfo=UTC)


def test_a_time_of_unknown_zone_is_refused_and_so_is_a_wall_with_one():
    with pytest.raises(ValueError, match="needs its zone"):
        on_the_wall(datetime(2027, 8, 17), "Asia/Jakarta")
    with pytest.raises(ValueError, match="no zone of its own"):
        as_instant(datetime(2027, 8, 17, tzinfo=UTC), "Asia/Jakarta")
