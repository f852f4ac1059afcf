"""How decisions about people are made in a project: which there are, what enters each, with the values that hold now.

It is made of the policy, the tiers and the rate of the project and of the constants of the rules themselves, so it says
what they do. A test goes through the policy's fields, the inputs and the constants of those rules: one that stands
nowhere here fails it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from goodwork.actions.projects.reach import reach_project
from goodwork.flow import machine
from goodwork.judging import appealed, stopping
from goodwork.model import applications as applications_rule
from goodwork.model import assessments as assessments_rule
from goodwork.model import dependence, restrictions
from goodwork.model import qualifications as qualifications_rule
from goodwork.model.applications import PublicPage
from goodwork.model.assessments import Terms
from goodwork.model.pay import Floor, Rate
from goodwork.model.people import Actor
from goodwork.model.projects import Policy
from goodwork.model.qualifications import Requirement, Shown, Tier
from goodwork.routing import offer, order
from goodwork.routing.access import Standing
from goodwork.routing.order import Known
from goodwork.store.applications import pages
from goodwork.store.assessments import assessments
from goodwork.store.database import Database, Kind
from goodwork.store.pay import rates
from goodwork.store.qualifications import held, qualifications

Value = bool | int | float | str


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision about people: who makes it, what enters it, and what it goes by."""

    decision: str
    by: str
    """``rule``: a rule orders or counts, and takes nothing from anybody; else who decides."""
    enters: Sequence[str]
    parameters: Mapping[str, Value]
    appeal: str | None
    """Where it is appealed; None: it takes nothing from anybody."""


@dataclass(frozen=True, slots=True)
class HowDecided:
    """All of them in a project, what it asks for and what answers earn."""

    decisions: Sequence[Decided]
    requirements: Sequence[Requirement]
    tiers: Sequence[tuple[str, Tier]]
    """By the name of their qualification, those that answers in this project may earn."""
    assessments: Sequence[tuple[Terms, str | None, str | None]]
    """The open ones of the organization, with the qualification and the tier that each earns."""
    floors: Sequence[Floor]
    """The least that an hour may come to without it being said, a currency each."""


MOST_SHOWN = 50
"""Open assessments on the page, the newest."""

INPUTS: Mapping[type, Mapping[str, str]] = {
    Standing: {
        "role": "role", "granted": "grant", "open_to_organization": "opening", "in_team": "team", "archived": "state",
    },
    Shown: {"low": "skill", "items": "items-behind"},
    Known: {"person": "answers", "estimate": "skill", "low": "skill", "high": "skill", "items": "items-behind"},
}  # fmt: skip
"""What the rules are given of people, and as what it stands on the page."""

NOT_ABOUT_PEOPLE: Mapping[str, str] = {
    "CONTESTED": "the number of a lane of items",
    "ENOUGH_EACH": "when a desk may hold items for a time without a connection, for everybody alike",
    "PEOPLE_COUNTED": "where counting people for that ends",
    "REOPEN_WORTH": "how much more an item that was settled must gain by another answer to be asked again",
    "MOST_TIERS": "how many tiers a qualification may have",
    "MOST_SOURCES": "how many questions may be tied to one",
    "MOST_ASKED": "how many a project may ask for",
    "MOST_ITEMS": "how many items a pool of an assessment may have",
}
"""Constants of the rules that decide nothing about anybody, and why."""

MODULES = (
    order, offer, stopping, appealed, machine, dependence, qualifications_rule, restrictions, applications_rule,
    assessments_rule,
)  # fmt: skip
"""Where the rules keep their constants."""

NEVER = (
    "hours", "volume", "speed", "order", "absence", "skips", "handing-over", "pauses", "device", "address",
    "typing", "appeals", "messages",
)  # fmt: skip
"""What enters no skill and no tier."""


async def how_decided(database: Database, actor: Actor, project: int) -> HowDecided:
    """How decisions are made in a project, as it is set up now; for everybody who may work there."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        facts = (await reach_project(t, actor, project)).project
        asked = await qualifications.requirements(t, facts.id, actor.person_id)
        rate = next(iter(await rates.rates(t, facts.id, 1)), None)
        tiers: list[tuple[str, Tier]] = []
        for identity in await held.tied(t, facts.id):
            found = await qualifications.one(t, identity)
            if found is not None:
                tiers += [(found.name, tier) for tier in found.tiers if tier.least is not None]
        page = await pages.own(t, actor.organization_id)
        taken = await assessments.open_ones(t, actor, MOST_SHOWN)
        floors = await rates.floors(t, actor.organization_id)
    made = decisions(facts.policy, rate, PublicPage() if page is None else page[1])
    return HowDecided(made, asked, tiers, taken, floors)


def decisions(policy: Policy, rate: Rate | None, page: PublicPage) -> list[Decided]:
    """The decisions with the values of this policy, this rate (None: nothing is paid), what the public page says, and
    the rules themselves."""
    by_rule = page.admits and page.assessment_id is not None
    set_here = {
        **asdict(policy), "disputed": policy.disputed.value, "predictions": policy.predictions.value,
    }  # fmt: skip
    return [
        Decided(
            "access", "lead", ("role", "grant", "opening", "team", "state", "tiers"),
            {name: set_here[name] for name in ("finish_in_hand",)}, "restriction",
        ),
        Decided(
            "admission", "rule" if by_rule else "lead", ("assessments", "words"),
            {
                "shown": page.shown, "assessed": page.assessment_id is not None, "admits": by_rule,
                "most_open": page.most_open, "paid_a_month": page.paid_a_month,
                "application_days": applications_rule.APPEAL_DAYS,
            }, "application",
        ),
        Decided("assessment", "rule", ("known-items",), {"key_days": assessments_rule.APPEAL_DAYS}, "key"),
        Decided(
            "offered", "rule", ("answers", "skill", "items-behind", "wishes", "limits", "chance"),
            {
                **{name: set_here[name] for name in ("fewest", "most", "lease_hours", "named_claims", "hand_over")},
                "finishing": order.FINISHING, "live_most": offer.LIVE_MOST, "ahead_most": offer.AHEAD_MOST,
            }, None,
        ),
        Decided(
            "gold", "rule", ("chance", "answers"),
            {name: set_here[name] for name in ("gold_share", "gold_most")}, "gold",
        ),
        Decided(
            "settled", "rule", ("answers", "skill", "gold-answers", "models", "dependence"),
            {
                **{name: set_here[name] for name in ("target", "disputed", "predictions")},
                "reopen_margin": stopping.REOPEN_MARGIN, "skips_to_hold": machine.SKIPS_TO_HOLD,
            }, "score",
        ),
        Decided(
            "skill", "rule", ("answers", "gold-answers", "reviews", "appeals-upheld", "dependence"), {}, "score",
        ),
        Decided(
            "tier", "rule", ("skill", "items-behind", "assessments"),
            {"fewest_items": qualifications_rule.FEWEST_ITEMS}, "taking",
        ),
        Decided(
            "dependence", "lead", ("answers", "gold-answers"),
            {
                "misled": dependence.MISLED, "known": dependence.KNOWN, "least": dependence.LEAST,
                "slip": dependence.SLIP,
            }, "reveal",
        ),
        Decided("review", "reviewer", ("answers",), {}, "review"),
        Decided(
            "appeal", "other", ("answers", "words"),
            {
                "appeal_days": set_here["appeal_days"], "fewest_decided": appealed.FEWEST_DECIDED,
                "at_fault": appealed.AT_FAULT,
            }, None,
        ),
        Decided("pay", "rule", ("answers", "reviews", "own-hours"), _paid(rate), "lead"),
        Decided(
            "restriction", "lead", ("words", "named-items"),
            {
                "shortest_reason": restrictions.SHORTEST_REASON, "longest_reason": restrictions.LONGEST_REASON,
                "most_evidence": restrictions.MOST_EVIDENCE, "restriction_days": restrictions.APPEAL_DAYS,
                "most_openings": restrictions.MOST_OPENINGS, "taking_days": qualifications_rule.APPEAL_DAYS,
            }, "restriction",
        ),
    ]  # fmt: skip


def _paid(rate: Rate | None) -> dict[str, Value]:
    if rate is None or rate.amount == 0:
        return {"paid": False}
    return {"basis": rate.basis.value, "amount": rate.amount, "currency": rate.currency}
