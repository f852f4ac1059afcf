"""What routers ask for: the database, the files, and who is calling."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Request

from goodwork.actions.people.authenticate import Caller, authenticate, credential
from goodwork.actions.people.device import device_of
from goodwork.actions.people.sessions import Browser
from goodwork.actions.queue.desk import Desk
from goodwork.api import credentials
from goodwork.api.applicants import open_to_applicants
from goodwork.api.rates import KNOWN_CALLER
from goodwork.api.state import AppState
from goodwork.blobs import Blobs
from goodwork.errors import Invalid, NotAllowed, NotSignedIn
from goodwork.model.people import Actor, Credential, Role, Scope
from goodwork.store.database import Database


def app_state(request: Request) -> AppState:
    """The state of this web process."""
    return request.app.state.goodwork


def session_token(request: Request) -> str | None:
    """The token of the session cookie."""
    return credentials.session_token(request, secure=app_state(request).secure)


def public_base(request: Request) -> str:
    """What the address of a page begins with, for links that people send to each other."""
    return (app_state(request).public_url or str(request.base_url)).rstrip("/")


# What FastAPI asks is asynchronous throughout: it would run anything else in a thread, at every request.


async def _state(request: Request) -> AppState:
    return app_state(request)


async def _database(request: Request) -> Database:
    return app_state(request).database


async def _desk(request: Request) -> Desk:
    return app_state(request).desk


async def _blobs(request: Request) -> Blobs:
    return app_state(request).blobs


async def current_caller(request: Request) -> Caller:
    """Who calls, by session cookie (with the CSRF header on writes) or by bearer token; else NotSignedIn."""
    return await _caller(request, closed=False)


async def concerned_caller(request: Request) -> Caller:
    """The same, and also somebody whose access has ended: for what concerns nobody but themselves."""
    return await _caller(request, closed=True)


async def _caller(request: Request, *, closed: bool) -> Caller:
    state = app_state(request)
    caller = await authenticate(
        state.database,
        state.secret,
        bearer=credentials.bearer_token(request.headers),
        cookie=session_token(request),
        csrf=request.headers.get("x-csrf-token"),
        writes=request.method not in ("GET", "HEAD", "OPTIONS"),
        closed=closed,
    )
    request.scope[KNOWN_CALLER] = True
    if caller.actor.role is Role.APPLICANT and not open_to_applicants(request.method, request.scope["route"].path):
        raise NotAllowed(
            "Applicants reach their own application, assessments, results and pay.",
            kept="Nothing was changed.",
            next_step="More is open to you when you are admitted.",
        )
    return caller


async def current_credential(request: Request) -> Credential:
    """What the request shows, for the queue's calls, which find out who it is themselves."""
    shown = shown_credential(request)
    if shown is None:
        await current_caller(request)  # says what is missing
        raise NotSignedIn
    return shown


def shown_credential(request: Request) -> Credential | None:
    """What a request that writes shows; None when it shows nothing that can be right."""
    return credential(
        app_state(request).secret,
        bearer=credentials.bearer_token(request.headers),
        cookie=session_token(request),
        csrf=request.headers.get("x-csrf-token"),
    )


def idempotency_key(request: Request) -> str | None:
    """The ``Idempotency-Key`` header, 1 to 100 characters."""
    key = request.headers.get("idempotency-key")
    if key is not None and not 1 <= len(key) <= 100:
        raise Invalid("An Idempotency-Key has 1 to 100 characters.", kept="Nothing was changed.")
    return key


async def _idempotency_key(request: Request) -> str | None:
    return idempotency_key(request)


async def client_address(request: Request) -> str:
    """The network that the caller comes from; behind a proxy the one that uvicorn took from the trusted proxy."""
    return credentials.place_of(request.client.host) if request.client else ""


async def _browser(request: Request) -> Browser:
    return Browser(session_token(request), device_of(request.headers.get("user-agent")))


async def _session_token(request: Request) -> str:
    return session_token(request) or ""


def need(actor: Actor, scope: Scope) -> Actor:
    """The actor, when their way of signing in covers the scope; else NotAllowed."""
    if not actor.may(scope):
        raise NotAllowed(
            f"This token does not have the scope {scope.value}.", next_step="Make a token that has it, or sign in."
        )
    return actor


def _with_scope(scope: Scope) -> Callable[..., Awaitable[Actor]]:
    async def scoped(caller: Annotated[Caller, Depends(current_caller)]) -> Actor:
        return need(caller.actor, scope)

    scoped.__name__ = f"with_scope_{scope.name.lower()}"
    return scoped


async def _concerned_reader(caller: Annotated[Caller, Depends(concerned_caller)]) -> Actor:
    return need(caller.actor, Scope.READ)


async def _concerned_worker(caller: Annotated[Caller, Depends(concerned_caller)]) -> Actor:
    return need(caller.actor, Scope.WORK)


async def signed_in_by_password(caller: Annotated[Caller, Depends(current_caller)]) -> Caller:
    """The caller by session cookie: tokens can't make tokens or change passwords."""
    return _by_password(caller)


async def concerned_by_password(caller: Annotated[Caller, Depends(concerned_caller)]) -> Caller:
    """The same, and also somebody whose access has ended."""
    return _by_password(caller)


def _by_password(caller: Caller) -> Caller:
    if caller.actor.scopes is not None:
        raise NotAllowed("A token can't do this.", next_step="Sign in with your password.")
    return caller


DatabaseDep = Annotated[Database, Depends(_database)]
BlobsDep = Annotated[Blobs, Depends(_blobs)]
StateDep = Annotated[AppState, Depends(_state)]
CallerDep = Annotated[Caller, Depends(current_caller)]
IdempotencyKeyDep = Annotated[str | None, Depends(_idempotency_key)]
CredentialDep = Annotated[Credential, Depends(current_credential)]
DeskDep = Annotated[Desk, Depends(_desk)]
AddressDep = Annotated[str, Depends(client_address)]
SessionTokenDep = Annotated[str, Depends(_session_token)]
BrowserDep = Annotated[Browser, Depends(_browser)]
SessionDep = Annotated[Caller, Depends(signed_in_by_password)]

# Who calls, when their way of signing in covers the scope; the role is asked by the action.
ReaderDep = Annotated[Actor, Depends(_with_scope(Scope.READ))]
WorkerDep = Annotated[Actor, Depends(_with_scope(Scope.WORK))]
ManagerDep = Annotated[Actor, Depends(_with_scope(Scope.MANAGE))]
AdministratorDep = Annotated[Actor, Depends(_with_scope(Scope.ADMINISTER))]

# The same for what concerns nobody but the caller: it outlives their access.
ConcernedCallerDep = Annotated[Caller, Depends(concerned_caller)]
ConcernedSessionDep = Annotated[Caller, Depends(concerned_by_password)]
ConcernedReaderDep = Annotated[Actor, Depends(_concerned_reader)]
ConcernedWorkerDep = Annotated[Actor, Depends(_concerned_worker)]
