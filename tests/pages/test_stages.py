"""Windows and planning years as Diskominfo sets them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from components.rules.moments import as_instant
from components.texts import errors
from components.texts import stages as texts
from db.errors import DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import options, said

PAGE = "diskominfo/tahapan.py"
DEWI = person("diskominfo", "Dewi", unit=None)
ZONE = "Asia/Makassar"
OPEN = rows.window("problem")
CLOSED = rows.window("solution", opens=None)
OPEN_ID, CLOSED_ID = OPEN["id"], CLOSED["id"]
STAGE = {"id": OPEN["stage_id"], "name": "Bimtek I", "starts_on": None, "ends_on": None}
UNIT_ID = rows.reference()["units"][0]["id"]
YEAR = datetime.now(UTC).year + 1


def stages(**changes):
    return {
        "cycle": rows.CYCLE,
        "cycles": [rows.CYCLE],
        "windows": [OPEN, CLOSED],
        "stages": [STAGE],
        "extensions": [],
        **changes,
    }


@pytest.fixture(autouse=True)
def _stages(transport):
    transport.answers["stages_screen"] = stages()
    for act in (
        "set_window",
        "close_window",
        "archive_cycle",
        "set_stage",
        "extend_for_unit",
        "end_extension",
    ):
        transport.answers[act] = {}
    transport.answers["open_cycle"] = {"cycle_id": rows.OLD_CYCLE["id"]}


def enter(app, window_id: str, **times: datetime):
    for name, at in times.items():
        app.datetime_input(key=f"stages.{window_id}.{name}").set_value(at)
    return app


def press(app, key: str):
    return app.button(key=key).click().run()


def place_of_title(app) -> int:
    """Where the title stands among what the browser draws one below the other."""
    places: list[int] = [place for place, part in app.main.children.items() if part.type == "title"]
    return places[0]


def test_shows_each_window_with_its_state_in_one_call(open_page, transport):
    app = open_page(PAGE, DEWI)

    assert "**Survei masalah** dibuka sampai" in said(app)
    assert "**Survei solusi** belum dijadwalkan" in said(app)
    assert [name for name, _ in transport.calls] == ["reference", "stages_screen"]


def test_plans_both_ends_on_the_citys_clock(open_page, transport):
    app = enter(
        open_page(PAGE, DEWI),
        CLOSED_ID,
        opens=datetime(YEAR, 8, 17, 8, 0),
        closes=datetime(YEAR, 8, 20, 16, 5),
    )

    press(app, f"stages.{CLOSED_ID}.save")

    (sent,) = transport.sent("set_window")
    assert sent["p_window_id"] == UUID(CLOSED_ID)
    assert sent["p_opens_at"] == datetime(YEAR, 8, 17, 0, 0, tzinfo=UTC), "08.00 WITA"
    assert sent["p_closes_at"] == datetime(YEAR, 8, 20, 8, 5, tzinfo=UTC), "16.05 WITA"
    assert f"17 Agustus {YEAR} 08.00 WITA" in app.success[0].value


def test_opens_now_until_the_time_given(open_page, transport):
    app = enter(open_page(PAGE, DEWI), CLOSED_ID, closes=datetime(YEAR, 8, 20, 16, 0))
    before = datetime.now(UTC)

    press(app, f"stages.{CLOSED_ID}.now")

    (sent,) = transport.sent("set_window")
    assert before <= sent["p_opens_at"] <= datetime.now(UTC)
    assert sent["p_closes_at"] == as_instant(datetime(YEAR, 8, 20, 16, 0), ZONE)


def test_an_open_window_is_extended_and_keeps_its_opening(open_page, transport):
    app = enter(open_page(PAGE, DEWI), f"{OPEN_ID}.extend", closes=datetime(YEAR, 8, 20, 16, 0))

    press(app, f"stages.{OPEN_ID}.extend.save")

    (sent,) = transport.sent("set_window")
    assert sent["p_opens_at"] == datetime.fromisoformat(OPEN["opens_at"])
    assert sent["p_closes_at"] == as_instant(datetime(YEAR, 8, 20, 16, 0), ZONE)


def test_a_closing_that_is_over_is_not_sent(open_page, transport):
    over = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=1)
    app = enter(open_page(PAGE, DEWI), f"{OPEN_ID}.extend", closes=over)

    press(app, f"stages.{OPEN_ID}.extend.save")

    assert app.warning[0].value == texts.ALREADY_PAST
    assert transport.sent("set_window") == []


def test_a_closing_before_the_opening_is_not_sent(open_page, transport):
    app = enter(
        open_page(PAGE, DEWI), CLOSED_ID, opens=datetime(YEAR, 8, 17, 8), closes=datetime(YEAR, 8, 17, 7)
    )

    press(app, f"stages.{CLOSED_ID}.save")

    assert app.warning[0].value == texts.WRONG_ORDER
    assert transport.sent("set_window") == []


def test_closing_now_is_confirmed(open_page, transport):
    app = open_page(PAGE, DEWI)
    assert texts.CLOSE_SURE["problem"] in said(app)

    press(app, f"stages.{OPEN_ID}.close")

    assert [sent["p_window_id"] for sent in transport.sent("close_window")] == [UUID(OPEN_ID)]
    assert app.success[0].value == texts.CLOSED["problem"]


def test_a_window_that_closed_meanwhile_is_said(open_page, transport):
    transport.answers["close_window"] = DomainError(ErrorCode.WINDOW_CLOSED, "window_id")
    app = open_page(PAGE, DEWI)

    press(app, f"stages.{OPEN_ID}.close")

    assert app.warning[0].value.startswith(errors.SENTENCES["window_closed"])


def test_a_new_year_copies_what_is_wanted_and_is_shown(open_page, transport):
    app = open_page(PAGE, DEWI)
    app.selectbox(key="stages.copy.1").select_index(1)
    (create,) = [button for button in app.button if button.label == texts.CREATE]

    create.click().run()

    (sent,) = transport.sent("open_cycle")
    assert (sent["p_year"], sent["p_title"], sent["p_copy_from"]) == (2028, "Putaran 2028", None)
    assert transport.sent("stages_screen")[-1] == {"p_cycle_id": UUID(rows.OLD_CYCLE["id"])}
    assert options(app, "stages.copy.1") == ["Putaran 2027", texts.STANDARD]
    assert app.success[0].value == texts.created("Putaran 2028")


def test_a_year_that_exists_is_refused_in_a_sentence(open_page, transport):
    transport.answers["open_cycle"] = DomainError(ErrorCode.CYCLE_EXISTS, "year")
    app = open_page(PAGE, DEWI)

    next(button for button in app.button if button.label == texts.CREATE).click().run()

    assert app.warning[0].value == errors.about("cycle_exists", texts.FIELDS["year"])


def test_archiving_is_confirmed(open_page, transport):
    app = open_page(PAGE, DEWI)
    assert texts.archive_sure("Putaran 2027") in said(app)

    press(app, f"stages.archive.{rows.CYCLE_ID}")

    assert [sent["p_cycle_id"] for sent in transport.sent("archive_cycle")] == [UUID(rows.CYCLE_ID)]


def test_an_archived_year_is_shown_and_cannot_be_changed(open_page, transport):
    transport.answers["stages_screen"] = stages(cycle=rows.OLD_CYCLE, cycles=[rows.CYCLE, rows.OLD_CYCLE])

    app = open_page(PAGE, DEWI)

    assert texts.ARCHIVED in said(app)
    assert not app.datetime_input
    assert [button.label for button in app.button] == [texts.CREATE]


def test_another_year_can_be_chosen(open_page, transport):
    years = [rows.CYCLE, rows.OLD_CYCLE]
    transport.answers["stages_screen"] = lambda arguments: stages(
        cycles=years, cycle=years[arguments["p_cycle_id"] == UUID(rows.OLD_CYCLE["id"])]
    )
    app = open_page(PAGE, DEWI)

    app.selectbox(key=f"stages.cycle.{rows.CYCLE_ID}").set_value(UUID(rows.OLD_CYCLE["id"])).run()

    assert transport.sent("stages_screen")[-1] == {"p_cycle_id": UUID(rows.OLD_CYCLE["id"])}
    assert texts.ARCHIVED in said(app)


def test_typed_names_are_text(open_page, transport):
    transport.answers["stages_screen"] = stages(windows=[OPEN | {"stage_name": rows.HOSTILE}])

    app = open_page(PAGE, DEWI)

    assert not any("<script>" in element.value for element in app.subheader)


def test_the_news_of_an_act_moves_nothing_below_it(open_page, transport):
    app = open_page(PAGE, DEWI)
    before = place_of_title(app)

    press(app, f"stages.{OPEN_ID}.close")

    assert [news.value for news in app.success] == [texts.CLOSED["problem"]]
    assert place_of_title(app) == before, "a popover that was left open would stand at its neighbour"


def test_closing_the_rating_says_what_happens_to_ratings(open_page, transport):
    transport.answers["stages_screen"] = stages(windows=[rows.window("rating")])

    shown = said(open_page(PAGE, DEWI))

    assert texts.CLOSE_SURE["rating"] in shown
    assert texts.CLOSE_SURE["problem"] not in shown


def date_workshop(app, first: date, last: date):
    key = f"stages.workshop.{STAGE['id']}"
    app.date_input(key=f"{key}.starts").set_value(first)
    app.date_input(key=f"{key}.ends").set_value(last)
    return press(app, f"{key}.save")


def test_a_workshop_is_dated(open_page, transport):
    date_workshop(open_page(PAGE, DEWI), date(YEAR, 6, 19), date(YEAR, 6, 20))

    (sent,) = transport.sent("set_stage")
    assert (sent["p_starts_on"], sent["p_ends_on"]) == (date(YEAR, 6, 19), date(YEAR, 6, 20))


def test_a_workshop_that_ends_before_it_begins_is_not_sent(open_page, transport):
    app = date_workshop(open_page(PAGE, DEWI), date(YEAR, 6, 20), date(YEAR, 6, 19))

    assert app.warning[0].value == texts.WRONG_DATES
    assert transport.sent("set_stage") == []


def test_a_workshop_on_the_days_of_another_is_refused_in_a_sentence(open_page, transport):
    transport.answers["set_stage"] = DomainError(ErrorCode.STAGE_OVERLAPS, "starts_on")

    app = date_workshop(open_page(PAGE, DEWI), date(YEAR, 6, 19), date(YEAR, 6, 20))

    assert app.warning[0].value == errors.about("stage_overlaps", texts.FIELDS["starts_on"])


def give_time(app, reason: str):
    app.selectbox(key="stages.more.0.unit").set_value(UUID(UNIT_ID))
    app.datetime_input(key="stages.more.0.closes").set_value(datetime(YEAR, 8, 20, 16, 0))
    app.text_area(key="stages.more.0.reason").set_value(reason)
    return press(app, "stages.more.0.save")


def test_one_unit_is_given_more_time_with_a_reason(open_page, transport):
    give_time(open_page(PAGE, DEWI), "Listrik padam")

    (sent,) = transport.sent("extend_for_unit")
    assert (sent["p_window_id"], sent["p_unit_id"]) == (UUID(OPEN_ID), UUID(UNIT_ID))
    assert (sent["p_closes_at"], sent["p_reason"]) == (
        as_instant(datetime(YEAR, 8, 20, 16, 0), ZONE),
        "Listrik padam",
    )


def test_more_time_without_a_reason_is_not_sent(open_page, transport):
    app = give_time(open_page(PAGE, DEWI), "  ")

    assert app.warning[0].value == texts.MISSING_EXTENSION
    assert transport.sent("extend_for_unit") == []


def test_more_time_is_shown_with_its_reason_and_taken_back(open_page, transport):
    given = {"window_id": OPEN_ID, "unit_id": UNIT_ID, "closes_at": rows.at(48), "reason": rows.HOSTILE}
    transport.answers["stages_screen"] = stages(extensions=[given])
    app = open_page(PAGE, DEWI)
    assert not any("<script>" in element.value for element in app.caption)

    press(app, f"stages.extension.{OPEN_ID}.{UNIT_ID}")

    assert [sent["p_unit_id"] for sent in transport.sent("end_extension")] == [UUID(UNIT_ID)]


def test_the_page_says_what_happens_to_drafts_at_closing(open_page):
    assert texts.AFTER_CLOSING in said(open_page(PAGE, DEWI))


def test_the_calendar_is_read_aloud_with_everything_that_has_a_time(open_page, transport):
    dated = STAGE | {"starts_on": f"{YEAR}-06-19", "ends_on": f"{YEAR}-06-20"}
    transport.answers["stages_screen"] = stages(stages=[dated])

    (table,) = open_page(PAGE, DEWI).dataframe

    assert sorted(table.value[texts.WHAT]) == ["Bimtek I", "Survei masalah"]
