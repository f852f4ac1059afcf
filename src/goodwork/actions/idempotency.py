"""Writes that may be sent twice: the second gets the first one's response and changes nothing.

Inside the transaction of the write::

    mark = fingerprint("submit", claim_id, body)
    remembered = await idempotency.recall(t, actor, key, mark)
    if remembered is not None:
        return Made.model_validate(remembered)
    ...
    await idempotency.remember(t, actor, key, response)

``recall`` holds back an identical request that runs at the same time until this transaction ends. A response is kept
for two days. Never remember a secret (a token, a link): it would lie in the database in plain text.
"""

from __future__ import annotations

import hashlib
from typing import Any

import orjson

from goodwork.errors import Conflict
from goodwork.model.people import Actor
from goodwork.store import idempotency as store
from goodwork.store.database import Transaction


def fingerprint(action: str, *content: Any) -> bytes:
    """What makes two requests the same: the action and all that it was given, as JSON values with sorted keys."""
    return hashlib.sha256(orjson.dumps([action, content], option=orjson.OPT_SORT_KEYS)).digest()


async def recall(t: Transaction, actor: Actor, key: str | None, mark: bytes) -> Any | None:
    """The response to an earlier request under this key, or None: go on. Conflict: the key belongs to another one.

    Without a key every request is a new one.
    """
    if key is None:
        return None
    known = await store.open_request(t, actor.organization_id, actor.person_id, key, mark)
    if known is None:
        return None
    if known.fingerprint != mark:
        raise other_request()
    return known.response


def other_request() -> Conflict:
    """What is said when a key belongs to another request."""
    return Conflict(
        "Something else was sent with this Idempotency-Key before, and it was taken.",
        kept="That one was kept, and this one was not taken.",
        next_step="Load the page to see what was taken. A program sends every new request with a new key.",
    )


async def remember(t: Transaction, actor: Actor, key: str | None, response: Any) -> None:
    """Keep the response (JSON values) for the next request under this key; without a key nothing is kept."""
    if key is not None:
        await store.close_request(t, actor.person_id, key, response)
