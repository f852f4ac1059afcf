"""Requests of odd shapes and through odd doors: each is answered, none with 5xx, and others are served."""

from __future__ import annotations

import concurrent.futures
import json
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from tests.attacks.installation import Installation, Person

ANSWER = {"answers": {"mood": {"labels": ["good"]}}, "form_version": 1}


@pytest.fixture(scope="module")
def project(place: Installation) -> int:
    """A project with texts."""
    made = place.project()
    place.bring(made, [{"id": f"t{n}", "text": f"Text {n}."} for n in range(30)])
    return made


@pytest.fixture(autouse=True)
def served_meanwhile(place: Installation) -> Iterator[None]:
    """Whatever was sent: the same web process lives on and wrote of no defect."""
    before = place.pids("web"), place.log.read_text()
    yield
    assert (place.pids("web"), place.log.read_text()) == before
    assert place.answers()


def raw(place: Installation, *pieces: bytes, seconds: float = 5) -> bytes:
    """What the server says to these bytes until it closes, or says nothing more for a while."""
    said = b""
    with socket.create_connection(place.address, timeout=seconds) as wire:
        with suppress(BrokenPipeError, ConnectionResetError):
            for piece in pieces:
                wire.sendall(piece)
        with suppress(TimeoutError, ConnectionResetError):
            while piece := wire.recv(65536):
                said += piece
                wire.settimeout(0.3)
    return said


def head(place: Installation, person: Person, method: str, path: str, *lines: str) -> bytes:
    """The head of a request of a signed-in person."""
    cookies = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    return "\r\n".join(
        [f"{method} /api/v1{path} HTTP/1.1", f"Host: localhost:{place.address[1]}", f"Cookie: {cookies}",
         f"X-CSRF-Token: {person.me['csrf']}", *lines, "", ""]
    ).encode()  # fmt: skip


def statuses(said: bytes) -> list[int]:
    """Of every answer in what was said."""
    return [int(part[:3]) for part in said.split(b"HTTP/1.1 ")[1:]]


def test_a_body_in_chunks_of_one_byte(place: Installation, project: int) -> None:
    body = json.dumps({"name": "Drop by drop"}).encode()
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in body) + b"0\r\n\r\n"
    said = raw(place, head(place, place.people["owner"], "POST", "/teams", "Content-Type: application/json",
                           "Transfer-Encoding: chunked"), chunks)  # fmt: skip
    assert statuses(said) == [201]


@pytest.mark.parametrize(
    "lines",
    [
        ("Content-Length: 4", "Transfer-Encoding: chunked"),
        ("Content-Length: 4", "Content-Length: 60"),
        ("Transfer-Encoding: xchunked",),
        ("Transfer-Encoding: chunked", "Transfer-Encoding: identity"),
        ("Content-Length: +4",),
        ("Content-Length: 4 4",),
        ("Content-Length: -1",),
        ("Transfer-Encoding : chunked",),
    ],
)
def test_a_request_that_two_readers_would_cut_differently_does_not_smuggle(
    place: Installation, lines: tuple[str, ...]
) -> None:
    hidden = f"GET /api/v1/session HTTP/1.1\r\nHost: localhost:{place.address[1]}\r\nX-Hidden: 1\r\n\r\n".encode()
    said = raw(place, head(place, place.people["owner"], "POST", "/teams", *lines), b"0\r\n\r\n" + hidden)
    answered = statuses(said)
    assert all(status < 500 for status in answered)
    # The hidden request asked for nobody's session: 200 would be somebody else's.
    assert 200 not in answered


def test_requests_in_one_packet_are_answered_in_their_order(place: Installation) -> None:
    one = head(place, place.people["owner"], "GET", "/session")
    other = head(place, place.people["annotator"], "GET", "/session")
    said = raw(place, (one + other) * 10)
    assert statuses(said) == [200] * 20
    assert said.index(b'"owner"') < said.index(b'"annotator"')


@pytest.mark.parametrize(
    "lines",
    [
        tuple(f"X-Flood-{n}: {n}" for n in range(5_000)),
        tuple(f"Cookie: c{n}={'x' * 8000}" for n in range(50)),
        ("If-None-Match: " + ", ".join(f'"{n}"' for n in range(5_000)),),
        ("Accept-Language: " + "de," * 20_000,),
        ("Range: bytes=" + ",".join(f"{n}-" for n in range(10_000)),),
        ("Idempotency-Key: " + "k" * 60_000,),
        ("X-Forwarded-For: " + ",".join(["192.0.2.1"] * 5_000), "X-Forwarded-Proto: gopher"),
        ("Authorization: Bearer " + "g" * 60_000,),
        ("Authorization: Bearer \x00\x01",),
        ("Authorization: Basic " + "=" * 100,),
        ("X-CSRF-Token: \xff\xfe",),
    ],
    ids=lambda lines: lines[0][:20],
)
def test_floods_of_headers(place: Installation, lines: tuple[str, ...]) -> None:
    said = raw(place, head(place, place.people["owner"], "POST", "/teams", *lines, "Content-Length: 0"))
    assert all(status < 500 for status in statuses(said))


@pytest.mark.parametrize(
    "name", ["evil.example.org", "localhost.evil.example.org", "[::1", "a" * 5000, "", "127.0.0.1@x"]
)
def test_another_host_is_not_answered(place: Installation, name: str) -> None:
    said = raw(place, f"GET /api/v1/setup HTTP/1.1\r\nHost: {name}\r\n\r\n".encode())
    assert statuses(said) and all(400 <= status < 500 for status in statuses(said))


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example.org"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"x-csrf-token": ""},
        {"origin": "http://[", "x-csrf-token": "x"},
        {"origin": "https://evil.example.org", "authorization": "Basic Z286aW4="},
    ],
)
def test_a_write_from_another_page_changes_nothing(place: Installation, headers: dict[str, str]) -> None:
    owner = place.people["owner"]
    before = owner.ok("GET", "/teams")
    assert owner.post("/teams", json={"name": "Forged"}, headers=headers).status_code == 403
    assert owner.ok("GET", "/teams") == before


def test_a_write_with_the_proof_of_another_session_changes_nothing(place: Installation) -> None:
    """It is told from another page's: a tab that is behind its session looks again and goes on."""
    owner = place.people["owner"]
    before = owner.ok("GET", "/teams")
    assert owner.post("/teams", json={"name": "Forged"}, headers={"x-csrf-token": "0" * 64}).status_code == 401
    assert owner.ok("GET", "/teams") == before


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b"\x1f\x8b\x08\x00" + b"\0" * 20, {"content-encoding": "gzip"}),
        (b'{"name": "x"}', {"content-type": "text/plain"}),
        (b'{"name": "x"}', {"content-type": "application/x-www-form-urlencoded"}),
        (b'{"name": "x"}', {"content-type": "application/json; charset=utf-7"}),
        (
            b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nx\r\n--b--',
            {"content-type": "multipart/form-data; boundary=b"},
        ),
        (b"--b\r\n" * 10_000, {"content-type": "multipart/form-data; boundary=b"}),
        (b'\xef\xbb\xbf{"name": "x"}', {}),
        ('{"name": "x"}'.encode("utf-16"), {}),
        (b'{"name": "\xff"}', {}),
        (b'{"name": "\\ud800"}', {}),
        (b'{"name": NaN}', {}),
        (b'{"name": "x", "name": ["y"]}', {}),
        (b'{"name": "a\\u0000b"}', {}),
        (b"[" * 200_000, {}),
        (b'{"a":' * 100_000, {}),
        (b'{"name": ' + b"9" * 100_000 + b"}", {}),
        (b'{"name": 1e999999}', {}),
        (b"", {}),
        (b"null", {}),
    ],
)
@pytest.mark.parametrize("path", ["/teams", "/claims/{claim}/annotation"])
def test_bodies_that_are_not_what_they_say(
    place: Installation, project: int, path: str, content: bytes, headers: dict[str, str]
) -> None:
    owner = place.people["owner"]
    claim = owner.ok("POST", f"/projects/{project}/claims", json={})["claim"]["id"]
    headers = {"content-type": "application/json", **headers}
    answer = owner.post(path.format(claim=claim), content=content, headers=headers)
    # A team may be made of what is JSON in any encoding; nothing else is more than refused.
    assert answer.status_code < 500, answer.text
    assert answer.status_code in ((201, 400, 409, 413, 415, 422) if path == "/teams" else (400, 413, 415, 422))


@pytest.mark.parametrize(
    "number",
    ["1e3", "0x10", "١", "²", "9223372036854775808", "-1", "1.0", "+1", " 1", "1_0", "%00", "..", "%2e%2e%2f", "NaN",
     "9" * 5000, "1;drop", "1'--", "%F0%9F%98%80", "true", "2147483648"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/projects/{}", "/items/{}", "/claims/{}", "/imports/{}", "/versions/{}/export"])
def test_ids_that_are_none(place: Installation, path: str, number: str) -> None:
    status = place.people["owner"].get(path.format(number)).status_code
    assert 300 < status < 500 or number in ("+1", " 1", "1_0", "1.0", "..", "١")


LOOK_ALIKES = ["mооd", "mood\u200b", "ｍood", "MOOD", "mood ", "mo\u00adod", "", "__proto__", "constructor"]


@pytest.mark.parametrize("key", LOOK_ALIKES)
def test_a_question_that_only_looks_like_one(place: Installation, project: int, key: str) -> None:
    owner = place.people["owner"]
    claim = owner.ok("POST", f"/projects/{project}/claims", json={})["claim"]["id"]
    body = {"answers": {key: {"labels": ["good"]}}, "form_version": 1}
    assert owner.post(f"/claims/{claim}/annotation", json=body).status_code == 422


def at_once(n: int, send: Any) -> list[int]:
    """The statuses of so many requests at the same time."""
    with concurrent.futures.ThreadPoolExecutor(n) as pool:
        return sorted(pool.map(send, range(n)))


def test_fifty_submits_of_one_claim_are_one_answer(place: Installation, project: int) -> None:
    person = place.person()
    claim = person.ok("POST", f"/projects/{project}/claims", json={})["claim"]
    path = f"/claims/{claim['id']}/annotation"
    found = at_once(50, lambda n: person.post(path, json=ANSWER, headers={"idempotency-key": f"k{n}"}).status_code)
    assert set(found) <= {200, 201, 409} and 201 in found
    with place.connect() as c:
        row = c.execute("SELECT count(*) FROM annotation WHERE claim_id = %s", (claim["id"],)).fetchone()
        item = c.execute("SELECT completed FROM item WHERE id = %s", (claim["item"]["id"],)).fetchone()
    assert row == item == (1,)


def test_an_invitation_is_accepted_once(place: Installation) -> None:
    link = place.people["owner"].ok("POST", "/invitations", json={"role": "annotator"})["link"]
    browsers = [place.browser() for _ in range(10)]
    twin = {"token": link.split("#")[1], "name": "Twin", "password": "correct horse battery"}
    bodies = [{**twin, "email": f"twin{n}@example.org"} for n in range(10)]
    found = at_once(10, lambda n: browsers[n].post("/join", json=bodies[n]).status_code)
    assert found.count(201) == 1
    assert all(status in (201, 404, 409, 410, 429) for status in found)


def test_versions_asked_for_at_once_have_numbers_of_their_own(place: Installation, project: int) -> None:
    owner = place.people["owner"]
    body = {"known_limits": "Made in haste."}
    found = at_once(8, lambda _: owner.post(f"/projects/{project}/versions", json=body).status_code)
    assert all(status in (202, 409) for status in found)
    numbers = [row["number"] for row in owner.ok("GET", f"/projects/{project}/versions")["rows"]]
    assert len(numbers) == len(set(numbers)) == found.count(202)


def test_half_a_request_from_many_keeps_nobody_waiting(place: Installation) -> None:
    wires = [socket.create_connection(place.address, timeout=5) for _ in range(200)]
    try:
        for wire in wires:
            wire.sendall(b"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
        begun = time.perf_counter()
        assert place.answers()
        assert time.perf_counter() - begun < 2
    finally:
        for wire in wires:
            wire.close()
