"""Comparisons to and from the neutral records."""

from __future__ import annotations

from collections.abc import Sequence

from goodwork.kinds.pairwise.schema import NEITHER, STRENGTHS, TIE, PairwiseAnswer, PairwiseQuestion, Strength
from goodwork.kinds.unheld import not_held
from goodwork.model.records import Choice, Loss, Preference, Record, TextAnswer

_WORDS = {
    "tie": TIE, "equal": TIE, "same": TIE, "draw": TIE, "tied": TIE,
    "neither": NEITHER, "both bad": NEITHER, "both_bad": NEITHER, "bothbad": NEITHER, "tie (bothbad)": NEITHER,
}  # fmt: skip
"""What files call the two verdicts that prefer nothing."""


def to_records(question: PairwiseQuestion, answer: PairwiseAnswer) -> list[Record]:
    """One Preference: names of parts, never sides."""
    preferred = answer.choice in question.outputs
    return [
        Preference(
            question.key,
            (question.outputs[0], question.outputs[1]),
            answer.choice if preferred else None,
            "preferred" if preferred else "tie" if answer.choice == TIE else "neither",
            None if answer.strength is None else (STRENGTHS.index(answer.strength) + 1) / len(STRENGTHS),
            answer.shown,
        )
    ]


def from_records(question: PairwiseQuestion, records: Sequence[Record]) -> tuple[PairwiseAnswer | None, list[Loss]]:
    """A Preference between the same two parts, or a word: a part's name, tie, both bad. The last of several."""
    answer: PairwiseAnswer | None = None
    lost: list[Loss] = []
    for record in records:
        match record:
            case Preference():
                read = _preference(question, record, lost)
            case TextAnswer(text=text):
                read = _word(question, text, lost)
            case Choice(labels=(label,)):
                read = _word(question, label, lost)
            case _:
                lost.append(not_held(question, record))
                continue
        if read is None:
            continue
        if answer is not None:
            lost.append(
                Loss("", f"the choice {answer.choice!r}", "a later one of the same item replaced it", "changed")
            )
        answer = read
    return answer, lost


def _preference(question: PairwiseQuestion, record: Preference, lost: list[Loss]) -> PairwiseAnswer | None:
    if sorted(record.options) != sorted(question.outputs):
        why = f"the question {question.key!r} compares {' and '.join(question.outputs)}"
        lost.append(Loss("", f"a preference between {' and '.join(record.options)}", why))
        return None
    choice = {"preferred": record.chosen, "tie": TIE, "neither": NEITHER}[record.verdict]
    if choice is None or choice not in question.classes:
        lost.append(Loss("", f"the verdict {choice or record.verdict!r}", _not_offered(question)))
        return None
    shown = record.shown
    if shown and sorted(shown) != sorted(question.outputs):
        lost.append(Loss("", f"the order shown, {', '.join(shown)}", "it is not that of the two outputs", "unasked"))
        shown = ()
    return PairwiseAnswer(choice=choice, strength=_strength(question, choice, record.margin, lost), shown=shown)


def _strength(question: PairwiseQuestion, choice: str, margin: float | None, lost: list[Loss]) -> Strength | None:
    if margin is None:
        return None
    if question.strength == "no" or choice not in question.outputs:
        why = f"the question {question.key!r} keeps none with {choice!r}"
        lost.append(Loss("", f"a margin of {margin:g}", why, "unasked"))
        return None
    step = min(max(round(margin * len(STRENGTHS)), 1), len(STRENGTHS))
    if abs(step / len(STRENGTHS) - margin) > 1e-3:
        why = f"the question {question.key!r} has three strengths; it became {STRENGTHS[step - 1]!r}"
        lost.append(Loss("", f"a margin of {margin:g}", why, "changed"))
    return STRENGTHS[step - 1]


def _word(question: PairwiseQuestion, text: str, lost: list[Loss]) -> PairwiseAnswer | None:
    """``response_a``, ``response_a, clearly``, ``tie``."""
    word, _, strength = (piece.strip() for piece in text.partition(","))
    choice = word if word in question.classes else _WORDS.get(word.casefold())
    if choice is None or choice not in question.classes:
        lost.append(Loss("", f"{text[:80]!r}", _not_offered(question)))
        return None
    found: Strength | None = next((s for s in STRENGTHS if s == strength.casefold()), None)
    if strength and (found is None or question.strength == "no" or choice not in question.outputs):
        how = "cut" if found is None and question.strength != "no" else "unasked"
        lost.append(Loss("", f"{strength[:80]!r}", f"the question {question.key!r} keeps no such strength", how))
        found = None
    return PairwiseAnswer(choice=choice, strength=found)


def _not_offered(question: PairwiseQuestion) -> str:
    return f"the question {question.key!r} offers {', '.join(question.classes)}"
