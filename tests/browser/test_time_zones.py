"""The city's clock, wherever the server and the browser stand."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from components.texts import answers, rounds
from components.texts import format as fmt
from components.texts import history as history_texts
from tests.browser import survey

CITY = "Asia/Jakarta"


def test_deadlines_are_the_citys_for_a_browser_in_new_york_and_a_server_on_utc(arrive):
    """The example opens its windows until midnight UTC, which is seven in the morning there."""
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=60)
    deadline = fmt.moment(midnight, CITY)
    assert deadline.endswith("07.00 WIB")

    officer = arrive("setda", timezone_id="America/New_York", locale="en-US")

    for address in ("beranda", "masalah"):
        officer.go_to(address)
        officer.sees(re.compile(rf"^{re.escape(deadline)}$"))
    officer.look("tenggat")


def test_the_time_of_saving_and_of_the_receipt_is_the_citys(arrive):
    officer = arrive("setwan", timezone_id="America/New_York", locale="en-US")

    before = datetime.now(UTC)
    survey.write_problem(officer, pillar="Smart People", title="Jadwal pelatihan warga tidak diketahui")
    survey.send(officer, "problem")
    after = datetime.now(UTC)

    minutes = (before + timedelta(minutes=count) for count in range(int((after - before).seconds / 60) + 2))
    moments = "|".join(re.escape(fmt.moment(one, CITY)) for one in minutes)
    head = officer.page.get_by_test_id("stVerticalBlock")
    line = head.filter(has=officer.page.get_by_text(history_texts.SENT_AT, exact=True)).last
    expect(line).to_have_text(re.compile(rf"^{history_texts.SENT_AT}\s*({moments})$"))
    officer.page.get_by_role("link", name=re.compile("^Buka masalah")).click()
    officer.sees(re.compile(answers.sent_on(f"({moments})")))


def test_a_closing_time_typed_in_new_york_is_meant_in_the_city(arrive):
    diskominfo = arrive("diskominfo2", timezone_id="America/New_York", locale="en-US")
    diskominfo.go_to("putaran")

    proposed = datetime.now(ZoneInfo(CITY)).date() + timedelta(days=3)
    diskominfo.fill(rounds.NAME, "Pemungutan uji waktu")
    diskominfo.look("sebelum-dibuka")
    diskominfo.click(rounds.OPEN)

    closes_at = datetime(proposed.year, proposed.month, proposed.day, 16, tzinfo=ZoneInfo(CITY))
    diskominfo.sees(rounds.opened("Pemungutan uji waktu", fmt.moment(closes_at, CITY)))
