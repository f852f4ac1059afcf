"""Code has a tenant: something in goodwork that calls it, or people, to whom a guide shows how."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("model", "quality", "kinds", "forms", "judging", "learning", "redundancy", "routing", "wellbeing", "flow")
"""The pure rooms: what is public there may serve as a library."""

GUIDES = ("find-redundancy", "measure-quality")


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)


def _called(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What a file takes from others: (module, name)."""
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("goodwork"):
            for name in node.names:
                yield node.module or "", name.name
                modules[name.asname or name.name] = f"{node.module}.{name.name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            yield modules[node.value.id], node.attr


def test_what_goodwork_does_not_call_itself_is_shown_in_a_guide() -> None:
    trees = {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for folder in ("src/goodwork", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
    }
    called = {taken for tree in trees.values() for taken in _called(tree)}
    alone = {
        f"{_module(path)}.{node.name}"
        for path, tree in trees.items()
        if path.relative_to(ROOT).parts[0] == "src" and path.relative_to(ROOT).parts[2] in ROOMS
        for own in [{node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}]
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if (_module(path), node.name) not in called and node.name not in own
    }
    shown = {
        word
        for guide in GUIDES
        for code in re.findall(
            r"```(?:pycon|python)\n(.+?)```", (ROOT / f"docs/how-to/{guide}.md").read_text(), re.DOTALL
        )
        for word in re.findall(r"\w+", code)
    }
    library = {name for name in alone if name.rsplit(".", 1)[1] in shown}
    assert "goodwork.quality.agreement_kappa.cohen_kappa" in library, "the test sees what is called by nobody"
    assert alone - library == set(), "nobody calls it and no guide shows it: show it, or take it out"
