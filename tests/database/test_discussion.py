"""Who stands behind an answer, and what is said about it."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest

from db.errors import DomainError
from db.gateway import answers, discussion
from db.gateway.discussion import Comment, Supporter
from db.identity import Identity
from tests.database.scene import Scene


def support(me: Identity, answer_id: UUID) -> None:
    discussion.support_answer(me, request_id=uuid4(), answer_id=answer_id)


def say(me: Identity, answer_id: UUID, body: str = "Setuju") -> None:
    discussion.add_comment(me, request_id=uuid4(), answer_id=answer_id, body=body)


def shown(me: Identity, answer_id: UUID, before: UUID | None = None) -> tuple[Comment, ...]:
    return answers.answer_screen(me, answer_id=answer_id, comments_before=before).comments


def age(scene: Scene, comment_id: UUID, by: timedelta) -> None:
    scene.everything("update app.comment set at = now() - %s where id = %s", (by, comment_id))


def events(scene: Scene, answer_id: UUID) -> list[str]:
    found = scene.everything("select act from app.event where subject_id = %s order by id", (str(answer_id),))
    return [act for (act,) in found]


# ── support ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_support_is_counted_and_named_with_its_unit(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "diterima")

    support(scene.rina, subject)
    support(scene.wali, subject)

    found = answers.answer_screen(scene.rina, answer_id=subject)
    assert (found.support.count, found.answer.supports) == (2, 2)
    assert found.support.people == (
        Supporter(name="Rina", title=None, unit_name="Dinas Beta"),
        Supporter(name="Wali", title=None, unit_name=None),
    )
    assert (found.support.is_own, found.support.may_support) == (True, True)
    assert answers.answer_screen(scene.sari, answer_id=subject).support.is_own is False


def test_one_person_supports_once_however_often_she_asks(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "diterima")
    begin = Barrier(4)

    def ask() -> None:
        begin.wait()
        support(scene.rina, subject)

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers.answer_screen(scene.rina, answer_id=subject).support.count == 1
    assert events(scene, subject) == ["answer_supported"]


def test_support_taken_back_is_gone_but_for_its_trace(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "diterima")
    support(scene.rina, subject)

    discussion.withdraw_support(scene.rina, request_id=uuid4(), answer_id=subject)
    discussion.withdraw_support(scene.rina, request_id=uuid4(), answer_id=subject)

    assert answers.answer_screen(scene.rina, answer_id=subject).support.count == 0
    assert events(scene, subject) == ["answer_supported", "support_withdrawn"]


def test_support_is_taken_back_also_while_its_unit_has_the_answer_in_work_again(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "dikirim")
    support(scene.dian, subject)
    answers.reopen_answer(scene.budi, request_id=uuid4(), answer_id=subject)
    with pytest.raises(DomainError, match="not_found"):
        answers.answer_screen(scene.dian, answer_id=subject)

    with pytest.raises(DomainError, match="not_found"):  # who never stood behind it learns nothing
        discussion.withdraw_support(scene.pandu, request_id=uuid4(), answer_id=subject)
    discussion.withdraw_support(scene.dian, request_id=uuid4(), answer_id=subject)

    assert scene.everything("select count(*) from app.support") == [(0,)]


def test_the_own_unit_is_not_asked_for_support(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "diterima")

    assert answers.answer_screen(scene.bayu, answer_id=subject).support.may_support is False


def test_an_archived_year_keeps_its_support_as_it_was(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "diterima")
    support(scene.rina, subject)
    scene.everything("update app.cycle set is_open = false")

    for act in (discussion.support_answer, discussion.withdraw_support):
        with pytest.raises(DomainError, match="cycle_archived"):
            act(scene.rina, request_id=uuid4(), answer_id=subject)

    found = answers.answer_screen(scene.rina, answer_id=subject).support
    assert (found.count, found.may_support) == (1, False)


def test_nobody_sees_who_stands_behind_what_she_cannot_read(scene: Scene, acting_as) -> None:
    subject = scene.answer(scene.budi, "dikirim")
    support(scene.dian, subject)

    with acting_as(scene.sari) as sql:
        assert sql("select * from app.support") == []
    with acting_as(scene.budi) as sql:
        assert len(sql("select * from app.support")) == 1, "and the row sari could not see is there"


# ── comments ────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_comment_is_kept_with_its_writer_and_shown_to_whoever_reads_the_answer(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "diterima")

    say(scene.sari, subject, " <b>Di sini juga</b> ")

    (said,) = shown(scene.joko, subject)
    assert (said.body, said.author) == ("<b>Di sini juga</b>", "Sari")
    assert (said.may_edit, said.may_remove) == (False, False)


BROKEN = [("  ", "field_invalid"), ("\n \n", "field_invalid"), ("x" * 1001, "text_too_long")]


@pytest.mark.parametrize(("body", "refusal"), BROKEN)
def test_an_empty_or_endless_comment_is_refused(scene: Scene, body: str, refusal: str) -> None:
    subject = scene.answer(scene.budi, "diterima")

    with pytest.raises(DomainError, match=refusal):
        say(scene.sari, subject, body)

    assert scene.everything("select count(*) from app.comment") == [(0,)]


def test_its_author_puts_a_comment_right_for_fifteen_minutes(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "diterima")
    say(scene.sari, subject)
    (comment,) = shown(scene.sari, subject)
    age(scene, comment.id, timedelta(minutes=14, seconds=50))

    discussion.edit_comment(scene.sari, request_id=uuid4(), comment_id=comment.id, body=" Sangat setuju ")

    (said,) = shown(scene.sari, subject)
    assert (said.body, said.edited_at is not None, said.may_edit) == ("Sangat setuju", True, True)


def test_an_identity_number_is_masked_before_it_is_kept(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "diterima")
    say(scene.sari, subject, "Hubungi 3172011234567890 soal Rp 1.500.000.000")
    (comment,) = shown(scene.sari, subject)
    assert comment.body == "Hubungi •••••••••••••••• soal Rp 1.500.000.000"

    discussion.edit_comment(
        scene.sari, request_id=uuid4(), comment_id=comment.id, body="Hubungi 0812-3456-7890"
    )

    assert shown(scene.sari, subject)[0].body == "Hubungi ••••-••••-••••"
    assert scene.everything("select count(*) from app.comment where body ~ '[0-9]{4}'") == [(0,)]


def test_after_fifteen_minutes_a_comment_stands_as_it_is(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "diterima")
    say(scene.sari, subject)
    (comment,) = shown(scene.sari, subject)
    age(scene, comment.id, timedelta(minutes=15))

    with pytest.raises(DomainError, match="comment_settled"):
        discussion.edit_comment(scene.sari, request_id=uuid4(), comment_id=comment.id, body="Lain")

    (said,) = shown(scene.sari, subject)
    assert (said.body, said.may_edit, said.may_remove) == ("Setuju", False, True)


@pytest.mark.parametrize(("body", "refusal"), BROKEN)
def test_a_comment_is_not_changed_into_a_broken_one(scene: Scene, body: str, refusal: str) -> None:
    subject = scene.answer(scene.budi, "diterima")
    say(scene.sari, subject)
    (comment,) = shown(scene.sari, subject)

    with pytest.raises(DomainError, match=refusal):
        discussion.edit_comment(scene.sari, request_id=uuid4(), comment_id=comment.id, body=body)

    assert shown(scene.sari, subject) == (comment,)


def test_of_a_removed_comment_only_the_trace_stays(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "diterima")
    say(scene.sari, subject, "Ibu Ani, RT 3")
    (comment,) = shown(scene.dian, subject)
    assert comment.may_remove

    discussion.remove_comment(scene.dian, request_id=uuid4(), comment_id=comment.id)
    discussion.remove_comment(scene.sari, request_id=uuid4(), comment_id=comment.id)

    (gone,) = shown(scene.sari, subject)
    assert (gone.body, gone.removed_by, gone.removed_at is not None) == (None, "Dian", True)
    assert (gone.may_edit, gone.may_remove) == (False, False)
    assert scene.everything("select count(*) from app.comment where body like '%%Ani%%'") == [(0,)]
    assert events(scene, subject) == ["comment_added", "comment_removed"]
    with pytest.raises(DomainError, match="wrong_state"):
        discussion.edit_comment(scene.sari, request_id=uuid4(), comment_id=comment.id, body="Lagi")


@pytest.mark.parametrize("who", ["pandu", "dian"])
def test_words_are_taken_back_by_author_and_diskominfo_also_from_an_answer_in_work_again(
    scene: Scene, who: str
) -> None:
    subject = scene.answer(scene.budi, "dikirim")
    say(scene.pandu, subject, "Ibu Ani, RT 3")
    (comment,) = shown(scene.pandu, subject)
    answers.reopen_answer(scene.budi, request_id=uuid4(), answer_id=subject)

    with pytest.raises(DomainError, match="not_found"):
        discussion.remove_comment(scene.wali, request_id=uuid4(), comment_id=comment.id)
    discussion.edit_comment(scene.pandu, request_id=uuid4(), comment_id=comment.id, body="Seorang ibu, RT 3")
    discussion.remove_comment(getattr(scene, who), request_id=uuid4(), comment_id=comment.id)

    assert scene.everything("select body, removed_by from app.comment") == [
        (None, getattr(scene, who).participant_id)
    ]


def test_what_should_not_stand_there_goes_also_from_an_archived_year(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "diterima")
    say(scene.sari, subject)
    (comment,) = shown(scene.sari, subject)
    scene.everything("update app.cycle set is_open = false")

    with pytest.raises(DomainError, match="cycle_archived"):
        discussion.edit_comment(scene.sari, request_id=uuid4(), comment_id=comment.id, body="Lain")
    discussion.remove_comment(scene.dian, request_id=uuid4(), comment_id=comment.id)

    assert shown(scene.sari, subject)[0].body is None


def test_comments_come_twenty_by_twenty_newest_first(scene: Scene) -> None:
    subject = scene.answer(scene.budi, "diterima")
    scene.everything(
        "insert into app.comment (answer_id, author_id, body, at)"
        " select %s, %s, n::text, now() - make_interval(secs => (46 - n) / 2)"
        " from generate_series(1, 45) as n",
        (subject, scene.sari.participant_id),  # two at one instant: none is lost between two pages
    )

    newest = shown(scene.sari, subject)
    middle = shown(scene.sari, subject, newest[0].id)
    oldest = shown(scene.sari, subject, middle[0].id)

    assert [len(page) for page in (newest, middle, oldest)] == [20, 20, 5]
    assert sorted(int(one.body or 0) for one in (*oldest, *middle, *newest)) == list(range(1, 46))
    assert [one.at for one in newest] == sorted(one.at for one in newest)
    assert shown(scene.sari, subject, oldest[0].id) == ()


def test_a_page_before_a_comment_of_another_answer_is_empty(scene: Scene) -> None:
    subject, hidden = scene.answer(scene.budi, "diterima"), scene.answer(scene.budi, "dikirim")
    say(scene.sari, subject)
    say(scene.dian, hidden)
    (elsewhere,) = shown(scene.dian, hidden)

    assert shown(scene.sari, subject, elsewhere.id) == ()
