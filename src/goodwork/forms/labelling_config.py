"""A Label Studio labelling config as a project: its questions, and what became of each tag."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goodwork.errors import Invalid
from goodwork.formats.label_studio.config import Asked, Config, Option
from goodwork.formats.report import Report
from goodwork.forms.reading import read_form
from goodwork.kinds.registry import KINDS

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
"""What the id of a label may be."""


class TagReport(Report):
    """A report with a line for every tag: of two tags that are lost for the same reason, both are told."""

    def __init__(self) -> None:
        super().__init__()
        self.changed: list[dict[str, str]] = []
        self.lost: list[dict[str, str]] = []

    def change(self, item: str, what: str, why: str, count: int = 1) -> None:
        """Something of a tag came through in another form."""
        self.changed.append({"item": item, "what": what, "why": why})

    def lose(self, item: str, what: str, why: str, count: int = 1) -> None:
        """Something of a tag did not come through."""
        self.lost.append({"item": item, "what": what, "why": why})


@dataclass(frozen=True, slots=True)
class WantedColumn:
    """What an item needs: a column of the data, what its part is, and how the part is called."""

    column: str
    type: str
    part: str


@dataclass(frozen=True, slots=True)
class ConfigRead:
    """What a labelling config asks, in goodwork's words."""

    project: Mapping[str, Any]
    """Name, purpose and questions, as a project's file has them."""
    columns: Sequence[WantedColumn]
    """What items need."""
    renamed: Mapping[str, str]
    """Control -> key of its question, where they differ: for the mapping of an import of its tasks."""
    account: Mapping[str, Any]
    """``{"items", "annotations", "kept", "changed": [{item, what, why}], "lost": [...]}``; items are tags."""


def read_config(written: str, name: str) -> ConfigRead:
    """Read a config; Invalid when nothing of it can be asked. Nothing is written."""
    report = TagReport()
    config = Config(written, report)
    questions: list[dict[str, Any]] = []
    keys: dict[str, str] = {}
    taken: set[str] = set()
    asked_of: dict[str, Asked] = {}
    for asked in config.asked:
        key = _free(asked.name, taken)
        try:
            question = _question(config, asked, key, report)
            question |= _when(asked, keys, asked_of, report)
            read_form([{**question, "when": None}])
        except Invalid as error:
            report.lose(asked.item, "the tag", "; ".join(f.what for f in error.faults) or error.what)
            continue
        keys[asked.name] = key
        taken.add(key)
        asked_of[asked.name] = asked
        if key != asked.name:
            report.change(asked.item, f"its name, now {key!r}", "keys have small letters, digits and _")
        questions.append(question)
    if not questions:
        raise Invalid(
            "Nothing in the config can be asked in goodwork.",
            kept="Nothing was written.",
            next_step="The tags are: " + ", ".join(row["item"] for row in report.lost)[:500],
        )
    questions = _checked(questions, report)
    project = {
        "name": _title(name),
        "purpose": "Say here who uses the result, and why.",
        "questions": questions,
    }
    account = {
        "items": 0,
        "annotations": len(config.asked),
        "kept": sum(report.kept.values()),
        "changed": report.changed,
        "lost": report.lost,
    }
    columns = [WantedColumn(column, kind, config.part_of(name)) for name, (column, kind) in config.parts.items()]
    renamed = {name: key for name, key in keys.items() if name != key}
    return ConfigRead(project, columns, renamed, account)


def _question(config: Config, asked: Asked, key: str, report: Report) -> dict[str, Any]:
    question: dict[str, Any] = {"key": key, "kind": "", "title": asked.title or _title(asked.name)}
    if not asked.required:
        question["required"] = False
    if len(asked.parts) == 1 and asked.asks not in ("pair", "ranking") and len(config.parts) > 1:
        question["part"] = config.part_of(asked.parts[0])
    match asked.asks:
        case "choice":
            question["kind"] = "classification"
            question |= {"multiple": True} if asked.multiple else {}
            question["labels"] = _labels(asked.options, asked, report)
            if len(asked.options) == 1:
                raise Invalid("it has one choice only, and a question needs two")
        case "rating":
            low = int(asked.options[0].name) if asked.options else 1
            question |= {"kind": "rating", "low": low, "high": asked.most}
        case "text":
            question["kind"] = "text"
        case "boxes" | "polygons" | "masks":
            question["kind"] = asked.asks
            question["labels"] = [{**label, **_attributes(asked)} for label in _labels(asked.options, asked, report)]
            question |= {"rotated": True} if asked.may_turn else {}
        case "spans" | "relations":
            question["kind"] = asked.asks
            question["labels"] = [{**label, **_attributes(asked)} for label in _labels(asked.options, asked, report)]
            if asked.asks == "relations":
                question["relations"] = [{"name": option.name} for option in asked.relations]
        case "pair":
            # Label Studio offers neither ties nor a verdict on both.
            outputs = [config.part_of(part) for part in asked.parts]
            question |= {"kind": "pairwise", "outputs": outputs, "tie": False, "both_bad": False}
        case "ranking":
            raise Invalid("it ranks the elements of a list, and a ranking of goodwork names its outputs beforehand")
    if question["kind"] not in KINDS:
        raise Invalid(f"this goodwork has no kind {question['kind']!r}")
    return question


def _labels(options: Sequence[Option], asked: Asked, report: Report) -> list[dict[str, Any]]:
    labels: list[dict[str, Any]] = []
    keys: set[str] = set()
    names: set[str] = set()
    for option in options:
        if option.name.strip().casefold() in names:
            report.lose(asked.item, f"the option {option.name!r}", "it is there twice")
            continue
        names.add(option.name.strip().casefold())
        label: dict[str, Any] = {"name": option.name}
        if option.alias and option.alias != option.name:
            # Results have the alias: as the label's id it is found, and people read the name.
            if _ID.fullmatch(option.alias) and all(option.alias != one.get("id") for one in labels):
                label["id"] = option.alias
            else:
                label = {"name": option.alias, "help": option.name}
                report.change(
                    asked.item, f"the option {option.name!r}, now {option.alias!r}", "results have it by its alias"
                )
        if option.hotkey and option.hotkey not in keys:
            label["key"] = option.hotkey
            keys.add(option.hotkey)
        if option.color:
            label["color"] = option.color
        if option.help:
            label["help"] = f"{label['help']}: {option.help}" if "help" in label else option.help
        labels.append(label)
    return labels


def _attributes(asked: Asked) -> dict[str, Any]:
    # Results name it as the config does, and people read a title.
    made = [
        {
            "name": _title(name),
            **({"id": name} if _ID.fullmatch(name) else {}),
            "options": [{"name": o} for o in options],
        }
        for name, options in asked.attributes
    ]
    return {"attributes": made} if made else {}


def _when(asked: Asked, keys: Mapping[str, str], before: Mapping[str, Asked], report: Report) -> dict[str, Any]:
    if asked.when is None:
        return {}
    name = asked.when.control
    earlier = before.get(name)
    if earlier is None or earlier.asks != "choice":
        report.lose(asked.item, f"its condition on {name!r}", "it is none on the choices of an earlier question")
        return {}
    labels = _labels(earlier.options, earlier, Report())
    form = read_form([{"key": "x", "kind": "classification", "title": "x", "labels": labels}])
    ids = list(KINDS[form[0].kind].label_names(form[0]))
    places = {word: n for n, option in enumerate(earlier.options) for word in (option.alias, option.name) if word}
    if not all(value in places for value in asked.when.values) or len(ids) != len(earlier.options):
        report.lose(asked.item, f"its condition on {name!r}", "it is none on the choices of an earlier question")
        return {}
    says = [ids[places[value]] for value in asked.when.values] or ids
    if asked.when.is_not:
        if earlier.multiple:
            report.lose(asked.item, f"its condition on {name!r}", "one of several choices can't be ruled out here")
            return {}
        says = [label for label in ids if label not in says]
    return {"when": {"question": keys[name], "says": says}}


def _checked(questions: list[dict[str, Any]], report: Report) -> list[dict[str, Any]]:
    """The questions as a form; conditions that the form as a whole does not take are left out and reported."""
    try:
        read_form(questions)
    except Invalid as error:
        why = "; ".join(fault.what for fault in error.faults)
        for question in questions:
            if question.pop("when", None):
                report.lose(question["key"], "its condition", why)
        read_form(questions)
    return questions


def _free(name: str, taken: set[str]) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:36]
    plain = plain if plain[:1].isalpha() else f"q_{plain}".strip("_")
    made, n = plain, 1
    while made in taken:
        n += 1
        made = f"{plain}_{n}"
    return made


def _title(name: str) -> str:
    plain = re.sub(r"[_\-\s]+", " ", name).strip() or "Project"
    return plain[:1].upper() + plain[1:119]
