"""Ready-made assessments: what they call right is right, and somebody takes one with pictures."""

from __future__ import annotations

import io
from importlib.resources import files
from typing import Any

import numpy as np
import pytest
import yaml
from PIL import Image

from goodwork.actions.assessments.ready_made import ReadyMade, all_ready_made, picture_of, ready_made
from goodwork.forms.answers import read_answers
from goodwork.forms.reading import read_form
from goodwork.judging.assessed import credits_of
from goodwork.model.items import parts_of
from goodwork.store.installation.snapshot import snapshot
from scripts import street_scenes
from tests.api.callers import House
from tests.api.test_assessments import TERMS


@pytest.mark.parametrize("ready", all_ready_made(), ids=lambda ready: ready.name)
def test_every_key_is_an_answer_that_could_be_given_and_earns_all(ready: ReadyMade) -> None:
    form = read_form(ready.questions)
    assert len(ready.items) >= ready.terms.drawn * ready.terms.tries, "every try draws other items"
    for item in ready.items:
        read = read_answers(form, item.key, parts_of(item.payload))
        assert read, item
        assert set(credits_of(form, item.key, item.key).values()) == {1.0}
        assert item.reason.endswith(".") and len(item.reason) > 20, "whoever misses it is told why"
    keys = [str(item.key) for item in ready.items]
    assert max(map(keys.count, keys)) <= len(keys) * 0.6, "one answer to everything does not pass"


def test_what_is_said_of_code_is_what_it_does() -> None:
    rows = yaml.safe_load((files("goodwork") / "ready_made" / "judging-code.yaml").read_text(encoding="utf-8"))["items"]
    for row in rows:
        said = row["right"]["review"]["verdicts"]["solution"]
        space: dict[str, Any] = {}
        exec(row["solution"], space)
        found: list[str] = []
        for shown in row["shown"]:
            try:
                found += [] if eval(shown, space) else ["alters" if "lambda" in shown and "[1]" in shown else "result"]
            except (ArithmeticError, LookupError, ValueError):
                found.append("stops")
        assert set(found) == (set() if said["does"] == "yes" else {said["fault"]}), row["prompt"]
        assert (said["does"] == "yes") == (said["fault"] == "nothing")


def test_the_pictures_are_as_they_are_drawn_and_the_boxes_hold_what_is_seen() -> None:
    items = {item.payload["parts"][0]["blob"]: item for item in ready_made("on-the-street").items}
    assert list(items) == [f"street/{one.name}.png" for one in street_scenes.ITEMS]
    for scene in (street_scenes.ITEMS[1], street_scenes.ITEMS[-2]):
        made = street_scenes.Scene()
        street_scenes.street(made)
        scene.draw(made)
        item = items[f"street/{scene.name}.png"]
        key = sorted((box["label"], tuple(box["box"])) for box in item.key["things"]["boxes"])
        assert key == sorted((label, tuple(box)) for label, box in zip(made.labels, made.boxes(), strict=True))
        kept, drawn = (np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=int)
                       for png in (picture_of(f"street/{scene.name}.png"), made.png()))  # fmt: skip
        assert np.abs(kept - drawn).mean() < 1.0, "the picture is the one that the boxes were taken from"


async def test_an_assessment_with_pictures_is_made_seen_and_taken(house: House, database_url: str) -> None:
    owner = await house.owner()
    ann = await house.person(owner, "annotator")
    body = {**TERMS, "title": "Boxes", "drawn": 18, "ready_made": "on-the-street"}
    made = (await owner.ok("POST", "/assessments", json=body))["id"]
    pool = (await owner.ok("GET", f"/assessments/{made}/pool"))["rows"]
    assert len(pool) == 18 and pool[0]["key"].endswith("1 box: Vehicle 1")
    (address,) = pool[0]["pictures"]
    picture = await owner.get(address.removeprefix("/api/v1"))
    assert picture.content == picture_of("street/shadow.png") and picture.headers["content-type"] == "image/png"
    assert (await ann.get(address.removeprefix("/api/v1"))).status_code == 403
    await owner.ok("PUT", f"/assessments/{made}", json={**TERMS, "drawn": 18, "state": "open"})
    attempt = (await ann.ok("POST", f"/assessments/{made}/attempts"))["id"]
    asked = await ann.ok("GET", f"/attempts/{attempt}")
    by_digest = {_digest(picture_of(one.payload["parts"][0]["blob"])): one for one in ready_made("on-the-street").items}
    for item in asked["items"]:
        seen = await ann.get(item["parts"][0]["url"].removeprefix("/api/v1"))
        right = by_digest[_digest(seen.content)].key["things"]["boxes"]
        # Two pixels off on every side, as a hand is.
        near = [box | {"box": [round(x) + d for x, d in zip(box["box"], (2, 2, -2, -2), strict=True)]} for box in right]
        saved = {"answers": {"things": {"boxes": near}}, "revision": 0}
        await ann.ok("PUT", f"/attempts/{attempt}/items/{item['place']}", json=saved)
    result = await ann.ok("POST", f"/attempts/{attempt}/handed-in")
    assert (result["score"], result["passed"]) == (1.0, True)
    with snapshot(database_url) as moment:
        names = {file.name for file in moment.files()}
    assert _digest(picture.content) in {name.rsplit("/", 1)[-1] for name in names}, "a backup holds the pictures"


def _digest(content: bytes) -> str:
    from hashlib import sha256

    return sha256(content).hexdigest()
