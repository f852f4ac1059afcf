"""Which members `auto` weighs, chosen on all recorded sets but one and shown on that one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from goodwork.quality.calibration import Calibration, vote_shares
from goodwork.quality.labels import LabelTable
from goodwork.quality.stack import LEAST, MEMBERS, ON_SCALE, Predicted, predicted

NAMED = [name for name in MEMBERS if name != ON_SCALE]
SHARED, ONE, COMMUNITIES, ONE_BESIDE, COMMUNITIES_BESIDE = NAMED
VARIANTS: Mapping[str, tuple[str, ...]] = {
    "without shared errors": (ONE, COMMUNITIES, ONE_BESIDE, COMMUNITIES_BESIDE),
    "all five": tuple(NAMED),
    "shared errors for one population": (SHARED, COMMUNITIES, ONE_BESIDE, COMMUNITIES_BESIDE),
    "no ambiguous items": (SHARED, ONE, COMMUNITIES),
    "ambiguous items in all but shared errors": (SHARED, ONE_BESIDE, COMMUNITIES_BESIDE),
}
"""Sets of members; what has to be chosen."""


def by_variant(table: LabelTable) -> dict[str, float]:
    """The accuracy of each variant on a table's gold, which no model sees."""
    blind = table.with_gold(np.full(table.n_items, -1, np.int32))
    found = predicted(blind)
    proba = {name: kind().fit(blind).proba_ for name, kind in MEMBERS.items() if name in NAMED}
    shares = vote_shares(blind.votes)
    known = np.flatnonzero(table.gold >= 0)
    out: dict[str, float] = {}
    for variant, names in VARIANTS.items():
        columns = [found.members.index(name) for name in names]
        some = Predicted(found.item, names, found.chances[:, columns], found.partly)
        weights = {name: weight for name, weight in some.weights().items() if weight >= LEAST}
        raw = sum(weight * proba[name] for name, weight in weights.items()) / sum(weights.values())
        label = Calibration().apply(np.asarray(raw), shares).argmax(axis=1)
        out[variant] = float((label[known] == table.gold[known]).mean())
    return out


def left_out(found: Mapping[str, Mapping[str, float]]) -> list[dict[str, Any]]:
    """A row per set: the variant with the best mean over the other sets, and what it is worth on this one."""
    rows: list[dict[str, Any]] = []
    for name, mine in found.items():
        others = [of for one, of in found.items() if one != name]
        best = max(VARIANTS, key=lambda v: sum(of[v] for of in others))
        rows.append({"data": name, **mine, "chosen by the others": best, "left out": mine[best]})
    means = {v: float(np.mean([r[v] for r in rows])) for v in (*VARIANTS, "left out")}
    return [*rows, {"data": "mean", **means}]
