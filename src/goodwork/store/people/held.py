"""Every column that names a person: what it is for, and who reads it. A test compares the list with the schema."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """A column that names a person."""

    column: str
    """Its table, a point, its name."""
    purpose: str
    reader: str
    times: tuple[str, ...] = ()
    """Columns of the table that say when, as far as they say it of this person."""


ME = "the person themselves"
LEADS = "the person, and those who lead the project"
OWNERS = "the person, and owners"
HOUSE = "the person, and those who lead the organization"
NOBODY = "nobody: goodwork itself, to do it"
ALL = "everybody who may work in the project"

HELD = (
    Held("annotation.person_id", "whose answers these are: they are credited and paid", LEADS, ("submitted_at",)),
    Held("api_token.person_id", "whose program may do what", ME, ("created_at", "expires_at", "revoked_at")),
    Held("appeal.decided_by", "who decided an appeal", LEADS, ("decided_at",)),
    Held("appeal.given_by", "who gave what is appealed, and so does not decide it", LEADS),
    Held("appeal.person_id", "whose appeal it is; who decides it does not see it", ME, ("at", "due_at")),
    Held("application.appeal_decided_by", "who decided an appeal against declining an application", LEADS),
    Held("application.decided_by", "who admitted or declined an applicant", LEADS, ("decided_on",)),
    Held("application.person_id", "who applied, and what became of it", LEADS, ("applied_on", "appeal_due_on")),
    Held("asked_again.person_id", "who had an item asked again", LEADS),
    Held("assessment.made_by", "who made an assessment", LEADS, ("made_on",)),
    Held("assessment_item.aside_by", "who set an item of its pool aside", LEADS, ("aside_on",)),
    Held("attempt.person_id", "whose attempt at an assessment it is", ME, ("handed_in_on", "raised_on")),
    Held("attempt_appeal.decided_by", "who decided an appeal against a key", LEADS),
    Held("attempt_appeal.person_id", "whose appeal it is", ME, ("due_on",)),
    Held("audit.person_id", "who changed what", OWNERS, ("at",)),
    Held("bulk.person_id", "who labelled many items at once", LEADS, ("at", "finished_at", "undone_at")),
    Held("claim.person_id", "who works on an item until when, so that nobody else is asked meanwhile", ME,
         ("granted_at", "expires_at")),
    Held("comment.person_id", "who commented on a proposal", ALL, ("at",)),
    Held("data_import.created_by", "who brought a file", LEADS, ("created_at", "finished_at")),
    Held("data_import.undone_by", "who took it back", LEADS, ("undone_at",)),
    Held("dataset_version.created_by", "who published a version", LEADS, ("created_at",)),
    Held("decided_case.person_id", "who decided a case", ALL, ("at",)),
    Held("dependence.people", "whose answers depend on each other; names are read for a written reason only", NOBODY,
         ("found_at",)),
    Held("digest.person_id", "who wants letters, and at which hour", ME, ("next_at", "since", "sent_at")),
    Held("effort_report.person_id", "what an item takes somebody by their own word; of eight people a median is shown",
         ME, ("day",)),
    Held("flag.person_id", "who flagged an item", LEADS, ("at",)),
    Held("flag.resolved_by", "who dealt with it", LEADS, ("resolved_at",)),
    Held("form.created_by", "who wrote the questions", LEADS, ("created_at",)),
    Held("gold.created_by", "who said what is right", LEADS, ("created_at",)),
    Held("guideline.created_by", "who wrote the guideline", ALL, ("created_at",)),
    Held("handover.person_id", "who began an item that they left for a colleague to finish", ME),
    Held("idempotency.person_id", "what was sent already, for a day: sent again, nothing happens twice", NOBODY,
         ("created_at",)),
    Held("inbox.person_id", "what came back to somebody", ME, ("at", "first_at", "read_at")),
    Held("invitation.created_by", "who invited", OWNERS, ("created_at", "expires_at", "accepted_at", "revoked_at")),
    Held("own_choice.person_id", "what somebody does not want to see", ME),
    Held("own_limit.person_id", "the limits that somebody set for themselves, and their own count of a day", ME,
         ("done_on", "lifted_on", "quiet_lifted_on", "day")),
    Held("own_project.person_id", "what work somebody wishes for, and which projects they left", ME),
    Held("password_reset.created_by", "who made a reset link", OWNERS, ("created_at",)),
    Held("password_reset.person_id", "for whom it is", ME, ("expires_at",)),
    Held("pay_balance.person_id", "what is owed to somebody", OWNERS),
    Held("pay_floor.set_by", "who set the pay floor", OWNERS, ("since",)),
    Held("pay_hook.set_by", "who set the payroll hook", OWNERS, ("since",)),
    Held("pay_hours.decided_by", "who confirmed or declined hours", LEADS, ("decided_on",)),
    Held("pay_hours.person_id", "whose hours they are, by their own word", LEADS, ("day", "entered_on")),
    Held("pay_open.person_id", "what is on no statement yet", OWNERS),
    Held("pay_pending.person_id", "whose answers wait to be accepted", ME),
    Held("pay_posting.made_by", "who corrected pay, confirmed hours or closed a statement", OWNERS, ("at",)),
    Held("pay_posting.person_id", "to whom it is posted", ME, ("at",)),
    Held("pay_rate.set_by", "who set what is paid", ALL, ("since",)),
    Held("pay_statement.closed_by", "who closed a statement", OWNERS, ("closed_on",)),
    Held("pay_statement.person_id", "whose statement it is", OWNERS, ("month", "closed_on")),
    Held("project.answerer_id", "who answers the questions about a project", ALL, ("created_at",)),
    Held("project.created_by", "who made a project", LEADS, ("created_at",)),
    Held("project_grant.person_id", "who may do more in a project", LEADS),
    Held("project_person.person_id", "how many answers and reviews somebody gave", LEADS),
    Held("proposal.decided_by", "who decided a proposal", ALL, ("decided_at",)),
    Held("proposal.person_id", "who made it", ALL, ("at", "closes_at")),
    Held("pseudonym.person_id", "by which name somebody is shown in exports", LEADS),
    Held("public_page.changed_by", "who wrote the public page", LEADS, ("changed_on", "paid_month")),
    Held("qualification_appeal.decided_by", "who decided an appeal against a taking", LEADS, ("due",)),
    Held("qualification_event.made_by", "who gave or took a tier", LEADS, ("day",)),
    Held("qualification_event.person_id", "how somebody came to a tier", LEADS, ("day",)),
    Held("qualification_held.person_id", "which tier somebody holds", LEADS),
    Held("queue_cursor.person_id", "where the queue goes on for somebody", NOBODY, ("dry_until", "gold_dry_until")),
    Held("redundancy_check.created_by", "who began a check", LEADS, ("created_at", "finished_at")),
    Held("redundancy_split.person_id", "who said that items differ", LEADS, ("at",)),
    Held("requirement_waiver.person_id", "who works in a project without a tier that it asks for, by an upheld appeal",
         LEADS),
    Held("restriction.made_by", "who took something from somebody, and why", HOUSE, ("day",)),
    Held("restriction.person_id", "from whom it was taken", HOUSE, ("day",)),
    Held("restriction_appeal.decided_by", "who decided an appeal against that", HOUSE, ("due",)),
    Held("reveal.revealed_by", "who read the names behind a finding, and why", OWNERS, ("at", "withdrawn_at")),
    Held("reveal_appeal.decided_by", "who decided an appeal against that", OWNERS, ("decided_at",)),
    Held("reveal_appeal.person_id", "whose appeal it is", ME, ("at", "due_at")),
    Held("review.person_id", "who reviewed an item", ALL, ("at",)),
    Held("session.person_id", "where somebody is signed in, until it ends", ME, ("created_at", "expires_at")),
    Held("set_aside.person_id", "who set an item aside", LEADS, ("at",)),
    Held("skill.person_id", "what the answers say of somebody, with an interval and its evidence", LEADS,
         ("updated_at",)),
    Held("skip.person_id", "who skips an item, so that it does not come back to them; it is never scored", NOBODY,
         ("at",)),
    Held("story.person_id", "who decided about an item", LEADS, ("at", "fitted_at")),
    Held("team_member.person_id", "who is in a team", LEADS),
    Held("thanks.given_by", "who thanked", ME, ("at",)),
    Held("thanks.person_id", "whom", ME, ("at",)),
    Held("thread.answered_by", "who answered a question", ALL, ("answered_at",)),
    Held("thread.person_id", "who asked it", ALL, ("at", "changed_at")),
    Held("version_share.person_id", "how many answers of somebody are in a version", ME),
)  # fmt: skip
