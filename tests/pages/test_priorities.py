"""Priorities: the ballot of an open round, what others may know of it, and the result."""

from __future__ import annotations

from uuid import UUID

import pytest

from components.texts import errors, on_behalf
from components.texts import priorities as texts
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import links, options, said

PAGE = "pimpinan/prioritas.py"
WALI = person("pimpinan", "Ibu Wali", unit=None)
BUDI = person()
A, B, C, D = (str(UUID(int=0x100 + n)) for n in range(4))
TITLES = {A: "Pasar daring", B: "Satu data", C: "Bank sampah", D: "Posyandu digital"}
CAST = f"ballot.{rows.ROUND_ID}.cast"


def option(id_: str, number: int, **changes):
    return {
        "id": id_,
        "number": number,
        "title": TITLES[id_],
        "pillar_code": "P1" if number < 3 else "P2",
        "unit_name": "Dinas Alfa",
        "is_unconfirmed": False,
        **changes,
    }


def round_(**changes):
    return {
        **rows.round_(is_voter=True),
        "rule": "borda",
        "choices_limit": 5,
        "frozen": '{"round": "beku"}',
        "frozen_hash": "ab12" * 16,
        "voters": [
            {"id": str(UUID(int=9 + n)), "name": name, "title": title}
            for n, (name, title) in enumerate(
                [("Ibu Wali", "Wali Kota"), ("Pak Wakil", "Wakil Wali Kota"), ("Bu Sekda", None)]
            )
        ],
        "votes": 1,
        "options": [option(id_, n) for n, id_ in enumerate(TITLES, 1)],
        "own_choices": None,
        "own_cast_at": None,
        "ballots": None,
        **changes,
    }


def ballot(voter: str, title: str | None, *ranked: str):
    choices = {id_: rank for rank, id_ in enumerate(ranked, 1)}
    return {"voter": voter, "title": title, "choices": choices, "cast_at": rows.AT}


def closed(*ballots, **changes):
    return round_(
        is_open=False, is_closed=True, closed_at=rows.AT, votes=len(ballots), ballots=list(ballots), **changes
    )


def screen(shown=None, rounds=()):
    shown = shown or round_()
    return {"cycle": rows.CYCLE, "rounds": [shown, *rounds], "round": shown}


@pytest.fixture(autouse=True)
def _rounds(transport):
    transport.answers["round_screen"] = screen()
    transport.answers["cast_ballot"] = {"cast_at": rows.AT}


def choose(app, *ids: str):
    for position, id_ in enumerate(ids, 1):
        box = app.selectbox(key=f"ballot.{rows.ROUND_ID}.{position}")
        app = box.set_value(UUID(id_)).run()
    return app


# ── looking ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_asks_once_for_the_round_that_the_address_names(open_page, transport):
    open_page(PAGE, BUDI, putaran_suara=rows.ROUND_ID)

    assert transport.sent("round_screen") == [{"p_cycle_id": None, "p_round_id": UUID(rows.ROUND_ID)}]
    assert len(transport.calls) == 2, "and the shared reference"


def test_an_address_that_names_no_round_shows_the_newest(open_page, transport):
    open_page(PAGE, BUDI, putaran_suara="bukan-id")

    assert transport.sent("round_screen") == [{"p_cycle_id": None, "p_round_id": None}]


def test_says_so_when_there_never_was_a_round(open_page, transport):
    transport.answers["round_screen"] = {"cycle": rows.CYCLE, "rounds": [], "round": None}

    assert texts.NO_ROUND in said(open_page(PAGE, WALI))


def test_a_round_that_is_gone_is_said_in_a_sentence(open_page, transport):
    transport.answers["round_screen"] = DomainError(ErrorCode.NOT_FOUND)

    assert errors.SENTENCES["not_found"] in open_page(PAGE, WALI).warning[0].value


def test_who_does_not_vote_learns_only_that_it_is_open_until_when_and_how_many_voted(open_page, transport):
    transport.answers["round_screen"] = screen(round_(is_voter=False))

    app = open_page(PAGE, BUDI)

    assert texts.turnout(1, 3) in said(app)
    assert "WITA" in said(app)
    assert not any(title in said(app) for title in TITLES.values())
    assert not app.selectbox
    assert not app.button


def test_between_the_end_and_the_count_nobody_can_vote(open_page, transport):
    transport.answers["round_screen"] = screen(round_(is_open=False))

    app = open_page(PAGE, WALI)

    assert texts.COUNTING in said(app)
    assert not app.selectbox


def test_links_to_the_other_rounds_of_the_year(open_page, transport):
    other = rows.round_(id=rows.OTHER_ID, title="Putaran *awal*", is_open=False, is_closed=True)
    transport.answers["round_screen"] = screen(rounds=[other])

    assert links(open_page(PAGE, BUDI)) == {
        r"Putaran \*awal\* (hasil)": f"prioritas?putaran_suara={rows.OTHER_ID}"
    }


# ── voting ──────────────────────────────────────────────────────────────────────────────────────────────────
def test_says_before_voting_that_names_will_be_shown_and_that_nobody_sees_the_choice_before(open_page):
    app = open_page(PAGE, WALI)

    assert app.warning[0].value == texts.OPEN_BALLOT
    assert texts.NOT_CAST in said(app)
    assert len(app.selectbox) == 4, "no more ranks than options"


def test_every_option_can_be_read_in_full_with_pillar_and_unit(open_page):
    text = said(open_page(PAGE, WALI))

    assert "1. Pasar daring (Dinas Alfa)" in text
    assert "**Lingkungan**" in text


def test_an_option_that_was_ranked_is_not_offered_again(open_page):
    app = choose(open_page(PAGE, WALI), B)

    second = options(app, f"ballot.{rows.ROUND_ID}.2")
    assert second == [texts.NOBODY_YET, "1. Pasar daring", "3. Bank sampah", "4. Posyandu digital"]


def test_choosing_alone_sends_nothing(open_page, transport):
    app = choose(open_page(PAGE, WALI), B, D)

    assert texts.choice(2, 4, "Posyandu digital") in said(app)
    assert transport.sent("cast_ballot") == []


def test_casts_the_chosen_order_once_and_confirms_it(open_page, transport):
    app = choose(open_page(PAGE, WALI), B, D)

    app.button(key=CAST).click().run()

    (sent,) = transport.sent("cast_ballot")
    assert sent["p_round_id"] == UUID(rows.ROUND_ID)
    assert sent["p_choices"] == {B: 1, D: 2}
    assert app.success[0].value == texts.saved("17 Agustus 2026 11.32 WITA")


def test_a_rank_left_empty_is_skipped(open_page, transport):
    app = open_page(PAGE, WALI)
    app.selectbox(key=f"ballot.{rows.ROUND_ID}.1").set_value(UUID(A)).run()
    app.selectbox(key=f"ballot.{rows.ROUND_ID}.4").set_value(UUID(C)).run()

    app.button(key=CAST).click().run()

    assert transport.sent("cast_ballot")[0]["p_choices"] == {A: 1, C: 2}


def test_an_empty_ballot_is_not_sent(open_page, transport):
    app = open_page(PAGE, WALI)

    app.button(key=CAST).click().run()

    assert texts.NO_CHOICE in said(app)
    assert transport.sent("cast_ballot") == []


def test_a_cast_ballot_is_shown_with_its_time_and_can_be_changed(open_page, transport):
    transport.answers["round_screen"] = screen(round_(own_choices={C: 2, A: 1}, own_cast_at=rows.AT))
    app = open_page(PAGE, WALI)
    assert texts.cast_at("17 Agustus 2026 11.32 WITA") in said(app)
    assert [text.value for text in app.text][:2] == [
        texts.choice(1, 1, "Pasar daring"),
        texts.choice(2, 3, "Bank sampah"),
    ]

    app.selectbox(key=f"ballot.{rows.ROUND_ID}.2").select_index(0).run()
    app.button(key=CAST).click().run()

    assert app.button(key=CAST).label == texts.CAST_AGAIN
    assert transport.sent("cast_ballot")[0]["p_choices"] == {A: 1}


@pytest.mark.parametrize(
    "code",
    [ErrorCode.ROUND_CLOSED, ErrorCode.NOT_A_VOTER, ErrorCode.TOO_MANY_CHOICES, ErrorCode.RANK_REPEATED],
)
def test_a_refused_ballot_is_explained_and_the_choice_stays(open_page, transport, code):
    transport.answers["cast_ballot"] = DomainError(code, "choices")
    app = choose(open_page(PAGE, WALI), B)

    app.button(key=CAST).click().run()

    assert any(warning.value.startswith(errors.SENTENCES[code]) for warning in app.warning)
    assert app.selectbox(key=f"ballot.{rows.ROUND_ID}.1").value == UUID(B)
    assert not app.success


def test_the_same_choice_after_an_outage_is_the_same_request_and_another_choice_is_another(
    open_page, transport
):
    transport.answers["cast_ballot"] = DatabaseUnavailable("gone")
    app = choose(open_page(PAGE, WALI), B)

    app.button(key=CAST).click().run()
    app.button(key=CAST).click().run()
    choose(app, C).button(key=CAST).click().run()

    first, again, other = (sent["p_request_id"] for sent in transport.sent("cast_ballot"))
    assert first == again
    assert other != first, "or the database would answer with the first choice"


def test_typed_titles_are_text(open_page, transport):
    hostile = [option(A, 1, title=rows.HOSTILE), option(B, 2)]
    transport.answers["round_screen"] = screen(round_(title=rows.HOSTILE, options=hostile))

    app = choose(open_page(PAGE, WALI), A)

    assert f"1. {rows.HOSTILE}" in options(app, f"ballot.{rows.ROUND_ID}.1"), "a select box shows plain text"
    assert any(rows.HOSTILE in text.value for text in app.text)
    assert not any("<script>" in element.value for element in (*app.markdown, *app.subheader))


# ── the result ──────────────────────────────────────────────────────────────────────────────────────────────
def test_shows_places_points_and_ties_in_words(open_page, transport):
    # 4 options: 3, 2, 1, 0; unranked share: Wali B3 A2, rest .5; Wakil A3 B2, rest .5
    ballots = [ballot("Ibu Wali", "Wali Kota", B, A), ballot("Pak Wakil", "Wakil Wali Kota", A, B)]
    transport.answers["round_screen"] = screen(closed(*ballots))

    app = open_page(PAGE, BUDI)

    text = said(app)
    assert texts.place(1, 2) in text
    assert texts.shared(1, ["1", "2"], 5) in text
    assert texts.shared(3, ["3", "4"], 1) in text
    (listed,) = [frame.value for frame in app.dataframe if texts.HEADINGS["ranked_by"] in frame.value]
    assert list(listed[texts.HEADINGS["points"]]) == ["5", "5", "1", "1"]
    assert list(listed[texts.HEADINGS["rank"]]) == [1, 1, 3, 3]


def test_every_ballot_stands_with_its_name_beside_the_others_also_who_did_not_vote(open_page, transport):
    ballots = [ballot("Ibu Wali", "Wali Kota", B, A), ballot("Bu Sekda", None, C)]
    transport.answers["round_screen"] = screen(closed(*ballots))

    app = open_page(PAGE, BUDI)

    text = said(app)
    assert "**Wali Kota · Ibu Wali**" in text
    assert "**Bu Sekda**" in text
    assert "**Wakil Wali Kota · Pak Wakil**" in text
    assert text.count(texts.NOT_VOTED) == 1
    assert texts.choice(1, 2, "Satu data") in text


def test_ballots_stand_in_the_order_of_protocol_not_of_the_alphabet(open_page, transport):
    ballots = [
        ballot("Bu Sekda", "Sekretaris Daerah", C),
        ballot("Pak Wakil", "Wakil Wali Kota", A),
        ballot("Ibu Wali", "Wali Kota", B),
    ]
    transport.answers["round_screen"] = screen(closed(*ballots))

    text = said(open_page(PAGE, WALI))

    said_at = [text.index(f"{title} · ") for title in ("Wali Kota", "Wakil Wali Kota", "Sekretaris Daerah")]
    assert said_at == sorted(said_at)


def test_two_voters_of_the_same_name_keep_their_ballots(open_page, transport):
    twins = [{"id": str(UUID(int=n)), "name": "Budi", "title": None} for n in (1, 2, 3)]
    ballots = [ballot("Budi", None, A), ballot("Budi", None, C)]
    transport.answers["round_screen"] = screen(closed(*ballots, voters=twins))

    text = said(open_page(PAGE, BUDI))

    assert texts.choice(1, 1, "Pasar daring") in text
    assert texts.choice(1, 3, "Bank sampah") in text
    assert text.count(texts.NOT_VOTED) == 1


def test_prints_the_rule_in_full_and_the_frozen_record_with_its_hash(open_page, transport):
    transport.answers["round_screen"] = screen(closed(ballot("Ibu Wali", "Wali Kota", A)))

    app = open_page(PAGE, BUDI)

    assert all(line in said(app) for line in texts.rule(4, 5))
    assert [code.value for code in app.code] == ["ab12" * 16, '{"round": "beku"}']


def test_a_crowd_that_nobody_ranked_is_not_put_on_the_podium(open_page, transport):
    transport.answers["round_screen"] = screen(closed(ballot("Ibu Wali", "Wali Kota", A)))

    text = said(open_page(PAGE, BUDI))

    assert texts.place(1, 1) in text
    assert texts.place(2, 3) not in text
    assert texts.shared(2, ["2", "3", "4"], 1) in text


def test_a_round_without_ballots_has_no_order(open_page, transport):
    transport.answers["round_screen"] = screen(closed())

    app = open_page(PAGE, BUDI)

    assert texts.NO_BALLOTS in said(app)
    assert not app.get("vega_lite_chart")


def test_a_closed_round_offers_no_ballot_even_to_its_voters(open_page, transport):
    transport.answers["round_screen"] = screen(closed(ballot("Ibu Wali", "Wali Kota", A), is_voter=True))

    app = open_page(PAGE, WALI)

    assert not app.selectbox
    assert not app.button


def test_an_option_typed_for_a_unit_that_has_not_agreed_is_marked(open_page, transport):
    shown = round_(options=[option(A, 1, is_unconfirmed=True), option(B, 2)])
    transport.answers["round_screen"] = screen(shown)

    app = open_page(PAGE, WALI)

    (listed,) = [text.value for text in app.text if TITLES[A] in text.value]
    assert listed.count(on_behalf.marked("Dinas Alfa", is_unconfirmed=True)) == 1
