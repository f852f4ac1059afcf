"""Ready-made assessments: questions, the rules for them, and items with what is right and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from goodwork.actions.projects.checks import read_questions
from goodwork.errors import NotFound
from goodwork.model.assessments import Material, Terms


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """An assessment to begin with."""

    name: str
    terms: Terms
    questions: Sequence[Mapping[str, Any]]
    guideline: str
    items: Sequence[Material]


@cache
def all_ready_made() -> tuple[ReadyMade, ...]:
    """All of them, in the order of their names."""
    found = sorted(f.name for f in (files("goodwork") / "ready_made").iterdir() if f.name.endswith(".yaml"))
    return tuple(_read(name) for name in found)


def ready_made(name: str) -> ReadyMade:
    """The one of this name; NotFound says which there are."""
    for one in all_ready_made():
        if one.name == name:
            return one
    names = ", ".join(one.name for one in all_ready_made())
    raise NotFound(f"There is no ready-made assessment called {name!r}.", next_step=f"Use one of: {names}.")


def _read(file: str) -> ReadyMade:
    import yaml  # loaded by those who ask for it: the web process starts sooner

    read = yaml.safe_load((files("goodwork") / "ready_made" / file).read_text(encoding="utf-8"))
    questions = read_questions(read["questions"])
    items = [
        Material(
            None,
            {"parts": [{"type": "text", **part} for part in _parts(read["parts"], item)]},
            {question: {"labels": [label]} for question, label in item["right"].items()},
            item["reason"],
        )
        for item in read["items"]
    ]
    return ReadyMade(file.removesuffix(".yaml"), Terms(**read["terms"]), questions, read["guideline"], items)


def _parts(parts: Mapping[str, str], item: Mapping[str, Any]) -> list[dict[str, str]]:
    return [{"name": name, "title": title, "text": item[name]} for name, title in parts.items()]
