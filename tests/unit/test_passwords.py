"""One-time passwords."""

from __future__ import annotations

import math

import bcrypt
import pytest

from components import passwords
from components.passwords import ALPHABET, hash_one_time, hash_password, matches_password, one_time_password
from components.rules.password import password_fault


def test_no_two_are_alike_and_each_would_be_accepted_as_a_password():
    made = {one_time_password() for _ in range(500)}

    assert len(made) == 500
    assert {password_fault(password, user_name="sari") for password in made} == {None}


@pytest.mark.parametrize("alike", ["0o", "1li", "2z", "5s", "8b", "9gq", "uv"])
def test_of_signs_that_look_alike_at_most_one_is_used(alike):
    assert len(set(alike) & set(ALPHABET)) <= 1
    assert ALPHABET.lower() == ALPHABET, "no question of large and small"
    assert not set("aeiou") & set(ALPHABET), "no words"


def test_the_hash_is_of_that_password_and_of_cost_ten():
    hashed = hash_password("cdfh-jkmn-prtv-wxy3")

    assert bcrypt.checkpw(b"cdfh-jkmn-prtv-wxy3", hashed.encode())
    assert hashed.startswith("$2b$10$")


def test_a_one_time_password_has_chance_enough_for_a_quick_hash():
    signs = len(one_time_password().replace("-", ""))

    assert signs * math.log2(len(ALPHABET)) > 64
    assert matches_password("cdfh-jkmn-prtv-wxy3", hash_one_time("cdfh-jkmn-prtv-wxy3"))
    assert not matches_password("cdfh-jkmn-prtv-wxy4", hash_one_time("cdfh-jkmn-prtv-wxy3"))


def test_nobody_learns_from_the_time_whose_password_is_a_one_time_one(monkeypatch):
    """Every try costs one check at full price, also where the hash is a quick one."""
    kept = [None, hash_one_time("cdfh"), hash_password("cdfh")]
    prices: list[str] = []

    def priced(_given: bytes, hashed: bytes) -> bool:
        prices.append(hashed.decode()[:7])
        return False

    monkeypatch.setattr(bcrypt, "checkpw", priced)

    for hashed in kept:
        prices.clear()
        passwords.matches_password("cdfh", hashed)
        assert prices.count("$2b$10$") == 1
