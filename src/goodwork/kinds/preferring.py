"""The preferred one of several outputs, as kinds that judge other things too have it."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from goodwork.kinds.contract import Skills
from goodwork.kinds.voting import posterior
from goodwork.model.records import Preference, Ranking, Record

_NONE = "\x00"
"""Stands for "equally good" among names of parts, none of which may hold a NUL."""


class Preferred(BaseModel):
    """Which output is the best; none when they are equally good."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    chosen: str | None = Field(max_length=200, description="The name of the part; null: none is better.")


def to_record(question: str, outputs: Sequence[str], preferred: Preferred) -> Record:
    """A Preference between two outputs; among more, a Ranking of the best and the rest."""
    chosen = preferred.chosen
    if len(outputs) == 2:
        return Preference(question, (outputs[0], outputs[1]), chosen, "tie" if chosen is None else "preferred")
    rest = tuple(name for name in outputs if name != chosen)
    groups = (rest,) if chosen is None else ((chosen,), rest)
    return Ranking(question, tuple(group for group in groups if group))


def from_record(record: Preference | Ranking) -> Preferred:
    """What such a record prefers; a place shared by several is no preference."""
    if isinstance(record, Preference):
        return Preferred(chosen=record.chosen)
    best = record.groups[0] if record.groups else ()
    return Preferred(chosen=best[0] if len(best) == 1 else None)


def agreed(outputs: Sequence[str], votes: Sequence[tuple[int, Preferred]], skills: Skills) -> tuple[Preferred, float]:
    """The most probable preference after these votes of person and preference, and its probability.

    >>> agreed(["a", "b"], [(1, Preferred(chosen="a")), (2, Preferred(chosen="a"))], Skills())[0].chosen
    'a'
    """
    classes = (*outputs, _NONE)
    coins = Skills(accuracy=skills.accuracy, prior=skills.prior)
    said = [(person, _NONE if vote.chosen is None else vote.chosen) for person, vote in votes]
    p = posterior(classes, said, coins)
    best = max(range(len(p)), key=lambda i: p[i])
    return Preferred(chosen=None if classes[best] == _NONE else classes[best]), p[best]
