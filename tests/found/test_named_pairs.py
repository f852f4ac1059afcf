"""Pairs of outputs whose columns are called otherwise: two outputs and a preference, and nothing that tells it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from goodwork.formats.recognising import recognise_file
from tests.formats.converted import lines
from tests.found.test_tables_at_work import converted

ALPACA = {"instruction": "q", "output_1": "a", "output_2": "b", "generator_1": "m", "annotator": "judge_1"}
SHP = {"history": "q", "human_ref_A": "a", "human_ref_B": "b", "score_A": 9, "score_B": 2}
WEBGPT = {"question": {"full_text": "q", "id": 1}, "answer_0": "a", "answer_1": "b"}
PKU = {"prompt": "q", "response_0": "a", "response_1": "b", "is_response_0_safe": False}
STEER = {"context": [{"role": "user", "content": "q"}], "response1": "a", "response2": "b", "domain": "code"}
SUMMARY = {"info": {"post": "q", "title": "t"}, "summaries": [{"text": "a"}, {"text": "b"}], "worker": "w1"}

PAIRS: list[tuple[dict[str, Any], str | None]] = [
    ({**ALPACA, "preference": 1.0}, "response_a"),
    ({**ALPACA, "preference": 1.8}, "response_b"),
    ({**ALPACA, "preference": 1.5}, "tie"),
    ({**ALPACA, "preference": None}, None),
    ({**SHP, "labels": 1}, "response_a"),
    ({**SHP, "labels": 0}, "response_b"),
    ({**WEBGPT, "score_0": -1.0, "score_1": 1.0}, "response_b"),
    ({**WEBGPT, "score_0": 0, "score_1": 0}, "tie"),
    ({**PKU, "better_response_id": 0}, "response_a"),
    ({**STEER, "overall_preference": -2}, "response_a"),
    ({**STEER, "overall_preference": 3}, "response_b"),
    ({**SUMMARY, "choice": 1}, "response_b"),
]


@pytest.mark.parametrize(("row", "winner"), PAIRS)
def test_pairs_of_other_names(row: dict[str, Any], winner: str | None) -> None:
    content = lines([row])
    assert recognise_file(io.BytesIO(content), "file.jsonl") == "comparisons"
    (made,), account = converted(content, "comparisons")
    assert (made["response_a"], made["response_b"], account["lost"]) == ("a", "b", [])
    parts = [name for name in made["parts"] if name not in ("response_a", "response_b")]
    assert len(parts) == 1 and "q" in json.dumps(made[parts[0]])
    said = made.get("annotations", [])
    if winner is None:
        assert said == []
        return
    (record,) = said[0]["records"]
    assert (record["chosen"] or record["verdict"]) == winner
    assert said[0]["by"] == row.get("annotator", row.get("worker", "comparisons"))


def test_a_winner_that_is_none_is_told() -> None:
    (made,), account = converted(lines([{**PKU, "better_response_id": 7}]), "comparisons")
    assert "annotations" not in made and [lost["what"] for lost in account["lost"]] == ["the winner '7'"]
