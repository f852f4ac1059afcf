"""Requests that nobody thinks of: schemathesis makes them from ``openapi.json``, for one person at a time.

Ids in paths are mostly those of things that exist, so that requests come further than "not found". What would end the
fuzzing itself is left out: signing out, one's own password and account.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode

from tests.attacks.installation import Installation

LEFT_OUT = frozenset(
    {
        "delete_session",  # ends the session that fuzzes
        "delete_session_of_mine",  # or may
        "post_leave",  # ends the membership with it
        "post_leave_organization",  # and may
        "delete_sessions",  # and those of others who fuzz
        "put_password",  # and its password
        "post_organizations",  # costs a password's hash, and answers 403 when sign-up is closed
    }
)
FOUND = 0.7
"""Of the ids in paths that are of something that exists."""


@dataclass
class Fuzzed:
    """What was answered."""

    cases: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)
    """Operation and status -> a request that repeats it, of answers from 500 on and of requests without answer."""
    slowest: tuple[float, str] = (0.0, "")


@dataclass
class Fuzzer:
    """Sends requests as one person of an installation."""

    place: Installation
    person: str
    ids: Callable[[str], list[Any]]
    """The name of a parameter -> ids that exist."""
    found: Fuzzed = field(default_factory=Fuzzed)

    def __post_init__(self) -> None:
        who = self.place.people[self.person]
        self._session = requests.Session()
        self._cookies = dict(who.cookies)
        self._session.headers["x-csrf-token"] = who.me["csrf"]
        self._me = who.me["person_id"]

    def close(self) -> None:
        """Let the connections go."""
        self._session.close()

    def operations(self) -> Iterator[Any]:
        """Every operation that may be fuzzed."""
        description = requests.get(f"{self.place.url}/api/v1/openapi.json", timeout=60).json()
        config = schemathesis.Config()
        # Invented keys would hide who asks, and all that could be found were 401.
        config.projects.default.generation.with_security_parameters = False
        schema = schemathesis.openapi.from_dict(description, config=config)
        for result in schema.get_all_operations():
            operation = result.ok()
            if operation.definition.raw["operationId"] not in LEFT_OUT:
                yield operation

    def fuzz(self, operation: Any, mode: GenerationMode, examples: int, number: int, until: float) -> None:
        """So many requests of one operation, the same for the same number."""

        @seed(number)
        @settings(
            max_examples=examples,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode), chance=st.randoms(use_true_random=False))
        def send(case: Case, chance: random.Random) -> None:
            if time.monotonic() < until:
                self._send(case, chance)

        # An operation without parameters has no request that breaks its description.
        with suppress(Unsatisfiable):
            send()

    def _send(self, case: Case, chance: random.Random) -> None:
        for name in case.path_parameters:
            known = self.ids(name)
            if known and chance.random() < FOUND:
                case.path_parameters[name] = chance.choice(known)
        at = case.operation.definition.raw["operationId"], str(case.path_parameters.get("person_id"))
        if at == ("patch_person", str(self._me)):
            return
        # Some operations sign in or out; the next request is this person's again.
        self._session.cookies.clear()
        self._session.cookies.update(self._cookies)
        begun = time.monotonic()
        try:
            status = case.call(base_url=self.place.url, session=self._session, timeout=60).status_code
        except (requests.ConnectionError, requests.Timeout) as error:
            status, said = 0, str(error)
        except (requests.RequestException, UnicodeError, ValueError):
            return  # the client itself can not write this request down
        else:
            said = ""
        took = time.monotonic() - begun
        self.found.cases += 1
        self.found.statuses[status] += 1
        label = f"{self.person}: {case.operation.label}"
        if took > self.found.slowest[0]:
            self.found.slowest = (took, label)
        # 503 and 507 say that something outside is missing; nothing is missing here.
        if status >= 500 or status == 0:
            self.found.faults.setdefault(f"{label}: {status} {said[:100]}", repeat(case))


def repeat(case: Case) -> str:
    """A command that sends it again."""
    try:
        return case.as_curl_command()[:4000]
    except Exception as error:
        return f"{case!r} ({error})"


def known_ids(place: Installation, project: int) -> Callable[[str], list[Any]]:
    """Ids of things in the database; those that come to be while it is fuzzed are found within seconds."""
    tables = {
        "project": "project", "project_id": "project", "item": "item", "claim": "claim", "annotation": "annotation",
        "bulk": "bulk", "flag": "flag", "import_id": "data_import", "invitation_id": "invitation",
        "person_id": "person", "team_id": "team", "token_id": "api_token", "version_id": "dataset_version",
        "split_id": "redundancy_split",
    }  # fmt: skip
    kept: dict[str, tuple[float, list[Any]]] = {"name": (float("inf"), ["text"]), "cluster": (float("inf"), [1])}

    def ids(name: str) -> list[Any]:
        until, found = kept.get(name, (0.0, []))
        if time.monotonic() > until and name in tables:
            with place.connect() as c:
                rows = c.execute(f"SELECT id FROM {tables[name]} ORDER BY id DESC LIMIT 20").fetchall()  # type: ignore[arg-type]
            found = [row[0] for row in rows]
            if name in ("project", "project_id"):
                found = [project, project, *found]
            kept[name] = (time.monotonic() + 3, found)
        return found

    return ids
