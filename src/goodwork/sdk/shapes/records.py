"""Records of qualifications and the keys that sign them, as they go over the wire.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Literal, TypedDict


class EarnedOut(TypedDict):
    """How it was earned; what does not belong to that way is left out."""

    by: Literal["assessment", "work", "decision"]
    on: str
    title: str | None
    score_percent: int | None
    interval_percent: list[int] | None
    items: int | None
    at_least_percent: int | None


class HoldsOut(TypedDict):
    """A qualification of a record."""

    qualification: str
    tier: RecordTierOut
    earned: EarnedOut


class RecordCheckIn(TypedDict):
    """POST /records/check: a file, as it is."""

    file: str


class RecordCheckedOut(TypedDict):
    """What came of it."""

    verdict: Literal["valid", "changed", "unknown-key", "withdrawn-key"]
    key: str
    withdrawn: str
    record: RecordOut | None


class RecordOrganizationOut(TypedDict):
    """Who says it."""

    number: int
    name: str


class RecordOut(TypedDict):
    """What a record says."""

    format: Literal["goodwork-record/1"]
    as_of: str
    server: str | None
    organization: RecordOrganizationOut
    person: RecordPersonOut
    holds: list[HoldsOut]


class RecordPersonOut(TypedDict):
    """Of whom it is said."""

    called_by: Literal["name", "pseudonym"]
    name: str


class RecordTierOut(TypedDict):
    """A tier that somebody held."""

    name: str
    number: int
    of: int


class SignatureOut(TypedDict):
    """A signature over all but itself."""

    algorithm: Literal["Ed25519"]
    key: str
    value: str


class SignedRecordOut(TypedDict):
    """A record with its signature, as it is taken along."""

    format: Literal["goodwork-record/1"]
    as_of: str
    server: str | None
    organization: RecordOrganizationOut
    person: RecordPersonOut
    holds: list[HoldsOut]
    signature: SignatureOut


class SigningKeyOut(TypedDict):
    """The public half of a key, as a JSON Web Key (RFC 7517, 8037)."""

    kty: Literal["OKP"]
    crv: Literal["Ed25519"]
    use: Literal["sig"]
    kid: str
    x: str
    made_on: str
    ended_on: str | None
    withdrawn: str


class SigningKeysOut(TypedDict):
    """All keys of this server: the one that signs first."""

    keys: list[SigningKeyOut]
