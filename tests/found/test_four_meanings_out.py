"""Not asked, skipped, found nothing and predicted: four things in a version, in its exports, and back again."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import DocBin

from goodwork.actions.versions.export_version import export_to_folder
from goodwork.model.ids import ProjectId
from tests.data.conftest import shop
from tests.data.workshop import Workshop
from tests.formats.converted import lines
from tests.found.test_four_meanings import INPUTS, NAMES, said, span
from tests.versions.making import answer, decide, publish

__all__ = ["shop"]

ANN = {"id": "r0", "label": "per", "fragments": [[0, 3]], "text": "Ann", "attributes": {}}


async def exported(shop: Workshop, project: ProjectId, folder: Path, *formats: str) -> dict[str, Any]:
    """A version written in several formats, each into a folder of its name; the reports."""
    version = await publish(shop, project)
    return {name: export_to_folder(shop.blobs, version, name, folder / name).as_json() for name in formats}


async def test_items_without_an_answer_are_in_no_training_file(shop: Workshop, tmp_path: Path) -> None:
    project = await shop.project(NAMES)
    await shop.bring(project, (INPUTS / "a3-unanswered-version.jsonl").read_bytes())
    label = (await shop.rows("SELECT questions->0->'labels'->0 FROM form WHERE project_id = :p", p=project))[0][0]
    found = {"names": {"spans": [{**ANN, "label": label["id"] if isinstance(label, dict) else label}]}}
    await answer(shop, project, "1", await shop.person("ann"), found)
    reports = await exported(shop, project, tmp_path, "bio", "bilou", "docbin", "brat", "jsonl")
    assert (tmp_path / "bio/items.conll").read_text() == "Ann B-PER\nlives O\nin O\nRome O\n\n"
    assert (tmp_path / "bilou/items.conll").read_text() == "Ann U-PER\nlives O\nin O\nRome O\n\n"
    docs = list(DocBin().from_disk(tmp_path / "docbin/items.spacy").get_docs(spacy.blank("xx").vocab))
    answered = [doc for doc in docs if doc.has_annotation("ENT_IOB")]
    assert [[(e.text, e.label_) for e in doc.ents] for doc in answered] == [[("Ann", "PER")]]
    assert len([file for file in (tmp_path / "brat").iterdir() if file.suffix == ".ann"]) == 1
    for name in ("bio", "bilou", "docbin", "brat"):
        counted = [row for row in reports[name]["lost"] if "without an answer" in row["what"]]
        assert [row["count"] for row in counted] == [2], (name, reports[name])
    rows = [json.loads(line) for line in (tmp_path / "jsonl/items.jsonl").read_bytes().splitlines()]
    assert [len(row["annotations"]) for row in rows] == [1, 0, 0] and [row["said"] for row in rows[1:]] == [[], []]


async def meanings(shop: Workshop, project: ProjectId) -> list[tuple[Any, ...]]:
    """For each item its text and metadata, and what was said of it: spans, or that it was skipped."""
    rows = await shop.rows(
        "SELECT p.external_id, p.payload->'parts'->0->>'text', p.metadata,"
        " ARRAY(SELECT CAST(a.answers->'names'->'spans' AS text) || coalesce(' from ' || m.model, '') FROM annotation a"
        "   LEFT JOIN prediction m ON m.id = a.prediction_id WHERE a.item_id = i.id ORDER BY 1),"
        " ARRAY(SELECT m.model || ' ' || round(m.score::numeric, 3) || CAST(m.answers->'names'->'spans' AS text)"
        "   FROM prediction m WHERE m.item_id = i.id AND m.model <> 'consensus' ORDER BY 1),"
        " (SELECT count(*) FROM skip s WHERE s.item_id = i.id)"
        " FROM item i JOIN item_payload p ON p.item_id = i.id WHERE i.project_id = :p ORDER BY i.position",
        p=project,
    )
    return [tuple(row) for row in rows]


def predicted(score: float, record: dict[str, Any]) -> dict[str, Any]:
    return {**said(record, role="prediction", by="m1"), "score": score}


async def four(shop: Workshop) -> ProjectId:
    """A project with items that were answered, found empty, skipped, predicted, and not asked."""
    project = await shop.project(NAMES)
    rows = [
        {"id": "1", "text": "Ann lives in Rome", "year": 1999, "annotations": [
            predicted(0.5, span(0, 3, "PER", "Ann")),
            said(span(0, 3, "PER", "Ann"), by="ann") | {"accepted_from": "m1"},
            said(span(0, 3, "PER", "Ann"), span(13, 17, "LOC", "Rome", name="T2"), by="bob"),
        ]},
        {"id": "2", "text": "=1+1 😀\nnobody", "annotations": [said(by="ann")]},
        {"id": "3", "text": "Skipped", "annotations": [said(role="skip", by="ann"), said(role="skip", by="bob")]},
        {"id": "4", "text": "'Predicted", "annotations": [predicted(0.25, span(1, 10, "PER", "Predicted"))]},
        {"id": "5", "text": "Not asked", "year": 2001},
    ]  # fmt: skip
    done = await shop.bring(project, lines(rows))
    assert (done.added, done.rejected, done.report["lost"]) == (5, 0, [])
    nothing = {"names": {"spans": []}}
    await decide(shop, project, "2", "names", nothing["names"], 0.75)
    return project


def packed(folder: Path) -> bytes:
    """A folder as a zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, str(file.relative_to(folder)))
    return made.getvalue()


@pytest.mark.parametrize(("file_format", "file"), [
    ("jsonl", "items.jsonl"), ("csv", "items.csv"), ("parquet", "items.parquet"), ("datasets", ""),
    ("label-studio", "tasks.json"),
])  # fmt: skip
async def test_a_version_comes_back_as_it_was(shop: Workshop, tmp_path: Path, file_format: str, file: str) -> None:
    project = await four(shop)
    before = await meanings(shop, project)
    assert [(len(row[3]), len(row[4]), row[5]) for row in before] == [
        (2, 1, 0), (1, 0, 0), (0, 0, 2), (0, 1, 0), (0, 0, 0),
    ]  # fmt: skip
    await exported(shop, project, tmp_path, file_format)
    folder = tmp_path / file_format
    again = await shop.project(NAMES)
    content = (folder / file).read_bytes() if file else packed(folder)
    done = await shop.bring(again, content, file_format)
    assert (done.added, done.rejected, done.error) == (5, 0, None)
    assert await meanings(shop, again) == before


async def test_training_files_hold_answers_and_nothing_else(shop: Workshop, tmp_path: Path) -> None:
    project = await four(shop)
    reports = await exported(shop, project, tmp_path, "bio", "docbin", "brat")
    words = (tmp_path / "bio/items.conll").read_text()
    assert "Ann B-PER" in words and "nobody O" in words
    assert not any(word in words for word in ("Skipped", "Predicted", "Not"))
    for report in reports.values():
        assert {row["what"]: row["count"] for row in report["lost"]}["a prediction"] == 2
