"""An item that can't be appraised keeps no other one waiting, and is not tried for ever."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from goodwork.actions.quality import appraise
from goodwork.actions.quality.appraise import TRIES, Appraiser
from goodwork.errors import StorageFull, Unavailable
from goodwork.store.database import Transaction
from goodwork.store.quality.appraisal import Marked
from tests.api.callers import House
from tests.queue.place import Place, place


async def _answered(house: House, n: int) -> tuple[Place, list[int]]:
    here = await place(house)
    items = await here.items(n)
    person = await house.person(here.owner, "annotator")
    for _ in items:
        await here.submit(person, (await here.claim(person))["claim"])
    return here, items


def _broken(
    monkeypatch: pytest.MonkeyPatch, bad: set[int], error: Exception = KeyError("nobody thought of it")
) -> None:
    real = Appraiser.appraise

    async def stumbles(self: Appraiser, t: Transaction, items: Sequence[Marked]) -> None:
        await real(self, t, items)
        if bad & {marked.item.id for marked in items}:
            raise error

    monkeypatch.setattr(Appraiser, "appraise", stumbles)


async def _marked(here: Place) -> set[Any]:
    return {row[0] for row in await here.sql("SELECT item_id FROM to_appraise WHERE project_id = :p", p=here.project)}


@pytest.mark.parametrize("error", [KeyError("nobody thought of it"), OSError(5, "one file can't be read")])
async def test_the_others_are_appraised_and_it_is_given_up(
    house: House, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    here, items = await _answered(house, 5)
    bad = items[2]
    _broken(monkeypatch, {bad}, error)
    assert await here.appraise() == 4
    assert await _marked(here) == {bad}
    consensus = await here.sql("SELECT DISTINCT item_id FROM consensus WHERE project_id = :p", p=here.project)
    assert {row[0] for row in consensus} == set(items) - {bad}
    for _ in range(TRIES):
        await here.appraise()
    assert await _marked(here) == set()
    assert bad not in appraise._FAILED


async def test_what_hits_every_item_gives_none_up(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    here, items = await _answered(house, 4)
    _broken(monkeypatch, set(items))
    for _ in range(TRIES + 2):
        with pytest.raises(KeyError):
            await here.appraise()
    assert await _marked(here) == set(items)


@pytest.mark.parametrize("error", [StorageFull(), Unavailable()], ids=lambda e: type(e).__name__)
async def test_a_full_disk_is_no_items_fault(house: House, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    here, (item,) = await _answered(house, 1)
    with monkeypatch.context() as full:
        _broken(full, {item}, error)
        for _ in range(TRIES + 2):
            with pytest.raises(type(error)):
                await here.appraise()
    assert await _marked(here) == {item}
    assert await here.appraise() == 1
    progress = "SELECT annotations FROM project_progress WHERE project_id = :p"
    assert [tuple(row) for row in await here.sql(progress, p=here.project)] == [(1,)]
