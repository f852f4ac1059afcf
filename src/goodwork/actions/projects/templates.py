"""Templates: projects of the commonest sorts, ready to be changed and made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from goodwork.errors import NotFound


@dataclass(frozen=True, slots=True)
class Template:
    """A project to begin with."""

    name: str
    """The word for it on the command line."""
    title: str
    about: str
    example: Mapping[str, Any]
    """A row of a file that fits its questions: column -> value."""
    project: Mapping[str, Any]
    """Name, purpose, questions and guideline, as a project's file has them."""
    text: str
    """The same as YAML, for `goodwork projects apply`."""


@cache
def templates() -> tuple[Template, ...]:
    """All templates, in the order in which they are offered."""
    found = sorted(f.name for f in (files("goodwork") / "templates").iterdir() if f.name.endswith(".yaml"))
    return tuple(_read(name) for name in found)


def template(name: str) -> Template:
    """The template of this name; NotFound says which there are."""
    for one in templates():
        if one.name == name:
            return one
    names = ", ".join(one.name for one in templates())
    raise NotFound(f"There is no template called {name!r}.", next_step=f"Use one of: {names}.")


def _read(file: str) -> Template:
    written = (files("goodwork") / "templates" / file).read_text(encoding="utf-8")
    import yaml  # loaded by those who ask for templates: the web process starts sooner

    read = yaml.safe_load(written)
    # The project's part of the file as it was written, so that what people get reads well.
    lines = written[written.index("\nproject:\n") + len("\nproject:\n") :].splitlines()
    text = "".join(line.removeprefix("  ") + "\n" for line in lines)
    name = file.removesuffix(".yaml").partition("-")[2]
    return Template(name, read["title"], read["about"], read["example"], read["project"], text)
