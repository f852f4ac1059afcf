"""The mapping of a file, completed: the questions of the project first, then what the names and values say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from goodwork.errors import Fault, Invalid
from goodwork.formats import guesses
from goodwork.formats.asked import Asked, needed_by
from goodwork.formats.cells import is_label, is_spans
from goodwork.formats.mapping import (
    ImportMapping,
    PartColumn,
    check_mapping,
    part_name,
    read_dialect,
    refuse,
    title_of,
)
from goodwork.formats.naming import called_as_needed
from goodwork.formats.person_columns import PersonColumns, is_starred
from goodwork.formats.rows import ENTITIES
from goodwork.model.items import NeededPart, PartType
from goodwork.model.json import is_list, is_object

Rows = Sequence[Mapping[str, Any]]

_LABELS = ("label", "labels", "class", "category", "categories", "tag", "tags", "sentiment", "target", "cats")
_MAY_BE_EMPTY = frozenset({*_LABELS, "annotation", "annotations"})
"""Columns whose empty lists say nothing of spans while no row has any."""
_SPANS = ("spans", "entities", "ents", "ner", "label", "labels", "annotation", "annotations")


def complete_mapping(
    given: Mapping[str, Any], rows: Rows, asked: Sequence[Asked] | None, *, whole: bool = True
) -> ImportMapping:
    """The mapping with everything that it leaves out found in the first rows.

    ``asked`` are the questions of the project; None: there is none, and every column of labels or spans answers a
    question of its own name. Invalid when the mapping is wrong, names a column that no row has, leaves no column
    to judge, or a question without a part that it needs; or when it is strict and something had to be guessed. Not
    ``whole``: parts may be missing, for whoever is still saying which column is what.
    """
    check_mapping(given, None if asked is None else [question.key for question in asked])
    found = _Found(given, list(dict.fromkeys(column for row in rows for column in row)), rows, asked)
    found.check_stated()
    found.identity()
    found.known_answers()
    found.parts()
    metadata = given.get("metadata", "rest")
    made = ImportMapping(
        id=found.id,
        parts=tuple(found.made),
        gold=found.gold,
        gold_reason=found.reason,
        gold_drawn=given.get("gold_drawn"),
        answers=found.answers,
        people=found.people,
        by=found.by,
        metadata=None if metadata in (None, "rest") else tuple(metadata),
        questions=dict(given.get("questions") or {}),
        strict=given.get("strict") is True,
        dialect=read_dialect(given),
        pictures=given.get("pictures"),
        guessed=tuple(dict.fromkeys(found.guessed)),
    )
    if rows and whole:
        found.check_parts()
        _check_strict(made)
    return made


def _check_strict(mapping: ImportMapping) -> None:
    if mapping.strict and mapping.guessed:
        names = ", ".join(repr(name) for name in mapping.guessed[:20])
        raise Invalid(
            f"Nothing may be guessed, and nothing says what {names} {'is' if len(mapping.guessed) == 1 else 'are'}.",
            kept="Nothing was imported.",
            next_step="Say it in the list of columns, or with --mapping on the command line; the preview shows it.",
        )


@dataclass
class _Found:
    """What was found of a file's columns so far."""

    given: Mapping[str, Any]
    columns: list[str]
    rows: Rows
    asked: Sequence[Asked] | None
    id: str | None = None
    gold: dict[str, str] = field(default_factory=dict[str, str])
    reason: str | None = None
    answers: dict[str, str] = field(default_factory=dict[str, str])
    people: dict[str, tuple[str, ...]] = field(default_factory=dict[str, "tuple[str, ...]"])
    by: str | None = None
    made: list[PartColumn] = field(default_factory=list[PartColumn])
    guessed: list[str] = field(default_factory=list[str])

    def _free(self) -> list[str]:
        stated = self.given.get("metadata")
        taken = {
            self.id, self.reason, self.by, *self.gold.values(), *self.answers.values(),
            *(part.column for part in self.made), *(part["column"] for part in self.given.get("parts") or ()),
            *(stated if is_list(stated) else ()),
        }  # fmt: skip
        people = PersonColumns(self.people)
        return [column for column in self.columns if column not in taken and people.place(column) is None]

    def check_stated(self) -> None:
        """Refuse columns that are named and not there."""
        given = self.given
        answers: dict[str, str | list[str]] = given.get("answers") or {}
        for question, told in answers.items():
            if not isinstance(told, str):
                self.people[question] = tuple(told)
            elif is_starred(told, self.columns):
                self.people[question] = (told,)
            else:
                self.answers[question] = told
        people = [told for columns in self.people.values() for told in columns if not self._stands_for_any(told)]
        named: set[str] = {
            *(given[name] for name in ("id", "gold_reason", "by") if given.get(name)),
            *(part["column"] for part in given.get("parts") or ()),
            *(given.get("gold") or {}).values(), *self.answers.values(), *people,
            *(cast("list[str]", given["metadata"]) if is_list(given.get("metadata")) else ()),
        }  # fmt: skip
        missing = sorted(named.difference(self.columns)) if self.rows else []
        refuse(
            [Fault("mapping", f"The file has no column {name!r}; it has {_named(self.columns)}.") for name in missing]
        )

    def _stands_for_any(self, told: str) -> bool:
        if not is_starred(told, self.columns):
            return False
        people = PersonColumns({"": [told]})
        return any(people.place(column) for column in self.columns)

    def identity(self) -> None:
        """Which column has the ids."""
        needed = {need.name for need in needed_by(self.asked or ())}
        if "id" in self.given:
            self.id = self.given["id"]
        else:
            self.id = guesses.identity([c for c in self.columns if c not in needed])
            if self.id is not None and self.id.lower() not in ("id", "file"):
                self.guessed.append(self.id)

    def known_answers(self) -> None:
        """Which columns answer which question, and who gave the answers."""
        given = self.given
        keys = [question.key for question in self.asked or ()]
        free = self._free()
        if given.get("gold") is not None:
            self.gold = dict(given["gold"])
        else:
            self.gold = guesses.gold(free, keys) if self.asked is not None else self._own_gold(free)
        self.reason = given.get("gold_reason", "gold_reason" if self.gold and "gold_reason" in self.columns else None)
        if given.get("answers") is None:
            self.answers = self._own_answers() if self.asked is None else self._answers(self.asked)
        if "by" in given:
            self.by = given["by"]
        elif self.answers:
            self.by = guesses.person(self._free(), self.rows)
            self.guessed += [self.by] if self.by else []

    def _answers(self, asked: Sequence[Asked]) -> dict[str, str]:
        needed = {need.name for need in needed_by(asked)}
        # A part that a question looks at is no answer, whatever it is called.
        free = [column for column in self._free() if column not in needed]
        found: dict[str, str] = {}
        for question in asked:
            column = guesses.like(question.key, free) or guesses.like(question.title, free)
            if column is None or column in found.values() or self._is_content(column, question):
                continue
            found[question.key] = column
            if column != question.key:
                self.guessed.append(column)
        marked = [column for column in free if column not in found.values() and self._holds_spans(column)]
        if len(marked) == 1:
            # Spans are nothing else than an answer; to which question, is plain where one takes them.
            takes = [q.key for q in asked if q.key not in found and guesses.mostly(self.rows, marked[0], q.takes)]
            if len(takes) == 1:
                self.guessed.append(marked[0])
                found[takes[0]] = marked[0]
        if not found and len(asked) == 1 and guesses.person(free, self.rows) is not None:
            # One row for each answer: what is called a label is the answer.
            column = guesses.label(free, self.rows, asked[0].takes)
            if column is not None:
                self.guessed.append(column)
                return {asked[0].key: column}
        return found

    def _is_content(self, column: str, question: Asked) -> bool:
        """Whether a column that is called like a question is what is judged all the same."""
        if not guesses.is_content(column):
            return False
        if not guesses.mostly(self.rows, column, question.takes):
            return True
        others = [other for other in self._free() if other != column]
        return not guesses.parts(others, self.rows) and guesses.longest_text(others, self.rows) is None

    def _own_gold(self, free: Sequence[str]) -> dict[str, str]:
        named = {column: column.removeprefix("gold_") for column in free if column.lower().startswith("gold_")}
        named |= {column: column for column in free if column.lower() == "gold"}
        return {
            question: column
            for column, question in named.items()
            if question and question != "reason" and self._holds(column, is_label)
        }

    def _own_answers(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for column in self._free():
            name = column.lower()
            if name in _SPANS and self._holds(column, is_spans) and not self._may_be_empty(name, column):
                # What the spans answer is named where the column's name says more than that they are spans.
                question = column if name == "entities" or ENTITIES in found else ENTITIES
                found[question] = column
            elif name in _LABELS and self._holds(column, is_label):
                found[column] = column
        if not found and guesses.person(self._free(), self.rows) is not None:
            # One row for each answer: ratings and scores are answers too.
            labels = [c for c in self._free() if guesses.is_called_label(c) and self._holds(c, is_label)]
            found = {column: column for column in labels}
        return found

    def _holds_spans(self, column: str) -> bool:
        return column.lower() in _SPANS and self._holds(column, is_spans) and self._has_any(column)

    def _may_be_empty(self, name: str, column: str) -> bool:
        return name in _MAY_BE_EMPTY and not self._has_any(column)

    def _has_any(self, column: str) -> bool:
        return any(row.get(column) not in (None, "", [], "[]") for row in self.rows)

    def _holds(self, column: str, test: Any) -> bool:
        return any(row.get(column) not in (None, "") for row in self.rows) and guesses.mostly(self.rows, column, test)

    def parts(self) -> None:
        """Which columns are the parts: stated, needed by a question, or called like something to be judged."""
        if self.given.get("parts"):
            self.made = [_stated(part) for part in called_as_needed(self.given["parts"], self.asked or ())]
            self._as_needed()
            return
        needs = needed_by(self.asked or ())
        named = [need for need in needs if need.name is not None]
        self._named(named)
        missing = [need for need in named if need.name not in self._names()]
        if missing:
            self._in_order(missing)
        for column, kind in guesses.parts(self._free(), self.rows):
            self._add(column, kind, guessed=True)
        for need in needs:
            if need.name is None and need.types and not any(part.type in need.types for part in self.made):
                column = guesses.unnamed(self._free(), self.rows, need.types)
                if column is not None:
                    self._add(*column, guessed=True)
        if not self.made:
            column = guesses.unnamed(self._free(), self.rows, ())
            # A word beside a whole tree of what was not understood is not what is judged.
            if column is not None and not guesses.is_beside_more(column[0], self._free(), self.rows):
                self._add(*column, guessed=True)
                for other in guesses.siblings(column[0], self._free(), self.rows) if column[1] is PartType.TEXT else ():
                    if not guesses.may_be_answer(other, self.rows):
                        self._add(other, PartType.TEXT, guessed=True)
        order = {column: n for n, column in enumerate(self.columns)}
        self.made.sort(key=lambda part: order[part.column])

    def _as_needed(self) -> None:
        """Call the only part, when nothing names it, as the questions call the only part that they look at."""
        named = {need.name: need for need in needed_by(self.asked or ()) if need.name is not None}
        if len(self.made) != 1 or len(named) != 1 or "name" in self.given["parts"][0]:
            return
        (need,) = named.values()
        if need.name is not None and (not need.types or self.made[0].type in need.types):
            self.made = [replace(self.made[0], name=need.name)]

    def _named(self, named: Sequence[NeededPart]) -> None:
        for need in named:
            assert need.name is not None
            column = guesses.like(need.name, self._free())
            if column is not None:
                kind = guesses.looks(column, self.rows, need.types)
                self._add(column, kind, guessed=column != need.name, name=need.name)

    def _in_order(self, missing: Sequence[NeededPart]) -> None:
        """Parts that no column is called like: as many columns of one kind, or the only one that is left."""
        columns = guesses.numbered(c for c in self._free() if not guesses.may_be_answer(c, self.rows))
        if len(columns) != len(missing):
            left = [(c, k) for c, k in guesses.parts(self._free(), self.rows)]
            # A part that is called a picture is one, whatever else its question could look at.
            wanted = missing[0].types or guesses.type_called(str(missing[0].name))
            fitting = [c for c, k in left if not wanted or k in wanted]
            if not fitting and (other := guesses.unnamed(self._free(), self.rows, wanted)):
                fitting = [other[0]]
            columns = fitting if len(missing) == 1 else []
        if len(columns) == len(missing):
            for need, column in zip(missing, columns, strict=True):
                kind = guesses.looks(column, self.rows, need.types or guesses.type_called(str(need.name)))
                self._add(column, kind, guessed=True, name=need.name)

    def _names(self) -> set[str]:
        return {part.name for part in self.made}

    def _add(self, column: str, kind: PartType, *, guessed: bool, name: str | None = None) -> None:
        base = name or part_name(column)
        free, n = base, 1
        while free in self._names():
            n += 1
            free = f"{base[:37]}_{n}"
        self.made.append(PartColumn(free, kind, column, title_of(column)))
        if guessed:
            self.guessed.append(column)

    def check_parts(self) -> None:
        """Refuse a file in which there is nothing to judge, or not what the questions look at."""
        for need, question in needed_by(self.asked or ()).items():
            if need.name is not None and need.name not in self._names():
                how = f'{{"parts": [{{"name": "{need.name}", "column": "..."}}]}}'
                raise Invalid(
                    f"The question {question!r} looks at the part {need.name!r}, and no column of the file can be it; "
                    f"it has {_named(self.columns)}.",
                    kept="Nothing was imported.",
                    next_step=_how(how),
                )
            if need.name is None and need.types and not any(part.type in need.types for part in self.made):
                kinds = " or ".join(_A[kind] for kind in need.types)
                how = f'{{"parts": [{{"type": "{need.types[0].value}", "column": "..."}}]}}'
                raise Invalid(
                    f"The question {question!r} needs {kinds}, and no column of the file is taken for one; "
                    f"it has {_named(self.columns)}.",
                    kept="Nothing was imported.",
                    next_step=_how(how),
                )
        if not self.made:
            answers = [column for column in (*self.gold.values(), *self.answers.values()) if column in self.columns]
            beside = f" beside the answers in {_named(answers)}" if answers else ""
            raise Invalid(
                f"No column of the file looks like a text or a picture to judge{beside}; it has "
                f"{_named(self.columns)}.",
                kept="Nothing was imported.",
                next_step=_nested(self.columns, self.rows) or _how('{"parts": [{"column": "..."}]}'),
            )


_A = {
    PartType.TEXT: "a text", PartType.CODE: "code", PartType.CONVERSATION: "a conversation",
    PartType.PICTURE: "a picture", PartType.TABLE: "a table", PartType.METADATA: "metadata",
}  # fmt: skip


def _nested(columns: Sequence[str], rows: Rows) -> str:
    """What to do where only lists and objects may hold what is judged: no mapping reaches into them."""
    inside = [c for c in columns if guesses.mostly(rows, c, lambda value: is_object(value) or is_list(value))]
    texts = [c for c in columns if guesses.mostly(rows, c, lambda value: isinstance(value, str) and " " in value)]
    if not inside or texts:
        return ""
    return f"{_named(inside)} hold{'s' * (len(inside) == 1)} objects: write what is judged into a column of its own."


def _how(mapping: str) -> str:
    return f"Say which column it is: in the list of columns, or on the command line with --mapping '{mapping}'."


def _named(columns: Sequence[str]) -> str:
    more = f" and {len(columns) - 30} more" if len(columns) > 30 else ""
    return ", ".join(column[:80] for column in columns[:30]) + more or "none"


def _stated(part: Mapping[str, Any]) -> PartColumn:
    column = part["column"]
    return PartColumn(
        part.get("name") or part_name(column),
        PartType(part.get("type", "text")),
        column,
        part.get("title") or title_of(column),
    )
