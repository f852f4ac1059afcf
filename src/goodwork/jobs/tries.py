"""The one bound on work that fails: a few tries, then it is given up with its reason, where people see it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from procrastinate import JobContext

from goodwork.errors import GoodworkError, Unavailable
from goodwork.jobs.app import tools
from goodwork.model.people import SYSTEM
from goodwork.store import jobs

log = structlog.get_logger("goodwork.worker")

TRIES = 3
"""Times that a job may end with something nobody foresaw."""
DEATHS = 10
"""Times that its worker may die at it; what was stored until then stays, and the next run goes on from there."""


async def within_tries(
    context: JobContext, work: Callable[[], Awaitable[None]], give_up: Callable[[str], Awaitable[object]]
) -> None:
    """Do a job's work; when it has failed often enough, have it given up with a reason.

    Failed jobs stay in the database under their queueing lock: they are the count. A database that does not answer is
    no failure of the job.
    """
    database, lock = tools(context).database, context.job.queueing_lock
    assert lock is not None, "jobs that are asked for again have a queueing lock"
    async with database.transaction(SYSTEM) as t:
        failed = await jobs.failures(t, lock)
    try:
        if context.job.attempts >= DEATHS:
            await give_up(f"Its worker died {DEATHS} times while it was at this. {_LOG}")
        else:
            await work()
    except Unavailable as error:
        log.warning("a job could not be done now, it is asked for again", job=lock, why=error.what)
        return
    except Exception as error:
        if failed + 1 < TRIES:
            raise
        log.exception("a job is given up", job=lock, tries=TRIES)
        await give_up(f"It was tried {TRIES} times and ended with something unforeseen each time{_why(error)}. {_LOG}")
    async with database.transaction(SYSTEM) as t:
        await jobs.forget_failures(t, lock)


_LOG = "The log of the worker says more."


def _why(error: Exception) -> str:
    """The error's own words, short and on one line; the log has all of it."""
    said = error.what if isinstance(error, GoodworkError) else str(error).strip().rsplit("\n", 1)[-1]
    return f" ({type(error).__name__}: {said[:200]})" if said else f" ({type(error).__name__})"
