"""The SDK's shapes are those of the wire."""

from __future__ import annotations

from pathlib import Path

from goodwork.api.shapes import documents


def test_the_shapes_are_fresh() -> None:
    folder = Path(__file__).parents[2] / "src/goodwork/sdk/shapes"
    kept = {path.name: path.read_text() for path in folder.glob("*.py")}
    assert kept == documents(), "run: .venv/bin/python -m goodwork.api.shapes src/goodwork/sdk/shapes"
