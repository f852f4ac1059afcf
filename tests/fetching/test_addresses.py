"""What may be asked: laws over all addresses of the network, and what addresses of pictures say."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwork.fetching.addresses import NotFetched, Reach, is_public, read_address, read_hosts
from goodwork.model.data import Missed

PUBLIC = ("1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e")
INSIDE = (
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.9.9.9", "169.254.169.254", "172.16.0.1", "172.31.255.255",
    "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "224.0.1.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:1.1.1.1",
    "::ffff:127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::a00:1", "64:ff9b::101:101", "64:ff9b:1::a00:1", "100::1",
    "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1",
    "ff02::1", "ff0e::1",
)  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_asked(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_inside_may_not(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_is_reached_by_way_of_ipv6(ip: ipaddress.IPv4Address) -> None:
    number = int(ip)
    for prefix in ("::", "::ffff:0:0", "64:ff9b::", "64:ff9b:1::"):
        assert not is_public(ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) | number))
    assert not is_public(ipaddress.IPv6Address(int(ipaddress.IPv6Address("2002::")) | number << 80))


@given(st.ip_addresses())
def test_whatever_is_public_is_global(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if is_public(ip):
        assert ip.is_global and not (ip.is_private or ip.is_multicast or ip.is_loopback or ip.is_link_local)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("http://example.org:80/a?b=c d#e", "http://example.org/a?b=c%20d"),
        ("https://example.org:80/a", "https://example.org:80/a"),
        ("https://[2606:4700::1111]/x", "https://[2606:4700::1111]/x"),
        ("https://bücher.example/ü.png", "https://xn--bcher-kva.example/%C3%BC.png"),
        ("https://example.org/a%2Fb/%20.png", "https://example.org/a%2Fb/%20.png"),
        ("  https://example.org/a.png ", "https://example.org/a.png"),
    ],
)
def test_addresses_are_read(address: str, target: str) -> None:
    assert str(read_address(address)) == target


@pytest.mark.parametrize(
    "address",
    [
        "", "example.org", "//example.org/", "file:///etc/passwd", "gopher://example.org/", "ftp://example.org/a.png",
        "http://", "http:///a", "http://user:secret@example.org/", "http://user@example.org/", "http://@example.org/",
        "http://example.org\\@127.0.0.1/", "http://example.org:0/", "http://example.org:99999/", "http://example.org:x/",
        "http://exa\nmple.org/", "http://exa\tmple.org/", "http://example.org/a\r\nHost: inside", "http://[::1%25eth0]/",
        "http://[fe80::1%eth0]/", "http://[1.2.3.4]/", "http://exa mple.org/", "http://a..b/", "http://-a.org/",
        "http://" + "a" * 300 + ".org/", "https://example.org/" + "a" * 4001, "http://\ud800/",
    ],
)  # fmt: skip
def test_what_is_no_address_is_not_read(address: str) -> None:
    with pytest.raises(NotFetched) as caught:
        read_address(address)
    assert caught.value.why is Missed.MALFORMED


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_none(text: str) -> None:
    try:
        target = read_address(f"https://{text}")
    except NotFetched:
        return
    assert "@" not in target.host and "/" not in target.host and target.path.isascii()
    assert read_address(str(target)) == target


def test_ports_and_hosts_of_an_installation() -> None:
    public, listed = Reach("public", read_hosts("images.lan:9000")), Reach("listed", read_hosts("images.lan"))
    assert public.may_ask("example.org") and public.may_ask("example.org:80") and public.may_ask("images.lan:9000")
    assert not public.may_ask("example.org:8443") and not public.may_ask("example.org:22")
    assert listed.may_ask("images.lan") and not listed.may_ask("example.org") and not listed.may_ask("images.lan:9000")
    assert not Reach().may_ask("example.org")
    # An address of the network says by itself where it leads.
    inside = ("127.0.0.1", "169.254.169.254", "127。0。0。1", "[::ffff:10.0.0.1]")
    assert public.may_ask("1.1.1.1") and not any(map(public.may_ask, inside))
    assert Reach("public", read_hosts("[::1]:80")).may_ask("[::1]:80")


@pytest.mark.parametrize("text", ["http://a", "a/b", "u@a", "a:b", "[::1", "a:70000"])
def test_a_setting_that_names_no_host(text: str) -> None:
    with pytest.raises(ValueError, match="is no host"):
        read_hosts(text)
