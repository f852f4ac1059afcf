"""Whatever happens on a filled installation: every number of every story is computed again from the answers of then."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from goodwork import flow
from goodwork.actions.data.undo_import import run_undoing, undo_import
from goodwork.actions.projects.adjust_items import adjust_items
from goodwork.actions.quality.appraise import Appraiser
from goodwork.actions.quality.refit_project import refit_project
from goodwork.actions.queue import answers as kept
from goodwork.flow import telling
from goodwork.forms.reading import read_form
from goodwork.judging.item import GivenAnswers, hear
from goodwork.judging.reviewed import weigh
from goodwork.model.ids import ItemId, PersonId, ProjectId
from goodwork.model.items import ItemCounts, ItemState
from goodwork.model.people import Actor, Role
from goodwork.model.stories import StoryLine
from goodwork.store.items import counts, stories
from goodwork.store.quality import appraisal, fits
from goodwork.store.review import reviews
from tests.api.callers import Caller, House
from tests.data.workshop import Workshop
from tests.queue.place import Place, place
from tests.queue.test_story import _COUNTED, _SUMS  # pyright: ignore[reportPrivateUsage]

ITEMS = 8
MOOD = {
    "key": "mood", "kind": "classification", "title": "What is the mood?",
    "labels": [{"id": "good", "name": "Good"}, {"id": "bad", "name": "Bad"}],
}  # fmt: skip
WHY = {
    "key": "why", "kind": "classification", "title": "Why is it bad?", "when": {"question": "mood", "says": ["bad"]},
    "labels": [{"id": "dull", "name": "Dull"}, {"id": "rude", "name": "Rude"}],
}  # fmt: skip
STARS = {"key": "stars", "kind": "rating", "title": "How many stars?", "low": 1, "high": 3}
NOTE = {"key": "note", "kind": "text", "title": "Which word?"}
FORMS = ([MOOD, WHY], [MOOD, WHY, STARS], [MOOD, NOTE], [NOTE])
GUIDELINE = "# Mood\n\nWhat somebody feels.\n\n## Irony\n\nIt counts as what is meant."


@dataclass
class Life:
    """A project to which anything happens; after each step the worker does its part, and all is computed again."""

    here: Place
    shop: Workshop
    dice: random.Random
    people: list[Caller]
    reviewers: list[Caller]
    items: list[int]
    names: list[str]
    version: int = 1
    form: list[dict[str, Any]] = field(default_factory=lambda: FORMS[0])
    imports: list[Any] = field(default_factory=list)
    bulks: list[int] = field(default_factory=list)
    seen: dict[int, int] = field(default_factory=dict)
    """Item -> the newest line of its story that was looked at."""
    done: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)

    @property
    def eventful(self) -> bool:
        """Whether enough of what can happen did."""
        return len(self.done) > 9 and len({told.split()[0] for told in self.told}) > 4

    @property
    def project(self) -> ProjectId:
        return ProjectId(self.here.project)

    def answers(self) -> dict[str, Any]:
        said: dict[str, Any] = {}
        for question in self.form:
            match question["key"]:
                case "mood":
                    said["mood"] = {"labels": [self.dice.choice(["good", "good", "bad"])]}
                case "why" if said["mood"]["labels"] == ["bad"]:
                    said["why"] = {"labels": [self.dice.choice(["dull", "rude"])]}
                case "stars":
                    said["stars"] = {"value": self.dice.randint(1, 3)}
                case "note":
                    said["note"] = {"text": self.dice.choice(["sun", "rain"])}
                case _:
                    pass
        return said

    @property
    def body(self) -> dict[str, Any]:
        return {"answers": self.answers(), "form_version": self.version}

    # What happens ------------------------------------------------------------------------------------------------

    async def answer(self) -> bool:
        person = self.dice.choice(self.people)
        claim = (await self.here.claim(person))["claim"]
        if claim is None:
            return False
        if self.dice.random() < 0.12:
            await person.ok("POST", f"/claims/{claim['id']}/skip", 204, json={"reason": "I can't tell."})
        else:
            await person.ok("POST", f"/claims/{claim['id']}/annotation", json=self.body)
        return True

    async def revise(self) -> bool:
        person = self.dice.choice(self.people)
        rows = (await person.ok("GET", f"/projects/{self.project}/history"))["rows"]
        if not rows:
            return False
        row = self.dice.choice(rows)
        await person.ok("POST", f"/annotations/{row['annotation_id']}/revisions", json=self.body)
        return True

    async def change_policy(self) -> bool:
        fewest = self.dice.randint(1, 3)
        policy = {
            "fewest": fewest, "most": fewest + self.dice.randint(0, 2), "target": self.dice.choice([0.6, 0.75, 0.9]),
            "disputed": self.dice.choice(["settle", "expert"]), "gold_share": self.dice.choice([0.0, 0.3]),
        }  # fmt: skip
        await self.here.owner.ok("PATCH", f"/projects/{self.project}", json={"policy": policy})
        return True

    async def ask_otherwise(self) -> bool:
        self.form = self.dice.choice([form for form in FORMS if form != self.form])
        made = await self.here.owner.ok("PATCH", f"/projects/{self.project}", json={"questions": self.form})
        self.version = made["form_version"]
        return True

    async def refit(self) -> bool:
        await self.here.owner.ok("POST", f"/projects/{self.project}/refit", 202)
        return True

    async def in_bulk(self) -> bool:
        body = {**self.body, "items": self.dice.sample(self.items, 3)}
        if set(body["answers"]) & {"note"}:
            return False
        made = await self.reviewers[0].ok("POST", f"/projects/{self.project}/bulk", 201, json=body)
        self.bulks.append(made["id"])
        return bool(made["applied"])

    async def undo_bulk(self) -> bool:
        if not self.bulks:
            return False
        await self.reviewers[0].ok("POST", f"/bulk/{self.bulks.pop()}/undo")
        return True

    async def bring(self) -> bool:
        rows: list[str] = []
        for name in self.dice.sample(self.names, 4):
            label = self.dice.choice(["good", "bad"])
            said = [
                {"role": "annotation", "by": f"file {self.dice.randrange(3)}",
                 "records": [{"type": "choice", "question": "mood", "labels": [label]}]}
            ]  # fmt: skip
            if self.dice.random() < 0.3:
                said = [{"role": "skip", "by": f"file {self.dice.randrange(3)}", "records": []}]
            rows.append(json.dumps({"id": name, "text": f"Text {name}", "annotations": said}))
        if MOOD not in self.form:
            return False
        self.imports.append(await self.shop.bring(self.project, "\n".join(rows).encode()))
        return True

    async def undo_import(self) -> bool:
        if not self.imports:
            return False
        done = self.imports.pop(self.dice.randrange(len(self.imports)))
        await undo_import(self.shop.database, self.shop.manager, done.id)
        await run_undoing(self.shop.database, self.shop.blobs, done.organization_id, done.id)
        return True

    async def review(self) -> bool:
        item, reviewer = self.dice.choice(self.items), self.reviewers[1]
        detail = await reviewer.ok("GET", f"/items/{item}")
        seen = max((one["id"] for one in detail["reviews"]), default=None)
        body = {**self.body, "reason": "Read on.", "seen": seen}
        return (await reviewer.request("POST", f"/items/{item}/reviews", json=body)).status_code == 201

    async def appeal(self) -> bool:
        """Somebody appeals a review, and another reviewer upholds it."""
        for person in self.dice.sample(self.people, len(self.people)):
            for entry in (await person.ok("GET", "/me/inbox"))["rows"]:
                if entry["may_appeal"]:
                    path = f"/items/{entry['item_id']}/appeals"
                    made = await person.request("POST", path, json={"against": entry["may_appeal"]})
                    if made.status_code != 201:
                        continue
                    # Nobody decides about a decision of their own.
                    for decider in (self.reviewers[2], self.reviewers[0], self.here.owner):
                        appeal = await decider.request("GET", f"/appeals/{made.json()['id']}")
                        if appeal.status_code == 200:
                            break
                    else:
                        return True
                    standing = appeal.json()["standing"]
                    body = {"upheld": True, "reason": "It is meant.", "rule": "Irony", "standing": standing,
                            **self.body}  # fmt: skip
                    body.pop("form_version")
                    decided = await decider.request("POST", f"/appeals/{made.json()['id']}/decision", json=body)
                    return decided.status_code == 200
        return False

    async def lead(self) -> bool:
        state = self.dice.choice(["open", "open", "open", "settled", "set-aside"])
        body = {"state": state, "reason": "Because."}
        changed = await self.here.owner.request("PATCH", f"/items/{self.dice.choice(self.items)}", json=body)
        return changed.status_code == 204

    async def put_back(self) -> bool:
        body = {"becomes": self.dice.choice(["set-aside", "open", "open"]), "reason": "Many at once.",
                "items": self.dice.sample(self.items, 3)}  # fmt: skip
        return bool((await self.here.owner.ok("POST", f"/projects/{self.project}/items/state", json=body))["changed"])

    async def gold(self) -> bool:
        path = f"/items/{self.dice.choice(self.items)}/gold"
        if self.dice.random() < 0.3:
            return (await self.here.owner.request("DELETE", path)).status_code == 204
        await self.here.owner.ok("PUT", path, 204, json={"answers": self.answers(), "reason": "It says so."})
        return True

    # What the worker does, and what must hold then ---------------------------------------------------------------

    async def work(self) -> None:
        """The jobs that were asked for, and all that is marked."""
        organization, database, blobs = self.here.worker.organization_id, self.shop.database, self.shop.blobs
        jobs = "DELETE FROM procrastinate_jobs WHERE task_name IN ('adjust_items', 'refit') RETURNING task_name"
        asked = {row[0] for row in await self.here.sql(jobs)}
        if "adjust_items" in asked:
            await adjust_items(database, self.here.worker, self.project)
        if "refit" in asked:
            await refit_project(database, blobs, organization, self.project)
        before, marked = await self.standing(), await self.marked()
        # Those that were marked are decided now, by what they say and by what was learned.
        appraiser = Appraiser(database, blobs, organization, self.project)
        while await appraiser.batch():
            pass
        await self.compute_again(before, marked)

    async def standing(self) -> dict[int, ItemCounts]:
        async with self.shop.database.transaction(self.here.worker) as t:
            return {item.id: item.counts for item in await counts.lock(t, self.items)}

    async def marked(self) -> set[int]:
        return {row[0] for row in await self.here.sql("SELECT item_id FROM to_appraise WHERE project_id = :p",
                                                       p=self.project)}  # fmt: skip

    async def compute_again(self, before: Mapping[int, ItemCounts], marked: set[int]) -> None:
        database = self.shop.database
        async with database.transaction(self.here.worker) as t:
            plan = await appraisal.plan(t, self.project)
            assert plan is not None
            form, fitted = read_form(plan.questions), await fits.model(t, self.project)
            given, _ = await kept.given(t, self.shop.blobs, self.items)
            held = await reviews.holding(t, self.items)
            now = {item.id: item.counts for item in await counts.lock(t, self.items)}
            told = {item: await stories.of_item(t, ItemId(item), 2**62, 200) for item in self.items}
        for item in marked:
            heard, review = hear(form, plan.form_version, given[item]), None
            if before[item].by_lead and item in held:
                decided = GivenAnswers(0, held[item].form_version, held[item].answers)
                (review,) = hear(form, plan.form_version, [decided])
            verdict, weighed = weigh(form, heard, fitted, review, target=plan.policy.target, fitted_at=plan.fitted_at)
            expected, instructions = flow.decide(before[item], flow.Appraised(verdict.judged), plan.policy)
            assert now[item] == expected, "it stands where the rule puts it"
            rows = await self.here.sql(
                "SELECT question, answer, confidence, reviewed FROM consensus WHERE item_id = :i", i=item
            )
            said = {s.question: (s.answer, _real(s.confidence), s.reviewed) for s in verdict.said}
            assert {row[0]: (row[1], _real(row[2]), row[3]) for row in rows} == said, "it shows what its answers say"
            ((confidence,),) = await self.here.sql("SELECT confidence FROM item_quality WHERE item_id = :i", i=item)
            assert _real(confidence) == _real(weighed.evidence.confidence)
            fresh = [line for line in told[item] if line.id > self.seen.get(item, 0) and line.evidence is not None]
            # An upheld appeal marks its item, and what the weighing decides then is told in the appeal's name: so what
            # a person decided is known by the person.
            decided = [line for line in fresh if line.person_id is None]
            steps = [one for one in instructions if not isinstance(one, flow.Appraise)]
            assert len(decided) == bool(steps), "a line for each decision, and none for what decides nothing"
            for line in decided:
                self._numbers(line, weighed.evidence, expected)
        for item in self.items:
            self._continuous(told[item], now[item])
            self.seen[item] = max((line.id for line in told[item]), default=0)
        sums = await self.here.sql(_SUMS, p=self.project)
        assert tuple(sums[0]) == tuple((await self.here.sql(_COUNTED, p=self.project))[0])
        assert sum(sums[0][:6]) == sums[0][6] == sum(c.state is ItemState.SETTLED for c in now.values())

    def _numbers(self, line: StoryLine, evidence: Any, after: ItemCounts) -> None:
        assert line.evidence is not None
        one, other = line.evidence, evidence
        assert (one.answers, one.question, one.calibrated, one.fitted_at) == (
            other.answers, other.question, other.calibrated, other.fitted_at,
        )  # fmt: skip
        assert [_real(x) for x in (one.confidence, one.proves, one.target)] == [
            _real(x) for x in (other.confidence, other.proves, other.target)
        ]
        assert (line.after, line.wanted, line.completed, line.how) == (
            after.state, after.wanted, after.completed, after.how,
        )  # fmt: skip

    def _continuous(self, lines: list[StoryLine], now: ItemCounts) -> None:
        """Nothing is decided behind the story's back, and every line says so in words."""
        for line, earlier in itertools.pairwise(lines):
            assert (line.before, line.wanted_before) == (earlier.after, earlier.wanted)
            assert line.id > earlier.id and line.on >= earlier.on
        if lines:
            assert (lines[0].after, lines[0].wanted, lines[0].how) == (now.state, now.wanted, now.how)
        for line in lines:
            words = telling.says(line, {question["key"]: question["title"] for question in self.form})
            assert words.endswith(".") and telling.BECAUSE[line.cause]
            self.told.add(f"{line.step.name} {line.cause.name}")


def _real(value: float | None) -> Any:
    """As near as the database keeps it."""
    return None if value is None else pytest.approx(value, abs=1e-5)


STEPS = (
    *["answer"] * 12, "revise", "change_policy", "ask_otherwise", "refit", "in_bulk", "undo_bulk", "bring",
    "undo_import", "review", "review", "appeal", "lead", "put_back", "gold",
)  # fmt: skip


async def test_what_the_product_did_is_what_is_computed_again(house: House) -> None:
    """One life; the trial has longer ones, of any seed."""
    await live(house, random.Random(1), 90)


async def live(house: House, dice: random.Random, steps: int) -> None:
    """So many things happen to a project, and after each all is computed again; more where little was told of it."""
    life = await _life(house, dice)
    for n in range(4 * steps):
        if n >= steps and life.eventful:
            break
        step = life.dice.choice(STEPS)
        if await getattr(life, step)():
            life.done.add(step)
        # Now and then the worker is late, and several things have happened to an item before it is weighed.
        if life.dice.random() < 0.8:
            await life.work()
    assert life.eventful, (life.done, life.told)


async def _life(house: House, dice: random.Random) -> Life:
    here = await place(house, policy={"target": 0.75, "fewest": 1, "most": 3}, questions=FORMS[0], guideline=GUIDELINE)
    lead = Actor(here.worker.organization_id, PersonId(here.owner.me["person_id"]), Role.OWNER)
    shop = Workshop(house.state.database, house.state.blobs, lead)
    names = [f"item {n}" for n in range(ITEMS)]
    lines = [json.dumps({"id": name, "text": f"Text {name}"}) for name in names]
    await shop.bring(ProjectId(here.project), "\n".join(lines).encode())
    items = [row[0] for row in await here.sql("SELECT id FROM item WHERE project_id = :p ORDER BY id", p=here.project)]
    people = [await house.person(here.owner, "annotator") for _ in range(6)]
    reviewers = [await house.person(here.owner, "reviewer") for _ in range(3)]
    return Life(here, shop, dice, people, reviewers, items, names)
