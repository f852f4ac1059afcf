"""Preferences, conversations, records of Argilla and Label Studio, data sets: in and out again."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import datasets
import pyarrow.parquet as pq
import pytest

from goodwork.formats.reading import open_source
from goodwork.formats.rows import Broken, Row
from goodwork.model.records import Choice, Preference, Rating, Relation, Span
from tests.formats.converted import again, from_folder, lines, own, to_files


def opened(rows: list[dict[str, Any]], file_format: str) -> Any:
    return open_source(io.BytesIO(lines(rows)), file_format)


def written(files: dict[str, bytes], name: str = "items.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in files[name].splitlines()]


PAIRS: list[dict[str, Any]] = [
    {
        "prompt": "Say hi",
        "chosen": "Hi!",
        "rejected": "No.",
        "margin": 0.4,
        "order": ["rejected", "chosen"],
        "id": "p1",
    },
    {
        "prompt": "Say hi",
        "chosen": "Hi",
        "rejected": "Hello",
        "verdict": "tie",
        "margin": 0.0,
        "order": None,
        "id": "p2",
    },
    {"prompt": "👋🏽", "chosen": "a\r\nb", "rejected": "ب", "margin": 3.5, "order": None, "id": "p3"},
]


def test_preferences_keep_ties_margin_and_order() -> None:
    source = opened(PAIRS, "trl")
    rows = list(source.rows(0))
    (record,) = rows[0].said[0].records
    assert isinstance(record, Preference)
    assert rows[0].values[record.chosen] == "Hi!" and record.margin == 0.4
    assert [rows[0].values[name] for name in record.shown] == ["No.", "Hi!"]
    assert rows[1].said[0].records[0].verdict == "tie" and rows[2].values["margin"] == 3.5
    files, account = to_files(opened(PAIRS, "trl"), "trl")
    assert written(files) == PAIRS
    assert {r["item"] for r in account["changed"]} == {"p2", "p3"} and account["lost"] == []
    assert (account["items"], account["annotations"]) == (3, 3)


def test_the_chosen_one_can_not_be_told_from_its_place() -> None:
    rows = [{"prompt": f"Question {n}", "chosen": f"good {n}", "rejected": f"bad {n}"} for n in range(400)]
    first = sum(row.said[0].records[0].chosen == "response_a" for row in opened(rows, "trl").rows(0))
    assert 150 < first < 250
    swapped = [{**row, "chosen": row["rejected"], "rejected": row["chosen"]} for row in rows]
    for a, b in zip(opened(rows, "trl").rows(0), opened(swapped, "trl").rows(0), strict=True):
        assert a.values == b.values, "the item is the same whichever was chosen"


def test_preferences_of_conversations_share_their_prompt(tmp_path: Path) -> None:
    asked = {"role": "user", "content": "Hi"}
    pair = {
        "chosen": [asked, {"role": "assistant", "content": "Hello!"}],
        "rejected": [asked, {"role": "assistant", "content": "What?"}],
    }
    files, account = to_files(opened([pair], "trl"), "trl")
    (row,) = again(lines([pair]), "trl")
    assert row.values["prompt"] == [asked] and {len(row.values[name]) for name in ("response_a", "response_b")} == {1}
    assert written(files) == [pair] and account["lost"] == []
    (tmp_path / "items.jsonl").write_bytes(files["items.jsonl"])
    loaded = datasets.load_dataset("json", data_files=str(tmp_path / "items.jsonl"), cache_dir=str(tmp_path / "c"))
    assert loaded["train"][0]["rejected"] == pair["rejected"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"prompt": "x", "chosen": "a"}, "'rejected' is neither"),
        ({"prompt": "x", "chosen": "a", "rejected": [{"role": "user", "content": "x"}]}, "one answer is a text"),
        ({"prompt": "x", "chosen": "a", "rejected": "b", "margin": "much"}, "not a number"),
        ({"prompt": "x", "chosen": "a", "rejected": "b", "verdict": "maybe"}, "'maybe' is none of"),
    ],
)
def test_bad_pairs_are_broken_rows(row: dict[str, Any], why: str) -> None:
    (broken,) = opened([row], "trl").rows(0)
    assert isinstance(broken, Broken) and why in broken.reason


def test_chats_keep_calls_and_tools() -> None:
    call = {"id": "c1", "type": "function", "function": {"name": "weather", "arguments": '{"city": "Köln"}'}}
    chat = {
        "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": [{"type": "text", "text": "Wetter?"}, {"type": "image_url", "image_url": {}}]},
            {"role": "assistant", "content": None, "tool_calls": [call]},
            {"role": "tool", "content": "sunny", "tool_call_id": "c1"},
            {"role": "assistant", "content": "☀️", "weight": 1},
        ],
        "tools": [{"type": "function", "function": {"name": "weather"}}],
        "source": "web",
    }
    files, account = to_files(opened([chat], "chat"), "chat")
    assert written(files) == [chat] and account["lost"] == account["changed"] == []
    for to in ("jsonl", "csv", "parquet"):
        made, _ = to_files(opened([chat], "chat"), to)
        content = next(iter(made.values()))
        back, _ = to_files(open_source(io.BytesIO(content), to), "chat")
        assert written(back) == [chat], to


def test_bad_conversations_are_lost_with_line_and_reason() -> None:
    rows = [
        {"messages": [{"role": "user", "content": "Hi"}]},
        {"messages": [{"role": "user", "content": "Hi"}, None]},
        {"messages": [{"role": "oracle", "content": "Hi"}]},
        {"title": "no messages"},
    ]
    files, account = to_files(opened(rows, "chat"), "chat")
    assert len(written(files)) == 1
    assert [(row["item"], row["why"][:32]) for row in account["lost"]] == [
        ("line 2", "turn 2 of the conversation is mi"),
        ("line 3", "turn 1 of the conversation has t"),
        ("line 4", 'the line has no "messages"'),
    ]


LS = {
    "id": 5,
    "data": {"text": "Ada met Bob", "image": "x.png"},
    "annotations": [
        {
            "completed_by": {"id": 3},
            "result": [
                {"id": "a", "type": "labels", "from_name": "l", "to_name": "text",
                 "value": {"start": 0, "end": 3, "text": "Ada", "labels": ["PER"]}},
                {"id": "b", "type": "labels", "from_name": "l", "to_name": "text",
                 "value": {"start": 8, "end": 11, "text": "Bob", "labels": ["PER"]}},
                {"id": "a", "type": "choices", "from_name": "sure", "to_name": "text",
                 "value": {"start": 0, "end": 3, "choices": ["yes"]}},
                {"type": "relation", "from_id": "b", "to_id": "a", "direction": "left", "labels": ["met"]},
                {"type": "choices", "from_name": "mood", "to_name": "text", "value": {"choices": ["good"]}},
                {"type": "taxonomy", "from_name": "tax", "to_name": "text", "value": {"taxonomy": [["A", "B"]]}},
                {"type": "rating", "from_name": "stars", "to_name": "text", "value": {"rating": 4}},
                {"type": "rectanglelabels", "from_name": "r", "to_name": "image", "value": {"x": 1}},
            ],
        },
        {"completed_by": 4, "was_cancelled": True, "result": []},
    ],
    "predictions": [{"model_version": "m", "score": 0.5, "result": [
        {"type": "choices", "from_name": "mood", "to_name": "text", "value": {"choices": ["bad"]}}]}],
}  # fmt: skip


def test_label_studio_regions_relations_and_what_is_said_of_regions() -> None:
    source = open_source(io.BytesIO(json.dumps([LS]).encode()), "label-studio")
    (row,) = source.rows(0)
    prediction, answer, skip = row.said  # type: ignore[union-attr]
    assert (prediction.role, answer.by, skip.role) == ("prediction", "3", "skip")
    ada, bob = (record for record in answer.records if isinstance(record, Span))
    assert (ada.id, ada.attributes, bob.fragments) == ("a", (("sure", "yes"),), ((8, 11),))
    assert Relation("l", "met", "met", "a", "b") in answer.records
    assert Choice("tax", ("A / B",), ("A / B",), multiple=True) in answer.records
    assert Rating("stars", 4.0) in answer.records
    assert [r["what"] for r in source.report.as_json()["lost"]] == ["a result of r on a region"] or source
    files, _ = to_files(open_source(io.BytesIO(json.dumps([LS]).encode()), "label-studio"), "label-studio")
    (task,) = json.loads(files["tasks.json"])
    assert task["annotations"][0]["completed_by"] == 3 and task["annotations"][1]["was_cancelled"]
    assert {"type": "relation", "from_id": "a", "to_id": "b", "direction": "right", "labels": ["met"]} in task[
        "annotations"
    ][0]["result"]


def test_argilla_reads_both_layouts_and_what_we_write() -> None:
    new = {"id": "r1", "status": "completed", "text": "Ada sang", "label.responses": ["good", "bad"],
           "label.responses.users": ["u1", "u2"], "label.responses.status": ["submitted", "discarded"],
           "label.suggestion": "good", "label.suggestion.score": 0.9, "label.suggestion.agent": "m"}  # fmt: skip
    old = {"text": "Ada sang", "stars": [{"user_id": "u1", "value": 4, "status": "submitted"}],
           "stars-suggestion": 5, "stars-suggestion-metadata": {"agent": "m", "score": 0.5},
           "external_id": "r2"}  # fmt: skip
    (a,), (b,) = again(lines([new]), "argilla"), again(lines([old]), "argilla")
    assert [(s.role, s.by) for s in a.said] == [("prediction", "m"), ("annotation", "u1"), ("skip", "u2")]
    assert a.said[0].score == 0.9 and a.values == {"id": "r1", "text": "Ada sang"}
    assert b.values == {"id": "r2", "text": "Ada sang"} and b.said[1].records == (Rating("stars", 4.0),)
    files, account = to_files(opened([new], "argilla"), "argilla")
    (back,) = again(files["data/train-00000.parquet"], "argilla")
    assert back.said == a.said[:2] and [row["what"] for row in account["lost"]] == ["a skip"]


def test_datasets_loads_the_folder_with_its_labels(tmp_path: Path) -> None:
    rows = [{"text": "fine", "label": "good"}, {"text": "awful 🎉", "label": "bad"}]
    files, _ = to_files(opened(rows, "jsonl"), "datasets")
    for name, content in files.items():
        (tmp_path / "set" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "set" / name).write_bytes(content)
    loaded = datasets.load_dataset(str(tmp_path / "set"), cache_dir=str(tmp_path / "cache"))["train"]
    assert loaded.features["label"].names == ["bad", "good"]
    assert loaded["text"][:] == ["fine", "awful 🎉"] and loaded["label"][:] == [1, 0]
    (first, _) = again(files["data/train-00000.parquet"], "datasets")
    assert first.said[0].records == (Choice("label", ("good",), ("good",)),)


def test_words_with_class_labels_become_spans() -> None:
    tags = datasets.ClassLabel(names=["O", "B-LOC", "I-LOC"])
    features = datasets.Features(
        {"tokens": datasets.Sequence(datasets.Value("string")), "ner_tags": datasets.Sequence(tags)}
    )
    made = datasets.Dataset.from_dict({"tokens": [["New", "York", "!"]], "ner_tags": [[1, 2, 0]]}, features=features)
    out = io.BytesIO()
    made.to_parquet(out)
    (row,) = again(out.getvalue(), "datasets")
    assert row.values["text"] == "New York !" and row.said[0].records[0].fragments == ((0, 8),)  # type: ignore[union-attr]


def test_brat_rules(tmp_path: Path) -> None:
    text = "Ada met\r\nBob 🎉 twice"
    (tmp_path / "a.txt").write_bytes(text.encode())
    (tmp_path / "a.ann").write_text(
        "T1\tPER 0 3\tAda\nT2\tPER 9 12\tBob\nT3\tEVT 4 7;15 20\tmet twice\nR1\tmet Arg1:T1 Arg2:T2\nA1\tSure T1 high\n"
        "#1\tAnnotatorNotes T2\tcheck\nE1\tEVT:T3 Who:T1\n*\tEquiv T1 T2\nN1\tReference T1 W:1\tAda\n"
    )
    source = from_folder(tmp_path)
    files, account = to_files(source, "brat")
    assert files["a.txt"] == text.encode()
    marked = files["a.ann"].decode().splitlines()
    assert marked[:3] == ["T1\tPER 0 3\tAda", "T2\tPER 9 12\tBob", "T3\tEVT 4 7;15 20\tmet twice"]
    assert {"R1\tmet Arg1:T1 Arg2:T2", "A1\tSure T1 high", "#1\tAnnotatorNotes T2\tcheck"} == set(marked[3:])
    assert "[attributes]\nSure\tArg:<ENTITY>, Value:high\n" in files["annotation.conf"].decode()
    assert len(account["lost"]) == 3 and {row["item"] for row in account["lost"]} == {"a"}
    for wrong in (
        "T4\tPER 90 95\tnope",
        "T4\tPER 0 3\tEve",
        "R2\tmet Arg1:T1 Arg2:T9",
        "A2\tSure T9",
        "something else",
    ):
        # What is left of an answer would say something else.
        (tmp_path / "a.ann").write_text(f"T1\tPER 0 3\tAda\n{wrong}\n")
        (row,) = from_folder(tmp_path).rows(0)
        assert isinstance(row, Row) and row.said[0].unread == {"entities"}, wrong
        (tmp_path / "a.ann").write_text(f"{wrong}\n")
        (row,) = from_folder(tmp_path).rows(0)
        assert isinstance(row, Row) and row.said == (), wrong
    record = {
        "type": "span",
        "question": "q",
        "id": "x",
        "label": "two words",
        "start": 0,
        "end": 12,
        "text": text[:12],
    }
    row = {"id": "a/b c", "text": text, "annotations": [{"role": "gold", "by": "x", "records": [record]}]}
    files, account = to_files(own([row]), "brat")
    assert files["a/b_c.ann"].decode() == "T1\ttwo_words 0 7;9 12\tAda met Bob\n"
    assert "two_words | two words" in files["visual.conf"].decode() and len(account["changed"]) == 3


def test_spans_that_do_not_fit_never_get_in() -> None:
    said = [{"role": "annotation", "by": "x", "records": [
        {"type": "span", "question": "q", "id": "a", "label": "L", "start": 0, "end": 99, "text": "Ada"},
        {"type": "span", "question": "q", "id": "b", "label": "L", "start": 0, "end": 3, "text": "Bob"},
        {"type": "span", "question": "q", "id": "c", "label": "L", "start": 0, "end": 3, "text": "Ada"},
        {"type": "relation", "question": "q", "label": "r", "head": "a", "tail": "c"}]}]  # fmt: skip
    files, account = to_files(own([{"id": "i", "text": "Ada", "annotations": said}]), "jsonl")
    # What is left of an answer would say something else: it is lost whole, and its item stays.
    assert written(files) == [{"id": "i", "text": "Ada"}]
    (lost,) = account["lost"]
    assert lost["what"] == "an annotation by x" and "its place is not in the text" in lost["why"]
    assert (account["annotations"], account["kept"]) == (0, 1)


@pytest.mark.parametrize("to", ["jsonl", "csv", "parquet", "datasets", "argilla", "chat", "label-studio"])
def test_numbers_beyond_64_bits_keep_every_digit(to: str) -> None:
    number = 12345678901234567890123
    files, account = to_files(own([{**PAIRS[0], "n": number}, {**PAIRS[0], "n": [number, 1]}]), to)
    assert account["items"] == 2 and not any("'n'" in one["what"] for one in account["lost"])
    content = next(iter(files.values()))
    if to in ("parquet", "datasets", "argilla"):
        assert pq.read_table(io.BytesIO(content)).column("n").to_pylist() == [str(number), f"[{number},1]"]
    else:
        assert content.decode().count(str(number)) == 2


def test_a_line_with_other_columns_breaks_its_sentence() -> None:
    content = b"Ada NNP B-NP B-PER\nsaid VBD O\n\nhi\t- -\tO\nyou\tN N\tB-PER\n"
    first, second = open_source(io.BytesIO(content), "conll").rows(0)
    assert isinstance(first, Broken) and first.reason == "the line has 4 columns; lines of this file have 3"
    assert isinstance(second, Row) and second.values == {"text": "hi you", "tokens": 2, "pos": "- - N N"}


def test_folders_of_brat_are_read_in_order_with_what_lies_deeper(tmp_path: Path) -> None:
    for name in ("b.txt", "a/two.txt", "a/.hidden.txt", "a.txt", "a/b/three.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"the text of {name}")
    (tmp_path / "linked").symlink_to(tmp_path / "a")
    (tmp_path / "c.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    rows = [row for row in from_folder(tmp_path).rows(0) if isinstance(row, Row)]
    assert [row.values["id"] for row in rows] == ["a", "a/b/three", "a/two", "b", "c"]
