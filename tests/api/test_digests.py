"""My digest over HTTP, and the link of a letter that works for whoever has it."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from goodwork.actions.digests.choose import link_token, see_digest
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import Actor, Role
from tests.api.callers import House, serving

PLAN = {"every": "week", "hour": 9, "zone": "Asia/Kathmandu", "weekday": 2, "quiet": None}
QUIET = {"begin": 18, "end": 8, "days": [0, 1, 2, 3, 4]}


async def test_a_digest_is_off_until_it_is_switched_on_and_ends_by_its_link(house: House) -> None:
    state = replace(house.state, sends_mail=True)
    there = House(serving(state), state)
    owner = await there.owner()
    me = owner.me
    seen = await owner.ok("GET", "/me/digest")
    assert (seen["offered"], seen["plan"], seen["email"]) == (True, None, me["email"])
    made = await owner.ok("PUT", "/me/digest", json={**PLAN, "quiet": QUIET})
    assert made["plan"] == {**PLAN, "quiet": QUIET} and made["next_at"] is not None
    for wrong in (
        {"hour": 24},
        {"zone": "Nowhere"},
        {"zone": "localtime"},
        {"zone": "right/UTC"},
        {"weekday": 7},
        {"every": "hour"},
        {"quiet": {**QUIET, "days": [9]}},
    ):
        assert (await owner.put("/me/digest", json={**PLAN, **wrong})).status_code == 422
    all_of_it = {"begin": 0, "end": 0, "days": [0, 1, 2, 3, 4, 5, 6]}
    assert (await owner.put("/me/digest", json={**PLAN, "quiet": all_of_it})).status_code == 422

    actor = Actor(OrganizationId(me["organization_id"]), PersonId(me["person_id"]), Role.OWNER)
    digest = await see_digest(state.database, actor)
    assert digest is not None
    link = f"/digest/stop?token={link_token(state.secret, actor.person_id, digest.since)}"
    stranger = there.browser()
    # To look at the link changes nothing; it leads to a page that asks.
    looked = await stranger.get(link)
    assert looked.status_code == 303 and urlsplit(looked.headers["location"]).path == "/no-digest"
    assert (await owner.ok("GET", "/me/digest"))["plan"] is not None
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert (await stranger.post(f"{link}x", content=b"List-Unsubscribe=One-Click", headers=form)).status_code == 404
    for _ in range(2):
        done = await stranger.post(link, content=b"List-Unsubscribe=One-Click", headers=form)
        assert done.status_code == 204, done.text
    assert (await owner.ok("GET", "/me/digest"))["plan"] is None


async def test_where_no_mail_goes_none_is_offered(house: House) -> None:
    owner = await house.owner()
    assert (await owner.ok("GET", "/me/digest"))["offered"] is False
    refused = await owner.put("/me/digest", json=PLAN)
    assert refused.status_code == 409 and "sends no mail" in refused.text
    await owner.ok("DELETE", "/me/digest", 204)
