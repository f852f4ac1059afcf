"""What several people's spans together say.

Spans of different people that mean the same are matched into groups, at most one span per person in each. Whether a
group's span is there is a yes-or-no question that everybody answered, by marking it or not; its label is a question
that those who marked it answered. Both are read by what is known of the people.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from goodwork.kinds.attributes import agreed_attributes
from goodwork.kinds.contract import Given, Skills
from goodwork.kinds.marked_skills import at_naming, coins, exists_given, likely, skills_of_groups
from goodwork.kinds.span_matching import DIGITS, jaccard
from goodwork.kinds.span_schema import MarkingAnswer, MarkingQuestion, Span, renumbered
from goodwork.kinds.voting import posterior

M = TypeVar("M", bound=MarkingAnswer)

FARTHEST = 0.5
"""Spans that share less than half of what either covers are never the same span."""

OTHER_LABEL = 0.1
"""How much farther apart spans count when their labels differ: those of one label find each other first."""

OTHER = "(another)"
"""The answer that nobody gave."""


@dataclass(frozen=True, slots=True)
class Group:
    """One thing that one or more people marked."""

    members: tuple[tuple[int, Span], ...]
    """Places in ``given`` and the spans; one for each person who marked it."""
    exists: float
    """The chance that it is there."""
    right: float
    """The chance that the chosen span is right within the tolerance, supposed that it is there."""
    span: Span
    """The span that stands for all; its id is the group's place."""

    @property
    def kept(self) -> bool:
        """Whether it is more likely there than not."""
        return likely(self.exists)

    @property
    def sure(self) -> float:
        """The chance that what the consensus says of it is right."""
        return self.exists * self.right if self.kept else 1.0 - self.exists


@dataclass(frozen=True, slots=True)
class SpanVerdict:
    """The consensus of spans, and where each person's spans went."""

    spans: tuple[Span, ...]
    confidence: float
    ids: dict[tuple[int, str], str]
    """Place in ``given`` and id of a person's span -> id in ``spans``, for those that were kept."""


def spans_together(question: MarkingQuestion, given: Sequence[Given[M]], skills: Skills) -> SpanVerdict:
    """The spans that are more likely there than not. ``given`` must be `in_one_order`."""
    groups = [_judged(question, given, members, skills) for members in _groups([g.answer.spans for g in given])]
    groups.sort(key=lambda group: group.span.place)
    if not groups:
        nothing = [(g.person, "nothing") for g in given]
        return SpanVerdict((), posterior(("nothing", "something"), nothing, coins(skills))[0], {})
    chosen = [(n, group) for n, group in _compatible(question, groups)]
    spans, new = renumbered([group.span.model_copy(update={"id": f"g{n}"}) for n, group in chosen])
    kept = {n for n, _ in chosen}
    sure = math.fsum(
        math.log(max(group.sure if n in kept or not group.kept else 1 - group.exists, 1e-12))
        for n, group in enumerate(groups)
    )
    ids = {(place, span.id): new[f"g{n}"] for n, group in chosen for place, span in group.members}
    return SpanVerdict(spans, math.exp(sure), ids)


def _compatible(question: MarkingQuestion, groups: Sequence[Group]) -> list[tuple[int, Group]]:
    """The kept groups, the surest first to have its place: none twice, none crossing where that is not allowed."""
    chosen: list[tuple[int, Group]] = []
    for n, group in sorted(enumerate(groups), key=lambda pair: (-round(pair[1].sure, DIGITS), pair[0])):
        span = group.span
        if group.kept and not any(
            (other.span.label, other.span.fragments) == (span.label, span.fragments)
            or (not question.overlapping and jaccard(other.span.fragments, span.fragments) > 0)
            for _, other in chosen
        ):
            chosen.append((n, group))
    return sorted(chosen)


def _judged(
    question: MarkingQuestion, given: Sequence[Given[M]], members: Sequence[tuple[int, Span]], skills: Skills
) -> Group:
    places = {place for place, _ in members}
    exists = exists_given([(g.person, n in places) for n, g in enumerate(given)], skills)
    weight = {n: skills.accuracy.get(given[n].person, skills.prior) for n in places}
    exact = question.tolerance == "exact"
    said = [(given[n].person, _variant(span, exact=exact)) for n, span in members]
    classes = tuple(sorted({*(name for _, name in said), OTHER})) if exact else question.ids
    chances = posterior(classes, said, at_naming(question.ids, skills, exact=exact))
    voted = {name for _, name in said}
    best = max(voted, key=lambda name: (round(chances[classes.index(name)], DIGITS), name))
    winners = [(n, span) for n, span in members if _variant(span, exact=exact) == best]

    def closeness(span: Span) -> float:
        return math.fsum(weight[n] * jaccard(span.fragments, other.fragments) for n, other in members)

    typical = min((span for _, span in winners), key=lambda s: (-round(closeness(s), DIGITS), s.place))
    agreed = agreed_attributes([(weight[n], span.attributes) for n, span in winners])
    span = typical.model_copy(update={"attributes": agreed})
    return Group(tuple(members), exists, chances[classes.index(best)], span)


def learned_of_spans(question: MarkingQuestion, answers: Sequence[tuple[int, int, M]]) -> Skills:
    """What all answers (item, person, answer) say of the people, as `quality.spans` finds it."""
    from goodwork.quality.spans import Group as Found

    by_item: defaultdict[int, list[tuple[int, M]]] = defaultdict(list)
    for item, person, answer in answers:
        by_item[item].append((person, answer))
    people = sorted({person for _, person, _ in answers})
    code, label = {p: n for n, p in enumerate(people)}, {name: n for n, name in enumerate(question.ids)}
    groups: list[Found] = []
    asked: list[list[int]] = []
    for item in sorted(by_item):
        # One answer of each person: the last one, should there be several.
        given = sorted({code[person]: answer for person, answer in by_item[item]}.items())
        spans = [[span for span in answer.spans if span.label in label] for _, answer in given]
        for group in _groups(spans):
            members = [
                (
                    given[n][0],
                    (span.fragments[0][0], max(span.fragments[-1][1], span.fragments[0][0] + 1), label[span.label]),
                )
                for n, span in group
            ]
            groups.append(Found(len(asked), tuple(sorted(members))))
        asked.append([j for j, _ in given])
    return skills_of_groups(question.ids, groups, asked, people)


def _variant(span: Span, *, exact: bool) -> str:
    return f"{span.label} {span.fragments}" if exact else span.label


def _groups(marked: Sequence[Sequence[Span]]) -> list[list[tuple[int, Span]]]:
    """Spans of all people in groups of what is the same, cluster by cluster of spans that touch."""
    groups: list[list[tuple[int, Span]]] = []
    for cluster in _clusters(marked):
        people = sorted({place for place, _ in cluster})
        if len(people) == 1:
            groups += [[one] for one in cluster]
            continue
        groups += _matched([[span for place, span in cluster if place == person] for person in people], people)
    return groups


def _clusters(marked: Sequence[Sequence[Span]]) -> list[list[tuple[int, Span]]]:
    """Spans whose extents hang together; those of different clusters share nothing."""
    everything = sorted(
        ((place, span) for place, spans in enumerate(marked) for span in spans),
        key=lambda one: (one[1].fragments[0][0], one[0], one[1].place),
    )
    clusters: list[list[tuple[int, Span]]] = []
    reach = -1
    for place, span in everything:
        if span.fragments[0][0] >= reach:
            clusters.append([])
        clusters[-1].append((place, span))
        reach = max(reach, span.fragments[-1][1])
    return clusters


def _matched(rows: Sequence[Sequence[Span]], people: Sequence[int]) -> list[list[tuple[int, Span]]]:
    # numpy is at hand in the worker, where consensus is made; the web process does not need it.
    import numpy as np

    from goodwork.quality.regions import Drawn, match_regions

    flat = [span for own in rows for span in own]
    distances = np.array([[_apart(a, b) for b in flat] for a in flat], dtype=np.float64)
    matched = match_regions(Drawn(people, rows), distances, farthest=FARTHEST)
    return [[(people[j], rows[j][n]) for j, n in group] for group in matched]


def _apart(a: Span, b: Span) -> float:
    if a.label == b.label and a.fragments == b.fragments:
        return 0.0
    return min(1.0, 1.0 - jaccard(a.fragments, b.fragments) + (OTHER_LABEL if a.label != b.label else 0.0))
