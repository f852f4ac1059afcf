"""Marked texts, preferences and conversations: imported, published, exported, and read by those who read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import spacy
from spacy.tokens import DocBin

from goodwork.actions.versions.export_version import export_to_folder
from goodwork.model.ids import ProjectId
from tests.data.workshop import STARS, Workshop
from tests.versions.making import decide, publish

NAMES: dict[str, Any] = {"key": "names", "kind": "spans", "title": "Mark the names.", "labels": ["PER", "LOC"]}
BETTER: dict[str, Any] = {
    "key": "better", "kind": "pairwise", "title": "Which is better?", "outputs": ["response_a", "response_b"],
}  # fmt: skip

CONLL = "Ada B-PER\nsang O\nin O\nKöln B-LOC\n\nبغداد B-LOC\n🎉 O\n"


async def exported(shop: Workshop, project: ProjectId, file_format: str, folder: Path) -> dict[str, Any]:
    version = await publish(shop, project)
    return export_to_folder(shop.blobs, version, file_format, folder).as_json()


async def test_tagged_words_become_spans_and_come_out_again(shop: Workshop, tmp_path: Path) -> None:
    project = await shop.project(NAMES)
    done = await shop.bring(project, CONLL.encode(), "conll")
    assert (done.added, done.rejected) == (2, 0), done
    assert done.report["lost"] == [] and done.mapping["questions"] == {"entities": "names"}
    await exported(shop, project, "bio", tmp_path / "bio")
    assert (tmp_path / "bio/items.conll").read_text() == CONLL + "\n"
    await exported(shop, project, "docbin", tmp_path / "docbin")
    docs = list(DocBin().from_disk(tmp_path / "docbin/items.spacy").get_docs(spacy.blank("xx").vocab))
    assert [[(e.text, e.label_) for e in doc.ents] for doc in docs] == [
        [("Ada", "PER"), ("Köln", "LOC")],
        [("بغداد", "LOC")],
    ]
    await exported(shop, project, "brat", tmp_path / "brat")
    assert (tmp_path / "brat/item-000001.ann").read_text() == "T1\tPER 0 3\tAda\nT2\tLOC 12 16\tKöln\n"


async def test_preferences_go_round(shop: Workshop, tmp_path: Path) -> None:
    project = await shop.project(BETTER)
    pairs = [{"id": str(n), "prompt": f"Q{n}", "chosen": f"good {n}", "rejected": f"bad {n}"} for n in range(4)]
    content = "".join(json.dumps(pair) + "\n" for pair in pairs).encode()
    done = await shop.bring(project, content, "trl")
    assert (done.added, done.rejected, done.report["lost"]) == (4, 0, []), done
    await exported(shop, project, "trl", tmp_path / "out")
    rows = [json.loads(line) for line in (tmp_path / "out/items.jsonl").read_text().splitlines()]
    assert [{k: row[k] for k in pairs[0]} for row in rows] == pairs


async def test_conversations_and_code_are_in_every_export(shop: Workshop, tmp_path: Path) -> None:
    project = await shop.project(STARS)
    chat = {"id": "c", "messages": [{"role": "user", "content": "Hi 👋🏽"}, {"role": "assistant", "content": "Hello"}]}
    lost = {"messages": [{"role": "user", "content": None}]}
    content = "".join(json.dumps(row) + "\n" for row in (chat, lost)).encode()
    done = await shop.bring(project, content, "chat")
    assert (done.added, done.rejected) == (1, 1), done
    (fault,) = await shop.faults(done)
    assert (fault.line, fault.reason) == (2, "turn 1 of the conversation has no text")
    code = json.dumps({"id": "k", "code": {"text": "SELECT 1", "language": "sql"}}).encode()
    assert (await shop.bring(project, code, "jsonl", {"parts": [{"type": "code", "column": "code"}]})).added == 1
    await decide(shop, project, "c", "stars", {"value": 4}, 0.9)
    await exported(shop, project, "jsonl", tmp_path / "jsonl")
    first, second = map(json.loads, (tmp_path / "jsonl/items.jsonl").read_text().splitlines())
    assert first["parts"]["conversation"]["turns"][0] == {"role": "user", "text": "Hi 👋🏽"}
    assert second["parts"]["code"] == {"text": "SELECT 1", "language": "sql"}
    await exported(shop, project, "parquet", tmp_path / "parquet")
    table = pd.read_parquet(tmp_path / "parquet/items.parquet")
    assert json.loads(table["conversation"][0])["turns"][1]["text"] == "Hello"
    assert (table["code"][1], table["code_language"][1]) == ("SELECT 1", "sql")
    report = await exported(shop, project, "chat", tmp_path / "chat")
    assert json.loads((tmp_path / "chat/items.jsonl").read_text().splitlines()[0]) == {
        "messages": chat["messages"],
        "id": "c",
    }
    assert any(row["what"] == "rating 4 of 'stars'" for row in report["lost"])
