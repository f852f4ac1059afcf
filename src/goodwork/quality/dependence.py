"""Whether two people's answers depend on each other: copying against everything honest that looks like it.

Agreement proves nothing: good people agree, hard items mislead people alike, and two people may share a reading of the
guideline. So the honest explanation is given every freedom that honest people have, and copying has to explain the
answers much better than its best form does.

An item has a hidden class z and a *look*: plain, or like another class. How often the others give each class to it is
p ~ Dirichlet(alpha of class and look), so items differ in difficulty without end, and some mislead most people. A
person follows the item with probability t (answers from p, erring as others err there), and else answers by an own
table C(answer | z), which may be that of an expert, of a spammer, or of somebody who confuses two classes. Under
*copying* the second person repeats the first with probability c. Both are fitted by maximum likelihood (EM, from
several starts; the honest one also from where copying ended); their difference is the evidence, in nats.

Two things are taken for granted, since answers alone can't tell them: no kind of item misleads people more than two to
one (`MISLED`), and nobody errs less than once in a hundred times (`SLIP`). Experts in a crowd that is wrong by more
than that on many items look like people who copy; gold clears them: it is observed truth here, and from `KNOWN` shared
gold items on the first assumption is dropped. The Dirichlet-multinomial is fitted as in Minka, *Estimating a Dirichlet
distribution* (2000).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodwork.model.dependence import KNOWN, LEAST, MISLED, SLIP
from goodwork.quality import dependence_kernels as kernels
from goodwork.quality.labels import LabelTable

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]

MOST_VOTES = 9
"""Answers of others looked at for each item."""

MOST_ITEMS = 600
"""Items that two people share that are looked at; above that, evenly spread ones are."""

MOST_CLASSES = 6
"""Classes told apart for two people: their most frequent ones; items on which they gave others are left out."""

LEAST_REPEATED = 0.5
"""Share of answers that have to be repeats: below it, what tells is too near to what the models leave out."""

ROUNDS, GLANCE, LONG, TOLERANCE = 150, 40, 600, 1e-3

CLEAR = 3
"""Honest explanations in which at first no item misleads anybody."""


@dataclass(frozen=True)
class Dependence:
    """What the answers of two people say: how much better copying explains them, and how often they were copied."""

    evidence: float
    """ln likelihood of copying over that of honest answers, nats; about 0 for honest people."""
    share: float
    """The share of answers that are repeats, under copying."""
    items: int
    """Shared items that were looked at."""


def dependence(table: LabelTable, a: int, b: int, near: NDArray[np.bool_], enough: float = 0.0) -> Dependence:
    """The evidence that ``b`` repeats ``a`` or the other way round (codes of people); the form is symmetric enough.

    ``near`` (n_people,) marks people whose answers are not taken as those of others, ``a`` and ``b`` among them: other
    suspects, whose copies would speak for the copies of these two. A pair whose evidence is plainly under ``enough`` is
    given none after a glance.
    """
    at = kernels.shared_items(table.person_ptr, table.by_person, table.item, a, b)
    at = at[np.linspace(0, len(at) - 1, MOST_ITEMS).astype(np.int64)] if len(at) > MOST_ITEMS else at
    x, y = table.answer[at[:, 0]].astype(np.int64), table.answer[at[:, 1]].astype(np.int64)
    items = table.item[at[:, 0]].astype(np.int64)
    gold = table.gold[items].astype(np.int64)
    votes = kernels.votes_of_others(
        table.item_ptr, table.person, table.answer, items, near, MOST_VOTES, table.n_classes
    )
    kept, code = _told_apart(x, y, table.n_classes)
    inside = (code[x] >= 0) & (code[y] >= 0)
    votes, x, y = np.ascontiguousarray(votes[inside][:, kept]), code[x[inside]], code[y[inside]]
    gold = np.where(gold[inside] >= 0, code[gold[inside]], -1)
    if x.size < 2 or len(kept) < 2:
        return Dependence(0.0, 0.0, int(x.size))
    starts = _starts(votes, x, y)
    misled = MISLED if np.count_nonzero(gold >= 0) < KNOWN else 0.0

    def most_likely(copying: bool, begin: list[Floats], rounds: int = ROUNDS) -> tuple[float, float, Floats]:
        fits = [kernels.fit(votes, x, y, gold, q, copying, misled, LEAST, SLIP, rounds, TOLERANCE) for q in begin]
        return max(fits, key=lambda found: found[0])

    glance = most_likely(True, starts[1:], GLANCE)[0] - most_likely(False, starts[1:], GLANCE)[0]
    if glance < enough / 4:
        return Dependence(float(min(glance, 0.0)), 0.0, int(x.size))
    together, share, posterior = most_likely(True, starts)
    alone, _, _ = most_likely(False, [*starts, posterior])
    # Before anything is said of people: is there no better honest explanation?
    for n, start in enumerate([*_clear_starts(votes, x, y), *_further_starts(starts, posterior)]):
        if together - alone <= enough or share < LEAST_REPEATED:
            break
        alone = max(alone, most_likely(False, [start], LONG if n < CLEAR else ROUNDS)[0])
    return Dependence(float(together - alone), float(share), int(x.size))


def _told_apart(x: Longs, y: Longs, n_classes: int) -> tuple[Longs, Longs]:
    """The classes looked at, and (n_classes,) the code of each among them, -1 for those left out."""
    given = np.bincount(np.concatenate([x, y]), minlength=n_classes)
    order = np.argsort(-given, kind="stable")
    kept = np.sort(order[: min(MOST_CLASSES, max(int(np.count_nonzero(given)), 2), n_classes)])
    code = np.full(n_classes, -1, np.int64)
    code[kept] = np.arange(len(kept))
    return kept, code


def _further_starts(starts: list[Floats], posterior: Floats) -> list[Floats]:
    """Posteriors between those that were tried."""
    tried = [*starts, posterior]
    return [(one + other) / 2 for n, one in enumerate(tried) for other in tried[:n]]


def _clear_starts(votes: Longs, x: Longs, y: Longs) -> list[Floats]:
    """Posteriors in which no item misleads anybody: the first one is right, the second one is, or the others are."""
    n, K = votes.shape
    said = (np.eye(K)[x], np.eye(K)[y], (votes + 0.1) / (votes + 0.1).sum(axis=1, keepdims=True))
    starts: list[Floats] = []
    for truth in said:
        q = np.full((n, K * K), 1e-3)
        q[:, np.arange(K) * (K + 1)] += truth
        starts.append(np.ascontiguousarray(q / q.sum(axis=1, keepdims=True)))
    return starts


def _starts(votes: Longs, x: Longs, y: Longs) -> list[Floats]:
    """Posteriors (n, K * K) to begin with: the others are right, these two are, or something between."""
    n, K = votes.shape
    seen = votes + 0.1
    seen /= seen.sum(axis=1, keepdims=True)
    said = np.full((n, K), 0.05)
    np.add.at(said, (np.arange(n), x), 1.0)
    np.add.at(said, (np.arange(n), y), 1.0)
    said /= said.sum(axis=1, keepdims=True)
    between = np.sqrt(seen * said)
    starts = [(truth[:, :, None] * seen[:, None, :]).reshape(n, K * K) + 1e-6 for truth in (seen, said, between)]
    return [np.ascontiguousarray(start / start.sum(axis=1, keepdims=True)) for start in starts]
