"""Deciding on keys: setting one aside, appeals against one, and what follows for results: they only rise."""

from __future__ import annotations

from goodwork.actions import idempotency
from goodwork.actions.assessments.awarding import award_passed
from goodwork.actions.assessments.take_assessment import ask_statistics, own
from goodwork.actions.people.leading import check_leads
from goodwork.actions.people.sessions import hold_access
from goodwork.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from goodwork.judging.assessed import passes, raised
from goodwork.model.appeals import AppealState
from goodwork.model.assessments import APPEAL_DAYS, HandedIn, OpenAppeal
from goodwork.model.inbox import About
from goodwork.model.people import Actor
from goodwork.names import seen
from goodwork.store import audit
from goodwork.store.assessments import appeals, assessments, attempts
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.people import inbox

_KEPT = "Nothing was changed."


async def set_key_aside(
    database: Database, actor: Actor, assessment: int, item: int, reason: str, *, key: str | None
) -> int:
    """Let a key count for nobody any more, for a reason that those who met it read; returns how many results it raised.

    No result falls by it: whoever had the item right keeps what it earned.
    """
    check_leads(actor)
    reason = _reason(reason)
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        mark = idempotency.fingerprint("set_key_aside", assessment, item, reason)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return int(remembered)
        await assessments.lock(t, assessment)
        if await assessments.pool_item(t, assessment, item) is None:
            raise NotFound
        more = await _set_aside(t, actor, assessment, item, reason)
        await idempotency.remember(t, actor, key, more)
    return more


async def _set_aside(t: Transaction, actor: Actor, assessment: int, item: int, reason: str) -> int:
    """The same under the lock of the assessment."""
    if not await assessments.set_aside(t, actor, item, reason):
        raise Conflict("This key was set aside already.", kept=_KEPT, next_step="Load the page again.")
    better = [
        (one, score, passes(score.value, one.pass_mark))
        for one in await attempts.with_item(t, item)
        if one.score is not None and (score := raised(one.score, one.credits)) is not None
    ]
    await attempts.put_raised(t, assessment, [(one.id, score, one.passed or now) for one, score, now in better])
    found = await assessments.one(t, assessment)
    assert found is not None, "its lock is held"
    for one, _, now in better:
        if now and not one.passed:
            await award_passed(t, actor.organization_id, found, one)
    told = [(None, person, appeal) for appeal, person in await appeals.uphold(t, actor, item, reason)]
    await inbox.tell(t, actor.organization_id, None, About.KEY_APPEAL, told)
    detail = {"item": item, "reason": reason, "raised": len(better)}
    await audit.record(t, actor, "assessment.key-set-aside", "assessment", assessment, detail)
    await ask_statistics(t, actor, assessment)
    return len(better)


async def appeal_key(
    database: Database, actor: Actor, attempt: int, place: int, argument: str, *, key: str | None
) -> int:
    """Ask for a second look at the key of an item that one was marked down at; returns the appeal."""
    async with database.transaction(actor) as t:
        held = await own(t, actor, attempt)
        # Nobody sets the key aside between looking at it and appealing it.
        await assessments.lock(t, held.assessment_id)
        asked = await attempts.item(t, attempt, place)
        if asked is None or held.handed_in_on is None:
            raise NotFound
        mark = idempotency.fingerprint("appeal_key", attempt, place, argument)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return int(remembered)
        if not asked.counts:
            raise Conflict("This key was set aside already: it counts for nobody.", kept=_KEPT)
        if asked.credit is None or asked.credit >= 1:
            raise Conflict("Your answer to this item earned its full credit.", kept=_KEPT)
        made = await appeals.add(t, actor, held, asked, argument.strip(), APPEAL_DAYS)
        if made is None:
            raise Conflict(
                "You have appealed this key already.",
                kept="Your appeal was kept.",
                next_step="What is decided stands on this page.",
            )
        await idempotency.remember(t, actor, key, made)
    return made


async def withdraw_key_appeal(database: Database, actor: Actor, attempt: int, place: int) -> None:
    """Take back one's own open appeal; sent again, it changes nothing. It may be opened again."""
    async with database.transaction(actor) as t:
        await own(t, actor, attempt)
        asked = await attempts.item(t, attempt, place)
        if asked is None or asked.appeal_state is None:
            raise NotFound
        if not await appeals.withdraw(t, attempt, place) and asked.appeal_state is not AppealState.WITHDRAWN:
            raise Conflict("It has been decided meanwhile.", kept="The decision was kept.")


async def see_key_appeals(
    database: Database, actor: Actor, assessment: int, *, after: int, limit: int
) -> list[OpenAppeal]:
    """The open appeals against keys of an assessment that one may decide, the oldest first."""
    check_leads(actor)
    async with database.transaction(actor, kind=Kind.READ) as t:
        if await assessments.one(t, assessment) is None:
            raise NotFound
        return await appeals.waiting(t, actor, assessment, after, limit)


async def decide_key_appeal(
    database: Database, actor: Actor, appeal: int, *, upheld: bool, reason: str, key: str | None
) -> AppealState:
    """Uphold or decline an appeal against a key, with a reason that the appellant reads.

    Upheld, the key is set aside for everybody.
    """
    check_leads(actor)
    reason = _reason(reason)
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        held = await appeals.one(t, appeal)
        if held is None:
            raise NotFound
        mark = idempotency.fingerprint("decide_key_appeal", appeal, upheld, reason)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return AppealState(remembered)
        await assessments.lock(t, held.assessment_id)
        held = await appeals.one(t, appeal) or held
        if held.person_id == actor.person_id:
            raise NotAllowed("This is your own appeal, so somebody else decides.", kept=_KEPT)
        if held.state is not AppealState.OPEN:
            raise Conflict(
                "It was withdrawn or decided meanwhile.",
                kept="Your decision was not taken.",
                next_step="Load the page again: it shows what holds now.",
            )
        state = AppealState.UPHELD if upheld else AppealState.DECLINED
        if upheld:
            await _set_aside(t, actor, held.assessment_id, held.pool_item, reason)
        else:
            await appeals.decline(t, actor, appeal, reason)
            await inbox.tell(t, actor.organization_id, None, About.KEY_APPEAL, [(None, held.person_id, appeal)])
        said = {"item": held.pool_item, "decision": state.word, "reason": reason}
        await audit.record(t, actor, "assessment.appeal-decided", "assessment", held.assessment_id, said)
        await idempotency.remember(t, actor, key, state.value)
    return state


async def see_results(database: Database, actor: Actor, assessment: int, *, before: int, limit: int) -> list[HandedIn]:
    """The results of an assessment, the newest before an id."""
    check_leads(actor)
    async with database.transaction(actor, kind=Kind.READ) as t:
        if await assessments.one(t, assessment) is None:
            raise NotFound
        return await attempts.results(t, assessment, before, limit)


def _reason(reason: str) -> str:
    given = seen(reason)
    if not given:
        raise Invalid("A decision has a reason: whoever it concerns reads it.", kept=_KEPT,
                      faults=[Fault("reason", "Say why.")])  # fmt: skip
    return given
