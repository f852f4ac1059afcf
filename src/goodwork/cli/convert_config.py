"""A Label Studio labelling config as a project for ``goodwork projects apply``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from goodwork.errors import Invalid
from goodwork.formats.converting import Ledger
from goodwork.formats.label_studio_config import Asked, Config, Option
from goodwork.formats.report import Report
from goodwork.kinds.registry import KINDS, read_form


def project_of_config(written: str, name: str) -> tuple[str, dict[str, Any]]:
    """The project as YAML, and the account of what became of each tag; Invalid when nothing of it can be asked."""
    report = Report()
    config = Config(written, report)
    questions: list[dict[str, Any]] = []
    keys: dict[str, str] = {}
    asked_of: dict[str, Asked] = {}
    for asked in config.asked:
        key = _free(asked.name, set(keys.values()))
        try:
            question = _question(config, asked, key, report)
            question |= _when(asked, keys, asked_of, report)
            read_form([{**question, "when": None}])
        except Invalid as error:
            report.lose(asked.item, "the tag", "; ".join(f.what for f in error.faults) or error.what)
            continue
        keys[asked.name] = key
        asked_of[asked.name] = asked
        if key != asked.name:
            report.change(asked.item, f"its name, now {key!r}", "keys have small letters, digits and _")
        questions.append(question)
    if not questions:
        raise Invalid(
            "Nothing in the config can be asked in goodwork.",
            kept="Nothing was written.",
            next_step="The tags are: " + ", ".join(row["item"] for row in report.as_json()["lost"])[:500],
        )
    questions = _checked(questions, report)
    project = {
        "name": _title(name),
        "purpose": "Say here who uses the result, and why.",
        "questions": questions,
    }
    return _shown(project, config, keys), _account(report, len(config.asked))


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
        if option.hotkey and option.hotkey not in keys:
            label["key"] = option.hotkey
            keys.add(option.hotkey)
        if option.color:
            label["color"] = option.color
        if option.help:
            label["help"] = option.help
        labels.append(label)
    return labels


def _attributes(asked: Asked) -> dict[str, Any]:
    made = [
        {"name": _title(name), "options": [{"name": option} for option in options]}
        for name, options in asked.attributes
    ]
    return {"attributes": made} if made else {}


def _when(asked: Asked, keys: Mapping[str, str], before: Mapping[str, Asked], report: Report) -> dict[str, Any]:
    if asked.when is None:
        return {}
    name, value = asked.when
    earlier = before.get(name)
    wanted = [one.strip() for one in value.split(",")]
    if earlier is None or earlier.asks != "choice" or not all(w in {o.name for o in earlier.options} for w in wanted):
        report.lose(asked.item, f"its condition on {name!r}", "it is none on the choices of an earlier question")
        return {}
    form = read_form(
        [{"key": "x", "kind": "classification", "title": "x", "labels": _labels(earlier.options, earlier, Report())}]
    )
    ids = {label.name: label.id for label in form[0].labels}  # pyright: ignore[reportAttributeAccessIssue]
    return {"when": {"question": keys[name], "says": [ids[w] for w in wanted]}}


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


def _shown(project: dict[str, Any], config: Config, keys: Mapping[str, str]) -> str:
    written = yaml.safe_dump(project, sort_keys=False, allow_unicode=True, width=100)
    parts = [
        f"#   {column}: {kind}, the part {config.part_of(name)!r}" for name, (column, kind) in config.parts.items()
    ]
    renamed = {name: key for name, key in keys.items() if name != key}
    head = ["# Made from a Label Studio labelling config. Make it a project: goodwork projects apply THIS_FILE"]
    if parts:
        head += ["# Items need these columns:", *parts]
    if renamed:
        shown = ", ".join(f'"{name}": "{key}"' for name, key in renamed.items())
        head.append(f'# Import its tasks with the mapping {{"questions": {{{shown}}}}}')
    return "\n".join(head) + "\n" + written


def _account(report: Report, asked: int) -> dict[str, Any]:
    ledger = Ledger()
    ledger.take(report)
    return {**ledger.as_json(), "annotations": asked}


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
