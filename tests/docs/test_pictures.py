"""Pictures of the documentation: somebody makes each, words say what it shows, and it is light enough to load."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs/images"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
MOST_BYTES, MOST_OF_ALL = 200_000, 3_000_000


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "scripts/pictures.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shown() -> list[tuple[str, str, Path]]:
    """Page, alternative text and file of every picture on a page."""
    return [
        (str(page.relative_to(ROOT)), words, (page.parent / where.split("#")[0]).resolve())
        for page in PAGES
        for words, where in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", page.read_text("utf-8"))
    ]


def test_every_picture_is_there_and_has_words_for_who_can_not_see_it() -> None:
    pictures = shown()
    assert len(pictures) > 25
    assert [(page, file.name) for page, _, file in pictures if not file.is_file()] == []
    assert [(page, file.name) for page, words, file in pictures if len(words.split()) < 2] == []


def test_every_picture_has_its_maker_and_its_page(script: ModuleType) -> None:
    made = {name for names in script.makers().values() for name in names}
    drawn = "".join(path.read_text("utf-8") for path in (ROOT / "benchmarks").rglob("*.py"))
    named = {file.name for _, _, file in shown()}
    for file in sorted(IMAGES.iterdir()):
        assert file.name in named, f"{file.name} is on no page: delete it"
        assert file.stem in made or file.name in drawn, f"nothing makes {file.name}"


def test_pictures_are_light() -> None:
    sizes = {file.name: file.stat().st_size for file in IMAGES.iterdir()}
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}
    assert sum(sizes.values()) < MOST_OF_ALL
