"""Keys that sign what people take along, as far as anybody may read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The public half of a key (Ed25519), and whether it signs."""

    id: str
    """The thumbprint of the public half (RFC 7638), base64url without padding."""
    public: str
    """32 bytes, base64url without padding."""
    made_on: date
    ended_on: date | None
    """Since when it signs nothing; None: it signs."""
    withdrawn: str
    """Why nothing that it signed is to be trusted; empty: it is."""
