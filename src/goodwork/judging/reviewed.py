"""What a review makes of an item: a reviewer's word in the place of the consensus, and what a look is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from goodwork.judging.item import UNFITTED, Fitted, Heard, Said, Verdict, judge
from goodwork.judging.predicted import Predicted
from goodwork.kinds.contract import Question
from goodwork.model.items import ConsensusRow
from goodwork.model.reviews import Decision
from goodwork.model.stories import Evidence, Weighed

Answers = Mapping[str, Mapping[str, Any]]


def decision_of(answers: Answers, consensus: Answers, given: Mapping[int, Answers]) -> tuple[Decision, int | None]:
    """What a review comes to, and the annotation that it picked. ``given``: annotation id -> its answers.

    >>> good, bad = {"mood": {"labels": ["good"]}}, {"mood": {"labels": ["bad"]}}
    >>> decision_of(bad, good, {7: good, 8: bad})
    (<Decision.PICKED: 'picked'>, 8)
    """
    said = dict(answers)
    if said == {key: answer for key, answer in consensus.items() if key in said} and said.keys() == consensus.keys():
        return Decision.ACCEPTED, None
    for annotation, theirs in sorted(given.items()):
        if said == dict(theirs):
            return Decision.PICKED, annotation
    sources = [consensus, *given.values()]
    merged = all(any(source.get(key) == answer for source in sources) for key, answer in said.items())
    return (Decision.MERGED if merged else Decision.CORRECTED), None


def reviewed(verdict: Verdict, form: Sequence[Question], review: Heard) -> Verdict:
    """The verdict with a reviewer's answers in the place of the consensus.

    Disagreement and the number of answers stay what they are; a reviewer's word has no confidence: it is what
    confidence is measured by.
    """
    before = {said.question: said for said in verdict.said}
    said: list[Said] = []
    for question in form:
        ruled = review.answers.get(question.key)
        if ruled is not None:
            was = before.get(question.key) or Said(question.key, {}, None, False, 0.0, 0)
            answer = ruled.model_dump(mode="json")
            said.append(replace(was, answer=answer, confidence=None, calibrated=False, reviewed=True))
        elif question.key in before:
            said.append(before[question.key])
    return replace(verdict, said=tuple(said), judged=tuple(replace(j, confidence=None) for j in verdict.judged))


def in_their_place(
    item: int, before: Mapping[str, ConsensusRow], answers: Answers, people: int, target: float
) -> tuple[list[ConsensusRow], Weighed]:
    """What is said of an item from the moment in which somebody decided it, until it is weighed again.

    ``before``: question -> consensus. ``people``: how many have answered the item.
    """
    rows = [
        replace(before.get(key) or ConsensusRow(item, key, {}, None, False, 0.0, 0), answer=answer, confidence=None,
                calibrated=False, reviewed=True)
        for key, answer in answers.items()
    ]  # fmt: skip
    evidence = Evidence(people, None, "", calibrated=False, proves=None, target=target)
    return rows, Weighed(evidence, max((row.disagreement for row in before.values()), default=0.0), 0.0)


def review_gain(verdict: Verdict) -> float:
    """How many wrong answers a review of the item is expected to put right.

    The sum over its questions of the probability that the consensus is wrong; where a kind states no confidence, the
    disagreement stands in for it. A question that a reviewer has decided adds nothing.
    """
    gains = [
        0.0 if said.reviewed else said.disagreement if said.confidence is None else 1.0 - said.confidence
        for said in verdict.said
    ]
    return sum(gains, 0.0)


def weigh(
    form: Sequence[Question],
    heard: Sequence[Heard],
    fitted: Mapping[str, Fitted],
    review: Heard | None,
    *,
    target: float,
    fitted_at: datetime | None,
    predicted: Sequence[Predicted] = (),
) -> tuple[Verdict, Weighed]:
    """What is said of an item, by its answers and the review that holds, and the numbers that its story rests on."""
    verdict = judge(form, heard, fitted, target, predicted)
    if review is not None:
        verdict = reviewed(verdict, form, review)
    lowest = verdict.lowest
    question, confidence = ("", None) if lowest is None else (lowest.question, lowest.confidence)
    calibrated = any(said.calibrated for said in verdict.said if said.question == question)
    proves = fitted.get(question, UNFITTED).proves if calibrated else None
    evidence = Evidence(len(heard), confidence, question, calibrated, proves, target, fitted_at)
    return verdict, Weighed(evidence, verdict.disagreement, review_gain(verdict))
