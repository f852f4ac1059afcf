"""Writes src/goodwork/store/blueprint.txt: the schema that the migrations make, a line for every fact about it.

``python scripts/blueprint.py`` makes an empty database, migrates it, and writes what it finds. Run it after every new
migration; a test fails when it was forgotten.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

import psycopg

from goodwork.store.blueprint import FACTS
from goodwork.store.embedded import EmbeddedServer
from goodwork.store.schema import migrate

TARGET = Path(__file__).parents[1] / "src" / "goodwork" / "store" / "blueprint.txt"
HEAD = "# What the migrations make, read by goodwork.store.blueprint. Written by scripts/blueprint.py.\n"


def text_of(url: str) -> str:
    """The blueprint of a database."""
    with psycopg.connect(url) as connection:
        return HEAD + "".join(sorted(f"{line}\n" for (line,) in connection.execute(FACTS)))


def main() -> None:
    """Write the file."""
    home = Path(tempfile.mkdtemp(prefix="goodwork-blueprint-"))
    home.chmod(0o755)
    server = EmbeddedServer(home / "postgres")
    try:
        url = server.start()
        asyncio.run(migrate(url))
        TARGET.write_text(text_of(url), encoding="utf-8")
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)
    sys.stdout.write(f"{TARGET.name}\n")


if __name__ == "__main__":
    main()
