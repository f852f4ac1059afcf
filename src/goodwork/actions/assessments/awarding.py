"""What a passed attempt comes to: the tier that it is for, and an applicant's admission by the page's rule."""

from __future__ import annotations

from goodwork.actions.applications.decide import admit_by_rule
from goodwork.actions.qualifications.award import award
from goodwork.errors import NotFound
from goodwork.model.assessments import Assessment
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.store.database import Transaction


async def award_passed(
    t: Transaction, organization: OrganizationId, assessment: Assessment, person: PersonId, attempt: int
) -> None:
    """Award what the assessment is for; nothing where it is for none, or its tier was removed since.

    An applicant is admitted where the organization's page says that passing it admits.
    """
    await admit_by_rule(t, organization, assessment.id, person, attempt)
    terms = assessment.terms
    if terms.qualification_id is None or terms.tier is None:
        return
    evidence = {"assessment": assessment.id, "attempt": attempt, "title": terms.title}
    try:
        await award(t, organization, person, terms.qualification_id, terms.tier, evidence)
    except NotFound:
        # The result stands all the same; whoever leads has taken the tier out.
        return
