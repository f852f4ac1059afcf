"""Code: solutions to a prompt, judged by criteria, remarked on line by line, corrected.

Running a solution is no part of an answer: what a run prints is one more thing known of the item, beside its parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, FailFast, Field, field_validator, model_validator

from goodwork.errors import Fault
from goodwork.kinds.contract import Answer, Question
from goodwork.kinds.labels import Label, label_faults, labels_in_full
from goodwork.kinds.preferring import Preferred
from goodwork.kinds.sources import SourceMark, mark_of
from goodwork.model.items import Part, PartType
from goodwork.model.json import fields, is_object, listed

LONGEST = 200_000
"""Characters of a corrected version."""
PartName = Annotated[str, Field(min_length=1, max_length=200)]
RESERVED = frozenset({"corrected", "preferred", "source"})
"""Words of the records that no criterion may have as its id."""


class Criterion(BaseModel):
    """One thing that each solution is judged by: a label, or a value from low to high. As a plain name: yes or no."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$", description="Stable; made from the name when left out.")
    name: str = Field(min_length=1, max_length=200)
    help: str = Field(default="", max_length=1000)
    labels: Annotated[tuple[Label, ...], Field(max_length=20)] = ()
    """Verdicts to choose from; left out, with no scale: yes and no."""
    ordered: bool = Field(default=False, description="Whether the labels are steps of a scale, from low to high.")
    low: int | None = Field(default=None, ge=-100, le=100)
    high: int | None = Field(default=None, ge=-100, le=100)

    @field_validator("labels", mode="before")
    @classmethod
    def _from_names(cls, value: Any) -> Any:
        return labels_in_full(value)

    @model_validator(mode="before")
    @classmethod
    def _yes_or_no(cls, value: Any) -> Any:
        if is_object(value) and not value.get("labels") and value.get("low") is None is value.get("high"):
            return {**value, "labels": ({"id": "yes", "name": "Yes"}, {"id": "no", "name": "No"})}
        return value

    @property
    def is_scale(self) -> bool:
        """Whether its verdicts are numbers."""
        return self.low is not None and self.high is not None

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """Ids and names of all verdicts, in order."""
        if self.low is not None and self.high is not None:
            return tuple((str(v), str(v)) for v in range(self.low, self.high + 1))
        return tuple((label.id, label.name) for label in self.labels)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all verdicts, in order."""
        return tuple(i for i, _ in self.steps)


class CodeQuestion(Question):
    """What is this code worth? It looks at the named solutions, else at ``part``, else at every code of the item."""

    kind: str = "code"
    solutions: Annotated[tuple[PartName, ...], Field(max_length=9)] = ()
    criteria: Annotated[tuple[Criterion, ...], Field(max_length=20)] = ()
    comments: bool = Field(default=True, description="Whether lines may be remarked on.")
    correct: bool = Field(default=False, description="Whether a corrected version may be written.")
    prefer: bool = Field(default=False, description="Whether one of several solutions is preferred.")
    tolerance: int = Field(default=0, ge=0, le=200, description="Verdicts that may be off in an answer that is right.")

    @field_validator("criteria", mode="before")
    @classmethod
    def _from_names(cls, value: Any) -> Any:
        return labels_in_full(value)

    @property
    def named(self) -> tuple[str, ...]:
        """The solutions that the question names; () when it is every code of the item."""
        return self.solutions or (() if self.part is None else (self.part,))


class Remark(BaseModel):
    """A comment on lines of a solution, counted from 1, both included."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    part: PartName
    first: int = Field(ge=1, le=10_000_000)
    last: int = Field(ge=1, le=10_000_000)
    text: str = Field(max_length=5000)

    @property
    def place(self) -> tuple[str, int, int, str]:
        """Where it stands among others."""
        return (self.part, self.first, self.last, self.text)


class CodeAnswer(Answer):
    """Verdicts by solution and criterion, remarks in order, corrected versions and marks by solution."""

    verdicts: dict[str, dict[str, str]] = Field(default_factory=dict[str, dict[str, str]], max_length=50)
    comments: Annotated[tuple[Remark, ...], FailFast(), Field(max_length=1000)] = ()
    corrected: dict[str, Annotated[str, Field(max_length=LONGEST)]] = Field(
        default_factory=dict[str, str], max_length=50
    )
    preferred: Preferred | None = None
    sources: dict[str, SourceMark] = Field(default_factory=dict[str, str], max_length=50)
    """Marks of the solutions that were judged; of those that are missing nothing is known (they came with a file)."""


def question_faults(question: CodeQuestion) -> list[Fault]:
    """Nothing to judge, criteria that can't work, one solution to prefer."""
    key = question.key
    faults: list[Fault] = []
    if not question.criteria and not question.prefer:
        faults.append(Fault(f"{key}.criteria", "Ask for a verdict by at least one criterion, or for the better one."))
    ids = [criterion.id for criterion in question.criteria]
    for criterion in question.criteria:
        where = f"{key}.criteria.{criterion.id}"
        if criterion.id in RESERVED:
            faults.append(Fault(where, f"The word {criterion.id!r} means something else here; give another id."))
        if ids.count(criterion.id) > 1:
            faults.append(Fault(where, f"The criterion id {criterion.id!r} is there twice; ids must differ."))
        if (criterion.low is None) != (criterion.high is None):
            faults.append(Fault(where, "A scale has a low and a high end; give both."))
        elif criterion.is_scale and criterion.labels:
            faults.append(Fault(where, "Give labels, or a scale, not both."))
        elif not 2 <= len(criterion.steps) <= 101:
            faults.append(Fault(where, "A criterion needs at least two verdicts to choose from."))
        faults += label_faults(where, criterion.labels)
    if len(set(question.solutions)) != len(question.solutions):
        faults.append(Fault(f"{key}.solutions", "A solution is named twice."))
    if question.prefer and len(question.named) == 1:
        faults.append(Fault(f"{key}.prefer", "Of one solution none can be preferred; name at least two."))
    return faults


def answer_faults(question: CodeQuestion, answer: CodeAnswer, parts: Sequence[Part]) -> list[Fault]:
    """Verdicts that are missing or unknown, remarks beyond the code, and code that has changed since."""
    found = [*_own_faults(question, answer)]
    solutions = {part.name: part.text or "" for part in solutions_of(question, parts)}
    if parts and not solutions:
        found.append("The item has no code to judge.")
    elif parts:
        found += [f"The item has no code {name!r}." for name in question.named if name not in solutions]
        found += _part_faults(answer, solutions)
    names = question.named or tuple(solutions) or tuple(sorted(answer.verdicts))
    missing = [
        f"{criterion.name} of {name}" if len(names) > 1 else criterion.name
        for name in names
        for criterion in question.criteria
        if criterion.id not in answer.verdicts.get(name, {})
    ]
    if missing or (question.criteria and not names):
        found.append(f"No verdict yet: {', '.join(missing[:10]) or 'on any solution'}.")
    if question.prefer and answer.preferred is None and len(names) > 1:
        found.append("Choose the better solution, or say that none is.")
    return [Fault(question.key, what) for what in found]


def _own_faults(question: CodeQuestion, answer: CodeAnswer) -> list[str]:
    found: list[str] = []
    by_id = {criterion.id: criterion for criterion in question.criteria}
    preferred = () if answer.preferred is None or answer.preferred.chosen is None else (answer.preferred.chosen,)
    spoken = {*answer.verdicts, *answer.corrected, *preferred, *(remark.part for remark in answer.comments)}
    if question.named:
        found += [f"There is no solution {name!r}." for name in sorted(spoken - set(question.named))]
    for name, verdicts in sorted(answer.verdicts.items()):
        for criterion, verdict in sorted(verdicts.items()):
            if criterion not in by_id:
                found.append(f"There is no criterion {criterion!r}; there are {', '.join(by_id)}.")
            elif verdict not in by_id[criterion].ids:
                found.append(f"{by_id[criterion].name} of {name}: there is no verdict {verdict!r}.")
    if answer.comments and not question.comments:
        found.append("This question takes no comments on lines.")
    if list(answer.comments) != sorted(answer.comments, key=lambda remark: remark.place):
        found.append("The comments are not in order.")
    for remark in answer.comments:
        if remark.last < remark.first:
            found.append(f"The comment on line {remark.first} ends above where it starts.")
        if not remark.text.strip():
            found.append(f"The comment on line {remark.first} is empty; write it, or take it out.")
    if answer.corrected and not question.correct:
        found.append("This question takes no corrected version.")
    if answer.preferred is not None and not question.prefer:
        found.append("This question asks for no preferred solution.")
    return found


def _part_faults(answer: CodeAnswer, solutions: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    preferred = () if answer.preferred is None or answer.preferred.chosen is None else (answer.preferred.chosen,)
    spoken = {*answer.verdicts, *answer.corrected, *preferred, *(remark.part for remark in answer.comments)}
    found += [f"The item has no code {name!r}." for name in sorted(spoken - solutions.keys())]
    for name, mark in sorted(answer.sources.items()):
        if name in solutions and mark != mark_of(solutions[name]):
            found.append(f"The code of {name} was changed after it was judged; look at it again.")
    for remark in answer.comments:
        lines = lines_of(solutions.get(remark.part, ""))
        if remark.part in solutions and remark.last > lines:
            found.append(f"The comment on line {remark.last} of {remark.part} lies beyond its {lines} lines.")
    return found


def solutions_of(question: CodeQuestion, parts: Sequence[Part]) -> list[Part]:
    """The parts that are judged, in the question's order, else the item's."""
    if question.named:
        by_name = {part.name: part for part in parts}
        return [by_name[name] for name in question.named if name in by_name]
    return [part for part in parts if part.type is PartType.CODE]


def lines_of(text: str) -> int:
    """How many lines an editor counts: line feeds, carriage returns and both together end one.

    >>> lines_of("a"), lines_of("a\\r\\nb\\n")
    (1, 3)
    """
    return text.count("\n") + text.count("\r") - text.count("\r\n") + 1


def migrate(question: CodeQuestion, answer: Mapping[str, object]) -> dict[str, object] | None:
    """What this version still asks: verdicts it still has, and comments and corrections where it takes them."""
    by_id = {criterion.id: criterion for criterion in question.criteria}
    kept: dict[str, dict[str, str]] = {}
    for name, verdicts in fields(answer.get("verdicts")).items():
        still = {c: str(v) for c, v in fields(verdicts).items() if c in by_id and v in by_id[c].ids}
        if still:
            kept[name] = still
    made: dict[str, object] = {
        "verdicts": kept,
        "comments": listed(answer.get("comments")) if question.comments else [],
        "corrected": fields(answer.get("corrected")) if question.correct else {},
        "preferred": answer.get("preferred") if question.prefer else None,
        "sources": fields(answer.get("sources")),
    }
    said = made["verdicts"] or made["comments"] or made["corrected"] or made["preferred"]
    return made if said else None
