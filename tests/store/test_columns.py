"""Columns as text arrive in the database as the values that they were written from."""

from __future__ import annotations

import math
from typing import Any

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.model.items import ItemState
from goodwork.store.columns import numbers, words

WORDS = ["", "NULL", "null", "a,b", "{}", '"', "\\", '\\"', " ", "\n\t\r", "é🥶", '{"labels": ["a\\"b"]}', None]


@pytest.fixture(scope="module")
def c(database_url: str) -> Any:
    """A connection."""
    with psycopg.connect(database_url) as connection:
        yield connection


def test_words(c: Any) -> None:
    assert c.execute("SELECT CAST(%s AS text[])", (words(WORDS),)).fetchone()[0] == WORDS
    assert c.execute("SELECT CAST(%s AS text[])", (words([]),)).fetchone()[0] == []


def test_any_words(c: Any) -> None:
    letters = st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")

    @settings(max_examples=50, deadline=None)
    @given(st.lists(st.none() | st.text(letters, max_size=8), max_size=5))
    def law(values: list[str | None]) -> None:
        assert c.execute("SELECT CAST(%s AS text[])", (words(values),)).fetchone()[0] == values

    law()


def test_numbers(c: Any) -> None:
    for kind, values in (
        ("bigint", [2**62, -1, 0, None]),
        ("smallint", [ItemState.SETTLED, None, ItemState.OPEN]),
        ("boolean", [True, None, False]),
        ("double precision", [0.1, 1e-300, 1e22, -0.0, math.pi, None]),
        ("bigint", []),
    ):
        assert c.execute(f"SELECT CAST(%s AS {kind}[])", (numbers(values),)).fetchone()[0] == values
