"""Secret keys, sealed with the installation's secret: who reads the database alone reads none of them.

A key is XORed with HMAC-SHA256 of a fresh nonce, which no two share, and a mark over both tells whether the secret that
opens it is the one that sealed it. The purpose goes into both, so that a key sealed for one opens for no other.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets

KEY = 32
"""Bytes of a key, as many as an HMAC has."""
_NONCE, _MARK = 16, 16
_PREFIX = "sealed_"


def seal(installation: bytes, purpose: str, key: bytes) -> str:
    """A key as it may lie in the database.

    >>> kept = seal(b"of the installation", "pay-hook", bytes(32))
    >>> opened(b"of the installation", "pay-hook", kept) == bytes(32)
    True
    >>> opened(b"another one", "pay-hook", kept) is opened(b"of the installation", "other", kept) is None
    True
    """
    if len(key) != KEY:
        raise ValueError(f"a key has {KEY} bytes, not {len(key)}")
    nonce = secrets.token_bytes(_NONCE)
    hidden = _hidden(installation, purpose, nonce, key)
    return _PREFIX + base64.b64encode(nonce + hidden + _mark(installation, purpose, nonce + hidden)).decode()


def is_sealed(kept: str) -> bool:
    """Whether this is no key itself."""
    return kept.startswith(_PREFIX)


def opened(installation: bytes, purpose: str, kept: str) -> bytes | None:
    """The key; None: it was sealed with another secret or for another purpose, or is damaged."""
    try:
        read = base64.b64decode(kept.removeprefix(_PREFIX))
    except binascii.Error:
        return None
    body, mark = read[:-_MARK], read[-_MARK:]
    if len(body) != _NONCE + KEY or not hmac.compare_digest(mark, _mark(installation, purpose, body)):
        return None
    return _hidden(installation, purpose, body[:_NONCE], body[_NONCE:])


def _hidden(installation: bytes, purpose: str, nonce: bytes, key: bytes) -> bytes:
    pad = hmac.new(installation, f"{purpose}:".encode() + nonce, hashlib.sha256).digest()
    return bytes(a ^ b for a, b in zip(pad, key, strict=True))


def _mark(installation: bytes, purpose: str, body: bytes) -> bytes:
    return hmac.new(installation, f"{purpose}-mark:".encode() + body, hashlib.sha256).digest()[:_MARK]
