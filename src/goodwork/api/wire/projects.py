"""Projects: purpose, questions, guideline, policy, access, progress."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from goodwork.api.wire.base import Wire
from goodwork.api.wire.own import OwnProjectOut
from goodwork.api.wire.qualifications import RequirementOut
from goodwork.api.wire.restrictions import BasisIn
from goodwork.api.wire.work import EffortOut, LeftOut, WaitingOut, WarningName

ProjectState = Literal["active", "paused", "archived"]
ProjectOrder = Literal["oldest", "newest", "name"]


class PolicyWire(Wire):
    """The quality policy: see model.projects.Policy."""

    target: float = Field(default=0.9, ge=0.5, le=0.999)
    fewest: int = Field(default=2, ge=1, le=100)
    most: int = Field(default=5, ge=1, le=1000)
    gold_share: float = Field(default=0.0, ge=0, le=0.5)
    gold_most: int = Field(default=30, ge=1, le=10000)
    disputed: Literal["settle", "expert"] = "settle"
    lease_hours: float = Field(default=24.0, gt=0, le=24 * 30)
    named_claims: bool = False
    finish_in_hand: bool = Field(
        default=True,
        description="Whether people who lose access to the project may still finish what they hold, until its lease "
        "ends. Deactivating a person and archiving a project always end it at once.",
    )
    hand_over: bool = Field(
        default=True, description="Whether somebody may leave what they began for a colleague to finish."
    )
    appeal_days: int = Field(default=7, ge=1, le=90, description="Days within which an appeal is to be decided.")
    predictions: Literal["shown", "weighed"] = Field(
        default="shown",
        description="What becomes of imported predictions of models: people are shown them and may accept one, or they "
        "join people's answers as far as they predict them, and nobody who answers is shown them.",
    )


class ProjectIn(Wire):
    """POST /projects, and the YAML of ``goodwork projects apply`` (there ``teams`` are names)."""

    name: str = Field(min_length=1, max_length=120)
    purpose: str = Field(min_length=1, max_length=4000, description="Who uses the result, and why.")
    questions: list[dict[str, Any]] = Field(
        min_length=1, description="Each with key, kind, title and its kind's fields."
    )
    guideline: str = Field(default="", max_length=200_000, description="Markdown.")
    policy: PolicyWire = PolicyWire()
    open_to: Literal["organization", "teams"] = "organization"
    team_ids: list[int] = []


class ProjectPatch(BasisIn):
    """PATCH /projects/{id}: only what is sent changes. Sent questions make a new version of the form. Opening it to
    fewer people takes a reason where somebody who works there may not any more."""

    name: str | None = Field(default=None, min_length=1, max_length=120)
    purpose: str | None = Field(default=None, min_length=1, max_length=4000)
    questions: list[dict[str, Any]] | None = Field(default=None, min_length=1)
    policy: PolicyWire | None = None
    state: ProjectState | None = None
    open_to: Literal["organization", "teams"] | None = None
    team_ids: list[int] | None = None


class GuidelineIn(Wire):
    """PUT /projects/{id}/guideline: a new version."""

    markdown: str = Field(max_length=200_000)
    note: str = Field(default="", max_length=500, description="What changed, for the people who work by it.")


class GuidelineOut(Wire):
    version: int
    markdown: str
    note: str
    created_on: date


class GrantWire(BasisIn):
    """PUT /projects/{id}/grants/{person_id}."""

    role: Literal["manager", "reviewer"]


class GrantOut(Wire):
    person_id: int
    name: str
    role: Literal["manager", "reviewer"]


class KindOut(Wire):
    """A row of GET /kinds."""

    name: str
    title: str
    question_schema: dict[str, Any] = Field(description="JSON schema of the kind's questions.")


class TemplateOut(Wire):
    """A row of GET /templates: a project to begin with."""

    name: str
    title: str
    about: str
    example: dict[str, Any] = Field(description="A row of a file that fits its questions: column -> value.")
    project: dict[str, Any] = Field(description="Name, purpose, questions and guideline, as POST /projects takes them.")


class ConfigIn(Wire):
    """POST /labelling-configs: a labelling config of Label Studio."""

    config: str = Field(min_length=1, max_length=2 << 20, description="The XML.")
    name: str = Field(default="", max_length=120, description="What the project is called.")


class TagOut(Wire):
    """What became of a tag."""

    item: str = Field(description="The tag, such as `<Choices 'mood'>`.")
    what: str
    why: str


class ColumnOut(Wire):
    """A column that items need, and the part that it becomes."""

    column: str
    type: str
    part: str


class ConfigOut(Wire):
    """What a labelling config asks, as a project to begin with."""

    project: dict[str, Any] = Field(description="Name, purpose and questions, as POST /projects takes them.")
    columns: list[ColumnOut]
    renamed: dict[str, str] = Field(description="Control -> question's key where they differ, for an import's mapping.")
    kept: int = Field(description="Tags that came through as they are.")
    changed: list[TagOut]
    lost: list[TagOut]


class ProofOut(Wire):
    """What gold that was drawn at random proves of the items that are said to reach the target."""

    target: float
    proves: float | None = Field(description="The accuracy they have at least, with 95 % certainty; null: nothing yet.")
    missing: int | None = Field(
        description="Further items of gold, drawn at random and all right, that would prove the target; null: as "
        "things stand, no number of them would."
    )
    supported: bool = Field(description="Whether the target is proved.")
    states: bool = Field(description="Whether a required question states a confidence; else there is nothing to prove.")
    says: str = Field(description="The same as a sentence.")


class ProgressOut(Wire):
    items: int
    settled: int = Field(description="The sum of the six that follow.")
    met: int = Field(description="Settled because their lowest confidence met the target.")
    most_reached: int = Field(description="Settled below the target, because they have the most answers allowed.")
    no_gain: int = Field(description="Settled below the target, because another answer would hardly have helped.")
    by_person: int = Field(description="Settled by a lead or a reviewer.")
    on_count: int = Field(description="Settled with the answers asked for; their questions state no confidence.")
    unknown: int = Field(description="Settled before it was written down how.")
    expert: int
    held: int
    set_aside: int
    annotations: int
    answers_saved: int = Field(description="Answers that stopping made unnecessary: most x settled - answers there.")
    to_appraise: int
    proof: ProofOut


class ProjectOut(Wire):
    """GET /projects/{id}."""

    id: int
    name: str
    purpose: str
    state: ProjectState
    questions: list[dict[str, Any]]
    form_version: int
    guideline: GuidelineOut
    policy: PolicyWire
    open_to: Literal["organization", "teams"]
    team_ids: list[int]
    created_on: date
    my_role: Literal["manager", "reviewer", "annotator"] = Field(description="What I may do in this project.")
    progress: ProgressOut | None = Field(default=None, description="For those who lead or review.")


class PayOfferOut(Wire):
    """What a project pays for what is taken now, in minor units."""

    basis: Literal["answer", "accepted", "hour"]
    currency: str
    amount: int
    hourly: int | None = Field(
        description="What an hour comes to by what people say that an item takes them; null: fewer than eight said it."
    )


class ProjectRow(Wire):
    """GET /projects: a row of the dashboard."""

    id: int
    name: str
    purpose: str
    state: ProjectState
    kinds: list[str]
    my_role: Literal["manager", "reviewer", "annotator"]
    items: int
    settled: int = Field(description="The sum of the six that follow.")
    met: int
    most_reached: int
    no_gain: int
    by_person: int
    on_count: int
    unknown: int
    supported: bool | None = Field(
        description="Whether gold proves the target for the items said to meet it; null for those who only answer."
    )
    set_aside: int
    my_annotations: int
    my_live_claims: int
    lead: str | None = Field(description="The name of who made it; null: they are here no more.")
    is_new: bool = Field(description="Made within 14 days, and not begun by me.")
    deliverables: str
    languages: list[str]
    warnings: list[WarningName]
    avoided: bool = Field(description="It warns of something that I would rather not see.")
    has_sample: bool
    effort: EffortOut
    left: LeftOut
    waiting: WaitingOut | None = Field(description="null: for those who review or lead only.")
    asks_for: list[RequirementOut] = Field(description="Tiers that the project asks of whoever annotates there.")
    pay: PayOfferOut | None = Field(description="What it pays for what is taken now; null: nothing.")
    own: OwnProjectOut
