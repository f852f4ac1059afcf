"""Conversations and preferences in projects: the outputs take the names that the questions have for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from goodwork.actions.projects.templates import template
from goodwork.model.data import DataImport
from goodwork.model.ids import ProjectId
from tests.data.conftest import shop
from tests.data.workshop import Workshop
from tests.formats.converted import lines
from tests.found.test_chats import CALLS, TRL, ULTRA, _match

__all__ = ["shop"]

Rows = list[dict[str, Any]]
CHAT: dict[str, Any] = {"key": "talk", "kind": "chat", "title": "Is it right?", "turns": ["good", "bad"]}
GOOD: dict[str, Any] = {"key": "fine", "kind": "classification", "title": "Is it good?", "labels": ["Good", "Bad"]}


async def brought(
    shop: Workshop, rows: Rows, file_format: str, *questions: Mapping[str, Any]
) -> tuple[ProjectId, DataImport, list[tuple[dict[str, Any], Any]]]:
    """A file in a new project: for each item its parts by name, and the answers to it."""
    project = await shop.project(*questions)
    done = await shop.bring(project, lines(rows), file_format)
    found = await shop.rows(
        "SELECT p.payload, a.answers FROM item i JOIN item_payload p ON p.item_id = i.id"
        " LEFT JOIN annotation a ON a.item_id = i.id WHERE i.project_id = :p ORDER BY i.position, a.id",
        p=project,
    )
    parts = [({part["name"]: part.get("text", part.get("data")) for part in row[0]["parts"]}, row[1]) for row in found]
    return project, done, parts


async def test_a_preference_takes_the_names_of_the_template(shop: Workshop) -> None:
    questions = template("preference").project["questions"]
    _, done, ((parts, answers),) = await brought(shop, TRL["b2"], "trl", *questions)
    assert set(parts) == {"prompt", "reply_a", "reply_b"} and parts["prompt"] == "Capital of Peru?"
    chosen = answers["better"]["choice"]
    assert parts[chosen]["turns"][0]["text"] == "Lima" and done.report["lost"] == []
    assert [one["name"] for one in done.mapping["parts"]] == ["prompt", "reply_a", "reply_b"]
    assert done.mapping["questions"] == {"preference": "better"}


async def test_matches_are_pairs_of_their_judges(shop: Workshop) -> None:
    questions = template("preference").project["questions"]
    rows = [_match("model_b", 1), _match("tie", 2), _match("nobody", 2, "expert_2"), _match("model_a", 1, "expert_2")]
    _, done, items = await brought(shop, rows, "comparisons", *questions)
    assert done.added == 2, "each match is one item, whoever judged it"
    assert [answers["better"]["choice"] for _, answers in items] == ["reply_b", "reply_a", "tie"]
    assert any("the winner 'nobody'" in one["what"] for one in done.report["lost"])


async def test_a_ranking_of_three_takes_the_names_of_the_template(shop: Workshop) -> None:
    questions = template("ranking").project["questions"]
    _, _, ((parts, answers),) = await brought(shop, [ULTRA], "comparisons", *questions)
    assert set(parts) == {"instruction", "reply_a", "reply_b", "reply_c"}
    assert [{parts[name] for name in group} for group in answers["order"]["groups"]] == [{"Hi", "Hey"}, {"No"}]


async def test_ratings_are_a_rubric(shop: Workshop) -> None:
    levels = [{"value": n, "name": str(n)} for n in range(5)]
    rubric = {
        "key": "review", "kind": "rubric", "part": "reply", "title": "Judge it.",
        "criteria": ["helpfulness", "correctness"], "levels": levels,
    }  # fmt: skip
    rows = [{"prompt": "p", "response": "r", "helpfulness": 3, "correctness": 4, "model": "x"}]
    _, _, ((parts, answers),) = await brought(shop, rows, "comparisons", rubric)
    assert parts == {"prompt": "p", "reply": "r"}
    assert answers["review"]["ratings"] == {"helpfulness": 3, "correctness": 4}


async def test_judged_outputs_and_judged_steps_are_answers(shop: Workshop) -> None:
    _, done, items = await brought(shop, TRL["c5"], "trl", GOOD)
    assert [answers["fine"]["labels"] for _, answers in items] == [["good"], ["bad"]] and done.report["lost"] == []
    _, done, ((parts, answers),) = await brought(shop, TRL["c4"], "trl", CHAT)
    assert [(turn["turn"], turn["labels"]) for turn in answers["talk"]["turns"]] == [(1, ["good"]), (2, ["bad"])]
    assert len(parts["conversation"]["turns"]) == 3 and done.report["lost"] == []


async def test_conversations_of_sharegpt_come_into_the_template(shop: Workshop) -> None:
    questions = template("conversation").project["questions"]
    odd = {"conversations": [{"from": "narrator", "value": "x"}]}
    _, done, ((parts, answers),) = await brought(shop, [*CALLS, odd], "chat", *questions)
    assert [turn["role"] for turn in parts["conversation"]["turns"]] == ["user", "assistant", "tool", "assistant"]
    assert answers is None and done.rejected == 1


async def test_what_people_judge_again_is_written_with_the_columns_that_came(shop: Workshop) -> None:
    project, *_ = await brought(shop, TRL["b2"], "trl", *template("preference").project["questions"])
    ((metadata,),) = await shop.rows(
        "SELECT p.metadata FROM item i JOIN item_payload p ON p.item_id = i.id WHERE i.project_id = :p", p=project
    )
    assert metadata["score_chosen"] == 9.0 and metadata["trl"]["repeats"] is True


@pytest.mark.parametrize("outputs", [("response_a", "response_b"), ("answer_1", "answer_2")])
async def test_any_names_of_outputs_will_do(shop: Workshop, outputs: tuple[str, str]) -> None:
    pair = {"key": "q", "kind": "pairwise", "title": "Which?", "outputs": list(outputs)}
    _, _, items = await brought(shop, TRL["ties"], "trl", pair)
    assert [set(parts) for parts, _ in items] == [{"prompt", *outputs}] * 2
    assert items[0][1]["q"]["choice"] == "tie"
    assert "chosen" not in json.dumps([parts for parts, _ in items])
