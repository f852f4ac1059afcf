"""Laws of the keep list, on small corpora that hypothesis makes."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import Invalid
from goodwork.redundancy.in_memory import Found, find_duplicates
from goodwork.redundancy.plan import Plan
from goodwork.redundancy.run import Options
from tests.redundancy.reference import jaccard, words


@st.composite
def corpora(draw: st.DrawFn) -> list[str]:
    """Texts of which many are edits of each other."""
    rng = random.Random(draw(st.integers(0, 10**9)))
    vocabulary = [f"w{i}" for i in range(draw(st.sampled_from([12, 400])))]
    texts: list[str] = []
    for _ in range(draw(st.integers(1, 6))):
        base = rng.choices(vocabulary, k=rng.randint(1, 40))
        for _ in range(rng.randint(1, 6)):
            edited = list(base)
            for _ in range(rng.randint(0, 3)):
                edited[rng.randrange(len(edited))] = rng.choice(vocabulary)
            texts.append((", " if rng.random() < 0.2 else " ").join(edited))
    texts += [""] * rng.randint(0, 2)
    rng.shuffle(texts)
    return texts


def partition(found: Found, texts: list[str]) -> set[frozenset[tuple[str, ...]]]:
    """Clusters as sets of contents, so that rows don't matter."""
    groups: dict[int, set[tuple[str, ...]]] = {}
    for row, representative in enumerate(found.representative):
        if words(texts[row]):
            groups.setdefault(int(representative), set()).add(tuple(words(texts[row])))
    return {frozenset(group) for group in groups.values()}


@settings(max_examples=80, deadline=None)
@given(corpora(), st.sampled_from([0.5, 0.7, 0.9]))
def test_clusters_are_the_components_of_the_pairs_that_reach_the_threshold(texts: list[str], threshold: float) -> None:
    found = find_duplicates(texts, Options(threshold))
    # Near the threshold a pair may be missed by design; far above it never, and below it never joined.
    group = list(range(len(texts)))
    for i, j in itertools.combinations(range(len(texts)), 2):
        alike = bool(words(texts[i]) and words(texts[j])) and jaccard(texts[i], texts[j]) >= threshold
        if alike:
            old, new = group[j], group[i]
            group = [new if g == old else g for g in group]
    for i, j in itertools.combinations(range(len(texts)), 2):
        if found.representative[i] == found.representative[j]:
            assert group[i] == group[j], "joined without a chain of pairs that reach the threshold"
        elif words(texts[i]) and words(texts[j]):
            assert jaccard(texts[i], texts[j]) < max(threshold, 0.95)


@settings(max_examples=60, deadline=None)
@given(corpora())
def test_the_keep_list_covers_every_cluster_once(texts: list[str]) -> None:
    found = find_duplicates(texts)
    kept = np.flatnonzero(found.kept)
    assert set(found.representative.tolist()) == set(kept.tolist())
    counts = found.counts
    assert counts.kept == kept.size
    assert counts.kept + counts.exact + counts.near == counts.rows == len(texts)
    assert counts.chained == int((found.similarity < 0.7).sum())
    for row, representative in enumerate(found.representative):
        if row != representative:
            assert found.similarity[row] == jaccard(texts[row], texts[int(representative)])
            assert len("".join(words(texts[row]))) <= len("".join(words(texts[int(representative)])))
        if not words(texts[row]):
            assert row == representative


@settings(max_examples=40, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(texts: list[str], rng: random.Random) -> None:
    shuffled = list(texts)
    rng.shuffle(shuffled)
    one, two = find_duplicates(texts), find_duplicates(shuffled)
    assert partition(one, texts) == partition(two, shuffled)
    names = [sorted(tuple(words(t[i])) for i in np.flatnonzero(f.kept)) for f, t in ((one, texts), (two, shuffled))]
    assert names[0] == names[1]


@settings(max_examples=30, deadline=None)
@given(corpora())
def test_repeating_the_data_repeats_the_answer(texts: list[str]) -> None:
    texts = [t for t in texts if words(t)]
    once, twice = find_duplicates(texts), find_duplicates(texts + texts)
    assert twice.counts.kept == once.counts.kept
    assert twice.counts.near == once.counts.near
    assert (twice.representative[: len(texts)] == once.representative).all()
    assert (twice.representative[len(texts) :] == once.representative).all()


@settings(max_examples=30, deadline=None)
@given(corpora())
def test_what_is_kept_is_kept_again(texts: list[str]) -> None:
    # Two representatives are never directly alike, so a second run finds nothing.
    first = find_duplicates(texts)
    rest = [texts[i] for i in np.flatnonzero(first.kept)]
    assert find_duplicates(rest).counts.kept == len(rest)


@settings(max_examples=30, deadline=None)
@given(corpora())
def test_a_higher_threshold_only_splits(texts: list[str]) -> None:
    # One plan serves 0.7 and above, so the pairs brought up are comparable; their checks are nested.
    loose, strict = find_duplicates(texts, Options(0.7)), find_duplicates(texts, Options(0.9))
    for i, j in itertools.combinations(range(len(texts)), 2):
        if strict.representative[i] == strict.representative[j]:
            assert loose.representative[i] == loose.representative[j]


@settings(max_examples=20, deadline=None)
@given(corpora())
def test_threads_change_nothing(texts: list[str]) -> None:
    answers = [find_duplicates(texts * 3, Options(threads=n)) for n in (1, 2, 3)]
    for other in answers[1:]:
        assert (other.representative == answers[0].representative).all()
        assert (other.similarity == answers[0].similarity).all()


def test_rules_choose_who_stays() -> None:
    base = " ".join(f"w{i}" for i in range(40))
    texts = [base, base + " end", base.upper()]
    assert find_duplicates(texts, Options(keep="longest")).representative.tolist() == [1, 1, 1]
    assert find_duplicates(texts, Options(keep="earliest")).representative.tolist() == [0, 0, 0]
    assert find_duplicates(texts, Options(keep="score"), [1, 2, 3]).representative.tolist() == [2, 2, 2]


def test_planted_pairs_are_joined_from_the_threshold_on_and_not_below() -> None:
    rng = np.random.default_rng(11)
    vocabulary = [f"w{i}" for i in range(20_000)]
    texts: list[str] = []
    truth: list[float] = []
    for _ in range(3000):
        a = [vocabulary[i] for i in rng.integers(0, 20_000, rng.integers(30, 100))]
        b = list(a)
        for k in rng.integers(0, len(a), rng.integers(1, max(2, len(a) // 8))):
            b[k] = vocabulary[rng.integers(20_000)]
        texts += [" ".join(a), " ".join(b)]
        truth.append(jaccard(texts[-2], texts[-1]))
    found = find_duplicates(texts)
    joined = found.representative[::2] == found.representative[1::2]
    true = np.array(truth)
    assert not joined[true < 0.7].any()
    assert joined[true >= 0.8].mean() >= 0.99
    assert joined[(true >= 0.7) & (true < 0.8)].mean() >= 0.96
    assert ((true >= 0.7) & (true < 0.8)).sum() > 300


def test_a_crowd_that_shares_a_template_stays_apart_and_bounded() -> None:
    # 3,000 texts with the same 30 of 50 words: Jaccard near 0.42, and every bucket of the template is large.
    rng = np.random.default_rng(2)
    template = " ".join(f"t{i}" for i in range(30))
    texts = [f"{template} " + " ".join(f"w{v}" for v in rng.integers(0, 10**6, 20)) for _ in range(3000)]
    twin = texts[17].rsplit(" ", 1)[0] + " changed"
    found = find_duplicates([*texts, twin])
    assert found.representative[3000] == found.representative[17]
    assert found.counts.kept == 3000


@pytest.mark.parametrize("threshold", [0.0, 0.39, 1.01, -1, float("nan")])
def test_thresholds_that_can_not_be_kept_are_refused(threshold: float) -> None:
    with pytest.raises(Invalid, match="threshold"):
        Plan.of(threshold)


@pytest.mark.parametrize("threshold", [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0])
def test_every_plan_promises_its_recall(threshold: float) -> None:
    plan = Plan.of(threshold)
    assert plan.recall(threshold) > 0.93
    assert plan.recall(min(1.0, threshold + 0.1)) > 0.99
