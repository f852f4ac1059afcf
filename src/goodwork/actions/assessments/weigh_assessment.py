"""What the attempts say of the items of an assessment, computed by the worker after somebody has handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from goodwork.forms.reading import read_form
from goodwork.judging.assessed import RIGHT
from goodwork.judging.item import GivenAnswers
from goodwork.judging.told import in_words
from goodwork.kinds.contract import Question
from goodwork.model.ids import OrganizationId
from goodwork.model.people import Worker
from goodwork.quality.item_statistics import ItemStatistics, item_statistics
from goodwork.store.assessments import assessments
from goodwork.store.database import Database, Kind

MOST_ATTEMPTS = 5000
"""The newest attempts that are weighed: beyond that the numbers hardly move."""


async def weigh_assessment(database: Database, organization: OrganizationId, assessment: int) -> None:
    """Write item statistics afresh. Several attempts of one person are one person: they never meet an item twice."""
    worker = Worker(organization)
    async with database.transaction(worker, kind=Kind.JOB) as t:
        found = await assessments.one(t, assessment)
        if found is None:
            return
        items = await assessments.pool_ids(t, assessment)
        given = await assessments.given(t, assessment, MOST_ATTEMPTS)
    weighed = _weigh(read_form(found.questions), items, given)
    rows = [{"id": item, **asdict(one)} for item, one in weighed.items()]
    async with database.transaction(worker, kind=Kind.JOB) as t:
        await assessments.put_statistics(t, assessment, rows)


def _weigh(
    form: Sequence[Question],
    items: Sequence[int],
    given: Sequence[tuple[int, int, float, Mapping[str, Any]]],
) -> dict[int, ItemStatistics]:
    people = {person: n for n, person in enumerate(dict.fromkeys(row[0] for row in given))}
    places = {item: n for n, item in enumerate(items)}
    right = np.full((len(people), len(items)), np.nan)
    said: list[list[str | None]] = [[None] * len(items) for _ in people]
    for person, item, credit, answers in given:
        row, place = people[person], places[item]
        right[row, place] = credit > RIGHT
        said[row][place] = in_words(form, 1, GivenAnswers(0, 1, answers))
    return dict(zip(items, item_statistics(right, said), strict=True))
