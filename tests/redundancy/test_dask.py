"""The same answer on one thread, two threads and Dask, byte for byte."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from goodwork.cluster.redundancy import run_on_dask
from goodwork.errors import Unavailable
from goodwork.redundancy.keep import write_lists
from goodwork.redundancy.progress import Silent
from goodwork.redundancy.run import Options, run_texts
from goodwork.redundancy.sources import open_texts
from goodwork.redundancy.work import Work

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Clusters scattered over two Parquet files, with empty texts and repeats."""
    rng = np.random.default_rng(8)
    vocabulary = np.array([f"w{i}" for i in range(3000)])
    texts: list[str | None] = [None, "", "one"]
    for _ in range(900):
        base = rng.choice(vocabulary, rng.integers(5, 50))
        for _ in range(rng.integers(1, 6)):
            edited = base.copy()
            edited[rng.integers(0, edited.size, rng.integers(0, 3))] = rng.choice(vocabulary)
            texts.append(" ".join(edited))
    order = rng.permutation(len(texts))
    folder = tmp_path_factory.mktemp("dask")
    half = len(order) // 2
    for name, part in (("a", order[:half]), ("b", order[half:])):
        table = pa.table({"id": [f"{name}{i}" for i in part], "text": [texts[i] for i in part]})
        pq.write_table(table, folder / f"{name}.parquet", row_group_size=400)
    return [folder / "a.parquet", folder / "b.parquet"]


def alone(files: list[Path], folder: Path, threads: int) -> tuple[bytes, bytes]:
    source, options = open_texts(files), Options(threads=threads)
    work = Work(folder / "work", options.question(source))
    answer, _ = run_texts(source, options, work, Silent())
    write_lists(work, answer, folder / "keep.parquet", folder / "clusters.parquet")
    return (folder / "keep.parquet").read_bytes(), (folder / "clusters.parquet").read_bytes()


@pytest.mark.filterwarnings("ignore")
def test_one_thread_two_threads_and_dask_write_the_same_bytes(files: list[Path], tmp_path: Path) -> None:
    one, two = alone(files, tmp_path / "one", 1), alone(files, tmp_path / "two", 2)
    assert one == two
    out = tmp_path / "dask"
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        report = run_on_dask(
            cluster.scheduler_address,
            open_texts(files),
            Options(),
            tmp_path / "shared",
            Silent(),
            out / "keep.parquet",
            out / "clusters.parquet",
        )
    assert ((out / "keep.parquet").read_bytes(), (out / "clusters.parquet").read_bytes()) == one
    assert report.counts.rows == pq.read_table(out / "keep.parquet").num_rows
    assert report.counts.near > 100
    assert not (tmp_path / "shared").exists()


def test_pieces_cover_a_source_once(files: list[Path]) -> None:
    source = open_texts(files)
    pieces = source.pieces(500)
    assert len(pieces) > 3
    by_piece = [text for piece in pieces for batch in source.piece(piece) for text in batch.texts.to_pylist()]
    assert by_piece == [text for batch in source.batches() for text in batch.texts.to_pylist()]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_no_scheduler_is_said_plainly(files: list[Path], tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="No Dask scheduler answers"):
        run_on_dask("tcp://127.0.0.1:9", open_texts(files), Options(), tmp_path / "s", Silent())
