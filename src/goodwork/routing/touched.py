"""What a change of the guideline touches: the rules, the words and the labels that differ between two versions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodwork.routing.beside import sections

MOST = 20
"""Rules, labels and words, each, that items are looked for by."""
SUGGESTED = 8
"""Words that are suggested: those that the guideline has least often."""
_LETTERS = 4

_WORD = re.compile(r"[^\W_]+")
_EMPTY = Counter[str]()


@dataclass(frozen=True, slots=True)
class Touched:
    """By what items are found that a change touches."""

    rules: tuple[str, ...]
    """Headings of sections."""
    labels: tuple[tuple[str, str], ...]
    """Question key and label id."""
    words: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.rules or self.labels or self.words)


def touched(before: str, after: str, labels: Mapping[tuple[str, str], str]) -> Touched:
    """What differs between two guidelines. ``labels``: question key and label id -> the label's name.

    >>> old = "# Irony\\nLook at what is said.\\n# Price\\nNone."
    >>> touched(old, old.replace("said", "meant"), {("mood", "bad"): "Bad"})
    Touched(rules=('Irony',), labels=(), words=('meant', 'said'))
    """
    old, new = _texts(before), _texts(after)
    rules = [heading for heading in dict.fromkeys([*new, *old]) if old.get(heading) != new.get(heading)]
    lost, made = _lines(before), _lines(after)
    changed = [*(made - lost), *(lost - made)]
    spoken = {word.casefold() for line in changed for word in _WORD.findall(line)}
    named = [key for key, name in labels.items() if _is_said(name, changed)]
    was, now = _counted(lost - made), _counted(made - lost)
    often = _counted(made) + _counted(lost)
    # What both say in other places of the line is what did not change of it.
    differ = [word for word in spoken if (was[word] == 0) != (now[word] == 0) and len(word) >= _LETTERS]
    differ.sort(key=lambda word: (often[word], word))
    return Touched(tuple(rules[:MOST]), tuple(named[:MOST]), tuple(differ[:SUGGESTED]))


def _texts(markdown: str) -> dict[str, str]:
    """Heading -> the texts of the sections that have it."""
    found: dict[str, str] = {}
    for section in sections(markdown):
        found[section.heading] = f"{found.get(section.heading, '')}\n{section.text.strip()}"
    return found


def _lines(markdown: str) -> Counter[str]:
    return Counter(line.strip() for line in markdown.splitlines() if line.strip())


def _counted(lines: Counter[str]) -> Counter[str]:
    words = _EMPTY.copy()
    for line, times in lines.items():
        for word in _WORD.findall(line):
            words[word.casefold()] += times
    return words


def _is_said(name: str, lines: Sequence[str]) -> bool:
    """Whether a label's name stands in one of these lines, as words of its own."""
    whole = f" {' '.join(_WORD.findall(name.casefold()))} "
    return bool(whole.strip()) and any(whole in f" {' '.join(_WORD.findall(line.casefold()))} " for line in lines)
