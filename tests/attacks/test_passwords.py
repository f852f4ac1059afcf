"""Passwords that others would guess are refused wherever one is set."""

from __future__ import annotations

import pytest

from goodwork.actions.people.administer import add_user
from goodwork.actions.people.passwords import hash_password, verify_password
from goodwork.errors import Invalid
from goodwork.model.people import Role
from goodwork.store.database import Database

ABOUT = ("Ada Wintergreen", "ada@example.org", "Weather House")


@pytest.mark.parametrize(
    "password",
    [
        "1234567890",
        "qwertyuiop",
        "password1234",
        "aaaaaaaaaaaaaaaaaaaa",
        "wintergreen",
        "ada@example.org",
        "weather house",
    ],
)
async def test_what_others_would_guess_is_refused(password: str) -> None:
    with pytest.raises(Invalid, match="would guess"):
        await hash_password(password, *ABOUT)


async def test_words_that_have_nothing_to_do_with_each_other_are_good() -> None:
    password = "marble otter lantern"
    assert await verify_password(password, await hash_password(password, *ABOUT))


async def test_a_long_one_is_judged_by_its_beginning() -> None:
    with pytest.raises(Invalid, match="would guess"):
        await hash_password("a" * 200)


async def test_nobody_is_added_with_one(database: Database) -> None:
    with pytest.raises(Invalid, match="would guess"):
        await add_user(
            database, organization="House", name="Ada", email="ada@example.org", role=Role.OWNER, password="1234567890"
        )
