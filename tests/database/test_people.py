"""The desk's people: found, edited, imported, given one-time passwords; and one officer always stays."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from components.documents.people_reading import read_people
from components.rules.people import plan
from db import transport
from db.embedded import Server
from db.errors import DomainError
from db.gateway import accounts, approval, home, people, sign_in
from db.gateway.accounts import Account, Search
from db.gateway.people import PersonRow
from db.identity import Identity, Role
from tests.database import city as small_city
from tests.database.city import PASSWORD_HASH
from tests.database.scene import Scene
from tests.unit import lists

OTHER_HASH = PASSWORD_HASH[:-1] + "N"


def search(text: str = "", **narrow: Any) -> Search:
    return Search(**{"text": text, "role": None, "unit_code": None, "show": None, **narrow})


def found(scene: Scene, text: str = "", **narrow: Any) -> list[str]:
    screen = accounts.accounts_screen(scene.dian, search=search(text, **narrow), page=1)
    return [one.user_name for one in screen.people]


def look(scene: Scene, who: Identity) -> Account:
    return accounts.account_screen(scene.dian, participant_id=who.participant_id)


def edit(by: Identity, who: Identity, **changes: Any) -> bool:
    kept: dict[str, Any] = {"name": who.name, "title": None, "role": who.role, "phone": None}
    kept["unit_code"] = {"peserta": "DINAS-A", "diskominfo": "DINAS-B"}.get(who.role)
    return accounts.edit_participant(
        by, request_id=uuid4(), participant_id=who.participant_id, **{**kept, **changes}
    )


def row(user_name: str = "baru", *, id_: UUID | None = None, **changes: Any) -> PersonRow:
    known: dict[str, Any] = {"name": "Dr. Ir. Baru, M.Si.", "title": None, "role": "peserta"}
    known |= {"unit_code": "KEL-1", "phone": None}
    return PersonRow(participant_id=id_, user_name=user_name, **{**known, **changes})


def bring(scene: Scene, *rows: PersonRow) -> list[tuple[str, str | None, str | None]]:
    done = people.import_participants(scene.dian, request_id=uuid4(), rows=rows)
    return [(one.outcome, one.code, one.field) for one in done]


def second_officer(scene: Scene, name: str = "dodi") -> Identity:
    connection = scene.owner
    return small_city.sign_in(connection, name, "diskominfo", "DINAS-B")


# ── finding ─────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SARI", ["sari"]),
        ("satu kelurahan", ["sari"]),  # her unit, the words in any order
        ("62811", ["sari"]),
        ("0811-2233", ["sari"]),  # as it is dialled
        ("%", []),
        ("sari budi", []),
    ],
)
def test_a_search_finds_by_name_unit_and_number(scene: Scene, text: str, names: list[str]) -> None:
    scene.everything("update app.participant set phone = '6281122334455' where user_name = 'sari'")

    assert found(scene, text) == names


def test_a_list_is_narrowed_by_role_and_unit(scene: Scene) -> None:
    assert found(scene, role="pendamping") == ["pandu"]
    assert found(scene, unit_code="DINAS-A") == ["bayu", "budi"]
    assert found(scene, unit_code="DINAS-A", role="pimpinan") == []


def test_a_list_is_narrowed_to_those_who_wait_for_something(scene: Scene) -> None:
    sign_in.request_password_reset(name="tono")
    for _ in range(5):
        sign_in.begin_sign_in(name="rina", device=None)
    scene.everything("update app.participant set is_active = false where user_name = 'joko'")
    scene.everything("update app.participant set must_change_password = true where user_name = 'wali'")
    bring(scene, row())

    assert found(scene, show="asked") == ["tono"]
    assert found(scene, show="locked") == ["rina"]
    assert found(scene, show="inactive") == ["joko"]
    assert found(scene, show="no_password") == ["baru"]
    assert found(scene, show="not_begun") == ["wali", "baru"]
    assert found(scene)[:2] == ["tono", "rina"], "who waits stands first"


def test_three_hundred_people_come_a_page_a_call_below_100_kb(scene: Scene) -> None:
    scene.everything(
        "insert into app.participant (user_name, name, title, role, unit_id, phone)"
        " select 'orang' || n, repeat('Nama Panjang ', 9) || n, repeat('j', 120), 'peserta', %s,"
        " '62812000' || (1000 + n)"
        " from generate_series(1, 300) as n",
        [scene.city.units["KEL-1"]],
    )

    answer = transport.read(
        "accounts_screen", as_=scene.dian, search="", role=None, unit_code=None, show=None, page=1
    )
    last = accounts.accounts_screen(scene.dian, search=search(), page=answer["pages"])

    assert (answer["total"], answer["pages"], len(answer["people"])) == (312, 11, 30)
    assert len(json.dumps(answer)) < 100_000
    assert len(last.people) == 12
    assert accounts.accounts_screen(scene.dian, search=search(), page=99).people == ()


# ── editing ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_everything_but_the_user_name_is_edited(scene: Scene) -> None:
    was = edit(
        scene.dian,
        scene.budi,
        name=" Budi, S.T. ",
        title="Kabid",
        unit_code="DINAS-B",
        phone="0812-3456-7890",
    )

    budi = look(scene, scene.budi)
    assert was
    assert (budi.name, budi.title, budi.unit_code) == ("Budi, S.T.", "Kabid", "DINAS-B")
    assert (budi.user_name, budi.phone) == ("budi", "6281234567890")


def test_an_edit_that_says_the_same_changes_and_logs_nothing(scene: Scene) -> None:
    before = scene.everything("select count(*) from app.event")

    assert not edit(scene.dian, scene.budi)
    assert scene.everything("select count(*) from app.event") == before


@pytest.mark.parametrize("change", [{"role": "pendamping"}, {"unit_code": "DINAS-B"}])
def test_another_role_or_unit_ends_every_open_page(scene: Scene, change: dict[str, str]) -> None:
    home.home_screen(scene.budi, cycle_id=None)

    edit(scene.dian, scene.budi, **change)

    with pytest.raises(DomainError, match="session_ended"):
        home.home_screen(scene.budi, cycle_id=None)


def test_another_name_ends_no_page(scene: Scene) -> None:
    edit(scene.dian, scene.budi, name="Budi Santoso", phone="0812 3456 7890")

    home.home_screen(scene.budi, cycle_id=None)


def test_whoever_moves_approves_nothing_in_the_new_unit(scene: Scene) -> None:
    approval.set_responsible(
        scene.dian, request_id=uuid4(), participant_id=scene.budi.participant_id, is_responsible=True
    )

    edit(scene.dian, scene.budi, name="Budi S.")
    assert look(scene, scene.budi).is_responsible
    edit(scene.dian, scene.budi, unit_code="DINAS-B")

    assert not look(scene, scene.budi).is_responsible


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": " \n"}, "field_invalid: name"),
        ({"name": "x" * 121}, "field_invalid: name"),
        ({"title": "x" * 121}, "text_too_long: title"),
        ({"role": "walikota"}, "field_invalid: role"),
        ({"role": None}, "field_invalid: role"),
        ({"unit_code": None}, "field_invalid: unit_code"),
        ({"unit_code": "TIDAK-ADA"}, "field_invalid: unit_code"),
        ({"phone": "12"}, "field_invalid: phone"),
        ({"phone": "0811 2233 4455"}, "name_taken: phone"),  # Sari's
    ],
)
def test_what_cannot_be_is_refused_by_its_field(scene: Scene, change: dict[str, Any], refusal: str) -> None:
    scene.everything("update app.participant set phone = '6281122334455' where user_name = 'sari'")
    before = look(scene, scene.budi)

    with pytest.raises(DomainError, match=refusal):
        edit(scene.dian, scene.budi, **change)

    assert look(scene, scene.budi) == before


def test_the_log_says_what_was_changed_and_never_what_was_typed(scene: Scene) -> None:
    edit(scene.dian, scene.budi, name="Nama Rahasia", role="pendamping", phone="081234567890")

    ((detail,),) = scene.everything("select detail from app.event where act = 'participant_changed'")
    assert detail == {"fields": ["name", "role", "phone"], "role": "pendamping"}


# ── one officer stays ───────────────────────────────────────────────────────────────────────────────────────
def demote(by: Identity, who: Identity) -> Callable[[], object]:
    return lambda: edit(by, who, role="pendamping")


def switch_off(by: Identity, who: Identity) -> Callable[[], object]:
    return lambda: accounts.set_participant_active(
        by, request_id=uuid4(), participant_id=who.participant_id, is_active=False
    )


def import_demotion(by: Identity, who: Identity) -> Callable[[], object]:
    one = row(who.user_name, id_=who.participant_id, name=who.name, role="pendamping", unit_code=None)

    def act() -> object:
        (done,) = people.import_participants(by, request_id=uuid4(), rows=[one])
        if done.code:
            raise LookupError(done.code)
        return done

    return act


ACTS = [demote, switch_off, import_demotion]


@pytest.mark.parametrize("act", ACTS)
def test_the_last_officer_cannot_take_her_own_role_or_account(scene: Scene, act: Any) -> None:
    with pytest.raises((DomainError, LookupError), match="last_diskominfo"):
        act(scene.dian, scene.dian)()

    assert look(scene, scene.dian).role == "diskominfo"


def officers_left(scene: Scene) -> int:
    ((count,),) = scene.everything(
        "select count(*) from app.participant where role = 'diskominfo' and is_active"
    )
    return int(count)


@contextmanager
def held(server: Server) -> Any:
    """Nobody gets on with an officer's account until this is over."""
    with psycopg.connect(server.owner_conninfo) as connection:
        connection.execute("select from app.participant where role = 'diskominfo' for no key update")
        yield


@pytest.mark.parametrize("second", ACTS)
@pytest.mark.parametrize("first", ACTS)
@pytest.mark.parametrize("others", [0, 1])
def test_two_officers_who_remove_each_other_at_once_leave_one(
    scene: Scene, server: Server, first: Any, second: Any, others: int
) -> None:
    """Both were officers when they pressed; the one who comes second is none any more."""
    dodi = second_officer(scene)
    for number in range(others):
        second_officer(scene, f"lain{number}")
    refusals: list[str] = []

    def attempt(act: Callable[[], object]) -> None:
        try:
            act()
        except (DomainError, LookupError) as error:
            refusals.append(str(error))

    threads = [
        threading.Thread(target=attempt, args=(act,))
        for act in (first(scene.dian, dodi), second(dodi, scene.dian))
    ]
    with held(server):
        for thread in threads:
            thread.start()
        while scene.everything("select count(*) from pg_locks where not granted")[0][0] < 2:
            pass
    for thread in threads:
        thread.join()

    assert officers_left(scene) == 1 + others
    assert len(refusals) == 1, refusals
    assert "session_ended" in refusals[0]


# ── unlocking ───────────────────────────────────────────────────────────────────────────────────────────────
def test_an_unlocked_person_may_try_again_with_her_own_password(scene: Scene) -> None:
    for _ in range(6):
        sign_in.begin_sign_in(name="budi", device=None)

    accounts.unlock_participant(scene.dian, request_id=uuid4(), participant_id=scene.budi.participant_id)

    attempt = sign_in.begin_sign_in(name="budi", device=None)
    assert (attempt.is_refused, attempt.password_hash) == (False, PASSWORD_HASH)
    assert not look(scene, scene.budi).is_locked
    home.home_screen(scene.budi, cycle_id=None)


# ── a list ──────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_list_makes_accounts_that_nobody_can_sign_in_to_yet(scene: Scene) -> None:
    assert bring(scene, row()) == [("new", None, None)]

    attempt = sign_in.begin_sign_in(name="baru", device=None)
    assert attempt.password_hash is None
    (baru,) = accounts.accounts_screen(scene.dian, search=search("baru"), page=1).people
    assert (baru.name, baru.unit_code, baru.password) == ("Dr. Ir. Baru, M.Si.", "KEL-1", "none")


def test_each_row_is_whole_or_not_at_all_and_says_why(scene: Scene) -> None:
    budi = scene.budi.participant_id
    done = bring(
        scene,
        row(),
        row("budi"),
        row("lain", unit_code="TIDAK-ADA"),
        row("budi", id_=budi, name="Budi", unit_code="DINAS-A"),
        row("budi", id_=budi, name="Budi S.", unit_code="DINAS-A"),
        row("hilang", id_=uuid4()),
        row("dian", id_=scene.dian.participant_id, role="peserta"),
    )

    assert done == [
        ("new", None, None),
        ("refused", "name_taken", "user_name"),
        ("refused", "field_invalid", "unit_code"),
        ("unchanged", None, None),
        ("changed", None, None),
        ("refused", "not_found", "participant_id"),
        ("refused", "last_diskominfo", "role"),
    ]


def test_a_list_sent_twice_is_written_once(scene: Scene) -> None:
    request = uuid4()

    first = people.import_participants(scene.dian, request_id=request, rows=[row()])
    again = people.import_participants(scene.dian, request_id=request, rows=[row()])

    assert first == again
    assert scene.everything("select count(*) from app.participant where user_name = 'baru'") == [(1,)]


def test_the_same_file_twice_changes_nothing_in_the_database(scene: Scene) -> None:
    content = lists.workbook(
        lists.row("Dr. Ir. Sari Dewi, M.Si.", phone=81234567890, unit="Kel. Satu"),
        lists.row("  Budi   Santoso ", title=" Kabid\u00a0", user_name="BUDI", unit="dinas alfa"),
        lists.row("Nur'aini", phone="+62 (0)812 3456 7891", role="Pimpinan", unit=None),
        lists.row("Sari Dewi", unit="Dinas Beta"),
    )
    file = read_people(content)
    before = plan(file, people.import_screen(scene.dian))
    done = bring(scene, *(one.person for one in before if one.person))

    again = plan(file, people.import_screen(scene.dian))

    assert [outcome for outcome, _, _ in done] == ["new", "changed", "new", "new"]
    assert [one.outcome for one in again] == ["unchanged"] * 4


@pytest.mark.parametrize("rows", [None, {}, [], [1], [[]], ["a"], [{}] * 401])
def test_what_is_no_list_of_people_is_refused(scene: Scene, rows: object) -> None:
    with pytest.raises(DomainError, match="field_invalid: rows"):
        transport.write("import_participants", as_=scene.dian, request_id=uuid4(), rows=rows)


@pytest.mark.parametrize(
    "odd", [{}, {"participant_id": "x"}, {"participant_id": []}, {"name": {}, "user_name": []}]
)
def test_an_odd_row_is_refused_alone(scene: Scene, odd: dict[str, object]) -> None:
    (done,) = transport.write("import_participants", as_=scene.dian, request_id=uuid4(), rows=[odd])

    assert done["outcome"] == "refused"


# ── slips ───────────────────────────────────────────────────────────────────────────────────────────────────
def issue(scene: Scene, *who: UUID, hashed: str = OTHER_HASH) -> None:
    people.issue_passwords(scene.dian, request_id=uuid4(), hashes=dict.fromkeys(who, hashed))


def test_one_time_passwords_open_new_accounts_and_void_old_ones(scene: Scene) -> None:
    bring(scene, row())
    (new,) = people.slips_screen(scene.dian, search=search(show="no_password")).people

    issue(scene, new.id, scene.budi.participant_id)

    assert sign_in.begin_sign_in(name="baru", device=None).password_hash == OTHER_HASH
    assert sign_in.begin_sign_in(name="budi", device=None).password_hash == OTHER_HASH
    assert look(scene, scene.budi).password == "one_time"
    with pytest.raises(DomainError, match="session_ended"):
        home.home_screen(scene.budi, cycle_id=None)


def test_all_get_one_or_nobody_does(scene: Scene) -> None:
    before = scene.everything("select * from app.credential order by 1")

    with pytest.raises(DomainError, match="not_found"):
        issue(scene, scene.budi.participant_id, uuid4())
    with pytest.raises(DomainError, match="field_invalid: password"):
        issue(scene, scene.budi.participant_id, hashed="cdfh-jkmn-prtv-wxy3")

    assert scene.everything("select * from app.credential order by 1") == before


def test_whoever_is_switched_off_gets_no_slip(scene: Scene) -> None:
    scene.everything("update app.participant set is_active = false where user_name = 'budi'")

    names = [one.user_name for one in people.slips_screen(scene.dian, search=search()).people]

    assert "budi" not in names
    assert "bayu" in names


@pytest.mark.parametrize("listed", [None, {}, [], [1], ["a"], [{}], [{"participant_id": "x"}], [{}] * 401])
def test_what_are_no_passwords_is_refused(scene: Scene, listed: object) -> None:
    with pytest.raises(DomainError, match=r"field_invalid|not_found"):
        transport.write("issue_passwords", as_=scene.dian, request_id=uuid4(), passwords=listed)


@pytest.mark.parametrize("role", ["peserta", "pimpinan", "pendamping"])
def test_a_role_taken_away_is_gone_at_the_next_call(scene: Scene, role: Role) -> None:
    dodi = replace(second_officer(scene))

    edit(scene.dian, dodi, role=role)

    with pytest.raises(DomainError, match="session_ended"):
        accounts.accounts_screen(dodi, search=search(), page=1)
