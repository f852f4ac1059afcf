"""Answers that are no classes, simulated: spans, numbers, levels, comparisons; the plain ways beside ours."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from goodwork.quality.aggregation import appraise
from goodwork.quality.continuous import continuous_consensus
from goodwork.quality.dawid_skene import DawidSkene
from goodwork.quality.hierarchical import HierarchicalDawidSkene
from goodwork.quality.labels import LabelTable
from goodwork.quality.ordinal import choose_level, ordinal_consensus
from goodwork.quality.rankings import RankingConsensus, ranking_consensus
from goodwork.quality.spans import Span, span_consensus

Rows = list[dict[str, Any]]
TOKENS = 20
FIRST = 1_000
"""Seed of the first draw; smaller ones were looked at while the models were made."""


def kinds(options: argparse.Namespace) -> Rows:
    """Every kind, a row for each crowd: how right ours and the plain ways are, and whether what is said holds."""
    return [*spans(options), *numbers(options), *scales(options), *comparisons(options)]


def _row(kind: str, crowd: str, draws: int, one: Callable[[int], dict[str, float]]) -> dict[str, Any]:
    runs = [one(FIRST + seed) for seed in range(draws)]
    return {"kind": kind, "crowd": crowd, **{k: float(np.mean([run[k] for run in runs])) for k in runs[0]}}


SPANS: dict[str, dict[str, Any]] = {
    **{f"{p} people, borders {q:.0%}": {"people": p, "noise": q} for q in (0.0, 0.1, 0.2, 0.4) for p in (3, 5, 7)},
    "a third missed": {"miss": 0.33},
    "one invented in two items": {"extra": 0.5},
    "labels confused, four": {"confuse": 0.3, "labels": 4},
    "one label, nothing missed": {"labels": 1, "miss": 0.0, "extra": 0.0},
    "20 people, 3 each": {"people": 20, "each": 3},
    "long spans, borders 40%": {"longest": 9, "noise": 0.4},
}


def spans(options: argparse.Namespace) -> Rows:
    """Exact items and F1 of tokens, beside a plurality of spans and Dawid-Skene of tokens."""

    def one(seed: int, crowd: dict[str, Any]) -> dict[str, float]:
        truth, item, person, said = drawn_spans(seed, **crowd)
        fit = span_consensus(item, person, said, items=len(truth))
        ways = {
            "ours": [fit.spans(u) for u in range(len(truth))],
            "plurality": plurality(len(truth), item, said),
            "tokens": _token_labels(len(truth), item, person, said, crowd.get("labels", 2)),
        }
        out: dict[str, float] = {}
        for name, found in ways.items():
            out[name] = float(np.mean([sorted(a) == b for a, b in zip(found, truth, strict=True)]))
        out["says"] = float(fit.sure.mean())
        return out | {f"f1 {name}": _token_f1(found, truth) for name, found in ways.items()}

    return [_row("spans", name, options.draws, lambda seed, c=crowd: one(seed, c)) for name, crowd in SPANS.items()]


def drawn_spans(
    seed: int, *, items: int = 60, people: int = 5, each: int | None = None, labels: int = 2, longest: int = 4,
    noise: float = 0.2, miss: float = 0.1, extra: float = 0.1, confuse: float = 0.1,
) -> tuple[list[list[Span]], np.ndarray, np.ndarray, list[list[Span]]]:  # fmt: skip
    """The true spans of items of 20 tokens; item, person and spans of every answer.

    ``noise`` is the chance that a span has a border shifted by a token or two, ``miss`` that it is left out,
    ``confuse`` that its label is another, ``extra`` that a span is invented; people have these more or less.
    """
    rng = np.random.default_rng((seed, items, people))
    care = np.exp(rng.normal(0, 0.5, people))
    care /= care.mean()
    truth: list[list[Span]] = []
    item: list[int] = []
    person: list[int] = []
    said: list[list[Span]] = []

    def seen(span: Span, much: float) -> Span:
        start, end, label = span
        if rng.random() < min(noise * much, 0.9):
            step = int(rng.choice([-2, -1, 1, 2], p=[0.15, 0.35, 0.35, 0.15]))
            if rng.random() < 0.5:
                start = min(max(start + step, 0), end - 1)
            else:
                end = max(min(end + step, TOKENS), start + 1)
        if labels > 1 and rng.random() < min(confuse * much, 0.6):
            label = (label + int(rng.integers(1, labels))) % labels
        return start, end, label

    for u in range(items):
        row: list[Span] = []
        at = int(rng.integers(0, 5))
        while at < TOKENS - 1:
            end = min(at + int(rng.integers(1, longest + 1)), TOKENS)
            row.append((at, end, int(rng.integers(labels))))
            at = end + int(rng.integers(2, 9))
        truth.append(row)
        for j in range(people) if each is None else rng.choice(people, each, replace=False).tolist():
            marked = [seen(span, care[j]) for span in row if rng.random() >= min(miss * care[j], 0.8)]
            if rng.random() < extra * care[j]:
                start = int(rng.integers(0, TOKENS - 4))
                marked.append((start, start + int(rng.integers(1, 4)), int(rng.integers(labels))))
            item.append(u)
            person.append(j)
            said.append(sorted(set(marked)))
    return truth, np.array(item), np.array(person), said


def plurality(items: int, item: np.ndarray, said: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Where more than half of the people marked something, the span that most of them marked."""
    out: list[list[Span]] = []
    for u in range(items):
        rows = [said[n] for n in np.flatnonzero(item == u)]
        clusters: list[list[tuple[Span, int]]] = []
        reach = -1
        for span, n in sorted((span, n) for n, row in enumerate(rows) for span in row):
            if span[0] >= reach:
                clusters.append([])
            clusters[-1].append((span, n))
            reach = max(reach, span[1])
        out.append([])
        for cluster in clusters:
            if 2 * len({n for _, n in cluster}) > len(rows):
                count = Counter(span for span, _ in cluster)
                out[-1].append(min(count, key=lambda span, c=count: (-c[span], span)))
    return out


def _token_labels(
    items: int, item: np.ndarray, person: np.ndarray, said: Sequence[Sequence[Span]], labels: int
) -> list[list[Span]]:
    """Dawid-Skene over tokens as items; runs of one label are spans."""
    marks = np.zeros((len(said), TOKENS), np.int64)
    for n, row in enumerate(said):
        for start, end, label in row:
            marks[n, start:end] = label + 1
    codes = (item[:, None] * TOKENS + np.arange(TOKENS)).ravel()
    table = LabelTable.from_arrays(codes, np.repeat(person, TOKENS), marks.ravel(), classes=list(range(labels + 1)),
                                   items=np.arange(items * TOKENS))  # fmt: skip
    best = DawidSkene(smoothing=0.01).fit(table).proba_.argmax(axis=1).reshape(items, TOKENS)
    out: list[list[Span]] = []
    for row in best.tolist():
        cuts = [0, *(t for t in range(1, TOKENS) if row[t] != row[t - 1]), TOKENS]
        out.append([(a, b, row[a] - 1) for a, b in pairwise(cuts) if row[a]])
    return out


def _token_f1(found: Sequence[Sequence[Span]], truth: Sequence[Sequence[Span]]) -> float:
    def marked(rows: Sequence[Sequence[Span]]) -> set[tuple[int, int, int]]:
        return {(u, t, label) for u, row in enumerate(rows) for start, end, label in row for t in range(start, end)}

    ours, right = marked(found), marked(truth)
    return 2 * len(ours & right) / max(len(ours) + len(right), 1)


NUMBERS = ("normal", "alike", "heavy tails", "a third spam", "slips", "items differ", "slider", "slider, one error",
           "lazy slider")  # fmt: skip


def numbers(options: argparse.Namespace) -> Rows:
    """Root mean square and mean absolute error beside mean and median; how often 95 % intervals hold the truth."""

    def one(item: np.ndarray, person: np.ndarray, x: np.ndarray, truth: np.ndarray) -> dict[str, float]:
        fit = continuous_consensus(item, person, x, items=len(truth))
        rows = x.reshape(len(truth), -1)
        low, high = fit.interval()
        ways = {"ours": fit.value, "mean": rows.mean(axis=1), "median": np.median(rows, axis=1)}
        off = float(np.quantile(np.abs(ways["mean"] - truth), 0.7))
        out = {name: float(np.abs(value - truth).mean()) for name, value in ways.items()}
        out |= {f"rms {name}": float(np.sqrt(((value - truth) ** 2).mean())) for name, value in ways.items()}
        return out | {
            "held": float(((low <= truth) & (truth <= high)).mean()),
            "says": float(fit.within(off).mean()), "within": float((np.abs(fit.value - truth) <= off).mean()),
        }  # fmt: skip

    rows = [
        _row("numbers", f"{kind}, {each} each", options.draws,
             lambda seed, k=kind, n=each: one(*drawn_numbers(seed, k, each=n)))
        for kind in NUMBERS for each in (3, 6)
    ]  # fmt: skip
    path = Path(options.data) / "review-ratings" / "reviews.jsonl"
    if not path.is_file():
        return rows
    every = np.array([json.loads(line)["ratings"] for line in path.read_text().splitlines()], np.float64)
    return rows + [
        _row("numbers", f"reviews, {each} of 20, truth: mean of the rest", options.draws,
             lambda seed, n=each: one(*_rated(seed, every, n)))
        for each in (4, 10)
    ]  # fmt: skip


def drawn_numbers(
    seed: int, kind: str, *, items: int = 200, people: int = 20, each: int = 6
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Item, person and number of every answer, and the truth."""
    rng = np.random.default_rng((seed, items, each))
    person = np.argsort(rng.random((items, people)), axis=1)[:, :each].ravel()
    item = np.repeat(np.arange(items), each)
    noise = rng.normal(size=item.size)
    bias, spread, truth = rng.normal(0, 0.7, people), np.exp(rng.normal(0, 0.6, people)), rng.normal(0, 3, items)
    if kind.startswith("slider"):
        # From 0 to 100; many leave it at 0 where there is little. One error: the same for all people on an item.
        truth = np.clip(rng.gamma(0.6, 30, items), 0, 100)
        look = truth + (rng.normal(0, 8, items) if kind.endswith("one error") else 0)
        lazy = 1.2 * np.exp(-np.maximum(look, 0) / 25)[item] * rng.beta(1, 2, people)[person]
        moved = np.clip(look[item] + 0.3 * (20 + look[item]) * noise * spread[person], 0, 100)
        return item, person, np.where(rng.random(item.size) < lazy, 0, np.rint(moved)), truth
    if kind == "lazy slider":
        # Everybody moves it by a part of what is right, many hardly at all.
        truth, part = np.clip(rng.gamma(0.5, 40, items), 0, 100), rng.beta(0.7, 0.7, people)
        moved = part[person] * truth[item] * np.exp(0.3 * noise) + (part[person] > 0.5) * 6 * noise
        return item, person, np.clip(np.rint(moved), 0, 100), truth
    size = spread[person]
    if kind == "alike":
        return item, person, truth[item] + 2 * noise, truth
    if kind == "heavy tails":
        noise = rng.standard_t(2, size=item.size)
    if kind == "items differ":
        size = size * np.exp(rng.normal(0, 0.8, items))[item]
    x = truth[item] + bias[person] + size * noise
    if kind == "slips":
        x = np.where(rng.random(item.size) < 0.05, 10 * x, x)
    if kind == "a third spam":
        x = np.where((rng.random(people) < 0.33)[person], rng.uniform(-10, 10, item.size), x)
    return item, person, x, truth


def _rated(seed: int, every: np.ndarray, each: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """200 sentences, some of their ratings, and the mean of the others; nobody rated two, as far as is known."""
    rng = np.random.default_rng(seed)
    rows = every[rng.permutation(len(every))[:200]]
    rows = np.take_along_axis(rows, np.argsort(rng.random(rows.shape), axis=1), axis=1)
    x = rows[:, :each].ravel()
    return np.repeat(np.arange(200), each), np.tile(np.arange(each), 200), x, rows[:, each:].mean(axis=1)


def scales(options: argparse.Namespace) -> Rows:
    """Right levels: ours, `auto` with and without the order, two models of names, and a majority."""

    def one(item: np.ndarray, person: np.ndarray, a: np.ndarray, truth: np.ndarray, levels: int) -> dict[str, float]:
        fit = ordinal_consensus(item, person, a, levels, items=len(truth))
        known = truth >= 0
        level, sure = choose_level(fit.posterior)
        table = LabelTable.from_arrays(item, person, a, classes=list(range(levels)), items=np.arange(len(truth)))
        ways = {
            "ours": level, "auto": appraise(replace(table, ordered=True)).label, "auto, names": appraise(table).label,
            "names": HierarchicalDawidSkene().fit(table).proba_.argmax(axis=1),
            "plain names": DawidSkene().fit(table).proba_.argmax(axis=1), "majority": table.votes.argmax(axis=1),
        }  # fmt: skip
        out = {name: float((found == truth)[known].mean()) for name, found in ways.items()}
        return out | {"says": float(sure[known].mean()), "scale": fit.scale}

    rows = [
        _row("scale", f"{kind}, {each} each", options.draws,
             lambda seed, k=kind, n=each: one(*drawn_levels(seed, k, each=n), 5))
        for kind in ("a scale", "taken for names", "half and half") for each in (3, 6)
    ]  # fmt: skip
    home = Path(options.data) / "crowd-labels" / "AdultContent2"
    if home.is_dir():
        table = LabelTable.read(home / "labels.csv", home / "gold.csv")
        order = np.argsort(["GPRX".index(str(name)) for name in table.classes])
        code = np.empty(4, np.int64)
        code[order] = np.arange(4)
        truth = np.where(table.gold >= 0, code[table.gold], -1)
        rows.append({"kind": "scale", "crowd": "AdultContent2 (G to X)",
                     **one(table.item, table.person, code[table.answer], truth, 4)})  # fmt: skip
    return rows


def drawn_levels(
    seed: int, kind: str, *, items: int = 500, people: int = 40, each: int = 6, levels: int = 5
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Item, person and level of every answer, and the truth: of people who use a scale, or who take it for names."""
    rng = np.random.default_rng((seed, items, each))
    truth = rng.choice(levels, items, p=rng.dirichlet(np.full(levels, 4.0)))
    person = np.argsort(rng.random((items, people)), axis=1)[:, :each].ravel()
    item = np.repeat(np.arange(items), each)
    bias, spread = rng.normal(0, 0.5, people), np.exp(rng.normal(-0.4, 0.5, people))
    on_scale = truth[item] + bias[person] + spread[person] * rng.normal(size=item.size)
    on_scale = np.clip(np.rint(on_scale), 0, levels - 1).astype(np.int64)
    if kind == "a scale":
        return item, person, on_scale, truth
    tables = np.empty((people, levels, levels))
    for j in range(people):
        right, habit = rng.beta(3, 2) * (rng.random() > 0.15), rng.dirichlet(np.full(levels, 0.4))
        near = 0.5 ** np.abs(np.subtract.outer(np.arange(levels), np.arange(levels)))
        far = rng.dirichlet(np.full(levels, 0.5), levels)
        wrong = 0.4 * habit + 0.3 * near / near.sum(axis=1, keepdims=True) + 0.3 * far
        tables[j] = right * np.eye(levels) + (1 - right) * wrong
    chance = tables[person, truth[item]].cumsum(axis=1)
    named = np.minimum((chance < rng.random(item.size)[:, None]).sum(axis=1), levels - 1)
    if kind == "half and half":
        named = np.where((rng.random(people) < 0.5)[person], on_scale, named)
    return item, person, named, truth


PAIRS: dict[str, dict[str, Any]] = {
    "10 candidates, 10 games": {"games": 10},
    "10 candidates, 30 games": {"games": 30},
    "10 candidates, 100 games": {"games": 100},
    "20 candidates, 40 games": {"candidates": 20, "games": 40},
    "close together (sd .3), 30": {"games": 30, "apart": 0.3},
    "far apart (sd 2.5), 30": {"games": 30, "apart": 2.5},
    "heavy tails, 60": {"games": 60, "tails": True},
    "three parts without a game between, 30": {"games": 30, "parts": 3},
    "people differ, 60": {"games": 60, "unlike": 0.5},
    "people differ, 200": {"games": 200, "unlike": 0.5},
    "3 systems, 30 people, 30 games": {"candidates": 3, "games": 30, "people": 30, "unlike": 0.4},
    "rankings of 4, 20": {"games": 20, "length": 4},
    "rankings of 4, three parts, 20": {"games": 20, "length": 4, "parts": 3, "candidates": 15},
}


def comparisons(options: argparse.Namespace) -> Rows:
    """How often 95 % intervals hold: of each candidate against the mean, of differences; and what `above` says."""

    def one(seed: int, crowd: dict[str, Any]) -> dict[str, float]:
        rankings, person, score = drawn_rankings(seed, **crowd)
        n = len(score)
        fit = ranking_consensus(rankings, person, candidates=n)
        first, second = np.triu_indices(n, 1)
        against = np.eye(n) - 1 / n
        sure = np.array([_surer(fit, a, b) for a, b in zip(first, second, strict=True)])
        right = (score[sure[:, 0].astype(int)] > score[sure[:, 1].astype(int)]).astype(float)
        return {
            "held": _held(against, fit, score),
            "held of pairs": _held(np.eye(n)[first] - np.eye(n)[second], fit, score),
            "says": float(sure[:, 2].mean()), "right": float(right.mean()),
        }  # fmt: skip

    return [
        _row("comparisons", name, options.draws, lambda seed, c=crowd: one(seed, c)) for name, crowd in PAIRS.items()
    ]


def _surer(fit: RankingConsensus, one: int, other: int) -> tuple[int, int, float]:
    above = fit.above(one, other)
    return (one, other, above) if above >= 0.5 else (other, one, 1 - above)


def _held(against: np.ndarray, fit: RankingConsensus, score: np.ndarray) -> float:
    covariance = np.diag(fit.error**2) if fit.covariance is None else fit.covariance
    error = np.sqrt(np.einsum("ij,jk,ik->i", against, covariance, against))
    return float((np.abs(against @ (fit.score - score)) <= 1.96 * error).mean())


def drawn_rankings(
    seed: int, *, games: int, candidates: int = 10, people: int = 6, apart: float = 1.0, unlike: float = 0.0,
    parts: int = 1, length: int = 2, tails: bool = False,
) -> tuple[list[list[int]], np.ndarray, np.ndarray]:  # fmt: skip
    """Rankings, people and the scores for the usual person among those rankings."""
    rng = np.random.default_rng((seed, candidates, games))
    score = apart * (rng.standard_t(3, candidates) / 1.73 if tails else rng.normal(size=candidates))
    reliability = np.maximum(1 + unlike * rng.normal(size=people), -1)
    person = rng.integers(0, people, games)
    out: list[list[int]] = []
    for j in person.tolist():
        among = np.flatnonzero(np.arange(candidates) % parts == rng.integers(parts))
        chosen = rng.choice(among, min(length, len(among)), replace=False)
        # The order of scores with Gumbel noise is Plackett-Luce.
        noisy = reliability[j] * score[chosen] + rng.gumbel(size=len(chosen))
        out.append(chosen[np.argsort(-noisy)].tolist())
    return out, person, score * max(float(reliability[person].mean()), 0.05)
