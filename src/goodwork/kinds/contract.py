"""What every kind of question offers. One folder per kind implements it; ``registry.py`` lists them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Protocol

from pydantic import BaseModel, ConfigDict, Field

from goodwork.errors import Fault
from goodwork.model.records import Loss, Record


class Condition(BaseModel):
    """When a question is asked: an earlier question was answered with one of these."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str = Field(description="The key of an earlier question of the form, of a kind with classes.")
    says: Annotated[tuple[str, ...], Field(min_length=1, max_length=500)]
    """Label ids or levels, as `Kind.says` names them."""


class Question(BaseModel):
    """What all questions have. A kind adds its own fields to it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$", description="Stable name of the question in its project.")
    kind: str
    title: str = Field(min_length=1, max_length=300, description="What is asked, as people read it.")
    help: str = Field(default="", max_length=2000, description="A sentence beside the question.")
    required: bool = True
    part: str | None = Field(default=None, description="The part of the item that the question looks at.")
    when: Condition | None = Field(default=None, description="Asked only then; always when left out.")


class Answer(BaseModel):
    """What a person says to one question. A kind adds its own fields to it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Given:
    """One person's answer to one question of one item, as consensus takes it."""

    person: int
    answer: Any
    """A validated answer of the kind."""


@dataclass(frozen=True, slots=True)
class Skills:
    """What is known of the people who answered, for one question of one project.

    ``confusion``: person -> K x K nested lists, rows the true class, columns the answer, rows sum to 1; classes in
    the order of ``classes``. ``accuracy``: person -> probability of being right (or of lying within tolerance).
    People who are missing are taken at the population's ``prior``.
    """

    classes: tuple[str, ...] = ()
    class_prior: tuple[float, ...] = ()
    confusion: Mapping[int, Sequence[Sequence[float]]] = field(default_factory=dict[int, Sequence[Sequence[float]]])
    accuracy: Mapping[int, float] = field(default_factory=dict[int, float])
    prior: float = 0.75
    labels: Mapping[str, Skills] = field(default_factory=dict[str, "Skills"])
    """Where answers are sets of labels: label -> skills at saying whether it belongs, with the classes `BELONGS`."""


BELONGS = ("no", "yes")
"""The classes of a label of a set: every label is a question of its own."""


@dataclass(frozen=True, slots=True)
class Consensus:
    """What the answers together say of one question of one item."""

    answer: Any
    """An answer of the kind."""
    confidence: float | None
    """Probability that it lies within the question's tolerance of an expert's answer; None: the kind has none."""
    disagreement: float
    """Mean distance between pairs of answers, 0 to 1; 0 with fewer than two."""
    posterior: tuple[float, ...] = ()
    """Probability of each class, in the order of ``Kind.classes``, for kinds with classes; calibration takes it."""
    marginals: tuple[float, ...] = ()
    """Where the answer is a set of labels: the probability that each of ``Kind.conditions`` belongs to it."""


class Kind(Protocol):
    """One kind of question: all there is to know of it."""

    @property
    def name(self) -> str:
        """The word for the kind in questions, tables and routes."""
        ...

    @property
    def title(self) -> str:
        """The word for the kind on the screen."""
        ...

    @property
    def question(self) -> type[Question]:
        """The model of its questions."""
        ...

    @property
    def answer(self) -> type[Answer]:
        """The model of its answers."""
        ...

    @property
    def has_confidence(self) -> bool:
        """Whether a consensus of this kind carries a confidence; else items settle on count."""
        ...

    def question_faults(self, question: Any) -> list[Fault]:
        """What pydantic can't see: colliding keys, doubled labels, limits the wrong way round."""
        ...

    def faults(self, question: Any, answer: Any, parts: Sequence[Mapping[str, Any]]) -> list[Fault]:
        """What is wrong with an answer to this question of an item with these parts.

        No parts at all means that they are not at hand: what can only be checked against them is taken as right.
        """
        ...

    def distance(self, question: Any, a: Any, b: Any) -> float:
        """How unlike two answers are: 0 the same, 1 entirely."""
        ...

    def classes(self, question: Any) -> tuple[str, ...]:
        """The class names when an answer is one of finitely many classes, else ()."""
        ...

    def class_of(self, question: Any, answer: Any) -> str | None:
        """The class of an answer, for kinds with classes."""
        ...

    def says(self, question: Any, answer: Any) -> tuple[str, ...]:
        """What conditions of later questions may ask of this answer; () for kinds that they can't ask about."""
        ...

    def conditions(self, question: Any) -> tuple[str, ...]:
        """All that `says` may contain, in order."""
        ...

    def consensus(self, question: Any, given: Sequence[Given], skills: Skills) -> Consensus:
        """The consensus of at least one answer; it does not depend on their order."""
        ...

    def migrate(self, question: Any, answer: Mapping[str, Any]) -> dict[str, Any] | None:
        """An answer to an older version of the question as one to this version; None when it says nothing to it."""
        ...

    def shown(self, question: Any, answer: Any) -> str:
        """An answer in words, for lists and reports."""
        ...

    def to_records(self, question: Any, answer: Any) -> list[Record]:
        """The answer as neutral records, which files are written from."""
        ...

    def from_records(self, question: Any, records: Sequence[Record]) -> tuple[Any | None, list[Loss]]:
        """The answer that neutral records make (None when they make none), and all of them that it does not hold."""
        ...
