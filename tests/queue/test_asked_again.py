"""Items that a change of the guideline touches: found, asked again, and nobody marked wrong."""

from __future__ import annotations

from typing import Any

from goodwork.actions.quality.refit_project import refit_project
from goodwork.api.wire.changes import AskedAgainOut, ChangeOut, TouchedPage
from goodwork.model.ids import ProjectId
from goodwork.store.installation.checking import RULES
from tests.api.callers import Caller, House
from tests.queue.place import Place, place

OLD = "# Irony\nLook at what is said.\n\n# Prices\nA price alone is Good."
NEW = "# Irony\nLook at what is meant, not said: umbrellas are Bad.\n\n# Prices\nA price alone is Good."


async def _settled(here: Place, people: list[Caller], n: int, label: str = "good") -> list[int]:
    """Items that these people have answered, settled."""
    items = await here.items(n, wanted=len(people))
    for person in people:
        for _ in items:
            await here.submit(person, (await here.claim(person))["claim"], label)
    await here.appraise()
    return items


async def _change(here: Place, markdown: str = NEW) -> ChangeOut:
    path = f"/projects/{here.project}/guideline"
    made = await here.owner.ok("PUT", path, json={"markdown": markdown, "note": "Irony says the opposite."})
    return ChangeOut.model_validate(await here.owner.ok("GET", f"{path}/versions/{made['version']}"))


async def _touched(here: Place, version: int, **by: Any) -> TouchedPage:
    path = f"/projects/{here.project}/guideline/versions/{version}/touched"
    return TouchedPage.model_validate(await here.owner.ok("GET", path, params=by))


async def _ask(here: Place, version: int, items: list[int], **rest: Any) -> AskedAgainOut:
    path = f"/projects/{here.project}/guideline/versions/{version}/ask-again"
    return AskedAgainOut.model_validate(await here.owner.ok("POST", path, json={"items": items}, **rest))


async def _holds(here: Place) -> list[str]:
    """What does not hold of the database, by the check of an installation."""
    return [rule.says for rule in RULES if (await here.sql(rule.statement))[0][0]]


async def test_touched_items_are_found_by_rule_by_label_and_by_words(house: House) -> None:
    here = await place(house, guideline=OLD, policy={"target": 0.6, "fewest": 1, "most": 2})
    person = await house.person(here.owner, "annotator")
    ruled, worded, labelled, other = await _settled(here, [person], 4)
    (unanswered,) = await here.items(1)
    asked = {"asked": "Is it?", "rule": "Irony", "item_id": ruled}
    await here.owner.ok("POST", f"/projects/{here.project}/threads", json=asked)
    await here.sql(
        "UPDATE item_payload SET payload = jsonb_build_object('parts', jsonb_build_array(jsonb_build_object("
        "'name', 'text', 'type', 'text', 'text', 'UMBRELLAS, three euros'))) WHERE item_id = ANY(:i)",
        i=[worded, unanswered],
    )
    await here.sql('UPDATE consensus SET answer = \'{"labels": ["bad"]}\' WHERE item_id = :i', i=labelled)

    change = await _change(here)
    assert (change.version, change.before, change.rules) == (2, OLD, ["Irony"])
    assert [ref.label for ref in change.labels] == ["bad"] and {"umbrellas", "meant"} <= set(change.words)
    by = {"rule": change.rules, "label": ["mood:bad"], "word": change.words}
    page = await _touched(here, 2, **by)
    assert page.next is None and page.looked == 1
    assert [(row.id, row.rule, row.label, row.word) for row in page.rows] == [
        (ruled, "Irony", None, None), (worded, None, None, "umbrellas"), (labelled, None, "bad", None),
    ]  # fmt: skip
    assert other not in {row.id for row in page.rows}
    outdated = [(await here.owner.ok("GET", f"/items/{item}"))["outdated"] for item in (ruled, worded, labelled, other)]
    assert {(one["version"], one["since"], one["note"]) for one in outdated} == {(2, 1, "Irony says the opposite.")}
    assert [(one["rule"], one["label"], one["word"]) for one in outdated] == [
        ("Irony", None, None), (None, None, "umbrellas"), (None, "Bad", None), (None, None, None),
    ], "the page of each item says it, too"  # fmt: skip
    assert (await here.owner.ok("GET", f"/items/{unanswered}"))["outdated"] is None
    first = await _touched(here, 2, **by, limit=1)
    assert [row.id for row in first.rows] == [ruled] and first.next is not None
    second = await _touched(here, 2, **by, limit=1, after=first.next)
    assert [row.id for row in second.rows] == [worded]
    assert (await _touched(here, 2)).rows == [], "nothing to look for finds nothing"


async def test_an_item_is_asked_again_and_who_answered_is_credited_and_never_marked_wrong(house: House) -> None:
    here = await place(house, guideline=OLD, policy={"target": 0.6, "fewest": 2, "most": 3})
    ann, bea = [await house.person(here.owner, "annotator") for _ in range(2)]
    (item,) = await _settled(here, [ann, bea], 1)
    before = await here.owner.ok("GET", f"/items/{item}")
    assert before["state"] == "settled" and before["consensus"]
    change = await _change(here)
    keys = {"headers": {"Idempotency-Key": "once"}}
    done = [await _ask(here, change.version, [item], **keys) for _ in range(2)]
    assert [row.items for row in done] == [[item], [item]], "sent twice, it is asked once"
    assert await here.counts(item) == (0, 2, 0, 0, 0)
    assert before["outdated"] is None and (await here.owner.ok("GET", f"/items/{item}"))["outdated"] is None
    await here.appraise()

    seen = await here.owner.ok("GET", f"/items/{item}")
    assert (seen["state"], seen["consensus"], [row["earlier"] for row in seen["given"]]) == ("open", [], [True, True])
    line = (await here.owner.ok("GET", f"/items/{item}/story"))["rows"][0]
    assert (line["step"], line["cause"], line["guideline_version"]) == ("asked-again", "guideline-changed", 2)
    assert "version 2" in line["says"] and "stay credited" in line["says"] and line["reason"] == change.note
    mine = (await ann.ok("GET", f"/projects/{here.project}/history"))["rows"]
    assert [(row["item_id"], row["earlier"]) for row in mine] == [(item, True)]
    refused = await ann.post(
        f"/annotations/{mine[0]['annotation_id']}/revisions",
        json={"answers": {"mood": {"labels": ["bad"]}}, "form_version": 1},
    )
    assert refused.status_code == 409 and "asked again" in refused.json()["title"]
    assert await _holds(here) == []

    # The same people may answer anew: the first word of the new guideline, beside the old one.
    for person in (ann, bea):
        claim = (await here.claim(person))["claim"]
        assert claim["item"]["id"] == item and claim["annotation"] is None
        await here.submit(person, claim, "bad")
    await here.appraise()
    seen = await here.owner.ok("GET", f"/items/{item}")
    assert [c["answer"] for c in seen["consensus"]] == [{"labels": ["bad"]}] and seen["state"] == "settled"
    assert {(row["revision"], row["earlier"]) for row in seen["given"]} == {(2, False)}
    counted = await here.sql("SELECT annotations FROM project_person WHERE project_id = :p", p=here.project)
    assert [row[0] for row in counted] == [2, 2], "both answers are credited"
    assert await _holds(here) == []
    again = await _ask(here, change.version, [item])
    assert again.items == [] and "earlier guideline" in again.refused[0].why

    # The skill rests on the answers of the guideline that holds.
    await refit_project(house.state.database, house.state.blobs, here.worker.organization_id, ProjectId(here.project))
    report = (await here.sql("SELECT report FROM project_quality WHERE project_id = :p", p=here.project))[0][0]
    assert report["annotations"] == 2


async def test_gold_and_reviews_of_before_mark_nobody_wrong(house: House) -> None:
    here = await place(house, guideline=OLD, policy={"target": 0.6, "fewest": 1, "most": 2})
    person = await house.person(here.owner, "annotator")
    reviewer = await house.person(here.owner, "reviewer")
    reviewed, gold = await _settled(here, [person], 2)
    body = {"answers": {"mood": {"labels": ["good"]}}, "form_version": 1, "reason": "", "seen": None}
    await reviewer.ok("POST", f"/items/{reviewed}/reviews", json=body)
    right = {"answers": {"mood": {"labels": ["good"]}}, "reason": "It is."}
    await here.owner.ok("PUT", f"/items/{gold}/gold", json=right)
    await here.appraise()
    told = len((await person.ok("GET", "/me/inbox"))["rows"])

    change = await _change(here)
    assert sorted((await _ask(here, change.version, [reviewed, gold])).items) == sorted([reviewed, gold])
    await here.appraise()
    seen = await here.owner.ok("GET", f"/items/{reviewed}")
    assert (seen["state"], seen["reviews"][0]["decision"]) == ("open", "withdrawn")
    # What is known to be right by now is another thing: whoever answered by the guideline of then is told nothing.
    wrong = {"answers": {"mood": {"labels": ["bad"]}}, "reason": "By version 2 it is."}
    await here.owner.ok("PUT", f"/items/{gold}/gold", json=wrong)
    await reviewer.ok(
        "POST", f"/items/{reviewed}/reviews",
        json={**body, "answers": wrong["answers"], "reason": "By version 2.", "seen": seen["reviews"][0]["id"]},
    )  # fmt: skip
    await here.appraise()
    news = [row["about"] for row in (await person.ok("GET", "/me/inbox"))["rows"] if row["about"] != "guideline"]
    assert len(news) == told, "nothing came back on the answers of before"
    assert await _holds(here) == []


async def test_a_submission_that_is_sent_twice_is_no_answer_to_what_is_asked_again(house: House) -> None:
    here = await place(house, guideline=OLD, policy={"target": 0.6, "fewest": 1, "most": 2})
    person = await house.person(here.owner, "annotator")
    (item,) = await here.items(1, wanted=1)
    claim = (await here.claim(person))["claim"]
    keys: dict[str, Any] = {"headers": {"Idempotency-Key": "lost on the way"}}
    first = await here.submit(person, claim, **keys)
    await here.appraise()
    change = await _change(here)
    await _ask(here, change.version, [item])
    assert (await here.submit(person, claim, **keys))["id"] == first["id"]
    assert (await here.counts(item))[2] == 0
    # Said anew, it is a late answer to what is asked now.
    anew = await here.submit(person, claim, "bad")
    assert (anew["revision"], anew["surplus"], (await here.counts(item))[2]) == (2, False, 1)


async def test_batches_are_neither_undone_nor_doubled_by_it(house: House) -> None:
    here = await place(house, guideline=OLD, policy={"target": 0.6, "fewest": 1, "most": 3})
    (item,) = await here.items(1, wanted=1)
    bulk = {"answers": {"mood": {"labels": ["good"]}}, "form_version": 1, "items": [item]}
    first = await here.owner.ok("POST", f"/projects/{here.project}/bulk", json=bulk)
    await here.appraise()
    change = await _change(here)
    await _ask(here, change.version, [item])
    await here.appraise()
    second = await here.owner.ok("POST", f"/projects/{here.project}/bulk", json=bulk)
    assert second["applied"] == 1
    undone = await here.owner.ok("POST", f"/bulk/{first['id']}/undo", 200)
    assert undone["undone"] == 0, "what is of an earlier guideline stays as it was given"
    assert (await here.owner.ok("POST", f"/bulk/{second['id']}/undo", 200))["undone"] == 1
    await here.appraise()
    seen = await here.owner.ok("GET", f"/items/{item}")
    assert (seen["state"], seen["completed"], seen["consensus"]) == ("open", 0, [])
    assert await _holds(here) == []


async def test_only_the_newest_version_is_asked_by_and_only_items_of_the_project(house: House) -> None:
    here = await place(house, guideline=OLD, policy={"target": 0.6, "fewest": 1, "most": 2})
    person = await house.person(here.owner, "annotator")
    (item,) = await _settled(here, [person], 1)
    old = await _change(here)
    await _change(here, NEW + "\n# More\nText.")
    path = f"/projects/{here.project}/guideline/versions"
    stale = await here.owner.post(f"{path}/{old.version}/ask-again", json={"items": [item]})
    assert stale.status_code == 409 and "version 3 by now" in stale.json()["title"]
    elsewhere = await here.owner.post(f"{path}/3/ask-again", json={"items": [item, 2**40]})
    assert elsewhere.status_code == 422 and (await here.counts(item))[0] == 1
    await here.owner.ok("PATCH", f"/items/{item}", 204, json={"state": "set-aside", "reason": "Private."})
    refused = await _ask(here, 3, [item])
    assert refused.items == [] and "set aside" in refused.refused[0].why
    versions = await person.ok("GET", f"{path}/3", params={"since": 1})
    assert versions["before"] == OLD and versions["asked_again"] == 0
    assert (await person.get(f"{path}/3/touched")).status_code == 403
    assert (await here.owner.get(f"{path}/9")).status_code == 404
