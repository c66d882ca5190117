"""Questions that are answered by choosing."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components.texts import survey as texts
from components.ui.plain import plain
from components.ui.survey_setting import Setting, label
from db.gateway.questionnaire import Question

_FEW = 8
_YES, _NO = "ya", "tidak"


def yes_no(question: Question, value: object, setting: Setting) -> object:
    stored = _YES if value is True else _NO if value is False else None
    chosen = _one_of(question, stored, {_YES: texts.YES, _NO: texts.NO}, setting)
    return None if chosen is None else chosen == _YES


def single(question: Question, value: object, setting: Setting) -> object:
    return _one_of(question, value, _options(question), setting)


def multiple(question: Question, value: object, setting: Setting) -> object:
    return _some_of(question, value, _options(question), setting)


def scale(question: Question, value: object, setting: Setting) -> object:
    """Every step with its anchor, one under the other: the anchors are the question."""
    anchors = _options(question)
    steps = {
        step: plain(texts.step(step, anchors.get(str(step), "")))
        for step in range(int(question.minimum or 1), int(question.maximum or 5) + 1)
    }
    return st.radio(
        label(question),
        list(steps),
        index=list(steps).index(int(value)) if isinstance(value, int | float) and value in steps else None,
        format_func=steps.__getitem__,
        key=setting.key_of(question),
        disabled=setting.is_locked,
    )


def sub_pillar(question: Question, value: object, setting: Setting) -> object:
    subs = setting.known.pillar.sub_pillars if setting.known.pillar else ()
    names = {sub.code: f"{sub.name}: {sub.scope}" if sub.scope else sub.name for sub in subs}
    return _one_of(question, value, names, setting)


def location(question: Question, value: object, setting: Setting) -> object:
    return _search_some(question, value, setting.places(), setting)


def unit(question: Question, value: object, setting: Setting) -> object:
    return _search_one(question, value, setting.units, setting)


def units(question: Question, value: object, setting: Setting) -> object:
    return _search_some(question, value, setting.units, setting)


def files(question: Question, value: object, setting: Setting) -> object:
    if not setting.files:
        st.caption(texts.NO_FILES)
    return _search_some(question, value, setting.files, setting)


def sectors(question: Question, value: object, setting: Setting) -> object:
    """What is on the list, and what this answer names from an earlier one."""
    chosen = _known(value, setting.sectors)
    names = {
        code: name for code, name in setting.sectors.items() if code not in setting.unlisted or code in chosen
    }
    if not names:
        st.caption(texts.NO_SECTORS)
    return _search_some(question, value, names, setting)


def problems(question: Question, value: object, setting: Setting) -> object:
    if not setting.problems:
        st.caption(texts.NO_PROBLEMS)
    return _search_some(question, value, setting.problems, setting)


def _one_of(question: Question, value: object, names: Mapping[str, str], setting: Setting) -> str | None:
    """One of a few, all in sight. What need not be answered can be taken back; a radio button cannot."""
    if len(names) > _FEW:
        return _search_one(question, value, names, setting)
    codes = list(names)
    key = setting.key_of(question)
    if question.is_required:
        return st.radio(
            label(question),
            codes,
            index=codes.index(value) if value in codes else None,
            format_func=_plain(names).__getitem__,
            key=key,
            disabled=setting.is_locked,
        )
    return st.pills(
        label(question),
        codes,
        default=value if value in codes else None,
        format_func=_plain(names).__getitem__,
        key=key,
        disabled=setting.is_locked,
    )


def _some_of(
    question: Question, value: object, names: Mapping[str, str], setting: Setting
) -> list[str] | None:
    if len(names) > _FEW:
        return _search_some(question, value, names, setting)
    chosen = st.pills(
        label(question),
        list(names),
        selection_mode="multi",
        default=_known(value, names),
        format_func=_plain(names).__getitem__,
        key=setting.key_of(question),
        disabled=setting.is_locked,
    )
    return chosen or None


def _search_one(question: Question, value: object, names: Mapping[str, str], setting: Setting) -> str | None:
    """A list of at most one, because a select box that has a stored answer cannot be emptied again."""
    chosen = _searched(question, [value], names, setting, at_most=1)
    return chosen[0] if chosen else None


def _search_some(
    question: Question, value: object, names: Mapping[str, str], setting: Setting
) -> list[str] | None:
    return _searched(question, value, names, setting, at_most=None) or None


def _searched(
    question: Question, value: object, names: Mapping[str, str], setting: Setting, *, at_most: int | None
) -> list[str]:
    return st.multiselect(
        label(question),
        list(names),
        default=_known(value, names),
        format_func=dict(names).__getitem__,
        max_selections=at_most,
        placeholder=texts.CHOOSE,
        select_all=False,
        key=setting.key_of(question),
        disabled=setting.is_locked,
    )


def _options(question: Question) -> dict[str, str]:
    return {option.value: option.label for option in question.options}


def _plain(names: Mapping[str, str]) -> dict[str, str]:
    """Labels for widgets that read Markdown.

    Their ``format_func`` is a dictionary's own method, never a lambda: under test Streamlit keeps it in
    session state, where only what can be pickled may stay.
    """
    return {code: plain(name) for code, name in names.items()}


def _known(value: object, names: Mapping[str, str]) -> list[str]:
    stored = value if isinstance(value, list) else []
    return [code for code in stored if isinstance(code, str) and code in names]
