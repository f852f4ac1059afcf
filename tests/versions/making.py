"""Projects with answers, and versions of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from goodwork.actions.versions.export_version import published_files
from goodwork.actions.versions.make_version import make_version
from goodwork.actions.versions.publish_version import publish_version
from goodwork.lake.published import Published
from goodwork.model.ids import ItemId, PersonId, ProjectId
from goodwork.model.versions import DatasetVersion
from goodwork.store.data import imported_answers
from goodwork.store.data.imported_answers import Bringing, NewAnnotation
from goodwork.store.versions import versions
from tests.data.workshop import MOOD, STARS, WHY, Workshop

TAGS: dict[str, Any] = {
    "key": "tags",
    "kind": "classification",
    "multiple": True,
    "title": "Which tags fit?",
    "labels": [{"id": "x", "name": "X, the first"}, {"id": "y", "name": "Y"}],
}

Answers = Mapping[str, Any]


async def answer(shop: Workshop, project: ProjectId, external_id: str, person: PersonId, answers: Answers) -> None:
    """An annotation, stored as submitting stores it."""
    item = await shop.rows(
        "SELECT item_id FROM item_payload WHERE project_id = :p AND external_id = :e", p=project, e=external_id
    )
    async with shop.database.transaction(shop.manager) as t:
        new = NewAnnotation(ItemId(item[0][0]), person, orjson.dumps(answers), False, None)
        bringing = Bringing(shop.manager.organization_id, project, None)
        await imported_answers.add_annotations(t, bringing, 1, [new])


async def decide(
    shop: Workshop, project: ProjectId, external_id: str, question: str, said: Answers, confidence: float | None
) -> None:
    """A consensus, stored as appraisal stores it."""
    await shop.rows(
        "INSERT INTO consensus (item_id, question, organization_id, project_id, answer, confidence, answers,"
        " disagreement) SELECT item_id, :q, organization_id, project_id, CAST(:a AS jsonb), :c, 2, 0.25"
        " FROM item_payload WHERE project_id = :p AND external_id = :e RETURNING item_id",
        p=project, e=external_id, q=question, a=json.dumps(said), c=confidence,
    )  # fmt: skip


async def publish(shop: Workshop, project: ProjectId, limits: str = "Made for a test.") -> DatasetVersion:
    """Ask for a version and make it, as the worker does."""
    made = await publish_version(shop.database, shop.manager, project, limits)
    await make_version(shop.database, shop.blobs, made.organization_id, made.id)
    async with shop.database.transaction(shop.manager) as t:
        done = await versions.one(t, made.id)
    assert done is not None
    return done


def opened(shop: Workshop, version: DatasetVersion) -> Published:
    """The files of a version."""
    return published_files(shop.blobs, version)


TEXTS: Sequence[Mapping[str, Any]] = [
    {"id": "a", "text": "=1+1", "year": 1999},
    {"id": "b", "text": "Zweite Zeile:\r\n\U0001f600 é", "gold_mood": "good"},
    {"id": "c", "text": "Nobody looked at this."},
]


async def reviewed(shop: Workshop) -> ProjectId:
    """A project with three texts, two people, every kind of question, and a consensus."""
    project = await shop.project(MOOD, TAGS, STARS, WHY)
    done = await shop.bring(project, b"".join(orjson.dumps(row) + b"\n" for row in TEXTS))
    assert (done.added, done.gold) == (3, 1), done
    ann, bob = await shop.person("ann"), await shop.person("bob")
    good = {"mood": {"labels": ["good"]}, "tags": {"labels": ["x", "y"]}, "stars": {"value": 4}, "why": {"text": "+1"}}
    bad = {"mood": {"labels": ["bad"]}, "tags": {"labels": []}, "stars": {"value": 2}}
    await answer(shop, project, "a", ann, good)
    await answer(shop, project, "a", bob, bad)
    await answer(shop, project, "b", bob, good)
    await decide(shop, project, "a", "mood", {"labels": ["good"]}, 0.75)
    await decide(shop, project, "a", "tags", {"labels": ["x", "y"]}, 0.5)
    await decide(shop, project, "a", "stars", {"value": 3}, None)
    await decide(shop, project, "b", "mood", {"labels": ["bad"]}, 1.0)
    return project
