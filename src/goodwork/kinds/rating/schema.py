"""Rating: a whole number on a scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import Field

from goodwork.errors import Fault
from goodwork.kinds.contract import Answer, Question
from goodwork.model.items import Part


class RatingQuestion(Question):
    """How much, on this scale?"""

    kind: str = "rating"
    low: int = Field(default=1, ge=-100, le=100)
    high: int = Field(default=5, ge=-100, le=100)
    low_name: str = Field(default="", max_length=100, description="What the low end means.")
    high_name: str = Field(default="", max_length=100, description="What the high end means.")
    tolerance: int = Field(
        default=0, ge=0, le=100, description="Steps from an expert's answer that still count as right."
    )

    @property
    def levels(self) -> tuple[int, ...]:
        """All values, from low to high."""
        return tuple(range(self.low, self.high + 1))


class RatingAnswer(Answer):
    """A value of the scale."""

    value: int


def question_faults(question: RatingQuestion) -> list[Fault]:
    """A scale needs two steps at the least and a hundred at the most."""
    if question.high <= question.low:
        return [Fault(f"{question.key}.high", f"The scale must end above where it starts ({question.low}).")]
    if question.high - question.low > 100:
        return [Fault(f"{question.key}.high", "A scale has at most 101 steps.")]
    if question.tolerance >= question.high - question.low:
        return [Fault(f"{question.key}.tolerance", "With this tolerance every answer would be right.")]
    return []


def answer_faults(question: RatingQuestion, answer: RatingAnswer, parts: Sequence[Part]) -> list[Fault]:
    """A value outside of the scale."""
    if question.low <= answer.value <= question.high:
        return []
    return [Fault(question.key, f"{answer.value} is not on the scale from {question.low} to {question.high}.")]


def migrate(question: RatingQuestion, answer: Mapping[str, object]) -> dict[str, object] | None:
    """The same value, while the scale still has it."""
    value = answer.get("value")
    return {"value": value} if isinstance(value, int) and question.low <= value <= question.high else None
