"""Imports and versions over HTTP."""

from __future__ import annotations

import dataclasses
import io
import json
import zipfile
from typing import Any

from goodwork.actions.data.run_import import run_import
from goodwork.actions.versions.make_version import make_version
from goodwork.model.ids import ImportId, OrganizationId, VersionId
from tests.api.callers import Caller, House

ROWS = b'{"id": "a", "text": "One.", "gold": "Good"}\n{"id": "b"\n{"id": "c", "text": "=2+2"}\n'


async def send(caller: Caller, project: int, content: bytes = ROWS, **rest: Any) -> Any:
    """Send a file."""
    query = {"format": "jsonl", "name": "rows.jsonl", **rest.pop("params", {})}
    return await caller.ok("POST", f"/projects/{project}/imports", 202, params=query, content=content, **rest)


async def bring(house: House, made: Any, caller: Caller) -> Any:
    """Run an import, as the worker does."""
    organization = OrganizationId(caller.me["organization_id"])
    await run_import(house.state.database, house.state.blobs, organization, ImportId(made["id"]))
    return await caller.ok("GET", f"/imports/{made['id']}")


async def test_from_a_file_to_an_export(house: House) -> None:
    owner = await house.owner()
    project = (await house.project(owner))["id"]
    made = await send(owner, project)
    assert (made["state"], made["size"]) == ("waiting", len(ROWS))
    done = await bring(house, made, owner)
    assert (done["state"], done["added"], done["rejected"], done["gold"]) == ("done", 2, 1, 1)
    assert done["report"]["kept"] == {"items": 2}
    faults = await owner.ok("GET", f"/imports/{made['id']}/faults")
    assert [row["line"] for row in faults["rows"]] == [2]
    listed = await owner.ok("GET", f"/projects/{project}/imports")
    assert [row["id"] for row in listed["rows"]] == [made["id"]]
    asked = await owner.ok("POST", f"/projects/{project}/versions", 202, json={"known_limits": "Two texts."})
    assert (asked["state"], asked["number"]) == ("making", 1)
    early = await owner.get(f"/versions/{asked['id']}/export")
    assert early.status_code == 409
    organization = OrganizationId(owner.me["organization_id"])
    await make_version(house.state.database, house.state.blobs, organization, VersionId(asked["id"]))
    version = await owner.ok("GET", f"/versions/{asked['id']}")
    assert version["state"] == "published" and len(version["sha256"]) == 64
    plain = await owner.get(f"/versions/{asked['id']}/export", params={"format": "jsonl"})
    assert plain.headers["content-disposition"].endswith('-v1.jsonl"')
    assert [json.loads(line)["id"] for line in plain.content.splitlines()] == ["a", "c"]
    packed = await owner.get(f"/versions/{asked['id']}/export", params={"format": "csv"})
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        assert "'=2+2" in archive.read("items.csv").decode()
        assert json.loads(archive.read("report.json"))["changed"]


async def test_versions_come_page_by_page_and_name_the_published_one_before(house: House) -> None:
    owner = await house.owner()
    project = (await house.project(owner))["id"]
    path = f"/projects/{project}/versions"
    made = [await owner.ok("POST", path, 202, json={"known_limits": f"Number {n}."}) for n in range(3)]
    organization = OrganizationId(owner.me["organization_id"])
    await make_version(house.state.database, house.state.blobs, organization, VersionId(made[0]["id"]))
    first = await owner.ok("GET", path, params={"limit": 2})
    assert [(row["number"], row["since"]) for row in first["rows"]] == [(3, 1), (2, 1)]
    second = await owner.ok("GET", path, params={"limit": 2, "after": first["next"]})
    assert [(row["number"], row["since"], row["state"]) for row in second["rows"]] == [(1, None, "published")]
    assert second["next"] is None


async def test_a_repeated_request_makes_one_import(house: House) -> None:
    owner = await house.owner()
    project = (await house.project(owner))["id"]
    headers = {"Idempotency-Key": "once"}
    first, second = await send(owner, project, headers=headers), await send(owner, project, headers=headers)
    assert first["id"] == second["id"]
    other = await owner.post(
        f"/projects/{project}/imports", params={"format": "jsonl"}, content=ROWS + ROWS, headers=headers
    )
    assert other.status_code == 409


async def test_files_that_are_too_large_leave_nothing(house: House) -> None:
    owner = await house.owner()
    project = (await house.project(owner))["id"]
    house.app.state.goodwork = dataclasses.replace(house.state, upload_limit=1000)

    async def pieces() -> Any:
        for _ in range(50):
            yield b'{"text": "Again and again."}\n'

    refused = await owner.post(f"/projects/{project}/imports", params={"format": "jsonl"}, content=pieces())
    assert refused.status_code == 413 and "larger than 1,000 bytes" in refused.json()["detail"]
    assert (await owner.ok("GET", f"/projects/{project}/imports"))["rows"] == []
    assert house.state.blobs.files.glob(house.state.blobs.path("imports/*")) == []


async def test_refusals_come_with_their_faults(house: House) -> None:
    owner = await house.owner()
    project = (await house.project(owner))["id"]
    path = f"/projects/{project}/imports"
    for mapping, where in [
        ("[]", "mapping"),
        ('{"gold": {"nothing": "x"}}', "mapping.gold.nothing"),
        ('{"parts": [{"column": "a", "type": "film"}]}', "mapping.parts.0.type"),
        ('{"gold_drawn": 2}', "mapping.gold_drawn"),
        ('{"delimiter": "ab"}', "mapping.delimiter"),
        ('{"colour": 1}', "mapping.colour"),
    ]:
        response = await owner.post(path, params={"format": "jsonl", "mapping": mapping}, content=ROWS)
        assert response.status_code == 422, mapping
        assert where in [fault["where"] for fault in response.json()["faults"]]
    assert (await owner.post(path, params={"format": "jsonl"}, content=b"")).status_code == 422
    assert (await owner.post(path, params={"format": "docx"}, content=ROWS)).status_code == 422


async def test_a_preview_shows_items_and_keeps_nothing(house: House) -> None:
    owner = await house.owner()
    project = (await house.project(owner))["id"]
    path = f"/projects/{project}/imports/preview"
    seen = await owner.ok("POST", path, params={"format": "jsonl"}, content=ROWS)
    assert seen["columns"] == ["id", "text", "gold"]
    assert seen["mapping"]["parts"] == [{"name": "text", "type": "text", "column": "text", "title": "Text"}]
    assert [(row["external_id"], row["gold"]) for row in seen["rows"]] == [
        ("a", {"mood": {"labels": ["good"]}}),
        ("c", None),
    ]
    assert [fault["line"] for fault in seen["faults"]] == [2]
    # The last line of a file that goes on is cut off, and no fault of the file.
    long = b"".join(b'{"text": "Text number %d"}\n' % n for n in range(60_000))
    assert len(long) > 1 << 20
    seen = await owner.ok("POST", path, params={"format": "jsonl"}, content=long)
    assert (len(seen["rows"]), seen["faults"]) == (5, [])
    assert (await owner.ok("GET", f"/projects/{project}"))["progress"]["items"] == 0


async def test_an_import_that_failed_can_be_resumed(house: House) -> None:
    owner = await house.owner()
    project = (await house.project(owner))["id"]
    made = await send(owner, project, b'[{"text": "One."}, {"text": "Two."}')
    done = await bring(house, made, owner)
    assert (done["state"], done["added"]) == ("failed", 1)
    assert "ends inside its array" in done["error"]
    again = await owner.ok("POST", f"/imports/{made['id']}/resume")
    assert (again["state"], again["position"]) == ("waiting", 1)
    assert (await bring(house, made, owner))["added"] == 1
    whole = await send(owner, project)
    await bring(house, whole, owner)
    assert (await owner.post(f"/imports/{whole['id']}/resume")).status_code == 409
