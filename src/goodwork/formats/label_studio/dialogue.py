"""A dialogue of Label Studio (its tag Paragraphs) as one text, in which regions of turns have their places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from goodwork.formats.label_studio.measured import Measured, alike, whole
from goodwork.formats.turns import ROLES
from goodwork.model.json import is_list, is_object

MOST_PIECES = 200
"""Turns that one region covers: a span has no more pieces."""
GAP = "\n\n"
_WORDS = ("text", "content", "utterance", "message", "value", "phrase", "sentence")
_SPEAKER = ("author", "speaker", "name", "role", "from", "user")
_MODELS = frozenset({*ROLES, "human", "gpt", "bot", "model"})
"""Who speaks in chats with a model; those are conversations as they are."""

Fragments = tuple[tuple[int, int], ...]


class Dialogue:
    """The turns as one text: each with its author before it, and an empty line between two.

    >>> turns = [{"author": "Ann", "text": "To Rome."}, {"author": "Agent", "text": "When?"}]
    >>> Dialogue(turns, "text", "author").text
    'Ann: To Rome.\\n\\nAgent: When?'
    """

    def __init__(self, turns: list[dict[str, Any]], words: str, speaker: str | None) -> None:
        self._words = [str(turn.get(words) or "") for turn in turns]
        self._begins: list[int] = []
        pieces: list[str] = []
        at = 0
        for turn, said in zip(turns, self._words, strict=True):
            who = str(turn.get(speaker) or "").strip().removesuffix(":") if speaker else ""
            before = f"{who}: " if who else ""
            self._begins.append(at + len(before))
            pieces.append(before + said)
            at += len(before) + len(said) + len(GAP)
        self.text = GAP.join(pieces)

    @cached_property
    def _measured(self) -> list[Measured]:
        return [Measured(words) for words in self._words]

    def find(self, value: Mapping[str, Any]) -> Fragments | None:
        """Where a region lies: one stretch for each turn that it covers, without the authors."""
        first, last = whole(value.get("start")), whole(value.get("end"))
        start, end = whole(value.get("startOffset")), whole(value.get("endOffset"))
        if first is None or last is None or start is None or end is None or not first <= last < len(self._words):
            return None
        quote = value.get("text")
        quote = quote if isinstance(quote, str) else ""
        if first == last:
            held = self._measured[first].fit(start, end, quote)
            begin = self._begins[first]
            return held and ((begin + held[0], begin + held[1]),)
        places = self._over(first, start, last, end)
        if places is not None and quote and not alike("".join(self.text[a:b] for a, b in places), quote):
            # Browsers count in UTF-16 units.
            start, end = self._measured[first].point(start), self._measured[last].point(end)
            places = self._over(first, start, last, end)
            if places is not None and not alike("".join(self.text[a:b] for a, b in places), quote):
                return None
        return places

    def _over(self, first: int, start: int, last: int, end: int) -> Fragments | None:
        if last - first >= MOST_PIECES or start > len(self._words[first]) or end > len(self._words[last]):
            return None
        found: list[tuple[int, int]] = []
        for turn in range(first, last + 1):
            begin = self._begins[turn]
            a = begin + (start if turn == first else 0)
            b = begin + (end if turn == last else len(self._words[turn]))
            if a < b:
                found.append((a, b))
        return tuple(found) or None

    def region(self, fragments: Fragments) -> dict[str, Any] | None:
        """The region of Label Studio that covers these stretches and nothing else; None when there is none."""
        (first, start), (last, end) = self._turn(fragments[0][0]), self._turn(fragments[-1][1])
        if self._over(first, start, last, end) != fragments:
            return None
        said = "\n\n".join(self.text[a:b] for a, b in fragments)
        return {"start": str(first), "end": str(last), "startOffset": start, "endOffset": end, "text": said}

    def _turn(self, at: int) -> tuple[int, int]:
        """The last turn whose words begin before a place, and how far into them it lies."""
        turn = max(bisect_right(self._begins, at) - 1, 0)
        return turn, max(at - self._begins[turn], 0)


def dialogue_of(value: object) -> Dialogue | None:
    """The dialogue that a value of a task is; None when it is none."""
    if not is_list(value) or not value or not all(is_object(turn) for turn in value):
        return None
    words = next((key for key in _WORDS if all(isinstance(turn.get(key), str) for turn in value)), None)
    if words is None:
        return None
    speaker = next((key for key in _SPEAKER if key != words and any(turn.get(key) for turn in value)), None)
    return Dialogue(value, words, speaker)


def is_chat(value: object) -> bool:
    """Whether everybody in a list of turns is one of those who speak in chats with a model."""
    if not is_list(value) or not value:
        return False
    speakers = [
        next((turn[k] for k in ("role", "from", "speaker") if k in turn), None) for turn in value if is_object(turn)
    ]
    return len(speakers) == len(value) and all(isinstance(one, str) and one in _MODELS for one in speakers)
