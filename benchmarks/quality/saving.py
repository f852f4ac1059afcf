"""What stopping saves on recorded sets, with its constants chosen on the other eleven of them.

A *price* is what an answer has to bring to be asked for: labels mended, as a share of the errors that the target allows
(`judging.worth`), or else some chance to meet the target. Every price is replayed on every set; on each set then stands
what the price does that is best on the other eleven: the one with the fewest cases that cost more than a fixed number,
and among those the one that saves and settles most.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality import sets
from benchmarks.quality.kept import Key, Row, kept, sources
from goodwork.judging import at_stop, replay, stopping, worth
from goodwork.judging.replay import Curve, Outcome, Saving
from goodwork.model.projects import Policy
from goodwork.quality.labels import LabelTable

Floats = NDArray[np.float64]
Price = tuple[float, float]

NEVER = 1e9
"""A chance that nothing has: only labels mended count."""
NO_LOOK = (0.0, 0.0)
"""Every item that misses its target is asked up to *most*."""
SHIPS = (worth.MENDS, worth.REACHES)
"""The rule as it is."""
PRICES: Sequence[Price] = (NO_LOOK, *itertools.product((0.1, 0.3), (0.1, NEVER)))
TARGETS = (0.85, 0.95)
MOST_ITEMS = 600
"""Of larger sets the items with gold are taken first, and others at random."""
FEW_JUDGED = 300
"""Sets with fewer items to judge by are played in twice as many orders."""
MOST = 10
"""Answers of an item that a policy may ask for."""


def rows(orders: int, data: Path, folder: Path) -> list[dict[str, Any]]:
    """A row for each price over all sets, and two for each set: the price that the other eleven choose, shown on it."""
    names = (*sets.NAMES, *sets.LATER)
    tables = {name: _table(data, name) for name in names}
    times = {
        name: orders * (2 if np.count_nonzero(table.gold >= 0) < FEW_JUDGED else 1) for name, table in tables.items()
    }
    longest = {name: min(int(np.diff(table.item_ptr).max()), MOST) for name, table in tables.items()}
    fixed = [
        (str(data), name, seed, n)
        for name in names for seed in range(times[name]) for n in range(1, longest[name] + 1)
    ]  # fmt: skip
    played = [
        (str(data), name, seed, target, *price)
        for price in PRICES for target in TARGETS for name in names for seed in range(times[name])
    ]  # fmt: skip
    found = kept([*fixed, *played], _play, folder / f"saving-{sources(at_stop, replay, stopping, worth)}.jsonl")
    curves = {name: _curve([found[key] for key in fixed if key[1] == name]) for name in names}
    won: dict[Price, dict[tuple[str, float], Saving]] = {
        price: {
            (name, target): replay.summed(
                [_outcome(found[str(data), name, seed, target, *price]) for seed in range(times[name])], curves[name]
            )
            for name in names for target in TARGETS
        }
        for price in PRICES
    }  # fmt: skip
    return [*_grid(won), *_left_out(won, names, times)]


def _grid(won: Mapping[Price, Mapping[tuple[str, float], Saving]]) -> list[dict[str, Any]]:
    """Every price over all sets."""
    out: list[dict[str, Any]] = []
    for price, on in won.items():
        row: dict[str, Any] = {
            "kind": "price",
            "price": told(price),
            "worth": float(np.mean([_worth(s) for s in on.values()])),
        }
        for target in TARGETS:
            these = [s for (_, at), s in on.items() if at == target]
            row[f"evenly {target}"] = float(np.mean([_bounded(s) for s in these]))
            row[f"settled {target}"] = float(np.mean([s.settled for s in these]))
            row[f"right {target}"] = float(np.average([s.realised for s in these], weights=[s.settled for s in these]))
        out.append(row | {"cost more": sum(verdict(s) == "costs more" for s in on.values())})
    return out


def _left_out(
    won: Mapping[Price, Mapping[tuple[str, float], Saving]], names: Sequence[str], times: Mapping[str, int]
) -> list[dict[str, Any]]:
    """The price that is best on the other sets, shown on each one, beside no look-ahead."""
    out: list[dict[str, Any]] = []
    for target, name in itertools.product(TARGETS, names):
        best = max(PRICES, key=lambda price: _merit([s for (one, _), s in won[price].items() if one != name]))
        mine, ships, plain = (won[price][name, target] for price in (best, SHIPS, NO_LOOK))
        out.append({
            "kind": "left out", "target": target, "data": name, "orders": times[name], "labels": ships.labels,
            "accuracy": ships.accuracy, "fixed number": ships.redundancy or "none",
            "saved": ships.saved if ships.redundancy else None, "saved evenly": ships.saved_evenly,
            "settled": ships.settled, "realised": ships.realised, "is": verdict(ships),
            "chosen by the others": told(best), "chosen: evenly": mine.saved_evenly, "chosen: settled": mine.settled,
            "chosen": verdict(mine), "no look: evenly": plain.saved_evenly, "no look: settled": plain.settled,
            "no look": verdict(plain),
        })  # fmt: skip
    for target in TARGETS:
        these = [row for row in out if row["target"] == target]
        columns = [f"{who}{what}" for who in ("chosen: ", "no look: ") for what in ("evenly", "settled")]
        means = {
            c: float(np.mean(np.maximum([row[c] for row in these], -1.0)))
            for c in ("saved evenly", "settled", *columns)
        }
        out.append({"kind": "left out", "target": target, "data": "mean", **means})
    return out


def _merit(found: Sequence[Saving]) -> tuple[int, float]:
    """What a price is chosen by: it never costs more; then what it is worth."""
    return -sum(verdict(s) == "costs more" for s in found), sum(_worth(s) for s in found)


def _worth(saving: Saving) -> float:
    """A point of labels saved counts as much as a point of items settled at the target."""
    return _bounded(saving) + saving.settled


def _bounded(saving: Saving) -> float:
    """The share saved, evenly; where a crowd's answers help nothing a loss has no end, so it counts as the whole."""
    return max(saving.saved_evenly, -1.0)


def verdict(saving: Saving) -> str:
    """Whether labels were saved: only if both ways to count say so."""
    # Where no fixed number is as accurate, only the even comparison says something.
    both = [saving.saved_evenly, *([saving.saved] if saving.redundancy else [])]
    return "saves" if min(both) > 0.02 else "costs more" if max(both) < -0.02 else "neither"


def told(price: Price) -> str:
    """A price in words."""
    if price == NO_LOOK:
        return "up to most"
    return f"mends {price[0]:g}" + ("" if price[1] == NEVER else f" or meets {price[1]:g}")


@cache
def _table(data: Path, name: str) -> LabelTable:
    table = sets.recorded(data, name)
    if table.n_items <= MOST_ITEMS:
        return table
    rank = np.random.default_rng(0).random(table.n_items) + (table.gold < 0)
    chosen = np.zeros(table.n_items, np.bool_)
    chosen[np.argsort(rank)[:MOST_ITEMS]] = True
    return table.of_items(chosen)


def _play(key: Key) -> Row:
    """One order of a set, with a fixed number of answers or under a policy at a price."""
    data, name, seed, *how = key
    table = _table(Path(data), name)
    if len(how) == 1:
        return _row(key, replay.fixed(table, how[0], seed=seed))
    target, mends, reaches = how
    policy = Policy(target=target, fewest=2, most=min(int(np.diff(table.item_ptr).max()), MOST))
    if (mends, reaches) == NO_LOOK:
        with patch.object(replay, "worth", _always), patch.object(at_stop, "worth", _always):
            return _row(key, replay.replay(table, policy, seed=seed))
    with patch.multiple(worth, MENDS=mends, REACHES=reaches):
        return _row(key, replay.replay(table, policy, seed=seed))


def _always(raw: Floats, *_: object, **__: object) -> Floats:
    return np.full(len(raw), np.inf)


def _row(key: Key, got: Outcome) -> Row:
    return {
        "key": key,
        "labels": got.labels,
        "accuracy": got.accuracy,
        "settled": got.settled,
        "realised": got.realised,
    }


def _outcome(row: Row) -> Outcome:
    nothing = np.zeros(0)
    return Outcome(row["labels"], row["accuracy"], row["settled"], row["realised"], 0.0, nothing, nothing > 0)


def _curve(found: Sequence[Row]) -> Curve:
    """(labels, accuracy) of each fixed number of answers, means over orders."""
    numbers = sorted({row["key"][3] for row in found})
    of = {n: [row for row in found if row["key"][3] == n] for n in numbers}
    return [tuple(float(np.mean([row[c] for row in of[n]])) for c in ("labels", "accuracy")) for n in numbers]  # type: ignore[misc]
