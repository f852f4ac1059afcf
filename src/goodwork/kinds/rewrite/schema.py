"""Rewrite: a text, made better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import Field

from goodwork.errors import Fault
from goodwork.kinds.contract import Answer, Question
from goodwork.kinds.sources import SourceMark, mark_of, part_named
from goodwork.model.items import Part, PartType

LONGEST = 100_000
"""Characters of a rewritten text."""


class RewriteQuestion(Question):
    """How should this text read? It looks at the named part, else at the first text, else at the first code."""

    kind: str = "rewrite"
    must_change: bool = Field(default=False, description="Whether the text may not stay as it is.")
    least: int = Field(default=1, ge=0, le=LONGEST, description="Fewest characters (code points).")
    most: int = Field(default=20_000, ge=1, le=LONGEST, description="Most characters (code points).")
    compare: Literal["edits", "chrf"] = Field(
        default="edits", description="How two texts are compared: by edits of characters, or by chrF."
    )


class RewriteAnswer(Answer):
    """The whole text as it should read, exactly as it was written."""

    text: str = Field(max_length=LONGEST)
    source: SourceMark | None = None
    """Mark of the text that it was made from; None: not known (it came with a file)."""


def question_faults(question: RewriteQuestion) -> list[Fault]:
    """The fewest characters may not be more than the most."""
    if question.least > question.most:
        return [Fault(f"{question.key}.least", f"The fewest characters are more than the most ({question.most}).")]
    return []


def answer_faults(question: RewriteQuestion, answer: RewriteAnswer, parts: Sequence[Part]) -> list[Fault]:
    """Too short, too long, not changed where it must be, or made from a text that has changed since."""
    n = len(answer.text)
    if n > question.most:
        return [Fault(question.key, f"The text has {n} characters; {question.most} are the most.")]
    if n < question.least or not answer.text.strip():
        return [Fault(question.key, f"The text has {n} characters; {max(question.least, 1)} are the fewest.")]
    if not parts:
        return []
    part = part_named(parts, question.part, PartType.TEXT, PartType.CODE)
    source = None if part is None else part.text
    if source is None:
        return [Fault(question.key, f"The item has no text {question.part or ''!r} to rewrite.")]
    if answer.source is not None and answer.source != mark_of(source):
        what = "The text was changed after this was written; compare them, and write again what still holds."
        return [Fault(question.key, what)]
    if question.must_change and answer.text == source:
        return [Fault(question.key, "The text is as it was; change it.")]
    return []


def migrate(question: RewriteQuestion, answer: Mapping[str, object]) -> dict[str, object] | None:
    """Words stay words."""
    text = answer.get("text")
    return {"text": text, "source": answer.get("source")} if isinstance(text, str) else None
