"""Lists of people for tests: as CSV and as workbooks, as they come from other people's spreadsheets."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from uuid import UUID

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from components.documents.people_reading import read_people
from components.rules.people import Planned, plan
from db.gateway.people import ImportScreen, KnownPerson, KnownUnit
from db.identity import Role

HEAD = ("Nama", "Jabatan", "Nama pengguna", "Nomor telepon", "Peran", "Unit")
Row = Sequence[object]


def unit(code: str, kind: str, name: str, short: str | None = None, /, **changes: object) -> KnownUnit:
    given: dict[str, object] = {"parent": None, "aliases": (), "is_active": True, **changes}
    return KnownUnit(code=code, kind=kind, name=name, short_name=short or name, **given)  # type: ignore[arg-type]


UNITS = (
    unit("OPD-DINKES", "OPD", "Dinas Kesehatan", "Dinkes", aliases=("Dinas Kes.",)),
    unit("OPD-DIKBUD", "OPD", "Dinas Pendidikan dan Kebudayaan", "Dikbud"),
    unit("OPD-LAMA", "OPD", "Dinas Pasar", is_active=False),
    unit("KEC-PUSAT", "Kecamatan", "Pusat"),
    unit("KEC-UTARA", "Kecamatan", "Utara"),
    unit("KEL-MAJU", "Kelurahan", "Maju", parent="Pusat"),
    unit("KEL-BARU-P", "Kelurahan", "Baru", parent="Pusat"),
    unit("KEL-BARU-U", "Kelurahan", "Baru", parent="Utara"),
)


def known(
    number: int, user_name: str, name: str, role: Role = "peserta", /, **changes: object
) -> KnownPerson:
    given: dict[str, object] = {"title": None, "unit_code": "KEL-MAJU", "phone": None, "is_active": True}
    return KnownPerson(id=UUID(int=number), user_name=user_name, name=name, role=role, **{**given, **changes})  # type: ignore[arg-type]


DIAN = known(1, "dian", "Dian", "diskominfo", unit_code="OPD-DINKES")
SARI = known(2, "sari", "Sari Wulandari", phone="6281122334455")
PEOPLE = (DIAN, SARI)


def screen(*people: KnownPerson) -> ImportScreen:
    return ImportScreen(people=people or PEOPLE, units=UNITS)


def workbook(
    *rows: Row, head: Row = HEAD, change: Callable[[Worksheet], object] | None = None, name: str = "Orang"
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    for row in (head, *rows):
        sheet.append(list(row))
    if change:
        change(sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def planned(*rows: Row, people: Sequence[KnownPerson] = PEOPLE, **how: object) -> list[Planned]:
    return plan(read_people(workbook(*rows, **how)), screen(*people))  # type: ignore[arg-type]


def row(name: object = "Budi", /, **changes: object) -> Row:
    """A row that is good as it is; ``title``, ``user_name``, ``phone``, ``role`` and ``unit`` change it."""
    good: dict[str, object] = {"title": None, "user_name": None, "phone": None}
    good |= {"role": "peserta", "unit": "Kelurahan Maju"} | changes
    return (name, *good.values())
