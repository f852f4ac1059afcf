"""Consensus of ordinal answers: what a scale says, weighed with what the same answers say as names.

Not everybody who is given a scale uses it as one: some never say a level, some take it for names. So the scale
(`scale.OnScale`) is believed as far as it predicts: it is one more model in the weighed average that `auto` takes of
classes that are `ordered` (`stack.Stack`), and what comes out is never much worse than the same answers taken as names.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid
from goodwork.quality.codes import Ints, checked_codes

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class OrdinalConsensus:
    """What ordinal answers together say, and how the people use the scale."""

    posterior: Floats
    """(items, levels) probability of each true level; the fitted prior for items without answers."""
    prior: Floats
    """(levels,) how common each level is."""
    bias: Floats
    """(people,) by how many levels a person answers too high; posterior mean."""
    spread: Floats
    """(people,) standard deviation of a person's answers, in levels; posterior mean."""
    confusion: Floats
    """(people, levels, levels) chance of each answer (column) at each true level (row)."""
    rounds: int
    scale: float = 1.0
    """How far the order of the levels is believed: 0, tables of names predict better, to 1."""

    @property
    def mean(self) -> Floats:
        """(items,) the expected level."""
        return self.posterior @ np.arange(self.posterior.shape[1])


def choose_level(posterior: Floats, tolerance: int = 0) -> tuple[Ints, Floats]:
    """(items,) the level most likely to lie within ``tolerance`` levels of the truth, and that probability.

    >>> choose_level(np.array([[0.4, 0.0, 0.3, 0.3]]))[0], choose_level(np.array([[0.4, 0.0, 0.3, 0.3]]), 1)[0]
    (array([0]), array([1]))
    """
    if tolerance < 0:
        raise Invalid("The tolerance must be 0 levels or more.")
    levels = posterior.shape[1]
    near = np.abs(np.subtract.outer(np.arange(levels), np.arange(levels))) <= tolerance
    within = posterior @ near
    # Of levels that are equally safe, the one that is most likely itself.
    best = (within + 1e-9 * posterior).argmax(axis=1)
    return best.astype(np.int64), np.minimum(within[np.arange(len(best)), best], 1.0)


def ordinal_consensus(
    item: npt.ArrayLike,
    person: npt.ArrayLike,
    answer: npt.ArrayLike,
    levels: int,
    *,
    items: int | None = None,
    people: int | None = None,
    gold: npt.ArrayLike | None = None,
) -> OrdinalConsensus:
    """The consensus of answers on a scale of ``levels`` ordered levels, as `auto` finds it before calibration.

    ``item``, ``person`` and ``answer`` (answers,) are codes from 0; ``gold`` (items,) levels or -1.

    >>> fit = ordinal_consensus([0, 0, 0, 1, 1], [0, 1, 2, 0, 1], [4, 4, 3, 0, 1], 5)
    >>> choose_level(fit.posterior)[0]
    array([4, 0])
    """
    i, j, a, n_items, n_people = checked_codes(item, person, answer, items, people)
    if levels < 2 or (a.size and a.max() >= levels):
        raise Invalid(f"Answers are levels from 0 to {levels - 1}, and a scale has at least two.")
    known = np.full(n_items, -1) if gold is None else np.asarray(gold)
    if known.shape != (n_items,) or known.max(initial=-1) >= levels or known.min(initial=-1) < -1:
        raise Invalid(f"Gold must be one level from 0 to {levels - 1}, or -1, for each of the {n_items} items.")
    from goodwork.quality.choose import choose
    from goodwork.quality.labels import LabelTable
    from goodwork.quality.scale import OnScale
    from goodwork.quality.stack import ON_SCALE, Stack

    table = LabelTable.from_arrays(
        i, j, a, classes=list(range(levels)), items=np.arange(n_items), people=np.arange(n_people), gold=known,
        ordered=True,
    )  # fmt: skip
    model = choose(table).model().fit(table)
    scale, weight = (model, 1.0) if isinstance(model, OnScale) else (None, 0.0)
    if isinstance(model, Stack) and ON_SCALE in model.members_:
        scale, weight = model.members_[ON_SCALE], model.weights_[ON_SCALE]
    if not isinstance(scale, OnScale):
        scale = OnScale().fit(table)
    return OrdinalConsensus(
        model.proba_, model.class_prior_, scale.bias_, scale.spread_, model.confusion_, model.n_iter_, weight
    )
