"""Crowds of very different shapes, simulated: what a method that was tuned to a few recorded sets would trip over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goodwork.quality.labels import LabelTable


@dataclass(frozen=True)
class Shape:
    """One kind of crowd and of items."""

    name: str
    classes: int = 3
    items: int = 600
    people: int = 60
    each: int = 5
    skill: tuple[float, float] = (8.0, 3.0)
    """Beta parameters of the chance to be right."""
    share: tuple[float, ...] | None = None
    """Shares of the classes; equal if left out."""
    spammers: float = 0.0
    """Share of people who answer at random, half of them always the same class."""
    adversaries: float = 0.0
    """Share of people who are right in one case of five of what chance would give."""
    hard: float = 0.0
    """Share of items on which everybody answers half by chance."""
    misled: float = 0.0
    """Share of items that look to everybody like another class: errors that people share."""
    ordinal: bool = False
    """Errors go to neighbouring classes."""
    heavy: float = 0.0
    """How unevenly work is spread: exponent of a power law over people."""

    def draw(self, seed: int) -> tuple[LabelTable, np.ndarray]:
        """Labels without gold, and the truth (items,)."""
        rng = np.random.default_rng((seed, len(self.name), self.items, self.classes))
        K, J = self.classes, self.people
        truth = rng.choice(K, self.items, p=self.share)
        decoy = (truth + rng.integers(1, K, self.items)) % K
        seen = np.where(rng.random(self.items) < self.misled, decoy, truth)
        hard = rng.random(self.items) < self.hard
        skill = rng.beta(*self.skill, J)
        role = rng.random(J)
        spam, contrary = role < self.spammers, role > 1 - self.adversaries
        skill[contrary] = 0.2 / K
        weight = np.arange(1, J + 1, dtype=float) ** -self.heavy
        # The people of an item are those with the smallest exponential clocks: drawn without replacement.
        clock = rng.exponential(size=(self.items, J)) / weight
        person = np.argsort(clock, axis=1)[:, : self.each].ravel()
        item = np.repeat(np.arange(self.items), self.each)
        chance = np.where(hard[item], 0.5 * skill[person] + 0.5 / K, skill[person])
        right = rng.random(item.size) < chance
        if self.ordinal:
            step = np.where(rng.random(item.size) < 0.5, 1, -1)
            wrong = seen[item] + step
            wrong = np.where((wrong < 0) | (wrong >= K), seen[item] - step, wrong)
        else:
            wrong = (seen[item] + rng.integers(1, K, item.size)) % K
        answer = np.where(right, seen[item], wrong)
        habit = rng.integers(0, K, J)
        always = spam & (rng.random(J) < 0.5)
        answer = np.where(spam[person], rng.integers(0, K, item.size), answer)
        answer = np.where(always[person], habit[person], answer)
        table = LabelTable.from_arrays(
            item, person, answer, classes=list(range(K)), items=np.arange(self.items), people=np.arange(J)
        )
        return table, truth


SHAPES = (
    Shape("binary, five each", classes=2),
    Shape("binary, three each", classes=2, each=3, items=1_000),
    Shape("binary, twenty each", classes=2, each=20, items=200, skill=(4, 3)),
    Shape("ten classes", classes=10, items=1_000, skill=(6, 3)),
    Shape("ten classes, three each, many people", classes=10, each=3, items=1_000, people=300, skill=(6, 3)),
    Shape("sparse people", classes=4, items=500, people=500, skill=(6, 3)),
    Shape("few people did most", classes=3, items=1_000, people=80, heavy=1.2),
    Shape("a third spammers", classes=4, spammers=0.33, items=800),
    Shape("binary, four in ten spammers", classes=2, spammers=0.4, each=7),
    Shape("a fifth adversaries", classes=2, adversaries=0.2, each=7),
    Shape("rare class", classes=2, share=(0.93, 0.07), items=1_000),
    Shape("skewed, five classes", classes=5, share=(0.6, 0.2, 0.1, 0.06, 0.04), items=1_000),
    Shape("hard items", classes=3, hard=0.4),
    Shape("a tenth misleads everybody", classes=3, misled=0.1, each=8),
    Shape("a fifth misleads everybody", classes=2, misled=0.2, each=10),
    Shape("ordinal neighbours", classes=5, ordinal=True, skill=(5, 3)),
    Shape("weak crowd", classes=3, skill=(4, 4), each=8),
    Shape("strong crowd", classes=4, skill=(20, 1), each=4),
    Shape("everything at once", classes=5, spammers=0.15, adversaries=0.05, hard=0.2, misled=0.05, each=6,
          share=(0.5, 0.2, 0.15, 0.1, 0.05), items=1_000, people=120, heavy=0.8),
)  # fmt: skip


def many_classes(classes: int, people: int = 600, labels: int = 60_000, each: int = 5) -> tuple[LabelTable, np.ndarray]:
    """People right in 60 to 80 % of the cases; half of their errors go to three neighbouring classes."""
    rng = np.random.default_rng(classes)
    items = labels // each
    truth, skill = rng.integers(0, classes, items), rng.uniform(0.6, 0.8, people)
    person = np.argsort(rng.random((items, people)), axis=1)[:, :each].ravel()
    item = np.repeat(np.arange(items), each)
    apart = np.where(rng.random(labels) < 0.5, rng.integers(1, 4, labels), rng.integers(1, classes, labels))
    answer = np.where(rng.random(labels) < skill[person], truth[item], (truth[item] + apart) % classes)
    table = LabelTable.from_arrays(
        item, person, answer, classes=list(range(classes)), items=np.arange(items), people=np.arange(people)
    )
    return table, truth
