"""How unlike two judgements of a conversation are."""

from __future__ import annotations

import math

from goodwork.kinds.chat.schema import ChatAnswer, ChatQuestion, Turns
from goodwork.kinds.writing import edits


def distance(question: ChatQuestion, a: ChatAnswer, b: ChatAnswer) -> float:
    """The mean over what is asked: turns, the whole, the reply, and rewrites of turns that both wrote anew.

    Turns: the mean over those that either judged. The whole: steps, as a share of the scale. The reply: 0 or 1.
    A rewrite may be left out, so one alone says nothing.
    """
    apart: list[float] = []
    if question.turns is not None:
        apart.append(_turns(question.turns, a, b))
    if question.whole is not None:
        if a.whole is None or b.whole is None:
            apart.append(float(a.whole != b.whole))
        else:
            apart.append(abs(a.whole - b.whole) / (question.whole.high - question.whole.low))
    if question.replies:
        apart.append(float(a.reply != b.reply))
    left, right = _rewrites(a), _rewrites(b)
    both = [edits(left[turn], right[turn]) for turn in sorted(left.keys() & right.keys())]
    if both:
        apart.append(math.fsum(both) / len(both))
    return math.fsum(apart) / len(apart) if apart else 0.0


def _turns(asked: Turns, a: ChatAnswer, b: ChatAnswer) -> float:
    left = {said.turn: said.labels for said in a.turns if said.labels}
    right = {said.turn: said.labels for said in b.turns if said.labels}
    either = sorted(left.keys() | right.keys())
    apart = [_labels(asked, left.get(turn, ()), right.get(turn, ())) for turn in either]
    return math.fsum(apart) / len(apart) if apart else 0.0


def _labels(asked: Turns, a: tuple[str, ...], b: tuple[str, ...]) -> float:
    one, other = set(a), set(b)
    if one == other:
        return 0.0
    if asked.ordered and len(a) == len(b) == 1:
        return abs(asked.ids.index(a[0]) - asked.ids.index(b[0])) / (len(asked.ids) - 1)
    return 1.0 - len(one & other) / len(one | other)


def _rewrites(answer: ChatAnswer) -> dict[int, str]:
    return {said.turn: said.rewrite for said in answer.turns if said.rewrite is not None}
