"""The projects that somebody may see, to choose from: what each says, what is left for them, what waits for leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from goodwork.model.ids import ProjectId
from goodwork.model.limits import OwnProject, WorkWish
from goodwork.model.pay import Basis, Hourly, Offer
from goodwork.model.people import Actor
from goodwork.model.projects import ProjectState, ProjectSummary, Proof
from goodwork.model.qualifications import Requirement
from goodwork.model.work import MOST_LEFT, MOST_WAITING, NEW_DAYS, ContentWarning, Effort, Left, Order, WaitingForLead
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Transaction
from goodwork.store.projects.policies import read_policy
from goodwork.store.projects.projects import OF_NOW
from goodwork.store.words import statement


def _waiting(of: str) -> str:
    return f"(SELECT count(*) FROM (SELECT FROM {of} LIMIT {MOST_WAITING}) w)"


# Constant work per row: a count is one row of its primary key, or ends where more makes no difference. What waits for
# leads is not looked for where they are none.
_LIST = f"""
  -- name: project_list_ORDER
  SELECT p.id, p.name, p.purpose, p.state,
    (SELECT jsonb_path_query_array(f.questions, '$[*].kind') FROM form f
     WHERE f.project_id = p.id AND f.version = p.form_version),
    coalesce(progress.items, 0), coalesce(progress.settled, 0), coalesce(progress.settled_met, 0),
    coalesce(progress.settled_most_reached, 0), coalesce(progress.settled_no_gain, 0),
    coalesce(progress.settled_by_person, 0), coalesce(progress.settled_on_count, 0),
    coalesce(progress.settled_unknown, 0), coalesce(progress.set_aside, 0), coalesce(mine.annotations, 0),
    (SELECT count(*) FROM claim c WHERE c.person_id = :person AND c.project_id = p.id AND c.state = ClaimState.LIVE),
    s.role, p.policy, quality.proves, quality.proof_missing, {OF_NOW.format(q="quality")},
    (SELECT l.name FROM person l WHERE l.id = p.created_by AND l.deactivated_at IS NULL),
    p.created_at > now() - interval '{NEW_DAYS} days' AND coalesce(mine.annotations, 0) = 0,
    coalesce(k.deliverables, ''), coalesce(k.languages, '{{}}'), coalesce(k.warnings, '{{}}'),
    coalesce(k.warnings && (SELECT o.avoids FROM own_choice o WHERE o.person_id = :person), false),
    k.sample_item IS NOT NULL,
    coalesce(k.effort_people, 0), k.effort_median, k.effort_p90, p.answer_minutes,
    coalesce(w.items, 0), coalesce(w.more, false),
    lead.flags, lead.questions, lead.appeals,
    least(coalesce(progress.expert, 0), {MOST_WAITING}),
    least(coalesce(progress.settled_most_reached, 0), {MOST_WAITING}),
    least(coalesce(progress.settled_no_gain, 0), {MOST_WAITING}),
    coalesce(own.wish, WorkWish.AS_IT_COMES), coalesce(own.away, false),
    (SELECT jsonb_agg(jsonb_build_array(r.qualification_id, q.name, r.tier, n.name, coalesce(h.tier, 0),
                                        coalesce(m.name, ''), EXISTS (
       SELECT FROM requirement_waiver v WHERE v.project_id = p.id AND v.person_id = :person
         AND v.qualification_id = r.qualification_id AND v.tier >= r.tier)) ORDER BY q.name, q.id)
     FROM project_requirement r JOIN qualification q ON q.id = r.qualification_id
     JOIN qualification_tier n ON n.qualification_id = r.qualification_id AND n.tier = r.tier
     LEFT JOIN qualification_held h ON h.person_id = :person AND h.qualification_id = r.qualification_id
     LEFT JOIN qualification_tier m ON m.qualification_id = h.qualification_id AND m.tier = h.tier
     WHERE r.project_id = p.id),
    rate.basis, rate.currency, rate.amount
  FROM project p CROSS JOIN LATERAL project_standing(p.id, :person, :role) s
  LEFT JOIN project_progress progress ON progress.project_id = p.id
  LEFT JOIN project_quality quality ON quality.project_id = p.id
  LEFT JOIN project_person mine ON mine.project_id = p.id AND mine.person_id = :person
  LEFT JOIN project_card k ON k.project_id = p.id
  LEFT JOIN own_project own ON own.project_id = p.id AND own.person_id = :person
  LEFT JOIN LATERAL work_left(p.id, :person, {MOST_LEFT}) w ON p.state = ProjectState.ACTIVE
  LEFT JOIN LATERAL (
    SELECT {_waiting("flag f WHERE f.project_id = p.id AND f.resolved_at IS NULL")} AS flags,
      {_waiting("thread f WHERE f.project_id = p.id AND f.answered_at IS NULL")} AS questions,
      {_waiting("appeal f WHERE f.project_id = p.id AND f.state = AppealState.OPEN")} AS appeals
  ) lead ON s.role >= ProjectRole.REVIEWER
  LEFT JOIN LATERAL (
    SELECT r.basis, r.currency, r.amount FROM pay_rate r
    WHERE r.project_id = p.id ORDER BY r.since DESC, r.id DESC LIMIT 1) rate ON true
  WHERE AFTER AND (CAST(:state AS text) IS NULL OR p.state = :state) AND s.role > 0
    AND (:search = '' OR strpos(lower(p.name || ' ' || p.purpose), lower(:search)) > 0)
    AND (:kind = '' OR EXISTS (
      SELECT FROM form f WHERE f.project_id = p.id AND f.version = p.form_version
        AND f.questions @> jsonb_build_array(jsonb_build_object('kind', CAST(:kind AS text)))))
    AND (:language = '' OR CAST(:language AS text) = ANY (k.languages))
  ORDER BY SORTED LIMIT :limit
"""

_ORDERS = {
    Order.OLDEST: ("p.id > :after", "p.id"),
    Order.NEWEST: ("(:after = 0 OR p.id < :after)", "p.id DESC"),
    Order.NAME: ("(p.name, p.id) > (:name, :after)", "p.name, p.id"),
}
_LISTS = {
    order: statement(_LIST.replace("_ORDER", f"_{order.value}").replace("AFTER", after).replace("SORTED", by))
    for order, (after, by) in _ORDERS.items()
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which projects are listed, and from where on."""

    state: ProjectState | None = None
    order: Order = Order.OLDEST
    after: int = 0
    name: str = ""
    """Of the last one before, in the order of names."""
    search: str = ""
    kind: str = ""
    language: str = ""
    limit: int = 50


async def page(t: Transaction, actor: Actor, asked: Asked) -> list[ProjectSummary]:
    """The projects that the actor may see."""
    given = {
        "person": actor.person_id, "role": actor.role.value, "state": asked.state.value if asked.state else None,
        "after": asked.after, "search": asked.search, "kind": asked.kind, "language": asked.language,
        "limit": asked.limit,
    }  # fmt: skip
    if asked.order is Order.NAME:
        given["name"] = asked.name
    return [_summary(row) for row in await t.execute(_LISTS[asked.order], given)]


def _summary(row: Row[Any]) -> ProjectSummary:
    (
        identity, name, purpose, state, kinds, items, settled, met, most_reached, no_gain, by_person, on_count,
        unknown, set_aside, annotations, claims, role, policy, proves, missing, of_now, lead, is_new, deliverables,
        languages, warnings, avoided, has_sample, people, median, p90, stated, left, more, flags, questions, appeals,
        disputed, below, of_no_gain, wish, away, asks, basis, currency, amount,
    ) = row  # fmt: skip
    # What gold proves, and what waits, is for those who lead or review.
    reviews = ProjectRole(role) >= ProjectRole.REVIEWER
    proof = Proof(read_policy(policy).target, proves if of_now else None, missing)
    return ProjectSummary(
        ProjectId(identity), name, purpose, ProjectState(state), tuple(kinds), items, settled, met, most_reached,
        no_gain, by_person, on_count, unknown, set_aside, annotations, claims, proof.supported if reviews else None,
        ProjectRole(role).word, lead, is_new, deliverables, tuple(languages),
        tuple(ContentWarning(word) for word in warnings), avoided, has_sample, Effort(people, median, p90, stated),
        Left(left, more),
        WaitingForLead(flags, questions, appeals, disputed, below, of_no_gain) if reviews else None,
        OwnProject(WorkWish(wish), away),
        tuple(Requirement(*one) for one in asks or ()),
        _offer(Basis(basis), currency, amount, Hourly(people, median, ())) if amount else None,
    )  # fmt: skip


def _offer(basis: Basis, currency: str, amount: int, hourly: Hourly) -> Offer:
    return Offer(basis, currency, amount, hourly.amount(basis, amount))
