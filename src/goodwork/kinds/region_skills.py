"""What is known of people who mark regions in pictures, as `Skills` keep it, and as the consensus of regions takes it.

All that is learned of people is kept as chances: how often they mark an object of usual easiness (`FINDS`), mark with
others what is none (`JOINS`), call it right (`marked_skills.LABEL`), and how much of their regions others share
(`KEEPS`). The numbers of the laws that hold for everybody are `Skills.law`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from goodwork.kinds.contract import Skills
from goodwork.kinds.marked_skills import LABEL

if TYPE_CHECKING:
    from goodwork.quality.regions_consensus import Known

FINDS, JOINS, KEEPS = "finds", "joins", "keeps"
LEAST = 1e-4
"""No chance is kept that is smaller, or larger than 1 less this."""
DIGITS = 6


def skills_of(known: Known, people: Sequence[int]) -> Skills:
    """What a project taught, by people's ids; ``people`` are in the order of ``known``."""
    there = known.existence
    (easy, easy_spread), (join, join_spread) = there.easy, there.join

    def of(chances: Sequence[float], usual: float) -> Skills:
        return Skills(accuracy=dict(zip(people, map(_kept, chances), strict=True)), prior=_kept(usual))

    finds = of([_chance(easy + f) for f in there.finding.tolist()], _chance(easy))
    joins = of([_chance(join + g) for g in there.inventing.tolist()], _chance(join))
    keeps = of((1 - known.looseness).tolist(), 1 - known.usual_looseness)
    naming = of(known.naming.tolist(), known.usual_naming)
    lying = known.lying
    return Skills(
        labels={
            FINDS: finds,
            JOINS: joins,
            KEEPS: keeps,
            LABEL: Skills(
                classes=tuple(map(str, known.classes)),
                class_prior=tuple(round(share, DIGITS) for share in known.shares.tolist()),
                accuracy=naming.accuracy,
                prior=naming.prior,
            ),
        },
        law={
            name: round(value, DIGITS)
            for name, value in (
                ("easy_spread", easy_spread),
                ("join_spread", join_spread),
                ("real", there.share),
                ("lies_level", lying.level),
                ("lies_rise", lying.rise),
                ("lies_alone", lying.alone),
            )
        },
    )


def known_of(ids: Sequence[str], people: Sequence[int], skills: Skills) -> Known:
    """What is known of these people, in this order; what is usual where nothing was learned yet."""
    import numpy as np

    from goodwork.quality.regions_consensus import Known, unknown
    from goodwork.quality.regions_existence import Existence
    from goodwork.quality.regions_lying import Lying

    if not {FINDS, JOINS, KEEPS, LABEL} <= skills.labels.keys():
        return unknown(len(people), ids)
    law, label = skills.law, skills.labels[LABEL]

    def rates(name: str) -> Any:
        of: Skills = skills.labels[name]
        return np.array([of.accuracy.get(person, of.prior) for person in people])

    (easy, finding), (join, joining) = (_apart(skills.labels[name], rates(name)) for name in (FINDS, JOINS))
    existence = Existence(
        np.zeros(0), finding, joining, (easy, law["easy_spread"]), 0.0, (join, law["join_spread"]), law["real"]
    )
    # A class that is newer than what was learned is as rare as the rarest.
    share: Mapping[str, float] = dict(zip(label.classes, label.class_prior, strict=True))
    shares = np.array([share.get(name, min(share.values(), default=1.0)) for name in ids])
    return Known(
        existence,
        1 - rates(KEEPS),
        Lying(law["lies_level"], law["lies_rise"], law["lies_alone"]),
        rates(LABEL),
        tuple(ids),
        shares / shares.sum(),
        1 - skills.labels[KEEPS].prior,
        label.prior,
    )


def _apart(usual: Skills, rates: Any) -> tuple[float, Any]:
    """Everybody's logit, and how far each is from it."""
    import numpy as np

    middle = math.log(usual.prior / (1 - usual.prior))
    return middle, np.log(rates / (1 - rates)) - middle


def _chance(logit: float) -> float:
    return 1 / (1 + math.exp(-min(max(logit, -30.0), 30.0)))


def _kept(chance: float) -> float:
    return round(min(max(chance, LEAST), 1 - LEAST), DIGITS)
