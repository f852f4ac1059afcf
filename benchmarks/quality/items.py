"""Item statistics on simulated examinees: planted wrong keys that are found, and right keys that are named."""

from __future__ import annotations

import time

import numpy as np

from goodwork.quality.item_statistics import Floats, item_statistics

OPTIONS = 4
SEEDS = 40
TRICKS = 0.1
"""The share of items with a right key that most people miss for one and the same answer: they must not be named."""
CASES = (
    (40, 20, 20, 0.1),
    (80, 20, 20, 0.1),
    (200, 20, 20, 0.1),
    (200, 20, 20, 0.0),
    (200, 30, 15, 0.2),
    (200, 40, 10, 0.1),
    (500, 40, 10, 0.1),
)
"""People, items of the pool, items that each is asked, share of wrong keys."""

Words = list[list[str | None]]


def examinees(
    seed: int, *, people: int, items: int, drawn: int, wrong: float
) -> tuple[Floats, Words, set[int], list[str]]:
    """Answers of a simulated crowd: right by the keys, in words, the items whose keys are wrong, what is right.

    Abilities are standard normal, discriminations log-normal around 1, a fourth of the people who don't know guess
    right, and wrong answers are not equally tempting.
    """
    rng = np.random.default_rng(seed)
    ability, slope = rng.normal(size=people), rng.lognormal(0, 0.35, items)
    trick = rng.random(items) < TRICKS
    difficulty = np.where(trick, 1.5, rng.normal(-0.7, 0.9, items))
    p = 1 / OPTIONS + (1 - 1 / OPTIONS) / (1 + np.exp(-slope * (ability[:, None] - difficulty)))
    truth = rng.integers(OPTIONS, size=items)
    tempting = rng.dirichlet(np.full(OPTIONS - 1, 1.5), size=items)
    tempting[trick] = [0.96, 0.02, 0.02]
    knows = rng.random((people, items)) < p
    bad = set(rng.choice(items, round(wrong * items), replace=False).tolist())
    said, key = np.tile(truth, (people, 1)), truth.copy()
    for item in range(items):
        others = np.flatnonzero(np.arange(OPTIONS) != truth[item])
        missed = ~knows[:, item]
        said[missed, item] = rng.choice(others, missed.sum(), p=tempting[item])
        if item in bad:
            key[item] = rng.choice(others, p=tempting[item])
    right = (said == key).astype(np.float64)
    asked = np.argsort(rng.random((people, items)), axis=1) < drawn
    right[~asked] = np.nan
    words: Words = [
        [str(said[person, item]) if asked[person, item] else None for item in range(items)] for person in range(people)
    ]
    return right, words, bad, [str(one) for one in truth]


def found_keys(right: Floats, words: Words, bad: set[int], truth: list[str]) -> tuple[int, int, int]:
    """Wrong keys that are named, right ones that are, and for how many of the first the right answer is told."""
    found = item_statistics(right, words)
    named = {item: one.suspicion for item, one in enumerate(found) if one.suspicion}
    told = sum(sign.instead == truth[item] for item, sign in named.items() if item in bad)
    return len(named.keys() & bad), len(named.keys() - bad), told


def keys() -> list[dict[str, object]]:
    """A row per size of crowd and pool: precision, recall, and how often the right answer is told."""
    rows: list[dict[str, object]] = []
    for people, pool, drawn, wrong in CASES:
        start = time.perf_counter()
        caught = [
            found_keys(*examinees(seed, people=people, items=pool, drawn=drawn, wrong=wrong)) for seed in range(SEEDS)
        ]
        hits, alarms, told = (sum(one[n] for one in caught) for n in range(3))
        planted = SEEDS * round(wrong * pool)
        rows.append(
            {
                "people": people,
                "pool": pool,
                "asked of each": drawn,
                "wrong keys": planted,
                "found": hits,
                "recall": round(hits / planted, 3) if planted else None,
                "right keys named": alarms,
                "precision": round(hits / (hits + alarms), 3) if hits + alarms else None,
                "right answer told": round(told / hits, 3) if hits else None,
                "seconds each": round((time.perf_counter() - start) / SEEDS, 3),
            }
        )
    return rows
