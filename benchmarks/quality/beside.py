"""What a classifier of the texts saves in human answers, on the recorded sets whose texts are at hand.

The texts are bags of words, hashed and weighed by how rare a word is; for pairs of a text and a claim also how many
words of the claim the text holds. Nobody taught the classifier but the answers themselves.
"""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality import sets
from goodwork.quality.aggregation import appraise
from goodwork.quality.labels import LabelTable

Floats = NDArray[np.float64]

PLACES = 512
"""Places that words are hashed to."""

TEXTS = {"rte": "rte/items.jsonl", "CF": "weather/items.jsonl", "CF_amt": "weather/items.jsonl"}
"""The sets with texts, and where these lie. The others (SP, MS, TREC2011, ...) came without theirs."""


def bags(texts: list[dict[str, str]]) -> Floats:
    """(n, features) of texts."""
    words = [re.findall(r"[a-z]+|[:;][-']?[()]", " ".join(text.values()).lower()) for text in texts]
    out = np.zeros((len(texts), PLACES))
    for row, some in zip(out, words, strict=True):
        for word in set(some):
            row[zlib.crc32(word.encode()) % PLACES] = 1
    rare = np.log(len(texts) / np.maximum(out.sum(axis=0), 1))
    out *= rare
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)
    held = np.zeros((len(texts), 2))
    for n, text in enumerate(texts):
        claim = set(re.findall(r"[a-z0-9]+", text.get("claim", "").lower()))
        inside = claim & set(re.findall(r"[a-z0-9]+", text["text"].lower()))
        held[n] = len(inside) / max(len(claim), 1), len(claim)
    return np.concatenate([out, held], axis=1)


def rows(orders: int, data: Path) -> list[dict[str, Any]]:
    """Accuracy by answers per item, with and without the texts; and how many answers without are as right."""
    out: list[dict[str, Any]] = []
    for name, file in TEXTS.items():
        table = sets.recorded(data, name)
        truth = table.gold
        table = table.with_gold(np.full(table.n_items, -1, np.int32))
        texts = [json.loads(line) for line in (data / file).read_text().splitlines()]
        held = {re.sub(r"\D", "", text["id"]): text for text in texts}
        own = [held.get(re.sub(r"\D", "", str(item))) for item in table.items.tolist()]
        said = np.array([text is not None for text in own])
        features = bags([{k: v for k, v in (text or {"text": ""}).items() if k != "id"} for text in own])
        known = truth >= 0
        for few in range(1, 9):
            got: list[tuple[float, float, bool]] = []
            for seed in range(orders):
                part = first(table, few, seed)
                plain = appraise(part, seed=seed)
                both = appraise(part, seed=seed, features=(features, said))
                right = [float((one.raw.argmax(axis=1) == truth)[known].mean()) for one in (plain, both)]
                got.append((*right, both.models is not None and both.models.used))
            mean = np.mean(got, axis=0)
            out.append({
                "set": name, "texts": f"{said.mean():.0%}", "answers": few, "answers alone": mean[0],
                "with texts": mean[1], "texts used": mean[2],
            })  # fmt: skip
    return out


def first(table: LabelTable, few: int, seed: int) -> LabelTable:
    """The table with ``few`` answers to each item at most, drawn at random."""
    order = np.random.default_rng(seed).random(table.n)
    turn = np.lexsort((order, table.item))
    place = np.empty(table.n, np.int64)
    place[turn] = np.arange(table.n) - table.item_ptr[table.item[turn]]
    return table.take(place < few)
