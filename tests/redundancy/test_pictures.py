"""Pictures: the join against brute force, copies and edits found, damaged files kept."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from typer.testing import CliRunner

from goodwork.cli.redundancy import app
from goodwork.redundancy.hamming import pairs_within
from goodwork.redundancy.pictures import natural
from goodwork.redundancy.prints import CHECK, distance, look, prints_of


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 14))
def test_the_join_finds_every_pair_once(seed: int, distance: int) -> None:
    rng = np.random.default_rng(seed)
    words = rng.integers(0, 2**64, 12, np.uint64).repeat(5)
    for i in range(words.size):
        for bit in rng.integers(0, 64, rng.integers(0, 9)):
            words[i] ^= np.uint64(1) << np.uint64(bit)
    left, right = pairs_within(words, distance, 2)
    apart = np.bitwise_count(words[:, None] ^ words[None, :])
    i, j = np.nonzero(np.triu(apart <= distance, 1))
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == list(zip(i.tolist(), j.tolist(), strict=True))


def scene(seed: int) -> Image.Image:
    rng = np.random.default_rng(seed)
    small = rng.normal(128, 60, (8, 10, 3)).clip(0, 255).astype(np.uint8)
    return Image.fromarray(small).resize((320, 256), Image.Resampling.BICUBIC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("pictures")
    for seed in (1, 2):
        picture = scene(seed)
        picture.save(place / f"{seed}a.png")
        picture.save(place / f"{seed}b.png", compress_level=1)  # other bytes, the same pixels
        picture.save(place / f"{seed}c.jpg", quality=60)
        picture.resize((160, 128)).save(place / f"{seed}d.jpg")
        turn = Image.Exif()
        turn[0x112] = 6
        picture.transpose(Image.Transpose.ROTATE_90).save(place / f"{seed}e.jpg", exif=turn)
    for name, color in (("black", 0), ("white", 255)):
        Image.new("RGB", (64, 64), (color,) * 3).save(place / f"{name}.png")
    (place / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 not a picture")
    (place / "cut.png").write_bytes((place / "1a.png").read_bytes()[:2000])
    (place / "none.jpg").write_bytes(b"")
    return place


def test_copies_and_edits_are_found_and_damaged_files_are_kept(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "keep.parquet"
    result = CliRunner().invoke(app, [str(folder), "--out", str(out), "--json"])
    assert result.exit_code == 0, (result.output, result.exception)
    numbers = json.loads(result.stdout)
    assert (numbers["rows"], numbers["exact"], numbers["near"], numbers["refused"]) == (15, 2, 6, 3)
    keep = pq.read_table(out).to_pydict()
    names = [Path(name).name for name in keep["id"]]
    for name, representative in zip(names, keep["representative"], strict=True):
        stands = names[representative]
        assert stands[0] == name[0] if name[0] in "12" else stands == name


def test_exact_pictures_are_those_with_the_same_pixels(folder: Path) -> None:
    result = CliRunner().invoke(app, [str(folder), "--method", "exact", "--json"])
    assert (json.loads(result.stdout)["exact"], json.loads(result.stdout)["near"]) == (2, 0)


def test_frames_sort_as_people_count() -> None:
    assert sorted(["f10.png", "f2.png", "a1"], key=natural) == ["a1", "f2.png", "f10.png"]


def page(seed: int) -> Image.Image:
    rng = np.random.default_rng(seed)
    sheet = np.full((800, 600), 255, np.uint8)
    for top in range(40, 740, 18):
        left, right = 40, rng.integers(150, 560)
        while left < right:
            width = int(rng.integers(10, 60))
            sheet[top : top + 8, left : min(left + width, 580)] = 0
            left += width + 8
    return Image.fromarray(sheet)


def screen(seed: int) -> Image.Image:
    rng = np.random.default_rng(seed)
    sheet = np.full((600, 800, 3), rng.integers(180, 255, 3), np.uint8)
    for _ in range(12):
        left, top, width, height = rng.integers((0, 0, 30, 20), (700, 500, 300, 200))
        sheet[top : top + height, left : left + width] = rng.integers(0, 255, 3)
    return Image.fromarray(sheet)


@pytest.mark.parametrize("make", [scene, page, screen])
def test_the_check_holds_for_smooth_flat_and_sharp_pictures(make: Callable[[int], Image.Image]) -> None:
    pictures = [make(seed) for seed in range(20)]
    seen = prints_of(np.stack([seen_again(picture, 100, 1.0) for picture in pictures]))[0]
    for quality, size in ((92, 1.0), (40, 1.0), (60, 0.5)):
        again = prints_of(np.stack([seen_again(picture, quality, size) for picture in pictures]))[0]
        assert (distance(seen, again) <= 0.1 * CHECK).all(), (quality, size)
    left, right = np.triu_indices(len(pictures), 1)
    assert (distance(seen[left], seen[right]) > 0.1 * CHECK).all()


def seen_again(picture: Image.Image, quality: int, size: float) -> np.ndarray:
    written = io.BytesIO()
    smaller = picture.resize((round(picture.width * size), round(picture.height * size)))
    smaller.convert("RGB").save(written, "JPEG", quality=quality)
    return look(written.getvalue()).gray
