"""The items of a project, after its policy changed: each comes to want what the policy asks now."""

from __future__ import annotations

from goodwork import flow
from goodwork.actions.stories.carry_out import Happened, Where, carry_out
from goodwork.model.ids import ProjectId
from goodwork.model.people import Worker
from goodwork.model.projects import Policy
from goodwork.model.stories import Cause
from goodwork.store import jobs
from goodwork.store.database import Database, Transaction
from goodwork.store.projects import policies, wanting

TASK = "adjust_items"
BATCH = 2000
"""Items per transaction: claims and answers wait for one batch at most."""


def touches_items(before: Policy, after: Policy) -> bool:
    """Whether a change of policy asks anything else of items that exist."""
    return _asked(before) != _asked(after)


def moves_the_stop(before: Policy, after: Policy) -> bool:
    """Whether items stop at another moment, for which confidence has to be calibrated anew."""
    return _stop(before) != _stop(after)


def _stop(policy: Policy) -> tuple[object, ...]:
    return policy.target, policy.fewest, policy.most, policy.predictions


def _asked(policy: Policy) -> tuple[object, ...]:
    return policy.target, policy.fewest, policy.most, policy.disputed, policy.gold_share > 0, policy.gold_most


async def ask_for_adjustment(t: Transaction, organization: int, project: ProjectId) -> None:
    """Have the worker adjust the items, when this transaction commits."""
    lock = f"{TASK}:{project}"
    await jobs.defer(t, TASK, lock=lock, queueing_lock=lock, organization=organization, project=project)


async def adjust_items(database: Database, worker: Worker, project: ProjectId) -> None:
    """Adjust every item in batches.

    Every batch reads the policy afresh, and doing a batch twice changes nothing, so a job that was cut off simply
    runs again.
    """
    async with database.transaction(worker) as t:
        last = await wanting.last_position(t, project)
    for first in range(0, 0 if last is None else last + 1, BATCH):
        async with database.transaction(worker) as t:
            policy = await policies.of_project(t, project)
            happened = [
                Happened(item, flow.PolicyChanged(confidence), Cause.POLICY_CHANGED)
                for item, confidence in await wanting.part(t, project, first, first + BATCH)
            ]
            await carry_out(t, Where(worker.organization_id, project, policy), happened)
