"""The texts of a task: plain ones, the text of HTML, dialogues as texts; and which columns of a file are which."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from goodwork.errors import Invalid
from goodwork.formats import guesses, json_values
from goodwork.formats.label_studio.dialogue import Dialogue, Fragments, dialogue_of, is_chat
from goodwork.formats.label_studio.hypertext import Hypertext, looks_like_html
from goodwork.formats.label_studio.measured import Measured, whole
from goodwork.formats.mapping import part_name
from goodwork.formats.report import Report
from goodwork.model.json import fields, is_object, listed

TURNS, MARKUP = "_turns", "_html"
"""What the names of metadata end with that keep a dialogue and HTML as they were."""


_DIALOGUES = frozenset({"dialogue", "dialog", "paragraphs", "para", "transcript", "conversation", "turns", "text"})
"""What lists of turns are called, with or without authors."""


_SIDES = re.compile(r"(.*?)[\s_.-]*(\d{1,6}|[a-h]|left|right|first|second)", re.IGNORECASE)
_ORDER = {"left": "1", "right": "2", "first": "1", "second": "2"}


class Text(Protocol):
    """A text in which regions have their places."""

    text: str

    def find(self, value: Mapping[str, Any]) -> Fragments | None:
        """Where a region lies in it; None when it does not."""
        ...


class PlainText:
    """A text as it is."""

    _measured: Measured | None = None
    """Made when it is needed first: nearly all regions lie just where they say."""

    def __init__(self, text: str) -> None:
        self.text = text

    def find(self, value: Mapping[str, Any]) -> Fragments | None:
        """Where a region lies in it."""
        offsets = value.get("globalOffsets")
        held = offsets if is_object(offsets) else value
        start, end, quote = whole(held.get("start")), whole(held.get("end")), value.get("text")
        if is_dialogue_place(value):
            return None
        if start is None or end is None:
            return Hypertext(self.text).find(value) if is_path(value.get("start")) and "<" not in self.text else None
        if self._measured is None:
            self._measured = Measured(self.text)
        found = self._measured.fit(start, end, quote if isinstance(quote, str) else "")
        return found and (found,)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a file hold dialogues and HTML."""

    dialogues: frozenset[str] = frozenset()
    hypertexts: frozenset[str] = frozenset()
    hint: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """The parts of an item, where some column is one of these."""

    def read(self, data: Mapping[str, Any], item: str, report: Report) -> tuple[dict[str, Any], dict[str, Text]]:
        """The values of a task and its texts; dialogues and HTML are texts now, and metadata as they were."""
        values: dict[str, Any] = {}
        texts: dict[str, Text] = {}
        if not self.dialogues and not self.hypertexts:
            return dict(data), {name: PlainText(value) for name, value in data.items() if isinstance(value, str)}
        for name, value in data.items():
            made: Text | None = None
            if name in self.dialogues and (made := dialogue_of(value)) is not None:
                self._keep(values, data, name + TURNS, value, item, report)
                report.change("", f"the dialogues in {name!r}, now texts", "spans lie in texts; the turns are metadata")
            elif name in self.hypertexts and isinstance(value, str):
                made = Hypertext(value)
                self._keep(values, data, name + MARKUP, value, item, report)
                report.change("", f"the HTML in {name!r}, now its text", "markup is not run; it is kept as metadata")
            elif isinstance(value, str):
                texts[name] = PlainText(value)
            if made is not None:
                texts[name] = made
            values[name] = value if made is None else made.text
        return values, texts

    @staticmethod
    def _keep(
        values: dict[str, Any], data: Mapping[str, Any], name: str, value: Any, item: str, report: Report
    ) -> None:
        if name in data:
            report.lose(item, f"how {name.rsplit('_', 1)[0]!r} was written", f"the task has data called {name!r}")
        else:
            values[name] = value


def as_written(text: object, turns: object, markup: object) -> tuple[Any, Dialogue | Hypertext] | None:
    """What a text was in Label Studio, by the metadata that keeps it; None when it was this text."""
    if isinstance(turns, str) and turns[:1] == "[":
        try:
            turns = json_values.parse(turns.encode())  # a table keeps it so
        except (ValueError, UnicodeEncodeError):
            turns = None
    dialogue = dialogue_of(turns)
    if dialogue is not None and dialogue.text == text:
        return turns, dialogue
    if isinstance(markup, str):
        try:
            hypertext = Hypertext(markup)
        except Invalid:
            return None
        if hypertext.text == text:
            return markup, hypertext
    return None


def is_dialogue_place(value: Mapping[str, Any]) -> bool:
    """Whether a region lies in the turns of a dialogue."""
    return "startOffset" in value and whole(value.get("start")) is not None and "globalOffsets" not in value


def is_path(value: object) -> bool:
    """Whether the place of a region is a path through HTML."""
    return isinstance(value, str) and whole(value) is None and value != ""


def columns_of(tasks: Iterable[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]]) -> Columns:
    """Which columns are which, from the first tasks of a file: the data of each and the results said of it."""
    seen = list(tasks)
    marked = _Marked()
    for data, results in seen:
        for result in results:
            marked.see(data, result)
    names = dict.fromkeys(name for data, _ in seen for name in data)
    held = {name: [data[name] for data, _ in seen if data.get(name) not in (None, "")] for name in names}
    dialogues = {
        name
        for name, values in held.items()
        if _mostly(values, dialogue_of) and (name in marked.dialogues or not _mostly(values, is_chat))
        and (name in marked.dialogues or name.lower() in _DIALOGUES or all(map(_has_author, values)))
    }  # fmt: skip
    hypertexts = {
        name
        for name, values in held.items()
        if name in marked.hypertexts or (name not in marked.plain and _mostly(values, _is_html))
    }
    others = [name for name in names if name not in dialogues and name not in hypertexts]
    # With a text among them no other column is taken for one because it is the longest.
    called = {name: name.rpartition(".")[2] for name in others}
    rows = [*({called[name]: data.get(name) for name in others} for data, _ in seen), {"text": "a text"}]
    kinds = dict(guesses.parts(list(dict.fromkeys([*called.values(), "text"])), rows))
    found = {name: kinds[called[name]] for name in others if called[name] in kinds}
    known = dialogues | hypertexts | marked.shown
    pictures = marked.pictures & set(names)
    parts = [
        {
            "name": part_name(name), "column": name,
            "type": "picture" if name in pictures else found[name].value if name in found else "text",
        }
        for name in names
        if name in known or name in found
    ]  # fmt: skip
    # What would be found anyhow needs no word.
    plain = not known - set(found) and all(name == called[name] for name in found)
    hint = {"parts": parts} if not plain and len({part["name"] for part in parts}) == len(parts) else {}
    return Columns(frozenset(dialogues), frozenset(hypertexts), hint)


class _Marked:
    """What regions say of the columns that they lie in."""

    def __init__(self) -> None:
        self.dialogues: set[str] = set()
        self.hypertexts: set[str] = set()
        self.plain: set[str] = set()
        self.shown: set[str] = set()
        """Texts that results look at or compare."""
        self.pictures: set[str] = set()
        """What results mark boxes in."""

    def see(self, data: Mapping[str, Any], result: Mapping[str, Any]) -> None:
        """Take in one result."""
        value, to_name = result.get("value"), str(result.get("to_name"))
        looked_at = to_name.split(",")
        if result.get("type") in ("rectangle", "rectanglelabels"):
            self.pictures.add(to_name)
        if result.get("type") == "pairwise" and not all(name in data for name in looked_at):
            looked_at = pair_of(data) or []
        if result.get("type") == "ranker" and is_object(value):
            looked_at = [str(one) for ranked in fields(value.get("ranker")).values() for one in listed(ranked)]
        self.shown.update(name for name in looked_at if isinstance(data.get(name), str))
        if not is_object(value) or "start" not in value:
            return
        if is_dialogue_place(value):
            self.dialogues |= _where(data, to_name, dialogue_of)
        elif is_path(value.get("start")):
            self.hypertexts |= _where(data, to_name, _is_html)
        elif to_name in data and "globalOffsets" not in value:
            self.plain.add(to_name)


def pair_of(data: Mapping[str, Any]) -> list[str] | None:
    """The two columns that are called alike but for a number, a letter or a side, the left one first.

    >>> pair_of({"pairText2": "b", "prompt": "p", "pairText1": "a"})
    ['pairText1', 'pairText2']
    """
    sides: dict[str, list[tuple[str, str]]] = {}
    for column, value in data.items():
        match = _SIDES.fullmatch(column) if isinstance(value, str | list) and column != "id" else None
        if match is not None:
            side = match[2].lower()
            sides.setdefault(match[1].lower(), []).append((_ORDER.get(side, side), column))
    pairs = [sorted(found, key=lambda one: (len(one[0]), one[0])) for found in sides.values() if len(found) == 2]
    return [column for _, column in pairs[0]] if len(pairs) == 1 else None


def _where(data: Mapping[str, Any], to_name: str, fits: Callable[[Any], object]) -> set[str]:
    return {to_name} if fits(data.get(to_name)) else {name for name, value in data.items() if fits(value)}


def _mostly(values: Sequence[Any], fits: Callable[[Any], object]) -> bool:
    return bool(values) and 2 * sum(1 for value in values if fits(value)) > len(values)


def _is_html(value: Any) -> bool:
    return isinstance(value, str) and looks_like_html(value)


def _has_author(value: Any) -> bool:
    return any(turn.get("author") or turn.get("speaker") or turn.get("name") for turn in objects(value))


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; nothing for anything else (an export may hold bare ids there)."""
    if not value or not isinstance(value, list):
        return []
    # There are several for each task: functions that say what a value is cost more than the look at it.
    return [one for one in cast("list[Any]", value) if isinstance(one, dict)]


def results_of(task: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """All results that are said of a task."""
    for word in ("annotations", "completions", "predictions"):
        for holder in objects(task.get(word)):
            yield from objects(holder.get("result"))


def read_values(
    columns: Columns, data: Mapping[str, Any], item: str, report: Report
) -> tuple[dict[str, Any], dict[str, Text]] | str:
    """The values and texts of a task, or why they can't be read."""
    try:
        return columns.read(data, item, report)
    except Invalid as error:
        return error.what
