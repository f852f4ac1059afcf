"""All that is held about somebody is in the file that they take along, and nobody else is."""

from __future__ import annotations

import asyncio
import io
import json
import tempfile
import zipfile
from typing import Any

import pytest

from goodwork.actions.people.own_data import AT_ONCE, own_data_file
from goodwork.model.people import Actor, Role
from goodwork.store.people.held import HELD
from goodwork.store.people.own_data import NOT_HANDED, PARTS
from tests.api.callers import PASSWORD, WHY, Caller, House
from tests.queue.place import place


async def _taken(caller: Caller) -> tuple[dict[str, list[dict[str, Any]]], str]:
    answer = await caller.get("/me/data")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        texts = {name: file.read(name).decode() for name in file.namelist()}
    contents = json.loads(texts["contents.json"])
    tables = {
        name.removesuffix(".jsonl"): [json.loads(line) for line in words.splitlines()]
        for name, words in texts.items()
        if name.endswith(".jsonl")
    }
    assert {one["file"]: one["rows"] for one in contents["files"]} == {
        f"{name}.jsonl": len(rows) for name, rows in tables.items()
    }
    return tables, "\n".join(texts.values())


def test_every_listed_column_is_in_the_file_or_says_why_not() -> None:
    parts = [part.name for part in PARTS]
    assert len(parts) == len(set(parts))
    assert {one.column for one in HELD} - set(parts) == set(NOT_HANDED)
    assert all(len(why) > 20 for why in NOT_HANDED.values())


async def test_what_i_did_is_in_it_and_nobody_else_and_no_secret(house: House) -> None:
    here = await place(house)
    owner, project = here.owner, here.project
    me, other = await house.person(owner, "annotator"), await house.person(owner, "reviewer")
    await here.items(1)
    for caller in (me, other):
        await here.submit(caller, (await here.claim(caller))["claim"])
    await owner.ok("PUT", f"/projects/{project}/pay", json={"currency": "EUR", "amount": 5})
    await house.token(me, "read")
    await owner.ok("PATCH", f"/people/{me.me['person_id']}", json={"active": False, **WHY})
    me = await house.sign_in(me.me["email"])
    tables, whole = await _taken(me)
    (mine,) = tables["annotation.person_id"]
    assert mine["answers"] == {"mood": {"labels": ["good"]}} and mine["person_id"] == me.me["person_id"]
    assert tables["restriction.person_id"][0]["reason"] == WHY["reason"]
    assert "made_by" not in tables["restriction.person_id"][0]
    assert tables["person"][0]["email"] == me.me["email"] and "password_hash" not in whole
    assert len(tables["api_token.person_id"]) == 1 and "token_hash" not in whole and "argon2" not in whole
    for one in (owner, other):
        assert one.me["name"] not in whole and one.me["email"] not in whole
    # Somebody who leads reads when and what they decided, and not the rest of it.
    leads, whole = await _taken(owner)
    assert leads["restriction.made_by"][0]["reason"] == WHY["reason"]
    assert "person_id" not in leads["restriction.made_by"][0] and me.me["email"] not in whole
    assert any(row["action"] == "person.changed" for row in leads["audit.person_id"])
    assert PASSWORD not in whole


async def test_pay_is_taken_along_with_its_amounts(house: House) -> None:
    owner = await house.owner()
    me, other = await house.person(owner, "annotator"), await house.person(owner, "annotator")
    for caller, amount in ((me, 1995), (me, -5), (other, 700)):
        body = {"currency": "EUR", "amount": amount, "reason": "By hand."}
        await owner.ok("POST", f"/people/{caller.me['person_id']}/pay", json=body)
    # The month of the postings as they say it themselves: another one may have begun since.
    month = (await _taken(me))[0]["pay_posting.person_id"][0]["at"][:7]
    await owner.ok("POST", "/pay/statements", json={"month": month})
    tables, _ = await _taken(me)
    amounts = {row["posting_id"]: row["amount"] for row in tables["pay_entry"]}
    assert sorted(amounts.values()) == [-1990, -5, 1995], "what was posted, and the statement that it went to"
    assert set(amounts) == {row["id"] for row in tables["pay_posting.person_id"]}
    (statement,) = tables["pay_statement.person_id"]
    assert {(row["statement_id"], row["posting_id"]) for row in tables["pay_statement_line"]} == {
        (statement["id"], posting) for posting, amount in amounts.items() if amount != -1990
    }


async def test_nobody_takes_both_turns_or_fills_the_disk(house: House) -> None:
    me = await house.person(await house.owner(), "annotator")
    answers = await asyncio.gather(*(me.get("/me/data") for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [200, 429, 429]
    who = Actor(me.me["organization_id"], me.me["person_id"], Role.ANNOTATOR)
    database, blobs = house.state.database, house.state.blobs
    slow = await own_data_file(database, blobs, who)
    assert next(slow.pieces)
    whole = await own_data_file(database, blobs, who)
    assert list(slow.pieces) == [], "what was taken slowly has ended"
    assert sum(len(piece) for piece in whole.pieces) == whole.size


async def test_a_full_disk_leaves_every_turn(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    me = await house.person(await house.owner(), "annotator")
    with monkeypatch.context() as full:
        full.setattr(tempfile, "tempdir", "/nowhere")
        for _ in range(AT_ONCE):
            assert (await me.get("/me/data")).status_code >= 500
    after = await asyncio.wait_for(me.get("/me/data"), 15)
    assert after.status_code == 200
