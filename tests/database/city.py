"""The small invented city every database test starts from: two districts, three villages, all signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

import psycopg

from db.identity import Identity, Role
from db.seed.plant import plant_city, plant_person
from db.seed.records import CityFolder, CityRow, KindRow, PillarRow, SubPillarRow, UnitRow

YEAR: Final = 2027
# bcrypt of "kata sandi uji", cost 4: cheap, and as real as any.
PASSWORD: Final = "kata sandi uji"
_WINDOWS: Final = (
    'select kind, slot.id from app."window" as slot'
    " join app.stage on stage.id = stage_id order by stage.position desc"
)
PASSWORD_HASH: Final = "$2b$04$7mh.3lmqC6WOud2uV2OK3.7EI2mbMGOCpfUiFos5Tik6HbLjiniMS"


@dataclass(frozen=True, slots=True)
class Anonymous:
    """A call without a token, as PostgREST sees it."""

    claims = {"role": "anon"}  # noqa: RUF012 (never changed)


def _unit(code: str, kind: str, name: str, parent: str | None = None) -> UnitRow:
    return UnitRow(code=code, kind=kind, name=name, short_name=name, parent_code=parent, aliases=())


def _pillar(code: str, *sub_codes: str) -> PillarRow:
    subs = (SubPillarRow(code=sub, pillar_code=code, name=f"Subpilar {sub}", scope="") for sub in sub_codes)
    return PillarRow(code=code, name=f"Pilar {code}", alternative_name=None, sub_pillars=tuple(subs))


FOLDER: Final = CityFolder(
    city=CityRow(
        name="Kota Uji",
        time_zone="Asia/Jakarta",
        words={
            "region": "Kota",
            "head": "Wali Kota",
            "deputy": "Wakil Wali Kota",
            "secretary": "Sekretaris Daerah",
            "whole_area": "Seluruh kota",
        },
    ),
    kinds=(
        KindRow(code="opd", label="OPD", level="agency"),
        KindRow(code="kecamatan", label="Kecamatan", level="district"),
        KindRow(code="kelurahan", label="Kelurahan", level="village"),
        KindRow(code="mitra", label="Mitra", level="partner"),
    ),
    units=(
        _unit("DINAS-A", "opd", "Dinas Alfa"),
        _unit("DINAS-B", "opd", "Dinas Beta"),
        _unit("KEC-1", "kecamatan", "Kecamatan Satu"),
        _unit("KEC-2", "kecamatan", "Kecamatan Dua"),
        _unit("KEL-1", "kelurahan", "Kelurahan Satu", "KEC-1"),
        _unit("KEL-2", "kelurahan", "Kelurahan Dua", "KEC-1"),
        _unit("KEL-3", "kelurahan", "Kelurahan Tiga", "KEC-2"),
        _unit("MIT-1", "mitra", "Mitra Satu"),
    ),
    pillars=(_pillar("AAA", "AAA-1", "AAA-2"), _pillar("BBB", "BBB-1")),
)

PEOPLE: Final[tuple[tuple[str, Role, str | None], ...]] = (
    ("budi", "peserta", "DINAS-A"),
    ("bayu", "peserta", "DINAS-A"),  # Budi's colleague
    ("rina", "peserta", "DINAS-B"),
    ("citra", "peserta", "KEC-1"),
    ("sari", "peserta", "KEL-1"),
    ("tono", "peserta", "KEL-2"),  # Sari's neighbour, in the same district
    ("joko", "peserta", "KEL-3"),  # in the other district
    ("dian", "diskominfo", "DINAS-B"),
    ("wali", "pimpinan", None),
    ("wakil", "pimpinan", None),
    ("sekda", "pimpinan", None),
    ("pandu", "pendamping", None),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TestCity:
    """Its ids: units by code, windows by kind (of each the first stage's; all open for a day)."""

    __test__ = False

    cycle_id: UUID
    people: dict[str, Identity]
    units: dict[str, UUID]
    windows: dict[str, UUID]


def build(owner: psycopg.Connection) -> TestCity:
    """Into a migrated, empty database, in the caller's transaction."""
    cycle_id = plant_city(owner, FOLDER, is_example=False, year=YEAR)
    owner.execute(
        "update app.\"window\" set opens_at = now() - interval '1 day', closes_at = now() + interval '1 day'"
    )
    return TestCity(
        cycle_id=cycle_id,
        people={name: sign_in(owner, name, role, unit_code) for name, role, unit_code in PEOPLE},
        units=dict(owner.execute("select code, id from app.unit").fetchall()),
        windows=dict(owner.execute(_WINDOWS).fetchall()),
    )


def sign_in(owner: psycopg.Connection, name: str, role: Role, unit_code: str | None) -> Identity:
    """A new person who has a password of her own, has read the notice and is signed in."""
    person_id = plant_person(
        owner, user_name=name, name=name.title(), role=role, password_hash=PASSWORD_HASH, unit_code=unit_code
    )
    owner.execute("update app.participant set must_change_password = false where id = %s", [person_id])
    owner.execute(
        "insert into app.notice_reading (participant_id, version)"
        " select %s, max(version) from app.privacy_notice",
        [person_id],
    )
    row = owner.execute(
        "with session as (insert into app.session (participant_id) values (%s) returning id)"
        " select session.id, unit.id, unit.name from session left join app.unit on unit.code = %s",
        [person_id, unit_code],
    ).fetchone()
    assert row is not None
    return Identity(
        participant_id=person_id,
        session_id=row[0],
        role=role,
        user_name=name,
        name=name.title(),
        title=None,
        unit_id=row[1],
        unit_name=row[2],
        must_change_password=False,
        notice_due=False,
    )
