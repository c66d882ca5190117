"""Evidence on the pages: who is shown what, and who may add and remove."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.texts import evidence as texts
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import said

PAGE = "peserta/masalah.py"
BUDI = person()


def pickers(app: AppTest) -> list[dict[str, Any]]:
    """What the component on the page was given, wherever it is drawn."""
    found = [one.proto for one in app.get("bidi_component")]
    return [json.loads(one.json) for one in found if one.component_name == "rembuk.evidence"]


def picker(app: AppTest) -> dict[str, Any]:
    (given,) = pickers(app)
    return given


def opened(open_page, transport, status: str = "draf", me=BUDI, page: str = PAGE, **changes: Any) -> AppTest:
    answer = rows.answer(status=status, number=None if status == "draf" else 4)
    transport.answers["answer_screen"] = rows.answer_screen(
        answer=answer, **{"evidence": [rows.evidence()], **changes}
    )
    app: AppTest = open_page(page, me, id=rows.ANSWER_ID)
    return app


def test_a_draft_shows_its_files_and_takes_more(open_page, transport):
    given = picker(opened(open_page, transport))

    (file,) = given["files"]
    assert file == {
        "id": rows.EVIDENCE_ID,
        "name": rows.evidence()["name"],
        "about": texts.about(
            rows.evidence()["size"], rows.evidence()["added_by"], "17 Agustus 2026 11.32 WITA"
        ),
        "is_photo": True,
        "address": f"/evidence/{rows.EVIDENCE_ID}",
    }
    assert (given["may_add"], given["may_remove"]) == (True, True)
    assert (given["answer"], given["person"]) == (rows.ANSWER_ID, str(BUDI.participant_id))


def test_a_draft_without_files_says_how_many_and_what_not_to_show(open_page, transport):
    app = opened(open_page, transport, evidence=[])

    assert picker(app)["files"] == []
    assert texts.HELP in said(app)
    assert texts.PRIVACY in said(app)


@pytest.mark.parametrize(
    ("status", "is_own", "is_open"),
    [
        ("dikirim", True, True),  # reopened first
        ("diterima", True, True),
        ("dikirim", True, False),
        ("draf", True, False),
        ("diterima", False, True),
    ],
)
def test_beside_an_answer_to_read_nothing_is_added_or_removed(open_page, transport, status, is_own, is_open):
    given = picker(opened(open_page, transport, status, is_own=is_own, is_open=is_open))

    assert len(given["files"]) == 1
    assert (given["may_add"], given["may_remove"]) == (False, False)


def test_an_answer_without_evidence_says_so(open_page, transport):
    app = opened(open_page, transport, "diterima", evidence=[])

    assert texts.NONE in said(app)
    assert pickers(app) == []


def test_the_reviewer_sees_the_files_and_takes_none_away(open_page, transport):
    dewi = person("diskominfo", "Dewi", unit=None)

    sent = rows.answer(status="dikirim", number=4)
    transport.answers["open_review"] = rows.open_review(answer=sent, evidence=[rows.evidence()])

    given = picker(open_page("diskominfo/tinjau.py", dewi, id=rows.ANSWER_ID))

    assert len(given["files"]) == 1
    assert (given["may_add"], given["may_remove"]) == (False, False)


def test_the_button_that_waits_for_files_under_way_is_the_one_on_the_page(open_page, transport):
    app = opened(open_page, transport)

    (button,) = [one for one in app.button if one.key == f"send.{rows.ANSWER_ID}"]
    assert picker(app)["send_class"] == f"st-key-{button.key}".replace(".", "-")


def test_a_hostile_name_stays_a_name(open_page, transport):
    given = picker(opened(open_page, transport, evidence=[rows.evidence(name=rows.HOSTILE)]))

    assert given["files"][0]["name"] == rows.HOSTILE


def test_every_sentence_the_browser_may_need_travels_with_the_picker(open_page, transport):
    given = picker(opened(open_page, transport))

    assert given["texts"] == texts.PICKER
    assert set(given["faults"]) == {"empty", "unknown", "heic", "broken", "too_large"}


def test_what_a_tab_keeps_of_a_form_is_small_and_plain(open_page, transport):
    app = opened(open_page, transport)

    names = ["state.identity", f"state.screen.{rows.ANSWER_ID}", f"state.loaded.{rows.ANSWER_ID}"]
    assert len(pickle.dumps({name: app.session_state[name] for name in names})) < 50_000
