"""Choosing work: the card, the sample, effort by one's own word, what is left for me, what I avoid."""

from __future__ import annotations

from typing import Any

from tests.api.callers import Caller, House
from tests.queue.place import place


async def _row(caller: Caller, project: int, **query: str) -> dict[str, Any] | None:
    rows = (await caller.ok("GET", "/projects", params=query))["rows"]
    return next((row for row in rows if row["id"] == project), None)


async def test_a_card_says_what_is_asked_and_what_is_left_for_whom(house: House) -> None:
    here = await place(house)
    path = f"/projects/{here.project}"
    items = await here.items(3)
    (gold,) = await here.items(1, gold=1)
    person, other = [await house.person(here.owner, "annotator") for _ in range(2)]
    refused = await here.owner.request("PUT", f"{path}/card", json={"sample_item": gold})
    assert refused.status_code == 422 and refused.json()["faults"][0]["where"] == "sample_item"
    card = {"deliverables": "Five labels.", "languages": ["de"], "warnings": ["hate"], "sample_item": items[0]}
    assert await here.owner.ok("PUT", f"{path}/card", json=card) == card
    assert await person.ok("GET", f"{path}/card") == card
    sample = await person.ok("GET", f"{path}/sample")
    assert (sample["item_id"], sample["parts"][0]["text"]) == (items[0], f"Text {items[0]}")
    assert await person.ok("GET", f"{path}/claims") == [], "a look makes no claim"
    row = await _row(person, here.project)
    assert row is not None
    assert (row["lead"], row["is_new"], row["has_sample"], row["deliverables"]) == (
        here.owner.me["name"], True, True, "Five labels.",
    )  # fmt: skip
    assert row["left"] == {"items": 4, "more": False} and row["waiting"] is None
    for _ in range(4):
        await here.submit(person, (await here.claim(person))["claim"])
    mine, others = await _row(person, here.project), await _row(other, here.project)
    assert mine is not None and others is not None
    assert (mine["left"]["items"], mine["is_new"], others["left"]["items"]) == (0, False, 4)
    await here.items(60)
    await here.submit(person, (await here.claim(person))["claim"])
    many = await _row(person, here.project)
    assert many is not None and many["left"] == {"items": 50, "more": True}
    # What becomes gold is no sample any more.
    await here.sql("UPDATE item SET gold = 1 WHERE id = :i", i=items[0])
    assert (await person.request("GET", f"{path}/sample")).status_code == 404


async def test_effort_is_what_eight_say_and_nobody_reads_one(house: House) -> None:
    here = await place(house)
    path = f"/projects/{here.project}/effort"
    people = [await house.person(here.owner, "annotator") for _ in range(8)]
    for minutes, one in enumerate(people[:7], start=1):
        await one.ok("PUT", path, json={"minutes": minutes})
    await people[0].ok("PUT", path, json={"minutes": 1.5})
    assert await people[0].ok("GET", path) == {"minutes": 1.5, "today": True}
    row = await _row(people[7], here.project)
    assert row is not None and row["effort"] == {"people": 7, "median": None, "p90": None, "stated": None}
    await people[7].ok("PUT", path, json={"minutes": 80})
    row = await _row(here.owner, here.project)
    assert row is not None and (row["effort"]["people"], row["effort"]["median"]) == (8, 4.5)
    await people[7].ok("DELETE", path)
    assert await people[7].ok("GET", path) == {"minutes": None, "today": False}
    row = await _row(here.owner, here.project)
    assert row is not None and (row["effort"]["people"], row["effort"]["median"]) == (7, None)
    assert await here.sql("SELECT 1 FROM effort_report WHERE day <> current_date") == []


async def test_what_somebody_avoids_marks_projects_for_them_alone(house: House) -> None:
    here = await place(house)
    person = await house.person(here.owner, "annotator")
    await here.owner.ok("PUT", f"/projects/{here.project}/card", json={"warnings": ["hate", "violence"]})
    await person.ok("PUT", "/me/choices", json={"avoids": ["hate"]})
    mine, theirs = await _row(person, here.project), await _row(here.owner, here.project)
    assert mine is not None and theirs is not None
    assert mine["avoided"] and not theirs["avoided"]
    assert (await here.owner.ok("GET", "/me/choices"))["avoids"] == []
    audit = await here.owner.ok("GET", "/audit")
    assert "avoids" not in str(audit), "what somebody chose is in no log"


async def test_projects_are_searched_sorted_and_paged(house: House) -> None:
    owner = await house.owner()
    names = ["Clouds", "apples", "Birds 100%"]
    made = [await house.project(owner, name=name, purpose=f"About {name}.") for name in names]
    await owner.ok("PUT", f"/projects/{made[1]['id']}/card", json={"languages": ["fi"]})

    async def listed(**query: Any) -> list[str]:
        found: list[str] = []
        after: str | None = None
        while True:
            page = await owner.ok(
                "GET", "/projects", params={**query, "limit": 1, **({"after": after} if after else {})}
            )
            found += [row["name"] for row in page["rows"]]
            after = page["next"]
            if after is None:
                return found

    assert await listed() == names
    assert await listed(order="newest") == names[::-1]
    assert sorted(await listed(order="name")) == sorted(names) and len(await listed(order="name")) == 3
    assert await listed(search="100%") == ["Birds 100%"]
    assert await listed(search="ABOUT c") == ["Clouds"]
    assert await listed(language="fi") == ["apples"]
    assert (await listed(kind="classification"), await listed(kind="boxes")) == (names, [])


async def test_leads_read_what_waits_for_them(house: House) -> None:
    here = await place(house)
    await here.items(2)
    person = await house.person(here.owner, "annotator")
    claim = (await here.claim(person))["claim"]
    await person.ok("POST", f"/claims/{claim['id']}/flag", json={"note": "Empty."})
    row = await _row(here.owner, here.project)
    assert row is not None
    assert row["waiting"] == {"flags": 1, "questions": 0, "appeals": 0, "disputed": 0, "below_target": 0, "no_gain": 0}
