"""A stored file that is damaged is named, and everything else goes on."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from goodwork.actions.items.see_item import see_picture
from goodwork.actions.quality.appraise import Appraiser
from goodwork.actions.quality.refit_project import refit_project
from goodwork.api.errors import problem_of
from goodwork.errors import Damaged
from goodwork.model.ids import ProjectId
from goodwork.model.versions import VersionState
from tests.data.conftest import shop
from tests.data.workshop import Workshop
from tests.versions.making import publish, reviewed

__all__ = ["shop"]


def harm(shop: Workshop, name: str, left: bytes) -> None:
    Path(shop.blobs.path(name)).write_bytes(left)


@pytest.fixture
async def damaged(shop: Workshop, database_url: str) -> tuple[ProjectId, str]:
    """A project, one of whose annotations of the item ``a`` is in a file that was emptied."""
    project = await reviewed(shop)
    name = shop.blobs.put(b'{"mood": {"labels": ["good"]}}')
    # The application itself may change no annotation.
    with psycopg.connect(database_url) as administrator:
        moved = administrator.execute(
            "UPDATE annotation SET answers = NULL, answers_blob = %s"
            " WHERE id = (SELECT min(id) FROM annotation WHERE project_id = %s)",
            [name, project],
        )
        assert moved.rowcount == 1
    harm(shop, name, b"")
    return project, name


async def test_a_version_fails_with_the_reason_and_can_be_made_when_the_file_is_back(
    shop: Workshop, damaged: tuple[ProjectId, str]
) -> None:
    project, name = damaged
    version = await publish(shop, project)
    assert version.state is VersionState.FAILED
    assert version.error is not None
    assert "position 1" in version.error and name in version.error and "is empty" in version.error
    assert "from a backup" in version.error
    shop.blobs.put(b'{"mood": {"labels": ["good"]}}')
    assert (await publish(shop, project)).state is VersionState.PUBLISHED


async def test_the_other_items_are_appraised_and_the_fit_goes_on(
    shop: Workshop, damaged: tuple[ProjectId, str]
) -> None:
    project, _ = damaged
    await shop.rows(
        "INSERT INTO to_appraise (organization_id, project_id, item_id)"
        " SELECT organization_id, project_id, id FROM item WHERE project_id = :p ON CONFLICT DO NOTHING"
        " RETURNING item_id",
        p=project,
    )
    await shop.rows("DELETE FROM consensus WHERE project_id = :p RETURNING item_id", p=project)
    await Appraiser(shop.database, shop.blobs, shop.manager.organization_id, project).drain(linger=0)
    said = await shop.rows(
        "SELECT DISTINCT p.external_id FROM consensus c JOIN item_payload p USING (item_id) WHERE c.project_id = :p",
        p=project,
    )
    assert [row[0] for row in said] == ["b"]
    assert not await shop.rows("SELECT item_id FROM to_appraise WHERE project_id = :p", p=project)
    await refit_project(shop.database, shop.blobs, shop.manager.organization_id, project)


async def test_a_damaged_picture_answers_with_a_sentence(shop: Workshop) -> None:
    project = await reviewed(shop)
    name = shop.blobs.put(b"picture")
    (item,) = (
        await shop.rows(
            "UPDATE item_payload SET payload = jsonb_build_object('parts', jsonb_build_array(jsonb_build_object("
            "'name', 'photo', 'type', 'picture', 'blob', CAST(:b AS text), 'media', 'image/png')))"
            " WHERE project_id = :p AND external_id = 'a' RETURNING item_id",
            b=name, p=project,
        )
    )[0]  # fmt: skip
    seen = await see_picture(shop.database, shop.blobs, shop.manager, item, "photo", None)
    assert seen is not None and seen.content == b"picture"
    harm(shop, name, b"pictur")
    with pytest.raises(Damaged) as refused:
        await see_picture(shop.database, shop.blobs, shop.manager, item, "photo", None)
    problem = problem_of(refused.value)
    assert (problem.status, problem.type) == (404, "about:goodwork:damaged")
    assert "Skip or flag" in (problem.next_step or "")
