"""What models say of items, where it is weighed with what people say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncGenerator, Mapping, Sequence

from sqlalchemy import text

from goodwork.judging.predicted import Predicted
from goodwork.model.ids import ProjectId
from goodwork.store.database import Transaction

_OF_ITEMS = text("""
  -- name: predictions_of_items
  SELECT item_id, id, model, answers, score FROM prediction WHERE item_id = ANY(CAST(:items AS bigint[]))
  ORDER BY item_id, model
""")

# Of items that somebody answered: what models say beside nobody is worth is not known.
_STREAM = text("""
  -- name: prediction_stream
  SELECT m.item_id, m.id, m.model, m.answers, m.score
  FROM item i JOIN prediction m ON m.item_id = i.id
  WHERE i.project_id = :project AND i.completed > 0
""")

CHUNK = 5_000


async def of_items(t: Transaction, items: Sequence[int]) -> Mapping[int, list[Predicted]]:
    """Item -> what models say of it."""
    found: dict[int, list[Predicted]] = defaultdict(list)
    for item, *said in await t.execute(_OF_ITEMS, {"items": list(items)}):
        found[item].append(Predicted(*said))
    return found


async def of_answered(t: Transaction, project: ProjectId) -> AsyncGenerator[Sequence[tuple[int, Predicted]]]:
    """(item, what a model says of it) of all items with answers, in chunks."""
    result = await t.stream(_STREAM, {"project": project}, execution_options={"yield_per": CHUNK})
    async for rows in result.partitions(CHUNK):
        yield [(item, Predicted(*said)) for item, *said in rows]
