"""The first page's parts: the year, the schedule, what the unit owes, rounds, rating, the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

import streamlit as st

from components.texts import answers as answer_texts
from components.texts import format as fmt
from components.texts import home as texts
from components.texts import lanes as lane_texts
from components.texts import sheets as sheet_texts
from components.ui import answer_list, links
from components.ui.plain import plain
from components.ui.windows import window_line
from db.gateway.city import Cycle, Pillar, Reference
from db.gateway.home import HomeScreen, OwnCount, WithoutData
from db.gateway.questionnaire import SURVEY, Sheet
from db.gateway.rows import AnswerRow, Progress, RoundRow, Window
from db.gateway.sheets import UnitSheet
from db.identity import Identity

_SENT = ("dikirim", "diterima", "digabung")
_FIRST = 3
_UNFINISHED = ("draf", "dikembalikan")
_LIVING = ("draf", "diajukan", "dikirim", "dikembalikan", "diterima", "digabung")


def cycle_choice(cycles: Sequence[Cycle], current: UUID | None) -> UUID | None:
    """The planning year to show; asked for only where there are several."""
    if len(cycles) < 2:
        return current
    newest_open = next((cycle for cycle in cycles if cycle.is_open), cycles[0])
    shown = next((cycle for cycle in cycles if cycle.id == current), newest_open)
    titles = {cycle.id: cycle.title for cycle in cycles}
    return st.selectbox(
        texts.CYCLE,
        list(titles),
        index=cycles.index(shown),
        format_func=titles.__getitem__,
        key="home.cycle",
    )


def headed(heading: str, *paragraphs: str) -> None:
    """Text in one element, heading and all: the first page is drawn more often than all others together."""
    st.markdown("\n\n".join((f"### {heading}", *paragraphs)))


def schedule(windows: Sequence[Window], reference: Reference, me: Identity) -> None:
    """What is open and until when, then what opens next, then what is over; of each kind what matters now."""
    now = datetime.now(UTC)
    planned = [window for window in windows if window.opens_at is not None]
    first = {window.kind: window for window in sorted(planned, key=_urgency, reverse=True)}
    zone = reference.city.time_zone
    headed(
        texts.SCHEDULE,
        *(window_line(window, now, zone) for window in sorted(first.values(), key=_urgency)),
    )
    if not planned:
        st.info(texts.NOTHING_PLANNED_YET if me.role == "diskominfo" else texts.NOTHING_PLANNED)
    if me.role == "diskominfo":
        if not planned:
            links.to_page(links.ACCOUNTS, texts.TO_ACCOUNTS, icon=":material/manage_accounts:")
        links.to_page(links.STAGES, texts.TO_STAGES, icon=":material/calendar_month:")


def owed(screen: HomeScreen, pillars: Sequence[Pillar]) -> None:
    """Per pillar what the unit sent and has begun, and a link to write more while that is possible."""
    counts = {sheet: _by_pillar(screen.own_counts, sheet) for sheet in SURVEY}
    without = sum(_sent(counts["problem"].get(pillar.code, {})) == 0 for pillar in pillars)
    headed(
        texts.OWED,
        texts.owed(without, len(pillars)),
        "\n".join(_pillar_line(pillar, counts) for pillar in pillars),
    )
    with st.container(horizontal=True):
        for sheet in SURVEY:
            if any(window.is_open and window.kind == sheet for window in screen.windows):
                links.to_page(
                    links.ANSWERS[sheet], texts.WRITE[sheet], icon=":material/edit_note:", tulis="baru"
                )
        links.to_page(links.LANE, lane_texts.LINK, icon=":material/table:")


def unfinished(rows: Sequence[AnswerRow], counts: Sequence[OwnCount], pillars: Sequence[Pillar]) -> None:
    """Drafts and returned answers of the unit, each a link; what came back first, the rest in its list."""
    headed(texts.UNFINISHED, *([] if rows else [texts.ALL_SENT]))
    _first(sorted(rows, key=lambda row: row.status != "dikembalikan"), counts, pillars, _UNFINISHED)


def awaiting(rows: Sequence[AnswerRow], counts: Sequence[OwnCount], pillars: Sequence[Pillar]) -> None:
    """What this responsible person may let go, longest waiting first."""
    if rows:
        st.subheader(texts.AWAITING)
        _first(rows, counts, pillars, ("diajukan",))


def sheets(own: Sequence[UnitSheet]) -> None:
    """What the unit still owes of the sheets that are filled in once, while any of them is open."""
    owed = [
        sheet for sheet in own if sheet.is_open and (sheet.answer is None or sheet.answer.status not in _SENT)
    ]
    if not owed:
        return
    headed(sheet_texts.TITLE, "  \n".join(_sheet_line(sheet) for sheet in owed))
    links.to_page(links.SHEETS, sheet_texts.TO_PAGE, icon=":material/arrow_forward:")


def without_data(rows: Sequence[WithoutData], counts: Sequence[OwnCount]) -> None:
    """How many numbers are still *belum ada data*, and the way to the answers that have them."""
    numbers = sum(one.no_data for one in counts if one.status in _LIVING)
    if not numbers:
        return
    headed(texts.NO_DATA, texts.no_data(numbers))
    for row in rows[:_FIRST]:
        with st.container(border=True, gap="xsmall"):
            title = answer_texts.titled(row.answer.sheet, row.answer.number, row.answer.title)
            st.text(texts.no_data_in(title, row.numbers))
            links.to_answer(row.answer)


def rounds(rows: Sequence[RoundRow], zone: str) -> None:
    """Votes that run and results, each with where to go."""
    if not rows:
        return
    st.subheader(texts.ROUNDS)
    now = datetime.now(UTC)
    for row in rows:
        with st.container(border=True, gap="xsmall"):
            sentence, link = _round_line(row, now, zone)
            if row.is_open and row.is_voter and not row.has_voted:
                st.warning(plain(sentence), icon=":material/how_to_vote:")
            else:
                st.text(sentence)
            links.to_page(links.PRIORITIES, link, icon=":material/how_to_vote:", putaran_suara=str(row.id))


def rating(progress: Mapping[Sheet, Progress], *, is_open: bool) -> None:
    """How far this officer has come with rating."""
    counts = {sheet: counted for sheet, counted in progress.items() if counted.total}
    headed(
        texts.RATING,
        *(texts.rated(one.done, one.total, sheet) for sheet, one in counts.items()),
        *([] if counts else [texts.NOTHING_TO_RATE]),
    )
    for sheet, one in counts.items():
        if one.done < one.total and is_open:
            links.to_page(
                links.RATE,
                texts.CONTINUE_RATING[sheet],
                icon=":material/rate_review:",
                jenis=links.SHEET_NAMES[sheet],
            )


def _urgency(window: Window) -> tuple[int, datetime]:
    """Open windows by what closes first, then what opens next, then what closed last."""
    opens_at, closes_at = window.opens_at, window.closes_at
    if opens_at is None or closes_at is None:
        raise ValueError("only planned windows have an order")
    if window.is_open:
        return 0, closes_at
    return (1, opens_at) if opens_at > datetime.now(UTC) else (2, closes_at)


def _by_pillar(counts: Sequence[OwnCount], sheet: Sheet) -> dict[str, dict[str, int]]:
    """Pillar code -> status -> number of answers."""
    found: dict[str, dict[str, int]] = {}
    for one in counts:
        if one.sheet == sheet:
            found.setdefault(one.pillar_code, {})[one.status] = one.answers
    return found


def _first(
    rows: Sequence[AnswerRow], counts: Sequence[OwnCount], pillars: Sequence[Pillar], statuses: Sequence[str]
) -> None:
    """The first few, and where the others are."""
    for row in rows[:_FIRST]:
        answer_list.line(row, pillars)
    if len(rows) <= _FIRST:
        return
    sheets = {one.sheet for one in counts if one.status in statuses}
    with st.container(horizontal=True):
        for sheet in SURVEY:
            if sheet in sheets:
                links.to_page(links.ANSWERS[sheet], texts.TO_LIST[sheet], icon=":material/arrow_forward:")
        if sheets.difference(SURVEY):
            links.to_page(links.SHEETS, sheet_texts.TO_PAGE, icon=":material/arrow_forward:")


def _sheet_line(sheet: UnitSheet) -> str:
    status = answer_texts.STATUS[sheet.answer.status] if sheet.answer else None
    return f":material/radio_button_unchecked: {plain(sheet_texts.owed(sheet.label, status))}"


def _sent(by_status: dict[str, int]) -> int:
    return sum(by_status.get(status, 0) for status in _SENT)


def _pillar_line(pillar: Pillar, counts: Mapping[Sheet, Mapping[str, dict[str, int]]]) -> str:
    """A bullet: the pillar, then its problems and solutions, each with a mark for sent or not."""
    parts = [_count(sheet, counts[sheet].get(pillar.code, {})) for sheet in SURVEY]
    return "  \n  ".join([f"- **{plain(pillar.name)}**", *parts])  # a line each: a phone has no room for both


def _count(sheet: Sheet, by_status: dict[str, int]) -> str:
    sent, returned = _sent(by_status), by_status.get("dikembalikan", 0)
    icon = ":material/check_circle:" if sent else ":material/radio_button_unchecked:"
    submitted, drafts = by_status.get("diajukan", 0), by_status.get("draf", 0)
    declined = by_status.get("ditolak", 0)
    return f"{icon} {texts.counts(sheet, sent, submitted, drafts, returned, declined)}"


def _round_line(row: RoundRow, now: datetime, zone: str) -> tuple[str, str]:
    """A sentence about the round, and what the link to it is called."""
    closes = fmt.moment(row.closes_at, zone)
    if row.is_closed:
        return texts.round_closed(
            row.title, fmt.moment(row.closed_at or row.closes_at, zone)
        ), texts.SEE_RESULT
    if not row.is_open:
        return texts.round_counting(row.title), texts.SEE_ROUND
    if not row.is_voter:
        return texts.round_open(row.title, closes), texts.SEE_ROUND
    if row.has_voted:
        return texts.voted(row.title, closes), texts.CHANGE_VOTE
    return texts.not_voted(row.title, closes, fmt.remaining(row.closes_at, now)), texts.VOTE_NOW
