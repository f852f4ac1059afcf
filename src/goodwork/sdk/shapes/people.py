"""Signing in, people, teams, invitations, tokens, audit.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class AuditOut(TypedDict):
    id: int
    on: str
    person: str | None
    action: str
    subject: str
    subject_id: int | None
    detail: dict[str, Any]
    about: str | None


class InvitationIn(TypedDict):
    """POST /invitations."""

    role: NotRequired[Literal["owner", "manager", "reviewer", "annotator"]]
    email: NotRequired[str | None]
    team_ids: NotRequired[list[int]]
    days: NotRequired[int]


class InvitationMade(TypedDict):
    """The only time that the link is shown."""

    id: int
    role: Literal["owner", "manager", "reviewer", "annotator"]
    email: str | None
    team_ids: list[int]
    created_on: str
    expires_on: str
    state: Literal["open", "accepted", "expired", "revoked"]
    link: str


class InvitationOut(TypedDict):
    id: int
    role: Literal["owner", "manager", "reviewer", "annotator"]
    email: str | None
    team_ids: list[int]
    created_on: str
    expires_on: str
    state: Literal["open", "accepted", "expired", "revoked"]


class InvitedIn(TypedDict):
    """POST /join/preview (public)."""

    token: str


class JoinIn(TypedDict):
    """POST /join (public): makes the person and signs in."""

    token: str
    has_account: NotRequired[bool]
    name: str
    email: str
    password: str


class JoinOut(TypedDict):
    """What an invitation invites to."""

    organization: str
    role: Literal["owner", "manager", "reviewer", "annotator"]
    email: str | None


class LanguageIn(TypedDict):
    """PUT /me/language: on every device from then on."""

    language: str


class MeOut(TypedDict):
    """GET /session, and the answer to signing in: who I am. ``csrf`` goes into the header ``X-CSRF-Token`` of every
    request that writes and is authenticated by cookie.
    """

    person_id: int
    name: str
    email: str
    role: Literal["owner", "manager", "reviewer", "annotator", "applicant"]
    organization_id: int
    organization: str
    csrf: str
    scopes: list[Literal["read", "work", "claim-named", "manage", "administer"]] | None
    language: str | None
    active: bool
    own_way_back: bool
    memberships: list[MembershipOut]


class MembershipOut(TypedDict):
    """An organization of my account."""

    organization_id: int
    organization: str
    role: Literal["owner", "manager", "reviewer", "annotator", "applicant"]
    active: bool


class OwnWayBackIn(TypedDict):
    """PUT /me/own-way-back."""

    own: bool
    password: str


class PasswordIn(TypedDict):
    """PUT /me/password: ends every other session and every token."""

    current: str
    new: str


class PersonOut(TypedDict):
    """A row of GET /people."""

    id: int
    name: str
    email: str
    role: Literal["owner", "manager", "reviewer", "annotator", "applicant"]
    pseudonym: str
    team_ids: list[int]
    active: bool
    created_on: str
    reset_link_until: str | None
    own_way_back: bool


class PersonPatch(TypedDict):
    """PATCH /people/{id}: only what is sent changes. A narrower role, a team left out and no access take a reason."""

    reason: NotRequired[str]
    evidence: NotRequired[list[int]]
    name: NotRequired[str | None]
    role: NotRequired[Literal["owner", "manager", "reviewer", "annotator"] | None]
    active: NotRequired[bool | None]
    team_ids: NotRequired[list[int] | None]


class ProofLinkIn(TypedDict):
    """POST /reset/link and POST /work-with-us/{address}/link (public where the server sends mail): a link by mail, at
    most one of a kind in 15 minutes.
    """

    email: str
    language: NotRequired[str]


class ResetIn(TypedDict):
    """POST /reset (public): sets a new password, ends every session and token of the person, and signs in."""

    token: str
    email: str
    password: str


class ResetLinkMade(TypedDict):
    """POST /people/{id}/reset-link: the only time that the link is shown."""

    link: str
    expires_at: str


class SessionOut(TypedDict):
    """A row of GET /sessions. When a session was last used, and from where, is kept nowhere."""

    id: int
    device: str
    created_at: str
    expires_at: str
    this: bool


class SetupOut(TypedDict):
    """GET /setup (public): whether an organization may be made here."""

    can_create_organization: bool
    sends_links: bool
    is_new: bool
    resets_by_mail: bool
    version: str


class SignInIn(TypedDict):
    """POST /session (public)."""

    email: str
    password: str


class SignUpIn(TypedDict):
    """POST /organizations (public while ``can_create_organization``, else with a link): makes an organization and its
    owner, signs in.
    """

    organization: str
    name: str
    email: str
    password: str
    token: NotRequired[str | None]
    has_account: NotRequired[bool]


class SignUpLinkIn(TypedDict):
    """POST /organizations/link (public while ``sends_links``): a link by mail, at most one in 15 minutes."""

    email: str
    language: NotRequired[str]


class SignUpLinkOut(TypedDict):
    """What a link to sign up is for."""

    email: str | None


class SignUpTokenIn(TypedDict):
    """POST /organizations/preview (public): opens a link to sign up; changes nothing."""

    token: str


class SwitchIn(TypedDict):
    """PUT /session/organization: goes on there, under a new session."""

    organization_id: int


class TeamIn(TypedDict):
    name: str


class TeamOut(TypedDict):
    id: int
    name: str
    members: int


class TokenIn(TypedDict):
    """POST /tokens."""

    name: str
    scopes: list[Literal["read", "work", "claim-named", "manage", "administer"]]
    days: NotRequired[int]


class TokenMade(TypedDict):
    """The only time that the token is shown. It goes into ``Authorization: Bearer ...``."""

    id: int
    name: str
    prefix: str
    scopes: list[Literal["read", "work", "claim-named", "manage", "administer"]]
    created_at: str
    expires_at: str
    revoked_at: str | None
    token: str


class TokenOut(TypedDict):
    id: int
    name: str
    prefix: str
    scopes: list[Literal["read", "work", "claim-named", "manage", "administer"]]
    created_at: str
    expires_at: str
    revoked_at: str | None
