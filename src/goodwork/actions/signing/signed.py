"""A signed record: JSON with an Ed25519 signature over its canonical form, and the check of one.

The canonical form is RFC 8785, for what is in a record: objects with ASCII names, texts, whole numbers, lists, null.
Signed is all but the member ``signature``. Keys are published as a JSON Web Key Set (RFC 7517, 8037); a key's id is its
thumbprint (RFC 7638), so that another key can't go by it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, cast

from goodwork import bounds
from goodwork.errors import Unreadable
from goodwork.model.signing import SigningKey

FORMAT = "goodwork-record/1"
MOST_BYTES = 1 << 20
"""Of a record, and of a set of keys."""
MOST_KEYS = 2000
_ALGORITHM = "Ed25519"
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")
_SIGNATURE = re.compile(r"[A-Za-z0-9_-]{86}")
_SAFE = 2**53 - 1
"""The largest whole number that every reader of JSON reads as it is."""


class Verdict(Enum):
    """What a check finds."""

    VALID = "valid"
    CHANGED = "changed"
    """It names a key that is known, and is not what that key signed."""
    UNKNOWN_KEY = "unknown-key"
    WITHDRAWN_KEY = "withdrawn-key"
    """Rightly signed, by a key that the installation says not to trust any more."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking a record."""

    verdict: Verdict
    key: str
    """The id of the key that the record names."""
    withdrawn: str
    """Why its key was withdrawn."""
    record: Mapping[str, Any] | None
    """What was signed; None: nothing of it is to be believed."""


def make_key() -> tuple[bytes, str, str]:
    """A new key: its private half (32 bytes), its public half and its id as they are published."""
    # Loaded by those who sign or check: the web process starts sooner.
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    made = Ed25519PrivateKey.generate()
    public = _coded(made.public_key().public_bytes_raw())
    return made.private_bytes_raw(), public, thumbprint(public)


def thumbprint(public: str) -> str:
    """The id of a public half, by RFC 7638; this key and id are those of RFC 8037.

    >>> thumbprint("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
    'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'
    """
    said = json.dumps({"crv": _ALGORITHM, "kty": "OKP", "x": public}, separators=(",", ":"))
    return _coded(hashlib.sha256(said.encode()).digest())


def canonical(value: Mapping[str, Any]) -> bytes:
    """The bytes that are signed, whatever spaces and order a file has.

    >>> canonical({"b": [1, None], "a": "é"}).decode()
    '{"a":"é","b":[1,null]}'
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode()


def sign(record: Mapping[str, Any], private: bytes, identity: str) -> dict[str, Any]:
    """The record with its signature."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    value = Ed25519PrivateKey.from_private_bytes(private).sign(canonical(record))
    return {**record, "signature": {"algorithm": _ALGORITHM, "key": identity, "value": _coded(value)}}


def check(raw: bytes, keys: Sequence[SigningKey]) -> Checked:
    """Whether a file is a record as one of these keys signed it; Unreadable when it is no record at all."""
    record = _read(raw, "The file")
    signature = record.pop("signature", None)
    if not isinstance(signature, dict) or record.get("format") != FORMAT:
        raise _no_record(f"it is not of the format {FORMAT}")
    said = cast("dict[str, Any]", signature)
    identity, value = said.get("key"), said.get("value")
    if set(said) != {"algorithm", "key", "value"} or said["algorithm"] != _ALGORITHM:
        raise _no_record(f"its signature is none by {_ALGORITHM}")
    if not isinstance(identity, str) or not _KEY.fullmatch(identity):
        raise _no_record("it names no key")
    if not isinstance(value, str) or not _SIGNATURE.fullmatch(value):
        raise _no_record(f"its signature is none by {_ALGORITHM}")
    key = next((one for one in keys if one.id == identity), None)
    if key is None:
        return Checked(Verdict.UNKNOWN_KEY, identity, "", None)
    if not _signed(key.public, value, canonical(record)):
        return Checked(Verdict.CHANGED, identity, "", None)
    if key.withdrawn:
        return Checked(Verdict.WITHDRAWN_KEY, identity, key.withdrawn, None)
    return Checked(Verdict.VALID, identity, "", record)


def published(keys: Sequence[SigningKey]) -> dict[str, Any]:
    """The keys as anybody may read them: a JSON Web Key Set."""
    return {
        "keys": [
            {
                "kty": "OKP", "crv": _ALGORITHM, "use": "sig", "kid": one.id, "x": one.public,
                "made_on": one.made_on.isoformat(),
                "ended_on": None if one.ended_on is None else one.ended_on.isoformat(),
                "withdrawn": one.withdrawn,
            }
            for one in keys
        ]
    }  # fmt: skip


def read_keys(raw: bytes) -> list[SigningKey]:
    """Keys as they were published, or one of them; Unreadable says what is wrong with them."""
    read = _read(raw, "The keys")
    rows: Any = read.get("keys", [read])
    if not isinstance(rows, list) or not 1 <= len(cast("list[Any]", rows)) <= MOST_KEYS:
        raise _no_keys(f"they are no list of 1 to {MOST_KEYS:,} keys")
    keys = [_read_key(row) for row in cast("list[Any]", rows)]
    if len({key.id for key in keys}) != len(keys):
        # Once withdrawn and once not: whichever came first would count.
        raise _no_keys("one of them stands in it twice")
    return keys


def _read_key(row: Any) -> SigningKey:
    said = cast("dict[str, Any]", row) if isinstance(row, dict) else {}
    public, identity, withdrawn = said.get("x"), said.get("kid"), said.get("withdrawn", "")
    if said.get("kty") != "OKP" or said.get("crv") != _ALGORITHM or not isinstance(public, str):
        raise _no_keys(f"one of them is no public key for {_ALGORITHM}")
    if not _KEY.fullmatch(public) or _coded(_decoded(public)) != public or identity != thumbprint(public):
        raise _no_keys("the name (kid) of one is not its thumbprint")
    if not isinstance(withdrawn, str):
        raise _no_keys("one of them says in no words why it was withdrawn")
    made, ended = _day(said.get("made_on")), _day(said.get("ended_on"))
    return SigningKey(thumbprint(public), public, made or date.min, ended, withdrawn)


def _day(said: Any) -> date | None:
    if said is None:
        return None
    try:
        return date.fromisoformat(said)
    except (TypeError, ValueError):
        raise _no_keys("one of them has a day that is none") from None


def _signed(public: str, value: str, signed: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    signature = _decoded(value)
    if _coded(signature) != value:
        return False  # the last letter of a text in base64 has room for other bits
    try:
        Ed25519PublicKey.from_public_bytes(_decoded(public)).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def _read(raw: bytes, what: str) -> dict[str, Any]:
    """A JSON object of texts, whole numbers, lists and objects; no name stands in one object twice."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(f"{what} can't be read: it is larger than {MOST_BYTES >> 20} MiB.", kept=_KEPT)
    bounds.parse(raw, what)  # how deep and how much, before it is read another time
    try:
        read: Any = json.loads(
            raw, object_pairs_hook=_once, parse_int=_whole, parse_float=_no_number, parse_constant=_no_number
        )
    except ValueError as error:
        raise Unreadable(f"{what} can't be read: {error}.", kept=_KEPT) from None
    if not isinstance(read, dict):
        raise Unreadable(f"{what} can't be read: it is no JSON object.", kept=_KEPT)
    return cast("dict[str, Any]", read)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a name stands in it twice")
    if not all(name.isascii() for name in read):
        raise ValueError("a name in it is not plain ASCII")
    return read


def _whole(said: str) -> int:
    number = int(said)
    if abs(number) > _SAFE:
        raise ValueError("a number in it is too large")
    return number


def _no_number(said: str) -> Any:
    raise ValueError(f"it holds {said[:20]}, which is no whole number")


_KEPT = "Nothing was checked."


def _no_record(why: str) -> Unreadable:
    return Unreadable(f"The file is no signed record: {why}.", kept=_KEPT)


def _no_keys(why: str) -> Unreadable:
    return Unreadable(f"The keys can't be read: {why}.", kept=_KEPT)


def _coded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
