"""Passwords: argon2id, off the event loop, a few at a time."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

# The first of OWASP's equally strong settings: 19 MiB and two passes on one lane. Two at a time bound what a flood of
# sign-ins can take of memory and processors, however many requests wait.
_HASHER = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19456, parallelism=1),))
_POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="password")


@cache
def _nobodys() -> str:
    # Unknown addresses are checked against this, so that they take as long as known ones.
    return _HASHER.hash("nobody has this password")


async def hash_password(password: str) -> str:
    """The hash to keep of a password."""
    return await asyncio.get_running_loop().run_in_executor(_POOL, _HASHER.hash, password)


async def verify_password(password: str, kept: str | None) -> bool:
    """Whether the password is the one of this hash; without a hash (an unknown person) never, at the same cost."""
    right = await asyncio.get_running_loop().run_in_executor(_POOL, _verify, password, kept or _nobodys())
    return right and kept is not None


def _verify(password: str, kept: str) -> bool:
    return _HASHER.verify(password, kept)
