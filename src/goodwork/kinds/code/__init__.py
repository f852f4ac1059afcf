"""Code: what is this code worth?"""

from __future__ import annotations

from goodwork.kinds.code import consensus as _consensus
from goodwork.kinds.code import distance as _distance
from goodwork.kinds.code import records as _records
from goodwork.kinds.code import schema
from goodwork.kinds.code.schema import CodeAnswer, CodeQuestion
from goodwork.kinds.contract import Kind, Slip
from goodwork.model.items import NeededPart, PartType
from goodwork.model.records import Choice, Comment, Preference, Rating, TextAnswer


def _says(question: CodeQuestion, answer: CodeAnswer) -> tuple[str, ...]:
    """``criterion:verdict``, given to any solution."""
    given = {f"{c}:{v}" for verdicts in answer.verdicts.values() for c, v in verdicts.items()}
    return tuple(said for said in _conditions(question) if said in given)


def _conditions(question: CodeQuestion) -> tuple[str, ...]:
    return tuple(f"{criterion.id}:{i}" for criterion in question.criteria for i in criterion.ids)


def _shown(question: CodeQuestion, answer: CodeAnswer) -> str:
    words: list[str] = []
    for name in sorted(answer.verdicts):
        of = f"{name}: " if len(answer.verdicts) > 1 else ""
        said = [
            f"{criterion.name} {dict(criterion.steps).get(verdict, verdict)}"
            for criterion in question.criteria
            if (verdict := answer.verdicts[name].get(criterion.id)) is not None
        ]
        words.append(of + ", ".join(said))
    if answer.preferred is not None:
        chosen = answer.preferred.chosen
        words.append("no preference" if chosen is None else f"prefers {chosen}")
    if answer.comments:
        words.append("1 comment" if len(answer.comments) == 1 else f"{len(answer.comments)} comments")
    if answer.corrected:
        words.append("corrected")
    return " · ".join(words) or "nothing said"


def _needs(question: CodeQuestion) -> tuple[NeededPart, ...]:
    return tuple(NeededPart(name, (PartType.CODE,)) for name in question.named or (None,))


def _slips(question: CodeQuestion, mine: CodeAnswer, right: CodeAnswer) -> tuple[Slip, ...]:
    """Verdicts for each other, criterion by criterion, and another preference."""
    found: list[Slip] = []
    for name in sorted(mine.verdicts.keys() & right.verdicts.keys()):
        for criterion in question.criteria:
            said, known = mine.verdicts[name].get(criterion.id), right.verdicts[name].get(criterion.id)
            if said is not None and known is not None and said != known:
                steps = dict(criterion.steps)
                words = [f"{criterion.name} {steps.get(one, one)}" for one in (said, known)]
                found.append(Slip("instead", *words))
    if mine.preferred is not None and right.preferred is not None and mine.preferred != right.preferred:
        chosen = [one.chosen or "no preference" for one in (mine.preferred, right.preferred)]
        found.append(Slip("instead", *chosen))
    return tuple(found)


KIND = Kind(
    "code",
    "Code",
    CodeQuestion,
    CodeAnswer,
    faults=schema.answer_faults,
    distance=_distance.distance,
    consensus=_consensus.consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=_shown,
    records=(
        Choice,
        Rating,
        TextAnswer,
        Preference,
        Comment,
    ),
    needs=_needs,
    question_faults=schema.question_faults,
    says=_says,
    conditions=_conditions,
    slips=_slips,
)
