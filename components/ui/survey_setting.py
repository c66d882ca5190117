"""Where a question is asked, and what its answer may name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from components.rules.questionnaire import WHOLE_AREA, Known
from components.texts import survey as texts
from components.ui.plain import plain
from db.gateway.questionnaire import Column, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the questions of one answer share.

    ``key``: what widget keys start with, ``answer.<id>``; ``units``, ``problems``, ``files`` and ``sectors``:
    code or id -> label; ``unlisted``: sectors that were taken off the list.
    """

    key: str
    known: Known
    units: Mapping[str, str]
    whole_area: str
    problems: Mapping[str, str]
    files: Mapping[str, str]
    sectors: Mapping[str, str]
    unlisted: Collection[str] = ()
    is_locked: bool = False

    def places(self) -> dict[str, str]:
        """The whole area and every district and village, code -> label."""
        levels = self.known.unit_levels
        areas = {code: name for code, name in self.units.items() if levels[code] in ("district", "village")}
        return {WHOLE_AREA: self.whole_area, **areas}

    def key_of(self, question: Question) -> str:
        return f"{self.key}.{question.key}"


#: Draws a question with its stored value; returns the current one in its kind's shape, None when unanswered.
Widget = Callable[[Question, object, Setting], object]


def label(question: Question | Column) -> str:
    unit = question.unit_label if isinstance(question, Question) else None
    return plain(texts.label(question.label, unit, is_required=question.is_required))
