"""What several people's spans and relations together say."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from goodwork.kinds.contract import Consensus, Given, Skills
from goodwork.kinds.marked_skills import coins, in_one_order, likely
from goodwork.kinds.relations.distance import distance
from goodwork.kinds.relations.schema import Arc, RelationsAnswer, RelationsQuestion
from goodwork.kinds.span_consensus import spans_together
from goodwork.kinds.voting import mean_distance, posterior


def consensus(
    question: RelationsQuestion, given: Sequence[Given[RelationsAnswer]], skills: Skills
) -> Consensus[RelationsAnswer]:
    """The spans, then every relation between two of them as a yes-or-no question.

    Only those who marked both ends are asked: who saw no span there has said nothing of the relation.
    """
    unlike = mean_distance(given, lambda a, b: distance(question, a, b))
    given = in_one_order(given)
    verdict = spans_together(question, given, skills)
    label = {span.id: span.label for span in verdict.spans}
    has: defaultdict[str, set[int]] = defaultdict(set)
    for (place, _), span in verdict.ids.items():
        has[span].add(place)
    drawn: defaultdict[Arc, set[int]] = defaultdict(set)
    for place, one in enumerate(given):
        for arc in one.answer.relations:
            head, tail = (verdict.ids.get((place, end)) for end in (arc.head, arc.tail))
            if head is not None and tail is not None:
                drawn[Arc(label=arc.label, head=head, tail=tail)].add(place)
    arcs: list[Arc] = []
    sure = [math.log(max(verdict.confidence, 1e-12))]
    for arc in sorted(drawn, key=lambda arc: (arc.head, arc.tail, arc.label)):
        asked = has[arc.head] & has[arc.tail]
        votes = [(given[n].person, "yes" if n in drawn[arc] else "no") for n in sorted(asked)]
        yes = posterior(("yes", "no"), votes, coins(skills))[0]
        known = question.relation(arc.label)
        kept = likely(yes) and known is not None and known.joins(label[arc.head], label[arc.tail])
        if kept:
            arcs.append(arc)
        sure.append(math.log(max(yes if kept else 1 - yes, 1e-12)))
    answer = RelationsAnswer(spans=verdict.spans, relations=tuple(arcs))
    return Consensus(answer, math.exp(math.fsum(sure)), unlike)
