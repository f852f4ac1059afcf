"""The blueprint of the schema: every fact about it as one line, and what a database lacks of it.

``blueprint.txt`` lies beside this module and says what the migrations make; ``python scripts/blueprint.py`` writes it
and a test proves it fresh. A line names structure (tables, columns, keys, bodies of functions by their hash, grants),
never a text that PostgreSQL writes out of its catalogue: those differ from version to version.

::

    constraint claim claim_item_id_fkey f (item_id) -> item (id) delete=c update=a validated=t
    index item item_queue btree (project_id missing position) unique=f partial=t sound=t
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

# Named oid columns are joined rather than cast to regclass: what a cast writes depends on the search path.
FACTS = """
  -- name: blueprint_facts
  WITH own AS (
    SELECT c.oid, c.relname AS name, c.relkind AS kind, c.relrowsecurity, c.relforcerowsecurity, c.relacl, c.relowner
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                      AND d.deptype = 'e')
  ), routine AS (
    SELECT p.oid, p.proacl, p.proowner, p.prolang, p.prosecdef, p.provolatile, p.prosrc, p.proretset, p.prorettype,
      p.proconfig, p.proname || '(' || coalesce((
        SELECT string_agg(t.typname, ' ' ORDER BY n) FROM unnest(p.proargtypes) WITH ORDINALITY a(type, n)
        JOIN pg_type t ON t.oid = a.type), '') || ')' AS name
    FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                      AND d.deptype = 'e')
  ), given AS (
    SELECT o.name, CASE o.kind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind, g.grantee, g.privilege_type
    FROM own o, aclexplode(o.relacl) g WHERE g.grantee <> o.relowner
    UNION ALL
    -- Where nothing was said of a function, everybody may call it.
    SELECT r.name, 'function', g.grantee, g.privilege_type
    FROM routine r, aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))) g WHERE g.grantee <> r.proowner
    UNION ALL
    SELECT 'public', 'schema', g.grantee, g.privilege_type
    FROM pg_namespace n, aclexplode(n.nspacl) g WHERE n.nspname = 'public' AND g.grantee <> 0
  )
  SELECT CASE kind WHEN 'S' THEN 'sequence ' || name
    ELSE format('table %s kind=%s rows-by-policy=%s forced=%s', name, kind, relrowsecurity, relforcerowsecurity) END
  FROM own
  UNION ALL
  SELECT format('column %s.%s %s%s not-null=%s default=%s generated=%s identity=%s', o.name, a.attname,
    CASE WHEN t.typelem <> 0 AND t.typlen = -1 THEN e.typname || '[]' ELSE t.typname END,
    CASE WHEN a.atttypmod >= 0 THEN '(' || a.atttypmod || ')' ELSE '' END,
    a.attnotnull, a.atthasdef, a.attgenerated, a.attidentity)
  FROM own o JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type e ON e.oid = t.typelem WHERE o.kind <> 'S'
  UNION ALL
  -- Not-null constraints have rows of their own since PostgreSQL 18; columns say it in every version.
  SELECT format('constraint %s %s %s (%s)%s validated=%s', o.name, k.conname, k.contype,
    (SELECT string_agg(a.attname, ' ' ORDER BY n) FROM unnest(k.conkey) WITH ORDINALITY u(number, n)
     JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number),
    CASE WHEN k.contype = 'f' THEN format(' -> %s (%s) delete=%s update=%s', r.relname,
      (SELECT string_agg(a.attname, ' ' ORDER BY n) FROM unnest(k.confkey) WITH ORDINALITY u(number, n)
       JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number), k.confdeltype, k.confupdtype)
    ELSE '' END, k.convalidated)
  FROM pg_constraint k JOIN own o ON o.oid = k.conrelid LEFT JOIN pg_class r ON r.oid = k.confrelid
  WHERE k.contype <> 'n' AND k.contype <> 't'
  UNION ALL
  SELECT format('index %s %s %s (%s) unique=%s partial=%s sound=%s', o.name, c.relname, m.amname,
    (SELECT string_agg(coalesce(a.attname, '*'), ' ' ORDER BY n)
     FROM unnest(i.indkey::int2[]) WITH ORDINALITY u(number, n)
     LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.number AND u.number <> 0),
    i.indisunique, i.indpred IS NOT NULL, i.indisvalid AND i.indisready AND i.indislive)
  FROM pg_index i JOIN own o ON o.oid = i.indrelid JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_am m ON m.oid = c.relam
  UNION ALL
  SELECT format('function %s returns=%s%s language=%s owner-rights=%s volatility=%s set=%s body=%s', r.name,
    CASE WHEN r.proretset THEN 'setof ' ELSE '' END, t.typname, l.lanname, r.prosecdef, r.provolatile,
    coalesce(array_to_string(r.proconfig, ';'), ''), md5(r.prosrc))
  FROM routine r JOIN pg_type t ON t.oid = r.prorettype JOIN pg_language l ON l.oid = r.prolang
  UNION ALL
  SELECT format('trigger %s %s %s type=%s enabled=%s', o.name, g.tgname, p.proname, g.tgtype, g.tgenabled)
  FROM pg_trigger g JOIN own o ON o.oid = g.tgrelid JOIN pg_proc p ON p.oid = g.tgfoid WHERE NOT g.tgisinternal
  UNION ALL
  SELECT format('policy %s %s for=%s permissive=%s to=%s checked=%s', o.name, p.polname, p.polcmd, p.polpermissive,
    (SELECT string_agg(CASE r WHEN 0 THEN 'public' ELSE pg_get_userbyid(r) END, ' ' ORDER BY r)
     FROM unnest(p.polroles) r), p.polwithcheck IS NOT NULL)
  FROM pg_policy p JOIN own o ON o.oid = p.polrelid
  UNION ALL
  SELECT format('type %s (%s)', t.typname, string_agg(e.enumlabel, ' ' ORDER BY e.enumsortorder))
  FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname
  UNION ALL
  SELECT format('grant %s %s to %s: %s', kind, name,
    CASE grantee WHEN 0 THEN 'public' ELSE pg_get_userbyid(grantee) END,
    string_agg(lower(privilege_type), ' ' ORDER BY privilege_type))
  FROM given
  WHERE grantee = 0 OR pg_get_userbyid(grantee) IN ('goodwork_app', 'goodwork_system')
  GROUP BY kind, name, grantee
"""


@dataclass(frozen=True, slots=True)
class Differences:
    """What sets a database apart from the blueprint."""

    missing: tuple[str, ...]
    """Lines of the blueprint that the database does not have."""
    further: tuple[str, ...]
    """What the database has and the blueprint does not know, without further indexes: those only cost time."""


def known_facts() -> frozenset[str]:
    """The lines that the migrations make."""
    text = (files("goodwork.store") / "blueprint.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def differences(found: Iterable[str]) -> Differences:
    """What the facts that were found lack, and what they have beside the blueprint."""
    known, here = known_facts(), frozenset(found)
    return Differences(
        tuple(sorted(known - here)), tuple(sorted(line for line in here - known if not line.startswith("index ")))
    )


def short(line: str) -> str:
    """A line as it is told to people: what it is and its name.

    >>> short("constraint claim claim_item_id_fkey f (item_id) -> item (id) delete=c update=a validated=t")
    'constraint claim_item_id_fkey of claim'
    >>> short("function stays() returns=trigger language=plpgsql owner-rights=f volatility=v set= body=0a")
    'function stays()'
    """
    kind, rest = line.split(" ", 1)
    match kind:
        case "constraint" | "index" | "trigger" | "policy":
            table, name = rest.split(" ")[:2]
            return f"{kind} {name} of {table}"
        case "function":
            return f"function {rest.split(' returns=')[0]}"
        case "grant":
            return line
        case _:
            return f"{kind} {rest.split(' ')[0]}"
