"""kill -9 of every process while leads decide: thanks, items asked again, appeals upheld, imports taken back."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import httpx

from goodwork.actions.installation.verify import verify
from goodwork.blobs import Blobs
from goodwork.model.appeals import AppealState
from goodwork.model.stories import Step
from goodwork.store.embedded import EmbeddedServer
from tests.attacks.installation import Installation, Person
from tests.trial.matrix import Row

ITEMS = 24
WAITING = frozenset({429, 502, 503, 504, 507})
"""Statuses that say that something is away for now."""
MOST = 120.0
"""Seconds in which everything must have been answered."""


def insist(person: Person, method: str, path: str, row: Row, **rest: Any) -> httpx.Response:
    """Send until it is answered, as whoever does not want it done twice does: under one key."""
    until = time.monotonic() + MOST
    while time.monotonic() < until:
        with suppress(httpx.TransportError):
            answer = person.request(method, path, headers={"idempotency-key": f"{method}{path}{rest}"[:100]}, **rest)
            if answer.status_code < 500 and answer.status_code != 429:
                return answer
            if answer.status_code not in WAITING:
                row.put("5xx", False, f"{method} {path}: {answer.text[:300]}")
        time.sleep(0.1)
    raise AssertionError(f"no answer to {method} {path}")


def counted(place: Installation, statement: str) -> dict[int, int]:
    """A statement's rows: of what there is how many."""
    with place.connect() as c:
        return dict(c.execute(statement).fetchall())  # type: ignore[arg-type]


def test_killed_while_leads_decide(promises: Callable[[str], Row], dice: random.Random, place: Installation) -> None:
    row = promises("kill -9 of web, worker and database while leads decide")
    owner, annotator = place.people["owner"], place.people["annotator"]
    project = place.project(policy={"target": 0.9, "fewest": 1, "most": 2})
    place.bring(project, [{"id": f"t{n}", "text": f"Text {n}."} for n in range(ITEMS)])
    given: dict[int, int] = {}
    for _ in range(ITEMS):
        claim = annotator.ok("POST", f"/projects/{project}/claims", json={})["claim"]
        body = {"answers": {"mood": {"labels": ["good"]}}, "form_version": 1}
        made = annotator.ok("POST", f"/claims/{claim['id']}/annotation", json=body)
        given[claim["item"]["id"]] = made["id"]
    items = list(given)
    thanked, again, appealed = items[:8], items[8:16], items[16:]
    for item in appealed:
        review = {"answers": {"mood": {"labels": ["bad"]}}, "form_version": 1, "reason": "It is bad."}
        place.people["reviewer"].ok("POST", f"/items/{item}/reviews", json=review)
    owner.ok("PUT", f"/projects/{project}/guideline", json={"markdown": "# Mood\n\nAnew."})
    undone = [place.bring(project, [{"id": f"u{k}-{n}", "text": f"Gone {k} {n}"} for n in range(1500)]) for k in (1, 2)]

    row.put("5xx", True)
    stop, killed = threading.Event(), Counter[str]()

    def kill() -> None:
        while not stop.wait(dice.uniform(0.0, 0.3)):
            victim = dice.choice(("web", "worker", "database"))
            with suppress(IndexError, OSError):
                os.kill(dice.choice(place.pids(victim)), signal.SIGKILL)
                killed[victim] += 1
            # Killed at every moment nobody would ever be answered: it comes back, and then something is at work again.
            place.until_ready()

    def decide(item: int) -> int:
        if item in thanked:
            body = {"deed": "answer", "id": given[item], "words": "Well seen."}
            return insist(owner, "POST", f"/projects/{project}/thanks", row, json=body).status_code
        if item in again:
            path = f"/projects/{project}/guideline/versions/2/ask-again"
            return insist(owner, "POST", path, row, json={"items": [item]}).status_code
        made = insist(annotator, "POST", f"/items/{item}/appeals", row, json={"against": "review"})
        assert made.status_code == 201, made.text
        appeal = f"/appeals/{made.json()['id']}"
        standing = insist(owner, "GET", appeal, row).json()["standing"]
        body = {"upheld": True, "reason": "It is good.", "standing": standing}
        return insist(owner, "POST", f"{appeal}/decision", row, json=body).status_code

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        taken = [insist(owner, "POST", f"/imports/{one['id']}/undo", row).status_code for one in undone]
        statuses: dict[int, int] = {}
        for n, item in enumerate(dice.sample(items, len(items))):
            # A quick machine is done before anything is killed: a kill falls into every five decisions, wherever.
            until = time.monotonic() + MOST
            while killed.total() < n // 5 and time.monotonic() < until:
                time.sleep(0.01)
            statuses[item] = decide(item)
    finally:
        stop.set()
        killer.join()
    assert place.until_ready()
    assert taken == [202, 202] and {s // 100 for s in statuses.values()} == {2}, statuses
    ended = [place.imported(one["id"], MOST) for one in undone]
    until = time.monotonic() + MOST
    while any(one["state"] == "undoing" for one in ended) and time.monotonic() < until:
        time.sleep(0.5)
        ended = [place.imported(one["id"]) for one in undone]
    thanks = counted(place, "SELECT subject_id, count(*) FROM thanks GROUP BY subject_id")
    stories = counted(place, f"SELECT item_id, count(*) FROM story WHERE step = {Step.ASKED_AGAIN} GROUP BY 1")
    found = {
        "items that were to go": counted(place, f"SELECT 0, count(*) FROM item WHERE project_id = {project}")[0]
        - ITEMS,
        "thanks": thanks,
        "asked again": stories,
        "upheld": counted(place, f"SELECT item_id, count(*) FROM appeal WHERE state = {AppealState.UPHELD} GROUP BY 1"),
        "undone": [one["state"] for one in ended],
    }
    wanted = {
        "items that were to go": 0, "thanks": dict.fromkeys((given[i] for i in thanked), 1),
        "asked again": dict.fromkeys(again, 1), "upheld": dict.fromkeys(appealed, 1), "undone": ["undone"] * 2,
    }  # fmt: skip
    faults = verify(EmbeddedServer(place.home / "postgres").url, Blobs(str(place.home / "blobs"))).faults
    assert killed.total() > 3, f"{killed}: nothing was tried"
    whole = found == wanted and not faults
    row.put("lost", whole, f"killed {dict(killed)}" if whole else f"{found}; {'; '.join(faults[:3])}")
    row.put("twice", all(n == 1 for n in [*thanks.values(), *stories.values()]))
