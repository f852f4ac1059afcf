"""Conversations and preferences of other programs: read as what they mean, written as they were, no answer shown."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from goodwork.formats.converting import Ledger, convert
from goodwork.formats.documents import Document
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import recognise
from goodwork.formats.rows import Broken, Row
from goodwork.model.records import Choice, Preference, Ranking, Rating
from tests.formats.converted import lines, to_files

INPUTS = Path(__file__).parent / "inputs"
Rows = list[dict[str, Any]]


def says(role: str, content: str, **more: Any) -> dict[str, Any]:
    return {"role": role, "content": content, **more}


def of(name: str) -> Rows:
    return [json.loads(line) for line in (INPUTS / name).read_text().splitlines()]


def documents(rows: Rows, tmp_path: Path) -> list[Document]:
    """What a conversion of the rows hands to a writer; the format is found out."""
    (tmp_path / "file.jsonl").write_bytes(lines(rows))
    taken: list[Document] = []
    known = recognise(tmp_path / "file.jsonl")
    source = open_source(io.BytesIO(lines(rows)), known)
    list(convert(source, lambda made, report: iter(taken.extend(made) or ()), {}, Ledger()))
    return taken


def again(rows: Rows, file_format: str, to: str) -> Rows:
    files, account = to_files(open_source(io.BytesIO(lines(rows)), file_format), to)
    assert account["lost"] == [], account["lost"]
    return [json.loads(line) for line in files["items.jsonl"].splitlines()]


ASKED = says("user", "Capital of Peru?")
TWO = [says("user", "Hi"), says("assistant", "Hello"), says("user", "Bye")]
TRL: dict[str, Rows] = {
    "b2": of("b2-preference-with-messages.jsonl"),
    "c4": of("c4-stepwise.jsonl"),
    "c5": of("c5-kto.jsonl"),
    "explicit": [{"prompt": "Sky?", "chosen": "Blue 🩵", "rejected": "Green"}],
    "explicit messages": [
        {"prompt": [ASKED], "chosen": [says("assistant", "a")], "rejected": [says("assistant", "b")]},
    ],
    "implicit": [{"chosen": "The sky is blue.", "rejected": "The sky is green."}],
    "implicit messages": [{"chosen": [*TWO, says("assistant", "x")], "rejected": [*TWO, says("assistant", "y")]}],
    "repeated messages": [
        {"prompt": TWO, "chosen": [*TWO, says("assistant", "x")], "rejected": [*TWO, says("assistant", "y")], "id": "7"}
    ],
    "what the system says before the prompt": [
        {
            "prompt": "Hi", "prompt_id": "p",
            "chosen": [says("system", "Be kind"), says("user", "Hi"), says("assistant", "x")],
            "rejected": [says("system", "Be kind"), says("user", "Hi"), says("assistant", "y")], "score_chosen": 1,
        }
    ],
    "other columns first": [
        {"score_rejected": 1.5, "id": 12, "rejected": "r\r\n", "note": None, "chosen": "c", "prompt": "p", "margin": -2}
    ],
    "questions and a system": [{"system": "Be kind", "question": "Why?", "chosen": "Because", "rejected": "No"}],
    "long texts": [
        {"chosen": "\n\nHuman: Hi\n\nAssistant: Hello", "rejected": "\n\nHuman: Hi\n\nAssistant: Go away"},
    ],
    "long texts after a prompt": [
        {"prompt": "\n\nHuman: Hi\n\nAssistant:", "chosen": "\n\nHuman: Hi\n\nAssistant: Hello",
         "rejected": "\n\nHuman: Hi\n\nAssistant: No"},
    ],
    "long dialogues that begin alike": [
        {"chosen": "\n\nHuman: Hi\n\nAssistant: Yes?\n\nHuman: Go\n\nAssistant: Off I go",
         "rejected": "\n\nHuman: Hi\n\nAssistant: Yes?\n\nHuman: Go\n\nAssistant: No"},
    ],
    "LLaMA-Factory": [
        {"conversations": [{"from": "human", "value": "Hi"}], "chosen": {"from": "gpt", "value": "a"},
         "rejected": {"from": "gpt", "value": "b"}},
    ],
    "ties": [
        {"prompt": "a", "chosen": "b", "rejected": "c", "tie": True},
        {"prompt": "a", "chosen": "c", "rejected": "d", "tie": False},
    ],
    "kto messages": [{"prompt": [ASKED], "completion": [says("assistant", "Lima")], "label": True, "split": "x"}],
    "kto numbers": [{"prompt": "a", "completion": "b", "label": 1}, {"prompt": "a", "completion": "c", "label": 0}],
    "stepwise messages": [{"prompt": TWO, "completions": ["a"], "labels": [False], "id": 3}],
    "steps of which one was not judged": [{"prompt": "a", "completions": ["b", "c"], "labels": [True, None]}],
    "prompt-completion": [{"prompt": "The sky is", "completion": " blue."}, {"prompt": "a", "completion": "b"}],
    "prompt-completion messages": [{"prompt": [ASKED], "completion": [says("assistant", "Lima")], "n": None}],
    "prompt-only": [{"prompt": "The sky is"}, {"prompt": "a"}],
    "prompt-only messages": [{"prompt": [ASKED]}],
}  # fmt: skip


@pytest.mark.parametrize("name", TRL)
def test_what_trl_trains_on_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    (tmp_path / "file.json").write_bytes(lines(TRL[name]))
    assert recognise(tmp_path / "file.json") == "trl"
    back = again(TRL[name], "trl", "trl")
    assert back == TRL[name]
    assert [list(row) for row in back] == [list(row) for row in TRL[name]], "the columns stand in their order"


@pytest.mark.parametrize(
    ("by_way_of", "name"), [("jsonl", name) for name in TRL] + [("parquet", name) for name in TRL if name != "b2"]
)  # tables keep a list of messages as JSON in a cell
def test_and_by_way_of_our_own_files(name: str, by_way_of: str) -> None:
    files, _ = to_files(open_source(io.BytesIO(lines(TRL[name])), "trl"), by_way_of)
    (content,) = (content for file, content in files.items() if file.startswith("items"))
    files, account = to_files(open_source(io.BytesIO(content), by_way_of), "trl")
    back = [json.loads(line) for line in files["items.jsonl"].splitlines()]
    assert [{k: v for k, v in row.items() if v is not None} for row in back] == [
        {k: v for k, v in row.items() if v is not None} for row in TRL[name]
    ], account


def test_the_prompt_stands_once_and_nothing_tells_the_chosen_one(tmp_path: Path) -> None:
    (item,) = documents(TRL["b2"], tmp_path)
    prompt, a, b = item.parts
    assert (prompt["name"], prompt["text"]) == ("prompt", "Capital of Peru?")
    assert [[turn["role"] for turn in part["data"]["turns"]] for part in (a, b)] == [["assistant"], ["assistant"]]
    (record,) = item.said[0].records
    assert isinstance(record, Preference) and record.chosen is not None
    chosen = item.part(record.chosen)
    assert chosen is not None and chosen["data"]["turns"][0]["text"] == "Lima"
    assert item.metadata["score_chosen"] == 9.0 and item.metadata["messages"][1]["content"] == "Lima"


def test_the_other_output_takes_its_scores_along_when_people_prefer_it() -> None:
    files, _ = to_files(open_source(io.BytesIO(lines(TRL["b2"])), "trl"), "jsonl")
    row = json.loads(files["items.jsonl"])
    said = row["annotations"][0]["records"][0]
    said["chosen"] = next(name for name in said["options"] if name != said["chosen"])
    files, account = to_files(open_source(io.BytesIO(lines([row])), "jsonl"), "trl")
    back, before = json.loads(files["items.jsonl"]), TRL["b2"][0]
    assert (back["chosen"], back["rejected"]) == (before["rejected"], before["chosen"])
    assert (back["score_chosen"], back["score_rejected"], back["messages"]) == (2.0, 9.0, before["rejected"])
    assert any("change places" in one["what"] for one in account["changed"])


def test_the_drawn_order_is_the_same_each_time_and_even() -> None:
    rows = [{"prompt": f"q{n}", "responses": [f"a{n}", f"b{n}", f"c{n}"], "ranks": [1, 2, 3]} for n in range(300)]
    read = [r.values for r in open_source(io.BytesIO(lines(rows)), "comparisons").rows(0) if isinstance(r, Row)]
    assert read == [r.values for r in open_source(io.BytesIO(lines(rows)), "comparisons").rows(0) if isinstance(r, Row)]
    for letter in "abc":
        assert 70 < sum(row[f"response_{letter}"].startswith("a") for row in read) < 130


def test_a_judgement_of_an_output_and_of_each_step(tmp_path: Path) -> None:
    good, bad = documents(TRL["c5"], tmp_path)
    assert [one.said[0].records for one in (good, bad)] == [
        (Choice("label", ("true",), ("good",)),), (Choice("label", ("false",), ("bad",)),)
    ]  # fmt: skip
    (steps,) = documents(TRL["c4"], tmp_path)
    assert [turn["text"] for turn in steps.parts[0]["data"]["turns"]] == [
        "What is 3*4+1?", "3*4 is 12.", "12+1 is 14."
    ]  # fmt: skip
    assert [(r.question, r.names) for r in steps.said[0].records if isinstance(r, Choice)] == [
        ("labels/turn-1", ("good",)), ("labels/turn-2", ("bad",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "names", [("chosen_response", "rejected_response"), ("chosen", "reject"), ("response_j", "response_k")]
)
def test_other_names_of_the_chosen_output_are_known(names: tuple[str, str], tmp_path: Path) -> None:
    chosen, rejected = names
    (item,) = documents([{"question": "q", chosen: "a", rejected: "b", "id": "1"}], tmp_path)
    assert {part["name"] for part in item.parts} == {"question", "response_a", "response_b"}
    (record,) = item.said[0].records
    assert isinstance(record, Preference) and record.chosen is not None
    assert (item.part(record.chosen) or {})["text"] == "a"


@pytest.mark.parametrize("how", ["BOM", "CRLF", "array", "gzip", "Parquet"])
def test_the_same_in_every_dress(how: str, tmp_path: Path) -> None:
    rows = [row for name in ("explicit", "c5", "c4") for row in TRL[name]] if how != "Parquet" else TRL["c5"]
    plain = lines(rows)
    table = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(TRL["c5"]), table)
    content = {
        "BOM": b"\xef\xbb\xbf" + plain, "CRLF": plain.replace(b"\n", b"\r\n"), "gzip": gzip.compress(plain),
        "array": json.dumps(rows, indent=1).encode(), "Parquet": table.getvalue(),
    }[how]  # fmt: skip
    (tmp_path / "file").write_bytes(content)
    assert recognise(tmp_path / "file") == "trl"
    files, account = to_files(open_source(io.BytesIO(content), "trl"), "trl")
    assert [json.loads(line) for line in files["items.jsonl"].splitlines()] == rows and account["lost"] == []


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"prompt": "a", "completions": ["b"], "labels": [True, False]}, "1 completions and 2 labels"),
        ({"prompt": "a", "completions": [], "labels": []}, "not a list of texts"),
        ({"prompt": "a", "completions": "b", "labels": [True]}, "not a list of texts"),
        ({"prompt": {"a": 1}, "completions": ["b"], "labels": [True]}, "its prompt is neither"),
        ({"prompt": 5, "chosen": "b", "rejected": "c"}, "its prompt is neither"),
        ({"prompt": "a", "completion": "", "label": True}, "its completion is empty"),
        ({"prompt": "a", "completion": ["b"], "label": True}, "'completion' is neither"),
        ({"prompt": "", "completion": 7, "label": None}, "'completion' is neither"),
        ({"other": 1}, "neither chosen and rejected"),
        ({"chosen": "a", "rejected": None}, "'rejected' is neither"),
    ],
)
def test_what_can_not_be_read_is_refused_by_line(row: dict[str, Any], why: str) -> None:
    good = TRL["explicit"][0]
    first, broken, last = open_source(io.BytesIO(lines([good, row, good])), "trl").rows(0)
    assert isinstance(broken, Broken) and why in broken.reason and broken.line == 2
    assert isinstance(first, Row) and isinstance(last, Row)


def test_what_nobody_judged_is_left_out_and_counted() -> None:
    rows = [
        {"prompt": "a", "completion": "b", "label": None},
        *TRL["c5"],
        {"prompt": "c", "completion": "d", "label": None},
    ]
    files, account = to_files(open_source(io.BytesIO(lines(rows)), "trl"), "trl")
    assert [json.loads(line) for line in files["items.jsonl"].splitlines()] == TRL["c5"]
    assert [one["what"] for one in account["lost"]] == ["an item without an answer (2 times)"]


CALLS = of("c12-conversation-names.jsonl")
SHARED: Rows = [
    *CALLS,
    {
        "conversations": [
            {"from": "human", "value": "Add 👩‍🚀"},
            {"from": "function_call", "value": '{"name": "add", "arguments": {"a": 1}}'},
            {"from": "observation", "value": "1"},
            {"from": "gpt", "value": "One."},
        ],
        "system": "Be brief.",
        "tools": "[]",
        "id": "s2",
    },
    {"conversations": [{"from": "human", "value": "x"}, {"from": "gpt", "value": "y", "weight": 0.5}], "source": "web"},
    {
        "conversations": [
            {"from": "function_call", "value": '[{"name":"f","arguments":{}},{"name":"g","arguments":{}}]'}
        ]
    },
]


def test_the_names_of_sharegpt_are_user_tool_call_tool_result_assistant(tmp_path: Path) -> None:
    (item,) = documents(CALLS, tmp_path)
    user, call, result, last = item.parts[0]["data"]["turns"]
    assert [one["role"] for one in (user, call, result, last)] == ["user", "assistant", "tool", "assistant"]
    assert call["tool_calls"][0]["function"]["arguments"] == '{"city": "Rome"}' and result["text"] == "21 C"
    assert again(SHARED, "chat", "sharegpt") == SHARED
    (messages,) = again(CALLS, "chat", "chat")
    assert messages["messages"][1]["content"] is None and messages["messages"][2]["role"] == "tool"
    assert again([messages], "chat", "sharegpt") == CALLS


def test_an_unknown_speaker_is_refused_by_line() -> None:
    rows = [*CALLS, {"conversations": [{"from": "human", "value": "a"}, {"from": "narrator", "value": "b"}]}]
    files, account = to_files(open_source(io.BytesIO(lines(rows)), "chat"), "sharegpt")
    assert len(files["items.jsonl"].splitlines()) == 1
    assert account["lost"][0]["item"] == "line 2" and "turn 2" in account["lost"][0]["why"]


ALPACA: Rows = [
    {"instruction": "Add them.", "input": "1, 2", "output": "3"},
    {"instruction": "Greet.", "input": "", "output": "Hello\r\n👋🏽"},
    {"instruction": "And?", "input": "", "output": "Yes", "system": "Be brief", "history": [["a", "b"], ["c", "d"]]},
]


def test_alpaca_comes_back_and_becomes_a_conversation(tmp_path: Path) -> None:
    assert again(ALPACA, "chat", "alpaca") == ALPACA
    assert [[part["name"] for part in one.parts] for one in documents(ALPACA, tmp_path)] == [
        ["instruction", "input", "output"],
        ["instruction", "output"],
        ["instruction", "output", "system", "history"],
    ]
    first, _, last = (row["messages"] for row in again(ALPACA, "chat", "chat"))
    assert first == [says("user", "Add them.\n1, 2"), says("assistant", "3")]
    assert [turn["role"] for turn in last] == ["system", *["user", "assistant"] * 3]
    talk = {"messages": [says("system", "s"), *TWO, says("assistant", "y")], "id": "t"}
    (row,) = again([talk], "chat", "alpaca")
    assert row == {
        "instruction": "Bye",
        "input": "",
        "output": "y",
        "system": "s",
        "history": [["Hi", "Hello"]],
        "id": "t",
    }


def test_pieces_tools_and_weights_of_interfaces_come_back() -> None:
    rows: Rows = [
        {"messages": [says("user", "a"), says("assistant", "b", weight=0)], "tools": [{"type": "function"}]},
        {
            "messages": [
                {"role": "user", "content": [{"type": "text", "text": "Weather?"}]},
                {
                    "role": "assistant",
                    "content": [{"type": "text", "text": "I look."}, {"type": "tool_use", "id": "t"}],
                },
                {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t", "content": "21"}]},
            ]
        },
    ]
    back = again(rows, "chat", "chat")
    assert back[0] == rows[0] and back[1]["messages"][1:] == rows[1]["messages"][1:]
    assert back[1]["messages"][0] == says("user", "Weather?"), "one piece of words is words"
    (told,) = again([{"system": "Be kind", "messages": [says("user", "a")]}], "chat", "chat")
    assert told == {"messages": [says("system", "Be kind"), says("user", "a")]}


def _match(winner: Any, turn: int, judge: Any = "expert_1") -> dict[str, Any]:
    def talk(name: str) -> list[dict[str, Any]]:
        return [says("user", "q1"), says("assistant", f"{name}1"), says("user", "q2"), says("assistant", f"{name}2")]

    return {
        "question_id": 81, "model_a": "vicuna", "model_b": "alpaca", "winner": winner, "judge": judge,
        "conversation_a": talk("a"), "conversation_b": talk("b"), "turn": turn,
    }  # fmt: skip


ULTRA: dict[str, Any] = {
    "source": "evol",
    "instruction": "Say hi",
    "models": ["falcon", "llama", "bard"],
    "completions": [
        {"model": "falcon", "response": "Hi", "overall_score": 8.5, "critique": "Splendid",
         "annotations": {"helpfulness": {"Rating": "5", "Rationale": "Warm"}, "honesty": {"Rating": "N/A"}}},
        {"model": "llama", "response": "No", "overall_score": 2,
         "annotations": {"helpfulness": {"Rating": "1", "Rationale": "Rude"}, "honesty": {"Rating": "4"}}},
        {"model": "bard", "response": "Hey", "overall_score": 8.5, "annotations": {}},
    ],
}  # fmt: skip


def test_matches_are_pairs_up_to_the_judged_turn(tmp_path: Path) -> None:
    winners = ["model_a", "model_b", "tie", "tie (bothbad)", "alpaca", "nobody", None]
    rows = [_match(winner, 1, ["gpt-4", "pair-v2"] if n == 1 else "expert_1") for n, winner in enumerate(winners)]
    items = documents([*rows, _match("model_b", 2)], tmp_path)
    said = [(one.said[0].by, one.said[0].records[0]) if one.said else None for one in items]
    found = [(by, r.chosen, r.verdict) if isinstance(r, Preference) else r for by, r in filter(None, said)]
    assert found == [
        ("expert_1", "response_a", "preferred"), ("gpt-4, pair-v2", "response_b", "preferred"),
        ("expert_1", None, "tie"), ("expert_1", None, "neither"), ("expert_1", "response_b", "preferred"),
        ("expert_1", "response_b", "preferred"),
    ]  # fmt: skip
    assert said[5] is None and said[6] is None
    assert [len(part["data"]["turns"]) for part in items[0].parts] == [1, 1, 1]
    assert [len(part["data"]["turns"]) for part in items[-1].parts] == [1, 3, 3]


def test_ultrafeedback_is_a_ranking_and_ratings_of_each_output(tmp_path: Path) -> None:
    (item,) = documents([ULTRA], tmp_path)
    place = {part["text"]: part["name"] for part in item.parts}
    records = item.said[0].records
    assert isinstance(records[0], Ranking)
    assert [set(group) for group in records[0].groups] == [{place["Hi"], place["Hey"]}, {place["No"]}]
    assert Rating(f"{place['No']}/honesty", 4.0, 1.0, 5.0) in records
    assert not any(r.question == f"{place['Hi']}/honesty" for r in records)
    assert item.metadata[place["No"].replace("response", "model")] == "llama"
    assert item.metadata["completions"][0]["critique"] == "Splendid"


def test_lists_of_ranks_and_scores_and_ratings_of_one_response(tmp_path: Path) -> None:
    rows: Rows = [
        {"prompt": "p", "responses": ["a", "b", "c"], "ranks": [2, 1, 2]},
        {"prompt": "p", "responses": ["a", "b", "c"], "scores": [0.5, 1.5, 0.5]},
        {"prompt": "p", "answers": [{"answer": x, "model": "m", "rank": r} for x, r in (("a", 2), ("b", 1), ("c", 2))]},
    ]
    for row in rows:
        (item,) = documents([row], tmp_path)
        (ranking,) = item.said[0].records
        place = {part["text"]: part["name"] for part in item.parts if part["name"] != "prompt"}
        assert isinstance(ranking, Ranking)
        assert ranking.groups == ((place["b"],), tuple(sorted((place["a"], place["c"]))))
    steer = {"prompt": "p", "response": "r", "helpfulness": 3, "correctness": 4, "coherence": 0, "complexity": 1}
    (item,) = documents([steer], tmp_path)
    assert item.said[0].records[0] == Rating("attributes/helpfulness", 3.0, 0.0, 4.0) and item.metadata == {}
    broken = open_source(io.BytesIO(lines([{**rows[0], "ranks": [1]}, {**steer, "coherence": 9}])), "comparisons").rows(
        0
    )
    assert all(isinstance(row, Broken) for row in broken)


TOLD = ("Splendid", "Warm", "Rude", "falcon", "vicuna", "alpaca", "8.5", "expert_1", "model_a", "score")
FILES: dict[str, Rows] = {
    **TRL,
    "MT-bench": [_match("model_a", 1), _match("tie", 2)],
    "UltraFeedback": [ULTRA],
    "ranks": [{"prompt": "p", "responses": ["a", "b"], "ranks": [2, 1], "judge": "expert_1"}],
    "HelpSteer": [
        {"prompt": "p", "response": "r", "helpfulness": 3, "correctness": 4, "coherence": 0, "model": "falcon"},
    ],
    "ShareGPT": SHARED,
    "chat with a score": [{"messages": TWO, "score": 8.5, "chosen_by": "expert_1", "prompt": "Hi"}],
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_no_part_shows_an_answer(name: str, tmp_path: Path) -> None:
    for item in documents(FILES[name], tmp_path):
        shown = json.dumps(item.parts)
        assert not [word for word in TOLD if word in shown]
        parts = {part["name"] for part in item.parts}
        allowed = {"prompt", "completion", "response", "conversation", "instruction", "question", "system"}
        assert parts <= allowed | {f"response_{letter}" for letter in "abc"}
        outputs = [json.dumps(p.get("data") or p["text"]) for p in item.parts if p["name"].startswith("response_")]
        assert len(set(outputs)) == len(outputs), "no output stands twice"
