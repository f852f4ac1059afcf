"""A project from a file: made when there is none of its name, else changed to what the file says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from enum import Enum
from typing import Any

from goodwork.actions.projects.change_guideline import change_guideline_in
from goodwork.actions.projects.change_project import ProjectChanges, change_project_in
from goodwork.actions.projects.checks import check_policy, read_purpose, read_questions
from goodwork.actions.projects.make_project import Draft, make_project_in
from goodwork.actions.projects.reach import reach_project
from goodwork.errors import Fault, Invalid
from goodwork.model.ids import ProjectId
from goodwork.model.people import Actor
from goodwork.model.restrictions import Basis
from goodwork.names import read_name
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Database, Transaction
from goodwork.store.people import teams as team_store
from goodwork.store.projects import projects

NOTE = "Applied from a file."


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that becomes different."""

    what: str
    before: Any
    """None: there was no project."""
    after: Any


@dataclass(frozen=True, slots=True)
class Applied:
    """What a file changed, or would change."""

    project_id: ProjectId | None
    """None: it would be made."""
    name: str
    changes: tuple[Change, ...]


async def apply_project(
    database: Database,
    actor: Actor,
    draft: Draft,
    *,
    stated: frozenset[str],
    teams: Sequence[str] = (),
    only_show: bool = False,
    reason: str = "",
) -> Applied:
    """Make or change the project of the draft's name.

    ``stated`` are the fields that the file has: what it does not mention stays as it is. ``teams`` are names. Applying
    the same file again changes nothing. ``reason``: why somebody who works there may not work there any more.
    """
    async with database.transaction(actor) as t:
        name = read_name(draft.name)
        wanted = replace(
            draft,
            name=name,
            purpose=read_purpose(draft.purpose),
            questions=read_questions(draft.questions),
            policy=check_policy(draft.policy),
            team_ids=await _teams(t, teams),
        )
        known = await projects.by_name(t, name) or await projects.by_name(t, draft.name.strip())
        if known is None:
            changes = [Change(what, None, value) for what, value in _facts(wanted).items()]
            made = None if only_show else await make_project_in(t, actor, wanted)
            return Applied(made, name, tuple(changes))
        await reach_project(t, actor, known, ProjectRole.MANAGER)
        changes = await _differences(t, known, wanted, stated)
        if not only_show:
            await _change(t, actor, known, wanted, {change.what for change in changes}, reason)
        return Applied(known, name, tuple(changes))


async def _differences(t: Transaction, project: ProjectId, wanted: Draft, stated: frozenset[str]) -> list[Change]:
    now = await projects.one(t, project, lock=True)
    assert now is not None
    before = _facts(
        Draft(
            name=now.name,
            purpose=now.purpose,
            questions=now.questions,
            guideline=now.guideline.markdown,
            policy=now.policy,
            open_to=now.open_to,
            team_ids=now.team_ids,
        )
    )
    after = _facts(wanted)
    return [Change(what, before[what], after[what]) for what in after if what in stated and before[what] != after[what]]


async def _change(
    t: Transaction, actor: Actor, project: ProjectId, wanted: Draft, different: set[str], reason: str
) -> None:
    await change_project_in(
        t,
        actor,
        project,
        ProjectChanges(
            purpose=wanted.purpose if "purpose" in different else None,
            questions=wanted.questions if "questions" in different else None,
            policy=wanted.policy if "policy" in different else None,
            open_to=wanted.open_to if "open_to" in different else None,
            team_ids=wanted.team_ids if "teams" in different else None,
            basis=Basis(reason),
        ),
    )
    if "guideline" in different:
        await change_guideline_in(t, actor, project, wanted.guideline, NOTE)


def _facts(draft: Draft) -> dict[str, Any]:
    return {
        "purpose": draft.purpose,
        "questions": [dict(question) for question in draft.questions],
        "guideline": draft.guideline,
        "policy": {
            name: value.value if isinstance(value, Enum) else value for name, value in asdict(draft.policy).items()
        },
        "open_to": draft.open_to.value,
        "teams": list(draft.team_ids),
    }


async def _teams(t: Transaction, names: Sequence[str]) -> tuple[int, ...]:
    found = await team_store.by_names(t, names)
    missing = sorted(set(names) - set(found))
    if missing:
        what = f"There is no team called {', '.join(map(repr, missing))}."
        raise Invalid(what, kept="Nothing was changed.", faults=[Fault("teams", what)])
    return tuple(sorted(set(found.values())))
