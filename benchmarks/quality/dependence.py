"""How often somebody is named where nobody copies, and how often copying is found, for rules of growing strictness.

Every crowd that was judged is kept in a file, so a run that was ended goes on where it was, and more draws only add to
those there are. What is kept belongs to the rule and the crowds it was made with: the name of the file is a number of
their sources.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.quality import dependent, sets
from benchmarks.quality.kept import kept
from goodwork.quality import copies, dependence, dependence_kernels
from goodwork.quality.calibration import lower_bound
from goodwork.quality.copies import find_copies
from goodwork.quality.labels import LabelTable

FALSE = (1e-2, 1e-3, 1e-4, 1e-5, 1e-6)
"""The rules, by the chance of naming anybody among honest people that each means to stay under."""

USED = 1e-3
"""The one that ships."""

PLANTED = tuple(itertools.product((1, 3), (60, 80, 100)))
"""How many repeat one other, and how many of a hundred answers."""

FIRST_FRESH, FIRST_PLANTED = 3_000, 10_000
"""Seeds of the first crowd in which nobody copies and which no rule was made with, and of the first in which somebody
does. Crowds from 0 were looked at while the rule was made."""

CURVE = tuple(itertools.product((1, 3), (60, 70, 80, 90, 100)))
"""The same, for the curve of what is found by how much is repeated."""

Key = tuple[int, int, int]
"""Seed, copiers, and how many of a hundred answers they repeat: one crowd."""


def rows(draws: int, fresh: int, planted: int, data: Path, folder: Path) -> list[dict[str, Any]]:
    """What each rule does where nobody copies, and what the rule in use finds where some do, by how much they copy."""
    known = [(seed, 0, 0) for seed in range(min(draws, FIRST_FRESH))]
    new = [(FIRST_FRESH + n, 0, 0) for n in range(fresh)]
    some = [(FIRST_PLANTED + n, copiers, share) for copiers, share in PLANTED for n in range(planted)]
    found = kept([*known, *new, *some], _judge, folder / f"dependence-{_rule()}.jsonl")
    recorded = [_named(table) for table in _recorded(data)]
    out: list[dict[str, Any]] = []
    for rule, false in enumerate(FALSE):
        seeds = [[key[0] for key in keys if found[key]["named"][rule]] for keys in (known, new)]
        out.append({
            "kind": "nobody copies", "false": false, "honest": len(known), "named": len(seeds[0]), "fresh": len(new),
            "fresh named": len(seeds[1]), "seeds": ", ".join(map(str, [*seeds[0], *seeds[1]])),
            "recorded": sum(bool(named[rule]) for named in recorded),
            "others": sum(bool(set(found[key]["named"][rule]) - set(found[key]["group"])) for key in some),
            "planted": len(some),
        })  # fmt: skip
    rule = FALSE.index(USED)
    for copiers, share in PLANTED:
        row: dict[str, Any] = {"kind": "some copy", "who": "one" if copiers == 1 else "three", "repeats": share / 100}
        fit = [found[key] for key in some if key[1:] == (copiers, share)]
        for kind, these in (
            ("two classes", [one for one in fit if one["classes"] == 2]),
            ("more", [one for one in fit if one["classes"] > 2]),
        ):
            met = [len(set(one["named"][rule]) & set(one["group"])) / len(one["group"]) for one in these]
            row |= {f"crowds, {kind}": len(met), f"found, {kind}": float(np.mean(met)) if met else None}
        out.append(row)
    return out


def curve(planted: int, folder: Path) -> list[dict[str, Any]]:
    """What the rule in use finds where some copy, by how much; of crowds of more than two classes.

    ``any`` is the share of the crowds in which somebody of those who repeat or are repeated is named, with the bounds
    of its 95 % interval (Clopper and Pearson 1934); ``found`` the mean share of them who are.
    """
    keys = [(FIRST_PLANTED + n, copiers, share) for copiers, share in CURVE for n in range(planted)]
    crowds = kept(keys, _judge, folder / f"dependence-{_rule()}.jsonl")
    rule = FALSE.index(USED)
    out: list[dict[str, Any]] = []
    for copiers, share in CURVE:
        fit = [crowds[key] for key in keys if key[1:] == (copiers, share)]
        more = [one for one in fit if one["classes"] > 2]
        met = [len(set(one["named"][rule]) & set(one["group"])) / len(one["group"]) for one in more]
        n, seen = len(met), sum(share > 0 for share in met)
        out.append({
            "who": "one" if copiers == 1 else "three", "repeats": share / 100, "crowds": n,
            "any": seen / n if n else None, "low": lower_bound(seen, n, 0.975) if n else None,
            "high": 1 - lower_bound(n - seen, n, 0.975) if n else None, "found": float(np.mean(met)) if n else None,
            "two classes": len(fit) - n,
            "two classes, any": sum(bool(set(one["named"][rule])) for one in fit if one["classes"] == 2),
            "others": sum(bool(set(one["named"][rule]) - set(one["group"])) for one in fit),
        })  # fmt: skip
    return out


def _judge(key: Key) -> dict[str, Any]:
    """Who is named in a crowd by each rule."""
    seed, copiers, share = key
    table, group = dependent.crowd(seed, copiers, share / 100)
    return {"key": key, "classes": table.n_classes, "group": group, "named": _named(table)}


def _named(table: LabelTable) -> list[list[int]]:
    """Who is named in a table by each rule."""
    named: list[list[int]] = []
    for false in FALSE:
        # Nobody whom a looser rule leaves alone is named by a stricter one.
        groups = find_copies(table, false=false).groups if not named or named[-1] else []
        named.append(sorted(j for one in groups for j in one))
    return named


def _recorded(data: Path) -> Iterator[LabelTable]:
    """The recorded sets without their gold."""
    for name in (*sets.NAMES, *sets.LATER):
        table = sets.recorded(data, name)
        yield table.with_gold(np.full(table.n_items, -1, np.int32))


def _rule() -> str:
    """A number of the sources that decide who is named, and of those that draw the crowds."""
    sources = (copies, dependence, dependence_kernels, dependent)
    text = b"".join(Path(str(one.__file__)).read_bytes() for one in sources)
    return hashlib.sha256(text).hexdigest()[:12]
