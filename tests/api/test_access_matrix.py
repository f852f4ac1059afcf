"""Every route with every role, a stranger, a token, and another organization's ids."""

from __future__ import annotations

import itertools
import re
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi.routing import iter_route_contexts

from goodwork.api.app import new_app
from goodwork.api.applicants import OPEN
from goodwork.api.state import AppState
from goodwork.blobs import Blobs
from goodwork.model.people import Scope, SignUp
from goodwork.store.database import Database
from tests.api.access_rules import ANY, EVERYBODY, PUBLIC, RULES, Rule
from tests.api.callers import Caller, House, serving
from tests.api.world import MARK, NOWHERE, World, make_world
from tests.house.moments import LISTED, told

pytestmark = pytest.mark.asyncio(loop_scope="module")

_numbers = itertools.count(1)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(application_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[World]:
    """Made once: these tests only look, or change things that were made for them."""
    database = Database(application_url)
    folder: Path = tmp_path_factory.mktemp("blobs")
    state = AppState(database, Blobs(str(folder)), secret=b"k" * 32, sign_up=SignUp.OPEN)
    house = House(serving(state), state)
    yield await make_world(house)
    for browser in house.browsers:
        await browser.aclose()
    await database.close()


def routes() -> Iterator[str]:
    """Every route of the app as ``METHOD /path``, its parameters by the word that they are ids of."""
    for route in iter_route_contexts(new_app().routes):
        path = route.path or ""
        if path in ("/healthz", "/readyz"):
            continue
        assert path.startswith("/api/v1/"), f"{path} is no route of the API"
        named = re.sub(r"\{(\w+?)(_id)?(:\w+)?\}", r"{\1}", path.removeprefix("/api/v1"))
        for method in sorted((route.methods or set()) - {"HEAD"}):
            yield f"{method} {named}"


async def test_every_route_has_a_rule_and_every_rule_a_route() -> None:
    assert sorted(routes()) == sorted([*RULES, *PUBLIC])


class Call:
    """One call of a route, ready to be sent by anybody."""

    def __init__(self, route: str, rule: Rule, ids: dict[str, Any]) -> None:
        self.method, self.path = route.split(" ", 1)
        for name, value in ids.items():
            self.path = self.path.replace("{" + name + "}", str(value))
        self.rule = rule

    async def by(self, caller: httpx.AsyncClient) -> httpx.Response:
        """Send it."""
        body = self.rule.body
        rest: dict[str, Any] = {"params": dict(self.rule.query)} if self.rule.query else {}
        if isinstance(body, bytes):
            rest["content"] = body
        elif body is not None:
            # What is anew with every call: a name, or a number.
            anew = {"*": lambda: f"{MARK} {next(_numbers)}", "#": lambda: next(_numbers)}
            rest["json"] = {k: anew[v]() if v in ("*", "#") else v for k, v in body.items()}
        return await caller.request(self.method, self.path, **rest)


async def ready(world: World, route: str, caller: str) -> Call:
    """A call with fresh ids of the first organization; what belongs to somebody is the caller's."""
    words = re.findall(r"\{(\w+)\}", route)
    return Call(route, RULES[route], {word: await world.fresh(word, caller) for word in words})


async def untouched(world: World, route: str) -> Call:
    """A call whose things are the owner's and stay as they are, for everybody who is refused: made once for a route."""
    if route not in world.untouched:
        words = re.findall(r"\{(\w+)\}", route)
        world.untouched[route] = {word: await world.fresh(word, "owner") for word in words}
    return Call(route, RULES[route], world.untouched[route])


def nowhere(route: str) -> Call:
    """The same call with ids that nothing has."""
    return Call(route, RULES[route], dict.fromkeys(re.findall(r"\{(\w+)\}", route), NOWHERE))


def seen(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.text


ENDS = {"DELETE /session", "POST /me/leave"}
"""Calls after which their caller is in no more."""


async def signed_in_again(world: World, route: str, name: str) -> Caller:
    """A second session of somebody, or somebody like them, for calls that end the session or the access."""
    if route == "POST /me/leave":
        return await world.house.person(world.people["owner"], name.removeprefix("granted "))
    return await world.house.sign_in(world.people[name].me["email"])


ACROSS = {"GET /session"} | {route for route in RULES if " /me/elsewhere" in route}
"""Where somebody in two organizations reads of the other one: nobody else does, and no token."""


MOMENTS = {listed.partition(".")[2] for listed in LISTED}
"""Names of fields that hold moments."""


@pytest.mark.parametrize("name", sorted(EVERYBODY))
@pytest.mark.parametrize("route", sorted(RULES))
async def test_role(world: World, route: str, name: str) -> None:
    rule = RULES[route]
    caller = await signed_in_again(world, route, name) if route in ENDS else world.people[name]
    refused = name not in rule.who and not rule.own
    call = await (untouched(world, route) if refused else ready(world, route, name))
    response = await call.by(caller)
    if name in rule.who:
        assert response.status_code in rule.outcomes, response.text
        if response.content and response.headers["content-type"] == "application/json":
            assert set(told(response.json())) <= MOMENTS, "when somebody did something is told as a day"
    elif rule.hidden and name == "annotator":
        assert seen(response) == seen(await nowhere(route).by(caller))
        assert response.status_code == 404
    else:
        assert response.status_code == 403, response.text


@pytest.mark.parametrize("route", sorted(RULES))
async def test_stranger(world: World, route: str) -> None:
    stranger = world.house.browser()
    call = await untouched(world, route)
    response = await call.by(stranger)
    assert response.status_code == 401, response.text
    assert seen(response) == seen(await nowhere(route).by(stranger))
    stranger.headers["authorization"] = "Bearer gw_nobody"
    assert (await call.by(stranger)).status_code == 401


@pytest.mark.parametrize("route", sorted(RULES))
async def test_another_organization(world: World, route: str) -> None:
    call = await untouched(world, route)
    if "{" not in route:
        if route not in ENDS and route not in ACROSS:
            assert MARK not in (await call.by(world.outsider)).text.replace(f"{MARK} {next(_numbers) - 1}", "")
        return
    outsider = await world.house.owner() if route in ACROSS else world.outsider
    response = await call.by(outsider)
    assert response.status_code == 404, response.text
    assert seen(response) == seen(await nowhere(route).by(outsider))


@pytest.mark.parametrize("route", sorted(route for route, rule in RULES.items() if rule.own))
async def test_what_is_somebody_elses_does_not_exist(world: World, route: str) -> None:
    call = await ready(world, route, "annotator")
    for name in ("owner", "granted reviewer"):
        response = await call.by(world.people[name])
        assert response.status_code == 404, (name, response.text)
        assert seen(response) == seen(await nowhere(route).by(world.people[name]))


@pytest.mark.parametrize("route", sorted(RULES))
async def test_tokens_are_held_to_their_scope_and_their_persons_role(world: World, route: str) -> None:
    rule = RULES[route]
    everything = {scope.value for scope in Scope}
    others = await world.house.token(world.people["owner"], *sorted(everything - {rule.scope}))
    call = await untouched(world, route)
    if rule.scope != ANY:
        # The queue's calls find out who calls while they look for the thing: without the scope there is none.
        assert (await call.by(others)).status_code in ((403, 404) if rule.own else (403,))
    if rule.scope is not None:
        program = await world.house.token(world.people["owner"], "read" if rule.scope == ANY else rule.scope)
        assert (await (await ready(world, route, "owner")).by(program)).status_code in rule.outcomes
    below = sorted(EVERYBODY - rule.who)
    if below:
        scopes = sorted(everything - {Scope.ADMINISTER.value})
        program = await world.house.token(world.people[below[0]], *scopes)
        assert (await call.by(program)).status_code in (403, 404)


@pytest.mark.parametrize("route", sorted(route for route in RULES if not route.startswith("GET ")))
async def test_writes_need_the_csrf_header(world: World, route: str) -> None:
    owner = world.people["owner"]
    call = await untouched(world, route)
    bare = world.house.browser()
    bare.cookies = owner.cookies
    assert (await call.by(bare)).status_code == 403
    bare.headers["x-csrf-token"] = world.outsider.me["csrf"]
    assert (await call.by(bare)).status_code == 401, "the page is of another session than the browser"
    bare.headers["x-csrf-token"] = owner.me["csrf"]
    bare.headers["origin"] = "https://elsewhere.example"
    assert (await call.by(bare)).status_code == 403


# These write nothing down: a look at a file that is not kept, a count, and one's own sessions (a list of who signed in
# and out when would be a record of presence).
_UNRECORDED = {
    "POST /projects/{project}/imports/preview",
    "POST /projects/{project}/requirements/shut-out",
    "POST /projects/{project}/bulk/count",
    "POST /labelling-configs",
    "DELETE /session",
    "DELETE /sessions",
    "DELETE /sessions/{session}",
    "PUT /session/organization",
    # The last owner does not leave; test_accounts has somebody who does.
    "POST /me/leave",
    # Who lets whom in again is their own choice.
    "PUT /me/own-way-back",
    "PUT /me/password",
    "PUT /me/language",
    # A project here asks for nothing, again and again; test_qualifications has one that asks for something.
    "PUT /projects/{project}/requirements",
    # A month without pay closes nothing, and this installation asks no other servers; test_pay_statements has both.
    "POST /pay/statements",
    "POST /pay/statements/{statement}/send",
    "PUT /pay/hook",
    "DELETE /pay/hook",
}


@pytest.mark.parametrize(
    "route",
    sorted(
        route
        for route, rule in RULES.items()
        if not route.startswith("GET ") and rule.scope != "work" and min(rule.outcomes) < 300
        if route not in _UNRECORDED
    ),
)
async def test_every_change_leaves_its_line_in_the_audit_log(world: World, route: str) -> None:
    owner = world.people["owner"]
    call = await ready(world, route, "owner")
    newest = (await owner.ok("GET", "/audit", params={"limit": 1}))["rows"][0]["id"]
    response = await call.by(owner)
    assert response.is_success, response.text
    written = [row for row in (await owner.ok("GET", "/audit"))["rows"] if row["id"] > newest]
    assert written and {row["person"] for row in written} == {owner.me["name"]}


async def test_applicants_reach_what_is_their_own_and_nothing_else(world: World) -> None:
    """Also where somebody gave them a grant, which a project does not keep them from having."""
    applicant = await world.house.person(world.people["owner"], "applicant")
    person = applicant.me["person_id"]
    await world.people["owner"].ok("PUT", f"/projects/{world.project}/grants/{person}", json={"role": "manager"})
    listed = {re.sub(r"\{(\w+?)_id\}", r"{\1}", route) for route in OPEN}
    assert listed <= set(RULES), "each is a route"
    for route in sorted(RULES):
        if route in ("DELETE /session", "DELETE /sessions", "POST /me/leave"):
            continue
        response = await (await untouched(world, route)).by(applicant)
        if route in listed:
            assert response.status_code in (200, 204, 404, 409, 422), (route, response.text)
        else:
            # The queue finds out who calls while it looks for the thing: there is none for them.
            assert response.status_code in (403, 404), (route, response.text)
        assert MARK not in response.text.replace(world.people["owner"].me["organization"], ""), route
