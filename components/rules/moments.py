"""Between the instants that the database keeps and the clock on a city's wall.

No zone of Indonesia changes its clock in summer, so every time on the wall is exactly one instant.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def as_instant(on_the_wall: datetime, zone: str) -> datetime:
    """The instant (UTC) at which a clock in ``zone`` shows this time. Raises ValueError if it has a zone."""
    if on_the_wall.tzinfo is not None:
        raise ValueError("a time on the wall has no zone of its own")
    return on_the_wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def on_the_wall(at: datetime, zone: str) -> datetime:
    """What a clock in ``zone`` shows at this instant, to the minute. Raises ValueError without a zone."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)


def days_ahead(now: datetime, days: int, *, hour: int, zone: str) -> datetime:
    """The instant (UTC) so many days after ``now`` at a full hour of the city's clock."""
    day = on_the_wall(now, zone) + timedelta(days=days)
    return as_instant(day.replace(hour=hour, minute=0), zone)
