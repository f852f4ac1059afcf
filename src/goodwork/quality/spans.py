"""Consensus of spans in sequences of tokens: whether a span is there, what it is, and where it begins and ends.

Spans of different people that mean the same thing are gathered into groups (`gather`). Of each group is asked:

- Is it there? A person marks what is there with their recall ``r`` and what isn't with a small ``f``. A group is only
  seen if somebody marked it, so both likelihoods are divided by the chance of that, ``1 - prod(1 - r)``: what everybody
  missed is thereby counted too (Dawid & Skene 1979, truncated as in capture-recapture: Otis et al. 1978).
- Which label? Dawid-Skene with a table per person, drawn to the table of all.
- Where are its borders? A person puts a border where it is with chance ``a``, else ``d`` tokens away with chance
  ``(1 - a) h(d) / 2``; ``h`` is learned from all people. Every place that somebody marked is a candidate, and its
  neighbours, so all may be wrong.

What is known of a person is drawn to all people by a few imagined answers. Fitted by EM. A chain over tokens (Simpson
& Gurevych 2019) must see a shifted border as a span missed and another invented; here it is a border that is shifted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Span: TypeAlias = tuple[int, int, int]
"""First token, token after the last, label."""

POOLED = 15.0
"""Imagined answers by which a person is drawn to all people."""
DOUBT = 0.01
"""The chance that what is said of a group is wrong for a reason that the model doesn't know."""
FARTHEST = 8
"""Tokens beyond which it doesn't matter how far away a border is."""
_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Group:
    """Spans of one item that mean the same thing, at most one of each person."""

    item: int
    members: tuple[tuple[int, Span], ...]
    """Person and span."""
    known: Span | None = None
    """The true span, where gold says it."""


@dataclass(frozen=True, eq=False)
class SpanConsensus:
    """Where the spans truly are, and how people mark them."""

    found: tuple[tuple[tuple[Span, float], ...], ...]
    """For each item its spans and the chance that each is exactly so."""
    sure: Floats
    """(items,) the chance that the spans of an item are exactly all there is."""
    recall: Floats
    """(people,) the chance to mark a span that is there."""
    invented: Floats
    """(people,) the chance to mark one that isn't, of those that anybody might see."""
    border: Floats
    """(people,) the chance that a border lies where it truly is."""
    confusion: Floats
    """(people, labels, labels) the chance of each label (column) at each true one (row)."""
    there: float
    """The share of groups that somebody marked which are there."""
    label_share: Floats
    """(labels,) how common each label is."""
    rounds: int

    def spans(self, item: int) -> list[Span]:
        """The consensus spans of an item, by place."""
        return [span for span, _ in self.found[item]]

    def confidence(self, item: int) -> float:
        """The chance that the consensus spans of an item are exactly all there is."""
        return float(self.sure[item])


def encode(tokens: Sequence[tuple[int, int]], spans: Sequence[Span]) -> list[Span]:
    """Spans in characters as spans in tokens: each token a span overlaps belongs to it.

    ``tokens`` are (first character, character after the last), in order. Raises `Invalid` for spans outside all tokens.

    >>> encode([(0, 3), (4, 7), (8, 11)], [(4, 11, 0)])
    [(1, 3, 0)]
    """
    starts = np.array([start for start, _ in tokens], np.int64)
    ends = np.array([end for _, end in tokens], np.int64)
    out: list[Span] = []
    for start, end, label in spans:
        first = int(np.searchsorted(ends, start, side="right"))
        after = int(np.searchsorted(starts, end, side="left"))
        if end <= start or first >= after:
            raise Invalid(f"The span {start}..{end} covers no token.")
        out.append((first, after, label))
    return out


def shared(one: Span, other: Span) -> float:
    """The share of tokens of either that both cover, 0 to 1."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(both, 0) / (max(one[1], other[1]) - min(one[0], other[0]))


def gather(given: Sequence[tuple[int, Sequence[Span]]]) -> list[list[tuple[int, Span]]]:
    """The spans of one item in groups of what means the same; ``given`` are people and their spans.

    The span that lies closest to everybody's begins a group; each person's span that shares most with it joins, if it
    shares anything. Then the next, until none is left. Neither the order of people nor that of spans plays a part.

    >>> gather([(0, [(1, 3, 0)]), (1, [(1, 4, 0), (6, 7, 0)])])
    [[(0, (1, 3, 0)), (1, (1, 4, 0))], [(1, (6, 7, 0))]]
    """
    left = [(person, span) for person, spans in given for span in spans]
    groups: list[list[tuple[int, Span]]] = []
    for cluster in _clusters(left):
        while cluster:
            seed = min({span for _, span in cluster}, key=lambda span: (-_closeness(span, cluster), span))
            nearest: dict[int, Span] = {}
            for person, span in cluster:
                there = nearest.get(person)
                if _like(seed, span) > 0 and (there is None or _nearer(seed, span, there)):
                    nearest[person] = span
            group = sorted(nearest.items())
            groups.append(group)
            for one in group:
                cluster.remove(one)
    return groups


def _like(one: Span, other: Span) -> float:
    """How much spans share; less if their labels differ, so that those of one label find each other first."""
    return shared(one, other) * (1.0 if one[2] == other[2] else 0.7)


def _nearer(seed: Span, span: Span, than: Span) -> bool:
    return (-_like(seed, span), span) < (-_like(seed, than), than)


def _closeness(span: Span, cluster: Sequence[tuple[int, Span]]) -> float:
    best: dict[int, float] = {}
    for person, other in cluster:
        best[person] = max(best.get(person, 0.0), _like(span, other))
    return round(sum(best.values()), 9)


def _clusters(left: Sequence[tuple[int, Span]]) -> list[list[tuple[int, Span]]]:
    """Spans that hang together by touching; those of different clusters share nothing."""
    clusters: list[list[tuple[int, Span]]] = []
    reach = -1
    for one in sorted(left, key=lambda one: (one[1], one[0])):
        if one[1][0] >= reach:
            clusters.append([])
        clusters[-1].append(one)
        reach = max(reach, one[1][1])
    return clusters


def span_consensus(
    item: npt.ArrayLike,
    person: npt.ArrayLike,
    spans: Sequence[Sequence[Span]],
    *,
    items: int | None = None,
    people: int | None = None,
    labels: int | None = None,
    gold: Sequence[Sequence[Span] | None] | None = None,
    overlapping: bool = False,
) -> SpanConsensus:
    """The consensus of spans.

    ``item`` and ``person`` (annotations,) codes from 0, ``spans`` those of each annotation (none: nothing was found),
    ``gold`` the true spans, or None, per item. Of consensus spans that overlap only the surest is kept, unless they
    may be ``overlapping``.

    >>> fit = span_consensus([0, 0, 0], [0, 1, 2], [[(1, 3, 0)], [(1, 3, 0)], [(1, 2, 0)]])
    >>> fit.spans(0)
    [(1, 3, 0)]
    """
    of, who, n_items, n_people, n_labels = _checked(item, person, spans, items, people, labels, gold)
    by_item: list[list[int]] = [[] for _ in range(n_items)]
    for n in np.lexsort((who, of)).tolist():
        by_item[of[n]].append(n)
    groups: list[Group] = []
    for u, rows in enumerate(by_item):
        given = [(int(who[n]), sorted(set(spans[n]))) for n in rows]
        truth = None if gold is None or u >= len(gold) else gold[u]
        groups += _known(u, given, truth) if truth is not None else [Group(u, tuple(g)) for g in gather(given)]
    asked = [[int(who[n]) for n in rows] for rows in by_item]
    golden = np.array([gold is not None and u < len(gold) and gold[u] is not None for u in range(n_items)], np.bool_)
    model = _Model(groups, asked, golden, n_people, n_labels)
    return model.fit(overlapping=overlapping)


def fit_groups(groups: Sequence[Group], asked: Sequence[Sequence[int]], *, people: int, labels: int) -> SpanConsensus:
    """The same of spans that were gathered otherwise. ``asked`` (items,) the people who answered each item."""
    model = _Model(list(groups), [list(one) for one in asked], np.zeros(len(asked), np.bool_), people, labels)
    return model.fit(overlapping=True)


def _known(u: int, given: Sequence[tuple[int, Sequence[Span]]], truth: Sequence[Span]) -> list[Group]:
    """The groups of an item whose spans are known: one for each true span, and what else was marked."""
    left = [(person, span) for person, spans in given for span in spans]
    out: list[Group] = []
    for right in sorted(set(truth)):
        nearest: dict[int, Span] = {}
        for person, span in left:
            there = nearest.get(person)
            if _like(right, span) > 0 and (there is None or _nearer(right, span, there)):
                nearest[person] = span
        out.append(Group(u, tuple(sorted(nearest.items())), right))
        left = [one for one in left if nearest.get(one[0]) != one[1]]
    rest: dict[int, list[Span]] = {}
    for one, span in left:
        rest.setdefault(one, []).append(span)
    return out + [Group(u, tuple(g)) for g in gather(sorted(rest.items()))]


class _Model:
    """Groups as flat arrays, and the loop over them."""

    def __init__(
        self, groups: list[Group], asked: list[list[int]], golden: npt.NDArray[np.bool_], people: int, labels: int
    ) -> None:
        self.groups, self.asked, self.golden, self.people, self.labels = groups, asked, golden, people, labels
        self.item = np.array([g.item for g in groups], np.int64)
        G = len(groups)
        # Who could have marked each group, and who did.
        self.eg = np.repeat(np.arange(G), [len(asked[g.item]) for g in groups]).astype(np.int64)
        self.ej = np.array([j for g in groups for j in asked[g.item]], np.int64)
        did = [{j for j, _ in g.members} for g in groups]
        self.em = np.array([j in did[n] for n, g in enumerate(groups) for j in asked[g.item]], np.float64)
        self.exists = np.array([-1.0 if not golden[g.item] else float(g.known is not None) for g in groups])
        # What they marked: a row per member.
        self.mg = np.repeat(np.arange(G), [len(g.members) for g in groups]).astype(np.int64)
        self.mj = np.array([j for g in groups for j, _ in g.members], np.int64)
        self.ml = np.array([span[2] for g in groups for _, span in g.members], np.int64)
        self.true_label = np.array([-1 if g.known is None else g.known[2] for g in groups], np.int64)
        self.sides = [_Border(groups, side, self.mj) for side in (0, 1)]

    def fit(self, *, overlapping: bool) -> SpanConsensus:
        G, J, L = len(self.groups), self.people, self.labels
        marks = np.bincount(self.eg, self.em, G)
        could = np.maximum(np.bincount(self.eg, minlength=G), 1)
        q = np.where(self.exists >= 0, self.exists, marks / could)
        border, table = np.full(J, 0.85), np.tile(0.8 * np.eye(L) + 0.2 / L, (J, 1, 1))
        away = 0.5 ** np.arange(FARTHEST + 1)
        away[0] = 0.0
        away /= away.sum()
        common = np.full(L, 1.0 / L)
        label = np.full((G, L), 1.0 / L)
        seen = self.golden[self.item] if G else np.zeros(0, np.bool_)
        recall, invented = np.full(J, 0.8), np.full(J, 0.1)
        share, rounds = 0.5, 0
        for rounds in range(1, _ROUNDS + 1):
            # How people see what is there: what everybody missed counts too.
            recall = self._rate(q, recall, seen, 0.8)
            invented = self._rate(1 - q, invented, seen, 0.1)
            share = (q.sum() + 1) / (G + 2)
            log = np.full(G, np.log(share) - np.log1p(-share))
            for sign, rate in ((1.0, recall), (-1.0, invented)):
                yes, no = np.log(rate), np.log1p(-rate)
                log += sign * np.bincount(self.eg, np.where(self.em > 0, yes[self.ej], no[self.ej]), G)
                log -= sign * np.log(-np.expm1(np.minimum(np.bincount(self.eg, no[self.ej], G), -1e-9)))
            before = q
            q = np.where(self.exists >= 0, self.exists, 1 / (1 + np.exp(-np.clip(log, -50, 50))))
            # Which label, and how people confuse labels.
            log_label = np.tile(np.log(common), (G, 1))
            for k in range(L):
                log_label[:, k] += np.bincount(self.mg, np.log(table[self.mj, k, self.ml]), G)
            label = _softmax(log_label)
            known = self.true_label >= 0
            label[known] = np.eye(L)[self.true_label[known]]
            common = (q @ label + 1) / (q.sum() + L)
            counts = np.zeros((J, L, L))
            np.add.at(counts.transpose(0, 2, 1), (self.mj, self.ml), q[self.mg, None] * label[self.mg])
            usual = counts.sum(axis=0) + 4 * (0.8 * np.eye(L) + 0.2 / L)
            table = counts + POOLED * usual / usual.sum(axis=1, keepdims=True)
            table /= table.sum(axis=2, keepdims=True)
            # Where the borders are, and how people miss them.
            right, marked, far = np.zeros(J), np.zeros(J), np.zeros(FARTHEST + 1)
            for side in self.sides:
                side.place(border, away, self.mj)
                side.count(q[self.mg], self.mj, right, marked, far)
            usual_border = (right.sum() + 8.5) / (marked.sum() + 10)
            border = np.clip((right + POOLED * usual_border) / (marked + POOLED), 1e-3, 1 - 1e-3)
            prior = 0.5 ** np.arange(1, FARTHEST + 1)
            away[1:] = far[1:] + 4 * prior / prior.sum()
            away /= away.sum()
            if np.abs(q - before).max(initial=0) < 1e-4 and rounds > 5:
                break
        found, sure = self._decide(q, label, recall, overlapping=overlapping)
        return SpanConsensus(found, sure, recall, invented, border, table, float(share), common, rounds)

    def _rate(self, q: Floats, rate: Floats, seen: npt.NDArray[np.bool_], centre: float) -> Floats:
        """(people,) how often people mark groups that weigh ``q``, those that nobody marked included."""
        nobody = np.exp(np.bincount(self.eg, np.log1p(-rate)[self.ej], len(q)))
        all_ = q / np.where(seen, 1.0, np.maximum(1 - nobody, 1e-3))
        yes = np.bincount(self.ej, self.em * q[self.eg], self.people)
        of = np.bincount(self.ej, all_[self.eg], self.people)
        usual = (yes.sum() + 4 * centre) / (of.sum() + 4)
        return np.clip((yes + POOLED * usual) / (of + POOLED), 1e-3, 1 - 1e-3)

    def _decide(
        self, q: Floats, label: Floats, recall: Floats, *, overlapping: bool
    ) -> tuple[tuple[tuple[tuple[Span, float], ...], ...], Floats]:
        best = label.argmax(axis=1) if len(q) else np.zeros(0, np.int64)
        rows: list[list[tuple[float, Span, float]]] = [[] for _ in self.asked]
        log = np.zeros(len(self.asked))
        for n, group in enumerate(self.groups):
            if group.known is not None:
                rows[group.item].append((1.0, group.known, 1.0))
                continue
            there = float(q[n])
            start, end, exact = self._borders(n)
            chance = there * float(label[n, best[n]]) * exact * (1 - DOUBT)
            if there > 0.5:
                rows[group.item].append((chance, (start, end, int(best[n])), there))
            else:
                log[group.item] += np.log(max((1 - there) * (1 - DOUBT), 1e-12))
        # How many spans an item has that nobody of its people marked.
        nobody = np.array([np.prod(1 - recall[people]) for people in self.asked])
        per_item = (q / np.maximum(1 - nobody[self.item], 1e-3)).sum() / max(len(self.asked), 1) if len(q) else 0.0
        log -= np.where(self.golden, 0.0, per_item * nobody)
        out: list[tuple[tuple[Span, float], ...]] = []
        for u, row in enumerate(rows):
            kept: list[tuple[Span, float]] = []
            for chance, span, there in sorted(row, key=lambda one: (-round(one[0], 9), one[1])):
                free = overlapping or self.golden[u] or all(shared(span, other) == 0 for other, _ in kept)
                if free and span not in [other for other, _ in kept]:
                    kept.append((span, chance))
                    log[u] += np.log(max(chance, 1e-12))
                else:
                    log[u] += np.log(max(1 - there, 1e-12))
            out.append(tuple(sorted(kept)))
        return tuple(out), np.exp(log)

    def _borders(self, n: int) -> tuple[int, int, float]:
        """The likeliest start and end of a group, and the chance of both."""
        (starts, p), (ends, r) = (side.of(n) for side in self.sides)
        chance = np.outer(p, r) * (starts[:, None] < ends[None, :])
        at = int(chance.argmax())
        total = float(chance.sum())
        a, b = divmod(at, len(ends))
        return int(starts[a]), int(ends[b]), float(chance.ravel()[at]) / total if total > 0 else 0.0


class _Border:
    """One side of all groups: candidates for where it is, and the places where members put it."""

    def __init__(self, groups: Sequence[Group], side: int, person: Ints) -> None:
        places: list[int] = []
        cuts, pair_c, pair_m = [0], [], []
        member = 0
        marked: list[int] = []
        for group in groups:
            said = [span[side] for _, span in group.members]
            if group.known is not None:
                candidates = [group.known[side]]
            else:
                candidates = sorted({p + step for p in said for step in (-1, 0, 1) if p + step >= side})
            for c in range(len(candidates)):
                pair_c += [len(places) + c] * len(said)
                pair_m += range(member, member + len(said))
            places += candidates
            cuts.append(len(places))
            marked += said
            member += len(said)
        self.places, self.cuts = np.array(places, np.int64), np.array(cuts, np.int64)
        self.c, self.m = np.array(pair_c, np.int64), np.array(pair_m, np.int64)
        self.d = np.minimum(np.abs(self.places[self.c] - np.array(marked, np.int64)[self.m]), FARTHEST)
        self.p = np.zeros(len(places))

    def place(self, border: Floats, away: Floats, person: Ints) -> None:
        """The chance of each candidate."""
        right = border[person[self.m]]
        log = np.log(np.where(self.d == 0, right, (1 - right) * away[self.d] / 2 + 1e-9))
        of = np.bincount(self.c, log, len(self.places))
        group = np.repeat(np.arange(len(self.cuts) - 1), np.diff(self.cuts))
        top = np.full(len(self.cuts) - 1, -np.inf)
        np.maximum.at(top, group, of)
        self.p = np.exp(of - top[group])
        self.p /= np.bincount(group, self.p, len(self.cuts) - 1)[group]

    def count(self, weight: Floats, person: Ints, right: Floats, marked: Floats, far: Floats) -> None:
        """Adds how often each person was right, of how many, and how far away borders were."""
        mass = self.p[self.c] * weight[self.m]
        right += np.bincount(person[self.m], mass * (self.d == 0), right.size)
        marked += np.bincount(person[self.m], mass, marked.size)
        far += np.bincount(self.d, mass, far.size)

    def of(self, n: int) -> tuple[Ints, Floats]:
        at = slice(self.cuts[n], self.cuts[n + 1])
        return self.places[at], self.p[at]


def _softmax(log: Floats) -> Floats:
    out = np.exp(log - log.max(axis=1, keepdims=True)) if log.size else log
    return out / out.sum(axis=1, keepdims=True)


def _checked(
    item: npt.ArrayLike,
    person: npt.ArrayLike,
    spans: Sequence[Sequence[Span]],
    items: int | None,
    people: int | None,
    labels: int | None,
    gold: Sequence[Sequence[Span] | None] | None,
) -> tuple[Ints, Ints, int, int, int]:
    of, who = np.asarray(item), np.asarray(person)
    if not of.shape == who.shape == (len(spans),):
        raise Invalid(f"There are {of.size} items, {who.size} people and {len(spans)} lists of spans; one each.")
    if of.size and (of.dtype.kind not in "iu" or who.dtype.kind not in "iu" or of.min() < 0 or who.min() < 0):
        raise Invalid("`item` and `person` must be codes from 0.")
    n_items = max(int(of.max(initial=-1)) + 1, len(gold or [])) if items is None else items
    n_people = int(who.max(initial=-1)) + 1 if people is None else people
    if of.max(initial=-1) >= n_items or who.max(initial=-1) >= n_people:
        raise Invalid(f"A code lies outside the {n_items} items or the {n_people} people.")
    if len(np.unique(np.stack([of, who]), axis=1).T) < of.size:
        raise Invalid("A person has two lists of spans for one item; give one, with all their spans.")
    every = [span for row in [*spans, *(row for row in gold or [] if row is not None)] for span in row]
    n_labels = max((span[2] for span in every), default=0) + 1 if labels is None else labels
    for start, end, label in every:
        if not (0 <= start < end and 0 <= label < n_labels):
            raise Invalid(f"({start}, {end}, {label}) is no span: first token, token after the last, label from 0.")
    return of.astype(np.int64), who.astype(np.int64), n_items, n_people, n_labels
