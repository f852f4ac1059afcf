"""Ranking: in which order are these outputs, best first?"""

from __future__ import annotations

from goodwork.kinds.contract import Kind, its_part
from goodwork.kinds.ranking import consensus as _consensus
from goodwork.kinds.ranking import distance as _distance
from goodwork.kinds.ranking import records as _records
from goodwork.kinds.ranking import schema
from goodwork.kinds.ranking.schema import RankingAnswer, RankingQuestion
from goodwork.model.items import NeededPart
from goodwork.model.records import Ranking


def _says(question: RankingQuestion, answer: RankingAnswer) -> tuple[str, ...]:
    return answer.groups[0]


def _conditions(question: RankingQuestion) -> tuple[str, ...]:
    return question.outputs


def _shown(question: RankingQuestion, answer: RankingAnswer) -> str:
    return " > ".join(" = ".join(group) for group in answer.groups)


def _needs(question: RankingQuestion) -> tuple[NeededPart, ...]:
    return (*its_part(question), *map(NeededPart, question.outputs))


KIND = Kind(
    "ranking",
    "Ranking",
    RankingQuestion,
    RankingAnswer,
    faults=schema.answer_faults,
    distance=_distance.distance,
    consensus=_consensus.consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=_shown,
    records=(Ranking,),
    needs=_needs,
    question_faults=schema.question_faults,
    says=_says,
    conditions=_conditions,
    has_confidence=False,
)
