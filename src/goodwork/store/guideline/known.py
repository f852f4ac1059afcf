"""Who may know what is said of an item: never somebody who may still be asked for it."""

from __future__ import annotations

from goodwork.store.words import named

# Whoever has answered or skipped it is not asked for it any more; nobody is, once it is settled and no gold.
KNOWN = named("""(:reviews OR {x}.item_id IS NULL
  OR EXISTS (SELECT FROM claim c WHERE c.item_id = {x}.item_id AND c.person_id = :person
             AND c.state IN (ClaimState.SUBMITTED, ClaimState.SKIPPED))
  OR EXISTS (SELECT FROM item i WHERE i.id = {x}.item_id AND i.state = ItemState.SETTLED
             AND i.gold = GoldDraw.NONE))""")
"""Whether the viewer may know what is said of the item of row ``{x}``, whoever asked."""

ASKED_STILL = named("""EXISTS (SELECT FROM item g WHERE g.id = {x}.item_id AND g.missing > 0 AND (
  g.state = ItemState.OPEN OR (g.gold > GoldDraw.NONE AND g.state = ItemState.SETTLED)))""")
"""Whether people are still asked for the item."""

GOLD_ASKED = named("""EXISTS (SELECT FROM item g WHERE g.id = {x}.item_id AND g.gold > GoldDraw.NONE AND g.missing > 0
  AND g.state IN (ItemState.OPEN, ItemState.SETTLED))""")
"""Whether the item is gold that people are still asked for."""

ANSWERED_BY = """(SELECT nullif(u.version, j.guideline_version) FROM project j JOIN guideline u ON u.project_id = j.id
    WHERE j.id = {project} AND u.created_at <= (
      SELECT l.submitted_at FROM annotation l WHERE l.person_id = :person AND l.project_id = {project}
      ORDER BY l.id DESC LIMIT 1)
    ORDER BY u.version DESC LIMIT 1)"""
"""The version of the guideline by which somebody answered last in a project; null: the version of now, or none."""

MET = "EXISTS (SELECT FROM claim m WHERE m.item_id = {x}.item_id AND m.person_id = :person)"
"""Whether the viewer holds or held a claim on the item: then they may see it."""
