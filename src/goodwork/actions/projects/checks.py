"""What a project must be: a purpose, questions that can be asked, a policy that can be met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from goodwork import names
from goodwork.errors import Fault, Invalid
from goodwork.forms.reading import NAMED, read_form
from goodwork.model.projects import Policy


def read_text(value: str, where: str, what: str) -> str:
    """A required text, trimmed; Invalid when nothing is left."""
    kept = names.seen(value)
    if not kept:
        raise Invalid(what, kept="Nothing was changed.", faults=[Fault(where, what)])
    return kept


def read_purpose(purpose: str) -> str:
    """The purpose, trimmed; Invalid when it is empty."""
    return read_text(purpose, "purpose", "Say who uses the result and why: a project needs a purpose.")


def read_questions(questions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The questions as they are kept, with all defaults filled in; Invalid carries every fault.

    What people choose between (labels, criteria, steps) is looked at here and not when a form is read: a form that is
    kept already is read as it is.
    """
    kept = [question.model_dump(mode="json") for question in read_form(questions)]
    faults = [fault for question in kept for fault in _choices(f"questions.{question['key']}", question)]
    if faults:
        raise Invalid(
            "The questions can't be used as they are: " + "; ".join(f"{f.where}: {f.what}" for f in faults[:3]),
            kept="Nothing was changed.",
            faults=faults[:NAMED],
        )
    return kept


def _choices(where: str, value: Any) -> Iterator[Fault]:
    """What is wrong with the names of things in a list: nobody could read one, or tell it from another."""
    if isinstance(value, Mapping):
        for key, inner in cast("Mapping[str, Any]", value).items():
            yield from _choices(f"{where}.{key}", inner)
        return
    if not isinstance(value, list | tuple):
        return
    looks: dict[str, str] = {}
    for n, one in enumerate(cast("Sequence[Any]", value)):
        yield from _choices(f"{where}.{n}", one)
        if not isinstance(one, Mapping) or not isinstance(name := cast("Mapping[str, Any]", one).get("name"), str):
            continue
        if why := names.fault(names.kept(name)):
            yield Fault(f"{where}.{n}", f"This can't be a name: it {why}.")
        elif (other := looks.setdefault(names.look(name), name)) != name:
            yield Fault(where, f"The names {other!r} and {name!r} look alike; people could not tell them apart.")


def changed_questions(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> None:
    """Invalid when a question keeps its key but changes its kind: its answers could not be read together."""
    kinds = {question["key"]: question["kind"] for question in before}
    faults = [
        Fault(
            f"questions.{question['key']}.kind",
            f"The question is of the kind {kinds[question['key']]}; give a question of another kind a new key.",
        )
        for question in after
        if kinds.get(question["key"], question["kind"]) != question["kind"]
    ]
    if faults:
        raise Invalid("A question can't change its kind.", kept="Nothing was changed.", faults=faults)


def check_policy(policy: Policy) -> Policy:
    """The policy itself; Invalid carries every fault."""
    faults: list[Fault] = []

    def want(holds: bool, field: str, what: str) -> None:
        if not holds:
            faults.append(Fault(f"policy.{field}", what))

    want(0.5 <= policy.target <= 0.999, "target", "The target confidence lies between 0.5 and 0.999.")
    want(1 <= policy.fewest <= 100, "fewest", "Fewest lies between 1 and 100.")
    want(policy.most <= 1000, "most", "Most is at most 1000.")
    want(
        policy.fewest <= policy.most,
        "most",
        f"Most ({policy.most}) is less than fewest ({policy.fewest}): raise most or lower fewest.",
    )
    want(0 <= policy.gold_share <= 0.5, "gold_share", "The share of gold lies between 0 and 0.5.")
    want(1 <= policy.gold_most <= 10000, "gold_most", "A gold item gathers between 1 and 10,000 answers.")
    want(0 < policy.lease_hours <= 720, "lease_hours", "A claim lasts up to 720 hours.")
    if faults:
        raise Invalid(
            "The quality policy can't be met: " + " ".join(fault.what for fault in faults),
            kept="Nothing was changed.",
            faults=faults,
        )
    return policy
