"""What several people's regions together say: the consensus of regions, `quality.regions_consensus`, of one picture.

What it takes to judge one picture is learned from all of a project and kept as `Skills`: see `kinds.region_skills`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic

from goodwork.kinds.attributes import DIGITS
from goodwork.kinds.contract import Skills
from goodwork.kinds.marked_skills import coins, likely
from goodwork.kinds.region_matching import Craft, clusters
from goodwork.kinds.region_schema import R, RegionQuestion
from goodwork.kinds.region_skills import known_of, skills_of
from goodwork.kinds.voting import posterior
from goodwork.quality.regions_consensus import judged, learn
from goodwork.quality.regions_objects import Drawn, Region


@dataclass(frozen=True, slots=True)
class Object(Generic[R]):
    """One thing around which one or more people drew a region."""

    region: Region[Any]
    standing: R
    """The region that stands for all."""

    @property
    def kept(self) -> bool:
        """Whether it is more likely there than not."""
        return likely(self.region.exists)


def agreed(
    question: RegionQuestion, craft: Craft[R], given: Sequence[tuple[int, Sequence[R]]], skills: Skills
) -> tuple[list[R], float]:
    """The regions that are more likely there than not, and how sure that is; ``given``: people and what they drew.

    The chance that all that was drawn is judged right and that nothing is there that nobody drew.
    """
    objects, overlooked = _objects(question, craft, given, skills)
    if not objects:
        nothing = [(person, "nothing") for person, _ in given]
        return [], posterior(("nothing", "something"), nothing, coins(skills))[0]
    chosen = _different(objects)
    kept = set(chosen)
    log = math.fsum(
        math.log(max(one.region.confidence if n in kept else 1 - one.region.exists, 1e-12))
        for n, one in enumerate(objects)
    )
    return craft.apart([objects[n].standing for n in chosen]), math.exp(log - overlooked)


def _different(objects: Sequence[Object[R]]) -> list[int]:
    """The kept objects, the surest first to have its place: no region twice."""
    chosen: list[int] = []
    taken: set[object] = set()
    order = sorted(
        enumerate(objects), key=lambda pair: (-round(pair[1].region.confidence, DIGITS), pair[1].standing.place)
    )
    for n, one in order:
        if one.kept and one.standing.drawn not in taken:
            taken.add(one.standing.drawn)
            chosen.append(n)
    return chosen


def _objects(
    question: RegionQuestion, craft: Craft[R], given: Sequence[tuple[int, Sequence[R]]], skills: Skills
) -> tuple[list[Object[R]], float]:
    """All that anybody drew, cluster by cluster of regions that touch, and how many objects nobody drew."""
    known = known_of(question.ids, [person for person, _ in given], skills)
    objects: list[Object[R]] = []
    overlooked = 0.0
    for drawn in _clusters(craft, [regions for _, regions in given]):
        found = judged([_shapes(craft, n, regions) for n, regions in enumerate(drawn)], craft.sort, known)
        overlooked += found.overlooked
        weight = (1 / known.looseness).tolist()
        for region in found.regions:
            members = [(weight[j], drawn[j][place]) for j, place in region.members]
            # What is said of it is said by those who call it what it is called.
            winners = [(w, one) for w, one in members if one.label == region.label] or members
            objects.append(Object(region, craft.standing(region.shape, str(region.label), winners)))
    return objects, overlooked


def _clusters(craft: Craft[R], drawn: Sequence[Sequence[R]]) -> list[list[list[R]]]:
    """The regions of each person, apart for each cluster of regions that hang together."""
    everything = [(person, region) for person, regions in enumerate(drawn) for region in regions]
    parts: list[list[int]] = []
    for cluster in clusters(craft, [region for _, region in everything]):
        # Who piles up thousands of regions compares none of them: each stands for itself.
        alone = craft.too_many([everything[n][1] for n in cluster])
        parts += [[n] for n in cluster] if alone else [cluster]
    return [
        [[everything[n][1] for n in part if everything[n][0] == person] for person in range(len(drawn))]
        for part in parts
    ]


def _shapes(craft: Craft[R], person: int, regions: Sequence[R]) -> Drawn[Any]:
    return Drawn(person, [craft.shape(one) for one in regions], tuple(one.label for one in regions))


def learned_of(question: RegionQuestion, craft: Craft[R], answers: Sequence[tuple[int, int, Sequence[R]]]) -> Skills:
    """What all answers (item, person, regions) say of the people, and of how regions come about."""
    by_item: defaultdict[int, dict[int, Sequence[R]]] = defaultdict(dict)
    people = sorted({person for _, person, _ in answers})
    code = {person: n for n, person in enumerate(people)}
    ids = set(question.ids)
    for item, person, regions in answers:
        # One answer of each person: the last one, should there be several.
        by_item[item][code[person]] = regions
    looks: list[list[Drawn[Any]]] = []
    for item in sorted(by_item):
        given = sorted(by_item[item].items())
        drawn = [[region for region in regions if region.label in ids] for _, regions in given]
        # Regions that don't touch have nothing to do with each other: each cluster is looked at by all by itself.
        looks += [
            [_shapes(craft, person, regions) for (person, _), regions in zip(given, part, strict=True)]
            for part in _clusters(craft, drawn)
        ]
    if not looks:
        return Skills()
    known = learn(looks, craft.sort, people=len(people), classes=question.ids, within=question.tolerance)
    return skills_of(known, people)
