"""What importing a list of people would do, row by row: new, changed, unchanged or refused."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from components.rules.people_file import Column, FilePerson, PeopleFile, Read, Remark, read
from components.rules.person_names import bare, suggested
from components.rules.unit_names import UnitNames
from db.gateway.people import ImportScreen, KnownPerson, PersonRow

Outcome = Literal["new", "changed", "unchanged", "refused"]
BATCH: Final = 50  # rows a call: a long list shows how far it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """``changed``: column, before, after, as they are kept. ``person`` is what would be written."""

    row: FilePerson
    name: str
    outcome: Outcome
    person: PersonRow | None
    changed: tuple[tuple[Column, str, str], ...]
    notes: tuple[Remark, ...]
    faults: tuple[Remark, ...]


def plan(file: PeopleFile, screen: ImportScreen) -> list[Planned]:
    units = UnitNames(screen.units)
    rows = [read(row, units) for row in file.rows]
    _name_the_repeated(rows)
    found = _matched(rows, screen.people)
    _name_who_comes_twice(rows, found)
    _keep_an_officer(rows, found, screen.people)
    taken = {one.user_name for one in screen.people} | {row.user_name for row in rows}
    planned = []
    for row, person in zip(rows, found, strict=True):
        if person is None and not row.user_name and not row.faults:
            row.user_name = suggested(row.name, taken)
            taken.add(row.user_name)
            row.notes.append(Remark("user_name", "user_name_suggested", row.user_name))
        planned.append(_planned(row, person))
    return planned


def writable(planned: Sequence[Planned]) -> list[Planned]:
    return [one for one in planned if one.outcome in ("new", "changed")]


def batches(planned: Sequence[Planned]) -> list[list[Planned]]:
    rows = writable(planned)
    return [rows[at : at + BATCH] for at in range(0, len(rows), BATCH)]


# ── who is meant ────────────────────────────────────────────────────────────────────────────────────────────
def _matched(rows: Sequence[Read], people: Sequence[KnownPerson]) -> list[KnownPerson | None]:
    """Whom each row means. Names come last: of two who share one, the one whom no other row means."""
    known = _Known(people)
    found = [known.by_mark(row) for row in rows]
    meant = {one.id for one in found if one}
    return [one or known.by_name_and_unit(row, meant) for row, one in zip(rows, found, strict=True)]


class _Known:
    """Everybody who has an account, by what a row may say of her."""

    def __init__(self, people: Sequence[KnownPerson]) -> None:
        self._by_user_name = {one.user_name: one for one in people}
        self._by_phone = {one.phone: one for one in people if one.phone}
        self._by_name: dict[tuple[str, str], list[KnownPerson]] = {}
        for one in people:
            self._by_name.setdefault((bare(one.name), one.unit_code or ""), []).append(one)

    def by_mark(self, row: Read) -> KnownPerson | None:
        """By user name, else telephone number; what contradicts itself is a fault."""
        by_user_name = self._by_user_name.get(row.user_name)
        by_phone = self._by_phone.get(row.phone)
        if by_user_name:
            if by_phone and by_phone is not by_user_name:
                row.faults.append(Remark("phone", "phone_taken", by_phone.name))
            elif not by_phone and not _is_alike(row, by_user_name):
                row.faults.append(Remark("user_name", "user_name_other", by_user_name.name))
            return by_user_name
        if by_phone and row.user_name and bare(row.name) != bare(by_phone.name):
            row.faults.append(Remark("phone", "phone_taken", by_phone.name))
        return by_phone

    def by_name_and_unit(self, row: Read, meant: Collection[UUID]) -> KnownPerson | None:
        """``meant``: whom another row means by a mark of her own."""
        if not row.name:
            return None
        alike = self._by_name.get((bare(row.name), row.unit_code), [])
        if row.user_name and row.phone:  # of another name and another number: somebody else of that name
            alike = [one for one in alike if not one.phone]
        if len(alike) > 1:
            alike = [one for one in alike if one.id not in meant]
        if len(alike) > 1:
            row.faults.append(Remark("name", "person_ambiguous", ", ".join(one.user_name for one in alike)))
        return alike[0] if alike else None


def _is_alike(row: Read, person: KnownPerson) -> bool:
    return bare(row.name) == bare(person.name) or row.unit_code == (person.unit_code or "")


# ── what the file says twice ────────────────────────────────────────────────────────────────────────────────
def _name_the_repeated(rows: Sequence[Read]) -> None:
    for column, word in (("user_name", "user_name_twice"), ("phone", "phone_twice")):
        first: dict[str, Read] = {}
        for row in rows:
            value = getattr(row, column)
            if value and first.setdefault(value, row) is not row:
                row.faults.append(Remark(_COLUMNS[column], word, str(first[value].row.line)))


_COLUMNS: Final[dict[str, Column]] = {"user_name": "user_name", "phone": "phone"}


def _name_who_comes_twice(rows: Sequence[Read], found: Sequence[KnownPerson | None]) -> None:
    """The same account, or two new ones of one name in one unit that nothing tells apart."""
    seen: dict[object, Read] = {}
    for row, person in zip(rows, found, strict=True):
        if row.faults or not row.name:
            continue
        key: object = person.id if person else (bare(row.name), row.unit_code)
        other = seen.setdefault(key, row)
        if other is row:
            continue
        if person or not _is_told_apart(row, other):
            row.faults.append(Remark("name", "person_twice", str(other.row.line)))


def _is_told_apart(one: Read, other: Read) -> bool:
    return bool((one.phone and other.phone) or (one.user_name and other.user_name))


def _keep_an_officer(
    rows: Sequence[Read], found: Sequence[KnownPerson | None], people: Sequence[KnownPerson]
) -> None:
    """A list that takes the role from every officer is refused where it does so."""
    officers = {one.id for one in people if one.role == "diskominfo" and one.is_active}
    losing = [
        (row, person)
        for row, person in zip(rows, found, strict=True)
        if person and person.id in officers and row.role != "diskominfo" and not row.faults
    ]
    if officers and len(losing) == len(officers):
        for row, _person in losing:
            row.faults.append(Remark("role", "last_diskominfo"))


# ── one row ─────────────────────────────────────────────────────────────────────────────────────────────────
def _planned(row: Read, person: KnownPerson | None) -> Planned:
    if row.faults or row.role is None:
        return _made(row, "refused", None, ())
    if person is None:
        return _made(row, "new", _written(row, None), ())
    if not person.is_active:
        row.notes.append(Remark(None, "is_inactive"))
    if row.user_name and row.user_name != person.user_name:
        row.notes.append(Remark("user_name", "user_name_stays", person.user_name))
    written = _written(row, person)
    changed = _changes(person, written)
    if not changed:
        row.notes.clear()
    return _made(row, "changed" if changed else "unchanged", written, changed)


def _made(
    row: Read, outcome: Outcome, person: PersonRow | None, changed: tuple[tuple[Column, str, str], ...]
) -> Planned:
    return Planned(
        row=row.row,
        name=row.name,
        outcome=outcome,
        person=person,
        changed=changed,
        notes=tuple(row.notes),
        faults=tuple(row.faults),
    )


def _written(row: Read, person: KnownPerson | None) -> PersonRow:
    """What is empty in the list stays as it is."""
    if row.role is None:
        raise ValueError("a row without a role is never written")
    return PersonRow(
        participant_id=person.id if person else None,
        user_name=person.user_name if person else row.user_name,
        name=row.name,
        title=row.title or (person.title if person else None),
        role=row.role,
        unit_code=row.unit_code or (person.unit_code if person else None),
        phone=row.phone or (person.phone if person else None),
    )


def _changes(person: KnownPerson, written: PersonRow) -> tuple[tuple[Column, str, str], ...]:
    pairs: tuple[tuple[Column, str | None, str | None], ...] = (
        ("name", person.name, written.name),
        ("title", person.title, written.title),
        ("role", person.role, written.role),
        ("unit", person.unit_code, written.unit_code),
        ("phone", person.phone, written.phone),
    )
    return tuple((column, was or "", now or "") for column, was, now in pairs if was != now)
