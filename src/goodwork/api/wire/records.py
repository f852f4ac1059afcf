"""Records of qualifications and the keys that sign them, as they go over the wire."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from goodwork.api.wire.base import Wire

NamedBy = Literal["name", "pseudonym"]
EarnedBy = Literal["assessment", "work", "decision"]


class RecordTierOut(Wire):
    """A tier that somebody held."""

    name: str
    number: int = Field(description="1 is the lowest.")
    of: int = Field(description="Tiers of the qualification.")


class EarnedOut(Wire):
    """How it was earned; what does not belong to that way is left out."""

    by: EarnedBy
    on: date
    title: str | None = Field(default=None, description="Of the assessment.")
    score_percent: int | None = None
    interval_percent: list[int] | None = Field(default=None, description="The 95 % interval of the score.")
    items: int | None = Field(default=None, description="Of the assessment.")
    at_least_percent: int | None = Field(
        default=None, description="By work: the lower end of the 95 % interval of their skill."
    )


class HoldsOut(Wire):
    """A qualification of a record."""

    qualification: str
    tier: RecordTierOut
    earned: EarnedOut


class RecordOrganizationOut(Wire):
    """Who says it."""

    number: int = Field(description="Of the organization on its server.")
    name: str


class RecordPersonOut(Wire):
    """Of whom it is said."""

    called_by: NamedBy
    name: str


class RecordOut(Wire):
    """What a record says."""

    format: Literal["goodwork-record/1"]
    as_of: date = Field(description="On which day this was so.")
    server: str | None = Field(description="The address of the server; null: it was given none.")
    organization: RecordOrganizationOut
    person: RecordPersonOut
    holds: list[HoldsOut]


class SignatureOut(Wire):
    """A signature over all but itself."""

    algorithm: Literal["Ed25519"]
    key: str = Field(description="The id of the key, in the set of GET /signing-keys.")
    value: str


class SignedRecordOut(RecordOut):
    """A record with its signature, as it is taken along."""

    signature: SignatureOut


class SigningKeyOut(Wire):
    """The public half of a key, as a JSON Web Key (RFC 7517, 8037)."""

    kty: Literal["OKP"]
    crv: Literal["Ed25519"]
    use: Literal["sig"]
    kid: str = Field(description="Its thumbprint (RFC 7638).")
    x: str
    made_on: date
    ended_on: date | None = Field(description="Since when it signs nothing; what it signed before stays valid.")
    withdrawn: str = Field(description="Why nothing that it signed is to be trusted; empty: it is.")


class SigningKeysOut(Wire):
    """All keys of this server: the one that signs first."""

    keys: list[SigningKeyOut]


class RecordCheckIn(Wire):
    """POST /records/check: a file, as it is."""

    file: str = Field(min_length=1, max_length=1 << 20)


class RecordCheckedOut(Wire):
    """What came of it."""

    verdict: Literal["valid", "changed", "unknown-key", "withdrawn-key"]
    key: str
    withdrawn: str
    record: RecordOut | None = Field(description="What was signed; null: nothing of it is to be believed.")
