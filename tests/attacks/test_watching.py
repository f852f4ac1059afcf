"""Who watches the attacks: the watcher sees what it is there to see."""

from __future__ import annotations

import os
import signal
import time

from tests.attacks.installation import ROLES, Installation
from tests.trial.matrix import BROKEN, HELD, Row, table


def test_a_web_process_that_stands_still_is_seen(place: Installation) -> None:
    (web,) = place.pids("web")
    with place.watch() as seen:
        time.sleep(0.2)
        os.kill(web, signal.SIGSTOP)
        time.sleep(0.6)
        os.kill(web, signal.SIGCONT)
        time.sleep(0.2)
    assert seen.worst_ms > 500
    assert seen.answers > 2
    assert seen.peak["web"] >= seen.before["web"] > 20


def test_everybody_is_there(place: Installation) -> None:
    assert {name: person.ok("GET", "/session")["role"] for name, person in place.people.items()} == {
        role: role for role in ROLES
    }


def test_a_promise_that_was_broken_once_stays_broken() -> None:
    row = Row("a fault")
    row.put("lost", True)
    row.put("waits", False, "3,000 ms")
    row.put("waits", True, "10 ms")
    assert row.as_json()["cells"] == {
        "lost": HELD, "waits": BROKEN, "twice": "-", "over": "-", "5xx": "-", "memory": "-", "access": "-",
    }  # fmt: skip
    assert "a fault: others wait < 200 ms: 3,000 ms" in table([row])
