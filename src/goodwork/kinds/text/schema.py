"""Text: an answer in the person's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import Field

from goodwork.errors import Fault
from goodwork.kinds.contract import Answer, Question
from goodwork.model.items import Part


class TextQuestion(Question):
    """What would you write?"""

    kind: str = "text"
    multiline: bool = True
    least: int = Field(default=0, ge=0, le=100_000, description="Fewest characters (code points).")
    most: int = Field(default=2000, ge=1, le=100_000, description="Most characters (code points).")


class TextQuestionAnswer(Answer):
    """The text, exactly as it was written."""

    text: str = Field(max_length=100_000)


def question_faults(question: TextQuestion) -> list[Fault]:
    """The fewest characters may not be more than the most."""
    if question.least > question.most:
        return [Fault(f"{question.key}.least", f"The fewest characters are more than the most ({question.most}).")]
    return []


def answer_faults(question: TextQuestion, answer: TextQuestionAnswer, parts: Sequence[Part]) -> list[Fault]:
    """Too short, too long, a line break where one line is asked for."""
    n = len(answer.text)
    if n > question.most:
        return [Fault(question.key, f"The text has {n} characters; {question.most} are the most.")]
    if n < question.least or (question.required and not answer.text.strip()):
        return [Fault(question.key, f"The text has {n} characters; {max(question.least, 1)} are the fewest.")]
    if not question.multiline and ("\n" in answer.text or "\r" in answer.text):
        return [Fault(question.key, "This question takes a single line.")]
    return []


def migrate(question: TextQuestion, answer: Mapping[str, object]) -> dict[str, object] | None:
    """Words stay words."""
    text = answer.get("text")
    return {"text": text} if isinstance(text, str) else None
