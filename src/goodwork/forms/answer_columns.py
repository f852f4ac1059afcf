"""What answers say, as columns of a version's tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from goodwork.formats.json_values import canonical
from goodwork.formats.record_json import record_as_json
from goodwork.kinds.contract import Answer, Question
from goodwork.kinds.registry import kind_of
from goodwork.model.records import Choice, Rating, TextAnswer

MOST_CACHED = 20_000


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as six columns: itself as JSON, and its neutral records."""

    answer: str
    labels: tuple[str, ...] | None
    names: tuple[str, ...] | None
    value: float | None
    text: str | None
    records: str | None
    """All of its neutral records as JSON, where the columns before can't say them."""

    @property
    def columns(self) -> tuple[Any, ...]:
        """In the order of the tables."""
        return self.answer, self.labels, self.names, self.value, self.text, self.records


class Teller:
    """Reads answers to any version of a project's form.

    Labels have the names that they have in the newest form, if they are still in it: one id never has two names in
    a version.
    """

    def __init__(self, forms: Mapping[int, Sequence[Question]], newest: int) -> None:
        self._forms = {version: {q.key: q for q in form} for version, form in forms.items()}
        self._newest = newest
        self._cache: dict[tuple[str, int, str], Said] = {}
        self._says: dict[str, str] = {}
        self._labels: dict[str, dict[str, str]] = {}
        for question in forms[newest]:
            self._see_classes(question)

    def order(self, version: int) -> list[str]:
        """The question keys of a form, in its order."""
        return list(self._forms[version])

    def say(self, key: str, version: int, answer: Any) -> Said:
        """What an answer to a form's question says."""
        written = canonical(answer).decode()
        place = (key, version, written)
        said = self._cache.get(place)
        if said is None:
            if len(self._cache) >= MOST_CACHED:
                self._cache.clear()
            said = self._cache[place] = self._read(key, version, answer, written)
        return said

    def say_newest(self, key: str, answer: Any) -> Said | None:
        """The same for an answer that names no form: the newest one in which it is right; None: there is none."""
        for version in sorted(self._forms, reverse=True):
            if key in self._forms[version] and self._fits(self._forms[version][key], answer) is not None:
                return self.say(key, version, answer)
        return None

    def columns(self) -> dict[str, dict[str, Any]]:
        """What the answers to each question say, and the labels that they may name.

        They say choice, choices, rating, text, or json: the whole answer.
        """
        return {
            key: {
                "says": says,
                "labels": [{"id": i, "name": name} for i, name in self._labels.get(key, {}).items()],
            }
            for key, says in sorted(self._says.items())
        }

    def _fits(self, question: Question, answer: Any) -> Answer | None:
        kind = kind_of(question.kind)
        try:
            read = kind.answer.model_validate(answer)
        except ValueError:
            return None
        return None if kind.faults(question, read, ()) else read

    def _read(self, key: str, version: int, answer: Any, written: str) -> Said:
        question = self._forms[version][key]
        newest = self._forms[self._newest].get(key)
        if newest is not None and newest.kind == question.kind and self._fits(newest, answer) is not None:
            question = newest
        kind = kind_of(question.kind)
        labels: list[str] = []
        names: list[str] = []
        values: list[float] = []
        texts: list[str] = []
        more = False
        records = kind.to_records(question, kind.answer.model_validate(answer))
        for record in records:
            match record:
                case Choice() if record.question == key:
                    labels += record.labels
                    names += record.names
                    self._see(key, "choices" if record.multiple else "choice", record.labels, record.names)
                case Rating() if record.question == key:
                    values.append(record.value)
                    self._see(key, "rating")
                case TextAnswer() if record.question == key:
                    texts.append(record.text)
                    self._see(key, "text")
                case _:
                    self._see(key, "json")
                    more = True
        chooses = self._says.get(key) in ("choice", "choices")
        return Said(
            written,
            tuple(labels) if chooses else None,
            tuple(names) if chooses else None,
            values[-1] if values else None,
            "\n".join(texts) if texts else None,
            orjson.dumps([record_as_json(record) for record in records]).decode() if more else None,
        )

    def _see(self, key: str, says: str, labels: Sequence[str] = (), names: Sequence[str] = ()) -> None:
        self._says.setdefault(key, says)
        for label, name in zip(labels, names, strict=True):
            self._labels.setdefault(key, {}).setdefault(label, name)

    def _see_classes(self, question: Question) -> None:
        # All classes are listed, also those that nobody chose, in the form's order.
        kind = kind_of(question.kind)
        for label in kind.classes(question):
            answer, _ = kind.from_records(question, [Choice(question.key, (label,), (label,))])
            if answer is not None:
                self.say(question.key, self._newest, orjson.loads(answer.model_dump_json()))
