"""The web app as its own process, for tests with several of them: ``uvicorn --factory tests.queue.served:app``."""

from __future__ import annotations

import os
import tempfile

from fastapi import FastAPI

from goodwork.api.app import create_app
from goodwork.api.state import AppState
from goodwork.blobs import Blobs
from goodwork.store.database import Database


def app() -> FastAPI:
    """A server on the database of ``TEST_DATABASE_URL``."""
    database = Database(os.environ["TEST_DATABASE_URL"], size=8)
    return create_app(AppState(database, Blobs(tempfile.mkdtemp()), secret=b"k" * 32))
