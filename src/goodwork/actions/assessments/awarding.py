"""What a passed attempt awards: the tier of a qualification that its assessment is for."""

from __future__ import annotations

from goodwork.actions.qualifications.award import award
from goodwork.errors import NotFound
from goodwork.model.assessments import Assessment
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.store.database import Transaction


async def award_tier(
    t: Transaction, organization: OrganizationId, assessment: Assessment, person: PersonId, attempt: int
) -> None:
    """Award what the assessment is for; nothing where it is for none, or its tier was removed since."""
    terms = assessment.terms
    if terms.qualification_id is None or terms.tier is None:
        return
    evidence = {"assessment": assessment.id, "attempt": attempt, "title": terms.title}
    try:
        await award(t, organization, person, terms.qualification_id, terms.tier, evidence)
    except NotFound:
        # The result stands all the same; whoever leads has taken the tier out.
        return
