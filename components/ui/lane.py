"""Filling in without a network: the workbook to take along, and what one that came back would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Final, TypeVar

import streamlit as st

from components.rules.lane import Both, Outcome, Planned
from components.rules.questionnaire import is_answered
from components.texts import errors as error_texts
from components.texts import lanes as texts
from components.texts import survey as survey_texts
from components.ui.answers import as_text
from components.ui.plain import plain
from db.gateway.city import Reference, Unit
from db.gateway.lanes import Imported, LaneScreen
from db.gateway.questionnaire import Question

_ORDER: Final[tuple[Outcome, ...]] = ("refused", "both", "new", "changed", "unchanged")
_SHOWN: Final = 30  # rows of one outcome on screen; the file itself has them all
_LONGEST: Final = 160
_HEAVIEST_MB: Final = 20  # what is sent at all; a smaller one that is too heavy gets our sentence
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Batch = TypeVar("Batch", bound=Sequence[object])


def download(unit: Unit, screen: LaneScreen, workbook: Callable[[], bytes]) -> None:
    """The button that makes the workbook when it is pressed, and what it holds now."""
    st.subheader(texts.DOWNLOAD_TITLE)
    statuses = [answer.row.status for answer in screen.answers]
    drafts = sum(status in ("draf", "dikembalikan") for status in statuses)
    st.caption(texts.contents(drafts, len(statuses) - drafts - statuses.count("ditarik")))
    st.download_button(
        texts.DOWNLOAD,
        workbook,
        file_name=texts.file_name(unit.code, screen.cycle.year),
        mime=_XLSX,
        icon=":material/download:",
        on_click="ignore",
        key="lane.download",
    )


def upload() -> bytes | None:
    """The file that was chosen, whatever it is."""
    st.subheader(texts.UPLOAD_TITLE)
    chosen = st.file_uploader(
        texts.UPLOAD, help=texts.UPLOAD_HELP, max_upload_size=_HEAVIEST_MB, key="lane.upload"
    )
    return chosen.getvalue() if chosen is not None else None


def reading() -> AbstractContextManager[None]:
    return st.spinner(texts.READING, show_time=True)


def refuse(sentence: str) -> None:
    """Why the file as a whole is not used. Names of sheets and columns stand in it: they are typed."""
    st.warning(plain(sentence), icon=":material/block:")


def dry_run(
    planned: Sequence[Planned], reference: Reference, problems: Mapping[str, str], *, is_open: bool
) -> bool:
    """What would happen, counted and row by row; whether it shall be done."""
    st.subheader(texts.CHECK_TITLE)
    counts = Counter(one.outcome for one in planned)
    if not planned:
        st.info(texts.EMPTY_FILE)
        return False
    st.markdown(f"**{texts.totals({str(outcome): count for outcome, count in counts.items()})}**")
    for outcome in _ORDER:
        rows = [one for one in planned if one.outcome == outcome]
        if rows:
            _group(outcome, rows, reference, problems)
    return _confirm(counts, len(planned), is_open=is_open)


def progress(batches: Sequence[Batch]) -> Iterator[Batch]:
    """One batch after the other, with how far it is drawn between two of them."""
    total = sum(len(batch) for batch in batches)
    bar, done = st.progress(0.0, text=texts.working(0, total)), 0
    for batch in batches:
        yield batch
        done += len(batch)
        bar.progress(done / total, text=texts.working(done, total))


def news(rows: Sequence[Planned], found: Sequence[Imported], reference: Reference) -> str:
    """How many rows were written, and which were not although the dry run took them for good."""
    refused = [
        f"{plain(_name(row, reference))}. {_after_all(row, one)}"
        for row, one in zip(rows, found, strict=True)
        if one.outcome == "refused"
    ]
    written = texts.imported(len(rows) - len(refused))
    return f"{written} {texts.not_imported(refused[:5])}" if refused else written


# ── the dry run ─────────────────────────────────────────────────────────────────────────────────────────────
def _confirm(counts: Mapping[Outcome, int], rows: int, *, is_open: bool) -> bool:
    """The one button, in reach of a thumb; without anything to write, why."""
    writable = counts.get("new", 0) + counts.get("changed", 0)
    if not writable or not is_open:
        same = counts.get("unchanged", 0) == rows
        st.info(texts.NOTHING_TO_DO if same else texts.NOTHING_WRITABLE, icon=":material/info:")
        return False
    with st.bottom:
        return st.button(
            texts.confirm(writable),
            type="primary",
            icon=":material/save:",
            width="stretch",
            key="lane.confirm",
        )


def _group(
    outcome: Outcome, rows: Sequence[Planned], reference: Reference, problems: Mapping[str, str]
) -> None:
    with st.expander(texts.group(outcome, len(rows)), expanded=outcome != "unchanged"):
        if outcome == "both":
            st.caption(texts.BOTH_HELP)
        for row in rows[:_SHOWN]:
            _row(row, reference, problems)
        if len(rows) > _SHOWN:
            st.caption(texts.more(len(rows) - _SHOWN))


def _row(row: Planned, reference: Reference, problems: Mapping[str, str]) -> None:
    def words(question: Question, value: object) -> str:
        return _short(_words(question, value, reference, problems))

    lines = [f"**{plain(_name(row, reference))}**"]
    if row.outcome == "refused":
        lines += [f"- {plain(_reason(question, word))}" for question, word in row.why]
    elif row.outcome == "both":
        lines += [line for one in row.both for line in _both(one, words)]
    elif row.outcome in ("new", "changed"):
        lines += [f"- {plain(_change(row, question, words))}" for question in row.changed]
    with st.container(border=True, gap="xsmall"):
        st.markdown("\n".join([lines[0], "", *lines[1:]]))


def _both(one: Both, words: Callable[[Question, object], str]) -> list[str]:
    return [
        f"- {plain(one.question.label)}",
        f"    - {plain(texts.side(texts.IN_FILE, words(one.question, one.in_file)))}",
        f"    - {plain(texts.side(texts.IN_REMBUK, words(one.question, one.in_draft)))}",
    ]


def _change(row: Planned, question: Question, words: Callable[[Question, object], str]) -> str:
    after = words(question, row.row.values.get(question.key))
    if row.outcome == "new":
        return texts.about_field(question.label, after)
    return texts.becomes(question.label, words(question, row.before.get(question.key)), after)


def _reason(question: Question | None, word: str) -> str:
    if word in texts.ROW:
        sentence = texts.ROW[word]
        return texts.about_field(question.label, sentence) if question else sentence
    if question is None:
        raise LookupError(f"no sentence for {word}")
    sentence = survey_texts.fault(
        word,
        kind=question.kind,
        max_length=question.max_length,
        minimum=question.minimum,
        maximum=question.maximum,
    )
    return texts.about_field(question.label, sentence)


def _after_all(row: Planned, one: Imported) -> str:
    """Why the database refused a row that had looked good a moment ago."""
    code = one.code or ""
    sentence = texts.ROW.get(code) or error_texts.SENTENCES[code]
    labels = {question.key: question.label for question in row.changed}
    label = labels.get(one.field or "")
    return plain(texts.about_field(label, sentence) if label else sentence)


def _name(row: Planned, reference: Reference) -> str:
    sheet = texts.SHEET | {one.code: one.label for one in reference.sheets if one.scope == "unit"}
    return texts.row_title(sheet[row.row.sheet], row.row.code, row.row.line, _short(row.title or ""))


def _words(question: Question, value: object, reference: Reference, problems: Mapping[str, str]) -> str:
    if not is_answered(value):
        return texts.EMPTY
    return as_text(question, value, reference=reference, problems=problems)


def _short(text: str) -> str:
    """On one line, cut where it would push everything else off a phone."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
