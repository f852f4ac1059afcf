"""The carrier's law, and the story of one item through all that can be decided of it."""

from __future__ import annotations

import itertools
import random
from typing import Any

from goodwork import flow
from goodwork.actions.projects.adjust_items import adjust_items
from goodwork.actions.quality.refit_project import refit_project
from goodwork.actions.stories.carry_out import CarriedOut, Happened, Where, carry_out
from goodwork.api.wire.items import StoryLineOut
from goodwork.judging.item import Judged
from goodwork.model.ids import ProjectId
from goodwork.model.items import GoldDraw, ItemState
from goodwork.model.projects import Disputed, Policy
from goodwork.model.stories import Cause, Evidence, Weighed
from goodwork.store.items import counts
from goodwork.store.items.counts import Counted
from tests.api.callers import Caller, House
from tests.queue.place import Place, place

HOWS = ("met", "most_reached", "no_gain", "by_person", "on_count", "unknown")
_SUMS = """
  SELECT p.settled_met, p.settled_most_reached, p.settled_no_gain, p.settled_by_person, p.settled_on_count,
    p.settled_unknown, p.settled, p.expert, p.held, p.annotations, p.answers_saved
  FROM project_progress p WHERE p.project_id = :p
"""
_COUNTED = """
  SELECT count(*) FILTER (WHERE i.settled_how = 1), count(*) FILTER (WHERE i.settled_how = 2),
    count(*) FILTER (WHERE i.settled_how = 6), count(*) FILTER (WHERE i.settled_how = 3),
    count(*) FILTER (WHERE i.settled_how = 4), count(*) FILTER (WHERE i.settled_how = 5),
    count(*) FILTER (WHERE i.state = 1), count(*) FILTER (WHERE i.state = 2),
    count(*) FILTER (WHERE i.state = 3), coalesce(sum(q.annotations), 0), coalesce(sum(q.answers_saved), 0)
  FROM item i LEFT JOIN item_quality q ON q.item_id = i.id WHERE i.project_id = :p
"""


async def test_what_is_decided_is_what_stands_in_the_database(house: House) -> None:
    """Random events on some items: rows, sums and stories are what the machine alone would say."""
    here = await place(house)
    for seed in range(6):
        dice = random.Random(seed)
        items = await here.items(6, wanted=2)
        before: dict[int, Any] = {}
        for _ in range(25):
            policy = Policy(0.9, 2, dice.choice((3, 5)), dice.choice((0.0, 0.1)), 6, dice.choice(list(Disputed)))
            chosen = sorted(dice.sample(items, dice.randrange(1, 5)))
            done, happened = await _happen(here, policy, chosen, before, dice)
            for one in happened:
                expected, instructions = flow.decide(one.item.counts, one.event, policy)
                assert done.after[one.item.id] == expected
                refused = [i.why for i in instructions if isinstance(i, flow.Refuse)]
                assert [done.refused[one.item.id]] == refused if refused else one.item.id not in done.refused
                if any(isinstance(i, flow.Appraise) for i in instructions):
                    assert await here.sql("SELECT 1 FROM to_appraise WHERE item_id = :i", i=one.item.id)
            async with house.state.database.transaction(here.worker) as t:
                kept = {item.id: item.counts for item in await counts.lock(t, chosen)}
            assert kept == done.after
        for item in items:
            lines = await here.sql(
                "SELECT before_state, after_state, before_wanted, wanted FROM story WHERE item_id = :i ORDER BY id",
                i=item,
            )
            for line, following in itertools.pairwise(lines):
                assert (line[1], line[3]) == (following[0], following[2]), "nothing is decided behind the story's back"
            state, wanted, *_ = await here.counts(item)
            assert not lines or (lines[-1][1], lines[-1][3]) == (state, wanted)
        sums = await here.sql(_SUMS, p=here.project)
        assert tuple(sums[0]) == tuple((await here.sql(_COUNTED, p=here.project))[0])
        assert sum(sums[0][: len(HOWS)]) == sums[0][len(HOWS)]


async def _happen(
    here: Place, policy: Policy, items: list[int], before: dict[int, Any], dice: random.Random
) -> tuple[CarriedOut, list[Happened]]:
    async with here.house.state.database.transaction(here.worker) as t:
        locked = await counts.lock(t, items)
        happened = [_event(item, before, dice) for item in locked]
        for one in happened:
            if isinstance(one.event, flow.SetAside):
                before[one.item.id] = one.item.counts
        where = Where(here.worker.organization_id, ProjectId(here.project), policy, None)
        return await carry_out(t, where, happened, "Because."), happened


def _event(item: Counted, before: dict[int, Any], dice: random.Random) -> Happened:
    now = item.counts
    confidence = dice.choice((None, 0.5, 0.885, 0.95))
    evidence = Evidence(dice.randrange(5), confidence, "mood", calibrated=True, proves=0.8, target=0.9)
    weighed = Weighed(evidence, dice.random(), dice.random())
    appraised = Happened(item, flow.Appraised([Judged(True, confidence, "mood")]), Cause.ANSWERED, weighed)
    was = before.get(item.id)
    possible = [
        appraised,
        appraised,
        Happened(item, flow.Claimed()),
        Happened(item, flow.Skipped(late=True), Cause.SKIPPED),
        Happened(item, flow.PutBack(unsays=dice.random() < 0.5), Cause.BY_LEAD),
        Happened(item, flow.SettledByLead(), Cause.BY_LEAD),
        Happened(item, flow.SettledByLead(), Cause.REVIEWED, weighed),
        Happened(item, flow.AskedAgain(), Cause.GUIDELINE_CHANGED),
        Happened(item, flow.GoldChanged(dice.choice(list(GoldDraw))), Cause.GOLD_CHANGED),
        Happened(item, flow.PolicyChanged(confidence), Cause.POLICY_CHANGED),
    ]
    if now.live:
        possible += [Happened(item, flow.Submitted())] * 4 + [Happened(item, flow.Expired(now.live))]
    if now.completed:
        possible.append(Happened(item, flow.Undone(min(2, now.wanted)), Cause.UNDONE))
    if now.state is ItemState.SET_ASIDE and was is not None:
        back = flow.Restored(was.state, was.by_lead, was.how, dice.random() < 0.5)
        possible += [Happened(item, back, Cause.REDUNDANCY)] * 5
    elif now.state is not ItemState.SET_ASIDE:
        possible.append(Happened(item, flow.SetAside(now.live), Cause.REDUNDANCY))
    return dice.choice(possible)


async def test_the_story_of_one_item(house: House) -> None:
    here = await place(house, policy={"target": 0.95, "fewest": 2, "most": 4})
    (item,) = await here.items(1, wanted=2)
    people = [await house.person(here.owner, "annotator") for _ in range(4)]
    reviewer = await house.person(here.owner, "reviewer")

    async def answer(person: Caller, label: str) -> None:
        await here.submit(person, (await here.claim(person))["claim"], label)
        await here.appraise()

    async def lead(state: str, reason: str) -> None:
        await here.owner.ok("PATCH", f"/items/{item}", 204, json={"state": state, "reason": reason})

    assert await _story(here.owner, item) == [], "claims and answers are no decisions"
    await answer(people[0], "good")
    assert await _story(here.owner, item) == [], "it wants two answers and has one: nothing was decided"
    await answer(people[1], "good")
    (asked,) = await _story(here.owner, item)
    assert (asked.step, asked.cause, asked.wanted_before, asked.wanted) == ("asked", "answered", 2, 3)
    assert asked.evidence is not None and asked.evidence.question == "mood" and asked.evidence.answers == 2
    assert asked.evidence.confidence is not None and asked.evidence.confidence < 0.95 and not asked.evidence.calibrated
    assert asked.says.startswith("Still open: it wants 3 answers now instead of 2; lowest confidence 7")
    assert "What is the mood?" in asked.says and "target 95 %" in asked.says and "too little gold" in asked.proof

    await answer(people[2], "bad")
    await answer(people[3], "good")
    settled = (await _story(here.owner, item))[-1]
    assert (settled.step, settled.how, settled.completed) == ("settled", "most-reached", 4)
    assert settled.says.startswith("Settled below the target: 4 answers, and the policy allows no further one; lowest")
    assert (await here.owner.ok("GET", f"/items/{item}"))["how"] == "most-reached"

    await here.policy(most=6)
    await adjust_items(house.state.database, here.worker, ProjectId(here.project))
    await here.appraise()
    reopened = (await _story(here.owner, item))[-1]
    assert (reopened.step, reopened.cause, reopened.before) == ("reopened", "policy-changed", "settled")
    assert reopened.how is None and reopened.wanted == 5

    await lead("settled", "It is clear enough.")
    await lead("open", "I was wrong.")
    await lead("set-aside", "It is private.")
    await lead("open", "It is not.")
    steps = [(line.step, line.person, line.reason) for line in (await _story(here.owner, item))[-4:]]
    name = here.owner.me["name"]
    assert steps == [
        ("settled", name, "It is clear enough."),
        ("reopened", name, "I was wrong."),
        ("set-aside", name, "It is private."),
        ("restored", name, "It is not."),
    ]
    await lead("settled", "It is clear enough.")
    for alone in (True, False):
        await lead("set-aside", "It is private.")
        if alone:
            await lead("open", "It is not.")
        else:
            body = {"becomes": "open", "reason": "It is not.", "items": [item]}
            await here.owner.ok("POST", f"/projects/{here.project}/items/state", json=body)
        back = (await _story(here.owner, item))[-1]
        assert (back.step, back.before, back.after, back.how) == ("restored", "set-aside", "settled", "by-person")
        assert back.says == "Put back: it is settled again, as before it was set aside."
    await lead("open", "Once more.")
    as_reviewer = (await _story(reviewer, item))[-1]
    assert as_reviewer.person not in (None, name), "who does not lead sees a pseudonym"

    await reviewer.ok(
        "POST", f"/items/{item}/reviews",
        json={"answers": {"mood": {"labels": ["bad"]}}, "form_version": 1, "reason": "Read on.", "seen": None},
    )  # fmt: skip
    reviewed = (await _story(here.owner, item))[-1]
    assert (reviewed.step, reviewed.cause, reviewed.how, reviewed.reason) == (
        "settled", "reviewed", "by-person", "Read on.",
    )  # fmt: skip
    n = len(await _story(here.owner, item))
    await refit_project(house.state.database, house.state.blobs, here.worker.organization_id, ProjectId(here.project))
    await here.appraise()
    assert len(await _story(here.owner, item)) == n, "a refit tells nothing of what it did not change"

    first = await here.owner.ok("GET", f"/items/{item}/story?limit=3")
    rest = await here.owner.ok("GET", f"/items/{item}/story?limit=200&after={first['next']}")
    ids = [line.id for line in await _story(here.owner, item)]
    assert [row["id"] for row in [*first["rows"], *rest["rows"]]] == ids[::-1]
    refused = await people[0].request("GET", f"/items/{item}/story")
    assert refused.status_code == 404, "who may not see the item may not read its story"


async def test_three_skips_and_an_undone_batch_are_told(house: House) -> None:
    here = await place(house, policy={"target": 0.9, "fewest": 1, "most": 1})
    (item,) = await here.items(1, wanted=1)
    made = await here.owner.ok(
        "POST", f"/projects/{here.project}/bulk",
        json={"answers": {"mood": {"labels": ["good"]}}, "form_version": 1, "items": [item]},
    )  # fmt: skip
    await here.appraise()
    await here.owner.ok("POST", f"/bulk/{made['id']}/undo", 200)
    await here.appraise()
    for _ in range(3):
        person = await house.person(here.owner, "annotator")
        claim = (await here.claim(person))["claim"]
        await person.ok("POST", f"/claims/{claim['id']}/skip", 204, json={"reason": "I can't tell."})
    told = [(line.step, line.cause, line.person) for line in await _story(here.owner, item)]
    name = here.owner.me["name"]
    assert told == [("settled", "answered", None), ("reopened", "undone", name), ("held", "skipped", None)]
    assert (await here.sql("SELECT held FROM project_progress WHERE project_id = :p", p=here.project))[0][0] == 1


async def _story(caller: Caller, item: int) -> list[StoryLineOut]:
    page = await caller.ok("GET", f"/items/{item}/story?limit=200")
    return [StoryLineOut.model_validate(row) for row in reversed(page["rows"])]
