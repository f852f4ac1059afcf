"""The names of parts: those that the questions of a project know, given to the columns that a format found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from goodwork.formats.asked import Asked
from goodwork.formats.mapping import ImportMapping, part_name
from goodwork.formats.outputs import COMPLETION, CONVERSATION, OUTPUTS, RESPONSE
from goodwork.formats.rows import Said
from goodwork.model.items import NeededPart
from goodwork.model.records import Box, Comment, Keypoints, Mask, Polygon, Polyline, Preference, Ranking, Record, Span

_JUDGED = (COMPLETION, RESPONSE, "output", CONVERSATION)
"""Columns with the one thing that is judged, whatever a question calls it."""


def called_as_needed(parts: Sequence[Mapping[str, Any]], asked: Sequence[Asked]) -> list[dict[str, Any]]:
    """The parts that a format found, under the names that the questions have for them.

    What was given a name keeps it. Outputs that stand beside each other take the names of the outputs that a question
    compares, when there are as many, in their order; the one thing that is judged takes the only name that is left.
    """
    made = [dict(part) for part in parts]
    free = {str(part["column"]): part for part in made if "name" not in part}
    names = {str(part.get("name") or part_name(str(part["column"]))) for part in made}
    for question in asked:
        missing = [need for need in question.needs if need.name is not None and need.name not in names]
        outputs = [column for column in OUTPUTS if column in free]
        found = outputs if len(missing) > 1 else [column for column in _JUDGED if column in free][:1]
        if not missing or len(found) != len(missing) or not all(map(_fits, missing, (free[c] for c in found))):
            continue
        for need, column in zip(missing, found, strict=True):
            free.pop(column)["name"] = need.name
            names.add(str(need.name))
    return made


def _fits(need: NeededPart, part: Mapping[str, Any]) -> bool:
    return not need.types or part.get("type", "text") in need.types


def new_names(mapping: ImportMapping) -> dict[str, str]:
    """Column -> part, where a part is called otherwise than its column."""
    return {part.column: part.name for part in mapping.parts if part.name != part.column}


def under_names(said: tuple[Said, ...], names: Mapping[str, str]) -> tuple[Said, ...]:
    """What a file says of its columns, said of the parts that they become."""
    return tuple(replace(one, records=tuple(_named(record, names) for record in one.records)) for one in said)


def _named(record: Record, names: Mapping[str, str]) -> Record:
    def name(part: str) -> str:
        return names.get(part, part)

    match record:
        case Preference(options=(a, b), chosen=chosen, shown=shown):
            best = None if chosen is None else name(chosen)
            return replace(record, options=(name(a), name(b)), chosen=best, shown=tuple(map(name, shown)))
        case Ranking(groups=groups, shown=shown):
            renamed = tuple(tuple(map(name, group)) for group in groups)
            return replace(record, groups=renamed, shown=tuple(map(name, shown)))
        case (
            Span(part=str() as part)
            | Box(part=str() as part)
            | Polygon(part=str() as part)
            | Keypoints(part=str() as part)
            | Mask(part=str() as part)
            | Polyline(part=str() as part)
        ):
            return replace(record, part=name(part))
        case Comment(part=part):
            return replace(record, part=name(part))
        case _:
            return record
