"""Ranking: outputs from the best to the worst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import Field, field_validator

from goodwork.errors import Fault
from goodwork.kinds.contract import Answer, Question
from goodwork.kinds.outputs import Output, doubled_faults, missing_faults, shown_faults
from goodwork.model.items import Part
from goodwork.model.json import listed, texts

MOST = 12
"""Outputs that a person can still lay in order."""


class RankingQuestion(Question):
    """In which order are these outputs, best first?"""

    kind: str = "ranking"
    outputs: Annotated[tuple[Output, ...], Field(min_length=2, max_length=MOST)]
    """The parts of the item that are ranked. The order in which they are shown is drawn anew for every person."""
    ties: bool = Field(default=True, description="Whether outputs may be equally good.")


class RankingAnswer(Answer):
    """Outputs by their names, best first; those of one group are equally good."""

    groups: tuple[tuple[Output, ...], ...] = Field(min_length=1, max_length=MOST)
    """Inside a group the order says nothing, so it is always that of the names."""
    shown: tuple[Output, ...] = Field(default=(), max_length=MOST)
    """The outputs in the order in which they were shown; empty: not known."""

    @field_validator("groups")
    @classmethod
    def _in_one_order(cls, groups: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(sorted(group)) for group in groups)

    @property
    def ranks(self) -> dict[str, int]:
        """The place of each output, from 0, the best; equals have the same."""
        return {name: rank for rank, group in enumerate(self.groups) for name in group}


def question_faults(question: RankingQuestion) -> list[Fault]:
    """One output twice."""
    return doubled_faults(question.key, question.outputs)


def answer_faults(question: RankingQuestion, answer: RankingAnswer, parts: Sequence[Part]) -> list[Fault]:
    """Outputs that are missing, unknown or there twice, empty ranks, ties where there may be none."""
    key = question.key
    faults = missing_faults(key, question.outputs, parts)
    there = Counter(name for group in answer.groups for name in group)
    faults += [
        Fault(key, f"There is no output {name!r} in this question; it ranks {', '.join(question.outputs)}.")
        for name in there
        if name not in question.outputs
    ]
    faults += [Fault(key, f"The output {name!r} is ranked {n} times.") for name, n in there.items() if n > 1]
    unranked = [name for name in question.outputs if name not in there]
    if unranked:
        faults.append(Fault(key, f"Still to be ranked: {', '.join(unranked)}."))
    if not all(answer.groups):
        faults.append(Fault(key, "A rank is empty; take it out."))
    if not question.ties and any(len(group) > 1 for group in answer.groups):
        faults.append(Fault(key, "No two outputs may have the same rank in this question."))
    return faults + shown_faults(key, question.outputs, answer.shown)


def migrate(question: RankingQuestion, answer: Mapping[str, object]) -> dict[str, object] | None:
    """The same order of the outputs that this version still has; None when it has new ones, or no ties any more."""
    groups = [[name for name in texts(group) if name in question.outputs] for group in listed(answer.get("groups"))]
    groups = [group for group in groups if group]
    if sorted(name for group in groups for name in group) != sorted(question.outputs):
        return None
    if not question.ties and any(len(group) > 1 for group in groups):
        return None
    return {"groups": groups, "shown": [name for name in texts(answer.get("shown")) if name in question.outputs]}
