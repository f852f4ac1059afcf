"""A person's inbox: written where something happens to what they did, in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId, ProjectId
from goodwork.model.inbox import About, Entry
from goodwork.model.people import Actor
from goodwork.store.database import Transaction
from goodwork.store.guideline.known import ANSWERED_BY
from goodwork.store.items.payloads import GLIMPSE
from goodwork.store.words import named, statement

MOST_COUNTED = 100
"""Unread entries beyond this are not counted: nobody reads the number any more."""

MOST_OF_ITEMS = 500
"""Entries that are read of the items of one page of answers."""

# Told anew, an entry comes to the top again, unread.
_TELL = text("""
  -- name: inbox_tell
  INSERT INTO inbox AS x (organization_id, project_id, item_id, person_id, about, subject_id)
  SELECT :organization, :project, n.item_id, n.person_id, :about, n.subject_id
  FROM unnest(CAST(:items AS bigint[]), CAST(:people AS integer[]), CAST(:subjects AS bigint[]))
    AS n (item_id, person_id, subject_id)
  ON CONFLICT (person_id, about, subject_id) DO UPDATE SET id = DEFAULT, at = DEFAULT, read_at = NULL
""")

# Whoever was given work in the project or answered something; one entry, which comes to the top again.
_TELL_WORKERS = statement("""
  -- name: inbox_tell_workers
  INSERT INTO inbox AS x (organization_id, project_id, person_id, about, subject_id)
  SELECT :organization, :project, n.person_id, About.GUIDELINE, :project
  FROM (SELECT person_id FROM queue_cursor WHERE project_id = :project
        UNION SELECT person_id FROM project_person WHERE project_id = :project AND annotations > 0) n
  JOIN person p ON p.id = n.person_id AND p.deactivated_at IS NULL AND p.id <> :person
  ORDER BY n.person_id
  ON CONFLICT (person_id, about, subject_id)
    DO UPDATE SET id = DEFAULT, at = DEFAULT, read_at = NULL
""")

# Whoever was told of it by the decision on an appeal is not told again by the gold that it made.
_TELL_ONCE = statement("""
  -- name: inbox_tell_once
  INSERT INTO inbox AS x (organization_id, project_id, item_id, person_id, about, subject_id)
  SELECT :organization, :project, n.item_id, n.person_id, :about, n.subject_id
  FROM unnest(CAST(:items AS bigint[]), CAST(:people AS integer[]), CAST(:subjects AS bigint[]))
    AS n (item_id, person_id, subject_id)
  WHERE NOT EXISTS (SELECT FROM gold g JOIN inbox m ON m.subject_id = g.appeal_id AND m.person_id = n.person_id
                    WHERE g.item_id = n.item_id AND m.about IN (About.APPEAL, About.MENDED))
  ON CONFLICT (person_id, about, subject_id)
    DO UPDATE SET id = DEFAULT, at = DEFAULT, read_at = NULL, taken_back = false WHERE x.taken_back
""")

# The row stays: who was told once knew it from then on, and what they answer afterwards is no evidence.
_TAKE_GOLD_BACK = text("""
  -- name: inbox_take_gold_back
  UPDATE inbox SET taken_back = true WHERE item_id = :item AND about = :about AND NOT taken_back
""")

_FORGET = text("""
  -- name: inbox_forget
  DELETE FROM inbox WHERE project_id = :project AND about = :about AND subject_id = :subject
""")

# An entry is about the answer that stood when it was told; a later one may say something else.
# What a person may not see any more is not told to them either: who left a project is out of its inbox.
_SEEN = """(x.project_id IS NULL
    OR EXISTS (SELECT FROM project_standing(x.project_id, :person, :role) s WHERE s.role > 0))"""

# Their own words that thanks are for; an answer is shown by its item.
_DEED = named("""CASE k.what
      WHEN Deed.FLAG THEN (SELECT d.note FROM flag d WHERE d.id = k.subject_id)
      WHEN Deed.QUESTION THEN (SELECT d.asked FROM thread d WHERE d.id = k.subject_id)
      WHEN Deed.PROPOSAL THEN (SELECT d.why FROM proposal d WHERE d.id = k.subject_id) END""")

_ENTRIES = named(f"""
  SELECT x.id, x.about, x.at, x.read_at IS NOT NULL, x.project_id, coalesce(p.name, hp.name, ''), x.item_id,
    CASE WHEN w.item_id IS NULL THEN '{{}}' ELSE {GLIMPSE} END,
    coalesce(f.note, h.asked, o.why, CASE x.about WHEN About.APPEAL THEN e.argument END, {_DEED},
      CASE WHEN z.person_id = x.person_id THEN z.argument END, u.argument, s.argument, hh.note, ka.argument,
      nullif(ap.appeal_argument, ''), ''),
    coalesce(f.resolution, r.reason, g.reason, h.answer, o.reason, e.decision, v.note, k.words, y.reason,
      z.decision, nullif(u.decision, ''), t.reason, nullif(s.decision, ''), q.reason, hh.reason, ka.decision,
      nullif(ap.appeal_decision, ''), ap.reason, ''), b.name,
    coalesce(r.decision, CASE o.accepted WHEN true THEN 'accepted' WHEN false THEN 'declined' END),
    NOT EXISTS (SELECT FROM review l WHERE l.item_id = r.item_id AND l.id > r.id) AND y.withdrawn_at IS NULL,
    coalesce(r.answers, g.answers, e.ruled, e.answers), coalesce(r.form_version, e.ruled_version, e.form_version),
    a.form_version, a.answers, a.answers_blob, a.claim_id, coalesce(a.changed_since, false),
    x.subject_id, coalesce(h.person_id = x.person_id, o.person_id = x.person_id, false),
    coalesce(e.state, z.state, CASE WHEN u.decision <> '' THEN u.state END, CASE WHEN s.decision <> '' THEN s.state END,
      ka.state, CASE WHEN ap.appeal_decision <> '' THEN ap.appeal_state END) = AppealState.UPHELD,
    coalesce(e.rule, ''), coalesce(c.state, m.state, u.state, s.state), v.version,
    CASE WHEN v.version IS NOT NULL THEN {ANSWERED_BY.format(project="x.project_id")} END,
    k.what, k.subject_id,
    i.name, (SELECT n.name FROM qualification_tier n WHERE n.qualification_id = t.qualification_id AND n.tier = t.tier),
    (SELECT n.title FROM assessment n WHERE n.id = ka.assessment_id), ka.attempt_id, ap.state, t.how, q.what,
    hh.day, hh.minutes
  FROM inbox x
  LEFT JOIN project p ON p.id = x.project_id
  LEFT JOIN item_payload w ON w.item_id = x.item_id
  LEFT JOIN flag f ON x.about = About.FLAG AND f.id = x.subject_id
  LEFT JOIN review r ON x.about = About.REVIEW AND r.id = x.subject_id
  LEFT JOIN gold g ON x.about = About.GOLD AND g.item_id = x.subject_id
  LEFT JOIN thread h ON x.about = About.THREAD AND h.id = x.subject_id
  LEFT JOIN proposal o ON x.about = About.PROPOSAL AND o.id = x.subject_id
  LEFT JOIN appeal e ON x.about IN (About.APPEAL, About.MENDED) AND e.id = x.subject_id
  LEFT JOIN guideline v ON x.about = About.GUIDELINE AND v.project_id = x.project_id
    AND v.version = p.guideline_version
  LEFT JOIN thanks k ON x.about = About.THANKS AND k.id = x.subject_id
  LEFT JOIN reveal y ON x.about = About.REVEALED AND y.id = x.subject_id
  LEFT JOIN reveal_appeal m ON m.reveal_id = y.id AND m.person_id = x.person_id
    AND m.state <> AppealState.WITHDRAWN
  LEFT JOIN reveal_appeal z ON x.about = About.REVEAL_APPEAL AND z.id = x.subject_id
  LEFT JOIN qualification_event t ON x.about = About.QUALIFICATION AND t.id = x.subject_id
  LEFT JOIN qualification i ON i.id = t.qualification_id
  LEFT JOIN qualification_appeal u ON u.event_id = t.id AND u.state <> AppealState.WITHDRAWN
  LEFT JOIN restriction q ON x.about = About.RESTRICTION AND q.id = x.subject_id
  LEFT JOIN restriction_appeal s ON s.restriction_id = q.id AND s.state <> AppealState.WITHDRAWN
  LEFT JOIN pay_hours hh ON x.about = About.HOURS AND hh.id = x.subject_id
  LEFT JOIN project hp ON hp.id = hh.project_id
  LEFT JOIN attempt_appeal ka ON x.about = About.KEY_APPEAL AND ka.id = x.subject_id
  LEFT JOIN application ap ON x.about = About.APPLICATION AND ap.person_id = x.subject_id
  LEFT JOIN person b ON b.id = coalesce(
    f.resolved_by, r.person_id, g.created_by, h.answered_by, o.decided_by, e.decided_by, v.created_by,
    k.given_by, y.revealed_by, z.decided_by, u.decided_by, t.made_by, s.decided_by, q.made_by, hh.decided_by,
    ka.decided_by, ap.appeal_decided_by, ap.decided_by)
  LEFT JOIN appeal c ON c.person_id = x.person_id AND c.item_id = x.item_id AND c.state <> AppealState.WITHDRAWN AND (
    (x.about = About.REVIEW AND c.against = Against.REVIEW AND c.verdict = CAST(r.id AS text))
    OR (x.about = About.GOLD AND c.against = Against.GOLD AND c.verdict = md5(CAST(g.answers AS text))))
  LEFT JOIN LATERAL (
    SELECT n.form_version, n.answers, n.answers_blob, n.claim_id, EXISTS (
      SELECT FROM annotation l WHERE l.item_id = n.item_id AND l.person_id = n.person_id AND l.revision > n.revision
      ) AS changed_since
    FROM annotation n
    WHERE n.item_id = x.item_id AND n.person_id = x.person_id
      AND (n.submitted_at <= x.at OR x.about = About.FLAG)
    ORDER BY n.revision DESC LIMIT 1) a ON true
  WHERE x.person_id = :person AND NOT x.taken_back AND {_SEEN}
""")

_PAGE = text(f"""
  -- name: inbox_page
  {_ENTRIES} AND x.id < :before ORDER BY x.id DESC LIMIT :limit
""")

# What was read meanwhile is not told, and nothing is told twice under the same number.
_UNTOLD = text(f"""
  -- name: inbox_untold
  {_ENTRIES} AND x.read_at IS NULL AND x.mailed IS DISTINCT FROM x.id AND x.at >= :since ORDER BY x.id LIMIT :limit
""")

_OF_ITEMS = text(f"""
  -- name: inbox_of_items
  {_ENTRIES} AND x.item_id = ANY(:items) ORDER BY x.id DESC LIMIT {MOST_OF_ITEMS}
""")

_UNREAD = text(f"""
  -- name: inbox_unread
  SELECT count(*) FROM (
    SELECT FROM inbox x
    WHERE x.person_id = :person AND x.read_at IS NULL AND NOT x.taken_back AND {_SEEN} LIMIT {MOST_COUNTED}) u
""")

_READ = text("""
  -- name: inbox_read
  UPDATE inbox SET read_at = now() WHERE person_id = :person AND id <= :upto AND read_at IS NULL
""")


async def tell(
    t: Transaction,
    organization: OrganizationId,
    project: ProjectId | None,
    about: About,
    told: Sequence[tuple[int | None, int, int]],
    *,
    once: bool = False,
) -> None:
    """Tell people something. ``told``: item, person, and what it is about (flag, review, thread, appeal, thanks, hours,
    event of a qualification; of gold the item). ``project`` None: it is about none.

    ``once``: who was told before is not told again, unless it was taken back meanwhile.
    """
    if not told:
        return
    values = {
        "organization": organization, "project": project, "about": about.value,
        "items": [item for item, _, _ in told], "people": [person for _, person, _ in told],
        "subjects": [subject for _, _, subject in told],
    }  # fmt: skip
    await t.execute(_TELL_ONCE if once else _TELL, values)


async def tell_workers(t: Transaction, actor: Actor, project: ProjectId) -> None:
    """Tell everybody who works on a project, but the actor, that its guideline changed."""
    values = {"organization": actor.organization_id, "project": project, "person": actor.person_id}
    await t.execute(_TELL_WORKERS, values)


async def take_gold_back(t: Transaction, item: int) -> None:
    """Nobody reads any more why the known answer of an item is right; that they were told is kept."""
    await t.execute(_TAKE_GOLD_BACK, {"item": item, "about": About.GOLD.value})


async def forget(t: Transaction, project: ProjectId, about: About, subject: int) -> None:
    """Nobody is told of this any more."""
    await t.execute(_FORGET, {"project": project, "about": about.value, "subject": subject})


async def page(t: Transaction, actor: Actor, before: int, limit: int) -> list[Entry]:
    """A person's entries of the projects that they see, newest first, before an id."""
    values = {"person": actor.person_id, "role": actor.role.value, "before": before, "limit": limit}
    return [Entry(row[0], About(row[1]), *row[2:]) for row in await t.execute(_PAGE, values)]


async def untold(t: Transaction, actor: Actor, since: datetime, limit: int) -> list[Entry]:
    """A person's entries since a moment that they have not read and no digest has told, oldest first."""
    values = {"person": actor.person_id, "role": actor.role.value, "since": since, "limit": limit}
    return [Entry(row[0], About(row[1]), *row[2:]) for row in await t.execute(_UNTOLD, values)]


async def of_items(t: Transaction, actor: Actor, items: Sequence[int]) -> list[Entry]:
    """A person's entries about these items, newest first."""
    values = {"person": actor.person_id, "role": actor.role.value, "items": list(items)}
    return [Entry(row[0], About(row[1]), *row[2:]) for row in await t.execute(_OF_ITEMS, values)]


async def unread(t: Transaction, actor: Actor) -> int:
    """How many entries they have not read, at most `MOST_COUNTED`."""
    return (await t.execute(_UNREAD, {"person": actor.person_id, "role": actor.role.value})).scalar_one()


async def read(t: Transaction, person: PersonId, upto: int) -> None:
    """Note that they have read their entries up to this one."""
    await t.execute(_READ, {"person": person, "upto": upto})
