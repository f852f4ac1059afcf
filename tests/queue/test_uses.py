"""What a version is used for, from who says it to those whose answers are in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from goodwork.actions.versions.export_version import export_version
from goodwork.actions.versions.make_version import make_version
from goodwork.model.ids import VersionId
from goodwork.model.people import Actor, Role
from tests.api.callers import House
from tests.queue.place import place


async def test_people_read_what_became_of_their_answers(house: House) -> None:
    here = await place(house, policy={"target": 0.9, "fewest": 1, "most": 1})
    await here.items(3, wanted=1)
    first, second = [await house.person(here.owner, "annotator") for _ in range(2)]
    for person in (first, first, second):
        await here.submit(person, (await here.claim(person))["claim"])
    await here.appraise()
    await here.items(1, wanted=1)
    await here.sql("UPDATE project_progress SET items = 4 WHERE project_id = :p", p=here.project)
    state, mine = house.state, f"/projects/{here.project}/my-versions"
    made = await here.owner.ok("POST", f"/projects/{here.project}/versions", json={"known_limits": "Small."})
    use = {"kind": "training", "consumer": "Forecasts", "purpose": "Trains the mood model."}
    path = f"/versions/{made['id']}/uses"
    assert (await here.owner.post(path, json=use)).status_code == 409, "it is not published yet"
    await make_version(state.database, state.blobs, here.worker.organization_id, VersionId(made["id"]))

    outlook = await here.owner.ok("GET", f"/projects/{here.project}/outlook")
    assert outlook["next"]["says"] == "Nobody is named who uses version 1: say who does before more is asked."
    lead = Actor(here.owner.me["organization_id"], here.owner.me["person_id"], Role.OWNER)
    for _ in range(2):
        await export_version(state.database, state.blobs, lead, made["id"], "jsonl")
    headers = {"idempotency-key": "once"}
    told = [await here.owner.ok("POST", path, json=use, headers=headers) for _ in range(2)]
    assert told[0] == told[1] and told[0]["day"] == datetime.now(UTC).date().isoformat()
    tomorrow = (datetime.now(UTC).date() + timedelta(days=3)).isoformat()
    assert (await here.owner.post(path, json={**use, "day": tomorrow})).status_code == 422

    (share,) = (await first.ok("GET", mine))["rows"]
    assert (share["number"], share["answers"]) == (1, 2)
    assert [(one["kind"], one["consumer"], one["purpose"]) for one in share["uses"]] == [
        ("training", "Forecasts", "Trains the mood model."), ("download", "", ""),
    ]  # fmt: skip
    assert (await second.ok("GET", mine))["rows"][0]["answers"] == 1
    assert (await (await house.person(here.owner, "annotator")).ok("GET", mine))["rows"] == []
    after = await here.owner.ok("GET", f"/projects/{here.project}/outlook")
    assert "Nobody is named" not in after["next"]["says"]
