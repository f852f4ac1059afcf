"""What every kind of question offers. One folder per kind implements it; ``registry.py`` lists them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from goodwork.errors import Fault
from goodwork.model.items import NeededPart, Part
from goodwork.model.records import Loss, Record

if TYPE_CHECKING:
    from goodwork.quality.calibration import Calibration
    from goodwork.quality.mixture import Mixture


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


Q = TypeVar("Q", bound=Question)
A = TypeVar("A", bound=Answer)


@dataclass(frozen=True, slots=True)
class Given(Generic[A]):
    """One person's answer to one question of one item, as consensus takes it."""

    person: int
    answer: A


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
    """Where answers are sets of labels: label -> skills at saying whether it belongs, with the classes `BELONGS`. Where
    they are spans or regions: what people are good at by itself, by the names of `kinds.marked_skills` and
    `kinds.region_skills`."""
    law: Mapping[str, float] = field(default_factory=dict[str, float])
    """Where answers are regions: the numbers that hold for everybody, by the names of `kinds.region_skills`."""
    mixture: Mixture | None = field(default=None, compare=False)
    """Where answers are classes: what an item is judged by, instead of ``confusion``."""
    rows: Mapping[int, int] = field(default_factory=dict[int, int])
    """Person -> their row in the mixture."""
    voices: Mapping[int, float] = field(default_factory=dict[int, float])
    """Of this item: person -> how much of a voice their answer is, where it is less than one."""
    beside: tuple[float, ...] = ()
    """Of this item: what models add to ln p of each class; empty: nothing."""
    calibration: Calibration | None = None
    """From what the answers say of a class to how often that is right; None: it is taken as it is."""


BELONGS = ("no", "yes")
"""The classes of a label of a set: every label is a question of its own."""


@dataclass(frozen=True, slots=True)
class Consensus(Generic[A]):
    """What the answers together say of one question of one item."""

    answer: A
    confidence: float | None
    """Probability that it lies within the question's tolerance of an expert's answer; None: the kind has none."""
    disagreement: float
    """Mean distance between pairs of answers, 0 to 1; 0 with fewer than two."""
    posterior: tuple[float, ...] = ()
    """Probability of each class in the order of ``Kind.classes``, for kinds with classes, before calibration. Answer
    and confidence are those after it."""
    marginals: tuple[float, ...] = ()
    """Where the answer is a set of labels: the probability that each of ``Kind.conditions`` belongs to it."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One way in which an answer differs from the right one, in words that many items have in common."""

    what: Literal["instead", "missed", "extra", "border", "higher", "lower"]
    """One for another; left out; there and not right; right but for where it begins or ends; a step too high, too
    low."""
    said: str = ""
    """What the answer has, where it has something; of steps: what is judged."""
    right: str = ""
    """What is right, where something is."""


def _no_faults(question: Question) -> list[Fault]:
    return []


def _nothing(question: Question) -> tuple[str, ...]:
    return ()


def _no_class(question: Question, answer: Answer) -> str | None:
    return None


def _says_nothing(question: Question, answer: Answer) -> tuple[str, ...]:
    return ()


def _no_steps(question: Question) -> int:
    return 0


def _not_near(question: Question, a: Answer, b: Answer) -> bool:
    return False


def _never(question: Question) -> bool:
    return False


def _no_names(question: Question) -> Mapping[str, str]:
    return {}


def _nothing_learned(question: Question, answers: Sequence[tuple[int, int, Answer]]) -> Skills:
    return Skills()


def _no_slips(question: Question, mine: Answer, right: Answer) -> tuple[Slip, ...]:
    return ()


def its_part(question: Question) -> tuple[NeededPart, ...]:
    """The part that a question names, of any type."""
    return () if question.part is None else (NeededPart(question.part),)


@dataclass(frozen=True, slots=True)
class Kind(Generic[Q, A]):
    """One kind of question: all there is to know of it. What a kind leaves out is as most kinds have it."""

    name: str
    """The word for the kind in questions, tables and routes."""
    title: str
    """The word for the kind on the screen."""
    question: type[Q]
    """The model of its questions."""
    answer: type[A]
    """The model of its answers."""
    faults: Callable[[Q, A, Sequence[Part]], list[Fault]]
    """What is wrong with an answer to this question of an item with these parts.

    No parts at all means that they are not at hand: what can only be checked against them is taken as right.
    """
    distance: Callable[[Q, A, A], float]
    """How unlike two answers are: 0 the same, 1 entirely."""
    consensus: Callable[[Q, Sequence[Given[A]], Skills], Consensus[A]]
    """The consensus of at least one answer; it does not depend on their order."""
    migrate: Callable[[Q, Mapping[str, object]], dict[str, object] | None]
    """An answer to an older version of the question as one to this version; None when it says nothing to it."""
    to_records: Callable[[Q, A], list[Record]]
    """The answer as neutral records, which files are written from."""
    from_records: Callable[[Q, Sequence[Record]], tuple[A | None, list[Loss]]]
    """The answer that neutral records make (None when they make none), and all of them that it does not hold."""
    shown: Callable[[Q, A], str]
    """An answer in words, for lists and reports."""

    records: tuple[type[Record], ...]
    """The sorts of neutral records that its answers become, besides the one that says that nothing was found."""

    needs: Callable[[Q], tuple[NeededPart, ...]] = its_part
    """The parts that an item must have to be judged, and of which type: the columns of files are mapped onto them."""
    question_faults: Callable[[Q], list[Fault]] = _no_faults
    """What pydantic can't see: colliding keys, doubled labels, limits the wrong way round."""
    classes: Callable[[Q], tuple[str, ...]] = _nothing
    """The class names when an answer is one of finitely many classes, else ()."""
    class_of: Callable[[Q, A], str | None] = _no_class
    """The class of an answer, for kinds with classes."""
    says: Callable[[Q, A], tuple[str, ...]] = _says_nothing
    """What conditions of later questions may ask of this answer; () for kinds that they can't ask about."""
    conditions: Callable[[Q], tuple[str, ...]] = _nothing
    """All that `says` may contain, in order."""

    has_confidence: bool = True
    """Whether a consensus of this kind carries a confidence; else items settle on count."""
    is_ordered: bool = False
    """Whether its classes are steps of a scale: near ones are more alike than far ones."""
    is_in_bulk: bool = False
    """Whether one answer may be given to many items at once: it points into no text or picture."""
    tolerance: Callable[[Q], int] = _no_steps
    """Of kinds with ordered classes: steps from an expert's answer that still count as right."""
    is_near: Callable[[Q, A, A], bool] = _not_near
    """Of kinds without classes: whether an answer lies within the question's tolerance of a known one."""
    has_several: Callable[[Q], bool] = _never
    """Whether an answer is a set of `conditions`, each of which is right or wrong by itself."""
    label_names: Callable[[Q], Mapping[str, str]] = _no_names
    """What people read for the labels of such a set."""
    systems: Callable[[Q], Mapping[str, str]] = _no_names
    """Of comparisons: output -> the metadata column that names the system behind it."""
    slips: Callable[[Q, A, A], tuple[Slip, ...]] = _no_slips
    """What an answer has otherwise than the right one. Of classes and of sets of labels it is known without asking."""
    learned: Callable[[Q, Sequence[tuple[int, int, A]]], Skills] = _nothing_learned
    """What all answers (item, person, answer) say of the people, for kinds without classes whose consensus has a
    confidence."""
    unmeasured: str = ""
    """Why nobody's skill is estimated from answers of this kind; empty: it is."""
