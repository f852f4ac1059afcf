"""A workshop for every test of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodwork.blobs import Blobs
from goodwork.store.database import Database
from tests.data.workshop import Workshop


@pytest.fixture
async def shop(database: Database, tmp_path: Path) -> Workshop:
    """A new organization on this module's database."""
    return await Workshop.open(database, Blobs(str(tmp_path / "blobs")))
