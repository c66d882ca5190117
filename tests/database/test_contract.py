"""A whole planning round through every gateway function, over both transports, with the same outcome."""

from __future__ import annotations

import inspect
import pkgutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from types import ModuleType
from typing import Any
from uuid import UUID, uuid4

import pytest

from db import gateway
from db.gateway import (
    accounts,
    aggregates,
    answers,
    approval,
    asking,
    city,
    clock,
    curation,
    desk,
    discussion,
    editing,
    events,
    evidence,
    exports,
    history,
    home,
    lanes,
    merging,
    news,
    on_behalf,
    people,
    raters,
    rating,
    review,
    sectors,
    sheets,
    sign_in,
    similar,
    stages,
    voting,
)
from db.gateway.accounts import Search, Visibility
from db.gateway.answers import FieldSave
from db.gateway.events import EventFilter
from db.gateway.lanes import ImportRow
from db.gateway.merging import Wording
from db.gateway.people import PersonRow
from db.gateway.rating import Criterion
from db.gateway.review import OpenReview, Queue
from db.gateway.rows import Progress
from db.gateway.sectors import ListedSector
from db.identity import Identity
from db.transport import Transport
from tests.database.city import PASSWORD_HASH, TestCity
from tests.database.scene import PROBLEM, SOLUTION

HELPERS = {
    "question",
    "unit_sheets",
    "instant",
    "required_instant",
    "cycle",
    "answer_row",
    "comments",
    "support",
    "answer_rows",
    "listed",
    "narrowed",
    "merging",
    "merged_into",
    "timed",
    "progress",
    "windows",
    "round_row",
    "unread",
    "desk",
    "answer_screen_of",
    "asked",
    "consent",
    "referrals",
}


def gateway_functions() -> set[str]:
    """Every public function of every gateway module that asks or acts."""
    modules = [import_module(f"db.gateway.{found.name}") for found in pkgutil.iter_modules(gateway.__path__)]
    return {
        name
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_") and name not in HELPERS
    }


EVERY_FUNCTION = gateway_functions()


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of the gateway functions that the test has called."""
    seen: set[str] = set()

    def watch(module: ModuleType, name: str) -> None:
        function = getattr(module, name)

        def watched(*given: Any, **named: Any) -> Any:
            seen.add(name)
            return function(*given, **named)

        monkeypatch.setattr(module, name, watched)

    for module in (
        accounts,
        aggregates,
        answers,
        approval,
        asking,
        city,
        clock,
        curation,
        desk,
        discussion,
        editing,
        events,
        evidence,
        exports,
        history,
        home,
        lanes,
        news,
        merging,
        on_behalf,
        people,
        raters,
        rating,
        review,
        sectors,
        sheets,
        sign_in,
        similar,
        stages,
        voting,
    ):
        for name in EVERY_FUNCTION:
            if name in vars(module) and getattr(module, name).__module__ == module.__name__:
                watch(module, name)
    return seen


def test_a_whole_round_goes_the_same_way_over_both_transports(
    transports: Transport, city: TestCity, called: set[str]
) -> None:
    people = city.people
    problem = _send_problem(city, people["budi"])
    _talk_and_rate(city, problem)
    solutions = [_send_solution(city, people["budi"], problem, title) for title in ("Daring", "Luring")]
    _bring_a_workbook(city)
    _ask_the_head(city)
    _type_for_a_unit(city)
    _look_around(city)
    _show_evidence(city)
    _compare(city)
    _merge(city)
    _vote(city, solutions)
    _sit_at_the_desk(city)
    _run_the_city(city)
    _come_and_go()

    assert called == EVERY_FUNCTION


def _send_problem(town: TestCity, me: Identity) -> UUID:
    asked = city.reference(me, cycle_id=None).questions["problem"]
    draft = answers.create_draft(
        me, request_id=uuid4(), cycle_id=town.cycle_id, sheet="problem", pillar_code="AAA"
    )
    saved = answers.save_fields(
        me,
        answer_id=draft,
        client_id=uuid4(),
        fields=[
            FieldSave(field=one.key, value=PROBLEM[one.key], sequence=1, base_version=0)
            for one in asked
            if one.key in PROBLEM
        ],
    )
    assert {one.outcome for one in saved.fields} == {"saved"}
    assert answers.send_answer(me, request_id=uuid4(), answer_id=draft).number == 1
    answers.reopen_answer(me, request_id=uuid4(), answer_id=draft)
    answers.send_answer(me, request_id=uuid4(), answer_id=draft)
    return draft


def _talk_and_rate(town: TestCity, problem: UUID) -> None:
    dian, sari = town.people["dian"], town.people["sari"]
    _review(town, problem)
    curation.decide_answers(dian, request_id=uuid4(), answer_ids=[problem], decision="diterima", reason=None)
    told = news.news_screen(town.people["budi"], before=None).news[0]
    assert told.kind == "accepted"
    assert told.answer is not None
    assert told.answer.id == problem
    assert news.read_news(town.people["budi"], request_id=uuid4(), ids=[told.id], until=None) == 1
    assert news.read_news(town.people["bayu"], request_id=uuid4(), ids=None, until=told.told_at)
    discussion.support_answer(sari, request_id=uuid4(), answer_id=problem)
    discussion.add_comment(sari, request_id=uuid4(), answer_id=problem, body="Setuju")
    said = answers.answer_screen(sari, answer_id=problem)
    assert (said.answer.supports, said.support.is_own, said.support.people[0].name) == (1, True, "Sari")
    comment = said.comments[0]
    discussion.edit_comment(sari, request_id=uuid4(), comment_id=comment.id, body="Setuju sekali")
    discussion.remove_comment(dian, request_id=uuid4(), comment_id=comment.id)
    assert answers.answer_screen(sari, answer_id=problem).comments[0].removed_by == "Dian"
    discussion.withdraw_support(sari, request_id=uuid4(), answer_id=problem)
    raters.set_rating_mode(dian, request_id=uuid4(), cycle_id=town.cycle_id, mode="people")
    raters.name_raters(
        dian, request_id=uuid4(), cycle_id=town.cycle_id, participant_ids=[sari.participant_id], is_rater=True
    )
    screen = rating.rating_screen(sari, cycle_id=None, sheet="problem", answer_id=None)
    assert screen.answer is not None
    assert screen.answer.id == problem
    taps: list[tuple[Criterion, int | None]] = [("urgency", 5), ("seriousness", 5), ("growth", None)]
    for criterion, score in [*taps, ("growth", 5)]:
        given = rating.rate_answer(
            sari, request_id=uuid4(), answer_id=problem, criterion=criterion, score=score
        )
    assert given.own == {"urgency": 5, "seriousness": 5, "growth": 5}
    assert given.progress["problem"] == Progress(done=1, total=1)
    (named,) = raters.raters_screen(dian, cycle_id=None).raters
    assert (named.name, named.problem) == ("Sari", Progress(done=1, total=1))


def _review(town: TestCity, problem: UUID) -> None:
    """Dian moves it, asks a unit, returns it, and takes the return and the move back."""
    dian, budi, sari = town.people["dian"], town.people["budi"], town.people["sari"]
    by = Queue(sheet="problem", status="dikirim")
    screen = review.review_screen(dian, cycle_id=None, by=by, after=None)
    assert [row.answer.id for row in screen.answers] == [problem]

    def opened() -> OpenReview:
        return review.open_review(dian, answer_id=problem, by=by)

    curation.move_answer(
        dian,
        request_id=uuid4(),
        answer_id=problem,
        version=opened().revision,
        pillar_code="BBB",
        sub_pillar=None,
    )
    assert answers.answer_screen(budi, answer_id=problem).lacks_sub_pillar
    asking.choose_sub_pillar(budi, request_id=uuid4(), answer_id=problem, sub_pillar="BBB-1")
    today = datetime.now(UTC).date()
    curation.refer_answer(
        dian,
        request_id=uuid4(),
        answer_id=problem,
        version=opened().revision,
        unit_ids=[town.units["KEL-1"]],
        question="Berapa warga yang mengantre?",
        due_on=today + timedelta(days=3),
    )
    (asked,) = answers.answer_screen(sari, answer_id=problem).referrals
    assert home.home_screen(sari, cycle_id=None).referrals[0].answer.id == problem
    asking.answer_referral(
        sari,
        request_id=uuid4(),
        referral_id=asked.id,
        response="menambah_data",
        body=None,
        data=[{"figure": "200 orang sehari", "unit": "orang", "year": 2026, "source": "Buku tamu"}],
        authority=None,
        other_unit_id=None,
    )
    assert opened().screen.referrals[0].response == "menambah_data"
    curation.review_answer(
        dian,
        request_id=uuid4(),
        answer_id=problem,
        version=opened().revision,
        decision="dikembalikan",
        reason=None,
        fields={"title": "Terlalu umum"},
        due_on=today + timedelta(days=3),
    )
    returned = answers.answer_screen(budi, answer_id=problem).returned
    assert returned is not None
    assert returned.fields == {"title": "Terlalu umum"}
    for act in ("dikembalikan", "didisposisi", "dipindah"):
        version = opened().revision
        assert curation.undo_review(dian, request_id=uuid4(), answer_id=problem, version=version) == act
    assert opened().screen.answer.pillar_code == "AAA"


def _send_solution(town: TestCity, me: Identity, problem: UUID, title: str) -> UUID:
    values = {**SOLUTION, "title": title, "problems": [str(problem)], "lead_unit": "DINAS-B"}
    draft = answers.create_draft(
        me, request_id=uuid4(), cycle_id=town.cycle_id, sheet="solution", pillar_code="AAA"
    )
    answers.save_fields(
        me,
        answer_id=draft,
        client_id=uuid4(),
        fields=[
            FieldSave(field=key, value=value, sequence=1, base_version=0) for key, value in values.items()
        ],
    )
    answers.send_answer(me, request_id=uuid4(), answer_id=draft)
    _consent(town, draft)
    curation.decide_answers(
        town.people["dian"], request_id=uuid4(), answer_ids=[draft], decision="diterima", reason=None
    )
    return draft


def _consent(town: TestCity, solution: UUID) -> None:
    rina = town.people["rina"]  # of the unit that is to lead it
    assert solution in [row.id for row in home.home_screen(rina, cycle_id=None).consents]
    asking.give_consent(
        rina, request_id=uuid4(), answer_id=solution, version=1, response="bersedia", body=None
    )
    given = answers.answer_screen(rina, answer_id=solution).consent
    assert given is not None
    assert given.response == "bersedia"
    asking.undo_consent(rina, request_id=uuid4(), answer_id=solution, version=1)
    assert solution in [row.id for row in home.home_screen(rina, cycle_id=None).consents]


def _bring_a_workbook(town: TestCity) -> None:
    rina = town.people["rina"]
    title = FieldSave(field="title", value="Dari berkas", sequence=1, base_version=0)
    content = [
        ImportRow(answer_id=None, key=key, sheet="problem", pillar_code=pillar, fields=(title,))
        for key, pillar in (("a" * 32, "AAA"), ("b" * 32, "tidak ada"))
    ]
    done = lanes.import_answers(
        rina, request_id=uuid4(), cycle_id=town.cycle_id, client_id=uuid4(), content=content
    )
    assert [(one.outcome, one.code, one.field) for one in done] == [
        ("written", None, None),
        ("refused", "field_invalid", "pillar_code"),
    ]
    screen = lanes.lane_screen(rina, cycle_id=None)
    assert [(one.row.id, one.row.title) for one in screen.answers] == [(done[0].answer_id, "Dari berkas")]
    assert done[0].answer_id == screen.id_of("a" * 32)


def _ask_the_head(town: TestCity) -> None:
    """Sari sends, the responsible person hands it back once, then lets it go; it says who did what."""
    dian, sari = town.people["dian"], town.people["sari"]
    approval.set_approval(dian, request_id=uuid4(), unit_id=town.units["KEL-1"], is_on=True)
    draft = answers.create_draft(
        sari, request_id=uuid4(), cycle_id=town.cycle_id, sheet="problem", pillar_code="AAA"
    )
    for sequence, title in enumerate(("Jalan rusak", "Jalan berlubang"), 1):
        content = {**PROBLEM, "title": title}
        fields = [
            FieldSave(field=key, value=value, sequence=sequence, base_version=0)
            for key, value in content.items()
        ]
        answers.save_fields(sari, answer_id=draft, client_id=draft, fields=fields)
        sent = answers.send_answer(sari, request_id=uuid4(), answer_id=draft)
        assert (sent.status, sent.number) == ("diajukan", None)
        if sequence == 1:
            approval.set_responsible(
                dian, request_id=uuid4(), participant_id=sari.participant_id, is_responsible=True
            )
            approval.return_answer(sari, request_id=uuid4(), answer_id=draft, reason="Perjelas")
            approval.set_responsible(
                dian, request_id=uuid4(), participant_id=sari.participant_id, is_responsible=False
            )
    approval.set_responsible(
        dian, request_id=uuid4(), participant_id=sari.participant_id, is_responsible=True
    )
    (unit,) = [one for one in approval.approval_screen(dian, cycle_id=None).units if one.awaiting]
    assert (unit.responsible, unit.awaiting, unit.needs_approval) == (("Sari",), 1, True)
    assert [row.id for row in home.home_screen(sari, cycle_id=None).awaiting] == [draft]
    assert approval.approve_answer(sari, request_id=uuid4(), answer_id=draft, version=3).status == "dikirim"
    receipt = history.receipt(sari, answer_id=draft)
    assert (receipt.sent_by, receipt.submitted_by) == ("Sari", "Sari")
    screen = history.answer_history(sari, answer_id=draft, older=1, newer=3, field="title")
    assert [screen.older["title"], screen.newer["title"]] == ["Jalan rusak", "Jalan berlubang"]
    assert [text.value for text in screen.trail] == ["Jalan berlubang", "Jalan rusak"]
    assert {change.by for change in screen.changes} == {"Sari"}


def _merge(town: TestCity) -> None:
    """Two problems in new words, one out again, that undone, then all of it; a pair that differs."""
    dian = town.people["dian"]
    screen = merging.merge_screen(dian, cycle_id=None, sheet="problem", pillar_code="AAA")
    one, two = (candidate.id for candidate in screen.candidates[:2])
    made = merging.merge_answers(
        dian,
        request_id=uuid4(),
        answer_ids=[one, two],
        into=Wording(original=one, values={"title": "Bersama"}),
        pillar_code="AAA",
        reason="Sama",
    )
    merged = answers.answer_screen(dian, answer_id=made.into_id)
    assert [(part.answer.id, part.reason) for part in merged.merging.originals] == [
        (one, "Sama"),
        (two, "Sama"),
    ]
    apart = merging.split_answer(dian, request_id=uuid4(), answer_id=two)
    merging.undo_merge(dian, request_id=uuid4(), act_id=apart)
    merging.undo_merge(dian, request_id=uuid4(), act_id=made.act_id)
    merging.dismiss_similar(dian, request_id=uuid4(), answer_ids=[one, two], is_dismissed=True)
    after = merging.merge_screen(dian, cycle_id=None, sheet="problem", pillar_code="AAA")
    assert (after.candidates, len(after.apart)) == (screen.candidates, 1)
    assert [(act.kind, act.may_undo, act.undone_by) for act in after.acts] == [
        ("split", False, "Dian"),
        ("merge", False, "Dian"),
    ]
    assert [member.answer.id for member in merging.merge_group(dian, answer_ids=[two, one])] == [one, two]


def _type_for_a_unit(town: TestCity) -> None:
    dian, tono = town.people["dian"], town.people["tono"]
    draft = on_behalf.create_draft_for_unit(
        dian,
        request_id=uuid4(),
        unit_id=town.units["KEL-2"],
        cycle_id=town.cycle_id,
        sheet="problem",
        pillar_code="BBB",
    )
    values = {**PROBLEM, "sub_pillar": "BBB-1"}
    fields = [FieldSave(field=key, value=value, sequence=1, base_version=0) for key, value in values.items()]
    answers.save_fields(dian, answer_id=draft, client_id=uuid4(), fields=fields)
    evidence.add_evidence(
        dian, request_id=uuid4(), answer_id=draft, name="formulir.jpg", content=b"\xff\xd8\xff\xe0"
    )
    answers.send_answer(dian, request_id=uuid4(), answer_id=draft)
    (row,) = on_behalf.on_behalf_screen(dian, cycle_id=None).answers
    assert (row.id, row.on_behalf) == (draft, "waiting")
    assert [one.id for one in home.home_screen(tono, cycle_id=None).to_confirm] == [draft]
    confirmed_at = answers.confirm_answer(tono, request_id=uuid4(), answer_id=draft)
    about = answers.answer_screen(tono, answer_id=draft).on_behalf
    assert about is not None
    assert (about.by, about.confirmed_by, about.confirmed_at) == ("Dian", "Tono", confirmed_at)


def _look_around(town: TestCity) -> None:
    budi = town.people["budi"]
    assert home.home_screen(budi, cycle_id=None).own_counts
    listed = answers.answers_screen(
        budi, cycle_id=None, sheet="solution", pillar_code=None, sector_code=None, before=None
    )
    assert len(listed.own) == 2
    assert len(answers.answer_screen(budi, answer_id=listed.own[0].id).linked) == 1
    screen = aggregates.aggregate_screen(
        town.people["dian"], cycle_id=None, sheet="problem", pillar_code=None, known_version=None
    )
    assert screen is not None
    assert [(one.score, one.raters, one.own_score) for one in screen.problems] == [(15, 1, 9)]
    swot = answers.create_draft(
        budi, request_id=uuid4(), cycle_id=town.cycle_id, sheet="swot", pillar_code=None
    )
    shown = {one.code: one.answer for one in sheets.sheets_screen(budi, cycle_id=None).own}
    assert (shown["kesiapan"], shown["swot"] and shown["swot"].id) == (None, swot)
    draft = answers.create_draft(
        budi, request_id=uuid4(), cycle_id=town.cycle_id, sheet="problem", pillar_code="AAA"
    )
    answers.withdraw_answer(budi, request_id=uuid4(), answer_id=draft, reason=None)


def _show_evidence(town: TestCity) -> None:
    budi = town.people["budi"]
    draft = answers.create_draft(
        budi, request_id=uuid4(), cycle_id=town.cycle_id, sheet="problem", pillar_code="AAA"
    )
    document = b"%PDF-1.7\n" + bytes(range(256)) * 20_000  # 5 MB, every byte there is
    kept = evidence.add_evidence(
        budi, request_id=uuid4(), answer_id=draft, name="surat é.pdf", content=document
    )
    assert (kept.name, kept.kind, kept.size) == ("surat é.pdf", "application/pdf", len(document))
    assert answers.answer_screen(budi, answer_id=draft).evidence == (kept,)
    assert evidence.evidence_file(budi, evidence_id=kept.id).content == document
    evidence.remove_evidence(budi, request_id=uuid4(), evidence_id=kept.id)
    assert answers.answer_screen(budi, answer_id=draft).evidence == ()
    answers.withdraw_answer(budi, request_id=uuid4(), answer_id=draft, reason=None)


def _compare(town: TestCity) -> None:
    dian = town.people["dian"]
    similar.set_synonym(dian, request_id=uuid4(), word="antri", meaning="antrean")
    assert "antri" in {one.word for one in similar.synonym_screen(dian)}
    told = similar.problem_titles(dian, cycle_id=town.cycle_id, known_scope=None, known_version=None)
    assert told.common is not None
    assert all(one.title and one.unit_name for one in told.common.problems)
    assert (len(told.common.problems) > 0, told.common.synonyms["antri"]) == (True, "antrean")
    scope, version = told.common.scope, told.common.version
    again = similar.problem_titles(dian, cycle_id=town.cycle_id, known_scope=scope, known_version=version)
    assert again.common is None


def _vote(town: TestCity, solutions: list[UUID]) -> None:
    dian, wali = town.people["dian"], town.people["wali"]
    assert {row.id for row in voting.round_desk(dian, cycle_id=None).eligible} == set(solutions)
    round_id = voting.open_round(
        dian,
        request_id=uuid4(),
        cycle_id=town.cycle_id,
        title="Prioritas",
        option_ids=solutions,
        closes_at=datetime.now(UTC) + timedelta(hours=1),
    )
    at = voting.cast_ballot(
        wali, request_id=uuid4(), round_id=round_id, choices={solutions[1]: 1, solutions[0]: 2}
    )
    assert abs(at - datetime.now(UTC)) < timedelta(minutes=5)
    assert clock.tick() == 0
    voting.close_round(dian, request_id=uuid4(), round_id=round_id)
    shown = voting.round_screen(town.people["sari"], cycle_id=None, round_id=round_id).round
    assert shown is not None
    assert shown.ballots is not None
    assert [ballot.choices for ballot in shown.ballots] == [{solutions[1]: 1, solutions[0]: 2}]


def _run_the_city(town: TestCity) -> None:
    dian = town.people["dian"]
    cycle_id = stages.open_cycle(
        dian, request_id=uuid4(), year=2030, title="Putaran 2030", copy_from=town.cycle_id
    )
    windows = stages.stages_screen(dian, cycle_id=cycle_id).windows
    now = datetime.now(UTC)
    stages.set_window(
        dian,
        request_id=uuid4(),
        window_id=windows[0].id,
        opens_at=now - timedelta(hours=1),
        closes_at=now + timedelta(hours=1),
    )
    screen = stages.stages_screen(dian, cycle_id=cycle_id)
    opening, unit_id = screen.stages[0], town.units["DINAS-A"]
    day, later = now.date(), now + timedelta(hours=2)
    stages.set_stage(dian, request_id=uuid4(), stage_id=opening.id, starts_on=day, ends_on=day)
    stages.extend_for_unit(
        dian,
        request_id=uuid4(),
        window_id=windows[0].id,
        unit_id=unit_id,
        closes_at=later,
        reason="Rapat kota",
    )
    screen = stages.stages_screen(dian, cycle_id=cycle_id)
    assert (screen.stages[0].starts_on, screen.stages[1].starts_on) == (day, None)
    assert [(one.unit_id, one.closes_at, one.reason) for one in screen.extensions] == [
        (unit_id, later, "Rapat kota")
    ]
    stages.end_extension(dian, request_id=uuid4(), window_id=windows[0].id, unit_id=unit_id)
    stages.close_window(dian, request_id=uuid4(), window_id=windows[0].id)
    stages.archive_cycle(dian, request_id=uuid4(), cycle_id=cycle_id)
    new = accounts.create_participant(
        dian,
        request_id=uuid4(),
        user_name="baru",
        name="Baru, S.T.",
        title=None,
        role="peserta",
        unit_code="KEL-1",
        phone="+62 812-3456-7890",
        password_hash=PASSWORD_HASH,
    )
    accounts.reset_password(dian, request_id=uuid4(), participant_id=new, password_hash=PASSWORD_HASH)
    accounts.set_participant_active(dian, request_id=uuid4(), participant_id=new, is_active=True)
    _many_people(dian, new)
    baru = accounts.account_screen(dian, participant_id=new)
    assert (baru.phone, baru.name) == ("6281234567890", "Baru, S.T.")
    cell = accounts.visibility_screen(dian)[0]
    assert isinstance(cell, Visibility)
    accounts.set_visibility(dian, request_id=uuid4(), cell=cell)
    edited = editing.question_desk(dian, cycle_id=None, sheet="problem")
    about: dict[str, Any] = {"cycle_id": town.cycle_id, "sheet": edited.sheet}
    questions = [replace(one, label=f"{one.label} é") for one in edited.asked]
    editing.propose_questions(dian, request_id=uuid4(), base=edited.edition, questions=questions, **about)
    proposal = editing.question_desk(dian, cycle_id=None, sheet="problem").proposal
    assert proposal is not None
    assert [one.label for one in proposal.questions] == [one.label for one in questions]
    assert editing.publish_questions(dian, request_id=uuid4(), base=edited.edition, **about) == 1
    editing.drop_proposal(dian, request_id=uuid4(), **about)
    exported = exports.export_answers(dian, request_id=uuid4(), cycle_id=None, sheet="problem", after=0)
    assert [one.number for one in exported.rows] == sorted({one.number for one in exported.rows})
    first, *_, last = sectors.sectors_screen(dian)
    renamed = replace(last, name="Sektor é")
    sectors.set_sectors(dian, request_id=uuid4(), sectors=[renamed, ListedSector(code=None, name="Baru")])
    assert [one.name for one in sectors.sectors_screen(dian)] == ["Sektor é", "Baru"]
    known = {one.code: one for one in city.reference(dian, cycle_id=None).sectors}
    assert (known[first.code or ""].is_listed, known[last.code or ""].is_listed) == (False, True)


def _many_people(dian: Identity, new: UUID) -> None:
    about: dict[str, Any] = {"title": None, "role": "peserta", "unit_code": "KEL-1"}
    assert accounts.edit_participant(
        dian,
        request_id=uuid4(),
        participant_id=new,
        name="Baru, S.T.",
        phone="0812 3456 7890",
        **about | {"title": "Lurah"},
    )
    accounts.unlock_participant(dian, request_id=uuid4(), participant_id=new)
    known = people.import_screen(dian)
    assert [one.name for one in known.people if one.id == new] == ["Baru, S.T."]
    assert {one.code: one.kind for one in known.units}["KEL-1"] == "Kelurahan"
    lines = [
        PersonRow(participant_id=None, user_name="lain", name="Lain", phone=None, **about),
        PersonRow(participant_id=None, user_name="baru", name="Baru", phone=None, **about),
    ]
    done = people.import_participants(dian, request_id=uuid4(), rows=lines)
    assert [(one.outcome, one.code, one.field) for one in done] == [
        ("new", None, None),
        ("refused", "name_taken", "user_name"),
    ]
    search = Search(text="kelurahan satu", role="peserta", unit_code="KEL-1", show="not_begun")
    assert [one.user_name for one in accounts.accounts_screen(dian, search=search, page=1).people] == [
        "baru",
        "lain",
    ]
    slips = people.slips_screen(dian, search=search)
    people.issue_passwords(dian, request_id=uuid4(), hashes={one.id: PASSWORD_HASH for one in slips.people})
    assert {one.password for one in accounts.accounts_screen(dian, search=search, page=1).people} == {
        "one_time"
    }


def _sit_at_the_desk(town: TestCity) -> None:
    dian = town.people["dian"]
    found = home.home_screen(dian, cycle_id=None).desk
    assert found is not None
    assert found.idle_drafts == 0
    assert desk.idle_drafts_screen(dian, cycle_id=None, unit_code=None, page=1).drafts == ()
    everything = EventFilter(
        person=None, acts=None, subject=None, subject_id=None, number=None, begins_on=None, ends_on=None
    )
    shown = events.events_screen(
        dian, by=replace(everything, person="budi", acts=["answer_sent"]), before=None
    )
    assert {one.who for one in shown} == {"Budi"}
    taken = events.export_events(dian, request_id=uuid4(), by=everything, before=shown[0].id + 1)
    assert taken[0] == shown[0]


def _come_and_go() -> None:
    sign_in.sign_in_screen()
    sign_in.request_password_reset(name="baru")
    attempt = sign_in.begin_sign_in(name="0812 3456 7890", device=None)
    assert attempt.password_hash == PASSWORD_HASH
    found = sign_in.finish_sign_in(attempt_id=attempt.attempt_id, device="d" * 40)
    sign_in.redeem_ticket(ticket=found.ticket, cookie="c" * 40)
    me = sign_in.resume(cookie="c" * 40)
    assert me == found.identity
    assert sign_in.own_password_hash(found.identity) == PASSWORD_HASH
    sign_in.change_password(found.identity, request_id=uuid4(), password_hash=PASSWORD_HASH)
    notice = sign_in.privacy_notice(found.identity)
    sign_in.read_notice(found.identity, request_id=uuid4(), version=notice.version)
    assert sign_in.sign_out(found.identity) is True
    assert sign_in.end_session(cookie="c" * 40) is False
    assert sign_in.resume(cookie="c" * 40) is None
