"""The survey form: questions are data, each kind has its widget, a fault is told where it is.

Without ``st.form``: each run returns what stands in the fields now, and the page saves what differs from the
draft (``components.rules.questionnaire.changed``). Stored answers come in through ``value=``, never through
session state.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from components.rules.questionnaire import Fault, Known, draft_fault, fault, is_answered, is_in_cell
from components.rules.units import labels, levels
from components.texts import survey as texts
from components.ui import jump
from components.ui.answers import answers_table, as_text
from components.ui.plain import plain
from components.ui.survey_no_data import or_no_data
from components.ui.survey_setting import Setting, Widget
from components.ui.survey_widgets import WIDGETS
from db.gateway.city import Reference
from db.gateway.questionnaire import Kind, Question

__all__ = ["answers_table", "as_text", "faults", "section", "setting"]


def setting(
    *,
    key: str,
    reference: Reference,
    pillar_code: str,
    problems: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
    is_locked: bool = False,
) -> Setting:
    """What the questions of one answer share.

    ``key``: ``answer.<id>``; ``problems``: id -> title offered; ``files``: id -> name of its evidence.
    """
    sectors = {sector.code: sector.name for sector in reference.sectors}
    known = Known(
        pillar=reference.pillar(pillar_code),
        unit_levels=levels(reference),
        problems=frozenset(problems or ()),
        files=frozenset(files or ()),
        sectors=frozenset(sectors),
    )
    return Setting(
        key=key,
        known=known,
        units=labels(reference),
        whole_area=reference.city.words["whole_area"],
        problems=problems or {},
        files=files or {},
        sectors=sectors,
        unlisted=frozenset(sector.code for sector in reference.sectors if not sector.is_listed),
        is_locked=is_locked,
    )


def section(
    questions: Sequence[Question],
    values: Mapping[str, object],
    *,
    setting: Setting,
    missing: Collection[str] = (),
    writers: Mapping[Kind, Widget] | None = None,
) -> dict[str, object]:
    """Draw the questions; return key -> value as it stands in the fields now, None when unanswered.

    ``values``: the stored draft. ``missing``: keys to mark as still required. ``writers``: kinds that another
    widget draws with all that is said about them, such as text fields that save themselves. A value at fault
    is returned too, see ``faults``.
    """
    drawn = {}
    for question in questions:
        with st.container(gap="xsmall", key=jump.place(setting, question)):
            stored = values.get(question.key)
            writer = (writers or {}).get(question.kind)
            drawn[question.key] = (
                _ask(question, stored, setting, missing)
                if writer is None
                else or_no_data(writer)(question, stored, setting)
            )
    return drawn


def faults(
    questions: Sequence[Question], values: Mapping[str, object], *, setting: Setting
) -> dict[str, Fault]:
    """The answers that would be refused: key -> why. The others may be saved."""
    judged = {
        question.key: fault(question, values.get(question.key), known=setting.known) for question in questions
    }
    return {key: found for key, found in judged.items() if found is not None}


def _ask(question: Question, stored: object, setting: Setting, missing: Collection[str]) -> object:
    answer = or_no_data(WIDGETS[question.kind])(question, stored, setting)
    if question.help and question.kind != "table":
        st.caption(plain(question.help))
    if question.flags_when_missing and not is_answered(answer):
        st.caption(f":material/flag: {texts.FLAGGED}")
    _complain(question, answer, setting, is_missing=question.key in missing)
    return answer


def _complain(question: Question, answer: object, setting: Setting, *, is_missing: bool) -> None:
    found = fault(question, answer, known=setting.known)
    is_kept = draft_fault(question, answer, known=setting.known) is None
    if found is not None and is_in_cell(question, answer):
        jump.follow()
        way = jump.link(setting, question, texts.TO_CELL)
        st.error(texts.wrong_cells(way, is_kept=is_kept), icon=":material/error:")
    elif found is not None:
        sentence = texts.fault(
            found.value,
            kind=question.kind,
            max_length=question.max_length,
            minimum=question.minimum,
            maximum=question.maximum,
            is_kept=is_kept,
        )
        st.error(sentence, icon=":material/error:")
    elif is_missing and not is_answered(answer):
        st.error(texts.STILL_REQUIRED, icon=":material/error:")
