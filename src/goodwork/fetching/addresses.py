"""What an address says, and which servers may be asked: one parser, and what it says is what is connected to."""

from __future__ import annotations

import ipaddress
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlsplit

from goodwork.model.data import Missed

MOST_ADDRESS = 4000
"""Characters of an address: signed ones have about 1,500."""
PORTS = (80, 443)
"""Where servers of the web listen."""

_UNFIT = re.compile(r"[\x00-\x1f\x7f\\]")
_NAME = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?\Z")
_PATH = "/%:@!$&'()*+,;=~-._"

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_INSIDE = tuple(
    ipaddress.ip_network(network)
    for network in (
        # Beside what ``ipaddress`` calls private, reserved or its own link: ways to reach IPv4 by IPv6, whatever the
        # IPv4 address in it is; relays; addresses of carriers, of tests, of documentation.
        "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15",
        "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23",
        "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10",
    )
)  # fmt: skip


class NotFetched(Exception):
    """A picture that did not come, and why."""

    def __init__(self, why: Missed) -> None:
        self.why = why
        super().__init__(why.value)


@dataclass(frozen=True, slots=True)
class Target:
    """An address in its parts."""

    scheme: Literal["http", "https"]
    host: str
    """A name in ASCII, or an address without brackets."""
    port: int
    path: str
    """With the query; encoded."""

    @property
    def name(self) -> str:
        """The host as people and its server know it: with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.scheme == "https" else 80) else f"{host}:{self.port}"

    def at(self, ip: str) -> str:
        """The same with the name made an address of the network."""
        return f"{self.scheme}://{f'[{ip}]' if ':' in ip else ip}:{self.port}{self.path}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.name}{self.path}"


def read_address(address: str) -> Target:
    """The parts of an address; ``NotFetched`` when nothing may be asked for by it.

    >>> str(read_address("https://Example.org:443/a b.png#top"))
    'https://example.org/a%20b.png'
    """
    address = address.strip()
    if len(address) > MOST_ADDRESS or _UNFIT.search(address):
        raise NotFetched(Missed.MALFORMED)
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise NotFetched(Missed.MALFORMED) from None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc or port == 0:
        raise NotFetched(Missed.MALFORMED)
    path = quote(parts.path or "/", safe=_PATH) + (f"?{quote(parts.query, safe=_PATH + '?')}" if parts.query else "")
    scheme: Literal["http", "https"] = "https" if parts.scheme == "https" else "http"
    return Target(scheme, _host(host), port or (443 if scheme == "https" else 80), path)


def _host(host: str) -> str:
    try:
        # An address with a zone would name an interface of this machine.
        if ":" in host and "%" not in host:
            return str(ipaddress.IPv6Address(host))
        name = host.encode("idna").decode("ascii").lower()
    except ValueError:
        raise NotFetched(Missed.MALFORMED) from None
    if len(name) > 253 or not _NAME.match(name):
        raise NotFetched(Missed.MALFORMED)
    return name


def is_public(ip: IpAddress) -> bool:
    """Whether an address of the network is anybody's to ask: not of this machine, its network, or a way into either.

    >>> is_public(ipaddress.ip_address("169.254.169.254")), is_public(ipaddress.ip_address("::ffff:1.1.1.1"))
    (False, False)
    """
    inside = (
        ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_reserved or ip.is_unspecified
    )  # fmt: skip
    return ip.is_global and not inside and not any(ip.version == n.version and ip in n for n in _INSIDE)


def _is_inside(host: str) -> bool:
    """Whether a host is written as an address of the network that is not anybody's to ask."""
    try:
        return not is_public(ipaddress.ip_address(host))
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Reach:
    """Which servers an installation lets its worker ask."""

    mode: Literal["public", "listed", "off"] = "off"
    listed: frozenset[tuple[str, int]] = frozenset()
    """Hosts and ports that may be asked wherever they are."""

    def check(self, target: Target) -> None:
        """``NotFetched`` when this server may not be asked, whatever its name leads to."""
        if self.mode == "off":
            raise NotFetched(Missed.OFF)
        inside = self.mode == "listed" or target.port not in PORTS or _is_inside(target.host)
        if inside and not self.lists(target):
            raise NotFetched(Missed.REFUSED)

    def may_ask(self, host: str) -> bool:
        """Whether a server may be asked as far as its name says; it may lead where nobody may."""
        try:
            self.check(read_address(f"https://{host}"))
        except NotFetched:
            with suppress(NotFetched):
                self.check(read_address(f"http://{host}"))
                return True
            return False
        return True

    def lists(self, target: Target) -> bool:
        """Whether the installation names this server itself."""
        return (target.host, target.port) in self.listed


def read_hosts(text: str) -> frozenset[tuple[str, int]]:
    """The hosts of a setting, separated by commas; without a port they count on both ports of the web. ValueError.

    >>> sorted(read_hosts("images.lan:9000, [::1]:80"))
    [('::1', 80), ('images.lan', 9000)]
    """
    found: set[tuple[str, int]] = set()
    for one in filter(None, (part.strip() for part in text.split(","))):
        try:
            parts = urlsplit(f"//{one}")
            if parts.hostname is None or parts.path or "@" in one:
                raise ValueError
            found |= {(_host(parts.hostname), port) for port in ((parts.port,) if parts.port else PORTS)}
        except (ValueError, NotFetched):
            raise ValueError(f"{one!r} is no host: write name, name:port or [address]:port") from None
    return frozenset(found)


def read_hook(address: str, reach: Reach) -> Target:
    """The parts of an address that messages may be posted to; ``NotFetched`` otherwise."""
    target = read_address(address)
    if target.scheme != "https" or "#" in address:
        raise NotFetched(Missed.MALFORMED)
    reach.check(target)
    return target
