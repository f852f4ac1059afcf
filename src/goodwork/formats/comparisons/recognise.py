"""How a file of the format comparisons is told from others."""

from __future__ import annotations

from collections.abc import Mapping

from goodwork.formats.comparisons.named import is_named_pair
from goodwork.formats.contract import Seen
from goodwork.formats.own import PARTS
from goodwork.model.json import is_list, is_object

ALIASES = {
    "ultrafeedback": "comparisons", "mt-bench": "comparisons", "mtbench": "comparisons",
    "chatbot-arena": "comparisons", "arena": "comparisons", "nectar": "comparisons", "helpsteer": "comparisons",
    "alpacaeval": "comparisons", "shp": "comparisons", "webgpt": "comparisons", "helpsteer3": "comparisons",
}  # fmt: skip
ATTRIBUTES = ("helpfulness", "correctness", "coherence", "complexity", "verbosity")
"""What HelpSteer rates, each from 0 to 4."""
LISTS = ("completions", "responses", "answers", "outputs", "candidates")
"""What lists of outputs are called."""
RANKS, SCORES = ("ranks", "rank"), ("scores", "rewards")
"""What the lists beside them are called: the lowest is the best, or the highest is."""
_TABLES = ({"conversation_a", "conversation_b", "winner"}, {"instruction", "models", "completions"})


def recognise(seen: Seen) -> bool:
    """Several outputs with what was said of them, or one with HelpSteer's ratings."""
    row = seen.row or seen.cells or {}
    if seen.names is not None or PARTS in row:
        return False
    if {"prompt", "response", *ATTRIBUTES[:3]} <= set(row) or _TABLES[0] <= set(row) or is_named_pair(row):
        return True
    if {"response_a", "response_b", "model_a", "model_b"} <= set(row):
        return "winner" in row or "winner_model_a" in row
    return _TABLES[1] <= set(row) if seen.parquet is not None else outputs_in(row) is not None


def outputs_in(row: Mapping[str, object]) -> str | None:
    """The column with a list of outputs that were judged; None when the row has none."""
    for name in LISTS:
        outputs = row.get(name)
        if not is_list(outputs) or not outputs:
            continue
        if all(is_object(one) and ("response" in one or "answer" in one) for one in outputs):
            return name
        if all(isinstance(one, str) for one in outputs) and any(is_list(row.get(n)) for n in (*RANKS, *SCORES)):
            return name
    return None
