"""What a web process remembers for the people at their desks: forms and the parts of claimed items.

Both never change under their keys, so a memory of them is never stale; what is missing is read again. Whether somebody
may use a claim is not asked here: the database does, at every call.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from goodwork.actions.queue.holding import refusal
from goodwork.errors import Fault, Invalid, NotFound
from goodwork.forms.reading import read_form
from goodwork.kinds.contract import Question
from goodwork.model.claims import ClaimView
from goodwork.model.items import Part, parts_of
from goodwork.model.people import SYSTEM, Credential
from goodwork.store.database import Database
from goodwork.store.projects import forms
from goodwork.store.queue import calls

Key = TypeVar("Key")
Value = TypeVar("Value")

FORMS = 500
CLAIMS = 4_000
LARGE = 16_384
"""Characters of text from which the parts of an item are not remembered but read again."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim belongs: what checking its answers takes."""

    project_id: int
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Desk:
    """The memory of one web process."""

    _forms: OrderedDict[tuple[int, int], list[Question]] = field(default_factory=OrderedDict)
    _places: OrderedDict[tuple[Credential, int], Place] = field(default_factory=OrderedDict)

    def note(self, caller: Credential, view: ClaimView) -> None:
        """Remember where a claim of this caller belongs."""
        parts = parts_of(view.payload)
        if sum(len(part.text or "") for part in parts) < LARGE:
            _keep(self._places, (caller, view.id), Place(view.project_id, parts), CLAIMS)

    async def place(self, database: Database, caller: Credential, claim: int) -> Place:
        """Where a claim belongs; NotFound when the caller has no such claim."""
        known = self._places.get((caller, claim))
        if known is not None:
            return known
        found = await calls.look(database, caller, claim, "work")
        if found is None:
            raise NotFound
        view, _ = found
        self.note(caller, view)
        return Place(view.project_id, parts_of(view.payload))

    async def check(self, database: Database, caller: Credential, claim: int) -> None:
        """The refusal of a closed claim: who may not use it is told that, not what is wrong with the answers."""
        found = await calls.look(database, caller, claim, "work")
        if found is None:
            raise NotFound
        if not found[1].finishes:
            raise refusal(found[1])

    async def form(self, database: Database, project: int, version: int) -> list[Question]:
        """A version of a project's form; Invalid when there is none. The caller has been seen to work there."""
        known = self._forms.get((project, version))
        if known is not None:
            return known
        async with database.transaction(SYSTEM) as t:
            questions = await forms.questions(t, project, version)
        if questions is None:
            raise Invalid(
                f"The project's form has no version {version}.",
                kept="Nothing was changed.",
                next_step="Load the claim again and use its form_version.",
                faults=[Fault("form_version", "There is no such version.")],
            )
        return _keep(self._forms, (project, version), read_form(questions), FORMS)


def _keep(memory: OrderedDict[Key, Value], key: Key, value: Value, most: int) -> Value:
    memory[key] = value
    if len(memory) > most:
        memory.popitem(last=False)
    return value
