"""Not asked, skipped, found nothing and lost: four things on the way in; and answers that are taken whole or not."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from goodwork.formats.reading import open_source
from goodwork.model.data import DataImport
from goodwork.model.ids import ProjectId
from tests.data.conftest import shop
from tests.data.workshop import MOOD, STARS, WHY, Workshop
from tests.formats.converted import lines, to_files

__all__ = ["shop"]

INPUTS = Path(__file__).parent / "inputs"
NAMES: dict[str, Any] = {"key": "names", "kind": "spans", "title": "Mark the names.", "labels": ["PER", "LOC"]}
TAGS: dict[str, Any] = {
    "key": "tags", "kind": "classification", "multiple": True, "title": "Which fit?", "labels": ["x", "y"],
}  # fmt: skip
WORK: dict[str, Any] = {
    "key": "work", "kind": "relations", "title": "Who works where?", "labels": ["PER", "ORG"],
    "relations": [{"id": "works_for", "name": "works_for"}],
}  # fmt: skip
NOTHING = {"names": {"spans": []}}


async def given(shop: Workshop, project: ProjectId) -> list[tuple[str, str, Any]]:
    """For each item its text, what was done with it, and the answers."""
    rows = await shop.rows(
        "SELECT p.payload->'parts'->0->>'text', CASE WHEN a.id IS NOT NULL THEN 'answered'"
        " WHEN s.item_id IS NOT NULL THEN 'skipped' ELSE 'not asked' END, a.answers"
        " FROM item i JOIN item_payload p ON p.item_id = i.id LEFT JOIN annotation a ON a.item_id = i.id"
        " LEFT JOIN skip s ON s.item_id = i.id WHERE i.project_id = :p ORDER BY i.position, a.id",
        p=project,
    )
    return [(row[0], row[1], row[2]) for row in rows]


def said(*records: dict[str, Any], role: str = "annotation", by: str = "ann") -> dict[str, Any]:
    """What our own JSON lines say of an item."""
    return {"role": role, "by": by, "records": list(records)}


def span(start: int, end: int, label: str, text: str, question: str = "names", name: str = "T1") -> dict[str, Any]:
    return {
        "type": "span", "question": question, "id": name, "label": label, "start": start, "end": end, "text": text,
    }  # fmt: skip


def lost(done: DataImport) -> list[tuple[str, str]]:
    return [(row["what"], row["why"]) for row in done.report["lost"]]


@pytest.mark.parametrize("content", [
    (INPUTS / "a1-not-asked.jsonl").read_bytes(),
    b'\xef\xbb\xbf{"text": "Ann lives in Rome", "label": [[0, 3, "PER"]]}\r\n{"text": "Bob", "label": null}\r\n',
    b'[{"text": "Ann lives in Rome", "label": [[0, 3, "PER"]]}, {"text": "Bob", "label": ""}]',
])  # fmt: skip
def test_a_row_without_its_label_was_not_asked(content: bytes) -> None:
    files, account = to_files(open_source(io.BytesIO(content), "jsonl"), "jsonl")
    first, second = map(json.loads, files["items.jsonl"].splitlines())
    assert [(r["start"], r["end"], r["label"]) for r in first["annotations"][0]["records"]] == [(0, 3, "PER")]
    assert second == {"text": "Bob"}
    assert account["items"] == 2 and account["lost"] == []


async def test_a_column_of_spans_answers_the_question_that_takes_them(shop: Workshop) -> None:
    project = await shop.project(NAMES, {**MOOD, "required": False})
    rows: list[dict[str, Any]] = [
        {"text": "Zoe", "label": []},
        *map(json.loads, (INPUTS / "a1-not-asked.jsonl").read_text().splitlines()),
        {"text": "Eve 😀", "label": [[0, 3, "XX"]]},
        {"text": "Ida", "label": [[0, 3, "PER"], [1, 30, "PER"]]},
        {"text": "Kim", "label": None},
    ]
    done = await shop.bring(project, lines(rows))
    assert (done.added, done.rejected) == (6, 0)
    found = await given(shop, project)
    assert [(text, how) for text, how, _ in found] == [
        ("Zoe", "answered"), ("Ann lives in Rome", "answered"), ("Bob", "not asked"), ("Eve 😀", "not asked"),
        ("Ida", "not asked"), ("Kim", "not asked"),
    ]  # fmt: skip
    assert found[0][2] == NOTHING and [s["text"] for s in found[1][2]["names"]["spans"]] == ["Ann"]
    assert [row["item"] for row in done.report["lost"]] == ["line 4", "line 5"]


def test_an_empty_list_of_spans_is_an_answer() -> None:
    content = lines([{"text": "😀 here", "label": []}, {"text": "Ann", "label": [[0, 3, "PER"]]}, {"text": "Bob"}])
    files, _ = to_files(open_source(io.BytesIO(content), "jsonl"), "jsonl")
    rows = [json.loads(line) for line in files["items.jsonl"].splitlines()]
    assert [len(row.get("annotations", [])) for row in rows] == [1, 1, 0]
    # And back again: the same three things.
    again, _ = to_files(open_source(io.BytesIO(files["items.jsonl"]), "jsonl"), "jsonl")
    assert again == files


def test_a_row_whose_spans_can_t_be_read_is_no_answer_of_nothing() -> None:
    content = lines([{"text": "Ann", "label": [[0, 3, "PER"]]}, {"text": "Bob", "label": [[0, 300, "PER"]]}])
    files, account = to_files(open_source(io.BytesIO(content), "jsonl"), "jsonl")
    assert json.loads(files["items.jsonl"].splitlines()[1]) == {"text": "Bob"}
    assert "its place is not in the text" in account["lost"][0]["why"]


def test_an_answer_of_which_nothing_fits_is_no_answer_of_nothing() -> None:
    rows = [
        {"text": "Ann", "annotations": [said(span(0, 300, "PER", "Ann"))]},
        {"text": "Bob", "annotations": [said()]},
    ]
    files, account = to_files(open_source(io.BytesIO(lines(rows)), "jsonl"), "bio")
    assert files["items.conll"] == b"Bob O\n\n"
    assert len(account["lost"]) == 2


@pytest.mark.parametrize(("content", "texts"), [
    ((INPUTS / "a2-empty-answer.conll").read_bytes(), ["Ann lives", "Nobody here"]),
    (b"Ann B-PER\r\nlives O\r\n\r\nNobody O\r\nhere O", ["Ann lives", "Nobody here"]),
    ("\ufeff🎉 O\n".encode(), ["🎉"]),
    (b"-DOCSTART- O\n\nNobody O\nhere O\n\n", ["Nobody here"]),
])  # fmt: skip
async def test_words_without_names_are_an_answer_that_found_nothing(
    shop: Workshop, content: bytes, texts: list[str]
) -> None:
    project = await shop.project(NAMES)
    done = await shop.bring(project, content, "conll")
    assert (done.added, done.rejected, lost(done)) == (len(texts), 0, [])
    found = await given(shop, project)
    assert [text for text, _, _ in found] == texts
    assert [how for _, how, _ in found] == ["answered"] * len(texts)
    assert found[-1][2] == NOTHING
    assert done.report["kept"]["annotations"] == len(texts)


async def test_label_studio_tells_nothing_not_asked_and_skipped_apart(shop: Workshop) -> None:
    project = await shop.project(NAMES)
    done = await shop.bring(project, (INPUTS / "a4-ls-empty-result.json").read_bytes(), "label-studio")
    assert (done.added, done.rejected, lost(done)) == (3, 0, [])
    assert await given(shop, project) == [
        ("Nobody here", "answered", NOTHING), ("Never labelled", "not asked", None), ("Skipped", "skipped", None),
    ]  # fmt: skip
    assert done.report["kept"] == {"items": 3, "annotations": 1, "skips": 1}
    assert (await shop.rows("SELECT skips FROM item WHERE project_id = :p ORDER BY position", p=project))[2][0] == 1


@pytest.mark.parametrize(("questions", "answers"), [
    ([NAMES, TAGS], {"names": {"spans": []}, "tags": {"labels": []}}),
    ([WORK], {"work": {"spans": [], "relations": []}}),
    ([NAMES, WHY], NOTHING),  # why is not required
    ([TAGS, {**NAMES, "when": {"question": "tags", "says": ["x"]}}], {"tags": {"labels": []}}),
    ([NAMES, MOOD], None),  # a mood can't be nothing
    ([STARS], None),
])  # fmt: skip
async def test_nothing_is_said_to_every_question_that_takes_it(
    shop: Workshop, questions: list[dict[str, Any]], answers: Any
) -> None:
    project = await shop.project(*questions)
    done = await shop.bring(project, lines([{"text": "Nobody", "annotations": [said()]}]))
    assert (done.added, done.rejected) == (1, 0)
    ((_, how, found),) = await given(shop, project)
    assert (how, found) == ("not asked" if answers is None else "answered", answers)
    assert bool(lost(done)) == (answers is None)


async def test_a_prediction_without_results_is_none(shop: Workshop) -> None:
    project = await shop.project(NAMES)
    done = await shop.bring(project, lines([{"text": "Nobody", "annotations": [said(role="prediction", by="m")]}]))
    assert lost(done) == [("a prediction", "it answers none of the project's questions")]
    assert not await shop.rows("SELECT 1 FROM prediction WHERE project_id = :p", p=project)


TEXT = "Ada Acme 😀"


WHOLE = span(0, 3, "PER", "Ada")
CUT = [
    (span(4, 8, "CORP", "Acme", name="T2"), "has no such label"),
    (span(4, 90, "LOC", "Acme", name="T2"), "characters"),
    (span(4, 8, "LOC", "acme", name="T2"), "'Acme'"),
    ({"type": "rating", "question": "names", "value": 3}, "which holds none"),
]


@pytest.mark.parametrize("role", ["annotation", "prediction", "gold"])
async def test_an_answer_is_taken_whole_or_not_at_all(shop: Workshop, role: str) -> None:
    project = await shop.project(NAMES)
    rows = [{"text": f"{TEXT}{n}", "annotations": [said(WHOLE, more, role=role)]} for n, (more, _) in enumerate(CUT)]
    rows.append({"text": TEXT, "annotations": [said(WHOLE, role=role)]})
    done = await shop.bring(project, lines(rows))
    assert (done.added, done.rejected) == (len(rows), 0)
    assert {what for what, _ in lost(done)} == {
        {"annotation": "an annotation", "gold": "a known answer"}.get(role, "a prediction")
    }
    assert [row["item"] for row in done.report["lost"]] == [f"line {n}" for n in range(1, len(CUT) + 1)]
    assert all(why in because for (_, why), (_, because) in zip(CUT, lost(done), strict=True))
    kept = await shop.rows("SELECT answers FROM " + role + " WHERE project_id = :p", p=project)
    assert [[s["text"] for s in row[0]["names"]["spans"]] for row in kept] == [["Ada"]]


async def test_a_relation_without_its_end_rejects_the_answer(shop: Workshop) -> None:
    project = await shop.project(WORK)
    ends = [span(0, 3, "PER", "Ada", "work"), span(4, 8, "ORG", "Acme", "work", "T2")]
    arc = {"type": "relation", "question": "work", "label": "works_for", "head": "T1", "tail": "T2"}
    rows = [
        {"text": TEXT, "annotations": [said(*ends, arc)]},
        {"text": TEXT + "?", "annotations": [said(ends[0], arc)]},
        {"text": TEXT + "!", "annotations": [said(*ends, {**arc, "label": "knows"})]},
    ]
    done = await shop.bring(project, lines(rows))
    assert [how for _, how, _ in await given(shop, project)] == ["answered", "not asked", "not asked"]
    # A second arc that says the same is harmless.
    assert [row["count"] for row in done.report["lost"]] == [1, 1]


async def test_two_values_for_one_choice_are_no_answer(shop: Workshop) -> None:
    project = await shop.project(MOOD)
    choice = {"type": "choice", "question": "mood", "labels": ["good", "bad"]}
    done = await shop.bring(project, lines([{"text": "Hm", "annotations": [said(choice)]}]))
    assert [how for _, how, _ in await given(shop, project)] == ["not asked"]
    assert lost(done) == [("an annotation", "labels good, bad: the question 'mood' takes exactly one")]


async def test_what_says_the_same_in_another_form_is_a_change(shop: Workshop) -> None:
    project = await shop.project(NAMES, STARS)
    records = [span(0, 3, "PER", "Ada"), span(0, 3, "PER", "Ada", name="T2")]
    stars = [{"type": "rating", "question": "stars", "value": value} for value in (2, 4)]
    done = await shop.bring(project, lines([{"text": TEXT, "annotations": [said(*records, *stars)]}]))
    ((_, how, answers),) = await given(shop, project)
    assert how == "answered" and len(answers["names"]["spans"]) == 1 and answers["stars"] == {"value": 4}
    assert len(done.report["changed"]) == 2 and lost(done) == []


async def test_what_the_project_does_not_ask_is_left_aside(shop: Workshop) -> None:
    project = await shop.project(NAMES)
    other = {"type": "choice", "question": "weather", "labels": ["rain"]}
    done = await shop.bring(project, lines([{"text": TEXT, "annotations": [said(span(0, 3, "PER", "Ada"), other)]}]))
    assert [how for _, how, _ in await given(shop, project)] == ["answered"]
    ((what, why),) = lost(done)
    assert what == "results of 'weather'" and "no question with this key; say which one it answers" in why


async def test_an_annotation_beside_a_prediction_without_an_id_is_its_person_s_own(shop: Workshop) -> None:
    project = await shop.project({**MOOD, "labels": ["A", "B"]})
    done = await shop.bring(project, (INPUTS / "d3-prediction-without-id.json").read_bytes(), "label-studio")
    assert (done.added, done.rejected, lost(done)) == (1, 0, [])
    given = await shop.rows("SELECT answers->'mood', prediction_id FROM annotation WHERE project_id = :p", p=project)
    assert [tuple(row) for row in given] == [({"labels": ["a"]}, None)]
    predicted = await shop.rows("SELECT model, answers->'mood', score FROM prediction WHERE project_id = :p", p=project)
    assert [(row[0], row[1], round(row[2], 3)) for row in predicted] == [("m1", {"labels": ["b"]}, 0.7)]


async def test_a_consensus_is_nobody_s_answer(shop: Workshop) -> None:
    project = await shop.project(NAMES)
    both = [said(span(0, 3, "PER", "Ada"), role="consensus", by="consensus"), said(span(0, 3, "PER", "Ada"))]
    done = await shop.bring(project, lines([{"text": TEXT, "annotations": both}]))
    assert len(await given(shop, project)) == 1
    assert [what for what, _ in lost(done)] == ["the consensus"]
    assert not await shop.rows("SELECT 1 FROM prediction WHERE project_id = :p", p=project)
