"""A kind and a format are added to a copy of the house as CONTRIBUTING.md says; no part of them can be forgotten."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.whole import FORMAT, KIND, LINES, folders, missing

ROOT = Path(__file__).parents[2]
COPIED = (
    "src/goodwork", "web/src/kinds", "docs/kinds", "docs/formats", "docs/how-to", "fixtures/kinds", "fixtures/formats",
    "tests/kinds", "tests/formats",
)  # fmt: skip
MADE = {"kinds": ("text", "motto"), "formats": ("jsonl", "tale")}
"""For each room: the one that the new one is made after, and the new one's name."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house with one more kind and one more format."""
    root = tmp_path_factory.mktemp("house")
    for folder in COPIED:
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("_web", "__pycache__", "demo_data"))
    for file in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / file, root)
    for room, (model, name) in MADE.items():
        for folder in COPIED:
            if folder.startswith("tests/") or (folder != "src/goodwork" and not folder.endswith(f"/{room}")):
                continue
            inside = root / folder / room if folder == "src/goodwork" else root / folder
            for place in (inside / model, inside / f"{model}.md"):
                if place.is_dir():
                    shutil.copytree(place, inside / name)
                elif place.is_file():
                    shutil.copy(place, inside / f"{name}.md")
        _name_anew(root / f"src/goodwork/{room}/{name}", room, model, name)
    _register(root)
    return root


def _name_anew(folder: Path, room: str, model: str, name: str) -> None:
    for path in folder.glob("*.py"):
        text = path.read_text(encoding="utf-8").replace(f"goodwork.{room}.{model}", f"goodwork.{room}.{name}")
        text = re.sub(rf'^(    )?"{model}",$', rf'\1"{name}",', text, flags=re.MULTILINE)
        path.write_text(text.replace(f'{{"{model}":', f'{{"{name}":').replace(f'= "{model}"', f'= "{name}"'))


def _register(root: Path) -> None:
    def add(file: str, before: str, line: str) -> None:
        text = (root / file).read_text(encoding="utf-8")
        assert before in text, f"{file} has no place for it"
        (root / file).write_text(text.replace(before, line + before, 1), encoding="utf-8")

    add("src/goodwork/kinds/registry.py", "    pairwise,\n", "    motto,\n")
    add("src/goodwork/kinds/registry.py", "    pairwise,\n    ranking,\n", "    motto,\n")
    add("web/src/kinds/registry.ts", "import { words as pairwise }", "import { words as motto } from './motto/words'\n")
    fetched = "{ name: 'motto', title: motto.title, chunk: fetched(() => import('./motto')) },\n"
    add("web/src/kinds/registry.ts", "  { name: 'pairwise'", f"  {fetched}")
    add("web/src/kinds/setups.ts", "import { KIND as pairwiseKind }", "import { KIND as mottoKind } from './motto'\n")
    add("web/src/kinds/setups.ts", "  anyKind(pairwiseKind),\n", "  anyKind(mottoKind),\n")
    add("web/src/kinds/setups.ts", "import { SETUP as pairwise }", "import { SETUP as motto } from './motto/setup'\n")
    add("web/src/kinds/setups.ts", "  anySetup(pairwise),\n", "  anySetup(motto),\n")
    add(
        "src/goodwork/formats/registry.py",
        "from goodwork.formats.trl",
        "from goodwork.formats.tale import FORMAT as TALE\n",
    )
    add("src/goodwork/formats/registry.py", "CHAT, ARGILLA", "TALE, ")
    add("mkdocs.yml", "      - kinds/text.md\n", "      - kinds/motto.md\n")
    add("mkdocs.yml", "      - formats/jsonl.md\n", "      - formats/tale.md\n")
    add("docs/formats/index.md", "| [jsonl]", "| [tale](tale.md) | one more | everything |\n")
    add("docs/how-to/import-data.md", "| `jsonl`", "| `tale` | one more | one per object |\n")


@pytest.mark.parametrize("room", MADE)
def test_with_all_its_parts_it_is_whole_and_works(house: Path, room: str) -> None:
    name = MADE[room][1]
    assert missing(house, room, name) == []
    assert name in folders(house, room)
    script = {
        "kinds": "from goodwork.forms.reading import read_form\nfrom goodwork.forms.answers import read_answers\n"
        "form = read_form([{'key': 'q', 'kind': 'motto', 'title': 'Which?'}])\n"
        "assert read_answers(form, {'q': {'text': 'Good work'}}, ())['q'].text == 'Good work'",
        "formats": "import io\nfrom goodwork.formats.reading import open_source\n"
        "assert next(open_source(io.BytesIO(b'{\"text\": \"a\"}'), 'tale').rows(0)).values == {'text': 'a'}\n"
        # What the server takes and what the screen offers follow from the registry.
        "from pydantic import TypeAdapter\nfrom goodwork.api.listing import document\n"
        "from goodwork.api.wire.data import ExportFormat, ImportFormat\n"
        "assert all(TypeAdapter(one).validate_python('tale') == 'tale' for one in (ExportFormat, ImportFormat))\n"
        "assert document().count('\"tale\": ') == 1",
    }[room]
    shown = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(house / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.returncode == 0, shown.stderr


@pytest.mark.parametrize(("room", "part"), [*(("kinds", p) for p in KIND), *(("formats", p) for p in FORMAT)])
def test_no_part_can_be_forgotten(house: Path, tmp_path: Path, room: str, part: str) -> None:
    name = MADE[room][1]
    pattern = part.format(name=name, folder=name)
    found = [*house.glob(pattern)]
    assert found
    for n, place in enumerate(found):
        place.rename(tmp_path / str(n))
    try:
        assert missing(house, room, name) == [pattern]
    finally:
        for n, place in enumerate(found):
            (tmp_path / str(n)).rename(place)


@pytest.mark.parametrize(("room", "file", "line"), [(room, *one) for room, lines in LINES.items() for one in lines])
def test_no_list_can_be_forgotten(house: Path, room: str, file: str, line: str) -> None:
    name = MADE[room][1]
    whole = (house / file).read_text(encoding="utf-8")
    try:
        (house / file).write_text(whole.replace(name, "other"), encoding="utf-8")
        assert missing(house, room, name) == [f"{file}: {line.format(name=name, folder=name)}"]
    finally:
        (house / file).write_text(whole, encoding="utf-8")


@pytest.mark.parametrize("part", [*KIND, *FORMAT, *(file for lines in LINES.values() for file, _ in lines)])
def test_the_page_for_contributors_names_every_part(part: str) -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert part.replace("{name}", "NAME").replace("{folder}", "NAME").removesuffix("*.json").rstrip("*") in page
