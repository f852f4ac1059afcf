"""Planted objects are found again in what several people drew, and confidence is the share that is right."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import Invalid
from goodwork.geometry.boxes import iou
from goodwork.geometry.drawing import from_ring
from goodwork.geometry.masks import dense, from_dense
from goodwork.geometry.polygons import Polygon
from goodwork.geometry.polygons import iou as iou_of_shapes
from goodwork.judging.item import Fitted
from goodwork.kinds.boxes.consensus import consensus as box_consensus
from goodwork.kinds.boxes.consensus import learned
from goodwork.kinds.boxes.schema import BoxesAnswer, BoxesQuestion
from goodwork.kinds.contract import Given
from goodwork.quality.regions_consensus import Regions, consensus, judged, unknown
from goodwork.quality.regions_grouping import grouped
from goodwork.quality.regions_measures import Known, agreement, apart, beside_gold, kept, paired
from goodwork.quality.regions_objects import Drawn
from goodwork.quality.regions_shapes import Boxes, Masks, Outlines, Points, weighted_median
from goodwork.store.quality.as_json import fitted_json, fitted_of

FINDS = np.repeat([2.0, 1.0, 0.0, -1.0], 3)
"""Logits: twelve people, of whom some overlook most."""

LOOSE = np.tile([0.02, 0.05, 0.12], 4)
"""Shares of a box's side by which each person's sides are off."""


@cache
def scene() -> tuple[list[list[Drawn[Any]]], list[Known], Regions[Any]]:
    """Pictures of objects, easy and hard, that seven of twelve people looked at; some invent."""
    rng = np.random.default_rng(5)
    items: list[list[Drawn[Any]]] = []
    gold: list[Known] = []
    for _ in range(80):
        cells = rng.choice(16, rng.integers(1, 8), replace=False)
        corner = np.stack(np.divmod(cells, 4), axis=1) * 120.0
        size = rng.uniform(30, 90, (len(cells), 2))
        boxes = np.column_stack([corner, corner + size])
        names = rng.choice(["cat", "dog", "hen"], len(cells))
        gold.append(Known(list(boxes), tuple(names.tolist())))
        easy = rng.normal(0.5, 1.5, len(cells))
        drawings: list[Drawn[Any]] = []
        for person in rng.choice(12, 7, replace=False).tolist():
            found = rng.random(len(cells)) < 1 / (1 + np.exp(-(easy + FINDS[person])))
            off = rng.normal(0, LOOSE[person], (len(cells), 4)) * np.tile(size, 2)
            own = [*(boxes + off)[found]]
            called = [name if rng.random() < 0.9 else "cat" for name in names[found].tolist()]
            if rng.random() < 0.25:
                at = rng.uniform(0, 400, 2)
                own.append(np.concatenate([at, at + rng.uniform(20, 80, 2)]))
                called.append("cat")
            drawings.append(Drawn(person, own, tuple(called)))
        items.append(drawings)
    return items, gold, consensus(items, Boxes())


def test_no_quorum_finds_more_and_confidence_is_honest() -> None:
    _, gold, found = scene()
    measured = beside_gold(found.items, gold, Boxes())
    assert measured.f1_50 is not None and measured.ece is not None and measured.mean_iou is not None
    quorums = [
        beside_gold([[one for one in regions if len(one.members) >= n] for regions in every], gold, Boxes()).f1_50 or 0
        for every in [[[_sure(one) for one in regions] for regions in found.items]]
        for n in range(1, 6)
    ]
    # Which quorum is best takes gold to know; the model sees none.
    assert measured.f1_50 > max(quorums) - 0.005
    assert measured.f1_50 > sorted(quorums)[-2] + 0.02
    assert measured.mean_iou > 0.9
    assert measured.ece < 0.08


def _sure(one: Any) -> Any:
    return replace(one, confidence=1.0)


def test_skills_are_those_that_were_planted() -> None:
    _, _, found = scene()
    assert np.corrcoef(found.known.existence.finding, FINDS)[0, 1] > 0.9
    assert np.corrcoef(found.known.looseness, LOOSE)[0, 1] > 0.9
    assert 0.85 < found.known.naming.mean() < 0.95
    assert found.known.existence.overlooked > 0


def test_why_tells_who_drew_it() -> None:
    _, _, found = scene()
    words = {one.why for regions in found.items for one in regions}
    assert any(why.startswith("7 of 7 drew it") for why in words)
    assert any("those who find much did not" in why for why in words)
    assert any("of them call it" in why for why in words)


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(7)), st.integers(0, 79))
def test_the_order_of_people_plays_no_part(order: list[int], item: int) -> None:
    items, _, _ = scene()
    one = items[item]
    two = [one[k] for k in order]
    a, b = consensus([one], Boxes()).items[0], consensus([two], Boxes()).items[0]
    assert sorted(tuple(r.shape.round(6)) for r in a) == sorted(tuple(r.shape.round(6)) for r in b)
    assert sorted(r.exists for r in a) == pytest.approx(sorted(r.exists for r in b))


def test_unanimous_people_give_that_answer_of_every_sort() -> None:
    ring = np.array([[10.0, 10], [60, 12], [55, 70], [14, 60]])
    turned = [np.array([10.0, 10, 60, 40, 30]), np.array([20.0, 0, 50, 50, -60])]
    points = np.array([[10.0, 10, 2], [50, 12, 1], [0, 0, 0]])
    cases: list[tuple[Any, Any, float]] = [
        (Boxes(), np.array([1.0, 2, 30, 40]), 0.999),
        (Boxes(), turned[0], 0.999),
        (Outlines(), [Polygon(ring, (ring / 4 + 25,))], 0.93),
        (Masks(), from_ring(ring, 90, 80), 0.97),
        (Points(), points, 0.999),
    ]
    for sort, shape, least in cases:
        found = consensus([[Drawn(person, [shape]) for person in range(4)]], sort).items[0]
        assert len(found) == 1 and sort.likeness([found[0].shape], [shape])[0, 0] > least, sort
        assert found[0].confidence > 0.8
    # The same box, turned by a right angle with its sides exchanged.
    middle = Boxes().middle([turned[0], turned[1]], np.ones(2))
    assert Boxes().likeness([middle], [turned[0]])[0, 0] == pytest.approx(1)


def test_a_vote_of_outlines_lies_nearer_to_the_truth_than_they_do() -> None:
    rng = np.random.default_rng(1)
    angle = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    truth = np.stack([50 + 30 * np.cos(angle), 50 + 20 * np.sin(angle)], axis=1)
    drawn: list[Any] = [[Polygon(truth + rng.normal(0, 1.5, 2) + rng.normal(0, 1.5, truth.shape))] for _ in range(5)]
    found = consensus([[Drawn(person, [shape]) for person, shape in enumerate(drawn)]], Outlines()).items[0][0]
    own = [iou_of_shapes(shape, [Polygon(truth)]) for shape in drawn]
    assert iou_of_shapes(found.shape, [Polygon(truth)]) > max(own)
    masks = [from_ring(shape[0].outer, 100, 100) for shape in drawn]
    voted = consensus([[Drawn(person, [mask]) for person, mask in enumerate(masks)]], Masks()).items[0][0].shape
    right = from_ring(truth, 100, 100)
    assert Masks().likeness([voted], [right])[0, 0] > Masks().likeness(masks, [right]).max()
    assert (dense(voted) == dense(from_dense(dense(voted)))).all()


def test_groups_hold_one_region_of_each_person_and_nothing_that_lies_apart() -> None:
    alike = np.array([[1, 0.5, 0.9, 0], [0.5, 1, 0.6, 0], [0.9, 0.6, 1, 0], [0, 0, 0, 1.0]])
    assert grouped(alike, [0, 1, 2, 1], least=0.5) == [[0, 1, 2], [3]]
    assert grouped(alike, [0, 1, 0, 1], least=0.5) == [[0], [1, 2], [3]]
    assert grouped(alike, [0, 1, 2, 1], least=0.7) == [[0, 2], [1], [3]]
    assert grouped(np.zeros((0, 0)), [], least=0.5) == []


def test_nothing_drawn_is_an_answer() -> None:
    nothing: list[Drawn[Any]] = [Drawn(0, []), Drawn(1, [])]
    found = consensus([nothing, []], Boxes())
    assert found.items == [[], []]
    assert apart(nothing[0], nothing[1], Boxes()) == 0
    one: Drawn[Any] = Drawn(2, [np.array([0.0, 0, 5, 5])])
    assert apart(nothing[0], one, Boxes()) == apart(one, nothing[0], Boxes()) == 1
    assert agreement([[one, Drawn(3, one.shapes)], nothing], Boxes()).value == 1


def test_the_distance_is_of_what_is_not_shared() -> None:
    a = Drawn(0, [np.array([0.0, 0, 10, 10]), np.array([50.0, 50, 60, 60])], ("cat", "dog"))
    b = Drawn(1, [np.array([50.0, 50, 60, 60])], ("dog",))
    assert apart(a, b, Boxes()) == pytest.approx(1 / 3)
    assert apart(a, a, Boxes()) == 0
    assert apart(a, Drawn(1, b.shapes, ("cat",)), Boxes()) == 1


@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(1, 4)), min_size=1, max_size=8))
@settings(max_examples=30, deadline=None)
def test_the_weighted_median_lies_inside_and_is_the_median_of_equal_weights(rows: list[tuple[int, int]]) -> None:
    points, weight = np.array([[float(p)] for p, _ in rows]), np.array([float(w) for _, w in rows])
    assert weighted_median(points, np.ones(len(rows)))[0] == pytest.approx(float(np.median(points)))
    assert points.min() <= weighted_median(points, weight)[0] <= points.max()


def test_as_many_pairs_as_can_be() -> None:
    table = iou(np.array([[0.0, 0, 10, 10], [3, 0, 13, 10]]), np.array([[2.0, 0, 12, 10], [0, 0, 10, 10]]))
    assert sorted(paired(table, 0.5)) == [(0, 1), (1, 0)]
    assert paired(np.zeros((0, 3)), 0.5) == []
    assert kept([]) == []


def test_bad_input_is_refused() -> None:
    box = np.array([0.0, 0, 1, 1])
    for wrong in (
        lambda: Drawn(0, [box], ("cat", "dog")),
        lambda: consensus([[Drawn(0, [box]), Drawn(0, [box])]], Boxes()),
        lambda: grouped(np.ones((1, 2)), [0], least=0.5),
        lambda: grouped(np.array([[np.nan]]), [0], least=0.5),
    ):
        with pytest.raises(Invalid):
            wrong()


def test_one_item_is_judged_as_the_whole_project_judges_it() -> None:
    items, _, found = scene()
    for n in (0, 7, 31):
        people = np.array([one.person for one in items[n]])
        alone = judged(items[n], Boxes(), found.known.of(people)).regions
        assert [one.confidence for one in alone] == [one.confidence for one in found.items[n]]
    # Pictures without anybody in common with the project are judged by what is usual.
    assert judged(items[0], Boxes(), unknown(7, found.known.classes)).regions


QUESTION = BoxesQuestion.model_validate(
    {"key": "pets", "kind": "boxes", "title": "Who is there?", "labels": ["cat", "dog", "hen"]}
)


def given_of(drawings: list[Drawn[Any]], first: int) -> list[Given[BoxesAnswer]]:
    """The answers of the first people, whose ids are a hundred more than their codes."""
    return [
        Given(one.person + 100, BoxesAnswer.model_validate({"boxes": [
            {"id": f"b{n}", "label": label, "box": [round(x, 2) for x in box.tolist()]}
            for n, (box, label) in enumerate(zip(one.shapes, one.classes, strict=True))
        ]})) for one in drawings[:first]
    ]  # fmt: skip


def test_a_projects_boxes_are_judged_by_the_same_model_and_a_picture_is_as_often_whole_as_it_says() -> None:
    items, gold, _ = scene()
    answers = [(n, one.person, one.answer) for n, drawings in enumerate(items) for one in given_of(drawings, 7)]
    fitted = fitted_of(json.loads(json.dumps(fitted_json({"pets": Fitted(learned(QUESTION, answers))}))))
    skills = fitted["pets"].skills
    for people in (2, 7):
        said, whole = [], []
        for drawings, known in zip(items, gold, strict=True):
            agreed = box_consensus(QUESTION, given_of(drawings, people), skills)
            boxes = [np.array(box.box) for box in agreed.answer.boxes]
            pairs = paired(Boxes().likeness(boxes, list[Any](known.shapes)), 0.5) if boxes else []
            named = all(agreed.answer.boxes[i].label == known.classes[j] for i, j in pairs)
            whole.append(len(pairs) == len(boxes) == len(known.shapes) and named)
            said.append(agreed.confidence or 0)
        assert abs(np.mean(said) - np.mean(whole)) < 0.12, people
        # Those that are said to be surer are whole more often.
        assert np.mean(np.array(said)[whole]) > np.mean(np.array(said)[~np.array(whole)]) + 0.1
