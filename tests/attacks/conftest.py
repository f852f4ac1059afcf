"""A served installation for all files of attacks that one process runs."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from tests.attacks.installation import Installation, installed


@pytest.fixture(scope="session")
def place() -> Generator[Installation]:
    """``goodwork serve`` with one web process (whoever hangs it hangs it for all) and a person of every role."""
    with installed() as made:
        yield made
