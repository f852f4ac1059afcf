"""Semantic duplicates among vectors, and how many different examples there really are.

SemDeDup (Abbas et al. 2023): spherical k-means, then within each cluster a row is set aside when an earlier kept
row has a cosine of at least ``1 - epsilon`` with it. The order is by score, then by row, so the answer is fixed.
Rows of different clusters are never compared: that is what makes it quick, and what it may miss.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodwork.errors import Invalid

Floats = NDArray[np.float32]
AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Semantic:
    """Who stands for whom by meaning."""

    representative: NDArray[np.int64]
    """(rows,)"""
    similarity: NDArray[np.float64]
    """(rows,) cosine to it"""
    clusters: int
    """k of the k-means"""


def centers_of(vectors: Floats, k: int, rounds: int = 12, seed: int = 0) -> Floats:
    """(k, d) unit centers of spherical k-means, begun at random rows."""
    rng = np.random.default_rng(seed)
    centers = vectors[rng.choice(len(vectors), k, replace=False)].copy()
    for _ in range(rounds):
        own = nearest(vectors, centers)
        sums = np.zeros_like(centers)
        np.add.at(sums, own, vectors)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        fresh = np.where(lengths > 1e-9, sums / np.maximum(lengths, 1e-9), centers)
        if np.abs(fresh - centers).max() < 1e-4:
            break
        centers = fresh.astype(np.float32)
    return centers


def nearest(vectors: Floats, centers: Floats) -> NDArray[np.int64]:
    """(rows,) the center with the greatest cosine."""
    return np.concatenate([np.argmax(vectors[i : i + AT_ONCE] @ centers.T, 1) for i in range(0, len(vectors), AT_ONCE)])


def semantic_duplicates(
    vectors: Floats, epsilon: float = 0.05, score: NDArray[np.float64] | None = None, k: int | None = None
) -> Semantic:
    """Rows set aside because a kept row means the same. ``vectors`` (rows, d) have length one.

    >>> same = np.eye(3, dtype=np.float32)[[0, 0, 1]]
    >>> semantic_duplicates(same).representative.tolist()
    [0, 0, 2]
    """
    if not 0 <= epsilon < 1:
        raise Invalid(f"An epsilon of {epsilon} can't be used.", next_step="Choose from 0 to below 1; 0.05 is usual.")
    rows = len(vectors)
    representative = np.arange(rows)
    similarity = np.ones(rows)
    if rows == 0:
        return Semantic(representative, similarity, 0)
    k = k or max(1, min(rows, round(rows / 1000)))
    order = np.lexsort((np.arange(rows), -score)) if score is not None else np.arange(rows)
    own = nearest(vectors, centers_of(vectors, k))
    for cluster in range(k):
        members = order[own[order] == cluster]
        kept = np.empty((members.size, vectors.shape[1]), np.float32)
        names: list[int] = []
        for start in range(0, members.size, AT_ONCE):
            block = members[start : start + AT_ONCE]
            before = len(names)
            earlier = vectors[block] @ kept[:before].T
            among = vectors[block] @ vectors[block].T
            here: list[int] = []  # places in the block that are kept
            for i, row in enumerate(block):
                best, by = -1.0, -1
                if before:
                    j = int(np.argmax(earlier[i]))
                    best, by = float(earlier[i, j]), names[j]
                if here:
                    j = int(np.argmax(among[i, here]))
                    if among[i, here[j]] > best:
                        best, by = float(among[i, here[j]]), int(block[here[j]])
                if best >= 1 - epsilon - 1e-6 and vectors[row].any():
                    representative[row], similarity[row] = by, min(1.0, best)
                else:
                    kept[len(names)] = vectors[row]
                    names.append(int(row))
                    here.append(i)
    return Semantic(representative, similarity, k)


def vendi(vectors: Floats) -> float:
    """The Vendi score: the effective number of different rows (Friedman and Dieng 2023).

    exp of the entropy of the eigenvalues of K / n, with K the cosines; n equal rows score 1, n orthogonal rows n.
    Taken from the (d, d) matrix X'X / n, which has the same eigenvalues. At most d, the dimensions of the vectors.

    >>> round(vendi(np.eye(4, dtype=np.float32)), 6), round(vendi(np.ones((5, 1), np.float32)), 6)
    (4.0, 1.0)
    """
    full = vectors[np.linalg.norm(vectors, axis=1) > 0].astype(np.float64)
    if not len(full):
        return 0.0
    values = np.linalg.eigvalsh(full.T @ full / len(full))
    values = values[values > 1e-12]
    values = values / values.sum()
    return float(np.exp(-(values * np.log(values)).sum()))
