"""What gold proves of a project's confidence, at the target and of the questions of the last refit."""

from __future__ import annotations

from collections.abc import Sequence

from goodwork.kinds.contract import Question
from goodwork.kinds.registry import KINDS
from goodwork.model.projects import Proof
from goodwork.quality.calibration import faultless


def stating(form: Sequence[Question]) -> list[Question]:
    """The questions whose confidence an item needs: the required ones of kinds that state one."""
    return [question for question in form if question.required and KINDS[question.kind].has_confidence]


def unproved(form: Sequence[Question], target: float) -> Proof:
    """Before the first refit, and until the one after a change of the target or the questions."""
    asked = stating(form)
    can = bool(asked) and all(can_be_proved(question) for question in asked)
    return Proof(target, None, faultless(target) if can else None, bool(asked))


def can_be_proved(question: Question) -> bool:
    """Whether gold can prove its confidence: answers are classes or sets of them, and so right or wrong."""
    kind = KINDS[question.kind]
    return bool(kind.classes(question)) or kind.has_several(question)


def least(form: Sequence[Question], target: float, proved: Sequence[tuple[float | None, int | None]]) -> Proof:
    """What is proved of an item: the least of what is proved of the questions that state a confidence.

    ``proved``: for each of these what it proves, and how many further items of gold are missing there.
    """
    if not proved:
        return unproved(form, target)
    proves, missing = zip(*proved, strict=True)
    return Proof(
        target,
        None if None in proves else min(p for p in proves if p is not None),
        None if None in missing else max(n for n in missing if n is not None),
    )
