"""A server in this process, for every test of this folder."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from goodwork.api.state import AppState
from goodwork.blobs import Blobs
from goodwork.model.people import SignUp
from goodwork.store.database import Database
from tests.api.callers import House, serving


@pytest.fixture
async def house(database: Database, tmp_path: Path) -> AsyncGenerator[House]:
    """A server on this module's database that is open for sign-up."""
    state = AppState(database, Blobs(str(tmp_path / "blobs")), secret=b"k" * 32, sign_up=SignUp.OPEN)
    made = House(serving(state), state)
    yield made
    for browser in made.browsers:
        await browser.aclose()
