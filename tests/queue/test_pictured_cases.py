"""Decided cases of pictures are found by what the pictures look like."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from goodwork.actions.items.print_pictures import LIMITS, ask_for_unprinted, look, print_pictures
from goodwork.blobs import Blobs
from goodwork.model.ids import ProjectId
from tests.api.callers import House
from tests.queue.place import Place, place


def _drawn(seed: int) -> Image.Image:
    """A picture of a few soft shapes."""
    dice = np.random.default_rng(seed)
    small = Image.fromarray(dice.integers(0, 255, (6, 8, 3), dtype=np.uint8).astype(np.uint8))
    return small.resize((320, 240), Image.Resampling.BICUBIC)


def _bytes(picture: Image.Image, kind: str, **how: Any) -> bytes:
    written = io.BytesIO()
    picture.save(written, kind, **how)
    return written.getvalue()


async def _pictured(here: Place, *contents: bytes) -> list[int]:
    items = await here.items(len(contents), wanted=1)
    for item, content in zip(items, contents, strict=True):
        blob = here.house.state.blobs.put(content)
        await here.sql(
            "UPDATE item_payload SET payload = jsonb_build_object('parts', jsonb_build_array(jsonb_build_object("
            "'name', 'picture', 'type', 'picture', 'blob', CAST(:b AS text), 'media', 'image/png', 'width', 320,"
            " 'height', 240))) WHERE item_id = :i",
            b=blob, i=item,
        )  # fmt: skip
    return items


async def test_a_case_of_a_picture_stands_beside_the_picture_that_looks_like_it(house: House) -> None:
    here = await place(house, policy={"target": 0.6, "fewest": 1, "most": 2, "named_claims": True})
    hail, fog = _drawn(1), _drawn(2)
    smaller = _bytes(hail.resize((160, 120)), "JPEG", quality=70)
    decided, other, like, blank, broken = await _pictured(
        here,
        _bytes(hail, "PNG"), _bytes(fog, "PNG"), smaller, _bytes(Image.new("RGB", (64, 64), "white"), "PNG"),
        b"\x89PNG\r\n\x1a\n not much of a picture",
    )  # fmt: skip
    for item, reason in ((decided, "Hail is Bad."), (other, "Fog is fog.")):
        right = {"answers": {"mood": {"labels": ["bad"]}}, "reason": reason}
        await here.owner.ok("PUT", f"/items/{item}/gold", json=right)
        await here.owner.ok("POST", f"/projects/{here.project}/cases", 201, json={"source": "gold", "item_id": item})

    async def beside(item: int) -> list[str]:
        claim = (await here.claim(here.owner, item_id=item, further=True))["claim"]
        return [case["why"] for case in (await here.owner.ok("GET", f"/claims/{claim['id']}/beside"))["cases"]]

    assert await beside(like) == [], "nobody has looked at the pictures yet"
    assert await ask_for_unprinted(house.state.database) >= 1
    for _ in range(2):
        await print_pictures(
            house.state.database, house.state.blobs, here.worker.organization_id, ProjectId(here.project)
        )
    assert await beside(like) == ["Hail is Bad."]
    assert await beside(blank) == [] and await beside(broken) == [], "what has no structure is like nothing"
    rows = await here.sql("SELECT item_id FROM picture_print WHERE project_id = :p ORDER BY 1", p=here.project)
    assert [row[0] for row in rows] == [decided, other, like]
    reached = await here.sql("SELECT reached FROM print_progress WHERE project_id = :p", p=here.project)
    assert reached[0][0] == 5


async def test_a_picture_that_takes_too_much_keeps_nobody_from_those_behind_it(tmp_path: Path) -> None:
    blobs = Blobs(str(tmp_path))
    small = _bytes(_drawn(1), "PNG")
    huge = _bytes(_drawn(2).convert("RGB").resize((8000, 7900), Image.Resampling.NEAREST), "PNG", compress_level=1)
    own = [blobs.put(content) for content in (small, huge, small, b"no picture")]
    items = {n: [blob] for n, blob in enumerate(own)}
    seen = await look(blobs, {**items, 4: [own[3], own[0]]}, replace(LIMITS, memory=256 << 20))
    assert seen[0] == seen[2] == seen[4] != []
    assert seen[1] == seen[3] == [], "it has structure, and takes more memory than it may"
    # Here nothing that decodes can even be loaded: its process ends, and that ends nothing else.
    assert await look(blobs, {0: [own[0]], 1: [own[2]]}, replace(LIMITS, memory=0)) == {0: [], 1: []}
