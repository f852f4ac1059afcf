"""Projects: purpose, questions, guideline, policy, access, progress.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from goodwork.sdk.shapes.own import OwnProjectOut
from goodwork.sdk.shapes.qualifications import RequirementOut
from goodwork.sdk.shapes.work import EffortOut, LeftOut, WaitingOut


class ColumnOut(TypedDict):
    """A column that items need, and the part that it becomes."""

    column: str
    type: str
    part: str


class ConfigIn(TypedDict):
    """POST /labelling-configs: a labelling config of Label Studio."""

    config: str
    name: NotRequired[str]


class ConfigOut(TypedDict):
    """What a labelling config asks, as a project to begin with."""

    project: dict[str, Any]
    columns: list[ColumnOut]
    renamed: dict[str, str]
    kept: int
    changed: list[TagOut]
    lost: list[TagOut]


class GrantOut(TypedDict):
    person_id: int
    name: str
    role: Literal["manager", "reviewer"]


class GrantWire(TypedDict):
    """PUT /projects/{id}/grants/{person_id}."""

    reason: NotRequired[str]
    evidence: NotRequired[list[int]]
    role: Literal["manager", "reviewer"]


class GuidelineIn(TypedDict):
    """PUT /projects/{id}/guideline: a new version."""

    markdown: str
    note: NotRequired[str]


class GuidelineOut(TypedDict):
    version: int
    markdown: str
    note: str
    created_on: str


class KindOut(TypedDict):
    """A row of GET /kinds."""

    name: str
    title: str
    question_schema: dict[str, Any]


class PayOfferOut(TypedDict):
    """What a project pays for what is taken now, in minor units."""

    basis: Literal["answer", "accepted", "hour"]
    currency: str
    amount: int
    hourly: int | None


class PolicyWire(TypedDict):
    """The quality policy: see model.projects.Policy."""

    target: NotRequired[float]
    fewest: NotRequired[int]
    most: NotRequired[int]
    gold_share: NotRequired[float]
    gold_most: NotRequired[int]
    disputed: NotRequired[Literal["settle", "expert"]]
    lease_hours: NotRequired[float]
    named_claims: NotRequired[bool]
    finish_in_hand: NotRequired[bool]
    hand_over: NotRequired[bool]
    appeal_days: NotRequired[int]
    predictions: NotRequired[Literal["shown", "weighed"]]


class ProgressOut(TypedDict):
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
    to_appraise: int
    proof: ProofOut


class ProjectIn(TypedDict):
    """POST /projects, and the YAML of ``goodwork projects apply`` (there ``teams`` are names)."""

    name: str
    purpose: str
    questions: list[dict[str, Any]]
    guideline: NotRequired[str]
    policy: NotRequired[PolicyWire]
    open_to: NotRequired[Literal["organization", "teams"]]
    team_ids: NotRequired[list[int]]


class ProjectOut(TypedDict):
    """GET /projects/{id}."""

    id: int
    name: str
    purpose: str
    state: Literal["active", "paused", "archived"]
    questions: list[dict[str, Any]]
    form_version: int
    guideline: GuidelineOut
    policy: PolicyWire
    open_to: Literal["organization", "teams"]
    team_ids: list[int]
    created_on: str
    my_role: Literal["manager", "reviewer", "annotator"]
    progress: ProgressOut | None


class ProjectPatch(TypedDict):
    """PATCH /projects/{id}: only what is sent changes. Sent questions make a new version of the form. Opening it to
    fewer people takes a reason where somebody who works there may not any more.
    """

    reason: NotRequired[str]
    evidence: NotRequired[list[int]]
    name: NotRequired[str | None]
    purpose: NotRequired[str | None]
    questions: NotRequired[list[dict[str, Any]] | None]
    policy: NotRequired[PolicyWire | None]
    state: NotRequired[Literal["active", "paused", "archived"] | None]
    open_to: NotRequired[Literal["organization", "teams"] | None]
    team_ids: NotRequired[list[int] | None]


class ProjectRow(TypedDict):
    """GET /projects: a row of the dashboard."""

    id: int
    name: str
    purpose: str
    state: Literal["active", "paused", "archived"]
    kinds: list[str]
    my_role: Literal["manager", "reviewer", "annotator"]
    items: int
    settled: int
    met: int
    most_reached: int
    no_gain: int
    by_person: int
    on_count: int
    unknown: int
    supported: bool | None
    set_aside: int
    my_annotations: int
    my_live_claims: int
    lead: str | None
    is_new: bool
    deliverables: str
    languages: list[str]
    warnings: list[Literal["violence", "sexual", "hate", "self-harm", "medical", "distressing"]]
    avoided: bool
    has_sample: bool
    effort: EffortOut
    left: LeftOut
    waiting: WaitingOut | None
    asks_for: list[RequirementOut]
    pay: PayOfferOut | None
    own: OwnProjectOut


class ProofOut(TypedDict):
    """What gold that was drawn at random proves of the items that are said to reach the target."""

    target: float
    proves: float | None
    missing: int | None
    supported: bool
    states: bool
    says: str


class TagOut(TypedDict):
    """What became of a tag."""

    item: str
    what: str
    why: str


class TemplateOut(TypedDict):
    """A row of GET /templates: a project to begin with."""

    name: str
    title: str
    about: str
    example: dict[str, Any]
    project: dict[str, Any]
