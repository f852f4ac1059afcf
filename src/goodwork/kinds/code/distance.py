"""How unlike two judgements of code are."""

from __future__ import annotations

import math

from goodwork.kinds.code.schema import CodeAnswer, CodeQuestion, Criterion
from goodwork.kinds.writing import edits


def distance(question: CodeQuestion, a: CodeAnswer, b: CodeAnswer) -> float:
    """The mean over verdicts, the preference, and comments and corrections that both gave.

    Verdicts: the mean over solutions and criteria, 0 or 1, on a scale the steps between. The preference: 0 or 1.
    Comments: the Jaccard distance of the lines remarked on. Comments and corrections may be left out, so those of one
    person alone say nothing.
    """
    apart: list[float] = []
    verdicts = [
        _verdict(criterion, a.verdicts.get(name, {}).get(criterion.id), b.verdicts.get(name, {}).get(criterion.id))
        for name in sorted(a.verdicts.keys() | b.verdicts.keys())
        for criterion in question.criteria
    ]
    if verdicts:
        apart.append(math.fsum(verdicts) / len(verdicts))
    if question.prefer and (a.preferred is not None or b.preferred is not None):
        apart.append(float(a.preferred != b.preferred))
    one, other = remarked(a), remarked(b)
    if one and other:
        apart.append(1.0 - len(one & other) / len(one | other))
    both = [edits(a.corrected[name], b.corrected[name]) for name in sorted(a.corrected.keys() & b.corrected.keys())]
    if both:
        apart.append(math.fsum(both) / len(both))
    return math.fsum(apart) / len(apart) if apart else 0.0


def remarked(answer: CodeAnswer) -> frozenset[tuple[str, int]]:
    """The solutions and lines that somebody remarked on; of a remark on many lines the first hundred."""
    return frozenset(
        (remark.part, line)
        for remark in answer.comments
        for line in range(remark.first, min(remark.last, remark.first + 99) + 1)
    )


def _verdict(criterion: Criterion, a: str | None, b: str | None) -> float:
    if a == b:
        return 0.0
    if a is None or b is None or not (criterion.ordered or criterion.is_scale):
        return 1.0
    return abs(criterion.ids.index(a) - criterion.ids.index(b)) / (len(criterion.ids) - 1)
