"""What answers say of the items of an assessment, and which keys should be looked at before they cost anybody.

Classical numbers (share right, point-biserial with the rest) stand beside those of the 2PL model
(`quality.item_response`). A key is suspect when the able fail it:

- whoever chooses another answer is abler than whoever does not (Welch's test), and abler than those who choose the
  key; or the abler half chooses another answer more often than the key (a sign test);
- the same of all wrong answers together: the item discriminates the wrong way round.

Ability is what all *other* items say of a person. A hard item with a right key passes: few know it, and they are able.

Among so many items and answers some look suspicious by chance. Benjamini and Hochberg's rule (1995, JRSS B 57:289-300)
bounds the share of such false alarms among all that are suspected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from goodwork.quality.item_response import ItemResponse, fit_item_response

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Words = Sequence[Sequence[str | None]]

ENOUGH_PEOPLE = 20
"""People who were asked an item, below which no key is suspected and no discrimination is stated."""
ENOUGH_CHOSE = 4
"""People who chose an answer, below which it says nothing."""
CLEAR = 0.01
"""The p below which a single answer is named as the one that able people choose."""
FALSE_ALARMS = 0.1
"""The share of suspected keys that may be right, on average."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Why a key should be looked at."""

    instead: str
    """The answer that abler people choose, in words; empty: they choose others, each of them something else."""
    chose: int
    """People who chose it, or who had the item wrong."""
    chose_ability: float
    """Their mean ability by all other items; 0 is the mean of all people, 1 a standard deviation above it."""
    right: int
    """People who chose the key."""
    right_ability: float | None
    """None: nobody chose it."""
    p: float
    """How often chance alone does this to an item whose key is right; of as many signs as were looked at."""


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """One item in numbers; None where too few people were asked."""

    asked: int
    share_right: float | None
    point_biserial: float | None
    """The correlation of having it right with the share of the other items that one has right."""
    discrimination: float | None
    difficulty: float | None
    suspicion: Suspicion | None


def item_statistics(right: Floats, said: Words) -> list[ItemStatistics]:
    """Numbers for each item. ``right``: (people, items) of 0, 1 and NaN (not asked); ``said``: the answers in words."""
    asked = (~np.isnan(right)).sum(0)
    if not right.size:
        return [ItemStatistics(0, None, None, None, None, None) for _ in range(right.shape[1])]
    model = fit_item_response(right)
    found = [_found(model, right, said, item) for item in range(right.shape[1])]
    accused = _accused([None if one is None else one.p for one in found])
    difficulty = model.difficulty
    return [
        ItemStatistics(
            int(asked[item]),
            float(np.nanmean(right[:, item])) if asked[item] else None,
            _point_biserial(right, item),
            float(model.discrimination[item]) if asked[item] >= ENOUGH_PEOPLE else None,
            float(difficulty[item]) if asked[item] >= ENOUGH_PEOPLE and np.isfinite(difficulty[item]) else None,
            found[item] if item in accused else None,
        )
        for item in range(right.shape[1])
    ]


def _point_biserial(right: Floats, item: int) -> float | None:
    """Correlation with the share of the other items; None with few people, or where all are alike."""
    asked = ~np.isnan(right[:, item])
    others = np.delete(right[asked], item, axis=1)
    some = (~np.isnan(others)).any(1)
    if some.sum() < ENOUGH_PEOPLE:
        return None
    own, rest = right[asked, item][some], np.nanmean(others[some], axis=1)
    if not own.std() or not rest.std():
        return None
    return float(np.corrcoef(own, rest)[0, 1])


def _found(model: ItemResponse, right: Floats, said: Words, item: int) -> Suspicion | None:
    """The strongest sign against a key; None where there is none to be tested."""
    asked = np.flatnonzero(~np.isnan(right[:, item]))
    hit = asked[right[asked, item] > 0.5]
    missed = asked[right[asked, item] <= 0.5]
    if len(asked) < ENOUGH_PEOPLE or len(missed) < ENOUGH_CHOSE:
        return None
    ability = model.without(item, right)
    given = Counter(word for person in missed if (word := said[person][item]) is not None)
    groups = [
        (word, np.array([p for p in missed if said[p][item] == word])) for word, n in given.items() if n >= ENOUGH_CHOSE
    ]
    groups.append(("", missed))
    signs: list[Suspicion] = []
    known = float(ability[hit].mean()) if len(hit) else None
    for word, chose in groups:
        others = np.setdiff1d(asked, chose)
        mean = float(ability[chose].mean())
        p = 1.0
        if known is None or mean > known:
            p = min(1.0, 2 * min(_abler(ability[chose], ability[others]), _preferred(ability, asked, chose, hit)))
        signs.append(Suspicion(word, len(chose), mean, len(hit), known, p))
    least = min(sign.p for sign in signs)
    # One answer in the key's place says more than that the able miss it.
    best = min(signs, key=lambda sign: (not (sign.instead and sign.p < CLEAR), sign.p))
    # As many answers were looked at, as many chances there were.
    return replace(best, p=min(1.0, least * len(signs)))


def _abler(chose: Floats, others: Floats) -> float:
    """Welch's test, one-sided: how often those who chose something are abler by so much, where they are not."""
    from scipy import stats

    if min(len(chose), len(others)) < ENOUGH_CHOSE:
        return 1.0
    one, other = chose.var(ddof=1) / len(chose), others.var(ddof=1) / len(others)
    if not one + other > 0:
        return 1.0
    degrees = (one + other) ** 2 / (one**2 / (len(chose) - 1) + other**2 / (len(others) - 1))
    return float(stats.t.sf((chose.mean() - others.mean()) / np.sqrt(one + other), degrees))


def _preferred(ability: Floats, asked: Ints, chose: Ints, hit: Ints) -> float:
    """One-sided: how often so many of the abler half choose this and not the key, where as many choose the key."""
    from scipy import stats

    able = ability >= np.median(ability[asked])
    n, key = int(able[chose].sum()), int(able[hit].sum())
    return float(stats.binom.sf(n - 1, n + key, 0.5)) if n + key else 1.0


def _accused(ps: Sequence[float | None]) -> set[int]:
    """Benjamini and Hochberg: the items whose p is small enough, given how many there are."""
    ranked = sorted((p, item) for item, p in enumerate(ps) if p is not None)
    last = max((n for n, (p, _) in enumerate(ranked, 1) if p <= FALSE_ALARMS * n / len(ranked)), default=0)
    return {item for _, item in ranked[:last]}
