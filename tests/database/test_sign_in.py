"""Sign-in: five tries and no more, however many at once; known and unknown names look alike."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest

from db.errors import DomainError
from db.gateway import accounts, home, sign_in
from db.gateway.accounts import Account, Search
from db.gateway.sign_in import Attempt
from tests.database.city import PASSWORD_HASH
from tests.database.scene import Scene

DEVICE = "d" * 40
COOKIE = "c" * 40


def _everybody(scene: Scene) -> tuple[Account, ...]:
    anybody = Search(text="", role=None, unit_code=None, show=None)
    return accounts.accounts_screen(scene.dian, search=anybody, page=1).people


def tries(name: str, times: int, device: str | None = None) -> list[Attempt]:
    return [sign_in.begin_sign_in(name=name, device=device) for _ in range(times)]


def signed_in(name: str = "budi", device: str = DEVICE, cookie: str = COOKIE) -> sign_in.SignedIn:
    attempt = sign_in.begin_sign_in(name=name, device=device)
    found = sign_in.finish_sign_in(attempt_id=attempt.attempt_id, device=device)
    sign_in.redeem_ticket(ticket=found.ticket, cookie=cookie)
    return found


@pytest.mark.parametrize("name", ["budi", "tidak.dikenal"])
def test_the_sixth_try_is_refused_for_known_and_unknown_names_alike(scene: Scene, name: str) -> None:
    attempts = tries(name, 6)

    assert [attempt.is_refused for attempt in attempts] == [False] * 5 + [True]
    assert [attempt.locked_until is not None for attempt in attempts] == [False] * 4 + [True, True]


def test_a_refused_try_hands_out_no_hash(scene: Scene) -> None:
    assert tries("budi", 6)[-1].password_hash is None


def test_fifty_guesses_at_once_are_still_five(scene: Scene) -> None:
    allowed: list[bool] = []
    threads = [
        threading.Thread(target=lambda: allowed.append(not tries("budi", 1)[0].is_refused)) for _ in range(50)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert allowed.count(True) == 5


def test_after_a_quarter_of_an_hour_the_name_is_free_again(scene: Scene) -> None:
    tries("budi", 6)
    scene.everything(
        "update app.sign_in_count set locked_until = locked_until - interval '15 minutes',"
        " last_try_at = last_try_at - interval '15 minutes'"
    )

    again = tries("budi", 5)

    assert [attempt.is_refused for attempt in again] == [False] * 5


def test_the_right_password_forgets_the_wrong_ones(scene: Scene) -> None:
    last = tries("budi", 5)[-1]
    sign_in.finish_sign_in(attempt_id=last.attempt_id, device=DEVICE)

    assert [attempt.is_refused for attempt in tries("budi", 5)] == [False] * 5


def test_a_known_device_keeps_its_own_tries(scene: Scene) -> None:
    signed_in(device=DEVICE)
    tries("budi", 6)  # somebody elsewhere locks the name

    here = sign_in.begin_sign_in(name="budi", device=DEVICE)

    assert not here.is_refused
    assert here.password_hash is not None


def test_a_device_that_never_signed_in_has_no_tries_of_its_own(scene: Scene) -> None:
    tries("budi", 6)

    assert sign_in.begin_sign_in(name="budi", device="e" * 40).is_refused


@pytest.mark.parametrize("name", ["budi", "BUDI", "  Budi  ", "\u00a0budi\u00a0"])
def test_case_and_outer_spaces_do_not_matter(scene: Scene, name: str) -> None:
    assert sign_in.begin_sign_in(name=name, device=None).password_hash is not None


@pytest.mark.parametrize(
    "number",
    [
        "081234567890",
        "6281234567890",
        "+62 812-3456-7890",
        "0812 3456 7890",
        "(0812) 3456.7890",
        "81234567890",
    ],
)
def test_a_phone_number_may_be_written_in_every_usual_way(scene: Scene, number: str) -> None:
    scene.everything("update app.participant set phone = '6281234567890' where user_name = 'budi'")

    assert sign_in.begin_sign_in(name=number, device=None).password_hash is not None


def test_five_tries_are_a_persons_not_a_spellings(scene: Scene) -> None:
    scene.everything("update app.participant set phone = '6281234567890' where user_name = 'budi'")
    tries("081234567890", 3)
    tries("budi", 2)

    assert sign_in.begin_sign_in(name="+6281234567890", device=None).is_refused


def test_names_as_typed_are_not_kept(scene: Scene) -> None:
    tries("kata sandi yang salah ketik", 1)

    assert "salah" not in str(scene.everything("select * from app.sign_in_count"))


def test_a_switched_off_account_looks_like_an_unknown_one(scene: Scene) -> None:
    scene.everything("update app.participant set is_active = false where user_name = 'budi'")
    attempt = sign_in.begin_sign_in(name="budi", device=None)

    assert attempt.password_hash is None
    with pytest.raises(DomainError, match="sign_in_wrong"):
        sign_in.finish_sign_in(attempt_id=attempt.attempt_id, device=DEVICE)


def test_a_try_is_finished_once(scene: Scene) -> None:
    attempt = sign_in.begin_sign_in(name="budi", device=None)
    sign_in.finish_sign_in(attempt_id=attempt.attempt_id, device=DEVICE)

    with pytest.raises(DomainError, match="sign_in_wrong"):
        sign_in.finish_sign_in(attempt_id=attempt.attempt_id, device=DEVICE)


def test_a_try_older_than_a_minute_is_not_finished(scene: Scene) -> None:
    attempt = sign_in.begin_sign_in(name="budi", device=None)
    scene.everything("update app.sign_in_try set at = at - interval '61 seconds'")

    with pytest.raises(DomainError, match="sign_in_wrong"):
        sign_in.finish_sign_in(attempt_id=attempt.attempt_id, device=DEVICE)


# ── the cookie ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_cookie_brings_the_person_back(scene: Scene) -> None:
    found = signed_in()

    assert sign_in.resume(cookie=COOKIE) == found.identity


def test_a_ticket_works_once(scene: Scene) -> None:
    attempt = sign_in.begin_sign_in(name="budi", device=None)
    ticket = sign_in.finish_sign_in(attempt_id=attempt.attempt_id, device=DEVICE).ticket
    sign_in.redeem_ticket(ticket=ticket, cookie=COOKIE)

    with pytest.raises(DomainError, match="ticket_invalid"):
        sign_in.redeem_ticket(ticket=ticket, cookie="x" * 40)


def test_a_ticket_lives_a_minute(scene: Scene) -> None:
    attempt = sign_in.begin_sign_in(name="budi", device=None)
    ticket = sign_in.finish_sign_in(attempt_id=attempt.attempt_id, device=DEVICE).ticket
    scene.everything("update app.session_ticket set expires_at = now()")

    with pytest.raises(DomainError, match="ticket_invalid"):
        sign_in.redeem_ticket(ticket=ticket, cookie=COOKIE)


def test_no_secret_is_kept_in_clear(scene: Scene) -> None:
    attempt = sign_in.begin_sign_in(name="budi", device=DEVICE)
    ticket = sign_in.finish_sign_in(attempt_id=attempt.attempt_id, device=DEVICE).ticket
    kept = str(scene.everything("select ticket_hash from app.session_ticket"))
    sign_in.redeem_ticket(ticket=ticket, cookie=COOKIE)
    kept += str(scene.everything("select * from app.session")) + str(
        scene.everything("select * from app.device")
    )

    assert not any(secret in kept for secret in (ticket, COOKIE, DEVICE))


def test_signing_out_ends_this_sign_in_and_no_other(scene: Scene) -> None:
    here = signed_in(cookie="h" * 40).identity
    there = signed_in(cookie="t" * 40).identity

    sign_in.end_session(cookie="h" * 40)

    assert sign_in.resume(cookie="h" * 40) is None
    assert home.home_screen(there, cycle_id=None)
    with pytest.raises(DomainError, match="session_ended"):
        home.home_screen(here, cycle_id=None)


def test_a_new_password_ends_every_other_sign_in(scene: Scene) -> None:
    here = signed_in(cookie="h" * 40).identity
    signed_in(cookie="t" * 40)

    sign_in.change_password(here, request_id=uuid4(), password_hash=PASSWORD_HASH)

    assert sign_in.resume(cookie="t" * 40) is None
    assert sign_in.resume(cookie="h" * 40) is not None


@pytest.mark.parametrize("by", ["herself", "diskominfo"])
def test_a_password_that_is_changed_while_it_is_checked_opens_nothing(scene: Scene, by: str) -> None:
    attempt = sign_in.begin_sign_in(name="budi", device=None)

    if by == "herself":
        sign_in.change_password(scene.budi, request_id=uuid4(), password_hash=PASSWORD_HASH)
    else:
        accounts.reset_password(
            scene.dian,
            request_id=uuid4(),
            participant_id=scene.budi.participant_id,
            password_hash=PASSWORD_HASH,
        )

    with pytest.raises(DomainError, match="sign_in_wrong"):
        sign_in.finish_sign_in(attempt_id=attempt.attempt_id, device=DEVICE)


def test_a_new_person_must_change_her_password_and_read_the_notice_first(scene: Scene) -> None:
    accounts.create_participant(
        scene.dian,
        request_id=uuid4(),
        user_name="baru",
        name="Baru",
        title=None,
        role="peserta",
        unit_code="DINAS-A",
        phone=None,
        password_hash=PASSWORD_HASH,
    )
    me = signed_in("baru").identity
    refusals = []
    for step in (
        lambda: sign_in.change_password(me, request_id=uuid4(), password_hash=PASSWORD_HASH),
        lambda: sign_in.read_notice(me, request_id=uuid4(), version=sign_in.privacy_notice(me).version),
    ):
        with pytest.raises(DomainError) as refusal:
            home.home_screen(me, cycle_id=None)
        refusals.append(refusal.value.code.value)
        step()

    assert refusals == ["password_change_due", "notice_unread"]
    assert home.home_screen(me, cycle_id=None)


def test_reading_the_notice_leaves_proof(scene: Scene) -> None:
    scene.everything("delete from app.notice_reading")
    sign_in.read_notice(scene.budi, request_id=uuid4(), version=1)

    rows = scene.everything("select participant_id, version, read_at is not null from app.notice_reading")
    assert rows == [(scene.budi.participant_id, 1, True)]


def test_a_new_notice_is_read_before_anything_else(scene: Scene) -> None:
    scene.everything(
        "insert into app.privacy_notice (version, points) select 2, points from app.privacy_notice"
    )

    with pytest.raises(DomainError, match="notice_unread"):
        home.home_screen(scene.budi, cycle_id=None)


# ── forgotten passwords, accounts ───────────────────────────────────────────────────────────────────────────


def test_a_forgotten_password_reaches_diskominfo_once(scene: Scene) -> None:
    for name in ("budi", " BUDI ", "tidak.dikenal"):
        sign_in.request_password_reset(name=name)

    asked = [one.user_name for one in _everybody(scene) if one.asked_at]
    assert asked == ["budi"]


def test_a_reset_ends_sign_ins_unlocks_and_closes_the_request(scene: Scene) -> None:
    sign_in.request_password_reset(name="budi")
    tries("budi", 6)

    accounts.reset_password(
        scene.dian, request_id=uuid4(), participant_id=scene.budi.participant_id, password_hash=PASSWORD_HASH
    )

    budi = next(one for one in _everybody(scene) if one.user_name == "budi")
    assert (budi.asked_at, budi.is_locked) == (None, False)
    assert not sign_in.begin_sign_in(name="budi", device=None).is_refused
    with pytest.raises(DomainError, match="session_ended"):
        home.home_screen(scene.budi, cycle_id=None)


def test_switching_off_works_at_the_next_click_and_the_cookie_is_dead(scene: Scene) -> None:
    found = signed_in()

    accounts.set_participant_active(
        scene.dian, request_id=uuid4(), participant_id=scene.budi.participant_id, is_active=False
    )

    assert sign_in.resume(cookie=COOKIE) is None
    with pytest.raises(DomainError, match="session_ended"):
        home.home_screen(found.identity, cycle_id=None)


def test_the_last_diskominfo_account_stays_on(scene: Scene) -> None:
    with pytest.raises(DomainError, match="last_diskominfo"):
        accounts.set_participant_active(
            scene.dian, request_id=uuid4(), participant_id=scene.dian.participant_id, is_active=False
        )

    assert home.home_screen(scene.dian, cycle_id=None)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"user_name": "b"}, "field_invalid: user_name"),
        ({"user_name": "0812 3456 7890"}, "field_invalid: user_name"),  # a phone is no user name
        ({"user_name": "BUDI"}, "name_taken: user_name"),
        ({"name": " "}, "field_invalid: name"),
        ({"role": "raja"}, "field_invalid: role"),
        ({"unit_code": None}, "field_invalid: unit_code"),
        ({"unit_code": "TIDAK-ADA"}, "field_invalid: unit_code"),
        ({"phone": "12"}, "field_invalid: phone"),
    ],
)
def test_a_faulty_account_is_refused_by_field(scene: Scene, wrong: dict[str, str], refusal: str) -> None:
    person = {
        "user_name": "baru",
        "name": "Baru",
        "title": None,
        "role": "peserta",
        "unit_code": "DINAS-A",
        "phone": None,
    } | wrong
    before = scene.everything("select count(*) from app.participant")

    with pytest.raises(DomainError, match=refusal):
        accounts.create_participant(scene.dian, request_id=uuid4(), password_hash=PASSWORD_HASH, **person)  # type: ignore[arg-type]

    assert scene.everything("select count(*) from app.participant") == before


def test_sign_ins_are_logged_without_names_or_passwords(scene: Scene) -> None:
    signed_in()
    sign_in.end_session(cookie=COOKIE)

    events = scene.everything("select act, participant_id, detail from app.event order by id")
    assert [act for act, *_ in events] == ["signed_in", "signed_out"]
    assert {str(row[1]) for row in events} == {str(scene.budi.participant_id)}
