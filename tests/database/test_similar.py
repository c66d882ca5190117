"""Which titles a person may compare hers with, and the city's words for comparing them."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from db.errors import DomainError
from db.gateway import curation, similar
from db.gateway.similar import CommonTitles, ProblemTitles
from db.identity import Identity
from tests.database.scene import Scene


def asked(scene: Scene, me: Identity, known: CommonTitles | None = None) -> ProblemTitles:
    return similar.problem_titles(
        me,
        cycle_id=scene.cycle_id,
        known_scope=known.scope if known else None,
        known_version=known.version if known else None,
    )


def common(scene: Scene, me: Identity) -> CommonTitles:
    found = asked(scene, me).common
    assert found is not None
    return found


def titles_of(scene: Scene, me: Identity) -> set[str]:
    """Everything this person is told, shared by her role or hers alone."""
    found = asked(scene, me)
    assert found.common is not None
    return {one.title for one in (*found.near, *found.common.problems)}


STATES = ("draf", "dikirim", "dikembalikan", "diterima", "digabung", "ditolak", "ditarik")


@pytest.fixture
def problems(scene: Scene) -> dict[str, UUID]:
    """One of Budi's agency and one of Sari's village in each state, and one of another year."""
    found = {}
    for who, author in (("alfa", scene.budi), ("satu", scene.sari)):
        for status in STATES:
            found[f"{who} {status}"] = scene.answer(author, status, title=f"{who} {status}")
    return found


@pytest.mark.parametrize(
    "person", ["budi", "bayu", "rina", "citra", "sari", "tono", "joko", "dian", "wali", "pandu"]
)
def test_a_person_is_told_what_she_may_read_and_nothing_else(
    scene: Scene, acting_as, problems: dict[str, UUID], person: str
) -> None:
    me = scene.city.people[person]
    with acting_as(me) as sql:
        readable = {title for (title,) in sql("select title from app.answer where status <> 'ditarik'")}

    told = titles_of(scene, me)

    assert told <= readable
    beyond = {"alfa dikembalikan", "satu dikembalikan"}  # being rewritten: only its own people are told
    assert readable - told <= beyond
    assert len(scene.everything("select 1 from app.answer")) == len(problems), "and the others are there"


def test_what_a_role_shares_is_read_by_every_holder_of_it(scene: Scene, acting_as, problems) -> None:
    shared = common(scene, scene.budi)

    for me in (scene.budi, scene.rina, scene.citra, scene.sari, scene.joko):
        assert common(scene, me) == shared
        with acting_as(me) as sql:
            readable = {UUID(str(id_)) for (id_,) in sql("select id from app.answer")}
        assert {one.id for one in shared.problems} <= readable
    assert {one.status for one in shared.problems} == {"diterima", "digabung"}


def test_the_scope_moves_with_the_rules(scene: Scene, problems) -> None:
    before = common(scene, scene.budi)
    scene.everything(
        "update app.visibility set can_read = false, can_comment = false"
        " where role = 'peserta' and relation = 'other' and status = 'digabung'"
    )

    after = asked(scene, scene.budi, before).common

    assert after is not None, "whoever holds the old scope is not told that it is unchanged"
    assert {one.status for one in after.problems} == {"diterima"}
    assert "alfa digabung" in titles_of(scene, scene.budi), "its own unit still reads it"
    assert "alfa digabung" not in titles_of(scene, scene.rina)


def test_one_roles_scope_is_never_anothers(scene: Scene, problems) -> None:
    leaders = common(scene, scene.wali)

    found = asked(scene, scene.budi, leaders).common

    assert found is not None
    assert found.scope != leaders.scope


def test_an_unchanged_corpus_costs_a_tiny_answer(scene: Scene, problems) -> None:
    known = common(scene, scene.rina)

    assert asked(scene, scene.rina, known) == ProblemTitles(near=(), common=None)


def test_what_changes_a_title_that_is_shared_changes_the_version(scene: Scene, problems) -> None:
    known = common(scene, scene.rina)
    curation.decide_answers(
        scene.dian,
        request_id=uuid4(),
        answer_ids=[problems["alfa dikirim"]],
        decision="diterima",
        reason=None,
    )

    found = asked(scene, scene.rina, known).common

    assert found is not None
    assert "alfa dikirim" in {one.title for one in found.problems}


def test_with_any_version_good_enough_only_the_scope_counts(scene: Scene, problems) -> None:
    known = common(scene, scene.rina)
    scene.everything("update app.feed set version = nextval('app.feed_version')")

    found = similar.problem_titles(
        scene.rina, cycle_id=scene.cycle_id, known_scope=known.scope, known_version=None
    )

    assert found.common is None


def test_an_untitled_draft_is_like_nothing(scene: Scene) -> None:
    scene.answer(scene.budi, title=None)

    assert asked(scene, scene.bayu).near == ()


def test_solutions_are_no_problems(scene: Scene) -> None:
    scene.answer(scene.budi, "diterima", "solution")

    assert titles_of(scene, scene.rina) == set()


def test_the_newest_two_thousand_are_enough(scene: Scene) -> None:
    scene.everything(
        "insert into app.answer (cycle_id, sheet, unit_id, pillar_code, author_id, number, status, answers)"
        " select %s, 'problem', %s, 'AAA', %s, n, case n %% 2 when 0 then 'diterima' else 'digabung' end,"
        " jsonb_build_object('title', 'Masalah ' || n) from generate_series(1, 2010) as n",
        (scene.cycle_id, scene.budi.unit_id, scene.budi.participant_id),
    )

    found = common(scene, scene.rina).problems

    assert [one.number for one in found] == list(range(2010, 10, -1))


# ── the city's words ────────────────────────────────────────────────────────────────────────────────────────
def set_word(me: Identity, word: str | None, meaning: str | None) -> None:
    similar.set_synonym(me, request_id=uuid4(), word=word, meaning=meaning)  # type: ignore[arg-type]


def test_a_word_is_set_changed_and_taken_out(scene: Scene) -> None:
    set_word(scene.dian, " Perwali ", "peraturan wali kota")
    set_word(scene.dian, "PERWALI", " peraturan kepala daerah ")

    (one,) = [row for row in similar.synonym_screen(scene.dian) if row.word.lower() == "perwali"]
    assert (one.word, one.meaning, one.set_by) == ("PERWALI", "peraturan kepala daerah", "Dian")
    set_word(scene.dian, "perwali", None)
    set_word(scene.dian, "perwali", None)
    assert "PERWALI" not in common(scene, scene.budi).synonyms


def test_a_changed_word_reaches_whoever_holds_the_corpus(scene: Scene, problems) -> None:
    known = common(scene, scene.rina)
    set_word(scene.dian, "SIM RS", "sistem informasi rumah sakit")

    found = asked(scene, scene.rina, known).common

    assert found is not None
    assert found.synonyms["SIM RS"] == "sistem informasi rumah sakit"


@pytest.mark.parametrize(
    ("word", "meaning", "refusal"),
    [
        (None, "artinya", "field_invalid"),
        ("", "artinya", "field_invalid"),
        (" -- ", "artinya", "field_invalid"),
        ("kata", "", "field_invalid"),
        ("kata", "??", "field_invalid"),
        ("ka\nta", "artinya", "field_invalid"),
        ("k" * 41, "artinya", "text_too_long"),
        ("kata", "a" * 81, "text_too_long"),
    ],
)
def test_what_is_no_word_is_refused(
    scene: Scene, word: str | None, meaning: str | None, refusal: str
) -> None:
    before = similar.synonym_screen(scene.dian)

    with pytest.raises(DomainError, match=refusal):
        set_word(scene.dian, word, meaning)

    assert similar.synonym_screen(scene.dian) == before


def test_the_log_tells_that_a_word_was_set_and_not_which(scene: Scene) -> None:
    set_word(scene.dian, "Bu Ani", "nama")

    assert scene.everything("select act, subject_id, detail from app.event where subject = 'synonym'") == [
        ("synonym_set", None, {})
    ]
