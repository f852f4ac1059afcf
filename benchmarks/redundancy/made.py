"""Texts whose clusters are known: any number of rows, the same ones every time, written as they are made.

A cluster is a text of 40 to 69 invented words; its rows are spread over the file and are the text itself, in other case
and punctuation, or with one or two words replaced, left out or added at the end. One row in twenty has a cluster of
its own. One cluster in five begins with one of 48 openings of 15 words: those look alike and are not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq

pc: Any = pyarrow.compute  # its functions are made at run time, so no type is known of them
Numbers = np.ndarray[Any, np.dtype[Any]]

PORTION = 50_000
OF_A_CLUSTER = 12
"""Rows, on average."""
FEWEST, MOST, ADDED = 40, 69, 2
"""Words of a text, and how many may be added."""
OPENINGS, OPENING = 48, 15
ALONE = 0.05
_SYLLABLES = [first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou"]


def write_texts(rows: int, out: Path, seed: int = 1) -> None:
    """A Parquet file with the columns ``text`` and ``cluster``; memory does not grow with the rows."""
    schema = pa.schema([("text", pa.string()), ("cluster", pa.int64())])
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for first in range(0, rows, PORTION):
            writer.write_table(portion(first, min(rows, first + PORTION), rows, seed))


def portion(first: int, last: int, rows: int, seed: int = 1) -> Any:
    """The rows from one to before another as an Arrow table: each depends on its number, ``rows`` and the seed only."""
    row = np.arange(first, last, dtype=np.uint64)
    several = max(1, int(rows * (1 - ALONE)) // OF_A_CLUSTER)
    shared = share(seed, 1, row) >= ALONE
    cluster = np.where(shared, spread(seed, 2, row) % np.uint64(several), row + np.uint64(several))
    words, there = bases(cluster, seed)
    rewrite(words, there, row, seed)
    offsets = np.concatenate([[0], there.sum(1).cumsum()])
    chosen = pa.array(vocabulary()).take(pa.array(words[there]))
    text = pc.binary_join(pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), chosen), " ")
    look = share(seed, 3, row)
    text = pc.if_else(pa.array(look < 0.1), pc.utf8_upper(text), text)
    ends = pa.array(np.array(["", ".", " !", "..."])[(spread(seed, 4, row) % np.uint64(4)).astype(np.int64)])
    text = pc.binary_join_element_wise(text, ends, "")
    return pa.table({"text": text, "cluster": pa.array(cluster.astype(np.int64))})


def bases(cluster: Numbers, seed: int) -> tuple[Numbers, Numbers]:
    """The words of each cluster's text by their numbers (rows x places), and which places there are."""
    place = np.arange(MOST + ADDED, dtype=np.uint64)
    length = FEWEST + spread(seed, 5, cluster) % np.uint64(MOST - FEWEST + 1)
    words = word(seed, 6, cluster[:, None] * np.uint64(1 << 8) + place)
    opening = spread(seed, 7, cluster) % np.uint64(OPENINGS)
    begun = share(seed, 8, cluster) < 0.2
    heads = word(seed, 9, opening[:, None] * np.uint64(1 << 8) + place[:OPENING])
    words[:, :OPENING] = np.where(begun[:, None], heads, words[:, :OPENING])
    return words, place < length[:, None]


def rewrite(words: Numbers, there: Numbers, row: Numbers, seed: int) -> None:
    """Three rows in five become slightly other texts than their cluster's: in place."""
    length = there.sum(1)
    at = np.arange(row.size)
    for time in range(2):
        how = spread(seed, 10 + time, row) % np.uint64(8)
        place = (share(seed, 12 + time, row) * length).astype(np.int64)
        new = word(seed, 14 + time, row)
        replaced, gone, more = how == 0, how == 1, how == 2
        words[at[replaced], place[replaced]] = new[replaced]
        there[at[gone], place[gone]] = False
        end = length[more] + time
        words[at[more], end] = new[more]
        there[at[more], end] = True


def word(seed: int, what: int, of: Numbers) -> Numbers:
    """Numbers of words; some words are much more frequent than others."""
    return (share(seed, what, of) ** 2 * len(_SYLLABLES) ** 2 * 4).astype(np.int32)


def vocabulary() -> list[str]:
    """Every word: two syllables, or three of which the last is one of four."""
    pairs = [a + b for a in _SYLLABLES for b in _SYLLABLES]
    return [pair + end for end in ("", "lo", "mi", "tus") for pair in pairs]


def share(seed: int, what: int, of: Numbers) -> Numbers:
    """A number from 0 to below 1 for each."""
    return (spread(seed, what, of) >> np.uint64(11)).astype(np.float64) / (1 << 53)


def spread(seed: int, what: int, of: Numbers) -> Numbers:
    """64 well spread bits for each number: multiplied and folded three times."""
    made = of + np.uint64((seed * 1_000_003 + what * 7_919 + 1) * 0x5851F42D4C957F2D % (1 << 64))
    for _ in range(3):
        made = made * np.uint64(0xD1342543DE82EF95)
        made = made ^ (made >> np.uint64(31))
    return made
