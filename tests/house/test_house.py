"""The rules of the house that imports alone can't prove."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from goodwork.formats.contract import Format
from goodwork.formats.registry import FORMATS, WRITTEN
from goodwork.kinds.contract import Answer, Kind, Question
from goodwork.kinds.registry import KINDS
from goodwork.model.items import PartType
from tests.house.whole import folders, lacks, missing

ROOT = Path(__file__).parents[2]


def _tracked(*patterns: str) -> list[Path]:
    shown = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=False)
    if shown.returncode != 0:
        pytest.skip("not a git checkout, so the files that belong to the project are not known")
    return [p for name in shown.stdout.decode().split("\0") if name and (p := ROOT / name).is_file()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_whole(kind: str) -> None:
    parts = missing(ROOT, "kinds", kind)
    assert not parts, lacks("kinds", kind, parts)


@pytest.mark.parametrize("known", FORMATS.values(), ids=lambda known: known.name)
def test_a_format_is_whole(known: Format) -> None:
    parts = missing(ROOT, "formats", known.name, is_written=bool(known.writes))
    assert not parts, lacks("formats", known.name, parts)
    page = (ROOT / f"docs/formats/{known.name}.md").read_text()
    unnamed = [name for name in (known.name, *known.writes) if name not in page]
    assert not unnamed, f"docs/formats/{known.name}.md does not name {', '.join(unnamed)}: say what it keeps and loses."


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_and_its_twin_have_the_same_properties(kind: Kind[Question, Answer]) -> None:
    path = f"web/src/kinds/{kind.name}/index.ts"
    says = "  inBulk: true,\n" in (ROOT / path).read_text()
    assert says == kind.is_in_bulk, f"is_in_bulk of the kind {kind.name} is not what inBulk in {path} says."


def test_only_the_registries_list_kinds_and_formats() -> None:
    names = {*KINDS, *FORMATS, *WRITTEN} - {*PartType}
    lists = {
        name: named
        for p in _tracked("web/src/*.ts", "web/src/*.tsx", "src/goodwork/api/*.py")
        if not re.search(r"\.(gen|test)\.|src/kinds/|ui/strings/", name := str(p.relative_to(ROOT)))
        if len(named := names & {a or b for a, b in _WORDS.findall(p.read_text())}) > 1
    }
    assert lists == {}


_WORDS = re.compile(r"""["']([\w-]+)["']|^\s*([\w-]+):""", re.MULTILINE)
"""Words in quotes, and names of fields."""


def test_every_folder_is_registered() -> None:
    for room, registered in (("kinds", set(KINDS)), ("formats", {name.replace("-", "_") for name in FORMATS})):
        registry = f"src/goodwork/{room}/registry.py"
        unlisted, unfound = folders(ROOT, room) - registered, registered - folders(ROOT, room)
        assert not unlisted, (
            f"{registry} does not list {', '.join(sorted(unlisted))}: add a line, or take the folder out."
        )
        assert not unfound, f"{registry} lists {', '.join(sorted(unfound))} under names that are no folders of theirs."


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


_STATE = r"\b\w*(?:state|how|about|against|cause|step|gold|source|deed)\b"
_BARE = re.compile(
    rf"{_STATE} (?:\+ 0 )?(?:=|<>|[<>]=?|IN|IS (?:NOT )?DISTINCT FROM) \(?\d"  # c.state = 0, i.state IN (0, 2)
    rf"|{_STATE} = CASE .*(?:THEN|ELSE) \d"  # state = CASE WHEN … THEN 1
    rf"|coalesce\(.*{_STATE}, \d"  # coalesce(n.state, 2)
    rf"|\brole >?= [1-9]"  # s.role >= 2
    rf"|CASE (?:\w+\.)?{_STATE}.* WHEN \d"  # CASE x.about WHEN 4
)


def _bare(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if _BARE.search(line)]


def test_states_go_by_their_names_in_sql() -> None:
    named = ("c.state = ClaimState.LIVE", "i.gold > GoldDraw.NONE", "count(*) > 0", "coalesce(q.answers, 0)")
    bare = ("c.state = 0", "i.state IN (0, 1)", "(i.state = 4) IS", "i.settled_how > 0", "i.state <> 4",
            "SET state = CASE WHEN x THEN 1 END", "coalesce(n.claim_state, 2)", "CASE x.about WHEN 4",
            "s.role >= 2")  # fmt: skip
    assert [text for text in (*named, *bare) if _bare(text)] == [*bare]
    found = {
        str(p.relative_to(ROOT)): lines
        for p in _tracked("src/goodwork/store/*.py", "src/goodwork/store/*.sql")
        if "migrations" not in p.parts and p.name != "words.py" and (lines := _bare(p.read_text()))
    }
    assert found == {}, "ItemState.OPEN stands for the number of a state in SQL: see store/words.py"


def test_it_refuses_to_watch_people() -> None:
    # Names under which tools keep an eye on people; none may be a column, a field or a route.
    watching = re.compile(r"\b(last_seen|last_active|idle_time|keystrokes?|time_spent|lead_time|is_online|streak)\b")
    allowed = {
        "src/goodwork/formats/label_studio/read.py",  # names what it refuses to take over
        "src/goodwork/store/people/never.py",  # names what no column may be
    }
    found = [
        f"{p.relative_to(ROOT)}:{n}"
        for p in _tracked("src/*.py", "src/*.sql", "web/src/*.ts", "web/src/*.tsx", "openapi.json")
        if str(p.relative_to(ROOT)) not in allowed
        for n, line in enumerate(p.read_text().splitlines(), 1)
        if watching.search(line)
    ]
    assert found == []
