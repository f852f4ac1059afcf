"""The outlook of a project: the next step, answers still needed, what they cost, and who has answered."""

from __future__ import annotations

from typing import Any

from tests.api.callers import Caller, House
from tests.queue.place import Place, place


async def _outlook(here: Place, who: Caller | None = None) -> dict[str, Any]:
    return await (who or here.owner).ok("GET", f"/projects/{here.project}/outlook")


async def _label_all(here: Place, *people: Caller) -> None:
    for person in people:
        while claim := (await here.claim(person))["claim"]:
            await here.submit(person, claim)
    await here.appraise()


async def test_the_next_step_follows_what_happens(house: House) -> None:
    here = await place(house, policy={"target": 0.7, "fewest": 2, "most": 3})
    path = f"/projects/{here.project}"
    assert (await _outlook(here))["next"] == {"says": "Import items.", "place": "data", "waits": True}
    items = await here.items(4)
    await here.sql("UPDATE project_progress SET items = 4 WHERE project_id = :p", p=here.project)
    step = (await _outlook(here))["next"]
    assert step["place"] == "people" and "invite people" in step["says"]
    ann, bob = [await house.person(here.owner, "annotator") for _ in range(2)]
    step = (await _outlook(here))["next"]
    assert step == {
        "says": "Nothing waits for you: 4 items are open, and people go on answering.",
        "place": "items",
        "waits": False,
    }
    claim = (await here.claim(ann))["claim"]
    await ann.ok("POST", f"/claims/{claim['id']}/flag", json={"note": "A typing error."})
    assert (await _outlook(here))["next"]["says"] == "1 flag waits for an answer."
    (flag,) = (await here.owner.ok("GET", f"{path}/flags"))["rows"]
    await here.owner.ok("POST", f"/flags/{flag['id']}/resolution", json={"resolution": "Mended."})
    await ann.ok("POST", f"{path}/threads", json={"asked": "Which rule decides?"})
    assert (await _outlook(here))["next"]["place"] == "threads"
    reviewer = await house.person(here.owner, "reviewer")
    assert (await _outlook(here, reviewer))["next"]["waits"] is False, "who reviews can't answer it"
    (thread,) = (await here.owner.ok("GET", f"{path}/threads"))["rows"]
    await here.owner.ok("POST", f"/threads/{thread['id']}/answer", json={"answer": "The second."})
    await _label_all(here, ann, bob)
    assert len(items) == 4 and "Gold supports nothing yet" in (await _outlook(here))["next"]["says"]
    await here.owner.ok("PATCH", path, json={"state": "archived"})
    assert (await _outlook(here))["next"]["says"].startswith("The project is archived")


async def test_answers_still_needed_are_estimated_once_enough_items_have_stopped(house: House) -> None:
    here = await place(house, policy={"target": 0.7, "fewest": 2, "most": 2})
    await here.items(24)
    await here.sql("UPDATE project_progress SET items = 24 WHERE project_id = :p", p=here.project)
    needed = (await _outlook(here))["needed"]
    assert needed["value"] is None and "20 more are needed" in needed["says"]
    ann, bob = [await house.person(here.owner, "annotator") for _ in range(2)]
    await _label_all(here, ann, bob)
    await here.items(10)
    await here.sql("UPDATE project_progress SET items = 34 WHERE project_id = :p", p=here.project)
    needed = (await _outlook(here))["needed"]
    assert (needed["value"], needed["low"], needed["high"], needed["items"]) == (20, 20, 20, 24)


async def test_what_an_answer_costs_is_what_the_lead_states_and_for_leads_alone(house: House) -> None:
    here = await place(house)
    path = f"/projects/{here.project}/answer-cost"
    assert (await _outlook(here))["cost"] == {"price": None, "currency": None, "minutes": None}
    stated = {"price": 0.3, "currency": "EUR", "minutes": 2.5}
    assert await here.owner.ok("PUT", path, json=stated) == stated
    assert (await _outlook(here))["cost"] == stated
    assert (await _outlook(here, await house.person(here.owner, "reviewer")))["cost"] is None
    for wrong in ({"price": 0.3}, {"currency": "EUR"}, {"price": 1, "currency": "euro"}, {"minutes": 0}, {"price": -1}):
        refused = await here.owner.put(path, json=wrong)
        assert refused.status_code == 422 and refused.json()["faults"], wrong
    assert (await _outlook(here))["cost"] == stated
    told = [row for row in (await here.owner.ok("GET", "/audit"))["rows"] if row["action"] == "project.cost-stated"]
    assert len(told) == 1 and told[0]["detail"]["after"] == stated
    project = await here.owner.ok("GET", f"/projects/{here.project}")
    assert told[0]["about"] == project["name"]


async def test_people_are_listed_by_name_with_what_is_known_of_them(house: House) -> None:
    here = await place(house, policy={"target": 0.99, "fewest": 2, "most": 2, "disputed": "expert"})
    await here.items(3)
    ann, bob = [await house.person(here.owner, "annotator") for _ in range(2)]
    reviewer = await house.person(here.owner, "reviewer")
    for person, name in ((ann, "Åsa"), (bob, "bea Ω' %")):
        await here.owner.ok("PATCH", f"/people/{person.me['person_id']}", json={"name": name})
    await _label_all(here, ann, bob)
    path = f"/projects/{here.project}/people"
    rows = (await here.owner.ok("GET", path))["rows"]
    assert [row["answers"] for row in rows] == [3, 3] and {row["reviewed"] for row in rows} == {0}
    (item, *_) = (await here.owner.ok("GET", f"/projects/{here.project}/items"))["rows"]
    body = {"answers": {"mood": {"labels": ["bad"]}}, "form_version": 1, "reason": "It hails.", "seen": None}
    made = await reviewer.ok("POST", f"/items/{item['id']}/reviews", json=body)
    await reviewer.ok("POST", f"/items/{item['id']}/reviews", json={**body, "seen": made["id"]})
    rows = (await here.owner.ok("GET", path))["rows"]
    assert {row["reviewed"] for row in rows} == {1}, "an item counts once, however often it is reviewed"
    seen, after = list[str](), None
    while True:
        page = await here.owner.ok("GET", path, params={"limit": 1, **({"after": after} if after else {})})
        seen += [row["name"] for row in page["rows"]]
        after = page["next"]
        if after is None:
            break
    assert sorted(seen) == sorted(row["name"] for row in rows) and len(seen) == 2
    assert [r["name"] for r in (await here.owner.ok("GET", path, params={"search": "Ω' %"}))["rows"]] == ["bea Ω' %"]
    assert (await here.owner.ok("GET", path, params={"search": "nobody"}))["rows"] == []
    for wrong in ("WzFd", "WyJhIiwiYiJd", "WyJhIiwxLDJd"):
        assert (await here.owner.get(path, params={"after": wrong})).status_code == 422
    found = (await here.owner.ok("GET", "/people", params={"search": ann.me["email"].upper()}))["rows"]
    assert [row["name"] for row in found] == ["Åsa"]


async def test_many_people_come_page_by_page_in_one_order(house: House) -> None:
    owner = await house.owner()
    organization = owner.me["organization_id"]
    here = Place(house, owner, 0)
    await here.sql(
        "INSERT INTO person (organization_id, name, email, role, pseudonym)"
        " SELECT :o, CASE WHEN n % 3 = 0 THEN 'Same Name' ELSE 'Person ' || n END, 'many' || n || '@example.net',"
        " 'annotator', 'many-' || n FROM generate_series(1, 450) n",
        o=organization,
    )  # fmt: skip
    names, ids, after = list[str](), set[int](), None
    while True:
        page = await owner.ok("GET", "/people", params={"limit": 200, **({"after": after} if after else {})})
        names += [row["name"].lower() for row in page["rows"]]
        ids |= {row["id"] for row in page["rows"]}
        after = page["next"]
        if after is None:
            break
    assert len(ids) == len(names) == 451 and names.count("same name") == 150
    rows = await here.sql("SELECT lower(name) FROM person WHERE organization_id = :o ORDER BY 1, id", o=organization)
    assert names == [row[0] for row in rows]
