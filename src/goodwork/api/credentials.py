"""What a request shows of who sends it: read here alone, so that who counts requests and who answers them agree."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

COOKIE = "goodwork_session"
SECURE_COOKIE = f"__Host-{COOKIE}"
"""Where people come by https: browsers take this name from this very host only, so no neighbour can plant one."""


def bearer_token(headers: Headers) -> str | None:
    """The API token of a request. Another way of signing in than ``Bearer`` counts for nothing."""
    header = headers.get("authorization", "")
    return header[7:] if header[:7].lower() == "bearer " else None


def session_token(request: HTTPConnection, *, secure: bool) -> str | None:
    """The token of the session cookie. The plain name counts for nothing where people come by https (``secure``)."""
    return request.cookies.get(SECURE_COOKIE if secure else COOKIE)


@lru_cache(4096)
def place_of(address: str) -> str:
    """The network of one household or office: of IPv6 its 64 bits, since whoever has one address there has all of them.

    >>> place_of("192.0.2.7"), place_of("2001:db8::7:8:9"), place_of("::ffff:192.0.2.7"), place_of("")
    ('192.0.2.7', '2001:db8::/64', '192.0.2.7', '')
    """
    try:
        read = ip_address(address)
    except ValueError:  # what a proxy said may be anything
        return address
    if not isinstance(read, IPv6Address):
        return address
    if read.ipv4_mapped is not None:
        return str(read.ipv4_mapped)
    return f"{IPv6Address(int(read) >> 64 << 64)}/64"
