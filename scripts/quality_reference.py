"""Writes docs/reference/quality.md from the docstrings of the quality engine: python scripts/quality_reference.py"""

from __future__ import annotations

import ast
import inspect
from importlib import import_module
from pathlib import Path
from types import ModuleType

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "quality.md"

# A name without a room is of goodwork.quality.
SECTIONS = {
    "Labels": ["labels"],
    "Classes": [
        "aggregation",
        "assessment",
        "choose",
        "model",
        "majority",
        "dawid_skene",
        "hierarchical",
        "background",
        "stack",
        "mixture",
    ],
    "Honesty, copies": ["calibration", "promise", "copies", "label_curve"],
    "When asking stops": ["judging.stopping", "judging.at_stop", "judging.replay"],
    "Skill": ["skill", "skill_evidence"],
    "Agreement": ["agreement_pairs", "agreement", "agreement_kappa", "agreement_distance"],
    "Other answers": [
        "ordinal",
        "continuous",
        "multilabel",
        "rankings",
        "medoid",
        "text_distance",
        "spans",
        "regions",
        "masks",
        "regions_consensus",
        "regions_shapes",
        "regions_lines",
        "regions_measures",
        "regions_grouping",
        "regions_existence",
        "regions_naming",
    ],
}


def module_of(name: str) -> ModuleType:
    """The module that a name of `SECTIONS` stands for."""
    return import_module("goodwork." + (name if "." in name else f"quality.{name}"))


def public(module: ModuleType) -> list[str]:
    """The names of public functions and classes a module defines, in the order they are written."""
    tree = ast.parse(inspect.getsource(module))
    kinds = (ast.FunctionDef, ast.ClassDef)
    return [node.name for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")]


def signature(node: ast.FunctionDef) -> str:
    """How a function is called, one argument per line when it is long."""
    back = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    line = f"{node.name}({ast.unparse(node.args)}){back}"
    if len(line) <= 100:
        return line
    given = node.args
    first = len(given.args) - len(given.defaults)
    parts = [_argument(a, given.defaults[n - first] if n >= first else None) for n, a in enumerate(given.args)]
    if given.kwonlyargs:
        parts.append("*")
    parts += [_argument(a, default) for a, default in zip(given.kwonlyargs, given.kw_defaults, strict=True)]
    return f"{node.name}(\n" + "".join(f"    {part},\n" for part in parts) + f"){back}"


def _argument(argument: ast.arg, default: ast.expr | None) -> str:
    said = ast.unparse(argument)
    return said if default is None else f"{said} = {ast.unparse(default)}"


def entry(module: ModuleType, name: str) -> list[str]:
    """A function or class with its signature, docstring and methods."""
    thing = getattr(module, name)
    words = inspect.getdoc(thing) or ""
    tree = ast.parse(inspect.getsource(thing)).body[0]
    if isinstance(tree, ast.FunctionDef):
        return [f"### `{name}`", f"```python\n{signature(tree)}\n```", prose(words)]
    assert isinstance(tree, ast.ClassDef)
    out = [f"### `{name}`", prose(words)]
    rows: list[str] = []
    for node, after in zip(tree.body, [*tree.body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and not node.target.id.startswith("_"):
            said = ""
            if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
                said = " ".join(str(after.value.value).split()).replace("``", "`")
            rows.append(f"- `{node.target.id}`: `{ast.unparse(node.annotation)}`{'. ' + said if said else ''}")
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            said = " ".join((ast.get_docstring(node) or "").split("\n\n")[0].split()).replace("``", "`")
            names = ", ".join(a.arg for a in [*node.args.args[1:], *node.args.kwonlyargs])
            decorators = " ".join(ast.unparse(d) for d in node.decorator_list)
            called = node.name if "property" in decorators else f"{node.name}({names})"
            rows.append(f"- `{called}`: {said}")
    return [*out, *(["\n".join(rows)] if rows else [])]


def prose(words: str) -> str:
    """A docstring as Markdown: double backticks become single, examples become code."""
    out: list[str] = []
    for block in words.replace("``", "`").split("\n\n"):
        if block.lstrip().startswith(">>>"):
            out.append(f"```pycon\n{inspect.cleandoc(block)}\n```")
        elif block.startswith("    "):
            out.append(f"```\n{inspect.cleandoc(block)}\n```")
        else:
            out.append(block.replace("::", ":"))
    return "\n\n".join(out)


def page() -> str:
    """The whole page."""
    out = [
        "# The quality engine",
        "Numbers only: label tables in; posteriors, skills, agreement out, and the rule that says when asking stops. "
        "No database and no web. This page is written by `python scripts/quality_reference.py` from the docstrings.",
    ]
    for title, modules in SECTIONS.items():
        out.append(f"## {title}")
        for name in modules:
            module = module_of(name)
            out.append(f"**`{module.__name__}`**")
            out.append(prose(inspect.getdoc(module) or ""))
            for item in public(module):
                out += entry(module, item)
    return "\n\n".join(out) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
