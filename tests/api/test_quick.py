"""The short way answers as FastAPI answers: every request is sent to a server with it and to one without it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

import pytest
from fastapi import FastAPI

from goodwork.api.app import PREFIX, new_app
from goodwork.api.guard import Guard
from goodwork.api.quick import Quick
from goodwork.api.routers import queue
from tests.api.callers import Caller, House
from tests.api.test_data import bring, send

GOOD = {"mood": {"labels": ["good"]}}
SUBMIT = {"answers": GOOD, "form_version": 1}


@pytest.fixture
async def ordinary(house: House) -> AsyncGenerator[House]:
    """The same server without the short way."""
    app = new_app()
    app.state.goodwork = house.state
    app.add_middleware(Guard)
    made = House(app, house.state)
    yield made
    for browser in made.browsers:
        await browser.aclose()


async def _work(house: House) -> tuple[Caller, int, int]:
    """The owner of a project with items, the project, and their claim on the first."""
    owner = await house.owner()
    project = (await house.project(owner))["id"]
    await bring(house, await send(owner, project, b'{"text": "one"}\n{"text": "two"}\n'), owner)
    claim = (await owner.ok("POST", f"/projects/{project}/claims", json={}))["claim"]["id"]
    return owner, project, claim


def _cases(project: int, claim: int) -> list[tuple[str, str, dict[str, Any]]]:
    claims, draft, annotation = f"/projects/{project}/claims", f"/claims/{claim}/draft", f"/claims/{claim}/annotation"
    text = {"content-type": "text/plain"}
    kind = {"content-type": "application/json"}
    return [
        ("POST", claims, {"json": {}}),
        ("POST", claims, {"json": {"item_id": 2**62}}),
        ("POST", claims, {"json": {"item_id": -1}}),
        ("POST", claims, {"json": {"further": "perhaps"}}),
        ("POST", claims, {"json": {"colour": "red"}}),
        ("POST", claims, {"json": []}),
        ("POST", claims, {}),
        ("POST", claims, {"content": b'{"item_id": ', "headers": kind}),
        ("POST", claims, {"content": b"{}", "headers": text}),
        ("POST", claims, {"content": b'{"item_id": NaN}', "headers": kind}),
        ("POST", claims, {"content": b'{"item_id": 99999999999999999999999}', "headers": kind}),
        ("POST", "/projects/2147483648/claims", {"json": {}}),
        ("POST", "/projects/-1/claims", {"json": {}}),
        ("POST", "/projects/one/claims", {"json": {}}),
        ("POST", "/projects//claims", {"json": {}}),
        ("POST", "/projects/2000000000/claims", {"json": {}}),
        ("POST", f"{claims}/", {"json": {}}),
        ("PATCH", claims, {"json": {}}),
        ("PUT", draft, {"json": {"answers": GOOD, "form_version": 1, "revision": 7}}),
        ("PUT", draft, {"json": {"answers": GOOD, "form_version": 9, "revision": 0}}),
        ("PUT", draft, {"json": {"answers": {"mood": "good"}, "form_version": 1, "revision": 0}}),
        ("PUT", draft, {"json": {"answers": GOOD}}),
        ("POST", annotation, {"json": {"answers": {"mood": {"labels": ["unheard"]}}, "form_version": 1}}),
        ("POST", annotation, {"json": SUBMIT, "headers": {"idempotency-key": "k" * 101}}),
        ("POST", annotation, {"json": {**SUBMIT, "prediction_id": 1}}),
        ("POST", "/claims/2000000000/annotation", {"json": SUBMIT}),
        ("POST", "/claims/1.5/annotation", {"json": SUBMIT}),
    ]


async def test_every_answer_is_the_one_of_fastapi(house: House, ordinary: House) -> None:
    owner, project, claim = await _work(house)
    other = ordinary.browser(cookie=f"goodwork_session={owner.cookies['goodwork_session']}")
    other.headers["x-csrf-token"] = owner.me["csrf"]
    seen: set[int] = set()
    for method, path, rest in _cases(project, claim):
        quick, slow = await owner.request(method, path, **rest), await other.request(method, path, **rest)
        assert (quick.status_code, quick.content, quick.headers) == (slow.status_code, slow.content, slow.headers), path
        seen.add(quick.status_code)
    assert seen == {200, 307, 404, 405, 409, 422}


@pytest.mark.parametrize(
    "headers",
    [{}, {"authorization": "Bearer gw_nobody"}, {"authorization": "Basic abc"}, {"cookie": "goodwork_session=x"}],
)
async def test_who_is_not_signed_in_hears_the_same(house: House, ordinary: House, headers: dict[str, str]) -> None:
    answers = [await place.browser(**headers).post("/projects/1/claims", json={}) for place in (house, ordinary)]
    assert answers[0].status_code == answers[1].status_code == 401
    assert answers[0].json() == answers[1].json()


async def test_a_cookie_without_its_header_is_refused(house: House) -> None:
    owner, project, _ = await _work(house)
    del owner.headers["x-csrf-token"]
    assert (await owner.post(f"/projects/{project}/claims", json={})).status_code == 403


async def test_plain_requests_go_the_short_way(house: House) -> None:
    owner, project, claim = await _work(house)
    # Nothing but the short way: what it passes on is found nowhere.
    app = FastAPI()
    app.state.goodwork = house.state
    app.add_middleware(Quick, router=queue.router, endpoints=queue.QUICK, prefix=PREFIX)
    short = House(app, house.state).browser(cookie=f"goodwork_session={owner.cookies['goodwork_session']}")
    short.headers["x-csrf-token"] = owner.me["csrf"]
    draft = {"answers": GOOD, "form_version": 1, "revision": 0}
    assert (await short.ok("POST", f"/projects/{project}/claims", json={}))["claim"]["id"] == claim
    assert (await short.ok("PUT", f"/claims/{claim}/draft", json=draft))["revision"] == 1
    headers = {"idempotency-key": "one"}
    made = await short.ok("POST", f"/claims/{claim}/annotation", 201, json=SUBMIT, headers=headers)
    assert made["answers"] == GOOD
    assert await short.ok("POST", f"/claims/{claim}/annotation", 201, json=SUBMIT, headers=headers) == made
    assert (await short.post("/projects/one/claims", json={})).status_code == 404
    await short.aclose()
