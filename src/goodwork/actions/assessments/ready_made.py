"""Ready-made assessments: questions, the rules for them, and items with what is right and why."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from goodwork.actions.projects.checks import read_questions
from goodwork.blobs import Blobs
from goodwork.errors import NotFound
from goodwork.forms.reading import read_form
from goodwork.judging.item import GivenAnswers, answer_to
from goodwork.kinds.contract import Question
from goodwork.model.assessments import Material, Terms

_PNG_SIZE = slice(16, 24)
"""Where a PNG says how wide and how high it is."""


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """An assessment to begin with."""

    name: str
    terms: Terms
    questions: Sequence[Mapping[str, Any]]
    guideline: str
    items: Sequence[Material]
    """Their pictures are named by the file that goodwork ships, until they are kept."""


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


def kept_items(ready: ReadyMade, blobs: Blobs) -> list[Material]:
    """The items with their pictures where all pictures lie; kept twice, they are there once."""
    return [_kept(one, blobs) for one in ready.items]


def _kept(item: Material, blobs: Blobs) -> Material:
    parts = [
        {**part, "blob": blobs.put(picture_of(part["blob"]))} if "blob" in part else part
        for part in item.payload["parts"]
    ]
    return Material(item.item_id, {"parts": parts}, item.key, item.reason)


def picture_of(file: str) -> bytes:
    """A picture that goodwork ships."""
    return (files("goodwork") / "ready_made" / file).read_bytes()


def _read(file: str) -> ReadyMade:
    import yaml  # loaded by those who ask for it: the web process starts sooner

    read = yaml.safe_load((files("goodwork") / "ready_made" / file).read_text(encoding="utf-8"))
    questions = read_questions(read["questions"])
    form = read_form(questions)
    items = [
        Material(None, {"parts": _parts(read["parts"], item)}, _key(form, item["right"]), item["reason"])
        for item in read["items"]
    ]
    return ReadyMade(file.removesuffix(".yaml"), Terms(**read["terms"]), questions, read["guideline"], items)


def _key(form: Sequence[Question], right: Mapping[str, Any]) -> dict[str, Any]:
    """What is right, as an answer; a label may stand for itself."""
    said = {name: {"labels": [one]} if isinstance(one, str) else one for name, one in right.items()}
    read = {question.key: answer_to(question, 1, GivenAnswers(0, 1, said)) for question in form}
    missing = [name for name, answer in read.items() if answer is None]
    if missing:
        raise ValueError(f"what is right can't be read: {missing} of {right}")
    return {name: answer.model_dump(mode="json") for name, answer in read.items() if answer is not None}


def _parts(parts: Mapping[str, Any], item: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The parts of an item; a plain name is the title of a text."""
    return [
        _part(name, {"title": said} if isinstance(said, str) else dict(said), item[name])
        for name, said in parts.items()
    ]


def _part(name: str, said: Mapping[str, Any], shown: str) -> dict[str, Any]:
    part = {"name": name, "type": said.get("type", "text"), "title": said["title"]}
    if part["type"] == "picture":
        width, height = struct.unpack(">II", picture_of(shown)[_PNG_SIZE])
        return {**part, "blob": shown, "media": "image/png", "width": width, "height": height}
    return {**part, "text": shown} | ({"data": {"language": said["language"]}} if "language" in said else {})
