"""What has to hold in a database of goodwork, asked of one snapshot of it."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from goodwork.errors import Unavailable
from goodwork.store.blueprint import FACTS, differences
from goodwork.store.installation.snapshot import Snapshot
from goodwork.store.schema import REVISIONS
from goodwork.store.words import named


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that holds of the data: the statement counts the rows of which it does not, and names three."""

    says: str
    statement: str


def _rule(says: str, ids: str, rest: str) -> Rule:
    # The examples come with the count, so that one scan serves both.
    return Rule(says, named(f"SELECT count(*), (array_agg({ids}))[1:3] {rest}"))


_EARLIER = "EXISTS (SELECT FROM public.asked_again g WHERE g.item_id = {a}.item_id AND g.upto >= {a}.id)"
# An answer, not a change of one: the first of a person to an item, and the first since it is asked again.
_FIRST = """revision = 1 OR EXISTS (SELECT FROM public.annotation b JOIN public.asked_again g
               ON g.item_id = b.item_id AND g.upto >= b.id AND g.upto < m.id
             WHERE b.item_id = m.item_id AND b.person_id = m.person_id AND b.revision = m.revision - 1)"""

PAY = (
    _rule(
        "every posting of pay has two sides that cancel out",
        "p.id",
        """FROM public.pay_posting p LEFT JOIN (
             SELECT posting_id, count(*) AS sides, sum(amount) AS sum, count(DISTINCT currency) AS currencies
             FROM public.pay_entry GROUP BY 1) e ON e.posting_id = p.id
           WHERE (e.sides, e.sum, e.currencies) IS DISTINCT FROM (2::bigint, 0::numeric, 1::bigint)""",
    ),
    _rule(
        "what is paid is what its rate says",
        "p.id",
        """FROM public.pay_posting p JOIN public.pay_rate r ON r.id = p.rate_id
           LEFT JOIN public.pay_entry e ON e.posting_id = p.id AND e.account = 0
           LEFT JOIN public.pay_hours h ON h.id = p.source_id AND p.kind = PayKind.HOURS
           WHERE (r.project_id, r.basis, r.currency, CASE r.basis WHEN Basis.HOUR
                    THEN (r.amount * h.minutes * 2 + 60) / 120 ELSE r.amount END)
             IS DISTINCT FROM (p.project_id, CASE p.kind WHEN PayKind.HOURS THEN Basis.HOUR ELSE p.kind END,
                               e.currency, e.amount)
             OR (p.kind = PayKind.HOURS AND (h.person_id, h.rate_id, h.state, h.decided_by)
               IS DISTINCT FROM (p.person_id, p.rate_id, HoursState.CONFIRMED, p.made_by))""",
    ),
    _rule(
        "answers with a promise of pay are paid, or wait to be accepted",
        "c.id",
        """FROM public.claim c JOIN public.pay_rate r ON r.id = c.rate_id
           WHERE c.state = ClaimState.SUBMITTED AND r.basis <> Basis.HOUR AND r.amount > 0 AND NOT EXISTS (
             SELECT FROM public.annotation a
             WHERE a.item_id = c.item_id AND a.person_id = c.person_id AND a.claim_id = c.id
               AND (EXISTS (SELECT FROM public.pay_posting p WHERE p.annotation_id = a.id)
                    OR EXISTS (SELECT FROM public.pay_pending w WHERE w.annotation_id = a.id)))""",
    ),
    _rule(
        "what was paid for being accepted does not wait for it",
        "w.annotation_id",
        "FROM public.pay_pending w JOIN public.pay_posting p ON p.annotation_id = w.annotation_id",
    ),
    _rule(
        "what is owed to people is the sum of their postings",
        "coalesce(b.person_id, s.person_id)",
        """FROM public.pay_balance b FULL JOIN (
             SELECT p.person_id, e.currency, sum(e.amount) AS amount,
               count(*) FILTER (WHERE EXISTS (SELECT FROM public.pay_open o WHERE o.posting_id = p.id)) AS postings
             FROM public.pay_posting p JOIN public.pay_entry e ON e.posting_id = p.id AND e.account = 0 GROUP BY 1, 2) s
           ON s.person_id = b.person_id AND s.currency = b.currency
           WHERE (b.amount, b.postings) IS DISTINCT FROM (s.amount::bigint, s.postings)""",
    ),
    _rule(
        "every posting is on one statement, or on none yet",
        "p.id",
        """FROM public.pay_posting p LEFT JOIN public.pay_open o ON o.posting_id = p.id
           LEFT JOIN public.pay_statement_line l ON l.posting_id = p.id
           WHERE ((o.posting_id IS NULL)::integer + (l.posting_id IS NULL)::integer)
             <> CASE p.kind WHEN PayKind.STATEMENT THEN 2 ELSE 1 END""",
    ),
    _rule(
        "statements are the sum of their lines",
        "s.id",
        """FROM public.pay_statement s LEFT JOIN (
             SELECT l.statement_id, count(*) AS lines, sum(e.amount) AS amount,
               count(*) FILTER (WHERE p.person_id <> x.person_id OR e.currency <> x.currency) AS foreign_lines
             FROM public.pay_statement_line l JOIN public.pay_statement x ON x.id = l.statement_id
             JOIN public.pay_posting p ON p.id = l.posting_id
             JOIN public.pay_entry e ON e.posting_id = l.posting_id AND e.account = 0 GROUP BY 1) n
             ON n.statement_id = s.id
           LEFT JOIN public.pay_posting g ON g.kind = PayKind.STATEMENT AND g.source_id = s.id
           LEFT JOIN public.pay_entry t ON t.posting_id = g.id AND t.account = 2
           WHERE (s.amount, s.amount, s.lines::bigint, 0::bigint, s.currency)
             IS DISTINCT FROM (n.amount::bigint, t.amount, n.lines, n.foreign_lines, t.currency)""",
    ),
)
"""What holds of the ledger of pay."""

ASSESSMENTS = (
    _rule(
        "attempts that are handed in have a credit for each item, and the others none",
        "a.id",
        """FROM public.attempt a LEFT JOIN (
             SELECT attempt_id, count(*) AS items, count(credit) AS credits FROM public.attempt_item GROUP BY 1) x
             ON x.attempt_id = a.id
           WHERE x.items IS NULL OR x.credits <> CASE WHEN a.handed_in_on IS NULL THEN 0 ELSE x.items END""",
    ),
    _rule(
        "no attempt has less than its items earned whose keys count, and who reached the mark has passed",
        "a.id",
        """FROM public.attempt a JOIN (
             SELECT x.attempt_id, avg(x.credit) AS earned FROM public.attempt_item x
             JOIN public.assessment_item i ON i.id = x.assessment_item_id AND i.aside_reason = '' GROUP BY 1) e
             ON e.attempt_id = a.id
           WHERE a.handed_in_on IS NOT NULL
             AND (a.score < e.earned - 0.00001 OR (NOT a.passed AND a.score > a.pass_mark + 0.00001))""",
    ),
    _rule(
        "assessments count what was handed in, and what was passed",
        "s.id",
        """FROM public.assessment s LEFT JOIN (
             SELECT assessment_id, count(*) AS handed_in, count(*) FILTER (WHERE passed) AS passed
             FROM public.attempt WHERE handed_in_on IS NOT NULL GROUP BY 1) a ON a.assessment_id = s.id
           WHERE (s.handed_in, s.passed) <> (coalesce(a.handed_in, 0), coalesce(a.passed, 0))""",
    ),
    _rule(
        "attempts that are handed in are paid what was promised, once, and others are not",
        "coalesce(a.id, p.source_id)",
        """FROM public.attempt a
           FULL JOIN (SELECT p.source_id, p.person_id, e.currency, e.amount FROM public.pay_posting p
             JOIN public.pay_entry e ON e.posting_id = p.id AND e.account = 0
             WHERE p.kind = PayKind.ASSESSMENT) p ON p.source_id = a.id
           WHERE (p.person_id, p.currency, p.amount) IS DISTINCT FROM (
             CASE WHEN a.handed_in_on IS NOT NULL AND a.pay_amount IS NOT NULL THEN a.person_id END,
             CASE WHEN a.handed_in_on IS NOT NULL THEN a.pay_currency END,
             CASE WHEN a.handed_in_on IS NOT NULL THEN a.pay_amount END)""",
    ),
    _rule(
        "attempts ask items of their own assessment",
        "a.id",
        """FROM public.attempt_item x JOIN public.attempt a ON a.id = x.attempt_id
           JOIN public.assessment_item i ON i.id = x.assessment_item_id WHERE i.assessment_id <> a.assessment_id""",
    ),
    _rule(
        "what an assessment earned names an attempt of that person that was passed",
        "e.id",
        """FROM public.qualification_event e
           LEFT JOIN public.attempt a ON a.id = CAST(e.evidence ->> 'attempt' AS bigint)
           WHERE e.how = How.ASSESSMENT AND (a.passed AND a.person_id = e.person_id) IS NOT TRUE""",
    ),
    _rule(
        "whoever was admitted by the rule of the page passed the attempt that it names",
        "p.person_id",
        """FROM public.application p JOIN public.attempt a ON a.id = p.attempt_id
           WHERE p.state = ApplicationState.ADMITTED AND p.decided_by IS NULL
             AND NOT (a.passed AND a.person_id = p.person_id)""",
    ),
)
"""What holds of assessments."""

RULES = (
    _rule(
        "items count the claims that run",
        "i.id",
        """FROM public.item i LEFT JOIN (SELECT item_id, count(*) AS n FROM public.claim
             WHERE state = ClaimState.LIVE GROUP BY 1) c ON c.item_id = i.id WHERE i.live <> coalesce(c.n, 0)""",
    ),
    _rule(
        "items count the answers that fill a slot",
        "i.id",
        f"""FROM public.item i LEFT JOIN (SELECT item_id, count(*) AS n FROM public.annotation m
             WHERE ({_FIRST}) AND NOT surplus AND NOT {_EARLIER.format(a="m")} GROUP BY 1) a
           ON a.item_id = i.id WHERE i.completed <> coalesce(a.n, 0)""",
    ),
    _rule(
        "items belong to projects of their organization",
        "i.id",
        """FROM public.item i LEFT JOIN public.project p
             ON p.id = i.project_id AND p.organization_id = i.organization_id WHERE p.id IS NULL""",
    ),
    _rule(
        "items have contents",
        "i.id",
        "FROM public.item i LEFT JOIN public.item_payload p ON p.item_id = i.id WHERE p.item_id IS NULL",
    ),
    _rule(
        "contents belong to items",
        "p.item_id",
        "FROM public.item_payload p LEFT JOIN public.item i ON i.id = p.item_id WHERE i.id IS NULL",
    ),
    _rule(
        "annotations belong to items and to their claims",
        "a.id",
        """FROM public.annotation a LEFT JOIN public.claim c ON c.id = a.claim_id AND c.item_id = a.item_id
             AND c.person_id = a.person_id WHERE c.id IS NULL""",
    ),
    _rule(
        "annotations have answers, in the row or in a file",
        "a.id",
        "FROM public.annotation a WHERE (a.answers IS NULL) = (a.answers_blob IS NULL)",
    ),
    _rule(
        "claims with answers are closed",
        "c.id",
        f"""FROM public.claim c WHERE c.state IN (ClaimState.LIVE, ClaimState.RELEASED, ClaimState.EXPIRED)
           AND EXISTS (SELECT FROM public.annotation a WHERE a.claim_id = c.id AND NOT {_EARLIER.format(a="a")})""",
    ),
    _rule(
        "people's counts of answers are right",
        "coalesce(p.person_id, a.person_id)",
        f"""FROM (SELECT project_id, person_id, annotations FROM public.project_person WHERE annotations <> 0) p
           FULL JOIN (SELECT project_id, person_id, count(*) AS n FROM public.annotation m WHERE {_FIRST}
             GROUP BY 1, 2) a ON a.project_id = p.project_id AND a.person_id = p.person_id
           WHERE coalesce(p.annotations, 0) <> coalesce(a.n, 0)""",
    ),
    _rule(
        "items that are set aside say why",
        "i.id",
        """FROM public.item i FULL JOIN public.set_aside s ON s.item_id = i.id
           WHERE (i.state = ItemState.SET_ASIDE) IS DISTINCT FROM (s.item_id IS NOT NULL)""",
    ),
    _rule(
        "items that are settled say how, and no others",
        "i.id",
        """FROM public.item i
           WHERE (i.state = ItemState.SETTLED) IS DISTINCT FROM (i.settled_how > SettledHow.NOT)""",
    ),
    _rule(
        "projects' sums of settled, disputed and held items are right",
        "p.project_id",
        """FROM public.project_progress p LEFT JOIN (
             SELECT project_id, count(*) FILTER (WHERE settled_how = SettledHow.MET) AS met,
               count(*) FILTER (WHERE settled_how = SettledHow.MOST_REACHED) AS most_reached,
               count(*) FILTER (WHERE settled_how = SettledHow.NO_GAIN) AS no_gain,
               count(*) FILTER (WHERE settled_how = SettledHow.BY_PERSON) AS person,
               count(*) FILTER (WHERE settled_how = SettledHow.ON_COUNT) AS counted,
               count(*) FILTER (WHERE settled_how = SettledHow.UNKNOWN) AS unknown,
               count(*) FILTER (WHERE state = ItemState.EXPERT) AS expert,
               count(*) FILTER (WHERE state = ItemState.HELD) AS held
             FROM public.item GROUP BY 1) n ON n.project_id = p.project_id
           WHERE (p.settled_met, p.settled_most_reached, p.settled_no_gain, p.settled_by_person, p.settled_on_count,
                  p.settled_unknown, p.expert, p.held)
             <> (coalesce(n.met, 0), coalesce(n.most_reached, 0), coalesce(n.no_gain, 0), coalesce(n.person, 0),
                 coalesce(n.counted, 0), coalesce(n.unknown, 0), coalesce(n.expert, 0), coalesce(n.held, 0))""",
    ),
    _rule(
        "whoever holds a tier holds it by the newest line that says how they came to it",
        "coalesce(h.person_id, e.person_id)",
        """FROM public.qualification_held h FULL JOIN (
             SELECT DISTINCT ON (person_id, qualification_id) person_id, qualification_id, tier, id
             FROM public.qualification_event ORDER BY person_id, qualification_id, id DESC) e
           ON e.person_id = h.person_id AND e.qualification_id = h.qualification_id
           WHERE (h.tier, h.event_id) IS DISTINCT FROM (e.tier, e.id)""",
    ),
    _rule(
        "tiers are lost by a named person's taking alone",
        "e.id",
        """FROM (SELECT id, how, tier, lag(tier, 1, 0::smallint) OVER (
                PARTITION BY person_id, qualification_id ORDER BY id) AS before FROM public.qualification_event) e
           WHERE (e.tier < e.before) IS DISTINCT FROM (e.how = How.TAKEN)""",
    ),
    _rule(
        "projects ask for qualifications that there are",
        "r.project_id",
        """FROM public.project_requirement r LEFT JOIN public.qualification q ON q.id = r.qualification_id
             AND q.organization_id = r.organization_id AND NOT q.removed WHERE q.id IS NULL""",
    ),
    _rule(
        "projects have the form and the guideline that they name",
        "p.id",
        """FROM public.project p
           WHERE NOT EXISTS (SELECT FROM public.form f WHERE f.project_id = p.id AND f.version = p.form_version)
              OR NOT EXISTS (SELECT FROM public.guideline g
                             WHERE g.project_id = p.id AND g.version = p.guideline_version)""",
    ),
    *PAY,
    *ASSESSMENTS,
)

_OWNERS = """
  -- name: installation_owners
  SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = pg_class.oid
                    AND d.deptype = 'e')
  UNION
  SELECT DISTINCT pg_get_userbyid(proowner) FROM pg_proc
  WHERE pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = pg_proc.oid
                    AND d.deptype = 'e')
"""

_CHECKSUMS = """
  -- name: installation_checksums
  SELECT current_setting('data_checksums') = 'on',
    (SELECT coalesce(checksum_failures, 0) FROM pg_stat_database WHERE datname = current_database())
"""


class Checking(Snapshot):
    """A snapshot that is being checked."""

    def schema(self) -> Iterator[str]:
        """What of the schema is not as the migrations make it."""
        if self.revision != REVISIONS[-1]:
            yield f"The schema is {self.revision}, and this goodwork's is {REVISIONS[-1]}: run goodwork migrate."
            return
        found = differences(line for (line,) in self._connection.execute(FACTS).fetchall())
        yield from (f"Missing in the schema: {line}" for line in found.missing)
        yield from (f"Not of goodwork in the schema: {line}" for line in found.further)
        owners = {name for (name,) in self._connection.execute(_OWNERS).fetchall()}
        if len(owners) > 1 or owners & {"goodwork_app", "goodwork_system"}:
            yield f"Tables and functions belong to more than the administrator: {', '.join(sorted(owners))}."

    def data(self, rules: Sequence[Rule] = RULES) -> Iterator[str]:
        """Which rules the data breaks."""
        for rule in rules:
            number, examples = self._connection.execute(rule.statement).fetchone() or (0, None)  # pyright: ignore[reportCallIssue, reportArgumentType]
            if number:
                named = ", ".join(str(one) for one in examples or ())
                yield f"Not so for {number:,}: {rule.says} (such as {named})."

    def checksums(self) -> tuple[bool, int]:
        """Whether PostgreSQL keeps checksums of its pages, and how many pages failed them."""
        on, failures = self._connection.execute(_CHECKSUMS).fetchone() or (False, 0)
        return on, failures or 0


@contextmanager
def checking(url: str) -> Generator[Checking]:
    """Open a snapshot to be checked. Unavailable when the database does not answer, or breaks off on a damaged page."""
    try:
        with psycopg.connect(url, connect_timeout=10, autocommit=True, application_name="goodwork verify") as own:
            own.execute("SET statement_timeout = 0")
            own.execute("SET idle_in_transaction_session_timeout = 0")
            own.execute("SET row_security = off")
            # Every page of the tables is read; an index would only hide what it lacks.
            own.execute("SET enable_indexscan = off")
            own.execute("SET enable_indexonlyscan = off")
            own.execute("SET enable_bitmapscan = off")
            own.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield Checking(own, url)
    except psycopg.Error as error:
        raise Unavailable(
            f"The database can't be read: {' '.join(str(error).split()).rstrip('.?')}.",
            kept="Nothing was changed in it.",
            next_step="The address has to be that of the tables' owner or of a superuser. If it names a page or a "
            "checksum, the disk has damaged the database: restore a backup.",
        ) from error
