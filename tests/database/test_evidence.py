"""Evidence beside an answer: five at most, by content and not by name, and gone when it is removed."""

from __future__ import annotations

import threading
from base64 import b64encode
from uuid import UUID, uuid4

import psycopg
import pytest

from db import transport
from db.errors import DomainError
from db.gateway import answers, curation, evidence, stages
from db.gateway.evidence import Evidence
from db.identity import Identity
from tests.database.conftest import ActingAs
from tests.database.scene import Scene

JPEG = b"\xff\xd8\xff\xe0"
PDF = b"%PDF-1.7\n"
WEBP = b"RIFF\0\0\0\0WEBP"


def add(
    me: Identity,
    answer_id: UUID,
    content: bytes = JPEG,
    *,
    name: str = "foto.jpg",
    request_id: UUID | None = None,
) -> Evidence:
    return evidence.add_evidence(
        me, request_id=request_id or uuid4(), answer_id=answer_id, name=name, content=content
    )


def names(me: Identity, answer_id: UUID) -> list[str]:
    return [one.name for one in answers.answer_screen(me, answer_id=answer_id).evidence]


def photo(number: int) -> bytes:
    return JPEG + bytes([number])


# ── adding ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_stands_beside_the_draft_for_the_colleague_as_well(scene: Scene) -> None:
    draft = scene.answer(scene.budi)

    kept = add(scene.budi, draft, name=" loket depan.jpg ")

    assert (kept.name, kept.kind, kept.size) == ("loket depan.jpg", "image/jpeg", len(JPEG))
    assert answers.answer_screen(scene.bayu, answer_id=draft).evidence == (kept,)
    assert evidence.evidence_file(scene.bayu, evidence_id=kept.id).content == JPEG


def test_the_same_request_twice_is_one_file(scene: Scene) -> None:
    draft, request = scene.answer(scene.budi), uuid4()

    first = add(scene.budi, draft, request_id=request)
    again = add(scene.budi, draft, request_id=request)

    assert again == first
    assert scene.everything("select count(*) from app.evidence") == [(1,)]


def test_the_same_photo_chosen_twice_is_one_file(scene: Scene) -> None:
    draft = scene.answer(scene.budi)

    first, again = add(scene.budi, draft), add(scene.bayu, draft, name="lagi.jpg")

    assert again == first
    assert names(scene.budi, draft) == ["foto.jpg"]


def test_five_files_and_no_sixth(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    for number in range(5):
        add(scene.budi, draft, photo(number))

    with pytest.raises(DomainError, match="too_many_files"):
        add(scene.budi, draft, photo(5))

    assert len(names(scene.budi, draft)) == 5


def test_of_ten_files_at_once_five_are_kept(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    outcomes: list[str] = []
    begin = threading.Barrier(10)

    def work(number: int) -> None:
        begin.wait()
        try:
            add(scene.budi if number % 2 else scene.bayu, draft, photo(number))
            outcomes.append("kept")
        except DomainError as refusal:
            outcomes.append(refusal.code.value)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["kept"] * 5 + ["too_many_files"] * 5
    assert scene.everything("select count(*) from app.evidence where removed_at is null") == [(5,)]


def test_ten_copies_of_one_request_at_once_are_one_file(scene: Scene) -> None:
    draft, request = scene.answer(scene.budi), uuid4()
    kept: list[UUID] = []
    threads = [
        threading.Thread(target=lambda: kept.append(add(scene.budi, draft, request_id=request).id))
        for _ in range(10)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(kept) == 10
    assert len(set(kept)) == 1
    assert scene.everything("select count(*) from app.evidence") == [(1,)]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (JPEG, "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (WEBP + b"VP8 ", "image/webp"),
        (WEBP + b"VP8X", "image/webp"),  # cut off before it says what it holds
        (WEBP + b"VP8X\x0a\0\0\0\x10\0\0\0", "image/webp"),  # transparent, and nothing else
        (PDF, "application/pdf"),
    ],
)
def test_what_a_file_is_stands_in_its_first_bytes(scene: Scene, content: bytes, kind: str) -> None:
    assert add(scene.budi, scene.answer(scene.budi), content, name="tanpa akhiran").kind == kind


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (b"", "kosong.jpg", "file_unfit"),
        (b"MZ\x90\x00" + b"\0" * 100, "foto.jpg", "file_unfit"),
        (b"\x7fELF", "surat.pdf", "file_unfit"),
        (b"<svg onload=alert(1)>", "gambar.svg", "file_unfit"),
        (b" " + PDF, "surat.pdf", "file_unfit"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "foto.webp", "file_unfit"),
        (JPEG + b"..Exif\0\0MM", "foto.jpg", "file_unfit"),
        (b"\x89PNG\r\n\x1a\n....eXIfMM", "foto.png", "file_unfit"),
        (JPEG + b"http://ns.adobe.com/xap/1.0/", "foto.jpg", "file_unfit"),
        (JPEG + b"Photoshop 3.0\0" + b"8BIM", "foto.jpg", "file_unfit"),
        (WEBP + b"VP8X\x0a\0\0\0\x08\0\0\0", "foto.webp", "file_unfit"),
        (JPEG + b"\0" * (300 * 1024), "foto.jpg", "file_too_large"),
        (PDF + b"\0" * (5 * 1024 * 1024), "surat.pdf", "file_too_large"),
        (JPEG, "", "field_invalid: name"),
        (JPEG, "x" * 121, "field_invalid: name"),
        (JPEG, "../../etc/passwd", "field_invalid: name"),
        (JPEG, "baris\nbaru", "field_invalid: name"),
        (JPEG, "nol\0", "text_invalid"),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_nothing(
    scene: Scene, content: bytes, name: str, refusal: str
) -> None:
    draft = scene.answer(scene.budi)

    with pytest.raises(DomainError, match=refusal):
        add(scene.budi, draft, content, name=name)

    assert scene.everything("select 1 from app.evidence") == []


@pytest.mark.parametrize(
    ("content", "refusal"),
    [("*** bukan base64 ***", "file_unfit"), ("/9j/4AA", "file_unfit"), (None, "file_unfit")],
)
def test_what_is_no_base64_is_no_file(scene: Scene, content: str | None, refusal: str) -> None:
    draft = scene.answer(scene.budi)

    with pytest.raises(DomainError, match=refusal):
        transport.write(
            "add_evidence",
            as_=scene.budi,
            request_id=uuid4(),
            answer_id=draft,
            name="foto.jpg",
            content=content,
        )


def test_a_pdf_of_exactly_5_mb_is_kept(scene: Scene) -> None:
    whole = PDF + b"\0" * (5 * 1024 * 1024 - len(PDF))

    assert add(scene.budi, scene.answer(scene.budi), whole, name="surat.pdf").size == 5 * 1024 * 1024


@pytest.mark.parametrize("status", ["dikirim", "diterima", "digabung", "ditolak", "ditarik"])
def test_a_file_is_added_to_a_draft_only(scene: Scene, status: str) -> None:
    with pytest.raises(DomainError, match="wrong_state"):
        add(scene.budi, scene.answer(scene.budi, status))


def test_a_returned_answer_takes_files_again(scene: Scene) -> None:
    returned = scene.answer(scene.budi, "dikembalikan")

    add(scene.budi, returned)

    assert names(scene.budi, returned) == ["foto.jpg"]


# ── removing ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_colleague_removes_a_file_of_a_draft_and_its_content_is_gone(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    kept = add(scene.budi, draft)

    evidence.remove_evidence(scene.bayu, request_id=uuid4(), evidence_id=kept.id)

    assert names(scene.budi, draft) == []
    with pytest.raises(DomainError, match="not_found"):
        evidence.evidence_file(scene.budi, evidence_id=kept.id)
    trace = scene.everything("select content, removed_by from app.evidence")
    assert trace == [(None, scene.bayu.participant_id)]
    acts = scene.everything("select act from app.event where subject_id = %s order by id", (str(draft),))
    assert acts == [("evidence_added",), ("evidence_removed",)]


@pytest.mark.parametrize("status", ["diajukan", "dikirim", "diterima", "digabung", "ditolak", "ditarik"])
def test_a_file_is_removed_from_a_draft_only(scene: Scene, status: str) -> None:
    draft = scene.answer(scene.budi)
    kept = add(scene.budi, draft)
    if status == "digabung":
        main = scene.answer(scene.rina, "diterima")
        scene.everything(
            "insert into app.merge (answer_id, into_id, root_id) values (%s, %s, %s)", (draft, main, main)
        )
    scene.everything(
        "update app.answer set status = %s, number = 2, reason = 'alasan', sent_at = now() where id = %s",
        (status, draft),
    )
    before = scene.everything("select updated_at, answers from app.answer")

    with pytest.raises(DomainError, match="wrong_state"):
        evidence.remove_evidence(scene.bayu, request_id=uuid4(), evidence_id=kept.id)

    assert names(scene.budi, draft) == [kept.name]
    assert scene.everything("select updated_at, answers from app.answer") == before


def test_a_file_of_a_sent_answer_goes_once_its_unit_has_reopened_it(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    kept = add(scene.budi, draft)
    scene.everything(
        "update app.answer set status = 'dikirim', number = 1, sent_at = now() where id = %s", (draft,)
    )

    answers.reopen_answer(scene.budi, request_id=uuid4(), answer_id=draft)
    evidence.remove_evidence(scene.bayu, request_id=uuid4(), evidence_id=kept.id)

    assert names(scene.budi, draft) == []


def test_an_identity_number_in_a_files_name_is_masked(scene: Scene) -> None:
    kept = add(scene.budi, scene.answer(scene.budi), name="KTP 1871012304050006.jpg")

    assert kept.name == f"KTP {'•' * 16}.jpg"


def test_a_removed_file_makes_room_and_may_come_back(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    first = add(scene.budi, draft, photo(0))
    for number in range(1, 5):
        add(scene.budi, draft, photo(number))

    evidence.remove_evidence(scene.budi, request_id=uuid4(), evidence_id=first.id)
    again = add(scene.budi, draft, photo(0), name="lagi.jpg")

    assert again.id != first.id
    assert len(names(scene.budi, draft)) == 5


def test_two_who_remove_the_same_file_both_find_it_gone(scene: Scene) -> None:
    kept = add(scene.budi, scene.answer(scene.budi))

    for me in (scene.budi, scene.bayu):
        evidence.remove_evidence(me, request_id=uuid4(), evidence_id=kept.id)

    assert scene.everything("select removed_by from app.evidence") == [(scene.budi.participant_id,)]


def test_after_closing_nothing_is_added_or_removed_and_everything_is_seen(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    kept = add(scene.budi, draft)
    scene.close_window("problem")

    with pytest.raises(DomainError, match="window_closed"):
        add(scene.budi, draft, photo(1))
    with pytest.raises(DomainError, match="window_closed"):
        evidence.remove_evidence(scene.budi, request_id=uuid4(), evidence_id=kept.id)

    assert evidence.evidence_file(scene.budi, evidence_id=kept.id).content == JPEG


def test_in_an_archived_year_nothing_is_added_or_removed(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    kept = add(scene.budi, draft)
    stages.archive_cycle(scene.dian, request_id=uuid4(), cycle_id=scene.cycle_id)

    with pytest.raises(DomainError, match="cycle_archived"):
        add(scene.budi, draft, photo(1))
    with pytest.raises(DomainError, match="cycle_archived"):
        evidence.remove_evidence(scene.budi, request_id=uuid4(), evidence_id=kept.id)


# ── who sees it ─────────────────────────────────────────────────────────────────────────────────────────────


def test_row_security_hides_the_file_with_its_answer(scene: Scene, acting_as: ActingAs) -> None:
    kept = add(scene.budi, scene.answer(scene.budi))

    with acting_as(scene.bayu) as sql:
        assert sql("select id from app.evidence") == [(kept.id,)]
    with acting_as(scene.rina) as sql:
        assert sql("select id from app.evidence") == []
    assert scene.everything("select id from app.evidence") == [(kept.id,)], "and it is really there"


def test_what_was_added_to_a_returned_answer_is_its_units_until_it_is_sent_again(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    add(scene.budi, draft, photo(1), name="lama.jpg")
    answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)
    curation.decide_answers(
        scene.dian, request_id=uuid4(), answer_ids=[draft], decision="dikembalikan", reason="Lengkapi"
    )
    new = add(scene.budi, draft, photo(2), name="baru.jpg")

    assert names(scene.bayu, draft) == ["lama.jpg", "baru.jpg"]
    assert names(scene.dian, draft) == ["lama.jpg"]
    with pytest.raises(DomainError, match="not_found"):
        evidence.evidence_file(scene.dian, evidence_id=new.id)

    answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)
    assert names(scene.dian, draft) == ["lama.jpg", "baru.jpg"]


def test_nobody_writes_the_table_past_its_functions(scene: Scene, acting_as: ActingAs) -> None:
    add(scene.budi, scene.answer(scene.budi))

    for statement in ("delete from app.evidence", "update app.evidence set name = 'x'"):
        with acting_as(scene.budi) as sql, pytest.raises(psycopg.errors.InsufficientPrivilege):
            sql(statement)


def test_a_list_carries_no_content(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    add(scene.budi, draft, PDF + b"\0" * 1_000_000, name="surat.pdf")

    screen = transport.read("answer_screen", as_=scene.budi, answer_id=draft)

    assert set(screen["evidence"][0]) == {"id", "name", "kind", "size", "added_by", "added_at"}
    assert b64encode(PDF).decode()[:8] not in str(screen)
