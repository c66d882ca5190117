"""Importing people: the empty list, the one that came back, and row by row what would become of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Final

import pandas as pd
import streamlit as st

from components.rules.people import Outcome, Planned
from components.rules.people_file import PeopleFile, Remark
from components.rules.units import labels
from components.texts import accounts as account_texts
from components.texts import errors as error_texts
from components.texts import people as texts
from components.ui import links, tables
from components.ui.plain import plain
from db.gateway.city import Reference
from db.gateway.people import Imported

_MOST_FAULTS: Final = 100
_HEAVIEST_MB: Final = 20  # what is sent at all; a smaller one that is too heavy gets our sentence
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def template(make: Callable[[], bytes]) -> None:
    links.to_page(links.ACCOUNTS, texts.BACK, icon=":material/arrow_back:")
    st.title(texts.TITLE)
    st.caption(texts.INTRO)
    st.subheader(texts.TEMPLATE_HEADING)
    st.download_button(
        texts.TEMPLATE,
        make,
        file_name=texts.TEMPLATE_FILE,
        mime=_XLSX,
        icon=":material/download:",
        on_click="ignore",
        key="people.template",
    )
    st.caption(texts.TEMPLATE_HELP)


def upload() -> bytes | None:
    """The file that was chosen, whatever it is."""
    st.subheader(texts.UPLOAD_HEADING)
    chosen = st.file_uploader(
        texts.UPLOAD, help=texts.UPLOAD_HELP, max_upload_size=_HEAVIEST_MB, key="people.upload"
    )
    return chosen.getvalue() if chosen is not None else None


def reading() -> AbstractContextManager[None]:
    return st.spinner(texts.READING, show_time=True)


def refuse(sentence: str) -> None:
    """Why the file as a whole is not used; names of its columns stand in it."""
    st.warning(plain(sentence), icon=":material/block:")


def dry_run(file: PeopleFile, planned: Sequence[Planned], reference: Reference) -> bool:
    """What would happen, counted and row by row; whether it shall be done."""
    st.subheader(texts.CHECK_HEADING)
    if file.ignored:
        st.caption(plain(texts.ignored(list(file.ignored))))
    counts = Counter(one.outcome for one in planned)
    if not planned:
        st.info(texts.EMPTY_FILE)
        return False
    st.markdown(f"**{texts.totals({str(outcome): count for outcome, count in counts.items()})}**")
    rows = {outcome: [one for one in planned if one.outcome == outcome] for outcome in texts.OUTCOME}
    _refused(rows["refused"], file)
    _table("new", rows["new"], reference)
    _changed(rows["changed"], reference)
    _table("unchanged", rows["unchanged"], reference)
    return _confirm(counts, len(planned))


def progress(batches: Sequence[Sequence[Planned]]) -> Iterator[Sequence[Planned]]:
    """One batch after the other, with how far it is drawn between two of them."""
    total = sum(len(batch) for batch in batches)
    bar, done = st.progress(0.0, text=texts.working(0, total)), 0
    for batch in batches:
        yield batch
        done += len(batch)
        bar.progress(done / total, text=texts.working(done, total))


def news(rows: Sequence[Planned], found: Sequence[Imported]) -> str:
    """How many were written, and who was not although the dry run took her for good."""
    became = Counter(one.outcome for one in found)
    written = texts.imported(became["new"], became["changed"])
    refused = [
        plain(texts.about_person(row.row.line, row.name, _after_all(one)))
        for row, one in zip(rows, found, strict=True)
        if one.outcome == "refused"
    ]
    return f"{written} {texts.not_imported(refused[:5])}" if refused else written


# ── the dry run ─────────────────────────────────────────────────────────────────────────────────────────────
def _refused(rows: Sequence[Planned], file: PeopleFile) -> None:
    """Every fault as a sentence with sheet, row and column."""
    if not rows:
        return
    sentences = [_sentence(row, fault, file) for row in rows for fault in row.faults]
    with st.expander(texts.group("refused", len(rows)), expanded=True):
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences[:_MOST_FAULTS]))
        if len(sentences) > _MOST_FAULTS:
            st.caption(texts.more(len(sentences) - _MOST_FAULTS))


def _sentence(row: Planned, fault: Remark, file: PeopleFile) -> str:
    column = texts.COLUMNS[fault.column] if fault.column else ""
    letter = file.columns.get(fault.column, "") if fault.column else ""
    where = texts.place(file.sheet, row.row.line, letter, column)
    return texts.about_row(where, texts.remark(texts.FAULTS, fault.word, fault.about))


def _table(outcome: Outcome, rows: Sequence[Planned], reference: Reference) -> None:
    if not rows:
        return
    units = labels(reference)
    frame = pd.DataFrame([_line(row, units) for row in rows])
    headings = {"line": texts.LINE}
    headings |= {column: texts.COLUMNS[column] for column in ("name", "user_name", "phone", "role", "unit")}
    with st.expander(texts.group(outcome, len(rows)), expanded=outcome == "new"):
        if outcome == "new":
            st.caption(texts.PASSWORD_LATER)
        tables.rows_table(frame, headings | {"note": texts.NOTE}, key=f"people.{outcome}")


def _line(row: Planned, units: Mapping[str, str]) -> dict[str, str | int]:
    person = row.person
    if person is None:
        raise ValueError("a refused row stands in no table")
    return {
        "line": row.row.line,
        "name": person.name,
        "user_name": person.user_name,
        "phone": account_texts.dialled(person.phone) if person.phone else "",
        "role": account_texts.ROLES[person.role],
        "unit": units.get(person.unit_code or "", person.unit_code or ""),
        "note": _notes(row),
    }


def _changed(rows: Sequence[Planned], reference: Reference) -> None:
    """Who would be changed, and each field before and after."""
    if not rows:
        return
    units = labels(reference)
    lines = []
    for row in rows:
        words = [
            texts.becomes(column, _words(column, before, units), _words(column, after, units))
            for column, before, after in row.changed
        ]
        sentence = "; ".join([*words, _notes(row)] if row.notes else words)
        lines.append(f"- {plain(texts.about_person(row.row.line, row.name, sentence))}")
    with st.expander(texts.group("changed", len(rows)), expanded=True):
        st.markdown("\n".join(lines))


def _words(column: str, value: str, units: Mapping[str, str]) -> str:
    if not value:
        return texts.EMPTY
    if column == "role":
        return account_texts.ROLES[value]
    if column == "phone":
        return account_texts.dialled(value)
    return units.get(value, value) if column == "unit" else value


def _notes(row: Planned) -> str:
    return "; ".join(
        texts.remark(
            texts.NOTES,
            one.word,
            account_texts.dialled(one.about) if one.word == "phone_repaired" else one.about,
        )
        for one in row.notes
    )


def _after_all(one: Imported) -> str:
    return error_texts.about(one.code or "", account_texts.FIELDS.get(one.field or ""))


def _confirm(counts: Mapping[Outcome, int], rows: int) -> bool:
    """The one button, in reach of a thumb; without anything to write, why."""
    new, changed = counts.get("new", 0), counts.get("changed", 0)
    if not new and not changed:
        same = counts.get("unchanged", 0) == rows
        st.info(texts.NOTHING_TO_DO if same else texts.NOTHING_WRITABLE, icon=":material/info:")
        links.to_page(links.SLIPS, texts.TO_SLIPS, icon=":material/print:")
        return False
    with st.bottom:
        return st.button(
            texts.confirm(new, changed, counts.get("refused", 0)),
            type="primary",
            icon=":material/save:",
            width="stretch",
            key="people.confirm",
        )
