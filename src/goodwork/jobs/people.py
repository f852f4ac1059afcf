"""Forgetting what is kept for a while only, and letters with links."""

from __future__ import annotations

from procrastinate import JobContext

from goodwork.actions.people.proof_link import TASK as PROOF
from goodwork.actions.people.proof_link import send_proof
from goodwork.actions.people.sign_up_link import TASK, send_link
from goodwork.actions.people.sweep import sweep
from goodwork.jobs.app import app, tools


@app.periodic(cron="*/10 * * * *")
@app.task(name="sweep_people", pass_context=True, queueing_lock="sweep_people")
async def sweep_people(context: JobContext, timestamp: int) -> None:
    """Every ten minutes: old failures to sign in, sessions and reset links that ran out, remembered requests."""
    await sweep(tools(context).database)


@app.task(name=TASK, pass_context=True)
async def mail_link(context: JobContext, link: int, language: str, tries: int) -> None:
    """Send a link to sign up; it says itself when it is tried again."""
    given = tools(context)
    if given.office is not None:
        await send_link(given.database, given.office, link, language, tries)


@app.task(name=PROOF, pass_context=True)
async def mail_proof(context: JobContext, link: int, language: str, tries: int) -> None:
    """Send a link that proves an address; it says itself when it is tried again."""
    given = tools(context)
    if given.office is not None:
        await send_proof(given.database, given.office, link, language, tries)
