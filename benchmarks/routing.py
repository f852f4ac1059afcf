"""The order in which items are offered, beside a random one, on recorded labels.

``python -m benchmarks.routing --data DIR`` deals out each set (see `benchmarks.dealing`) by both and prints, with
95 % intervals over the orders in which people come:

- equal answers: points of accuracy over random at the same number of answers, mean of the budgets and the worst one;
- equal accuracy: answers needed for the accuracy that random has, as a share of random's;
- the end: accuracy and answers when nothing is asked any more;
- before: what finishing everything that was begun first costs, which was the order until then.

An item without an answer counts as the most common class. ``--recorded`` lets people come in the order of the file,
``--by votes`` takes the majority instead of weighing people, ``--choose`` chooses the share of claims that finish by
leaving sets out.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.dealing import Way, deal, posterior
from benchmarks.quality.sets import LATER, NAMES, folder, recorded
from goodwork.model.projects import Policy
from goodwork.quality.labels import LabelTable
from goodwork.routing.order import FINISHING

Floats = NDArray[np.float64]
SHARES = (0.025, 0.05, 0.075, 0.1, 0.125, 0.15, 0.175, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.8)
"""Of a set's labels: the budgets at which accuracy is compared."""
CANDIDATES = (0.0, 0.1, 0.2, 0.3, 0.4)


@dataclass(frozen=True)
class Curve:
    """Accuracy of one way of dealing: (orders, budgets), the last budget being all that was asked."""

    accuracy: Floats
    answers: Floats
    """(orders,) how many were asked in the end."""


def curve(table: LabelTable, arrivals: NDArray[np.int64] | None, way: Way, orders: int, by: str, share: float) -> Curve:
    """One way of dealing, over seeded orders."""
    accuracy: list[list[float]] = []
    answers: list[int] = []
    for seed in range(orders):
        come = np.random.default_rng(seed).permutation(table.person) if arrivals is None else arrivals
        dealt = deal(table, Policy(), way, come.astype(np.int64), seed=seed, finishing=share)
        budgets = [*(int(part * table.n) for part in SHARES), table.n]
        accuracy.append([_accuracy(table, dealt[:budget], by) for budget in budgets])
        answers.append(dealt.size)
    return Curve(np.array(accuracy), np.array(answers, np.float64))


def _accuracy(table: LabelTable, dealt: NDArray[np.int64], by: str) -> float:
    keep = np.zeros(table.n, np.bool_)
    keep[dealt] = True
    used = table.take(keep)
    votes = used.votes
    asked, known = votes.sum(axis=1) > 0, table.gold >= 0
    if by == "votes":
        top = votes == votes.max(axis=1, keepdims=True)
        chance = top / top.sum(axis=1, keepdims=True)
    else:
        chance = np.eye(table.n_classes)[posterior(used).argmax(axis=1)]
    common = chance[asked].sum(axis=0).argmax()
    right = np.where(asked, chance[np.arange(table.n_items), np.maximum(table.gold, 0)], table.gold == common)
    return float(right[known].mean())


@dataclass(frozen=True)
class Beside:
    """A way of dealing beside random: points of accuracy, and shares of answers."""

    mean: float
    mean_half: float
    """Half the width of the 95 % interval."""
    worst: float
    worst_half: float
    end: float
    end_half: float
    answers: float
    """Answers at the end, as a share of random's."""
    equal: float
    """Answers for the same accuracy, as a share of random's, mean of the budgets that random used up."""


def beside(table: LabelTable, one: Curve, other: Curve) -> Beside:
    """``one`` beside ``other``, which is random."""
    budgets = np.array([part * table.n for part in SHARES])
    ran = np.append(budgets <= other.answers.mean(), True)
    apart = 100 * (one.accuracy - other.accuracy)
    half = 1.96 * apart.std(axis=0, ddof=1) / np.sqrt(len(apart))
    means = apart.mean(axis=0)
    during = apart[:, ran].mean(axis=1)
    worst = int(np.flatnonzero(ran)[means[ran].argmin()])
    at = np.minimum(np.append(budgets, np.inf), one.answers.mean())
    rises = np.maximum.accumulate(one.accuracy.mean(axis=0))
    reach = [
        np.interp(wanted, rises, at) / budget if wanted <= rises[-1] else np.nan
        for wanted, budget in zip(other.accuracy.mean(axis=0)[:-1][ran[:-1]], budgets[ran[:-1]], strict=True)
    ]
    return Beside(
        float(during.mean()), float(1.96 * during.std(ddof=1) / np.sqrt(len(during))), float(means[worst]),
        float(half[worst]), float(means[-1]), float(half[-1]), float(one.answers.mean() / other.answers.mean()),
        float(np.nanmean(reach)) if np.isfinite(reach).any() else float("nan"),
    )  # fmt: skip


def arrived(data: Path, name: str, table: LabelTable) -> NDArray[np.int64]:
    """The people of a set in the order of its file."""
    workers = pd.read_csv(folder(data, name) / "labels.csv")["worker"]
    codes = {str(person): code for code, person in enumerate(table.people)}
    return np.array([codes[str(worker)] for worker in workers], np.int64)


def main() -> None:
    """Deal, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("GOODWORK_DATA"))
    parser.add_argument("--orders", type=int, default=20)
    parser.add_argument("--sets", default=",".join((*NAMES, *LATER)))
    parser.add_argument("--by", choices=("skills", "votes"), default="skills")
    parser.add_argument("--recorded", action="store_true", help="people come in the order of the file")
    parser.add_argument("--choose", action="store_true", help="choose the share of finishing by leaving sets out")
    given = parser.parse_args()
    if given.data is None:
        parser.error("--data says where the sets are")
    shares = CANDIDATES if given.choose else (FINISHING, 1.0)
    found: dict[float, list[tuple[str, Beside]]] = {share: [] for share in shares}
    print(
        "| set | random ends at | equal answers | worst budget | answers at equal accuracy | end | answers at the end "
        "| before |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name in given.sets.split(","):
        table = recorded(given.data, name)
        come = arrived(given.data, name, table) if given.recorded else None
        plain = curve(table, come, Way.RANDOM, given.orders, given.by, 0.0)
        for share in shares:
            made = curve(table, come, Way.ROUTED, given.orders, given.by, share)
            found[share].append((name, beside(table, made, plain)))
        if not given.choose:
            one, before = found[FINISHING][-1][1], found[1.0][-1][1]
            cells = (
                name, f"{100 * plain.accuracy[:, -1].mean():.1f} with {plain.answers.mean():,.0f}",
                f"{one.mean:+.1f} ± {one.mean_half:.1f}", f"{one.worst:+.1f} ± {one.worst_half:.1f}",
                f"{one.equal:.2f}", f"{one.end:+.1f} ± {one.end_half:.1f}", f"{one.answers:.2f}",
                f"{before.mean:+.1f} ± {before.mean_half:.1f}",
            )  # fmt: skip
            print(f"| {' | '.join(cells)} |", flush=True)
    if given.choose:
        _leave_out(found)


def _leave_out(found: dict[float, list[tuple[str, Beside]]]) -> None:
    """Each set by the share that gains most without it, among those that lose least there: half a point is noise."""
    names = [name for name, _ in next(iter(found.values()))]
    held: list[Beside] = []
    for at, name in enumerate(names):
        rest = {share: [one for n, (_, one) in enumerate(sets) if n != at] for share, sets in found.items()}
        least = {share: min(one.mean for one in sets) for share, sets in rest.items()}
        near = [share for share, low in least.items() if low >= max(least.values()) - 0.5]
        share = max(near, key=lambda s: float(np.mean([one.mean for one in rest[s]])))
        held.append(found[share][at][1])
        print(f"{name:>14}  without it {share}: {held[-1].mean:+.2f}")
    _print_all("left out", held)
    for share, sets in found.items():
        _print_all(str(share), [one for _, one in sets])


def _print_all(what: str, sets: list[Beside]) -> None:
    means, worst, ends = ([getattr(one, name) for one in sets] for name in ("mean", "worst", "end"))
    print(
        f"{what:>14}  mean {np.mean(means):+.2f}, worst set {min(means):+.2f}, "
        f"mean of worst budgets {np.mean(worst):+.2f}, end {np.mean(ends):+.2f}"
    )


if __name__ == "__main__":
    main()
