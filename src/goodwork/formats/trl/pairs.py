"""Pairs: two outputs of which one was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from goodwork.formats.json_values import canonical
from goodwork.formats.outputs import OUTPUTS, PROMPT, context_columns, first_is_lower
from goodwork.formats.report import Report
from goodwork.formats.rows import Row, Said
from goodwork.formats.trl.layout import OURS, beside, layout_of
from goodwork.formats.trl.question import QUESTION
from goodwork.formats.trl.recognise import OTHER_NAMES
from goodwork.formats.turns import looks_like_turns, speaker_of, words_of
from goodwork.model.json import is_list, is_object
from goodwork.model.records import Preference

OPTIONS = OUTPUTS[:2]
_OWN = frozenset({PROMPT, "chosen", "rejected", "margin", "verdict", "order", "tie"})
_HH_END = "\n\nAssistant:"
"""How a prompt ends that goes on in the text of its outputs, as in HH-RLHF."""
_HH_BEGIN = "Human:"


def read_pair(row: Row, report: Report) -> Row | str:
    """The two outputs as the parts ``response_a`` and ``response_b``, or why there are none.

    Which of them is the chosen one is drawn from their content, so that nobody who judges the item can tell it from
    its place. A prompt that both outputs repeat, or that is only their common beginning, stands once. ``margin``,
    ties (``verdict``) and the ``order`` shown are kept; a margin beyond 0 to 1 stays in the metadata only.
    """
    values = _other_names(_openai(row.values))
    told: dict[str, Any] = {}
    chosen, rejected = (_list_of_one(values.get(name), told) for name in ("chosen", "rejected"))
    for name, value in (("chosen", chosen), ("rejected", rejected)):
        if not (isinstance(value, str) and value) and not looks_like_turns(value):
            return f"{name!r} is neither a text nor a list of messages"
    if isinstance(chosen, str) != isinstance(rejected, str):
        return "one answer is a text and the other a list of messages"
    verdict = _verdict(values)
    if verdict is None:
        return f"the verdict {str(values.get('verdict'))[:40]!r} is none of preferred, tie, neither"
    margin = values.get("margin")
    if margin is not None and (isinstance(margin, bool) or not isinstance(margin, int | float)):
        return "the margin is not a number"
    prompt = values.get(PROMPT)
    if prompt and not isinstance(prompt, str) and not looks_like_turns(prompt):
        return "its prompt is neither a text nor a list of messages"
    shown, chosen, rejected = _apart(values, chosen, rejected, told)
    first = first_is_lower(shown.get(PROMPT), chosen, rejected)
    a, b = (chosen, rejected) if first else (rejected, chosen)
    best = OPTIONS[0] if first else OPTIONS[1]
    rest = beside(values, {*_OWN, *shown, told.get("prompt", PROMPT)}, OPTIONS)
    held: float | None = None
    if margin is not None:
        held = float(margin) if 0 <= margin <= 1 else None
        if held is None:
            item = str(values.get("id", f"line {row.line}"))
            rest["margin"] = margin
            report.change(item, f"the margin {margin:g}, kept as metadata", "margins of answers go from 0 to 1")
    of_chosen = any("chosen" in k or v == values["chosen"] for k, v in rest.items())
    if of_chosen or (verdict != "preferred" and best != OPTIONS[0]):
        told["chosen"] = best
    layout = layout_of(values, told) if told or not set(values) >= OURS else {}
    preferred = best if verdict == "preferred" else None
    order = _shown(values.get("order"), first)
    preference = Preference(QUESTION, (OPTIONS[0], OPTIONS[1]), preferred, verdict, held, order)
    made = {**shown, OPTIONS[0]: a, OPTIONS[1]: b, **rest, **layout}
    return Row(row.line, made, (Said("annotation", "trl", (preference,)),))


def _openai(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The shape that OpenAI's preference tuning takes, as TRL's."""
    preferred, other = values.get("preferred_output"), values.get("non_preferred_output")
    if preferred is None or other is None:
        return values
    given = values.get("input")
    prompt = given.get("messages") if is_object(given) else given
    rest = {k: v for k, v in values.items() if k not in ("preferred_output", "non_preferred_output", "input")}
    held = {k: v for k, v in given.items() if k != "messages"} if is_object(given) else {}
    return {PROMPT: prompt, "chosen": preferred, "rejected": other, **held, **rest}


def _other_names(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Pairs whose columns are called otherwise, as TRL's."""
    for chosen, rejected in OTHER_NAMES:
        if chosen in values and rejected in values and not {"chosen", "rejected"} <= set(values):
            return {"chosen" if k == chosen else "rejected" if k == rejected else k: v for k, v in values.items()}
    return values


def _list_of_one(output: Any, told: dict[str, Any]) -> Any:
    # LLaMA-Factory writes the one message of an output without a list around it.
    if is_object(output) and looks_like_turns([output]):
        told["single"] = True
        return [output]
    return output


def _apart(
    values: Mapping[str, Any], chosen: Any, rejected: Any, told: dict[str, Any]
) -> tuple[dict[str, Any], Any, Any]:
    """What the outputs answer, and the outputs without it; ``told`` learns what is to be put back."""
    shown = context_columns(values)
    prompt = values.get(PROMPT)
    before = "messages" if told.get("single") and "messages" in values else "conversations"
    if prompt is None and looks_like_turns(values.get(before)) and is_list(values[before]):
        told["prompt"] = before
        prompt = values[before]
    if isinstance(chosen, str):
        if isinstance(prompt, str) and prompt.rstrip().endswith(_HH_END.strip()) and _both_begin(
            chosen, rejected, prompt
        ):  # fmt: skip
            told["repeats"] = True
            chosen, rejected = chosen[len(prompt) :], rejected[len(prompt) :]
        elif not prompt and (n := _asked(chosen, rejected)):
            told["repeats"] = True
            prompt, chosen, rejected = chosen[:n], chosen[n:], rejected[n:]
        return {**shown, **({PROMPT: prompt} if prompt else {})}, chosen, rejected
    both = _common(chosen, rejected)
    turns = chosen[:both]
    if _names(chosen) == "from":
        told["names"] = "from"
    if not prompt:
        if turns:
            told["repeats"] = True
            shown[PROMPT] = turns
    elif is_list(prompt):
        shown[PROMPT] = prompt
        if len(prompt) <= both and canonical(chosen[: len(prompt)]) == canonical(prompt):
            told["repeats"] = True
            both = len(prompt)
        else:
            both = 0
    else:
        both = _up_to(turns, str(prompt))
        if both:
            told["repeats"] = True
        if system := turns[: max(both - 1, 0)]:
            # People who judge an output see what it was told to be.
            told["before"] = system
            shown.setdefault("system", "\n\n".join(words_of(turn) or "" for turn in system))
        shown[PROMPT] = prompt
    return shown, chosen[both:], rejected[both:]


def _both_begin(one: str, other: str, prompt: str) -> bool:
    return all(text.startswith(prompt) and text[len(prompt) :].strip() for text in (one, other))


def _asked(one: str, other: str) -> int:
    """How many letters of two dialogues of HH-RLHF both begin with, up to where the assistant answers last."""
    if not one.lstrip().startswith(_HH_BEGIN):
        return 0
    alike = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    end = one.rfind(_HH_END, 0, alike)
    n = end + len(_HH_END)
    return n if end >= 0 and one[n:].strip() and other[n:].strip() else 0


def _up_to(turns: list[Any], prompt: str) -> int:
    """How many of the first turns are the prompt: the user's turn with its words, after what the system says."""
    for n, turn in enumerate(turns, 1):
        role = speaker_of(turn)
        if role == "user":
            return n if words_of(turn) == prompt else 0
        if role not in ("system", "developer"):
            return 0
    return 0


def _names(turns: list[Any]) -> str:
    return "from" if is_object(turns[0]) and "from" in turns[0] else "role"


def _common(chosen: list[Any], rejected: list[Any]) -> int:
    """How many turns both begin with; the last of each is always its own."""
    n = 0
    while n < min(len(chosen), len(rejected)) - 1 and chosen[n] == rejected[n]:
        n += 1
    return n


def _verdict(values: Mapping[str, Any]) -> Any:
    if values.get("tie") is True:
        return "tie"
    said = values.get("verdict") or "preferred"
    return said if said in ("preferred", "tie", "neither") else None


def _shown(order: Any, first: bool) -> tuple[str, ...]:
    names = {"chosen": OPTIONS[0] if first else OPTIONS[1], "rejected": OPTIONS[1] if first else OPTIONS[0]}
    if not is_list(order) or not all(isinstance(one, str) and one in names for one in order):
        return ()
    return tuple(names[one] for one in cast("list[str]", order))
