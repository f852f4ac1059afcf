"""What the queue needs done by the clock."""

from __future__ import annotations

from procrastinate import JobContext

from goodwork.actions.queue.leave_claim import SWEPT, expire_claims
from goodwork.jobs.app import DEAD, app, tools
from goodwork.model.people import SYSTEM
from goodwork.store import jobs
from goodwork.store.database import Kind


@app.periodic(cron="* * * * *")
@app.task(name="expire_claims", pass_context=True, queueing_lock="expire_claims")
async def expire(context: JobContext, timestamp: int) -> None:
    """Every minute: claims whose time is over give their slots back."""
    while await expire_claims(tools(context).database) >= SWEPT:
        pass


@app.periodic(cron="* * * * * */10")
@app.task(name="put_back_jobs", pass_context=True, queueing_lock="put_back_jobs")
async def put_back_jobs(context: JobContext, timestamp: int) -> None:
    """Every ten seconds: jobs of workers that died run again."""
    async with tools(context).database.transaction(SYSTEM, kind=Kind.JOB) as t:
        await jobs.put_back(t, DEAD)
