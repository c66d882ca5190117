"""Who may do what: one row per act, one column per person; every hidden row is proved to be there.

The answer acted on belongs to the agency of Budi and Bayu, unless the act's name says otherwise. ``-`` is
done; anything else is the word of the refusal.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from db import transport
from db.errors import DomainError, ErrorCode
from db.gateway import (
    accounts,
    aggregates,
    answers,
    approval,
    asking,
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
from db.gateway import city as city_gateway
from db.gateway.accounts import Search, Visibility
from db.gateway.answers import FieldSave
from db.gateway.events import EventFilter
from db.gateway.lanes import ImportRow
from db.gateway.people import PersonRow
from db.gateway.review import Queue
from db.identity import DOORKEEPER, Identity
from tests.database.city import PASSWORD_HASH
from tests.database.scene import Scene

Act = Callable[[Scene, Identity], object]

#                                budi bayu rina  citra sari joko dian wali pandu
PEOPLE = ("budi", "bayu", "rina", "citra", "sari", "joko", "dian", "wali", "pandu")
EVERYBODY = "-          -          -          -          -          -          -          -          -"
OWN_UNIT = "-          -          not_found  not_found  not_found  not_found  not_found  not_found  not_found"
DISKOMINFO = (
    "not_allowed not_allowed not_allowed not_allowed not_allowed not_allowed - not_allowed not_allowed"
)
ANYBODY = Search(text="", role=None, unit_code=None, show=None)
OFFICERS = "- - - - - - not_allowed not_allowed not_allowed"


EVERY_EVENT = EventFilter(
    person=None, acts=None, subject=None, subject_id=None, number=None, begins_on=None, ends_on=None
)
WAITING = Queue(sheet="problem", status="dikirim")


def soon() -> datetime:
    return datetime.now(UTC) + timedelta(hours=2)


def read(author: str, status: str) -> Act:
    def act(scene: Scene, me: Identity) -> object:
        return answers.answer_screen(me, answer_id=scene.answer(scene.city.people[author], status))

    return act


def save(scene: Scene, me: Identity) -> object:
    one = FieldSave(field="title", value="Judul lain", sequence=1, base_version=0)
    return answers.save_fields(me, answer_id=scene.answer(scene.budi), client_id=uuid4(), fields=[one])


def send(scene: Scene, me: Identity) -> object:
    return answers.send_answer(me, request_id=uuid4(), answer_id=scene.answer(scene.budi))


def withdraw(scene: Scene, me: Identity) -> None:
    sent = scene.answer(scene.budi, "dikirim")
    answers.withdraw_answer(me, request_id=uuid4(), answer_id=sent, reason="Salah pilar")


def reopen(scene: Scene, me: Identity) -> None:
    answers.reopen_answer(me, request_id=uuid4(), answer_id=scene.answer(scene.budi, "dikirim"))


def submitted(scene: Scene) -> UUID:
    """Where Bayu is responsible, what Budi has sent waits for him."""
    scene.everything("update app.unit set needs_approval = true where code = 'DINAS-A'")
    scene.everything("update app.participant set is_responsible = true where user_name in ('bayu', 'rina')")
    draft = scene.answer(scene.budi)
    answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)
    return draft


def approve(scene: Scene, me: Identity) -> object:
    return approval.approve_answer(me, request_id=uuid4(), answer_id=submitted(scene), version=1)


def hand_back(scene: Scene, me: Identity) -> None:
    approval.return_answer(me, request_id=uuid4(), answer_id=submitted(scene), reason="Lengkapi")


def look_at_history(status: str) -> Act:
    def act(scene: Scene, me: Identity) -> object:
        subject = scene.answer(scene.budi, status)
        return history.answer_history(me, answer_id=subject, older=0, newer=None, field="title")

    return act


def read_news(scene: Scene, me: Identity) -> None:
    about = (me.participant_id, scene.cycle_id)
    scene.everything("select private.tell_person(%s, %s, 'accepted', null)", about)
    (told,) = news.news_screen(me, before=None).news
    assert news.read_news(me, request_id=uuid4(), ids=[told.id], until=None) == 1


def look_at_receipt(scene: Scene, me: Identity) -> object:
    draft = scene.answer(scene.budi)
    answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)
    return history.receipt(me, answer_id=draft)


def create(scene: Scene, me: Identity) -> object:
    return answers.create_draft(
        me, request_id=uuid4(), cycle_id=scene.cycle_id, sheet="problem", pillar_code="AAA"
    )


def comment(status: str) -> Act:
    def act(scene: Scene, me: Identity) -> None:
        subject = scene.answer(scene.budi, status)
        discussion.add_comment(me, request_id=uuid4(), answer_id=subject, body="Setuju")

    return act


def support(status: str) -> Act:
    def act(scene: Scene, me: Identity) -> None:
        subject = scene.answer(scene.budi, status)
        discussion.support_answer(me, request_id=uuid4(), answer_id=subject)

    return act


def withdraw_support(scene: Scene, me: Identity) -> None:
    subject = scene.answer(scene.budi, "dikirim")
    scene.everything(
        "insert into app.support (answer_id, supporter_id) values (%s, %s)", (subject, me.participant_id)
    )
    discussion.withdraw_support(me, request_id=uuid4(), answer_id=subject)


def withdraw_nothing(scene: Scene, me: Identity) -> None:
    subject = scene.answer(scene.budi, "dikirim")
    discussion.withdraw_support(me, request_id=uuid4(), answer_id=subject)


def rinas_comment(scene: Scene, status: str) -> UUID:
    """A comment of Rina's put straight into the table."""
    found = scene.everything(
        "insert into app.comment (answer_id, author_id, body) values (%s, %s, 'Setuju') returning id",
        (scene.answer(scene.budi, status), scene.rina.participant_id),
    )
    return UUID(str(found[0][0]))


def edit_comment(status: str) -> Act:
    def act(scene: Scene, me: Identity) -> None:
        comment_id = rinas_comment(scene, status)
        discussion.edit_comment(me, request_id=uuid4(), comment_id=comment_id, body="Lain")

    return act


def remove_comment(status: str) -> Act:
    def act(scene: Scene, me: Identity) -> None:
        discussion.remove_comment(me, request_id=uuid4(), comment_id=rinas_comment(scene, status))

    return act


def rate(scene: Scene, me: Identity) -> None:
    subject = scene.answer(scene.budi, "diterima")
    scene.rate(me, subject, 5, 4, 3)


def rate_solution(scene: Scene, me: Identity) -> None:
    scene.rate(me, scene.answer(scene.budi, "diterima", "solution"), 5, 4)


def rate_sent(scene: Scene, me: Identity) -> None:
    """What a village sent is read by the district above it alone."""
    scene.rate(me, scene.answer(scene.sari, "dikirim"), 5, 4, 3)


def name_sari(scene: Scene, me: Identity) -> None:
    raters.name_raters(
        me,
        request_id=uuid4(),
        cycle_id=scene.cycle_id,
        participant_ids=[scene.sari.participant_id],
        is_rater=True,
    )


def rate_when_sari_is_named(scene: Scene, me: Identity) -> None:
    raters.set_rating_mode(scene.dian, request_id=uuid4(), cycle_id=scene.cycle_id, mode="people")
    name_sari(scene, scene.dian)
    rate(scene, me)


def evidence_of(scene: Scene, answer_id: UUID) -> UUID:
    """A file put straight into the table."""
    found = scene.everything(
        "insert into app.evidence (answer_id, name, kind, size, hash, content, added_by, added_at)"
        " select id, 'foto.jpg', 'image/jpeg', 4, 'x', '\\xffd8ffe0', author_id, coalesce(sent_at, now())"
        " from app.answer where id = %s"
        " returning id",
        (answer_id,),
    )
    return UUID(str(found[0][0]))


def look_at_evidence(author: str, status: str) -> Act:
    def act(scene: Scene, me: Identity) -> object:
        answer_id = scene.answer(scene.city.people[author], status)
        return evidence.evidence_file(me, evidence_id=evidence_of(scene, answer_id))

    return act


def add_evidence(scene: Scene, me: Identity) -> object:
    answer_id = scene.answer(scene.budi)
    return evidence.add_evidence(
        me, request_id=uuid4(), answer_id=answer_id, name="foto.jpg", content=b"\xff\xd8\xff\xe0"
    )


def remove_evidence(scene: Scene, me: Identity) -> None:
    evidence_id = evidence_of(scene, scene.answer(scene.budi))
    evidence.remove_evidence(me, request_id=uuid4(), evidence_id=evidence_id)


def begin_for(unit: str) -> Act:
    def act(scene: Scene, me: Identity) -> object:
        return on_behalf.create_draft_for_unit(
            me,
            request_id=uuid4(),
            unit_id=scene.city.units[unit],
            cycle_id=scene.cycle_id,
            sheet="problem",
            pillar_code="AAA",
        )

    return act


def typed_by_dian(scene: Scene, status: str) -> UUID:
    """An answer of Budi's unit that Diskominfo typed."""
    subject = scene.answer(scene.budi, status)
    scene.everything(
        "update app.answer set on_behalf_by = %s where id = %s", (scene.dian.participant_id, subject)
    )
    return subject


def read_typed(scene: Scene, me: Identity) -> object:
    return answers.answer_screen(me, answer_id=typed_by_dian(scene, "draf"))


def save_typed(scene: Scene, me: Identity) -> object:
    one = FieldSave(field="title", value="Judul lain", sequence=1, base_version=0)
    subject = typed_by_dian(scene, "draf")
    return answers.save_fields(me, answer_id=subject, client_id=uuid4(), fields=[one])


def confirm(scene: Scene, me: Identity) -> object:
    return answers.confirm_answer(me, request_id=uuid4(), answer_id=typed_by_dian(scene, "dikirim"))


def decide(scene: Scene, me: Identity) -> None:
    subject = scene.answer(scene.budi, "dikirim")
    curation.decide_answers(me, request_id=uuid4(), answer_ids=[subject], decision="diterima", reason=None)


def decide_one(scene: Scene, me: Identity) -> None:
    curation.review_answer(
        me,
        request_id=uuid4(),
        answer_id=scene.answer(scene.budi, "dikirim"),
        version=0,
        decision="dikembalikan",
        reason=None,
        fields={"title": "Terlalu umum"},
        due_on=None,
    )


def open_review(scene: Scene, me: Identity) -> object:
    return review.open_review(me, answer_id=scene.answer(scene.budi, "dikirim"), by=WAITING)


def moved(scene: Scene, by: Identity) -> UUID:
    subject = scene.answer(scene.budi, "dikirim")
    curation.move_answer(
        by, request_id=uuid4(), answer_id=subject, version=0, pillar_code="BBB", sub_pillar=None
    )
    return subject


def move(scene: Scene, me: Identity) -> None:
    moved(scene, me)


def take_back(scene: Scene, me: Identity) -> None:
    curation.undo_review(me, request_id=uuid4(), answer_id=moved(scene, scene.dian), version=1)


def choose_sub_pillar(scene: Scene, me: Identity) -> None:
    subject = moved(scene, scene.dian)
    asking.choose_sub_pillar(me, request_id=uuid4(), answer_id=subject, sub_pillar="BBB-1")


def referred(scene: Scene, by: Identity) -> UUID:
    subject = scene.answer(scene.budi, "dikirim")
    curation.refer_answer(
        by,
        request_id=uuid4(),
        answer_id=subject,
        version=0,
        unit_ids=[scene.city.units["KEL-1"]],
        question="Berapa warga yang mengantre?",
        due_on=soon().date() + timedelta(days=3),
    )
    return subject


def answer_referral(scene: Scene, me: Identity) -> None:
    (asked,) = answers.answer_screen(scene.sari, answer_id=referred(scene, scene.dian)).referrals
    asking.answer_referral(
        me,
        request_id=uuid4(),
        referral_id=asked.id,
        response="menanggapi",
        body="Dua ratus sehari.",
        data=[],
        authority=None,
        other_unit_id=None,
    )


def read_referred(scene: Scene, me: Identity) -> object:
    return answers.answer_screen(me, answer_id=referred(scene, scene.dian))


def led_by_rinas_unit(scene: Scene) -> UUID:
    return scene.answer(scene.budi, "dikirim", "solution", lead_unit="DINAS-B")


def give_consent(scene: Scene, me: Identity) -> None:
    subject = led_by_rinas_unit(scene)
    versioned(scene, subject)
    asking.give_consent(me, request_id=uuid4(), answer_id=subject, version=1, response="bersedia", body=None)


def undo_consent(scene: Scene, me: Identity) -> None:
    subject = led_by_rinas_unit(scene)
    versioned(scene, subject)
    asking.give_consent(
        scene.rina, request_id=uuid4(), answer_id=subject, version=1, response="bersedia", body=None
    )
    asking.undo_consent(me, request_id=uuid4(), answer_id=subject, version=1)


def versioned(scene: Scene, answer_id: UUID) -> None:
    """As sending keeps it."""
    scene.everything(
        "select private.keep_version(answer, author_id) from app.answer where id = %s", (answer_id,)
    )


def read_led(scene: Scene, me: Identity) -> object:
    return answers.answer_screen(me, answer_id=led_by_rinas_unit(scene))


def opened_round(scene: Scene, by: Identity) -> UUID:
    options = [scene.answer(scene.budi, "diterima", "solution", title=f"Solusi {n}") for n in (1, 2)]
    return voting.open_round(
        by,
        request_id=uuid4(),
        cycle_id=scene.cycle_id,
        title="Prioritas",
        option_ids=options,
        closes_at=soon(),
    )


def cast(scene: Scene, me: Identity) -> object:
    round_id = opened_round(scene, scene.dian)
    screen = voting.round_screen(scene.wali, cycle_id=None, round_id=round_id)
    assert screen.round is not None
    best = screen.round.options[0].id
    return voting.cast_ballot(me, request_id=uuid4(), round_id=round_id, choices={best: 1})


def close(scene: Scene, me: Identity) -> object:
    return voting.close_round(me, request_id=uuid4(), round_id=opened_round(scene, scene.dian))


def a_window(scene: Scene) -> UUID:
    return UUID(str(scene.everything("select id from app.\"window\" where kind = 'problem'")[0][0]))


def set_window(scene: Scene, me: Identity) -> None:
    now = datetime.now(UTC)
    stages.set_window(me, request_id=uuid4(), window_id=a_window(scene), opens_at=now, closes_at=soon())


def date_workshop(scene: Scene, me: Identity) -> None:
    stage_id = scene.everything("select id from app.stage where position = 1")[0][0]
    day = soon().date()
    stages.set_stage(me, request_id=uuid4(), stage_id=stage_id, starts_on=day, ends_on=day)


def more_time(scene: Scene, me: Identity) -> None:
    stages.extend_for_unit(
        me,
        request_id=uuid4(),
        window_id=a_window(scene),
        unit_id=scene.city.units["DINAS-A"],
        closes_at=soon() + timedelta(days=3),
        reason="Listrik padam",
    )


def take_time_back(scene: Scene, me: Identity) -> None:
    more_time(scene, scene.dian)
    stages.end_extension(
        me, request_id=uuid4(), window_id=a_window(scene), unit_id=scene.city.units["DINAS-A"]
    )


def edit_person(scene: Scene, me: Identity) -> object:
    """Oneself too: nobody writes her own row, not even her name."""
    return accounts.edit_participant(
        me,
        request_id=uuid4(),
        participant_id=me.participant_id,
        name="Nama Lain",
        title=None,
        role=me.role,
        unit_code="DINAS-B",
        phone=None,
    )


def import_people(scene: Scene, me: Identity) -> object:
    row = PersonRow(
        participant_id=None,
        user_name="baru",
        name="Baru",
        title=None,
        role="diskominfo",
        unit_code=None,
        phone=None,
    )
    return people.import_participants(me, request_id=uuid4(), rows=[row])


def create_person(scene: Scene, me: Identity) -> object:
    return accounts.create_participant(
        me,
        request_id=uuid4(),
        user_name="baru",
        name="Baru",
        title=None,
        role="peserta",
        unit_code="DINAS-A",
        phone="0812 3456 7890",
        password_hash=PASSWORD_HASH,
    )


def propose_questions(scene: Scene, me: Identity) -> None:
    listed = editing.question_desk(scene.dian, cycle_id=None, sheet="problem").asked
    editing.propose_questions(
        me, request_id=uuid4(), cycle_id=scene.cycle_id, sheet="problem", base=0, questions=listed
    )


def publish_questions(scene: Scene, me: Identity) -> None:
    propose_questions(scene, scene.dian)
    editing.publish_questions(me, request_id=uuid4(), cycle_id=scene.cycle_id, sheet="problem", base=0)


def merge(scene: Scene, me: Identity) -> UUID:
    main, other = scene.answer(scene.budi, "diterima"), scene.answer(scene.sari, "diterima")
    merging.merge_answers(
        me, request_id=uuid4(), answer_ids=[other], into=main, pillar_code=None, reason=None
    )
    return other


def split(scene: Scene, me: Identity) -> None:
    merging.split_answer(me, request_id=uuid4(), answer_id=merge(scene, scene.dian))


def undo_merge(scene: Scene, me: Identity) -> None:
    act = merging.split_answer(scene.dian, request_id=uuid4(), answer_id=merge(scene, scene.dian))
    merging.undo_merge(me, request_id=uuid4(), act_id=act)


def read_what_it_became(scene: Scene, me: Identity) -> None:
    """Tono's sent problem became part of Budi's, which is not accepted yet."""
    main, other = scene.answer(scene.budi, "dikirim"), scene.answer(scene.tono, "dikirim")
    merging.merge_answers(
        scene.dian, request_id=uuid4(), answer_ids=[other], into=main, pillar_code=None, reason=None
    )
    answers.answer_screen(me, answer_id=main)


def read_what_one_became_part_of(scene: Scene, me: Identity) -> None:
    main, other = scene.answer(scene.tono, "dikirim"), scene.answer(scene.budi, "dikirim")
    merging.merge_answers(
        scene.dian, request_id=uuid4(), answer_ids=[other], into=main, pillar_code=None, reason=None
    )
    answers.answer_screen(me, answer_id=main)


def dismiss(scene: Scene, me: Identity) -> None:
    two = [scene.answer(scene.budi, "diterima") for _ in range(2)]
    merging.dismiss_similar(me, request_id=uuid4(), answer_ids=two, is_dismissed=True)


def set_visibility(scene: Scene, me: Identity) -> None:
    cell = Visibility(
        role="peserta", relation="other", status="dikirim", can_read=True, can_count=True, can_comment=False
    )
    accounts.set_visibility(me, request_id=uuid4(), cell=cell)


def bring(scene: Scene, me: Identity) -> None:
    row = ImportRow(
        answer_id=scene.answer(scene.budi),
        key=None,
        sheet="problem",
        pillar_code="AAA",
        fields=(FieldSave(field="title", value="Dari berkas", sequence=1, base_version=0),),
    )
    (done,) = lanes.import_answers(
        me, request_id=uuid4(), cycle_id=scene.cycle_id, client_id=uuid4(), content=[row]
    )
    if done.code is not None:
        raise DomainError(ErrorCode(done.code), done.field)


WRITING = "- - not_found not_found not_found not_found - not_found not_found"


def read_sheet(status: str) -> Act:
    def act(scene: Scene, me: Identity) -> None:
        answers.answer_screen(me, answer_id=scene.answer(scene.budi, status, "swot"))

    return act


NO_UNIT = "-  -  -  -  -  -  -  not_allowed not_allowed"
TABLE: list[tuple[str, Act, str]] = [
    # reading
    ("read own draft", read("budi", "draf"), OWN_UNIT),
    ("read sent", read("budi", "dikirim"), "- - not_found not_found not_found not_found - - -"),
    ("read returned", read("budi", "dikembalikan"), "- - not_found not_found not_found not_found - - -"),
    ("read accepted", read("budi", "diterima"), EVERYBODY),
    ("read declined", read("budi", "ditolak"), "- - not_found not_found not_found not_found - - -"),
    ("read withdrawn", read("budi", "ditarik"), "- - not_found not_found not_found not_found - not_found -"),
    (
        "read a village's draft",
        read("sari", "draf"),
        "not_found not_found not_found not_found - not_found not_found not_found not_found",
    ),
    # … the district above reads what its village has sent; the village elsewhere does not
    ("read a village's sent", read("sari", "dikirim"), "not_found not_found not_found - - not_found - - -"),
    (
        "titles to compare with",
        lambda scene, me: similar.problem_titles(
            me, cycle_id=scene.cycle_id, known_scope=None, known_version=None
        ),
        EVERYBODY,
    ),
    ("home", lambda scene, me: home.home_screen(me, cycle_id=None), EVERYBODY),
    (
        "resting drafts",
        lambda scene, me: desk.idle_drafts_screen(me, cycle_id=None, unit_code=None, page=1),
        DISKOMINFO,
    ),
    ("event log", lambda scene, me: events.events_screen(me, by=EVERY_EVENT, before=None), DISKOMINFO),
    (
        "take out the event log",
        lambda scene, me: events.export_events(me, request_id=uuid4(), by=EVERY_EVENT, before=None),
        DISKOMINFO,
    ),
    ("inbox", lambda scene, me: news.news_screen(me, before=None), EVERYBODY),
    ("mark own news as read", read_news, EVERYBODY),
    ("reference", lambda scene, me: city_gateway.reference(me, cycle_id=None), EVERYBODY),
    (
        "list",
        lambda scene, me: answers.answers_screen(
            me, cycle_id=None, sheet="problem", pillar_code=None, sector_code=None, before=None
        ),
        EVERYBODY,
    ),
    (
        "aggregates",
        lambda scene, me: aggregates.aggregate_screen(
            me, cycle_id=None, sheet="problem", pillar_code=None, known_version=None
        ),
        EVERYBODY,
    ),
    ("round", lambda scene, me: voting.round_screen(me, cycle_id=None, round_id=None), EVERYBODY),
    (
        "rating screen",
        lambda scene, me: rating.rating_screen(me, cycle_id=None, sheet="problem", answer_id=None),
        OFFICERS,
    ),
    # writing
    ("create a draft", create, NO_UNIT),
    ("save a field", save, OWN_UNIT),
    ("send", send, OWN_UNIT),
    ("withdraw", withdraw, OWN_UNIT),
    ("reopen", reopen, OWN_UNIT),
    # only a responsible person of the unit: Rina is one too, of another
    (
        "approve",
        approve,
        "not_allowed - not_found not_found not_found not_found not_found not_found not_found",
    ),
    (
        "hand back what waits",
        hand_back,
        "not_allowed - not_found not_found not_found not_found not_found not_found not_found",
    ),
    ("read what waits", read("budi", "diajukan"), OWN_UNIT),
    ("look at a draft's history", look_at_history("draf"), OWN_UNIT),
    (
        "look at a sent answer's history",
        look_at_history("dikirim"),
        "- - not_found not_found not_found not_found - - -",
    ),
    # the receipt is its unit's and Diskominfo's
    (
        "look at a receipt",
        look_at_receipt,
        "- - not_found not_found not_found not_found - not_found not_found",
    ),
    (
        "comment on own draft",
        comment("draf"),
        "not_allowed not_allowed not_found not_found not_found not_found not_found not_found not_found",
    ),
    ("comment on accepted", comment("diterima"), EVERYBODY),
    # … its author and nobody else puts a comment right; Diskominfo may take it away; both also out of sight
    (
        "edit Rina's comment",
        edit_comment("diterima"),
        "not_allowed not_allowed - not_allowed not_allowed not_allowed not_allowed not_allowed not_allowed",
    ),
    (
        "edit a comment out of sight",
        edit_comment("dikirim"),
        "not_allowed not_allowed - not_found not_found not_found not_allowed not_allowed not_allowed",
    ),
    (
        "remove Rina's comment",
        remove_comment("diterima"),
        "not_allowed not_allowed - not_allowed not_allowed not_allowed - not_allowed not_allowed",
    ),
    (
        "remove a comment out of sight",
        remove_comment("dikirim"),
        "not_allowed not_allowed - not_found not_found not_found - not_allowed not_allowed",
    ),
    # whoever reads an answer may stand behind it, but for its own unit, which wrote it
    ("support accepted", support("diterima"), "not_allowed not_allowed - - - - - - -"),
    (
        "support sent",
        support("dikirim"),
        "not_allowed not_allowed not_found not_found not_found not_found - - -",
    ),
    (
        "support declined",
        support("ditolak"),
        "not_allowed not_allowed not_found not_found not_found not_found wrong_state wrong_state wrong_state",
    ),
    ("take support back", withdraw_support, EVERYBODY),
    (
        "take back what one never gave",
        withdraw_nothing,
        "- - not_found not_found not_found not_found - - -",
    ),
    ("read the workbook", lambda scene, me: lanes.lane_screen(me, cycle_id=None), NO_UNIT),
    (
        "bring a workbook",
        bring,
        "- - not_found not_found not_found not_found not_found not_allowed not_allowed",
    ),
    ("rate", rate, "not_allowed not_allowed - - - - not_allowed not_allowed not_allowed"),
    (
        "rate a solution",
        rate_solution,
        "not_allowed not_allowed - - - - not_allowed not_allowed not_allowed",
    ),
    (
        "rate what may not be read",
        rate_sent,
        "not_found not_found not_found - not_allowed not_found not_allowed not_allowed not_allowed",
    ),
    (
        "rate when others are named",
        rate_when_sari_is_named,
        "not_allowed not_allowed not_a_rater not_a_rater - not_a_rater not_allowed not_allowed not_allowed",
    ),
    ("raters screen", lambda scene, me: raters.raters_screen(me, cycle_id=None), DISKOMINFO),
    (
        "set the rating mode",
        lambda scene, me: raters.set_rating_mode(
            me, request_id=uuid4(), cycle_id=scene.cycle_id, mode="people"
        ),
        DISKOMINFO,
    ),
    ("name raters", name_sari, DISKOMINFO),
    # evidence is seen by whoever may read its answer, and by nobody else
    ("look at a draft's evidence", look_at_evidence("budi", "draf"), OWN_UNIT),
    (
        "look at sent evidence",
        look_at_evidence("budi", "dikirim"),
        "- - not_found not_found not_found not_found - - -",
    ),
    (
        "look at a village's sent evidence",
        look_at_evidence("sari", "dikirim"),
        "not_found not_found not_found - - not_found - - -",
    ),
    ("look at accepted evidence", look_at_evidence("budi", "diterima"), EVERYBODY),
    ("add evidence", add_evidence, OWN_UNIT),
    ("remove evidence", remove_evidence, OWN_UNIT),
    # begun by Diskominfo for other units only; said to be right by the unit's officers
    ("begin on behalf", begin_for("KEL-1"), DISKOMINFO),
    (
        "begin on behalf of one's own unit",
        begin_for("DINAS-B"),
        " ".join(["not_allowed"] * 9),
    ),
    ("read what is typed on behalf", read_typed, WRITING),
    ("type on behalf", save_typed, WRITING),
    ("confirm", confirm, "- - not_found not_found not_found not_found not_allowed not_allowed not_allowed"),
    (
        "what is typed on behalf",
        lambda scene, me: on_behalf.on_behalf_screen(me, cycle_id=None),
        DISKOMINFO,
    ),
    # deciding
    ("decide", decide, DISKOMINFO),
    ("decide on one", decide_one, DISKOMINFO),
    ("open the review", open_review, DISKOMINFO),
    ("move", move, DISKOMINFO),
    ("take back", take_back, DISKOMINFO),
    ("refer", lambda scene, me: referred(scene, me), DISKOMINFO),
    # asked is the unit of Sari, and only its officers answer
    (
        "answer a referral",
        answer_referral,
        "not_found not_found not_found not_found - not_found not_found not_allowed not_allowed",
    ),
    ("read what was referred to Sari's unit", read_referred, "- - not_found not_found - not_found - - -"),
    # moved without a sub-pillar: its unit is asked again, and a reviewer may answer
    (
        "choose the sub-pillar",
        choose_sub_pillar,
        "- - not_found not_found not_found not_found - not_found not_found",
    ),
    # the unit of Rina, which Dian is of too, is to lead a solution of Budi's
    (
        "give consent",
        give_consent,
        "not_allowed not_allowed - not_found not_found not_found - not_allowed not_allowed",
    ),
    (
        "take consent back",
        undo_consent,
        "not_allowed not_allowed - not_found not_found not_found - not_allowed not_allowed",
    ),
    ("read the solution one is to lead", read_led, "- - - not_found not_found not_found - - -"),
    (
        "what could be merged",
        lambda scene, me: merging.merge_screen(me, cycle_id=None, sheet="problem", pillar_code=None),
        DISKOMINFO,
    ),
    (
        "answers side by side",
        lambda scene, me: merging.merge_group(me, answer_ids=[scene.answer(scene.budi, "diterima")]),
        DISKOMINFO,
    ),
    ("merge", merge, DISKOMINFO),
    ("split", split, DISKOMINFO),
    ("undo a merge", undo_merge, DISKOMINFO),
    ("dismiss a suggestion", dismiss, DISKOMINFO),
    # … a unit reads what its own became part of, as it would its own; nobody else does by that
    ("read what another's became", read_what_it_became, "- - not_found not_found not_found not_found - - -"),
    (
        "read what one's own became",
        read_what_one_became_part_of,
        "- - not_found - not_found not_found - - -",
    ),
    ("open a round", lambda scene, me: opened_round(scene, me), DISKOMINFO),
    (
        "cast a ballot",
        cast,
        "not_a_voter not_a_voter not_a_voter not_a_voter not_a_voter not_a_voter not_a_voter - not_a_voter",
    ),
    ("close a round", close, DISKOMINFO),
    # running
    (
        "review screen",
        lambda scene, me: review.review_screen(me, cycle_id=None, by=WAITING, after=None),
        DISKOMINFO,
    ),
    ("round desk", lambda scene, me: voting.round_desk(me, cycle_id=None), DISKOMINFO),
    ("stages screen", lambda scene, me: stages.stages_screen(me, cycle_id=None), DISKOMINFO),
    ("set a window", set_window, DISKOMINFO),
    ("date a workshop", date_workshop, DISKOMINFO),
    ("give a unit more time", more_time, DISKOMINFO),
    ("take a unit's more time back", take_time_back, DISKOMINFO),
    (
        "close a window",
        lambda scene, me: stages.close_window(me, request_id=uuid4(), window_id=a_window(scene)),
        DISKOMINFO,
    ),
    (
        "open a cycle",
        lambda scene, me: stages.open_cycle(
            me, request_id=uuid4(), year=2031, title="Putaran 2031", copy_from=None
        ),
        DISKOMINFO,
    ),
    (
        "archive a cycle",
        lambda scene, me: stages.archive_cycle(me, request_id=uuid4(), cycle_id=scene.cycle_id),
        DISKOMINFO,
    ),
    ("accounts screen", lambda scene, me: accounts.accounts_screen(me, search=ANYBODY, page=1), DISKOMINFO),
    (
        "account screen",
        lambda scene, me: accounts.account_screen(me, participant_id=me.participant_id),
        DISKOMINFO,
    ),
    ("slips screen", lambda scene, me: people.slips_screen(me, search=ANYBODY), DISKOMINFO),
    ("import screen", lambda scene, me: people.import_screen(me), DISKOMINFO),
    ("edit a person", edit_person, DISKOMINFO),
    (
        "unlock a person",
        lambda scene, me: accounts.unlock_participant(
            me, request_id=uuid4(), participant_id=scene.rina.participant_id
        ),
        DISKOMINFO,
    ),
    ("import people", import_people, DISKOMINFO),
    (
        "issue passwords",
        lambda scene, me: people.issue_passwords(
            me, request_id=uuid4(), hashes={scene.rina.participant_id: PASSWORD_HASH}
        ),
        DISKOMINFO,
    ),
    ("create a person", create_person, DISKOMINFO),
    (
        "reset a password",
        lambda scene, me: accounts.reset_password(
            me, request_id=uuid4(), participant_id=scene.rina.participant_id, password_hash=PASSWORD_HASH
        ),
        DISKOMINFO,
    ),
    (
        "switch a person off",
        lambda scene, me: accounts.set_participant_active(
            me, request_id=uuid4(), participant_id=scene.tono.participant_id, is_active=False
        ),
        DISKOMINFO,
    ),
    ("approval screen", lambda scene, me: approval.approval_screen(me, cycle_id=None), DISKOMINFO),
    (
        "switch the approval",
        lambda scene, me: approval.set_approval(me, request_id=uuid4(), unit_id=None, is_on=True),
        DISKOMINFO,
    ),
    (
        "name somebody responsible",
        lambda scene, me: approval.set_responsible(
            me, request_id=uuid4(), participant_id=scene.budi.participant_id, is_responsible=True
        ),
        DISKOMINFO,
    ),
    ("synonyms", lambda scene, me: similar.synonym_screen(me), DISKOMINFO),
    (
        "set a synonym",
        lambda scene, me: similar.set_synonym(me, request_id=uuid4(), word="PJU", meaning="lampu jalan"),
        DISKOMINFO,
    ),
    ("visibility screen", lambda scene, me: accounts.visibility_screen(me), DISKOMINFO),
    ("set visibility", set_visibility, DISKOMINFO),
    (
        "question desk",
        lambda scene, me: editing.question_desk(me, cycle_id=None, sheet="problem"),
        DISKOMINFO,
    ),
    ("propose questions", propose_questions, DISKOMINFO),
    (
        "drop a proposal",
        lambda scene, me: editing.drop_proposal(
            me, request_id=uuid4(), cycle_id=scene.cycle_id, sheet="problem"
        ),
        DISKOMINFO,
    ),
    ("publish questions", publish_questions, DISKOMINFO),
    ("sheets screen", lambda scene, me: sheets.sheets_screen(me, cycle_id=None), EVERYBODY),
    (
        "begin the unit's sheet",
        lambda scene, me: answers.create_draft(
            me, request_id=uuid4(), cycle_id=scene.cycle_id, sheet="swot", pillar_code=None
        ),
        NO_UNIT,
    ),
    ("read a draft sheet", read_sheet("draf"), OWN_UNIT),
    ("read a sent sheet", read_sheet("dikirim"), "- - not_found not_found not_found not_found - - -"),
    (
        "export answers",
        lambda scene, me: exports.export_answers(
            me, request_id=uuid4(), cycle_id=None, sheet="problem", after=0
        ),
        DISKOMINFO,
    ),
    ("sectors screen", lambda scene, me: sectors.sectors_screen(me), DISKOMINFO),
    ("set sectors", lambda scene, me: sectors.set_sectors(me, request_id=uuid4(), sectors=[]), DISKOMINFO),
    # about oneself
    ("own hash", lambda scene, me: sign_in.own_password_hash(me), EVERYBODY),
    ("notice", lambda scene, me: sign_in.privacy_notice(me), EVERYBODY),
    ("read the notice", lambda scene, me: sign_in.read_notice(me, request_id=uuid4(), version=1), EVERYBODY),
    (
        "change the password",
        lambda scene, me: sign_in.change_password(me, request_id=uuid4(), password_hash=PASSWORD_HASH),
        EVERYBODY,
    ),
    ("sign out", lambda scene, me: sign_in.sign_out(me), EVERYBODY),
]
CELLS = [
    pytest.param(act, person, expected, id=f"{name}-{person}")
    for name, act, row in TABLE
    for person, expected in zip(PEOPLE, row.split(), strict=True)
]


@pytest.mark.parametrize(("act", "person", "expected"), CELLS)
def test_each_person_may_do_just_this(scene: Scene, act: Act, person: str, expected: str) -> None:
    try:
        act(scene, scene.city.people[person])
        outcome = "-"
    except DomainError as refusal:
        outcome = refusal.code.value

    assert outcome == expected
    if expected == "not_found":
        assert scene.everything("select 1 from app.answer"), "and the row that person could not see is there"


def every_function(scene: Scene) -> list[tuple[str, str]]:
    """(name, argument list) of each function of the schema api."""
    return scene.everything(
        "select proname, pg_get_function_identity_arguments(oid) from pg_proc"
        " where pronamespace = 'api'::regnamespace order by 1"
    )


DOORKEEPERS = {
    "sign_in_screen",
    "begin_sign_in",
    "finish_sign_in",
    "redeem_ticket",
    "resume",
    "end_session",
    "request_password_reset",
    "tick",
    "migrations",
}


def test_the_doorkeeper_runs_its_own_functions_and_nobody_elses(scene: Scene) -> None:
    allowed = {
        name
        for (name,) in scene.everything(
            "select proname from pg_proc where pronamespace = 'api'::regnamespace"
            " and has_function_privilege('app_auth', oid, 'execute')"
        )
    }

    assert allowed == DOORKEEPERS


def test_a_person_runs_everything_but_the_doorkeepers_functions(scene: Scene) -> None:
    allowed = {
        name
        for (name,) in scene.everything(
            "select proname from pg_proc where pronamespace = 'api'::regnamespace"
            " and has_function_privilege('authenticated', oid, 'execute')"
        )
    }

    assert allowed == {name for name, _ in every_function(scene)} - DOORKEEPERS


def test_without_a_token_there_is_nothing(scene: Scene) -> None:
    rights = scene.everything(
        "select proname from pg_proc where pronamespace in ('api'::regnamespace, 'private'::regnamespace)"
        " and has_function_privilege('anon', oid, 'execute')"
    )

    assert rights == []
    assert scene.everything("select has_schema_privilege('anon', 'api', 'usage')") == [(False,)]


def test_the_doorkeeper_cannot_look_into_a_persons_screen(scene: Scene) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        transport.read("home_screen", as_=DOORKEEPER, cycle_id=None)


ABOUT_ONESELF = {"own_password_hash", "change_password", "privacy_notice", "read_notice", "sign_out"}


def called_blindly(scene: Scene, name: str, arguments: str, me: Identity) -> Any:
    """Call with a null for every argument: the caller is checked before anything is looked at."""
    names = [part.split()[0] for part in arguments.split(", ") if part]
    return transport.write(name, as_=me, **{one.removeprefix("p_"): None for one in names})


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("update app.session set ended_at = now()", "session_ended"),
        ("update app.session set expires_at = now()", "session_ended"),
        ("update app.participant set is_active = false", "session_ended"),
        ("update app.participant set must_change_password = true", "password_change_due"),
        ("delete from app.notice_reading", "notice_unread"),
    ],
)
def test_every_call_of_a_person_checks_her_standing_first(scene: Scene, how: str, code: str) -> None:
    scene.everything(how)

    outcomes = {}
    for name, arguments in every_function(scene):
        if name in DOORKEEPERS | ABOUT_ONESELF:
            continue
        with pytest.raises(DomainError) as refusal:
            called_blindly(scene, name, arguments, scene.dian)
        outcomes[name] = refusal.value.code.value

    assert set(outcomes.values()) == {code}, outcomes
    assert len(outcomes) > 20


def test_one_persons_id_with_anothers_session_is_nobody(scene: Scene) -> None:
    mixed = Identity(
        participant_id=scene.dian.participant_id,
        session_id=scene.budi.session_id,
        role="diskominfo",
        user_name="",
        name="",
        title=None,
        unit_id=None,
        unit_name=None,
        must_change_password=False,
        notice_due=False,
    )

    with pytest.raises(DomainError, match="session_ended"):
        accounts.accounts_screen(mixed, search=ANYBODY, page=1)
