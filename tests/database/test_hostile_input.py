"""Whatever is sent to a function of ``api``, it answers or refuses, and what it leaves can be shown."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.sql import Composed

from db import transport
from db.errors import DomainError
from db.gateway import answers, home, sign_in, stages, voting
from db.identity import DOORKEEPER, Identity
from tests.database.city import PASSWORD_HASH
from tests.database.scene import Scene
from tests.database.test_who_may_do_what import DOORKEEPERS

# ── one by one ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "hashed", [None, "", "kata sandi", PASSWORD_HASH + "x", PASSWORD_HASH.replace("b", "x", 1)]
)
@pytest.mark.parametrize("act", ["change_password", "reset_password", "create_participant"])
def test_what_is_no_hash_is_never_kept_as_one(scene: Scene, act: str, hashed: str | None) -> None:
    before = scene.everything("select * from app.credential order by 1")
    about: dict[str, dict[str, object]] = {
        "change_password": {},
        "reset_password": {"participant_id": scene.rina.participant_id},
        "create_participant": {
            "user_name": "baru",
            "name": "Baru",
            "title": None,
            "role": "pimpinan",
            "unit_code": None,
            "phone": None,
        },
    }

    with pytest.raises(DomainError, match="field_invalid: password"):
        transport.write(act, as_=scene.dian, request_id=uuid4(), password_hash=hashed, **about[act])

    assert scene.everything("select * from app.credential order by 1") == before


INSTANTS = [
    "infinity",
    "-infinity",
    "294276-12-31",
    "4713-01-01 BC",
    "1999-12-31",
    "2101-01-01",
    "0001-01-01",
]


@pytest.mark.parametrize("instant", INSTANTS)
@pytest.mark.parametrize("end", ["opens_at", "closes_at"])
def test_a_window_keeps_to_instants_that_can_be_shown(scene: Scene, end: str, instant: str) -> None:
    times = {"opens_at": "2027-01-01", "closes_at": "2027-01-02", end: instant}

    with pytest.raises(DomainError, match=f"field_invalid: {end}|window_order"):
        transport.write(
            "set_window", as_=scene.dian, request_id=uuid4(), window_id=scene.city.windows["problem"], **times
        )

    assert all(window.opens_at for window in stages.stages_screen(scene.dian, cycle_id=None).windows)


@pytest.mark.parametrize("instant", ["infinity", "294276-12-31", "2101-01-01"])
def test_a_round_ends_at_an_instant_that_can_be_shown(scene: Scene, instant: str) -> None:
    options = [str(scene.answer(scene.budi, "diterima", "solution")) for _ in range(2)]

    with pytest.raises(DomainError, match="field_invalid: closes_at"):
        transport.write(
            "open_round",
            as_=scene.dian,
            request_id=uuid4(),
            cycle_id=scene.cycle_id,
            title="Prioritas",
            option_ids=options,
            closes_at=instant,
        )

    assert voting.round_desk(scene.dian, cycle_id=None).rounds == ()


@pytest.mark.parametrize("options", [None, [], {}, [None, None], [[], []], ["a", "b"]])
def test_a_round_without_options_is_none(scene: Scene, options: object) -> None:
    with pytest.raises(DomainError, match=r"round_not_ready|field_invalid"):
        transport.write(
            "open_round",
            as_=scene.dian,
            request_id=uuid4(),
            cycle_id=scene.cycle_id,
            title="Prioritas",
            option_ids=options,
            closes_at="2100-01-01",
        )

    assert voting.round_desk(scene.dian, cycle_id=None).rounds == ()


NO_SEQUENCE: list[object] = [None, "", "satu", "1", 1.5, True, [], {}, 2**63, 1e300, -1]


@pytest.mark.parametrize("number", NO_SEQUENCE)
@pytest.mark.parametrize("name", ["sequence", "base_version"])
def test_a_save_that_is_counted_by_no_number_is_refused(scene: Scene, name: str, number: object) -> None:
    draft = scene.answer(scene.budi)
    one = {"field": "title", "value": "Judul lain", "sequence": 1, "base_version": 0, name: number}

    with pytest.raises(DomainError, match="field_invalid: title"):
        transport.write("save_fields", as_=scene.budi, answer_id=draft, client_id=uuid4(), fields=[one])

    assert answers.answer_screen(scene.budi, answer_id=draft).values["title"] == "Antrean panjang di loket"


@pytest.mark.parametrize("half", ["", "  ", [], None])
def test_years_of_which_one_end_is_unanswered_are_kept_in_a_draft(scene: Scene, half: object) -> None:
    draft = scene.answer(scene.budi, sheet="solution")
    years = {"start": half, "end": 2031}

    transport.write(
        "save_fields",
        as_=scene.budi,
        answer_id=draft,
        client_id=uuid4(),
        fields=[{"field": "years", "value": years, "sequence": 1, "base_version": 0}],
    )

    assert answers.answer_screen(scene.budi, answer_id=draft).values["years"] == years


def test_a_sign_in_without_a_device_is_none(scene: Scene) -> None:
    attempt = sign_in.begin_sign_in(name="budi", device=None)

    with pytest.raises(DomainError, match="sign_in_wrong"):
        transport.write("finish_sign_in", as_=DOORKEEPER, attempt_id=attempt.attempt_id, device=None)

    assert sign_in.finish_sign_in(attempt_id=attempt.attempt_id, device="d" * 43).ticket, "and is not used up"


def test_a_ticket_without_a_cookie_is_not_used_up(scene: Scene) -> None:
    attempt = sign_in.begin_sign_in(name="budi", device=None)
    ticket = sign_in.finish_sign_in(attempt_id=attempt.attempt_id, device="d" * 43).ticket

    with pytest.raises(DomainError, match="ticket_invalid"):
        transport.write("redeem_ticket", as_=DOORKEEPER, ticket=ticket, cookie=None)

    assert sign_in.redeem_ticket(ticket=ticket, cookie="c" * 43)


# ── all of them, with anything ──────────────────────────────────────────────────────────────────────────────

TEXTS = st.sampled_from(
    ["", " ", "\n", "a", "x" * 5000, "😀\u202e", "'; drop table app.answer --", "=cmd()", PASSWORD_HASH, "٣"]
) | st.sampled_from(
    [
        "problem",
        "dikirim",
        "draf",
        "diterima",
        "AAA",
        "peserta",
        "diskominfo",
        "own",
        "budi",
        "kota",
        "0812345678",
    ]
)
SCALARS = st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats(allow_nan=False) | TEXTS
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
FIELDS = [
    "title",
    "urgency",
    "location",
    "supporting_data",
    "problems",
    "years",
    "quick_win",
    "cost",
    "lead_unit",
]


def saves(ids: list[str]) -> st.SearchStrategy[Any]:
    value = JSON | st.lists(st.sampled_from(ids), max_size=3)
    value |= st.fixed_dictionaries({"start": SCALARS, "end": SCALARS})
    value |= st.lists(
        st.dictionaries(st.sampled_from(["figure", "year", "source", "name"]), SCALARS), max_size=2
    )
    one = st.fixed_dictionaries(
        {
            "field": st.sampled_from(FIELDS),
            "value": value,
            "sequence": st.integers(1, 9),
            "base_version": st.just(0),
        }
    )
    return st.lists(one | JSON, max_size=3)


def anything(kind: str, ids: list[str]) -> st.SearchStrategy[Any]:
    """Whatever an argument of this SQL type can hold; ids are mostly of rows that are there."""
    ranks = st.dictionaries(st.sampled_from(ids), st.integers(0, 3) | SCALARS, max_size=4)
    by_kind: dict[str, st.SearchStrategy[Any]] = {
        "date": st.dates().map(str)
        | st.sampled_from(["infinity", "-infinity", "0001-01-01", "5874897-12-31"]),
        "uuid": st.sampled_from(ids) | st.uuids().map(str),
        "text": TEXTS,
        "integer": st.integers(-(2**31), 2**31 - 1) | st.integers(0, 5),
        "bigint": st.integers(-(2**63), 2**63 - 1),
        "boolean": st.booleans(),
        "timestamp with time zone": st.sampled_from([*INSTANTS, "2027-01-01", "2100-01-01"]),
        "jsonb": st.lists(JSON) | st.lists(st.sampled_from(ids), max_size=4) | ranks | saves(ids),
    }
    return st.none() | by_kind[kind]


def prepared(scene: Scene) -> list[str]:
    """A city in which something of everything is there; the ids of it all."""
    made = [scene.answer(scene.budi, status) for status in ("draf", "dikirim", "diterima")]
    made += [scene.answer(scene.budi, status, "solution") for status in ("draf", "diterima", "diterima")]
    found = stages.stages_screen(scene.dian, cycle_id=None)
    made += [scene.cycle_id, scene.rina.participant_id, *(window.id for window in found.windows)]
    round_id = transport.write(
        "open_round",
        as_=scene.dian,
        request_id=uuid4(),
        cycle_id=scene.cycle_id,
        title="Prioritas",
        option_ids=[str(one) for one in made[4:6]],
        closes_at="2100-01-01",
    )["round_id"]
    return [*map(str, made), round_id]


def call(name: str, who: Identity | None, arguments: dict[str, Any]) -> None:
    with suppress(DomainError):
        transport.write(name, as_=who or DOORKEEPER, **arguments)


def signatures(scene: Scene) -> list[tuple[str, list[str], list[str]]]:
    return scene.everything(
        "select proname, coalesce(proargnames, '{}'),"
        " array(select format_type(kind, null) from unnest(proargtypes) as kind)"
        " from pg_proc where pronamespace = 'api'::regnamespace order by 1"
    )


@given(data=st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_is_answered_or_refused_and_leaves_what_can_be_shown(
    scene: Scene, bring_back: Composed, data: st.DataObject
) -> None:
    scene.owner.execute(bring_back)
    ids = prepared(scene)
    name, names, kinds = data.draw(st.sampled_from(signatures(scene)))
    who = None if name in DOORKEEPERS else data.draw(st.sampled_from([scene.budi, scene.dian, scene.wali]))
    arguments = {
        one.removeprefix("p_"): str(uuid4()) if one == "p_request_id" else data.draw(anything(kind, ids))
        for one, kind in zip(names, kinds, strict=True)
    }

    call(name, who, arguments)

    scene.everything("update app.session set ended_at = null")
    scene.everything("update app.participant set must_change_password = false, is_active = true")
    home.home_screen(scene.budi, cycle_id=scene.cycle_id)
    voting.round_screen(scene.wali, cycle_id=scene.cycle_id, round_id=None)
    answers.answers_screen(
        scene.dian, cycle_id=scene.cycle_id, sheet="problem", pillar_code=None, sector_code=None, before=None
    )
