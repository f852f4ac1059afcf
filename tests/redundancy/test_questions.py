"""Leaks, containment, meaning and the learning curve, on data with a known answer."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from goodwork.cli.redundancy import app
from goodwork.errors import Invalid, NotFound
from goodwork.redundancy.apart import Pair, split
from goodwork.redundancy.curve import learning_curve
from goodwork.redundancy.differences import differences
from goodwork.redundancy.embeddings import built_in, by_model, unit
from goodwork.redundancy.semantic import semantic_duplicates, vendi

RNG = np.random.default_rng(6)


def words(n: int) -> str:
    return " ".join(f"w{v}" for v in RNG.integers(0, 10**6, n))


def command(*arguments: str | Path) -> dict[str, object]:
    result = CliRunner().invoke(app, [*map(str, arguments), "--json"])
    assert result.exit_code == 0, (result.output, result.exception)
    return json.loads(result.stdout)


def table(path: Path, **columns: list[object]) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def test_leaks_between_splits_are_counted_both_ways(tmp_path: Path) -> None:
    texts: list[object] = [words(30) for _ in range(20)]
    data = table(
        tmp_path / "d.parquet",
        text=[*texts, texts[0], texts[1] + " more"],  # type: ignore[operator]
        split=["train"] * 15 + ["test"] * 5 + ["test", "test"],
    )
    assert command(data, "--split", "split")["leaks"] == {"train": 2, "test": 2}


def test_a_reference_must_not_leak(tmp_path: Path) -> None:
    texts: list[object] = [words(30) for _ in range(20)]
    data = table(tmp_path / "d.parquet", text=texts)
    reference = table(tmp_path / "r.parquet", text=[texts[3], f"{texts[4]} end", words(30)])
    out = tmp_path / "keep.parquet"
    numbers = command(data, "--against", reference, "--out", out)
    assert (numbers["rows"], numbers["leaked"]) == (23, 2)
    keep = pq.read_table(out).to_pydict()
    assert (keep["representative"][3], keep["representative"][4]) == (20, 21)
    assert keep["similarity"][3] == 1.0
    assert keep["similarity"][4] == 28 / 29


def test_contained_texts_and_boilerplate_are_told_apart(tmp_path: Path) -> None:
    footer = "this message is confidential please delete it if it is not meant for you thank you"
    long = words(60)
    texts: list[object] = [long, " ".join(long.split()[10:30])]
    texts += [f"{words(20)} {footer}" for _ in range(400)]
    texts += [words(30) for _ in range(50)]
    data = table(tmp_path / "d.parquet", text=texts)
    out = tmp_path / "inside.parquet"
    numbers = command(data, "--contained", out)
    assert (numbers["contained"], numbers["boilerplate_rows"], numbers["kept"]) == (1, 400, 452)
    assert pq.read_table(out).to_pydict() == {"row": [1], "within": [0], "share": [1.0]}
    said = CliRunner().invoke(app, [str(data), "--contained", str(out)]).output
    assert "footer of about 400 texts" in said
    assert "please delete it" in said


def test_meaning_sets_aside_what_vectors_say_is_the_same(tmp_path: Path) -> None:
    vectors = np.eye(6)[[0, 0, 1, 2, 3, 1]]
    vectors[5, 5] = 0.05
    data = tmp_path / "d.parquet"
    columns = {"text": [words(20) for _ in range(6)], "v": list(vectors)}
    pq.write_table(pa.table(columns), data)
    out = tmp_path / "keep.parquet"
    numbers = command(data, "--method", "semantic", "--embedding", "v", "--out", out)
    assert (numbers["semantic"], numbers["kept"]) == (2, 4)
    assert pq.read_table(out).column("representative").to_pylist() == [0, 0, 2, 3, 4, 2]


def test_the_built_in_vectors_bring_the_same_words_together() -> None:
    texts = ["the cat sat on the mat", "on the mat the cat sat", "stock prices fell sharply today", "prices fell today"]
    vectors = built_in(texts * 3)
    cosine = vectors @ vectors.T
    assert cosine[0, 1] > 0.5
    assert cosine[0, 1] > cosine[0, 2] + 0.4
    assert (built_in(texts * 3) == vectors).all()


def test_semantic_duplicates_stand_behind_a_kept_row() -> None:
    vectors = unit(RNG.normal(size=(300, 8)))
    found = semantic_duplicates(np.concatenate([vectors, vectors]), 0.02, k=3)
    kept = found.representative == np.arange(600)
    assert kept[found.representative].all()
    assert not kept[300:].any()
    cosine = (np.concatenate([vectors, vectors]) * np.concatenate([vectors, vectors])[found.representative]).sum(1)
    assert (cosine[~kept] >= 0.98 - 1e-5).all()
    assert semantic_duplicates(np.zeros((0, 4), np.float32)).clusters == 0


def test_vendi_counts_what_is_different() -> None:
    eye = np.eye(5, dtype=np.float32)
    assert vendi(eye) == pytest.approx(5)
    assert vendi(eye[[0, 0, 0, 1, 1, 1]]) == pytest.approx(2)
    assert vendi(np.zeros((3, 4), np.float32)) == 0


def test_what_is_no_embedding_or_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="finite"):
        unit(np.array([[np.nan, 1.0]]))
    with pytest.raises(Invalid, match="epsilon"):
        semantic_duplicates(np.eye(2, dtype=np.float32), 1.5)
    with pytest.raises(NotFound, match=r"no model\.onnx"):
        by_model(["a"], tmp_path)


def test_the_curve_shows_that_repeats_teach_nothing() -> None:
    # 150 different examples of two classes, each six times over: the representatives teach all there is.
    centers = RNG.normal(size=(2, 12)) * 0.6
    target = RNG.integers(0, 2, 150)
    different = centers[target] + RNG.normal(size=(150, 12))
    rows = np.repeat(np.arange(150), 6)
    representative = np.arange(900) // 6 * 6
    curve = learning_curve(different[rows], target[rows].tolist(), representative, np.ones(900))
    assert curve.at_kept.rows == 120
    assert abs(curve.full[0] - curve.at_kept.kept[0]) < 0.05
    assert curve.at_kept.kept[0] >= curve.at_kept.random[0] - 0.02
    assert "within" in curve.line()
    with pytest.raises(Invalid, match="two classes"):
        learning_curve(np.zeros((30, 2)), ["a"] * 30, np.arange(30), np.ones(30))


def test_split_clusters_stay_split_in_any_order() -> None:
    pairs = [Pair(0, 1, 0.9), Pair(1, 2, 0.8), Pair(2, 3, 0.95), Pair(0, 3, 0.7)]
    assert split(4, pairs, []).tolist() == [0, 0, 0, 0]
    for order in (pairs, pairs[::-1]):
        assert split(4, order, [(0, 3)]).tolist() == [0, 0, 2, 2]
        assert split(4, order, [(0, 1), (2, 3)]).tolist() == [0, 1, 1, 0]


def test_differences_join_up_to_the_texts() -> None:
    left, right = differences("Good work, everyone!", "Good job everyone")
    assert "".join(piece.text for piece in left) == "Good work, everyone!"
    assert "".join(piece.text for piece in right) == "Good job everyone"
    assert [piece.text for piece in right if piece.kind == "only here"] == ["job"]
