"""Keys that sign messages, sealed with the installation's secret: who reads the database alone reads none of them.

A key is XORed with HMAC-SHA256 of a fresh nonce, which no two share, and a mark over both tells whether the secret that
opens it is the one that sealed it. ``whsec_`` keys are 32 bytes, as is the HMAC.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

_NONCE, _KEY, _MARK = 16, 32, 16
_PREFIX = "sealed_"


def seal(installation: bytes, key: str) -> str:
    """A ``whsec_`` key as it may lie in the database.

    >>> kept = seal(b"of the installation", "whsec_" + base64.b64encode(bytes(32)).decode())
    >>> opened(b"of the installation", kept) == "whsec_" + base64.b64encode(bytes(32)).decode()
    True
    >>> opened(b"another one", kept) is None
    True
    """
    plain = base64.b64decode(key.removeprefix("whsec_"))
    if len(plain) != _KEY:
        raise ValueError(f"a key has {_KEY} bytes, not {len(plain)}")
    nonce = secrets.token_bytes(_NONCE)
    hidden = _hidden(installation, nonce, plain)
    return _PREFIX + base64.b64encode(nonce + hidden + _mark(installation, nonce + hidden)).decode()


def is_sealed(kept: str) -> bool:
    """Whether this is no key itself."""
    return kept.startswith(_PREFIX)


def opened(installation: bytes, kept: str) -> str | None:
    """The key; None: it was sealed with another secret, or is damaged."""
    read = base64.b64decode(kept.removeprefix(_PREFIX))
    body, mark = read[:-_MARK], read[-_MARK:]
    if len(body) != _NONCE + _KEY or not hmac.compare_digest(mark, _mark(installation, body)):
        return None
    return "whsec_" + base64.b64encode(_hidden(installation, body[:_NONCE], body[_NONCE:])).decode()


def _hidden(installation: bytes, nonce: bytes, key: bytes) -> bytes:
    pad = hmac.new(installation, b"pay-hook:" + nonce, hashlib.sha256).digest()
    return bytes(a ^ b for a, b in zip(pad, key, strict=True))


def _mark(installation: bytes, body: bytes) -> bytes:
    return hmac.new(installation, b"pay-hook-mark:" + body, hashlib.sha256).digest()[:_MARK]
