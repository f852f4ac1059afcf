"""A line of an item's story in plain words: what was decided, and what it rested on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from goodwork.judging.stopping import REOPEN_MARGIN
from goodwork.model.items import ItemState, SettledHow
from goodwork.model.projects import Proof
from goodwork.model.shares import per_cent
from goodwork.model.stories import Cause, Evidence, Step, StoryLine

BECAUSE = {
    Cause.ANSWERED: "An answer came or was changed.",
    Cause.REFITTED: "A refit weighed the answers afresh.",
    Cause.POLICY_CHANGED: "The quality policy changed.",
    Cause.GOLD_CHANGED: "It became gold, or is gold no more.",
    Cause.SKIPPED: "Three people skipped it.",
    Cause.BY_LEAD: "A lead decided.",
    Cause.REVIEWED: "A reviewer decided.",
    Cause.REDUNDANCY: "A check for redundancy was acted on.",
    Cause.APPEALED: "An appeal was upheld.",
    Cause.GUIDELINE_CHANGED: "The guideline changed.",
    Cause.UNDONE: "Answers that came at once, with a batch or an import, were taken back.",
    Cause.QUESTIONS_CHANGED: "The questions changed.",
}

STATES = {
    ItemState.OPEN: "open",
    ItemState.SETTLED: "settled",
    ItemState.EXPERT: "waiting for a reviewer",
    ItemState.HELD: "waiting for the lead",
    ItemState.SET_ASIDE: "set aside",
}


def says(line: StoryLine, titles: Mapping[str, str]) -> str:
    """What was decided, as a sentence with its numbers. ``titles``: question key -> title."""
    rests = _rests(line.evidence, titles)
    match line.step:
        case Step.SETTLED:
            return _settled(line, rests)
        case Step.ASKED if line.wanted < line.wanted_before:
            return f"It wants {_answers(line.wanted)} now instead of {line.wanted_before}."
        case Step.ASKED if line.after is ItemState.SETTLED:
            return f"Gold goes on beside the queue: it takes answers up to {line.wanted} now."
        case Step.ASKED:
            before = f"instead of {line.wanted_before}"
            return f"Still {STATES[line.after]}: it wants {_answers(line.wanted)} now {before}{rests}."
        case Step.REOPENED if line.evidence is None:
            return f"Open again: it wants {_answers(line.wanted)} and has {line.completed}."
        case Step.REOPENED:
            below = (
                f" That is more than {100 * REOPEN_MARGIN:g} points below it."
                if line.before is ItemState.SETTLED
                else ""
            )
            return f"Open again: it wants {_answers(line.wanted)} now{rests}.{below}"
        case Step.EXPERT:
            return f"It waits for a reviewer: {_answers(line.completed)}, and the policy allows no further one{rests}."
        case Step.HELD:
            return "It waits for the lead, because a skip is final for whoever skips."
        case Step.SET_ASIDE:
            other = " Another item stands for it." if line.cause is Cause.REDUNDANCY else ""
            return f"Set aside; it was {STATES[line.before]}.{other}"
        case Step.RESTORED:
            return f"Put back: it is {STATES[line.after]} again, as before it was set aside."
        case Step.MENDED:
            return "The known answer was mended."
        case Step.ASKED_AGAIN:
            by = "" if line.guideline_version is None else f" (version {line.guideline_version})"
            return (
                f"Asked again, because the guideline changed{by}: it wants {_answers(line.wanted)}. Those given before"
                " stay credited to whoever gave them; they count neither for the item nor for or against a skill."
            )
        case _:
            assert_never(line.step)


def proof(evidence: Evidence | None) -> str:
    """What stands behind a confidence, as a sentence; empty when none was stated.

    >>> proof(Evidence(3, 0.97, "mood", True, 0.91, 0.95))
    'Calibrated on gold, which supported 91 % by then.'
    """
    if evidence is None or evidence.confidence is None:
        return ""
    if not evidence.calibrated:
        return "The confidence is an estimate: there was too little gold to calibrate it."
    if evidence.proves is None:
        return "Calibrated on gold, which supported nothing of it by then."
    if evidence.proves >= evidence.target:
        return f"Calibrated on gold, which supported the target: at least {per_cent(evidence.proves)}."
    return f"Calibrated on gold, which supported {per_cent(evidence.proves)} by then."


def proven(proof: Proof) -> str:
    """What gold proves of a project's confidence, as a sentence.

    >>> proven(Proof(0.95, 0.91, 40))
    'Gold supports 91 % so far; the target is 95 %. About 40 more items of gold, all right, would support it.'
    >>> proven(Proof(0.95, None, None, states=False))
    'No required question states a confidence, so there is none for gold to support.'
    """
    if not proof.states:
        return "No required question states a confidence, so there is none for gold to support."
    target, proves = per_cent(proof.target), None if proof.proves is None else per_cent(proof.proves)
    would = (
        "" if proof.missing is None else f" About {proof.missing:,} more items of gold, all right, would support it."
    )
    if proof.supported:
        return (
            f"Gold supports the target, {target}: of the items that are said to meet it, at least {proves} are right."
        )
    if proves is None:
        cannot = "" if would else " As things stand it can't."
        return f"Gold supports nothing yet; the target is {target}.{would}{cannot}"
    if not would:
        return (
            f"Gold contradicts the target, {target}: of the items that are said to meet it, it supports only {proves}."
        )
    return f"Gold supports {proves} so far; the target is {target}.{would}"


def _settled(line: StoryLine, rests: str) -> str:
    answers = _answers(line.completed if line.evidence is None else line.evidence.answers)
    match line.how:
        case SettledHow.MET:
            return f"Settled: {answers}{rests}."
        case SettledHow.MOST_REACHED:
            return f"Settled below the target: {answers}, and the policy allows no further one{rests}."
        case SettledHow.NO_GAIN:
            return f"Settled below the target: {answers}, and another one would hardly help{rests}."
        case SettledHow.ON_COUNT:
            return f"Settled on count: {answers}; none of its questions states a confidence."
        case SettledHow.BY_PERSON:
            return f"Settled by a person, with {answers}."
        case SettledHow.NOT | SettledHow.UNKNOWN:
            return f"Settled, with {answers}."


def _rests(evidence: Evidence | None, titles: Mapping[str, str]) -> str:
    if evidence is None or evidence.confidence is None:
        return ""
    title = titles.get(evidence.question, evidence.question)
    return f"; lowest confidence {per_cent(evidence.confidence)} on “{title}”, target {per_cent(evidence.target)}"


def _answers(n: int) -> str:
    return "1 answer" if n == 1 else f"{n:,} answers"
