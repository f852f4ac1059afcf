"""Items held ahead, to go on without a connection: real claims, while many are left, given back freely."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from goodwork.actions.queue.leave_claim import expire_claims
from goodwork.api.state import AppState
from goodwork.blobs import Blobs
from goodwork.model.people import SignUp
from goodwork.routing.offer import AHEAD_MOST, ENOUGH_EACH, ahead_of
from goodwork.store.database import Database
from tests.api.callers import Caller, House, serving
from tests.queue.place import Place, place


@pytest.mark.parametrize(
    ("wished", "left", "people", "holds"),
    [
        (3, 21, 1, 3),
        (3, 20, 1, 0),
        (3, 60, 3, 0),
        (3, 61, 3, 3),
        (50, 2001, 100, AHEAD_MOST),
        (0, 2001, 1, 0),
        (5, 0, 0, 0),
    ],
)
def test_nobody_holds_anything_ahead_when_few_are_left(wished: int, left: int, people: int, holds: int) -> None:
    assert ahead_of(wished, left, people) == holds


async def test_what_is_held_ahead_is_claimed_and_comes_next_and_can_be_given_back(house: House) -> None:
    here = await place(house)
    await here.items(60)
    person = await house.person(here.owner, "annotator")
    assert "ahead" not in await here.claim(person), "who does not ask for it gets what they always got"
    made = await here.claim(person, ahead=3)
    held = [claim["id"] for claim in made["ahead"]]
    assert len({made["claim"]["id"], *held}) == 4
    listed = await person.ok("GET", f"/projects/{here.project}/claims")
    assert [claim["id"] for claim in listed] == [made["claim"]["id"], *held]
    for claim in made["ahead"]:
        assert claim["state"] == "live" and (await here.counts(claim["item"]["id"]))[3] == 1
    # Asked again, in six tabs at once, it is the same; and never more than the rule says.
    again = await asyncio.gather(*(here.claim(person, ahead=3) for _ in range(6)))
    assert {tuple(claim["id"] for claim in one["ahead"]) for one in again} == {tuple(held)}
    assert len((await here.claim(person, ahead=5))["ahead"]) == 5
    assert (await person.request("POST", f"/projects/{here.project}/claims", json={"ahead": 6})).status_code == 422
    # What was held comes next, in its order, and another takes its place.
    await here.submit(person, made["claim"])
    following = await here.claim(person, ahead=3)
    assert following["claim"]["id"] == held[0] and held[1] in [claim["id"] for claim in following["ahead"]]
    # Given back, it leaves no mark and is anybody's.
    for claim in following["ahead"]:
        assert (await person.request("POST", f"/claims/{claim['id']}/release")).status_code == 204
        state, _, completed, live, skips = await here.counts(claim["item"]["id"])
        assert (state, completed, live, skips) == (0, 0, 0, 0)


async def test_when_few_are_left_there_is_none_and_late_answers_count(house: House) -> None:
    here = await place(house)
    await here.items(ENOUGH_EACH + 4)
    person = await house.person(here.owner, "annotator")
    made = await here.claim(person, ahead=2)
    assert len(made["ahead"]) == 2
    # A second person comes, so that there are few for each; the list says what is to be given back.
    await here.claim(await house.person(here.owner, "annotator"))
    assert (await here.claim(person, ahead=2))["ahead"] == []
    # Without a connection for longer than the lease, and then the answer comes.
    late = made["ahead"][0]
    await here.sql("UPDATE claim SET expires_at = now() - interval '1 s' WHERE id = :c", c=late["id"])
    await expire_claims(house.state.database)
    assert not (await here.submit(person, late))["surplus"]
    await here.owner.ok("PATCH", f"/projects/{here.project}", json={"state": "paused"})
    assert (await here.claim(person, ahead=2))["claim"] is not None, "what runs is finished in a paused project too"


class Crowd(RuleBasedStateMachine):
    """Some hold items ahead and some do not, in any order: nothing is over-asked, and nobody gets an item twice."""

    loop: ClassVar[asyncio.Runner]
    house: ClassVar[House]
    people: ClassVar[list[Caller]]
    owner: ClassVar[Caller]

    def __init__(self) -> None:
        super().__init__()
        self.here: Place = self.run(self._place())
        self.items = self.run(self.here.items(70, wanted=2))
        self.held: dict[int, dict[int, int]] = defaultdict(dict)
        """Person -> claim -> item, of those that run."""
        self.met: set[tuple[int, int]] = set()
        self.answers: Counter[int] = Counter()

    def run(self, what: Any) -> Any:
        return self.loop.run(what)

    async def _place(self) -> Place:
        made = await self.house.project(self.owner, policy={"target": 0.9, "fewest": 2, "most": 2})
        return Place(self.house, self.owner, made["id"])

    @rule(n=st.integers(0, 2), ahead=st.integers(0, 5))
    def claim(self, n: int, ahead: int) -> None:
        made = self.run(self.here.claim(self.people[n], **({"ahead": ahead} if ahead else {})))
        listed = made.get("ahead", [])
        assert len(listed) <= ahead and ("ahead" in made) == (ahead > 0 and made["claim"] is not None)
        for claim in [made["claim"], *listed] if made["claim"] else []:
            item = claim["item"]["id"]
            if claim["id"] not in self.held[n]:
                assert (n, item) not in self.met, "nobody gets an item twice"
                self.held[n][claim["id"]] = item

    @precondition(lambda self: any(self.held.values()))
    @rule(data=st.data(), what=st.sampled_from(["submit", "submit", "release", "expire", "late", "skip"]))
    def leave(self, data: st.DataObject, what: str) -> None:
        n, claim = data.draw(st.sampled_from([(n, claim) for n, held in self.held.items() for claim in held]))
        item = self.held[n].pop(claim)
        if what in ("expire", "late"):
            self.run(self.here.sql("UPDATE claim SET expires_at = now() - interval '1 s' WHERE id = :c", c=claim))
            self.run(expire_claims(self.house.state.database))
        if what in ("submit", "late"):
            made = self.run(self.here.submit(self.people[n], {"id": claim}))
            self.answers[item] += not made["surplus"]
        elif what == "release":
            self.run(self.people[n].ok("POST", f"/claims/{claim}/release"))
        elif what == "skip":
            self.run(self.people[n].ok("POST", f"/claims/{claim}/skip", json={"reason": "No."}))
        if what in ("submit", "late", "skip"):
            self.met.add((n, item))

    @invariant()
    def nothing_is_over_asked(self) -> None:
        over = self.run(
            self.here.sql(
                "SELECT id FROM item WHERE project_id = :p AND completed + live > wanted", p=self.here.project
            )
        )
        assert over == []
        live = self.run(
            self.here.sql(
                "SELECT id, live, completed FROM item WHERE project_id = :p AND live + completed > 0",
                p=self.here.project,
            )
        )
        held = Counter(item for held in self.held.values() for item in held.values())
        assert {row[0]: row[1] for row in live if row[1]} == dict(held), "what is held counts towards wanted"
        assert {row[0]: row[2] for row in live if row[2]} == {item: n for item, n in self.answers.items() if n}


def test_some_hold_items_ahead_and_some_do_not(application_url: str, tmp_path: Path) -> None:
    with asyncio.Runner() as loop:
        state = AppState(Database(application_url), Blobs(str(tmp_path)), secret=b"k" * 32, sign_up=SignUp.OPEN)
        house = House(serving(state), state)

        class Here(Crowd):
            pass

        Here.loop, Here.house = loop, house
        Here.owner = loop.run(house.owner())
        Here.people = [loop.run(house.person(Here.owner, "annotator")) for _ in range(3)]
        run_state_machine_as_test(
            Here,
            settings=settings(
                max_examples=3, stateful_step_count=30, deadline=None, derandomize=True, database=None,
                suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], phases=[Phase.generate],
            ),
        )  # fmt: skip
        loop.run(state.database.close())
