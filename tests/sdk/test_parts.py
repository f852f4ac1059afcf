"""What programs do with appeals, with the guideline, and with many items at once."""

from __future__ import annotations

import itertools
from collections.abc import Generator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goodwork.sdk import Client, Refused
from tests.sdk.conftest import PASSWORD
from tests.sdk.test_client import PROJECT

GOOD, BAD = {"mood": {"labels": ["good"]}}, {"mood": {"labels": ["bad"]}}
_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def people(server_url: str) -> Generator[dict[str, Client]]:
    """The owner of an organization, a reviewer and two annotators."""
    with ExitStack() as stack:
        owner = stack.enter_context(Client(server_url))
        owner.sign_up("Parts", "Olga", "parts@example.org", PASSWORD)
        made = {"owner": owner}
        for name, role in (("rita", "reviewer"), ("ann", "annotator"), ("bea", "annotator")):
            made[name] = stack.enter_context(Client(server_url))
            made[name].join(owner.invite(role), name.title(), f"{name}@example.org", PASSWORD)
        yield made


def _project(owner: Client, folder: Path, texts: int, **policy: object) -> int:
    name = f"Moods {next(_numbers)}"
    project = owner.apply(
        {**PROJECT, "name": name, "policy": {**PROJECT["policy"], **policy}, "guideline": "# Irony\n\nAs meant."}
    )
    path = folder / "items.csv"
    path.write_text("id,text\n" + "".join(f"t{n},It rains on day {n}.\n" for n in range(texts)))
    owner.import_file(project["id"], path)
    return project["id"]


def test_many_items_are_set_aside_and_put_back(people: dict[str, Client], tmp_path: Path) -> None:
    owner = people["owner"]
    project = _project(owner, tmp_path, 600)
    assert owner.change_many(project, "set-aside", "They are private.", contains="day 1") == 111
    assert owner.change_many(project, "set-aside", "They are private.", contains="day 1") == 0
    assert len(list(owner.items(project, state="set-aside"))) == 111
    some = [row["id"] for row in itertools.islice(owner.items(project, state="set-aside"), 5)]
    assert owner.change_many(project, "open", "They are not.", items=some) == 5
    # More than one request answers for.
    assert owner.change_many(project, "set-aside", "All of it.") == 494
    assert owner.change_many(project, "open", "All of it.") == 600
    with pytest.raises(Refused) as refused:
        people["ann"].change_many(project, "set-aside", "I like it.")
    assert refused.value.status == 403


def test_drafts_of_a_project_are_deleted(people: dict[str, Client], tmp_path: Path) -> None:
    owner, ann, bea = people["owner"], people["ann"], people["bea"]
    project = _project(owner, tmp_path, 3, fewest=2)
    for person in (ann, bea):
        claim = person.claim(project)["claim"]
        assert claim is not None
        person.draft(claim, GOOD)
    assert owner.delete_drafts(project) == 2
    assert owner.delete_drafts(project) == 0
    again = ann.claim(project)["claim"]
    assert again is not None and again["draft"] is None
    with pytest.raises(Refused) as refused:
        ann.delete_drafts(project)
    assert refused.value.status == 403


def test_questions_cases_and_proposals(people: dict[str, Client], tmp_path: Path) -> None:
    owner, rita, ann = people["owner"], people["rita"], people["ann"]
    project = _project(owner, tmp_path, 2)
    named = owner.name_answerer(project, rita.me()["person_id"], comment_days=3)
    assert (named["answerer"], named["comment_days"]) == ("Rita", 3)
    assert rita.answering(project)["may_answer"] and not ann.answering(project)["may_answer"]
    asked = ann.ask(project, "Is this irony?", rule="Irony")
    assert rita.answer(asked["id"], "As it is meant.")["answered_by"] == "Rita"
    case = owner.decide_case(project, "thread", thread=asked["id"])
    assert [row["answer"] for row in ann.cases(project)] == ["As it is meant."]
    owner.take_back_case(case["id"])
    assert list(ann.cases(project)) == []
    with pytest.raises(Refused) as refused:
        owner.take_back_case(case["id"])
    assert refused.value.code == "not-found"

    proposed = ann.propose(project, "guideline", "# Irony\n\nAs it is said.", "It is simpler.")
    rita.comment_on_proposal(proposed["id"], "It is not.")
    assert [row["said"] for row in ann.proposal(proposed["id"])["said"]] == ["It is not."]
    assert owner.name_answerer(project, None)["answerer"] == "Olga"


def test_appeals(people: dict[str, Client], tmp_path: Path) -> None:
    owner, rita, ann = people["owner"], people["rita"], people["ann"]
    project = _project(owner, tmp_path, 1)
    claim = ann.claim(project)["claim"]
    assert claim is not None
    ann.submit(claim, GOOD)
    item = claim["item"]["id"]
    rita.review(owner.item(item), BAD, "Rule 2.", form_version=1)
    made = ann.appeal(item, "review", "It is irony.")
    ann.withdraw_appeal(made["id"])
    made = ann.appeal(item, "review", "It is irony.")
    assert list(rita.appeals(project)) == []
    assert [row["id"] for row in owner.appeals(project)] == [made["id"]]
    seen = owner.read_appeal(made["id"])
    assert (seen["argument"], seen["theirs"], seen["decided"]) == ("It is irony.", GOOD, BAD)
    assert owner.decide_appeal(seen, upheld=True, reason="It is meant.", rule="Irony")["state"] == "upheld"
    assert [(row["state"], row["by"]) for row in ann.my_appeals()] == [("upheld", "Olga"), ("withdrawn", None)]
    with pytest.raises(Refused, match="Somebody else has decided it"):
        owner.decide_appeal(seen, upheld=False, reason="No.")


def test_thanks_and_skills_from_a_program(people: dict[str, Client], tmp_path: Path) -> None:
    owner, rita, ann = people["owner"], people["rita"], people["ann"]
    project = _project(owner, tmp_path, 1, fewest=1)
    claim = ann.claim(project)["claim"]
    assert claim is not None
    made = ann.submit(claim, GOOD)
    rita.thank(project, "answer", made["id"], "You were quick to see the irony.")
    entry, mine = next(ann.inbox()), next(ann.my_quality())
    assert (entry["about"], entry["thanked_for"], entry["by"]) == ("thanks", "answer", "Rita")
    assert mine["project_id"] == project and mine["questions"][0]["missing"] == 10
    theirs = owner.quality_of(project, ann.me()["person_id"])
    assert theirs["name"] == ann.me()["name"] and theirs["rows"][0]["questions"] == mine["questions"]
    assert ann.practice(project, mine["questions"][0]["question"]) == []


def test_qualifications_from_a_program(people: dict[str, Client], tmp_path: Path) -> None:
    owner, ann = people["owner"], people["ann"]
    project = _project(owner, tmp_path, 2)
    source = {"project_id": project, "question": "mood"}
    tiers = [{"name": "basic", "least": 0.7, "items": 20}, {"name": "expert"}]
    made = owner.make_qualification("German", tiers, sources=[source])
    assert [one["name"] for one in ann.qualifications()] == ["German"]
    owner.require(project, {made["id"]: 2})
    assert ann.claim(project)["no_work"] == "not-qualified"
    person = ann.me()["person_id"]
    owner.give_tier(made["id"], person, 2, "Certificate C2.")
    assert [one["event"]["reason"] for one in owner.holders(made["id"])] == ["Certificate C2."]
    assert ann.claim(project)["claim"]
    owner.take_tier(made["id"], person, "It was C1.", keeps=1)
    (mine,) = ann.my_qualifications()
    assert mine["held"] == 1 and ann.appeal_taking(mine["events"][0]["id"], "It is C2.") > 0
    assert [(one["held"], one["tier"]) for one in ann.requirements(project)] == [(1, 2)]


def test_work_is_paid_and_goes_to_payroll(people: dict[str, Client], tmp_path: Path) -> None:
    owner, ann = people["owner"], people["ann"]
    project = _project(owner, tmp_path, 1)
    today = datetime.now(UTC).date().isoformat()
    month = today[:7]
    owner.set_pay(project, 1550, "EUR", basis="hour")
    mine = ann.enter_hours(project, today, 95, "Calls.")
    ann.withdraw_hours(ann.enter_hours(project, today, 5)["id"])
    (waiting,) = owner.hours_to_confirm(project)
    assert waiting["id"] == mine["id"]
    owner.decide_hours(waiting["id"], confirmed=True)
    owner.correct_pay(mine["person_id"], -4, "EUR", "Rounded by hand.")
    assert [line["amount"] for line in ann.my_pay_lines()] == [-4, 2454]
    assert [hours["state"] for hours in ann.my_hours()] == ["withdrawn", "confirmed"]
    assert list(ann.my_pending_pay()) == []
    assert [row["amount"] for row in owner.owed()] == [2450] == [row["amount"] for row in ann.my_pay()]
    assert (owner.close_month(month), owner.close_month(month)) == (1, 0)
    for row in (*ann.my_statements(), *owner.statements(month)):
        assert row["amount"] == 2450
    assert '"24.50"' in owner.payroll(month, "json") and '"24.50"' in owner.payroll(month)
    assert ann.project_pay(project)["rates"][0]["basis"] == "hour"
    owner.set_pay_floor("EUR", 1600)
    with pytest.raises(Refused, match="below the floor"):
        owner.set_pay(project, 1560, "EUR", basis="hour")
    assert owner.set_pay(project, 1560, "EUR", basis="hour", below_floor=True)["below"]
    owner.end_pay_hook()
    with pytest.raises(Refused, match="https"):
        owner.set_pay_hook("http://payroll.example.org/")
    with pytest.raises(Refused, match="no payroll hook"):
        owner.send_statement(next(owner.statements(month))["id"])
