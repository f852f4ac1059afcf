"""How a file of the format docbin is told from others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from goodwork.formats.contract import Seen
from goodwork.model.json import fields, is_list, is_object, listed

ALIASES = {"spacy": "docbin"}
ENDINGS = (".spacy", ".docbin")
PAIRS = re.compile(rb'\s*\[\s*\[\s*"')
"""An array of pairs of a text and its annotations."""
LINES_OF_PAIRS = re.compile(rb'\s*\[\s*"(?:[^"\\]|\\.)*"\s*,\s*\{', re.DOTALL)
"""A pair on a line."""
_OWN = frozenset({"text", "ents", "cats", "tokens", "sents", "spans", "_"})
_TOKEN = frozenset({"id", "start", "end"})


def is_annotator_file(row: Mapping[str, Any]) -> bool:
    """Whether an object holds all pairs of a file beside its classes, as annotators for spaCy write it."""
    pairs = row.get("annotations")
    if not is_list(row.get("classes")) or not is_list(pairs) or not set(row) <= {"classes", "annotations"}:
        return False
    return all(one is None or (is_list(one) and len(one) == 2 and is_object(one[1])) for one in pairs)


def recognise(seen: Seen) -> bool:
    """JSON as spaCy writes it; a DocBin is told by its name."""
    if seen.row is None or seen.parquet is not None:
        return False
    if PAIRS.match(seen.begin):
        return b"entities" in seen.begin or b"cats" in seen.begin
    if LINES_OF_PAIRS.match(seen.begin):
        return True
    row = seen.row
    if is_annotator_file(row):
        return True
    if is_list(row.get("paragraphs")):
        return any(is_list(fields(one).get("sentences")) for one in listed(row["paragraphs"]))
    if not isinstance(row.get("text"), str):
        return False
    tokens = listed(row.get("tokens"))
    if tokens and all(set(fields(t)) >= _TOKEN and "text" not in fields(t) for t in tokens):
        return True
    return set(row) <= _OWN and (is_list(row.get("ents")) or is_object(row.get("cats")))
