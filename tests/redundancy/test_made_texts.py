"""The texts that the benchmark makes: the truth that it states about them holds."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.redundancy import made
from benchmarks.redundancy.pairs import RANGES, jaccard, planted
from goodwork.redundancy.in_memory import find_duplicates

ROWS = 3000


def test_a_row_is_the_same_in_whichever_portion_it_is_made(tmp_path: Path) -> None:
    whole = made.portion(0, ROWS, ROWS)
    parts = [made.portion(a, b, ROWS) for a, b in pairwise((0, 1, 700, ROWS))]
    assert pa.concat_tables(parts).equals(whole)
    made.write_texts(ROWS, tmp_path / "texts.parquet")
    assert pq.read_table(tmp_path / "texts.parquet").equals(whole)
    assert not made.portion(0, ROWS, ROWS, seed=2).equals(whole)


def test_rows_of_a_cluster_are_alike_and_others_are_not() -> None:
    table = made.portion(0, ROWS, ROWS)
    clusters = table.column("cluster").to_pylist()
    texts = [[hash(w) for w in text.lower().rstrip("!. ").split()] for text in table.column("text").to_pylist()]
    assert len(set(clusters)) > ROWS // 20
    of: dict[int, list[int]] = {}
    for row, cluster in enumerate(clusters):
        of.setdefault(cluster, []).append(row)
    assert max(map(len, of.values())) > 5
    for rows in list(of.values())[:100]:
        assert all(jaccard(texts[a], texts[b]) > 0.4 for a, b in combinations(rows, 2))
    firsts = [rows[0] for rows in of.values()][:300]
    assert max(jaccard(texts[a], texts[b]) for a, b in combinations(firsts, 2)) < 0.4


def test_the_engine_finds_these_clusters() -> None:
    table = made.portion(0, ROWS, ROWS)
    clusters = table.column("cluster").to_numpy()
    found = find_duplicates(table.column("text").to_pylist())
    assert (clusters[found.representative] == clusters).all()
    assert len(set(found.representative.tolist())) == len(set(clusters.tolist()))


def test_every_range_gets_the_pairs_that_were_asked_for() -> None:
    import numpy as np

    rng = np.random.default_rng(4)
    for low, high in RANGES:
        assert len(planted(rng, low, high, 30)) == 30
