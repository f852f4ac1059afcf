"""goodwork projects label: many items at once, and the way back, against a real database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goodwork.errors import Invalid
from tests.cli.test_import_and_export import MOODS, Run, run
from tests.redundancy_product.reviews import REVIEWS

__all__ = ["run"]

GOOD = json.dumps({"mood": {"labels": ["good"]}})


def test_many_items_are_counted_labelled_and_given_back(run: Run, tmp_path: Path) -> None:
    file, reviews = tmp_path / "moods.yaml", tmp_path / "reviews.jsonl"
    file.write_text(MOODS)
    reviews.write_text("".join(json.dumps(row) + "\n" for row in REVIEWS))
    run("users", "add", "o@example.org", "--name", "O", "--role", "owner", "--organization", "Lab", "--password-stdin",
        stdin="a fine long password\n")  # fmt: skip
    run("projects", "apply", str(file))
    imported = json.loads(run("import", "Moods", str(reviews), "--json").output)
    open_items = {"taken": imported["added"], "skipped": {}}
    assert json.loads(run("projects", "label", "Moods", "--dry-run", "--json").output) == open_items
    made = json.loads(run("projects", "label", "Moods", "--answers", GOOD, "--json").output)
    assert (made["taken"], made["skipped"]) == (imported["added"], {})
    assert "passed over" in run("projects", "label", "Moods", "--dry-run").output
    assert "answers were taken back" in run("projects", "label", "Moods", "--undo", str(made["batch"])).output
    assert json.loads(run("projects", "label", "Moods", "--dry-run", "--json").output) == open_items

    for wrong in ((), ("--answers", GOOD, "--undo", "1"), ("--answers", "good")):
        with pytest.raises(Invalid):
            run("projects", "label", "Moods", *wrong)
