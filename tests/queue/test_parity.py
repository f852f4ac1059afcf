"""The database's own statements keep to the rules that are written down in flow and routing."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
from collections.abc import Coroutine
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, ClassVar, TypeVar, get_args

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from goodwork import flow
from goodwork.actions.bulk.label_many import Which, label_many, undo_many
from goodwork.actions.guideline.ask_again import ask_again
from goodwork.actions.items.change_item import change_state, make_gold, unmake_gold
from goodwork.actions.projects.adjust_items import adjust_items
from goodwork.actions.projects.change_guideline import change_guideline
from goodwork.actions.queue.leave_claim import expire_claims, release_claim, skip_claim
from goodwork.actions.redundancy import moving
from goodwork.actions.stories.carry_out import Happened, Where, carry_out
from goodwork.api.state import AppState
from goodwork.blobs import Blobs
from goodwork.errors import Conflict
from goodwork.forms.reading import read_form
from goodwork.judging.item import GivenAnswers, hear, judge
from goodwork.model.claims import ClaimState, NoWork
from goodwork.model.ids import ItemId, ProjectId
from goodwork.model.items import GoldDraw, ItemCounts, ItemState
from goodwork.model.people import Actor, Credential, Role, SignUp
from goodwork.model.projects import Disputed, Policy
from goodwork.model.redundancy import Member
from goodwork.model.stories import Cause
from goodwork.routing.access import ProjectRole, Standing, project_role
from goodwork.store.database import Database
from goodwork.store.items import counts
from goodwork.store.items.listing import ItemFilter
from goodwork.store.queue import calls
from goodwork.store.queue.outcomes import ClaimOutcome, DraftOutcome, SubmitOutcome
from tests.api.callers import QUESTIONS, Caller, House, serving
from tests.attacks.test_access_ends import TAKEN
from tests.queue.place import place

PEOPLE = 5
POLICIES = (
    Policy(target=0.9, fewest=2, most=3, named_claims=True),
    Policy(target=0.7, fewest=1, most=4, gold_share=0.5, gold_most=5, named_claims=True, disputed=Disputed.EXPERT),
)
LABELS = st.sampled_from(["good", "bad"])
_numbers = itertools.count()
OVER = (ClaimState.SUBMITTED, ClaimState.SKIPPED)
Made = TypeVar("Made")


@dataclass
class World:
    """People who outlive the walks; each walk has a project of its own, with one item and one that stands for it."""

    loop: asyncio.Runner
    house: House
    owner: Caller
    people: list[tuple[Credential, Actor]]
    sent: set[type[flow.Event]] = field(default_factory=set)

    def run(self, what: Coroutine[Any, Any, Made]) -> Made:
        return self.loop.run(what)


async def _world(loop: asyncio.Runner, url: str, files: Path) -> World:
    state = AppState(Database(url), Blobs(str(files)), secret=b"k" * 32, sign_up=SignUp.OPEN)
    house = House(serving(state), state)
    owner = await house.owner()
    people: list[tuple[Credential, Actor]] = []
    for _ in range(PEOPLE):
        person = await house.person(owner, "annotator")
        token = await house.token(person, "work", "claim-named")
        actor = Actor(person.me["organization_id"], person.me["person_id"], Role.ANNOTATOR)
        people.append((Credential(None, _hash(token.headers["authorization"][7:])), actor))
    return World(loop, house, owner, people)


class Walk(RuleBasedStateMachine):
    """Anything that can happen to an item, in any order; the machine is told and the database does it."""

    world: ClassVar[World]

    def __init__(self) -> None:
        super().__init__()
        self.run = self.world.run
        self.database = self.world.house.state.database
        self.lead = Actor(self.world.owner.me["organization_id"], self.world.owner.me["person_id"], Role.OWNER)
        self.policy = POLICIES[0]
        self.here = self.run(place(self.world.house))
        self.run(self._set_up())
        self.claims: dict[int, tuple[int, ClaimState]] = {}
        self.said: dict[int, GivenAnswers] = {}
        self.marked = False
        self.bulk: tuple[int, int] | None = None
        self.was: ItemCounts | None = None
        """As it stood when a check set it aside: it comes back with its representative."""
        self.stood: ItemCounts | None = None
        """As it stood when anybody set it aside."""

    async def _set_up(self) -> None:
        self.here.owner = self.world.owner
        made = await self.world.house.project(self.world.owner)
        self.here.project = made["id"]
        await self._set_policy()
        self.item, self.other = await self.here.items(2)
        # It only stands for the item, and gives out no work.
        await self.here.sql("UPDATE item SET state = 3 WHERE id = :i", i=self.other)
        self.model = await self._kept()

    async def _kept(self) -> ItemCounts:
        async with self.database.transaction(self.here.worker) as t:
            return (await counts.lock(t, [self.item]))[0].counts

    async def _set_policy(self) -> None:
        await self.here.policy(**asdict(self.policy))

    def those(self, *states: ClaimState | None) -> list[int]:
        """The people whose claim on the item is in one of these states; None: they have had none."""
        return [n for n in range(PEOPLE) if self.claims.get(n, (0, None))[1] in states]

    def decide(self, event: flow.Event) -> list[flow.Instruction]:
        """What the machine says of an event that the database has done, or refused."""
        self.world.sent.add(type(event))
        self.model, instructions = flow.decide(self.model, event, self.policy)
        self.marked |= any(isinstance(one, flow.Appraise) for one in instructions)
        return instructions

    @invariant()
    def the_database_is_where_the_machine_is(self) -> None:
        assert self.run(self._kept()) == self.model

    # What the database carries out by itself ---------------------------------------------------------------------

    @rule(data=st.data(), named=st.booleans(), anybody=st.integers(0, 4))
    def claim(self, data: st.DataObject, named: bool, anybody: int) -> None:
        fresh = self.those(None, ClaimState.RELEASED, ClaimState.EXPIRED)
        n = data.draw(st.sampled_from(fresh if fresh and anybody else range(PEOPLE)))
        claim, state = self.claims.get(n, (0, None))
        caller, _ = self.world.people[n]
        # Nobody waits for a minute here when gold has run dry.
        self.run(self.here.sql("UPDATE queue_cursor SET gold_dry_until = NULL"))
        made = self.run(
            calls.claim(self.database, caller, self.here.project, item=self.item if named else None, external=None,
                        further=False, live_most=10, draw=0.0, finishing=False)
        )  # fmt: skip
        if state is ClaimState.LIVE:
            assert (made.outcome, made.view and made.view.id) == (ClaimOutcome.GRANTED, claim)
            return
        if state in OVER:
            assert made.outcome is (NoWork.ANSWERED if named else self._nothing())
            return
        before, refused = self.model, bool(self.decide(flow.Claimed()))
        # Settled gold is given out by the queue's own draw, and by nothing else.
        drawn = before.state is ItemState.SETTLED and (named or self.policy.gold_share == 0)
        if refused or drawn:
            self.model = before
            by_name = NoWork.SETTLED if before.state is ItemState.SETTLED else NoWork.TAKEN
            assert made.outcome is (by_name if named else self._nothing())
            return
        assert made.outcome is ClaimOutcome.GRANTED and made.view is not None
        self.claims[n] = (made.view.id, ClaimState.LIVE)

    def _nothing(self) -> NoWork:
        """What somebody is told who may not have the item."""
        if self.model.state is not ItemState.OPEN:
            return NoWork.DONE
        if self.model.missing > 0 or self.model.live > 0:
            return NoWork.ALL_ANSWERED
        return NoWork.CHANGING if self.marked else NoWork.DONE

    @precondition(lambda self: self.those(ClaimState.LIVE, ClaimState.RELEASED, ClaimState.EXPIRED))
    @rule(data=st.data(), label=LABELS)
    def submit(self, data: st.DataObject, label: str) -> None:
        n = data.draw(st.sampled_from(self.those(ClaimState.LIVE, ClaimState.RELEASED, ClaimState.EXPIRED)))
        claim, state = self.claims[n]
        caller, actor = self.world.people[n]
        answers = {"mood": {"labels": [label]}}
        made = self.run(
            calls.submit(
                self.database, caller, claim, 1, answers=answers, blob=None, prediction=None, key=None, mark=b""
            )
        )
        before = self.model
        self.decide(flow.Submitted(late=state is not ClaimState.LIVE))
        assert made.outcome is SubmitOutcome.TAKEN and made.surplus == (self.model.completed == before.completed)
        self.claims[n] = (claim, ClaimState.SUBMITTED)
        self.said[actor.person_id] = GivenAnswers(actor.person_id, 1, answers)
        self.marked = True

    @precondition(lambda self: self.those(ClaimState.LIVE, ClaimState.EXPIRED))
    @rule(data=st.data())
    def draft(self, data: st.DataObject) -> None:
        ran_out = self.those(ClaimState.EXPIRED)
        n = data.draw(st.sampled_from(ran_out or self.those(ClaimState.LIVE)))
        claim, state = self.claims[n]
        revision = self.run(self.here.sql("SELECT revision FROM draft WHERE claim_id = :c", c=claim))
        kept = self.run(
            calls.draft(self.database, self.world.people[n][0], claim, 1, {}, revision[0][0] if revision else 0)
        )
        assert kept.outcome is DraftOutcome.KEPT
        if state is ClaimState.EXPIRED:
            before = self.model
            self.decide(flow.Resumed())
            if self.model != before:
                self.claims[n] = (claim, ClaimState.LIVE)

    @precondition(lambda self: self.lead.person_id not in self.said)
    @rule(label=LABELS)
    def answer_in_bulk(self, label: str) -> None:
        answers = {"mood": {"labels": [label]}}
        which = Which(ItemFilter(), [self.item])
        made = self.run(
            label_many(self.database, self.lead, self.here.project, which, answers=answers, form_version=1, key=None)
        )
        # Gold is passed over, and the machine sees a claim and its answer at once.
        if self.model.gold is GoldDraw.NONE and self.model.state is ItemState.OPEN and self.model.missing > 0:
            assert made.applied == 1
            self.bulk = (made.id, self.model.wanted)
            self.decide(flow.Claimed())
            self.decide(flow.Submitted())
            self.said[self.lead.person_id] = GivenAnswers(self.lead.person_id, 1, answers, bulk=True)
            self.marked = True
        else:
            assert made.applied == 0

    # What the actions have the machine decide -----------------------------------------------------------------------

    @precondition(lambda self: self.those(ClaimState.LIVE))
    @rule(data=st.data())
    def release(self, data: st.DataObject) -> None:
        n = data.draw(st.sampled_from(self.those(ClaimState.LIVE)))
        self.run(release_claim(self.database, self.world.people[n][1], self.claims[n][0]))
        self.decide(flow.Released())
        self.claims[n] = (self.claims[n][0], ClaimState.RELEASED)

    @precondition(lambda self: self.those(ClaimState.LIVE))
    @rule(data=st.data())
    def expire(self, data: st.DataObject) -> None:
        n = data.draw(st.sampled_from(self.those(ClaimState.LIVE)))
        claim = self.claims[n][0]
        self.run(self.here.sql("UPDATE claim SET expires_at = now() - interval '1 s' WHERE id = :c", c=claim))
        self.run(expire_claims(self.database))
        self.decide(flow.Expired())
        self.claims[n] = (claim, ClaimState.EXPIRED)

    @precondition(lambda self: self.those(ClaimState.LIVE, ClaimState.RELEASED, ClaimState.EXPIRED))
    @rule(data=st.data(), rarely=st.integers(0, 3))
    def skip(self, data: st.DataObject, rarely: int) -> None:
        if rarely:
            return
        n = data.draw(st.sampled_from(self.those(ClaimState.LIVE, ClaimState.RELEASED, ClaimState.EXPIRED)))
        claim, state = self.claims[n]
        self.run(skip_claim(self.database, self.world.people[n][1], claim, "No."))
        self.decide(flow.Skipped(late=state is not ClaimState.LIVE))
        self.claims[n] = (claim, ClaimState.SKIPPED)

    @rule()
    def appraise(self) -> None:
        assert self.run(self.here.appraise()) == self.marked
        if self.marked:
            self.marked = False
            form = read_form(QUESTIONS)
            self.decide(flow.Appraised(judge(form, hear(form, 1, list(self.said.values())), {}, 0.9).judged))

    @rule(
        state=st.sampled_from([ItemState.OPEN, ItemState.OPEN, ItemState.SETTLED, ItemState.SET_ASIDE]),
        rarely=st.booleans(),
    )
    def lead_decides(self, state: ItemState, rarely: bool) -> None:
        if rarely and state is not ItemState.OPEN:
            return
        event: flow.Event = {
            ItemState.OPEN: flow.PutBack(),
            ItemState.SETTLED: flow.SettledByLead(),
            ItemState.SET_ASIDE: flow.SetAside(),
        }[state]
        if state is self.model.state is ItemState.SET_ASIDE:
            return
        if state is ItemState.OPEN and self.model.state is ItemState.SET_ASIDE:
            assert self.stood is not None
            event = flow.Restored(self.stood.state, self.stood.by_lead, self.stood.how, bool(self.said))
        if state is ItemState.SET_ASIDE:
            self.stood = self.model
        try:
            self.run(change_state(self.database, self.lead, self.item, state, "Because."))
        except Conflict:
            assert isinstance(self.decide(event)[0], flow.Refuse)
            return
        assert not isinstance(self.decide(event)[0], flow.Refuse)
        # Taken out by a lead's own words, it does not come back with its representative.
        self.was = None

    @rule()
    def the_guideline_changes(self) -> None:
        version = self.run(self._write_guideline())
        asked = self.run(ask_again(self.database, self.lead, self.here.project, version, [self.item], key=None))
        before = self.model
        instructions = self.decide(flow.AskedAgain())
        if isinstance(instructions[0], flow.Refuse) or not self.said:
            self.model = before
            assert asked.items == [] and list(asked.refused) == [self.item]
            return
        assert asked.items == [self.item]
        # Who answered may be asked like everybody; what they said counts no more.
        again = self.those(ClaimState.SUBMITTED)
        self.claims.update({n: (self.claims[n][0], ClaimState.RELEASED) for n in again})
        self.said.clear()
        self.bulk = None

    async def _write_guideline(self) -> int:
        made = await change_guideline(self.database, self.lead, self.here.project, f"# {next(_numbers)}", "")
        return made.version

    @precondition(lambda self: self.said)
    @rule(settles=st.booleans())
    def an_appeal_is_upheld(self, settles: bool) -> None:
        async def rule() -> None:
            async with self.database.transaction(self.lead) as t:
                found = await counts.lock(t, [self.item])
                await carry_out(t, self._where(), [Happened(found[0], flow.Ruled(settles), Cause.APPEALED)], "Rule 2.")

        self.run(rule())
        self.decide(flow.Ruled(settles))

    @precondition(lambda self: self.model.state is not ItemState.SET_ASIDE)
    @rule()
    def set_aside(self) -> None:
        async def aside() -> None:
            async with self.database.transaction(self.lead) as t:
                member = Member(ItemId(self.item), 1, ItemId(self.other), 0.9, exact=False)
                assert (await moving.set_aside(t, self._where(), [member], answered=True)).moved == 1

        live = [n for n, (_, state) in self.claims.items() if state is ClaimState.LIVE]
        self.was = self.stood = self.model
        self.run(aside())
        self.decide(flow.SetAside(ended=len(live)))
        self.claims.update({n: (self.claims[n][0], ClaimState.RELEASED) for n in live})

    @precondition(lambda self: self.was is not None)
    @rule()
    def restore(self) -> None:
        async def restore() -> None:
            async with self.database.transaction(self.lead) as t:
                assert (await moving.restore(t, self._where(), [self.item])).moved == 1

        was, self.was = self.was, None
        assert was is not None
        self.run(restore())
        self.decide(flow.Restored(was.state, was.by_lead, was.how, bool(self.said)))

    @rule()
    def change_gold(self) -> None:
        if self.model.gold is GoldDraw.NONE:
            right = {"mood": {"labels": ["good"]}}
            self.run(make_gold(self.database, self.lead, self.item, right, "It is."))
            self.decide(flow.GoldChanged(GoldDraw.CHOSEN))
        else:
            self.run(unmake_gold(self.database, self.lead, self.item))
            self.decide(flow.GoldChanged(GoldDraw.NONE))

    @rule()
    def change_policy(self) -> None:
        self.policy = POLICIES[self.policy is POLICIES[0]]
        shown = self.run(self.here.sql("SELECT confidence FROM item_quality WHERE item_id = :i", i=self.item))
        self.run(self._set_policy())
        self.run(adjust_items(self.database, self.here.worker, ProjectId(self.here.project)))
        self.decide(flow.PolicyChanged(shown[0][0] if shown else None))

    @precondition(lambda self: self.bulk is not None)
    @rule()
    def undo(self) -> None:
        assert self.bulk is not None
        (bulk, wanted), self.bulk = self.bulk, None
        done = self.run(undo_many(self.database, self.lead, bulk))
        # What a person decided since stays.
        assert done.undone == (not self.model.by_lead)
        if done.undone:
            self.decide(flow.Undone(wanted))
            del self.said[self.lead.person_id]

    def _where(self) -> Where:
        return Where(self.lead.organization_id, ProjectId(self.here.project), self.policy, self.lead.person_id)


def test_the_database_walks_as_the_machine_does_whatever_happens(application_url: str, tmp_path: Path) -> None:
    with asyncio.Runner() as loop:
        world = loop.run(_world(loop, application_url, tmp_path))

        class Here(Walk):
            pass

        Here.world = world
        run_state_machine_as_test(
            Here,
            settings=settings(
                max_examples=8, stateful_step_count=50, deadline=None, derandomize=True, database=None,
                suppress_health_check=list(HealthCheck), phases=[Phase.generate],
            ),
        )  # fmt: skip
        loop.run(world.house.state.database.close())
    assert world.sent == set(get_args(flow.Event)), "every event was sent"


async def test_the_statement_knows_the_same_roles_as_the_rule(house: House) -> None:
    here = await place(house)
    people = {role: await house.person(here.owner, role) for role in ("manager", "reviewer", "annotator")}
    people["owner"] = here.owner
    team = await here.owner.ok("POST", "/teams", json={"name": "Team"})
    tokens = {role: await house.token(caller, "work", "claim-named") for role, caller in people.items()}
    for open_to, in_team, state, grant in itertools.product(
        ("organization", "teams"), (False, True), ("active", "archived"), (None, "reviewer", "manager")
    ):
        await here.sql("UPDATE project SET open_to = :o, state = :s WHERE id = :p", o=open_to, s=state, p=here.project)
        for table in ("project_team", "team_member", "project_grant"):
            await here.sql(TAKEN[table] + f"DELETE FROM {table}; END $$")
        if in_team:
            await here.sql("INSERT INTO project_team VALUES (:o, :p, :t)",
                           o=here.worker.organization_id, p=here.project, t=team["id"])  # fmt: skip
        for role, caller in people.items():
            person = caller.me["person_id"]
            if in_team:
                await here.sql("INSERT INTO team_member VALUES (:o, :t, :w)",
                               o=here.worker.organization_id, t=team["id"], w=person)  # fmt: skip
            if grant:
                await here.sql("INSERT INTO project_grant VALUES (:o, :p, :w, :g)",
                               o=here.worker.organization_id, p=here.project, w=person, g=grant)  # fmt: skip
            expected = project_role(
                Standing(
                    Role(role),
                    ProjectRole[grant.upper()] if grant else None,
                    open_to_organization=open_to == "organization",
                    in_team=open_to == "teams" and in_team,
                    archived=state == "archived",
                )
            )
            credential = Credential(None, _hash(tokens[role].headers["authorization"][7:]))
            found = await calls.claim(
                here.house.state.database, credential, here.project,
                item=2**40, external=None, further=False, live_most=10, draw=0.5, finishing=False,
            )  # fmt: skip
            if expected is None:
                assert found.outcome == "not-found"
            elif expected is ProjectRole.ANNOTATOR:
                assert found.outcome == "not-allowed"
            else:
                assert found.outcome == ("paused" if state == "archived" else "not-found")


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


async def test_a_draft_resumes_a_claim_where_the_machine_does(house: House) -> None:
    here = await place(house)
    changes = ("wanted = wanted", "wanted = completed + live", "state = 1", "state = 3", "state = 1, gold = 1")
    resumed: list[bool] = []
    for change in changes:
        (item,) = await here.items(1)
        person = await house.person(here.owner, "annotator")
        claim = (await here.claim(person))["claim"]
        assert claim["item"]["id"] == item
        await here.sql("UPDATE claim SET expires_at = now() - interval '1 s' WHERE id = :c", c=claim["id"])
        await expire_claims(house.state.database)
        await here.sql(f"UPDATE item SET {change} WHERE id = :i", i=item)
        async with house.state.database.transaction(here.worker) as t:
            before = (await counts.lock(t, [item]))[0].counts
        await person.ok("PUT", f"/claims/{claim['id']}/draft", json={"answers": {}, "form_version": 1, "revision": 0})
        async with house.state.database.transaction(here.worker) as t:
            after = (await counts.lock(t, [item]))[0].counts
        assert after == flow.decide(before, flow.Resumed(), Policy())[0], change
        resumed.append(after != before)
        await here.sql("UPDATE item SET state = 3 WHERE id = :i", i=item)
    assert resumed == [True, False, False, False, False]
