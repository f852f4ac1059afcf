"""Ranking: in which order are these outputs, best first?"""

from __future__ import annotations

from goodwork.kinds.contract import Kind
from goodwork.kinds.ranking import consensus as _consensus
from goodwork.kinds.ranking import distance as _distance
from goodwork.kinds.ranking import records as _records
from goodwork.kinds.ranking import schema
from goodwork.kinds.ranking.schema import RankingAnswer, RankingQuestion


class _Ranking:
    name = "ranking"
    title = "Ranking"
    question = RankingQuestion
    answer = RankingAnswer
    has_confidence = False
    question_faults = staticmethod(schema.question_faults)
    faults = staticmethod(schema.answer_faults)
    migrate = staticmethod(schema.migrate)
    distance = staticmethod(_distance.distance)
    consensus = staticmethod(_consensus.consensus)
    to_records = staticmethod(_records.to_records)
    from_records = staticmethod(_records.from_records)

    def classes(self, question: RankingQuestion) -> tuple[str, ...]:
        return ()

    def class_of(self, question: RankingQuestion, answer: RankingAnswer) -> str | None:
        return None

    def says(self, question: RankingQuestion, answer: RankingAnswer) -> tuple[str, ...]:
        return answer.groups[0]

    def conditions(self, question: RankingQuestion) -> tuple[str, ...]:
        return question.outputs

    def shown(self, question: RankingQuestion, answer: RankingAnswer) -> str:
        return " > ".join(" = ".join(group) for group in answer.groups)


KIND: Kind = _Ranking()
