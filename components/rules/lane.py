"""What an uploaded workbook would change: its rows beside the drafts, one by one, before anything is written.

A field is written when the file says something else than the draft, and nobody else has written it since the
workbook was made; what was changed on both sides is left alone and shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID, uuid5

from components.rules.asking import asked
from components.rules.canonical import canonical, digest
from components.rules.questionnaire import Known, draft_fault
from components.rules.units import levels
from components.rules.values import is_answered
from db.gateway.answers import FieldSave
from db.gateway.city import NO_PILLAR, Reference, Unit
from db.gateway.lanes import ImportRow, LaneAnswer, LaneScreen
from db.gateway.questionnaire import SURVEY, Question, Sheet
from db.identity import Identity

Outcome = Literal["new", "changed", "unchanged", "refused", "both"]


@dataclass(frozen=True, slots=True)
class Base:
    """What a field was when the workbook was made: its version, and a short name of its value."""

    version: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One answer as the workbook has it. A new one has a ``key``, another an ``answer_id``.

    Without a ``code`` it is the unit's only one on its sheet.
    """

    sheet: Sheet
    line: int
    code: str
    answer_id: UUID | None
    key: str | None
    pillar: str | None
    base: Mapping[str, Base]
    values: Mapping[str, Any]

    @property
    def is_once(self) -> bool:
        return self.sheet not in SURVEY

    @property
    def is_empty(self) -> bool:
        return self.answer_id is None and not any(is_answered(value) for value in self.values.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneFile:
    """A workbook that was read: whose it is, and what stands in it."""

    workbook_id: UUID
    unit_code: str
    cycle_id: UUID
    rows: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """A field that was changed in the file and in the draft."""

    question: Question
    in_file: Any
    in_draft: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What would happen to a row. ``why``: (question or None, word) for each reason against it;

    ``before``: the draft's values.
    """

    row: FileRow
    outcome: Outcome
    changed: tuple[Question, ...] = ()
    both: tuple[Both, ...] = ()
    why: tuple[tuple[Question | None, str], ...] = ()
    write: ImportRow | None = None
    before: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str | None:
        title = self.row.values.get("title")
        return title if isinstance(title, str) else None


def client_of(me: Identity, file: LaneFile) -> UUID:
    """Who writes: this person's copy of this workbook, so that she may upload it again and again."""
    return uuid5(me.participant_id, str(file.workbook_id))


def stranger(file: LaneFile, unit: Unit, screen: LaneScreen) -> Literal["unit", "cycle"] | None:
    """Why this workbook does not belong here, if so: it is another unit's, or of another planning year."""
    if file.unit_code != unit.code:
        return "unit"
    return None if file.cycle_id == screen.cycle.id else "cycle"


def plan(
    file: LaneFile, screen: LaneScreen, reference: Reference, *, client: UUID, sequence: int
) -> list[Planned]:
    """Every row of the file that holds anything, in the order of the file."""
    stored = {answer.row.id: answer for answer in screen.answers}
    problems = frozenset(str(problem.id) for problem in screen.problems)
    open_sheets = {window.kind for window in screen.windows if window.is_open}
    twice = {code for code, count in Counter(_ids(file.rows, screen)).items() if count > 1}
    desk = _Desk(reference, problems, open_sheets, client, sequence)
    return [
        _refused(row, "twice") if _id(row, screen) in twice else desk.plan(row, stored.get(_id(row, screen)))
        for row in file.rows
        if not row.is_empty
    ]


def writable(planned: Iterable[Planned]) -> list[Planned]:
    return [one for one in planned if one.write is not None]


def writes(planned: Iterable[Planned]) -> list[ImportRow]:
    return [one.write for one in planned if one.write is not None]


def batches(planned: Iterable[Planned], most: int = 20) -> list[list[Planned]]:
    """What is written, so many rows a call: each row is whole, and the same file goes on where it stopped."""
    rows = writable(planned)
    return [rows[start : start + most] for start in range(0, len(rows), most)]


def _ids(rows: Sequence[FileRow], screen: LaneScreen) -> list[UUID]:
    return [_id(row, screen) for row in rows if not row.is_empty]


def _id(row: FileRow, screen: LaneScreen) -> UUID:
    begun = screen.once(row.sheet) if row.is_once and row.answer_id is None else None
    if begun is not None:  # by a colleague, after the workbook was made
        return begun.row.id
    return row.answer_id or screen.id_of(row.key or "")


def _refused(row: FileRow, word: str) -> Planned:
    return Planned(row=row, outcome="refused", why=((None, word),))


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every row is compared with."""

    reference: Reference
    problems: frozenset[str]
    open_sheets: set[Any]
    client: UUID
    sequence: int

    def plan(self, row: FileRow, stored: LaneAnswer | None) -> Planned:
        if stored is None and row.answer_id is not None:
            return _refused(row, "gone")
        if row.is_once:
            is_other = stored is not None and stored.row.sheet != row.sheet
            return _refused(row, "gone") if is_other else self._compared(row, stored, None)
        pillar = row.pillar or (stored.row.pillar_code if stored else None)
        if pillar is None:
            return _refused(row, "no_pillar")
        if pillar not in {one.code for one in self.reference.pillars}:
            return _refused(row, "unknown_pillar")
        if stored is not None and pillar != stored.row.pillar_code:
            return _refused(row, "other_pillar")
        return self._compared(row, stored, pillar)

    def _compared(self, row: FileRow, stored: LaneAnswer | None, pillar: str | None) -> Planned:
        mine: list[Question] = []
        both: list[Both] = []
        questions = self.reference.questions.get(row.sheet, ())
        own = asked(questions, pillar)
        foreign = [
            question
            for question in questions
            if question.pillar not in (None, pillar) and is_answered(row.values.get(question.key))
        ]
        for question in own:
            if question.key not in row.values:
                continue
            verdict = self._verdict(question, row, stored)
            if verdict == "mine":
                mine.append(question)
            elif verdict == "both":
                in_draft = stored.values.get(question.key) if stored else None
                both.append(Both(question=question, in_file=row.values[question.key], in_draft=in_draft))
        why = self._reasons(row, stored, pillar, mine, foreign, has_changes=bool(mine or both))
        if why:
            return Planned(row=row, outcome="refused", changed=tuple(mine), why=why)
        if both:
            return Planned(row=row, outcome="both", changed=tuple(mine), both=tuple(both))
        if not mine:
            return Planned(row=row, outcome="unchanged")
        return Planned(
            row=row,
            outcome="changed" if stored else "new",
            changed=tuple(mine),
            write=self._write(row, stored, pillar, mine),
            before=stored.values if stored else {},
        )

    def _verdict(self, question: Question, row: FileRow, stored: LaneAnswer | None) -> str:
        in_file = row.values[question.key]
        in_draft = stored.values.get(question.key) if stored else None
        if canonical(in_file) == canonical(in_draft):
            return "same"
        mark = stored.marks.get(question.key) if stored else None
        base = row.base.get(question.key, Base(0, digest(None)))
        if mark is None or mark.client_id == self.client or mark.version == base.version:
            return "mine"
        return "same" if digest(in_file) == base.digest else "both"

    def _reasons(
        self,
        row: FileRow,
        stored: LaneAnswer | None,
        pillar: str | None,
        mine: Sequence[Question],
        foreign: Sequence[Question],
        *,
        has_changes: bool,
    ) -> tuple[tuple[Question | None, str], ...]:
        if foreign:
            return tuple((question, "foreign_pillar") for question in foreign)
        if not has_changes:
            return ()
        if stored is not None and stored.row.status not in ("draf", "dikembalikan"):
            withdrawn = "withdrawn" if row.is_once else "gone"
            return ((None, withdrawn if stored.row.status == "ditarik" else "sent"),)
        if row.sheet not in self.open_sheets:
            return ((None, "closed"),)
        known = Known(
            pillar=self.reference.pillar(pillar or NO_PILLAR.code),
            unit_levels=levels(self.reference),
            problems=self.problems,
            sectors=frozenset(sector.code for sector in self.reference.sectors),
        )
        judged = [(one, draft_fault(one, row.values[one.key], known=known)) for one in mine]
        return tuple((question, found.value) for question, found in judged if found is not None)

    def _write(
        self, row: FileRow, stored: LaneAnswer | None, pillar: str | None, mine: Sequence[Question]
    ) -> ImportRow:
        marks = stored.marks if stored else {}
        return ImportRow(
            answer_id=stored.row.id if stored is not None and row.is_once else row.answer_id,
            key=row.key,
            sheet=row.sheet,
            pillar_code=pillar,
            fields=tuple(
                FieldSave(
                    field=question.key,
                    value=row.values[question.key],
                    sequence=self.sequence,
                    base_version=marks[question.key].version if question.key in marks else 0,
                )
                for question in mine
            ),
        )
