"""Two organizations, people of every role, and one of everything that has an id."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import text

from goodwork.model.people import SYSTEM
from goodwork.model.qualifications import How
from goodwork.model.restrictions import Restricts
from tests.api.callers import PASSWORD, Caller, House

MARK = "Zebra"
"""Is in every name of the first organization, and may never be seen by the second."""

NOWHERE = 2_000_000_000
"""An id that nothing has."""

_numbers = itertools.count(1)


@dataclass
class World:
    """The first organization with its people, and the owner of the second."""

    house: House
    people: dict[str, Caller]
    outsider: Caller
    project: int
    untouched: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    """Ids for a route's calls that are all refused."""

    async def sql(self, statement: str, **values: Any) -> Any:
        """Run a statement that returns one value."""
        async with self.house.state.database.transaction(SYSTEM) as t:
            return (await t.execute(text(statement), values)).scalar_one()

    @property
    def organization(self) -> int:
        return self.people["owner"].me["organization_id"]

    async def fresh(self, what: str, caller: str) -> str | int:
        """The id of a new thing of the first organization; where things belong to somebody, it is the caller's."""
        return await getattr(self, f"new_{what}")(self.people[caller].me["person_id"])

    async def new_project(self, person: int) -> int:
        return self.project

    async def new_organization(self, person: int) -> int:
        return self.organization

    async def new_number(self, person: int) -> int:
        return 1

    async def new_item(self, person: int) -> int:
        blob = self.house.state.blobs.put(b"\x89PNG\r\n\x1a\n not much of a picture")
        item = await self.sql(
            "INSERT INTO item (organization_id, project_id, position, wanted)"
            " SELECT :o, :p, coalesce(max(position), -1) + 1, 2 FROM item WHERE project_id = :p RETURNING id",
            o=self.organization,
            p=self.project,
        )
        await self.sql(
            "INSERT INTO item_payload (item_id, organization_id, project_id, content_hash, payload)"
            " VALUES (:i, :o, :p, sha256(CAST(CAST(:i AS text) AS bytea)), jsonb_build_object('parts',"
            " jsonb_build_array(jsonb_build_object('name', 'text', 'type', 'text', 'text', 'A text.'),"
            " jsonb_build_object('name', 'picture', 'type', 'picture', 'blob', CAST(:b AS text),"
            " 'media', 'image/png', 'width', 1, 'height', 1)))) RETURNING item_id",
            i=item,
            o=self.organization,
            p=self.project,
            b=blob,
        )
        return item

    async def new_claim(self, person: int, state: int = 0) -> int:
        item = await self.new_item(person)
        await self.sql(
            "UPDATE item SET live = :l, completed = :c WHERE id = :i RETURNING id",
            l=int(state == 0),
            c=int(state == 1),
            i=item,
        )
        return await self.sql(
            "INSERT INTO claim (organization_id, project_id, item_id, person_id, state, expires_at)"
            " VALUES (:o, :p, :i, :who, :s, now() + interval '1 day') RETURNING id",
            o=self.organization,
            p=self.project,
            i=item,
            who=person,
            s=state,
        )

    async def new_annotation(self, person: int) -> int:
        claim = await self.new_claim(person, state=1)
        return await self.sql(
            "INSERT INTO annotation (organization_id, project_id, item_id, person_id, claim_id, form_version, answers)"
            ' SELECT organization_id, project_id, item_id, person_id, id, 1, \'{"mood": {"labels": ["bad"]}}\''
            " FROM claim WHERE id = :c RETURNING id",
            c=claim,
        )

    async def new_bulk(self, person: int) -> int:
        return await self.sql(
            "INSERT INTO bulk (organization_id, project_id, person_id, form_version, answers, filter)"
            " VALUES (:o, :p, :who, 1, '{}', '{}') RETURNING id",
            o=self.organization,
            p=self.project,
            who=person,
        )

    async def new_flag(self, person: int) -> int:
        return await self.sql(
            "INSERT INTO flag (organization_id, project_id, item_id, person_id, note)"
            " VALUES (:o, :p, :i, :who, 'Odd.') RETURNING id",
            o=self.organization,
            p=self.project,
            i=await self.new_item(person),
            who=person,
        )

    async def new_thread(self, person: int) -> int:
        return await self.sql(
            "INSERT INTO thread (organization_id, project_id, person_id, asked)"
            " VALUES (:o, :p, :who, 'Which rule decides?') RETURNING id",
            o=self.organization,
            p=self.project,
            who=person,
        )

    async def new_proposal(self, person: int) -> int:
        return await self.sql(
            "INSERT INTO proposal (organization_id, project_id, person_id, about, base_version, words, why, closes_at)"
            " VALUES (:o, :p, :who, 'questions', 1, 'A label for irony.', 'Often.', now()) RETURNING id",
            o=self.organization,
            p=self.project,
            who=person,
        )

    async def new_case(self, person: int) -> int:
        return await self.sql(
            "INSERT INTO decided_case (organization_id, project_id, asked, answer, source, source_id, person_id)"
            " VALUES (:o, :p, 'Which rule decides?', 'The second one.', 1, :t, :who) RETURNING id",
            o=self.organization,
            p=self.project,
            t=await self.new_thread(person),
            who=person,
        )

    async def new_assessment(self, person: int) -> int:
        """An open one, of which anybody may take two items."""
        made = await self.sql(
            "INSERT INTO assessment (organization_id, project_id, title, questions, state, drawn, pass_mark, tries,"
            " wait_days, minutes, made_by) SELECT :o, :p, 'Reading', questions, 1, 2, 0.5, 2, 0, 5, :who"
            " FROM form WHERE project_id = :p AND version = 1 RETURNING id",
            o=self.organization,
            p=self.project,
            who=person,
        )
        for _ in range(2):
            await self.sql(
                "INSERT INTO assessment_item (organization_id, assessment_id, payload, key, reason)"
                ' VALUES (:o, :a, \'{"parts": []}\', \'{"mood": {"labels": ["good"]}}\', \'So it says.\') RETURNING id',
                o=self.organization,
                a=made,
            )
        return made

    async def new_attempt(self, person: int) -> int:
        assessment = await self.new_assessment(person)
        made = await self.sql(
            "INSERT INTO attempt (organization_id, assessment_id, person_id, number, pass_mark)"
            " VALUES (:o, :a, :who, 1, 0.5) RETURNING id",
            o=self.organization,
            a=assessment,
            who=person,
        )
        await self.sql(
            "INSERT INTO attempt_item (attempt_id, place, organization_id, assessment_item_id)"
            " SELECT :t, 1, :o, min(id) FROM assessment_item WHERE assessment_id = :a RETURNING place",
            t=made,
            o=self.organization,
            a=assessment,
        )
        return made

    async def new_applicant(self, person: int) -> int:
        """Somebody with an open application."""
        return await self.sql(
            "INSERT INTO application (person_id, organization_id) SELECT id, organization_id FROM person WHERE id = :p"
            " RETURNING person_id",
            p=await self.new_person(person),
        )

    async def new_appealing_applicant(self, person: int) -> int:
        """Somebody who appealed that they were declined."""
        return await self.sql(
            "UPDATE application SET state = 2, decided_on = current_date, decided_by = :by, reason = 'No room.',"
            " appeal_state = 0, appeal_due_on = current_date WHERE person_id = :p RETURNING person_id",
            by=await self.new_person(person),
            p=await self.new_applicant(person),
        )

    async def new_place(self, person: int) -> int:
        return 1

    async def new_pool_item(self, person: int) -> int:
        return NOWHERE

    async def new_key_appeal(self, person: int) -> int:
        """Somebody else's."""
        attempt = await self.new_attempt(await self.new_person(person))
        return await self.sql(
            "INSERT INTO attempt_appeal (organization_id, assessment_id, assessment_item_id, attempt_id, place,"
            " person_id, due_on) SELECT :o, t.assessment_id, x.assessment_item_id, t.id, 1, t.person_id, current_date"
            " FROM attempt t JOIN attempt_item x ON x.attempt_id = t.id WHERE t.id = :t RETURNING id",
            o=self.organization,
            t=attempt,
        )

    async def new_finding(self, person: int) -> int:
        """A finding about two other people."""
        return await self.finding_of([await self.new_person(person), await self.new_person(person)])

    async def finding_of(self, people: list[int]) -> int:
        """A finding about these people, who have letters."""
        for person in people:
            await self.sql(
                "WITH made AS (INSERT INTO pseudonym (organization_id, project_id, person_id, number)"
                " SELECT :o, :p, :who, (SELECT count(*) FROM pseudonym WHERE project_id = :p)"
                " ON CONFLICT DO NOTHING RETURNING number) SELECT count(*) FROM made",
                o=self.organization, p=self.project, who=person,
            )  # fmt: skip
        return await self.sql(
            "INSERT INTO dependence (organization_id, project_id, question, people, share, items)"
            " VALUES (:o, :p, 'mood', :people, 0.9, '[]') RETURNING id",
            o=self.organization, p=self.project, people=sorted(people),
        )  # fmt: skip

    async def new_own_reveal(self, person: int) -> int:
        """A reveal by somebody else, of this person and another one."""
        finding = await self.finding_of([person, await self.new_person(person)])
        return await self.sql(
            "INSERT INTO reveal (organization_id, project_id, finding_id, revealed_by, reason)"
            " VALUES (:o, :p, :f, :who, 'To talk about it.') RETURNING id",
            o=self.organization, p=self.project, f=finding, who=await self.new_person(person),
        )  # fmt: skip

    async def new_appealed_reveal(self, person: int) -> int:
        """A reveal by somebody else, of this person, who appeals it."""
        reveal = await self.new_own_reveal(person)
        await self.sql(
            "INSERT INTO reveal_appeal (organization_id, project_id, reveal_id, person_id, due_at)"
            " VALUES (:o, :p, :r, :who, now()) RETURNING id",
            o=self.organization, p=self.project, r=reveal, who=person,
        )  # fmt: skip
        return reveal

    async def new_reveal_appeal(self, person: int) -> int:
        """An appeal of somebody else against a reveal by somebody else."""
        appellant = await self.new_person(person)
        return await self.sql(
            "INSERT INTO reveal_appeal (organization_id, project_id, reveal_id, person_id, due_at)"
            " VALUES (:o, :p, :r, :who, now()) RETURNING id",
            o=self.organization, p=self.project, r=await self.new_own_reveal(appellant), who=appellant,
        )  # fmt: skip

    async def new_own_hours(self, person: int) -> int:
        """Hours that this person entered."""
        return await self.sql(
            "WITH rate AS (INSERT INTO pay_rate (organization_id, project_id, basis, currency, amount, set_by)"
            " VALUES (:o, :p, 'hour', 'EUR', 1200, :who) RETURNING id)"
            " INSERT INTO pay_hours (organization_id, project_id, person_id, day, minutes, rate_id)"
            " SELECT :o, :p, :who, '2026-01-31', 90, id FROM rate RETURNING id",
            o=self.organization, p=self.project, who=person,
        )  # fmt: skip

    async def new_hours(self, person: int) -> int:
        """Hours that somebody else entered."""
        return await self.new_own_hours(await self.new_person(person))

    async def new_statement(self, person: int) -> int:
        """A statement of somebody else."""
        return await self.sql(
            "INSERT INTO pay_statement (organization_id, person_id, currency, month, amount, lines, closed_by)"
            " VALUES (:o, :who, 'EUR', '2026-01-01', 5, 1, :who) RETURNING id",
            o=self.organization, who=await self.new_person(person),
        )  # fmt: skip

    async def new_own_appeal(self, person: int) -> int:
        """An appeal of this person."""
        return await self.sql(
            "INSERT INTO appeal (organization_id, project_id, item_id, person_id, against, verdict, answers,"
            " form_version, annotation_id, due_at)"
            " SELECT organization_id, project_id, item_id, person_id, 1, '', answers, 1, id, now()"
            " FROM annotation WHERE id = :a RETURNING id",
            a=await self.new_annotation(person),
        )

    async def new_appeal(self, person: int) -> int:
        """An appeal of somebody else, which everybody who reviews may decide."""
        return await self.new_own_appeal(await self.new_person(person))

    async def new_qualification(self, person: int) -> int:
        body = {"name": f"{MARK} language {next(_numbers)}", "tiers": [{"name": "basic"}]}
        return (await self.people["owner"].ok("POST", "/qualifications", json=body))["id"]

    async def new_taking(self, person: int) -> int:
        """A tier that somebody else took from this person."""
        qualification = await self.new_qualification(person)
        given = (
            "INSERT INTO qualification_event"
            " (organization_id, qualification_id, person_id, tier, how, reason, made_by)"
            " VALUES (:o, :q, :who, :tier, :how, 'Because.', :by) RETURNING id"
        )
        by = await self.new_person(person)
        for tier, how in ((1, How.GIVEN), (0, How.TAKEN)):
            event = await self.sql(
                given, o=self.organization, q=qualification, who=person, tier=tier, how=how.value, by=by
            )
        await self.sql(
            "INSERT INTO qualification_held (person_id, qualification_id, organization_id, tier, event_id)"
            " VALUES (:who, :q, :o, 0, :e) RETURNING event_id",
            who=person, q=qualification, o=self.organization, e=event,
        )  # fmt: skip
        return event

    async def new_restriction(self, person: int) -> int:
        """Somebody else took a grant from this person."""
        return await self.sql(
            "INSERT INTO restriction (organization_id, person_id, what, project_id, before, after, reason, made_by)"
            " VALUES (:o, :who, :what, :p, '{\"role\": \"reviewer\"}', '{}', 'It was for a month.', :by)"
            " RETURNING id",
            o=self.organization, p=self.project, who=person, what=Restricts.GRANT.value,
            by=await self.new_person(person),
        )  # fmt: skip

    async def new_appealed_restriction(self, person: int) -> int:
        """The same, appealed."""
        restriction = await self.new_restriction(person)
        await self.sql(
            "INSERT INTO restriction_appeal (organization_id, restriction_id, due)"
            " VALUES (:o, :r, current_date) RETURNING id",
            o=self.organization, r=restriction,
        )  # fmt: skip
        return restriction

    async def new_restriction_appeal(self, person: int) -> int:
        """An appeal of somebody else."""
        restriction = await self.new_appealed_restriction(await self.new_person(person))
        return await self.sql("SELECT id FROM restriction_appeal WHERE restriction_id = :r", r=restriction)

    async def new_appealed_taking(self, person: int) -> int:
        event = await self.new_taking(person)
        await self._appeal(event)
        return event

    async def new_taking_appeal(self, person: int) -> int:
        """An appeal of somebody else, which everybody who leads may decide."""
        return await self._appeal(await self.new_taking(await self.new_person(person)))

    async def _appeal(self, event: int) -> int:
        return await self.sql(
            "INSERT INTO qualification_appeal (organization_id, event_id, due)"
            " VALUES (:o, :e, current_date + 7) RETURNING id",
            o=self.organization, e=event,
        )  # fmt: skip

    async def new_import(self, person: int) -> int:
        return await self.sql(
            "INSERT INTO data_import (organization_id, project_id, name, format, state)"
            " VALUES (:o, :p, 'file.jsonl', 'jsonl', 'done') RETURNING id",
            o=self.organization,
            p=self.project,
        )

    async def new_version(self, person: int) -> int:
        return await self.sql(
            "INSERT INTO dataset_version (organization_id, project_id, number, known_limits, state)"
            " SELECT :o, :p, coalesce(max(number), 0) + 1, 'Small.', 'failed' FROM dataset_version"
            " WHERE project_id = :p RETURNING id",
            o=self.organization,
            p=self.project,
        )

    async def new_team(self, person: int) -> int:
        made = await self.people["owner"].ok("POST", "/teams", json={"name": f"{MARK} team {next(_numbers)}"})
        return made["id"]

    async def new_invitation(self, person: int) -> int:
        return (await self.people["owner"].ok("POST", "/invitations", json={}))["id"]

    async def new_token(self, person: int) -> int:
        return await self.sql(
            "INSERT INTO api_token (organization_id, person_id, name, prefix, token_hash, scopes, expires_at)"
            " VALUES (:o, :who, 'a token', 'gw_', sha256(CAST(CAST(:n AS text) AS bytea)), '{read}',"
            " now() + interval '1 day') RETURNING id",
            o=self.organization,
            who=person,
            n=next(_numbers),
        )

    async def new_session(self, person: int) -> int:
        return await self.sql(
            "INSERT INTO session (organization_id, person_id, token_hash, expires_at)"
            " VALUES (:o, :who, sha256(CAST(CAST(:n AS text) AS bytea)), now() + interval '1 day') RETURNING id",
            o=self.organization,
            who=person,
            n=f"session {next(_numbers)}",
        )

    async def new_person(self, person: int) -> int:
        """An annotator with a grant on the project, so that it can be taken back."""
        number = next(_numbers)
        made = await self.sql(
            "INSERT INTO person (organization_id, name, email, role, pseudonym)"
            " VALUES (:o, :n, :e, 'annotator', :n) RETURNING id",
            o=self.organization,
            n=f"{MARK} person {number}",
            e=f"zebra{number}@example.org",
        )
        await self.people["owner"].ok("PUT", f"/projects/{self.project}/grants/{made}", json={"role": "reviewer"})
        return made

    async def new_cluster(self, person: int) -> int:
        return 1

    async def new_split(self, person: int) -> int:
        return await self.sql(
            "INSERT INTO redundancy_split (organization_id, project_id) VALUES (:o, :p) RETURNING id",
            o=self.organization,
            p=self.project,
        )

    async def new_question(self, person: int) -> str:
        return "mood"

    async def new_name(self, person: int) -> str:
        return "picture"


async def _outsider(house: House, owner: Caller) -> Caller:
    """The owner of the second organization, whose account is a manager of the first one too: not in this session."""
    made = await house.owner("Other organization")
    link = (await owner.ok("POST", "/invitations", json={"role": "manager"}))["link"].rpartition("#")[2]
    body = {"token": link, "name": "Outside", "email": made.me["email"], "password": PASSWORD, "has_account": True}
    assert (await house.browser().post("/join", json=body)).status_code == 201
    return made


async def make_world(house: House) -> World:
    """Everybody signed in, and a project with one item."""
    owner = await house.owner(f"{MARK} organization")
    people = {"owner": owner}
    for role in ("manager", "reviewer", "annotator"):
        people[role] = await house.person(owner, role)
    project = (await house.project(owner, name=f"{MARK} project"))["id"]
    for granted in ("reviewer", "manager"):
        caller = people[f"granted {granted}"] = await house.person(owner, "annotator")
        path = f"/projects/{project}/grants/{caller.me['person_id']}"
        await owner.ok("PUT", path, json={"role": granted})
    world = World(house, people, await _outsider(house, owner), project)
    await world.new_item(0)
    return world
