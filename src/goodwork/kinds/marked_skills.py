"""What is known of people who mark things: how often they mark what is there and what isn't, and what they call it.

A thing that somebody marked is there or not: a yes-or-no question to everybody who saw the item. Its label is a
question to those who marked it. Kinds that mark texts and kinds that mark pictures are the same in this.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from goodwork.kinds.attributes import DIGITS
from goodwork.kinds.contract import A, Given, Skills
from goodwork.kinds.voting import posterior

if TYPE_CHECKING:
    from goodwork.quality.spans import Group

KEPT = 4
"""Digits of what is learned."""

THERE, INVENTED, LABEL, BORDER = "there", "invented", "label", "border"
"""What is learned of people apart (`Skills.labels`): how often they mark what is there, and what isn't; what they call
it; how often its borders are exact."""


def likely(chance: float) -> bool:
    """Whether something is more likely there than not; half and half is not."""
    return round(chance, DIGITS) > 0.5


def in_one_order(given: Sequence[Given[A]]) -> list[Given[A]]:
    """People in an order that depends on what they said only, so that consensus does not depend on who came first."""
    return sorted(given, key=lambda g: (g.answer.model_dump_json(), g.person))


def coins(skills: Skills) -> Skills:
    """What is known of people where an answer is no single class: how often they are right."""
    return Skills(accuracy=skills.accuracy, prior=skills.prior)


def exists_given(marked: Sequence[tuple[int, bool]], skills: Skills) -> float:
    """The chance that something is there of which somebody marked it: see `quality.spans`."""
    if not {THERE, INVENTED} <= skills.labels.keys() or len(skills.labels[THERE].class_prior) != 2:
        votes = [(person, "yes" if did else "no") for person, did in marked]
        return posterior(("yes", "no"), votes, coins(skills))[0]
    there, invented = skills.labels[THERE], skills.labels[INVENTED]
    share = there.class_prior[0]
    log: list[float] = [math.log(share) - math.log(1 - share)]
    for sign, rates in ((1, there), (-1, invented)):
        rate = [(rates.accuracy.get(person, rates.prior), did) for person, did in marked]
        log += [sign * math.log(p if did else 1 - p) for p, did in rate]
        # It would not be known if nobody had marked it.
        log.append(-sign * math.log1p(-math.prod(sorted(1 - p for p, _ in rate))))
    return 1 / (1 + math.exp(min(max(-math.fsum(log), -30.0), 30.0)))


def at_naming(ids: Sequence[str], skills: Skills, *, exact: bool) -> Skills:
    """What is known of people at saying what a span is: its label, and where it must be exact, both of its borders."""
    if not {LABEL, BORDER} <= skills.labels.keys():
        return coins(skills)
    label = skills.labels[LABEL]
    if not exact:
        return label if label.classes == tuple(ids) else Skills(accuracy=label.accuracy, prior=label.prior)
    border = skills.labels[BORDER]
    people = {*label.accuracy, *border.accuracy}
    return Skills(
        accuracy={p: label.accuracy.get(p, label.prior) * border.accuracy.get(p, border.prior) ** 2 for p in people},
        prior=label.prior * border.prior**2,
    )


def skills_of_groups(
    ids: Sequence[str], groups: Sequence[Group], asked: Sequence[Sequence[int]], people: Sequence[int]
) -> Skills:
    """What all groups of a project say of the people, as `quality.spans` finds it.

    ``ids`` are the labels, by whose places the groups name them; ``asked`` are for each item the places in ``people``
    of those who answered it.
    """
    import numpy as np

    from goodwork.quality.spans import fit_groups

    if not groups:
        return Skills()
    fit = fit_groups(groups, asked, people=len(people), labels=len(ids))

    def of(rates: Sequence[float], prior: float, first: Sequence[float] = ()) -> Skills:
        kept = {p: round(rate, KEPT) for p, rate in zip(people, rates, strict=True)}
        return Skills(accuracy=kept, prior=round(prior, KEPT), class_prior=tuple(round(x, KEPT) for x in first))

    share = min(max(fit.there, 0.01), 0.99)
    right = np.diagonal(fit.confusion, axis1=1, axis2=2) @ fit.label_share
    naming = of(right.tolist(), float(right.mean()))
    return Skills(
        labels={
            THERE: of(fit.recall.tolist(), float(fit.recall.mean()), (share, 1 - share)),
            INVENTED: of(fit.invented.tolist(), float(fit.invented.mean())),
            LABEL: Skills(
                tuple(ids),
                tuple(np.round(fit.label_share, KEPT).tolist()),
                dict(zip(people, np.round(fit.confusion, KEPT).tolist(), strict=True)),
                naming.accuracy,
                naming.prior,
            ),
            BORDER: of(fit.border.tolist(), float(fit.border.mean())),
        }
    )
