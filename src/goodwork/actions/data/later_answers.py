"""Answers to items that are in the project already: a second annotator's file, newer predictions.

What is there stays as it is. A person answers an item once, so a further answer by the same person is left out: without
a word when it says the same, and reported when it does not. A model's prediction takes the place of an earlier one by
the same model when it says something else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from goodwork import flow
from goodwork.actions.stories.carry_out import Happened, Where, carry_out
from goodwork.formats.report import Report
from goodwork.forms.said import ReadItem, ReadSaid
from goodwork.model.data import ANSWERS_ADDED
from goodwork.model.ids import ItemId, PersonId
from goodwork.model.projects import Project
from goodwork.model.stories import Cause
from goodwork.store.data import imported_answers
from goodwork.store.data.imported_answers import Bringing, NewAnnotation, NewPrediction, NewSkip
from goodwork.store.database import Transaction
from goodwork.store.items import counts


class Later(NamedTuple):
    """A row of a file whose item is in the project."""

    read: ReadItem
    item: ItemId


@dataclass(frozen=True, slots=True)
class _Given:
    name: str
    item: ItemId
    person: PersonId
    one: ReadSaid

    @property
    def is_skip(self) -> bool:
        return self.one.said.role == "skip"


async def add_later(
    t: Transaction,
    bringing: Bringing,
    project: Project,
    rows: Sequence[Later],
    person: Callable[[str], Awaitable[PersonId]],
    report: Report,
) -> None:
    """Add what rows say of items that are there. ``person`` finds who stands for somebody of the file."""
    predictions: list[NewPrediction] = []
    given: list[_Given] = []
    for read, item in rows:
        name = read.item.external_id or f"line {read.item.line}"
        for one in read.said:
            if one.said.role == "prediction":
                predictions.append(NewPrediction(item, one.said.by, one.answers, one.said.score))
            else:
                given.append(_Given(name, item, await person(one.said.by), one))
    # Before anything is looked up: from here on nobody claims or answers these items.
    locked = await counts.lock(t, sorted({row.item for row in rows}))
    new, replaced = await imported_answers.add_predictions(t, bringing, _last(predictions))
    fresh = await _not_there(t, given, report)
    annotations, skips = [g for g in fresh if not g.is_skip], [g for g in fresh if g.is_skip]
    slots = {item.id: item.counts for item in locked}
    rows_to_add: list[NewAnnotation] = []
    for one in annotations:
        before = slots[one.item]
        # As an answer whose claim has run out: it takes a slot that is free, else it is surplus.
        slots[one.item], _ = flow.decide(before, flow.Submitted(late=True), project.policy)
        surplus = slots[one.item].completed == before.completed
        rows_to_add.append(NewAnnotation(one.item, one.person, one.one.answers, surplus, one.one.said.accepted_from))
    await add_annotations(t, bringing, project, rows_to_add, report)
    skipped = [NewSkip(one.item, one.person, one.one.said.reason) for one in skips]
    await add_skips(t, bringing, project, skipped)
    report.keep("annotations", len(annotations))
    report.keep("predictions", new + replaced)
    report.keep("skips", len(skips))
    report.keep(ANSWERS_ADDED, len(fresh) + new)
    report.keep("predictions in place of earlier ones by the same model", replaced)
    report.keep("answers that were there already", len(predictions) - new - replaced)


async def add_annotations(
    t: Transaction, bringing: Bringing, project: Project, rows: Sequence[NewAnnotation], report: Report
) -> None:
    """Add annotations; says of how many it is not known any more which prediction they began with."""
    lost = await imported_answers.add_annotations(t, bringing, project.form_version, rows)
    if lost:
        why = "the item has no prediction by the model that it names"
        report.lose("", "that an annotation began with a prediction", why, lost)


async def add_skips(t: Transaction, bringing: Bringing, project: Project, rows: Sequence[NewSkip]) -> None:
    """Add skips: three people's bring an item to the lead, wherever they skipped it."""
    await imported_answers.add_skips(t, bringing, rows)
    where = Where(bringing.organization, project.id, project.policy)
    left = Counter(row.item for row in rows)
    while left:
        locked = await counts.lock(t, list(left))
        await carry_out(t, where, [Happened(item, flow.Skipped(late=True), Cause.SKIPPED) for item in locked])
        left -= Counter(list(left))


def _last(predictions: Sequence[NewPrediction]) -> list[NewPrediction]:
    """One for each item and model: the last."""
    return list({(one.item, one.model): one for one in predictions}.values())


async def _not_there(t: Transaction, given: Sequence[_Given], report: Report) -> list[_Given]:
    """What is said by people who have said nothing of these items yet; the rest is there, or is reported."""
    first: dict[tuple[ItemId, PersonId], _Given] = {}
    known = await imported_answers.known(t, [(g.item, g.person, g.one.answers) for g in given])
    fresh: list[_Given] = []
    there = 0
    for number, one in enumerate(given):
        met = known.get(number)
        before = first.setdefault((one.item, one.person), one)
        if met is None and before is one:
            fresh.append(one)
            continue
        skipped = before.is_skip if met is None else met.skipped
        same = skipped == one.is_skip
        if same and not skipped:
            same = before.one.answers == one.one.answers if met is None else met.same
        if same:
            there += 1
        elif skipped:
            report.lose(one.name, "an annotation by a person who skipped the item", "a skip is final")
        elif one.is_skip:
            report.lose(one.name, "a skip by a person who answered the item", "an answer is never overwritten")
        else:
            why = "the first one is there, and an answer is never overwritten"
            report.lose(one.name, "another answer by the same person", why)
    report.keep("answers that were there already", there)
    return fresh
