"""How decisions are made is what the rules do: every field, input and constant of theirs stands on the page."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args

import pytest

from goodwork.actions.projects import how_decided
from goodwork.actions.projects.how_decided import INPUTS, MODULES, NEVER, NOT_ABOUT_PEOPLE
from goodwork.api.wire.deciding import EntersName, NeverName
from goodwork.model.projects import Policy
from goodwork.routing import order
from tests.api.callers import Caller, House


async def _page(caller: Caller, project: int) -> dict[str, Any]:
    return await caller.ok("GET", f"/projects/{project}/how-decided")


def _values(page: dict[str, Any]) -> dict[str, Any]:
    return {one["name"]: one["value"] for decision in page["decisions"] for one in decision["parameters"]}


async def test_a_changed_policy_changes_the_page(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = await house.owner()
    annotator = await house.person(owner, "annotator")
    made = await house.project(owner)
    project = made["id"]
    before = _values(await _page(annotator, project))
    changed = {name: (not value) if isinstance(value, bool) else value for name, value in made["policy"].items()}
    changed |= {"target": 0.87, "fewest": 3, "most": 7, "gold_share": 0.25, "gold_most": 9, "lease_hours": 48.0,
                "appeal_days": 11, "disputed": "expert", "predictions": "weighed"}  # fmt: skip
    await owner.ok("PATCH", f"/projects/{project}", json={"policy": changed})
    await owner.ok("PUT", f"/projects/{project}/pay", json={"currency": "EUR", "amount": 12})
    monkeypatch.setattr(order, "FINISHING", 0.3)
    after = _values(await _page(annotator, project))
    for field in fields(Policy):
        assert after[field.name] == changed[field.name] != before[field.name], field.name
    assert (after["finishing"], after["amount"], after["currency"]) == (0.3, 12, "EUR")
    assert before["paid"] is False and "paid" not in after


def test_whatever_the_rules_go_by_stands_on_the_page() -> None:
    made = how_decided.decisions(Policy(), None)
    shown = {name for one in made for name in one.parameters}
    assert {field.name for field in fields(Policy)} <= shown
    values = [value for one in made for value in one.parameters.values()]
    for module in MODULES:
        for name, value in vars(module).items():
            if name.isupper() and not name.startswith("_") and isinstance(value, (int, float)):
                assert name in NOT_ABOUT_PEOPLE or value in values, f"{module.__name__}.{name} stands nowhere"
    enters = {name for one in made for name in one.enters}
    for rule, inputs in INPUTS.items():
        assert [field.name for field in fields(rule)] == list(inputs)
        assert set(inputs.values()) <= enters
    assert enters == set(get_args(EntersName)) and set(NEVER) == set(get_args(NeverName))
    assert not enters & set(NEVER)
    # Whatever takes something has a way to say that it is wrong.
    assert [one.decision for one in made if one.appeal is None] == ["offered", "appeal"]
