"""Who is calling, in one round trip: asked by every request."""

from __future__ import annotations

from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import Actor, Credential, Role, Scope
from goodwork.store.database import Database

# The function runs as the tables' owner: the organization is not known before its answer.
_SIGN_ON = """
  -- name: sign_on
  SELECT organization_id, person_id, role, scopes FROM sign_on(%s, %s, '')
"""

_SIGN_ON_CLOSED = """
  -- name: sign_on_closed
  SELECT organization_id, person_id FROM sign_on_closed(%s)
"""


async def actor_of(database: Database, credential: Credential) -> Actor | None:
    """The active person of a running session or a valid token, narrowed to the token's scopes."""
    row = await database.calls.one(_SIGN_ON, (credential.session, credential.token))
    if row is None:
        return None
    organization, person, role, scopes = row
    held = None if scopes is None else frozenset(Scope(scope) for scope in scopes)
    return Actor(OrganizationId(organization), PersonId(person), Role(role), held, credential)


async def closed_actor_of(database: Database, credential: Credential) -> Actor | None:
    """Whose session it is although their access has ended: they have no role any more but the narrowest."""
    if credential.session is None:
        return None
    row = await database.calls.one(_SIGN_ON_CLOSED, (credential.session,))
    if row is None:
        return None
    return Actor(OrganizationId(row[0]), PersonId(row[1]), Role.ANNOTATOR, None, credential)
