"""How decisions are made is what the rules do: every field, input and constant of theirs stands on the page."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args

import pytest

from goodwork.actions.projects import how_decided
from goodwork.actions.projects.how_decided import INPUTS, MODULES, NEVER, NOT_ABOUT_PEOPLE
from goodwork.api.wire.deciding import AssessmentRuleOut, EntersName, NeverName
from goodwork.model.applications import PublicPage
from goodwork.model.assessments import Terms
from goodwork.model.projects import Policy
from goodwork.routing import order
from tests.api.callers import Caller, House
from tests.api.test_applications import shown
from tests.api.test_assessments import assessed
from tests.queue.place import place


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


async def test_what_the_organization_sets_stands_on_the_page(house: House) -> None:
    """Who is admitted, the marks of assessments and what is between two tries, the floor of pay, what is asked for."""
    here = await place(house)
    await here.items(1)
    ann = await house.person(here.owner, "annotator")
    before = await _page(ann, here.project)
    assert before["assessments"] == before["floors"] == before["requirements"] == []
    assert (_values(before)["shown"], _values(before)["admits"]) == (False, False)
    made = (await here.owner.ok("POST", "/qualifications", json={"name": "German", "tiers": [{"name": "basic"}]}))["id"]
    test = await assessed(here, pass_mark=0.8, wait_days=9, tries=3, qualification_id=made, tier=1)
    ending = await shown(here, assessment_id=test, admits=True, most_open=7)
    await here.owner.ok("PUT", "/pay/floors", json={"currency": "EUR", "amount": 1234})
    asked = {"requirements": [{"qualification_id": made, "tier": 1}]}
    await here.owner.ok("PUT", f"/projects/{here.project}/requirements", json=asked)
    after = await _page(ann, here.project)
    (rule,) = after["assessments"]
    assert (rule["pass_mark"], rule["wait_days"], rule["tries"], rule["drawn"]) == (0.8, 9, 3, 4)
    assert (rule["qualification"], rule["tier"]) == ("German", "basic")
    assert after["floors"] == [{"currency": "EUR", "amount": 1234}]
    assert [row["tier_name"] for row in after["requirements"]] == ["basic"]
    values = _values(after)
    assert (values["shown"], values["assessed"], values["admits"], values["most_open"]) == (True, True, True, 7)
    decided = {one["decision"]: one for one in after["decisions"]}
    assert (decided["admission"]["by"], decided["admission"]["appeal"]) == ("rule", "application")
    # Unticked, a named person decides from then on.
    assert await shown(here, assessment_id=test, admits=False) == ending
    after = await _page(ann, here.project)
    assert _values(after)["admits"] is False
    assert {one["decision"]: one["by"] for one in after["decisions"]}["admission"] == "lead"


def test_each_term_of_an_assessment_is_told_or_decides_nothing() -> None:
    told = {*AssessmentRuleOut.model_fields, "qualification_id"}
    tells_nothing = {"about", "minutes", "pay_currency", "pay_amount"}
    assert {field.name for field in fields(Terms)} == (told - {"qualification"}) | tells_nothing
    page = {"shown", "admits", "assessment_id", "most_open", "paid_a_month"}
    words = {"work", "used_by", "asked", "pay", "pay_currency", "pay_low", "pay_high"}
    assert {field.name for field in fields(PublicPage)} == page | words


def test_whatever_the_rules_go_by_stands_on_the_page() -> None:
    made = how_decided.decisions(Policy(), None, PublicPage())
    told = {name for one in made for name in one.parameters}
    assert {field.name for field in fields(Policy)} <= told
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
