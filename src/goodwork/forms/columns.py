"""Which column of a file is what for a form: stated, told by what the questions need and take, or guessed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from goodwork.errors import Invalid
from goodwork.formats.asked import Asked
from goodwork.formats.cells import cell_records
from goodwork.formats.completing import complete_mapping
from goodwork.formats.mapping import ImportMapping
from goodwork.formats.rows import Row
from goodwork.kinds.contract import Question
from goodwork.kinds.registry import kind_of


def find_mapping(sample: Sequence[Row], given: Mapping[str, Any], form: Sequence[Question]) -> ImportMapping:
    """The mapping, completed from the first rows of the file.

    When the file's annotations answer one thing and the project asks one question, they belong together.
    """
    keys = [q.key for q in form]
    controls = controls_of(sample)
    if given.get("questions") is None and len(controls) == len(keys) == 1 and controls != keys:
        given = {**given, "questions": {controls[0]: keys[0]}}
    return complete_mapping(given, [row.values for row in sample], [_asked(question) for question in form])


def _asked(question: Question) -> Asked:
    return Asked(question.key, question.title, kind_of(question.kind).needs(question), _takes(question))


def _takes(question: Question) -> Callable[[Any], bool]:
    kind = kind_of(question.kind)

    def takes(value: Any) -> bool:
        try:
            records = cell_records(question.key, value)
        except Invalid:
            return False
        answer, losses = kind.from_records(question, records)
        return answer is not None and not losses

    return takes


def controls_of(sample: Sequence[Row]) -> list[str]:
    """What the annotations of rows answer, by the file's names; criteria belong to their question."""
    named = (record.question.partition("/")[0] for row in sample for said in row.said for record in said.records)
    return list(dict.fromkeys(named))


def needed_parts(form: Sequence[Question]) -> frozenset[str]:
    """The parts without which some question has nothing to look at."""
    return frozenset(
        need.name for question in form for need in kind_of(question.kind).needs(question) if need.name is not None
    )
