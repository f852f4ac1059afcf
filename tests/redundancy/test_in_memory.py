"""What programs call: texts as lists, arrays and streams; pictures as bytes, paths and things loaded when asked for."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from PIL import Image

from goodwork.redundancy.in_memory import find_duplicate_pictures, find_duplicates
from goodwork.redundancy.run import Options

BASE = " ".join(f"w{i}" for i in range(40))
TEXTS = [BASE, BASE + " end", "other words are here", BASE.upper(), None, "Other words, are here!"]


def test_lists_arrays_and_streams_of_texts_give_one_answer() -> None:
    array = pa.array(TEXTS)

    def stream() -> Iterator[Any]:
        yield array.slice(0, 1)
        yield array.slice(1)

    answers = [find_duplicates(texts) for texts in (TEXTS, array, pa.chunked_array([array[:4], array[4:]]), stream())]
    for found in answers:
        assert found.representative.tolist() == [1, 1, 2, 1, 4, 2]
        assert found.exact.tolist() == [False, True, True, False, True, True]
        assert [rows.tolist() for rows in found.clusters()] == [[1, 0, 3], [2, 5]]
        assert found.report.json()["kept"] == 3


def test_quality_goes_with_its_text_over_the_pieces_of_a_stream() -> None:
    array = pa.array([BASE] * 25_000)
    best = np.zeros(25_000)
    best[23_456] = 1
    found = find_duplicates(iter([array]), Options(keep="score"), best)
    assert set(found.representative.tolist()) == {23_456}


def test_nothing_gives_nothing() -> None:
    assert find_duplicates([]).clusters() == []
    assert find_duplicates(iter([])).counts.rows == 0
    assert find_duplicate_pictures([]).counts.rows == 0


class Lazy(Sequence[bytes | Path | None]):
    """Pictures loaded when they are asked for."""

    def __init__(self, pictures: list[bytes | Path | None]) -> None:
        self.pictures = pictures
        self.asked: list[int] = []

    def __len__(self) -> int:
        return len(self.pictures)

    def __getitem__(self, row: Any) -> Any:
        self.asked.append(row)
        return self.pictures[row]


def test_pictures_as_bytes_and_paths(tmp_path: Path) -> None:
    small = np.random.default_rng(5).normal(128, 60, (8, 10, 3)).clip(0, 255).astype(np.uint8)
    scene = Image.fromarray(small).resize((320, 256), Image.Resampling.BICUBIC)
    scene.save(tmp_path / "a.png")
    raw, jpeg = io.BytesIO(), io.BytesIO()
    scene.save(raw, "png", compress_level=1)
    scene.resize((160, 128)).save(jpeg, "jpeg")
    pictures: list[bytes | Path | None] = [jpeg.getvalue(), tmp_path / "a.png", None, raw.getvalue(), b"no picture"]
    lazy = Lazy(pictures)
    found = find_duplicate_pictures(lazy)
    assert (found.representative == find_duplicate_pictures(pictures).representative).all()
    stands = found.representative[0]
    assert stands in (1, 3)
    assert found.representative.tolist() == [stands, stands, 2, stands, 4]
    assert found.exact.tolist() == [False, True, True, True, True]
    assert found.report.refused == 2
    assert lazy.asked.count(0) == 1
