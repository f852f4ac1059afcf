"""What a project asks for, and its quality policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from goodwork.model.ids import ProjectId
from goodwork.model.limits import OwnProject
from goodwork.model.pay import Offer
from goodwork.model.qualifications import Requirement
from goodwork.model.work import ContentWarning, Effort, Left, WaitingForLead


class Disputed(StrEnum):
    """What happens to an item that has *most* answers and still misses its target."""

    SETTLE = "settle"
    """It settles as it is, with the confidence it has."""
    EXPERT = "expert"
    """It waits for a reviewer."""


class PredictionsAre(StrEnum):
    """What becomes of the answers of models that were imported."""

    SHOWN = "shown"
    """People are shown them, and may accept one."""
    WEIGHED = "weighed"
    """They join people's answers as far as they predict them, and nobody who answers is shown them."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How many answers an item is to get, and when it is good enough."""

    target: float = 0.9
    """Confidence at which an item settles, 0.5 to 0.999."""
    fewest: int = 2
    """Answers every item gets."""
    most: int = 5
    """Answers no item goes beyond."""
    gold_share: float = 0.0
    """Share of claims that are served from gold, 0 to 0.5."""
    gold_most: int = 30
    """Answers a gold item may gather: its own cap."""
    disputed: Disputed = Disputed.SETTLE
    lease_hours: float = 24.0
    """How long a claim lasts without a saved draft."""
    named_claims: bool = False
    """Whether annotators may claim a stated item too; reviewers and managers always may."""
    finish_in_hand: bool = True
    """Whether people who lose access to the project may still finish what they hold, until its lease ends."""
    hand_over: bool = True
    """Whether somebody may leave what they began for a colleague to finish."""
    appeal_days: int = 7
    """Days within which an appeal is to be decided."""
    predictions: PredictionsAre = PredictionsAre.SHOWN


class ProjectState(StrEnum):
    """Whether a project gives out work."""

    ACTIVE = "active"
    PAUSED = "paused"
    """Gives out none for now."""
    ARCHIVED = "archived"
    """Gives out none, and only those who lead or review see it."""


class OpenTo(StrEnum):
    """Who may work on a project without a grant."""

    ORGANIZATION = "organization"
    TEAMS = "teams"


@dataclass(frozen=True, slots=True)
class Guideline:
    """One version of a project's rules, in Markdown."""

    version: int
    markdown: str
    note: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Proof:
    """What gold that was drawn at random proves of the items that are said to reach a target."""

    target: float
    proves: float | None
    """The accuracy that they have at least, with 95 % certainty; None: nothing yet."""
    missing: int | None
    """Further items of gold, drawn at random and all right, that would prove the target; None: as things stand, no
    number of them would."""
    states: bool = True
    """Whether a required question states a confidence at all; else there is nothing to prove."""

    @property
    def supported(self) -> bool:
        """Whether the target is proved."""
        return self.proves is not None and self.proves >= self.target


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a project is. Settled items are told apart by how they came to be settled (model.items.SettledHow)."""

    items: int
    settled: int
    met: int
    most_reached: int
    no_gain: int
    by_person: int
    on_count: int
    unknown: int
    expert: int
    held: int
    set_aside: int
    annotations: int
    answers_saved: int
    """Answers that stopping made unnecessary: most x settled - answers there."""
    to_appraise: int
    proof: Proof
    """At the target of now: what was proved of another target proves nothing of this one."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project as it stands now."""

    id: ProjectId
    name: str
    purpose: str
    state: ProjectState
    policy: Policy
    form_version: int
    questions: tuple[Mapping[str, Any], ...]
    """The form of ``form_version``, as JSON: kinds.registry reads it."""
    guideline: Guideline
    open_to: OpenTo
    team_ids: tuple[int, ...]
    created_on: date


@dataclass(frozen=True, slots=True)
class ProjectSummary:
    """A row of a person's list of projects."""

    id: ProjectId
    name: str
    purpose: str
    state: ProjectState
    kinds: tuple[str, ...]
    items: int
    settled: int
    met: int
    most_reached: int
    no_gain: int
    by_person: int
    on_count: int
    unknown: int
    set_aside: int
    my_annotations: int
    my_live_claims: int
    supported: bool | None
    """Whether gold proves the target for the items that are said to meet it; None: not for this viewer."""
    my_role: str
    lead: str | None
    """Who made it."""
    is_new: bool
    """Made lately, and not begun by this viewer."""
    deliverables: str
    languages: tuple[str, ...]
    warnings: tuple[ContentWarning, ...]
    avoided: bool
    """Whether it warns of something that the viewer would rather not see."""
    has_sample: bool
    effort: Effort
    left: Left
    waiting: WaitingForLead | None
    """None: not for this viewer."""
    own: OwnProject
    """How the viewer wants to work there."""
    asks_for: tuple[Requirement, ...] = ()
    """Beside what the viewer holds."""
    pay: Offer | None = None
    """None: it pays nothing."""
