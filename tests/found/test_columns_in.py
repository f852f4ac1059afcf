"""Columns on their way into a project: what is stored and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from goodwork.forms.labelling_config import read_config
from goodwork.model.data import ImportState
from tests.data.workshop import Workshop
from tests.formats.converted import lines

INPUTS = Path(__file__).parent / "inputs"
TONE: dict[str, Any] = {"key": "tone", "kind": "classification", "title": "What tone?", "labels": ["pos", "neg"]}
MOOD: dict[str, Any] = {"key": "mood", "kind": "classification", "title": "Mood", "labels": ["Glad", "Annoyed"]}


async def items(shop: Workshop, project: int) -> list[tuple[list[tuple[str, str]], list[Any]]]:
    """Each item's parts, and the answers that people gave to it."""
    rows = await shop.rows(
        "SELECT i.id, p.payload FROM item i JOIN item_payload p ON p.item_id = i.id WHERE i.project_id = :p"
        " ORDER BY i.position", p=project,
    )  # fmt: skip
    given = await shop.rows(
        "SELECT item_id, person_id, answers FROM annotation WHERE project_id = :p ORDER BY id", p=project
    )
    parts = [[(part["name"], part["text"]) for part in payload["parts"]] for _, payload in rows]
    said = [[(who, answers) for of, who, answers in given if of == item] for item, _ in rows]
    return list(zip(parts, said, strict=True))


async def test_rows_of_one_item_are_its_answers(shop: Workshop) -> None:
    project = await shop.project(TONE)
    done = await shop.bring(project, (INPUTS / "c6-one-row-per-answer.csv").read_bytes(), "csv")
    assert done.state is ImportState.DONE and done.report["lost"] == []
    found = await items(shop, project)
    assert [parts for parts, _ in found] == [[("text", "Great phone")], [("text", "Bad one")]]
    said = [[answers["tone"]["labels"] for _, answers in given] for _, given in found]
    assert said == [[["pos"], ["neg"]], [["neg"], ["neg"], ["pos"]]]
    assert len({who for _, given in found for who, _ in given}) == 3


async def test_an_answer_of_the_file_is_an_annotation_or_gold(shop: Workshop) -> None:
    content = (INPUTS / "b4-question-key-column.jsonl").read_bytes()
    project = await shop.project(MOOD)
    done = await shop.bring(project, content)
    assert (done.added, done.gold, done.report["kept"].get("annotations")) == (2, 0, 2)
    found = await items(shop, project)
    assert [parts for parts, _ in found] == [[("text", "I am glad")], [("text", "I am cross")]]
    other = await shop.project(MOOD)
    done = await shop.bring(other, content, mapping={"gold": {"mood": "mood"}})
    assert (done.added, done.gold) == (2, 2)


async def test_an_unknown_answer_leaves_its_item(shop: Workshop) -> None:
    project = await shop.project(MOOD)
    done = await shop.bring(project, lines([{"text": "One", "mood": "Glad"}, {"text": "Two", "mood": "Furious"}]))
    assert (done.added, done.report["kept"].get("annotations")) == (2, 1)
    assert [row["item"] for row in done.report["lost"]] == ["line 2"]


async def test_an_odd_row_and_two_parts(shop: Workshop) -> None:
    project = await shop.project(TONE)
    done = await shop.bring(project, (INPUTS / "b1-odd-row.jsonl").read_bytes())
    assert (done.added, done.rejected) == (3, 0)
    assert [parts for parts, _ in await items(shop, project)] == [
        [("text", "Great phone")], [("text", "Bad one")], [("text", "404")],
    ]  # fmt: skip
    config = read_config((INPUTS / "c11-ls-pairwise-config.xml").read_text(), "pairs")
    pairs = await shop.project(*config.project["questions"])
    await shop.bring(pairs, (INPUTS / "c11-ls-pairwise-tasks.jsonl").read_bytes())
    ((parts, _),) = await items(shop, pairs)
    assert [name for name, _ in parts] == [*config.project["questions"][0]["outputs"]]


async def test_what_is_missing_or_guessed_stops_an_import(shop: Workshop) -> None:
    project = await shop.project({**MOOD, "part": "claim"}, TONE)
    done = await shop.bring(project, lines([{"id": "a", "mood": "Glad", "label": "pos"}]))
    assert done.state is ImportState.FAILED and "looks at the part 'claim'" in (done.error or "")
    done = await shop.bring(await shop.project(MOOD), lines([{"text": "a"}]), mapping={"strict": True})
    assert done.state is ImportState.FAILED and "nothing says what 'text' is" in (done.error or "")
