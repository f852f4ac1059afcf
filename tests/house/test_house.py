"""The rules of the house that imports alone can't prove."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from goodwork.formats.contract import Format
from goodwork.formats.registry import FORMATS
from goodwork.kinds.registry import KINDS

ROOT = Path(__file__).parents[2]


def _tracked(*patterns: str) -> list[Path]:
    shown = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=False)
    if shown.returncode != 0:
        pytest.skip("not a git checkout, so the files that belong to the project are not known")
    return [p for name in shown.stdout.decode().split("\0") if name and (p := ROOT / name).is_file()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_whole(kind: str) -> None:
    needed = [
        *(f"src/goodwork/kinds/{kind}/{name}.py" for name in ("schema", "distance", "consensus", "records")),
        f"docs/kinds/{kind}.md",
        *(f"web/src/kinds/{kind}/{name}" for name in ("reduce.ts", "Editor.tsx", "Review.tsx")),
    ]
    assert [name for name in needed if not (ROOT / name).exists()] == []
    assert list((ROOT / "fixtures/kinds" / kind).glob("*.json")) != []


def test_every_folder_of_a_kind_is_registered() -> None:
    folders = {p.parent.name for p in (ROOT / "src/goodwork/kinds").glob("*/schema.py")}
    assert folders == set(KINDS)


@pytest.mark.parametrize("known", FORMATS.values(), ids=lambda known: known.name)
def test_a_format_is_whole(known: Format) -> None:
    folder = f"src/goodwork/formats/{known.name.replace('-', '_')}"
    needed = [
        *(f"{folder}/{name}.py" for name in ("recognise", "read", *(["write"] if known.writes else []))),
        f"docs/formats/{known.name}.md",
    ]
    assert [name for name in needed if not (ROOT / name).exists()] == []
    assert list((ROOT / "fixtures/formats" / known.name).glob("items*")) != []
    page = (ROOT / f"docs/formats/{known.name}.md").read_text()
    assert [name for name in (known.name, *known.writes) if name not in page] == []
    assert f"formats/{known.name}.md" in (ROOT / "mkdocs.yml").read_text()
    assert f"({known.name}.md)" in (ROOT / "docs/formats/index.md").read_text()


def test_every_folder_of_a_format_is_registered() -> None:
    folders = {p.parent.name.replace("_", "-") for p in (ROOT / "src/goodwork/formats").glob("*/__init__.py")}
    assert folders == set(FORMATS)


def test_no_room_is_a_bin() -> None:
    rooms = {p.stem if p.stem != "__init__" else p.parent.name for p in (ROOT / "src/goodwork").rglob("*.py")}
    assert rooms & {"utils", "util", "common", "helpers", "helper", "core", "misc"} == set()


def test_no_file_is_longer_than_a_person_reads() -> None:
    files = _tracked("src/*.py", "web/src/*.ts", "web/src/*.tsx")
    long = {
        str(p.relative_to(ROOT)): n
        for p in files
        if ".gen." not in p.name and "demo_data" not in p.parts and (n := len(p.read_text().splitlines())) > 500
    }
    assert long == {}


def test_lock_files_carry_no_download_addresses() -> None:
    assert _addresses((ROOT / "requirements.lock").read_text()) == []
    assert '"resolved"' not in (ROOT / "web/package-lock.json").read_text()


def _addresses(lock: str) -> list[str]:
    return re.findall(r"\S+://\S+", lock)


def test_it_refuses_to_watch_people() -> None:
    # Names under which tools keep an eye on people; none may be a column, a field or a route.
    watching = re.compile(r"\b(last_seen|last_active|idle_time|keystrokes?|time_spent|lead_time|is_online|streak)\b")
    allowed = {
        "src/goodwork/formats/label_studio/read.py",  # names what it refuses to take over
    }
    found = [
        f"{p.relative_to(ROOT)}:{n}"
        for p in _tracked("src/*.py", "src/*.sql", "web/src/*.ts", "web/src/*.tsx", "openapi.json")
        if str(p.relative_to(ROOT)) not in allowed
        for n, line in enumerate(p.read_text().splitlines(), 1)
        if watching.search(line)
    ]
    assert found == []
