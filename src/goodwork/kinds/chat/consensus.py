"""What several judgements of a conversation together say, turn by turn."""

from __future__ import annotations

import math
from collections.abc import Sequence

from goodwork.kinds.chat.distance import distance
from goodwork.kinds.chat.schema import ChatAnswer, ChatQuestion, Turn, Turns
from goodwork.kinds.contract import Consensus, Given, Skills
from goodwork.kinds.preferring import agreed
from goodwork.kinds.steps import at_most_wrong, median, stepwise
from goodwork.kinds.voting import mean_distance, posterior
from goodwork.kinds.writing import nearest


def consensus(question: ChatQuestion, given: Sequence[Given[ChatAnswer]], skills: Skills) -> Consensus[ChatAnswer]:
    """Each turn by its own votes, the whole by its median, the reply by its votes, rewrites by their medoid.

    A turn is in it when at least half of the people judged it (or, with several labels at a time, when one of its
    labels is likelier right than not); so is a rewrite. Confidence is the probability that no more turns than the
    question's tolerance are wrong, and the whole and the reply right, each taken as independent of the others.
    """
    coins = Skills(accuracy=skills.accuracy, prior=skills.prior)
    unlike = mean_distance(given, lambda a, b: distance(question, a, b))
    turns: list[Turn] = []
    right: list[float] = []
    if question.turns is not None:
        for at in sorted({said.turn for g in given for said in g.answer.turns}):
            turn, sure = _turn(question.turns, at, given, coins)
            right.append(sure)
            if turn is not None:
                turns.append(turn)
    sure = at_most_wrong(right, question.tolerance)
    whole = None
    if question.whole is not None:
        levels = question.whole.levels
        p = stepwise(levels, [(g.person, str(g.answer.whole)) for g in given], coins)
        best = median(p)
        whole = question.whole.low + best
        sure *= math.fsum(q for i, q in enumerate(p) if abs(i - best) <= question.whole.tolerance)
    reply = None
    if question.replies:
        votes = [(g.person, g.answer.reply) for g in given if g.answer.reply is not None]
        reply, likely = agreed(question.replies, votes, coins)
        sure *= likely
    return Consensus(ChatAnswer(turns=tuple(turns), whole=whole, reply=reply), min(sure, 1.0), unlike)


def _turn(asked: Turns, at: int, given: Sequence[Given[ChatAnswer]], coins: Skills) -> tuple[Turn | None, float]:
    """What is said of one turn (None: nothing), and the probability that its labels are right."""
    said = {g.person: t for g in given for t in g.answer.turns if t.turn == at}
    labels, sure = (_tags if asked.multiple else _label)(asked, said, given, coins)
    wrote = [(person, t.rewrite) for person, t in said.items() if t.rewrite is not None]
    rewrite = nearest(wrote, coins) if 2 * len(wrote) >= len(given) else None
    marks = sorted({t.source for t in said.values() if t.source is not None})
    if not labels and rewrite is None:
        return None, sure
    return Turn(turn=at, source=marks[0] if marks else None, labels=labels, rewrite=rewrite), sure


def _label(
    asked: Turns, said: dict[int, Turn], given: Sequence[Given[ChatAnswer]], coins: Skills
) -> tuple[tuple[str, ...], float]:
    votes = [(person, t.labels[0]) for person, t in said.items() if t.labels]
    if not votes or 2 * len(votes) < len(given):
        return (), 1.0
    if asked.ordered:
        p = stepwise(asked.ids, votes, coins)
        best = median(p)
    else:
        p = posterior(asked.ids, votes, coins)
        best = max(range(len(p)), key=lambda i: p[i])
    return (asked.ids[best],), p[best]


def _tags(
    asked: Turns, said: dict[int, Turn], given: Sequence[Given[ChatAnswer]], coins: Skills
) -> tuple[tuple[str, ...], float]:
    """Each label is a question of its own: yes or no. Who says nothing of the turn says no."""
    chosen: list[str] = []
    sure = 0.0
    for label in asked.ids:
        votes = [(g.person, "yes" if g.person in said and label in said[g.person].labels else "no") for g in given]
        yes = posterior(("yes", "no"), votes, coins)[0]
        if yes > 0.5:
            chosen.append(label)
        sure += math.log(max(yes, 1 - yes))
    return tuple(chosen), math.exp(sure)
