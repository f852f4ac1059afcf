"""Mailboxes: what of an account's address a letter can be sent to."""

from __future__ import annotations

import re

_NAME = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*\Z", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\Z")


def mailbox(address: str) -> str | None:
    """The one mailbox that an address names, as every mail server reads it; None: none, or perhaps another one.

    An account's address may hold what a header of mail takes apart, such as a comma or a bracket.

    >>> mailbox("ada@bücher.example"), mailbox("root,ada@example.org")
    ('ada@xn--bcher-kva.example', None)
    """
    name, _, host = address.rpartition("@")
    try:
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    return f"{name}@{host}" if len(name) <= 64 and _NAME.match(name) and _HOST.match(host) else None
