"""What a passed attempt comes to: the tier that it is for, and an applicant's admission by the page's rule."""

from __future__ import annotations

from goodwork.actions.applications.decide import admit_by_rule
from goodwork.actions.qualifications.award import award
from goodwork.errors import NotFound
from goodwork.model.assessments import Assessment, Attempt
from goodwork.model.ids import OrganizationId
from goodwork.store.assessments.attempts import Weighed
from goodwork.store.database import Transaction


async def award_passed(
    t: Transaction, organization: OrganizationId, assessment: Assessment, attempt: Attempt | Weighed
) -> None:
    """Award what was told before the attempt began; nothing where that was nothing, or its tier was removed since.

    An applicant is admitted where the organization's page says that passing it admits.
    """
    await admit_by_rule(t, organization, assessment.id, attempt.person_id, attempt.id)
    if attempt.qualification_id is None or attempt.tier is None:
        return
    evidence = {"assessment": assessment.id, "attempt": attempt.id, "title": assessment.terms.title}
    try:
        await award(t, organization, attempt.person_id, attempt.qualification_id, attempt.tier, evidence)
    except NotFound:
        # The result stands all the same; whoever leads has taken the tier out.
        return
