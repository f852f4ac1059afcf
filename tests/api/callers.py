"""A server in this process, and people of every role who call it over HTTP."""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass, field
from typing import Any

import httpx
from fastapi import FastAPI
from starlette.routing import BaseRoute

from goodwork.actions.people.add_person import add_person
from goodwork.actions.people.passwords import hash_password
from goodwork.api.app import create_app, new_app
from goodwork.api.state import AppState
from goodwork.model.ids import OrganizationId
from goodwork.model.people import SYSTEM, Role

PASSWORD = "correct horse battery"
WHY = {"reason": "Agreed with them in person."}
"""What goes with whatever takes something from somebody."""
_numbers = itertools.count(1)

QUESTIONS: list[dict[str, Any]] = [
    {
        "key": "mood",
        "kind": "classification",
        "title": "What is the mood?",
        "labels": [{"id": "good", "name": "Good"}, {"id": "bad", "name": "Bad"}],
    }
]


class Caller(httpx.AsyncClient):
    """A signed-in person's browser: the cookie and the CSRF header are set, paths are relative to ``/api/v1``."""

    me: dict[str, Any]

    async def ok(self, method: str, path: str, status: int | None = None, **rest: Any) -> Any:
        """The JSON of a request that must succeed."""
        response = await self.request(method, path, **rest)
        assert response.is_success and status in (None, response.status_code), (response.status_code, response.text)
        return response.json() if response.content else None


@functools.cache
def _routes() -> list[BaseRoute]:
    return new_app().router.routes


def serving(state: AppState) -> FastAPI:
    """The app of this state, with the routes that every app of this process shares.

    They hold nothing of an app; but each is built when a request first comes by it, which takes longer than most tests.
    """
    app = create_app(state)
    app.router.routes[: len(_routes())] = _routes()
    return app


@dataclass
class House:
    """A server and the browsers that were opened on it."""

    app: FastAPI
    state: AppState
    browsers: list[httpx.AsyncClient] = field(default_factory=list)

    def browser(self, address: str = "192.0.2.1", **headers: str) -> Caller:
        """A browser in which nobody is signed in."""
        transport = httpx.ASGITransport(self.app, client=(address, 1), raise_app_exceptions=False)
        made = Caller(transport=transport, base_url="http://test/api/v1", headers=headers)
        self.browsers.append(made)
        return made

    async def owner(self, organization: str = "") -> Caller:
        """The owner of a new organization."""
        number = next(_numbers)
        body = {
            "organization": organization or f"Organization {number}",
            "name": f"Owner {number}",
            "email": f"owner{number}@example.org",
            "password": PASSWORD,
        }
        # From a place of its own: sign-ups from one are bounded.
        browser = self.browser(f"198.51.{number // 250 % 250}.{number % 250}")
        return self.entered(browser, await browser.post("/organizations", json=body))

    async def person(self, owner: Caller, role: str, **rest: Any) -> Caller:
        """A further person of the owner's organization, signed in."""
        number = next(_numbers)
        email = f"{role}{number}@example.org"
        async with self.state.database.transaction(SYSTEM) as t:
            await add_person(
                t,
                OrganizationId(owner.me["organization_id"]),
                name=f"{role.title()} {number}",
                email=email,
                role=Role(role),
                password_hash=await hash_password(PASSWORD),
            )
        return await self.sign_in(email)

    async def sign_in(self, email: str, password: str = PASSWORD) -> Caller:
        """Somebody in a new browser."""
        browser = self.browser()
        return self.entered(browser, await browser.post("/session", json={"email": email, "password": password}))

    def entered(self, browser: Caller, response: httpx.Response) -> Caller:
        """The browser after this answer to signing in."""
        assert response.is_success, response.text
        browser.me = response.json()
        browser.headers["x-csrf-token"] = browser.me["csrf"]
        return browser

    async def token(self, caller: Caller, *scopes: str) -> Caller:
        """A program with an API token of this person."""
        made = await caller.ok("POST", "/tokens", json={"name": "program", "scopes": list(scopes)})
        program = self.browser(authorization=f"Bearer {made['token']}")
        program.me = caller.me
        return program

    async def project(self, lead: Caller, **changes: Any) -> dict[str, Any]:
        """A new project."""
        body = {
            "name": f"Project {next(_numbers)}",
            "purpose": "The weather service warns better.",
            "questions": QUESTIONS,
            **changes,
        }
        return await lead.ok("POST", "/projects", json=body)
