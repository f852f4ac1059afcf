"""Pairwise: which of two outputs is better?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from goodwork.errors import Fault
from goodwork.kinds.contract import Answer, Question
from goodwork.kinds.outputs import Output, doubled_faults, missing_faults, shown_faults
from goodwork.model.items import Part
from goodwork.model.json import listed

TIE = "tie"
"""Both are equally good."""

NEITHER = "neither"
"""Both are bad."""

Strength = Literal["slightly", "clearly", "much"]

STRENGTHS: tuple[Strength, ...] = ("slightly", "clearly", "much")
"""How much better, from the least."""


class PairwiseQuestion(Question):
    """Which of these two outputs is better?"""

    kind: str = "pairwise"
    outputs: Annotated[tuple[Output, ...], Field(min_length=2, max_length=2)]
    """The two parts of the item that are compared. Which of them is shown first is drawn anew for every person."""
    tie: bool = Field(default=True, description="Whether both may be equally good.")
    both_bad: bool = Field(default=True, description="Whether both may be bad.")
    strength: Literal["no", "optional", "required"] = Field(
        default="no", description="Whether people say how much better: slightly, clearly, much."
    )
    systems: dict[str, Annotated[str, Field(min_length=1, max_length=200)]] = Field(
        default_factory=dict[str, str], max_length=2
    )
    """Output -> the metadata column that names the system that made it."""

    @field_validator("strength", mode="before")
    @classmethod
    def _from_yes(cls, value: Any) -> Any:
        """Yes and no may be written too."""
        return ("required" if value else "no") if isinstance(value, bool) else value

    @property
    def classes(self) -> tuple[str, ...]:
        """All that can be chosen, in order."""
        return (*self.outputs, *([TIE] if self.tie else []), *([NEITHER] if self.both_bad else []))


class PairwiseAnswer(Answer):
    """The better output by its name, ``tie`` or ``neither``; never a side of the screen."""

    choice: Annotated[str, Field(min_length=1, max_length=100)]
    strength: Strength | None = None
    """How much better; None: not said, or nothing is better."""
    shown: tuple[Output, ...] = Field(default=(), max_length=2)
    """The outputs in the order in which they were shown; empty: not known."""


def question_faults(question: PairwiseQuestion) -> list[Fault]:
    """One output twice, an output that is called like a verdict, systems of other outputs."""
    faults = doubled_faults(question.key, question.outputs)
    faults += [
        Fault(f"{question.key}.outputs", f"An output can't be called {name!r}, which is a verdict; rename the part.")
        for name in question.outputs
        if name in (TIE, NEITHER)
    ]
    faults += [
        Fault(f"{question.key}.systems", f"{name!r} is none of the outputs {', '.join(question.outputs)}.")
        for name in question.systems
        if name not in question.outputs
    ]
    if len(question.systems) == 1:
        faults.append(Fault(f"{question.key}.systems", "Name the system of both outputs, or of neither."))
    return faults


def answer_faults(question: PairwiseQuestion, answer: PairwiseAnswer, parts: Sequence[Part]) -> list[Fault]:
    """A choice that is not offered, a strength out of place or missing, an order of something else."""
    key = question.key
    faults = missing_faults(key, question.outputs, parts)
    if answer.choice not in question.classes:
        faults.append(
            Fault(key, f"{answer.choice!r} can't be chosen here; choose one of: {', '.join(question.classes)}.")
        )
    preferred = answer.choice in question.outputs
    if answer.strength is not None and not preferred:
        faults.append(Fault(key, "Only a preference has a strength; leave it out."))
    elif answer.strength is not None and question.strength == "no":
        faults.append(Fault(key, "This question does not ask how much better; leave the strength out."))
    elif answer.strength is None and preferred and question.strength == "required":
        faults.append(Fault(key, "Say how much better: slightly, clearly or much."))
    return faults + shown_faults(key, question.outputs, answer.shown)


def migrate(question: PairwiseQuestion, answer: Mapping[str, object]) -> dict[str, object] | None:
    """The same choice while this version offers it; the strength and the order where they still mean something."""
    choice = answer.get("choice")
    if choice not in question.classes:
        return None
    strength = answer.get("strength")
    keeps = question.strength != "no" and choice in question.outputs and strength in STRENGTHS
    if question.strength == "required" and choice in question.outputs and not keeps:
        return None
    shown = listed(answer.get("shown"))
    return {
        "choice": choice,
        "strength": strength if keeps else None,
        "shown": shown if sorted(map(str, shown)) == sorted(question.outputs) else [],
    }
