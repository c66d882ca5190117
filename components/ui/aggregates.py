"""What stands around the pictures of the city: filters, who is missing, candidates for quick wins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

import pandas as pd
import streamlit as st

from components.rules.quadrant import Quadrant, quadrant
from components.texts import aggregates as texts
from components.texts import charts as chart_texts
from components.texts import on_behalf as on_behalf_texts
from components.ui import charts
from components.ui.plain import plain
from components.ui.tables import rows_table
from db.gateway.aggregates import AggregateScreen, PlacedSolution, UnitName
from db.gateway.city import NO_PILLAR, Reference
from db.gateway.questionnaire import SURVEY, Sheet
from db.identity import Identity

_FIRST_SOLUTIONS: Final = 50  # as many as the screen brings at most


def filters(reference: Reference) -> tuple[Sheet, str | None]:
    """The sheet whose coverage is shown and the pillar of the rankings; both stand in the address."""
    names = {"": texts.ALL_PILLARS} | {pillar.code: pillar.name for pillar in reference.pillars}
    sheets = {sheet.code: sheet.label for sheet in reference.sheets}
    left, right = st.columns(2)
    sheet = left.selectbox(
        texts.SHEET, list(sheets), format_func=sheets.__getitem__, key="survei", bind="query-params"
    )
    pillar_code = right.selectbox(
        texts.PILLAR,
        list(names),
        format_func=names.__getitem__,
        key="pilar",
        bind="query-params",
    )
    return sheet, pillar_code or None  # a list forgets a choice that is None, and asks in English


def intro(screen: AggregateScreen, me: Identity) -> None:
    """Whose rows are shown: an officer of a kecamatan has those of its kelurahan as well."""
    if me.role != "peserta":
        st.caption(texts.INTRO_CITY)
        return
    st.caption(texts.INTRO_ABOVE if len(screen.units) > 1 else texts.INTRO_UNIT)


def coverage(screen: AggregateScreen, reference: Reference, sheet: Sheet, pillar_code: str | None) -> None:
    """The heat map of the chosen pillar or of all, then who has not answered anything yet.

    A sheet that every unit fills in once has one column.
    """
    st.subheader(texts.COVERAGE)
    pillars = [one for one in reference.pillars if pillar_code in (None, one.code)]
    if sheet not in SURVEY:
        pillars = [NO_PILLAR]
    charts.coverage(
        _with_short_names(screen, reference), pillars, whole_area=reference.city.words["whole_area"]
    )
    st.caption(plain(texts.codes({one.code: one.name for one in pillars})))
    st.subheader(texts.MISSING)
    if not screen.units:
        st.caption(texts.NO_UNITS)
    elif screen.is_city_wide:
        _missing_in_the_city(screen, reference)
    else:
        names = [unit.name for unit in screen.missing]
        st.markdown(plain(texts.missing_own(names)) if names else texts.NOBODY_MISSING_OWN)


def once(screen: AggregateScreen, reference: Reference) -> None:
    """Each sheet that every unit fills in once: how far the city is, and who is missing."""
    if not screen.once:
        return
    st.subheader(texts.ONCE)
    by_code = {unit.code: unit for unit in screen.units}
    for sheet in screen.once:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{plain(texts.once_title(sheet.label, sheet.stage))}**")
            sentence = texts.once_sent(sheet.sent, sheet.units, sheet.draft)
            st.progress(min(1.0, sheet.sent / max(1, sheet.units)), text=sentence)
            missing = [by_code[code] for code in sheet.missing if code in by_code]
            if missing and screen.is_city_wide:
                with st.expander(texts.once_missing(len(missing))):
                    _by_kind(missing, reference)
            elif missing:
                st.caption(plain(texts.once_missing_own([unit.name for unit in missing])))


def without_data(screen: AggregateScreen) -> None:
    """Whose numbers are still *belum ada data*, most first."""
    numbers: Counter[str] = Counter()
    for cell in screen.coverage:
        numbers[cell.unit_name] += cell.no_data
    found = [(name, count) for name, count in numbers.most_common() if count]
    if found:
        st.subheader(texts.NO_DATA)
        st.markdown(texts.no_data(sum(numbers.values()), len(found)))
        st.text("\n".join(texts.no_data_of(name, count) for name, count in found))


def rankings(screen: AggregateScreen, reference: Reference) -> None:
    """Problems by USG with their spread, solutions by impact and effort, candidates for quick wins."""
    st.subheader(texts.USG)
    charts.usg_ranking(screen, reference.pillars)
    charts.unrated(screen, reference.pillars)
    st.subheader(texts.QUADRANT)
    charts.quadrant(screen)
    if screen.quadrant:
        _candidates(screen.solutions, reference)


def _with_short_names(screen: AggregateScreen, reference: Reference) -> AggregateScreen:
    """The same screen; beside the map there is room for a few letters only."""
    short = {unit.code: unit.short_name for unit in reference.units}
    units = tuple(replace(unit, name=short.get(unit.code, unit.name)) for unit in screen.units)
    return replace(screen, units=units)


def _missing_in_the_city(screen: AggregateScreen, reference: Reference) -> None:
    if not screen.missing:
        st.markdown(texts.NOBODY_MISSING_CITY)
        return
    st.markdown(texts.missing(len(screen.missing), len(screen.units)))
    _by_kind(screen.missing, reference)


def _by_kind(missing: Sequence[UnitName], reference: Reference) -> None:
    labels = {kind.code: kind.label for kind in reference.unit_kinds}
    for kind, units in groupby(missing, key=lambda unit: unit.kind):
        st.text(texts.kind(labels.get(kind, kind), [unit.name for unit in units]))


def _candidates(solutions: Sequence[PlacedSolution], reference: Reference) -> None:
    st.subheader(texts.CANDIDATES)
    candidates = [
        one for one in solutions if one.is_quick_win or quadrant(one.impact, one.effort) is Quadrant.QUICK_WIN
    ]
    if not candidates:
        st.caption(texts.NO_CANDIDATES)
        return
    st.caption(texts.CANDIDATES_HELP)
    frame = pd.DataFrame(
        {
            "number": one.number,
            "title": one.title,
            "pillar": reference.pillar(one.pillar_code).name,
            "unit": on_behalf_texts.marked(one.unit_name, is_unconfirmed=one.is_unconfirmed),
            "impact": one.impact,
            "effort": one.effort,
            "field": chart_texts.QUADRANTS[quadrant(one.impact, one.effort)],
            "proposed": texts.PROPOSED if one.is_quick_win else "",
            "raters": one.raters,
            "own": texts.own(one.own_impact, one.own_effort),
        }
        for one in candidates
    )
    rows_table(frame, texts.HEADINGS, key="aggregates.candidates")
    if len(solutions) == _FIRST_SOLUTIONS:
        st.caption(texts.first_solutions(len(solutions)))
