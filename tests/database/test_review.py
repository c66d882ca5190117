"""Review: reasons per field and a day, another pillar, two reviewers, and every act taken back exactly."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from psycopg.sql import Composed

from components.rules.draft import version
from db import transport
from db.errors import DomainError, ErrorCode
from db.gateway import answers, asking, curation, review, voting
from db.gateway.answers import FieldSave
from db.gateway.review import OpenReview, Queue
from db.identity import Identity
from tests.database.city import sign_in
from tests.database.scene import PROBLEM, Scene

WAITING = Queue(sheet="problem", status="dikirim")


def in_days(days: int) -> date:
    return datetime.now(UTC).date() + timedelta(days=days)


def sent(scene: Scene, by: Identity, **values: Any) -> UUID:
    """Written and sent through the front door, so that its history is whole."""
    draft = answers.create_draft(
        by, request_id=uuid4(), cycle_id=scene.cycle_id, sheet="problem", pillar_code="AAA"
    )
    write(by, draft, **{**PROBLEM, **values})
    answers.send_answer(by, request_id=uuid4(), answer_id=draft)
    return draft


def write(by: Identity, answer_id: UUID, **values: Any) -> None:
    """As the form does that was drawn just now: over what stands there, by whomever it was written."""
    drawn = answers.answer_screen(by, answer_id=answer_id).fields
    sequence = datetime.now(UTC).timestamp() * 1_000_000
    fields = [
        FieldSave(field=key, value=value, sequence=int(sequence), base_version=version(drawn.get(key)))
        for key, value in values.items()
    ]
    saved = answers.save_fields(by, answer_id=answer_id, client_id=answer_id, fields=fields)
    assert {one.outcome for one in saved.fields} == {"saved"}


def opened(me: Identity, answer_id: UUID, by: Queue = WAITING) -> OpenReview:
    return review.open_review(me, answer_id=answer_id, by=by)


def decide(me: Identity, answer_id: UUID, decision: curation.Decision, **changes: Any) -> None:
    say: dict[str, Any] = {"reason": None, "fields": {}, "due_on": None, **changes}
    say.setdefault("version", opened(me, answer_id).revision)
    curation.review_answer(me, request_id=uuid4(), answer_id=answer_id, decision=decision, **say)


def move(me: Identity, answer_id: UUID, pillar_code: str, sub_pillar: str | None = None) -> None:
    curation.move_answer(
        me,
        request_id=uuid4(),
        answer_id=answer_id,
        version=opened(me, answer_id).revision,
        pillar_code=pillar_code,
        sub_pillar=sub_pillar,
    )


def undo(me: Identity, answer_id: UUID) -> curation.Act:
    version = opened(me, answer_id).revision
    return curation.undo_review(me, request_id=uuid4(), answer_id=answer_id, version=version)


def told(scene: Scene, me: Identity) -> list[str]:
    return [
        kind
        for (kind,) in scene.everything(
            "select kind from app.news where participant_id = %s order by ctid", (me.participant_id,)
        )
    ]


@pytest.fixture
def dewi(scene: Scene) -> Identity:
    """A second reviewer."""
    return sign_in(scene.owner, "dewi", "diskominfo", None)


# ── returning ───────────────────────────────────────────────────────────────────────────────────────────────
def test_the_unit_reads_the_reasons_at_their_fields_and_until_when(scene: Scene) -> None:
    subject = sent(scene, scene.budi)

    decide(
        scene.dian,
        subject,
        "dikembalikan",
        fields={"title": " Terlalu umum ", "condition": "Sejak kapan?"},
        due_on=in_days(3),
    )

    screen = answers.answer_screen(scene.budi, answer_id=subject)
    assert screen.returned is not None
    assert screen.returned.fields == {"title": "Terlalu umum", "condition": "Sejak kapan?"}
    assert screen.returned.due_at is not None
    assert screen.returned.due_at > datetime.now(UTC) + timedelta(days=2)
    assert screen.answer.reason == "Judul masalah: Terlalu umum\nKondisi saat ini: Sejak kapan?"
    assert told(scene, scene.budi) == ["returned"]


def test_what_was_returned_with_a_day_is_mended_and_sent_after_the_window_closed(scene: Scene) -> None:
    subject = sent(scene, scene.budi)
    decide(scene.dian, subject, "dikembalikan", reason="Perjelas", due_on=in_days(2))
    scene.close_window("problem")

    write(scene.budi, subject, title="Antrean loket KTP")

    assert answers.send_answer(scene.budi, request_id=uuid4(), answer_id=subject).status == "dikirim"
    with pytest.raises(DomainError, match="window_closed"):
        answers.reopen_answer(scene.budi, request_id=uuid4(), answer_id=subject)


def test_without_a_day_or_after_it_a_closed_window_stays_closed(scene: Scene) -> None:
    without, after = sent(scene, scene.budi), sent(scene, scene.budi)
    decide(scene.dian, without, "dikembalikan", reason="Perjelas")
    decide(scene.dian, after, "dikembalikan", reason="Perjelas", due_on=in_days(2))
    scene.everything("update app.answer set due_at = now() - interval '1 second' where id = %s", (after,))
    scene.close_window("problem")

    for subject in (without, after):
        assert not answers.answer_screen(scene.budi, answer_id=subject).is_open
        with pytest.raises(DomainError, match="window_closed"):
            write(scene.budi, subject, title="Terlambat")


@pytest.mark.parametrize("due_on", [in_days(-3), in_days(500), "infinity", "-infinity"])
def test_a_day_that_is_over_or_too_far_is_refused(scene: Scene, due_on: Any) -> None:
    subject = sent(scene, scene.budi)

    with pytest.raises(DomainError, match="field_invalid: due_on"):
        decide(scene.dian, subject, "dikembalikan", reason="Perjelas", due_on=due_on)


@pytest.mark.parametrize("fields", [{"tidak_ada": "?"}, {"title": "x" * 501}, {"title": 1}, {"title": None}])
def test_a_reason_belongs_to_a_question_and_is_short(scene: Scene, fields: Any) -> None:
    subject = sent(scene, scene.budi)

    with pytest.raises(DomainError, match="field_invalid: fields"):
        decide(scene.dian, subject, "dikembalikan", fields=fields)

    assert answers.answer_screen(scene.budi, answer_id=subject).answer.status == "dikirim"


@pytest.mark.parametrize("fields", [{}, {"title": "  \n"}])
def test_returning_without_any_reason_is_refused(scene: Scene, fields: dict[str, str]) -> None:
    subject = sent(scene, scene.budi)

    with pytest.raises(DomainError, match="reason_required"):
        decide(scene.dian, subject, "dikembalikan", fields=fields)


def test_an_identity_number_in_a_reason_is_masked(scene: Scene) -> None:
    subject = sent(scene, scene.budi)

    decide(scene.dian, subject, "dikembalikan", fields={"title": "Hapus 1871010101900001"})

    returned = answers.answer_screen(scene.budi, answer_id=subject).returned
    assert returned is not None
    assert "1871010101900001" not in returned.fields["title"]


def test_of_what_is_sent_again_the_reviewer_sees_what_was_sent_before(scene: Scene) -> None:
    subject = sent(scene, scene.budi)
    assert opened(scene.dian, subject).sent_before is None
    decide(scene.dian, subject, "dikembalikan", fields={"title": "Terlalu umum"})
    write(scene.budi, subject, title="Antrean loket KTP")
    answers.send_answer(scene.budi, request_id=uuid4(), answer_id=subject)

    found = opened(scene.dian, subject)

    assert found.sent_before is not None
    assert found.sent_before.values["title"] == PROBLEM["title"]
    assert found.screen.values["title"] == "Antrean loket KTP"
    assert found.acts[0].fields == {"title": "Terlalu umum"}
    assert answers.answer_screen(scene.budi, answer_id=subject).returned is None


# ── another pillar ──────────────────────────────────────────────────────────────────────────────────────────
def test_a_moved_answer_keeps_everything_but_its_sub_pillar_which_its_unit_is_asked_again(
    scene: Scene,
) -> None:
    subject = sent(scene, scene.budi)

    move(scene.dian, subject, "BBB")

    screen = answers.answer_screen(scene.budi, answer_id=subject)
    assert (screen.answer.pillar_code, screen.answer.status) == ("BBB", "dikirim")
    assert screen.values == {key: value for key, value in PROBLEM.items() if key != "sub_pillar"}
    assert screen.lacks_sub_pillar
    assert told(scene, scene.budi) == ["moved"]
    scene.close_window("problem")
    asking.choose_sub_pillar(scene.budi, request_id=uuid4(), answer_id=subject, sub_pillar="BBB-1")
    assert answers.answer_screen(scene.budi, answer_id=subject).values["sub_pillar"] == "BBB-1"


def test_the_reviewer_may_name_the_sub_pillar_at_once(scene: Scene) -> None:
    subject = sent(scene, scene.budi)

    move(scene.dian, subject, "BBB", "BBB-1")

    assert answers.answer_screen(scene.budi, answer_id=subject).values["sub_pillar"] == "BBB-1"


@pytest.mark.parametrize(
    ("pillar", "sub", "fault"),
    [
        ("AAA", None, "pillar_code"),  # where it is already
        ("ZZZ", None, "pillar_code"),
        ("BBB", "AAA-1", "sub_pillar"),  # of the old one
    ],
)
def test_a_move_leads_into_another_pillar_that_is_there(
    scene: Scene, pillar: str, sub: str | None, fault: str
) -> None:
    subject = sent(scene, scene.budi)

    with pytest.raises(DomainError, match=f"field_invalid: {fault}"):
        move(scene.dian, subject, pillar, sub)


def test_a_sub_pillar_that_was_chosen_is_not_chosen_over(scene: Scene) -> None:
    subject = sent(scene, scene.budi)

    with pytest.raises(DomainError, match="wrong_state"):
        asking.choose_sub_pillar(scene.budi, request_id=uuid4(), answer_id=subject, sub_pillar="AAA-2")


# ── two reviewers ───────────────────────────────────────────────────────────────────────────────────────────
def test_the_second_reviewer_is_told_who_has_it_open(scene: Scene, dewi: Identity) -> None:
    subject, other = sent(scene, scene.budi), sent(scene, scene.budi)
    opened(scene.dian, subject)

    assert [one.name for one in opened(dewi, subject).lookers] == ["Dian"]
    opened(scene.dian, other)
    assert opened(dewi, subject).lookers == ()


def test_nobody_overwrites_what_was_decided_since_she_opened_it(scene: Scene, dewi: Identity) -> None:
    subject = sent(scene, scene.budi)
    read = opened(dewi, subject).revision
    decide(scene.dian, subject, "diterima")

    with pytest.raises(DomainError) as refusal:
        decide(dewi, subject, "ditolak", reason="Ganda", version=read)

    assert (refusal.value.code, refusal.value.field) == ("answer_changed", "1")
    assert opened(dewi, subject).acts[0].by == "Dian"
    assert opened(dewi, subject).screen.answer.status == "diterima"


def test_an_act_taken_back_leaves_another_revision_behind(scene: Scene, dewi: Identity) -> None:
    subject = sent(scene, scene.budi)
    read = opened(dewi, subject).revision
    decide(scene.dian, subject, "diterima")
    undo(scene.dian, subject)

    with pytest.raises(DomainError, match="answer_changed"):
        decide(dewi, subject, "diterima", version=read)


def test_one_of_many_that_was_decided_since_stops_them_all(scene: Scene) -> None:
    subjects = [sent(scene, scene.budi) for _ in range(2)]
    listed = review.review_screen(scene.dian, cycle_id=None, by=WAITING, after=None).answers
    versions = {row.answer.id: row.version for row in listed}
    move(scene.dian, subjects[1], "BBB")

    with pytest.raises(DomainError, match="answer_changed: 2"):
        curation.decide_answers(
            scene.dian,
            request_id=uuid4(),
            answer_ids=subjects,
            decision="diterima",
            reason=None,
            versions=versions,
        )

    assert {opened(scene.dian, one).screen.answer.status for one in subjects} == {"dikirim"}


# ── taking back ─────────────────────────────────────────────────────────────────────────────────────────────
def test_from_the_opening_of_a_vote_nothing_about_it_is_taken_back(scene: Scene) -> None:
    options = [scene.answer(scene.budi, "dikirim", "solution", title=f"Solusi {n}") for n in (1, 2)]
    curation.decide_answers(
        scene.dian, request_id=uuid4(), answer_ids=options, decision="diterima", reason=None
    )
    closes_at = datetime.now(UTC) + timedelta(hours=1)
    voting.open_round(
        scene.dian,
        request_id=uuid4(),
        cycle_id=scene.cycle_id,
        title="Prioritas",
        option_ids=options,
        closes_at=closes_at,
    )

    found = opened(scene.dian, options[0])

    assert found.undo is not None
    assert found.undo.fault == ErrorCode.VOTING_OPENED
    with pytest.raises(DomainError, match="voting_opened"):
        undo(scene.dian, options[0])
    with pytest.raises(DomainError, match="voting_opened"):
        move(scene.dian, options[0], "BBB")


def test_a_return_that_its_unit_has_begun_to_mend_is_not_taken_back(scene: Scene) -> None:
    subject = sent(scene, scene.budi)
    decide(scene.dian, subject, "dikembalikan", reason="Perjelas")
    write(scene.budi, subject, title="Belum selesai ditulis")

    with pytest.raises(DomainError, match="answer_changed"):
        undo(scene.dian, subject)

    found = opened(scene.dian, subject)
    assert found.screen.answer.status == "dikembalikan"
    assert found.screen.values["title"] == PROBLEM["title"], "and its text stays its own"


def test_who_was_told_of_an_act_is_told_that_it_was_taken_back(scene: Scene) -> None:
    subject = sent(scene, scene.budi)
    decide(scene.dian, subject, "ditolak", reason="Ganda")

    assert undo(scene.dian, subject) == "ditolak"

    assert told(scene, scene.budi) == ["declined", "undone"]
    last = opened(scene.dian, subject).screen.history[-1]
    assert (last.status, last.undone_by) == ("ditolak", "Dian")


def test_with_nothing_to_take_back_it_says_so(scene: Scene) -> None:
    subject = sent(scene, scene.budi)

    assert opened(scene.dian, subject).undo is None
    with pytest.raises(DomainError, match="wrong_state"):
        undo(scene.dian, subject)


@dataclass(frozen=True)
class State:
    """What an act of review changes, and what its unit does in between."""

    status: str = "dikirim"
    decision: int = 0  # which act decided last; 0: none
    pillar: str = "AAA"
    sub_pillar: str | None = "AAA-1"
    is_due: bool = False
    sending: int = 1
    title: str = PROBLEM["title"]

    @property
    def shown(self) -> tuple[object, ...]:
        return self.status, self.decision > 0, self.pillar, self.sub_pillar, self.is_due, self.title


@dataclass
class Model:
    state: State = State()
    stack: list[tuple[str, State, State]] = field(default_factory=list)
    acts: int = 0

    def act(self, kind: str, after: State) -> None:
        self.acts += 1
        after = replace(after, decision=self.acts) if kind in ("accept", "return", "decline") else after
        self.stack.append((kind, self.state, after))
        self.state = after

    def undo_fault(self) -> str | None:
        if not self.stack:
            return "wrong_state"
        kind, _, after = self.stack[-1]
        if kind == "refer":
            return None
        now = replace(self.state, sub_pillar=after.sub_pillar, title=after.title)
        is_written_in = kind == "return" and self.state.title != after.title
        return "answer_changed" if now != after or is_written_in else None

    def undo(self) -> None:
        kind, before, _ = self.stack.pop()
        if kind != "refer":
            sub = before.sub_pillar if kind == "move" else self.state.sub_pillar
            self.state = replace(before, sub_pillar=sub, title=self.state.title)

    def step(self, name: str) -> str | None:
        """What the rules say comes of it: None, it is done; else the word of the refusal."""
        state = self.state
        if name in ("accept", "return", "decline"):
            if state.status != "dikirim":
                return "wrong_state"
            status = {"accept": "diterima", "return": "dikembalikan", "decline": "ditolak"}[name]
            self.act(name, replace(state, status=status, is_due=name == "return"))
        elif name in ("move", "refer"):
            if state.status not in ("dikirim", "diterima"):
                return "wrong_state"
            other = "BBB" if state.pillar == "AAA" else "AAA"
            self.act(name, replace(state, pillar=other, sub_pillar=None) if name == "move" else state)
        elif name == "undo":
            if fault := self.undo_fault():
                return fault
            self.undo()
        elif state.status != "dikembalikan":
            return "wrong_state"
        elif name == "edit":
            self.state = replace(state, title=f"Judul {self.acts} {state.sending}")
        else:
            sub = state.sub_pillar or f"{state.pillar}-1"
            changes = {"status": "dikirim", "is_due": False, "sending": state.sending + 1, "sub_pillar": sub}
            self.state = replace(state, **changes)  # type: ignore[arg-type]
        return None


def do(scene: Scene, subject: UUID, name: str, model: Model) -> None:
    if name in ("accept", "return", "decline"):
        decision: dict[str, curation.Decision] = {
            "accept": "diterima",
            "return": "dikembalikan",
            "decline": "ditolak",
        }
        due_on = in_days(3) if name == "return" else None
        reason = None if name == "accept" else "Alasan"
        decide(scene.dian, subject, decision[name], reason=reason, due_on=due_on)
    elif name == "move":
        move(scene.dian, subject, "BBB" if model.state.pillar == "AAA" else "AAA")
    elif name == "refer":
        refer(scene, subject)
    elif name == "undo":
        undo(scene.dian, subject)
    elif name == "edit":
        write(scene.budi, subject, title=f"Judul {model.acts} {model.state.sending}")
    else:
        if model.state.status == "dikembalikan" and model.state.sub_pillar is None:
            write(scene.budi, subject, sub_pillar=f"{model.state.pillar}-1")
        answers.send_answer(scene.budi, request_id=uuid4(), answer_id=subject)


def refer(scene: Scene, subject: UUID) -> None:
    curation.refer_answer(
        scene.dian,
        request_id=uuid4(),
        answer_id=subject,
        version=opened(scene.dian, subject).revision,
        unit_ids=[scene.city.units["KEL-1"]],
        question="Berapa warga?",
        due_on=in_days(3),
    )


def standing(scene: Scene, subject: UUID) -> tuple[object, ...]:
    (found,) = scene.everything(
        "select status, decided_at is not null, pillar_code, answers ->> 'sub_pillar', due_at is not null,"
        " title from app.answer where id = %s",
        (subject,),
    )
    return found


STEPS = ("accept", "return", "decline", "move", "refer", "undo", "undo", "edit", "resend")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(STEPS), max_size=14))
@example(steps=["move", "return", "resend"])  # the sub-pillar that was cleared is written anew
def test_whatever_is_done_and_taken_back_the_answer_stands_where_the_rules_say(
    scene: Scene, bring_back: Composed, steps: list[str]
) -> None:
    scene.owner.execute(bring_back)
    subject, model = sent(scene, scene.budi), Model()

    for name in steps:
        try:
            do(scene, subject, name, model)
            came_of_it = None
        except DomainError as refusal:
            came_of_it = refusal.code.value
        assert came_of_it == model.step(name), name
        assert standing(scene, subject) == model.state.shown, name

    live = scene.everything("select count(*) from app.review where undone_at is null")
    assert live == [(len(model.stack),)]


# ── the queue ───────────────────────────────────────────────────────────────────────────────────────────────
def numbers(me: Identity, **by: Any) -> list[int | None]:
    chosen = Queue(**{"sheet": "problem", "status": "dikirim", **by})
    found = review.review_screen(me, cycle_id=None, by=chosen, after=None)
    assert found.total == len(found.answers)
    return [row.answer.number for row in found.answers]


def test_the_queue_is_narrowed_by_pillar_unit_age_and_whose_it_is(scene: Scene, dewi: Identity) -> None:
    scene.answer(scene.budi, "dikirim")
    old = scene.answer(scene.sari, "dikirim")
    scene.answer(scene.budi, "dikirim", pillar_code="BBB")
    scene.everything("update app.answer set sent_at = sent_at - interval '8 days' where id = %s", (old,))
    move(scene.dian, old, "BBB")

    assert numbers(scene.dian) == [1, 2, 3]
    assert numbers(scene.dian, pillar_code="BBB") == [2, 3]
    assert numbers(scene.dian, unit_id=scene.city.units["KEL-1"]) == [2]
    assert numbers(scene.dian, age="oldest") == [2]
    assert numbers(scene.dian, age="older") == []
    assert numbers(scene.dian, age="new") == [1, 3]
    assert numbers(scene.dian, is_mine=True) == [2]
    assert numbers(dewi, is_mine=True) == []


def test_what_waits_for_a_unit_and_what_is_overdue_are_queues_of_their_own(scene: Scene) -> None:
    asked, late, _ = (scene.answer(scene.budi, "dikirim") for _ in range(3))
    refer(scene, asked)
    refer(scene, late)
    scene.everything("update app.referral set due_on = current_date - 3 where answer_id = %s", (late,))

    assert numbers(scene.dian, status="didisposisi") == [1, 2]
    assert numbers(scene.dian, status="terlambat") == [2]
    assert review.review_screen(scene.dian, cycle_id=None, by=WAITING, after=None).overdue == 1


def test_it_says_how_long_it_waits_and_how_long_decisions_took(scene: Scene) -> None:
    for days in (1, 3, 8):
        one = scene.answer(scene.budi, "dikirim")
        scene.everything(
            "update app.answer set sent_at = now() - make_interval(days => %s) where id = %s", (days, one)
        )

    waiting = review.review_screen(scene.dian, cycle_id=None, by=WAITING, after=None).age
    decide(scene.dian, one, "diterima")
    found = review.review_screen(scene.dian, cycle_id=None, by=WAITING, after=None)

    assert (waiting.answers, waiting.median_hours, waiting.longest_hours) == (3, 72, 192)
    assert (found.time.answers, found.time.median_hours, found.time.longest_hours) == (1, 192, 192)
    assert found.age.answers == 2


def test_an_empty_queue_has_no_age(scene: Scene) -> None:
    found = review.review_screen(scene.dian, cycle_id=None, by=WAITING, after=None)

    assert (found.age.answers, found.age.median_hours, found.time.median_hours) == (0, None, None)


def test_one_knows_its_neighbours_in_the_queue_one_came_by(scene: Scene) -> None:
    first, second, third = (scene.answer(scene.budi, "dikirim") for _ in range(3))
    elsewhere = scene.answer(scene.budi, "dikirim", pillar_code="BBB")

    place = opened(scene.dian, second).queue
    assert (place.previous_id, place.next_id) == (first, third)
    assert (place.position, place.total) == (2, 4)
    narrow = replace(WAITING, pillar_code="BBB")
    assert opened(scene.dian, elsewhere, narrow).queue.next_id is None
    decide(scene.dian, second, "diterima")
    assert opened(scene.dian, second).queue.next_id == third, "also of one that has just left it"


@pytest.mark.parametrize(
    "by",
    [
        {},
        [],
        7,
        None,
        {"status": "dikirim"},
        {**WAITING.as_sent(), "unit_id": {"a": 1}},
        {**WAITING.as_sent(), "age": "x"},
    ],
)
def test_a_queue_nobody_can_name_is_empty(scene: Scene, by: Any) -> None:
    scene.answer(scene.budi, "dikirim")

    found = transport.read("review_screen", as_=scene.dian, cycle_id=None, by=by, after=None)

    assert (found["answers"], found["total"]) == ([], 0)
