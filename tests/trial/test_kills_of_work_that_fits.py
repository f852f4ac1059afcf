"""kill -9 and restarts of the database while people are assessed, paid, restricted, hand over and take things along."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest

from goodwork.store.installation.checking import RULES
from tests.api.callers import PASSWORD
from tests.attacks.installation import Installation, Person, installed
from tests.trial.matrix import Row
from tests.trial.persistent import Persistent, Seen

PEOPLE = 6
SECONDS = 40.0
ATTEMPT = 20
"""What handing in an assessment is paid, in cents."""
WHY = "Only the field team goes on."
GOOD = {"mood": {"labels": ["good"]}}


class Year:
    """A small organization in which everything of this kind happens, and what each one noted of it."""

    def __init__(self, place: Installation, dice: random.Random) -> None:
        self.place, self.dice, self.seen = place, dice, Seen()
        self.owner = place.people["owner"]
        self.other = place.person("owner")
        self.project = place.project()
        place.bring(self.project, [{"id": f"t{n}", "text": f"Text {n}."} for n in range(3000)])
        self.owner.ok("PUT", f"/projects/{self.project}/pay", json={"basis": "hour", "currency": "EUR", "amount": 1550})
        self.team = self.owner.ok("POST", "/teams", json={"name": "North"})["id"]
        tiers = {"name": "Deutsch", "tiers": [{"name": "basic"}]}
        self.qualification = self.owner.ok("POST", "/qualifications", json=tiers)["id"]
        self.assessments = [self._assessment() for _ in range(6)]
        page = {"shown": True, "work": "Reading.", "used_by": "The weather service.", "pay": "unsaid", "most_open": 50}
        self.page = self.owner.ok("PUT", "/public-page", json=page)["address"].rsplit("/", 1)[1]
        self.people = [place.person() for _ in range(PEOPLE)]
        for one in self.people:
            give = {"tier": 1, "reason": "Shown in person."}
            self.owner.ok("POST", f"/qualifications/{self.qualification}/people/{one.me['person_id']}/give", json=give)
        self.hours: dict[int, int] = {}
        """Acknowledged hours -> what they come to."""
        self.corrections: list[int] = []
        self.handed_in: dict[tuple[int, int], Any] = {}
        self.handed_over: list[int] = []
        self.applied: dict[str, int] = {}
        self.appealed: list[tuple[int, int]] = []
        self.ended = threading.Event()

    def _assessment(self) -> int:
        body = {"title": "Reading closely", "ready_made": "reading-closely", "drawn": 2, "pass_mark": 0.5, "tries": 3,
                "wait_days": 0, "minutes": 5, "pay_currency": "EUR", "pay_amount": ATTEMPT}  # fmt: skip
        ready = next(one for one in self.owner.ok("GET", "/ready-made") if one["name"] == "reading-closely")
        terms = {**{key: ready[key] for key in ready if key in ("about", "guideline")}, **body}
        made = self.owner.ok("POST", "/assessments", json=terms)["id"]
        terms.pop("ready_made")
        earns = {"qualification_id": self.qualification, "tier": 1}
        self.owner.ok("PUT", f"/assessments/{made}", json={**terms, **earns, "state": "open"})
        return made

    def persistent(self, browser: Person, number: int) -> Persistent:
        return Persistent(browser, self.seen, random.Random(f"{self.dice.random()} {number}"))

    def until(self, number: int) -> Iterator[int]:
        """Rounds, until the time is over."""
        end = time.monotonic() + SECONDS
        rounds = 0
        while time.monotonic() < end:
            yield rounds
            rounds += 1

    def work(self, number: int) -> None:
        """A person: is assessed, enters hours, hands over, ends the day, appeals, takes things along."""
        browser = self.people[number]
        me, who = self.persistent(browser, number), browser.me["person_id"]
        for n in self.until(number):
            if n < len(self.assessments):
                self._be_assessed(me, who, self.assessments[n])
            self._enter_hours(me, n)
            self._hand_over(me)
            if me.ok("POST", "/me/done")["met"] != "own-done" or me.ok("POST", "/me/come-back", json={})["met"]:
                self.seen.untrue.append("being done for today, and coming back")
            for row in me.ok("GET", "/me/restrictions")["rows"]:
                if row["may_appeal"]:
                    made = me.ok("POST", f"/me/restrictions/{row['id']}/appeal", json={"argument": "It is not so."})
                    self.appealed.append((row["id"], made["id"]))
            self._take_along(me)

    def _be_assessed(self, me: Persistent, who: int, assessment: int) -> None:
        attempt = me.ok("POST", f"/assessments/{assessment}/attempts")["id"]
        asked = me.ok("GET", f"/attempts/{attempt}")
        for one in asked["items"]:
            answers = {q["key"]: _some(q) for q in asked["questions"]}
            saved = me.ok(
                "PUT", f"/attempts/{attempt}/items/{one['place']}", json={"answers": answers, "revision": 0}
            )  # fmt: skip
            if saved["revision"] != 1:
                self.seen.untrue.append(f"one answer was saved {saved['revision']} times")
        kept = me.ok("GET", f"/attempts/{attempt}")["items"]
        if any(one["revision"] != 1 or not one["answers"] for one in kept):
            self.seen.untrue.append("an answer of an assessment that was said to be saved is not there")
        self.handed_in[who, assessment] = me.ok("POST", f"/attempts/{attempt}/handed-in")["score"]

    def _enter_hours(self, me: Persistent, n: int) -> None:
        day = datetime.now(UTC).date()
        made = me.ok(
            "POST", f"/projects/{self.project}/hours", json={"day": day.isoformat(), "minutes": 7, "note": f"{n}"}
        )  # fmt: skip
        self.hours[made["id"]] = made["amount"]

    def _hand_over(self, me: Persistent) -> None:
        claim = me.ok("POST", f"/projects/{self.project}/claims", json={})["claim"]
        if claim is None:
            return
        me.ok("POST", f"/claims/{claim['id']}/hand-over", json={"answers": GOOD, "form_version": 1})
        self.handed_over.append(claim["id"])

    def _take_along(self, me: Persistent) -> None:
        record = me.raw("/me/qualifications/record").decode()
        checked = me.ok("POST", "/records/check", json={"file": record})
        if checked["verdict"] != "valid":
            self.seen.untrue.append(f"a record is {checked['verdict']}: {record[:200]}")
        with zipfile.ZipFile(io.BytesIO(me.raw("/me/data"))) as data:
            bad = data.testzip()
            told = json.loads(data.read("contents.json"))
        if bad or not told:
            self.seen.untrue.append(f"own data is not whole: {bad}")

    def lead(self, number: int) -> None:
        """An owner: takes with a reason, decides appeals, confirms hours, corrects, closes the month."""
        one, two = self.persistent(self.owner, 100), self.persistent(self.other, 101)
        month = datetime.now(UTC).strftime("%Y-%m")
        for n in self.until(number):
            whom = self.people[n % PEOPLE].me["person_id"]
            one.ok("PATCH", f"/people/{whom}", json={"team_ids": [self.team]})
            one.ok("PATCH", f"/people/{whom}", json={"team_ids": [], "reason": WHY})
            for row in two.ok("GET", "/restriction-appeals")["rows"]:
                if not row["mine"]:
                    body = {"upheld": True, "reason": "They go on."}
                    two.ok("POST", f"/restriction-appeals/{row['id']}/decision", json=body)
            for row in one.ok("GET", f"/projects/{self.project}/hours")["rows"]:
                one.ok("PUT", f"/hours/{row['id']}", json={"confirmed": True, "reason": ""})
            made = one.ok("POST", f"/people/{whom}/pay", json={"currency": "EUR", "amount": 3, "reason": f"{n}"})
            self.corrections.append(made["id"])
            if n % 3 == 2:
                one.ok("POST", "/pay/statements", json={"month": month})

    def apply(self, number: int) -> None:
        """Applicants, one after the other: of one network ten requests are looked at within a quarter of an hour."""
        for n in range(2):
            browser = self.place.browser()
            email = f"hopeful{n}@example.org"
            body = {"name": f"Hopeful {n}", "email": email, "password": PASSWORD}
            me = Persistent(browser, self.seen, random.Random(1.0))
            self.applied[email] = me.ok("POST", f"/work-with-us/{self.page}/applications", json=body)["person_id"]
            time.sleep(self.dice.uniform(0, SECONDS / 3))

    def disturb(self, faults: list[Callable[[], None]]) -> None:
        """Make one of the faults every now and then."""
        end = time.monotonic() + SECONDS - 5
        while time.monotonic() < end:
            time.sleep(self.dice.uniform(1.5, 4))
            with suppress(IndexError, OSError):
                self.dice.choice(faults)()


def _some(question: dict[str, Any]) -> dict[str, Any]:
    """An answer, right or not."""
    if question["kind"] == "classification":
        return {"labels": [question["labels"][0]["id"]]}
    raise AssertionError(question["kind"])


def judge(row: Row, year: Year) -> None:
    """What they noted beside what the database has."""
    seen = year.seen
    with year.place.connect() as c:
        row.put("lost", not (lost := list(_lost(c, year))) and not seen.untrue, "; ".join([*lost, *seen.untrue[:3]]))
        broken = [rule.says for rule in RULES if c.execute(rule.statement.encode()).fetchall()[0][0]]
        row.put("twice", not (twice := [*_twice(c, year), *broken]), "; ".join(twice))
    row.put("5xx", not seen.defects, "; ".join(sorted(set(seen.defects))[:3]))
    row.notes.setdefault("lost", "")
    row.notes["lost"] += (
        f" {seen.answered} answers, {seen.retries} requests sent again: {len(year.handed_in)} assessments, "
        f"{len(year.hours)} hours, {len(year.corrections)} corrections, {len(year.handed_over)} hand-overs, "
        f"{len(year.appealed)} appeals, {len(year.applied)} applications"
    )
    assert len(year.handed_in) >= PEOPLE and len(year.appealed) > 0 and len(year.applied) == 2


def _lost(c: Any, year: Year) -> Iterator[str]:
    def rows(statement: str) -> dict[Any, Any]:
        return dict(c.execute(statement).fetchall())

    kept = rows("SELECT id, minutes FROM pay_hours")
    if missing := set(year.hours) - set(kept):
        yield f"hours {missing}"
    posted = rows("SELECT id, kind FROM pay_posting WHERE kind = 'correction'")
    if missing := set(year.corrections) - set(posted):
        yield f"corrections {missing}"
    results = {
        (person, assessment): score
        for person, assessment, score in c.execute(
            "SELECT person_id, assessment_id, score FROM attempt WHERE handed_in_on IS NOT NULL"
        ).fetchall()
    }
    if any(key not in results or abs(results[key] - score) > 1e-6 for key, score in year.handed_in.items()):
        yield "results of assessments"
    over = {row[0] for row in c.execute("SELECT claim_id FROM handover").fetchall()}
    if missing := set(year.handed_over) - over:
        yield f"hand-overs {missing}"
    appeals = rows("SELECT restriction_id, id FROM restriction_appeal")
    if any(appeals.get(restriction) != appeal for restriction, appeal in year.appealed):
        yield "appeals"
    applied = rows("SELECT e.email, p.person_id FROM application p JOIN person e ON e.id = p.person_id")
    if year.applied.items() - applied.items():
        yield "applications"


def _twice(c: Any, year: Year) -> Iterator[str]:
    def number(statement: str) -> int:
        return c.execute(statement).fetchall()[0][0]

    counts = {
        "hours": (len(year.hours), "SELECT count(*) FROM pay_hours"),
        "corrections": (len(year.corrections), "SELECT count(*) FROM pay_posting WHERE kind = 'correction'"),
        "applications": (len(year.applied), "SELECT count(*) FROM application"),
        "attempts": (len(year.handed_in), "SELECT count(*) FROM attempt WHERE handed_in_on IS NOT NULL"),
        "paid attempts": (len(year.handed_in), "SELECT count(*) FROM pay_posting WHERE kind = 'assessment'"),
    }
    for what, (noted, statement) in counts.items():
        if (kept := number(statement)) != noted:
            yield f"{noted} {what} were acknowledged, and there are {kept}"
    paid = number(
        "SELECT coalesce(sum(e.amount), 0) FROM pay_entry e JOIN pay_posting p ON p.id = e.posting_id"
        " WHERE e.account = 0 AND p.kind <> 'statement'"
    )
    confirmed = number(
        "SELECT coalesce(sum((1550 * minutes * 2 + 60) / 120), 0) FROM pay_hours WHERE state = 'confirmed'"
    )
    if paid != confirmed + 3 * len(year.corrections) + ATTEMPT * len(year.handed_in):
        yield f"{paid} cents were posted"


@pytest.mark.parametrize("what", ["processes", "connections"])
def test_killed_while_people_are_assessed_paid_and_restricted(
    what: str, promises: Callable[[str], Row], dice: random.Random
) -> None:
    said = {
        "processes": "kill -9 of web, worker and database while people are assessed, paid, restricted and hand over",
        "connections": "connections to the database end while people are assessed, paid, restricted and hand over",
    }[what]
    row = promises(said)
    with installed(web_processes=2) as place:
        year = Year(place, dice)

        def kill() -> None:
            os.kill(dice.choice(place.pids(dice.choice(("web", "worker", "database")))), signal.SIGKILL)

        def cut() -> None:
            with place.connect() as c:
                c.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                          " AND datname = current_database()")  # fmt: skip

        with ThreadPoolExecutor(PEOPLE + 3) as at_work:
            jobs = [at_work.submit(year.work, n) for n in range(PEOPLE)]
            jobs += [at_work.submit(year.lead, 0), at_work.submit(year.apply, 0)]
            jobs.append(at_work.submit(year.disturb, [kill if what == "processes" else cut]))
            for job in jobs:
                job.result()
        assert place.until_ready()
        judge(row, year)
