"""Every changing route, sent again under its key because no answer came: it is done once, and says the same."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.access_rules import RULES
from tests.api.test_access_matrix import ENDS, ready, seen, world
from tests.api.world import World

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

__all__ = ["world"]

SHOWN_ONCE = {"POST /tokens", "POST /invitations", "POST /people/{person}/reset-link"}
"""Their answers hold a secret, which is not kept to be said again: another one is made."""
SAYS_HOW_MANY = {"POST /projects/{project}/items/state"}
"""Says how many it changed, and how many were so already."""
ANEW = {"DELETE /sessions/{session}"}
"""A session that has ended is none any more, whoever asks."""


def _body(rule: Any, number: int) -> dict[str, Any]:
    rest: dict[str, Any] = {"params": dict(rule.query)} if rule.query else {}
    if isinstance(rule.body, bytes):
        return {**rest, "content": rule.body}
    if rule.body is None:
        return rest
    anew = {"*": f"Sent twice {number}", "#": number}
    return {**rest, "json": {key: anew[v] if v in ("*", "#") else v for key, v in rule.body.items()}}


async def test_what_is_sent_again_under_its_key_is_done_once_and_answers_the_same(world: World) -> None:
    told: dict[str, tuple[Any, Any]] = {}
    tried = 0
    for number, (route, rule) in enumerate(RULES.items(), 10_000):
        if route.startswith("GET") or route in ENDS | SHOWN_ONCE | SAYS_HOW_MANY | ANEW:
            continue
        name = next(name for name in ("owner", "annotator", "reviewer") if not rule.who or name in rule.who)
        call = await ready(world, route, name)
        headers = {"idempotency-key": f"sent twice {number}"}
        first, again = [
            seen(await world.people[name].request(call.method, call.path, headers=headers, **_body(rule, number)))
            for _ in range(2)
        ]
        tried += 1
        if first != again or first[0] >= 500:
            told[route] = (first, again)
    assert told == {} and tried > 100
