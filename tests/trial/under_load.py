"""People who claim and submit over HTTP while a backup is taken, and who know which answers were acknowledged."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from goodwork.store.embedded import EmbeddedServer
from tests.attacks.installation import Installation, Person


def command(home: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """``goodwork ...`` on this home."""
    environment = {**os.environ, "GOODWORK_HOME": str(home), **settings}
    return subprocess.run(
        [sys.executable, "-m", "goodwork.cli.main", *arguments],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


class Crowd:
    """So many people at a project of so many items, and what they were told."""

    def __init__(self, place: Installation, *, items: int, people: int) -> None:
        self._project = place.project(policy={"target": 0.9, "fewest": 2, "most": 3})
        rows = [{"id": str(n), "text": f"Item {n}"} for n in range(items)]
        assert place.bring(self._project, rows)["state"] == "done"
        self._people = [place.person() for _ in range(people)]
        self._lock = threading.Lock()
        self.acknowledged: dict[int, tuple[int, str]] = {}
        """Annotation -> its item and its answer."""
        self.before: dict[int, tuple[int, str]] = {}
        """Those that were acknowledged before the mark."""
        self.failed: list[str] = []

    def mark(self) -> None:
        """From here on a backup may miss what is acknowledged."""
        with self._lock:
            self.before = dict(self.acknowledged)

    @contextmanager
    def working(self) -> Generator[None]:
        """Everybody works for as long as the block runs."""
        stop = threading.Event()
        threads = [threading.Thread(target=self._work, args=(person, stop)) for person in self._people]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        assert not self.failed, self.failed[:3]

    def _work(self, person: Person, stop: threading.Event) -> None:
        number = 0
        while not stop.wait(0.02):
            claim = person.post(f"/projects/{self._project}/claims", json={}).json().get("claim")
            if claim is None:
                return
            number += 1
            mood = "good" if number % 3 else "bad"
            response = person.post(
                f"/claims/{claim['id']}/annotation",
                json={"answers": {"mood": {"labels": [mood]}}, "form_version": claim["form_version"]},
            )
            with self._lock:
                if response.is_success:
                    self.acknowledged[response.json()["id"]] = (response.json()["item_id"], mood)
                else:
                    self.failed.append(response.text)

    def wrong(self, home: Path) -> list[int]:
        """Answers acknowledged before the mark that this installation lacks, and those it has that nobody gave."""
        here = kept_answers(home)
        lost = [one for one, said in self.before.items() if here.get(one) != said]
        return lost + [one for one, said in here.items() if self.acknowledged.get(one) != said]


def kept_answers(home: Path) -> dict[int, tuple[int, str]]:
    """Every annotation of an installation: its item and its answer."""
    server = EmbeddedServer(home / "postgres")
    url = server.start()
    try:
        with psycopg.connect(url) as connection:
            rows = connection.execute("SELECT id, item_id, answers #>> '{mood,labels,0}' FROM annotation").fetchall()
        return {annotation: (item, mood) for annotation, item, mood in rows}
    finally:
        server.stop()
