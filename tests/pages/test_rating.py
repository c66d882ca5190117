"""The rating page: one problem at a time, three scores, and on to the next."""

from __future__ import annotations

import pytest

from components.texts import errors
from components.texts import rating as texts
from db.errors import DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person

PAGE = "peserta/menilai.py"
BUDI = person()
ID = rows.ANSWER_ID


@pytest.fixture(autouse=True)
def _screen(transport):
    transport.answers["rating_screen"] = rows.rating()
    transport.answers["rate_problem"] = True


def said(app) -> str:
    kinds = ("title", "header", "markdown", "text", "caption", "info", "warning", "success", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def links(app) -> dict[str, str]:
    return {link.proto.label: link.proto.query_string for link in app.get("page_link")}


def scale(app, name: str):
    widgets = [*app.radio, *app.selectbox, *app.get("button_group")]
    (found,) = [widget for widget in widgets if widget.key == f"rating.{ID}.{name}"]
    return found


def score(app, **values: int):
    for name, value in values.items():
        scale(app, name).set_value(value)
    (button,) = [button for button in app.button if button.label == texts.SAVE]
    return button.click().run()


def test_shows_the_next_problem_without_its_units_scores(open_page, transport):
    app = open_page(PAGE, BUDI)

    assert transport.sent("rating_screen") == [{"p_cycle_id": None, "p_problem_id": None}]
    assert app.header[0].value == "7\\. Sampah menumpuk"
    assert "Sejak Januari." in said(app)
    assert [scale(app, name).value for name in ("urgency", "seriousness", "growth")] == [None] * 3
    assert app.get("progress")[0].proto.text == texts.progress(3, 10)


def test_sends_three_scores_and_goes_on_to_the_next(open_page, transport):
    app = open_page(PAGE, BUDI, masalah=ID)

    score(app, urgency=5, seriousness=4, growth=1)

    (sent,) = transport.sent("rate_problem")
    assert (sent["p_urgency"], sent["p_seriousness"], sent["p_growth"]) == (5, 4, 1)
    assert str(sent["p_problem_id"]) == ID
    assert transport.sent("rating_screen")[-1]["p_problem_id"] is None
    assert texts.saved("Sampah menumpuk") in said(app)


def test_says_so_when_a_score_is_missing_and_keeps_the_others(open_page, transport):
    app = open_page(PAGE, BUDI)

    score(app, urgency=5)

    assert texts.INCOMPLETE in said(app)
    assert scale(app, "urgency").value == 5
    assert transport.sent("rate_problem") == []


def test_a_problem_can_be_left_for_later(open_page):
    assert links(open_page(PAGE, BUDI))[texts.SKIP] == f"masalah={rows.OTHER_ID}"


def test_an_own_rating_is_shown_and_may_be_changed(open_page, transport):
    transport.answers["rating_screen"] = rows.rating(own={"urgency": 2, "seriousness": 3, "growth": 4})
    app = open_page(PAGE, BUDI, masalah=ID)
    assert texts.OWN_RATING in said(app)
    assert [scale(app, name).value for name in ("urgency", "seriousness", "growth")] == [2, 3, 4]

    score(app, growth=5)

    assert transport.sent("rate_problem")[0]["p_growth"] == 5


def test_the_last_ratings_are_links_back(open_page, transport):
    done = rows.answer(id=rows.OTHER_ID, number=3, title="Macet", status="diterima")
    transport.answers["rating_screen"] = rows.rating(rated=[done])

    app = open_page(PAGE, BUDI)

    assert links(app)[texts.AGAIN] == f"masalah={rows.OTHER_ID}"
    assert "3. Macet" in said(app)


@pytest.mark.parametrize(
    ("progress", "asked", "sentence"),
    [
        ({"done": 10, "total": 10}, {}, texts.NOTHING_LEFT),
        ({"done": 0, "total": 0}, {}, texts.NOTHING_YET),
        ({"done": 1, "total": 10}, {"masalah": ID}, texts.GONE),
    ],
)
def test_says_why_there_is_nothing_to_rate(open_page, transport, progress, asked, sentence):
    transport.answers["rating_screen"] = rows.rating(problem=None, progress=progress)

    app = open_page(PAGE, BUDI, **asked)

    assert sentence in said(app)
    assert not app.button


def test_a_closed_window_lets_people_read_and_not_rate(open_page, transport):
    closed = rows.window("rating", opens=-9, closes=-1)
    transport.answers["rating_screen"] = rows.rating(is_open=False, windows=[closed])

    app = open_page(PAGE, BUDI)

    assert texts.CLOSED in said(app)
    assert "Sejak Januari." in said(app)
    assert not app.button


@pytest.mark.parametrize("code", [ErrorCode.WINDOW_CLOSED, ErrorCode.WRONG_STATE, ErrorCode.NOT_ALLOWED])
def test_a_refused_rating_is_explained_and_stays_in_the_form(open_page, transport, code):
    transport.answers["rate_problem"] = DomainError(code)
    app = open_page(PAGE, BUDI)

    score(app, urgency=5, seriousness=4, growth=1)

    assert errors.SENTENCES[code] in said(app)
    assert scale(app, "urgency").value == 5


def test_a_second_try_is_the_same_request(open_page, transport):
    transport.answers["rate_problem"] = DomainError(ErrorCode.WINDOW_CLOSED)
    app = open_page(PAGE, BUDI)

    score(score(app, urgency=5, seriousness=4, growth=1))

    first, second = transport.sent("rate_problem")
    assert first == second


def test_everything_typed_is_shown_as_text(open_page, transport):
    problem = rows.rating()["problem"] | {"title": rows.HOSTILE, "values": {"condition": rows.HOSTILE}}
    transport.answers["rating_screen"] = rows.rating(problem=problem)

    app = open_page(PAGE, BUDI)

    assert "<script>" not in app.header[0].value
    assert rows.HOSTILE in [text.value for text in app.text]
    news = score(app, urgency=5, seriousness=4, growth=1).success[0].value
    assert "**tebal**" not in news
    assert ":smile:" not in news
