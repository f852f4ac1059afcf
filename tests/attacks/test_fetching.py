"""Addresses of pictures that lead where nobody may go, and servers that answer to do harm."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Sequence

import pytest

from goodwork.fetching.addresses import NotFetched, Reach, read_hosts
from goodwork.fetching.fetcher import Bounds, Fetcher
from goodwork.model.data import Missed
from tests.fetching.servers import drawing, response, serving


async def why(fetcher: Fetcher, address: str) -> Missed | None:
    """Why a picture does not come; None: it comes."""
    try:
        await fetcher.fetch(address)
    except NotFetched as missed:
        return missed.why
    return None


async def plain(path: str, writer: asyncio.StreamWriter) -> None:
    writer.write(response(drawing()))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "017700000001", "127.1", "0", "[::1]", "[::ffff:7f00:1]",
     "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "127.0.0.1."],
)  # fmt: skip
async def test_this_machine_is_asked_for_nothing_however_it_is_written(host: str) -> None:
    async with serving(plain) as served:
        # It listens where servers of the web do not, so the port is let through to see that the address is not.
        fetcher = Fetcher(Reach("public", read_hosts(f"other.example:{served.port}")))
        assert await why(fetcher, f"http://{host}:{served.port}/") is Missed.REFUSED
        assert await why(fetcher, f"http://{host}/") is Missed.REFUSED
        assert served.asked == []
        await fetcher.close()


@pytest.mark.parametrize(
    "found",
    [["10.0.0.5"], ["93.184.216.34", "10.0.0.5"], ["2606:4700::1111", "::ffff:10.0.0.5"], ["64:ff9b::a00:5"], [],
     ["169.254.169.254"], ["fe80::1%eth0"]],
)  # fmt: skip
async def test_a_name_of_which_any_address_is_inside_is_refused(found: Sequence[str]) -> None:
    fetcher = Fetcher(Reach("public"), look_up=lambda host, port: found)
    assert await why(fetcher, "http://pictures.example/a.png") is Missed.REFUSED
    await fetcher.close()


async def test_a_name_inside_says_the_same_as_one_that_nothing_has() -> None:
    def look_up(host: str, port: int) -> list[str]:
        if host == "nothing.internal":
            raise OSError("no such name")
        return ["10.0.0.5"]

    fetcher = Fetcher(Reach("public"), look_up=look_up)
    answers = {str(await why(fetcher, f"http://{host}.internal/")) for host in ("nothing", "database")}
    assert answers == {"refused"}
    await fetcher.close()


async def test_a_name_is_looked_up_once_and_the_connection_goes_where_it_was_looked_at() -> None:
    """A name that leads elsewhere a moment later (rebinding) leads nowhere."""
    looked: list[str] = []

    def look_up(host: str, port: int) -> list[str]:
        looked.append(host)
        return ["127.0.0.1"] if len(looked) == 1 else ["127.0.0.9"]

    async with serving(plain) as served:
        fetcher = Fetcher(Reach("public", read_hosts(f"turning.example:{served.port}")), look_up=look_up)
        assert await fetcher.fetch(f"http://turning.example:{served.port}/a.png") == drawing()
        assert looked == ["turning.example"]
        assert f"\r\nHost: turning.example:{served.port}\r\n" in served.asked[0]
        await fetcher.close()


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1:{other}/", "//127.0.0.1:{other}/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/",
     "http://localhost:{other}/"],
)  # fmt: skip
async def test_every_redirect_is_held_to_the_same(location: str) -> None:
    async with serving(plain) as inner:

        async def redirect(path: str, writer: asyncio.StreamWriter) -> None:
            writer.write(response(status="302 Found", Location=location.format(other=inner.port)))

        async with serving(redirect) as served:
            fetcher = served.fetcher()
            assert await why(fetcher, served.url()) is Missed.REFUSED
            assert len(served.asked) == 1 and inner.asked == []


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://example.org/", "http://u:p@example.org/", "gopher:x"]
)
async def test_a_redirect_to_what_is_no_address_of_the_web(location: str) -> None:
    async def redirect(path: str, writer: asyncio.StreamWriter) -> None:
        writer.write(response(status="301 Moved", Location=location))

    async with serving(redirect) as served:
        fetcher = served.fetcher()
        assert await why(fetcher, served.url()) is Missed.MALFORMED


async def test_redirects_end() -> None:
    async def on(path: str, writer: asyncio.StreamWriter) -> None:
        left = int(path[1:])
        writer.write(response(drawing()) if left == 0 else response(status="307 On", Location=f"/{left - 1}"))

    async with serving(on) as served:
        fetcher = served.fetcher()
        assert await fetcher.fetch(served.url("/3")) == drawing()
        assert await why(fetcher, served.url("/4")) is Missed.REDIRECTS
        assert len(served.asked) == 8


async def test_endless_and_enormous_bytes_are_cut_off() -> None:
    sent = 0

    async def endless(path: str, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        if path == "/stated":
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n")
            return
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n" + drawing())
        while True:
            writer.write(b"\0" * (1 << 16))
            await writer.drain()
            sent += 1 << 16

    async with serving(endless) as served:
        fetcher = served.fetcher(Bounds(seconds=5.0, size=1 << 20))
        assert await why(fetcher, served.url()) is Missed.TOO_LARGE
        assert await why(fetcher, served.url("/stated")) is Missed.TOO_LARGE
        assert sent < 20 << 20


async def test_slow_bytes_slow_heads_and_silence_end() -> None:
    async def slow(path: str, writer: asyncio.StreamWriter) -> None:
        whole = response(drawing())
        for n in range(len(whole)) if path != "/silence" else ():
            writer.write(whole[n : n + 1])
            await writer.drain()
            await asyncio.sleep(0.1)
        await asyncio.sleep(10)

    async with serving(slow) as served:
        fetcher = served.fetcher(Bounds(seconds=0.4))
        for path in ("/trickle", "/silence"):
            assert await why(fetcher, served.url(path)) is Missed.SLOW


async def test_floods_of_headers_and_what_is_no_http() -> None:
    async def odd(path: str, writer: asyncio.StreamWriter) -> None:
        if path == "/flood":
            writer.write(b"HTTP/1.1 200 OK\r\n")
            while True:
                writer.write(b"X-More: " + b"a" * 8000 + b"\r\n")
                await writer.drain()
        writer.write(b"\x16\x03\x01 SSH-2.0 nothing of the web\r\n\r\n" if path == "/odd" else b"")

    async with serving(odd) as served:
        fetcher = served.fetcher()
        for path in ("/flood", "/odd", "/closed"):
            assert await why(fetcher, served.url(path)) is Missed.UNREACHABLE


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (response(b"<html>Please sign in</html>", Content_Type="image/png"), Missed.NO_PICTURE),
        (response(b"<svg xmlns='http://www.w3.org/2000/svg'/>", Content_Type="image/svg+xml"), Missed.NO_PICTURE),
        (response(b""), Missed.NO_PICTURE),
        (response(gzip.compress(drawing()), Content_Encoding="gzip"), Missed.NO_PICTURE),
        (response(status="401 No"), Missed.FORBIDDEN),
        (response(status="403 No"), Missed.FORBIDDEN),
        (response(status="404 No"), Missed.GONE),
        (response(status="500 No"), Missed.FAILED),
        (response(status="302 Found"), Missed.FAILED),
        (response(drawing(), status="206 Partial"), Missed.FAILED),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + drawing(), Missed.UNREACHABLE),
    ],
)
async def test_what_is_no_picture_is_not_taken(answer: bytes, expected: Missed) -> None:
    async def answers(path: str, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)

    async with serving(answers) as served:
        fetcher = served.fetcher()
        assert await why(fetcher, served.url()) is expected


async def test_nothing_says_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy out of the environment, no netrc, no cookie that was set before, no credentials."""

    async def cookies(path: str, writer: asyncio.StreamWriter) -> None:
        writer.write(response(drawing(), Set_Cookie="a=b; Path=/"))

    async with serving(cookies) as served, serving(plain) as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        fetcher = served.fetcher()
        for _ in range(2):
            await fetcher.fetch(served.url())
        assert proxy.asked == [] and len(served.asked) == 2
        for head in served.asked:
            names = {line.split(":")[0].lower() for line in head.splitlines()[1:] if line}
            assert names == {"host", "user-agent", "accept", "accept-encoding", "connection"}


async def test_one_server_is_asked_for_few_at_a_time() -> None:
    async def slow(path: str, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.05)
        writer.write(response(drawing()))

    async with serving(slow) as served:
        fetcher = served.fetcher(Bounds(per_host=3))
        await asyncio.gather(*(fetcher.fetch(served.url(f"/{n}")) for n in range(12)))
        assert served.most_at_once == 3


async def test_an_installation_that_fetches_nothing_or_only_what_it_lists() -> None:
    async with serving(plain) as served:
        off = Fetcher(Reach("off", read_hosts(f"127.0.0.1:{served.port}")))
        assert await why(off, served.url()) is Missed.OFF
        listed = Fetcher(Reach("listed", read_hosts(f"127.0.0.1:{served.port}")))
        assert await why(listed, "https://example.org/a.png") is Missed.REFUSED
        assert await why(listed, served.url()) is None
        assert len(served.asked) == 1
        await off.close()
        await listed.close()
