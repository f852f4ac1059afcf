"""Statements: closed once, right to the minor unit in every currency, sent signed, and never out of balance."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import itertools
import json
import ssl
import subprocess
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodwork.actions.pay.correct_pay import correct_pay
from goodwork.actions.pay.deliver import ask_for_deliveries, deliver
from goodwork.actions.sealing import opened
from goodwork.fetching.addresses import Reach, read_hosts
from goodwork.fetching.poster import Poster
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.pay import plain, read_amount
from goodwork.model.people import Actor, Role
from goodwork.store.installation.checking import PAY, checking
from goodwork.store.pay import statements
from tests.api.callers import Caller, House
from tests.queue.place import Place, place


def _month() -> str:
    """The month in which something was posted just now: asked afterwards, for it may have begun since."""
    return datetime.now(UTC).strftime("%Y-%m")


async def _correct(here: Place, person: Caller, amount: int, currency: str = "EUR") -> None:
    body = {"currency": currency, "amount": amount, "reason": "By hand."}
    await here.owner.ok("POST", f"/people/{person.me['person_id']}/pay", json=body)


def _faults(url: str) -> list[str]:
    with checking(url) as moment:
        return list(moment.data(PAY))


async def test_a_month_is_closed_once_and_goes_to_payroll_to_the_minor_unit(house: House, database_url: str) -> None:
    here = await place(house)
    one, other = [await house.person(here.owner, "annotator") for _ in range(2)]
    for currency, amount in (("EUR", 5), ("JPY", 1200), ("KWD", 1005)):
        await _correct(here, one, amount, currency)
    await _correct(here, one, 20)
    await _correct(here, other, -10)
    month = _month()
    first = {"json": {"month": month}, "params": {"limit": 2}, "headers": {"idempotency-key": "the first two"}}
    closed = await here.owner.ok("POST", "/pay/statements", **first)
    assert await here.owner.ok("POST", "/pay/statements", **first) == closed, "sent again because no answer came"
    while closed["next"]:
        more = await here.owner.ok("POST", "/pay/statements", json={"month": month}, params={"after": closed["next"]})
        closed = {"statements": closed["statements"] + more["statements"], "next": more["next"]}
    assert closed["statements"] == 3, "what comes to less than nothing is carried over"
    assert (await here.owner.ok("POST", "/pay/statements", json={"month": month}))["statements"] == 0
    await _correct(here, one, 7)
    assert (await here.owner.ok("POST", "/pay/statements", json={"month": month}))["statements"] == 0

    owed = {(row["person_id"], row["currency"]): row["amount"] for row in (await here.owner.ok("GET", "/pay"))["rows"]}
    assert owed == {
        (one.me["person_id"], "EUR"): 7, (one.me["person_id"], "JPY"): 0, (one.me["person_id"], "KWD"): 0,
        (other.me["person_id"], "EUR"): -10,
    }  # fmt: skip
    mine = (await one.ok("GET", "/me/pay/statements"))["rows"]
    assert {row["currency"]: (row["amount"], row["lines"]) for row in mine} == {
        "EUR": (25, 2), "JPY": (1200, 1), "KWD": (1005, 1),
    }  # fmt: skip
    lines = (await one.ok("GET", "/me/pay/lines"))["rows"]
    assert sorted(line["amount"] for line in lines if line["kind"] == "statement") == [-1200, -1005, -25]
    assert [line["amount"] for line in lines if line["kind"] == "correction" and line["on"] is None] == [7]

    csv = (await here.owner.get("/pay/statements/export", params={"month": month})).text.split("\r\n")
    assert csv[0].startswith("statement,month,person,pseudonym,name,currency,amount")
    assert sorted(",".join(row.split(",")[5:7]) for row in csv[1:-1]) == [
        '"EUR","0.25"',
        '"JPY","1200"',
        '"KWD","1.005"',
    ]
    taken = await here.owner.get("/pay/statements/export", params={"month": month, "form": "json"})
    assert {row["currency"]: row["amount"] for row in taken.json()["statements"]} == {
        "EUR": "0.25", "JPY": "1200", "KWD": "1.005",
    }  # fmt: skip
    assert (await one.get("/pay/statements/export", params={"month": month})).status_code == 403
    for far in ("2199-01", "2099-01", "0000-01", "9999-12"):
        assert (await here.owner.post("/pay/statements", json={"month": far})).status_code == 422
        read = await here.owner.get("/pay/statements", params={"month": far})
        assert read.status_code == (200 if far == "2099-01" else 422)
    outsider = await house.owner()
    assert (await outsider.get("/pay/statements/export", params={"month": month})).text.count("\r\n") == 1
    assert _faults(database_url) == []
    with psycopg.connect(database_url, autocommit=True) as t:
        for table in ("pay_statement", "pay_statement_line"):
            with pytest.raises(psycopg.errors.RaiseException, match="only added to"):
                t.execute(f"DELETE FROM {table}")  # type: ignore[call-overload]


async def test_nobody_corrects_their_own_pay_but_a_single_owner_and_that_is_said(house: House) -> None:
    here = await place(house)
    owner, me = here.owner, here.owner.me["person_id"]
    body = {"currency": "EUR", "amount": 500, "reason": "A day of reviews."}
    await owner.ok("POST", f"/people/{me}/pay", 201, json=body)
    (told, *_) = (await owner.ok("GET", "/audit"))["rows"]
    assert (told["action"], told["subject_id"]) == ("pay.corrected-alone", me)
    other = await house.person(owner, "owner")
    for lead, person in ((owner, me), (other, other.me["person_id"])):
        refused = await lead.post(f"/people/{person}/pay", json=body)
        assert refused.status_code == 403 and "another owner" in refused.text
    await other.ok("POST", f"/people/{me}/pay", 201, json={**body, "amount": 7})
    assert [(one["amount"], one["alone"]) for one in (await owner.ok("GET", "/me/pay/lines"))["rows"]] == [
        (7, False), (500, True),
    ]  # fmt: skip
    month = _month()
    await other.ok("POST", "/pay/statements", json={"month": month})
    (closed,) = (await owner.ok("GET", "/me/pay/statements"))["rows"]
    assert (closed["amount"], closed["lines"], closed["alone"]) == (507, 2, 1)
    csv = (await other.get("/pay/statements/export", params={"month": month})).text.split("\r\n")
    assert csv[0].endswith(",corrected_alone") and csv[1].endswith(",1")


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("post"), st.integers(0, 1), st.sampled_from(["EUR", "JPY"]), st.integers(-50, 50)),
        st.tuples(st.just("close"), st.just(0), st.just(""), st.just(0)),
    ),
    max_size=12,
)


async def test_whatever_is_posted_and_closed_balances_to_zero_and_changes_no_entry(
    house: House, database_url: str
) -> None:
    here = await place(house)
    people = [PersonId((await house.person(here.owner, "annotator")).me["person_id"]) for _ in range(2)]
    organization = OrganizationId(here.owner.me["organization_id"])
    owner = Actor(organization, PersonId(here.owner.me["person_id"]), Role.OWNER)
    runner, months = asyncio.get_running_loop(), itertools.count()

    async def walk(steps: list[tuple[str, int, str, int]]) -> None:
        for n, (what, who, currency, amount) in enumerate(steps):
            before = await here.sql("SELECT e.* FROM pay_entry e ORDER BY e.posting_id, e.account")
            if what == "close":
                # Months that follow each other: each is closed once.
                n_month = next(months)
                month = date(3000 + n_month // 12, n_month % 12 + 1, 1)
                async with house.state.database.transaction(here.worker) as t:
                    await statements.close(t, organization, month, owner.person_id, (0, ""), 100)
            elif amount:
                await correct_pay(house.state.database, owner, people[who], currency, amount, f"Step {n}.")
            after = await here.sql("SELECT e.* FROM pay_entry e ORDER BY e.posting_id, e.account")
            assert after[: len(before)] == before, "an entry that was there is as it was"
        sums = await here.sql("SELECT currency, sum(amount) FROM pay_entry GROUP BY currency")
        assert all(amount == 0 for _, amount in sums)
        assert _faults(database_url) == []

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(_STEPS)
    def walks(steps: list[tuple[str, int, str, int]]) -> None:
        asyncio.run_coroutine_threadsafe(walk(steps), runner).result(120)

    await asyncio.to_thread(walks)


@given(st.integers(-(10**9), 10**9), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_an_amount_is_read_as_it_is_written(amount: int, currency: str) -> None:
    assert read_amount(plain(amount, currency), currency) == amount


@dataclass
class Payroll:
    """A payroll's server: what it was sent, and what it answers next."""

    url: str = ""
    hosts: str = ""
    answers: list[int] = field(default_factory=list[int])
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list[tuple[dict[str, str], bytes]])


@asynccontextmanager
async def _payroll(folder: Path) -> AsyncGenerator[tuple[Payroll, ssl.SSLContext]]:
    key, certificate = folder / "key.pem", folder / "cert.pem"
    await asyncio.to_thread(
        subprocess.run,
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out",
         str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    served, trusts = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context(cafile=certificate)
    served.load_cert_chain(certificate, key)
    here = Payroll()

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in head[1:-2])}
            here.came.append((headers, await reader.readexactly(int(headers["content-length"]))))
            status = here.answers.pop(0) if here.answers else 200
            writer.write(f"HTTP/1.1 {status} Said\r\nContent-Length: 0\r\nLocation: http://127.0.0.1/\r\n\r\n".encode())
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(one, "127.0.0.1", 0, ssl=served)
    port = server.sockets[0].getsockname()[1]
    here.url, here.hosts = f"https://127.0.0.1:{port}/in", f"127.0.0.1:{port}"
    async with server:
        yield here, trusts


async def test_a_closed_statement_is_posted_signed_until_it_is_taken(house: House, tmp_path: Path) -> None:
    here = await place(house)
    ann = await house.person(here.owner, "annotator")
    organization = OrganizationId(here.owner.me["organization_id"])
    database = house.state.database
    async with _payroll(tmp_path) as (payroll, trusts):
        for wrong in ("http://payroll.example.org/", "https://127.0.0.1/", "https://user@example.org/", "nonsense"):
            refused = await here.owner.put("/pay/hook", json={"address": wrong})
            assert refused.status_code == 422, wrong
        reach = Reach("public", read_hosts(payroll.hosts))
        object.__setattr__(house.state, "reach", reach)
        key = (await here.owner.ok("PUT", "/pay/hook", json={"address": payroll.url}))["key"]
        assert key not in json.dumps(await here.owner.ok("GET", "/pay/hook"))
        secret, raw = house.state.secret, base64.b64decode(key.removeprefix("whsec_"))
        [(kept,)] = await here.sql("SELECT secret FROM pay_hook")
        assert kept.startswith("sealed_") and opened(secret, "pay-hook", kept) == raw, (
            "it does not lie open in the database"
        )
        # One of before is sealed by the worker's next look, and goes on to sign.
        await here.sql("UPDATE pay_hook SET secret = :key", key=key)
        await ask_for_deliveries(database, secret)
        [(kept,)] = await here.sql("SELECT secret FROM pay_hook")
        assert kept.startswith("sealed_") and opened(secret, "pay-hook", kept) == raw
        await _correct(here, ann, 1234)
        month = _month()
        await here.owner.ok("POST", "/pay/statements", json={"month": month})
        (statement,) = (await here.owner.ok("GET", "/pay/statements", params={"month": month}))["rows"]
        assert statement["sent"] == "waiting"

        poster = Poster(reach, certificates=lambda: trusts)
        payroll.answers = [500, 302, 204]
        for n, problem in enumerate(("Its server answered 500.", "Its server answered 302.", None)):
            assert await deliver(database, poster, secret, organization, statement["id"]) is (problem is None)
            (seen,) = (await here.owner.ok("GET", "/pay/statements", params={"month": month}))["rows"]
            assert (seen["sent"], seen["problem"]) == ("delivered" if problem is None else "waiting", problem)
            assert not await deliver(database, poster, secret, organization, statement["id"]), "its time has not come"
            await here.sql("UPDATE pay_delivery SET next_at = now() WHERE next_at IS NOT NULL")
            assert await ask_for_deliveries(database, secret) >= (n < 2)
        assert len(payroll.came) == 3, "a redirect is not followed"
        assert len({(headers["webhook-id"], body) for headers, body in payroll.came}) == 1
        for headers, body in payroll.came:
            signing = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
            mac = hmac.new(base64.b64decode(key.removeprefix("whsec_")), signing, hashlib.sha256).digest()
            assert headers["webhook-signature"] == "v1," + base64.b64encode(mac).decode()
            assert headers["idempotency-key"] == headers["webhook-id"]
        said: dict[str, Any] = json.loads(payroll.came[0][1])["data"]
        assert (said["amount"], said["minor_units"], said["person"]) == ("12.34", 1234, ann.me["person_id"])

        await here.owner.ok("POST", f"/pay/statements/{statement['id']}/send")
        # A server that this installation may not ask any more, and one whose certificate does not hold.
        assert not await deliver(database, poster, b"another secret", organization, statement["id"])
        (seen,) = (await here.owner.ok("GET", "/pay/statements", params={"month": month}))["rows"]
        assert "save the hook again" in seen["problem"]
        for closed in (Poster(Reach("public")), Poster(reach)):
            await here.sql("UPDATE pay_delivery SET next_at = now() WHERE next_at IS NOT NULL")
            assert not await deliver(database, closed, secret, organization, statement["id"])
            await closed.close()
        assert len(payroll.came) == 3
        await poster.close()
    await here.owner.ok("DELETE", "/pay/hook")
    told = [row["action"] for row in (await here.owner.ok("GET", "/audit"))["rows"]]
    assert told.count("pay.hook") == 2 and "pay.closed" in told and told.count("pay.sent") == 1
    assert (await here.owner.post(f"/pay/statements/{statement['id']}/send")).status_code == 409
