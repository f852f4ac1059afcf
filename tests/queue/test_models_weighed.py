"""Predictions that are weighed with people's answers: what models are worth, what they change, what they do not."""

from __future__ import annotations

import json

import numpy as np
import pytest

from goodwork.actions.quality.appraise import Appraiser
from goodwork.forms.reading import read_form
from goodwork.judging.item import Fitted, hear, judge
from goodwork.judging.item import GivenAnswers as Given
from goodwork.judging.predicted import Predicted
from goodwork.model.ids import ItemId, ProjectId
from goodwork.store.data.imported_answers import Bringing, NewPrediction, add_predictions
from goodwork.store.quality import fits
from tests.api.callers import Caller, House
from tests.queue.place import Place, place
from tests.queue.test_dependence import CLASSES, crowd, refit

ITEMS, PEOPLE = 240, 3


def _said(skill: float, truth: np.ndarray, seed: int) -> np.ndarray:
    return np.where(np.random.default_rng(seed).random(truth.size) < skill, truth, 1 - truth)


async def _house(house: House) -> tuple[Place, list[Caller], np.ndarray, dict[str, np.ndarray]]:
    """Three people right in four of five cases, a good model, one that repeats it, and one that says anything."""
    truth = np.random.default_rng(5).integers(0, 2, ITEMS)
    here, people = await crowd(house, np.stack([_said(0.8, truth, n) for n in range(PEOPLE)], axis=1))
    good = _said(0.92, truth, 10)
    models = {"good": good, "repeats": good, "anything": _said(0.5, truth, 11)}
    rows = [
        {"i": number, "m": model, "a": {"mood": {"labels": [CLASSES[k]]}}}
        for model, said in models.items()
        for number, k in enumerate(said.tolist())
    ]
    await here.sql(
        "INSERT INTO prediction (organization_id, project_id, item_id, model, answers)"
        " SELECT i.organization_id, i.project_id, i.id, g.m, g.a"
        " FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS g (i integer, m text, a jsonb)"
        " JOIN (SELECT i.*, row_number() OVER (ORDER BY id) - 1 AS n FROM item i WHERE project_id = :p) i ON i.n = g.i",
        rows=json.dumps(rows), p=here.project,
    )  # fmt: skip
    return here, people, truth, models


async def test_models_join_as_far_as_they_predict_people_and_are_shown_to_nobody(house: House) -> None:
    here, people, truth, _ = await _house(house)
    quality = f"/projects/{here.project}/quality"

    await refit(here)
    assert (await here.owner.ok("GET", quality))["questions"][0]["models"] is None, "off until a lead turns it on"

    # Gold that was drawn at random, and a policy that may stop early: what is spared is played through it.
    gold = [{"i": n, "a": {"mood": {"labels": [CLASSES[k]]}}} for n, k in enumerate(truth[:60].tolist())]
    await here.sql(
        "INSERT INTO gold (organization_id, project_id, item_id, answers, reason, inclusion)"
        " SELECT i.organization_id, i.project_id, i.id, g.a, 'Known.', 0.25"
        " FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS g (i integer, a jsonb)"
        " JOIN (SELECT i.*, row_number() OVER (ORDER BY id) - 1 AS n FROM item i WHERE project_id = :p) i ON i.n = g.i",
        rows=json.dumps(gold), p=here.project,
    )  # fmt: skip
    await here.policy(predictions="weighed", fewest=1)
    await refit(here)
    (question,) = (await here.owner.ok("GET", quality))["questions"]
    worth = {one["model"]: one for one in question["models"]["models"]}
    assert question["models"]["used"] and question["models"]["gain"] > 2 * question["models"]["error"]
    alike = worth["good"]["weight"] + worth["repeats"]["weight"]
    assert worth["anything"]["weight"] < 0.1 * alike, "what says anything has next to no say"
    agrees = worth["good"]["agrees"]
    assert agrees["low"] < 0.92 * 0.8 + 0.08 * 0.2 < agrees["high"] and agrees["items"] == ITEMS
    assert worth["good"]["on_gold"]["items"] == 60 and worth["good"]["on_gold"]["value"] > 0.8
    spared = question["models"]["spared"]
    assert 1 <= spared["with_models"] < spared["without"] <= PEOPLE
    told = (await here.owner.request("GET", f"/projects/{here.project}/report")).text
    assert "3 models are weighed with people's answers: " in told.replace("&#x27;", "'")
    assert {row["said"] for row in worth["good"]["by_class"]} == {"Good", "Bad"}

    state, project = here.house.state, ProjectId(here.project)
    await Appraiser(state.database, state.blobs, here.worker.organization_id, project).drain(linger=0)
    said = np.array(
        [
            CLASSES.index(a[0])
            for (a,) in await here.sql(
                "SELECT answer -> 'labels' FROM consensus WHERE project_id = :p ORDER BY item_id", p=here.project
            )
        ]
    )
    votes = np.array(
        [
            n
            for (n,) in await here.sql(
                "SELECT count(*) FILTER (WHERE answers -> 'mood' -> 'labels' ->> 0 = 'bad') FROM annotation"
                " WHERE project_id = :p GROUP BY item_id ORDER BY item_id",
                p=here.project,
            )
        ]
    )
    assert (said == truth).mean() > ((votes >= 2) == truth).mean(), (
        "three people and a model are righter than three people"
    )

    # Nobody who answers is shown them, so no answer follows one.
    (new,) = await here.items(1, wanted=9)
    await here.sql(
        "INSERT INTO prediction (organization_id, project_id, item_id, model, answers)"
        " VALUES (:o, :p, :i, 'good', '{\"mood\": {\"labels\": [\"good\"]}}')",
        o=here.worker.organization_id, p=here.project, i=new,
    )  # fmt: skip
    claim = (await here.claim(people[0]))["claim"]
    assert claim["item"]["id"] == new and claim["predictions"] == []
    await here.policy(predictions="shown")
    shown = await people[0].ok("GET", f"/claims/{claim['id']}")
    assert [one["model"] for one in shown["predictions"]] == ["good"]

    # What is judged with it: without answers a model says nothing, and where somebody accepted it, it is silent.
    async with state.database.transaction(here.worker) as t:
        fitted = (await fits.model(t, project))["mood"]
    _hold(fitted, people[0].me["person_id"])


def _hold(fitted: Fitted, person: int) -> None:
    form = read_form([{"key": "mood", "kind": "classification", "title": "Mood?", "labels": ["Good", "Bad"]}])
    good, bad = ({"mood": {"labels": [name]}} for name in CLASSES)
    model = [Predicted(7, "good", good, None), Predicted(8, "repeats", good, None)]

    def sure(given: list[Given], predicted: list[Predicted]) -> float | None:
        return judge(form, hear(form, 1, given), {"mood": fitted}, 0.9, predicted).confidence

    assert sure([], model) == 0.0, "no model settles anything alone"
    alone, beside = sure([Given(person, 1, good)], []), sure([Given(person, 1, good)], model)
    assert alone is not None and beside is not None and beside > alone
    accepted = [Given(person, 1, good, prediction=7)]
    assert sure(accepted, model[:1]) == pytest.approx(alone), "an answer accepted from a model is no second evidence"
    against = sure([Given(person, 1, bad)], model)
    assert against is not None and against < beside


async def test_a_score_that_is_not_a_number_or_too_large_is_no_score(house: House) -> None:
    here = await place(house)
    items = await here.items(4)
    said = json.dumps({"mood": {"labels": ["good"]}}).encode()
    scores = (0.25, float("nan"), float("-inf"), 1e300)
    rows = [NewPrediction(ItemId(item), "m", said, score) for item, score in zip(items, scores, strict=True)]
    async with here.house.state.database.transaction(here.worker) as t:
        assert await add_predictions(t, Bringing(here.worker.organization_id, ProjectId(here.project), None), rows) == (
            4,
            0,
        )
    kept = await here.sql("SELECT score FROM prediction WHERE project_id = :p ORDER BY item_id", p=here.project)
    assert [row[0] for row in kept] == [0.25, None, None, None]
