"""The queue: what it is narrowed to, how long it waits, its list, and many acted on at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import streamlit as st

from components.texts import answers as answer_texts
from components.texts import format as fmt
from components.texts import review as texts
from components.ui import answer_list, links, query
from components.ui.plain import plain
from components.ui.review_days import day
from db.gateway.city import Reference
from db.gateway.curation import Decision
from db.gateway.questionnaire import Sheet
from db.gateway.review import Age, Listed, Queue, QueueRow, ReviewScreen
from db.gateway.rows import AnswerRow

_PAGE: Final = 50
_STATUSES: Final[tuple[Listed, ...]] = (
    "dikirim",
    "diterima",
    "dikembalikan",
    "ditolak",
    "ditarik",
    "didisposisi",
    "terlambat",
)
# In the address: a link to an answer keeps them, and the way back has them.
FILTERS: Final = ("survei", "status", "pilar", answer_list.SECTOR, "unit", "umur", "saya")
_AFTER: Final = "sesudah"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What was ticked, as it was read, and what is to become of it."""

    decision: Decision
    rows: tuple[tuple[UUID, int, int, str], ...]  # id, revision, number, number and title

    @property
    def ids(self) -> list[UUID]:
        return [row[0] for row in self.rows]

    @property
    def versions(self) -> dict[UUID, int]:
        return {row[0]: row[1] for row in self.rows}

    @property
    def labels(self) -> dict[str, str]:
        """A refusal names the one that is in the way by its number."""
        return {str(row[2]): texts.numbered(row[2]) for row in self.rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """``reason`` and ``due_on`` are for what is returned. ``is_let_go``: nothing is to happen after all."""

    reason: str | None
    due_on: date | None
    is_let_go: bool = False


def asked(reference: Reference) -> Queue:
    """The queue that the address names, where its widgets are not on screen."""
    names = _names(reference)
    return _queue({name: _code(names[name], name) for name in FILTERS if name != "saya"}, _is_mine())


def filters(reference: Reference) -> Queue:
    """What to list; it stands in the address."""
    names = _names(reference)
    labels = {"survei": texts.SHEET, "status": texts.STATUS, "pilar": texts.PILLAR}
    others = {"unit": texts.UNIT, "umur": texts.AGE}
    (left, middle), (right, last) = st.columns(2), st.columns(2)  # four beside each other cut their words off
    found = {
        name: _select(names[name], name, label, column)
        for (name, label), column in zip(labels.items(), (left, middle, right), strict=True)
    }
    with last:
        found[answer_list.SECTOR] = answer_list.sector_filter(reference, on_change=_from_the_start) or ""
    is_narrow = any(name in st.query_params for name in ("unit", "umur", "saya"))
    with st.expander(texts.MORE_FILTERS, icon=":material/filter_list:", expanded=is_narrow):
        for (name, label), column in zip(others.items(), st.columns(2), strict=True):
            found[name] = _select(names[name], name, label, column)
        is_mine = st.checkbox(texts.MINE, key="saya", bind="query-params", on_change=_from_the_start)
    return _queue(found, is_mine)


def after() -> int | None:
    return query.asked_number(_AFTER)


def show(screen: ReviewScreen, by: Queue, reference: Reference) -> Chosen | None:
    """Draw a page of the list; what was ticked, in the run where it is to be acted on, else None."""
    _summary(screen, by)
    chosen = None
    if not screen.answers:
        nothing = texts.NOTHING_WAITS if by.status == "dikirim" else texts.NOTHING
        st.info(texts.NO_MORE if _AFTER in st.query_params else nothing)
    elif by.status == "dikirim" and screen.cycle.is_open:
        chosen = _choices(screen.answers, reference)
    else:
        for row in screen.answers:
            with st.container(border=True, gap="xsmall"):
                st.markdown(f"{answer_texts.STATUS_ICON[row.answer.status]} {_title(row.answer)}")
                _beneath(row.answer, reference)
    _turn(screen.answers)
    return chosen


def preview(chosen: Chosen, zone: str) -> Confirmed | None:
    """How many, which, and what is said to all of them; what was confirmed, else None."""
    count = len(chosen.rows)
    st.subheader(texts.preview(chosen.decision, count), anchor=False)
    with st.container(border=True, gap=None, height=240 if count > 8 else "content"):
        for *_, title in chosen.rows:
            st.text(title)
    st.caption(texts.CHANGED_SINCE)
    reason, due_on = None, None
    if chosen.decision != "diterima":
        reason = st.text_area(texts.ONE_REASON, max_chars=1000, key="review.many.reason")
        due_on = day(texts.DUE, key="review.many.due", zone=zone, help_=texts.DUE_HELP)
    with st.container(horizontal=True):
        is_sure = st.button(texts.confirm(chosen.decision, count), type="primary", key="review.many.sure")
        if st.button(texts.CANCEL, key="review.many.cancel"):
            return Confirmed(reason=None, due_on=None, is_let_go=True)
    if is_sure and chosen.decision != "diterima" and not (reason or "").strip():
        st.warning(texts.REASON_MISSING)
        return None
    return Confirmed(reason=reason, due_on=due_on) if is_sure else None


# ── narrowing ───────────────────────────────────────────────────────────────────────────────────────────────
def _names(reference: Reference) -> dict[str, Mapping[str, str]]:
    """Of each filter what can be chosen: code -> words. The words stand in the address."""
    return {
        "survei": {sheet.code: sheet.label for sheet in reference.sheets},
        "status": {status: texts.STATUSES[status] for status in _STATUSES},
        "pilar": {"": texts.ALL_PILLARS} | {pillar.code: pillar.name for pillar in reference.pillars},
        answer_list.SECTOR: {"": ""} | {sector.code: sector.name for sector in reference.sectors},
        "unit": {"": texts.ALL_UNITS} | {str(unit.id): unit.name for unit in reference.units},
        "umur": texts.AGES,
    }


def _select(names: Mapping[str, str], name: str, label: str, place: st.delta_generator.DeltaGenerator) -> str:
    chosen: str = place.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        key=name,
        bind="query-params",
        on_change=_from_the_start,
    )
    return chosen


def _code(names: Mapping[str, str], name: str) -> str:
    """What the address says in words; the first choice where it says nothing that is known."""
    written = st.query_params.get(name)
    return next((code for code, words in names.items() if words == written), next(iter(names)))


def _is_mine() -> bool:
    return st.query_params.get("saya", "").lower() == "true"


def _queue(found: Mapping[str, str], is_mine: bool) -> Queue:
    status: Listed = found["status"]  # type: ignore[assignment]
    sheet: Sheet = found["survei"]
    age: Age | None = found["umur"] or None  # type: ignore[assignment]
    return Queue(
        sheet=sheet,
        status=status,
        pillar_code=found["pilar"] or None,  # a list forgets a choice that is None, and asks in English
        sector_code=found[answer_list.SECTOR] or None,
        unit_id=UUID(found["unit"]) if found["unit"] else None,
        age=age,
        is_mine=is_mine,
    )


def _from_the_start() -> None:
    st.query_params.pop(_AFTER, None)


# ── the list ────────────────────────────────────────────────────────────────────────────────────────────────
def _summary(screen: ReviewScreen, by: Queue) -> None:
    """How many there are in each state, how long they wait, and which units owe a reply."""
    found: dict[str, int] = {one.status: one.answers for one in screen.counts if one.sheet == by.sheet}
    shown = [status for status in _STATUSES if found.get(status)]
    lines = [" · ".join(texts.status_with_count(status, found[status]) for status in shown)]
    age, time = screen.age, screen.time
    if age.median_hours is not None and age.longest_hours is not None:
        lines.append(texts.waits(age.answers, age.median_hours, age.longest_hours))
    if time.median_hours is not None and time.longest_hours is not None:
        lines.append(texts.took(time.answers, time.median_hours, time.longest_hours))
    st.caption("  \n".join(line for line in lines if line))
    if screen.overdue and by.status != "terlambat":
        st.warning(texts.overdue(screen.overdue), icon=":material/schedule:")
        kept = {**query.kept(*FILTERS), "status": texts.STATUSES["terlambat"]}
        links.to_page(links.REVIEW, texts.STATUSES["terlambat"], icon=":material/arrow_forward:", **kept)


def _choices(rows: Sequence[QueueRow], reference: Reference) -> Chosen | None:
    with st.form("review.queue", border=False):
        is_all = st.checkbox(texts.ALL_ON_PAGE, key="review.all")
        ticked = []
        for row in rows:
            with st.container(border=True, gap="xsmall"):
                if st.checkbox(_title(row.answer), key=f"review.{row.answer.id}.{row.version}"):
                    ticked.append(row)
                _beneath(row.answer, reference)
        with st.container(horizontal=True):
            is_accepted = st.form_submit_button(
                texts.ACCEPT_CHOSEN, type="primary", icon=":material/check_circle:", key="review.accept"
            )
            is_returned = st.form_submit_button(
                texts.RETURN_CHOSEN, icon=":material/replay:", key="review.return"
            )
    if not (is_accepted or is_returned):
        return None
    acted_on = list(rows) if is_all else ticked
    if not acted_on:
        st.warning(texts.NONE_CHOSEN)
        return None
    return Chosen(
        decision="diterima" if is_accepted else "dikembalikan",
        rows=tuple(
            (row.answer.id, row.version, row.answer.number or 0, _named(row.answer)) for row in acted_on
        ),
    )


def _named(row: AnswerRow) -> str:
    return answer_texts.titled(row.sheet, row.number, row.title)


def _title(row: AnswerRow) -> str:
    return f"**{plain(_named(row))}**"


def _beneath(row: AnswerRow, reference: Reference) -> None:
    """Who sent it and when, and the way to read it."""
    sent = fmt.moment(row.sent_at, reference.city.time_zone) if row.sent_at else None
    st.caption(plain(texts.line(row.unit_name, reference.pillar(row.pillar_code).name, sent)))
    answer_list.on_behalf_mark(row)
    passed_on = {**query.kept(*FILTERS), "id": str(row.id)}
    links.to_page(links.REVIEW, texts.read(row.number or 0), icon=":material/visibility:", **passed_on)


def _turn(rows: Sequence[QueueRow]) -> None:
    kept = query.kept(*FILTERS)
    with st.container(horizontal=True):
        if _AFTER in st.query_params:
            links.to_page(links.REVIEW, texts.FIRST, icon=":material/arrow_upward:", **kept)
        if len(rows) == _PAGE:
            after_this = str(rows[-1].answer.number)
            links.to_page(
                links.REVIEW, texts.NEXT, icon=":material/arrow_downward:", **kept, sesudah=after_this
            )
