"""Pay over HTTP: answers at the rate that was shown, a statement to the cent, corrections that add and never change."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from goodwork.store.installation.checking import checking
from tests.api.callers import Caller, House
from tests.queue.place import Place, place


async def _rate(here: Place, amount: int, currency: str = "EUR") -> None:
    await here.owner.ok("PUT", f"/projects/{here.project}/pay", json={"currency": currency, "amount": amount})


async def _lines(caller: Caller) -> list[dict[str, Any]]:
    return (await caller.ok("GET", "/me/pay/lines"))["rows"]


def _ledger_faults(url: str) -> list[str]:
    with checking(url) as moment:
        return [fault for fault in moment.data() if "pay" in fault or "paid" in fault or "owed" in fault]


async def test_an_answer_is_paid_once_at_the_rate_that_was_shown_when_it_was_claimed(
    house: House, database_url: str
) -> None:
    here = await place(house)
    await here.items(4)
    ann = await house.person(here.owner, "annotator")
    unpaid = (await here.claim(ann))["claim"]
    await _rate(here, 25)
    await here.submit(ann, unpaid)
    assert await _lines(ann) == [], "nothing was promised when it was claimed"

    claim = (await here.claim(ann))["claim"]
    await _rate(here, 10)
    await _rate(here, 10)  # saved again, it is no other rate
    shown = (await ann.ok("GET", f"/projects/{here.project}/pay"))["rates"]
    assert [rate["amount"] for rate in shown] == [10, 25]
    made = await here.submit(ann, claim)
    assert await here.submit(ann, claim) == made, "sent again, it is the same answer"
    body = {"answers": {"mood": {"labels": ["bad"]}}, "form_version": 1}
    await ann.ok("POST", f"/annotations/{made['id']}/revisions", json=body)
    await here.submit(ann, (await here.claim(ann))["claim"])
    await _rate(here, 0)
    await here.submit(ann, (await here.claim(ann))["claim"])

    assert [(line["amount"], line["currency"], line["by"]) for line in await _lines(ann)] == [
        (10, "EUR", None),
        (25, "EUR", None),
    ]
    (owed,) = await ann.ok("GET", "/me/pay")
    assert (owed["amount"], owed["postings"]) == (35, 2)
    (row,) = (await here.owner.ok("GET", "/pay"))["rows"]
    assert row == owed
    assert _ledger_faults(database_url) == []


async def test_a_correction_is_a_line_of_its_own_by_a_named_person_with_a_reason(
    house: House, database_url: str
) -> None:
    here = await place(house)
    await here.items(1)
    ann = await house.person(here.owner, "annotator")
    await _rate(here, 125)
    await here.submit(ann, (await here.claim(ann))["claim"])
    before = await _lines(ann)
    path = f"/people/{ann.me['person_id']}/pay"
    body = {"currency": "EUR", "amount": -25, "reason": "The bonus was posted twice."}
    made = [await here.owner.ok("POST", path, 201, json=body, headers={"Idempotency-Key": "one"}) for _ in range(2)]
    assert made[0] == made[1]
    correction, *rest = await _lines(ann)
    assert rest == before
    assert (correction["amount"], correction["by"], correction["reason"]) == (
        -25,
        here.owner.me["name"],
        "The bonus was posted twice.",
    )
    assert [one["amount"] for one in await ann.ok("GET", "/me/pay")] == [100]
    (told, *_) = (await here.owner.ok("GET", "/audit"))["rows"]
    assert told["detail"]["after"] == {"amount": "-0.25 EUR", "reason": "The bonus was posted twice."}
    for wrong in ({"reason": " "}, {"reason": "\u200b"}, {"amount": 0}, {"currency": "eur"}):
        assert (await here.owner.post(path, json={**body, **wrong})).status_code == 422
    other = await house.owner()
    assert (await other.post(path, json=body)).status_code == 404
    assert _ledger_faults(database_url) == []


async def test_nobody_changes_the_ledger_and_verify_sees_who_did(house: House, database_url: str) -> None:
    here = await place(house)
    await here.items(1)
    ann = await house.person(here.owner, "annotator")
    await _rate(here, 5)
    await here.submit(ann, (await here.claim(ann))["claim"])
    with psycopg.connect(database_url, autocommit=True) as t:
        for table in ("pay_posting", "pay_entry", "pay_rate"):
            column = "organization_id"
            for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
                with pytest.raises(psycopg.errors.RaiseException, match="only added to"):
                    t.execute(statement)  # type: ignore[call-overload]
        t.execute("SET session_replication_role = replica")
        t.execute("UPDATE pay_entry SET amount = amount + 1 WHERE account = 0")
    assert len(_ledger_faults(database_url)) == 3
    with psycopg.connect(database_url, autocommit=True) as t:
        t.execute("SET session_replication_role = replica")
        t.execute("UPDATE pay_entry SET amount = amount - 1 WHERE account = 0")
