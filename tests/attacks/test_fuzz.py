"""A few of the requests that schemathesis makes, of every operation; ``make trial`` sends more, as everybody."""

from __future__ import annotations

import time

from schemathesis import GenerationMode

from tests.attacks.fuzzing import Fuzzer, known_ids
from tests.attacks.installation import Installation

SECONDS = 30
"""A bound for slow machines; a few seconds are usual."""


def test_no_request_ends_with_a_defect(place: Installation) -> None:
    project = place.project()
    place.bring(project, [{"id": str(n), "text": f"Text {n}."} for n in range(5)])
    # An annotator of its own: it comes to every door's reading of what is sent, and spoils nobody's installation.
    place.people["fuzzed"] = place.person()
    place.people["fuzzed"].ok("POST", f"/projects/{project}/claims", json={})
    fuzzer = Fuzzer(place, "fuzzed", known_ids(place, project))
    for number, operation in enumerate(fuzzer.operations()):
        fuzzer.fuzz(operation, GenerationMode.NEGATIVE, 1, number, time.monotonic() + SECONDS)
    fuzzer.close()
    del place.people["fuzzed"]
    assert fuzzer.found.cases > 60
    assert not fuzzer.found.faults, fuzzer.found.faults
