"""Who sees what: the table, one change, what is refused."""

from __future__ import annotations

import pytest

from components.texts import errors
from components.texts import visibility as texts
from db.errors import DomainError, ErrorCode
from tests.pages.conftest import person
from tests.pages.reading import said

PAGE = "diskominfo/aturan.py"
DEWI = person("diskominfo", "Dewi", unit=None)


def cell(role: str, relation: str, status: str, *rights: str):
    held = {f"can_{right}": right in rights for right in ("read", "count", "comment")}
    return {"role": role, "relation": relation, "status": status, **held}


@pytest.fixture(autouse=True)
def _table(transport):
    cells = [
        cell("peserta", "own", "dikirim", "read", "count", "comment"),
        cell("peserta", "other", "draf", "count"),
        cell("peserta", "other", "diterima", "read"),
        cell("pimpinan", "other", "dikirim"),
    ]
    transport.answers["visibility_screen"] = cells
    transport.answers["set_visibility"] = lambda sent: _keep(cells, sent)


def _keep(cells, sent):
    where = ("role", "relation", "status")
    (kept,) = [one for one in cells if all(one[name] == sent[f"p_{name}"] for name in where)]
    kept.update({name: sent[f"p_{name}"] for name in ("can_read", "can_count", "can_comment")})
    return True


def switches(app, relation: str, status: str):
    (found,) = [one for one in app.get("button_group") if f".{relation}.{status}." in one.key]
    return found


def test_shows_the_cells_of_one_role_in_one_call(open_page, transport):
    app = open_page(PAGE, DEWI)

    assert switches(app, "own", "dikirim").value == ["read", "count", "comment"]
    assert switches(app, "other", "diterima").value == ["read"]
    assert len(app.get("button_group")) == 3, "of the first role"
    assert [name for name, _ in transport.calls] == ["visibility_screen"]


def test_another_role_stands_in_the_address(open_page):
    app = open_page(PAGE, DEWI, peran="Pimpinan")

    assert switches(app, "other", "dikirim").value == []


def test_what_is_given_is_told_by_a_tick(open_page):
    shown = switches(open_page(PAGE, DEWI), "other", "diterima").proto.options

    assert [(option.content, bool(option.content_icon)) for option in shown] == [
        ("Baca", True),
        ("Hitung", False),
        ("Komentar", False),
    ]


def test_one_switch_changes_one_cell(open_page, transport):
    app = open_page(PAGE, DEWI)

    switches(app, "other", "diterima").set_value(["read", "comment"]).run()

    (sent,) = transport.sent("set_visibility")
    sent.pop("p_request_id")
    assert sent == {
        "p_role": "peserta",
        "p_relation": "other",
        "p_status": "diterima",
        "p_can_read": True,
        "p_can_count": False,
        "p_can_comment": True,
    }
    assert app.success[0].value == texts.saved("peserta", "other", "Diterima", ["Baca", "Komentar"])


def test_without_reading_there_is_no_commenting(open_page, transport):
    app = open_page(PAGE, DEWI)

    switches(app, "own", "dikirim").set_value(["count", "comment"]).run()

    (sent,) = transport.sent("set_visibility")
    assert (sent["p_can_read"], sent["p_can_count"], sent["p_can_comment"]) == (False, True, False)


def test_a_draft_of_others_can_only_be_counted(open_page):
    draft = switches(open_page(PAGE, DEWI), "other", "draf")

    assert [option.content for option in draft.proto.options] == ["Hitung"]


def test_a_refusal_is_explained(open_page, transport):
    transport.answers["set_visibility"] = DomainError(ErrorCode.FIELD_INVALID, "visibility")
    app = open_page(PAGE, DEWI, peran="Pimpinan")

    switches(app, "other", "dikirim").set_value(["comment"]).run()

    assert app.warning[0].value == errors.about("field_invalid", texts.FIELDS["visibility"])
    assert texts.MEANING in said(app)
    assert not app.success
