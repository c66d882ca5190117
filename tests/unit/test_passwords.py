"""One-time passwords."""

from __future__ import annotations

import bcrypt
import pytest

from components.passwords import ALPHABET, hash_password, one_time_password
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
