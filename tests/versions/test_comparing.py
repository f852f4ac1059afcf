"""Two versions side by side: counts and words, and each item before and after, a bounded look at a time."""

from __future__ import annotations

from typing import Any

import pytest

from goodwork.actions.versions.compare_versions import compare_versions
from goodwork.actions.versions.see_next_version import fit_version, see_next_version
from goodwork.errors import Conflict, NotFound
from goodwork.lake import comparing
from goodwork.model.versions import DatasetVersion
from tests.data.workshop import Workshop
from tests.versions.making import decide, opened, publish, reviewed


async def _compare(shop: Workshop, version: DatasetVersion, since: int | None = None, **page: Any) -> Any:
    given = {"after": 0, "limit": 50, **page}
    return await compare_versions(shop.database, shop.blobs, shop.manager, version.id, since=since, **given)


async def _say_bad(shop: Workshop, project: int, name: str) -> None:
    await shop.rows(
        "UPDATE consensus SET answer = '{\"labels\": [\"bad\"]}', confidence = 0.9 WHERE question = 'mood' AND item_id"
        " = (SELECT item_id FROM item_payload WHERE project_id = :p AND external_id = :e) RETURNING item_id",
        p=project, e=name,
    )  # fmt: skip


async def test_what_changed_is_told_in_words_and_item_by_item(shop: Workshop) -> None:
    project = await reviewed(shop)
    first = await publish(shop, project, "Small.")
    await decide(shop, project, "c", "mood", {"labels": ["bad"]}, 0.6)
    await _say_bad(shop, project, "a")
    await shop.rows("DELETE FROM consensus WHERE project_id = :p AND question = 'stars' RETURNING item_id", p=project)
    second = await publish(shop, project, "Larger.")
    seen = await _compare(shop, second)
    assert (seen.since, seen.upto) == (1, None)
    assert [(f.what, f.before, f.after) for f in seen.facts] == [("Known limits", "Small.", "Larger.")]
    rows = [(r.item.external_id, r.question, r.before, r.after, r.after_confidence) for r in seen.rows]
    assert rows == [
        ("a", "What is the mood?", "Good", "Bad", 0.9),
        ("a", "How many stars?", "3", None, None),
        ("c", "What is the mood?", None, "Bad", 0.6),
    ]
    assert seen.rows[0].item.id is not None and seen.rows[0].item.payload["parts"][0]["text"] == "=1+1"
    # Back, the same is told the other way round; beside itself nothing is told.
    third = await publish(shop, project, "Larger.")
    assert (await _compare(shop, third)).rows == [] and (await _compare(shop, third)).facts == []
    assert len((await _compare(shop, third, since=1)).rows) == 3
    with pytest.raises(NotFound):
        await _compare(shop, first)
    with pytest.raises(NotFound):
        await _compare(shop, second, since=3)


async def test_a_page_holds_whole_items_and_goes_on_behind_them(shop: Workshop) -> None:
    project = await reviewed(shop)
    await publish(shop, project)
    await _say_bad(shop, project, "a")
    await decide(shop, project, "c", "mood", {"labels": ["bad"]}, 0.6)
    second = await publish(shop, project)
    first = await _compare(shop, second, limit=1)
    assert ([r.item.external_id for r in first.rows], first.upto) == (["a"], 1)
    then = await _compare(shop, second, limit=1, after=first.upto)
    assert ([r.item.external_id for r in then.rows], then.upto) == (["c"], None)


async def test_a_look_is_bounded_though_nothing_changed(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    project = await reviewed(shop)
    await publish(shop, project)
    second = await publish(shop, project)
    monkeypatch.setattr(comparing, "LOOKED_AT", 3)
    seen = await _compare(shop, second)
    assert (seen.rows, seen.upto) == ([], 1), "three rows were read, and the page says that there may be more"
    assert (await _compare(shop, second, after=1)).upto is None


async def test_groups_of_rows_that_lie_before_the_page_are_not_read(shop: Workshop) -> None:
    project = await reviewed(shop)
    version = await publish(shop, project)
    (file,) = opened(shop, version).opened("consensus")
    assert comparing._ends(file, 0) == 2  # pyright: ignore[reportPrivateUsage]
    assert list(comparing._rows(opened(shop, version), 2)) == []  # pyright: ignore[reportPrivateUsage]


async def test_what_is_not_published_is_not_compared(shop: Workshop) -> None:
    project = await reviewed(shop)
    version = await publish(shop, project)
    await shop.rows("UPDATE dataset_version SET state = 'failed' WHERE id = :v RETURNING id", v=version.id)
    with pytest.raises(Conflict):
        await _compare(shop, version)


async def test_before_publishing_it_is_known_what_a_version_would_hold(shop: Workshop) -> None:
    project = await reviewed(shop)
    seen = await see_next_version(shop.database, shop.manager, project)
    assert (seen.progress.items, seen.open, seen.unanswered, seen.is_counted, seen.released) == (3, 3, 1, True, None)
    fits = {one.form: one for one in seen.fits}
    assert fits["jsonl"].fits and fits["jsonl"].why == ""
    assert not fits["conll"].fits and fits["conll"].why.startswith("It holds marked spans; these questions are")
    assert fits["fasttext"].fits and fits["fasttext"].why == "Without the answers to “Why?”."
    version = await publish(shop, project)
    assert fit_version(version) == seen.fits
    assert (await see_next_version(shop.database, shop.manager, project)).released is not None
