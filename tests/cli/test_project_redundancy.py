"""goodwork projects redundancy, and an import that asks for a check, against a real database."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from goodwork.errors import Invalid
from tests.cli.test_import_and_export import MOODS, Run, run
from tests.redundancy_product.reviews import REVIEWS

__all__ = ["run"]


def test_what_repeats_is_told_set_aside_and_put_back(run: Run, tmp_path: Path) -> None:
    file, reviews = tmp_path / "moods.yaml", tmp_path / "reviews.jsonl"
    file.write_text(MOODS)
    reviews.write_text("".join(json.dumps(row) + "\n" for row in REVIEWS))
    run("users", "add", "o@example.org", "--name", "O", "--role", "owner", "--organization", "Lab", "--password-stdin",
        stdin="a fine long password\n")  # fmt: skip
    run("projects", "apply", str(file))
    run("import", "Moods", str(reviews), "--redundancy", "--mapping", '{"metadata": ["stars"]}', "--json")
    assert "Label these 3 of 6." in run("projects", "redundancy", "Moods").output

    told = json.loads(run("projects", "redundancy", "1", "--keep", "stars", "--set-aside", "exact", "--json").output)
    assert (told["items"], told["kept"], told["clusters"], told["largest"]) == (6, 3, 2, 3)
    # b and e have the most stars, and a and d are the same words as they.
    assert (told["exact"], told["near"], told["set_aside"], told["left_answered"]) == (2, 1, 2, 0)
    again = json.loads(run("projects", "redundancy", "Moods", "--set-aside", "all", "--json").output)
    assert again["set_aside"] == 1, "a and d are set aside already, and b is now"
    assert "items were put back." in run("projects", "redundancy", "Moods", "--restore").output
    assert json.loads(run("projects", "redundancy", "Moods", "--restore", "--json").output) == {"restored": 0}

    with pytest.raises(Invalid, match="can't be made"):
        run("projects", "redundancy", "Moods", "--threshold", "0.1")
    with pytest.raises(Invalid, match="none, exact or all"):
        run("projects", "redundancy", "Moods", "--set-aside", "some")


def test_pictures_are_compared_where_there_is_nothing_to_read(run: Run, tmp_path: Path) -> None:
    folder, file = tmp_path / "pictures", tmp_path / "moods.yaml"
    folder.mkdir()
    file.write_text(MOODS)
    colors = np.random.default_rng(3).integers(0, 255, (2, 6, 8, 3), dtype=np.uint8)
    scene, other = (Image.fromarray(some).resize((800, 600), Image.Resampling.BICUBIC) for some in colors)
    scene.save(folder / "a.png")
    scene.resize((640, 480)).save(folder / "b.jpg", quality=80)
    other.save(folder / "c.png")
    run("users", "add", "p@example.org", "--name", "P", "--role", "owner", "--organization", "Pictures",
        "--password-stdin", stdin="a fine long password\n")  # fmt: skip
    mine = ("--as", "p@example.org")
    run("projects", "apply", str(file), *mine)
    brought = json.loads(run("import", "Moods", str(folder), "--json", *mine).output)
    assert brought["report"]["lost"] == [], "no hidden file, so none to tell of"
    told = json.loads(run("projects", "redundancy", "Moods", "--json", *mine).output)
    assert (told["items"], told["kept"], told["near"]) == (3, 2, 1)
    with pytest.raises(Invalid, match="can't be made"):
        run("projects", "redundancy", "Moods", "--looks-at", "text", *mine)
