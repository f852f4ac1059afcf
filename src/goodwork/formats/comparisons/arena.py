"""Matches of two models: MT-bench's human judgements, Chatbot Arena's votes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import orjson

from goodwork.formats.comparisons.lists import QUESTION
from goodwork.formats.outputs import OUTPUTS, PROMPT, context_columns
from goodwork.formats.report import Report
from goodwork.formats.rows import Row, Said
from goodwork.formats.turns import looks_like_turns, speaker_of
from goodwork.model.json import is_list, is_object
from goodwork.model.records import Preference

_A, _B = OUTPUTS[:2]
_WORDS: Mapping[str, str] = {
    "model_a": _A, "a": _A, "response_a": _A, "assistant_a": _A,
    "model_b": _B, "b": _B, "response_b": _B, "assistant_b": _B,
    "tie": "tie", "draw": "tie", "both": "tie", "both good": "tie", "both_good": "tie",
    "tie (bothbad)": "neither", "bothbad": "neither", "both bad": "neither", "both_bad": "neither",
    "neither": "neither",
}  # fmt: skip
_VOTES = {"winner_model_a": "model_a", "winner_model_b": "model_b", "winner_tie": "tie"}


def read_match(row: Row, report: Report) -> Row | str:
    """The two outputs, and who won by the judge; or why there are none.

    The two stand as they stood: which model is called the first tells nothing of the winner. Of conversations the
    common beginning is the prompt; a judgement of one ``turn`` is of the conversations up to it.
    """
    values = _conversations(row.values)
    item = str(values.get("id", f"line {row.line}"))
    shown = context_columns(values)
    taken = {*shown, *_VOTES, "winner", "judge"}
    if "conversation_a" in values:
        a, b = values.get("conversation_a"), values.get("conversation_b")
        if not is_list(a) or not is_list(b) or not looks_like_turns(a) or not looks_like_turns(b):
            return "its conversations are not two lists of messages"
        turn = values.get("turn")
        turn = int(turn) if isinstance(turn, str) and turn.isdecimal() else turn
        if isinstance(turn, int) and not isinstance(turn, bool) and turn > 0:
            whole = len(a), len(b)
            a, b = _up_to(a, turn), _up_to(b, turn)
            if (len(a), len(b)) != whole:
                report.lose("", "the turns after the one that was judged", "the judgement is not of them")
        n = _common(a, b)
        if n:
            shown[PROMPT] = a[:n]
        a, b = a[n:], b[n:]
        taken |= {"conversation_a", "conversation_b", *shown}
    else:
        a, b = values.get(_A), values.get(_B)
        if not all((isinstance(one, str) and one.strip()) or looks_like_turns(one) for one in (a, b)):
            return "one of its responses is neither a text nor a list of messages"
        if values.get(PROMPT):
            shown[PROMPT] = values[PROMPT]
        taken |= {_A, _B, *shown}
    winner = _winner(values)
    by = _judge(values.get("judge"))
    said: tuple[Said, ...] = ()
    kept = {f"given_{k}" if k in (PROMPT, *OUTPUTS) else k: v for k, v in values.items() if k not in taken}
    if isinstance(winner, str):
        report.lose(item, f"the winner {winner[:40]!r}", "it is neither of the two, nor a tie, nor both bad")
    elif winner is not None:
        said = (Said("annotation", by, (winner,)),)
    return Row(row.line, {**shown, _A: a, _B: b, **kept}, said)


def _conversations(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The row, where it holds turns as JSON lists of texts: each prompt with its response."""
    names = (PROMPT, _A, _B)
    lists = [_texts(values.get(name)) for name in names]
    if None in lists:
        return values
    prompts, a, b = (one or [] for one in lists)
    if not len(prompts) == len(a) == len(b):
        return values
    rest = {name: value for name, value in values.items() if name not in names}
    return {**rest, "conversation_a": _turns(prompts, a), "conversation_b": _turns(prompts, b)}


def _texts(value: Any) -> list[str] | None:
    """The texts of a JSON list of nothing else, where nothing was said as nothing; None when the value is none."""
    if not isinstance(value, str) or not value.startswith("["):
        return None
    try:
        found = orjson.loads(value)
    except ValueError:
        return None
    texts = [one or "" for one in found if isinstance(one, str | None)] if is_list(found) else []
    return texts if any(texts) and len(texts) == len(found) else None


def _turns(prompts: list[str], responses: list[str]) -> list[dict[str, str]]:
    asked = [{"role": "user", "content": text} for text in prompts]
    said = [{"role": "assistant", "content": text} for text in responses]
    # A model that said nothing has no turn.
    return [turn for pair in zip(asked, said, strict=True) for turn in pair if turn["content"].strip()]


def _winner(values: Mapping[str, Any]) -> Preference | str | None:
    """Who won; as a text what is not understood, None when nobody judged."""
    given: Any = values.get("winner")
    votes = [word for column, word in _VOTES.items() if values.get(column) in (1, True, "1")]
    if given is None and any(column in values for column in _VOTES):
        if len(votes) > 1:
            return " and ".join(votes)
        given = votes[0] if votes else None
    if given in (None, ""):
        return None
    found = _WORDS.get(str(given).strip().casefold())
    if found is None:
        names = {values.get("model_a"): _A, values.get("model_b"): _B}
        found = names.get(given) if isinstance(given, str) and len(names) == 2 else None
    if found is None:
        return str(given)
    chosen = found if found in (_A, _B) else None
    verdict: Literal["preferred", "tie", "neither"] = (
        "preferred" if chosen else "neither" if found == "neither" else "tie"
    )
    return Preference(QUESTION, (_A, _B), chosen, verdict)


def _judge(judge: Any) -> str:
    if is_list(judge):
        judge = ", ".join(str(one) for one in judge)
    if is_object(judge) or judge is None:
        return "comparisons"
    return str(judge) or "comparisons"


def _up_to(turns: list[Any], turn: int) -> list[Any]:
    """The turns up to the assistant's answer of this number, from 1."""
    answers = 0
    for n, one in enumerate(turns, 1):
        answers += speaker_of(one) == "assistant"
        if answers == turn:
            return turns[:n]
    return turns


def _common(a: list[Any], b: list[Any]) -> int:
    n = 0
    while n < min(len(a), len(b)) - 1 and a[n] == b[n]:
        n += 1
    return n
