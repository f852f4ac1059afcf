"""Items as leads and reviewers see them, with answers that came through the queue."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from goodwork.actions.quality.appraise import Appraiser
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.people import Worker
from tests.api.callers import Caller, House

TEXTS = 7


async def _filled(house: House, owner: Caller, **policy: Any) -> int:
    project = (await house.project(owner, policy={"fewest": 2, "most": 3, **policy}))["id"]
    organization = OrganizationId(owner.me["organization_id"])
    async with house.state.database.transaction(Worker(organization)) as t:
        for n in range(TEXTS):
            item = await t.execute(
                text(
                    "INSERT INTO item (organization_id, project_id, position, wanted)"
                    " VALUES (:o, :p, :n, 2) RETURNING id"
                ),
                {"o": organization, "p": project, "n": n},
            )
            payload = f'{{"parts": [{{"name": "text", "type": "text", "text": "Text {n}"}}]}}'
            await t.execute(
                text(
                    "INSERT INTO item_payload"
                    " (item_id, organization_id, project_id, external_id, content_hash, payload)"
                    " VALUES (:i, :o, :p, CAST(:e AS text), sha256(CAST(CAST(:e AS text) AS bytea)), CAST(:w AS jsonb))"
                ),
                {"i": item.scalar_one(), "o": organization, "p": project, "e": f"t-{n}", "w": payload},
            )
    return project


async def _answer(caller: Caller, project: int, external: str, label: str) -> int:
    made = await caller.ok("POST", f"/projects/{project}/claims", json={"external_id": external})
    claim = made["claim"]
    body = {"answers": {"mood": {"labels": [label]}}, "form_version": 1}
    await caller.ok("POST", f"/claims/{claim['id']}/annotation", json=body)
    return claim["item"]["id"]


async def _appraise(house: House, caller: Caller, project: int) -> None:
    organization = OrganizationId(caller.me["organization_id"])
    appraiser = Appraiser(house.state.database, house.state.blobs, organization, ProjectId(project))
    while await appraiser.batch():
        pass


async def test_items_are_listed_by_position_disputed_first_and_by_the_beginning_of_their_id(house: House) -> None:
    owner = await house.owner()
    other = await house.person(owner, "reviewer")
    project = await _filled(house, owner)
    for caller, label in ((owner, "good"), (other, "bad")):
        await _answer(caller, project, "t-3", label)
    for caller in (owner, other):
        await _answer(caller, project, "t-5", "good")
    await _appraise(house, owner, project)

    path = f"/projects/{project}/items"
    seen: list[str] = []
    after: dict[str, Any] = {}
    while True:
        page = await other.ok("GET", path, params={"limit": 3, **after})
        seen += [row["external_id"] for row in page["rows"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert seen == [f"t-{n}" for n in range(TEXTS)]

    disputed = await other.ok("GET", path, params={"order": "disputed"})
    assert [row["external_id"] for row in disputed["rows"]] == ["t-3"]
    assert disputed["rows"][0]["disagreement"] == 1.0
    found = await other.ok("GET", path, params={"search": "t-4"})
    assert [row["external_id"] for row in found["rows"]] == ["t-4"]
    assert len((await other.ok("GET", path, params={"search": "t-", "limit": 4}))["rows"]) == 4
    settled = await other.ok("GET", path, params={"state": "settled"})
    still_open = await other.ok("GET", path, params={"state": "open"})
    assert len(settled["rows"]) + len(still_open["rows"]) == TEXTS
    assert (await other.request("GET", path, params={"order": "disputed", "after": "WzFd"})).status_code == 422


async def test_a_reviewer_sees_pseudonyms_and_a_lead_sees_names(house: House) -> None:
    owner = await house.owner()
    reviewer = await house.person(owner, "reviewer")
    project = await _filled(house, owner)
    item = await _answer(owner, project, "t-1", "good")
    await _appraise(house, owner, project)
    by_reviewer = await reviewer.ok("GET", f"/items/{item}")
    by_owner = await owner.ok("GET", f"/items/{item}")
    assert by_owner["given"][0]["person"] == owner.me["name"]
    assert by_owner["given"][0]["mine"]
    assert by_reviewer["given"][0]["person"] != owner.me["name"]
    assert by_reviewer["consensus"][0]["answer"] == {"labels": ["good"]}
    assert by_reviewer["completed"] == 1


async def test_a_lead_sets_aside_puts_back_and_settles_and_the_log_says_why(house: House) -> None:
    owner = await house.owner()
    project = await _filled(house, owner)
    first = (await owner.ok("GET", f"/projects/{project}/items"))["rows"][0]["id"]
    for state in ("set-aside", "open", "settled"):
        await owner.ok("PATCH", f"/items/{first}", json={"state": state, "reason": f"to {state}"})
        assert (await owner.ok("GET", f"/items/{first}"))["state"] == state
    progress = (await owner.ok("GET", f"/projects/{project}"))["progress"]
    assert progress["settled"] == 1
    log = (await owner.ok("GET", "/audit"))["rows"]
    assert [e["detail"]["reason"] for e in log if e["action"] == "item.state-changed"] == [
        "to settled",
        "to open",
        "to set-aside",
    ]


async def test_gold_is_checked_kept_and_taken_back(house: House) -> None:
    owner = await house.owner()
    project = await _filled(house, owner)
    item = (await owner.ok("GET", f"/projects/{project}/items"))["rows"][0]["id"]
    wrong = await owner.put(f"/items/{item}/gold", json={"answers": {"mood": {"labels": ["odd"]}}, "reason": "x"})
    assert wrong.status_code == 422
    right = {"answers": {"mood": {"labels": ["good"]}}, "reason": "The guideline says so."}
    await owner.ok("PUT", f"/items/{item}/gold", json=right)
    assert (await owner.ok("GET", f"/items/{item}"))["gold"] == {**right, "drawn": False}
    assert len((await owner.ok("GET", f"/projects/{project}/items", params={"gold": True}))["rows"]) == 1
    await owner.ok("DELETE", f"/items/{item}/gold")
    assert (await owner.ok("GET", f"/items/{item}"))["gold"] is None


@pytest.mark.parametrize("who", ["holder", "other"])
async def test_an_annotator_fetches_pictures_of_claimed_items_only(house: House, who: str) -> None:
    owner = await house.owner()
    project = await _filled(house, owner)
    holder = await house.person(owner, "annotator")
    item = (await holder.ok("POST", f"/projects/{project}/claims", json={}))["claim"]["item"]["id"]
    blob = house.state.blobs.put(b"<svg onload=alert(1)>")
    async with house.state.database.transaction(Worker(OrganizationId(owner.me["organization_id"]))) as t:
        part = f'{{"parts": [{{"name": "p", "type": "picture", "blob": "{blob}", "media": "image/svg+xml"}}]}}'
        await t.execute(
            text("UPDATE item_payload SET payload = CAST(:w AS jsonb) WHERE item_id = :i"), {"w": part, "i": item}
        )
    caller = holder if who == "holder" else await house.person(owner, "annotator")
    response = await caller.get(f"/items/{item}/parts/p")
    if who == "other":
        assert response.status_code == 404
        return
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["content-disposition"] == "attachment"
    again = await caller.get(f"/items/{item}/parts/p", headers={"if-none-match": response.headers["etag"]})
    assert again.status_code == 304


async def test_a_flag_gets_an_answer(house: House) -> None:
    owner = await house.owner()
    project = await _filled(house, owner)
    claim = (await owner.ok("POST", f"/projects/{project}/claims", json={}))["claim"]
    await owner.ok("POST", f"/claims/{claim['id']}/flag", json={"note": "Cut off."})
    flag = (await owner.ok("GET", f"/projects/{project}/flags"))["rows"][0]
    assert (flag["note"], flag["resolution"]) == ("Cut off.", None)
    await owner.ok("POST", f"/flags/{flag['id']}/resolution", json={"resolution": "Imported again."})
    assert (await owner.ok("GET", f"/items/{flag['item_id']}"))["flags"][0]["resolution"] == "Imported again."
