"""The names of the classes of a YOLO folder: in its data.yaml, or a line each in a file of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from goodwork.errors import Invalid
from goodwork.formats.files import Files
from goodwork.formats.report import Report
from goodwork.formats.yolo.recognise import LISTS, SEGMENT
from goodwork.model.json import is_list, is_object

TASK = "task"
TASKS = {SEGMENT: "segment"}
"""What our own data.yaml says that its texts hold, where nothing else would tell; other readers pass it over."""
MOST_BYTES = 1 << 20
MOST = 10_000
"""Classes."""


@dataclass(slots=True)
class Named:
    """What a folder says of its classes."""

    names: list[str] = field(default_factory=list[str])
    """Each at the place of its number; "" where there is none."""
    points: int = 0
    """Numbers that stand behind the place of each box: key points."""
    segments: bool = False
    """Whether it says that its lines are outlines."""

    def of(self, number: int) -> str | None:
        """The name of a class; None when it has none."""
        return (self.names[number] or None) if 0 <= number < len(self.names) else None


def names_of(files: Files, report: Report) -> Named:
    """The names of the classes, from the file that is most particular of them; Invalid when it can't be read."""
    found = sorted(files.names(), key=lambda name: (name.count("/"), name))
    for name in found:
        if name.lower().endswith((".yaml", ".yml")) and (made := _of_yaml(files, name)) is not None:
            return made
    for name in found:
        last = name.rpartition("/")[2].lower()
        if last in LISTS or last.endswith(".names"):
            lines = files.begin(name, MOST_BYTES).decode("utf-8-sig", "replace").split("\n")
            names = [line.strip() for line in lines]
            while names and not names[-1]:
                names.pop()
            return Named(_once(names[:MOST], name, report))
    return Named()


def _of_yaml(files: Files, name: str) -> Named | None:
    import yaml  # loaded for the first folder

    try:
        held: Any = yaml.safe_load(files.begin(name, MOST_BYTES))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if name.rpartition("/")[2].lower() != "data.yaml":
            return None
        raise Invalid(
            f"{name} is no YAML: {str(error).split(chr(10), 1)[0][:100]}.", kept="Nothing was read."
        ) from None
    if not is_object(held) or "names" not in held:
        return None
    given: Any = held["names"]
    if is_list(given):
        given = dict(enumerate(given))
    if not is_object(given):
        return None
    numbered = {int(str(key)): str(value) for key, value in given.items() if str(key).isdigit() and len(str(key)) < 6}
    numbered = {key: value for key, value in numbered.items() if key < MOST}
    names = [numbered.get(n, "").strip() for n in range(max(numbered) + 1)] if numbered else []
    shape: Any = held.get("kpt_shape")
    points = shape[0] * shape[1] if is_list(shape) and len(shape) == 2 and all(type(n) is int for n in shape) else 0
    return Named(names, points, held.get(TASK) == TASKS[SEGMENT])


def _once(names: list[str], file: str, report: Report) -> list[str]:
    for name in sorted({one for one in names if one and names.count(one) > 1}) if len(names) < 1000 else ():
        report.change(file, f"two classes called {name[:60]!r}", "they are one label here")
    return names
