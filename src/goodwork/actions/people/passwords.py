"""Passwords: not guessable, argon2id, off the event loop, a few at a time."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from goodwork.errors import Fault, Invalid

# The first of OWASP's equally strong settings: 19 MiB and two passes on one lane. Two at a time bound what a flood of
# sign-ins can take of memory and processors, however many requests wait.
_HASHER = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19456, parallelism=1),))
_POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="password")


@cache
def _nobodys() -> str:
    # Unknown addresses are checked against this, so that they take as long as known ones.
    return _HASHER.hash("nobody has this password")


SAFE = 3
"""The least score (0 to 4) of zxcvbn that a password needs: a hundred million guesses and more to find it."""

_LOOKED_AT = 72
"""Characters of a password that are judged: judging takes longer than their number grows."""


async def hash_password(password: str, *about: str, field: str = "password") -> str:
    """The hash to keep of a new password. Invalid when others would guess it.

    ``about``: what is known of the person, such as name, address and organization: it makes no safe password.
    ``field``: what the password is called where it was asked for.
    """
    return await asyncio.get_running_loop().run_in_executor(_POOL, _judge_and_hash, password, about, field)


def _judge_and_hash(password: str, about: tuple[str, ...], field: str) -> str:
    # Loaded when somebody sets a password: its lists are long.
    from zxcvbn import zxcvbn

    known = [word for text in about for word in (text, *re.split(r"\W+", text)) if word]
    if zxcvbn(password[:_LOOKED_AT], user_inputs=known)["score"] < SAFE:
        what = "Others would guess this password: it is common, a pattern, or made of what is known about you."
        raise Invalid(
            what,
            kept="Nothing was changed.",
            next_step="Three or four words that have nothing to do with each other are good.",
            faults=[Fault(field, what)],
        )
    return _HASHER.hash(password)


async def verify_password(password: str, kept: str | None) -> bool:
    """Whether the password is the one of this hash; without a hash (an unknown person) never, at the same cost."""
    right = await asyncio.get_running_loop().run_in_executor(_POOL, _verify, password, kept or _nobodys())
    return right and kept is not None


def _verify(password: str, kept: str) -> bool:
    return _HASHER.verify(password, kept)
