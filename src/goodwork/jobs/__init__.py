"""What the worker does in the background: procrastinate tasks, one action each.

``app`` lists them; ``worker.run_worker`` runs them. A task is asked for with ``store.jobs.defer`` inside the
transaction that makes it necessary.
"""

from goodwork.jobs.app import Tools, app, tools

__all__ = ["Tools", "app", "tools"]
