"""Bad faith and honest accidents: seen or refused, explained, nothing lost, and nobody punished by a program.

docs/design/testing.md lists them all, with the test of each.
"""

from __future__ import annotations

import numpy as np

from tests.api.callers import House
from tests.api.test_assessments import TERMS, assessed
from tests.queue.place import place
from tests.queue.test_dependence import CLASSES, crowd

RUSHED = 80


async def test_a_rush_of_answers_of_one_class_decides_nothing_and_costs_nobody_their_work(house: House) -> None:
    rng = np.random.default_rng(5)
    truth = rng.integers(0, 2, RUSHED)
    careful = [np.where(rng.random(RUSHED) < 0.9, truth, 1 - truth) for _ in range(4)]
    here, people = await crowd(house, np.stack([*careful, np.ones_like(truth)], axis=1))
    rusher = people[-1]
    await here.appraise()
    said = await here.sql("SELECT answer FROM consensus WHERE project_id = :p ORDER BY item_id", p=here.project)
    right = np.mean([row[0]["labels"][0] == CLASSES[k] for row, k in zip(said, truth, strict=True)])
    # Where the careful ones are divided, what is always said tips nothing.
    assert len(said) == RUSHED and right >= 0.93
    # It is seen: what the answers say of them lies below everybody else, with its interval and not as a verdict.
    seen = (await here.owner.ok("GET", f"/projects/{here.project}/people"))["rows"]
    skill = {row["id"]: row["skills"][0]["skill"] for row in seen if row["skills"]}
    mine = skill.pop(rusher.me["person_id"])
    assert mine["high"] < min(other["value"] for other in skill.values())
    # Every answer is kept and credited, nothing was taken, and there is work for them as for all.
    assert next(row["answers"] for row in seen if row["id"] == rusher.me["person_id"]) == RUSHED
    assert await here.sql("SELECT count(*) FROM restriction") == [(0,)]
    (more,) = await here.items(1, wanted=5)
    assert (await here.claim(rusher))["claim"]["item"]["id"] == more


async def test_a_guideline_that_is_rolled_back_is_a_new_version_and_loses_nothing(house: House) -> None:
    here = await place(house)
    ann = await house.person(here.owner, "annotator")
    path = f"/projects/{here.project}/guideline"
    await here.items(2)
    for words in ("Rain is bad.", "Rain is good."):
        await here.owner.ok("PUT", path, json={"markdown": words, "note": ""})
        claim = (await here.claim(ann))["claim"]
        await here.submit(ann, claim)
    back = await here.owner.ok("PUT", path, json={"markdown": "Rain is bad.", "note": "As it was."})
    versions = await ann.ok("GET", f"{path}/versions")
    assert [one["markdown"] for one in versions][:3] == ["Rain is bad.", "Rain is good.", "Rain is bad."]
    assert back["version"] == versions[0]["version"] == versions[1]["version"] + 1
    # What was answered under either stays and counts; who worked here is told, and reads why.
    assert await here.sql("SELECT count(*), bool_or(surplus) FROM annotation") == [(2, False)]
    told = (await ann.ok("GET", "/me/inbox"))["rows"]
    assert told[0]["about"] == "guideline"
    # The same words again are no new version.
    await here.owner.ok("PUT", path, json={"markdown": "Rain is bad.", "note": ""})
    assert len(await ann.ok("GET", f"{path}/versions")) == len(versions)


async def test_a_script_that_guesses_an_assessment_runs_out_of_tries_and_reads_no_key(house: House) -> None:
    here = await place(house)
    made = await assessed(here, 12, tries=2, drawn=4, pass_mark=0.75)
    script = await house.token(await house.person(here.owner, "annotator"), "read", "work")
    seen: list[set[str]] = []
    for _ in range(TERMS["tries"]):
        attempt = (await script.ok("POST", f"/assessments/{made}/attempts"))["id"]
        # One attempt at a time: asking again gives the same one, so nobody draws until the items are easy.
        assert (await script.ok("POST", f"/assessments/{made}/attempts"))["id"] == attempt
        asked = await script.ok("GET", f"/attempts/{attempt}")
        for one in asked["items"]:
            # No answer says whether it was right, and none is taken back to look.
            saved = await script.ok(
                "PUT",
                f"/attempts/{attempt}/items/{one['place']}",
                json={"answers": {"mood": {"labels": ["bad"]}}, "revision": 0},
            )
            assert saved == {"revision": 1}
        assert not any(one["reason"] or one["compared"] for one in asked["items"])
        result = await script.ok("POST", f"/attempts/{attempt}/handed-in")
        assert result["score"] == 0 and not result["passed"]
        seen.append({one["reason"] for one in result["items"]})
    # What a result explains is not asked again, and then the tries are used up, which is said.
    assert seen[0].isdisjoint(seen[1])
    over = await script.post(f"/assessments/{made}/attempts")
    assert over.status_code == 409 and "tries" in over.json()["detail"]
    assert await here.sql("SELECT count(*) FROM restriction") == [(0,)]
