"""What somebody looks at and chooses from home in another organization of their account, and who else does: nobody."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import text

from goodwork.model.people import SYSTEM
from tests.api.callers import PASSWORD, QUESTIONS, WHY, Caller, House
from tests.api.test_accounts import both
from tests.api.test_applications import PAGE

DOT = b"\x89PNG\r\n\x1a\n not much of a picture"


async def _sampled(house: House, lead: Caller, **rest: Any) -> tuple[int, int]:
    """A project with a sample (a text and a picture) and a second item with a picture: the project and that item."""
    body = {"name": "Quiet Harbour", "purpose": "To know.", "questions": QUESTIONS, **rest}
    project = (await lead.ok("POST", "/projects", json=body))["id"]
    blob = house.state.blobs.put(DOT)
    items: list[int] = []
    async with house.state.database.transaction(SYSTEM) as t:
        for place in range(2):
            values = {"o": lead.me["organization_id"], "p": project, "n": place, "b": blob, "w": f"Text {place}"}
            found = await t.execute(
                text(
                    "WITH made AS (INSERT INTO item (organization_id, project_id, position, wanted)"
                    " VALUES (:o, :p, :n, 2) RETURNING id)"
                    " INSERT INTO item_payload (item_id, organization_id, project_id, content_hash, payload)"
                    " SELECT id, :o, :p, sha256(CAST(CAST(:w AS text) AS bytea)), jsonb_build_object('parts',"
                    " jsonb_build_array(jsonb_build_object('name', 'text', 'type', 'text', 'text', CAST(:w AS text)),"
                    " jsonb_build_object('name', 'picture', 'type', 'picture', 'blob', CAST(:b AS text),"
                    " 'media', 'image/png', 'width', 1, 'height', 1))) FROM made RETURNING item_id"
                ),
                values,
            )
            items.append(found.scalar_one())
    await lead.ok("PUT", f"/projects/{project}/card", json={"sample_item": items[0]})
    return project, items[1]


def _place(lead: Caller, project: int) -> str:
    return f"/me/elsewhere/{lead.me['organization_id']}/projects/{project}"


async def test_a_sample_is_seen_and_a_wish_taken_where_the_person_works(house: House) -> None:
    one, two, maria = await both(house)
    project, other = await _sampled(house, one)
    place = _place(one, project)
    seen = await maria.ok("GET", f"{place}/sample")
    words, picture = seen["parts"]
    assert words["text"] == "Text 0" and seen["questions"][0]["key"] == "mood"
    assert picture["url"] == f"/api/v1{place}/sample/parts/picture"
    shown = await maria.get(picture["url"].removeprefix("/api/v1"))
    assert (shown.status_code, shown.content) == (200, DOT)
    known = {"if-none-match": shown.headers["etag"]}
    assert (await maria.get(f"{place}/sample/parts/picture", headers=known)).status_code == 304
    # The sample alone: neither another picture of that project, nor its item by its own address.
    for path in (f"{place}/sample/parts/text", f"/items/{other}/parts/picture", f"/items/{seen['item_id']}"):
        assert (await maria.get(path)).status_code == 404, path
    assert await maria.ok("PUT", f"{place}/wish", json={"wish": "harder"}) == {"wish": "harder", "away": False}
    (there,) = await maria.ok("GET", "/me/elsewhere")
    assert [row["own"]["wish"] for row in there["projects"]] == ["harder"]
    # It is the wish of who they are there: they meet it again when they go there.
    sent = await maria.put("/session/organization", json={"organization_id": one.me["organization_id"]})
    house.entered(maria, sent)
    assert (await maria.ok("GET", f"/projects/{project}/wish"))["wish"] == "harder"
    # What was the other organization is their own now, and is none "elsewhere"; the second one is.
    assert (await maria.get(f"{place}/sample")).status_code == 404
    back, _ = await _sampled(house, two)
    assert (await maria.ok("GET", f"{_place(two, back)}/sample"))["parts"][0]["text"] == "Text 0"


async def test_home_says_where_somebody_stopped_by_their_own_word(house: House) -> None:
    one, two, maria = await both(house)
    await _sampled(house, one)
    await _sampled(house, two)

    async def met() -> str | None:
        (there,) = await maria.ok("GET", "/me/elsewhere")
        return there["met"]

    assert await met() is None
    there = await house.sign_in(maria.me["email"])
    for path, body, says in (
        ("/me/done", {}, "own-done"),
        ("/me/pause", {}, "own-pause"),
        ("/me/come-back", {"items_a_day": 1}, None),
    ):
        await there.ok("POST", path, json=body)
        assert await met() == says, path
    # Each organization by itself: an end here is none there.
    await maria.ok("POST", "/me/pause", json={})
    assert await met() is None


async def test_home_says_that_somebody_ended_ones_access_and_is_silent_where_one_left(house: House) -> None:
    one, _, maria = await both(house)
    there = await house.sign_in(maria.me["email"])
    await one.ok("PATCH", f"/people/{there.me['person_id']}", json={"active": False, **WHY})
    (row,) = await maria.ok("GET", "/me/elsewhere")
    assert (row["active"], row["unread"], row["projects"]) == (False, 1, [])
    one, _, maria = await both(house)
    there = await house.sign_in(maria.me["email"])
    assert there.me["organization_id"] == one.me["organization_id"]
    await there.ok("POST", "/me/leave")
    assert await maria.ok("GET", "/me/elsewhere") == []


async def test_somebody_leaves_a_project_there_from_home(house: House) -> None:
    one, _, maria = await both(house)
    project, _ = await _sampled(house, one)
    there = await house.sign_in(maria.me["email"])
    await there.ok("POST", f"/projects/{project}/claims", json={})
    gave = await maria.ok("POST", f"{_place(one, project)}/leave")
    assert gave == {"items": 1, "drafts": 0, "handed_over": 0}
    assert await there.ok("GET", f"/projects/{project}/wish") == {"wish": "as-it-comes", "away": True}


@pytest.mark.parametrize("call", ["GET sample", "GET sample/parts/picture", "PUT wish", "POST leave"])
async def test_nobody_else_reaches_it(house: House, call: str) -> None:
    """People of the first organization only, of the second only, of neither; through organizations that don't hold the
    project; in projects that are not open to them; with a token; after their access ended."""
    method, what = call.split()
    one, two, maria = await both(house)
    project, _ = await _sampled(house, one)
    closed, _ = await _sampled(house, one, open_to="teams", name="Closed")
    own, _ = await _sampled(house, two, name="Second")
    body: dict[str, Any] = {"json": {"wish": "harder"}} if what == "wish" else {}

    async def told(caller: Caller, lead: Caller, project: int) -> tuple[int, str]:
        answer = await caller.request(method, f"{_place(lead, project)}/{what}", **body)
        return answer.status_code, answer.text

    unknown = await maria.request(method, f"/me/elsewhere/2000000000/projects/2000000000/{what}", **body)
    nothing = (404, unknown.text)
    assert unknown.status_code == 404
    third = await house.owner()
    at_one, at_two = await house.person(one, "annotator"), await house.person(two, "manager")
    for caller in (one, two, third, at_one, at_two):
        for lead, wanted in ((one, project), (two, own), (third, project)):
            assert await told(caller, lead, wanted) == nothing
    # Through one of their organizations into the other, and into what is not open to them there.
    assert await told(maria, one, own) == await told(maria, two, project) == await told(maria, one, closed) == nothing
    token = await house.token(maria, "read", "work", "manage")
    assert (await told(token, one, project))[0] == 403
    bare = house.browser()
    bare.cookies = maria.cookies
    if method != "GET":
        assert (await told(bare, one, project))[0] == 403, "a page of somebody else's has no CSRF header"
    assert (await told(maria, one, project))[0] == 200
    there = await house.sign_in(maria.me["email"])
    await one.ok("PATCH", f"/people/{there.me['person_id']}", json={"active": False, **WHY})
    assert await told(maria, one, project) == nothing


async def test_an_applicant_has_it_where_they_work_and_not_where_they_applied(house: House) -> None:
    one, two = await house.owner(), await house.owner()
    worker = await house.person(one, "annotator")
    project, _ = await _sampled(house, one)
    own, _ = await _sampled(house, two, name="Second")
    page = (await two.ok("PUT", "/public-page", json=PAGE))["address"].rsplit("/", 1)[1]
    body = {"name": "Maria", "email": worker.me["email"], "password": PASSWORD, "has_account": True}
    applicant = house.browser("203.0.113.90")
    house.entered(applicant, await applicant.post(f"/work-with-us/{page}/applications", json=body))
    assert applicant.me["role"] == "applicant"
    assert (await applicant.ok("GET", f"{_place(one, project)}/sample"))["parts"]
    assert (await applicant.ok("PUT", f"{_place(one, project)}/wish", json={"wish": "harder"}))["wish"] == "harder"
    assert (await worker.get(f"{_place(two, own)}/sample")).status_code == 404


async def test_a_wish_there_that_meets_the_end_of_access_leaves_no_way_in(house: House) -> None:
    one, _, maria = await both(house)
    project, _ = await _sampled(house, one)
    there = await house.sign_in(maria.me["email"])
    person = there.me["person_id"]
    wishes = [maria.put(f"{_place(one, project)}/wish", json={"wish": "harder"}) for _ in range(6)]
    ends = one.patch(f"/people/{person}", json={"active": False, **WHY})
    *answers, ended = await asyncio.gather(*wishes, ends)
    assert ended.is_success and {answer.status_code for answer in answers} <= {200, 404}
    assert (await maria.put(f"{_place(one, project)}/wish", json={"wish": "different"})).status_code == 404
