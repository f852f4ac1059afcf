"""What several people's boxes together say: the consensus of regions, `quality.regions_consensus`, of one picture.

What it takes to judge one picture is learned from all of a project and kept as `Skills`: see `kinds.region_skills`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodwork.kinds.attributes import DIGITS, agreed_attributes
from goodwork.kinds.boxes.distance import distance
from goodwork.kinds.boxes.schema import Box, BoxesAnswer, BoxesQuestion
from goodwork.kinds.contract import Consensus, Given, Skills
from goodwork.kinds.marked_skills import coins, in_one_order, likely
from goodwork.kinds.region_skills import known_of, skills_of
from goodwork.kinds.voting import mean_distance, posterior

if TYPE_CHECKING:
    from goodwork.quality.regions_objects import Drawn, Region


@dataclass(frozen=True, slots=True)
class Object:
    """One thing around which one or more people drew a box."""

    region: Region[Any]
    box: Box
    """The box that stands for all."""

    @property
    def kept(self) -> bool:
        """Whether it is more likely there than not."""
        return likely(self.region.exists)


def consensus(question: BoxesQuestion, given: Sequence[Given[BoxesAnswer]], skills: Skills) -> Consensus[BoxesAnswer]:
    """The boxes that are more likely there than not.

    Its confidence is the chance that all that was drawn is judged right and that nothing is there that nobody drew.
    """
    unlike = mean_distance(given, lambda a, b: distance(question, a, b))
    given = in_one_order(given)
    objects, overlooked = _objects(question, given, skills)
    if not objects:
        nothing = [(g.person, "nothing") for g in given]
        sure = posterior(("nothing", "something"), nothing, coins(skills))[0]
        return Consensus(BoxesAnswer(boxes=()), sure, unlike)
    chosen = _different(objects)
    boxes = [objects[n].box.model_copy(update={"id": f"g{n}"}) for n in sorted(chosen)]
    log = math.fsum(
        math.log(max(one.region.confidence if n in chosen else 1 - one.region.exists, 1e-12))
        for n, one in enumerate(objects)
    )
    return Consensus(BoxesAnswer(boxes=tuple(boxes)), math.exp(log - overlooked), unlike)


def _different(objects: Sequence[Object]) -> set[int]:
    """The kept objects, the surest first to have its place: no box twice."""
    chosen: set[int] = set()
    taken: set[object] = set()
    order = sorted(enumerate(objects), key=lambda pair: (-round(pair[1].region.confidence, DIGITS), pair[1].box.place))
    for n, one in order:
        key = (one.box.label, one.box.box, one.box.rotation)
        if one.kept and key not in taken:
            taken.add(key)
            chosen.add(n)
    return chosen


def _objects(
    question: BoxesQuestion, given: Sequence[Given[BoxesAnswer]], skills: Skills
) -> tuple[list[Object], float]:
    """All that anybody drew, cluster by cluster of boxes that touch, and how many objects nobody drew."""
    from goodwork.quality.regions_consensus import judged
    from goodwork.quality.regions_shapes import Boxes

    known = known_of(question.ids, [g.person for g in given], skills)
    objects: list[Object] = []
    overlooked = 0.0
    for drawn in _clusters([g.answer.boxes for g in given]):
        found = judged([_shapes(n, boxes) for n, boxes in enumerate(drawn)], Boxes(), known)
        overlooked += found.overlooked
        weight = (1 / known.looseness).tolist()
        for region in found.regions:
            members = [(weight[j], drawn[j][place]) for j, place in region.members]
            objects.append(Object(region, _box(region, members)))
    return objects, overlooked


def _clusters(drawn: Sequence[Sequence[Box]]) -> list[list[list[Box]]]:
    """The boxes of each person, apart for each cluster of boxes that hang together."""
    from goodwork.kinds.boxes.matching import clusters
    from goodwork.quality.regions_grouping import MOST_REGIONS

    everything = [(person, box) for person, boxes in enumerate(drawn) for box in boxes]
    if not everything:
        return []
    parts: list[list[int]] = []
    for cluster in clusters([box for _, box in everything]):
        # Who piles up thousands of boxes compares none of them: each stands for itself.
        parts += [cluster] if len(cluster) <= MOST_REGIONS else [[n] for n in cluster]
    return [
        [[everything[n][1] for n in part if everything[n][0] == person] for person in range(len(drawn))]
        for part in parts
    ]


def _shapes(person: int, boxes: Sequence[Box]) -> Drawn[Any]:
    import numpy as np

    from goodwork.quality.regions_objects import Drawn

    shapes = [np.array([*box.box, box.rotation] if box.rotation else box.box, dtype=np.float64) for box in boxes]
    return Drawn(person, shapes, tuple(box.label for box in boxes))


def _box(region: Region[Any], members: Sequence[tuple[float, Box]]) -> Box:
    """The box that stands for an object; what is said of it is said by those who call it what it is called."""
    left, top, right, bottom, *turned = region.shape.tolist()
    winners = [(weight, box) for weight, box in members if box.label == region.label] or list(members)
    crowd = math.fsum(w for w, box in winners if box.crowd) > math.fsum(w for w, box in winners if not box.crowd)
    agreed = agreed_attributes([(w, box.attributes) for w, box in winners])
    return Box(
        id="g", label=str(region.label), box=(left, top, right, bottom), rotation=turned[0] if turned else 0.0,
        crowd=crowd, attributes=agreed,
    )  # fmt: skip


def learned(question: BoxesQuestion, answers: Sequence[tuple[int, int, BoxesAnswer]]) -> Skills:
    """What all answers (item, person, answer) say of the people, and of how boxes come about."""
    from goodwork.quality.regions_consensus import learn
    from goodwork.quality.regions_shapes import Boxes

    by_item: defaultdict[int, dict[int, BoxesAnswer]] = defaultdict(dict)
    people = sorted({person for _, person, _ in answers})
    code = {person: n for n, person in enumerate(people)}
    ids = set(question.ids)
    for item, person, answer in answers:
        # One answer of each person: the last one, should there be several.
        by_item[item][code[person]] = answer
    looks: list[list[Drawn[Any]]] = []
    for item in sorted(by_item):
        given = sorted(by_item[item].items())
        drawn = [[box for box in answer.boxes if box.label in ids] for _, answer in given]
        # Boxes that don't touch have nothing to do with each other: each cluster is looked at by all by itself.
        looks += [
            [_shapes(person, boxes) for (person, _), boxes in zip(given, part, strict=True)]
            for part in _clusters(drawn)
        ]
    if not looks:
        return Skills()
    known = learn(looks, Boxes(), people=len(people), classes=question.ids, within=question.tolerance)
    return skills_of(known, people)
