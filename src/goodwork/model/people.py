"""Who acts: roles, scopes and the actor that every transaction is opened for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from goodwork.model.ids import OrganizationId, PersonId


class Role(StrEnum):
    """A person's role in their organization, from the widest to the narrowest."""

    OWNER = "owner"
    MANAGER = "manager"
    REVIEWER = "reviewer"
    ANNOTATOR = "annotator"
    APPLICANT = "applicant"
    """Reaches what is their own, and nothing of any project, until somebody or the page's rule admits them."""

    @property
    def leads(self) -> bool:
        """Whether the role runs projects: owners and managers do."""
        return self in (Role.OWNER, Role.MANAGER)


class SignUp(StrEnum):
    """Who may make a further organization on a server, where there is one already."""

    CLOSED = "closed"
    """Nobody."""
    INVITED = "invited"
    """Whoever has a link from the people who run it."""
    OPEN = "open"
    """Anybody; where the server sends mail, once their address is proved."""


class Proves(StrEnum):
    """What somebody proves an address for, by a link that is sent there."""

    RESET = "reset"
    """To set a new password for the account of the address."""
    APPLYING = "applying"
    """To make an account at the public page of an organization."""


class Scope(StrEnum):
    """What an API token may do; a token never allows more than its person's role."""

    READ = "read"
    """Read projects, items and versions."""
    WORK = "work"
    """Claim, draft, submit, skip, flag, release."""
    CLAIM_NAMED = "claim-named"
    """Claim a stated item instead of the queue's next one."""
    MANAGE = "manage"
    """Change projects, import, publish."""
    ADMINISTER = "administer"
    """Invite people and change roles."""


@dataclass(frozen=True, slots=True)
class Credential:
    """What a request shows to say who calls: the hash of a session's secret or of a token's, one of the two."""

    session: bytes | None
    token: bytes | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who a transaction is opened for: sets the organization that row-level security shows."""

    organization_id: OrganizationId
    person_id: PersonId
    role: Role
    scopes: frozenset[Scope] | None = None
    """None: signed in by password, everything that the role allows. Else: by a token with these scopes."""
    shown: Credential | None = field(default=None, compare=False, repr=False)
    """What the request shows; None for the server's own command line and for the worker."""

    def may(self, scope: Scope) -> bool:
        """Whether this way of signing in covers the scope (the role is asked apart from it)."""
        return self.scopes is None or scope in self.scopes


@dataclass(frozen=True, slots=True)
class Worker:
    """The background worker at work for one organization."""

    organization_id: OrganizationId


@dataclass(frozen=True, slots=True)
class System:
    """goodwork itself, before anybody's organization is known: sign-in, set-up, the worker's lists."""


SYSTEM = System()

AnyActor = Actor | Worker | System


@dataclass(frozen=True, slots=True)
class Person:
    """A person of an organization, as those who lead it see them."""

    id: PersonId
    name: str
    email: str
    role: Role
    pseudonym: str
    team_ids: tuple[int, ...]
    active: bool
    created_on: date
    reset_link_until: datetime | None
    """Until when a reset link for them works; None: there is none."""
    own_way_back: bool
    """Whether nobody who leads makes a reset link for them."""


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody in one of their organizations."""

    person_id: PersonId
    organization_id: OrganizationId
    organization: str
    role: Role
    active: bool
    """Whether they have access; else they read what was decided about them, and nothing else."""


@dataclass(frozen=True, slots=True)
class Me:
    """A person as they see themselves."""

    person_id: PersonId
    name: str
    email: str
    role: Role
    organization_id: OrganizationId
    organization: str
    language: str | None
    """In which language they read the client; None: as their browser says."""
    active: bool
    """Whether they have access; else they read what was decided about them, and nothing else."""
    own_way_back: bool
    """Whether nobody who leads makes a reset link for them."""
