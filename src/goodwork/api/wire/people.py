"""Signing in, people, teams, invitations, tokens, audit."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from goodwork.api.wire.base import Wire
from goodwork.api.wire.restrictions import BasisIn

GivenRoleName = Literal["owner", "manager", "reviewer", "annotator"]
"""What somebody who leads may give; an applicant becomes something by a decision on their application."""
RoleName = Literal["owner", "manager", "reviewer", "annotator", "applicant"]
ScopeName = Literal["read", "work", "claim-named", "manage", "administer"]


class SetupOut(Wire):
    """GET /setup (public): whether an organization may be made here."""

    can_create_organization: bool = Field(description="Without a link.")
    sends_links: bool = Field(description="Whether a link to make one is sent by mail to whoever asks.")
    is_new: bool = Field(description="Whether nobody has signed up yet.")
    resets_by_mail: bool = Field(description="Whether a link to set a new password is sent by mail to whoever asks.")
    version: str


class SignUpIn(Wire):
    """POST /organizations (public while ``can_create_organization``, else with a link): makes an organization and its
    owner, signs in."""

    organization: str = Field(min_length=1, max_length=120)
    name: str = Field(min_length=1, max_length=120)
    email: str = Field(min_length=3, max_length=254)
    password: str = Field(min_length=10, max_length=200)
    token: str | None = Field(default=None, min_length=1, max_length=100, description="What follows the # of the link.")
    has_account: bool = Field(default=False, description="Whether the password is that of the account of this address.")


class SignUpLinkIn(Wire):
    """POST /organizations/link (public while ``sends_links``): a link by mail, at most one in 15 minutes."""

    email: str = Field(min_length=3, max_length=254)
    language: str = Field(default="en", pattern="^[a-z]{2,3}$", description="Of the letter: en, de or ar.")


class ProofLinkIn(Wire):
    """POST /reset/link and POST /work-with-us/{address}/link (public where the server sends mail): a link by mail, at
    most one of a kind in 15 minutes."""

    email: str = Field(min_length=3, max_length=254)
    language: str = Field(default="en", pattern="^[a-z]{2,3}$", description="Of the letter: en, de or ar.")


class SignUpTokenIn(Wire):
    """POST /organizations/preview (public): opens a link to sign up; changes nothing."""

    token: str = Field(min_length=1, max_length=100, description="What follows the # of the link.")


class SignUpLinkOut(Wire):
    """What a link to sign up is for."""

    email: str | None = Field(description="The only address that may use it; null: any.")


class SignInIn(Wire):
    """POST /session (public)."""

    email: str = Field(max_length=254)
    password: str = Field(max_length=200)


class MembershipOut(Wire):
    """An organization of my account."""

    organization_id: int
    organization: str
    role: RoleName
    active: bool = Field(description="Whether I have access there; else I read what was decided about me.")


class SwitchIn(Wire):
    """PUT /session/organization: goes on there, under a new session."""

    organization_id: int = Field(ge=0, le=2**31 - 1)


class OwnWayBackIn(Wire):
    """PUT /me/own-way-back."""

    own: bool = Field(description="Whether nobody who leads may make a reset link for me.")
    password: str = Field(max_length=200, description="My password.")


class MeOut(Wire):
    """GET /session, and the answer to signing in: who I am. ``csrf`` goes into the header ``X-CSRF-Token`` of every
    request that writes and is authenticated by cookie."""

    person_id: int
    name: str
    email: str
    role: RoleName
    organization_id: int
    organization: str
    csrf: str
    scopes: list[ScopeName] | None = Field(default=None, description="null: signed in by password")
    language: str | None = Field(description="In which language they read the client; null: as their browser says.")
    active: bool = Field(
        description="Whether they have access; false: they read what was decided about them, and nothing else."
    )
    own_way_back: bool = Field(description="Whether nobody who leads makes a reset link for me.")
    memberships: list[MembershipOut] = Field(
        description="The organizations of my account, this one among them; none is told to a token."
    )


class PersonOut(Wire):
    """A row of GET /people."""

    id: int
    name: str
    email: str
    role: RoleName
    pseudonym: str = Field(description="The name under which reviewers and published data know the person.")
    team_ids: list[int]
    active: bool
    created_on: date
    reset_link_until: datetime | None = Field(description="Until when a reset link for them works; null: none is open.")
    own_way_back: bool = Field(description="Whether nobody who leads makes a reset link for them.")


class PersonPatch(BasisIn):
    """PATCH /people/{id}: only what is sent changes. A narrower role, a team left out and no access take a reason."""

    name: str | None = Field(default=None, min_length=1, max_length=120)
    role: GivenRoleName | None = None
    active: bool | None = None
    team_ids: list[int] | None = None


class LanguageIn(Wire):
    """PUT /me/language: on every device from then on."""

    language: str = Field(pattern="^[a-z]{2,3}$", description="Such as en, de or ar (ISO 639).")


class PasswordIn(Wire):
    """PUT /me/password: ends every other session and every token."""

    current: str = Field(max_length=200)
    new: str = Field(min_length=10, max_length=200)


class ResetLinkMade(Wire):
    """POST /people/{id}/reset-link: the only time that the link is shown."""

    link: str
    expires_at: datetime


class ResetIn(Wire):
    """POST /reset (public): sets a new password, ends every session and token of the person, and signs in."""

    token: str = Field(min_length=1, max_length=100, description="What follows the # of the link.")
    email: str = Field(min_length=3, max_length=254, description="The person's own address.")
    password: str = Field(min_length=10, max_length=200)


class SessionOut(Wire):
    """A row of GET /sessions. When a session was last used, and from where, is kept nowhere."""

    id: int
    device: str = Field(description="Its family, such as Firefox on Linux.")
    created_at: datetime = Field(description="When it began.")
    expires_at: datetime
    this: bool = Field(description="Whether it is the one that asks.")


class TeamIn(Wire):
    name: str = Field(min_length=1, max_length=120)


class TeamOut(Wire):
    id: int
    name: str
    members: int


class InvitationIn(Wire):
    """POST /invitations."""

    role: GivenRoleName = "annotator"
    email: str | None = Field(default=None, max_length=254, description="When given, only this address may accept.")
    team_ids: list[int] = []
    days: int = Field(default=7, ge=1, le=90)


class InvitationOut(Wire):
    id: int
    role: GivenRoleName
    email: str | None
    team_ids: list[int]
    created_on: date
    expires_on: date
    state: Literal["open", "accepted", "expired", "revoked"]


class InvitationMade(InvitationOut):
    """The only time that the link is shown."""

    link: str


class InvitedIn(Wire):
    """POST /join/preview (public)."""

    token: str = Field(min_length=1, max_length=100, description="What follows the # of the link.")


class JoinOut(Wire):
    """What an invitation invites to."""

    organization: str
    role: GivenRoleName
    email: str | None


class JoinIn(InvitedIn):
    """POST /join (public): makes the person and signs in."""

    has_account: bool = Field(default=False, description="Whether the password is that of the account of this address.")

    name: str = Field(min_length=1, max_length=120)
    email: str = Field(min_length=3, max_length=254)
    password: str = Field(min_length=10, max_length=200)


class TokenIn(Wire):
    """POST /tokens."""

    name: str = Field(min_length=1, max_length=120)
    scopes: list[ScopeName] = Field(min_length=1)
    days: int = Field(default=90, ge=1, le=366)


class TokenOut(Wire):
    id: int
    name: str
    prefix: str
    scopes: list[ScopeName]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class TokenMade(TokenOut):
    """The only time that the token is shown. It goes into ``Authorization: Bearer ...``."""

    token: str


class AuditOut(Wire):
    id: int
    on: date
    person: str | None
    action: str
    subject: str
    subject_id: int | None
    detail: dict[str, object]
    about: str | None = Field(description="What the subject is called now; null: it has no name, or is gone.")
