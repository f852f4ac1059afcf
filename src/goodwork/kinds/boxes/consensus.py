"""What several people's boxes together say.

Boxes of different people that share at least the question's tolerance are matched into objects, at most one box of each
person in an object. Whether an object is there is a yes-or-no question to everybody; its label is a question to those
who drew it. Its borders are medians of theirs, weighed by what is known of the people.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from goodwork.kinds.attributes import DIGITS, agreed_attributes
from goodwork.kinds.boxes.distance import distance
from goodwork.kinds.boxes.schema import Box, BoxesAnswer, BoxesQuestion
from goodwork.kinds.contract import Consensus, Given, Skills
from goodwork.kinds.marked_skills import at_naming, coins, exists_given, in_one_order, likely, skills_of_groups
from goodwork.kinds.voting import mean_distance, posterior

OTHER_LABEL = 0.1
"""How much farther apart boxes count when their labels differ: those of one label find each other first."""


@dataclass(frozen=True, slots=True)
class Object:
    """One thing around which one or more people drew a box."""

    members: tuple[tuple[int, Box], ...]
    """Places in ``given`` and the boxes; one for each person who drew it."""
    exists: float
    """The chance that it is there."""
    right: float
    """The chance that the chosen label is right, supposed that it is there."""
    box: Box
    """The box that stands for all."""

    @property
    def kept(self) -> bool:
        """Whether it is more likely there than not."""
        return likely(self.exists)

    @property
    def sure(self) -> float:
        """The chance that what the consensus says of it is right."""
        return self.exists * self.right if self.kept else 1.0 - self.exists


def consensus(question: BoxesQuestion, given: Sequence[Given[BoxesAnswer]], skills: Skills) -> Consensus[BoxesAnswer]:
    """The boxes that are more likely there than not, and the chance that all that was drawn is judged right."""
    unlike = mean_distance(given, lambda a, b: distance(question, a, b))
    given = in_one_order(given)
    drawn = [g.answer.boxes for g in given]
    objects = [_judged(question, given, members, skills) for members in _objects(question, drawn)]
    if not objects:
        nothing = [(g.person, "nothing") for g in given]
        sure = posterior(("nothing", "something"), nothing, coins(skills))[0]
        return Consensus(BoxesAnswer(boxes=()), sure, unlike)
    chosen = _different(objects)
    boxes = [objects[n].box.model_copy(update={"id": f"g{n}"}) for n in sorted(chosen)]
    log = math.fsum(
        math.log(max(one.sure if n in chosen or not one.kept else 1 - one.exists, 1e-12))
        for n, one in enumerate(objects)
    )
    return Consensus(BoxesAnswer(boxes=tuple(boxes)), math.exp(log), unlike)


def _different(objects: Sequence[Object]) -> set[int]:
    """The kept objects, the surest first to have its place: no box twice."""
    chosen: set[int] = set()
    taken: set[object] = set()
    for n, one in sorted(enumerate(objects), key=lambda pair: (-round(pair[1].sure, DIGITS), pair[1].box.place)):
        key = (one.box.label, one.box.box, one.box.rotation)
        if one.kept and key not in taken:
            taken.add(key)
            chosen.add(n)
    return chosen


def _judged(
    question: BoxesQuestion,
    given: Sequence[Given[BoxesAnswer]],
    members: Sequence[tuple[int, Box]],
    skills: Skills,
) -> Object:
    drew = {place for place, _ in members}
    exists = exists_given([(g.person, n in drew) for n, g in enumerate(given)], skills)
    said = [(given[n].person, box.label) for n, box in members]
    chances = posterior(question.ids, said, at_naming(question.ids, skills, exact=False))
    voted = {label for _, label in said}
    best = max(voted, key=lambda label: (round(chances[question.ids.index(label)], DIGITS), label))
    weight = {n: skills.accuracy.get(given[n].person, skills.prior) for n in drew}
    winners = [(weight[n], box) for n, box in members if box.label == best]
    crowd = math.fsum(w for w, box in winners if box.crowd) > math.fsum(w for w, box in winners if not box.crowd)
    geometry, rotation = _middle([(weight[n], box) for n, box in members])
    agreed = agreed_attributes([(w, box.attributes) for w, box in winners])
    box = Box(id="g", label=best, box=geometry, rotation=rotation, crowd=crowd, attributes=agreed)
    return Object(tuple(members), exists, chances[question.ids.index(best)], box)


def _middle(boxes: Sequence[tuple[float, Box]]) -> tuple[tuple[float, float, float, float], float]:
    """Medians of the borders; of turned boxes, whose borders can't be compared, the box the others are closest to."""
    import numpy as np

    from goodwork.kinds.boxes.matching import shared
    from goodwork.quality.regions_shapes import weighted_median

    weight = np.array([w for w, _ in boxes])
    if len({box.rotation for _, box in boxes}) == 1:
        left, top, right, bottom = weighted_median(np.array([box.box for _, box in boxes]), weight).tolist()
        return (left, top, right, bottom), boxes[0][1].rotation
    own = [box for _, box in boxes]
    close = np.round(shared(own, own) @ weight, DIGITS)
    _, typical = min(zip(close.tolist(), own, strict=True), key=lambda pair: (-pair[0], pair[1].place))
    return typical.box, typical.rotation


def _objects(question: BoxesQuestion, drawn: Sequence[Sequence[Box]]) -> list[list[tuple[int, Box]]]:
    """Boxes of all people in groups of what is the same, cluster by cluster of boxes that touch."""
    everything = [(place, box) for place, boxes in enumerate(drawn) for box in boxes]
    if not everything:
        return []
    import numpy as np

    from goodwork.kinds.boxes.matching import clusters, shared
    from goodwork.quality.regions import Drawn, match_regions

    groups: list[list[tuple[int, Box]]] = []
    for cluster in clusters([box for _, box in everything]):
        people = sorted({everything[n][0] for n in cluster})
        rows = [[everything[n][1] for n in cluster if everything[n][0] == person] for person in people]
        if len(people) == 1:
            groups += [[(people[0], box)] for box in rows[0]]
            continue
        flat = [box for row in rows for box in row]
        labels = np.array([box.label for box in flat])
        apart = 1 - shared(flat, flat)
        # Those that share too little stay apart; those that share enough stay near, whatever they are called.
        far = 1 - question.tolerance
        near = np.where(apart <= far, np.minimum(apart + OTHER_LABEL * (labels[:, None] != labels), far), 1.0)
        matched = match_regions(Drawn(people, rows), near, farthest=far)
        groups += [[(people[j], rows[j][n]) for j, n in group] for group in matched]
    return groups


def learned(question: BoxesQuestion, answers: Sequence[tuple[int, int, BoxesAnswer]]) -> Skills:
    """What all answers (item, person, answer) say of the people: how often they draw what is there, and what isn't."""
    from goodwork.quality.spans import Group

    by_item: defaultdict[int, dict[int, BoxesAnswer]] = defaultdict(dict)
    people = sorted({person for _, person, _ in answers})
    code, label = {p: n for n, p in enumerate(people)}, {name: n for n, name in enumerate(question.ids)}
    for item, person, answer in answers:
        # One answer of each person: the last one, should there be several.
        by_item[item][code[person]] = answer
    groups: list[Group] = []
    asked: list[list[int]] = []
    for item in sorted(by_item):
        given = sorted(by_item[item].items())
        drawn = [[box for box in answer.boxes if box.label in label] for _, answer in given]
        for members in _objects(question, drawn):
            # Where its borders are is no token of a text: all have the same.
            said = sorted((given[n][0], (0, 1, label[box.label])) for n, box in members)
            groups.append(Group(len(asked), tuple(said)))
        asked.append([j for j, _ in given])
    return skills_of_groups(question.ids, groups, asked, people)
