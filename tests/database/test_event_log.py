"""The event log: who reads it, what a line says, what narrows it, and that nobody can change it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest

from components.texts import events as texts
from db import transport
from db.errors import DomainError
from db.gateway import accounts, answers, curation, events, stages
from db.gateway.events import Event, EventFilter
from db.identity import DOORKEEPER, Identity
from tests.database.city import PASSWORD_HASH
from tests.database.scene import Scene

MIGRATIONS = Path(__file__).parents[2] / "db/supabase/migrations"
LOGGING = re.compile(r"perform private\.log_event\((.*?);", re.DOTALL)
ACT = re.compile(r"(?:then|else|^[^,']+,)\s*'([a-z]+_[a-z_]*[a-z])'")
EVERYTHING = EventFilter(
    person=None, acts=None, subject=None, subject_id=None, number=None, begins_on=None, ends_on=None
)


def log(
    scene: Scene, me: Identity | None = None, *, before: int | None = None, **by: object
) -> tuple[Event, ...]:
    return events.events_screen(me or scene.dian, by=replace(EVERYTHING, **by), before=before)  # type: ignore[arg-type]


def happened(scene: Scene, act: str = "answer_sent", *, who: str = "budi", days: float = 0) -> None:
    """A line of the log as it would stand after so many days."""
    scene.everything(
        "insert into app.event (participant_id, act, subject, subject_id, at)"
        " values (%s, %s, 'cycle', %s, now() - %s)",
        (scene.city.people[who].participant_id, act, str(scene.cycle_id), timedelta(days=days)),
    )


def send(scene: Scene) -> UUID:
    draft = scene.answer(scene.budi, title="Judul rahasia")
    answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)
    return draft


# ── who reads it, and what it says ──────────────────────────────────────────────────────────────────────────


def test_a_line_says_who_did_what_on_what(scene: Scene) -> None:
    send(scene)

    line = log(scene)[0]

    assert (line.act, line.who, line.unit_name) == ("answer_sent", "Budi", "Dinas Alfa")
    assert line.subject_name == "Masalah 1, Dinas Alfa"


def test_nothing_typed_is_in_it(scene: Scene) -> None:
    sent = send(scene)
    curation.decide_answers(
        scene.dian, request_id=uuid4(), answer_ids=[sent], decision="dikembalikan", reason="Alasan rahasia"
    )

    assert [line.act for line in log(scene)][:2] == ["answer_returned", "answer_sent"]
    assert "rahasia" not in json.dumps([str(line) for line in log(scene)])


def test_a_window_a_person_and_a_year_are_called_by_their_names(scene: Scene) -> None:
    stages.close_window(scene.dian, request_id=uuid4(), window_id=scene.city.windows["problem"])
    accounts.reset_password(
        scene.dian, request_id=uuid4(), participant_id=scene.sari.participant_id, password_hash=PASSWORD_HASH
    )
    stages.archive_cycle(scene.dian, request_id=uuid4(), cycle_id=scene.cycle_id)

    year, person, window = (line.subject_name or "" for line in log(scene)[:3])

    assert "2027" in year
    assert person == "Sari"
    assert window.startswith("Masalah, ")


def test_the_name_of_who_was_switched_off_stays(scene: Scene) -> None:
    happened(scene, who="rina")
    accounts.set_participant_active(
        scene.dian, request_id=uuid4(), participant_id=scene.rina.participant_id, is_active=False
    )

    assert [(line.act, line.who, line.subject_name) for line in log(scene)] == [
        ("participant_deactivated", "Dian", "Rina"),
        ("answer_sent", "Rina", scene.everything("select title from app.cycle")[0][0]),
    ]


@pytest.mark.parametrize("person", ["budi", "wali", "pandu"])
def test_only_diskominfo_reads_it(scene: Scene, acting_as, person: str) -> None:
    happened(scene)
    me = scene.city.people[person]

    with pytest.raises(DomainError, match="not_allowed"):
        log(scene, me)
    with pytest.raises(DomainError, match="not_allowed"):
        events.export_events(me, request_id=uuid4(), by=EVERYTHING, before=None)
    with acting_as(me) as sql:
        assert sql("select * from app.event") == []

    assert len(log(scene)) == 1, "and what they do not see is there"


def test_every_act_that_is_logged_has_its_words() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in sorted(MIGRATIONS.glob("*.sql")))

    acts = {act for call in LOGGING.findall(written) for act in ACT.findall(" ".join(call.split()))}

    assert len(acts) > 40
    assert acts - texts.KNOWN.keys() == set()


# ── what narrows it ─────────────────────────────────────────────────────────────────────────────────────────


def test_by_a_part_of_a_name_or_an_id(scene: Scene) -> None:
    for who in ("budi", "rina", "dian"):
        happened(scene, who=who)

    assert [line.who for line in log(scene, person="UDI")] == ["Budi"]
    assert [line.who for line in log(scene, person=str(scene.rina.participant_id))] == ["Rina"]
    assert log(scene, person="%") == (), "a sign is a sign"
    assert log(scene, person="tidak ada") == ()
    assert len(log(scene, person="  ")) == 3


def test_by_kind_of_act(scene: Scene) -> None:
    for act in ("signed_in", "answer_sent", "window_set"):
        happened(scene, act)

    assert [line.act for line in log(scene, acts=["window_set", "signed_in"])] == ["window_set", "signed_in"]
    assert log(scene, acts=[]) == ()


def test_by_what_it_was_done_on(scene: Scene) -> None:
    first, _ = send(scene), send(scene)
    happened(scene)

    assert [line.subject_name for line in log(scene, subject="answer", number=2)] == ["Masalah 2, Dinas Alfa"]
    assert [line.subject_name for line in log(scene, subject_id=first)] == ["Masalah 1, Dinas Alfa"]
    assert {line.subject for line in log(scene, subject="cycle")} == {"cycle"}
    assert log(scene, number=0) == ()


def test_by_the_citys_days_both_included(scene: Scene) -> None:
    scene.everything(
        "insert into app.event (at, act, subject) values"
        " ('2026-08-16 16:59:59+00', 'before', 'x'), ('2026-08-16 17:00:00+00', 'first', 'x'),"
        " ('2026-08-18 16:59:59+00', 'last', 'x'), ('2026-08-18 17:00:00+00', 'after', 'x')"
    )

    found = log(scene, begins_on=date(2026, 8, 17), ends_on=date(2026, 8, 18))

    assert [line.act for line in found] == ["last", "first"], "17 and 18 August in Jakarta"


@pytest.mark.parametrize(
    ("by", "field"),
    [
        ([], "by"),
        ("x", "by"),
        ({"acts": {}}, "by"),
        ({"from": "x"}, "from"),
        ({"until": "infinity"}, "until"),
        ({"from": "9999-99-99"}, "from"),
        ({"from": "0001-01-01"}, "from"),
    ],
)
def test_refuses_a_filter_that_is_none(scene: Scene, by: object, field: str) -> None:
    with pytest.raises(DomainError, match=f"field_invalid: {field}"):
        transport.read(
            "events_screen", as_=scene.dian, by=by if not isinstance(by, str) else f'"{by}"', before=None
        )


def test_pages_follow_each_other_without_gap_or_repeat(scene: Scene) -> None:
    for _ in range(101):
        happened(scene)

    seen: list[int] = []
    while page := log(scene, before=seen[-1] if seen else None):
        seen += [line.id for line in page]

    assert len(seen) == 101
    assert all(newer > older for newer, older in pairwise(seen))


# ── taking it out ───────────────────────────────────────────────────────────────────────────────────────────


def test_taking_it_out_is_an_event(scene: Scene) -> None:
    happened(scene)
    request = uuid4()

    taken = [
        events.export_events(scene.dian, request_id=request, by=EVERYTHING, before=None) for _ in range(2)
    ]

    assert [line.act for line in taken[0]] == ["answer_sent"]
    newest = log(scene)[0]
    assert (newest.act, newest.who, newest.detail) == ("events_exported", "Dian", {"rows": 1})
    assert len(log(scene, acts=["events_exported"])) == 1, "a repeated call is one"


# ── nobody changes it ───────────────────────────────────────────────────────────────────────────────────────

CHANGES = ("update app.event set act = 'x'", "delete from app.event", "truncate app.event")


@pytest.mark.parametrize("statement", CHANGES)
@pytest.mark.parametrize("person", ["dian", "budi"])
def test_no_person_changes_it(scene: Scene, acting_as, person: str, statement: str) -> None:
    happened(scene)

    with pytest.raises(psycopg.errors.InsufficientPrivilege), acting_as(scene.city.people[person]) as sql:
        sql(statement)

    assert len(log(scene)) == 1


@pytest.mark.parametrize("statement", [*CHANGES, "insert into app.event (act, subject) values ('x', 'x')"])
def test_the_doorkeeper_neither_changes_nor_forges_it(scene: Scene, acting_as, statement: str) -> None:
    happened(scene)

    with pytest.raises(psycopg.errors.InsufficientPrivilege), acting_as(DOORKEEPER) as sql:
        sql(statement)

    assert len(log(scene)) == 1


def test_no_person_forges_a_line(scene: Scene, acting_as) -> None:
    for statement in (
        "insert into app.event (act, subject) values ('x', 'x')",
        "select private.log_event(null, 'x', 'x', null)",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), acting_as(scene.dian) as sql:
            sql(statement)


@pytest.mark.parametrize("statement", [*CHANGES, "update app.event set act = act where false"])
def test_not_even_a_function_of_its_owner_changes_it(scene: Scene, statement: str) -> None:
    happened(scene)

    with pytest.raises(psycopg.Error, match="not_allowed"):
        scene.everything(
            "create function private.rewrite() returns void language plpgsql security definer as"
            f" $$ begin {statement}; end $$; select private.rewrite()"
        )

    assert len(log(scene)) == 1
