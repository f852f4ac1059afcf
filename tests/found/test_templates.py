"""Every template's own example is a file that the template's project takes, with nothing guessed to be an answer."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import orjson
import pytest
import yaml
from PIL import Image

import goodwork
from goodwork.actions.data.previewing import preview

TEMPLATES = sorted((Path(goodwork.__file__).parent / "templates").glob("*.yaml"))


def _zip(table: bytes, pictures: list[str]) -> bytes:
    """A table and the pictures that it names."""
    made, drawn = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (8, 6), "teal").save(drawn, "PNG")
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("items.jsonl", table)
        for name in pictures:
            packed.writestr(name, drawn.getvalue())
    return made.getvalue()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_the_example_of_a_template_imports(path: Path) -> None:
    template: dict[str, Any] = yaml.safe_load(path.read_text())
    row = template["example"]
    content, file_format = orjson.dumps(row), "jsonl"
    pictures = [value for value in row.values() if str(value).endswith(".png")]
    if pictures:
        content, file_format = _zip(content, pictures), "folder"
    seen = preview(content, file_format, {}, template["project"]["questions"], True)
    assert seen.faults == () and len(seen.items) == 1, seen.faults
    assert all(need.column is not None for need in seen.needs)
    assert not seen.lost
    left = [use.column for use in seen.columns if use.becomes not in ("part", "id")]
    assert left == [], "what an example has is shown"
