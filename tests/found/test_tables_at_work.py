"""Tables as people meet them at work: of marketplaces, of arenas, with odd first rows, in old encodings."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from goodwork.cli.label_files import columns_in
from goodwork.errors import Unreadable
from goodwork.formats.answer_names import gives_away
from goodwork.formats.reading import open_source
from tests.data.workshop import Workshop
from tests.formats.converted import again, lines, own, spans, to_files
from tests.found.test_columns import seen, shown
from tests.found.test_columns_in import items

MOOD: dict[str, Any] = {"key": "mood", "kind": "classification", "title": "Mood", "labels": ["good", "bad"]}
TURK = (
    '"HITId","Title","Description","WorkerId","AssignmentStatus","Input.text","Answer.mood"\n'
    '"h1","Judge the mood of texts","A long description of what is to do","W1","Approved","Great","good"\n'
    '"h1","Judge the mood of texts","A long description of what is to do","W2","Approved","Great","bad"\n'
    '"h2","Judge the mood of texts","A long description of what is to do","W1","Rejected","Bad","bad"\n'
)


def converted(content: bytes, file_format: str, to: str = "jsonl") -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows that a file becomes, and the account."""
    files, account = to_files(open_source(io.BytesIO(content), file_format), to)
    (made,) = files.values()
    return [json.loads(line) for line in made.splitlines()], account


@pytest.mark.parametrize("named", [MOOD, {**MOOD, "key": "tone", "part": "text"}])
async def test_workers_saw_the_input_and_gave_the_answers(shop: Workshop, named: dict[str, Any]) -> None:
    project = await shop.project(named)
    await shop.bring(project, TURK.encode(), "csv")
    found = await items(shop, project)
    assert [[text for _, text in parts] for parts, _ in found] == [["Great"], ["Bad"]]
    labels = [[answers[named["key"]]["labels"] for _, answers in given] for _, given in found]
    assert labels == [[["good"], ["bad"]], [["bad"]]]


def test_what_workers_answered_is_never_shown() -> None:
    rows, account = converted(TURK.encode(), "csv")
    assert [row["input_text"] for row in rows] == ["Great", "Bad"] and account["lost"] == []
    assert [[said["by"] for said in row["annotations"]] for row in rows] == [["W1", "W2"], ["W1"]]
    found = seen(TURK.replace("Answer.mood", "Answer.why").encode(), MOOD, file_format="csv")
    assert {tuple(item.values()) for item in shown(found)} == {("Great",), ("Bad",)}


@pytest.mark.parametrize("odd", [404, ["a", "b"], {"a": 1}, 4.5])
@pytest.mark.parametrize("first", [True, False])
def test_one_odd_row_of_two_leaves_the_text_a_text(odd: Any, first: bool) -> None:
    rows = [{"text": odd, "label": "a"}, {"text": "words", "label": "b"}]
    made, _ = converted(lines(rows if first else rows[::-1]), "jsonl")
    assert "words" in [row.get("text") for row in made]


def test_the_turns_of_an_arena_are_turns() -> None:
    row = {"id": 1, "model_a": "x", "model_b": "y", "winner_model_a": 0, "winner_model_b": 1, "winner_tie": 0}
    one = {**row, "prompt": '["q"]', "response_a": '["a"]', "response_b": '["b"]'}
    two = {**row, "prompt": '["q","r"]', "response_a": '["a","c"]', "response_b": '["b","d"]'}
    odd = {**row, "prompt": '["q"]', "response_a": '["a"]', "response_b": "[null]"}
    (made, longer), account = converted(lines([one, two, odd]), "comparisons")
    assert [made[name][0]["content"] for name in ("prompt", "response_a", "response_b")] == ["q", "a", "b"]
    assert [turn["content"] for turn in longer["prompt"]] == ["q"]
    assert [turn["content"] for turn in longer["response_b"]] == ["b", "r", "d"]
    assert [lost["item"] for lost in account["lost"]] == ["line 3"]
    assert [one["annotations"][0]["records"][0]["chosen"] for one in (made, longer)] == ["response_b"] * 2


def test_messages_that_are_none_and_spans_that_are_none_are_written_as_json() -> None:
    row = {
        "text": "a",
        "extra": [{"role": 7, "content": "x"}],
        "marks": [{"start": "0", "end": 1, "label": 2, "text": ""}],
    }
    files, _ = to_files(open_source(io.BytesIO(lines([row])), "jsonl"), "parquet")
    (made,) = [again(content, "parquet") for content in files.values()]
    assert [json.loads(made[0].values[name]) for name in ("extra", "marks")] == [row["extra"], row["marks"]]


def test_labels_in_an_old_encoding_are_read(tmp_path: Path) -> None:
    table = tmp_path / "labels.csv"
    table.write_bytes("task,worker,label\n1,a,grün\n1,b,grün\n".encode("cp1252"))
    assert columns_in(table, ("task", "worker", "label"))[2].to_pylist() == ["grün", "grün"]


@pytest.mark.parametrize("to", ["label-studio", "bio", "docbin", "brat", "doccano", "argilla", "prodigy"])
def test_what_stands_beside_an_answer_is_not_lost_without_a_word(to: str) -> None:
    row = spans("Ann sleeps", (0, 3, "PER"))
    row["annotations"][0] |= {"role": "gold", "reason": "decided with the customer"}
    _, account = to_files(own([row]), to)
    assert [lost["what"] for lost in account["lost"] if "reason" in lost["what"]] == (
        ["the reason of a gold"] if to == "prodigy" else ["the reason of a known answer"]
    )


def test_argilla_tells_of_answers_that_found_nothing() -> None:
    empty = {"text": "nobody", "annotations": [{"role": "annotation", "by": "ann", "records": []}]}
    _, account = to_files(own([spans("Ann sleeps", (0, 3, "PER")), empty]), "argilla")
    assert [lost["what"] for lost in account["lost"]] == ["an answer by ann that found nothing"]


def test_a_review_of_yes_and_no_has_what_people_said_before() -> None:
    said = [{"text": "a", "label": "X", "answer": how, "sessions": who} for how, who in
            (("accept", ["s1", "s2"]), ("reject", ["s3"]), ("ignore", ["s4"]))]  # fmt: skip
    task = {"text": "a", "label": "X", "versions": said, "answer": "accept", "_view_id": "review", "_task_hash": 1}
    ((row,), _) = converted(lines([task]), "prodigy")
    found = {one["by"]: one["records"][0]["labels"] if one["records"] else one["role"] for one in row["annotations"]}
    assert found == {"prodigy": ["X"], "s1": ["X"], "s2": ["X"], "s3": [], "s4": "skip"}


def test_the_documents_of_ontonotes_are_no_words() -> None:
    line = "bc/cctv/00/cctv_0000   0   {0}   {1}   NNP   (TOP*   -   -   -   Speaker#1   {2}   -\n"
    content = (
        "#begin document (bc/cctv/00/cctv_0000); part 000\n" + line.format(0, "In", "*") + line.format(1, "X", "(GPE)")
    )
    with pytest.raises(Unreadable, match="CoNLL-2012"):
        converted(content.encode(), "conll")


@pytest.mark.parametrize("name", ["better_response_id", "safer_response_id", "answers", "thumbs", "expected_output"])
def test_names_that_tell_an_answer(name: str) -> None:
    assert gives_away(name, 1)
