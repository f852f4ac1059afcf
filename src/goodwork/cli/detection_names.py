"""Which picture of one file is which of another: by their paths, as far as these tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import TypeVar

A = TypeVar("A", bound=Hashable)
B = TypeVar("B", bound=Hashable)
_SAME, _END, _LAST = range(3)
"""How sure a match is: the whole path, one path is the end of the other, the last name alone."""


def matched(theirs: Mapping[A, str], ours: Mapping[B, str]) -> dict[A, B]:
    """Key -> key, for what is matched without doubt.

    The whole path decides, else the end of the path, else the last name where only one picture is called so. Where
    several may be meant, nothing is matched: neither two of ours for one of theirs, nor two paths of theirs for one of
    ours, unless one of these is the surer match.

    >>> matched({1: "b/1.jpg", 2: "x/2.jpg"}, {7: "a/1.jpg", 8: "b/1.jpg", 9: "2.jpg"})
    {1: 8, 2: 9}
    """
    called: defaultdict[str, list[tuple[str, B]]] = defaultdict(list)
    for key, name in ours.items():
        path = _path(name)
        called[path.rpartition("/")[2]].append((path, key))
    found: dict[A, tuple[int, str, B]] = {}
    claims: defaultdict[B, set[tuple[int, str]]] = defaultdict(set)
    for key, name in theirs.items():
        path = _path(name)
        one = _one(path, called.get(path.rpartition("/")[2], []))
        if one is not None:
            found[key] = (one[0], path, one[1])
            claims[one[1]].add((one[0], path))
    best = {key: min(rank for rank, _ in those) for key, those in claims.items()}
    return {
        mine: key
        for mine, (rank, _, key) in found.items()
        if rank == best[key] and sum(other == rank for other, _ in claims[key]) == 1
    }


def _one(path: str, among: list[tuple[str, B]]) -> tuple[int, B] | None:
    for rank, those in (
        (_SAME, [key for other, key in among if other == path]),
        (_END, [key for other, key in among if path.endswith(f"/{other}") or other.endswith(f"/{path}")]),
        (_LAST, [key for _, key in among]),
    ):
        if those:
            return (rank, those[0]) if len(those) == 1 else None
    return None


def _path(name: str) -> str:
    return name.replace("\\", "/").removeprefix("./")
