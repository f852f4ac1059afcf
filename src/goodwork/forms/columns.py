"""Which column of a file is what for a form: stated, guessed, or told by what the file's annotations answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goodwork.formats.mapping import ImportMapping, complete_mapping
from goodwork.formats.rows import Row
from goodwork.kinds.contract import Question


def find_mapping(sample: Sequence[Row], given: Mapping[str, Any], form: Sequence[Question]) -> ImportMapping:
    """The mapping, completed from the first rows of the file.

    When the file's annotations answer one thing and the project asks one question, they belong together.
    """
    keys = [q.key for q in form]
    controls = controls_of(sample)
    if given.get("questions") is None and len(controls) == len(keys) == 1 and controls != keys:
        given = {**given, "questions": {controls[0]: keys[0]}}
    return complete_mapping(given, [row.values for row in sample], keys)


def controls_of(sample: Sequence[Row]) -> list[str]:
    """What the annotations of rows answer, by the file's names; criteria belong to their question."""
    named = (record.question.partition("/")[0] for row in sample for said in row.said for record in said.records)
    return list(dict.fromkeys(named))


def needed_parts(form: Sequence[Question]) -> frozenset[str]:
    """The parts without which some question has nothing to look at."""
    return frozenset(question.part for question in form if question.part)
