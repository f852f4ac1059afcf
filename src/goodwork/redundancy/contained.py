"""Texts inside other texts, and passages that many texts share: found among the texts that are kept, told apart.

A text is *contained* when nearly all of its shingles are in one longer text, though its Jaccard with it is low. It
is *boilerplate* that two texts share when their common shingles are in many texts: a header, a footer, a licence.
Shingles that many texts have never count as evidence of containment.

An index of (shingle, row) finds both. It takes every shingle while there are few; beyond ``POSTINGS`` it takes
those whose hash is divisible by the smallest power of two that keeps it under that.
"""
# Compiled code: numba's scalars are numpy's.
# pyright: reportArgumentType=false, reportReturnType=false, reportCallIssue=false

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from goodwork.quality.kernels import kernel
from goodwork.redundancy.alphabet import Shingle
from goodwork.redundancy.jaccard import fill, shared, table_size
from goodwork.redundancy.plan import Plan
from goodwork.redundancy.reading import TextReader

POSTINGS = 24_000_000
CANDIDATES = 32
"""Texts that a rare shingle may bring up; one with more is common."""
SHARE = 0.9
"""Of a text's shingles that must be in the other."""

Hashes = NDArray[np.uint64]
Words = NDArray[np.uint32]
Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Inside:
    """A text whose shingles are nearly all in another."""

    row: int
    within: int
    share: float


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that many texts share."""

    text: str
    texts: int
    """about how many have it"""
    place: str
    """header, footer or body"""


@dataclass(frozen=True, slots=True)
class Overlaps:
    """What lies inside what, and what is boilerplate."""

    inside: list[Inside]
    passages: list[Passage]
    boilerplate_rows: int
    """texts of which a fifth or more is boilerplate"""
    sampled: int
    """one of so many shingles was indexed"""

    def lines(self) -> list[str]:
        """What was found, as sentences; the commonest passages word for word."""
        said = [
            f"{len(self.inside):,} kept texts lie inside a longer one; they are told, not set aside.",
            f"{self.boilerplate_rows:,} kept texts are boilerplate for a fifth or more.",
        ]
        if self.sampled > 1:
            said.append(f"One of {self.sampled} shingles was indexed: some of either may be missing.")
        cut = [(p, p.text if len(p.text) <= 90 else p.text[:87] + "...") for p in self.passages[:5]]
        return said + [f"  {p.place} of about {p.texts:,} texts: {text}" for p, text in cut]


@kernel
def runs(postings: Hashes) -> Longs:
    """(n,) how many texts have the shingle of each sorted posting ``shingle << 32 | text``."""
    n = postings.size
    out = np.empty(n, np.int64)
    a = 0
    while a < n:
        b = a + 1
        while b < n and postings[b] >> np.uint64(32) == postings[a] >> np.uint64(32):
            b += 1
        out[a:b] = b - a
        a = b
    return out


@kernel
def hopeful(postings: Hashes, often: Longs, texts: int, common: int, share: float) -> tuple[Longs, Longs, Longs]:
    """Per text (texts,): the start of its rarest shared run, whether it may lie inside another, its common shingles."""
    low = np.uint64(0xFFFFFFFF)
    total = np.zeros(texts, np.int64)
    met = np.zeros(texts, np.int64)
    usual = np.zeros(texts, np.int64)
    rarest = np.full(texts, -1, np.int64)
    start = np.int64(0)
    for i in range(postings.size):
        if i and postings[i] >> np.uint64(32) != postings[i - 1] >> np.uint64(32):
            start = i
        t = np.int64(postings[i] & low)
        total[t] += 1
        if often[i] >= common:
            usual[t] += 1
        if often[i] > 1:
            met[t] += 1
            if often[i] < common and (rarest[t] < 0 or often[i] < often[rarest[t]]):
                rarest[t] = start
    for t in range(texts):
        # Common shingles are no evidence: enough must be shared beyond them.
        own = total[t] - usual[t]
        if met[t] < share * total[t] or 2 * own < total[t] or own < 1:
            rarest[t] = -1
    return rarest, total, usual


@kernel
def share_inside(a: Words, b: Words) -> float:
    """The share of the distinct shingles ``a`` that ``b`` has."""
    table = np.zeros(table_size(b.size), np.uint32)
    fill(b, table)
    return shared(a, table) / a.size


def overlaps(
    texts: Callable[[], Iterator[Sequence[bytes | None]]],
    count: int,
    shingle: Shingle,
    examples: Callable[[Sequence[int]], dict[int, str]],
) -> Overlaps:
    """Containment and boilerplate among ``count`` texts.

    ``texts()`` streams them in batches, the same each time; ``examples`` gives a few of them by number.
    """
    reader = TextReader(shingle, Plan.of(0.7), 1 << 10)

    def sets() -> Iterator[tuple[int, Words]]:
        first = 0
        for batch in texts():
            reader.seen[:] = 0
            out = reader.read(pa.array(batch, pa.large_binary()))
            ends = np.cumsum(out.sizes, dtype=np.int64)
            for i in np.flatnonzero(out.slot >= 0):
                slot = out.slot[i]
                yield first + int(i), out.sets[ends[slot] - out.sizes[slot] : ends[slot]]
            first += len(batch)

    sampled = 1
    parts: list[Hashes] = []
    held = 0
    for number, values in sets():
        chosen = values if sampled == 1 else values[values % np.uint32(sampled) == 0]
        parts.append(chosen.astype(np.uint64) << np.uint64(32) | np.uint64(number))
        held += chosen.size
        if held > POSTINGS or len(parts) > 200_000:
            together = np.concatenate(parts)
            while together.size > POSTINGS:
                sampled *= 2
                together = together[(together >> np.uint64(32)) % np.uint64(sampled) == 0]
            parts, held = [together], together.size
    postings = np.concatenate(parts) if parts else np.empty(0, np.uint64)
    del parts
    postings.sort()
    often = runs(postings)
    common = max(CANDIDATES + 1, count // 1000)
    rarest, total, usual = hopeful(postings, often, count, common, SHARE)
    pairs: list[tuple[int, int]] = []
    for t in np.flatnonzero(rarest >= 0):
        start = int(rarest[t])
        run = postings[start : start + min(int(often[start]), CANDIDATES)] & np.uint64(0xFFFFFFFF)
        pairs += [(int(t), other) for other in run.tolist() if other != t and total[other] >= SHARE * total[t]]
    inside = _checked(pairs, sets)
    shown = _passages(postings, often, common, examples)
    heavy = int(((total > 4) & (5 * usual >= total)).sum())
    return Overlaps(inside, shown, heavy, sampled)


def _checked(pairs: list[tuple[int, int]], sets: Callable[[], Iterator[tuple[int, Words]]]) -> list[Inside]:
    """Of candidate pairs those whose whole sets say so; the largest share for each text."""
    wanted = {t for pair in pairs for t in pair}
    held = {number: values.copy() for number, values in sets() if number in wanted} if wanted else {}
    best: dict[int, Inside] = {}
    for a, b in pairs:
        if held[a].size > held[b].size or (held[a].size == held[b].size and a < b):
            continue
        share = share_inside(held[a], held[b])
        if share >= SHARE and (a not in best or share > best[a].share):
            best[a] = Inside(a, b, share)
    return [best[a] for a in sorted(best)]


_WORD = re.compile(r"\S+")


def _passages(
    postings: Hashes, often: Longs, common: int, examples: Callable[[Sequence[int]], dict[int, str]], most: int = 12
) -> list[Passage]:
    """The commonest shared passages, read off two texts that have them."""
    firsts = np.flatnonzero(
        (often >= common) & np.append(True, postings[1:] >> np.uint64(32) != postings[:-1] >> np.uint64(32))
    )
    firsts = firsts[np.argsort(-often[firsts], kind="stable")][: 20 * most]
    chosen = [
        (
            int(postings[f] & np.uint64(0xFFFFFFFF)),
            int(postings[f + often[f] - 1] & np.uint64(0xFFFFFFFF)),
            int(often[f]),
        )
        for f in firsts
    ]
    texts = examples(sorted({t for a, b, _ in chosen for t in (a, b)}))
    found: Counter[str] = Counter()
    place: dict[str, str] = {}
    for a, b, many in dict.fromkeys(chosen):
        one, two = _WORD.findall(texts[a])[:2000], _WORD.findall(texts[b])[:2000]
        match = difflib.SequenceMatcher(None, one, two, autojunk=False).find_longest_match()
        if match.size < 3:
            continue
        text = " ".join(one[match.a : match.a + match.size])
        found[text] = max(found[text], many)
        ends = match.a + match.size == len(one) and match.b + match.size == len(two)
        place[text] = "header" if match.a == match.b == 0 else "footer" if ends else "body"
        if len(found) == most:
            break
    return [Passage(text, many, place[text]) for text, many in found.most_common()]
