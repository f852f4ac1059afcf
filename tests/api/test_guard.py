"""What every request passes first: host, origin, size; and the headers of every answer."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path

import httpx
import pytest

from goodwork.api.state import AppState
from goodwork.blobs import Blobs
from goodwork.bounds import BODY_BYTES
from goodwork.model.people import SignUp
from goodwork.store.database import Database
from tests.api.callers import PASSWORD, House, serving

PAGE = "<!doctype html><title>goodwork</title><div id=root></div>"


@pytest.fixture
async def local(database: Database, tmp_path: Path) -> AsyncGenerator[House]:
    """A server that listens on this machine, with a built web client and a public address."""
    built = tmp_path / "web"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text(PAGE)
    (built / "assets" / "app-1a2b.js").write_text("1")
    (tmp_path / "secret.txt").write_text("not for you")
    state = AppState(
        database,
        Blobs(str(tmp_path / "blobs")),
        b"k" * 32,
        public_url="https://work.example",
        sign_up=SignUp.OPEN,
        web_client=built,
    )
    house = House(serving(state), state)
    yield house
    for browser in house.browsers:
        await browser.aclose()


def _at(house: House, url: str, **headers: str) -> httpx.AsyncClient:
    """A client of a server whose own address is that of the URL, whatever the Host header says."""
    made = httpx.AsyncClient(transport=httpx.ASGITransport(house.app), base_url=url, headers=headers)
    house.browsers.append(made)
    return made


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "work.example"])
async def test_names_of_this_machine_and_the_public_one_are_answered(local: House, host: str) -> None:
    assert (await _at(local, "http://127.0.0.1:8000", host=host).get("/api/v1/setup")).status_code == 200


@pytest.mark.parametrize("host", ["elsewhere.example", "localhost.elsewhere.example:8000", "", "127.0.0.1.nip.example"])
async def test_a_name_that_was_led_here_is_not(local: House, host: str) -> None:
    for path in ("/api/v1/setup", "/", "/healthz"):
        answer = await _at(local, "http://127.0.0.1:8000", host=host).get(path)
        assert answer.status_code == 403
        assert "GOODWORK_PUBLIC_URL" in answer.json()["next_step"]


async def test_a_server_on_a_network_answers_to_its_names(local: House) -> None:
    assert (await _at(local, "http://10.0.0.5", host="anything.example").get("/api/v1/setup")).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"origin": "http://test"}, 401),
        ({"origin": "https://work.example"}, 401),
        ({"sec-fetch-site": "same-origin"}, 401),
        ({"origin": "http://work.example"}, 403),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
async def test_signing_in_from_another_origins_page(local: House, headers: dict[str, str], status: int) -> None:
    body = {"email": "nobody@example.org", "password": PASSWORD}
    answer = await local.browser(**headers).post("/session", json=body)
    assert answer.status_code == status, answer.text


async def test_a_form_of_another_page_is_no_json(local: House) -> None:
    body = '{"email": "nobody@example.org", "password": "' + PASSWORD + '"}'
    answer = await local.browser().post("/session", content=body, headers={"content-type": "text/plain"})
    assert answer.status_code == 422


async def test_programs_with_a_token_have_no_origin_to_show(house: House) -> None:
    owner = await house.owner()
    program = await house.token(owner, "manage")
    program.headers["origin"] = "https://elsewhere.example"
    assert (await program.post("/projects", json={})).status_code == 422


async def test_a_body_that_is_too_large_is_refused_before_it_is_read(local: House) -> None:
    browser = local.browser()
    answer = await browser.post("/session", content=b" " * (BODY_BYTES + 1))
    assert (answer.status_code, answer.json()["type"]) == (413, "about:goodwork:too-large")

    async def endless():
        for _ in range((BODY_BYTES >> 20) + 1):
            yield b" " * (1 << 20)

    answer = await browser.post("/session", content=endless(), headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (413, "about:goodwork:too-large")


async def test_answers_of_the_api_are_data(local: House) -> None:
    for path in ("/setup", "/session", "/no-such-thing"):
        headers = (await local.browser().get(path)).headers
        assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "same-origin"


async def test_nobody_is_told_what_does_not_exist(house: House) -> None:
    owner = await house.owner()
    answers = [await owner.get(path) for path in ("/no-such-thing", "/projects/999999", "/projects/" + "9" * 40)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert (await house.browser().get("/session")).headers["www-authenticate"] == "Bearer"


async def test_characters_that_cannot_be_kept_are_refused(house: House) -> None:
    owner = await house.owner()
    for body in (b'{"name": "a\\u0000b"}', b'{"name": "a\\ud800b"}', b'{"name": "a\xff"}', b'{"name": ', b"[]", b"1"):
        answer = await owner.post("/teams", content=body, headers={"content-type": "application/json"})
        assert answer.status_code in (400, 422), (body, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
    assert (await owner.ok("GET", "/teams"))["rows"] == []


async def test_a_defect_ends_as_a_problem_without_details(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from goodwork.actions.people import sessions

    async def broken(*_: object) -> None:
        raise RuntimeError("the password is swordfish")

    owner = await house.owner()
    monkeypatch.setattr(sessions, "see_me", broken)
    answer = await owner.get("/session")
    assert answer.status_code == 500
    assert "swordfish" not in answer.text and answer.json()["type"] == "about:goodwork:error"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_the_web_client_is_served_at_every_address_of_its_own(local: House) -> None:
    browser = _at(local, "http://localhost:8000")
    for path in ("/", "/projects/7", "/join/abc", "/people"):
        page = await browser.get(path)
        assert (page.status_code, page.text) == (200, PAGE), path
        assert page.headers["cache-control"] == "no-cache"
        assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
        assert "script-src" not in page.headers["content-security-policy"].replace("script-src 'self'", "")
    asset = await browser.get("/assets/app-1a2b.js")
    assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
    known = await browser.get("/", headers={"if-none-match": (await browser.get("/")).headers["etag"]})
    assert known.status_code == 304


@pytest.mark.parametrize(
    "path", ["/assets/gone-9f.js", "/assets/..%2f..%2fsecret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/api/x"]
)
async def test_what_is_no_file_of_the_client_is_not_served(local: House, path: str) -> None:
    answer = await _at(local, "http://localhost:8000").get(path)
    assert "not for you" not in answer.text
    assert answer.status_code == 404 or answer.text == PAGE


async def test_assets_that_are_gone_are_no_pages(local: House) -> None:
    browser = _at(local, "http://localhost:8000")
    assert (await browser.get("/assets/gone-9f.js")).status_code == 404
    assert (await browser.get("/api/v1/nothing")).json()["type"] == "about:goodwork:not-found"
