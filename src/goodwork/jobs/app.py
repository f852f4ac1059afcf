"""The list of tasks, and what a task is given to work with."""

from __future__ import annotations

from dataclasses import dataclass, field

from procrastinate import App, JobContext, PsycopgConnector

from goodwork.actions.digests.send import PostOffice
from goodwork.blobs import Blobs
from goodwork.fetching.fetcher import Fetcher
from goodwork.fetching.poster import Poster
from goodwork.store.database import Database

app = App(
    connector=PsycopgConnector(),
    # One module per word. procrastinate imports them when a worker starts.
    import_paths=[
        "goodwork.jobs.people",
        "goodwork.jobs.installation",
        "goodwork.jobs.digests",
        "goodwork.jobs.projects",
        "goodwork.jobs.data",
        "goodwork.jobs.items",
        "goodwork.jobs.versions",
        "goodwork.jobs.quality",
        "goodwork.jobs.queue",
        "goodwork.jobs.redundancy",
        "goodwork.jobs.assessments",
        "goodwork.jobs.pay",
    ],
)

HEARTBEAT = 3.0
"""Seconds between signs of life of a worker in the database."""

DEAD = 15.0
"""Seconds without one after which a worker is taken for dead."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The worker's database and files, and its ways to the servers of others."""

    database: Database
    blobs: Blobs
    fetcher: Fetcher
    poster: Poster
    secret: bytes = field(repr=False)
    """Of the installation."""
    office: PostOffice | None = None
    """None: no mail goes out."""


def tools(context: JobContext) -> Tools:
    """The tools of the worker that runs this job; the task is declared with ``pass_context=True``."""
    return context.additional_context["tools"]
