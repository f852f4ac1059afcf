"""Opening an appeal against what was decided of one's own answer, and taking it back."""

from __future__ import annotations

from goodwork.actions import idempotency
from goodwork.actions.projects.reach import reach_project
from goodwork.actions.queue import answers as kept
from goodwork.actions.queue.holding import check_not_archived
from goodwork.blobs import Blobs
from goodwork.errors import Conflict, NotFound
from goodwork.forms.reading import read_form
from goodwork.judging.item import GivenAnswers
from goodwork.judging.told import beside
from goodwork.model.appeals import Against, Appeal, AppealState
from goodwork.model.people import Actor
from goodwork.store.appeals import appeals, verdicts
from goodwork.store.database import Database
from goodwork.store.projects import forms
from goodwork.store.queue import annotations


async def open_appeal(
    database: Database, blobs: Blobs, actor: Actor, item: int, against: Against, argument: str, *, key: str | None
) -> Appeal:
    """Ask for a second look. Nothing changes by it; silence is no consent, and an argument is not asked for.

    NotFound when the person was told of no such verdict on the item; Conflict when it says what they said, or was
    appealed before. No line of the audit says who appealed: whoever decides may read it.
    """
    async with database.transaction(actor) as t:
        verdict = await verdicts.of_person(t, actor.person_id, item, against)
        if verdict is None:
            raise NotFound
        reached = await reach_project(t, actor, verdict.project_id)
        check_not_archived(reached.project.state)
        mark = idempotency.fingerprint("open_appeal", item, against.value, argument)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return await appeals.lock(t, remembered)
        mine = await annotations.told(t, actor.person_id, item, verdict.told_at)
        if mine is None:
            raise NotFound
        project = reached.project
        form = read_form(await forms.questions(t, project.id, project.form_version) or [])
        said = GivenAnswers(0, mine.form_version, await kept.fetch(blobs, mine.answers, mine.answers_blob))
        decided = GivenAnswers(0, verdict.form_version, verdict.answers)
        if all(row.alike for row in beside(form, project.form_version, said, decided)):
            raise Conflict("What was decided is what you said, so there is nothing to appeal.", kept="Nothing changed.")
        made = await appeals.open_appeal(
            t, actor, item, against, verdict, annotation=mine.id, argument=argument.strip(),
            days=project.policy.appeal_days,
        )  # fmt: skip
        if made is None:
            raise Conflict(
                "You have appealed this already.",
                kept="Your appeal was kept.",
                next_step="The decision comes to your inbox; My appeals says by when.",
            )
        await idempotency.remember(t, actor, key, made.id)
    return made


async def withdraw_appeal(database: Database, actor: Actor, appeal: int) -> None:
    """Take one's own open appeal back; sent again, it changes nothing. Also without access to the project."""
    async with database.transaction(actor) as t:
        found = await appeals.get(t, appeal)
        if found is None or found.person_id != actor.person_id:
            raise NotFound
        match (await appeals.lock(t, appeal)).state:
            case AppealState.OPEN:
                await appeals.withdraw(t, appeal)
            case AppealState.WITHDRAWN:
                pass
            case AppealState.UPHELD | AppealState.DECLINED:
                raise Conflict(
                    "It has been decided meanwhile.",
                    kept="The decision was kept.",
                    next_step="It is in your inbox, with its reason.",
                )
