"""What several judgements of code together say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from goodwork.kinds.code.distance import distance, remarked
from goodwork.kinds.code.schema import CodeAnswer, CodeQuestion, Criterion, Remark
from goodwork.kinds.contract import Consensus, Given, Skills
from goodwork.kinds.preferring import agreed
from goodwork.kinds.steps import at_most_wrong, median, stepwise
from goodwork.kinds.voting import mean_distance, posterior
from goodwork.kinds.writing import nearest


def consensus(question: CodeQuestion, given: Sequence[Given[CodeAnswer]], skills: Skills) -> Consensus[CodeAnswer]:
    """Each verdict by its own votes, the preference by its votes, corrected versions by their medoid.

    Comments stay where at least half of the people remarked on one of their lines; a corrected version is in it when
    at least half of the people wrote one. Confidence is the probability that no more verdicts than the question's
    tolerance are wrong and the preference is right, each taken as independent of the others.
    """
    coins = Skills(accuracy=skills.accuracy, prior=skills.prior)
    unlike = mean_distance(given, lambda a, b: distance(question, a, b))
    verdicts: dict[str, dict[str, str]] = {}
    right: list[float] = []
    for name in sorted({name for g in given for name in g.answer.verdicts}):
        for criterion in question.criteria:
            votes = [
                (g.person, g.answer.verdicts[name][criterion.id])
                for g in given
                if criterion.id in g.answer.verdicts.get(name, {})
            ]
            if votes:
                verdict, sure = _verdict(criterion, votes, coins)
                verdicts.setdefault(name, {})[criterion.id] = verdict
                right.append(sure)
    sure = at_most_wrong(right, question.tolerance)
    preferred = None
    said = [(g.person, g.answer.preferred) for g in given if g.answer.preferred is not None]
    if said:
        preferred, likely = agreed(outputs_of(question, [g.answer for g in given]), said, coins)
        sure *= likely
    answer = CodeAnswer(
        verdicts=verdicts,
        comments=_comments(given),
        corrected=_corrected(given, coins),
        preferred=preferred,
        sources=_sources(given),
    )
    return Consensus(answer, min(sure, 1.0), unlike)


def outputs_of(question: CodeQuestion, answers: Sequence[CodeAnswer]) -> tuple[str, ...]:
    """The solutions to choose from: the question's, else all that the answers know of."""
    if question.named:
        return question.named
    chosen = {a.preferred.chosen for a in answers if a.preferred is not None and a.preferred.chosen is not None}
    return tuple(sorted(chosen.union(*(a.verdicts for a in answers), *(a.sources for a in answers))))


def _verdict(criterion: Criterion, votes: Sequence[tuple[int, str]], coins: Skills) -> tuple[str, float]:
    if criterion.ordered or criterion.is_scale:
        p = stepwise(criterion.ids, votes, coins)
        best = median(p)
    else:
        p = posterior(criterion.ids, votes, coins)
        best = max(range(len(p)), key=lambda i: p[i])
    return criterion.ids[best], p[best]


def _comments(given: Sequence[Given[CodeAnswer]]) -> tuple[Remark, ...]:
    people = Counter(line for g in given for line in remarked(g.answer))
    shared = {line for line, n in people.items() if 2 * n >= len(given)}
    # Equal remarks of one person stay as often as they were made, those of several stand once.
    most: Counter[Remark] = Counter()
    for g in given:
        most |= Counter(g.answer.comments)
    kept = [
        remark
        for remark in most.elements()
        if any((remark.part, line) in shared for line in range(remark.first, min(remark.last, remark.first + 99) + 1))
    ]
    return tuple(sorted(kept, key=lambda remark: remark.place))


def _corrected(given: Sequence[Given[CodeAnswer]], coins: Skills) -> dict[str, str]:
    corrected: dict[str, str] = {}
    for name in sorted({name for g in given for name in g.answer.corrected}):
        wrote = [(g.person, g.answer.corrected[name]) for g in given if name in g.answer.corrected]
        if 2 * len(wrote) >= len(given):
            corrected[name] = nearest(wrote, coins)
    return corrected


def _sources(given: Sequence[Given[CodeAnswer]]) -> dict[str, str]:
    marks: dict[str, str] = {}
    for g in given:
        for name, mark in g.answer.sources.items():
            marks[name] = min(mark, marks.get(name, mark))
    return marks
