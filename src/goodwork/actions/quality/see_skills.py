"""Looking at skills: one's own with the evidence and what to practise, and somebody's whom one leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goodwork.actions.guideline.viewing import viewer_of
from goodwork.actions.projects.reach import reach_project
from goodwork.errors import NotAllowed, NotFound
from goodwork.forms.reading import read_form
from goodwork.kinds.contract import Question
from goodwork.learning.skills import Costly, SkillRow
from goodwork.model.appeals import AppealState
from goodwork.model.guideline import Case
from goodwork.model.ids import PersonId
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.routing.beside import FEWEST, rule_for, terms, words_of
from goodwork.store.appeals import appeals
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.guideline import cases
from goodwork.store.people import people
from goodwork.store.projects import forms, projects
from goodwork.store.quality import skills
from goodwork.store.quality.skills import WorkedIn

CASES = 3
"""Decided cases that stand beside a slip."""


@dataclass(frozen=True, slots=True)
class SkillsIn:
    """A person's skills in one project: a row for each question that it asks now."""

    project_id: int
    project: str
    skills: Sequence[tuple[Question, SkillRow | None]]
    """None: nothing was fitted since they answered."""


@dataclass(frozen=True, slots=True)
class SeenSkills:
    """A person's skills, and of the items that they rest on the payloads, the claims and what became of appeals."""

    name: str
    projects: Sequence[SkillsIn]
    payloads: Mapping[int, Mapping[str, Any]]
    claims: Mapping[int, int]
    """Item -> the claim under which the viewer answered it: only their own."""
    appealed: Mapping[int, AppealState]
    """Of one's own."""


async def my_skills(database: Database, actor: Actor, before: int, limit: int) -> SeenSkills:
    """One's own skills with their evidence, project by project, the newest first."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        found = await skills.worked_in(t, actor, actor.person_id, ProjectRole.ANNOTATOR, before, limit)
        return await _seen(t, actor.person_id, "", found, own=True)


async def skills_of(database: Database, actor: Actor, person: int, before: int, limit: int) -> SeenSkills:
    """The same of anybody in the organization, for those who lead it."""
    if not actor.role.leads:
        raise NotAllowed(
            "What is known of people's skills is shown to those who lead the organization.",
            kept="Nothing was changed.",
            next_step="Your own is on your page My quality.",
        )
    async with database.transaction(actor, kind=Kind.READ) as t:
        seen = await people.one(t, PersonId(person))
        if seen is None:
            raise NotFound
        found = await skills.worked_in(t, actor, seen.id, ProjectRole.MANAGER, before, limit)
        return await _seen(t, seen.id, seen.name, found, own=False)


async def skills_in(database: Database, actor: Actor, project: int, person: int) -> SeenSkills:
    """The same in one project, for those who lead it."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        seen = await people.one(t, PersonId(person))
        if seen is None:
            raise NotFound
        found = await skills.worked_in(t, actor, seen.id, ProjectRole.MANAGER, reached.project.id + 1, 1)
        return await _seen(t, seen.id, seen.name, [one for one in found if one.project_id == project], own=False)


async def _seen(t: Transaction, person: PersonId, name: str, found: Sequence[WorkedIn], *, own: bool) -> SeenSkills:
    asked = {one.project_id: read_form(one.questions) for one in found}
    keys = [(project, question.key) for project, form in asked.items() for question in form]
    rows = await skills.of_person(t, person, keys)
    shown = [
        SkillsIn(one.project_id, one.project, [(q, rows.get((one.project_id, q.key))) for q in asked[one.project_id]])
        for one in found
    ]
    items = sorted({item for row in rows.values() for item in row.evidence.items})
    payloads = await skills.payloads(t, items)
    if not own:
        return SeenSkills(name, shown, payloads, {}, {})
    claims = await skills.claims(t, person, items)
    return SeenSkills(name, shown, payloads, claims, await appeals.of_items(t, person, items))


@dataclass(frozen=True, slots=True)
class Practice:
    """One slip that costs most: items where it was made, the rule and the decided cases that are about such items."""

    slip: Costly
    items: Sequence[int]
    rule: str
    """The heading of a section of the guideline; empty: none stands out."""
    cases: Sequence[Case]


@dataclass(frozen=True, slots=True)
class SeenPractice:
    """What to practise at a question."""

    practices: Sequence[Practice]
    payloads: Mapping[int, Mapping[str, Any]]
    claims: Mapping[int, int]


async def my_practice(database: Database, actor: Actor, project: int, question: str) -> SeenPractice:
    """What costs the calling person most at a question, with the rules and decided cases that are about it."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project)
        read = await projects.one(t, reached.project.id)
        form = await forms.questions(t, reached.project.id, reached.project.form_version) or ()
        if read is None or question not in [one["key"] for one in form]:
            raise NotFound
        row = (await skills.of_person(t, actor.person_id, [(project, question)])).get((project, question))
        slips = () if row is None else row.evidence.slips
        items = sorted({item for costly in slips for item in costly.items})
        payloads = await skills.payloads(t, items)
        viewer = viewer_of(actor, reached.role)
        found: list[Practice] = []
        for costly in slips:
            seen = [item for item in costly.items if item in payloads]
            words = " ".join(words_of(payloads[item]) for item in seen)
            like = await cases.alike(t, viewer, read.id, 0, terms(words), FEWEST, CASES) if words else []
            named = next((case.rule for case in like if case.rule), "")
            about = f"{costly.slip.said} {costly.slip.right} {words}"
            found.append(Practice(costly, seen, named or rule_for(read.guideline.markdown, about), like))
        return SeenPractice(found, payloads, await skills.claims(t, actor.person_id, items))
