"""Gathers the fragments of ``news/`` into ``CHANGELOG.md``, at a release: ``python scripts/changelog.py 0.2.0``.

``--check`` says what is wrong with the fragments and changes nothing.
"""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST = 600
"""Characters of a fragment: what is longer belongs on a page."""


def fragments(root: Path = ROOT) -> dict[Path, str]:
    """The fragments by their files, in order."""
    found = sorted(path for path in (root / "news").glob("*") if path.name != "README.md")
    return {path: path.read_text(encoding="utf-8").strip() for path in found}


def faults(found: dict[Path, str]) -> list[str]:
    """What keeps fragments from being a line of news."""
    wrong: list[str] = []
    for path, text in found.items():
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*\.md", path.name):
            wrong.append(f"{path.name}: its name has small letters, digits and dashes, and ends with .md")
        if not text or "\n\n" in text or text.startswith("#"):
            wrong.append(f"{path.name}: it is one paragraph without a heading")
        elif len(text) > MOST:
            wrong.append(f"{path.name}: it has {len(text)} characters; the most is {MOST}")
        elif not text.endswith("."):
            wrong.append(f"{path.name}: it is sentences, so it ends with a full stop")
    return wrong


def gathered(changes: str, version: str, found: dict[Path, str], day: str) -> str:
    """The changes with a section for this version before the others."""
    lines = [f"- {' '.join(text.split())}" for text in found.values()]
    section = "\n".join([f"## {version} ({day})", "", *lines])
    head, mark, rest = changes.partition("\n## ")
    return f"{head.rstrip()}\n\n{section}\n{mark}{rest}"


def refusal(asked: list[str], found: dict[Path, str], changes: str) -> str:
    """Why nothing is gathered, as a sentence; empty when it is: the fragments go with it."""
    if len(asked) != 1 or not re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc)\d+)?", asked[0]):
        return "Say one version, like 0.2.0."
    if f"\n## {asked[0]} (" in changes:
        return f"CHANGELOG.md has a section for {asked[0]} already."
    return "" if found else "There is no news."


def main() -> int:
    """Check, or gather and take the fragments out."""
    found = fragments()
    wrong = faults(found)
    if wrong or sys.argv[1:] == ["--check"]:
        print("\n".join(wrong) or f"{len(found)} fragments of news", file=sys.stderr if wrong else sys.stdout)
        return 1 if wrong else 0
    place = ROOT / "CHANGELOG.md"
    changes = place.read_text(encoding="utf-8")
    why = refusal(sys.argv[1:], found, changes)
    if why:
        print(f"{why} Nothing was changed.\n\n{__doc__}", file=sys.stderr)  # noqa: T201
        return 2
    day = datetime.now(UTC).date().isoformat()
    place.write_text(gathered(changes, sys.argv[1], found, day), encoding="utf-8")
    for path in found:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
