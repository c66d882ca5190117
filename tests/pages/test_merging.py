"""Merging: groups that look alike, one of them side by side, one act, and what became one split again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from components.texts import errors
from components.texts import merging as texts
from db.errors import DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import said

PAGE = "diskominfo/gabung.py"
DEWI = person("diskominfo", "Dewi")
ONE, TWO, THREE = (str(UUID(int=number)) for number in (0xF1, 0xF2, 0xF3))
ACT = str(UUID(int=0xF9))


def screen(**changes: Any) -> dict[str, Any]:
    return {
        "cycle": rows.CYCLE,
        "is_cut": False,
        "titles": [
            [ONE, 1, "Sampah menumpuk di pasar", "Dinas Alfa"],
            [TWO, 2, f"Sampah pasar menumpuk {rows.HOSTILE}", "Kecamatan Satu"],
            [THREE, 3, "Antrean panjang di loket", "Kelurahan Satu"],
        ],
        "apart": [],
        "synonyms": {},
        "acts": [],
        **changes,
    }


def act(**changes: Any) -> dict[str, Any]:
    return {
        "id": ACT,
        "kind": "merge",
        "at": rows.AT,
        "by": "Dewi",
        "reason": "Satu pasar",
        "into": {"id": ONE, "number": 1, "title": "Sampah menumpuk di pasar", "sheet": "problem"},
        "answers": [2, 3],
        "undone_at": None,
        "undone_by": None,
        "may_undo": True,
        **changes,
    }


def member(id_: str, number: int, unit: str, **changes: Any) -> dict[str, Any]:
    title = f"Judul {number}"
    return {
        **rows.answer(id=id_, number=number, title=title, status="diterima", unit_name=unit),
        "values": {"title": title, "condition": f"Keadaan {number} {rows.HOSTILE}"},
        "comments": 4,
        "files": 2,
        "linked": 1,
        "parts": 0,
        "is_voted_on": False,
        **changes,
    }


def part(id_: str, number: int) -> dict[str, Any]:
    return {
        "answer": rows.answer(id=id_, number=number, title=f"Judul {number}", status="digabung"),
        "reason": "Satu pasar",
        "at": rows.AT,
        "by": "Dewi",
        "comments": 4,
        "files": 2,
    }


@pytest.fixture(autouse=True)
def _answers(transport):
    transport.answers["merge_screen"] = screen()
    transport.answers["merge_group"] = [member(ONE, 1, "Dinas Alfa"), member(TWO, 2, "Kecamatan Satu")]
    transport.answers["merge_answers"] = {"act_id": ACT, "into_id": ONE, "number": 1}
    transport.answers["dismiss_similar"] = True
    transport.answers["undo_merge"] = True
    transport.answers["split_answer"] = {"act_id": ACT}


def press(app, label: str):
    button = next(button for button in app.button if button.label == label)
    return button.click().run()


def test_titles_that_look_alike_stand_together_in_one_call(open_page, transport):
    app = open_page(PAGE, DEWI)

    (group,) = [block.value for block in app.markdown if "Sampah pasar" in block.value]
    assert "Sampah menumpuk di pasar" in group
    assert "Antrean" not in group
    assert "<script>" not in group
    assert [name for name, _ in transport.calls] == ["reference", "merge_screen"]


def test_whoever_comes_from_an_answer_has_chosen_it_already(open_page, transport):
    app = open_page(PAGE, DEWI, survei="problem", pilih=THREE)

    assert app.multiselect(key="merging.chosen").value == [UUID(THREE)]


def test_what_is_not_alike_is_remembered(open_page, transport):
    app = press(open_page(PAGE, DEWI), texts.DISSIMILAR)

    (sent,) = transport.sent("dismiss_similar")
    assert (sent["p_answer_ids"], sent["p_is_dismissed"]) == ([ONE, TWO], True)
    assert texts.DISMISSED in said(app)


def test_what_was_said_to_differ_is_not_suggested_but_can_be_recalled(open_page, transport):
    transport.answers["merge_screen"] = screen(apart=[[1, 2]])
    app = open_page(PAGE, DEWI)
    assert texts.NO_GROUPS in said(app)

    press(app, texts.RECALL)

    (sent,) = transport.sent("dismiss_similar")
    assert (sent["p_answer_ids"], sent["p_is_dismissed"]) == ([ONE, TWO], False)


def test_the_last_acts_can_be_taken_back_while_they_may(open_page, transport):
    undone = act(id=str(UUID(int=1)), undone_at=rows.AT, undone_by="Dewi", may_undo=False)
    transport.answers["merge_screen"] = screen(acts=[act(), undone])
    app = open_page(PAGE, DEWI)
    assert [button.label for button in app.button].count(texts.UNDO) == 1

    app = press(app, texts.UNDO)

    assert [sent["p_act_id"] for sent in transport.sent("undo_merge")] == [UUID(ACT)]
    assert texts.UNDONE in said(app)


@pytest.mark.parametrize("code", [ErrorCode.WRONG_STATE, ErrorCode.HOLDS_MERGED, ErrorCode.VOTING_OPENED])
def test_an_act_that_cannot_be_taken_back_says_why(open_page, transport, code):
    transport.answers["merge_screen"] = screen(acts=[act()])
    transport.answers["undo_merge"] = DomainError(code, "act_id")

    assert errors.SENTENCES[code.value] in said(press(open_page(PAGE, DEWI), texts.UNDO))


def test_an_empty_pillar_says_so(open_page, transport):
    transport.answers["merge_screen"] = screen(titles=[])

    assert texts.NOTHING in said(open_page(PAGE, DEWI))


def test_answers_stand_side_by_side_letter_by_letter_with_what_hangs_on_each(open_page, transport):
    app = open_page(PAGE, DEWI, kelompok=f"{ONE},{TWO},kosong")

    assert f"Keadaan 1 {rows.HOSTILE}" in [text.value for text in app.text]
    assert said(app).count(texts.figures(0, 4, 2, texts.linked_solutions(1))) == 2
    assert [sent["p_answer_ids"] for sent in transport.sent("merge_group")] == [[ONE, TWO]]


def test_one_act_merges_the_others_into_the_chosen_one(open_page, transport):
    app = open_page(PAGE, DEWI, kelompok=f"{ONE},{TWO}")
    app.text_area(key="merging.reason").input("Satu pasar")

    app = press(app, texts.merge(2))

    (sent,) = transport.sent("merge_answers")
    assert (sent["p_answer_ids"], sent["p_into_id"], sent["p_wording"]) == ([TWO], UUID(ONE), None)
    assert (sent["p_pillar_code"], sent["p_reason"]) == ("P1", "Satu pasar")
    assert texts.merged([2], 1) in said(app)


def test_new_words_begin_as_one_of_the_originals(open_page, transport):
    app = open_page(PAGE, DEWI, kelompok=f"{ONE},{TWO}")
    app.radio(key="merging.into").set_value(UUID(int=0)).run()
    app.text_input(key=f"merging.word.{ONE}.title").input("Sampah di semua pasar")

    press(app, texts.merge(2))

    (sent,) = transport.sent("merge_answers")
    assert (sent["p_answer_ids"], sent["p_into_id"]) == ([ONE, TWO], None)
    assert sent["p_wording"]["from"] == ONE
    assert sent["p_wording"]["values"] == {
        "title": "Sampah di semua pasar",
        "condition": f"Keadaan 1 {rows.HOSTILE}",
    }


def test_new_words_need_a_title_and_across_pillars_a_pillar(open_page, transport):
    transport.answers["merge_group"][1]["pillar_code"] = "P2"
    app = open_page(PAGE, DEWI, kelompok=f"{ONE},{TWO}")
    app.radio(key="merging.into").set_value(UUID(int=0)).run()

    app = press(app, texts.merge(2))
    assert texts.PILLAR_MISSING in said(app)
    app.selectbox(key="merging.pillar").select("P2").run()
    app.text_input(key=f"merging.word.{ONE}.title").input(" ")
    app = press(app, texts.merge(2))

    assert texts.TITLE_MISSING in said(app)
    assert transport.sent("merge_answers") == []


def test_whoever_has_no_unit_merges_but_writes_no_new_words(open_page, transport):
    app = open_page(PAGE, person("diskominfo", "Dewi", unit=None), kelompok=f"{ONE},{TWO}")

    assert len(app.radio(key="merging.into").options) == 2
    assert texts.NO_UNIT in said(app)


def test_what_is_voted_on_or_merged_already_does_not_join(open_page, transport):
    transport.answers["merge_group"] = [
        member(ONE, 1, "Dinas Alfa", is_voted_on=True),
        member(TWO, 2, "Kecamatan Satu", status="digabung"),
    ]

    app = open_page(PAGE, DEWI, kelompok=f"{ONE},{TWO}")

    assert texts.VOTED_ON in said(app)
    assert texts.MERGED_ALREADY in said(app)
    assert texts.TOO_FEW in said(app)


def test_answers_that_are_gone_say_so(open_page, transport):
    transport.answers["merge_group"] = []

    assert texts.GONE in said(open_page(PAGE, DEWI, kelompok=ONE))


def test_one_original_is_split_off_again(open_page, transport):
    transport.answers["answer_screen"] = rows.answer_screen(
        answer=rows.answer(id=ONE, number=1, title="Bersama", status="diterima"),
        merging={"into": None, "originals": [part(TWO, 2)]},
    )

    app = press(open_page(PAGE, DEWI, id=ONE), texts.SPLIT)

    assert [sent["p_answer_id"] for sent in transport.sent("split_answer")] == [UUID(TWO)]
    assert texts.split(2) in said(app)


# ── beside an answer ────────────────────────────────────────────────────────────────────────────────────────


def test_whoever_wrote_what_was_merged_reads_into_what_and_why(open_page, transport):
    root = {"id": rows.OTHER_ID, "number": 7, "title": rows.HOSTILE, "sheet": "problem"}
    transport.answers["answer_screen"] = rows.answer_screen(
        answer=rows.answer(number=2, title="Judul 2", status="digabung", merged_into=root),
        merging={"into": {**part(rows.OTHER_ID, 7), "comments": 0, "files": 0}, "originals": []},
    )

    app = open_page("peserta/masalah.py", person(), id=rows.ANSWER_ID)

    assert texts.why("Satu pasar") in said(app)
    assert any("Digabung ke 7" in block.value and "<script>" not in block.value for block in app.markdown)


def test_the_merged_one_lists_what_it_stands_for(open_page, transport):
    transport.answers["answer_screen"] = rows.answer_screen(
        answer=rows.answer(number=9, title="Bersama", status="diterima", is_wording=True),
        merging={"into": None, "originals": [part(ONE, 1), part(TWO, 2)]},
    )

    app = open_page("peserta/masalah.py", person(), id=rows.ANSWER_ID)

    assert texts.ORIGINALS in [heading.value for heading in app.subheader]
    assert any(texts.WORDING in caption.value for caption in app.caption)
    assert said(app).count(texts.figures(0, 4, 2, None)) == 2
