"""Impact against effort: which of the four fields a solution stands in."""

from __future__ import annotations

from enum import StrEnum

# Both scales run 1–5 and are cut at their middle, 3. The middle itself counts against the solution: an impact
# of 3 is not yet high, an effort of 3 is no longer low. Nothing becomes a quick win by undecided ratings.
# Medians may be halves: an impact of 3.5 is high.
HIGH_IMPACT_ABOVE = 3
LOW_EFFORT_BELOW = 3


class Quadrant(StrEnum):
    QUICK_WIN = "quick_win"
    MAJOR_PROJECT = "major_project"
    FILL_IN = "fill_in"
    THANKLESS = "thankless"


def quadrant(impact: float, effort: float) -> Quadrant:
    """The field of a solution with this impact and effort. Raises ValueError outside 1–5."""
    if not (1 <= impact <= 5 and 1 <= effort <= 5):
        raise ValueError("impact and effort are rated from 1 to 5")
    if impact > HIGH_IMPACT_ABOVE:
        return Quadrant.QUICK_WIN if effort < LOW_EFFORT_BELOW else Quadrant.MAJOR_PROJECT
    return Quadrant.FILL_IN if effort < LOW_EFFORT_BELOW else Quadrant.THANKLESS
