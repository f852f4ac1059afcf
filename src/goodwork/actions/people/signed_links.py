"""Tokens of links that a letter brings: signed, so that whoever reads the database can open nothing."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from datetime import datetime


def sign(secret: bytes, what: str, link: int, expires_at: datetime) -> str:
    """What follows the # of a link of this kind: its number and a mark over it and its end."""
    body = f"{link}.{round(expires_at.timestamp() * 1_000_000)}"
    mark = hmac.new(secret, f"{what}:{body}".encode(), hashlib.sha256).digest()
    return f"{link}.{urlsafe_b64encode(mark).decode().rstrip('=')}"


def number_of(token: str) -> int:
    """The number that a token names; 0: none."""
    number = token.partition(".")[0]
    return int(number) if number.isdecimal() and number.isascii() and len(number) < 18 else 0


def is_whole(secret: bytes, what: str, link: int, expires_at: datetime, token: str) -> bool:
    """Whether a token is that of this link."""
    return hmac.compare_digest(sign(secret, what, link, expires_at).encode(), token.encode("utf-8", "replace"))
