"""Pictures of items: the same pixels, another encoding, and what a lead kept apart."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest
from PIL import Image

from goodwork.actions.redundancy.change_items import split
from goodwork.actions.redundancy.see_redundancy import list_clusters, list_members
from goodwork.errors import Invalid
from goodwork.model.redundancy import CheckPlan, CheckState, LooksAt
from tests.data.workshop import Workshop
from tests.redundancy_product.reviews import checked, clusters, ids, number_of

PLAN = CheckPlan(LooksAt.PICTURE, threshold=0.9)


def scene(seed: int, side: int = 320) -> Image.Image:
    """A picture with soft shapes, another one for each seed."""
    coarse = np.random.default_rng(seed).integers(0, 255, (16, 16, 3), np.uint8)
    return Image.fromarray(coarse).resize((side, side), Image.Resampling.BICUBIC)


def encoded(picture: Image.Image, kind: str = "png", **how: int) -> bytes:
    """The picture as the bytes of a file."""
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


async def test_pictures_that_repeat_are_found_whatever_their_encoding(shop: Workshop) -> None:
    lake, hill = scene(1), scene(2)
    files = {
        "a.png": encoded(lake),
        "b.png": encoded(lake, compress_level=0),  # the same pixels in other bytes
        "c.jpg": encoded(lake, "jpeg", quality=80),
        "d.png": encoded(lake.resize((480, 480))),
        "e.png": encoded(hill),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    project = await shop.project()
    done = await shop.bring(project, packed.getvalue(), "folder")
    assert done.added == 5, done
    known = await ids(shop, project)
    of = {name[0]: external for name in files for external in known if external.startswith(name[0])}
    check = await checked(shop, project, PLAN)
    assert check.state is CheckState.DONE, check.error
    assert (check.items, check.kept) == (5, 2)
    assert await clusters(shop, project) == {(of["d"], of["a"], of["b"], of["c"])}, "the largest picture stays"

    # Answered items come first: then a and b are exactly the same, and the others nearly.
    await shop.rows("UPDATE item SET completed = 1 WHERE id = :i RETURNING id", i=known[of["a"]])
    check = await checked(shop, project, PLAN)
    assert (check.exact, check.near) == (1, 2)
    shown = (await list_clusters(shop.database, shop.manager, project, (2**31 - 1, 0), 10))[0]
    assert shown.members[0].member.item_id == known[of["a"]]
    assert all(member.picture for member in shown.members)
    exact = {member.member.item_id for member in shown.members if member.member.exact}
    assert exact == {known[of["a"]], known[of["b"]]}

    # Kept apart, also by the next check.
    number = await number_of(shop, project, of["c"])
    await split(shop.database, shop.manager, project, check.id, number, [known[of["c"]]])
    await checked(shop, project, PLAN)
    assert await clusters(shop, project) == {(of["a"], of["b"], of["d"])}
    number = await number_of(shop, project, of["a"])
    members = await list_members(shop.database, shop.manager, project, number, 0, 10)
    assert [member.member.external_id for member in members] == [of["b"], of["d"]]


async def test_a_project_of_pictures_has_no_words_to_compare(shop: Workshop) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.png", encoded(scene(3)))
    project = await shop.project()
    await shop.bring(project, packed.getvalue(), "folder")
    with pytest.raises(Invalid) as refused:
        await checked(shop, project)
    assert [fault.where for fault in refused.value.faults] == ["looks_at"]
