"""How unlike two people's spans and relations are."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from goodwork.kinds.relations.schema import Arc, RelationsAnswer, RelationsQuestion
from goodwork.kinds.span_matching import OTHER_LABEL, match_spans, soft_f1


def distance(question: RelationsQuestion, a: RelationsAnswer, b: RelationsAnswer) -> float:
    """1 - soft F1 of spans and relations together.

    Two relations are as alike as the less alike of their ends, which must be matched spans; half as much when they
    are of different sorts.
    """
    # Several matchings may be equally good: always the same one is taken, whoever comes first.
    if b.model_dump_json() < a.model_dump_json():
        a, b = b, a
    pairs = match_spans(a.spans, b.spans)
    matched = {a.spans[i].id: (b.spans[j].id, value) for i, j, value in pairs}
    total = [value for _, _, value in pairs] + _arcs(a.relations, b.relations, matched)
    return 1.0 - soft_f1(math.fsum(total), len(a.spans) + len(a.relations), len(b.spans) + len(b.relations))


def _arcs(a: Sequence[Arc], b: Sequence[Arc], matched: Mapping[str, tuple[str, float]]) -> list[float]:
    theirs: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for arc in b:
        theirs[arc.head, arc.tail].add(arc.label)
    mine: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for arc in a:
        if arc.head in matched and arc.tail in matched:
            mine[arc.head, arc.tail].add(arc.label)
    found: list[float] = []
    for (head, tail), sorts in mine.items():
        (other_head, near), (other_tail, far) = matched[head], matched[tail]
        others = theirs.get((other_head, other_tail), set())
        same = len(sorts & others)
        unlike = min(len(sorts), len(others)) - same
        found += [min(near, far)] * same + [min(near, far) * OTHER_LABEL] * unlike
    return found
