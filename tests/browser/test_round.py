"""One planning round from end to end, as its people live it: survey, overview, review, vote, result."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from components.texts import aggregates as aggregate_texts
from components.texts import priorities, review, rounds
from tests.browser import survey
from tests.browser.person import Person

ROUND = "Prioritas tahun pertama"
QUEUE, WELL = "Loket antrean tunggal untuk layanan warga", "Sumur resapan di setiap rukun warga"


@pytest.fixture(scope="module")
def app(own_app):
    """Everybody sees what is voted on."""
    return own_app


def test_a_round_goes_from_two_officers_problems_to_a_result_everybody_can_check(arrive):
    agency, ward = arrive("dinkes", by_form=True), arrive("kel.iringmulyo", by_form=True)
    _answer(
        agency,
        ("Smart Governance", "Smart Living"),
        ("Antrean layanan menumpuk setiap Senin", "Jadwal posyandu sering bertabrakan"),
        QUEUE,
    )
    _answer(
        ward,
        ("Smart Environment", "Smart Economy"),
        ("Genangan air setiap hujan deras", "Warung warga belum menerima pembayaran digital"),
        WELL,
    )

    diskominfo = arrive("diskominfo", by_form=True)
    diskominfo.look("beranda")
    _sees_the_city(diskominfo)
    _accepts(diskominfo, QUEUE, WELL)
    _opens_a_round(diskominfo, "Dinas Kesehatan", "Kelurahan Iring Mulyo")

    leaders = [arrive(name, by_form=True) for name in ("walikota", "wakilwalikota", "sekda")]
    _votes(leaders[0], QUEUE, WELL)
    _votes(leaders[1], WELL, QUEUE)
    for person in (agency, ward, diskominfo):
        _knows_only_how_many(person, 2)
    _votes(leaders[2], "QRIS untuk retribusi")

    _closes(diskominfo)
    for person in (agency, ward, diskominfo, *leaders, arrive("pendamping")):
        _sees_the_result(person)


def _answer(officer: Person, pillars: tuple[str, str], titles: tuple[str, str], solution: str) -> None:
    officer.look("beranda")
    for pillar, title in zip(pillars, titles, strict=True):
        survey.write_problem(officer, pillar=pillar, title=title)
        officer.look("masalah")
        survey.send(officer, "problem")
        officer.look("masalah-terkirim")
    survey.write_solution(officer, pillar=pillars[0], title=solution, problems=titles)
    officer.look("solusi")
    survey.send(officer, "solution")
    officer.sees(re.compile(re.escape(titles[1])))
    officer.sees(re.compile(survey.INDICATOR))
    officer.look("solusi-terkirim")


def _sees_the_city(person: Person) -> None:
    person.go_to("agregat")
    for heading in (aggregate_texts.COVERAGE, aggregate_texts.USG, aggregate_texts.QUADRANT):
        expect(person.page.get_by_role("heading", name=heading)).to_be_visible()
    expect(person.page.get_by_test_id("stVegaLiteChart")).to_have_count(3)
    person.look("gambaran-kota")


def _accepts(person: Person, *solutions: str) -> None:
    person.go_to("tinjau")
    person.choose_one(review.SHEET, review.SHEETS["solution"])
    person.look("tinjau")
    for title in solutions:
        person.tick(re.compile(re.escape(title)))
    person.click(review.ACCEPT_CHOSEN)
    person.click(review.confirm("diterima", len(solutions)))
    person.sees(review.done_to_many("diterima", len(solutions)))
    person.look("diterima")


def _opens_a_round(person: Person, *units: str) -> None:
    person.go_to("putaran")
    for unit in units:
        expect(person.page.get_by_role("checkbox", name=re.compile(re.escape(unit))).first).to_be_checked()
    person.fill(rounds.NAME, ROUND)
    person.look("putaran-baru")
    person.click(rounds.OPEN)
    person.sees(re.compile(re.escape(rounds.opened(ROUND, "SAAT")).replace("SAAT", ".+ WIB")))
    person.look("putaran-dibuka")


def _votes(leader: Person, *solutions: str) -> None:
    leader.go_to("prioritas")
    leader.sees(re.compile("terbuka"))
    for position, title in enumerate(solutions, 1):
        leader.choose_one(priorities.rank(position), title)
    leader.look("surat-suara")
    leader.click(priorities.CAST)
    leader.sees(priorities.OWN)
    leader.look("sudah-memilih")


def _knows_only_how_many(person: Person, votes: int) -> None:
    person.go_to("prioritas")
    person.sees(re.compile(re.escape(priorities.turnout(votes, 3))))
    person.sees(priorities.AFTER_CLOSING)
    for title in (QUEUE, WELL):
        person.never_sees(re.compile(re.escape(title)))
    person.look("belum-ditutup")


def _closes(person: Person) -> None:
    person.go_to("putaran")
    person.click(rounds.CLOSE)
    person.click(rounds.CLOSE_CONFIRM)
    person.sees(rounds.CLOSED)
    person.look("ditutup")


def _sees_the_result(person: Person) -> None:
    """Both solutions share a rank, in words; the rule is printed; each ballot stands with its name."""
    person.go_to("prioritas")
    person.sees(priorities.RESULT)
    person.sees(re.compile("berbagi peringkat 1"))
    for title in (QUEUE, WELL):
        person.sees(re.compile(re.escape(title)))
    for line in priorities.rule(14, 5):
        person.sees(line)
    for title in ("Wali Kota", "Wakil Wali Kota", "Sekretaris Daerah"):
        person.sees(re.compile(rf"^{title} · "))
    person.look("hasil")
