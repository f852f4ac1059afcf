"""Which column of a file is what for a form: stated, told by what the questions need and take, or guessed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from goodwork.errors import Invalid
from goodwork.formats.asked import Asked
from goodwork.formats.cells import cell_records
from goodwork.formats.completing import complete_mapping
from goodwork.formats.mapping import ImportMapping, PartColumn
from goodwork.formats.naming import new_names, under_names
from goodwork.formats.rows import Row
from goodwork.forms.shapes import as_asked
from goodwork.kinds.contract import Question
from goodwork.kinds.registry import kind_of
from goodwork.model.items import NeededPart, PartType
from goodwork.model.records import Record


def find_mapping(
    sample: Sequence[Row], given: Mapping[str, Any], form: Sequence[Question], *, whole: bool = True
) -> ImportMapping:
    """The mapping, completed from the first rows of the file.

    When the file's annotations answer one thing and the project asks one question, they belong together; of several
    they do where only one thing can be an answer to a question, and to none of the others. Not ``whole``: parts that
    the questions need may be missing; ``needs_of`` says which.
    """
    made = complete_mapping(given, [row.values for row in sample], [_asked(question) for question in form], whole=whole)
    if given.get("questions") is not None:
        return made
    return replace(made, questions=_questions(sample, form, new_names(made)))


def _questions(sample: Sequence[Row], form: Sequence[Question], names: Mapping[str, str]) -> dict[str, str]:
    """What the file's annotations answer -> the question, where the two are called otherwise."""
    keys = [question.key for question in form]
    controls = controls_of(sample)
    if len(controls) == len(keys) == 1:
        return {controls[0]: keys[0]} if controls != keys else {}
    free = [control for control in controls if control not in keys]
    if not free:
        return {}
    told = [_by_control(one.records) for row in sample for one in under_names(row.said, names)]
    takers = {
        control: [q for q in form if q.key not in controls and _can_answer(q, [one.get(control) for one in told])]
        for control in free
    }
    sure = {control: found[0].key for control, found in takers.items() if len(found) == 1}
    return {control: key for control, key in sure.items() if list(sure.values()).count(key) == 1}


def _by_control(records: Sequence[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.question.partition("/")[0], []).append(record)
    return found


def _can_answer(question: Question, told: Sequence[Sequence[Record] | None]) -> bool:
    """Whether most of what is said can be an answer to a question."""
    given = [records for records in told if records]
    kind = kind_of(question.kind)
    taken = 0
    for records in given:
        own = [
            replace(record, question=f"{question.key}{''.join(record.question.partition('/')[1:])}")
            for record in records
        ]
        held, changed = as_asked(question, own, None)
        answer, losses = kind.from_records(question, held)
        taken += answer is not None and not any(loss.how == "cut" for loss in (*changed, *losses))
    return 2 * taken > len(given)


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


@dataclass(frozen=True, slots=True)
class Need:
    """Something that questions look at, and the column that is it."""

    name: str | None
    """Of the part; None: any of these types."""
    types: tuple[PartType, ...]
    questions: tuple[str, ...]
    """The keys of those that look at it."""
    column: str | None
    """None: no column is it, and nothing can be imported."""


def needs_of(form: Sequence[Question], mapping: ImportMapping) -> list[Need]:
    """What the questions look at, each once, in their order."""
    lookers: dict[NeededPart, list[str]] = {}
    for question in form:
        for need in kind_of(question.kind).needs(question):
            # A part of one name is one need, whatever types the questions say.
            same = need if need.name is None else next((known for known in lookers if known.name == need.name), need)
            lookers.setdefault(same, []).append(question.key)
    return [
        Need(need.name, need.types, tuple(keys), next((p.column for p in mapping.parts if _is_part(p, need)), None))
        for need, keys in lookers.items()
    ]


def _is_part(part: PartColumn, need: NeededPart) -> bool:
    return part.name == need.name if need.name is not None else not need.types or part.type in need.types


def needed_kinds(form: Sequence[Question]) -> tuple[frozenset[str], ...]:
    """The types of which some question needs one part, whatever the part is called."""
    kinds = (
        frozenset(kind.value for kind in need.types)
        for question in form
        for need in kind_of(question.kind).needs(question)
        if need.name is None and need.types
    )
    return tuple(dict.fromkeys(kinds))


def needed_parts(form: Sequence[Question]) -> frozenset[str]:
    """The parts without which some question has nothing to look at."""
    return frozenset(
        need.name for question in form for need in kind_of(question.kind).needs(question) if need.name is not None
    )
