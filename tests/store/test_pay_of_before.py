"""A ledger of revision 0033, with everything in it that there was then, comes through all later migrations unharmed."""

from __future__ import annotations

from collections.abc import Generator

import psycopg
import pytest

from goodwork.store.installation.checking import PAY, checking
from goodwork.store.schema import migrate
from tests.store.test_functions import _upgrade_to  # pyright: ignore[reportPrivateUsage]

_BEFORE = """
  INSERT INTO organization (name) VALUES ('Letter Lab');
  INSERT INTO person (organization_id, name, email, role, pseudonym)
  SELECT 1, n, n || '@example.org', r, n
  FROM (VALUES ('owner', 'owner'), ('first', 'annotator'), ('second', 'annotator')) p (n, r);
  INSERT INTO project (organization_id, name, purpose, policy, created_by)
  SELECT 1, n, 'Letters.', '{"fewest": 2, "most": 3, "lease_hours": 24}', 1 FROM (VALUES ('paid'), ('unpaid')) p (n);
  INSERT INTO item (organization_id, project_id, position, wanted)
  SELECT 1, 1 + n % 2, n, 2 FROM generate_series(1, 6) n;
  -- The rate was raised between the first answers and the last, and another project pays nothing.
  INSERT INTO pay_rate (organization_id, project_id, currency, amount, since, set_by)
  VALUES (1, 1, 'EUR', 20, now() - interval '3 days', 1), (1, 1, 'EUR', 25, now() - interval '1 day', 1);
  INSERT INTO claim (organization_id, project_id, item_id, person_id, state, granted_at, expires_at)
  SELECT 1, i.project_id, i.id, p.id, 1, now() - i.position * interval '12 hours', now()
  FROM item i CROSS JOIN person p WHERE p.role = 'annotator';
  -- One is still held, taken before there was any rate.
  UPDATE claim SET state = 0, granted_at = now() - interval '4 days'
  WHERE project_id = 1 AND item_id = 6 AND person_id = 3;
  INSERT INTO annotation (organization_id, project_id, item_id, person_id, claim_id, revision, form_version, answers)
  SELECT organization_id, project_id, item_id, person_id, id, 1, 1, '{}' FROM claim WHERE state = 1;
  INSERT INTO pay_posting (organization_id, person_id, project_id, annotation_id, rate_id, at)
  SELECT 1, a.person_id, 1, a.id, r.id, c.granted_at FROM annotation a JOIN claim c ON c.id = a.claim_id
  CROSS JOIN LATERAL (SELECT id FROM pay_rate r WHERE r.project_id = 1 AND r.since <= c.granted_at
                      ORDER BY since DESC LIMIT 1) r WHERE a.project_id = 1;
  INSERT INTO pay_posting (organization_id, person_id, reason, made_by) VALUES (1, 2, 'One letter was there twice.', 1);
  INSERT INTO pay_entry (posting_id, account, organization_id, currency, amount)
  SELECT g.id, s.account, 1, 'EUR', s.sign * coalesce(r.amount, -5)
  FROM pay_posting g LEFT JOIN pay_rate r ON r.id = g.rate_id CROSS JOIN (VALUES (0, 1), (1, -1)) s (account, sign);
  INSERT INTO pay_balance (person_id, currency, organization_id, amount, postings)
  SELECT g.person_id, 'EUR', 1, sum(e.amount), count(*) FROM pay_posting g
  JOIN pay_entry e ON e.posting_id = g.id AND e.account = 0 GROUP BY 1;
"""


@pytest.fixture
def old(postgres: str) -> Generator[str]:
    """A database of revision 0033 with pay in it."""
    server = postgres.rsplit("/", 1)[0]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE pay_of_before")
        _upgrade_to("0033", f"{server}/pay_of_before")
        with psycopg.connect(f"{server}/pay_of_before", autocommit=True) as c:
            c.execute("SET session_replication_role = replica")
            c.execute(_BEFORE.encode())
        yield f"{server}/pay_of_before"
        connection.execute("DROP DATABASE pay_of_before WITH (FORCE)")


async def test_a_ledger_of_before_comes_through(old: str) -> None:
    with psycopg.connect(old) as c:
        owed = c.execute("SELECT person_id, amount, postings FROM pay_balance ORDER BY 1").fetchall()
        entries = c.execute("SELECT count(*), sum(amount) FROM pay_entry").fetchone()
    assert owed == [(2, 60, 4), (3, 45, 2)] and entries == (12, 0)
    assert "0039" in await migrate(old)
    with psycopg.connect(old) as c:
        assert c.execute("SELECT person_id, amount, postings FROM pay_balance ORDER BY 1").fetchall() == owed
        assert c.execute("SELECT kind, count(*) FROM pay_posting GROUP BY 1 ORDER BY 1").fetchall() == [
            ("answer", 5), ("correction", 1),
        ]  # fmt: skip
        assert c.execute("SELECT count(*) FROM pay_open").fetchone() == (6,), "all of it goes onto the next statement"
        assert c.execute("SELECT DISTINCT basis FROM pay_rate").fetchall() == [("answer",)]
        promised = c.execute(
            "SELECT c.rate_id, g.rate_id FROM pay_posting g JOIN annotation a ON a.id = g.annotation_id"
            " JOIN claim c ON c.id = a.claim_id"
        ).fetchall()
        assert promised and all(claim == posting for claim, posting in promised)
        assert c.execute(
            "SELECT count(*) FROM claim WHERE rate_id IS NOT NULL AND (project_id = 2 OR state = 0)"
        ).fetchone() == (0,)
        # It goes on: a month is closed over lines of before.
        made = c.execute("SELECT pay_close(1, 2, 'EUR', date_trunc('month', now())::date, 1)").fetchone()
        assert made is not None and made[0] is not None
        assert c.execute("SELECT amount, lines FROM pay_statement").fetchone() == (60, 4)
    with checking(old) as moment:
        assert list(moment.data(PAY)) == []
