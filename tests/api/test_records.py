"""Records of qualifications over HTTP: what they say, who takes one, and every way in which one is not right."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text as sql

from goodwork.actions.signing import signed
from goodwork.actions.signing.keys import new_key, see_keys, signer, withdraw_key
from goodwork.errors import Invalid, NotFound, Unavailable, Unreadable
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import SYSTEM, Worker
from goodwork.model.qualifications import How
from goodwork.store.qualifications import held
from tests.api.callers import Caller, House

WHY = {"reason": "The project has ended."}


async def _holder(house: House) -> tuple[Caller, Caller, int]:
    """An owner, somebody who holds the second tier of three by a decision, and the qualification."""
    owner = await house.owner()
    ann = await house.person(owner, "annotator")
    tiers = [{"name": name} for name in ("basic", "good", "expert")]
    made = await owner.ok("POST", "/qualifications", json={"name": "Deutsch <b>", "tiers": tiers})
    give = {"tier": 2, "reason": "A certificate nobody else has to know of."}
    answer = await owner.post(f"/qualifications/{made['id']}/people/{ann.me['person_id']}/give", json=give)
    assert answer.status_code == 204
    return owner, ann, made["id"]


async def _check(caller: Any, file: str) -> dict[str, Any]:
    return (await caller.post("/records/check", json={"file": file})).json()


async def test_a_record_says_what_is_held_and_how_it_was_earned_and_no_more(house: House) -> None:
    today = datetime.now(UTC).date().isoformat()
    owner, ann, qualification = await _holder(house)
    assert (await owner.get("/me/qualifications/record")).status_code == 409, "who holds nothing has nothing to say"
    answer = await ann.get("/me/qualifications/record")
    assert answer.headers["content-disposition"] == f'attachment; filename="qualifications-{today}.json"'
    record = answer.json()
    assert record.pop("signature")["algorithm"] == "Ed25519"
    decided = {"by": "decision", "on": today}
    assert record == {
        "format": "goodwork-record/1", "as_of": today, "server": None,
        "organization": {"number": ann.me["organization_id"], "name": ann.me["organization"]},
        "person": {"called_by": "name", "name": ann.me["name"]},
        "holds": [{"qualification": "Deutsch <b>", "tier": {"name": "good", "number": 2, "of": 3}, "earned": decided}],
    }  # fmt: skip
    hidden = await ann.ok("GET", "/me/qualifications/record", params={"named": "pseudonym"})
    assert ann.me["name"] not in json.dumps(hidden), "who goes by a pseudonym is not named"
    assert hidden["person"]["called_by"] == "pseudonym"

    # Earned by work: what it rests on, never how much somebody worked, or where.
    shown = {"shown": [{"project": 7, "question": "mood", "low": 0.937, "items": 4711},
                       {"project": 8, "question": "tone", "low": 0.958, "items": 815}]}  # fmt: skip
    rows = await _by_work(house, ann, qualification, 3, shown)
    assert rows[0]["earned"] == {"by": "work", "on": today, "at_least_percent": 93}
    # A tier that was cut down says nothing of the one that was lost.
    take = {"tier": 1, "reason": "The answers were somebody else's."}
    await owner.post(f"/qualifications/{qualification}/people/{ann.me['person_id']}/take", json=take)
    (row,) = (await ann.ok("GET", "/me/qualifications/record"))["holds"]
    assert row == {"qualification": "Deutsch <b>", "tier": {"name": "basic", "number": 1, "of": 3}, "earned": decided}


async def _by_work(
    house: House, whom: Caller, qualification: int, tier: int, evidence: dict[str, Any]
) -> list[dict[str, Any]]:
    """What a record says when answers have earned a tier, written down as a refit does it."""
    organization, person = OrganizationId(whom.me["organization_id"]), PersonId(whom.me["person_id"])
    async with house.state.database.transaction(Worker(organization)) as t:
        await held.add(t, organization, qualification, How.WORK, [(person, tier, evidence)])
    return (await whom.ok("GET", "/me/qualifications/record"))["holds"]


async def test_any_change_of_a_record_is_seen_and_nothing_of_it_is_shown(house: House) -> None:
    _, ann, _ = await _holder(house)
    other = (await _holder(house))[1]
    stranger = house.browser()
    text = (await ann.get("/me/qualifications/record")).text
    record = json.loads(text)
    found = await _check(stranger, text)
    assert (found["verdict"], found["record"]["person"]["name"]) == ("valid", ann.me["name"])
    # Spaces, the order of its members and escaped letters are not what is signed.
    assert (await _check(stranger, json.dumps(dict(reversed(record.items())))))["verdict"] == "valid"

    def changed(**parts: Any) -> str:
        return json.dumps(copy.deepcopy(record) | parts)

    higher = copy.deepcopy(record["holds"])
    higher[0]["tier"] |= {"name": "expert", "number": 3}
    somebody = {"called_by": "name", "name": other.me["name"]}
    # A letter of another alphabet that looks the same.
    alike = {**record["organization"], "name": record["organization"]["name"].replace("O", "\u041e")}
    theirs = (await other.ok("GET", "/me/qualifications/record"))["signature"]
    value = record["signature"]["value"]
    odd = {**record["signature"], "value": value[:-1] + chr(ord(value[-1]) + 1)}
    for file in (
        changed(holds=higher), changed(person=somebody), changed(organization=alike), changed(as_of="2031-01-01"),
        changed(server="https://university.example.org"), changed(signature=theirs), changed(further="more"),
        changed(signature={**record["signature"], "value": "A" * 86}), changed(signature=odd),
    ):  # fmt: skip
        found = await _check(stranger, file)
        assert (found["verdict"], found["record"]) == ("changed", None), file
    strange = changed(signature={**record["signature"], "key": signed.make_key()[2]})
    assert (await _check(stranger, strange))["verdict"] == "unknown-key"


async def test_what_is_no_record_is_refused_with_a_reason(house: House) -> None:
    _, ann, _ = await _holder(house)
    text = (await ann.get("/me/qualifications/record")).text
    record = json.loads(text)
    signature = record["signature"]
    twice = text.replace('"as_of"', '"as_of": "2031-01-01", "as_of"', 1)
    assert json.loads(twice)["as_of"] == record["as_of"], "a reader that takes the last one sees the true day"
    deep = "[" * 100_000 + "]" * 100_000
    for file, said in (
        (twice, "a name stands in it twice"),
        (text.replace('"number": 2', '"number": 2.0'), "no whole number"),
        (text.replace('"number": 2', '"number": NaN'), "not JSON"),
        (text.replace('"number": 2', '"number": 9007199254740993'), "too large"),
        (text.replace('"as_of"', '"as_\u043ef"'), "plain ASCII"),
        (text.replace("goodwork-record/1", "goodwork-record/2"), "not of the format"),
        (json.dumps(record | {"signature": {**signature, "algorithm": "none"}}), "none by Ed25519"),
        (json.dumps(record | {"signature": {**signature, "value": signature["value"] + "=="}}), "none by Ed25519"),
        (json.dumps(record | {"signature": {**signature, "key": "../../keys"}}), "names no key"),
        (json.dumps(record | {"signature": {**signature, "jwk": {}}}), "none by Ed25519"),
        (json.dumps(record | {"signature": None}), "not of the format"),
        ("[]", "no JSON object"), ("{}", "not of the format"), ("\ufeff" + text, "not JSON"),
        (deep, "nested"), ('{"a":"\\ud800"}', "surrogate"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=said):
            signed.check(file.encode("utf-8", "surrogatepass"), [])
        answer = await house.browser().post("/records/check", json={"file": file})
        assert answer.status_code == 422, file[:80]
    with pytest.raises(Unreadable, match="larger than 1 MiB"):
        signed.check(b" " * (signed.MOST_BYTES + 1), [])
    assert (await house.browser().post("/records/check", json={"file": "x" * 2_000_000})).status_code == 422


async def test_keys_are_turned_and_withdrawn_and_those_of_another_server_open_nothing(house: House) -> None:
    _, ann, _ = await _holder(house)
    database, secret, stranger = house.state.database, house.state.secret, house.browser()
    first = (await ann.get("/me/qualifications/record")).text
    keys = await stranger.ok("GET", "/signing-keys")
    assert json.loads(first)["signature"]["key"] == keys["keys"][0]["kid"]
    assert {tuple(key) for key in keys["keys"]} == {
        ("kty", "crv", "use", "kid", "x", "made_on", "ended_on", "withdrawn")
    }, "the private half is in no answer"

    second = await new_key(database, secret)
    later = (await ann.get("/me/qualifications/record")).text
    assert json.loads(later)["signature"]["key"] == second
    assert [(await _check(stranger, file))["verdict"] for file in (first, later)] == ["valid", "valid"]
    async with database.transaction(SYSTEM) as t:
        kept = list(await t.execute(sql("SELECT sealed FROM signing_key WHERE ended_on IS NOT NULL")))
    assert {row[0] for row in kept} == {None}, "the private half of a key that signs no more is gone"

    with pytest.raises(Unavailable, match="another secret"):
        await signer(database, b"another secret" * 3)
    with pytest.raises(Invalid, match="reason"):
        await withdraw_key(database, second, " \u200b")
    await withdraw_key(database, second, "A backup was stolen.")
    with pytest.raises(NotFound):
        await withdraw_key(database, second, "Again.")
    found = await _check(stranger, later)
    assert (found["verdict"], found["withdrawn"], found["record"]) == ("withdrawn-key", "A backup was stolen.", None)
    assert (await _check(stranger, first))["verdict"] == "valid"
    third = (await ann.ok("GET", "/me/qualifications/record"))["signature"]["key"]
    assert third not in (second, json.loads(first)["signature"]["key"]), "a new one is made at once"

    # Keys as they are published are read again, and one that goes by another's name is none.
    ours = await see_keys(database)
    public = json.dumps(await stranger.ok("GET", "/signing-keys")).encode()
    assert signed.read_keys(public) == ours
    foreign = signed.make_key()
    for row, said in (
        ({**signed.published(ours)["keys"][0], "x": foreign[1]}, "thumbprint"),
        ({"kty": "oct", "k": "c2VjcmV0"}, "no public key"), ({"keys": []}, "no list"), ({"keys": 5}, "no list"),
        ({**signed.published(ours)["keys"][0], "made_on": "soon"}, "a day"),
    ):  # fmt: skip
        with pytest.raises(Unreadable, match=said):
            signed.read_keys(json.dumps(row).encode())
    # Once withdrawn and once not: which of them comes first decides nothing.
    (row, *_) = json.loads(public)["keys"]
    with pytest.raises(Invalid, match="stands in it twice"):
        signed.read_keys(json.dumps({"keys": [row, {**row, "withdrawn": "Stolen."}]}).encode())
    theirs = [replace(ours[0], id=foreign[2], public=foreign[1])]
    assert signed.check(first.encode(), theirs).verdict is signed.Verdict.UNKNOWN_KEY


async def test_whose_access_has_ended_takes_the_record_along_and_the_reason_is_not_in_it(house: House) -> None:
    owner, ann, _ = await _holder(house)
    await owner.ok("PATCH", f"/people/{ann.me['person_id']}", json={"active": False, **WHY})
    closed = await house.sign_in(ann.me["email"])
    text = (await closed.get("/me/qualifications/record")).text
    assert WHY["reason"] not in text and "certificate" not in text
    assert (await _check(house.browser(), text))["verdict"] == "valid"
    assert (await house.browser().get("/me/qualifications/record")).status_code == 401
