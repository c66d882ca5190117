"""Who sees what, in which state: each cell of the table is a setting, and each cell is obeyed."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from db.errors import DomainError
from db.gateway import accounts, aggregates, answers, discussion
from db.gateway.accounts import Relation, Visibility
from db.gateway.rows import Status
from db.identity import Identity, Role
from tests.database.scene import Scene

STATUSES: tuple[Status, ...] = (
    "draf",
    "diajukan",
    "dikirim",
    "dikembalikan",
    "diterima",
    "digabung",
    "ditolak",
    "ditarik",
)
RELATIONS: tuple[Relation, ...] = ("own", "below", "other")
ROLES: tuple[Role, ...] = ("peserta", "diskominfo", "pimpinan", "pendamping")
# (caller, author): how the caller's unit stands to the author's. Leaders and companions have no unit here.
PAIRS: dict[tuple[Role, Relation], tuple[str, str]] = {
    ("peserta", "own"): ("budi", "bayu"),
    ("peserta", "below"): ("citra", "sari"),
    ("peserta", "other"): ("joko", "budi"),
    ("diskominfo", "own"): ("dian", "rina"),
    ("diskominfo", "other"): ("dian", "budi"),
    ("pimpinan", "other"): ("wali", "budi"),
    ("pendamping", "other"): ("pandu", "budi"),
}
CELLS = [(role, relation, status) for role, relation in PAIRS for status in STATUSES]
# nobody but its unit can be given what is not sent yet: tested below
NOT_SENT: tuple[Status, ...] = ("draf", "diajukan")
READABLE = [cell for cell in CELLS if cell[1] == "own" or cell[2] not in NOT_SENT]


def set_cell(scene: Scene, role: str, relation: str, status: str, what: str, allowed: bool) -> None:
    # straight into the table: what the database must obey, whoever set it
    reading = "can_read = true," if what == "can_comment" and allowed else ""
    commenting = "can_comment = false," if what == "can_read" and not allowed else ""
    scene.everything(
        f"update app.visibility set {reading} {commenting} {what} = %s"
        " where role = %s and relation = %s and status = %s",
        (allowed, role, relation, status),
    )


def can_read(me: Identity, answer_id: UUID) -> bool:
    try:
        answers.answer_screen(me, answer_id=answer_id)
    except DomainError as refusal:
        if refusal.code != "not_found":
            raise
        return False
    return True


@pytest.mark.parametrize("allowed", [True, False])
@pytest.mark.parametrize(("role", "relation", "status"), READABLE)
def test_reading_follows_the_cell(
    scene: Scene, role: Role, relation: Relation, status: Status, allowed: bool
) -> None:
    caller, author = PAIRS[role, relation]
    subject = scene.answer(scene.city.people[author], status)
    set_cell(scene, role, relation, status, "can_read", allowed)

    assert can_read(scene.city.people[caller], subject) is allowed
    assert scene.everything("select 1 from app.answer where id = %s", (subject,)) == [(1,)]


@pytest.mark.parametrize("allowed", [True, False])
@pytest.mark.parametrize(("role", "relation", "status"), READABLE)
def test_commenting_follows_the_cell(
    scene: Scene, role: Role, relation: Relation, status: Status, allowed: bool
) -> None:
    caller, author = PAIRS[role, relation]
    subject = scene.answer(scene.city.people[author], status)
    set_cell(scene, role, relation, status, "can_comment", allowed)
    set_cell(scene, role, relation, status, "can_read", True)

    try:
        discussion.add_comment(
            scene.city.people[caller], request_id=uuid4(), answer_id=subject, body="Setuju"
        )
        commented = True
    except DomainError as refusal:
        if refusal.code != "not_allowed":
            raise
        commented = False

    assert commented is allowed


COUNTED = [cell for cell in CELLS if cell[2] not in ("ditolak", "ditarik")]  # these are in no picture


@pytest.mark.parametrize("allowed", [True, False])
@pytest.mark.parametrize(("role", "relation", "status"), COUNTED)
def test_counting_by_unit_follows_the_cell(
    scene: Scene, role: Role, relation: Relation, status: Status, allowed: bool
) -> None:
    caller, author = PAIRS[role, relation]
    scene.answer(scene.city.people[author], status)
    set_cell(scene, role, relation, status, "can_count", allowed)

    screen = aggregates.aggregate_screen(
        scene.city.people[caller], cycle_id=None, sheet="problem", pillar_code=None, known_version=None
    )

    assert screen is not None
    assert bool(screen.coverage) is allowed
    assert sum(total.draft + total.sent + total.accepted for total in screen.totals) == 1, (
        "the city's total is everybody's"
    )


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("relation", ["below", "other"])
@pytest.mark.parametrize("status", NOT_SENT)
def test_nobody_but_its_unit_can_be_given_a_draft_to_read(
    scene: Scene, role: Role, relation: Relation, status: Status
) -> None:
    cell = Visibility(
        role=role, relation=relation, status=status, can_read=True, can_count=True, can_comment=False
    )

    with pytest.raises(DomainError, match="field_invalid"):
        accounts.set_visibility(scene.dian, request_id=uuid4(), cell=cell)


def test_a_changed_cell_works_at_the_next_look(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "dikirim")
    cell = Visibility(
        role="peserta", relation="other", status="dikirim", can_read=True, can_count=False, can_comment=False
    )
    hidden_before = not can_read(scene.joko, subject)

    accounts.set_visibility(scene.dian, request_id=uuid4(), cell=cell)

    assert hidden_before
    assert can_read(scene.joko, subject)


def test_the_table_has_every_cell(scene: Scene) -> None:
    cells = accounts.visibility_screen(scene.dian)

    assert {(cell.role, cell.relation, cell.status) for cell in cells} == {
        (role, relation, status) for role in ROLES for relation in RELATIONS for status in STATUSES
    }


def test_an_agency_does_not_see_below_itself(scene: Scene) -> None:
    # only a district has villages below it; an agency's branch office is a unit of its own
    scene.everything(
        "update app.unit set parent_id = (select id from app.unit where code = 'DINAS-A')"
        " where code = 'DINAS-B'"
    )
    subject = scene.answer(scene.rina, "dikirim")

    assert not can_read(scene.budi, subject)


@pytest.mark.parametrize("reader", ["dian", "pandu", "citra", "wali"])
def test_a_draft_that_was_given_up_is_still_a_draft_to_everybody_else(scene: Scene, reader: str) -> None:
    scene.everything("update app.visibility set can_read = true, can_comment = true where status = 'ditarik'")
    draft = scene.answer(scene.sari)
    answers.withdraw_answer(scene.sari, request_id=uuid4(), answer_id=draft, reason=None)

    with pytest.raises(DomainError, match="not_found"):
        discussion.add_comment(
            scene.city.people[reader], request_id=uuid4(), answer_id=draft, body="Mengapa?"
        )
    assert not can_read(scene.city.people[reader], draft)
    assert can_read(scene.sari, draft), "and its unit takes it back into work from there"
