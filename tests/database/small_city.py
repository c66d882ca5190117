"""A city small enough to know by heart: two agencies, two districts with a village each, two pillars.

``Budi`` and ``Badu`` answer for one agency, ``Oki`` for the other; ``Kama`` for a district and ``Sari`` for
the village in it; ``Mira`` for a village elsewhere. ``Dewi`` and ``Dodi`` are Diskominfo; ``Wati``, ``Wawan``
and ``Seno`` lead; ``Peni`` is the companion; ``Tamu`` has an account that was switched off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from db.identity import Identity
from db.seed.plant import plant_city, plant_person
from db.seed.records import CityFolder, CityRow, KindRow, PillarRow, SubPillarRow, UnitRow

YEAR = 2030
# A real bcrypt hash of "kata sandi percobaan", cost 4: tests must not wait for it.
PASSWORD = "kata sandi percobaan"
PASSWORD_HASH = "$2b$04$/0er3KNdH7VmaS4PbRbJyeW0lYiLVh4wWFeJ0cwrDsWwW7rwFRL06"

FOLDER = CityFolder(
    city=CityRow(
        name="Kota Contoh",
        time_zone="Asia/Jakarta",
        words={
            "region": "Kota",
            "head": "Wali Kota",
            "deputy": "Wakil Wali Kota",
            "secretary": "Sekda",
            "whole_area": "Seluruh kota",
        },
    ),
    kinds=(
        KindRow(code="opd", label="OPD", level="agency"),
        KindRow(code="kecamatan", label="Kecamatan", level="district"),
        KindRow(code="kelurahan", label="Kelurahan", level="village"),
    ),
    units=tuple(
        UnitRow(code=code, kind=kind, name=name, short_name=name, parent_code=parent, aliases=())
        for code, kind, name, parent in (
            ("OPD-AIR", "opd", "Dinas Air", None),
            ("OPD-JALAN", "opd", "Dinas Jalan", None),
            ("KEC-1", "kecamatan", "Kecamatan Satu", None),
            ("KEC-2", "kecamatan", "Kecamatan Dua", None),
            ("KEL-1", "kelurahan", "Kelurahan Satu", "KEC-1"),
            ("KEL-2", "kelurahan", "Kelurahan Dua", "KEC-2"),
        )
    ),
    pillars=tuple(
        PillarRow(
            code=code,
            name=name,
            alternative_name=None,
            sub_pillars=tuple(
                SubPillarRow(code=f"{code}-{n}", pillar_code=code, name=f"{name} {n}", scope="")
                for n in (1, 2)
            ),
        )
        for code, name in (("GOV", "Pemerintahan"), ("ENV", "Lingkungan"))
    ),
)

PEOPLE: tuple[tuple[str, str, str | None], ...] = (
    ("budi", "peserta", "OPD-AIR"),
    ("badu", "peserta", "OPD-AIR"),
    ("oki", "peserta", "OPD-JALAN"),
    ("kama", "peserta", "KEC-1"),
    ("sari", "peserta", "KEL-1"),
    ("mira", "peserta", "KEL-2"),
    ("dewi", "diskominfo", None),
    ("dodi", "diskominfo", None),
    ("wati", "pimpinan", None),
    ("wawan", "pimpinan", None),
    ("seno", "pimpinan", None),
    ("peni", "pendamping", None),
    ("tamu", "peserta", "OPD-JALAN"),
)

PROBLEM: dict[str, Any] = {
    "sub_pillar": "GOV-1",
    "title": "Antrean panjang di loket",
    "condition": "Warga menunggu dua jam.",
    "location": ["kota"],
    "root_cause": "Loket hanya satu.",
    "aspect": "struktur",
    "urgency": 4,
    "seriousness": 3,
    "growth": 2,
}
SOLUTION: dict[str, Any] = {
    "sub_pillar": "GOV-1",
    "title": "Nomor antrean daring",
    "kind": "Produk",
    "is_it": True,
    "goal": "Warga tidak menunggu.",
    "benefit": "Waktu warga terpakai.",
    "beneficiaries": "Warga",
    "indicators": [{"name": "Lama tunggu", "unit": "menit", "target": 15, "year": 2031}],
    "lead_unit": "OPD-AIR",
    "horizon": "pendek",
    "years": {"start": 2030, "end": 2031},
    "fund_sources": ["apbd_kota"],
    "impact": 4,
    "effort": 2,
    "quick_win": True,
}


@dataclass(frozen=True)
class SmallCity:
    """The people as identities with a living sign-in each, and what is needed to write about them."""

    owner: psycopg.Connection[Any]
    cycle_id: UUID
    people: Mapping[str, Identity]
    units: Mapping[str, UUID] = field(repr=False)

    def __getattr__(self, name: str) -> Identity:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def answer(
        self,
        author: Identity,
        status: str = "draf",
        sheet: str = "problem",
        pillar_code: str = "GOV",
        cycle_id: UUID | None = None,
        **values: Any,
    ) -> UUID:
        """An answer of this person's unit, put straight into the table in this state."""
        answers = {**(PROBLEM if sheet == "problem" else SOLUTION), **values}
        row = self.owner.execute(
            "insert into app.answer"
            " (cycle_id, sheet, unit_id, pillar_code, author_id, number, status, reason, answers, sent_at)"
            " values (%(cycle)s, %(sheet)s, %(unit)s, %(pillar)s, %(author)s,"
            " case when %(status)s = 'draf' then null else"
            " (select 1 + coalesce(max(number), 0) from app.answer"
            " where cycle_id = %(cycle)s and sheet = %(sheet)s) end,"
            " %(status)s, case when %(status)s in ('dikembalikan', 'ditolak', 'ditarik') then 'alasan' end,"
            " %(answers)s, case when %(status)s <> 'draf' then clock_timestamp() end) returning id",
            {
                "cycle": cycle_id or self.cycle_id,
                "sheet": sheet,
                "unit": author.unit_id,
                "pillar": pillar_code,
                "author": author.participant_id,
                "status": status,
                "answers": Jsonb(answers),
            },
        ).fetchone()
        assert row is not None
        self.owner.execute(
            "insert into app.answer_number (cycle_id, sheet, last)"
            " select cycle_id, sheet, max(number) from app.answer where number is not null group by 1, 2"
            " on conflict (cycle_id, sheet) do update set last = excluded.last"
        )
        for problem_id in answers.get("problems", []):
            self.owner.execute(
                "insert into app.answers_problem (solution_id, problem_id) values (%s, %s)",
                (row[0], problem_id),
            )
        return UUID(str(row[0]))

    def open_window(self, kind: str, cycle_id: UUID | None = None) -> None:
        self._set_window(kind, "now() - interval '1 hour'", "now() + interval '1 hour'", cycle_id)

    def close_window(self, kind: str, cycle_id: UUID | None = None) -> None:
        self._set_window(kind, "now() - interval '2 hours'", "now() - interval '1 hour'", cycle_id)

    def _set_window(self, kind: str, opens: str, closes: str, cycle_id: UUID | None) -> None:
        self.owner.execute(
            f'update app."window" set opens_at = {opens}, closes_at = {closes} where kind = %s'  # type: ignore[arg-type]
            " and stage_id in (select id from app.stage where cycle_id = %s)",
            (kind, cycle_id or self.cycle_id),
        )

    def everything(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        """What is really there, row security or not."""
        return self.owner.execute(sql, parameters).fetchall()  # type: ignore[arg-type]


def build(owner: psycopg.Connection[Any]) -> SmallCity:
    """Fill an empty, migrated database; ``owner`` commits by itself (autocommit). All windows are open."""
    with owner.transaction():
        cycle_id = plant_city(owner, FOLDER, is_example=False, year=YEAR)
        people = {name: _person(owner, name, role, unit) for name, role, unit in PEOPLE}
        owner.execute("update app.participant set is_active = false where user_name = 'tamu'")
    units = {code: UUID(str(unit_id)) for code, unit_id in owner.execute("select code, id from app.unit")}
    city = SmallCity(owner=owner, cycle_id=cycle_id, people=people, units=units)
    for kind in ("problem", "solution", "rating"):
        city.open_window(kind)
    return city


def _person(owner: psycopg.Connection[Any], name: str, role: str, unit_code: str | None) -> Identity:
    person_id = plant_person(
        owner,
        user_name=name,
        name=name.capitalize(),
        role=role,
        unit_code=unit_code,
        password_hash=PASSWORD_HASH,
        is_example=True,
    )
    owner.execute("insert into app.notice_reading (participant_id, version) values (%s, 1)", (person_id,))
    session = owner.execute(
        "insert into app.session (participant_id) values (%s) returning id", (person_id,)
    ).fetchone()
    unit = owner.execute("select id, name from app.unit where code = %s", (unit_code,)).fetchone()
    assert session is not None
    return Identity(
        participant_id=person_id,
        session_id=UUID(str(session[0])),
        role=role,  # type: ignore[arg-type]
        name=name.capitalize(),
        title=None,
        unit_id=UUID(str(unit[0])) if unit else None,
        unit_name=unit[1] if unit else None,
        must_change_password=False,
        notice_due=False,
    )
