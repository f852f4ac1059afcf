"""Thousands of requests that schemathesis makes from ``openapi.json``, as everybody, on two web processes."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from schemathesis import GenerationMode

from tests.attacks.fuzzing import Fuzzer, known_ids
from tests.attacks.installation import ROLES, Installation
from tests.trial.matrix import Row

SECONDS = 75
"""For each person; five minutes for all."""


# The owner last: whoever may take everybody's access and sessions away leaves nobody for the others.
@pytest.mark.parametrize("role", sorted(ROLES, key=lambda role: role == "owner"))
def test_no_request_ends_with_a_defect(
    role: str, place: Installation, promises: Callable[[str], Row], dice: random.Random
) -> None:
    row = promises(f"requests that nobody thinks of, as {role}")
    # Whoever fuzzed before may have taken the others' roles, access and sessions.
    place.people |= {other: place.person(other) for other in place.people if other != "owner"}
    project = place.project()
    place.bring(project, [{"id": str(n), "text": f"Text {n}."} for n in range(30)])
    for person in place.people.values():
        claim = person.ok("POST", f"/projects/{project}/claims", json={})["claim"]
        body = {"answers": {"mood": {"labels": ["good"]}}, "form_version": 1}
        person.ok("POST", f"/claims/{claim['id']}/annotation", json=body)
        person.ok("POST", f"/projects/{project}/claims", json={})
    fuzzer = Fuzzer(place, role, known_ids(place, project))
    until = time.monotonic() + SECONDS
    operations = list(fuzzer.operations())
    while time.monotonic() < until:
        dice.shuffle(operations)
        for operation in operations:
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                fuzzer.fuzz(operation, mode, 5, dice.randrange(2**31), until)
    fuzzer.close()
    found = fuzzer.found
    faults = "; ".join(f"{fault}: {again}" for fault, again in found.faults.items())
    row.put("5xx", not found.faults, faults or f"{found.cases} requests, {dict(sorted(found.statuses.items()))}")
    row.put("access", place.people[role].get("/session").status_code == 200)
